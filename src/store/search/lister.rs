//! From texts to lists: the runs of characters and the labels of articles, level by level.
//!
//! Runs of one and two characters all have lists. A longer run has one where both runs it is made of are common: so a
//! question is either answered by a list, or leaves fewer articles to look through than make a run common.

use std::ops::RangeInclusive;

use rusqlite::Transaction;
use rustc_hash::FxHashSet;

use crate::model::Zone;
use crate::store::{Reader, Result};
use crate::text::{Folding, fold_char};

use super::article::Label;
use super::gram::{Key, LONGEST, Space};
use super::run::Lists;

/// Articles read between two looks at whether to go on.
const ARTICLES_PER_LOOK: usize = 512;
/// The lengths of runs that are gathered together, once it is known which of one character less than the shortest are
/// common. To read the texts again for every length would gather fewer runs, and take longer.
pub const LENGTHS: [RangeInclusive<usize>; 2] = [3..=3, 4..=LONGEST];
/// The share of the work that the first level is, and what each of the others begins with.
const FIRST_SHARE: f32 = 0.6;
const OTHER_SHARES: [f32; 2] = [0.7, 0.88];

/// An article by its number in the segment and its id.
pub type Numbered = (u32, i64);

/// What an article is besides the runs of its text.
pub struct Told {
    /// Its characters after folding.
    pub characters: u32,
    /// What it can be asked for.
    pub labels: Vec<Label>,
    /// How many photos it has.
    pub photos: u8,
}

/// Says what share is done; false stops the work.
pub type GoOn<'a> = &'a mut dyn FnMut(f32) -> bool;

/// The lists of labels, single characters and pairs; none where it was stopped. `each` is told of every article.
pub fn first_level(
    reader: &Reader,
    articles: &[Numbered],
    go_on: GoOn,
    mut each: impl FnMut(usize, Told) -> Result<()>,
) -> Result<Option<Lists>> {
    let mut lists = Lists::default();
    let mut text = ArticleKeys::default();
    let mut snapshot = None;
    for (at, (number, id)) in articles.iter().enumerate() {
        if at % ARTICLES_PER_LOOK == 0 {
            if !go_on(FIRST_SHARE * at as f32 / articles.len() as f32) {
                return Ok(None);
            }
            renew(&mut snapshot, reader)?;
        }
        text.read(reader, *id)?;
        for (key, frequency) in text.counted() {
            lists.add(key, *number, frequency, None);
        }
        let (labels, photos) = reader.indexed_labels(*id)?;
        for label in &labels {
            let label = label.written();
            lists.add(Key::label(&label), *number, 1, Some(&label));
        }
        each(at, Told { characters: text.characters, labels, photos })?;
        lists.spill_if_large()?;
    }
    Ok(Some(lists))
}

/// The lists of runs of some of [`LENGTHS`] all of whose parts of one character less than the shortest are in `common`,
/// and the articles that have any; none where it was stopped.
pub fn next_level(
    reader: &Reader,
    articles: &[Numbered],
    lengths: &RangeInclusive<usize>,
    common: &FxHashSet<Key>,
    go_on: GoOn,
) -> Result<Option<(Lists, Vec<Numbered>)>> {
    let mut lists = Lists::default();
    let mut rest = Vec::new();
    let mut runs = CommonRuns::default();
    let mut snapshot = None;
    for (at, (number, id)) in articles.iter().enumerate() {
        if at % ARTICLES_PER_LOOK == 0 {
            let [before, after] = if *lengths.start() == 3 { OTHER_SHARES } else { [OTHER_SHARES[1], 1.0] };
            if !go_on(before + (after - before) * at as f32 / articles.len() as f32) {
                return Ok(None);
            }
            renew(&mut snapshot, reader)?;
        }
        runs.read(reader, *id, lengths, common)?;
        if !runs.found.is_empty() {
            rest.push((*number, *id));
        }
        runs.each(|key, frequency, name| lists.add(key, *number, frequency, Some(name)));
        lists.spill_if_large()?;
    }
    Ok(Some((lists, rest)))
}

/// Lets the next articles be read from one state of the store: to ask SQLite for it at each takes a tenth of the time.
fn renew<'a>(snapshot: &mut Option<Transaction<'a>>, reader: &'a Reader) -> Result<()> {
    drop(snapshot.take());
    if reader.0.is_autocommit() {
        *snapshot = Some(reader.0.unchecked_transaction()?);
    }
    Ok(())
}

/// Whether a run that was gathered has a list, the common ones of one character less being known.
pub fn has_list(key: Key, name: Option<&str>, common: &FxHashSet<Key>) -> bool {
    let (Some(name), Some(space)) = (name, key.space_of_run()) else { return true };
    // Shorter ones are gathered only where they have one; of two that share a key, one may have.
    if key.level() <= 4 || name.is_empty() {
        return true;
    }
    let chars: Vec<char> = name.chars().collect();
    chars.windows(chars.len().saturating_sub(1).max(1)).all(|part| common.contains(&Key::run(space, part)))
}

/// Where the runs of a piece of text are listed.
fn spaces(zone: Zone) -> impl Iterator<Item = Space> {
    let own = (zone != Zone::All).then(|| Space::from(zone));
    std::iter::once(Space::All).chain(own)
}

/// The runs of an article whose parts are all common.
#[derive(Default)]
struct CommonRuns {
    chars: Vec<char>,
    /// Each with where it begins and ends in `chars`.
    found: Vec<(Key, usize, usize)>,
}

impl CommonRuns {
    fn read(
        &mut self,
        reader: &Reader,
        id: i64,
        lengths: &RangeInclusive<usize>,
        common: &FxHashSet<Key>,
    ) -> Result<()> {
        self.chars.clear();
        self.found.clear();
        let part = lengths.start() - 1;
        reader.indexed_texts(id, |zone, text| {
            let start = self.chars.len();
            Folding::ALL.add(text, &mut self.chars);
            for space in spaces(zone) {
                let piece = self.chars.get(start..).unwrap_or_default();
                // How many parts before this one are common without a gap.
                let mut before = 0;
                for (at, chars) in piece.windows(part).enumerate() {
                    if !common.contains(&Key::run(space, chars)) {
                        before = 0;
                        continue;
                    }
                    for back in 1..=before.min(lengths.end() - part) {
                        let Some(run) = piece.get(at - back..at + part) else { continue };
                        self.found.push((Key::run(space, run), start + at - back, start + at + part));
                    }
                    before += 1;
                }
            }
            true
        })?;
        self.found.sort_unstable();
        Ok(())
    }

    /// Each key once, with how often it occurs and its characters.
    fn each(&self, mut each: impl FnMut(Key, u8, &str)) {
        let mut name = String::new();
        for same in self.found.chunk_by(|a, b| a.0 == b.0) {
            let Some((key, start, end)) = same.first() else { continue };
            name.clear();
            name.extend(self.chars.get(*start..*end).unwrap_or_default());
            each(*key, u8::try_from(same.len()).unwrap_or(u8::MAX), &name);
        }
    }
}

/// The keys of an article's characters and pairs.
#[derive(Default)]
struct ArticleKeys {
    keys: Vec<Key>,
    chars: Vec<char>,
    characters: u32,
}

impl ArticleKeys {
    fn read(&mut self, reader: &Reader, id: i64) -> Result<()> {
        self.keys.clear();
        self.characters = 0;
        reader.indexed_texts(id, |zone, text| {
            self.chars.clear();
            Folding::ALL.add(text, &mut self.chars);
            self.characters += self.chars.len() as u32;
            for space in spaces(zone) {
                self.keys.extend(self.chars.iter().map(|c| Key::single(space, *c)));
                self.keys.extend(self.chars.windows(2).filter_map(|pair| match pair {
                    [a, b] => Some(Key::pair(space, *a, *b)),
                    _ => None,
                }));
            }
            let printed = text.chars().filter(|c| is_variant(*c));
            self.keys.extend(printed.map(|c| Key::single(Space::Printed, c)));
            true
        })?;
        self.keys.sort_unstable();
        Ok(())
    }

    /// Each key with how often it occurs.
    fn counted(&self) -> impl Iterator<Item = (Key, u8)> {
        self.keys
            .chunk_by(|a, b| a == b)
            .filter_map(|run| Some((*run.first()?, u8::try_from(run.len()).unwrap_or(u8::MAX))))
    }
}

/// Whether folding changes a character as printed.
pub fn is_variant(c: char) -> bool {
    fold_char(c) != c || c.is_whitespace()
}
