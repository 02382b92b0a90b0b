//! What was entered of a paper's life and what is guessed, and the form for more.

use egui::{Color32, RichText, ScrollArea, Ui};

use super::LedgerAct;
use super::form::Form;
use crate::model::{Confidence, Entry, EntryId};
use crate::query::{Guess, Holdings};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap, size};
use crate::ui::widgets::{hairline, note};

/// The room of the form, in points.
const FORM: f32 = 196.0;

/// Draws it.
pub fn life(ui: &mut Ui, shown: &Holdings, form: &mut Form, height: f32, actions: &mut Vec<Action>) {
    let room = (height - FORM).max(80.0);
    let area = ScrollArea::vertical().id_salt("life").max_height(room).min_scrolled_height(room);
    area.auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = gap::S;
        for (id, entry, words) in &shown.entries {
            entered(ui, *id, entry, words, form, actions);
        }
        for guess in &shown.guesses {
            guessed(ui, guess, form, actions);
        }
        if shown.guesses.is_empty() && shown.entries.is_empty() {
            note(ui, s::NO_PATTERN);
        }
    });
    hairline(ui);
    form.ui(ui, shown, actions);
}

fn entered(ui: &mut Ui, id: EntryId, entry: &Entry, words: &str, form: &mut Form, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        mark(ui, s::ENTERED, p.green);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if named_button(ui, s::TAKE_BACK, words).clicked() {
                actions.push(Action::Ledger(LedgerAct::TakeBack(id)));
            }
            if named_button(ui, s::CHANGE, words).clicked() {
                *form = Form::of(Some(id), entry);
            }
            let note = entry.note.as_ref().map(|note| s::noted(note)).unwrap_or_default();
            text(ui, &format!("{words}{note}"), p.ink);
        });
    });
}

fn guessed(ui: &mut Ui, guess: &Guess, form: &mut Form, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        let color = if guess.settled { p.ink3 } else { p.amber };
        mark(ui, s::GUESSED, color);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if guess.settled {
                note(ui, s::IS_ENTERED);
            } else {
                if named_button(ui, s::CHANGE, &guess.words).clicked() {
                    *form = Form::of(None, &guess.entry);
                }
                if named_button(ui, s::ADOPT, &guess.words).clicked() {
                    let entry = Entry { note: Some(guess.reason.clone()), ..guess.entry.clone() };
                    actions.push(Action::Ledger(LedgerAct::Enter(None, entry)));
                }
            }
            let doubt = if guess.confidence == Confidence::Doubtful { s::DOUBTFUL } else { "" };
            text(
                ui,
                &s::guess(&guess.words, &guess.reason, doubt),
                if guess.settled { p.ink3 } else { p.ink },
            );
        });
    });
}

/// The word in front of a line.
fn mark(ui: &mut Ui, word: &str, color: Color32) {
    ui.label(RichText::new(word).size(size::LIST).color(color));
}

/// The rest of a line, from its beginning; the whole of it where the pointer rests.
fn text(ui: &mut Ui, text: &str, color: Color32) {
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        let label = RichText::new(text).size(size::LIST).color(color);
        ui.add(egui::Label::new(label).truncate()).on_hover_text(text);
    });
}

/// A button of a line, which says to a screen reader of which.
fn named_button(ui: &mut Ui, word: &str, of: &str) -> egui::Response {
    let response = ui.button(RichText::new(word).size(size::LIST));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{word} {of}")));
    response
}
