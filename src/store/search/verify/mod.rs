//! Whether index and text agree: everything that the index says is made anew from the texts and compared.

mod columns;
mod fault;
mod lists;
mod stored;

use roaring::RoaringBitmap;
use sha2::{Digest, Sha256};

use crate::store::{Reader, Result, Store, StoreError};

use super::build::{IndexProgress, Report};
use super::changed::Changed;
use super::segment::Segment;

pub use fault::Fault;

/// So many faults are named; a damaged list of a common character brings its whole family.
const MOST_NAMED: usize = 100;

/// What was looked at, and what is wrong.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Articles that are shown.
    pub articles: u64,
    /// Of them those that wait to be indexed.
    pub waiting: u64,
    /// Parts of the index.
    pub segments: usize,
    /// Lists that were compared.
    pub lists: u64,
    /// Files as they were handed in.
    pub sources: u64,
    /// What is wrong.
    pub faults: Faults,
}

/// What is wrong: the first hundred by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Those that are named.
    pub named: Vec<Fault>,
    /// How many more there are.
    pub unnamed: u64,
}

impl Faults {
    fn add(&mut self, fault: Fault) {
        if self.named.len() < MOST_NAMED {
            self.named.push(fault);
        } else {
            self.unnamed += 1;
        }
    }
}

/// One comparison, in one state of the store.
struct Verifier<'a> {
    reader: &'a Reader<'a>,
    report: Report<'a>,
    /// Articles that are shown.
    shown: RoaringBitmap,
    changed: RoaringBitmap,
    /// Articles that some segment speaks for.
    seen: RoaringBitmap,
    found: Verified,
    /// Articles of the segments that are compared already.
    done: u64,
}

impl Store {
    /// Compares index, texts and sources, all of them. None where `report` stopped it.
    ///
    /// # Errors
    /// SQLite's, the disk's, where not even damage can be named.
    pub fn verify(&self, report: Report) -> Result<Option<Verified>> {
        let connection = self.another_reader()?;
        let snapshot = connection.unchecked_transaction()?;
        let reader = Reader(&snapshot);
        let changed = Changed::load(&reader, None)?;
        let mut select = reader.0.prepare(include_str!("../../sql/select_articles_current.sql"))?;
        let shown = select.query_map([], |row| row.get::<_, u32>(0))?.collect::<rusqlite::Result<_>>()?;
        let mut verifier = Verifier {
            reader: &reader,
            report,
            shown,
            changed: changed.ids.clone(),
            seen: RoaringBitmap::new(),
            found: Verified::default(),
            done: 0,
        };
        verifier.found.articles = verifier.shown.len();
        verifier.found.waiting = changed.orders.len() as u64;
        Ok(verifier.all()?.then_some(verifier.found))
    }
}

impl Verifier<'_> {
    /// False where it was stopped.
    fn all(&mut self) -> Result<bool> {
        self.file()?;
        if !self.sources()? {
            return Ok(false);
        }
        let mut select = self.reader.0.prepare("SELECT id FROM search_segment WHERE state = 'current'")?;
        let ids = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        self.found.segments = ids.len();
        for id in ids {
            let compared = Segment::load(self.reader, id).and_then(|segment| self.segment(&segment));
            match compared {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error @ (StoreError::IndexDamaged | StoreError::Sqlite(_))) => {
                    self.found.faults.add(Fault::Unreadable(id, error.to_string()));
                }
                Err(error) => return Err(error),
            }
        }
        for article in &self.shown - &self.seen - &self.changed {
            self.found.faults.add(Fault::Missing(article));
        }
        Ok(true)
    }

    /// What SQLite can say by itself.
    fn file(&mut self) -> Result<()> {
        let mut check = self.reader.0.prepare("PRAGMA integrity_check")?;
        let mut rows = check.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                self.found.faults.add(Fault::File(line));
            }
        }
        let mut lost = self.reader.0.prepare("PRAGMA foreign_key_check")?;
        let lost = lost.query_map([], |_| Ok(()))?.count() as u64;
        if lost > 0 {
            self.found.faults.add(Fault::Reference(lost));
        }
        Ok(())
    }

    fn sources(&mut self) -> Result<bool> {
        let mut select = self.reader.0.prepare("SELECT id, name, sha256, bytes FROM source")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(3)?.as_bytes().map_err(rusqlite::Error::from)?;
            let printed = row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?;
            if Sha256::digest(bytes).as_slice() != printed {
                self.found.faults.add(Fault::Source(row.get(0)?, row.get(1)?));
            }
            self.found.sources += 1;
            if !self.go_on(0.0, 0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether to go on, `share` of a segment of `articles` being done.
    fn go_on(&mut self, share: f32, articles: u64) -> bool {
        let all = self.found.articles.max(1) as f32;
        let done = (self.done as f32 + share * articles as f32) / all;
        let articles = self.found.articles as usize;
        (self.report)(IndexProgress { articles, done: done.min(1.0) })
    }

    /// Compares one segment. False where it was stopped.
    fn segment(&mut self, segment: &Segment) -> Result<bool> {
        let Some(told) = self.columns(segment)? else { return Ok(true) };
        let go_on = self.lists(segment, told)?;
        self.done += u64::from(segment.articles);
        Ok(go_on)
    }
}
