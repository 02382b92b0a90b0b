//! Writing a segment: the lists of its articles level by level, and its columns.
//!
//! Runs of one and two characters all have lists. A longer run has one where both runs it is made of are common: so a
//! question is either answered by a list, or leaves fewer articles to look through than make a run common.

use roaring::RoaringBitmap;
use rusqlite::params;
use rustc_hash::FxHashSet;

use crate::model::Zone;
use crate::store::{Reader, Result, Store, StoreError};
use crate::text::{Folding, fold_char};

use super::article::{Label, Order};
use super::column::{Facet, SetsBuilder, number_bytes};
use super::gram::{Key, LONGEST, Space};
use super::list;
use super::rank::length_class;
use super::run::{Joined, Lists};
use super::segment::{bitmap_bytes, day_bytes};

/// A run is common in one article of this many.
const COMMON: u32 = 500;
/// Fewer articles than this are looked through in any case.
const COMMON_AT_LEAST: u32 = 64;
/// Lists are written in transactions of about so many bytes.
const BATCH: usize = 8 << 20;
/// Articles read between two looks at whether to go on.
const ARTICLES_PER_LOOK: usize = 512;

/// How far an indexing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexProgress {
    /// Articles to be indexed.
    pub articles: usize,
    /// Share that is done, 0 to 1.
    pub done: f32,
}

/// Says how far it is; false stops the work.
pub type Report<'a> = &'a mut dyn FnMut(IndexProgress) -> bool;

/// A segment being written.
pub struct Build<'a> {
    store: &'a Store,
    reader: &'a Reader<'a>,
    id: i64,
    orders: Vec<Order>,
    common: u32,
    /// Keys of the runs of the last level that are common.
    common_runs: FxHashSet<Key>,
    batch: Vec<(Key, u32, Vec<u8>)>,
    batch_bytes: usize,
    report: Report<'a>,
}

/// What is known of the articles once all are read.
struct Summary {
    characters: u64,
    columns: Vec<(&'static str, Vec<u8>)>,
}

/// In how many articles of a segment a run must occur to be common.
pub fn common_in(articles: usize) -> u32 {
    (articles as u32 / COMMON).max(COMMON_AT_LEAST)
}

impl<'a> Build<'a> {
    /// Begins a segment of these articles, whatever order they come in.
    pub fn begin(
        store: &'a Store,
        reader: &'a Reader<'a>,
        mut orders: Vec<Order>,
        report: Report<'a>,
    ) -> Result<Self> {
        orders.sort_unstable();
        if orders.last().is_some_and(|order| order.id > i64::from(u32::MAX)) {
            return Err(StoreError::IndexDamaged);
        }
        let id = store.write(|w| {
            w.0.execute(include_str!("../sql/insert_segment.sql"), [])?;
            let id = w.0.last_insert_rowid();
            w.0.execute_batch(&format!(
                "CREATE TABLE search_list_{id} (key INTEGER PRIMARY KEY, count INTEGER NOT NULL, list BLOB NOT NULL)"
            ))?;
            Ok(id)
        })?;
        let common = common_in(orders.len());
        Ok(Self {
            store,
            reader,
            id,
            orders,
            common,
            common_runs: FxHashSet::default(),
            batch: Vec::new(),
            batch_bytes: 0,
            report,
        })
    }

    /// Writes everything but the word that the segment counts. None where it was stopped.
    pub fn write(mut self) -> Result<Option<i64>> {
        // Reading the texts once more for each level takes less than the first level, which has all lists of pairs.
        let Some(summary) = self.first_level()? else { return Ok(None) };
        let mut alive: Vec<u32> = (0..self.orders.len() as u32).collect();
        for level in 3..=LONGEST {
            if self.common_runs.is_empty() || alive.is_empty() {
                break;
            }
            let Some(rest) = self.level(level, &alive)? else { return Ok(None) };
            alive = rest;
        }
        self.flush()?;
        self.finish(summary)?;
        Ok(Some(self.id))
    }

    /// Whether to go on, `done` of all work being done.
    fn go_on(&mut self, done: f32) -> bool {
        (self.report)(IndexProgress { articles: self.orders.len(), done })
    }

    fn first_level(&mut self) -> Result<Option<Summary>> {
        let mut lists = Lists::default();
        let mut columns = ColumnsBuilder::default();
        let mut text = ArticleKeys::default();
        for at in 0..self.orders.len() {
            if at % ARTICLES_PER_LOOK == 0 && !self.go_on(0.6 * at as f32 / self.orders.len() as f32) {
                return Ok(None);
            }
            let id = self.orders[at].id;
            text.read(self.reader, id)?;
            for (key, frequency) in text.counted() {
                lists.add(key, at as u32, frequency, None);
            }
            let (labels, photos) = self.reader.indexed_labels(id)?;
            for label in &labels {
                let label = label.written();
                lists.add(Key::label(&label), at as u32, 1, Some(&label));
            }
            columns.push(self.orders[at], text.characters, &labels, photos);
            lists.spill_if_large()?;
        }
        self.write_lists(lists)?;
        Ok(Some(columns.finish()))
    }

    /// The lists of the runs of `level` characters; answers the articles that have any.
    fn level(&mut self, level: usize, alive: &[u32]) -> Result<Option<Vec<u32>>> {
        let common = std::mem::take(&mut self.common_runs);
        let mut lists = Lists::default();
        let mut rest = Vec::new();
        let mut runs = CommonRuns::default();
        for (at, article) in alive.iter().enumerate() {
            if at % ARTICLES_PER_LOOK == 0 {
                let share = (level - 3) as f32 + at as f32 / alive.len() as f32;
                if !self.go_on(0.7 + 0.3 * share / (LONGEST - 2) as f32) {
                    return Ok(None);
                }
            }
            let id = self.orders.get(*article as usize).map_or(0, |order| order.id);
            runs.read(self.reader, id, level, &common)?;
            if !runs.found.is_empty() {
                rest.push(*article);
            }
            runs.each(level, |key, frequency, name| lists.add(key, *article, frequency, Some(name)));
            lists.spill_if_large()?;
        }
        self.write_lists(lists)?;
        Ok(Some(rest))
    }

    fn write_lists(&mut self, lists: Lists) -> Result<()> {
        lists.join(|list| self.write_list(&list))
    }

    fn write_list(&mut self, joined: &Joined) -> Result<()> {
        let count = joined.entries.len() as u32;
        let unique = joined.name.as_ref().is_none_or(|name| !name.is_empty());
        if count >= self.common && unique {
            self.common_runs.insert(joined.key);
        }
        let written = list::write(&joined.entries, self.orders.len() as u32, joined.name.as_deref());
        self.batch_bytes += written.list.len() + 16;
        self.batch.push((joined.key, count, written.list));
        if let Some(frequencies) = written.frequencies {
            self.batch_bytes += frequencies.len() + 16;
            self.batch.push((joined.key.frequencies(), count, frequencies));
        }
        if self.batch_bytes >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let insert = format!("INSERT INTO search_list_{} (key, count, list) VALUES (?1, ?2, ?3)", self.id);
        self.store.write(|w| {
            // Another program may have taken us for dead and dropped what we wrote.
            if w.0.execute(include_str!("../sql/update_segment_alive.sql"), [self.id])? != 1 {
                return Err(StoreError::IndexDamaged);
            }
            let mut insert = w.0.prepare_cached(&insert)?;
            for (key, count, list) in &self.batch {
                insert.execute(params![key.row(), count, list])?;
            }
            Ok(())
        })?;
        self.batch.clear();
        self.batch_bytes = 0;
        Ok(())
    }

    fn finish(&self, summary: Summary) -> Result<()> {
        let mut days: Vec<(i32, u32)> = Vec::new();
        for (number, order) in (0u32..).zip(&self.orders) {
            if days.last().is_none_or(|(day, _)| *day != order.day) {
                days.push((order.day, number));
            }
        }
        let highest = self.orders.iter().map(|order| order.id).max().unwrap_or_default();
        self.store.write(|w| {
            let mut insert =
                w.0.prepare_cached("INSERT INTO search_column (segment_id, name, data) VALUES (?1, ?2, ?3)")?;
            for (name, data) in &summary.columns {
                insert.execute(params![self.id, name, data])?;
            }
            let gone = bitmap_bytes(&RoaringBitmap::new());
            let mut update = w.0.prepare_cached(include_str!("../sql/update_segment.sql"))?;
            let values = params![
                self.id,
                self.orders.len(),
                summary.characters.cast_signed(),
                self.common,
                highest,
                day_bytes(&days),
                gone
            ];
            update.execute(values)?;
            Ok(())
        })
    }
}

/// Where the runs of a piece of text are listed.
fn spaces(zone: Zone) -> impl Iterator<Item = Space> {
    let own = (zone != Zone::All).then(|| Space::from(zone));
    std::iter::once(Space::All).chain(own)
}

/// The runs of an article whose two parts are both common.
#[derive(Default)]
struct CommonRuns {
    chars: Vec<char>,
    /// Each with where it stands in `chars`.
    found: Vec<(Key, usize)>,
}

impl CommonRuns {
    fn read(&mut self, reader: &Reader, id: i64, level: usize, common: &FxHashSet<Key>) -> Result<()> {
        self.chars.clear();
        self.found.clear();
        reader.indexed_texts(id, |zone, text| {
            let start = self.chars.len();
            Folding::ALL.add(text, &mut self.chars);
            for space in spaces(zone) {
                let mut before = false;
                let piece = self.chars.get(start..).unwrap_or_default();
                for (at, part) in piece.windows(level - 1).enumerate() {
                    let is_common = common.contains(&Key::run(space, part));
                    if before
                        && is_common
                        && let Some(run) = piece.get(at - 1..at - 1 + level)
                    {
                        self.found.push((Key::run(space, run), start + at - 1));
                    }
                    before = is_common;
                }
            }
            true
        })?;
        self.found.sort_unstable();
        Ok(())
    }

    /// Each key once, with how often it occurs and its characters.
    fn each(&self, level: usize, mut each: impl FnMut(Key, u8, &str)) {
        let mut name = String::new();
        for same in self.found.chunk_by(|a, b| a.0 == b.0) {
            let Some((key, at)) = same.first() else { continue };
            name.clear();
            name.extend(self.chars.iter().skip(*at).take(level));
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

/// The columns of a segment while it is written.
#[derive(Default)]
struct ColumnsBuilder {
    ids: Vec<u32>,
    pages: Vec<u32>,
    lengths: Vec<u8>,
    photos: Vec<u8>,
    characters: u64,
    sets: [SetsBuilder; 4],
}

impl ColumnsBuilder {
    fn push(&mut self, order: Order, characters: u32, labels: &[Label], photos: u8) {
        self.ids.push(u32::try_from(order.id).unwrap_or(u32::MAX));
        self.pages.push(u32::try_from(order.page).unwrap_or(u32::MAX));
        self.lengths.push(length_class(characters));
        self.photos.push(photos);
        self.characters += u64::from(characters);
        for (facet, sets) in Facet::ALL.into_iter().zip(&mut self.sets) {
            sets.push(labels.iter().filter(|label| facet.tells(label)).map(Label::written));
        }
    }

    fn finish(self) -> Summary {
        let mut columns = vec![
            ("ids", number_bytes(&self.ids)),
            ("pages", number_bytes(&self.pages)),
            ("lengths", self.lengths),
            ("photos", self.photos),
        ];
        for (facet, sets) in Facet::ALL.into_iter().zip(self.sets) {
            columns.push((facet.name(), sets.finish().bytes()));
        }
        Summary { characters: self.characters, columns }
    }
}

impl Facet {
    /// Whether a label belongs to this column.
    pub fn tells(self, label: &Label) -> bool {
        match label {
            Label::Place(_) => self == Self::Places,
            Label::Person(..) => self == Self::People,
            Label::Paper(_) => self == Self::Papers,
            Label::Kind(_) => self == Self::Kinds,
            Label::PlacedIn(_) | Label::Page(_) | Label::PageName(_) => false,
        }
    }
}
