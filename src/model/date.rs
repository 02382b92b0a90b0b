//! Ranges of days and the units in which a timeline counts them.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// A closed range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

impl DateRange {
    /// The range between two days, in whichever order they come.
    pub fn between(a: Date, b: Date) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// Whether `day` lies in the range.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days that lie in both.
    pub fn overlap(&self, other: Self) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then_some(Self { from, to })
    }

    /// The shortest range with all days of both.
    pub fn hull(&self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// As short as it can be said: `2015`, `2015-12`, `2015-12-09`, `2015-01 – 2015-03`.
    pub fn label(&self) -> String {
        for unit in TimeUnit::ALL {
            let (from, to) = (unit.bucket_of(self.from), unit.bucket_of(self.to));
            if from.from == self.from && to.to == self.to {
                return if from == to {
                    unit.label(self.from)
                } else {
                    format!("{} – {}", unit.label(self.from), unit.label(self.to))
                };
            }
        }
        format!("{} – {}", self.from, self.to)
    }
}

/// The width of one bar of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days.
    Day,
}

impl TimeUnit {
    /// From the widest to the narrowest.
    pub const ALL: [Self; 3] = [Self::Year, Self::Month, Self::Day];

    /// The bucket that holds `day`.
    pub fn bucket_of(self, day: Date) -> DateRange {
        match self {
            Self::Year => DateRange { from: day.first_of_year(), to: day.last_of_year() },
            Self::Month => DateRange { from: day.first_of_month(), to: day.last_of_month() },
            Self::Day => DateRange { from: day, to: day },
        }
    }

    /// The first day of the bucket `steps` after the one that starts at `from`.
    pub fn step(self, from: Date, steps: i32) -> Date {
        let steps = i64::from(steps);
        let span = match self {
            Self::Year => steps.years(),
            Self::Month => steps.months(),
            Self::Day => steps.days(),
        };
        from.saturating_add(span)
    }

    /// The buckets of a range, in order; the first and the last are cut where it begins and ends.
    pub fn within(self, range: DateRange) -> impl Iterator<Item = DateRange> {
        let first = self.bucket_of(range.from).from;
        let count = if range.from > range.to { 0 } else { self.index_of(first, range.to) + 1 };
        (0..count).map(move |step| {
            let bucket = self.bucket_of(self.step(first, step));
            DateRange { from: bucket.from.max(range.from), to: bucket.to.min(range.to) }
        })
    }

    /// How many buckets lie between those of `from` and `day`: 0 for the same one.
    pub fn index_of(self, from: Date, day: Date) -> i32 {
        let years = i32::from(day.year()) - i32::from(from.year());
        match self {
            Self::Year => years,
            Self::Month => years * 12 + i32::from(day.month()) - i32::from(from.month()),
            Self::Day => (day - from).get_days(),
        }
    }

    /// The name of the bucket that holds `day`: `2015`, `2015-12`, `2015-12-09`.
    pub fn label(self, day: Date) -> String {
        match self {
            Self::Year => format!("{:04}", day.year()),
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Day => day.to_string(),
        }
    }
}

/// A day written in eight digits: `20151209`.
pub fn day_of_digits(text: &str) -> Option<Date> {
    let number: i32 = text.parse().ok().filter(|_| text.len() == 8)?;
    let small = |number: i32| i8::try_from(number % 100).ok();
    Date::new(i16::try_from(number / 10_000).ok()?, small(number / 100)?, small(number)?).ok()
}

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i32 {
    // Howard Hinnant's days_from_civil, https://howardhinnant.github.io/date_algorithms.html: histograms ask for the
    // numbers of thousands of days at once.
    let (month, of_month) = (i32::from(day.month()), i32::from(day.day()));
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + of_month - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of a number.
pub fn day_of_number(number: i32) -> Date {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().try_days(number).unwrap_or_default()).unwrap_or(epoch)
}

/// 星期一 … 星期日, as newspapers print it beside the date.
pub fn weekday_name(day: Date) -> &'static str {
    const NAMES: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
    NAMES[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check_label(from: Date, to: Date, expect: &str) {
        assert_eq!(DateRange { from, to }.label(), expect);
    }

    #[test]
    fn days_are_numbered_as_the_calendar_numbers_them() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for number in (-800_000..800_000).step_by(97).chain(-800..800) {
            let day = epoch.checked_add(jiff::ToSpan::days(number)).expect("a day");
            assert_eq!(day_number(day), number);
            assert_eq!(day_of_number(number), day);
        }
    }

    #[test]
    fn a_range_is_named_in_its_widest_unit() {
        check_label(date(2015, 1, 1), date(2015, 12, 31), "2015");
        check_label(date(2014, 1, 1), date(2015, 12, 31), "2014 – 2015");
        check_label(date(2015, 2, 1), date(2015, 2, 28), "2015-02");
        check_label(date(2016, 2, 1), date(2016, 2, 28), "2016-02-01 – 2016-02-28");
        check_label(date(2015, 12, 9), date(2015, 12, 9), "2015-12-09");
    }

    #[test]
    fn buckets_are_counted_from_the_first() {
        for unit in TimeUnit::ALL {
            let start = unit.bucket_of(date(2012, 2, 29)).from;
            for steps in [0, 1, 11, 12, 40] {
                let day = unit.step(start, steps);
                assert_eq!(unit.index_of(start, day), steps, "{unit:?}");
                assert_eq!(unit.bucket_of(day).from, day);
            }
        }
    }

    #[test]
    fn eight_digits_are_a_day_or_nothing() {
        assert_eq!(day_of_digits("20151209"), Some(date(2015, 12, 9)));
        for bad in ["20150230", "2015129", "201512091", "2015-1-9", "-2015129"] {
            assert_eq!(day_of_digits(bad), None, "{bad}");
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(weekday_name(date(2015, 12, 9)), "星期三");
        assert_eq!(weekday_name(date(2024, 2, 29)), "星期四");
    }
}
