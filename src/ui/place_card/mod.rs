//! 地名详情: the names of a place through time, what became of it, and what persons did, with the way back.

mod history;
mod moves;
mod names;

use egui::{RichText, ScrollArea, Ui};

use super::dialogs::{close_button, dialog};
use super::strings as s;
use super::theme::{Palette, size};
use super::widgets::{hairline, note, segmented};
use super::{Action, PlaceAct};
use crate::model::PlaceEdit;
use crate::query::{Archive, NamePreview, PlaceCard};

use moves::Moves;
use names::Names;

/// The dialog's width, and what is above and below its list, in points.
const WIDTH: f32 = 760.0;
const AROUND: f32 = 230.0;

/// What the dialog shows besides the place itself.
#[derive(Clone, Copy)]
pub struct PlaceCardData<'a> {
    /// Every place of the store.
    pub archive: &'a Archive,
    /// What a name that is being typed would find, once it is known.
    pub preview: Option<&'a NamePreview>,
}

/// The dialog about a place.
pub struct PlaceDialog {
    card: PlaceCard,
    tab: usize,
    names: Names,
    moves: Moves,
}

impl PlaceDialog {
    /// About a place.
    pub fn new(card: PlaceCard) -> Self {
        Self { names: Names::new(&card.record), moves: Moves::new(&card.record), tab: 0, card }
    }

    /// The place that it is about.
    pub fn card(&self) -> &PlaceCard {
        &self.card
    }

    /// With another place, or with what became of this one.
    pub fn show(&mut self, card: PlaceCard) {
        let tab = self.tab;
        *self = Self { tab, ..Self::new(card) };
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, data: PlaceCardData, actions: &mut Vec<Action>) {
        let height = (ctx.content_rect().height() - AROUND).clamp(240.0, 480.0);
        dialog(ctx, "place", s::PLACE_TITLE, WIDTH, actions, |ui, actions| {
            self.head(ui, data);
            hairline(ui);
            let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
            list.auto_shrink([false, false]).show(ui, |ui| match self.tab {
                0 => self.names.ui(ui, &self.card, data, actions),
                1 => self.moves.ui(ui, &self.card, data, actions),
                _ => history::history(ui, &self.card, data, actions),
            });
            close_button(ui, actions);
        });
    }

    fn head(&mut self, ui: &mut Ui, data: PlaceCardData) {
        let p = Palette::of(ui);
        let record = &self.card.record;
        ui.horizontal(|ui| {
            ui.label(RichText::new(&record.name).size(size::READING).color(p.ink));
            note(ui, &record.code.to_string());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(tab) = segmented(ui, &s::PLACE_TABS, &s::PLACE_TABS, self.tab) {
                    self.tab = tab;
                }
            });
        });
        let path = data.archive.path(record.code);
        ui.label(RichText::new(s::place_state(&self.card, &path)).size(size::LIST).color(p.ink2));
    }
}

/// Asks for an edit.
fn edit(edit: PlaceEdit, actions: &mut Vec<Action>) {
    actions.push(Action::Place(PlaceAct::Edit(edit)));
}
