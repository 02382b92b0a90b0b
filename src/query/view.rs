//! All that the main window shows of one filter.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::model::TimeUnit;
use crate::store::{Answer, Hit, Search, Unwanted};

use super::{Archive, Filter, PlaceCounts, Selection, Timeline};

/// Most rows that a list holds: a person reads on by narrowing the time, and a scroll bar knows no more.
pub const MOST_LISTED: usize = 50_000;

/// What passes a filter, counted and listed.
pub struct View {
    /// The filter.
    pub filter: Filter,
    /// Places and totals.
    pub archive: Arc<Archive>,
    /// How many articles pass.
    pub total: u64,
    /// How many photos they have.
    pub photos: u64,
    /// The first [`MOST_LISTED`] that pass, in order of the list.
    pub hits: Vec<Hit>,
    /// Of the list, each row with which a page begins.
    pub page_starts: Vec<usize>,
    /// Years, months, days; none for an empty store.
    pub timelines: Option<[Timeline; 3]>,
    /// Articles by place.
    pub places: PlaceCounts,
    /// How long it took.
    pub elapsed: Duration,
}

impl View {
    /// Counts and lists what passes.
    ///
    /// # Errors
    /// The store's.
    pub fn compute(search: &Search, archive: &Arc<Archive>, filter: Filter) -> Answer<Self> {
        let started = Instant::now();
        let (reader, index) = (search.reader, search.index);
        let Ok(selection) = Selection::new(search, archive, &filter)? else { return Ok(Err(Unwanted)) };
        let timelines = match TimeUnit::ALL.map(|unit| selection.timeline(index, unit)) {
            [Some(years), Some(months), Some(days)] => Some([years, months, days]),
            _ => None,
        };
        let passing = selection.hits();
        let hits = index.newest(reader, &passing, MOST_LISTED)?;
        let begins = |at: &usize| *at == 0 || hits[at - 1].page != hits[*at].page;
        Ok(Ok(Self {
            total: passing.len(),
            photos: index.photos(reader, &passing)?,
            page_starts: (0..hits.len()).filter(begins).collect(),
            hits,
            timelines,
            places: selection.place_counts(reader, index, archive)?,
            archive: Arc::clone(archive),
            filter,
            elapsed: started.elapsed(),
        }))
    }

    /// The timeline of one unit.
    pub fn timeline(&self, unit: TimeUnit) -> Option<&Timeline> {
        self.timelines.iter().flatten().find(|timeline| timeline.unit == unit)
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
