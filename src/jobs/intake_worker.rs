//! The thread that writes: it reads files for review, takes pages in, and changes places.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::PlaceFinder;
use crate::model::PlaceCode;
use crate::store::Store;

use super::intake::{self, Decision, Intake, IntakeError, Outcome, PageDraft, Prepared, Status};
use super::review::{self, ReviewAnswer, ReviewAsk};
use super::worker::{Cancel, Desk, Wake, Worker};

/// What can be asked of the writing thread.
pub enum WriteAsk {
    /// Read files for review; stops between two files when cancelled.
    Prepare(Arc<Store>, Vec<PathBuf>, Cancel),
    /// Take in one page.
    Commit(Arc<Store>, Box<PageDraft>, Decision),
    /// Make an area the store's own, and find its places in a page under review and in what is stored.
    SetArea(Arc<Store>, PlaceCode, Option<Box<PageDraft>>),
    /// Add a place that the list lacks, and find it in what is stored.
    AddPlace(Arc<Store>, PlaceCode, String),
    /// The names of all county-level areas, to choose from.
    ListAreas,
    /// Something for a page under review.
    Review(Arc<Store>, ReviewAsk),
}

/// What the writing thread says.
pub enum WriteAnswer {
    /// So many of so many files are read.
    Progress(usize, usize),
    /// All files are read: pages to review, in order, and the lines of the report that need no review.
    Prepared(Vec<PageDraft>, Vec<Intake>),
    /// A page was taken in, or was not.
    Committed(Vec<Intake>),
    /// The area of this name is set; the page under review comes back with its places.
    AreaSet(String, Option<Box<PageDraft>>),
    /// A place was added; so many articles name it.
    PlaceAdded(String, usize),
    /// Code and path of every county-level area.
    Areas(Vec<(PlaceCode, String)>),
    /// The files could not be read at all.
    NotPrepared(String),
    /// Something failed. A page under review comes back.
    Failed(String, Option<Box<PageDraft>>),
    /// Something of a page under review.
    Review(ReviewAnswer),
}

/// Starts the writing thread.
///
/// # Errors
/// The system's, where it gives no thread.
pub fn start_writing(wake: Arc<dyn Wake>) -> std::io::Result<Worker<WriteAsk, WriteAnswer>> {
    Worker::start("intake", wake, handle)
}

fn handle(ask: WriteAsk, desk: &Desk<WriteAnswer>) {
    let answer = match ask {
        WriteAsk::Prepare(store, paths, cancel) => prepare(&store, &paths, &cancel, desk),
        WriteAsk::Commit(store, mut draft, decision) => match commit(&store, &mut draft, &decision) {
            Ok(report) => {
                store.settle();
                WriteAnswer::Committed(report)
            }
            Err(error) => WriteAnswer::Failed(told(&error), Some(draft)),
        },
        WriteAsk::SetArea(store, area, mut draft) => match set_area(&store, area, draft.as_deref_mut()) {
            Ok(name) => WriteAnswer::AreaSet(name, draft),
            Err(error) => WriteAnswer::Failed(told(&error), draft),
        },
        WriteAsk::AddPlace(store, parent, name) => {
            let added = store.write(|w| {
                w.add_place(parent, &name, &[])?;
                w.find_places_again()
            });
            match added {
                Ok(articles) => WriteAnswer::PlaceAdded(name, articles),
                Err(error) => WriteAnswer::Failed(told(&error.into()), None),
            }
        }
        WriteAsk::Review(store, ask) => WriteAnswer::Review(review::handle(&store, ask)),
        WriteAsk::ListAreas => match crate::import::Gazetteer::national() {
            Ok(list) => WriteAnswer::Areas(list.areas().map(|(code, _)| (code, list.path(code))).collect()),
            Err(error) => WriteAnswer::Failed(told(&error.into()), None),
        },
    };
    desk.answer(answer);
}

/// The store's places may have changed since the page was read: they are found once more.
fn commit(store: &Store, draft: &mut PageDraft, decision: &Decision) -> Result<Vec<Intake>, IntakeError> {
    draft.reading.find_places(&store.read(|r| r.place_finder())?);
    intake::commit(store, draft, decision)
}

fn told(error: &IntakeError) -> String {
    tracing::error!(?error, "taking in");
    error.to_string()
}

fn prepare(store: &Store, paths: &[PathBuf], cancel: &Cancel, desk: &Desk<WriteAnswer>) -> WriteAnswer {
    let prepared = intake::prepare(store, paths, |done, total| {
        desk.answer(WriteAnswer::Progress(done, total));
        !cancel.is_cancelled()
    });
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return WriteAnswer::NotPrepared(told(&error.into())),
    };
    let (mut drafts, mut report) = (Vec::new(), Vec::new());
    let mut pictures: Vec<(PathBuf, PathBuf)> = Vec::new();
    for Prepared { path, outcome } in prepared {
        match outcome {
            Outcome::Ready(draft) => drafts.push(*draft),
            Outcome::Known(reason) => report.push(Intake::nothing(path, Status::Skipped, reason)),
            Outcome::Failed(error) => report.push(Intake::nothing(path, Status::Failed, told(&error))),
            Outcome::GoesWith(page) => pictures.push((path, page)),
        }
    }
    // A picture is told of with its page; without one it would vanish from the report.
    let lone = pictures.into_iter().filter(|(_, page)| drafts.iter().all(|draft| draft.source.path != *page));
    report.extend(lone.map(|(path, page)| intake::left_out_with(path, &page)));
    if let Err(error) = propose_area(store, &mut drafts) {
        // Without a proposal a person chooses the area: nothing is lost.
        tracing::warn!(%error, "no area can be proposed");
    }
    WriteAnswer::Prepared(drafts, report)
}

/// For a store without an area: the one its first page speaks of, and that area's places in every page.
fn propose_area(store: &Store, drafts: &mut [PageDraft]) -> Result<(), IntakeError> {
    if store.read(|r| r.area())?.is_some() {
        return Ok(());
    }
    let Some(area) = drafts.first_mut().map(PageDraft::propose_area).transpose()?.flatten() else {
        return Ok(());
    };
    let finder = PlaceFinder::new(&intake::places_of_area(area)?);
    let proposal = drafts.first().and_then(|draft| draft.reading.area.clone());
    for draft in drafts {
        draft.reading.area.clone_from(&proposal);
        draft.reading.find_places(&finder);
    }
    Ok(())
}

fn set_area(store: &Store, area: PlaceCode, draft: Option<&mut PageDraft>) -> Result<String, IntakeError> {
    let places = intake::places_of_area(area)?;
    store.write(|w| {
        w.set_area(area, &places)?;
        w.find_places_again()
    })?;
    if let Some(draft) = draft {
        draft.reading.find_places(&store.read(|r| r.place_finder())?);
    }
    let name = places.iter().find(|place| place.code == area).map(|place| place.name.clone());
    Ok(name.unwrap_or_else(|| area.to_string()))
}
