//! A month as a calendar shows it: what became of each day of some papers, and why.

use crate::model::{Date, DateRange, DayState};

use super::{Ledger, StateCounts};

/// A day of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub date: Date,
    /// The papers by what became of it.
    pub states: StateCounts,
    /// The issues held.
    pub issues: u32,
    /// Their pages.
    pub pages: u32,
    /// Each paper: its name then, what became of the day, and why.
    pub papers: Vec<(String, DayState, String)>,
}

impl Ledger {
    /// Every day of a time for these papers; for all where none is said.
    pub fn calendar(&self, range: DateRange, papers: &[String]) -> Vec<CalendarDay> {
        super::days(range).map(|date| self.calendar_day(date, papers)).collect()
    }

    fn calendar_day(&self, date: Date, papers: &[String]) -> CalendarDay {
        let mut found =
            CalendarDay { date, states: StateCounts::default(), issues: 0, pages: 0, papers: Vec::new() };
        for run in self.chosen(papers) {
            let day = run.day(date);
            if !papers.is_empty() && !papers.iter().any(|paper| paper == day.paper) {
                continue;
            }
            found.states.add(day.state);
            found.issues += u32::from(day.issue.is_some());
            found.pages += day.issue.map_or(0, |issue| u32::try_from(issue.pages.len()).unwrap_or(u32::MAX));
            found.papers.push((day.paper.to_owned(), day.state, run.reason(&day)));
        }
        found
    }
}
