//! Lists of words that are looked for all at once.

/// Words that may begin, end or stand anywhere in a text. Looking costs little where none of them is there, which is
/// nearly always: a set of the words' outer characters is asked before any word is compared.
pub struct WordList {
    words: &'static [&'static str],
    first: CharSet,
    last: CharSet,
}

impl WordList {
    /// A list; words that are looked for first stand first. No word is empty.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (CharSet([0; 16]), CharSet([0; 16]));
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            first = first.with(key(bytes, 0));
            last = last.with(key(bytes, start_of_last(bytes)));
            at += 1;
        }
        Self { words, first, last }
    }

    /// The first of the words that `text` begins with.
    pub fn begin_of(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if bytes.is_empty() || !self.first.has(key(bytes, 0)) {
            return None;
        }
        self.words.iter().copied().find(|word| text.starts_with(word))
    }

    /// The first of the words that `text` ends with.
    pub fn end_of(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if bytes.is_empty() || !self.last.has(key(bytes, start_of_last(bytes))) {
            return None;
        }
        self.words.iter().copied().find(|word| text.ends_with(word))
    }

    /// The words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        self.words.contains(&text)
    }

    /// Byte offset of the first place where one of the words stands.
    pub fn find_in(&self, text: &str) -> Option<usize> {
        self.places(text).next().map(|(at, _)| at)
    }

    /// Whether one of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_in(text).is_some()
    }

    /// How many of the words stand in `text`, each counted once.
    pub fn count_in(&self, text: &str) -> usize {
        let mut found = 0_u64;
        for (_, rest) in self.places(text) {
            for (at, word) in self.words.iter().enumerate().take(64) {
                found |= u64::from(rest.starts_with(word)) << at;
            }
        }
        found.count_ones() as usize
    }

    /// The places where a word begins, each with the text from there on.
    fn places<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        let bytes = text.as_bytes();
        let at_words = (0..bytes.len()).filter(move |at| self.first.has(key(bytes, *at)));
        at_words.filter_map(move |at| {
            // None inside a character.
            let rest = text.get(at..)?;
            self.words.iter().any(|word| rest.starts_with(word)).then_some((at, rest))
        })
    }
}

/// A set of characters by ten bits made of them; may hold some that were never put in.
struct CharSet([u64; 16]);

impl CharSet {
    const fn with(mut self, key: u16) -> Self {
        self.0[(key >> 6) as usize] |= 1 << (key & 63);
        self
    }

    const fn has(&self, key: u16) -> bool {
        self.0[(key >> 6) as usize] >> (key & 63) & 1 == 1
    }
}

/// The key of the character that begins at `at`; the bytes inside a character have that of U+0000.
const fn key(bytes: &[u8], at: usize) -> u16 {
    let lead = bytes[at] as u16;
    match lead {
        0..0x80 => lead,
        0x80..0xc0 => 0,
        0xc0..0xe0 => lead << 2 ^ (bytes[at + 1] as u16 & 0x3f),
        _ => (lead << 5 ^ (bytes[at + 1] as u16 & 0x3f) << 4 ^ (bytes[at + 2] as u16 & 0x3f)) & 1023,
    }
}

const fn start_of_last(bytes: &[u8]) -> usize {
    let mut at = bytes.len() - 1;
    while at > 0 && bytes[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: [&str; 6] = ["编辑", "责任编辑", "é", "@", "本报", "CN"];
    const LIST: WordList = WordList::new(&PLAIN);

    proptest! {
        #[test]
        fn a_list_finds_what_its_words_find(text in "([编辑责任本报é@CNx版]|本报|编辑){0,12}") {
            prop_assert_eq!(LIST.begin_of(&text), PLAIN.into_iter().find(|word| text.starts_with(word)));
            prop_assert_eq!(LIST.end_of(&text), PLAIN.into_iter().find(|word| text.ends_with(word)));
            prop_assert_eq!(LIST.find_in(&text), PLAIN.iter().filter_map(|word| text.find(word)).min());
            prop_assert_eq!(LIST.count_in(&text), PLAIN.iter().filter(|word| text.contains(**word)).count());
        }
    }
}
