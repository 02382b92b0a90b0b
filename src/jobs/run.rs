//! A whole import: read on all cores, write one file a transaction in order, keep the report as it goes. What was
//! broken off, by a person or a power cut, goes on where it stopped.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::import::{self, MAX_PICTURE_BYTES, ReadError};
use crate::model::{Intake, RunId, Status};
use crate::store::{RunRow, Store, StoreError, Writer};

use super::intake::{Decision, IntakeError, LoadedPictures, is_clean, is_new, left_out_with, write_page};
use super::reading::{Outcome, PageDraft, Prepared, ReadingRoom, guarded, is_document, stages};
use super::worker::Cancel;

/// Time between two reports of progress.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);
/// Files that a reading thread may be ahead of the writing one. In memory are at most this many and one in hand for
/// every core, and the one being written.
const AHEAD: usize = 1;

/// Which pages come in without a person looking at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unseen {
    /// All whose paper, date and number are known.
    #[default]
    Decided,
    /// Those without a doubt; the others wait.
    Clean,
    /// None: every page waits.
    None,
}

/// What an import is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What is decided for all of their pages.
    pub decision: Decision,
    /// What comes in unseen.
    pub unseen: Unseen,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read and settled in this go.
    pub done: usize,
    /// Files of this go.
    pub total: usize,
    /// Articles that came in.
    pub articles: usize,
}

/// Begins an import, or goes on with one that was asked for the same and broken off. Returns its id; the report is
/// in the store.
///
/// # Errors
/// The store's; [`IntakeError::NothingFound`].
pub fn import_files(
    store: &Store,
    request: &Request,
    cancel: &Cancel,
    progress: impl FnMut(Progress),
) -> Result<RunId, IntakeError> {
    let folder = std::env::current_dir().unwrap_or_default();
    let asked = serde_json::to_string(request).map_err(std::io::Error::other)?;
    let same = |run: &RunRow| run.ended_at.is_none() && run.folder == folder && run.request == asked;
    let before = store.read(|r| r.runs())?.into_iter().find(same).map(|run| run.id);
    let (files, failed) = import::collect(&request.paths);
    if files.is_empty() && failed.is_empty() {
        return Err(IntakeError::NothingFound);
    }
    let run = store.write(|w| {
        let run = match before {
            Some(run) => run,
            None => w.begin_run(&folder, &asked)?,
        };
        w.add_files(run, &files)?;
        for (path, error) in failed {
            w.record(run, &Intake::nothing(path, Status::Failed, error.to_string()))?;
        }
        Ok(run)
    })?;
    go_on(store, run, request.unseen, cancel, progress)?;
    Ok(run)
}

/// Goes on with an import that was broken off: reads what was not read yet.
///
/// # Errors
/// The store's.
pub fn resume(
    store: &Store,
    run: RunId,
    cancel: &Cancel,
    progress: impl FnMut(Progress),
) -> Result<(), IntakeError> {
    let request = request_of(&store.read(|r| r.run(run))?);
    go_on(store, run, request.unseen, cancel, progress)
}

/// What an import was asked for.
pub fn request_of(run: &RunRow) -> Request {
    serde_json::from_str(&run.request).unwrap_or_default()
}

/// Takes in what waits in an import and has no doubt.
///
/// # Errors
/// The store's.
pub fn take_clean(
    store: &Store,
    run: RunId,
    cancel: &Cancel,
    mut progress: impl FnMut(Progress),
) -> Result<(), IntakeError> {
    let files = store.read(|r| r.files_of_run(run, Status::Waiting))?;
    let mut so_far = Progress { total: files.len(), ..Progress::default() };
    Run::new(store, run, Unseen::Clean)?.read_all(files, cancel, &mut so_far, &mut progress)?;
    Ok(())
}

fn go_on(
    store: &Store,
    run: RunId,
    unseen: Unseen,
    cancel: &Cancel,
    mut progress: impl FnMut(Progress),
) -> Result<(), IntakeError> {
    let pending = store.read(|r| r.files_of_run(run, Status::Pending))?;
    let [first, then, pictures] = stages(pending);
    let work = Run::new(store, run, unseen)?;
    let mut so_far = Progress { total: first.len() + then.len(), ..Progress::default() };
    if !work.read_all(first, cancel, &mut so_far, &mut progress)? {
        return Ok(());
    }
    // What a file of the first stage speaks of was settled with it.
    let then = store.read(|r| {
        let pending = |path: &PathBuf| Ok(r.status_of(run, path)? == Some(Status::Pending));
        then.into_iter()
            .filter_map(|path| pending(&path).map(|open| open.then_some(path)).transpose())
            .collect()
    });
    let then: Vec<PathBuf> = then?;
    so_far.total = so_far.done + then.len();
    if !work.read_all(then, cancel, &mut so_far, &mut progress)? {
        return Ok(());
    }
    store.write(|w| {
        // Every picture of a page was settled with it: what is left has none.
        for path in pictures {
            if w.reader().status_of(run, &path)? == Some(Status::Pending) {
                w.record(run, &Intake::nothing(path, Status::Failed, ReadError::Orphan.to_string()))?;
            }
        }
        w.end_run(run)
    })?;
    Ok(())
}

/// One import at work.
struct Run<'a> {
    store: &'a Store,
    id: RunId,
    folder: PathBuf,
    decision: Decision,
    unseen: Unseen,
}

/// A file that is ready to be written: all that costs time is done.
struct ReadyFile {
    file: Prepared,
    pictures: Vec<LoadedPictures>,
}

impl<'a> Run<'a> {
    fn new(store: &'a Store, id: RunId, unseen: Unseen) -> Result<Self, StoreError> {
        let row = store.read(|r| r.run(id))?;
        let decision = request_of(&row).decision;
        Ok(Self { store, id, folder: row.folder, decision, unseen })
    }

    /// Reads and settles files in order. False where it was cancelled before the last one.
    fn read_all(
        &self,
        files: Vec<PathBuf>,
        cancel: &Cancel,
        so_far: &mut Progress,
        progress: &mut impl FnMut(Progress),
    ) -> Result<bool, IntakeError> {
        if files.is_empty() {
            return Ok(true);
        }
        let room = ReadingRoom::new(self.store)?;
        let readers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len()).max(1);
        let mut shown = Instant::now();
        progress(*so_far);
        std::thread::scope(|scope| {
            let mut lanes = Vec::new();
            for lane in 0..readers {
                lanes.push(self.reader(scope, &room, &files, (lane, readers), cancel)?);
            }
            for lane in (0..files.len()).map(|at| at % readers) {
                cancel.wait_while_paused();
                if cancel.is_cancelled() {
                    return Ok(false);
                }
                // A lane that has ended was cancelled, or its thread died: the file stays pending.
                let Some(ready) = lanes.get(lane).and_then(|lane| lane.recv().ok()) else { return Ok(false) };
                so_far.articles += self.settle_guarded(ready?)?;
                so_far.done += 1;
                if shown.elapsed() >= BETWEEN_PROGRESS || so_far.done == so_far.total {
                    progress(*so_far);
                    shown = Instant::now();
                }
            }
            Ok(true)
        })
    }

    /// A thread that reads every n-th file, so that they come out in order.
    fn reader<'scope, 'env: 'scope>(
        &'env self,
        scope: &'scope Scope<'scope, 'env>,
        room: &'env ReadingRoom<'env>,
        files: &'env [PathBuf],
        (lane, of): (usize, usize),
        cancel: &'env Cancel,
    ) -> Result<Receiver<Result<ReadyFile, StoreError>>, IntakeError> {
        let (sender, receiver) = sync_channel(AHEAD);
        std::thread::Builder::new().name(format!("reading {lane}")).spawn_scoped(scope, move || {
            for path in files.iter().skip(lane).step_by(of) {
                // Nobody takes what is read after an import has stopped.
                if cancel.is_cancelled() || sender.send(self.read(room, path)).is_err() {
                    break;
                }
            }
        })?;
        Ok(receiver)
    }

    fn read(&self, room: &ReadingRoom, path: &Path) -> Result<ReadyFile, StoreError> {
        let file = room.read_as(path, &self.place(path), None)?;
        let load = |draft: &PageDraft| match self.unseen {
            Unseen::None if draft.packed.is_none() => LoadedPictures::default(),
            _ => LoadedPictures::load(draft, |path| room.files().read(path, MAX_PICTURE_BYTES)),
        };
        let pictures = match &file.outcome {
            Outcome::Ready(drafts) => drafts.iter().map(load).collect(),
            _ => Vec::new(),
        };
        Ok(ReadyFile { file, pictures })
    }

    /// Where a file of the import lies.
    fn place(&self, path: &Path) -> PathBuf {
        // A path that was relative is told of as it was given, and read from where it was given.
        if path.is_absolute() || std::env::current_dir().is_ok_and(|folder| folder == self.folder) {
            path.to_owned()
        } else {
            self.folder.join(path)
        }
    }

    /// As [`Self::settle`]; what breaks down leaves nothing of its file, and a line in the report.
    fn settle_guarded(&self, ready: ReadyFile) -> Result<usize, StoreError> {
        let path = ready.file.path.clone();
        match guarded(&path, || self.settle(ready)) {
            Ok(settled) => settled,
            Err(error) => {
                let line = Intake::nothing(path, Status::Failed, error.to_string());
                self.store.write(|w| w.record(self.id, &line))?;
                Ok(0)
            }
        }
    }

    /// Writes a file with all its pages, pictures and lines of the report in one transaction. Returns how many
    /// articles came in.
    fn settle(&self, ready: ReadyFile) -> Result<usize, StoreError> {
        self.store.write(|w| {
            let lines = self.lines(w, &ready)?;
            for line in &lines {
                w.record(self.id, line)?;
            }
            Ok(lines.iter().map(|line| line.articles).sum())
        })
    }

    fn lines(&self, w: &Writer, ready: &ReadyFile) -> Result<Vec<Intake>, StoreError> {
        let ReadyFile { file, pictures } = ready;
        let nothing = |status, reason| Intake::nothing(file.path.clone(), status, reason);
        let mut own: Option<Intake> = None;
        let mut lines = file.spare.clone();
        match &file.outcome {
            Outcome::Ready(drafts) => {
                for (draft, pictures) in drafts.iter().zip(pictures) {
                    let mut of_page = self.page(w, draft, pictures)?.into_iter();
                    if let Some(line) = of_page.next() {
                        let line = Intake { path: file.path.clone(), ..line };
                        match &mut own {
                            Some(own) => own.add(line),
                            None => own = Some(line),
                        }
                    }
                    lines.extend(of_page);
                }
            }
            Outcome::Known(reason) => own = Some(nothing(Status::Skipped, reason.clone())),
            // A person says what its columns mean, and it goes on.
            Outcome::Failed(error) if error.asks_for_columns() => {
                own = Some(nothing(Status::Waiting, error.to_string()))
            }
            Outcome::Failed(error) => own = Some(nothing(Status::Failed, error.to_string())),
            Outcome::GoesWith(_) => {}
        }
        let is = |status| own.as_ref().is_some_and(|line| line.status == status);
        let (waits, is_in) = (is(Status::Waiting), is(Status::Imported));
        for picture in &file.parts {
            if lines.iter().all(|line| line.path != *picture) {
                if is_in && is_document(picture) {
                    let reason = format!("随“{}”入库", file_name(&file.path));
                    lines.push(Intake::nothing(picture.clone(), Status::Imported, reason));
                    continue;
                }
                let mut line = left_out_with(picture.clone(), &file.path);
                if is_in && !file.spare.iter().any(|spare| spare.path == *picture) {
                    line.reason = Some(format!("已随“{}”一起读入", file_name(&file.path)));
                } else if waits {
                    line.reason = Some(format!("随文字稿“{}”一起等待核对", file_name(&file.path)));
                }
                lines.push(line);
            }
        }
        let own = own.unwrap_or_else(|| nothing(Status::Failed, IntakeError::NoItems.to_string()));
        lines.insert(0, own);
        Ok(lines)
    }

    /// Takes a page in, or says why it waits or fails: its own line first.
    fn page(
        &self,
        w: &Writer,
        draft: &PageDraft,
        pictures: &LoadedPictures,
    ) -> Result<Vec<Intake>, StoreError> {
        let nothing = |status, reason| vec![Intake::nothing(draft.source.path.clone(), status, reason)];
        let comes_in = match self.unseen {
            Unseen::Decided => true,
            Unseen::Clean => is_clean(&w.reader(), draft, &self.decision)?,
            // What was exported was looked at before; a page that is here already is to be looked at again.
            Unseen::None => draft.packed.is_some() && is_new(&w.reader(), draft, &self.decision)?,
        };
        if !comes_in {
            let reason = match draft.doubts() {
                0 => "等待核对".to_owned(),
                doubts => format!("等待核对：{doubts} 处待核"),
            };
            return Ok(nothing(Status::Waiting, reason));
        }
        match write_page(w, draft, &self.decision, pictures) {
            Ok(lines) => Ok(lines),
            Err(IntakeError::Store(error)) => Err(error),
            Err(error) => Ok(nothing(Status::Failed, error.to_string())),
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
