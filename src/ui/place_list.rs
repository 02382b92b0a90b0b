//! Another list of places beside ours: where it lies, what it has otherwise, and what of it would be taken in.

use std::path::PathBuf;

use egui::{Key, RichText, ScrollArea, Ui};

use super::dialogs::{dialog, named_edit};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{note, primary_button};
use super::{Action, PlaceAct};
use crate::model::PlaceEdit;

/// How high the list of differences may get.
const HEIGHT: f32 = 340.0;
/// A list of a whole province may differ in thousands of lines; beyond these, their number says enough.
const MOST: usize = 300;

/// Some of what another list has otherwise.
pub struct ListPart {
    /// What it is.
    pub title: String,
    /// Why that is so, or what would become of it.
    pub why: &'static str,
    /// Line by line.
    pub lines: Vec<String>,
}

/// What another list has otherwise than ours.
pub struct ListDiff {
    /// Name of its file.
    pub name: String,
    /// What would be taken in, what is left as it is, and what was passed over.
    pub parts: Vec<ListPart>,
    /// What takes in all that conflicts with nothing a person did; none where there is nothing.
    pub edit: Option<PlaceEdit>,
    /// How many places and names that is.
    pub count: usize,
}

/// Another list of places: asked for first, then compared.
#[derive(Default)]
pub struct PlaceListDialog {
    path: String,
    diff: Option<ListDiff>,
}

impl PlaceListDialog {
    /// Shows what a list has otherwise.
    pub fn show(&mut self, diff: ListDiff) {
        self.diff = Some(diff);
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "place list", s::COMPARE_TITLE, 560.0, actions, |ui, actions| match &self.diff {
            Some(diff) => differences(ui, diff, actions),
            None => self.ask(ui, actions),
        });
    }

    fn ask(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        note(ui, s::COMPARE_HOW);
        named_edit(ui, s::COMPARE_PATH, &mut self.path, s::COMPARE_HINT, true);
        let path = self.path.trim().trim_matches('"');
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            if ui.button(s::PICK_FILE).clicked() {
                actions.push(Action::Place(PlaceAct::PickList));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let ready = !path.is_empty();
                let button = ui.add_enabled_ui(ready, |ui| primary_button(ui, s::COMPARE_DO)).inner;
                if ready && (button.clicked() || enter) {
                    actions.push(Action::Place(PlaceAct::Compare(PathBuf::from(path))));
                }
                if ui.button(s::CANCEL).clicked() {
                    actions.push(Action::CloseDialog);
                }
            });
        });
    }
}

fn differences(ui: &mut Ui, diff: &ListDiff, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    note(ui, &diff.name);
    if diff.parts.is_empty() {
        ui.label(RichText::new(s::COMPARE_SAME).size(size::BODY).color(p.ink));
    }
    ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        for part in &diff.parts {
            ui.label(RichText::new(&part.title).font(theme::bold(size::BODY)).color(p.ink));
            note(ui, part.why);
            for line in part.lines.iter().take(MOST) {
                ui.label(RichText::new(line).size(size::LIST).color(p.ink2));
            }
            if part.lines.len() > MOST {
                note(ui, &s::more_lines(part.lines.len() - MOST));
            }
            ui.add_space(gap::M);
        }
    });
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if let Some(edit) = &diff.edit
            && primary_button(ui, &s::take_in(diff.count)).on_hover_text(s::TAKE_IN_WHY).clicked()
        {
            actions.push(Action::CloseDialog);
            actions.push(Action::Place(PlaceAct::Edit(edit.clone())));
        }
        if ui.button(s::CLOSE).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
