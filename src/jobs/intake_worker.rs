//! The thread that writes: it reads files for review, takes pages in, and changes places and versions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::import::edit::PageEdit;
use crate::import::{AreaChoice, Columns, Files, Gazetteer, MAX_PICTURE_BYTES, PlaceFinder, Preview};
use crate::model::{
    ArticleId, Date, Entry, EntryId, Intake, PageId, PlaceCode, PlaceEdit, RunId, Status, VersionId,
};
use crate::query::Ledger;
use crate::store::{MarkEdit, MarkedRow, RunRow, Store};

use super::columns::{choose_columns, preview_columns};
use super::facsimiles::take_facsimile;
use super::gaps::write_gaps;
use super::intake::{self, Decision, IntakeError, left_out_with};
use super::mapping::{self, MapAsk, MapNews};
use super::packages::export_issue;
use super::place_list::{ListDifference, compare_lists, read_places};
use super::places::read_anew;
use super::printing;
use super::reading::{Outcome, PageDraft, Prepared, ReadingRoom, guarded, is_document};
use super::report::write_csv;
use super::review::{self, ReviewAnswer, ReviewAsk};
use super::run::{self, Progress, Request, Unseen};
use super::watch::Arrived;
use super::worker::{Cancel, Desk, Wake, Worker};

/// What can be asked of the writing thread.
pub enum WriteAsk {
    /// Read files, take in what comes in unseen, and leave the rest waiting.
    Import(Arc<Store>, Request, Cancel),
    /// Take in files that arrived in the watched folder, but for those with doubts.
    TakeArrived(Arc<Store>, Vec<PathBuf>),
    /// Hand an issue over.
    ExportIssue(Arc<Store>, String, Date, PathBuf),
    /// Go on with an import that was broken off.
    Resume(Arc<Store>, RunId, Cancel),
    /// Take in what waits in an import and has no doubt.
    TakeClean(Arc<Store>, RunId, Cancel),
    /// The next file of an import that waits for review, but for these, which a person has put aside.
    NextWaiting(Arc<Store>, RunId, Vec<PathBuf>),
    /// Look at a catalogue, to say what its columns mean.
    PreviewColumns(Arc<Store>, PathBuf),
    /// The columns of catalogues with this head mean this.
    ChooseColumns(Arc<Store>, String, Columns),
    /// Take in one page of an import as edited; with `true` it is the last of its file.
    Commit(Arc<Store>, RunId, Box<PageDraft>, Box<PageEdit>, Decision, bool),
    /// Leave out one page of an import; with `true` it is the last of its file.
    Skip(Arc<Store>, RunId, Box<PageDraft>, bool, &'static str),
    /// Make an area the store's own, and find its places in a page under review and in what is stored.
    SetArea(Arc<Store>, PlaceCode, Option<Box<PageDraft>>),
    /// Add a place that the list lacks, and find it in what is stored.
    AddPlace(Arc<Store>, PlaceCode, String),
    /// Show a version of a page in place of the others like it.
    UseVersion(Arc<Store>, VersionId),
    /// Do something with the map.
    Map(Arc<Store>, MapAsk),
    /// Compare another list of places with ours.
    CompareList(Arc<Store>, PathBuf),
    /// The reports: of one import, or of the last.
    Report(Arc<Store>, Option<RunId>),
    /// Write a report into a file, as CSV.
    ExportReport(Arc<Store>, RunId, PathBuf),
    /// The import to go on with, if there is one.
    Unfinished(Arc<Store>),
    /// The names of all county-level areas, to choose from.
    ListAreas,
    /// Something for a page under review.
    Review(Arc<Store>, ReviewAsk),
    /// Keep the picture of a page.
    Facsimile(Arc<Store>, PageId, PathBuf),
    /// Put an article aside, or no longer.
    Mark(Arc<Store>, MarkEdit),
    /// Print articles into a PDF file, and open it.
    Print(Arc<Store>, Vec<ArticleId>, PathBuf),
    /// Keep what a person says of a paper, in the place of an entry where one is given.
    Enter(Arc<Store>, Option<EntryId>, Box<Entry>),
    /// Take back what a person said of a paper.
    TakeBack(Arc<Store>, EntryId),
    /// Write what is missing of the paper of this name into a file, as CSV.
    ExportGaps(Arc<Store>, String, PathBuf),
}

/// What the writing thread says.
pub enum WriteAnswer {
    /// How far an import has come.
    Progress(Progress),
    /// An import has read its files, or was stopped; so many files of it wait.
    ImportEnded(RunId, usize),
    /// Pages of the next file that waits, and how many files wait with it; none where nothing waits.
    Waiting(Vec<PageDraft>, usize),
    /// A person must say what the columns of a catalogue mean; so many files of an import wait with it.
    Columns(PathBuf, Box<Preview>, Option<usize>),
    /// What columns mean is remembered.
    ColumnsKept,
    /// A page was taken in, or left out.
    Settled,
    /// The area of this name is set; the page under review comes back with its places.
    AreaSet(String, Option<Box<PageDraft>>),
    /// A place was added; so many articles name it.
    PlaceAdded(String, usize),
    /// Another version of a page is shown.
    VersionUsed,
    /// All imports, the last one first, and the report of one of them.
    Report(Vec<RunRow>, Option<(RunId, Report)>),
    /// What persons say of papers has changed.
    LedgerChanged,
    /// The picture of a page is kept.
    FacsimileKept(PageId),
    /// What is put aside from now on.
    Marked(Vec<MarkedRow>),
    /// What another list of places has otherwise.
    ListCompared(PathBuf, Box<ListDifference>),
    /// Something of the map.
    Map(MapNews),
    /// A report was written.
    Exported(PathBuf),
    /// So many articles are in a PDF file; with `false` the system has nothing to show it with.
    Printed(usize, PathBuf, bool),
    /// An import with files that are not read yet, or wait: how many of each.
    Unfinished(Option<RunRow>),
    /// Code and path of every county-level area.
    Areas(Vec<AreaChoice>),
    /// The files could not be read at all.
    NotPrepared(String),
    /// Something failed. A page under review comes back.
    Failed(String, Option<Box<PageDraft>>),
    /// What became of files that arrived.
    Arrived(Arrived),
    /// Something of a page under review.
    Review(ReviewAnswer),
}

/// The report of an import.
pub struct Report {
    /// A line for each of its files.
    pub lines: Vec<Intake>,
    /// How many pages of the store have a version that is not shown.
    pub pages_with_versions: usize,
}

/// Starts the writing thread.
///
/// # Errors
/// The system's, where it gives no thread.
pub fn start_writing(wake: Arc<dyn Wake>) -> std::io::Result<Worker<WriteAsk, WriteAnswer>> {
    Worker::start("intake", wake, |ask, desk| {
        // A thread that ended would leave the window waiting for ever.
        if let Err(error) = guarded(Path::new(""), || handle(ask, desk)) {
            desk.answer(WriteAnswer::NotPrepared(error.to_string()));
        }
    })
}

fn handle(ask: WriteAsk, desk: &Desk<WriteAnswer>) {
    let progress = |progress| desk.answer(WriteAnswer::Progress(progress));
    let answer = match ask {
        WriteAsk::Import(store, request, cancel) => {
            ended(&store, run::import_files(&store, &request, &cancel, progress))
        }
        WriteAsk::Resume(store, id, cancel) => {
            ended(&store, run::resume(&store, id, &cancel, progress).map(|()| id))
        }
        WriteAsk::TakeClean(store, id, cancel) => {
            ended(&store, run::take_clean(&store, id, &cancel, progress).map(|()| id))
        }
        WriteAsk::NextWaiting(store, id, aside) => match next_waiting(&store, id, &aside) {
            Ok(answer) => answer,
            Err(error) => WriteAnswer::NotPrepared(told(&error)),
        },
        WriteAsk::Commit(store, id, mut draft, edit, decision, last) => {
            match commit(&store, id, &mut draft, *edit, &decision, last) {
                Ok(()) => {
                    store.settle();
                    WriteAnswer::Settled
                }
                Err(error) => WriteAnswer::Failed(told(&error), Some(draft)),
            }
        }
        WriteAsk::Print(store, ids, path) => match printing::print(&store, &ids, &path) {
            Ok(()) => {
                let opens = printing::open_in_viewer(&path);
                let shown = opens.inspect_err(|error| tracing::warn!(%error, "opening a PDF")).is_ok();
                WriteAnswer::Printed(ids.len(), path, shown)
            }
            Err(error) => {
                tracing::error!(?error, "printing");
                WriteAnswer::Failed(error.to_string(), None)
            }
        },
        WriteAsk::Skip(store, id, draft, last, reason) => match skip(&store, id, &draft, last, reason) {
            Ok(()) => WriteAnswer::Settled,
            Err(error) => WriteAnswer::Failed(told(&error), Some(draft)),
        },
        WriteAsk::SetArea(store, area, mut draft) => match set_area(&store, area, draft.as_deref_mut()) {
            Ok(name) => WriteAnswer::AreaSet(name, draft),
            Err(error) => WriteAnswer::Failed(told(&error), draft),
        },
        WriteAsk::ExportIssue(store, paper, date, path) => match export_issue(&store, &paper, date, &path) {
            Ok(_) => WriteAnswer::Exported(path),
            Err(error) => {
                tracing::error!(?error, "handing an issue over");
                WriteAnswer::Failed(error.to_string(), None)
            }
        },
        WriteAsk::Review(store, ask) => WriteAnswer::Review(review::handle(&store, ask)),
        ask => match small(ask) {
            Ok(answer) => answer,
            Err(error) => WriteAnswer::Failed(told(&error), None),
        },
    };
    desk.answer(answer);
}

/// Without an area nobody could say which places a page names: everything waits then.
fn take_arrived(store: &Store, paths: Vec<PathBuf>) -> Result<Arrived, IntakeError> {
    let unseen = if store.read(|r| r.area())?.is_some() { Unseen::Clean } else { Unseen::None };
    let request = Request { paths, unseen, ..Request::default() };
    let run = run::import_files(store, &request, &Cancel::default(), |_| {})?;
    store.settle();
    Ok(Arrived::of(&store.read(|r| r.report(run))?))
}

/// What is done in a moment, and fails with nothing to give back.
fn small(ask: WriteAsk) -> Result<WriteAnswer, IntakeError> {
    Ok(match ask {
        WriteAsk::TakeArrived(store, paths) => WriteAnswer::Arrived(take_arrived(&store, paths)?),
        WriteAsk::AddPlace(store, parent, name) => {
            let validity = crate::model::Validity::default();
            let edit = PlaceEdit::Add { parent, name: name.clone(), validity };
            store.write(|w| w.edit_place(&edit))?;
            // Some at a time: a large store is not to be held for as long as all of them take.
            let articles = read_anew(&store, &mut |_| true)?.unwrap_or_default();
            WriteAnswer::PlaceAdded(name, articles)
        }
        WriteAsk::UseVersion(store, version) => {
            store.write(|w| w.use_version(version))?;
            WriteAnswer::VersionUsed
        }
        WriteAsk::PreviewColumns(store, path) => {
            let preview = Box::new(preview_columns(&store, &path)?);
            WriteAnswer::Columns(path, preview, None)
        }
        WriteAsk::ChooseColumns(store, head, columns) => {
            choose_columns(&store, &head, &columns)?;
            WriteAnswer::ColumnsKept
        }
        WriteAsk::Facsimile(store, page, path) => {
            take_facsimile(&store, page, &path)?;
            WriteAnswer::FacsimileKept(page)
        }
        WriteAsk::Mark(store, edit) => WriteAnswer::Marked(store.write(|w| {
            w.mark(&edit)?;
            w.reader().marked()
        })?),
        WriteAsk::CompareList(store, path) => {
            let (rows, unread) = read_places(&path)?;
            let difference = store.read(|r| Ok(compare_lists(&r.authority()?, r.area()?, &rows, unread)))?;
            WriteAnswer::ListCompared(path, Box::new(difference))
        }
        WriteAsk::Map(store, ask) => WriteAnswer::Map(mapping::handle(&store, ask)?),
        WriteAsk::Report(store, id) => store.read(|r| {
            let runs = r.runs()?;
            let shown = id.or(runs.first().map(|run| run.id));
            let report = match shown {
                Some(id) => {
                    let pages_with_versions = r.pages_with_versions()?.len();
                    Some((id, Report { lines: r.report(id)?, pages_with_versions }))
                }
                None => None,
            };
            Ok(WriteAnswer::Report(runs, report))
        })?,
        WriteAsk::ExportReport(store, id, path) => {
            write_csv(&store.read(|r| r.report(id))?, &path)?;
            WriteAnswer::Exported(path)
        }
        WriteAsk::Enter(store, replaced, entry) => {
            store.write(|w| match replaced {
                Some(id) => w.change_coverage_entry(id, &entry),
                None => w.add_coverage_entry(&entry).map(|_| ()),
            })?;
            WriteAnswer::LedgerChanged
        }
        WriteAsk::TakeBack(store, id) => {
            store.write(|w| w.remove_coverage_entry(id))?;
            WriteAnswer::LedgerChanged
        }
        WriteAsk::ExportGaps(store, paper, path) => {
            let ledger = store.read(Ledger::load)?;
            let run = ledger.run_of(&paper);
            let gaps = run.and_then(|run| Some(run.gaps(run.span()?, &[]))).unwrap_or_default();
            write_gaps(&gaps, &path)?;
            WriteAnswer::Exported(path)
        }
        WriteAsk::Unfinished(store) => {
            let runs = store.read(|r| r.runs())?;
            let open = |run: &RunRow| run.waiting > 0 || run.pending > 0;
            WriteAnswer::Unfinished(runs.into_iter().rev().find(open))
        }
        WriteAsk::ListAreas => {
            let list = Gazetteer::national()?;
            WriteAnswer::Areas(AreaChoice::all(&list))
        }
        // Handled before.
        _ => WriteAnswer::Settled,
    })
}

fn told(error: &IntakeError) -> String {
    tracing::error!(?error, "taking in");
    error.to_string()
}

fn ended(store: &Store, run: Result<RunId, IntakeError>) -> WriteAnswer {
    store.settle();
    let waiting = run.and_then(|id| Ok((id, waiting_files(store, id)?.len())));
    match waiting {
        Ok((id, waiting)) => WriteAnswer::ImportEnded(id, waiting),
        Err(error) => WriteAnswer::NotPrepared(told(&error)),
    }
}

fn waiting_files(store: &Store, run: RunId) -> Result<Vec<PathBuf>, IntakeError> {
    Ok(store.read(|r| r.files_of_run(run, Status::Waiting))?)
}

/// Reads the first file that waits. Those that cannot be read any more, or came in by another way, wait no longer.
fn next_waiting(store: &Store, id: RunId, aside: &[PathBuf]) -> Result<WriteAnswer, IntakeError> {
    let folder = store.read(|r| r.run(id))?.folder;
    let files = waiting_files(store, id)?;
    for (at, path) in files.iter().enumerate().filter(|(_, path)| is_document(path)) {
        let place = folder.join(path);
        if aside.contains(&place) {
            continue;
        }
        let room = ReadingRoom::new(store)?;
        let Prepared { outcome, .. } = room.read_as(path, &place, None)?;
        let line = match outcome {
            Outcome::Ready(mut drafts) => {
                if let Err(error) = propose_area(store, &mut drafts) {
                    // Without a proposal a person chooses the area: nothing is lost.
                    tracing::warn!(%error, "no area can be proposed");
                }
                return Ok(WriteAnswer::Waiting(drafts, files.len() - at));
            }
            Outcome::Failed(error) if error.asks_for_columns() => {
                let preview = Box::new(room.preview(&place).map_err(IntakeError::from)?);
                return Ok(WriteAnswer::Columns(place, preview, Some(files.len() - at)));
            }
            Outcome::Known(reason) => Intake::nothing(path.clone(), Status::Skipped, reason),
            Outcome::Failed(error) => Intake::nothing(path.clone(), Status::Failed, told(&error)),
            Outcome::GoesWith(page) => left_out_with(path.clone(), &page),
        };
        store.write(|w| w.record(id, &line))?;
    }
    Ok(WriteAnswer::Waiting(Vec::new(), 0))
}

/// The store's places may have changed since the page was read: they are found once more.
fn commit(
    store: &Store,
    id: RunId,
    draft: &mut PageDraft,
    mut edit: PageEdit,
    decision: &Decision,
    last: bool,
) -> Result<(), IntakeError> {
    let (finder, folder) = store.read(|r| Ok((r.place_finder()?, r.run(id)?.folder)))?;
    review::put_edited(draft, &mut edit, finder);
    let files = Files::default();
    let load = |path: &Path| files.read(path, MAX_PICTURE_BYTES);
    let written = intake::commit_with(store, draft, decision, load, |w, lines| {
        for line in lines {
            let mut line = line.clone();
            if line.path == draft.source.path && !last && line.status == Status::Imported {
                line.status = Status::Waiting;
            }
            line.path = as_listed(&line.path, &folder, |path| Ok(w.reader().status_of(id, path)?.is_some()))?;
            w.record(id, &line)?;
        }
        Ok(())
    });
    if let Err(error) = written {
        draft.reading = edit.as_read().clone();
        return Err(error);
    }
    // The page is in: what it teaches is not worth a failure.
    let learned = review::learn(store, decision.paper.as_deref(), &edit);
    learned.unwrap_or_else(|error| tracing::warn!(%error, "nothing was learned"));
    Ok(())
}

/// A path as the import tells of it: relative to its folder where it was given so.
fn as_listed(
    path: &Path,
    folder: &Path,
    is_listed: impl Fn(&Path) -> Result<bool, crate::store::StoreError>,
) -> Result<PathBuf, crate::store::StoreError> {
    if let Ok(relative) = path.strip_prefix(folder)
        && !is_listed(path)?
        && is_listed(relative)?
    {
        return Ok(relative.to_owned());
    }
    Ok(path.to_owned())
}

fn skip(store: &Store, id: RunId, draft: &PageDraft, last: bool, reason: &str) -> Result<(), IntakeError> {
    let folder = store.read(|r| r.run(id))?.folder;
    store.write(|w| {
        let status = if last { Status::Skipped } else { Status::Waiting };
        let is_listed = |path: &Path| Ok(w.reader().status_of(id, path)?.is_some());
        let path = as_listed(&draft.source.path, &folder, is_listed)?;
        w.record(id, &Intake::nothing(path, status, reason.to_owned()))?;
        w.drop_draft(&draft.source.sha256, draft.part)?;
        for photo in draft.reading.items.iter().flat_map(|item| &item.photos) {
            if let Some(picture) = &photo.picture {
                let path = as_listed(picture, &folder, is_listed)?;
                w.record(id, &left_out_with(path, &draft.source.path))?;
            }
        }
        Ok(())
    })?;
    Ok(())
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
