//! The page under review: its edits, and the draft that keeps them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::import::PlaceFinder;
use crate::import::edit::{DecidedHead, HeadFields, PageEdit, encoding_name};
use crate::jobs::{self, Decision, DraftOf, PageDraft, PageKey, ReviewAsk, Worker, WriteAnswer, WriteAsk};
use crate::store::Store;
use crate::ui::ReviewAct;

/// How long after the last edit the draft is saved: often enough for a crash, and not at every letter.
const REST: Duration = Duration::from_millis(400);

/// A page whose review has begun.
pub struct ReviewPage {
    pub key: PageKey,
    pub edit: PageEdit,
    of: DraftOf,
    /// When it was changed, where that is not saved yet.
    changed: Option<Instant>,
}

impl ReviewPage {
    /// Goes on with a draft, or begins with the page as read.
    pub fn begin(
        draft: &PageDraft,
        paper_before: Option<&str>,
        finder: Arc<PlaceFinder>,
        has_area: bool,
    ) -> Self {
        let kept = draft.saved.as_deref().and_then(|json| {
            // A draft that cannot be read is left alone: the page comes up as read.
            let kept = PageEdit::from_json(json, Arc::clone(&finder));
            kept.inspect_err(|error| tracing::warn!(%error, "a draft that cannot be read")).ok()
        });
        let edit = match kept {
            Some(mut edit) => {
                if has_area {
                    edit.set_finder(finder);
                }
                edit
            }
            None => {
                let fields = HeadFields::of(&draft.reading, paper_before);
                PageEdit::new(draft.reading.clone(), fields, finder)
            }
        };
        let encoding = edit.encoding().and_then(encoding_name).unwrap_or(draft.encoding);
        let of = DraftOf { source: Arc::clone(&draft.source), encoding, part: draft.part };
        Self { key: key_of(draft), edit, of, changed: None }
    }

    /// The encoding in which it was read.
    pub fn encoding(&self) -> &'static str {
        self.of.encoding
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
            let ask = ReviewAsk::Save(self.of.clone(), Box::new(self.edit.clone()));
            writing.ask(WriteAsk::Review(Arc::clone(store), ask));
        }
    }

    /// Keeps the draft before the program ends, and waits for it.
    pub fn save_now(&mut self, store: &Store) {
        if self.changed.take().is_some() {
            let saved = jobs::save_draft(store, &self.of, &self.edit);
            if let Err(error) = saved {
                tracing::error!(%error, "the draft is not kept");
            }
        }
    }

    /// What was decided of it, once nothing is open.
    pub fn decision(&self) -> Option<Decision> {
        let DecidedHead { paper, date, number, name } = self.edit.fields().decided()?;
        Some(Decision { paper: Some(paper), date: Some(date), number: Some(number), name, use_newer: false })
    }
}

/// Which page this is.
pub fn key_of(draft: &PageDraft) -> PageKey {
    PageKey { sha256: draft.source.sha256, part: draft.part }
}
