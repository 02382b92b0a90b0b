//! How a list of articles is written: which of a segment's articles have a run of characters, and how often.
//!
//! Short lists are differences in as few bits as they need, each with its frequency. Long ones are a bit for each
//! article, and their frequencies stand in a row of their own: counting, the most frequent question, does not read
//! them.

use std::cell::OnceCell;

use super::bits::{BitReader, BitWriter};
use super::numbers::Numbers;

/// A list is bits from one article in this many on: below, differences take half the room.
const DENSE: u32 = 16;
/// Before bits; before other lists stands the number of low bits of a difference.
const DENSE_TAG: u8 = 0xff;

/// The frequencies that are told apart beside bits; those between count as the next lower.
pub const STEPS: [u8; 6] = [2, 3, 5, 8, 13, 20];

/// One article of a list, with its frequency.
pub type Entry = (u32, u8);

/// A list as it is written.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// The row of the list.
    pub list: Vec<u8>,
    /// The row of its frequencies, beside bits.
    pub frequencies: Option<Vec<u8>>,
}

/// Writes a number in groups of seven bits.
pub fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number and moves on; 0 behind the end.
#[inline]
pub fn take(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
        shift = (shift + 7).min(28);
    }
    number
}

/// Adds an entry to differences from `last`.
#[inline]
pub fn put_entry(bytes: &mut Vec<u8>, difference: u32, frequency: u8) {
    put(bytes, difference << 1 | u32::from(frequency > 1));
    if frequency > 1 {
        bytes.push(frequency);
    }
}

/// Calls `each` with every entry of differences, the first counted from `base`.
#[inline]
pub fn entries(mut bytes: &[u8], base: u32, mut each: impl FnMut(Entry)) {
    let mut at = base;
    while !bytes.is_empty() {
        let difference = take(&mut bytes);
        at = at.wrapping_add(difference >> 1);
        let mut frequency = 1;
        if difference & 1 == 1 {
            let Some((byte, rest)) = bytes.split_first() else { return };
            (frequency, bytes) = (*byte, rest);
        }
        each((at, frequency));
    }
}

/// Whether a list of so many of a segment's `articles` is bits.
pub fn is_dense(found: u64, articles: u32) -> bool {
    found * u64::from(DENSE) >= u64::from(articles) && found >= 64
}

/// Writes a list of a segment with `articles` articles. A hashed key's list begins with its `name`.
pub fn write(found: &[Entry], articles: u32, name: Option<&str>) -> Written {
    let mut list = Vec::new();
    if let Some(name) = name {
        put(&mut list, name.len() as u32);
        list.extend_from_slice(name.as_bytes());
    }
    if !is_dense(found.len() as u64, articles) {
        return Written { list: put_differences(list, found, true), frequencies: None };
    }
    put_bits(&mut list, found);
    let mut layers = Vec::new();
    for step in STEPS {
        let often = found.iter().filter(|(_, frequency)| *frequency >= step);
        let often: Vec<Entry> = often.map(|(article, _)| (*article, 1)).collect();
        let mut layer = Vec::new();
        if is_dense(often.len() as u64, articles) {
            put_bits(&mut layer, &often);
        } else {
            layer = put_differences(layer, &often, false);
        }
        put(&mut layers, layer.len() as u32);
        layers.append(&mut layer);
    }
    Written { list, frequencies: Some(layers) }
}

fn put_bits(bytes: &mut Vec<u8>, found: &[Entry]) {
    bytes.push(DENSE_TAG);
    Numbers::add_bits(bytes, found.iter().map(|(article, _)| *article));
}

/// Writes differences behind the number of their low bits, and behind them the frequencies.
fn put_differences(mut list: Vec<u8>, found: &[Entry], with_frequencies: bool) -> Vec<u8> {
    let span = found.last().map_or(1, |(article, _)| u64::from(*article) + 1);
    let mean = span / found.len().max(1) as u64;
    // The best number of low bits where articles are spread by chance.
    let low = (mean * 69 / 100).max(1).ilog2();
    list.push(low as u8);
    let mut bits = BitWriter::after(list);
    let mut next = 0;
    for (article, _) in found {
        // Two runs that share a key may both name an article.
        if let Some(difference) = article.checked_sub(next) {
            bits.rice(difference, low);
            next = article + 1;
        }
    }
    if with_frequencies {
        found.iter().for_each(|(_, frequency)| bits.gamma(*frequency));
    }
    bits.finish()
}

/// A list as it was read.
pub struct Read<'a> {
    /// Who it says it is, where the key alone does not tell.
    pub name: &'a [u8],
    /// Low bits of a difference, or [`DENSE_TAG`].
    tag: u8,
    bytes: &'a [u8],
    /// How many articles there are, or more.
    count: usize,
}

impl<'a> Read<'a> {
    /// Looks at the first bytes of a row, which is of `count` articles.
    pub fn new(mut bytes: &'a [u8], count: u32, hashed: bool) -> Self {
        let mut name: &[u8] = &[];
        if hashed {
            let len = take(&mut bytes) as usize;
            (name, bytes) = bytes.split_at_checked(len).unwrap_or_default();
        }
        let (tag, bytes) = bytes.split_first().map_or((0, bytes), |(tag, rest)| (*tag, rest));
        // A bit at least for each: a damaged row may say anything.
        Self { name, tag, bytes, count: (count as usize).min(bytes.len() * 8) }
    }

    /// The articles of it.
    pub fn articles(&self) -> Numbers {
        if self.tag == DENSE_TAG {
            return Numbers::from_bits(self.bytes);
        }
        let mut articles = Vec::with_capacity(self.count);
        self.differences(|article| articles.push(article));
        Numbers::from_sorted(articles)
    }

    /// Its entries, where they are written out; none of bits.
    pub fn entries(&self) -> Option<Vec<Entry>> {
        if self.tag == DENSE_TAG {
            return None;
        }
        let mut found = Vec::with_capacity(self.count);
        let mut bits = self.differences(|article| found.push((article, 1)));
        for (_, frequency) in &mut found {
            *frequency = bits.gamma()?;
        }
        Some(found)
    }

    /// Calls `each` with every article; answers where the frequencies begin.
    #[inline]
    fn differences(&self, mut each: impl FnMut(u32)) -> BitReader<'a> {
        let mut bits = BitReader::new(self.bytes);
        let (low, mut next) = (u32::from(self.tag).min(31), 0u32);
        bits.rice(low, self.count, |difference| {
            // Only a damaged list goes on beyond the last number.
            let Some(article) = next.checked_add(difference).filter(|article| *article < u32::MAX) else {
                return false;
            };
            each(article);
            next = article + 1;
            true
        });
        bits
    }
}

/// The articles with at least [`STEPS`] occurrences, step by step, each contained in the one before. They are read one
/// by one: the best articles are mostly among the few of the last steps.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    bytes: Vec<u8>,
    at: Vec<std::ops::Range<usize>>,
    read: [OnceCell<Numbers>; STEPS.len()],
}

impl Layers {
    /// Looks at a row of frequencies.
    pub fn new(bytes: &[u8]) -> Self {
        let (mut rest, mut at) = (bytes, Vec::with_capacity(STEPS.len()));
        while !rest.is_empty() && at.len() < STEPS.len() {
            let len = take(&mut rest) as usize;
            let start = bytes.len() - rest.len();
            let end = (start + len).min(bytes.len());
            at.push(start..end);
            rest = bytes.get(end..).unwrap_or_default();
        }
        Self { bytes: bytes.to_vec(), at, read: Default::default() }
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// The articles of a step.
    pub fn of(&self, step: usize) -> &Numbers {
        static NONE: Numbers = Numbers::Few(Vec::new());
        let (Some(read), Some(at)) = (self.read.get(step), self.at.get(step)) else { return &NONE };
        read.get_or_init(|| {
            let bytes = self.bytes.get(at.clone()).unwrap_or_default();
            Read::new(bytes, u32::MAX, false).articles()
        })
    }

    /// How often it is at least in an article that has it: 1 or one of [`STEPS`].
    pub fn frequency(&self, article: u32) -> u8 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.of(middle).contains(article) { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1).and_then(|at| STEPS.get(at)).copied().unwrap_or(1)
    }
}

/// The frequency that ranking counts with: one of 1 and [`STEPS`].
pub fn step_of(frequency: u8) -> u8 {
    STEPS.iter().rev().find(|step| **step <= frequency).copied().unwrap_or(frequency.min(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &[Entry], articles: u32, name: Option<&str>, dense: bool) {
        let written = write(found, articles, name);
        let read = Read::new(&written.list, found.len() as u32, name.is_some());
        assert_eq!(read.name, name.unwrap_or_default().as_bytes());
        assert_eq!(read.articles().iter().collect::<Vec<_>>(), found.iter().map(|f| f.0).collect::<Vec<_>>());
        assert_eq!(written.frequencies.is_some(), dense);
        match written.frequencies {
            None => assert_eq!(read.entries().expect("entries"), found),
            Some(bytes) => {
                let layers = Layers::new(&bytes);
                assert_eq!(layers.len(), STEPS.len());
                for (article, frequency) in found {
                    assert_eq!(layers.frequency(*article), step_of(*frequency));
                }
            }
        }
    }

    #[test]
    fn what_is_written_is_read() {
        check(&[], 10, None, false);
        check(&[(0, 1)], 10, Some("社区大"), false);
        check(&[(3, 2), (4, 255), (1_000_000, 1)], 1_000_001, None, false);
        let many: Vec<Entry> = (0..70_000).map(|at| (at * 3, (at % 23 + 1) as u8)).collect();
        check(&many, 210_000, Some("的"), true);
        check(&many, u32::MAX, None, false);
    }

    #[test]
    fn damaged_rows_are_read_without_harm() {
        for bytes in [&[][..], &[255], &[1, 2], &[200, 1, 2], &[0, 128], &[0, 3]] {
            for hashed in [false, true] {
                let read = Read::new(bytes, 7, hashed);
                read.articles();
                read.entries();
            }
            let layers = Layers::new(bytes);
            assert!((0..layers.len()).all(|step| layers.of(step).is_empty()));
        }
    }
}
