//! Printing the article that is read, or those that are listed.

use std::sync::Arc;

use crate::jobs::{DialogKind, WriteAsk};
use crate::model::ArticleId;
use crate::ui::{MOST_PRINTED, PrintAct, PrintDialog, strings as s};

use super::{Dialog, JiuwenApp};

/// Characters of a headline that name a file.
const NAME: usize = 40;

impl JiuwenApp {
    /// Asks what to print, and proposes a file for it.
    pub(super) fn show_print(&mut self) {
        let Some(detail) = &self.detail else {
            self.tell(s::NOTHING_TO_PRINT);
            return;
        };
        let article = &detail.article;
        let forbidden = |c: char| c.is_control() || "\\/:*?\"<>|".contains(c);
        let headline: String = article.headline.chars().filter(|c| !forbidden(*c)).take(NAME).collect();
        let name = format!("{} {}.pdf", article.date, headline.trim());
        let path = self.documents.join(s::DEFAULT_FOLDER).join(name).display().to_string();
        let listed = self.view.as_ref().map_or(0, |view| view.hits.len());
        self.dialog = Some(Dialog::Print(PrintDialog::new(path, listed)));
    }

    pub(super) fn print_act(&mut self, act: PrintAct) {
        match act {
            PrintAct::Choose => self.ask_for_files(DialogKind::SavePdf, s::FILTER_PDF),
            PrintAct::Do(path, lists) => {
                let listed = self.view.iter().flat_map(|view| &view.hits).map(|hit| hit.id);
                let ids: Vec<ArticleId> = if lists {
                    listed.take(MOST_PRINTED).collect()
                } else {
                    self.selected.into_iter().collect()
                };
                if let Some(store) = &self.store {
                    self.writing.ask(WriteAsk::Print(Arc::clone(store), ids, path));
                }
            }
        }
    }
}
