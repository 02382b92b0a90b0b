//! Folding of width, case, script and variants, for comparing only: what was printed is stored as printed.

use std::sync::OnceLock;

/// Which differences do not count when text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folding(u8);

impl Default for Folding {
    fn default() -> Self {
        Self::ALL
    }
}

impl Folding {
    /// Nothing is folded: 照原文查.
    pub const NONE: Self = Self(0);
    /// １２ and 12, （） and ().
    pub const WIDTH: Self = Self(1);
    /// A and a.
    pub const CASE: Self = Self(2);
    /// 社區 and 社区.
    pub const SCRIPT: Self = Self(4);
    /// 郟 and 郏, 邨 and 村.
    pub const VARIANTS: Self = Self(8);
    /// “” and "", 。 and .
    pub const PUNCTUATION: Self = Self(16);
    /// 王　波 and 王波; a word cut by the end of a line.
    pub const SPACES: Self = Self(32);
    /// Everything is folded.
    pub const ALL: Self = Self(63);
    /// Each by itself, in the order in which they are offered.
    pub const EACH: [Self; 6] =
        [Self::WIDTH, Self::CASE, Self::SCRIPT, Self::VARIANTS, Self::PUNCTUATION, Self::SPACES];

    /// Whether all of `other` is folded.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The same with `other` folded too, or no more.
    #[must_use]
    pub fn with(self, other: Self, on: bool) -> Self {
        Self(if on { self.0 | other.0 } else { self.0 & !other.0 })
    }

    /// As a number to be stored, a bit for each.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// What [`Folding::bits`] gave.
    pub fn of_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The form in which a character is compared. One in, one out.
    pub fn char(self, c: char) -> char {
        if self == Self::ALL {
            return fold_char(c);
        }
        let mut c = c;
        if self.has(Self::WIDTH) {
            c = narrow(c);
        }
        if self.has(Self::CASE) {
            c = lower(c);
        }
        if self.has(Self::SCRIPT) {
            c = simplified(c);
        }
        if self.has(Self::VARIANTS) {
            c = variant(c);
        }
        if self.has(Self::PUNCTUATION) {
            c = punctuation(c);
        }
        c
    }

    /// A text in the form in which it is compared.
    pub fn text(self, text: &str) -> Folded {
        let mut folded = Folded { chars: Vec::with_capacity(text.len() / 2), at: Vec::new() };
        self.push(text, &mut folded.chars, Some(&mut folded.at));
        folded
    }

    /// The characters of [`Folding::text`], added to `chars`.
    pub fn add(self, text: &str, chars: &mut Vec<char>) {
        self.push(text, chars, None);
    }

    fn push(self, text: &str, chars: &mut Vec<char>, mut at: Option<&mut Vec<u32>>) {
        let first = chars.len();
        chars.reserve(text.len() / 3);
        let table = if self == Self::ALL { folded_table() } else { &[] };
        let mut space = false;
        for (position, c) in (0u32..).zip(text.chars()) {
            // Nearly all of a text is neither space nor Latin.
            if c > '\u{3000}' && !table.is_empty() {
                space = false;
                chars.push(look_up(table, c));
                if let Some(at) = &mut at {
                    at.push(position);
                }
                continue;
            }
            if c.is_whitespace() && self.has(Self::SPACES) {
                space = true;
                continue;
            }
            // Between Latin words a space parts words, beside Han it only fills a line.
            if space && chars.len() > first && c.is_ascii_alphanumeric() {
                let latin = chars.last().is_some_and(char::is_ascii_alphanumeric);
                if latin {
                    chars.push(' ');
                    if let Some(at) = &mut at {
                        at.push(position - 1);
                    }
                }
            }
            space = false;
            chars.push(self.char(c));
            if let Some(at) = &mut at {
                at.push(position);
            }
        }
    }
}

/// A text in the form in which it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The characters that are compared.
    pub chars: Vec<char>,
    /// Where each of them stands in the printed text.
    pub at: Vec<u32>,
}

impl Folded {
    /// The printed characters behind `len` compared ones from `start` on, as (first, length).
    pub fn printed(&self, start: usize, len: usize) -> (usize, usize) {
        let (Some(first), Some(last)) = (self.at.get(start), self.at.get(start + len.max(1) - 1)) else {
            return (0, 0);
        };
        (*first as usize, (last - first) as usize + 1)
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Latin of half and of full width.
fn lower(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        _ => c.to_ascii_lowercase(),
    }
}

/// Other shapes of one character that are no matter of script.
fn variant(c: char) -> char {
    match c {
        '郟' => '郏',
        '邨' => '村',
        '峯' => '峰',
        '淸' => '清',
        '靑' => '青',
        '裏' => '里',
        '衆' => '众',
        '〇' | '◯' => '○',
        '著' => '着',
        '閒' => '闲',
        '甯' => '宁',
        '堦' => '阶',
        '菓' => '果',
        '鉄' => '铁',
        '戸' => '户',
        '吿' => '告',
        c => c,
    }
}

/// Marks of one meaning and several shapes.
fn punctuation(c: char) -> char {
    match c {
        '“' | '”' | '「' | '」' | '『' | '』' | '〝' | '〞' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '。' | '．' => '.',
        '、' | '，' => ',',
        '—' | '–' | '―' | '－' => '-',
        '·' | '•' | '・' | '‧' | '∙' => '·',
        '～' | '〜' => '~',
        '【' | '〔' | '［' => '[',
        '】' | '〕' | '］' => ']',
        c => c,
    }
}

/// Of a traditional character the simplified one.
fn simplified(c: char) -> char {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| by_character(std::convert::identity, |pairs, c| pairs[c]));
    look_up(table, c)
}

/// The form in which a character is compared: half width, lower case, simplified, common variant and mark.
///
/// One character in, one out, so that positions in folded text are positions in the printed text.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    look_up(folded_table(), c)
}

/// Of each character of the Basic Multilingual Plane the form in which it is compared.
fn folded_table() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        by_character(
            |c| lower(narrow(c)),
            |pairs, c| {
                let folded = char::from_u32(pairs[c].into()).map(|c| punctuation(variant(c)));
                folded.map_or(0, |c| u16::try_from(u32::from(c)).unwrap_or_default())
            },
        )
    })
}

/// For each character of the Basic Multilingual Plane what `last` makes of `first` of it and the traditional characters.
fn by_character(first: impl Fn(char) -> char, last: impl Fn(&[u16], usize) -> u16) -> Vec<u16> {
    let mut pairs: Vec<u16> = (0..=u16::MAX).collect();
    for pair in include_str!("../../assets/text/traditional.txt").split_whitespace() {
        let mut pair = pair.encode_utf16();
        if let (Some(traditional), Some(simple)) = (pair.next(), pair.next()) {
            pairs[usize::from(traditional)] = simple;
        }
    }
    let small = |c: char| u32::from(c) as usize;
    (0..=u32::from(u16::MAX))
        .map(|code| match char::from_u32(code) {
            Some(c) => last(&pairs, small(first(c))),
            None => 0,
        })
        .collect()
}

fn look_up(table: &[u16], c: char) -> char {
    let folded = table.get(u32::from(c) as usize).copied().filter(|folded| *folded != 0);
    folded.and_then(|folded| char::from_u32(folded.into())).unwrap_or(c)
}

/// All characters of `text`, folded one by one.
pub fn fold(text: &str) -> Vec<char> {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_script_and_variants_fold_to_one_form() {
        let rows = [
            ("ＡＢ１２", "ab12"),
            ("郟县", "郏县"),
            ("（５点）", "(5点)"),
            ("，", ","),
            ("東湖社區", "东湖社区"),
            ("裏", "里"),
            ("“好”", "「好」"),
            ("２０１５—２０１６", "2015-2016"),
        ];
        for (a, b) in rows {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("社区"), fold("小区"));
    }

    #[test]
    fn folding_keeps_every_position() {
        let text = "“５点钟义务课堂”，唱响全省";
        assert_eq!(fold(text).len(), text.chars().count());
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in (0..0x2_ffff).filter_map(char::from_u32) {
            assert_eq!(fold_char(fold_char(c)), fold_char(c), "{c}");
            for each in Folding::EACH {
                assert_eq!(fold_char(each.char(c)), fold_char(c), "{c} {each:?}");
            }
        }
    }

    #[test]
    fn space_beside_han_does_not_part_a_word() {
        let folded = |text| Folding::ALL.text(text).chars.into_iter().collect::<String>();
        assert_eq!(folded("王　波 摄"), "王波摄");
        assert_eq!(folded("12 月 8 日 GDP  growth 好"), "12月8日gdp growth好");
        assert_eq!(folded(" a b "), "a b");
        let text = Folding::ALL.text("记者 王　波 摄");
        assert_eq!(text.printed(2, 2), (3, 3));
    }

    #[test]
    fn each_folding_can_be_left_out() {
        let rows = [
            (Folding::WIDTH, "１2", "12"),
            (Folding::CASE, "Ab", "ab"),
            (Folding::SCRIPT, "社區", "社区"),
            (Folding::VARIANTS, "邨", "村"),
            (Folding::PUNCTUATION, "“", "\""),
            (Folding::SPACES, "王 波", "王波"),
        ];
        for (folding, printed, typed) in rows {
            let without = Folding::ALL.with(folding, false);
            assert_ne!(without.text(printed).chars, without.text(typed).chars, "{printed}");
            assert_eq!(folding.text(printed).chars, folding.text(typed).chars, "{printed}");
            assert_eq!(Folding::ALL.text(printed).chars, Folding::ALL.text(typed).chars, "{printed}");
            assert_eq!(Folding::NONE.text(printed).chars, printed.chars().collect::<Vec<_>>());
        }
    }
}
