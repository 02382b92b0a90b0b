//! How a list of articles is written: which of a segment's articles have a run of characters, and how often.
//!
//! Short lists are differences in as few bits as they need, each with its frequency. Long ones are a
//! bitmap (Roaring, https://roaringbitmap.org), and their frequencies stand in a row of their own: counting, the most
//! frequent question, does not read them.

use std::cell::OnceCell;

use roaring::RoaringBitmap;

use super::bits::{BitReader, BitWriter};

/// A list is a bitmap from one article in this many on: below, differences take half the room.
const DENSE: u32 = 16;
/// Before a bitmap; before other lists stands the number of low bits of a difference.
const DENSE_TAG: u8 = 0xff;

/// The frequencies that are told apart in bitmaps; those between count as the next lower.
pub const STEPS: [u8; 6] = [2, 3, 5, 8, 13, 20];

/// One article of a list, with its frequency.
pub type Entry = (u32, u8);

/// A list as it is written.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// The row of the list.
    pub list: Vec<u8>,
    /// The row of its frequencies, for a bitmap.
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

/// Whether a list of so many of a segment's `articles` is a bitmap.
pub fn is_dense(found: u64, articles: u32) -> bool {
    found * u64::from(DENSE) >= u64::from(articles) && found >= 64
}

/// Writes a list of a segment with `articles` articles. A hashed key's list begins with its `name`.
pub fn write(found: &[Entry], articles: u32, name: Option<&str>) -> Written {
    let dense = is_dense(found.len() as u64, articles);
    let mut list = Vec::new();
    if let Some(name) = name {
        put(&mut list, name.len() as u32);
        list.extend_from_slice(name.as_bytes());
    }
    if !dense {
        return Written { list: put_bits(list, found), frequencies: None };
    }
    list.push(DENSE_TAG);
    put_bitmap(&mut list, found.iter().map(|(article, _)| *article));
    let mut layers = Vec::new();
    for step in STEPS {
        let mut layer = Vec::new();
        put_bitmap(
            &mut layer,
            found.iter().filter(|(_, frequency)| *frequency >= step).map(|(article, _)| *article),
        );
        put(&mut layers, layer.len() as u32);
        layers.append(&mut layer);
    }
    Written { list, frequencies: Some(layers) }
}

/// Writes entries behind the number of low bits of a difference.
fn put_bits(mut list: Vec<u8>, found: &[Entry]) -> Vec<u8> {
    let span = found.last().map_or(1, |(article, _)| u64::from(*article) + 1);
    let mean = span / found.len().max(1) as u64;
    // The best number of low bits where articles are spread by chance.
    let low = (mean * 69 / 100).max(1).ilog2();
    list.push(low as u8);
    let mut bits = BitWriter::after(list);
    let mut next = 0;
    for (article, frequency) in found {
        // Two runs that share a key may both name an article.
        if let Some(difference) = article.checked_sub(next) {
            bits.rice(difference, low);
            bits.gamma(*frequency);
            next = article + 1;
        }
    }
    bits.finish()
}

fn each_of_bits(low: u8, bytes: &[u8], mut each: impl FnMut(Entry)) {
    let mut bits = BitReader::new(bytes);
    let (low, mut next) = (u32::from(low).min(31), 0u32);
    while let Some(difference) = bits.rice(low) {
        let Some(frequency) = bits.gamma() else { return };
        let article = next.wrapping_add(difference);
        each((article, frequency));
        next = article.wrapping_add(1);
    }
}

fn put_bitmap(bytes: &mut Vec<u8>, articles: impl Iterator<Item = u32>) {
    // Neither a list out of order nor a full memory can be mended here: both would be a fault of ours.
    if let Ok(bitmap) = RoaringBitmap::from_sorted_iter(articles) {
        let _ = bitmap.serialize_into(bytes);
    }
}

/// A list as it was read.
pub struct Read<'a> {
    /// Who it says it is, where the key alone does not tell.
    pub name: &'a [u8],
    /// Low bits of a difference, or [`DENSE_TAG`].
    tag: u8,
    bytes: &'a [u8],
}

impl<'a> Read<'a> {
    /// Looks at the first bytes of a row.
    pub fn new(mut bytes: &'a [u8], hashed: bool) -> Self {
        let mut name: &[u8] = &[];
        if hashed {
            let len = take(&mut bytes) as usize;
            (name, bytes) = bytes.split_at_checked(len).unwrap_or_default();
        }
        let (tag, bytes) = bytes.split_first().map_or((0, bytes), |(tag, rest)| (*tag, rest));
        Self { name, tag, bytes }
    }

    /// The articles of it.
    pub fn articles(&self) -> RoaringBitmap {
        if self.tag == DENSE_TAG {
            return RoaringBitmap::deserialize_from(self.bytes).unwrap_or_default();
        }
        let mut articles = Vec::with_capacity(self.bytes.len());
        each_of_bits(self.tag, self.bytes, |(article, _)| articles.push(article));
        RoaringBitmap::from_sorted_iter(articles).unwrap_or_default()
    }

    /// Its entries, where they are written out; none of a bitmap.
    pub fn entries(&self) -> Option<Vec<Entry>> {
        if self.tag == DENSE_TAG {
            return None;
        }
        let mut found = Vec::with_capacity(self.bytes.len());
        each_of_bits(self.tag, self.bytes, |entry| found.push(entry));
        Some(found)
    }
}

/// The articles with at least [`STEPS`] occurrences, step by step, each contained in the one before. They are read one
/// by one: the best articles are mostly among the few of the last steps.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    bytes: Vec<u8>,
    at: Vec<std::ops::Range<usize>>,
    read: [OnceCell<RoaringBitmap>; STEPS.len()],
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
    pub fn of(&self, step: usize) -> &RoaringBitmap {
        static NONE: std::sync::LazyLock<RoaringBitmap> = std::sync::LazyLock::new(RoaringBitmap::new);
        let (Some(read), Some(at)) = (self.read.get(step), self.at.get(step)) else { return &NONE };
        read.get_or_init(|| {
            let bytes = self.bytes.get(at.clone()).unwrap_or_default();
            RoaringBitmap::deserialize_from(bytes).unwrap_or_default()
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
        let read = Read::new(&written.list, name.is_some());
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
                let read = Read::new(bytes, hashed);
                read.articles();
                read.entries();
            }
            let layers = Layers::new(bytes);
            assert!((0..layers.len()).all(|step| layers.of(step).is_empty()));
        }
    }
}
