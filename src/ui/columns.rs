//! What the columns of a catalogue mean: a person says it above the first rows.

use std::path::PathBuf;

use egui::{ComboBox, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::Action;
use super::dialogs::dialog;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, note, primary_button};
use crate::import::{Columns, Meaning, Preview, letters};

/// Widest the dialog is, and how much of the window it leaves free.
const WIDTH: f32 = 1040.0;
const BESIDE: f32 = 96.0;
/// Height of a row, of the head above them, and of all rows together.
const ROW: f32 = 28.0;
const HEAD: f32 = 86.0;
const ROWS: f32 = 308.0;
/// Width of the numbers of rows, and of columns of short and of long texts.
const NUMBERS: f32 = 44.0;
const NARROW: f32 = 116.0;
const WIDE: f32 = 236.0;

/// What a person does about the columns of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsAct {
    /// They mean this.
    Choose {
        /// The catalogue.
        path: PathBuf,
        /// Fingerprint of its head.
        head: String,
        /// What they mean.
        columns: Columns,
    },
    /// Not now.
    Leave,
}

/// The columns of one catalogue.
pub struct ColumnsDialog {
    path: PathBuf,
    preview: Preview,
    columns: Columns,
    widths: Vec<f32>,
    begun: bool,
}

impl ColumnsDialog {
    /// Begins with what they seem to mean.
    pub fn new(path: PathBuf, preview: Preview) -> Self {
        let mut columns = preview.columns.clone();
        columns.meanings.resize(preview.head.len(), Meaning::Note);
        let widths = (0..preview.head.len()).map(|at| width_of(&preview, at)).collect();
        Self { path, preview, columns, widths, begun: false }
    }

    /// The catalogue.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let width = (ctx.content_rect().width() - BESIDE).clamp(320.0, WIDTH);
        let mut own = Vec::new();
        dialog(ctx, "columns", s::COLUMNS_TITLE, width, &mut own, |ui, own| {
            let p = Palette::of(ui);
            let name = s::catalogue(&crate::text::shown(&self.preview.name), self.count());
            ui.label(RichText::new(name).size(size::BODY).color(p.ink));
            note(ui, s::COLUMNS_WHY);
            self.table(ui);
            self.foot(ui, own);
        });
        let leave = |action| match action {
            Action::CloseDialog => Action::Columns(ColumnsAct::Leave),
            action => action,
        };
        actions.extend(own.into_iter().map(leave));
    }

    fn count(&self) -> usize {
        self.preview.count + usize::from(self.columns.headless)
    }

    fn table(&mut self, ui: &mut Ui) {
        let p = Palette::of(ui);
        let frame = egui::Frame::new().fill(p.card).stroke(Stroke::new(1.0, p.line)).corner_radius(8);
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let whole = NUMBERS + self.widths.iter().sum::<f32>();
            ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
                ui.set_min_width(whole.max(ui.available_width()));
                self.heads(ui);
                let rows = self.preview.rows.len() + usize::from(self.columns.headless);
                let area = ScrollArea::vertical().max_height(ROWS).auto_shrink([false, true]);
                area.show_rows(ui, ROW, rows, |ui, range| range.for_each(|at| self.row(ui, at)));
            });
        });
    }

    /// Above each column its name, and what it means.
    fn heads(&mut self, ui: &mut Ui) {
        let p = Palette::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
        ui.painter().rect_filled(rect, egui::CornerRadius { nw: 8, ne: 8, ..Default::default() }, p.panel);
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line));
        let mut left = rect.left() + NUMBERS;
        for at in 0..self.widths.len() {
            let width = self.widths[at];
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD)).shrink2(vec2(6.0, 8.0));
            left += width;
            // A child that is laid out by itself: what follows begins below the whole head.
            let mut child = ui.new_child(UiBuilder::new().max_rect(cell).id_salt(at));
            self.head(&mut child, at, cell.width());
        }
    }

    fn head(&mut self, ui: &mut Ui, at: usize, width: f32) {
        let p = Palette::of(ui);
        ui.spacing_mut().item_spacing.y = 4.0;
        let (name, Some(meaning)) = (self.preview.head[at].clone(), self.columns.meanings.get_mut(at)) else {
            return;
        };
        let plain = matches!(meaning, Meaning::Note | Meaning::Ignored);
        let shown = if name.is_empty() { s::NO_HEAD } else { name.as_str() };
        let title = RichText::new(format!("{} {shown}", letters(at))).size(size::LIST);
        let label = ui.add(egui::Label::new(title.color(if plain { p.ink3 } else { p.ink2 })).truncate());
        let word = RichText::new(meaning.word()).size(size::BODY).color(if plain { p.ink3 } else { p.ink });
        let combo = ComboBox::from_id_salt("meaning").width(width).height(360.0).selected_text(word);
        let response = combo.show_ui(ui, |ui| {
            for other in Meaning::ALL {
                // Enter chooses as a click does, but egui closes the list for clicks alone.
                if ui.selectable_value(meaning, other, other.word()).clicked() {
                    ui.close();
                }
            }
        });
        let response = response.response.labelled_by(label.id);
        let reason = self.preview.proposals.get(at).map_or("", |proposal| proposal.reason.as_str());
        response.on_hover_text(reason);
        let (meaning, proposed) = (*meaning, self.preview.proposals.get(at).map(|one| one.meaning));
        let twice = meaning.is_single() && self.columns.all(meaning).nth(1).is_some();
        let (text, color) = match (twice, proposed == Some(meaning)) {
            (true, _) => (s::column_twice(meaning.word()), p.amber),
            (false, true) => (reason.to_owned(), p.ink3),
            (false, false) => (s::COLUMN_CHOSEN.to_owned(), p.ink3),
        };
        ui.add(egui::Label::new(RichText::new(text).size(size::SMALL).color(color)).truncate());
    }

    fn row(&self, ui: &mut Ui, at: usize) {
        let p = Palette::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        if !ui.is_rect_visible(rect) {
            return;
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line.gamma_multiply(0.5)));
        let at = at.checked_sub(usize::from(self.columns.headless));
        let (number, cells) = match at.and_then(|at| self.preview.rows.get(at)) {
            Some((number, cells)) => (number.to_string(), cells),
            None => (String::new(), &self.preview.head),
        };
        let corner = pos2(rect.left() + NUMBERS - 10.0, rect.center().y);
        ui.painter().text(corner, egui::Align2::RIGHT_CENTER, number, theme::sans(size::SMALL), p.ink3);
        let mut left = rect.left() + NUMBERS;
        for ((text, width), meaning) in cells.iter().zip(&self.widths).zip(&self.columns.meanings) {
            let font = match meaning {
                Meaning::Title | Meaning::Caption | Meaning::Body => theme::serif(size::BODY),
                _ => theme::sans(size::LIST),
            };
            let plain = matches!(meaning, Meaning::Note | Meaning::Ignored);
            let color = if plain { p.ink3 } else { p.ink };
            let first = text.split('\n').next().unwrap_or_default();
            let galley =
                ClippedText { text: first, font, color, rows: 1, hits: &[] }.layout(ui, width - 16.0);
            let place = pos2(left + 8.0, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(place, galley, color);
            left += width;
        }
    }

    /// What is amiss, and the ways out.
    fn foot(&mut self, ui: &mut Ui, own: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.checkbox(&mut self.columns.headless, s::COLUMNS_HEADLESS);
        let problem = self.columns.problem();
        ui.horizontal(|ui| {
            let (text, color) = match &problem {
                Some(problem) => (problem.clone(), p.amber),
                None => (s::columns_ready(self.count(), &self.chosen()), p.ink2),
            };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let button =
                    ui.add_enabled_ui(problem.is_none(), |ui| primary_button(ui, s::COLUMNS_DO)).inner;
                if !std::mem::replace(&mut self.begun, true) {
                    button.request_focus();
                }
                let keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
                if problem.is_none() && (button.clicked() || keys) {
                    let (path, head) = (self.path.clone(), self.preview.key.clone());
                    let columns = self.columns.clone();
                    own.push(Action::Columns(ColumnsAct::Choose { path, head, columns }));
                }
                if ui.button(s::COLUMNS_LATER).on_hover_text(s::COLUMNS_LATER_WHY).clicked() {
                    own.push(Action::CloseDialog);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(text).size(size::LIST).color(color)).truncate());
                });
            });
        });
        ui.add_space(gap::S);
    }

    fn chosen(&self) -> Vec<&'static str> {
        let used = self.columns.meanings.iter();
        let used = used.filter(|meaning| !matches!(meaning, Meaning::Note | Meaning::Ignored));
        used.map(|meaning| meaning.word()).collect()
    }
}

/// As wide as the longer of its first texts ask for.
fn width_of(preview: &Preview, column: usize) -> f32 {
    let cells = preview.rows.iter().take(20).filter_map(|(_, cells)| cells.get(column));
    let longest = cells.chain(preview.head.get(column)).map(|text| text.chars().take(24).count()).max();
    (longest.unwrap_or(0) as f32 * size::BODY + 24.0).clamp(NARROW, WIDE)
}
