//! One import from the choice of files to its report: read, review page after page, write.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use crate::import::hex;
use crate::jobs::{Cancel, Decision, Intake, PageDraft, Status, Worker, WriteAnswer, WriteAsk};
use crate::model::PlaceCode;
use crate::query::View;
use crate::store::Store;
use crate::ui::{
    Action, ReportLine, ReviewData, ReviewFields, ReviewPanel, Tone, progress_dialog, strings as s,
};

type Writing = Worker<WriteAsk, WriteAnswer>;

/// The import that is going on, if any.
#[derive(Default)]
pub struct ImportSession {
    /// Files that wait for a store to be opened.
    waiting: Option<Vec<PathBuf>>,
    /// Files being read: done, total, and the flag that stops it.
    reading: Option<(usize, usize, Cancel)>,
    /// Pages to review, the first on the screen.
    pages: VecDeque<PageDraft>,
    /// How many pages the batch had.
    total: usize,
    /// A page that the writing thread holds, and what was decided of it.
    at_work: bool,
    /// Decision that waits for the area to be set first.
    after_area: Option<ReviewFields>,
    /// The paper of the page before.
    paper: Option<String>,
    error: Option<String>,
    report: Vec<ReportLine>,
}

impl ImportSession {
    pub fn wait_for_store(&mut self, paths: Vec<PathBuf>) {
        self.waiting.get_or_insert_default().extend(paths);
    }

    pub fn take_waiting(&mut self) -> Option<Vec<PathBuf>> {
        self.waiting.take()
    }

    pub fn forget_waiting(&mut self) {
        self.waiting = None;
    }

    pub fn prepare(&mut self, writing: &Writing, store: &Arc<Store>, paths: Vec<PathBuf>) {
        // One batch is read at a time; the next waits for it.
        if self.reading.is_some() {
            self.wait_for_store(paths);
            return;
        }
        let cancel = Cancel::default();
        self.reading = Some((0, 0, cancel.clone()));
        writing.ask(WriteAsk::Prepare(Arc::clone(store), paths, cancel));
    }

    pub fn progress(&mut self, done: usize, total: usize) {
        if let Some(reading) = &mut self.reading {
            (reading.0, reading.1) = (done, total);
        }
    }

    /// Files that were read before a person stopped the reading are left out.
    pub fn prepared(&mut self, drafts: Vec<PageDraft>, report: Vec<Intake>) {
        let stopped = self.reading.take().is_some_and(|(.., cancel)| cancel.is_cancelled());
        self.add_to_report(report);
        if stopped {
            self.report.extend(drafts.iter().map(skipped));
            return;
        }
        self.total = self.pages.len() + drafts.len();
        self.pages.extend(drafts);
    }

    pub fn not_prepared(&mut self) {
        self.reading = None;
    }

    /// Sends the first page to be written; the area that was only proposed is set before it.
    pub fn commit(&mut self, writing: &Writing, store: &Arc<Store>, fields: ReviewFields) {
        let Some(draft) = self.pages.pop_front() else { return };
        self.error = None;
        self.at_work = true;
        let draft = Box::new(draft);
        if let Some(area) = draft.reading.area.as_ref().map(|proposal| proposal.code) {
            self.after_area = Some(fields);
            writing.ask(WriteAsk::SetArea(Arc::clone(store), area, Some(draft)));
        } else {
            self.paper = Some(fields.paper.clone());
            writing.ask(WriteAsk::Commit(Arc::clone(store), draft, decision(fields)));
        }
    }

    pub fn set_area(&mut self, writing: &Writing, store: &Arc<Store>, area: PlaceCode) {
        let draft = if self.at_work { None } else { self.pages.pop_front().map(Box::new) };
        self.at_work |= draft.is_some();
        writing.ask(WriteAsk::SetArea(Arc::clone(store), area, draft));
    }

    /// The area is the store's own now: no page proposes another, and a page that waited for it is written.
    /// True where a person chose the area by itself.
    pub fn area_set(
        &mut self,
        writing: &Writing,
        store: Option<&Arc<Store>>,
        draft: Option<Box<PageDraft>>,
    ) -> bool {
        for page in &mut self.pages {
            page.reading.area = None;
        }
        let Some(mut draft) = draft else { return true };
        draft.reading.area = None;
        self.at_work = false;
        self.pages.push_front(*draft);
        let fields = self.after_area.take();
        let by_itself = fields.is_none();
        if let (Some(fields), Some(store)) = (fields, store) {
            self.commit(writing, store, fields);
        }
        by_itself
    }

    pub fn committed(&mut self, report: Vec<Intake>) {
        self.at_work = false;
        self.add_to_report(report);
    }

    /// A page that could not be written comes back. False where no page was at work.
    pub fn failed(&mut self, message: &str, draft: Option<Box<PageDraft>>) -> bool {
        let Some(draft) = draft else { return false };
        self.after_area = None;
        self.at_work = false;
        self.pages.push_front(*draft);
        self.error = Some(message.to_owned());
        true
    }

    pub fn skip(&mut self) {
        self.error = None;
        if let Some(draft) = self.pages.pop_front() {
            self.report.push(skipped(&draft));
        }
    }

    pub fn stop(&mut self) {
        if let Some((.., cancel)) = &self.reading {
            cancel.cancel();
        }
        self.report.extend(self.pages.drain(..).map(|draft| skipped(&draft)));
    }

    pub fn is_over(&self) -> bool {
        self.reading.is_none() && self.pages.is_empty() && !self.at_work
    }

    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.at_work || self.waiting.is_some()
    }

    pub fn report(&self) -> &[ReportLine] {
        &self.report
    }

    pub fn forget_report(&mut self) {
        self.report.clear();
    }

    fn add_to_report(&mut self, lines: Vec<Intake>) {
        self.report.extend(lines.into_iter().map(|line| ReportLine {
            tone: match line.status {
                Status::Imported => Tone::Good,
                Status::Skipped => Tone::Quiet,
                Status::Failed => Tone::Bad,
            },
            text: line.reason.unwrap_or_else(|| s::report_line(line.articles, line.photos, line.warnings)),
            path: line.path,
        }));
    }

    /// Draws the progress of reading, or the page under review.
    pub fn ui(
        &self,
        ctx: &egui::Context,
        panel: &mut ReviewPanel,
        view: Option<&View>,
        actions: &mut Vec<Action>,
    ) {
        if let Some((done, total, _)) = &self.reading {
            progress_dialog(ctx, *done, *total, actions);
            return;
        }
        // The page at work comes back where it fails: the next one must not take its place on the screen meanwhile.
        let Some(draft) = self.pages.front().filter(|_| !self.at_work) else { return };
        let own = view.and_then(|view| view.archive.area()).map(|area| (area.name.clone(), None));
        let proposed = draft.reading.area.as_ref();
        let proposed = proposed.map(|proposal| (proposal.path.clone(), Some(proposal.reason.clone())));
        let data = ReviewData {
            name: &draft.source.name(),
            encoding: draft.encoding,
            bytes: draft.source.bytes.len(),
            sha256: &hex(&draft.source.sha256),
            reading: &draft.reading,
            pictures: draft.pictures.iter().map(|picture| picture.number).collect(),
            position: (self.total - self.pages.len() + 1, self.total),
            paper_before: self.paper.as_deref(),
            area: proposed.or(own),
            error: self.error.as_deref(),
        };
        panel.ui(ctx, &data, actions);
    }
}

fn decision(fields: ReviewFields) -> Decision {
    Decision {
        paper: Some(fields.paper),
        date: Some(fields.date),
        number: Some(fields.number),
        name: fields.name,
    }
}

fn skipped(draft: &PageDraft) -> ReportLine {
    ReportLine { path: draft.source.path.clone(), tone: Tone::Quiet, text: s::SKIPPED_BY_HAND.to_owned() }
}
