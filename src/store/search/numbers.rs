//! Sets of an index's numbers: a list of few, a bit for each of many. Joining, counting and ranking go through all of
//! them, and on both forms these are loops without a branch (Culpepper and Moffat 2010, Efficient set intersection).

use std::ops::Range;
use std::sync::Arc;

/// Bits from one number in so many on: below, a list takes less room.
const SHARE: usize = 32;
/// Fewer are a list in any case.
const MANY: usize = 1024;

/// A set of numbers, in order.
#[derive(Clone, Debug)]
pub enum Numbers {
    /// As a list.
    Few(Vec<u32>),
    /// As bits; those of an answer are shared with the list of its frequencies.
    Many(Arc<Bits>),
}

/// A bit for each number from 0 on.
#[derive(Clone, Debug)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl FromIterator<u32> for Numbers {
    /// Of numbers in order.
    fn from_iter<T: IntoIterator<Item = u32>>(numbers: T) -> Self {
        Self::from_sorted(numbers.into_iter().collect())
    }
}

impl Bits {
    fn new(words: Vec<u64>) -> Self {
        let len = words.iter().map(|word| word.count_ones() as usize).sum();
        Self { words, len }
    }

    fn contains(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

/// Calls `each` with the number of every bit of a word that is set, `base` being that of the first.
#[inline]
fn each_bit(mut word: u64, base: u32, mut each: impl FnMut(u32)) {
    while word != 0 {
        each(base + word.trailing_zeros());
        word &= word - 1;
    }
}

impl Numbers {
    /// Of numbers in order, each once.
    pub fn from_sorted(numbers: Vec<u32>) -> Self {
        debug_assert!(numbers.is_sorted_by(|a, b| a < b), "numbers come in order");
        let end = numbers.last().map_or(0, |last| *last as usize + 1);
        if numbers.len() < MANY || numbers.len() * SHARE < end {
            return Self::Few(numbers);
        }
        let mut words = vec![0u64; end.div_ceil(64)];
        for number in &numbers {
            if let Some(word) = words.get_mut(*number as usize / 64) {
                *word |= 1 << (number % 64);
            }
        }
        Self::Many(Arc::new(Bits { words, len: numbers.len() }))
    }

    /// All of a range.
    pub fn range(numbers: Range<u32>) -> Self {
        if numbers.len() < MANY || numbers.len() * SHARE < numbers.end as usize {
            return Self::Few(numbers.collect());
        }
        let mut words = vec![0u64; (numbers.end as usize).div_ceil(64)];
        for (at, word) in words.iter_mut().enumerate() {
            let base = at as u32 * 64;
            let from = numbers.start.saturating_sub(base).min(64);
            let to = (numbers.end - base).min(64);
            let below = |bits: u32| 1u64.checked_shl(bits).map_or(u64::MAX, |bit| bit - 1);
            *word = below(to) & !below(from);
        }
        Self::Many(Arc::new(Bits { words, len: numbers.len() }))
    }

    /// Of bits, which become a list where few are set.
    fn from_words(words: Vec<u64>) -> Self {
        let bits = Bits::new(words);
        if bits.len >= MANY && bits.len * SHARE >= bits.words.len() * 64 {
            return Self::Many(Arc::new(bits));
        }
        let mut numbers = Vec::with_capacity(bits.len);
        for (base, word) in (0u32..).step_by(64).zip(&bits.words) {
            each_bit(*word, base, |number| numbers.push(number));
        }
        Self::Few(numbers)
    }

    /// Reads bits as [`Self::add_bits`] writes them.
    pub fn from_bits(bytes: &[u8]) -> Self {
        Self::from_words(bytes.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word)).collect())
    }

    /// Writes numbers in order as bits, in words of 64 with the lowest byte first.
    pub fn add_bits(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
        let start = bytes.len();
        for number in numbers {
            let at = start + number as usize / 8;
            if at >= bytes.len() {
                bytes.resize(start + (number as usize / 64 + 1) * 8, 0);
            }
            if let Some(byte) = bytes.get_mut(at) {
                *byte |= 1 << (number % 8);
            }
        }
    }

    /// How many.
    pub fn len(&self) -> u64 {
        match self {
            Self::Few(list) => list.len() as u64,
            Self::Many(bits) => bits.len as u64,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a number is among them.
    pub fn contains(&self, number: u32) -> bool {
        match self {
            Self::Few(list) => list.binary_search(&number).is_ok(),
            Self::Many(bits) => bits.contains(number),
        }
    }

    /// The highest.
    pub fn max(&self) -> Option<u32> {
        self.descending(0..u32::MAX).next()
    }

    /// Calls `each` with all of them, in order.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(u32)) {
        match self {
            Self::Few(list) => list.iter().for_each(|number| each(*number)),
            Self::Many(bits) => {
                for (base, word) in (0u32..).step_by(64).zip(&bits.words) {
                    each_bit(*word, base, &mut each);
                }
            }
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> Iter<'_> {
        match self {
            Self::Few(list) => Iter::Few(list.iter()),
            Self::Many(bits) => Iter::Many { words: &bits.words, at: 0, word: 0 },
        }
    }

    /// Those of a range, the highest first.
    pub fn descending(&self, range: Range<u32>) -> Descending<'_> {
        match self {
            Self::Few(list) => {
                let below = |number: u32| list.partition_point(|other| *other < number);
                let within = below(range.start)..below(range.end);
                Descending::Few(list.get(within).unwrap_or_default().iter())
            }
            Self::Many(bits) => {
                let end = (range.end as usize).min(bits.words.len() * 64);
                let words = bits.words.get(..end.div_ceil(64)).unwrap_or_default();
                let (last, words) = words.split_last().map_or((0, words), |(last, words)| (*last, words));
                let unused = (64 - end % 64) % 64;
                let word = if unused == 0 { last } else { last << unused >> unused };
                Descending::Many { words, word, start: range.start }
            }
        }
    }

    /// Counts up to one border after the other.
    pub fn counter(&self) -> Counter<'_> {
        Counter { numbers: self, at: 0, count: 0 }
    }

    /// What is in both.
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Few(a), Self::Few(b)) => Self::Few(both(a, b)),
            (Self::Few(few), Self::Many(bits)) | (Self::Many(bits), Self::Few(few)) => {
                Self::Few(few.iter().copied().filter(|number| bits.contains(*number)).collect())
            }
            (Self::Many(a), Self::Many(b)) => {
                Self::from_words(a.words.iter().zip(&b.words).map(|(a, b)| a & b).collect())
            }
        }
    }

    /// What is in one of them.
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (none, some) | (some, none) if none.is_empty() => some.clone(),
            (Self::Few(a), Self::Few(b)) => {
                let mut all = [a.as_slice(), b].concat();
                all.sort_unstable();
                all.dedup();
                Self::from_sorted(all)
            }
            (Self::Few(few), Self::Many(bits)) | (Self::Many(bits), Self::Few(few)) => {
                let mut words = bits.words.clone();
                let end = few.last().map_or(0, |last| *last as usize / 64 + 1);
                words.resize(words.len().max(end), 0);
                for number in few {
                    if let Some(word) = words.get_mut(*number as usize / 64) {
                        *word |= 1 << (number % 64);
                    }
                }
                Self::from_words(words)
            }
            (Self::Many(a), Self::Many(b)) => {
                let (mut words, other) = (a.words.clone(), &b.words);
                words.resize(words.len().max(other.len()), 0);
                words.iter_mut().zip(other).for_each(|(word, other)| *word |= other);
                Self::from_words(words)
            }
        }
    }

    /// What is not in `other`.
    pub fn without(&self, other: &Self) -> Self {
        match (self, other) {
            _ if other.is_empty() => self.clone(),
            (Self::Few(list), _) => {
                Self::Few(list.iter().copied().filter(|number| !other.contains(*number)).collect())
            }
            (Self::Many(bits), Self::Few(few)) => {
                let mut words = bits.words.clone();
                for number in few {
                    if let Some(word) = words.get_mut(*number as usize / 64) {
                        *word &= !(1 << (number % 64));
                    }
                }
                Self::from_words(words)
            }
            (Self::Many(a), Self::Many(b)) => {
                let mut words = a.words.clone();
                words.iter_mut().zip(&b.words).for_each(|(word, other)| *word &= !other);
                Self::from_words(words)
            }
        }
    }

    /// How many are in both.
    pub fn len_with(&self, other: &Self) -> u64 {
        match (self, other) {
            (Self::Many(a), Self::Many(b)) => {
                a.words.iter().zip(&b.words).map(|(a, b)| u64::from((a & b).count_ones())).sum()
            }
            _ => self.and(other).len(),
        }
    }

    /// Whether all of them are in `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        self.len_with(other) == self.len()
    }
}

/// What two lists share.
fn both(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() * 16 < long.len() {
        return short.iter().copied().filter(|number| long.binary_search(number).is_ok()).collect();
    }
    let mut shared = Vec::with_capacity(short.len());
    let (mut at, mut other) = (0, 0);
    while let (Some(left), Some(right)) = (short.get(at), long.get(other)) {
        if left == right {
            shared.push(*left);
        }
        // Which of the two comes next is anybody's guess: steps instead of branches.
        at += usize::from(left <= right);
        other += usize::from(right <= left);
    }
    shared
}

/// Numbers in order.
pub enum Iter<'a> {
    /// Of a list.
    Few(std::slice::Iter<'a, u32>),
    /// The bits left of a word, and the words after it.
    Many {
        /// All words.
        words: &'a [u64],
        /// How many of them were begun.
        at: u32,
        /// What is left of the last of these.
        word: u64,
    },
}

impl Iterator for Iter<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Few(list) => list.next().copied(),
            Self::Many { words, at, word } => {
                while *word == 0 {
                    *word = *words.get(*at as usize)?;
                    *at += 1;
                }
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                Some((*at - 1) * 64 + bit)
            }
        }
    }
}

/// Numbers from the highest on.
pub enum Descending<'a> {
    /// Of a list.
    Few(std::slice::Iter<'a, u32>),
    /// The bits left of a word, the words before it, and the lowest number.
    Many {
        /// The words before.
        words: &'a [u64],
        /// What is left of the one behind them.
        word: u64,
        /// The lowest number.
        start: u32,
    },
}

impl Iterator for Descending<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Few(list) => list.next_back().copied(),
            Self::Many { words, word, start } => {
                while *word == 0 {
                    (*word, *words) = words.split_last().map(|(last, rest)| (*last, rest))?;
                }
                let bit = 63 - word.leading_zeros();
                *word &= !(1 << bit);
                Some(words.len() as u32 * 64 + bit).filter(|number| number >= start)
            }
        }
    }
}

/// Counts the numbers below one border after the other.
pub struct Counter<'a> {
    numbers: &'a Numbers,
    /// Numbers of a list, or words, that were counted.
    at: usize,
    count: u32,
}

impl Counter<'_> {
    /// How many numbers are below a border, which is not below the one before.
    pub fn below(&mut self, border: u32) -> u32 {
        match self.numbers {
            Numbers::Few(list) => {
                let rest = list.get(self.at..).unwrap_or_default();
                self.at += rest.iter().take_while(|number| **number < border).count();
                self.at as u32
            }
            Numbers::Many(bits) => {
                let end = (border as usize / 64).min(bits.words.len());
                let between = bits.words.get(self.at..end).unwrap_or_default();
                self.count += between.iter().map(|word| word.count_ones()).sum::<u32>();
                self.at = end.max(self.at);
                let last = bits.words.get(border as usize / 64).copied().unwrap_or_default();
                self.count + (last & ((1 << (border % 64)) - 1)).count_ones()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Sets of a few numbers and of many, of none and of stretches.
    fn sets() -> impl Strategy<Value = BTreeSet<u32>> {
        prop_oneof![
            prop::collection::btree_set(0u32..9000, 0..40),
            prop::collection::btree_set(0u32..9000, 1500..3000),
            (0u32..5000, 0u32..6000).prop_map(|(from, len)| (from..from + len).collect()),
        ]
    }

    fn numbers(set: &BTreeSet<u32>) -> Numbers {
        set.iter().copied().collect()
    }

    fn all(numbers: &Numbers) -> BTreeSet<u32> {
        numbers.iter().collect()
    }

    #[test]
    fn few_are_a_list_and_many_are_bits() {
        assert!(matches!(Numbers::range(0..1000), Numbers::Few(_)));
        assert!(matches!(Numbers::range(0..2000), Numbers::Many(_)));
        assert!(matches!(Numbers::range(900_000..902_000), Numbers::Few(_)));
        let most = Numbers::range(0..2000);
        assert!(matches!(
            most.and(&Numbers::range(0..1500).without(&Numbers::range(9..1500))),
            Numbers::Few(_)
        ));
    }

    proptest! {
        #[test]
        fn sets_are_those_of_the_standard_library(a in sets(), b in sets(), from in 0u32..9500, to in 0u32..9500) {
            let (left, right) = (numbers(&a), numbers(&b));
            prop_assert_eq!(all(&left.and(&right)), a.intersection(&b).copied().collect());
            prop_assert_eq!(all(&left.or(&right)), a.union(&b).copied().collect());
            prop_assert_eq!(all(&left.without(&right)), a.difference(&b).copied().collect());
            prop_assert_eq!(left.len_with(&right), a.intersection(&b).count() as u64);
            prop_assert_eq!(left.is_within(&right), a.is_subset(&b));
            prop_assert_eq!((left.len(), left.max()), (a.len() as u64, a.last().copied()));
            prop_assert_eq!(left.contains(from), a.contains(&from));
            prop_assert_eq!(left == right, a == b);
            let mut each = Vec::new();
            left.each(|number| each.push(number));
            prop_assert_eq!(each, a.iter().copied().collect::<Vec<_>>());
            let (from, to) = (from.min(to), from.max(to));
            let within: Vec<u32> = a.range(from..to).rev().copied().collect();
            prop_assert_eq!(left.descending(from..to).collect::<Vec<_>>(), within);
            let mut counter = left.counter();
            for border in [0, from, from, to, 10_000] {
                prop_assert_eq!(counter.below(border) as usize, a.range(..border).count());
            }
            let mut bytes = Vec::new();
            Numbers::add_bits(&mut bytes, a.iter().copied());
            prop_assert_eq!(all(&Numbers::from_bits(&bytes)), a);
            prop_assert_eq!(all(&Numbers::range(from..to)), (from..to).collect());
        }
    }
}
