//! The picture of the page under review.

use std::sync::Arc;

use crate::jobs::{Ask, PageDraft, PageKey, Picture, SheetOf};
use crate::ui::PictureState;

use super::page::key_of;
use crate::app::scans::{scan_side, scan_state};

/// The picture beside the page under review, asked for once.
#[derive(Default)]
pub struct ReviewSheet {
    held: Option<(PageKey, PictureState)>,
}

impl ReviewSheet {
    /// What to ask for, for the page on the screen.
    pub fn want(&mut self, ctx: &egui::Context, draft: &PageDraft) -> Option<Ask> {
        let key = key_of(draft);
        let sheet = draft.sheet.as_ref()?;
        if self.held.as_ref().is_some_and(|(held, _)| *held == key) {
            return None;
        }
        self.held = Some((key.clone(), PictureState::Loading));
        let of = SheetOf { key, source: Arc::clone(&draft.source), image: sheet.image.clone() };
        Some(Ask::Sheet(of, scan_side(ctx)))
    }

    /// It came; another page may be on the screen by now.
    pub fn show(&mut self, ctx: &egui::Context, key: PageKey, picture: Option<Picture>) {
        if self.held.as_ref().is_some_and(|(held, _)| *held == key) {
            self.held = Some((key, scan_state(ctx, "review sheet", picture)));
        }
    }

    /// The picture of a page, as far as it is there.
    pub fn of(&self, key: &PageKey) -> Option<&PictureState> {
        self.held.as_ref().filter(|(held, _)| held == key).map(|(_, state)| state)
    }
}
