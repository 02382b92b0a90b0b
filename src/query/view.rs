//! All that the main window shows of one filter.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::model::TimeUnit;
use crate::store::{ColumnRow, Reader, Result};

use super::{Archive, Filter, PlaceCounts, Timeline};

/// What passes a filter, counted and listed.
pub struct View {
    /// The filter.
    pub filter: Filter,
    /// Places, totals and columns.
    pub archive: Arc<Archive>,
    /// What passes, in order of the list.
    pub hits: Vec<ColumnRow>,
    /// Years, months, days; none for an empty store.
    pub timelines: Option<[Timeline; 3]>,
    /// Articles by place.
    pub places: PlaceCounts,
    /// How long it took.
    pub elapsed: Duration,
}

impl View {
    /// Counts and lists what passes. None where `wanted` says that nobody waits any more.
    ///
    /// # Errors
    /// The store's.
    pub fn compute(
        archive: &Arc<Archive>,
        reader: &Reader,
        filter: Filter,
        wanted: impl Fn() -> bool,
    ) -> Result<Option<Self>> {
        let started = Instant::now();
        let Some(selection) = archive.select(reader, &filter, wanted)? else { return Ok(None) };
        let timelines = match TimeUnit::ALL.map(|unit| archive.timeline(&selection, unit)) {
            [Some(years), Some(months), Some(days)] => Some([years, months, days]),
            _ => None,
        };
        Ok(Some(Self {
            hits: archive.hits(&selection).into_iter().cloned().collect(),
            timelines,
            places: archive.place_counts(&selection),
            archive: Arc::clone(archive),
            filter,
            elapsed: started.elapsed(),
        }))
    }

    /// The timeline of one unit.
    pub fn timeline(&self, unit: TimeUnit) -> Option<&Timeline> {
        self.timelines.iter().flatten().find(|timeline| timeline.unit == unit)
    }

    /// Photos among what passes.
    pub fn photos(&self) -> u32 {
        self.hits.iter().map(|row| row.photos).sum()
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
