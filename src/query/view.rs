//! All that the main window shows of one filter.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::model::ArticleId;
use crate::store::{Answer, Hit, Search, Unwanted};

use super::{
    Archive, DayCounts, Filter, Ledger, MOST_LISTED, Nothing, Order, PlaceCounts, Selection, Statement,
};

/// What a view is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What passes.
    pub filter: Filter,
    /// In which order it is listed.
    pub order: Order,
}

/// What passes a filter, counted and listed.
pub struct View {
    /// What was asked.
    pub asked: Asked,
    /// Places and totals.
    pub archive: Arc<Archive>,
    /// How many articles pass.
    pub total: u64,
    /// How many photos they have.
    pub photos: u64,
    /// The first [`MOST_LISTED`] that pass, in order of the list.
    pub hits: Vec<Hit>,
    /// Of a list by date, each row with which a page begins; of another, every row.
    pub page_starts: Vec<usize>,
    /// Articles by day, from which every timeline is drawn.
    pub days: DayCounts,
    /// Articles by place.
    pub places: PlaceCounts,
    /// The articles that were read under this search.
    pub read: HashSet<ArticleId>,
    /// How many of the list are among them.
    pub read_listed: usize,
    /// What is held of the time and the papers asked for, where any are; see [`View::state`].
    pub held: Option<Statement>,
    /// Why nothing passes, where nothing does.
    pub nothing: Option<Nothing>,
    /// When it was begun, which tells one view from another.
    pub made: Instant,
    /// How long it took.
    pub elapsed: Duration,
}

impl View {
    /// Counts and lists what passes.
    ///
    /// # Errors
    /// The store's.
    pub fn compute(search: &Search, archive: &Arc<Archive>, asked: Asked) -> Answer<Self> {
        let started = Instant::now();
        let (reader, index) = (search.reader, search.index);
        let Asked { filter, order } = &asked;
        let Ok(selection) = Selection::new(search, archive, filter)? else { return Ok(Err(Unwanted)) };
        let passing = selection.hits();
        let Ok(hits) = order.list(search, &selection, MOST_LISTED)? else { return Ok(Err(Unwanted)) };
        let begins = |at: &usize| *order != Order::Date || *at == 0 || hits[at - 1].page != hits[*at].page;
        let nothing = if hits.is_empty() && !index.is_empty() {
            match Nothing::explain(search, archive, filter, &selection)? {
                Ok(nothing) => Some(nothing),
                Err(unwanted) => return Ok(Err(unwanted)),
            }
        } else {
            None
        };
        let (text, folding) = (filter.query.text(), filter.query.folding());
        let read = if text.is_empty() { HashSet::new() } else { reader.read_under(text, folding)? };
        let listed = |hits: &[Hit]| hits.iter().filter(|hit| read.contains(&hit.id)).count();
        Ok(Ok(Self {
            read_listed: if read.is_empty() { 0 } else { listed(&hits) },
            read,
            made: started,
            total: passing.len(),
            photos: index.photos(reader, &passing)?,
            page_starts: (0..hits.len()).filter(begins).collect(),
            hits,
            days: selection.day_counts(index),
            places: selection.place_counts(reader, index, archive)?,
            nothing,
            held: None,
            archive: Arc::clone(archive),
            asked,
            elapsed: started.elapsed(),
        }))
    }

    /// Whether it matters what is held: a time or papers were asked for, or nothing was found.
    pub fn wants_statement(&self) -> bool {
        let filter = self.filter();
        let asked_in_words = filter.query.time().is_none_or(|time| !time.is_any());
        self.nothing.is_some() || asked_in_words || !filter.time.is_any() || !filter.papers.is_empty()
    }

    /// States what is held of the time and the papers asked for.
    pub fn state(&mut self, ledger: &Ledger) {
        let filter = self.filter();
        let time = filter.query.time().and_then(|time| time.and(&filter.time));
        self.held = time.map(|time| ledger.statement(&time, &filter.papers));
    }

    /// Its filter.
    pub fn filter(&self) -> &Filter {
        &self.asked.filter
    }

    /// Counts an article as read, or not; false where nothing changes.
    pub fn mark_read(&mut self, id: ArticleId, read: bool) -> bool {
        let changed = if read { self.read.insert(id) } else { self.read.remove(&id) };
        if changed && self.hits.iter().any(|hit| hit.id == id) {
            self.read_listed = if read { self.read_listed + 1 } else { self.read_listed.saturating_sub(1) };
        }
        changed
    }
}

/// How large a picture is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// For a list.
    Thumbnail,
    /// For reading, at most 2048 pixels a side.
    Full,
}
