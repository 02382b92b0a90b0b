//! What became of every day: asked for anew after each change of the store, and for each choice of papers.

use std::sync::Arc;

use crate::jobs::{Ask, DialogKind, WriteAsk};
use crate::query::{EventCounts, Filter, Holdings, Ledger, StateDays};
use crate::ui::{LedgerAct, LedgerDialog, strings as s};

use super::{Dialog, JiuwenApp};

/// What became of every day, as far as it is known here.
#[derive(Default)]
pub(super) struct States {
    pub ledger: Option<Arc<Ledger>>,
    pub days: Option<Arc<StateDays>>,
    /// The papers for which it was asked; none where the store changed since.
    asked: Option<Vec<String>>,
    /// What passes a filter, by the dates it speaks of.
    events: Option<(Box<EventCounts>, Filter)>,
    asked_events: Option<Filter>,
}

impl States {
    /// The store changed: it is asked for again, and what is known is shown until then.
    pub fn is_stale(&mut self) {
        (self.asked, self.asked_events) = (None, None);
    }

    /// What passes, as long as nothing else but time was asked for since: the lane keeps still while counts come.
    pub fn events(&self, filter: &Filter) -> Option<&EventCounts> {
        let same = |of: &Filter| {
            let (time, events) = (filter.time.clone(), filter.events.clone());
            Filter { time, events, ..of.clone() } == *filter
        };
        self.events.as_ref().filter(|(_, of)| same(of)).map(|(counts, _)| &**counts)
    }
}

impl JiuwenApp {
    /// Asks for what the filter's papers need, once.
    pub(super) fn want_states(&mut self) {
        let wanted = &self.filter.papers;
        if self.store.is_some() && !self.opening && self.states.asked.as_ref() != Some(wanted) {
            self.states.asked = Some(wanted.clone());
            self.reading.ask(Ask::Ledger(wanted.clone()), None);
        }
    }

    /// Asks for the dates that articles speak of, where there is a lane for them, after the list itself.
    pub(super) fn want_events(&mut self) {
        let settled = self.view.as_ref().is_some_and(|view| *view.filter() == self.filter);
        let wanted = self.settings.events && settled && !self.opening;
        if wanted && self.states.asked_events.as_ref() != Some(&self.filter) {
            self.states.asked_events = Some(self.filter.clone());
            self.reading.ask(Ask::Events(self.filter.clone()), None);
        }
    }

    pub(super) fn counted_events(&mut self, counts: Box<EventCounts>, filter: Filter) {
        self.states.events = Some((counts, filter));
    }

    pub(super) fn made_up(&mut self, ledger: Arc<Ledger>, days: Arc<StateDays>) {
        // Those of papers that were looked at before are nobody's any more.
        if self.states.asked.as_deref().is_some_and(|asked| asked == days.papers()) {
            self.states.ledger = Some(ledger);
            self.states.days = Some(days);
        }
    }

    /// Asks for the paper that is looked at, or read.
    pub(super) fn ask_holdings(&self) {
        let read = || self.detail.as_ref().map(|detail| detail.article.paper.clone());
        let paper = self.filter.papers.first().cloned().or_else(read);
        self.reading.ask(Ask::Holdings(paper), None);
    }

    pub(super) fn ledger_act(&mut self, act: LedgerAct) {
        match act {
            LedgerAct::Show(paper) => self.reading.ask(Ask::Holdings(Some(paper)), None),
            LedgerAct::Enter(id, entry) => {
                self.write(|store| WriteAsk::Enter(store, id, Box::new(entry)));
            }
            LedgerAct::TakeBack(id) => self.write(|store| WriteAsk::TakeBack(store, id)),
            LedgerAct::LookAt(day) => self.panels.timeline.look_at(day),
            LedgerAct::SaveGaps => self.ask_for_files(DialogKind::SaveGaps, s::FILTER_CSV),
            LedgerAct::ExportGaps(paper, path) => {
                self.write(|store| WriteAsk::ExportGaps(store, paper, path));
            }
        }
    }

    pub(super) fn write(&self, ask: impl FnOnce(Arc<crate::store::Store>) -> WriteAsk) {
        if let Some(store) = &self.store {
            self.writing.ask(ask(Arc::clone(store)));
        }
    }

    /// The list of what is missing goes where a person chose.
    pub(super) fn save_gaps(&self, paths: Vec<std::path::PathBuf>) {
        if let Some(Dialog::Ledger(dialog)) = &self.dialog {
            for path in paths {
                self.write(|store| WriteAsk::ExportGaps(store, dialog.paper().to_owned(), path));
            }
        }
    }

    /// What persons say of papers has changed: everything that follows from it is made up again.
    pub(super) fn ledger_changed(&mut self) {
        self.tell(s::LEDGER_CHANGED);
        self.reading.ask(Ask::ReloadLedger(self.asked_view()), None);
        self.states.is_stale();
        if let Some(Dialog::Ledger(dialog)) = &self.dialog {
            self.reading.ask(Ask::Holdings(Some(dialog.paper().to_owned())), None);
        }
    }

    pub(super) fn show_holdings(&mut self, holdings: Option<Box<Holdings>>) {
        match (holdings, &mut self.dialog) {
            (Some(shown), Some(Dialog::Ledger(dialog))) => dialog.show(*shown),
            (Some(shown), _) => self.dialog = Some(Dialog::Ledger(Box::new(LedgerDialog::new(*shown)))),
            (None, _) => self.tell(s::NO_LEDGER),
        }
    }
}
