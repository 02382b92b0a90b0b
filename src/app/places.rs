//! What a person does with places: choosing them, and how each fares over time.

use crate::jobs::Ask;
use crate::model::PlaceCode;
use crate::query::{Filter, PlaceTrends, slices_of};
use crate::ui::PlaceAct;

use super::JiuwenApp;

/// How many stretches of time a row of the list tells apart.
const SLICES: u32 = 16;

/// What is known of places besides the view's counts.
#[derive(Default)]
pub(super) struct Places {
    /// How each fares over time, and the filter of which that holds.
    trends: Option<(Box<PlaceTrends>, Filter)>,
    asked: Option<Filter>,
}

impl Places {
    /// The store changed: it is asked for again, and what is known is shown until then.
    pub fn is_stale(&mut self) {
        self.asked = None;
    }

    /// How each place fares over time.
    pub fn trends(&self) -> Option<&PlaceTrends> {
        self.trends.as_ref().map(|(trends, _)| &**trends)
    }
}

/// A row shows its whole course, whatever time or places are chosen.
fn of_course(filter: &Filter) -> Filter {
    let (time, places) = Default::default();
    Filter { time, places, unplaced: false, undecided: false, ..filter.clone() }
}

impl JiuwenApp {
    pub(super) fn place_act(&mut self, act: PlaceAct) {
        match act {
            PlaceAct::SetOrder(order) => {
                self.settings.places = order;
                self.settings.save();
            }
            PlaceAct::SetUnplaced(unplaced) => self.change_filter(|filter| {
                filter.places.clear();
                (filter.unplaced, filter.undecided) = (unplaced, false);
            }),
            PlaceAct::SetUndecided(undecided) => self.change_filter(|filter| {
                filter.places.clear();
                (filter.unplaced, filter.undecided) = (false, undecided);
            }),
        }
    }

    pub(super) fn choose_place(&mut self, code: PlaceCode, add: bool) {
        self.change_filter(|filter| {
            (filter.unplaced, filter.undecided) = (false, false);
            let chosen = filter.places.contains(&code);
            match (add, chosen) {
                (true, true) => filter.places.retain(|other| *other != code),
                (true, false) => filter.places.push(code),
                (false, _) => filter.places = vec![code],
            }
        });
    }

    /// Asks how places fare over time, after the list itself.
    pub(super) fn want_trends(&mut self) {
        let Some(view) = self.view.as_ref().filter(|view| *view.filter() == self.filter) else { return };
        let wanted = of_course(&self.filter);
        if self.opening || self.places.asked.as_ref() == Some(&wanted) {
            return;
        }
        if let Some(span) = view.days.span() {
            self.reading.ask(Ask::PlaceTrends(wanted.clone(), slices_of(span, SLICES)), None);
            self.places.asked = Some(wanted);
        }
    }

    pub(super) fn show_trends(&mut self, trends: Box<PlaceTrends>, filter: Filter) {
        self.places.trends = Some((trends, filter));
    }
}
