//! The page under review: its edits, and the draft that keeps them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::import::PlaceFinder;
use crate::import::edit::{DecidedHead, HeadFields, PageEdit};
use crate::jobs::{self, Decision, PageDraft, PageKey, ReviewAsk, Worker, WriteAnswer, WriteAsk};
use crate::store::Store;
use crate::ui::ReviewAct;

/// How long after the last edit the draft is saved: often enough for a crash, and not at every letter.
const REST: Duration = Duration::from_millis(400);

/// A page whose review has begun.
pub struct ReviewPage {
    pub key: PageKey,
    /// Path of its source.
    path: PathBuf,
    pub edit: PageEdit,
    /// When it was changed, where that is not saved yet.
    changed: Option<Instant>,
}

impl ReviewPage {
    /// Goes on with a draft, or begins with the page as read.
    pub fn begin(
        draft: &PageDraft,
        kept: Option<Box<PageEdit>>,
        paper_before: Option<&str>,
        finder: Arc<PlaceFinder>,
    ) -> Self {
        let edit = kept.map_or_else(
            || {
                let mut reading = draft.reading.clone();
                jobs::pair_pictures(&mut reading, &draft.pictures);
                let fields = HeadFields::of(&reading, paper_before);
                PageEdit::new(reading, fields, finder)
            },
            |kept| *kept,
        );
        Self { key: key_of(draft), path: draft.source.path.clone(), edit, changed: None }
    }

    /// Does what changes the page itself; what is left concerns others.
    pub fn act(&mut self, act: ReviewAct) -> Option<ReviewAct> {
        let changed = match act {
            ReviewAct::Edit(edit) => self.edit.apply(edit),
            ReviewAct::Undo => self.edit.undo(),
            ReviewAct::Redo => self.edit.redo(),
            ReviewAct::Type(fields) => {
                self.edit.set_fields(fields);
                true
            }
            other => return Some(other),
        };
        if changed {
            self.changed = Some(Instant::now());
        }
        None
    }

    /// Whether a person changed something that no draft keeps yet.
    pub fn is_unsaved(&self) -> bool {
        self.changed.is_some()
    }

    /// Asks to keep the draft, once the person rests or at once.
    pub fn save(&mut self, writing: &Worker<WriteAsk, WriteAnswer>, store: &Arc<Store>, at_once: bool) {
        let rested = self.changed.is_some_and(|changed| changed.elapsed() >= REST);
        if at_once || rested {
            self.changed = None;
            let ask = ReviewAsk::Save(self.key.clone(), self.path.clone(), Box::new(self.edit.clone()));
            writing.ask(WriteAsk::Review(Arc::clone(store), ask));
        }
    }

    /// Keeps the draft before the program ends, and waits for it.
    pub fn save_now(&mut self, store: &Store) {
        if self.changed.take().is_some() {
            let saved = jobs::save_draft(store, &self.key, self.path.clone(), &self.edit);
            if let Err(error) = saved {
                tracing::error!(%error, "the draft is not kept");
            }
        }
    }

    /// A page that nobody need look at.
    pub fn is_clean(&self) -> bool {
        self.edit.doubts().is_empty()
    }

    /// What was decided of it, once nothing is open.
    pub fn decision(&self) -> Option<Decision> {
        let DecidedHead { paper, date, number, name } = self.edit.fields().decided()?;
        Some(Decision { paper: Some(paper), date: Some(date), number: Some(number), name })
    }
}

/// Which page this is.
pub fn key_of(draft: &PageDraft) -> PageKey {
    PageKey { sha256: draft.source.sha256, part: 0 }
}
