//! One import from the choice of files to its report: read, review page after page, write. What waits for review lies
//! in the store: this holds the pages of one file.

mod draw;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::jobs::{
    Ask, Cancel, PageDraft, PageKey, Progress, Request, ReviewAnswer, ReviewAsk, Unseen, Wake, Worker,
    WriteAnswer, WriteAsk,
};
use crate::model::{PlaceCode, RunId};
use crate::store::{RunRow, Store};
use crate::ui::{ReviewAct, strings as s};

use super::columns::AskedColumns;
use super::review::page::{ReviewPage, key_of};
use super::review::pictures::Shown;
use super::review::sheet::ReviewSheet;

pub type Writing = Worker<WriteAsk, WriteAnswer>;

/// The import that is going on, if any.
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
    /// The first page, once its places have come.
    review: Option<ReviewPage>,
    /// Its pictures.
    shown: Shown,
    /// The page whose places are on their way.
    asked: Option<PageKey>,
    /// How many reviews have begun.
    begun: usize,
    /// Files with a page that was put aside.
    aside: Vec<PathBuf>,
    /// A catalogue whose columns a person is asked about.
    pub columns: Option<AskedColumns>,
    /// A page is to be committed once the area is set.
    after_area: bool,
    /// The paper of the page before.
    paper: Option<String>,
    error: Option<String>,
    /// The picture of the page under review.
    pub sheet: ReviewSheet,
}

/// Files being read.
struct Reading {
    progress: Progress,
    cancel: Cancel,
    since: Instant,
}

impl ImportSession {
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn new(take_clean: bool, wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        Ok(Self {
            take_clean,
            waiting: None,
            store: None,
            run: None,
            reading: None,
            pages: VecDeque::new(),
            left: 0,
            total: 0,
            at_work: false,
            clean_taken: false,
            has_area: false,
            review: None,
            shown: Shown::new(wake)?,
            sheet: ReviewSheet::default(),
            columns: None,
            asked: None,
            begun: 0,
            aside: Vec::new(),
            after_area: false,
            paper: None,
            error: None,
        })
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
        (self.asked, self.review) = (None, None);
        self.pages.clear();
    }

    /// Fetches the next file that waits; those without doubts come in before, where a person has chosen so.
    pub fn next(&mut self, writing: &Writing) {
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        if self.take_clean && self.has_area && !self.clean_taken {
            self.clean_taken = true;
            let cancel = self.begin_reading();
            writing.ask(WriteAsk::TakeClean(store, run, cancel));
            return;
        }
        self.at_work = true;
        writing.ask(WriteAsk::NextWaiting(store, run, self.aside.clone()));
    }

    pub fn put_aside(&mut self, path: Option<PathBuf>) {
        self.aside.extend(path);
    }

    /// So many files wait, the one that is looked at too.
    pub fn files_left(&mut self, left: usize) {
        self.at_work = false;
        self.left = left;
        self.total = self.total.max(left);
    }

    pub fn fetched(&mut self, writing: &Writing, drafts: Vec<PageDraft>, left: usize) {
        if drafts.is_empty() {
            self.at_work = false;
            self.finish(writing);
            return;
        }
        self.pages = drafts.into();
        self.files_left(left);
    }

    /// Asks for the report: nothing is left to do now.
    fn finish(&mut self, writing: &Writing) {
        self.pages.clear();
        self.aside.clear();
        self.review = None;
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

    /// Begins the review of the first page, and keeps the draft of the one that is on the screen.
    pub fn step(&mut self, ctx: &egui::Context, writing: &Writing) {
        self.shown.receive(ctx);
        let Some(store) = self.store.clone() else { return };
        if let Some(review) = &mut self.review {
            review.save(writing, &store, false);
        }
        let Some(page) = self.pages.front().filter(|_| !self.at_work && self.asked.is_none()) else { return };
        let key = key_of(page);
        if self.review.as_ref().is_none_or(|review| review.key != key) {
            self.ask_to_begin(writing);
        }
    }

    /// The places of the area may be others than before.
    fn ask_to_begin(&mut self, writing: &Writing) {
        let (Some(page), Some(store)) = (self.pages.front(), self.store.clone()) else { return };
        let area = page.reading.area.as_ref().map(|proposal| proposal.code);
        let key = key_of(page);
        self.asked = Some(key.clone());
        writing.ask(WriteAsk::Review(store, ReviewAsk::Begin(key, area)));
    }

    /// What the writing thread says of the page under review; a failure that no page can show is given back.
    pub fn answered(&mut self, answer: ReviewAnswer, writing: &Writing) -> Option<String> {
        match answer {
            ReviewAnswer::Begun(key, finder) => {
                self.asked = None;
                let page = self.pages.front().filter(|page| key_of(page) == key)?;
                match self.review.as_mut().filter(|review| review.key == key) {
                    Some(review) => review.edit.set_finder(finder),
                    None => {
                        let paper = self.paper.as_deref();
                        self.review = Some(ReviewPage::begin(page, paper, finder, self.has_area));
                        self.shown.clear();
                        self.begun += 1;
                    }
                }
            }
            ReviewAnswer::ReadAgain(page) => self.read_again(*page, writing),
            ReviewAnswer::Failed(message, page) => {
                self.asked = None;
                if !self.failed(&message, page) {
                    if self.review.is_none() {
                        return Some(message);
                    }
                    self.error = Some(message);
                }
            }
            ReviewAnswer::Habits(_) | ReviewAnswer::Done => {}
        }
        None
    }

    /// The page has come back in another encoding: what was edited of the garbled text is gone, the head as typed stays.
    fn read_again(&mut self, page: PageDraft, writing: &Writing) {
        self.at_work = false;
        let typed = self.review.take().map(|review| review.edit.fields().clone()).unwrap_or_default();
        let mut review = ReviewPage::begin(&page, self.paper.as_deref(), Arc::default(), false);
        let mut fields = review.edit.fields().clone();
        for (field, typed) in [
            (&mut fields.paper, typed.paper),
            (&mut fields.date, typed.date),
            (&mut fields.number, typed.number),
            (&mut fields.name, typed.name),
        ] {
            if field.is_empty() {
                *field = typed;
            }
        }
        review.edit.set_encoding(Some(page.encoding.to_owned()));
        let _ = review.act(ReviewAct::Type(fields));
        self.review = Some(review);
        self.pages.push_front(page);
        self.begun += 1;
        self.ask_to_begin(writing);
    }

    /// What a person does with the page under review.
    pub fn act(&mut self, act: ReviewAct, writing: &Writing) {
        if let ReviewAct::WantPicture(path) = act {
            self.shown.want(path);
            return;
        }
        let (Some(review), Some(store)) = (&mut self.review, self.store.clone()) else { return };
        match review.act(act) {
            Some(ReviewAct::Commit) => self.commit(writing),
            Some(ReviewAct::PutAside) => {
                review.save(writing, &store, true);
                self.review = None;
                self.error = None;
                self.aside.extend(self.pages.pop_front().map(|page| page.source.path.clone()));
                self.settled(writing);
            }
            Some(ReviewAct::ReadAgain(encoding)) => {
                if let Some(page) = self.pages.pop_front() {
                    self.at_work = true;
                    let ask = ReviewAsk::ReadAgain(Box::new(page), encoding);
                    writing.ask(WriteAsk::Review(store, ask));
                }
            }
            _ => {}
        }
    }

    /// Whether nothing of a file is left to review once `page` is done.
    fn is_last(&self, page: &PageDraft) -> bool {
        self.pages.is_empty() && !self.aside.contains(&page.source.path)
    }

    /// Sends the first page to be written; the area that was only proposed is set before it.
    fn commit(&mut self, writing: &Writing) {
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        let Some(review) = &self.review else { return };
        let Some(decision) = review.decision() else { return };
        let Some(draft) = self.pages.pop_front() else { return };
        self.error = None;
        self.at_work = true;
        if let Some(area) = draft.reading.area.as_ref().map(|proposal| proposal.code) {
            self.after_area = true;
            writing.ask(WriteAsk::SetArea(store, area, Some(Box::new(draft))));
        } else {
            self.paper.clone_from(&decision.paper);
            let (edit, last) = (Box::new(review.edit.clone()), self.is_last(&draft));
            writing.ask(WriteAsk::Commit(store, run, Box::new(draft), edit, decision, last));
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
        let by_itself = !std::mem::take(&mut self.after_area);
        if by_itself {
            self.ask_to_begin(writing);
        } else {
            self.commit(writing);
        }
        by_itself
    }

    /// A page was taken in or left out.
    pub fn settled(&mut self, writing: &Writing) {
        self.at_work = false;
        self.review = None;
        if self.pages.is_empty() {
            self.next(writing);
        }
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

    pub fn skip(&mut self, writing: &Writing) {
        self.error = None;
        let (Some(store), Some(run)) = (self.store.clone(), self.run) else { return };
        if let Some(draft) = self.pages.pop_front() {
            self.at_work = true;
            self.review = None;
            let last = self.is_last(&draft);
            writing.ask(WriteAsk::Skip(store, run, Box::new(draft), last, s::SKIPPED_BY_HAND));
        }
    }

    /// Stops reading, or leaves what waits for another day.
    pub fn stop(&mut self, writing: &Writing) {
        match &self.reading {
            Some(reading) => reading.cancel.cancel(),
            None => {
                if let (Some(review), Some(store)) = (&mut self.review, &self.store)
                    && review.is_unsaved()
                {
                    review.save(writing, store, true);
                }
                self.finish(writing);
            }
        }
    }

    pub fn is_over(&self) -> bool {
        self.reading.is_none() && self.pages.is_empty() && !self.at_work && self.columns.is_none()
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
    pub fn save_now(&mut self) {
        if let (Some(review), Some(store)) = (&mut self.review, &self.store) {
            review.save_now(store);
        }
    }

    /// What to ask for the picture of the page on the screen, once.
    pub fn want_sheet(&mut self, ctx: &egui::Context) -> Option<Ask> {
        let page = self.pages.front().filter(|_| self.review.is_some())?;
        self.sheet.want(ctx, page)
    }
}
