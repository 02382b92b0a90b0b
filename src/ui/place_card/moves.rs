//! What became of a place: merged, moved, split, withdrawn; when it was; what a person notes of it.

use egui::{RichText, TextEdit, Ui};

use super::names::{bad_moment, validity};
use super::{PlaceCardData, edit};
use crate::model::{Place, PlaceEdit, PlaceLevel, PlaceRecord};
use crate::query::PlaceCard;
use crate::ui::Action;
use crate::ui::dialogs::field;
use crate::ui::place_rows::fits;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, size};
use crate::ui::widgets::{hairline, note, panel_title};

/// Places offered for what was typed.
const MOST_OFFERED: usize = 6;

/// What is being typed.
pub struct Moves {
    other: String,
    split: String,
    /// Of each further name, whether it goes over.
    goes: Vec<bool>,
    from: String,
    to: String,
    notes: String,
}

impl Moves {
    pub fn new(record: &PlaceRecord) -> Self {
        let text = |moment: &Option<crate::model::Moment>| {
            moment.as_ref().map(|moment| moment.as_str().to_owned()).unwrap_or_default()
        };
        Self {
            other: String::new(),
            split: String::new(),
            goes: vec![false; record.others.len()],
            from: text(&record.validity.from),
            to: text(&record.validity.to),
            notes: record.notes.clone(),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, card: &PlaceCard, data: PlaceCardData, actions: &mut Vec<Action>) {
        let record = &card.record;
        let community = record.code.level() == PlaceLevel::Community;
        if !record.is_live() {
            note(ui, s::GONE_HOW);
            if ui.button(s::RESTORE).on_hover_text(s::RESTORE_WHY).clicked() {
                edit(PlaceEdit::Restore { code: record.code }, actions);
            }
            return;
        }
        panel_title(ui, if community { s::MERGE_OR_MOVE } else { s::MERGE });
        self.other_place(ui, record, data, actions);
        hairline(ui);
        panel_title(ui, s::SPLIT);
        self.split(ui, record, actions);
        hairline(ui);
        panel_title(ui, s::LIFE_AND_NOTES);
        self.life(ui, record, actions);
        hairline(ui);
        if ui.button(s::WITHDRAW).on_hover_text(s::WITHDRAW_WHY).clicked() {
            edit(PlaceEdit::Withdraw { code: record.code }, actions);
        }
    }

    fn other_place(
        &mut self,
        ui: &mut Ui,
        record: &PlaceRecord,
        data: PlaceCardData,
        actions: &mut Vec<Action>,
    ) {
        ui.horizontal(|ui| field(ui, (s::OTHER_PLACE, s::FIND_PLACE), 260.0, &mut self.other));
        let typed = self.other.trim();
        if typed.is_empty() {
            note(ui, s::MERGE_WHY);
            return;
        }
        let code = record.code;
        let offered = |place: &&Place| {
            let same = place.code.level() == code.level() && place.code != code;
            let above = code.parent().is_some_and(|parent| {
                code.level() == PlaceLevel::Community
                    && parent.level() == place.code.level()
                    && parent != place.code
            });
            (same || above) && fits(place, typed)
        };
        for place in data.archive.places().iter().filter(offered).take(MOST_OFFERED) {
            ui.horizontal(|ui| {
                let p = Palette::of(ui);
                let merges = place.code.level() == code.level();
                let word = if merges { s::MERGE_INTO } else { s::MOVE_BELOW };
                let response = ui.button(word);
                let path = data.archive.path(place.code);
                ui.label(RichText::new(&path).size(size::LIST).color(p.ink));
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{word} {path}"))
                });
                if response.clicked() {
                    let change = match merges {
                        true => PlaceEdit::Merge { from: code, into: place.code },
                        false => PlaceEdit::Move { code, parent: place.code },
                    };
                    edit(change, actions);
                }
            });
        }
    }

    fn split(&mut self, ui: &mut Ui, record: &PlaceRecord, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            field(ui, (s::SPLIT_NAME, s::ADD_PLACE_HINT), 200.0, &mut self.split);
            for (name, goes) in record.others.iter().zip(&mut self.goes) {
                ui.checkbox(goes, &name.name).on_hover_text(s::GOES_OVER);
            }
            let name = self.split.trim().to_owned();
            let ready = name.chars().count() >= 2;
            if ui.add_enabled_ui(ready, |ui| ui.button(s::SPLIT_DO).clicked()).inner {
                let going = record.others.iter().zip(&self.goes).filter(|(_, goes)| **goes);
                let names = going.map(|(name, _)| name.name.clone()).collect();
                edit(PlaceEdit::Split { code: record.code, name, names }, actions);
            }
        });
    }

    fn life(&mut self, ui: &mut Ui, record: &PlaceRecord, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            field(ui, (s::FOUNDED_IN, s::MOMENT_HINT), 96.0, &mut self.from);
            field(ui, (s::ENDED_IN, s::MOMENT_HINT), 96.0, &mut self.to);
        });
        let p = Palette::of(ui);
        let name = ui.label(RichText::new(s::NOTES).size(size::LIST).color(p.ink2));
        let notes = TextEdit::multiline(&mut self.notes).desired_rows(2).desired_width(f32::INFINITY);
        ui.add(notes).labelled_by(name.id);
        let validity = validity(&self.from, &self.to);
        let changed = validity.as_ref().is_some_and(|validity| *validity != record.validity);
        let noted = self.notes.trim() != record.notes;
        ui.horizontal(|ui| {
            let ready = validity.is_some() && (changed || noted);
            if ui.add_enabled_ui(ready, |ui| ui.button(s::SAVE_LIFE).clicked()).inner {
                let code = record.code;
                if let Some(validity) = validity.clone().filter(|_| changed) {
                    edit(PlaceEdit::SetValidity { code, validity }, actions);
                }
                if noted {
                    edit(PlaceEdit::SetNotes { code, notes: self.notes.trim().to_owned() }, actions);
                }
            }
            if validity.is_none() {
                bad_moment(ui);
            }
        });
    }
}
