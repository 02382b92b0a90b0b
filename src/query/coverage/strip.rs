//! The days of some papers summed up, so that whoever draws them zooms through them without counting again.

use crate::model::{Date, DateRange, DayState, day_number};

use super::{Ledger, Run};

/// How many days are in each state, in the order of [`DayState::ALL`]; a day counts once for each paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts([u32; 5]);

impl StateCounts {
    /// The days of one state.
    pub fn of(&self, state: DayState) -> u32 {
        self.0[place(state)]
    }

    /// With one day more.
    pub fn add(&mut self, state: DayState) {
        self.0[place(state)] += 1;
    }

    /// Whether no day is counted.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 5]
    }

    /// The parts of it that a strip shows, largest meaning first, as shares of one. Days without an issue say nothing
    /// beside days that have one or should: they are shown where there is nothing else.
    pub fn shares(&self) -> impl Iterator<Item = (DayState, f32)> {
        use DayState::{Held, Incomplete, Missing, Unknown, Unpublished};
        let of = |states: &[DayState]| states.iter().map(|state| self.of(*state)).sum::<u32>();
        let shown: &[DayState] = match (of(&[Held, Incomplete, Missing]), self.of(Unknown)) {
            (0, 0) => &[Unpublished],
            (0, _) => &[Unknown],
            _ => &[Held, Incomplete, Missing],
        };
        let all = of(shown) as f32;
        let counts = *self;
        shown
            .iter()
            .map(move |state| (*state, counts.of(*state) as f32 / all.max(1.0)))
            .filter(|(_, share)| *share > 0.0)
    }
}

fn place(state: DayState) -> usize {
    DayState::ALL.iter().position(|other| *other == state).unwrap_or_default()
}

/// Every day of some papers, made once for each choice of papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateDays {
    /// The papers; empty for all.
    papers: Vec<String>,
    /// The number of the first day.
    first: i32,
    /// How many days of each state lie before each day, and at the end before any later one.
    sums: Vec<StateCounts>,
}

impl StateDays {
    /// The days of these papers, of all where none is said.
    pub fn new(ledger: &Ledger, papers: &[String]) -> Self {
        let Some(span) = ledger.span(papers) else {
            return Self { papers: papers.to_vec(), ..Self::default() };
        };
        let runs: Vec<&Run> = ledger.chosen(papers).collect();
        let mut sum = StateCounts::default();
        let mut sums = vec![sum];
        for day in super::days(span) {
            runs.iter().filter_map(|run| run.state_under(day, papers)).for_each(|state| sum.add(state));
            sums.push(sum);
        }
        Self { papers: papers.to_vec(), first: day_number(span.from), sums }
    }

    /// The papers; empty for all.
    pub fn papers(&self) -> &[String] {
        &self.papers
    }

    /// The days of a time; what lies beyond all that is known is not counted.
    pub fn counts(&self, range: DateRange) -> StateCounts {
        let before = |day: i32| {
            let at = usize::try_from(day.saturating_sub(self.first)).unwrap_or_default();
            self.sums.get(at).or(self.sums.last()).copied().unwrap_or_default()
        };
        let (from, to) = (before(day_number(range.from)), before(day_number(range.to).saturating_add(1)));
        StateCounts(std::array::from_fn(|at| to.0[at] - from.0[at]))
    }
}

impl Run {
    /// What became of a day, where the paper then carried one of these names; any where none is said.
    fn state_under(&self, day: Date, papers: &[String]) -> Option<DayState> {
        let slot = self.slot(day);
        let wanted = papers.is_empty() || self.names.get(slot.name).is_some_and(|name| papers.contains(name));
        wanted.then_some(slot.state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(days: &[(DayState, u32)]) -> StateCounts {
        let mut counts = StateCounts::default();
        days.iter().for_each(|(state, days)| (0..*days).for_each(|_| counts.add(*state)));
        counts
    }

    #[test]
    fn days_without_an_issue_are_no_part_of_a_month_that_has_some() {
        use DayState::{Held, Missing, Unknown, Unpublished};
        let shares = |days: &[(DayState, u32)]| counts(days).shares().collect::<Vec<_>>();
        assert_eq!(shares(&[(Held, 3), (Missing, 1), (Unpublished, 26)]), [(Held, 0.75), (Missing, 0.25)]);
        assert_eq!(shares(&[(Unpublished, 30)]), [(Unpublished, 1.0)]);
        assert_eq!(shares(&[(Unknown, 1), (Unpublished, 29)]), [(Unknown, 1.0)]);
        assert_eq!(shares(&[]), []);
    }
}
