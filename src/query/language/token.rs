//! The text of the search box cut into signs and words.

use crate::model::{PersonRole, Zone};

/// What a word is asked of, where it is not asked of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 标题: 图说:
    Text(Zone),
    /// 记者: 通讯员: 摄影: 作者:
    Person(PersonRole),
    /// 社区:
    Place,
    /// 报名:
    Paper,
    /// 版:
    Page,
    /// 日期:
    Date,
    /// 档号:
    Reference,
}

/// The fields by the names they are typed with.
pub const FIELDS: [(&str, Field); 16] = [
    ("标题", Field::Text(Zone::Title)),
    ("图说", Field::Text(Zone::Caption)),
    ("记者", Field::Person(PersonRole::Reporter)),
    ("通讯员", Field::Person(PersonRole::Correspondent)),
    ("摄影", Field::Person(PersonRole::Photographer)),
    ("作者", Field::Person(PersonRole::Author)),
    ("人物", Field::Person(PersonRole::Named)),
    ("社区", Field::Place),
    ("街道", Field::Place),
    ("地名", Field::Place),
    ("报名", Field::Paper),
    ("报纸", Field::Paper),
    ("版", Field::Page),
    ("版次", Field::Page),
    ("日期", Field::Date),
    ("档号", Field::Reference),
];

impl Field {
    /// The field of a name.
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }

    /// As it is typed.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// What a stretch of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word; `quoted` where every character means itself.
    Word {
        /// Its characters.
        text: String,
        /// Whether it stood in quotation marks.
        quoted: bool,
    },
    /// `标题:`
    Field(Field),
    /// ( or （
    Open,
    /// ) or ）
    Close,
    /// OR, 或, |
    Or,
    /// AND, 且: what stands side by side must occur anyway.
    And,
    /// - before a word, 非, NOT
    Not,
    /// ~10
    Near(usize),
}

/// A sign or word with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First character.
    pub start: usize,
    /// How many characters.
    pub len: usize,
}

/// Characters between two words where none are said.
const NEAR: usize = 10;
/// Words further apart are not near, and a piece of text is hardly longer.
pub const FURTHEST: usize = 999;

/// The tokens of a text, and what was silently mended.
pub fn tokens(text: &str) -> (Vec<Token>, Vec<String>) {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0, tokens: Vec::new(), notes: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.next();
    }
    (lexer.tokens, lexer.notes)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
    notes: Vec<String>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, start, len: self.at - start });
    }

    fn next(&mut self) {
        let start = self.at;
        let Some(c) = self.peek(0) else { return };
        let sign = match c {
            c if c.is_whitespace() => {
                self.at += 1;
                return;
            }
            '(' | '（' => Kind::Open,
            ')' | '）' if self.depth() > 0 => Kind::Close,
            '|' | '｜' => Kind::Or,
            '-' | '－' | '−' => Kind::Not,
            '"' | '“' | '”' | '＂' => return self.quoted(&['"', '”', '＂', '“']),
            '「' => return self.quoted(&['」']),
            '『' => return self.quoted(&['』']),
            _ => return self.word(),
        };
        self.at += 1;
        self.push(sign, start);
    }

    /// How many brackets are open.
    fn depth(&self) -> usize {
        let count = |kind: &Kind| self.tokens.iter().filter(|token| token.kind == *kind).count();
        count(&Kind::Open).saturating_sub(count(&Kind::Close))
    }

    fn quoted(&mut self, ends: &[char]) {
        let start = self.at;
        self.at += 1;
        let text: String = self.chars.iter().skip(self.at).take_while(|c| !ends.contains(c)).collect();
        self.at += text.chars().count();
        if self.at < self.chars.len() {
            self.at += 1;
        } else {
            self.notes.push("引号没有关上，算到末尾".to_owned());
        }
        self.push(Kind::Word { text, quoted: true }, start);
    }

    fn word(&mut self) {
        let start = self.at;
        // Brackets opened within a word belong to it: 刘凯平(右一).
        let mut inner = 0usize;
        while let Some(c) = self.peek(0) {
            match c {
                c if c.is_whitespace() => break,
                '(' | '（' => inner += 1,
                ')' | '）' if inner > 0 => inner -= 1,
                ')' | '）' if self.depth() > 0 => break,
                ':' | '：' if let Some(field) = self.field(start) => {
                    self.at += 1;
                    return self.push(Kind::Field(field), start);
                }
                _ => {}
            }
            self.at += 1;
        }
        let text: String = self.chars.iter().take(self.at).skip(start).collect();
        let kind = match text.as_str() {
            "或" | "OR" => Kind::Or,
            "且" | "AND" => Kind::And,
            "非" | "NOT" => Kind::Not,
            _ => near(&text).map_or_else(
                || {
                    self.note_unknown_field(&text);
                    Kind::Word { text, quoted: false }
                },
                Kind::Near,
            ),
        };
        self.push(kind, start);
    }

    fn field(&self, start: usize) -> Option<Field> {
        let name: String = self.chars.iter().take(self.at).skip(start).collect();
        Field::named(&name)
    }

    fn note_unknown_field(&mut self, word: &str) {
        let Some((name, _)) = word.split_once([':', '：']) else { return };
        if (1..=4).contains(&name.chars().count()) && name.chars().all(crate::text::is_han) {
            let known = "标题、图说、记者、通讯员、摄影、社区、报名、版、日期、档号";
            self.notes.push(format!("“{name}:”不是条件，按文字查；条件有 {known}"));
        }
    }
}

/// ~ or ~10
fn near(text: &str) -> Option<usize> {
    let digits = text.strip_prefix(['~', '～', '〜'])?;
    if digits.is_empty() {
        return Some(NEAR);
    }
    let digits: String = digits.chars().map(crate::text::fold_char).collect();
    digits.chars().all(|c| c.is_ascii_digit()).then(|| digits.parse().unwrap_or(FURTHEST + 1))
}
