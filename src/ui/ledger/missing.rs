//! What is missing of a paper: summed by years and months, day by day, and as a table for a spreadsheet.

use std::path::PathBuf;

use egui::{Align2, CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::LedgerAct;
use crate::model::{DateRange, TimeUnit};
use crate::query::{Gap, Holdings, Sums};
use crate::ui::Action;
use crate::ui::dialogs::field;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::{focus_ring, note};

/// Height of a line, in points.
const LINE: f32 = 24.0;
/// The room of the sums beside the list, and of the ways out below, in points.
const SUMS: f32 = 372.0;
const EXPORT: f32 = 72.0;
/// Where the reason of a line begins, and how wide a typed path is, in points.
const REASON: f32 = 190.0;
const PATH: f32 = 480.0;
/// Where the numbers of a line end, in points from its left.
const COLUMNS: [f32; 5] = [128.0, 184.0, 240.0, 296.0, 360.0];

/// What is looked at of it.
#[derive(Default)]
pub struct Missing {
    /// The year or month that is looked at; all where none is.
    time: Option<DateRange>,
    /// A place for the table, typed by hand.
    path: String,
}

impl Missing {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Holdings, height: f32, actions: &mut Vec<Action>) {
        let room = (height - EXPORT).max(100.0);
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(SUMS, room), |ui| {
                ui.vertical(|ui| self.sums(ui, shown, room));
            });
            ui.add_space(gap::M);
            ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
                ui.vertical(|ui| self.gaps(ui, shown, room, actions));
            });
        });
        self.export(ui, shown, actions);
    }

    /// The years, and the months of the one that is looked at.
    fn sums(&mut self, ui: &mut Ui, shown: &Holdings, room: f32) {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui);
        let open = self.time.map(|time| TimeUnit::Year.bucket_of(time.from));
        let months = |year: &DateRange| {
            let within = *year;
            let months = if open == Some(within) { shown.months.as_slice() } else { &[] };
            months.iter().filter(move |(month, _)| within.contains(month.from))
        };
        let lines: Vec<&(DateRange, Sums)> =
            shown.years.iter().flat_map(|year| std::iter::once(year).chain(months(&year.0))).collect();
        let area =
            ScrollArea::vertical().id_salt("sums").max_height(room - LINE).min_scrolled_height(room - LINE);
        area.auto_shrink(false).show_rows(ui, LINE, lines.len(), |ui, range| {
            for (time, sums) in &lines[range] {
                if line(ui, *time, sums, self.time == Some(*time)) {
                    self.time = if self.time == Some(*time) { None } else { Some(*time) };
                }
            }
        });
    }

    /// What is missing of the time that is looked at, day by day.
    fn gaps(&self, ui: &mut Ui, shown: &Holdings, room: f32, actions: &mut Vec<Action>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let gaps = within(&shown.gaps, self.time);
        let label = self.time.map(|time| time.label()).unwrap_or_default();
        ui.allocate_ui(vec2(ui.available_width(), LINE), |ui| {
            ui.set_height(LINE);
            note(ui, &s::gaps_of(&label, gaps.len()));
        });
        let area =
            ScrollArea::vertical().id_salt("gaps").max_height(room - LINE).min_scrolled_height(room - LINE);
        area.auto_shrink(false).show_rows(ui, LINE, gaps.len(), |ui, range| {
            for gap in &gaps[range] {
                one(ui, gap, actions);
            }
        });
    }

    fn export(&mut self, ui: &mut Ui, shown: &Holdings, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            ui.add_enabled_ui(!shown.gaps.is_empty(), |ui| {
                if ui.button(s::EXPORT.0).on_hover_text(s::GAPS_WHY).clicked() {
                    actions.push(Action::Ledger(LedgerAct::SaveGaps));
                }
            });
            note(ui, s::GAPS_WHY);
        });
        ui.horizontal(|ui| {
            field(ui, (s::EXPORT_PATH, s::GAPS_HINT), PATH, &mut self.path);
            let path = self.path.trim();
            let ready = !path.is_empty() && !shown.gaps.is_empty();
            if ui.add_enabled(ready, egui::Button::new(s::EXPORT_DO)).clicked() {
                let act = LedgerAct::ExportGaps(shown.paper.clone(), PathBuf::from(path));
                actions.push(Action::Ledger(act));
            }
        });
    }
}

/// The gaps of a time; they are in order of date.
fn within(gaps: &[Gap], time: Option<DateRange>) -> &[Gap] {
    let Some(time) = time else { return gaps };
    let from = gaps.partition_point(|gap| gap.date < time.from);
    let to = gaps.partition_point(|gap| gap.date <= time.to);
    &gaps[from..to.max(from)]
}

fn head(ui: &mut Ui) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(SUMS, LINE), Sense::hover());
    for (x, word) in COLUMNS.into_iter().zip(s::SUMS) {
        let at = pos2(rect.left() + x, rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, word, theme::sans(size::SMALL), p.ink3);
    }
}

/// A year or a month with its sums. True when it was clicked.
fn line(ui: &mut Ui, time: DateRange, sums: &Sums, chosen: bool) -> bool {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(SUMS, LINE), Sense::click());
    if chosen || response.hovered() {
        let fill = if chosen { p.red_soft } else { p.panel };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    let is_month = time.from.month() == time.to.month();
    let label = if is_month { s::month_title(time.from) } else { time.label() };
    let (font, left) =
        if is_month { (theme::sans(size::LIST), gap::L) } else { (theme::bold(size::LIST), gap::S) };
    let y = rect.center().y;
    ui.painter().text(pos2(rect.left() + left, y), Align2::LEFT_CENTER, &label, font, p.ink);
    let numbers = [sums.expected(), sums.issues(), sums.missing, sums.incomplete, sums.unknown];
    for (at, (x, number)) in COLUMNS.into_iter().zip(numbers).enumerate() {
        let color = match (number, at) {
            (0, _) => p.ink3,
            (_, 2) => p.ink,
            (_, 3) => p.amber,
            _ => p.ink2,
        };
        let font = if at == 2 && number > 0 { theme::bold(size::LIST) } else { theme::sans(size::LIST) };
        ui.painter().text(pos2(rect.left() + x, y), Align2::RIGHT_CENTER, number.to_string(), font, color);
    }
    focus_ring(ui, &response, rect, 4);
    let name = s::sums_line(&label, numbers);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    response.clicked()
}

/// A day of which something is missing; a click looks at it in the calendar.
fn one(ui: &mut Ui, gap: &Gap, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), p.panel);
    }
    let said = s::gap(gap);
    let painter = ui.painter_at(rect);
    let write = |left: f32, text: &str, color| {
        let at = pos2(left, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, text, theme::sans(size::LIST), color).right()
    };
    let end = write(rect.left() + gap::S, &said, p.ink);
    write(end.max(rect.left() + REASON) + gap::M, &gap.reason, p.ink3);
    focus_ring(ui, &response, rect, 4);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if response.on_hover_text(&gap.reason).clicked() {
        actions.push(Action::CloseDialog);
        actions.push(Action::Ledger(LedgerAct::LookAt(gap.date)));
    }
}
