//! Counting what passes a filter: by time, and by place.

use std::collections::HashMap;
use std::sync::Arc;

use super::Archive;
use crate::model::{DateRange, DateRanges, PlaceCode, TimeUnit, day_number, day_of_number};

/// One bar of the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Articles printed in this time.
    pub all: u32,
    /// Those of them that pass the filter, whatever time it asks for.
    pub passing: u32,
}

/// Articles by day, summed up so that any stretch of time is counted by two look-ups: whoever draws a timeline zooms
/// through it without asking the store again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCounts {
    /// The days that have articles, in order.
    days: Vec<i32>,
    /// What was printed before each of them, and at the end before any later one.
    sums: Vec<Bar>,
}

impl Default for DayCounts {
    fn default() -> Self {
        Self { days: Vec::new(), sums: vec![Bar::default()] }
    }
}

impl DayCounts {
    /// From the days of all articles and the days of those that pass, each in order, with how many.
    pub fn new(all: &[(i32, u32)], passing: &[(i32, u32)]) -> Self {
        let mut counts = Self::default();
        let mut passing = passing.iter().peekable();
        let mut sum = Bar::default();
        for (day, count) in all {
            sum.all += count;
            while let Some((_, count)) = passing.next_if(|(other, _)| other <= day) {
                sum.passing += count;
            }
            counts.days.push(*day);
            counts.sums.push(sum);
        }
        counts
    }

    /// From the first day with articles to the last; none of an empty store.
    pub fn span(&self) -> Option<DateRange> {
        let (first, last) = (self.days.first()?, self.days.last()?);
        Some(DateRange { from: day_of_number(*first), to: day_of_number(*last) })
    }

    /// How many articles a stretch of time has.
    pub fn bar(&self, range: DateRange) -> Bar {
        let before = self.before(day_number(range.from));
        self.before(day_number(range.to).saturating_add(1)).less(before)
    }

    /// How many articles several stretches have together; any time has all.
    pub fn within(&self, time: &DateRanges) -> Bar {
        if time.is_any() {
            return self.sums.last().copied().unwrap_or_default();
        }
        time.ranges().iter().fold(Bar::default(), |sum, range| {
            let Bar { all, passing } = self.bar(*range);
            Bar { all: sum.all + all, passing: sum.passing + passing }
        })
    }

    /// The bars of a unit that have any day of a stretch, without gaps, each with its days.
    pub fn bars(&self, unit: TimeUnit, range: DateRange) -> impl Iterator<Item = (DateRange, Bar)> {
        let start = unit.bucket_of(range.from).from;
        let count = unit.index_of(start, range.to).saturating_add(1).max(0);
        let mut before = self.before(day_number(start));
        (0..count).map(move |at| {
            let days = unit.bucket_of(unit.step(start, at));
            let end = self.before(day_number(days.to).saturating_add(1));
            let bar = end.less(before);
            before = end;
            (days, bar)
        })
    }

    /// What was printed before a day.
    fn before(&self, day: i32) -> Bar {
        let at = self.days.partition_point(|other| *other < day);
        self.sums.get(at).copied().unwrap_or_default()
    }
}

impl Bar {
    fn less(self, other: Self) -> Self {
        let (all, passing) = (self.all.saturating_sub(other.all), self.passing.saturating_sub(other.passing));
        Self { all, passing }
    }
}

/// Articles by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceCounts {
    /// Articles that name a place or anything in it, each once; the filter's own places left out.
    pub by_code: HashMap<PlaceCode, u32>,
    /// Articles that name no street or community of the area.
    pub unplaced: u32,
    /// Articles with a name that several places bear, left for a person to settle.
    pub undecided: u32,
    /// Articles that name a place, whatever the filter.
    pub all: Arc<HashMap<PlaceCode, u32>>,
}

impl PlaceCounts {
    /// The count of a place; 0 for one nobody names.
    pub fn of(&self, code: PlaceCode) -> u32 {
        self.by_code.get(&code).copied().unwrap_or_default()
    }

    /// Places outside the area and not above it, the most frequent first.
    pub fn elsewhere(&self, archive: &Archive) -> Vec<(PlaceCode, u32)> {
        let Some(area) = archive.area().map(|area| area.code) else { return Vec::new() };
        let outside = |code: PlaceCode| !code.is_within(area) && !area.is_within(code);
        let mut places: Vec<(PlaceCode, u32)> = self
            .by_code
            .iter()
            .map(|(code, count)| (*code, *count))
            .filter(|(code, _)| outside(*code))
            .collect();
        places.sort_unstable_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        places
    }

    /// How many articles name a place, whatever the filter.
    pub fn all_of(&self, code: PlaceCode) -> u32 {
        self.all.get(&code).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Leap years, and a century that is none.
    const FIRST: i32 = -26_000;

    fn range(from: i32, len: i32) -> DateRange {
        DateRange { from: day_of_number(FIRST + from), to: day_of_number(FIRST + from + len) }
    }

    /// How many articles of a list pass, counted one by one.
    fn counted(articles: &[(i32, bool)], is_in: impl Fn(i32) -> bool) -> Bar {
        let inside = || articles.iter().filter(|(day, _)| is_in(FIRST + day));
        let count = |number: usize| u32::try_from(number).expect("few");
        Bar { all: count(inside().count()), passing: count(inside().filter(|(_, passes)| *passes).count()) }
    }

    fn day_counts(articles: &[(i32, bool)]) -> DayCounts {
        let by_day = |passing_only: bool| {
            let mut days = std::collections::BTreeMap::new();
            for (day, passes) in articles {
                if *passes || !passing_only {
                    *days.entry(FIRST + day).or_insert(0) += 1;
                }
            }
            days.into_iter().collect::<Vec<_>>()
        };
        DayCounts::new(&by_day(false), &by_day(true))
    }

    #[test]
    fn an_empty_store_has_no_days() {
        let counts = DayCounts::new(&[], &[]);
        assert_eq!((counts.span(), counts.within(&DateRanges::default())), (None, Bar::default()));
        assert_eq!(counts.bar(range(0, 400)), Bar::default());
    }

    proptest! {
        /// Stretches, several at once, and the bars of every unit: as if each article were looked at.
        #[test]
        fn counts_are_those_of_one_by_one(
            articles in prop::collection::vec((0i32..2000, any::<bool>()), 0..120),
            stretches in prop::collection::vec((-50i32..2050, 0i32..500), 0..5),
            (from, len) in (-50i32..2050, 0i32..1200),
        ) {
            let counts = day_counts(&articles);
            let ranges = DateRanges::of(stretches.iter().map(|(from, len)| range(*from, *len)));
            let is_in = |day| ranges.contains(day_of_number(day));
            prop_assert_eq!(counts.within(&ranges), counted(&articles, is_in));
            for stretch in ranges.ranges() {
                let is_in = |day| stretch.contains(day_of_number(day));
                prop_assert_eq!(counts.bar(*stretch), counted(&articles, is_in));
            }
            for unit in TimeUnit::ALL {
                let asked = range(from, len);
                let mut next = unit.bucket_of(asked.from).from;
                let mut sum = Bar::default();
                for (days, bar) in counts.bars(unit, asked) {
                    prop_assert_eq!(days, unit.bucket_of(next));
                    prop_assert_eq!(bar, counted(&articles, |day| days.contains(day_of_number(day))));
                    next = days.to.tomorrow().expect("a day");
                    sum = Bar { all: sum.all + bar.all, passing: sum.passing + bar.passing };
                }
                prop_assert!(next > asked.to && unit.bucket_of(asked.to).to.tomorrow().ok() == Some(next));
                // A choice survives another unit: its bars have what its days have, where it ends with them.
                let whole = unit.bucket_of(asked.from).hull(unit.bucket_of(asked.to));
                prop_assert_eq!(counts.bar(whole), sum);
            }
        }
    }
}
