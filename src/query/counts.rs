//! Counting what passes a filter: by time, and by place.

use std::collections::HashMap;

use crate::model::{Date, DateRange, PlaceCode, TimeUnit};

use super::archive::{Archive, Part, Selection};

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

impl Archive {
    /// The timeline of a selection; none for an empty archive.
    pub fn timeline(&self, selection: &Selection, unit: TimeUnit) -> Option<Timeline> {
        let (last, first) = (self.rows.first()?.date, self.rows.last()?.date);
        let start = unit.bucket_of(first).from;
        let count = usize::try_from(unit.index_of(start, last)).unwrap_or_default() + 1;
        let mut timeline = Timeline { unit, start, bars: vec![Bar::default(); count] };
        for (at, row) in self.rows.iter().enumerate() {
            let Some(bar) = timeline.bar_of(row.date).and_then(|bar| timeline.bars.get_mut(bar)) else {
                continue;
            };
            bar.all += 1;
            bar.passing += u32::from(self.passes(selection, at, &[Part::Time]));
        }
        Some(timeline)
    }

    /// How many articles of a selection name each place.
    pub fn place_counts(&self, selection: &Selection) -> PlaceCounts {
        let mut counts = PlaceCounts::default();
        for at in (0..self.rows.len()).filter(|at| self.passes(selection, *at, &[Part::Places])) {
            for code in &self.places_of[at] {
                *counts.by_code.entry(*code).or_default() += 1;
            }
            counts.unplaced += u32::from(self.is_unplaced(at));
        }
        counts
    }
}
