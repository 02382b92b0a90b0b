//! How places fare over time: a small line of counts for each.

use std::collections::HashMap;

use crate::model::{DateRange, PlaceCode, TimeUnit, day_number, day_of_number};
use crate::store::{Index, Reader, Result};

use super::{Part, Selection};

/// Articles by place and time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceTrends {
    /// The stretches of time, in order and apart.
    pub slices: Vec<DateRange>,
    /// How many articles name a place or anything in it, in each of them; places that none names have no line.
    pub by_code: HashMap<PlaceCode, Vec<u32>>,
    /// The same of all articles that pass.
    pub all: Vec<u32>,
}

impl PlaceTrends {
    /// The line of a place; empty of one that nobody names.
    pub fn of(&self, code: PlaceCode) -> &[u32] {
        self.by_code.get(&code).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The years of a time, where they are at most `most`, and else so many equal slices of it.
pub fn slices_of(time: DateRange, most: u32) -> Vec<DateRange> {
    let most = i64::from(most.max(1));
    let (first, last) = (TimeUnit::Year.bucket_of(time.from), TimeUnit::Year.bucket_of(time.to));
    let years = TimeUnit::Year.index_of(first.from, last.from).saturating_add(1);
    if years > 1 && i64::from(years) <= most {
        let year = |at| TimeUnit::Year.bucket_of(TimeUnit::Year.step(first.from, at)).overlap(time);
        return (0..years).filter_map(year).collect();
    }
    let (from, days) = (i64::from(day_number(time.from)), i64::from(day_number(time.to)) + 1);
    let count = most.min(days - from).max(1);
    let border = |at: i64| i32::try_from(from + (days - from) * at / count).unwrap_or(i32::MAX);
    let slice = |at| DateRange { from: day_of_number(border(at)), to: day_of_number(border(at + 1) - 1) };
    (0..count).map(slice).collect()
}

impl Selection {
    /// How many articles name each place in each of some slices of time, which are in order and apart, counted without
    /// the filter's own places and time: a row shows its whole course, whatever of it is chosen.
    ///
    /// # Errors
    /// The store's.
    pub fn place_trends(
        &self,
        reader: &Reader,
        index: &Index,
        slices: Vec<DateRange>,
    ) -> Result<PlaceTrends> {
        let hits = self.but_both(Part::Places, Part::Time);
        let by_code = index.places_by_range(reader, &hits, &slices)?;
        Ok(PlaceTrends { by_code, all: index.by_range(&hits, &slices), slices })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn slices_are_years_or_equal_and_leave_no_day_out() {
        let day = |y, m, d| Date::constant(y, m, d);
        let time = DateRange { from: day(2012, 5, 1), to: day(2015, 2, 3) };
        let years = slices_of(time, 40);
        assert_eq!(years.len(), 4);
        for (most, expected) in [(3, 3), (1, 1), (40, 4)] {
            let slices = slices_of(time, most);
            assert_eq!(slices.len(), expected, "{most}");
            assert_eq!((slices[0].from, slices[expected - 1].to), (time.from, time.to));
            for pair in slices.windows(2) {
                assert_eq!(pair[0].to.tomorrow().ok(), Some(pair[1].from));
            }
        }
        let days = DateRange { from: day(2015, 1, 1), to: day(2015, 1, 5) };
        assert_eq!(slices_of(days, 40).len(), 5);
    }
}
