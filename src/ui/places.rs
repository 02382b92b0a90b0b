//! The side panel: the schematic map above, the tree of places below.

use egui::{RichText, Ui};

use super::map::MapPanel;
use super::place_tree::PlaceTree;
use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{note, panel_title};
use super::{Action, Command, MainData};
use crate::model::PlaceCode;

/// The panel.
#[derive(Default)]
pub struct PlacesPanel {
    tree: PlaceTree,
    map: MapPanel,
}

impl PlacesPanel {
    /// Puts the cursor into the box that finds places.
    pub fn find(&mut self) {
        self.tree.find();
    }

    /// Takes a place into the hand to put it on the plan; without one, opens the list of those that have no pin.
    pub fn place_pin(&mut self, code: Option<PlaceCode>) {
        self.map.place_pin(code);
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
            kind_of_map(ui, data);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let area = view.archive.area().map(|area| format!("{} {}", area.name, area.code));
                let text = area.as_deref().unwrap_or(s::CHOOSE_AREA.0);
                // Names of some areas are longer than the panel is wide.
                let text = RichText::new(text).size(size::LIST).color(p.ink2);
                let button = ui.add(egui::Button::new(text).frame(false).truncate());
                if button.on_hover_text(s::CHOOSE_AREA.1).clicked() {
                    actions.push(Action::Run(Command::ChooseArea));
                }
            });
        });
        if view.archive.area().is_none() {
            ui.label(RichText::new(s::NO_AREA).size(size::LIST).color(p.ink2));
            return;
        }
        // The map takes its half, less where it is smaller; the tree takes what is left.
        let half = ui.available_height() * self.map.part_of_panel();
        if !data.map.large {
            self.map.ui(ui, view, data, half, actions);
            ui.add_space(gap::S);
        }
        self.tree.ui(ui, view, data, actions);
    }

    /// Draws the map alone, where it has the room of the list and the article.
    pub fn large_map(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let Some(view) = data.view else {
            note(ui, s::LOADING);
            return;
        };
        ui.horizontal(|ui| {
            panel_title(ui, s::MAP);
            kind_of_map(ui, data);
        });
        let height = ui.available_height();
        self.map.ui(ui, view, data, height, actions);
    }
}

/// Says whether the map is a scheme, drawn from boundaries, or pins on a plan.
fn kind_of_map(ui: &mut Ui, data: &MainData) {
    let at = data.map.ground.at();
    note(ui, s::GROUNDS[at]).on_hover_text(s::GROUND_WHYS[at]);
}

/// Whether a click adds to the choice, or takes away from it: with Ctrl or Shift, or on what is chosen alone.
pub fn click_adds(ui: &Ui, code: PlaceCode, data: &MainData) -> bool {
    let modified = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    modified || data.filter.places == [code]
}
