//! What the window shows of an import.

use crate::import::hex;
use crate::query::View;
use crate::ui::{Action, ProgressData, ReviewData, ReviewPanel, progress_dialog};

use super::{ImportSession, Reading, key_of};

impl ImportSession {
    /// Draws the progress of reading, or the page under review.
    pub fn ui(
        &self,
        ctx: &egui::Context,
        panel: &mut ReviewPanel,
        view: Option<&View>,
        actions: &mut Vec<Action>,
    ) {
        if let Some(Reading { progress, cancel, since }) = &self.reading {
            let data = ProgressData {
                done: progress.done,
                total: progress.total,
                articles: progress.articles,
                elapsed: since.elapsed(),
                paused: cancel.is_paused(),
                take_clean: self.take_clean,
            };
            progress_dialog(ctx, &data, actions);
            return;
        }
        // The page at work comes back where it fails: the next one must not take its place on the screen meanwhile.
        let Some(page) = self.pages.front().filter(|_| !self.at_work) else { return };
        let Some(review) = self.review.as_ref().filter(|review| review.key == key_of(page)) else { return };
        if review.is_unsaved() {
            ctx.request_repaint_after(std::time::Duration::from_millis(500));
        }
        let own = view.and_then(|view| view.archive.area()).map(|area| (area.name.clone(), None));
        let proposed = page.reading.area.as_ref();
        let proposed = proposed.map(|proposal| (proposal.path.clone(), Some(proposal.reason.clone())));
        let data = ReviewData {
            begun: self.begun,
            name: &page.source.name(),
            encoding: review.encoding(),
            bytes: page.source.bytes.len(),
            sha256: &hex(&page.source.sha256),
            edit: &review.edit,
            position: (self.total - self.left + 1, self.total),
            area: proposed.or(own),
            error: self.error.as_deref(),
            take_clean: self.take_clean,
            sheet: self.sheet.of(&review.key),
            pictures: &self.shown.pictures,
        };
        panel.ui(ctx, &data, actions);
    }
}
