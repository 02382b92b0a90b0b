//! Writing a segment: the lists of its articles level by level, and its columns.

use std::time::{Duration, Instant};

use rusqlite::params;
use rustc_hash::FxHashSet;

use crate::store::{Reader, Result, Store, StoreError};

use super::article::{Label, Order};
use super::column::{Facet, SetsBuilder, number_bytes};
use super::gram::Key;
use super::list;
use super::lister::{self, Numbered, Told};
use super::numbers::Numbers;
use super::rank::length_class;
use super::run::{Joined, Lists};
use super::segment::{bitmap_bytes, day_bytes};

/// A run is common in one article of this many.
const COMMON: u32 = 300;
/// Fewer articles than this are looked through in any case.
const COMMON_AT_LEAST: u32 = 64;
/// Lists are written in transactions of about so many bytes.
const BATCH: usize = 8 << 20;
/// A builder that was silent for a minute is taken for dead: see `select_leftover_segment.sql`.
const BETWEEN_SIGNS_OF_LIFE: Duration = Duration::from_secs(10);

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
    alive_at: Instant,
    /// Share of the work that is done.
    done: f32,
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
            alive_at: Instant::now(),
            done: 0.0,
            report,
        })
    }

    /// The number of the segment in the store.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Writes everything but the word that the segment counts. False where it was stopped.
    pub fn write(&mut self) -> Result<bool> {
        // Reading the texts once more for each level takes less than the first level, which has all lists of pairs.
        let mut articles: Vec<Numbered> = (0..).zip(self.orders.iter().map(|order| order.id)).collect();
        let Some(summary) = self.first_level(&articles)? else { return Ok(false) };
        for lengths in lister::LENGTHS {
            if self.common_runs.is_empty() || articles.is_empty() {
                break;
            }
            let common = std::mem::take(&mut self.common_runs);
            let reader = self.reader;
            let listed =
                lister::next_level(reader, &articles, &lengths, &common, &mut |done| self.go_on(done))?;
            let Some((lists, rest)) = listed else { return Ok(false) };
            if !self.write_lists(lists)? {
                return Ok(false);
            }
            articles = rest;
        }
        self.flush()?;
        self.finish(summary)?;
        Ok(true)
    }

    /// Whether to go on, `done` of all work being done.
    fn go_on(&mut self, done: f32) -> bool {
        self.done = done;
        if self.alive_at.elapsed() > BETWEEN_SIGNS_OF_LIFE {
            // Where this fails the next writing fails too, and says why.
            let _ = self.show_life();
        }
        (self.report)(IndexProgress { articles: self.orders.len(), done })
    }

    fn show_life(&mut self) -> Result<()> {
        self.alive_at = Instant::now();
        self.store.write(|w| {
            w.0.execute(include_str!("../sql/update_segment_alive.sql"), [self.id])?;
            Ok(())
        })
    }

    fn first_level(&mut self, articles: &[Numbered]) -> Result<Option<Summary>> {
        let mut columns = ColumnsBuilder::default();
        let (reader, orders) = (self.reader, std::mem::take(&mut self.orders));
        let mut pushed = orders.iter();
        let each = |_, told: Told| {
            pushed.next().into_iter().for_each(|order| columns.push(*order, &told));
            Ok(())
        };
        let lists = lister::first_level(reader, articles, &mut |done| self.go_on(done), each)?;
        self.orders = orders;
        let Some(lists) = lists else { return Ok(None) };
        Ok(self.write_lists(lists)?.then(|| columns.finish()))
    }

    /// False where it was stopped.
    fn write_lists(&mut self, lists: Lists) -> Result<bool> {
        lists.join(|list| self.write_list(&list))
    }

    fn write_list(&mut self, joined: &Joined) -> Result<bool> {
        if !lister::has_list(joined.key, joined.name.as_deref(), &self.common_runs) {
            return Ok(true);
        }
        let count = joined.entries.len() as u32;
        if count >= self.common && joined.is_unique() {
            self.common_runs.insert(joined.key);
        }
        let written = list::write(&joined.entries, self.orders.len() as u32, joined.name.as_deref());
        self.batch_bytes += written.list.len() + 16;
        self.batch.push((joined.key, count, written.list));
        if let Some(frequencies) = written.frequencies {
            self.batch_bytes += frequencies.len() + 16;
            self.batch.push((joined.key.frequencies(), count, frequencies));
        }
        if self.batch_bytes >= BATCH {
            self.flush()?;
            return Ok(self.go_on(self.done));
        }
        Ok(true)
    }

    fn flush(&mut self) -> Result<()> {
        let insert = format!("INSERT INTO search_list_{} (key, count, list) VALUES (?1, ?2, ?3)", self.id);
        self.store.write(|w| {
            // Another program may have taken us for dead and dropped what we wrote.
            if w.0.execute(include_str!("../sql/update_segment_alive.sql"), [self.id])? != 1 {
                return Err(StoreError::Busy);
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
            let gone = bitmap_bytes(&Numbers::default());
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
    fn push(&mut self, order: Order, told: &Told) {
        self.ids.push(u32::try_from(order.id).unwrap_or(u32::MAX));
        self.pages.push(u32::try_from(order.page).unwrap_or(u32::MAX));
        self.lengths.push(length_class(told.characters));
        self.photos.push(told.photos);
        self.characters += u64::from(told.characters);
        for (facet, sets) in Facet::ALL.into_iter().zip(&mut self.sets) {
            sets.push(facet.labels(&told.labels));
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
    /// Those of an article's labels that this column tells, as they are written.
    pub fn labels(self, labels: &[Label]) -> impl Iterator<Item = String> {
        labels.iter().filter(move |label| self.tells(label)).map(Label::written)
    }

    /// Whether a label belongs to this column.
    pub fn tells(self, label: &Label) -> bool {
        match label {
            Label::Named(_) => self == Self::Places,
            Label::Person(..) => self == Self::People,
            Label::Paper(_) => self == Self::Papers,
            Label::Kind(_) => self == Self::Kinds,
            Label::Place(_) | Label::PlacedIn(_) | Label::Undecided | Label::Page(_) | Label::PageName(_) => {
                false
            }
        }
    }
}
