//! Several stretches of days: a time that a person looks at.

use serde::{Deserialize, Serialize};

use super::{Date, DateRange};

/// Stretches of days in order, apart from each other; none of them means any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateRanges(Vec<DateRange>);

impl DateRanges {
    /// These stretches, those that touch joined.
    pub fn of(ranges: impl IntoIterator<Item = DateRange>) -> Self {
        let mut sorted: Vec<DateRange> = ranges.into_iter().filter(|range| range.from <= range.to).collect();
        sorted.sort_by_key(|range| (range.from, range.to));
        let mut joined: Vec<DateRange> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut() {
                Some(last) if touches(last.to, range.from) => last.to = last.to.max(range.to),
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    /// The same month and day in every year of `span`; 29 February in leap years only.
    pub fn every_year(day: Date, span: DateRange) -> Self {
        let days = (span.from.year()..=span.to.year())
            .filter_map(|year| Date::new(year, day.month(), day.day()).ok())
            .filter(|day| span.contains(*day));
        Self::of(days.map(|day| DateRange { from: day, to: day }))
    }

    /// Whether any time is meant.
    pub fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// The stretches.
    pub fn ranges(&self) -> &[DateRange] {
        &self.0
    }

    /// The stretch, where it is one.
    pub fn only(&self) -> Option<DateRange> {
        match self.0.as_slice() {
            [range] => Some(*range),
            _ => None,
        }
    }

    /// From the first day to the last; none of any time.
    pub fn span(&self) -> Option<DateRange> {
        Some(DateRange { from: self.0.first()?.from, to: self.0.last()?.to })
    }

    /// Whether a day lies in it; every day does in any time.
    pub fn contains(&self, day: Date) -> bool {
        let at = self.0.partition_point(|range| range.to < day);
        self.is_any() || self.0.get(at).is_some_and(|range| range.contains(day))
    }

    /// Whether all days of a stretch lie in it.
    pub fn covers(&self, range: DateRange) -> bool {
        self.is_any() || self.0.iter().any(|held| held.from <= range.from && range.to <= held.to)
    }

    /// Whether any day of a stretch lies in it.
    pub fn meets(&self, range: DateRange) -> bool {
        let at = self.0.partition_point(|held| held.to < range.from);
        self.is_any() || self.0.get(at).is_some_and(|held| held.from <= range.to)
    }

    /// With a stretch more.
    #[must_use]
    pub fn with(&self, range: DateRange) -> Self {
        Self::of(self.0.iter().copied().chain([range]))
    }

    /// Without the days of a stretch. Where nothing is left it is any time.
    #[must_use]
    pub fn without(&self, range: DateRange) -> Self {
        let mut rest = Vec::new();
        for held in &self.0 {
            if range.to < held.from || held.to < range.from {
                rest.push(*held);
                continue;
            }
            if held.from < range.from
                && let Ok(to) = range.from.yesterday()
            {
                rest.push(DateRange { from: held.from, to });
            }
            if range.to < held.to
                && let Ok(from) = range.to.tomorrow()
            {
                rest.push(DateRange { from, to: held.to });
            }
        }
        Self(rest)
    }

    /// The days that are in both; none where no day is, for no days are not any time.
    #[must_use]
    pub fn and(&self, other: &Self) -> Option<Self> {
        if self.is_any() || other.is_any() {
            return Some(if self.is_any() { other.clone() } else { self.clone() });
        }
        let both = self
            .0
            .iter()
            .flat_map(|a| other.0.iter().map(|b| DateRange { from: a.from.max(b.from), to: a.to.min(b.to) }));
        Some(Self::of(both)).filter(|both| !both.is_any())
    }

    /// As short as it can be said: `2015-12`, `2012 – 2014、2016-02`.
    pub fn label(&self) -> String {
        self.0.iter().map(DateRange::label).collect::<Vec<_>>().join("、")
    }
}

impl From<DateRange> for DateRanges {
    fn from(range: DateRange) -> Self {
        Self::of([range])
    }
}

/// Whether no day lies between the end of one stretch and the beginning of the next.
fn touches(end: Date, begin: Date) -> bool {
    begin <= end || end.tomorrow().is_ok_and(|next| next == begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn day(number: i32) -> Date {
        date(2015, 12, 1).saturating_add(jiff::ToSpan::days(number))
    }

    fn range(from: i32, to: i32) -> DateRange {
        DateRange { from: day(from), to: day(to) }
    }

    #[test]
    fn a_time_is_said_shortly() {
        let year = |year| DateRange { from: date(year, 1, 1), to: date(year, 12, 31) };
        assert_eq!(DateRanges::of([year(2014), year(2012), year(2013)]).label(), "2012 – 2014");
        assert_eq!(DateRanges::of([year(2014), year(2012)]).label(), "2012、2014");
        assert_eq!(DateRanges::default().label(), "");
    }

    #[test]
    fn a_day_comes_once_a_year_and_a_leap_day_every_fourth() {
        let span = DateRange { from: date(2012, 3, 16), to: date(2017, 1, 1) };
        let label = |day| DateRanges::every_year(day, span).label();
        assert_eq!(label(date(2014, 1, 1)), "2013-01-01、2014-01-01、2015-01-01、2016-01-01、2017-01-01");
        assert_eq!(label(date(2016, 2, 29)), "2016-02-29");
    }

    proptest! {
        /// Day by day: what is in both.
        #[test]
        fn days_of_both(a in prop::collection::vec((0i32..40, 0i32..9), 1..5), b in prop::collection::vec((0i32..40, 0i32..9), 1..5)) {
            let [a, b] = [a, b].map(|all| DateRanges::of(all.into_iter().map(|(from, len)| range(from, from + len))));
            let both = a.and(&b);
            for number in -1..60 {
                let inside = a.contains(day(number)) && b.contains(day(number));
                prop_assert_eq!(both.as_ref().is_some_and(|both| both.contains(day(number))), inside);
            }
            prop_assert_eq!(a.and(&DateRanges::default()), Some(a.clone()));
        }

        /// Days one by one: what is added is in it, what is taken is not, and stretches stay apart and in order.
        #[test]
        fn days_are_added_and_taken(steps in prop::collection::vec((any::<bool>(), 0i32..60, 0i32..9), 0..20)) {
            let mut held = std::collections::BTreeSet::new();
            let mut ranges = DateRanges::default();
            for (add, from, len) in steps {
                let some = range(from, from + len);
                for number in from..=from + len {
                    if add { held.insert(number); } else { held.remove(&number); }
                }
                ranges = if add { ranges.with(some) } else { ranges.without(some) };
                prop_assert_eq!(ranges.is_any(), held.is_empty());
                if !held.is_empty() {
                    for number in -1..75 {
                        prop_assert_eq!(ranges.contains(day(number)), held.contains(&number));
                        let met = (number..number + 5).any(|number| held.contains(&number));
                        prop_assert_eq!(ranges.meets(range(number, number + 4)), met);
                    }
                }
                for pair in ranges.ranges().windows(2) {
                    prop_assert!(pair[0].to.tomorrow().expect("a day") < pair[1].from);
                }
            }
        }
    }
}
