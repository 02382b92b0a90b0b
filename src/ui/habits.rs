//! What the store has learned of its papers, with a way to forget it.

use egui::{Id, Modal, RichText, ScrollArea, Ui, vec2};

use super::Action;
use super::review::role_name;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{note, panel_title, primary_button};
use crate::model::LineRole;

/// A role that persons gave to lines of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitLine {
    /// 报名
    pub paper: String,
    /// The shape of the lines: numbers as 0, names as 名.
    pub shape: String,
    /// Their role.
    pub role: LineRole,
    /// How often a person said so.
    pub count: i64,
}

/// Lists what was learned.
pub fn habits_dialog(ctx: &egui::Context, habits: &[HabitLine], actions: &mut Vec<Action>) {
    let p = Palette::of_window(ctx);
    let frame = egui::Frame::new()
        .fill(p.paper)
        .corner_radius(12)
        .inner_margin(20)
        .stroke(egui::Stroke::new(1.0, p.line))
        .shadow(ctx.global_style().visuals.window_shadow);
    let shown = Modal::new(Id::unique("habits")).frame(frame).show(ctx, |ui| {
        ui.set_width(560.0);
        ui.spacing_mut().item_spacing.y = gap::M;
        panel_title(ui, s::HABITS_TITLE);
        note(ui, if habits.is_empty() { s::NO_HABITS } else { s::HABITS_WHY });
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for habit in habits {
                habit_row(ui, habit, actions);
            }
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if primary_button(ui, s::OK).clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    });
    if shown.should_close() {
        actions.push(Action::CloseDialog);
    }
}

fn habit_row(ui: &mut Ui, habit: &HabitLine, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width() - 72.0, 28.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.label(RichText::new(&habit.paper).size(size::LIST).color(p.ink2));
                ui.label(RichText::new(&habit.shape).font(theme::serif(size::BODY)).color(p.ink));
                let words = s::habit_words(role_name(habit.role), habit.count);
                ui.label(RichText::new(words).size(size::LIST).color(p.ink2));
            },
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(s::FORGET).clicked() {
                actions.push(Action::ForgetHabit(habit.paper.clone(), habit.shape.clone()));
            }
        });
    });
}
