//! What a person does with time: the timeline's own choices, and the ways from an article to its day.

use crate::jobs::Ask;
use crate::model::{Date, DateRange, DateRanges};
use crate::query::Filter;
use crate::ui::{Command, TimeAct, TimeData, strings as s};

use super::ledger::States;
use super::{JiuwenApp, Settings};

/// What the timeline shows besides the view's counts.
pub(super) fn time_data<'a>(
    settings: &Settings,
    headlines: Option<&'a (Filter, Vec<String>)>,
    filter: &Filter,
    states: &'a States,
) -> TimeData<'a> {
    // Headlines of other conditions are nobody's any more.
    let headlines = headlines.and_then(|(of, lines)| {
        let same = Filter { time: filter.time.clone(), ..of.clone() } == *filter;
        Some((of.time.only().filter(|_| same)?, lines.as_slice()))
    });
    TimeData {
        unit: settings.unit,
        heights: settings.heights,
        headlines,
        events: states.events(filter),
        shows_events: settings.events,
        states: states.days.as_deref(),
        ledger: states.ledger.as_ref(),
    }
}

impl JiuwenApp {
    pub(super) fn time_act(&mut self, act: TimeAct) {
        match act {
            TimeAct::SetUnit(unit) => self.settings.unit = unit,
            TimeAct::ShowEvents(shows) => self.settings.events = shows,
            TimeAct::SetHeights(heights) => self.settings.heights = heights,
            TimeAct::WantHeadlines(range) => {
                let filter = Filter { time: range.into(), ..self.filter.clone() };
                self.reading.ask(Ask::Headlines(filter), None);
                return;
            }
        }
        self.settings.save();
    }

    /// Carries out a command about the day of the article that is read.
    pub(super) fn run_on_day(&mut self, command: Command) {
        let Some(article) = self.detail.as_ref().map(|detail| &detail.article) else { return };
        let (day, paper) = (article.date, article.paper.clone());
        let neighbour = |after| Ask::Issue { paper: paper.clone(), day, after };
        match command {
            Command::PreviousIssue => self.reading.ask(neighbour(false), None),
            Command::NextIssue => self.reading.ask(neighbour(true), None),
            Command::SameDay => self.look_at(DateRange { from: day, to: day }.into(), Vec::new()),
            Command::EveryYear => {
                if let Some(span) = self.view.as_ref().and_then(|view| view.days.span()) {
                    self.look_at(DateRanges::every_year(day, span), Vec::new());
                }
            }
            _ => self.panels.timeline.reveal(day),
        }
    }

    /// The chosen days of print become days that are spoken of, and those days of print; their lane is shown.
    pub(super) fn swap_times(&mut self) {
        if self.filter.time.is_any() && self.filter.events.is_any() {
            self.tell(s::NO_TIME_TO_SWAP);
            return;
        }
        self.time_act(TimeAct::ShowEvents(true));
        self.change_filter(|filter| std::mem::swap(&mut filter.time, &mut filter.events));
    }

    /// Looks at another issue, or says that there is none.
    pub(super) fn show_issue(&mut self, paper: String, day: Option<Date>, after: bool) {
        match day {
            Some(day) => self.look_at(DateRange { from: day, to: day }.into(), vec![paper]),
            None => self.tell(if after { s::LAST_ISSUE } else { s::FIRST_ISSUE }),
        }
    }

    /// Looks at a time as it was printed: other conditions would hide most of it, and are one step back.
    fn look_at(&mut self, time: DateRanges, papers: Vec<String>) {
        self.change_filter(|filter| *filter = Filter { time, papers, ..Filter::default() });
    }
}
