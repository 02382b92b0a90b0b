//! What the review asks of the writing thread: places to find, drafts, other encodings, and what was learned.

use std::path::Path;
use std::sync::Arc;

use crate::import::edit::PageEdit;
use crate::import::{PlaceFinder, SourceFile};
use crate::model::PlaceCode;
use crate::store::{HabitRow, Store, StoreError};

use super::intake::{self, IntakeError};
use super::reading::{Outcome, PageDraft, ReadingRoom};

/// Which page of which source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageKey {
    /// SHA-256 of the source.
    pub sha256: [u8; 32],
    /// The page within it, from 0.
    pub part: usize,
}

/// What keeping a draft needs of its page.
#[derive(Clone)]
pub struct DraftOf {
    /// The file.
    pub source: Arc<SourceFile>,
    /// Its encoding.
    pub encoding: &'static str,
    /// Which page of the file, from 0.
    pub part: usize,
}

/// What can be asked for a page under review.
pub enum ReviewAsk {
    /// The places to find in it, of an area that is only proposed where one is given.
    Begin(PageKey, Option<PlaceCode>),
    /// Keep its draft.
    Save(DraftOf, Box<PageEdit>),
    /// Read its source in another encoding.
    ReadAgain(Box<PageDraft>, String),
    /// What was learned.
    Habits,
    /// Forget what was learned of lines of a shape in a paper.
    Forget(String, String),
}

/// What the writing thread says of a page under review.
pub enum ReviewAnswer {
    /// The places to find in it.
    Begun(PageKey, Arc<PlaceFinder>),
    /// It was read again in another encoding.
    ReadAgain(Box<PageDraft>),
    /// What was learned.
    Habits(Vec<HabitRow>),
    /// Done, with nothing to say.
    Done,
    /// It could not be done; a page comes back.
    Failed(String, Option<Box<PageDraft>>),
}

/// Keeps the draft of a page; also called when the window closes.
///
/// # Errors
/// The store's.
pub fn save_draft(store: &Store, of: &DraftOf, edit: &PageEdit) -> Result<(), StoreError> {
    let json = match edit.to_json() {
        Ok(json) => json,
        Err(error) => {
            tracing::error!(%error, "a draft that is no JSON");
            return Ok(());
        }
    };
    store.write(|w| w.save_draft(&of.source, of.encoding, of.part, &json))
}

pub(super) fn handle(store: &Store, ask: ReviewAsk) -> ReviewAnswer {
    let (answer, page) = match ask {
        ReviewAsk::Begin(key, area) => {
            (finder(store, area).map(|finder| ReviewAnswer::Begun(key, Arc::new(finder))), None)
        }
        ReviewAsk::Save(of, edit) => {
            (save_draft(store, &of, &edit).map(|()| ReviewAnswer::Done).map_err(IntakeError::from), None)
        }
        ReviewAsk::ReadAgain(mut page, encoding) => match read_again(store, &mut page, &encoding) {
            Ok(()) => return ReviewAnswer::ReadAgain(page),
            Err(error) => (Err(error), Some(page)),
        },
        ReviewAsk::Habits => (habits(store).map_err(IntakeError::from), None),
        ReviewAsk::Forget(paper, shape) => {
            let forgotten = store.write(|w| w.forget_habit(&paper, &shape)).and_then(|()| habits(store));
            (forgotten.map_err(IntakeError::from), None)
        }
    };
    answer.unwrap_or_else(|error| {
        tracing::error!(?error, "reviewing");
        ReviewAnswer::Failed(error.to_string(), page)
    })
}

fn habits(store: &Store) -> Result<ReviewAnswer, StoreError> {
    Ok(ReviewAnswer::Habits(store.read(|r| r.all_habits())?))
}

fn finder(store: &Store, area: Option<PlaceCode>) -> Result<PlaceFinder, IntakeError> {
    let own = store.read(|r| r.area())?.is_some();
    match area.filter(|_| !own) {
        Some(area) => Ok(PlaceFinder::new(&intake::places_of_area(area)?)),
        None => Ok(store.read(|r| r.place_finder())?),
    }
}

fn read_again(store: &Store, page: &mut PageDraft, encoding: &str) -> Result<(), IntakeError> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes());
    let path: &Path = &page.source.path;
    let room = ReadingRoom::new(store)?;
    let area = page.reading.area.take();
    let drafts = match room.read(path, encoding)?.outcome {
        Outcome::Ready(drafts) => drafts,
        Outcome::Failed(error) => return Err(error),
        Outcome::Known(_) | Outcome::GoesWith(_) => return Err(IntakeError::NoItems),
    };
    let part = page.part;
    let mut fresh = drafts.into_iter().find(|draft| draft.part == part).ok_or(IntakeError::NoItems)?;
    fresh.reading.find_places(&finder(store, area.as_ref().map(|area| area.code))?);
    fresh.reading.area = area;
    fresh.saved = None;
    *page = fresh;
    Ok(())
}

/// Puts the page as a person left it into `draft`, with the places that the store knows by now.
pub(super) fn put_edited(draft: &mut PageDraft, edit: &mut PageEdit, finder: PlaceFinder) {
    edit.set_finder(Arc::new(finder));
    // A draft may have been read in an encoding that the detector would not choose again.
    draft.encoding = edit.encoding().and_then(crate::import::edit::encoding_name).unwrap_or(draft.encoding);
    draft.reading = edit.page().clone();
}

/// Remembers the roles that a person corrected.
///
/// # Errors
/// The store's.
pub(super) fn learn(store: &Store, paper: Option<&str>, edit: &PageEdit) -> Result<(), StoreError> {
    let Some(paper) = paper else { return Ok(()) };
    store.write(|w| edit.corrections().iter().try_for_each(|c| w.learn(paper, &c.shape, c.role)))
}
