//! What a person does with places: choosing them, and how each fares over time.

use std::sync::Arc;

use crate::jobs::{Ask, PlaceAsk, PlaceState};
use crate::model::{ArticleId, PlaceCode};
use crate::query::{Filter, Mention, NamePreview, PlaceCard, PlaceTrends, slices_of};
use crate::ui::{PlaceAct, PlaceDialog, strings as s};

use super::{Dialog, JiuwenApp};

/// How many stretches of time a row of the list tells apart.
const SLICES: u32 = 16;

/// Words of a paper that mean a place.
pub(super) type Likes = (String, String, PlaceCode);

/// What is known of places besides the view's counts.
#[derive(Default)]
pub(super) struct Places {
    /// How each fares over time, and the filter of which that holds.
    trends: Option<(Box<PlaceTrends>, Filter)>,
    asked: Option<Filter>,
    /// What a further name would find.
    preview: Option<Box<NamePreview>>,
    /// Why the places of an article were recognised.
    pub mentions: Option<(ArticleId, Vec<Mention>)>,
    asked_mentions: Option<ArticleId>,
    /// In how many articles of a paper words stand that mean a place, and for which that is known.
    pub likes: Option<(Likes, u64)>,
    asked_likes: Option<Likes>,
    /// Whether an edit is on its way.
    edits: bool,
    /// How many hundredths of the articles were read anew, after an edit.
    reread: Option<u8>,
}

impl Places {
    /// The store changed: it is asked for again, and what is known is shown until then.
    pub fn is_stale(&mut self) {
        self.asked = None;
    }

    /// Whether an edit, or reading anew after it, goes on.
    pub fn is_busy(&self) -> bool {
        self.edits || self.reread.is_some()
    }

    /// What a further name would find.
    pub fn preview(&self) -> Option<&NamePreview> {
        self.preview.as_deref()
    }

    /// How many hundredths of the articles were read anew, while an edit wants that.
    pub fn reread(&self) -> Option<u8> {
        self.reread
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
            PlaceAct::Show(code) => self.reading.ask(Ask::PlaceCard(code), None),
            PlaceAct::WantLikes(paper, words, code) => {
                let likes = (paper.clone(), words.clone(), code);
                if self.places.asked_likes.as_ref() != Some(&likes) {
                    self.places.asked_likes = Some(likes);
                    self.reading.ask(Ask::Likes { paper, words, code }, None);
                }
            }
            PlaceAct::WantMentions(id) => {
                if self.places.asked_mentions.replace(id) != Some(id) {
                    self.reading.ask(Ask::Mentions(id), None);
                }
            }
            PlaceAct::Preview(code, name) => self.reading.ask(Ask::PreviewName { name, code }, None),
            PlaceAct::PickList => self.pick_list(),
            PlaceAct::Compare(path) => self.compare_list(path),
            PlaceAct::Edit(edit) => self.ask_places(PlaceAsk::Edit(edit)),
            PlaceAct::Undo => self.ask_places(PlaceAsk::Undo),
            PlaceAct::Redo => self.ask_places(PlaceAsk::Redo),
        }
    }

    pub(super) fn ask_places(&mut self, ask: PlaceAsk) {
        if let Some(store) = &self.store {
            self.places.edits = ask != PlaceAsk::GoOn;
            self.place_desk.ask(store, ask);
        }
    }

    /// Goes on with reading anew what a program that was closed left.
    pub(super) fn go_on_with_places(&mut self) {
        self.ask_places(PlaceAsk::GoOn);
    }

    pub(super) fn receive_places(&mut self) {
        while let Some(state) = self.place_desk.poll() {
            match state {
                PlaceState::Edited(edited) => {
                    self.places.edits = false;
                    if let Some(archive) = self.view.as_ref().map(|view| Arc::clone(&view.archive)) {
                        self.tell(s::edited(&edited.edit, &archive));
                    }
                    self.places_changed();
                }
                PlaceState::PersonEdited => {
                    self.places.edits = false;
                    self.people_changed();
                }
                PlaceState::Refused(why) | PlaceState::Failed(why) => {
                    (self.places.edits, self.places.reread) = (false, None);
                    self.tell_failure(why);
                }
                PlaceState::Reading(progress) => {
                    let percent = progress.done * 100 / progress.of.max(1);
                    self.places.reread = Some(u8::try_from(percent).unwrap_or(100));
                }
                PlaceState::Done(changed) => {
                    self.places.reread = None;
                    self.tell(s::read_anew(changed));
                    self.places_changed();
                }
            }
        }
    }

    /// Names, counts and the open dialog follow the list of places.
    fn places_changed(&mut self) {
        (self.places.preview, self.places.mentions, self.places.asked_mentions) = (None, None, None);
        (self.places.likes, self.places.asked_likes) = (None, None);
        self.reading.ask(Ask::Reload(self.asked_view()), None);
        self.places.is_stale();
        if let Some(Dialog::Place(dialog)) = &self.dialog {
            self.reading.ask(Ask::PlaceCard(dialog.card().record.code), None);
        }
        if let Some(id) = self.selected {
            self.reading.ask(Ask::Detail(id), None);
        }
    }

    pub(super) fn show_place(&mut self, card: Option<Box<PlaceCard>>) {
        match (card, &mut self.dialog) {
            (Some(card), Some(Dialog::Place(dialog))) => dialog.show(*card),
            (Some(card), _) => self.dialog = Some(Dialog::Place(Box::new(PlaceDialog::new(*card)))),
            (None, _) => self.tell(s::NO_SUCH_PLACE),
        }
    }

    /// Shows all that is known of the place that is chosen.
    pub(super) fn show_chosen_place(&mut self) {
        match self.filter.places.as_slice() {
            [code, ..] => self.reading.ask(Ask::PlaceCard(*code), None),
            [] => self.tell(s::CHOOSE_A_PLACE),
        }
    }

    pub(super) fn show_preview(&mut self, preview: Box<NamePreview>) {
        self.places.preview = Some(preview);
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
