//! The foot of the review: what is left to look at, how far the batch has come, and the way on.

use egui::{Layout, Popup, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use super::{ReviewAct, ReviewCommand, ReviewData, ReviewPanel};
use crate::model::{ItemKind, LineRole};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::{icon_button, primary_button};

impl ReviewPanel {
    pub(super) fn foot(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        ui.set_height(58.0);
        ui.horizontal_centered(|ui| {
            self.counts(ui, data, actions);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| self.ways_on(ui, data, actions));
        });
    }

    fn counts(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let items = &data.edit.page().items;
        let photos = items.iter().filter(|item| item.kind == ItemKind::Photo).count();
        let counts = s::item_counts(items.len() - photos, photos);
        ui.label(RichText::new(counts).size(size::LIST).color(p.ink2));
        match data.edit.doubts().len() {
            0 => {
                ui.label(RichText::new(s::NO_DOUBTS).size(size::LIST).color(p.green));
            }
            count => {
                let key = ReviewCommand::NextDoubt.key_text(ui.ctx());
                let text = format!("{} {key}", s::doubts_left(count));
                let link =
                    egui::Button::new(RichText::new(text).size(size::LIST).color(p.amber)).frame(false);
                if ui.add(link).on_hover_text(ReviewCommand::NextDoubt.tooltip(ui.ctx())).clicked() {
                    self.run(ui.ctx(), ReviewCommand::NextDoubt, data, actions);
                }
            }
        }
        let (at, of) = data.position;
        if of > 1 {
            let bar = egui::ProgressBar::new(at as f32 / of as f32)
                .desired_width(100.0)
                .desired_height(5.0)
                .fill(p.red);
            ui.add(bar);
            ui.label(RichText::new(s::file_count(at, of)).size(size::LIST).color(p.ink2));
        }
        let mut accept = data.take_clean;
        let text = RichText::new(s::TAKE_CLEAN).size(size::LIST).color(p.ink2);
        if ui.checkbox(&mut accept, text).changed() {
            actions.push(Action::SetTakeClean(accept));
        }
    }

    fn ways_on(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let ready = self.fields.decided().is_some();
        ui.add_enabled_ui(ready, |ui| {
            let text = s::commit(data.edit.page().items.len());
            let tip = ReviewCommand::Commit.tooltip(ui.ctx());
            if primary_button(ui, &text).on_hover_text(tip).clicked() {
                actions.push(Action::Review(ReviewAct::Commit));
            }
        });
        let draft = ReviewCommand::PutAside;
        if ui.button(draft.words().0).on_hover_text(draft.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Review(ReviewAct::PutAside));
        }
        if ui.button(s::SKIP).clicked() {
            actions.push(Action::SkipPage);
        }
        if data.position.1 > 1 && ui.button(s::CANCEL_ALL).clicked() {
            actions.push(Action::StopImport);
        }
        let help = icon_button(ui, icons::ICON_KEYBOARD, ReviewCommand::Help.words().0);
        if help.clicked() {
            self.help = !self.help;
        }
        let popup = Popup::from_response(&help).gap(8.0).open_bool(&mut self.help);
        popup.show(key_list);
        let (undo, redo) = data.edit.can();
        for (command, icon, there) in
            [(ReviewCommand::Redo, icons::ICON_REDO, redo), (ReviewCommand::Undo, icons::ICON_UNDO, undo)]
        {
            ui.add_enabled_ui(there, |ui| {
                let tip = command.tooltip(ui.ctx());
                if icon_button(ui, icon, command.words().0).on_hover_text(tip).clicked() {
                    self.run(ui.ctx(), command, data, actions);
                }
            });
        }
        ui.add_space(gap::S);
    }
}

/// Every command that has a key.
fn key_list(ui: &mut Ui) {
    let p = Palette::of(ui);
    ui.set_width(400.0);
    ui.spacing_mut().interact_size.y = 18.0;
    let roles = LineRole::ALL.into_iter().map(ReviewCommand::Role);
    // What goes up goes down: one of two is enough.
    let plain = ReviewCommand::PLAIN
        .into_iter()
        .filter(|command| !matches!(command, ReviewCommand::Up | ReviewCommand::MoreUp));
    let all = plain.chain([ReviewCommand::Place(1)]).chain(roles);
    let told: Vec<(ReviewCommand, String)> =
        all.map(|command| (command, command.key_text(ui.ctx()))).filter(|(_, key)| !key.is_empty()).collect();
    let half = told.len().div_ceil(2);
    ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
        egui::Grid::new("keys").num_columns(4).spacing(egui::vec2(16.0, 4.0)).show(ui, |ui| {
            for at in 0..half {
                for (command, key) in [told.get(at), told.get(at + half)].into_iter().flatten() {
                    ui.label(RichText::new(key).font(theme::bold(size::SMALL)).color(p.ink));
                    ui.label(RichText::new(command.words().0).size(size::SMALL).color(p.ink2));
                }
                ui.end_row();
            }
        });
    });
}
