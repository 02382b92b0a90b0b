//! Lists of words that are looked for all at once.

/// Most words of a list.
const MOST: usize = 96;

/// Words that may begin, end or stand anywhere in a text. Looking costs little where none of them is there, which is
/// nearly always: a set of their outer characters is asked before any word is compared.
pub struct WordList {
    text: &'static str,
    words: [Word; MOST],
    count: usize,
    first: CharSet,
    last: CharSet,
    /// The first two characters of each word; words of one character stand in `single`.
    pairs: CharSet,
    single: CharSet,
}

/// Where a word stands in its list, and the keys of its outer characters.
#[derive(Clone, Copy)]
struct Word {
    start: u16,
    end: u16,
    first: u16,
    last: u16,
}

impl WordList {
    /// A list of words with one space between them, at most 96; those that are looked for first stand first.
    pub const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut list = Self {
            text,
            words: [Word { start: 0, end: 0, first: 0, last: 0 }; MOST],
            count: 0,
            first: CharSet([0; 16]),
            last: CharSet([0; 16]),
            pairs: CharSet([0; 16]),
            single: CharSet([0; 16]),
        };
        let mut start = 0;
        while start < bytes.len() {
            let (mut end, mut last) = (start, start);
            while end < bytes.len() && bytes[end] != b' ' {
                if bytes[end] & 0xc0 != 0x80 {
                    last = end;
                }
                end += 1;
            }
            let word = Word {
                start: start as u16,
                end: end as u16,
                first: key(bytes, start),
                last: key(bytes, last),
            };
            list.first = list.first.with(word.first);
            list.last = list.last.with(word.last);
            let second = start + width(bytes[start]);
            if second < end {
                list.pairs = list.pairs.with(pair(word.first, key(bytes, second)));
            } else {
                list.single = list.single.with(word.first);
            }
            list.words[list.count] = word;
            list.count += 1;
            start = end + 1;
        }
        list
    }

    /// The words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.entries().iter().map(|word| self.text(word))
    }

    /// The first of the words that `text` begins with.
    pub fn begin_of(&self, text: &str) -> Option<&'static str> {
        let key = first_key(text).filter(|key| self.first.has(*key))?;
        let mut words = self.entries().iter().filter(|word| word.first == key).map(|word| self.text(word));
        words.find(|word| text.starts_with(*word))
    }

    /// The first of the words that `text` ends with.
    pub fn end_of(&self, text: &str) -> Option<&'static str> {
        let (at, _) = text.char_indices().next_back()?;
        let key = Some(key(text.as_bytes(), at)).filter(|key| self.last.has(*key))?;
        let mut words = self.entries().iter().filter(|word| word.last == key).map(|word| self.text(word));
        words.find(|word| text.ends_with(*word))
    }

    /// Whether one of the words may end with a character.
    pub fn may_end_with(&self, c: char) -> bool {
        self.last.has(char_key(c))
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        let key = first_key(text).filter(|key| self.first.has(*key));
        key.is_some() && self.words().any(|word| word == text)
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
        let mut found = 0_u128;
        for (_, rest) in self.places(text) {
            let first = first_key(rest);
            for (at, word) in self.entries().iter().enumerate().filter(|(_, word)| Some(word.first) == first)
            {
                found |= u128::from(rest.starts_with(self.text(word))) << at;
            }
        }
        found.count_ones() as usize
    }

    /// The places where a word begins, each with the text from there on.
    fn places<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        text.char_indices()
            .filter(|(_, c)| self.first.has(char_key(*c)))
            .filter_map(|(at, _)| Some((at, text.get(at..).filter(|rest| self.begins(rest))?)))
    }

    /// Whether one of the words begins `text`, whose first character begins some.
    fn begins(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let (first, next) = (key(bytes, 0), width(bytes[0]));
        let two = next < bytes.len() && self.pairs.has(pair(first, key(bytes, next)));
        (two || self.single.has(first)) && self.begin_of(text).is_some()
    }

    fn entries(&self) -> &[Word] {
        &self.words[..self.count]
    }

    fn text(&self, word: &Word) -> &'static str {
        self.text.get(usize::from(word.start)..usize::from(word.end)).unwrap_or_default()
    }
}

/// A set of characters by their keys; may hold some that were never put in.
struct CharSet([u64; 16]);

impl CharSet {
    const fn with(mut self, key: u16) -> Self {
        self.0[(key >> 6 & 15) as usize] |= 1 << (key & 63);
        self
    }

    #[inline]
    const fn has(&self, key: u16) -> bool {
        self.0[(key >> 6 & 15) as usize] >> (key & 63) & 1 == 1
    }
}

fn first_key(text: &str) -> Option<u16> {
    (!text.is_empty()).then(|| key(text.as_bytes(), 0))
}

/// Bytes of a character, by its first.
#[inline]
const fn width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Ten bits of two characters one behind the other.
#[inline]
const fn pair(first: u16, second: u16) -> u16 {
    (first << 3 ^ first >> 7 ^ second) & 1023
}

/// The last ten bits of a character.
#[inline]
fn char_key(c: char) -> u16 {
    (u32::from(c) & 1023) as u16
}

/// As [`char_key`], of the character that begins at `at`.
#[inline]
const fn key(bytes: &[u8], at: usize) -> u16 {
    let end = at + width(bytes[at]);
    if end == at + 1 {
        return bytes[at] as u16;
    }
    ((bytes[end - 2] as u16) << 6 | (bytes[end - 1] as u16 & 0x3f)) & 1023
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: [&str; 6] = ["编辑", "责任编辑", "é", "@", "本报", "CN"];
    const LIST: WordList = WordList::new("编辑 责任编辑 é @ 本报 CN");

    proptest! {
        #[test]
        fn a_list_finds_what_its_words_find(text in "([编辑责任本报é@CNx版]|本报|编辑){0,12}") {
            prop_assert_eq!(LIST.begin_of(&text), PLAIN.into_iter().find(|word| text.starts_with(word)));
            prop_assert_eq!(LIST.end_of(&text), PLAIN.into_iter().find(|word| text.ends_with(word)));
            prop_assert_eq!(LIST.find_in(&text), PLAIN.iter().filter_map(|word| text.find(word)).min());
            prop_assert_eq!(LIST.count_in(&text), PLAIN.iter().filter(|word| text.contains(**word)).count());
            prop_assert_eq!(LIST.has(&text), PLAIN.contains(&text.as_str()));
        }
    }
}
