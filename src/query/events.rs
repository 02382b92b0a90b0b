//! The second lane of the timeline: articles by the dates they speak of.

use crate::model::{Certainty, DateRange, DateRanges, TimeUnit, day_number};
use crate::store::{ArticleIds, Reader, Result};

use super::{Bar, DayCounts};

/// The dates that all articles speak of, read once after each change of the store. Of each unit an article counts once
/// for each year, month or day that it speaks of; what is known of less than a day is in no day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// Of years, months and days: the first day of each and an article, in order.
    by_unit: [Vec<(i32, u32)>; 3],
}

/// What of it passes a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    by_unit: [DayCounts; 3],
}

impl Events {
    /// Reads them.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader) -> Result<Self> {
        let dates = reader.event_dates()?;
        let by_unit = TimeUnit::ALL.map(|unit| {
            let known = dates.iter().filter(|(.., certainty)| is_known(*certainty, unit));
            let mut found: Vec<(i32, u32)> =
                known.map(|(id, day, _)| (day_number(unit.bucket_of(*day).from), *id)).collect();
            found.sort_unstable();
            found.dedup();
            found
        });
        Ok(Self { by_unit })
    }

    /// The articles that speak of something in these days: what is known of less than a day only where all days that
    /// it may mean are among them, as a bar counts it.
    pub fn speaking_of(&self, days: &DateRanges) -> ArticleIds {
        let within = |unit: TimeUnit, range: &DateRange| {
            let dates = &self.by_unit[place(unit)];
            let last = unit.bucket_of(range.to);
            let end = if last.to == range.to { day_number(last.to) + 1 } else { day_number(last.from) };
            let first = dates.partition_point(|(day, _)| *day < day_number(range.from));
            let end = dates.partition_point(|(day, _)| *day < end).max(first);
            dates[first..end].iter().map(|(_, id)| *id)
        };
        let ranges = days.ranges().iter();
        ranges.flat_map(|range| TimeUnit::ALL.into_iter().flat_map(move |unit| within(unit, range))).collect()
    }

    /// How many there are in each time, and how many of them pass.
    pub fn counts(&self, passing: &ArticleIds) -> EventCounts {
        let count = |dates: &Vec<(i32, u32)>| {
            let (mut all, mut those) = (Vec::new(), Vec::new());
            for (day, id) in dates {
                add(&mut all, *day);
                if passing.contains(*id) {
                    add(&mut those, *day);
                }
            }
            DayCounts::new(&all, &those)
        };
        EventCounts { by_unit: self.by_unit.each_ref().map(count) }
    }
}

impl EventCounts {
    /// The bars of a unit that have any day of a stretch, each with its days.
    pub fn bars(&self, unit: TimeUnit, range: DateRange) -> impl Iterator<Item = (DateRange, Bar)> {
        self.by_unit[place(unit)].bars(unit, range)
    }

    /// The bar of one year, month or day.
    pub fn bar(&self, unit: TimeUnit, range: DateRange) -> Bar {
        self.by_unit[place(unit)].bar(range)
    }

    /// From the first year to the last that anything speaks of.
    pub fn span(&self) -> Option<DateRange> {
        self.by_unit[place(TimeUnit::Year)].span()
    }
}

fn place(unit: TimeUnit) -> usize {
    TimeUnit::ALL.iter().position(|other| *other == unit).unwrap_or_default()
}

/// Whether a date is known well enough to lie in one year, month or day. Days around a date count in its month.
fn is_known(certainty: Certainty, unit: TimeUnit) -> bool {
    match unit {
        TimeUnit::Year => true,
        TimeUnit::Month => certainty != Certainty::Year,
        TimeUnit::Day => certainty == Certainty::Day,
    }
}

fn add(counts: &mut Vec<(i32, u32)>, day: i32) {
    match counts.last_mut() {
        Some((last, count)) if *last == day => *count += 1,
        _ => counts.push((day, 1)),
    }
}
