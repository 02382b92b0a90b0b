//! The reading desk: how text looks, what is selected, what is put aside, and the ways to other articles.

use std::sync::Arc;

use crate::jobs::{Ask, DeskAnswer, DeskAsk, WriteAsk};
use crate::model::ArticleId;
use crate::query::{MarkEdit, Original};
use crate::ui::{Command, Look, OriginalDialog, strings as s};

use super::{Dialog, JiuwenApp};

impl JiuwenApp {
    /// Carries out a command about what is read.
    pub(super) fn run_at_desk(&mut self, ctx: &egui::Context, command: Command) {
        let mut look = self.settings.look;
        match command {
            Command::LargerText => look.step(true),
            Command::SmallerText => look.step(false),
            Command::NormalText => look.percent = Look::default().percent,
            Command::ToggleContrast => {
                self.settings.contrast = !self.settings.contrast;
                self.settings.save();
                crate::ui::theme::apply(ctx, self.settings.contrast);
            }
            // In a box it selects what stands there.
            Command::SelectAll if !ctx.egui_wants_keyboard_input() => self.panels.detail.select_all(),
            Command::CopyQuote if self.panels.detail.copy_quote() => {}
            Command::CopyQuote => {
                self.copy(ctx, |app| Some(format!("{}\n{}", app.full_text()?, app.citation()?)));
            }
            Command::ToggleMark => {
                if let Some(id) = self.selected {
                    let marked = self.marked.iter().any(|row| row.id == id);
                    self.mark(MarkEdit::Set(id, !marked));
                }
            }
            Command::ShowMarked => self.dialog = Some(Dialog::Marked),
            Command::PreviousOnPage => self.step_on_page(-1),
            Command::NextOnPage => self.step_on_page(1),
            Command::PreviousOfPlace => self.step_at_place(false),
            Command::NextOfPlace => self.step_at_place(true),
            Command::ShowFacsimile => self.toggle_facsimile(),
            Command::AttachFacsimile => self.attach_facsimile(),
            Command::ShowOriginal => {
                if let Some(id) = self.selected {
                    self.reading.ask(Ask::Desk(DeskAsk::Original(id)), None);
                }
            }
            _ => {}
        }
        self.set_look(look);
    }

    pub(super) fn set_look(&mut self, look: Look) {
        if look != self.settings.look {
            self.settings.look = look;
            self.settings.save();
        }
    }

    /// Changes the list of what is put aside, and says so.
    pub(super) fn mark(&mut self, edit: MarkEdit) {
        let Some(store) = &self.store else { return };
        let said = match edit {
            MarkEdit::Set(_, true) => s::MARK_ADDED,
            MarkEdit::Set(_, false) => s::MARK_REMOVED,
            MarkEdit::Clear => s::MARKED_CLEARED,
        };
        self.writing.ask(WriteAsk::Mark(Arc::clone(store), edit));
        self.tell(said);
    }

    /// Copies the citations of what is put aside, once they are read.
    pub(super) fn cite_marked(&self) {
        let ids = self.marked.iter().map(|row| row.id).collect();
        self.reading.ask(Ask::Desk(DeskAsk::Citations(ids)), None);
    }

    pub(super) fn desk_answer(&mut self, ctx: &egui::Context, answer: DeskAnswer) {
        match answer {
            DeskAnswer::Marked(rows) => self.marked = rows,
            DeskAnswer::Citations(text) => self.copy(ctx, |_| Some(text)),
            DeskAnswer::AtPlace(id) => self.show_beside(id, s::NO_OTHER_OF_PLACE),
            DeskAnswer::Original(original) => self.show_original(original),
        }
    }

    /// Another item of the page.
    fn step_on_page(&mut self, by: isize) {
        let Some(detail) = &self.detail else { return };
        let siblings = &detail.siblings;
        let at = siblings.iter().position(|(id, _)| *id == detail.article.id);
        let other = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| siblings.get(at));
        self.show_beside(other.map(|(id, _)| *id), s::NO_OTHER_ON_PAGE);
    }

    /// Another article of the place that was walked along, or of the lowest that this one names first.
    fn step_at_place(&mut self, after: bool) {
        let Some(detail) = &self.detail else { return };
        let codes = detail.places.iter().filter_map(|place| place.code);
        // Who walks along a place goes on along it, whatever else is named on the way.
        let same = self.along.filter(|along| codes.clone().any(|code| code.is_within(*along)));
        // Of places on one level the first: it is what an article begins with.
        self.along = same.or(codes.rev().max_by_key(|code| code.level()));
        match self.along {
            Some(place) => {
                let ask = DeskAsk::AtPlace { place, id: detail.article.id, after };
                self.reading.ask(Ask::Desk(ask), None);
            }
            None => self.tell(s::NO_PLACE_HERE),
        }
    }

    /// Reads another article, or says why there is none.
    fn show_beside(&mut self, id: Option<ArticleId>, none: &str) {
        match id {
            Some(id) => {
                self.select(id);
                self.mark_read(id, true);
            }
            None => self.tell(none),
        }
    }

    fn show_original(&mut self, original: Option<Box<Original>>) {
        match original {
            Some(original) => self.dialog = Some(Dialog::Original(Box::new(OriginalDialog::new(*original)))),
            None => self.tell_failure(s::NO_ORIGINAL),
        }
    }
}
