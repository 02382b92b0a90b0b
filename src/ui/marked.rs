//! 查档单: what a person put aside while reading, to print or to hand over.

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use super::dialogs::dialog;
use super::strings as s;
use super::theme::{self, Palette, size};
use super::widgets::{icon_button, note, primary_button};
use super::{Action, Command};
use crate::query::{MarkEdit, MarkedRow};

/// Draws the dialog.
pub fn marked_dialog(ctx: &egui::Context, marked: &[MarkedRow], actions: &mut Vec<Action>) {
    dialog(ctx, "marked", s::MARKED_TITLE, 620.0, actions, |ui, actions| {
        if marked.is_empty() {
            note(ui, s::MARKED_EMPTY);
        }
        let height = (ui.ctx().content_rect().height() * 0.6).min(480.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            marked.iter().for_each(|row| line(ui, row, actions));
        });
        foot(ui, marked, actions);
    });
}

fn line(ui: &mut Ui, row: &MarkedRow, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        let remove = icon_button(ui, icons::ICON_CLOSE, &s::remove_marked(&row.headline));
        if remove.clicked() {
            actions.push(Action::Mark(MarkEdit::Set(row.id, false)));
        }
        let place = format!("{} {} {}", row.date, row.paper, s::page_label(&row.page, None));
        ui.label(RichText::new(place).size(size::SMALL).color(p.ink2));
        let link = egui::Link::new(RichText::new(&row.headline).font(theme::serif(size::BODY)).color(p.ink));
        if ui.add(link).clicked() {
            actions.push(Action::CloseDialog);
            actions.push(Action::Select(row.id));
        }
    });
}

fn foot(ui: &mut Ui, marked: &[MarkedRow], actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let any = !marked.is_empty();
        if ui.add_enabled_ui(any, |ui| primary_button(ui, s::MARKED_PRINT).clicked()).inner {
            actions.push(Action::PrintMarked);
        }
        if ui.add_enabled(any, egui::Button::new(s::MARKED_CITE)).clicked() {
            actions.push(Action::CiteMarked);
        }
        if ui.add_enabled(any, egui::Button::new(s::MARKED_CLEAR)).clicked() {
            actions.push(Action::Mark(MarkEdit::Clear));
        }
        let close = ui.button(s::CLOSE);
        if close.on_hover_text(Command::ShowMarked.words().1).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
