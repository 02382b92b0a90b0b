//! Printing the article that is read, those that are listed, or those that are put aside.

use std::sync::Arc;

use crate::jobs::{DialogKind, WriteAsk};
use crate::model::ArticleId;
use crate::ui::{MOST_PRINTED, PrintAct, PrintDialog, Printing, strings as s};

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
        self.ask_print(Printing::This, &format!("{} {}", article.date, headline.trim()));
    }

    /// Asks where to print what is put aside.
    pub(super) fn print_marked(&mut self) {
        let today = jiff::tz::TimeZone::system().to_datetime(jiff::Timestamp::now()).date();
        self.ask_print(Printing::Marked, &format!("{} {today}", s::MARKED_TITLE));
    }

    fn ask_print(&mut self, what: Printing, name: &str) {
        let path = self.documents.join(s::DEFAULT_FOLDER).join(format!("{name}.pdf")).display().to_string();
        let listed = self.view.as_ref().map_or(0, |view| view.hits.len());
        self.dialog = Some(Dialog::Print(PrintDialog::new(path, what, listed, self.marked.len())));
    }

    pub(super) fn print_act(&mut self, act: PrintAct) {
        match act {
            PrintAct::Choose => self.ask_for_files(DialogKind::SavePdf, s::FILTER_PDF),
            PrintAct::Do(path, what) => {
                let ids: Vec<ArticleId> = match what {
                    Printing::This => self.selected.into_iter().collect(),
                    Printing::Listed => {
                        let listed = self.view.iter().flat_map(|view| &view.hits).map(|hit| hit.id);
                        listed.take(MOST_PRINTED).collect()
                    }
                    Printing::Marked => self.marked.iter().map(|row| row.id).collect(),
                };
                if let Some(store) = &self.store {
                    self.writing.ask(WriteAsk::Print(Arc::clone(store), ids, path));
                }
            }
        }
    }
}
