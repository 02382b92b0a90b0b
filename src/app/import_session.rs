//! One import from the choice of files to its report: read, review page after page, write. What waits for review lies
//! in the store: this holds the pages of one file.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::import::hex;
use crate::jobs::{Cancel, Decision, PageDraft, Progress, Request, Unseen, Worker, WriteAnswer, WriteAsk};
use crate::model::{PlaceCode, RunId};
use crate::query::View;
use crate::store::{RunRow, Store};
use crate::ui::{Action, ProgressData, ReviewData, ReviewFields, ReviewPanel, progress_dialog, strings as s};

type Writing = Worker<WriteAsk, WriteAnswer>;

/// The import that is going on, if any.
#[derive(Default)]
pub struct ImportSession {
    /// Files that wait for a store to be opened.
    waiting: Option<Vec<PathBuf>>,
    /// The store it goes into.
    store: Option<Arc<Store>>,
    run: Option<RunId>,
    reading: Option<Reading>,
    /// Pages of the file under review, the first on the screen.
    pages: VecDeque<PageDraft>,
    /// How many files wait, that under review too.
    left: usize,
    /// How many waited when the review began.
    total: usize,
    /// A page or a question that the writing thread holds.
    at_work: bool,
    /// Whether pages without doubts come in unseen.
    pub take_clean: bool,
    /// Whether those that waited already did.
    clean_taken: bool,
    /// Whether the store knows its area, without which every page comes in without places.
    pub has_area: bool,
    /// Decision that waits for the area to be set first.
    after_area: Option<ReviewFields>,
    /// The paper of the page before.
    paper: Option<String>,
    error: Option<String>,
}

/// Files being read.
struct Reading {
    progress: Progress,
    cancel: Cancel,
    since: Instant,
}

impl ImportSession {
    pub fn new(take_clean: bool) -> Self {
        Self { take_clean, ..Self::default() }
    }

    pub fn wait_for_store(&mut self, paths: Vec<PathBuf>) {
        self.waiting.get_or_insert_default().extend(paths);
    }

    pub fn take_waiting(&mut self) -> Option<Vec<PathBuf>> {
        // One import at a time; the next waits for it.
        if self.is_over() { self.waiting.take() } else { None }
    }

    pub fn forget_waiting(&mut self) {
        self.waiting = None;
    }

    pub fn prepare(&mut self, writing: &Writing, store: &Arc<Store>, paths: Vec<PathBuf>) {
        if !self.is_over() {
            self.wait_for_store(paths);
            return;
        }
        let unseen = if self.take_clean && self.has_area { Unseen::Clean } else { Unseen::None };
        self.clean_taken = unseen == Unseen::Clean;
        let request = Request { paths, unseen, ..Request::default() };
        self.store = Some(Arc::clone(store));
        let cancel = self.begin_reading();
        writing.ask(WriteAsk::Import(Arc::clone(store), request, cancel));
    }

    /// Goes on with an import that was broken off, and with what waits of it.
    pub fn go_on(&mut self, writing: &Writing, store: &Arc<Store>, run: &RunRow) {
        if !self.is_over() {
            return;
        }
        self.store = Some(Arc::clone(store));
        self.clean_taken = false;
        let cancel = self.begin_reading();
        writing.ask(WriteAsk::Resume(Arc::clone(store), run.id, cancel));
    }

    fn begin_reading(&mut self) -> Cancel {
        let cancel = Cancel::default();
        let (progress, since) = (Progress::default(), Instant::now());
        self.reading = Some(Reading { progress, cancel: cancel.clone(), since });
        cancel
    }

    pub fn progress(&mut self, progress: Progress) {
        if let Some(reading) = &mut self.reading {
            reading.progress = progress;
        }
    }

    pub fn pause(&self, paused: bool) {
        if let Some(reading) = &self.reading {
            reading.cancel.pause(paused);
        }
    }

    /// All files are read, or a person stopped the reading; so many files wait for review.
    pub fn ended(&mut self, writing: &Writing, run: RunId, waiting: usize) {
        let stopped = self.reading.take().is_some_and(|reading| reading.cancel.is_cancelled());
        self.run = Some(run);
        self.total = self.total.max(waiting);
        if stopped || waiting == 0 {
            self.finish(writing);
        } else {
            self.next(writing);
        }
    }

    pub fn not_prepared(&mut self) {
        (self.reading, self.run, self.at_work, self.total) = (None, None, false, 0);
        self.pages.clear();
    }

    /// Fetches the next file that waits; those without doubts come in before, where a person has chosen so.
    fn next(&mut self, writing: &Writing) {
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        if self.take_clean && self.has_area && !self.clean_taken {
            self.clean_taken = true;
            let cancel = self.begin_reading();
            writing.ask(WriteAsk::TakeClean(store, run, cancel));
            return;
        }
        self.at_work = true;
        writing.ask(WriteAsk::NextWaiting(store, run));
    }

    pub fn fetched(&mut self, writing: &Writing, drafts: Vec<PageDraft>, left: usize) {
        self.at_work = false;
        if drafts.is_empty() {
            self.finish(writing);
            return;
        }
        self.pages = drafts.into();
        self.left = left;
        self.total = self.total.max(left);
    }

    /// Asks for the report: nothing is left to do now.
    fn finish(&mut self, writing: &Writing) {
        self.pages.clear();
        self.total = 0;
        if let (Some(store), Some(run)) = (&self.store, self.run.take()) {
            self.at_work = true;
            writing.ask(WriteAsk::Report(Arc::clone(store), Some(run)));
        }
    }

    /// A report has come.
    pub fn reported(&mut self) {
        self.at_work = false;
    }

    /// Sends the first page to be written; the area that was only proposed is set before it.
    pub fn commit(&mut self, writing: &Writing, fields: ReviewFields) {
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        let Some(draft) = self.pages.pop_front() else { return };
        self.error = None;
        self.at_work = true;
        let draft = Box::new(draft);
        if let Some(area) = draft.reading.area.as_ref().map(|proposal| proposal.code) {
            self.after_area = Some(fields);
            writing.ask(WriteAsk::SetArea(store, area, Some(draft)));
        } else {
            self.paper = Some(fields.paper.clone());
            writing.ask(WriteAsk::Commit(store, run, draft, decision(fields), self.pages.is_empty()));
        }
    }

    pub fn set_area(&mut self, writing: &Writing, store: &Arc<Store>, area: PlaceCode) {
        let draft = if self.at_work { None } else { self.pages.pop_front().map(Box::new) };
        self.at_work |= draft.is_some();
        writing.ask(WriteAsk::SetArea(Arc::clone(store), area, draft));
    }

    /// The area is the store's own now: no page proposes another, and a page that waited for it is written.
    /// True where a person chose the area by itself.
    pub fn area_set(&mut self, writing: &Writing, draft: Option<Box<PageDraft>>) -> bool {
        self.has_area = true;
        for page in &mut self.pages {
            page.reading.area = None;
        }
        let Some(mut draft) = draft else { return true };
        draft.reading.area = None;
        self.at_work = false;
        self.pages.push_front(*draft);
        let fields = self.after_area.take();
        let by_itself = fields.is_none();
        if let Some(fields) = fields {
            self.commit(writing, fields);
        }
        by_itself
    }

    /// A page was taken in or left out.
    pub fn settled(&mut self, writing: &Writing) {
        self.at_work = false;
        if self.pages.is_empty() {
            self.next(writing);
        }
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

    pub fn skip(&mut self, writing: &Writing) {
        self.error = None;
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        if let Some(draft) = self.pages.pop_front() {
            self.at_work = true;
            let last = self.pages.is_empty();
            writing.ask(WriteAsk::Skip(store, run, Box::new(draft), last, s::SKIPPED_BY_HAND));
        }
    }

    /// Stops reading, or leaves what waits for another day.
    pub fn stop(&mut self, writing: &Writing) {
        match &self.reading {
            Some(reading) => reading.cancel.cancel(),
            None => self.finish(writing),
        }
    }

    pub fn is_over(&self) -> bool {
        self.reading.is_none() && self.pages.is_empty() && !self.at_work
    }

    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.at_work || self.waiting.is_some()
    }

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
        let Some(draft) = self.pages.front().filter(|_| !self.at_work) else { return };
        let own = view.and_then(|view| view.archive.area()).map(|area| (area.name.clone(), None));
        let proposed = draft.reading.area.as_ref();
        let proposed = proposed.map(|proposal| (proposal.path.clone(), Some(proposal.reason.clone())));
        let photos = draft.reading.items.iter().flat_map(|item| &item.photos);
        let data = ReviewData {
            name: &draft.source.name(),
            encoding: draft.encoding,
            bytes: draft.source.bytes.len(),
            sha256: &hex(&draft.source.sha256),
            reading: &draft.reading,
            pictures: photos
                .enumerate()
                .filter_map(|(at, photo)| photo.picture.is_some().then_some(at + 1))
                .collect(),
            position: (self.total - self.left + 1, self.total),
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
        use_newer: false,
    }
}
