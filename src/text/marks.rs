//! Punctuation: what ends a sentence, what may not start or end a line.

/// Whether a line may not start with `c` (GB/T 15834-2011; clreq "行首禁则").
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '］'
            | '…'
            | '—'
            | '～'
            | '·'
            | '%'
            | '％'
            | '℃'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
    )
}

/// Whether a line may not end with `c` (clreq "行尾禁则").
pub fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '［' | '(' | '[' | '{')
}

/// A pause inside a sentence: a comma of any kind, a colon, a semicolon.
pub fn is_pause(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '；' | ';' | '：' | ':')
}

/// Whether `text` ends as a sentence ends: with a full stop or the like, closing marks after it allowed; or with
/// a bracket that is a sentence of its own, as signatures are. `(右一)` in mid-sentence is none.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['”', '’', '"', '」', '』', '》']);
    match bare.strip_suffix(['）', ')', '】']) {
        Some(inner) => {
            let before =
                inner.rfind(['（', '(', '【']).and_then(|at| inner.get(..at)).unwrap_or_default().trim_end();
            (before.is_empty() && !bare.ends_with('】')) || ends_plainly(before) || ends_plainly(inner)
        }
        None => ends_plainly(bare),
    }
}

fn ends_plainly(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '」', '』']).ends_with(['。', '！', '？', '…', '!', '?'])
}

/// Ideographs of the common blocks, with 〇 and the iteration mark.
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a space parts two characters that words end and begin with: Latin words are parted, Han are not.
pub fn words_part(last: Option<char>, next: Option<char>) -> bool {
    let wide = |c: char| {
        is_han(c)
            || matches!(c, '\u{2e80}'..='\u{33ff}' | '\u{ff00}'..='\u{ffef}' | '—' | '…' | '“' | '”' | '‘' | '’' | '·')
    };
    let apart = |c: Option<char>| c.is_some_and(|c| !wide(c) && !c.is_whitespace());
    apart(last) && apart(next)
}

/// The characters of a text, counted no further than `most`.
pub fn count_up_to(text: &str, most: usize) -> usize {
    // No character has more than four bytes.
    if text.len() >= most * 4 { most } else { text.chars().count().min(most) }
}

/// Han characters of the basic block (U+4E00 to U+9FFF), asked for in one step.
pub struct HanSet([u64; HanSet::WORDS]);

impl HanSet {
    const FIRST: u32 = 0x4e00;
    const WORDS: usize = 0x5200 / 64;

    /// The characters of a text; those of other blocks are passed over.
    pub const fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut set = [0; Self::WORDS];
        let mut at = 0;
        while at < bytes.len() {
            // All of the block have three bytes.
            if bytes[at] >> 4 == 0xe {
                let (a, b, c) = (bytes[at] as u32, bytes[at + 1] as u32, bytes[at + 2] as u32);
                let code = (a & 15) << 12 | (b & 63) << 6 | (c & 63);
                if code >= Self::FIRST && code < Self::FIRST + 64 * Self::WORDS as u32 {
                    set[((code - Self::FIRST) / 64) as usize] |= 1 << ((code - Self::FIRST) % 64);
                }
            }
            at += 1;
        }
        Self(set)
    }

    /// Whether it has a character.
    pub fn has(&self, c: char) -> bool {
        let at = u32::from(c).wrapping_sub(Self::FIRST);
        self.0.get(at as usize / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// The first `most` characters of `text`, with … where more follow.
pub fn cut(text: &str, most: usize) -> String {
    let mut kept: String = text.chars().take(most).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// A name as it may be shown: what a screen would obey (control characters, marks that turn the direction of
/// writing) stands as U+FFFD.
pub fn shown(name: &str) -> String {
    let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().map(|c| if c.is_control() || turns(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for end in
            ["真好。", "真好。”", "吧?", "（张志举 陶青运）", "减轻了压力。(张志举)", "称号。 ", "（完）"]
        {
            assert!(ends_sentence(end), "{end}");
        }
        for open in ["【热线追踪】", "面积550", "爱国主义教育", "工作要点、", "称号”", "刘凯平(右一)", ""]
        {
            assert!(!ends_sentence(open), "{open}");
        }
    }

    #[test]
    fn a_set_has_the_han_it_was_made_of() {
        const SET: HanSet = HanSet::new("一李a。鿿");
        for (c, has) in [('一', true), ('李', true), ('鿿', true), ('丁', false), ('a', false), ('。', false)]
        {
            assert_eq!(SET.has(c), has, "{c}");
        }
    }

    #[test]
    fn no_name_moves_the_cursor() {
        assert_eq!(shown("旧\u{1b}[2J闻\n\u{202e}.txt"), "旧�[2J闻��.txt");
    }

    #[test]
    fn counting_stops_where_it_is_told() {
        for (text, most, count) in
            [("", 2, 0), ("旧闻", 3, 2), ("旧闻", 1, 1), ("\u{20000}\u{20000}", 2, 2), ("abcdef", 1, 1)]
        {
            assert_eq!(count_up_to(text, most), count, "{text}");
        }
    }

    #[test]
    fn cutting_counts_characters() {
        assert_eq!(cut("旧闻", 2), "旧闻");
        assert_eq!(cut("旧闻报", 2), "旧闻…");
    }
}
