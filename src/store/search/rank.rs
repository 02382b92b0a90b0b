//! The most relevant articles of a set: Okapi BM25 (Robertson and Zaragoza 2009), with lengths and high frequencies in
//! classes so that whole groups of articles that cannot be among the best are never looked at.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::store::Result;

use super::find::{Found, FoundIn, Search};
use super::list::{Entry, Layers, STEPS, step_of};
use super::listing::Hit;
use super::numbers::Numbers;
use super::segment::Frequencies;
use super::set::ArticleSet;

/// How fast another occurrence adds less, and how much length counts: the usual values.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Sets up to this size are scored whole.
const SMALL: u64 = 10_000;
/// Of so many articles frequencies are looked up one by one.
const FEW: usize = 256;

/// The class of a length in characters: eight classes to each doubling.
pub fn length_class(characters: u32) -> u8 {
    let class = (characters.max(1) as f32).log2() * 8.0;
    class.round().clamp(0.0, 255.0) as u8
}

/// The length that a class stands for.
fn length_of(class: u8) -> f32 {
    (f32::from(class) / 8.0).exp2()
}

/// An article with its score; of two that score alike the newer one is better.
#[derive(Clone, Copy, PartialEq)]
struct Scored {
    score: f32,
    day: i32,
    part: usize,
    number: u32,
}

impl Eq for Scored {}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> Ordering {
        let rest = |s: &Self| (s.day, s.part, s.number);
        // The heap keeps the worst on top.
        other.score.total_cmp(&self.score).then_with(|| rest(other).cmp(&rest(self)))
    }
}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One of the words whose occurrences count.
struct Term<'a> {
    found: &'a Found,
    /// How much rarer words count more.
    weight: f32,
}

impl Term<'_> {
    /// What `frequency` occurrences in an article of a length class count.
    fn score(&self, frequency: u8, class: u8, average: f32) -> f32 {
        let frequency = f32::from(frequency);
        let length = 1.0 - B + B * length_of(class) / average;
        self.weight * frequency * (K1 + 1.0) / (frequency + K1 * length)
    }
}

/// How long the articles of a segment are, in classes.
#[derive(Clone, Copy)]
struct Lengths<'a> {
    of: &'a [u8],
    shortest: u8,
}

/// Finds the best.
struct Ranking<'a> {
    search: Search<'a>,
    terms: Vec<Term<'a>>,
    /// Characters of an article on average.
    average: f32,
    most: usize,
    best: BinaryHeap<Scored>,
}

impl Search<'_> {
    /// The `most` most relevant articles of a set, the best first; `words` are what makes them so.
    ///
    /// # Errors
    /// SQLite's.
    pub fn most_relevant(&self, set: &ArticleSet, words: &[Found], most: usize) -> Result<Vec<Hit>> {
        let articles = self.index.len() as f32;
        let weight = |found: &Found| {
            let with = found.set.len() as f32;
            (1.0 + (articles - with + 0.5).max(0.0) / (with + 0.5)).ln()
        };
        let mut terms: Vec<Term> = words.iter().map(|found| Term { found, weight: weight(found) }).collect();
        terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let mut ranking =
            Ranking { search: *self, terms, average: self.average_length(), most, best: BinaryHeap::new() };
        for (part, numbers) in set.parts.iter().enumerate() {
            ranking.add_part(part, numbers)?;
        }
        ranking.finish()
    }

    fn average_length(&self) -> f32 {
        let characters: u64 = self.index.segments.iter().map(|segment| segment.characters).sum();
        let articles: u64 = self.index.segments.iter().map(|segment| u64::from(segment.articles)).sum();
        if articles == 0 { 600.0 } else { (characters as f32 / articles as f32).max(1.0) }
    }
}

impl Ranking<'_> {
    fn add_part(&mut self, part: usize, numbers: &Numbers) -> Result<()> {
        if numbers.is_empty() {
            return Ok(());
        }
        let frequencies = self.frequencies(part)?;
        match self.search.index.segments.get(part) {
            Some(segment) if numbers.len() > SMALL => {
                let reader = self.search.reader;
                let lengths = segment.columns.lengths(reader, segment.id)?;
                let shortest = segment.columns.shortest(reader, segment.id)?;
                self.add_large(part, numbers, &frequencies, Lengths { of: lengths, shortest });
                Ok(())
            }
            Some(segment) => {
                let lengths = segment.columns.lengths(self.search.reader, segment.id)?;
                self.add_all(part, numbers, &frequencies, None, |number| {
                    lengths.get(number as usize).copied().unwrap_or(0)
                });
                Ok(())
            }
            None => {
                let mut lengths = std::collections::HashMap::new();
                for number in numbers.iter() {
                    lengths.insert(number, self.changed_length(number)?);
                }
                self.add_all(part, numbers, &frequencies, None, |number| {
                    lengths.get(&number).copied().unwrap_or(0)
                });
                Ok(())
            }
        }
    }

    fn frequencies(&self, part: usize) -> Result<Vec<Frequencies>> {
        let read =
            |term: &Term| match (term.found.frequencies.get(part), self.search.index.segments.get(part)) {
                (Some(FoundIn::List(key)), Some(segment)) => segment.frequencies(self.search.reader, *key),
                (Some(FoundIn::Counted(counted)), _) => Ok(Frequencies::Written(counted.clone())),
                _ => Ok(Frequencies::Written(Vec::new())),
            };
        self.terms.iter().map(read).collect()
    }

    fn changed_length(&self, number: u32) -> Result<u8> {
        let part = self.search.index.segments.len();
        let id = self.search.index.id_of(self.search.reader, part, number)?;
        let mut characters = 0;
        let mut chars = Vec::new();
        self.search.reader.indexed_texts(id.0, |_, text| {
            chars.clear();
            crate::text::Folding::ALL.add(text, &mut chars);
            characters += chars.len() as u32;
            true
        })?;
        Ok(length_class(characters))
    }

    /// Scores every article; `known` is how often all of them have the rarest word, where that is known.
    fn add_all(
        &mut self,
        part: usize,
        numbers: &Numbers,
        frequencies: &[Frequencies],
        known: Option<u8>,
        length: impl Fn(u32) -> u8,
    ) {
        let hits: Vec<u32> = numbers.iter().collect();
        let mut scores = vec![0f32; hits.len()];
        for (at, (term, frequencies)) in self.terms.iter().zip(frequencies).enumerate() {
            let mut counted = vec![0u8; hits.len()];
            match (frequencies, known) {
                (_, Some(known)) if at == 0 => counted.fill(known),
                (Frequencies::Written(entries), _) => add_entries(&hits, entries, &mut counted),
                (Frequencies::Layers(layers), _) => {
                    let Some(all) = term.found.set.parts.get(part) else { continue };
                    if hits.len() <= FEW {
                        for (number, counted) in
                            hits.iter().zip(&mut counted).filter(|(n, _)| all.contains(**n))
                        {
                            *counted = layers.frequency(*number);
                        }
                    } else {
                        raise_by(layers, all, numbers, &hits, &mut counted);
                    }
                }
            }
            for ((score, number), frequency) in scores.iter_mut().zip(&hits).zip(&counted) {
                if *frequency > 0 {
                    *score += term.score(step_of(*frequency), length(*number), self.average);
                }
            }
        }
        for (number, score) in hits.into_iter().zip(scores) {
            self.offer(part, number, score);
        }
    }

    /// Scores articles in groups, by how often they have the rarest word and by length, while a group can hold any of
    /// the best.
    fn add_large(&mut self, part: usize, numbers: &Numbers, frequencies: &[Frequencies], lengths: Lengths) {
        let Some(main) = self.terms.first().map(|term| term.found) else {
            let length = |number: u32| lengths.of.get(number as usize).copied().unwrap_or(0);
            return self.add_all(part, &newest(numbers, self.most), frequencies, None, length);
        };
        let mut above = Numbers::default();
        for at in (0..STEPS.len() + 2).rev() {
            let above_one = at.checked_sub(2);
            let step = above_one.map_or(at as u8, |at| STEPS[at]);
            // Groups of lower steps score less: none of them is even read.
            if self.is_full_above(self.at_most(step, lengths.shortest)) {
                return;
            }
            let layer = match (above_one, frequencies.first()) {
                (Some(at), Some(Frequencies::Layers(layers))) => layers.of(at).and(numbers),
                (Some(_), Some(Frequencies::Written(entries))) => entries
                    .iter()
                    .filter(|(number, frequency)| *frequency >= step && numbers.contains(*number))
                    .map(|(number, _)| *number)
                    .collect(),
                (Some(_), None) => Numbers::default(),
                (None, _) if step == 0 => numbers.clone(),
                (None, _) => main.set.parts.get(part).map(|all| all.and(numbers)).unwrap_or_default(),
            };
            self.add_group(part, step, &layer.without(&above), frequencies, lengths);
            above = layer;
        }
    }

    /// Scores the articles of a group, the shortest first, while they can be among the best.
    fn add_group(
        &mut self,
        part: usize,
        step: u8,
        group: &Numbers,
        frequencies: &[Frequencies],
        lengths: Lengths,
    ) {
        let mut by_class: Vec<Vec<u32>> = vec![Vec::new(); 256];
        // Longer ones cannot be among the best: they are passed by.
        let Some(longest) = self.longest_among_best(step, lengths.shortest) else { return };
        group.each(|number| {
            if let Some(class) = lengths.of.get(number as usize).filter(|class| **class <= longest) {
                by_class[usize::from(*class)].push(number);
            }
        });
        for (class, cell) in (0u8..=255).zip(by_class) {
            if cell.is_empty() {
                continue;
            }
            if self.is_full_above(self.at_most(step, class)) {
                break;
            }
            let mut cell = Numbers::from_sorted(cell);
            // Nothing tells articles of a cell apart where there is one word.
            if self.terms.len() == 1 && cell.len() > self.most as u64 {
                cell = newest(&cell, self.most);
            }
            self.add_all(part, &cell, frequencies, Some(step), |_| class);
        }
    }

    /// The longest articles which may be among the best where they have the rarest word `step` times.
    fn longest_among_best(&self, step: u8, shortest: u8) -> Option<u8> {
        let classes: Vec<u8> = (shortest..=u8::MAX).collect();
        let count = classes.partition_point(|class| !self.is_full_above(self.at_most(step, *class)));
        classes.get(count.checked_sub(1)?).copied()
    }

    /// The most that an article can score which has the rarest word `step` times.
    fn at_most(&self, step: u8, class: u8) -> f32 {
        let often = STEPS.last().copied().unwrap_or(u8::MAX);
        let scores = self.terms.iter().enumerate();
        scores.map(|(at, term)| term.score(if at == 0 { step } else { often }, class, self.average)).sum()
    }

    /// Whether there are enough that score better.
    fn is_full_above(&self, score: f32) -> bool {
        self.best.len() >= self.most && self.best.peek().is_some_and(|worst| worst.score > score)
    }

    fn offer(&mut self, part: usize, number: u32, score: f32) {
        if self.best.len() >= self.most && self.best.peek().is_some_and(|worst| worst.score > score) {
            return;
        }
        let day = match self.search.index.segments.get(part) {
            Some(segment) => segment.day_of(number),
            None => self.search.index.changed().get(number as usize).map_or(0, |order| order.day),
        };
        self.best.push(Scored { score, day, part, number });
        if self.best.len() > self.most {
            self.best.pop();
        }
    }

    fn finish(self) -> Result<Vec<Hit>> {
        let Search { reader, index, .. } = self.search;
        let best = self.best.into_sorted_vec();
        best.iter().map(|best| index.hit(reader, best.part, best.number, best.day)).collect()
    }
}

/// The last `most` numbers: the newest articles.
fn newest(numbers: &Numbers, most: usize) -> Numbers {
    let mut newest: Vec<u32> = numbers.descending(0..u32::MAX).take(most).collect();
    newest.reverse();
    Numbers::from_sorted(newest)
}

fn add_entries(hits: &[u32], entries: &[Entry], counted: &mut [u8]) {
    let mut entries = entries.iter().peekable();
    for (number, counted) in hits.iter().zip(counted) {
        while entries.next_if(|(entry, _)| entry < number).is_some() {}
        if let Some((_, frequency)) = entries.next_if(|(entry, _)| entry == number) {
            *counted = *frequency;
        }
    }
}

/// Sets the frequencies of the hits step by step.
fn raise_by(layers: &Layers, all: &Numbers, numbers: &Numbers, hits: &[u32], counted: &mut [u8]) {
    raise(hits, &all.and(numbers), 1, counted);
    for (at, step) in STEPS.iter().enumerate() {
        let within = layers.of(at).and(numbers);
        if within.is_empty() {
            break;
        }
        raise(hits, &within, *step, counted);
    }
}

/// Sets the frequency of the hits that are in `within`.
fn raise(hits: &[u32], within: &Numbers, frequency: u8, counted: &mut [u8]) {
    let mut within = within.iter().peekable();
    for (number, counted) in hits.iter().zip(counted) {
        while within.next_if(|other| other < number).is_some() {}
        if within.next_if(|other| other == number).is_some() {
            *counted = frequency;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_classes_are_within_a_twentieth() {
        for length in [1, 2, 40, 627, 3000, 190_000] {
            let class = length_of(length_class(length));
            assert!((class / length as f32 - 1.0).abs() < 0.05, "{length} {class}");
        }
    }
}
