//! The side panel: the schematic map above, the tree of places below.

use egui::{RichText, ScrollArea, Ui};

use super::place_tree::PlaceTree;
use super::strings as s;
use super::theme::{Palette, gap, size};
use super::tile_map::{legend, tile_map};
use super::widgets::{note, panel_title, quiet_button};
use super::{Action, Command, MainData};
use crate::model::{Place, PlaceCode, PlaceLevel};
use crate::query::View;

/// The panel.
#[derive(Default)]
pub struct PlacesPanel {
    tree: PlaceTree,
}

impl PlacesPanel {
    /// Puts the cursor into the box that finds places.
    pub fn find(&mut self) {
        self.tree.find();
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let Some(view) = data.view else {
            note(ui, s::LOADING);
            return;
        };
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            panel_title(ui, s::MAP);
            note(ui, s::MAP_NOTE).on_hover_text(s::MAP_NOTE_WHY);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let area = view.archive.area().map(|area| format!("{} {}", area.name, area.code));
                let text = area.as_deref().unwrap_or(s::CHOOSE_AREA.0);
                if quiet_button(ui, text).on_hover_text(s::CHOOSE_AREA.1).clicked() {
                    actions.push(Action::Run(Command::ChooseArea));
                }
            });
        });
        if view.archive.area().is_none() {
            ui.label(RichText::new(s::NO_AREA).size(size::LIST).color(p.ink2));
            return;
        }
        // The map takes its half, less where it is smaller; the tree takes what is left.
        let half = ui.available_height() * 0.5;
        ScrollArea::vertical().id_salt("map").max_height(half).auto_shrink([false, true]).show(ui, |ui| {
            tile_map(ui, view, data, actions);
        });
        legend(ui);
        ui.add_space(gap::S);
        self.tree.ui(ui, view, data, actions);
    }
}

/// The communities of a street, in order of code.
pub fn street_children(view: &View, street: PlaceCode) -> impl Iterator<Item = &Place> {
    view.archive
        .places()
        .iter()
        .filter(move |place| place.code.level() == PlaceLevel::Community && place.code.is_within(street))
}

/// Whether a click adds to the choice, or takes away from it: with Ctrl or Shift, or on what is chosen alone.
pub fn click_adds(ui: &Ui, code: PlaceCode, data: &MainData) -> bool {
    let modified = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    modified || data.filter.places == [code]
}
