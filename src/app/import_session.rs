//! One import from the choice of files to its report: read, review page after page, write.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use crate::import::hex;
use crate::jobs::{
    Cancel, Intake, PageDraft, PageKey, ReviewAnswer, ReviewAsk, Status, Worker, WriteAnswer, WriteAsk,
};
use crate::model::PlaceCode;
use crate::query::View;
use crate::store::Store;
use crate::ui::{
    Action, ReportLine, ReviewAct, ReviewData, ReviewPanel, Tone, progress_dialog, strings as s,
};

use super::review_page::{ReviewPage, key_of};

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
    /// The first page, once its places and its draft have come.
    review: Option<ReviewPage>,
    /// The page whose places and draft are on their way.
    asked: Option<PageKey>,
    /// How many reviews have begun.
    begun: usize,
    /// A page is to be committed once the area is set.
    after_area: bool,
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

    /// Begins the review of the first page, and keeps the draft of the one that is on the screen.
    pub fn step(&mut self, writing: &Writing, store: Option<&Arc<Store>>) {
        let Some(store) = store else { return };
        if let Some(review) = &mut self.review {
            review.save(writing, store, false);
        }
        let Some(page) = self.pages.front().filter(|_| !self.at_work && self.asked.is_none()) else { return };
        let key = key_of(page);
        if self.review.as_ref().is_none_or(|review| review.key != key) {
            self.ask_to_begin(writing, store);
        }
    }

    /// The places of the area may be others than before.
    fn ask_to_begin(&mut self, writing: &Writing, store: &Arc<Store>) {
        let Some(page) = self.pages.front() else { return };
        let area = page.reading.area.as_ref().map(|proposal| proposal.code);
        let key = key_of(page);
        self.asked = Some(key.clone());
        writing.ask(WriteAsk::Review(Arc::clone(store), ReviewAsk::Begin(key, area)));
    }

    /// What the writing thread says of the page under review. True where a page came in.
    pub fn answered(
        &mut self,
        answer: ReviewAnswer,
        accept_clean: bool,
        writing: &Writing,
        store: &Arc<Store>,
    ) {
        match answer {
            ReviewAnswer::Begun(key, finder, kept) => {
                self.asked = None;
                let Some(page) = self.pages.front_mut().filter(|page| key_of(page) == key) else { return };
                if let Some(review) = self.review.as_mut().filter(|review| review.key == key) {
                    review.edit.set_finder(finder);
                    return;
                }
                let by_draft = kept.is_some();
                let encoding = kept.as_ref().and_then(|kept| kept.encoding()).map(str::to_owned);
                page.encoding = encoding
                    .and_then(|name| crate::import::edit::encoding_name(&name))
                    .unwrap_or(page.encoding);
                let review = ReviewPage::begin(page, kept, self.paper.as_deref(), finder);
                let unseen = accept_clean && !by_draft && review.is_clean();
                self.review = Some(review);
                self.begun += 1;
                if unseen {
                    self.commit(writing, store);
                }
            }
            ReviewAnswer::ReadAgain(page) => {
                self.at_work = false;
                let kept = self.review.take().map(|review| review.edit.fields().clone());
                let encoding = page.encoding;
                self.pages.push_front(*page);
                if let (Some(page), Some(fields)) = (self.pages.front(), kept) {
                    let mut review = ReviewPage::begin(page, None, self.paper.as_deref(), Arc::default());
                    let mut fresh = review.edit.fields().clone();
                    // What a person typed stays; what the old reading gave may be as garbled as it was.
                    fresh.paper = if fresh.paper.is_empty() { fields.paper } else { fresh.paper };
                    fresh.date = if fresh.date.is_empty() { fields.date } else { fresh.date };
                    fresh.number = if fresh.number.is_empty() { fields.number } else { fresh.number };
                    review.edit.set_encoding(Some(encoding.to_owned()));
                    let _ = review.act(ReviewAct::Type(fresh));
                    self.review = Some(review);
                    self.begun += 1;
                    self.ask_to_begin(writing, store);
                }
            }
            ReviewAnswer::Committed(report) => self.committed(report),
            ReviewAnswer::Failed(message, draft) => {
                self.asked = None;
                if !self.failed(&message, draft) {
                    self.error = Some(message);
                }
            }
            ReviewAnswer::Resumed(pages) => {
                let known: Vec<PageKey> = self.pages.iter().map(key_of).collect();
                self.pages.extend(pages.into_iter().filter(|page| !known.contains(&key_of(page))));
                self.total = self.pages.len();
            }
            ReviewAnswer::Drafts(_) | ReviewAnswer::Habits(_) | ReviewAnswer::Done => {}
        }
    }

    /// What a person does with the page under review.
    pub fn act(&mut self, act: ReviewAct, writing: &Writing, store: &Arc<Store>) {
        let Some(review) = &mut self.review else { return };
        match review.act(act) {
            Some(ReviewAct::Commit) => self.commit(writing, store),
            Some(ReviewAct::PutAside) => {
                review.save(writing, store, true);
                self.review = None;
                self.error = None;
                let kept = |page: PageDraft| ReportLine {
                    path: page.source.path,
                    tone: Tone::Quiet,
                    text: s::DRAFT_KEPT.to_owned(),
                };
                self.report.extend(self.pages.pop_front().map(kept));
            }
            Some(ReviewAct::ReadAgain(encoding)) => {
                if let Some(page) = self.pages.pop_front() {
                    self.at_work = true;
                    let ask = ReviewAsk::ReadAgain(key_of(&page), Box::new(page), encoding);
                    writing.ask(WriteAsk::Review(Arc::clone(store), ask));
                }
            }
            _ => {}
        }
    }

    /// Sends the first page to be written; the area that was only proposed is set before it.
    fn commit(&mut self, writing: &Writing, store: &Arc<Store>) {
        let Some(review) = &self.review else { return };
        let Some(decision) = review.decision() else { return };
        let Some(draft) = self.pages.pop_front() else { return };
        self.error = None;
        self.at_work = true;
        let draft = Box::new(draft);
        if let Some(area) = draft.reading.area.as_ref().map(|proposal| proposal.code) {
            self.after_area = true;
            writing.ask(WriteAsk::SetArea(Arc::clone(store), area, Some(draft)));
        } else {
            self.paper.clone_from(&decision.paper);
            let ask = ReviewAsk::Commit(review.key.clone(), draft, Box::new(review.edit.clone()), decision);
            writing.ask(WriteAsk::Review(Arc::clone(store), ask));
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
        let by_itself = !std::mem::take(&mut self.after_area);
        match store {
            Some(store) if by_itself => self.ask_to_begin(writing, store),
            Some(store) => self.commit(writing, store),
            None => {}
        }
        by_itself
    }

    pub fn committed(&mut self, report: Vec<Intake>) {
        self.at_work = false;
        self.review = None;
        self.add_to_report(report);
    }

    /// A page that could not be written comes back. False where no page was at work.
    pub fn failed(&mut self, message: &str, draft: Option<Box<PageDraft>>) -> bool {
        let Some(draft) = draft else { return false };
        self.after_area = false;
        self.at_work = false;
        self.pages.push_front(*draft);
        self.error = Some(message.to_owned());
        true
    }

    /// Leaves the first page out, and forgets its draft.
    pub fn skip(&mut self, writing: &Writing, store: Option<&Arc<Store>>) {
        self.error = None;
        if let (Some(review), Some(store)) = (self.review.take(), store) {
            writing.ask(WriteAsk::Review(Arc::clone(store), ReviewAsk::Drop(review.key)));
        }
        if let Some(draft) = self.pages.pop_front() {
            self.report.push(skipped(&draft));
        }
    }

    /// Leaves all pages out; what was changed of the first is kept as its draft.
    pub fn stop(&mut self, writing: &Writing, store: Option<&Arc<Store>>) {
        if let (Some(mut review), Some(store)) = (self.review.take(), store)
            && review.is_unsaved()
        {
            review.save(writing, store, true);
        }
        if let Some((.., cancel)) = &self.reading {
            cancel.cancel();
        }
        self.report.extend(self.pages.drain(..).map(|draft| skipped(&draft)));
    }

    pub fn is_over(&self) -> bool {
        self.reading.is_none() && self.pages.is_empty() && !self.at_work
    }

    pub fn is_busy(&self) -> bool {
        let coming = self.asked.is_some() || (self.review.is_none() && !self.pages.is_empty());
        self.reading.is_some() || self.at_work || self.waiting.is_some() || coming
    }

    /// Whether a page is on the screen.
    pub fn is_reviewing(&self) -> bool {
        !self.at_work && self.review.is_some()
    }

    /// Whether the page on the screen has changes that no draft keeps yet.
    pub fn is_unsaved(&self) -> bool {
        self.review.as_ref().is_some_and(ReviewPage::is_unsaved)
    }

    /// Keeps the draft before the program ends.
    pub fn save_now(&mut self, store: &Store) {
        if let Some(review) = &mut self.review {
            review.save_now(store);
        }
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
        accept_clean: bool,
        actions: &mut Vec<Action>,
    ) {
        if let Some((done, total, _)) = &self.reading {
            progress_dialog(ctx, *done, *total, actions);
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
            encoding: page.encoding,
            bytes: page.source.bytes.len(),
            sha256: &hex(&page.source.sha256),
            edit: &review.edit,
            position: (self.total - self.pages.len() + 1, self.total),
            area: proposed.or(own),
            error: self.error.as_deref(),
            accept_clean,
        };
        panel.ui(ctx, &data, actions);
    }
}

fn skipped(draft: &PageDraft) -> ReportLine {
    ReportLine { path: draft.source.path.clone(), tone: Tone::Quiet, text: s::SKIPPED_BY_HAND.to_owned() }
}
