//! Where days lie on the screen: the stretch of time that is visible, the unit that fits it, and what is labelled.

use crate::model::{Date, DateRange, TimeUnit, day_number, day_of_number};

/// A bar narrower than this is too thin to point at: a wider unit follows.
const THINNEST: f64 = 4.0;
/// Of a unit that a person chose even thinner bars are drawn.
const THINNEST_CHOSEN: f64 = 2.0;
/// Fewest bars of a unit, or days, on the screen.
const FEWEST: f64 = 4.0;
/// Room for a label, in points: a year, a month, a day.
const LABELS: [f64; 3] = [44.0, 34.0, 26.0];

/// A stretch of time in days since 1970-01-01, the end excluded, in parts of days so that it glides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub from: f64,
    pub days: f64,
}

/// How far a window may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub extent: Window,
    pub least: f64,
    pub most: f64,
}

impl Limits {
    /// Whole years around what is held; of a chosen unit, so that its bars can be seen.
    pub fn new(held: DateRange, width: f32, chosen: Option<TimeUnit>) -> Self {
        let years = TimeUnit::Year.bucket_of(held.from).hull(TimeUnit::Year.bucket_of(held.to));
        let extent = Window::of(years);
        let least = FEWEST * days_of(chosen.unwrap_or(TimeUnit::Day));
        let most = chosen.map_or(f64::MAX, |unit| f64::from(width) / THINNEST_CHOSEN * days_of(unit));
        Self { extent, least: least.min(extent.days), most: most.min(extent.days) }
    }
}

impl Window {
    /// The days of a range.
    pub fn of(range: DateRange) -> Self {
        let (from, to) = (day_number(range.from), day_number(range.to));
        Self { from: from.into(), days: f64::from(to - from) + 1.0 }
    }

    /// Where it ends.
    pub fn to(self) -> f64 {
        self.from + self.days
    }

    /// Its middle.
    pub fn middle(self) -> f64 {
        self.from + self.days / 2.0
    }

    /// The days of which any part is in it.
    pub fn range(self) -> DateRange {
        let (from, to) = (self.from.floor(), (self.to().ceil() - 1.0).max(self.from.floor()));
        DateRange { from: day_of_number(from as i32), to: day_of_number(to as i32) }
    }

    /// Whether any day of a range is in it.
    pub fn meets(self, range: DateRange) -> bool {
        let other = Self::of(range);
        other.from < self.to() && self.from < other.to()
    }

    /// As near as the limits allow.
    pub fn held(self, limits: Limits) -> Self {
        let days = self.days.min(limits.most).max(limits.least);
        let middle = self.middle();
        let last = (limits.extent.to() - days).max(limits.extent.from);
        Self { from: (middle - days / 2.0).clamp(limits.extent.from, last), days }
    }

    /// `factor` times as long; `at` stays where it is.
    pub fn zoomed(self, at: f64, factor: f64, limits: Limits) -> Self {
        let days = (self.days * factor).min(limits.most).max(limits.least);
        let from = at - (at - self.from) * days / self.days;
        Self { from, days }.held(limits)
    }

    /// Later by some days.
    pub fn panned(self, days: f64, limits: Limits) -> Self {
        Self { from: self.from + days, ..self }.held(limits)
    }

    /// With a day in its middle.
    pub fn around(self, at: f64, limits: Limits) -> Self {
        Self { from: at - self.days / 2.0, ..self }.held(limits)
    }

    /// Moved no further than shows a range.
    pub fn showing(self, range: DateRange, limits: Limits) -> Self {
        let range = Self::of(range);
        if range.from < self.from || self.days < range.days {
            return self.panned(range.from - self.from, limits);
        }
        self.panned((range.to() - self.to()).max(0.0), limits)
    }
}

/// A window laid out between two edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub left: f32,
    pub right: f32,
    pub window: Window,
}

impl Scale {
    /// Where a moment lies.
    pub fn x(self, at: f64) -> f32 {
        self.left + ((at - self.window.from) * self.points_per_day()) as f32
    }

    /// The moment at a place.
    pub fn at(self, x: f32) -> f64 {
        self.window.from + f64::from(x - self.left) / self.points_per_day()
    }

    /// The edges of a range, which may lie outside.
    pub fn edges(self, range: DateRange) -> (f32, f32) {
        let range = Window::of(range);
        (self.x(range.from), self.x(range.to()))
    }

    /// The bar at a place; beyond the edges the outermost.
    pub fn bar_at(self, x: f32, unit: TimeUnit) -> DateRange {
        let at = self.at(x.clamp(self.left, self.right)).min(self.window.to() - 0.001);
        unit.bucket_of(day_of_number(at.floor() as i32))
    }

    /// The first day of the bar whose beginning is nearest to a place.
    pub fn border_at(self, x: f32, unit: TimeUnit) -> Date {
        let bar = self.bar_at(x, unit);
        let (left, right) = self.edges(bar);
        if x - left < right - x { bar.from } else { unit.step(bar.from, 1) }
    }

    /// How wide a day is.
    pub fn points_per_day(self) -> f64 {
        f64::from(self.right - self.left) / self.window.days.max(0.001)
    }

    /// The narrowest unit whose bars can be pointed at.
    pub fn unit(self) -> TimeUnit {
        let fits = |unit: &TimeUnit| days_of(*unit) * self.points_per_day() >= THINNEST;
        [TimeUnit::Day, TimeUnit::Month].into_iter().find(fits).unwrap_or(TimeUnit::Year)
    }

    /// What is labelled, from the left: years, months where there is room, then days.
    pub fn ticks(self) -> Vec<Tick> {
        let room = |unit: TimeUnit, every: i32, label: f64| {
            days_of(unit) * f64::from(every) * self.points_per_day() >= label
        };
        let step = |unit, steps: &[i32], label| steps.iter().copied().find(|every| room(unit, *every, label));
        let years = step(TimeUnit::Year, &[1, 2, 5, 10, 20, 50], LABELS[0]).unwrap_or(100);
        let months = step(TimeUnit::Month, &[1, 3], LABELS[1]).filter(|_| years == 1);
        let days = step(TimeUnit::Day, &[1, 5, 10], LABELS[2]).filter(|_| months == Some(1));
        let visible = self.window.range();
        let mut ticks = Vec::new();
        for year in visible.from.year()..=visible.to.year() {
            if i32::from(year) % years == 0 {
                ticks.extend(Date::new(year, 1, 1).ok().map(|day| (TimeUnit::Year, day)));
            }
        }
        if let Some(months) = months {
            let first = visible.from.first_of_month();
            for at in 0..=TimeUnit::Month.index_of(first, visible.to) {
                let day = TimeUnit::Month.step(first, at);
                if day.month() != 1 && i32::from(day.month() - 1) % months == 0 {
                    ticks.push((TimeUnit::Month, day));
                }
            }
        }
        if let Some(days) = days {
            for at in 0..=TimeUnit::Day.index_of(visible.from, visible.to) {
                let day = TimeUnit::Day.step(visible.from, at);
                // The 30th would stand on the toes of the next month.
                let round = if days == 1 { true } else { i32::from(day.day()) % days == 0 && day.day() < 29 };
                if day.day() != 1 && round {
                    ticks.push((TimeUnit::Day, day));
                }
            }
        }
        ticks.sort_unstable_by_key(|(_, day)| *day);
        let place = |(unit, day)| Tick { x: self.x(day_number(day).into()), unit, day };
        ticks.into_iter().map(place).filter(|tick| tick.x >= self.left - 0.5).collect()
    }
}

/// A label below the bars, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    pub x: f32,
    pub unit: TimeUnit,
    pub day: Date,
}

/// About how long a unit is.
pub fn days_of(unit: TimeUnit) -> f64 {
    match unit {
        TimeUnit::Year => 365.2425,
        TimeUnit::Month => 365.2425 / 12.0,
        TimeUnit::Day => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn scale(from: Date, to: Date, width: f32) -> Scale {
        Scale { left: 0.0, right: width, window: Window::of(DateRange { from, to }) }
    }

    #[track_caller]
    fn labels(from: Date, to: Date) -> String {
        let label = |tick: &Tick| match tick.unit {
            TimeUnit::Year => tick.day.year().to_string(),
            TimeUnit::Month => format!("m{}", tick.day.month()),
            TimeUnit::Day => format!("d{}", tick.day.day()),
        };
        scale(from, to, 1000.0).ticks().iter().map(label).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_unit_follows_what_is_visible() {
        let unit = |years: i16| scale(date(2000, 1, 1), date(1999 + years, 12, 31), 1400.0).unit();
        assert_eq!([1, 2, 8, 28, 30, 60].map(unit), {
            use TimeUnit::{Month, Year};
            [Month, Month, Month, Month, Year, Year]
        });
        assert_eq!(scale(date(2000, 1, 1), date(2000, 10, 1), 1400.0).unit(), TimeUnit::Day);
    }

    #[test]
    fn labels_are_as_many_as_have_room() {
        assert_eq!(labels(date(1950, 1, 1), date(2024, 12, 31)).split(' ').count(), 15);
        assert_eq!(
            labels(date(2012, 1, 1), date(2014, 12, 31)),
            "2012 m4 m7 m10 2013 m4 m7 m10 2014 m4 m7 m10"
        );
        assert_eq!(
            labels(date(2012, 2, 1), date(2012, 3, 31)),
            "m2 d5 d10 d15 d20 d25 m3 d5 d10 d15 d20 d25"
        );
    }

    proptest! {
        /// Whatever a person does, the window stays within its limits, and the pointer stays on its day.
        #[test]
        fn windows_stay_within_limits(
            held in (0i32..40_000, 0i32..30_000),
            width in 300f32..4000.0,
            chosen in prop::option::of(prop::sample::select(TimeUnit::ALL.to_vec())),
            steps in prop::collection::vec((0f64..1.0, 0.1f64..10.0, -400f64..400.0), 1..20),
        ) {
            let held = DateRange { from: day_of_number(held.0), to: day_of_number(held.0 + held.1) };
            let limits = Limits::new(held, width, chosen);
            let mut window = limits.extent.held(limits);
            for (at, factor, days) in steps {
                let at = window.from + window.days * at;
                let x = |window| Scale { left: 0.0, right: width, window }.x(at);
                let zoomed = window.zoomed(at, factor, limits);
                let inside = zoomed.from > limits.extent.from && zoomed.to() < limits.extent.to();
                if inside {
                    prop_assert!((x(zoomed) - x(window)).abs() < 0.5);
                }
                window = zoomed.panned(days, limits);
                prop_assert!(window.days <= limits.extent.days + 1e-6 && window.days >= limits.least - 1e-6);
                prop_assert!(window.from >= limits.extent.from - 1e-6);
                prop_assert!(window.to() <= limits.extent.to() + 1e-6);
            }
        }

        /// A place is in the bar that is found there, and a border is no further away than half of it.
        #[test]
        fn places_and_days_belong_together(
            from in -30_000i32..30_000, days in 5f64..20_000.0, part in 0f32..1.0,
            unit in prop::sample::select(TimeUnit::ALL.to_vec()),
        ) {
            let scale = Scale { left: 10.0, right: 1410.0, window: Window { from: from.into(), days } };
            let x = 10.0 + part * 1399.0;
            let (left, right) = scale.edges(scale.bar_at(x, unit));
            prop_assert!(left <= x + 0.1 && x <= right + 0.1);
            let border = scale.x(day_number(scale.border_at(x, unit)).into());
            prop_assert!((border - x).abs() <= (right - left) / 2.0 + 0.1);
            prop_assert!((scale.at(scale.x(from.into())) - f64::from(from)).abs() < 0.01);
        }
    }
}
