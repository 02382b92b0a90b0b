//! Small dialogs: a typed path, a new place, a message.

use std::path::PathBuf;

use egui::{Key, Modal, RichText, TextEdit, Ui};

use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{panel_title, primary_button};
use super::{Action, MapAct};
use crate::model::{Place, PlaceCode};

/// Shows a dialog of one width. `close` is pushed for Esc or a click beside it.
pub(super) fn dialog(
    ctx: &egui::Context,
    name: &str,
    title: &str,
    width: f32,
    actions: &mut Vec<Action>,
    add: impl FnOnce(&mut Ui, &mut Vec<Action>),
) {
    let p = Palette::of_window(ctx);
    let frame = egui::Frame::new()
        .fill(p.paper)
        .corner_radius(12)
        .inner_margin(20)
        .stroke(egui::Stroke::new(1.0, p.line))
        .shadow(ctx.global_style().visuals.window_shadow);
    let shown = Modal::new(egui::Id::unique(name)).frame(frame).show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = gap::M;
        panel_title(ui, title);
        add(ui, actions);
    });
    if shown.should_close() {
        actions.push(Action::CloseDialog);
    }
}

/// Cancel, and the button that does it; true when that was chosen.
fn buttons(ui: &mut Ui, text: &str, ready: bool, actions: &mut Vec<Action>) -> bool {
    let mut done = false;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_enabled_ui(ready, |ui| done = primary_button(ui, text).clicked());
        if ui.button(s::CANCEL).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    done
}

pub(super) fn named_edit(ui: &mut Ui, label: &str, text: &mut String, hint: &str, first: bool) {
    let p = Palette::of(ui);
    let name = ui.label(RichText::new(label).size(size::LIST).color(p.ink2));
    let edit = TextEdit::singleline(text)
        .desired_width(f32::INFINITY)
        .hint_text(RichText::new(hint).color(p.ink3))
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(edit).labelled_by(name.id);
    if first && !ui.memory(|memory| memory.focused().is_some()) {
        response.request_focus();
    }
}

/// A path typed by hand.
#[derive(Default)]
pub struct PathDialog {
    text: String,
    /// Whether it is that of a ground of the map, and not of files to import.
    map: bool,
}

impl PathDialog {
    /// For a plan or boundaries.
    pub fn for_map() -> Self {
        Self { map: true, ..Self::default() }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let (title, name, hint, open) = match self.map {
            true => (s::MAP_PATH_TITLE, s::MAP_PATH_NAME, s::MAP_PATH_HINT, s::OPEN_MAP_PATH),
            false => (s::PATH_TITLE, s::PATH_NAME, s::PATH_HINT, s::OPEN_PATH),
        };
        dialog(ctx, "path", title, 520.0, actions, |ui, actions| {
            named_edit(ui, name, &mut self.text, hint, true);
            let path = self.text.trim().trim_matches('"');
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            if (buttons(ui, open, !path.is_empty(), actions) || enter) && !path.is_empty() {
                let path = PathBuf::from(path);
                actions.push(Action::CloseDialog);
                actions.push(match self.map {
                    true => Action::Map(MapAct::Take(path)),
                    false => Action::ImportPaths(vec![path]),
                });
            }
        });
    }
}

/// A place that the list lacks.
#[derive(Default)]
pub struct AddPlaceDialog {
    name: String,
    parent: Option<PlaceCode>,
}

impl AddPlaceDialog {
    /// Draws it; `parents` are the area and its streets.
    pub fn ui(&mut self, ctx: &egui::Context, parents: &[Place], actions: &mut Vec<Action>) {
        dialog(ctx, "add place", s::ADD_PLACE_TITLE, 420.0, actions, |ui, actions| {
            let p = Palette::of(ui);
            named_edit(ui, s::ADD_PLACE_NAME, &mut self.name, s::ADD_PLACE_HINT, true);
            let label = ui.label(RichText::new(s::ADD_PLACE_PARENT).size(size::LIST).color(p.ink2));
            // The first is the area itself: what the list lacks is mostly a community of some street.
            let chosen = self.parent.or(parents.get(1).or(parents.first()).map(|place| place.code));
            let name_of = |code| {
                parents.iter().find(|place| Some(place.code) == code).map_or("", |place| place.name.as_str())
            };
            let width = ui.available_width();
            let combo = egui::ComboBox::from_id_salt("parent").width(width).selected_text(name_of(chosen));
            let shown = combo.show_ui(ui, |ui| {
                for place in parents {
                    ui.selectable_value(&mut self.parent, Some(place.code), &place.name);
                }
            });
            shown.response.labelled_by(label.id);
            let name = self.name.trim();
            if let (true, Some(parent)) =
                (buttons(ui, s::ADD_PLACE_DO, name.chars().count() >= 2, actions), chosen)
            {
                actions.push(Action::CloseDialog);
                actions.push(Action::AddPlace(parent, name.to_owned()));
            }
        });
    }
}

/// What failed and what to do, until a person closes it.
pub fn message_dialog(ctx: &egui::Context, text: &str, actions: &mut Vec<Action>) {
    dialog(ctx, "message", s::FAILURE, 440.0, actions, |ui, actions| {
        let p = Palette::of(ui);
        ui.label(RichText::new(text).size(size::BODY).color(p.ink));
        acknowledge(ui, actions);
    });
}

/// The button that closes a dialog with nothing to decide; Enter does the same.
pub(super) fn acknowledge(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        if primary_button(ui, s::OK).clicked() || enter {
            actions.push(Action::CloseDialog);
        }
    });
}

/// A field of one line in a row, with its name before it.
pub(super) fn field(ui: &mut Ui, (label, hint): (&str, &str), width: f32, text: &mut String) {
    let p = Palette::of(ui);
    let name = ui.label(RichText::new(label).size(size::LIST).color(p.ink2));
    let edit = TextEdit::singleline(text)
        .desired_width(width)
        .hint_text(RichText::new(hint).color(p.ink3))
        .margin(egui::Margin::symmetric(8, 5));
    ui.add(edit).labelled_by(name.id);
}

/// The button that closes a dialog in which everything was done at once.
pub(super) fn close_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if ui.button(s::CLOSE).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
