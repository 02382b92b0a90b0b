//! 收藏情况: what is known of a paper's life, entered or guessed, and the list of what is missing.

mod form;
mod life;
mod missing;

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::Action;
use super::dialogs::{close_button, dialog};
use super::strings as s;
use super::theme::{Palette, size};
use super::widgets::{hairline, segmented};
use crate::model::{Date, Entry, EntryId};
use crate::query::Holdings;

use form::Form;
use missing::Missing;

/// The dialog's width, and what is above and below its lists, in points.
const WIDTH: f32 = 800.0;
const AROUND: f32 = 252.0;

/// What a person does with the ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum LedgerAct {
    /// Show this paper.
    Show(String),
    /// Keep what is said of a paper, in the place of an entry where one is given.
    Enter(Option<EntryId>, Entry),
    /// Take an entry back.
    TakeBack(EntryId),
    /// Look at a day in the calendar.
    LookAt(Date),
    /// Choose a place for the list of what is missing in the system's dialog.
    SaveGaps,
    /// Write what is missing of this paper into this file.
    ExportGaps(String, PathBuf),
}

/// The ledger of one paper, and the way to the others.
pub struct LedgerDialog {
    shown: Holdings,
    shows_missing: bool,
    form: Form,
    missing: Missing,
}

impl LedgerDialog {
    /// With a paper.
    pub fn new(shown: Holdings) -> Self {
        Self { form: Form::default(), missing: Missing::default(), shows_missing: false, shown }
    }

    /// The paper that is shown, by its latest name.
    pub fn paper(&self) -> &str {
        &self.shown.paper
    }

    /// With another paper, or with what became of this one.
    pub fn show(&mut self, shown: Holdings) {
        if shown.paper != self.shown.paper {
            self.missing = Missing::default();
        }
        self.form = Form::default();
        self.shown = shown;
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let height = (ctx.content_rect().height() - AROUND).clamp(240.0, 560.0);
        dialog(ctx, "ledger", s::LEDGER, WIDTH, actions, |ui, actions| {
            self.head(ui, actions);
            hairline(ui);
            if self.shows_missing {
                self.missing.ui(ui, &self.shown, height, actions);
            } else {
                life::life(ui, &self.shown, &mut self.form, height, actions);
            }
            close_button(ui, actions);
        });
    }

    fn head(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            if self.shown.papers.len() > 1 {
                self.choose(ui, actions);
            } else {
                ui.label(RichText::new(&self.shown.paper).size(size::READING).color(p.ink));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let tab = usize::from(self.shows_missing);
                if let Some(tab) = segmented(ui, &s::LEDGER_TABS, &s::LEDGER_TABS, tab) {
                    self.shows_missing = tab == 1;
                }
            });
        });
        let sentence = RichText::new(&self.shown.sentence).size(size::BODY).color(p.ink);
        ui.add(egui::Label::new(sentence).wrap());
    }

    fn choose(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let combo =
            egui::ComboBox::from_id_salt("paper of the ledger").width(240.0).selected_text(&self.shown.paper);
        let shown = combo.show_ui(ui, |ui| {
            for paper in &self.shown.papers {
                if ui.selectable_label(*paper == self.shown.paper, paper).clicked() {
                    actions.push(Action::Ledger(LedgerAct::Show(paper.clone())));
                }
            }
        });
        shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, s::PAPER));
    }
}
