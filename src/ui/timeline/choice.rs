//! What a drag or a key chooses, from what was chosen before.

use crate::model::{Date, DateRange, DateRanges};

/// What becomes of the choice before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It goes.
    Instead,
    /// Its nearest stretch reaches as far (Shift).
    Extend,
    /// It stays, and what is chosen again is taken out of it (Ctrl).
    Further,
}

impl Mode {
    /// As the keys say that are held.
    pub fn of(modifiers: egui::Modifiers) -> Self {
        if modifiers.command {
            Self::Further
        } else if modifiers.shift {
            Self::Extend
        } else {
            Self::Instead
        }
    }

    /// What is chosen from one bar to another.
    pub fn choose(self, before: &DateRanges, from: DateRange, to: DateRange) -> DateRanges {
        let new = from.hull(to);
        match self {
            Self::Instead => new.into(),
            Self::Extend => {
                let nearest = before.ranges().iter().min_by_key(|range| distance(**range, new));
                before.with(nearest.map_or(new, |nearest| nearest.hull(new)))
            }
            // Where it began says whether it adds or takes.
            Self::Further if !before.is_any() && before.covers(from) => before.without(new),
            Self::Further => before.with(new),
        }
    }
}

/// An edge of a stretch that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Which stretch.
    pub at: usize,
    /// Its end, or its beginning.
    pub end: bool,
}

impl Edge {
    /// With this edge at the beginning of a day; drawn over the other edge they change places.
    pub fn moved(self, before: &DateRanges, border: Date) -> DateRanges {
        let Some(range) = before.ranges().get(self.at) else { return before.clone() };
        let after = range.to.tomorrow().unwrap_or(range.to);
        let fixed = if self.end { range.from } else { after };
        let (from, end) = (fixed.min(border), fixed.max(border));
        let others =
            before.ranges().iter().enumerate().filter(|(at, _)| *at != self.at).map(|(_, range)| *range);
        // A stretch without days is none.
        let Some(to) = end.yesterday().ok().filter(|to| from <= *to) else { return before.clone() };
        DateRanges::of(others.chain([DateRange { from, to }]))
    }
}

/// How many days lie between two ranges.
fn distance(a: DateRange, b: DateRange) -> i32 {
    let apart = |end: Date, begin: Date| (begin - end).get_days();
    apart(a.to, b.from).max(apart(b.to, a.from)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn months(from: i8, to: i8) -> DateRange {
        DateRange { from: date(2015, from, 1), to: date(2015, to, 1).last_of_month() }
    }

    #[track_caller]
    fn check(mode: Mode, before: &[(i8, i8)], (from, to): (i8, i8), expect: &str) {
        let before = DateRanges::of(before.iter().map(|(from, to)| months(*from, *to)));
        assert_eq!(mode.choose(&before, months(from, from), months(to, to)).label(), expect);
    }

    #[test]
    fn a_drag_chooses_extends_adds_and_takes() {
        check(Mode::Instead, &[(1, 2)], (6, 4), "2015-04 – 2015-06");
        check(Mode::Extend, &[(1, 2), (6, 6)], (8, 8), "2015-01 – 2015-02、2015-06 – 2015-08");
        check(Mode::Extend, &[], (8, 8), "2015-08");
        check(Mode::Further, &[(1, 2)], (4, 5), "2015-01 – 2015-02、2015-04 – 2015-05");
        check(Mode::Further, &[(1, 6)], (3, 4), "2015-01 – 2015-02、2015-05 – 2015-06");
        check(Mode::Further, &[(3, 3)], (3, 3), "");
        check(Mode::Further, &[(3, 3)], (2, 3), "2015-02 – 2015-03");
    }

    #[test]
    fn an_edge_moves_by_itself_and_may_cross_the_other() {
        let before = DateRanges::of([months(2, 3), months(8, 9)]);
        let moved = |at, end, month| Edge { at, end }.moved(&before, date(2015, month, 1)).label();
        assert_eq!(moved(0, true, 6), "2015-02 – 2015-05、2015-08 – 2015-09");
        assert_eq!(moved(1, false, 7), "2015-02 – 2015-03、2015-07 – 2015-09");
        assert_eq!(moved(0, true, 1), "2015-01、2015-08 – 2015-09");
        assert_eq!(moved(0, true, 8), "2015-02 – 2015-09");
        assert_eq!(moved(0, true, 2), "2015-02 – 2015-03、2015-08 – 2015-09");
    }
}
