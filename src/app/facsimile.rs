//! The picture of the page beside its text.

use std::sync::Arc;

use crate::jobs::{Ask, DialogKind, Picture, WriteAsk};
use crate::model::{ArticleId, PageId, VersionId};
use crate::query::{Detail, LaidPage, Spot};
use crate::store::Store;
use crate::ui::{FacsimileAct, LaidData, PictureState, strings as s};

use super::JiuwenApp;
use super::scans::{scan_side, scan_state};

/// The picture that stands beside the article.
#[derive(Default)]
pub(super) struct Facsimile {
    /// Whether a person wants it there.
    pub wanted: bool,
    held: Option<(PageId, PictureState)>,
    /// Words of the page that is read, once they have come.
    laid: Option<((PageId, VersionId), Option<LaidPage>)>,
    pointed: Option<Spot>,
    shown: Option<(ArticleId, Spot, u32)>,
}

impl Facsimile {
    /// Forgets a store.
    pub fn clear(&mut self) {
        (self.held, self.laid) = (None, None);
        (self.pointed, self.shown) = (None, None);
    }

    /// The picture of a page, as far as it is there.
    pub fn of(&self, page: PageId) -> Option<&PictureState> {
        self.held.as_ref().filter(|(of, _)| *of == page && self.wanted).map(|(_, state)| state)
    }

    /// The words of the page of an article, as far as they are there.
    pub fn laid(&self, detail: Option<&Detail>) -> Option<LaidData<'_>> {
        let key = detail.map(|detail| (detail.article.page_id, detail.article.version))?;
        let (_, page) = self.laid.as_ref().filter(|(of, _)| *of == key && self.wanted)?;
        let page = page.as_ref().filter(|page| !page.articles.is_empty())?;
        Some(LaidData { page, pointed: self.pointed, shown: self.shown })
    }

    /// Goes between the picture and the text.
    pub fn act(&mut self, act: FacsimileAct) {
        match act {
            FacsimileAct::Point(spot) => self.pointed = spot,
            FacsimileAct::Show(id, spot) => {
                let count = self.shown.map_or(0, |(.., count)| count);
                self.shown = Some((id, spot, count.wrapping_add(1)));
            }
        }
    }
}

impl JiuwenApp {
    /// Shows the picture of the page, or takes it away; where there is none it says so.
    pub(super) fn toggle_facsimile(&mut self) {
        self.facsimile.wanted = !self.facsimile.wanted;
        if self.facsimile.wanted && self.detail.as_ref().is_some_and(|detail| !detail.facsimile) {
            self.tell(s::FACSIMILE_NONE);
        }
    }

    /// Asks for the picture of the page that is read, once.
    pub(super) fn want_facsimile(&mut self, ctx: &egui::Context) {
        let Some(detail) = self.detail.as_ref().filter(|detail| detail.facsimile) else { return };
        let (page, id) = (detail.article.page_id, detail.article.id);
        let key = (page, detail.article.version);
        if self.facsimile.wanted && self.facsimile.laid.as_ref().is_none_or(|(of, _)| *of != key) {
            self.facsimile.laid = Some((key, None));
            self.reading.ask(Ask::Laid(id), None);
        }
        let held = self.facsimile.held.as_ref().is_some_and(|(of, _)| *of == page);
        if self.facsimile.wanted && !held {
            self.facsimile.held = Some((page, PictureState::Loading));
            self.reading.ask(Ask::Facsimile(page, scan_side(ctx)), self.store.as_ref());
        }
    }

    /// Takes the words of the page of an article, where it is still the one that is read.
    pub(super) fn show_laid(&mut self, of: ArticleId, words: LaidPage) {
        let Some(detail) = &self.detail else { return };
        let on_page = detail.siblings.iter().any(|(id, _)| *id == of) || detail.article.id == of;
        if let Some((_, laid)) = self.facsimile.laid.as_mut().filter(|_| on_page) {
            *laid = Some(words);
        }
    }

    pub(super) fn show_facsimile(
        &mut self,
        ctx: &egui::Context,
        of: &Arc<Store>,
        page: PageId,
        picture: Option<Picture>,
    ) {
        let is_ours = self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, of));
        let awaited = self.facsimile.held.as_ref().is_some_and(|(held, _)| *held == page);
        if is_ours && awaited {
            let state = scan_state(ctx, "facsimile", picture);
            self.facsimile.held = Some((page, state));
        }
    }

    /// Asks for the picture of the page that is read.
    pub(super) fn attach_facsimile(&mut self) {
        if self.detail.is_some() {
            self.ask_for_files(DialogKind::Facsimile, s::FILTER_PICTURE);
        }
    }

    /// Takes it from a file.
    pub(super) fn take_facsimile(&self, path: std::path::PathBuf) {
        if let (Some(store), Some(detail)) = (&self.store, &self.detail) {
            let page = detail.article.page_id;
            self.writing.ask(WriteAsk::Facsimile(Arc::clone(store), page, path));
        }
    }

    pub(super) fn facsimile_kept(&mut self, page: PageId) {
        self.tell(s::FACSIMILE_KEPT);
        self.facsimile.wanted = true;
        self.facsimile.clear();
        if self.detail.as_ref().is_some_and(|detail| detail.article.page_id == page) {
            self.detail = None;
            self.read_selected_again();
        }
    }
}
