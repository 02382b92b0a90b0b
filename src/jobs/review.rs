//! What the review asks of the writing thread: a page to begin with, drafts, other encodings, the edited page taken in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::edit::PageEdit;
use crate::import::{self, Habits, PagePicture, PlaceFinder};
use crate::model::{PageReading, PlaceCode};
use crate::store::Store;

use super::drafts::{self, HabitRow, PageKey};
use super::intake::{self, Decision, Intake, IntakeError, PageDraft};

/// What can be asked for a page under review.
pub enum ReviewAsk {
    /// The places to find in it, of an area that is only proposed where one is given, and its draft.
    Begin(PageKey, Option<PlaceCode>),
    /// Keep its draft; the path is that of the source.
    Save(PageKey, PathBuf, Box<PageEdit>),
    /// Forget its draft.
    Drop(PageKey),
    /// Take it in as edited.
    Commit(PageKey, Box<PageDraft>, Box<PageEdit>, Decision),
    /// Read its source in another encoding.
    ReadAgain(PageKey, Box<PageDraft>, String),
    /// How many drafts there are.
    Drafts,
    /// All drafts, to go on with.
    Resume,
    /// What was learned.
    Habits,
    /// Forget what was learned of lines of a shape in a paper.
    Forget(String, String),
}

/// What the writing thread says of a page under review.
pub enum ReviewAnswer {
    /// The places to find in it, and its draft.
    Begun(PageKey, Arc<PlaceFinder>, Option<Box<PageEdit>>),
    /// It was taken in.
    Committed(Vec<Intake>),
    /// It was read again in another encoding.
    ReadAgain(Box<PageDraft>),
    /// How many drafts there are.
    Drafts(usize),
    /// The pages of all drafts.
    Resumed(Vec<PageDraft>),
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
/// The system's.
pub fn save_draft(store: &Store, key: &PageKey, path: PathBuf, edit: &PageEdit) -> std::io::Result<()> {
    drafts::save(store, key, path, edit.to_json()?)
}

pub(super) fn handle(store: &Store, ask: ReviewAsk) -> ReviewAnswer {
    match ask {
        ReviewAsk::Begin(key, area) => match begin(store, &key, area) {
            Ok((finder, draft)) => ReviewAnswer::Begun(key, finder, draft),
            Err(error) => failed(&error, None),
        },
        ReviewAsk::Save(key, path, edit) => done(save_draft(store, &key, path, &edit)),
        ReviewAsk::Drop(key) => done(drafts::drop_draft(store, &key)),
        ReviewAsk::Commit(key, mut draft, edit, decision) => {
            match commit(store, &mut draft, *edit, &decision) {
                Ok(report) => {
                    if let Err(error) = drafts::drop_draft(store, &key) {
                        tracing::warn!(%error, "a draft stays behind");
                    }
                    store.settle();
                    ReviewAnswer::Committed(report)
                }
                Err(error) => failed(&error, Some(draft)),
            }
        }
        ReviewAsk::ReadAgain(key, mut draft, encoding) => {
            match read_again(store, &mut draft, key.part, &encoding) {
                Ok(()) => ReviewAnswer::ReadAgain(draft),
                Err(error) => failed(&error, Some(draft)),
            }
        }
        ReviewAsk::Drafts => ReviewAnswer::Drafts(drafts::all(store).len()),
        ReviewAsk::Resume => ReviewAnswer::Resumed(resumed(store)),
        ReviewAsk::Habits => ReviewAnswer::Habits(drafts::habits(store)),
        ReviewAsk::Forget(paper, shape) => match drafts::forget(store, &paper, &shape) {
            Ok(()) => ReviewAnswer::Habits(drafts::habits(store)),
            Err(error) => done(Err(error)),
        },
    }
}

fn failed(error: &IntakeError, draft: Option<Box<PageDraft>>) -> ReviewAnswer {
    tracing::error!(?error, "reviewing");
    ReviewAnswer::Failed(error.to_string(), draft)
}

fn done(result: std::io::Result<()>) -> ReviewAnswer {
    match result {
        Ok(()) => ReviewAnswer::Done,
        Err(error) => {
            tracing::error!(%error, "keeping a draft");
            ReviewAnswer::Failed(format!("草稿没有存下：{error}。请检查磁盘是否已满、是否有权限。"), None)
        }
    }
}

fn begin(
    store: &Store,
    key: &PageKey,
    area: Option<PlaceCode>,
) -> Result<(Arc<PlaceFinder>, Option<Box<PageEdit>>), IntakeError> {
    let own = store.read(|r| r.area())?.is_some();
    let finder = match area.filter(|_| !own) {
        Some(area) => PlaceFinder::new(&intake::places_of_area(area)?),
        None => store.read(|r| r.place_finder())?,
    };
    let finder = Arc::new(finder);
    let draft = drafts::find(store, key).and_then(|json| {
        // A draft that cannot be read is left alone: the page comes up as read.
        PageEdit::from_json(&json, Arc::clone(&finder))
            .inspect_err(|error| tracing::warn!(%error, "a draft"))
            .ok()
    });
    let draft = draft.map(|mut draft| {
        if own {
            draft.set_finder(Arc::clone(&finder));
        }
        Box::new(draft)
    });
    Ok((finder, draft))
}

/// The store's places may have changed since the page was read: they are found once more.
fn commit(
    store: &Store,
    draft: &mut PageDraft,
    mut edit: PageEdit,
    decision: &Decision,
) -> Result<Vec<Intake>, IntakeError> {
    edit.set_finder(Arc::new(store.read(|r| r.place_finder())?));
    let left_over = pictures_left_over(edit.as_read(), &draft.pictures);
    let pictures = std::mem::replace(&mut draft.pictures, pictures_of(edit.page(), left_over));
    draft.reading = edit.page().clone();
    let report = intake::commit(store, draft, decision);
    if report.is_err() {
        draft.pictures = pictures;
        draft.reading = edit.as_read().clone();
    } else if let Some(paper) = &decision.paper {
        // The page is in: what it teaches is not worth a failure.
        let learned = drafts::learn(store, paper, &edit.corrections());
        learned.unwrap_or_else(|error| tracing::warn!(%error, "nothing was learned"));
    }
    report
}

/// The pages of all drafts whose source can still be read.
fn resumed(store: &Store) -> Vec<PageDraft> {
    let page = |(path, json): (PathBuf, String)| {
        let source = import::SourceFile::read(&path, import::MAX_TEXT_BYTES);
        let source = source.inspect_err(|error| tracing::warn!(%error, "a draft without its source")).ok()?;
        let edit = PageEdit::from_json(&json, Arc::default()).ok()?;
        let detected = || import::decode(&source.bytes).map_or("UTF-8", |decoded| decoded.encoding);
        let encoding = edit.encoding().and_then(import::edit::encoding_name).unwrap_or_else(detected);
        Some(PageDraft { encoding, reading: edit.as_read().clone(), pictures: Vec::new(), source })
    };
    drafts::all(store).into_iter().filter_map(page).collect()
}

fn read_again(store: &Store, draft: &mut PageDraft, part: usize, encoding: &str) -> Result<(), IntakeError> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes());
    let document = import::read_document(&draft.source, encoding, &Habits::default())?;
    let mut reading = document.pages.into_iter().nth(part).ok_or(IntakeError::NoItems)?;
    let area = draft.reading.area.take();
    let finder = match &area {
        Some(area) => PlaceFinder::new(&intake::places_of_area(area.code)?),
        None => store.read(|r| r.place_finder())?,
    };
    reading.find_places(&finder);
    reading.area = area;
    draft.reading = reading;
    draft.encoding = document.encoding;
    Ok(())
}

/// Gives every photo of a page the picture that lies beside it under its number.
pub fn pair_pictures(reading: &mut PageReading, pictures: &[PagePicture]) {
    let photos = reading.items.iter_mut().flat_map(|item| &mut item.photos);
    for (number, photo) in (1..).zip(photos) {
        let beside = pictures.iter().find(|picture| picture.number == number);
        photo.picture = photo.picture.take().or_else(|| beside.map(|picture| picture.path.clone()));
    }
}

/// Pictures beside a page that none of its photos shows.
fn pictures_left_over(read: &PageReading, pictures: &[PagePicture]) -> Vec<PathBuf> {
    let shown: Vec<&PathBuf> =
        read.items.iter().flat_map(|item| &item.photos).filter_map(|photo| photo.picture.as_ref()).collect();
    pictures.iter().map(|picture| &picture.path).filter(|path| !shown.contains(path)).cloned().collect()
}

/// The pictures of the photos by their numbers, and behind them those that no photo shows, to be reported.
fn pictures_of(page: &PageReading, left_over: Vec<PathBuf>) -> Vec<PagePicture> {
    let photos: Vec<_> = page.items.iter().flat_map(|item| &item.photos).collect();
    let shown = (1..).zip(&photos).filter_map(|(number, photo)| Some((photo.picture.clone()?, number)));
    let behind = left_over.into_iter().zip(photos.len() + 1..);
    shown.chain(behind).map(|(path, number)| PagePicture { path, number }).collect()
}
