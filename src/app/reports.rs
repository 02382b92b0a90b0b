//! Reports of imports, what they left to do, and versions of pages.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::jobs::{Ask, WriteAnswer, WriteAsk};
use crate::model::RunId;
use crate::query::PageVersions;
use crate::store::PageRow;
use crate::ui::{ReportDialog, VersionsDialog, strings as s};

use super::{Dialog, JiuwenApp};

impl JiuwenApp {
    /// Asks for the import that was left; it goes on where `go_on`, and is only told of otherwise.
    pub(super) fn ask_unfinished(&mut self, go_on: bool) {
        if let Some(store) = self.store.as_ref().filter(|_| !self.is_sample) {
            self.goes_on = go_on;
            self.writing.ask(WriteAsk::Unfinished(Arc::clone(store)));
        }
    }

    pub(super) fn ask_report(&self, run: Option<RunId>) {
        if let Some(store) = &self.store {
            self.writing.ask(WriteAsk::Report(Arc::clone(store), run));
        }
    }

    pub(super) fn report_answer(&mut self, answer: WriteAnswer) {
        match answer {
            WriteAnswer::Report(runs, report) => {
                self.import.reported();
                self.dialog = match report {
                    Some((run, lines)) => Some(Dialog::Report(ReportDialog {
                        runs: runs.iter().map(|run| (run.id, local_time(&run.started_at))).collect(),
                        run,
                        lines: lines.lines,
                        versions: lines.pages_with_versions,
                        path: String::new(),
                    })),
                    None => {
                        self.tell(s::NO_REPORTS);
                        None
                    }
                };
                if let Some(paths) = self.import.take_waiting() {
                    self.start_import(paths);
                }
            }
            WriteAnswer::Printed(count, path, shown) => {
                let path = path.display().to_string();
                self.tell(if shown { s::printed(count, &path) } else { s::no_viewer(&path) });
            }
            WriteAnswer::Exported(path) => self.tell(s::exported(&path.display().to_string())),
            WriteAnswer::Unfinished(run) => {
                match (run, self.store.clone(), std::mem::take(&mut self.goes_on)) {
                    (Some(run), Some(store), true) => self.import.go_on(&self.writing, &store, &run),
                    (Some(run), _, false) => self.tell(s::unfinished(run.pending, run.waiting)),
                    (None, _, true) => self.tell(s::NOTHING_UNFINISHED),
                    _ => {}
                }
            }
            WriteAnswer::VersionUsed => {
                self.tell(s::VERSION_USED);
                self.forget_articles();
                self.reload();
                self.read_selected_again();
                if let Some(Dialog::Versions(dialog)) = &self.dialog {
                    self.reading.ask(Ask::Versions(Some(dialog.shown.page)), None);
                }
            }
            _ => {}
        }
    }

    pub(super) fn show_versions(&mut self, pages: Vec<PageRow>, shown: Option<Box<PageVersions>>) {
        let Some(shown) = shown else {
            self.tell(s::NO_VERSIONS);
            return;
        };
        let title = |page: &PageRow| s::page_title(&page.paper, &page.date.to_string(), &page.number);
        let pages = pages.iter().map(|page| (page.id, title(page))).collect();
        self.dialog = Some(Dialog::Versions(VersionsDialog { pages, shown: *shown }));
    }
}

/// A time stamp of the store as a clock on the wall shows it.
fn local_time(stamp: &str) -> String {
    let time = stamp.parse::<Timestamp>().map(|time| TimeZone::system().to_datetime(time));
    time.map_or_else(|_| stamp.to_owned(), |time| time.strftime("%Y-%m-%d %H:%M").to_string())
}
