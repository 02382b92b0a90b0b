//! Counting what passes a filter: by time, and by place.

use std::collections::HashMap;

use crate::model::{Date, DateRange, PlaceCode, TimeUnit};

/// One bar of the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Articles printed in this time.
    pub all: u32,
    /// Those of them that pass the filter, whatever time it asks for.
    pub passing: u32,
}

/// Bars of one unit without gaps, from the first day held to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// How wide a bar is.
    pub unit: TimeUnit,
    /// First day of the first bar.
    pub start: Date,
    /// The bars.
    pub bars: Vec<Bar>,
}

impl Timeline {
    /// The days of bar `at`.
    pub fn range(&self, at: usize) -> DateRange {
        self.unit.bucket_of(self.unit.step(self.start, i32::try_from(at).unwrap_or(i32::MAX)))
    }

    /// The bar of a day; none outside.
    pub fn bar_of(&self, day: Date) -> Option<usize> {
        usize::try_from(self.unit.index_of(self.start, day)).ok().filter(|at| *at < self.bars.len())
    }
}

impl Timeline {
    /// The bar of a day, to be filled.
    pub(super) fn bar_mut(&mut self, day: Date) -> Option<&mut Bar> {
        let at = self.bar_of(day)?;
        self.bars.get_mut(at)
    }
}

/// Articles by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceCounts {
    /// Articles that name a place or anything in it, each once; the filter's own places left out.
    pub by_code: HashMap<PlaceCode, u32>,
    /// Articles that name no street or community of the area.
    pub unplaced: u32,
}

impl PlaceCounts {
    /// The count of a place; 0 for one nobody names.
    pub fn of(&self, code: PlaceCode) -> u32 {
        self.by_code.get(&code).copied().unwrap_or_default()
    }
}
