//! 收件夹: a folder that is looked at again and again; what is complete in it is told of, to be taken in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use crate::import::{PACKAGE_FILE, SourceKind, is_zip};
use crate::model::Intake;
use crate::store::{Store, StoreError};

use super::worker::Wake;

/// Time between two looks. A file that has not grown between them counts as complete.
pub const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// Folders deeper than this are not looked into.
const DEEPEST: usize = 16;
/// Most files that are looked at: more take seconds on a share.
const MOST_FILES: usize = 200_000;

/// What is new in a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchNews {
    /// These files are complete, and were never taken in as they are.
    Arrived(Vec<PathBuf>),
    /// The folder cannot be read any more, or can be read again.
    Readable(bool),
}

/// What became of files that arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Articles and photos that came in.
    pub articles: usize,
    /// Photos that came in.
    pub photos: usize,
    /// Files that wait for a person.
    pub waiting: usize,
    /// Files that could not be taken in.
    pub failed: usize,
}

impl Arrived {
    /// Sums a report up.
    pub fn of(lines: &[Intake]) -> Self {
        use crate::model::Status as S;
        let count = |status| lines.iter().filter(|line| line.status == status).count();
        Self {
            articles: lines.iter().map(|line| line.articles).sum(),
            photos: lines.iter().filter(|line| line.articles == 0).map(|line| line.photos).sum(),
            waiting: count(S::Waiting),
            failed: count(S::Failed),
        }
    }
}

/// The thread that watches a folder; it ends when this is dropped.
pub struct Watcher {
    news: Receiver<WatchNews>,
    /// Dropped with this: the thread sees that nobody waits any more.
    _stop: Sender<()>,
}

impl Watcher {
    /// Begins to watch a folder for a store.
    ///
    /// # Errors
    /// The system's, where it gives no thread; the store's.
    pub fn start(
        store: &Store,
        folder: PathBuf,
        every: Duration,
        wake: Arc<dyn Wake>,
    ) -> Result<Self, WatchError> {
        let mut inbox = Inbox::new(store.read(|r| r.files_taken())?);
        let (sender, news) = channel();
        let (stop, stopped) = channel::<()>();
        let mut readable = true;
        let watch = move || {
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(every) {
                let tell = |news| {
                    if sender.send(news).is_ok() {
                        wake.wake();
                    }
                };
                let can = std::fs::read_dir(&folder).is_ok();
                if can != readable {
                    readable = can;
                    tell(WatchNews::Readable(can));
                }
                let arrived = inbox.look(files_of(&folder));
                if !arrived.is_empty() {
                    tell(WatchNews::Arrived(arrived));
                }
            }
        };
        std::thread::Builder::new().name("watching".to_owned()).spawn(watch)?;
        Ok(Self { news, _stop: stop })
    }

    /// What is new, if anything.
    pub fn poll(&self) -> Option<WatchNews> {
        self.news.try_recv().ok()
    }
}

/// Why a folder is not watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no thread.
    #[error("系统没有余力看守收件夹：{0}。请关闭一些程序后再试。")]
    NoThread(#[from] std::io::Error),
}

/// How a file stands: it changes while it is being copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    changed: SystemTime,
}

/// What was seen of a folder, and told of.
struct Inbox {
    /// When files were taken in, from before the watch began.
    taken: HashMap<PathBuf, SystemTime>,
    told: HashMap<PathBuf, Stamp>,
    before: HashMap<PathBuf, Stamp>,
}

impl Inbox {
    fn new(taken: HashMap<PathBuf, SystemTime>) -> Self {
        Self { taken, told: HashMap::new(), before: HashMap::new() }
    }

    /// What is complete and new: all of a folder at once, when nothing in it has changed since the last look.
    fn look(&mut self, now: HashMap<PathBuf, Stamp>) -> Vec<PathBuf> {
        let changing: Vec<&Path> = now
            .iter()
            .filter(|(path, stamp)| self.before.get(*path) != Some(stamp))
            .filter_map(|(path, _)| path.parent())
            .collect();
        let is_new = |(path, stamp): &(&PathBuf, &Stamp)| {
            self.told.get(*path) != Some(stamp) && self.taken.get(*path).is_none_or(|at| *at < stamp.changed)
        };
        let mut arrived: Vec<(PathBuf, Stamp)> = now
            .iter()
            .filter(is_new)
            .filter(|(path, _)| path.parent().is_none_or(|folder| !changing.contains(&folder)))
            .map(|(path, stamp)| (path.clone(), *stamp))
            .collect();
        self.told.extend(arrived.iter().cloned());
        // A package comes in by its list alone, once everything under it stands still.
        let packages: Vec<PathBuf> =
            now.keys().filter(|path| path.ends_with(PACKAGE_FILE)).map(|path| path.to_owned()).collect();
        arrived
            .retain(|(path, _)| packages.iter().all(|package| path == package || !is_beneath(path, package)));
        self.before = now;
        let mut arrived: Vec<PathBuf> = arrived.into_iter().map(|(path, _)| path).collect();
        arrived.sort();
        arrived
    }
}

/// Whether a file lies in the folder of a package, or deeper.
fn is_beneath(path: &Path, package: &Path) -> bool {
    package.parent().is_some_and(|root| path.starts_with(root))
}

/// All files under a folder that could be taken in, with how they stand; links are not followed.
fn files_of(folder: &Path) -> HashMap<PathBuf, Stamp> {
    let mut found = HashMap::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
            if kind.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if kind.is_file() && (SourceKind::of(&path).is_some() || is_zip(&path)) {
                let stamp = entry
                    .metadata()
                    .and_then(|meta| Ok(Stamp { size: meta.len(), changed: meta.modified()? }));
                // One that another program still writes cannot be opened on Windows.
                if let (Ok(stamp), Ok(_)) = (stamp, std::fs::File::open(&path)) {
                    found.insert(path, stamp);
                }
            }
            if found.len() >= MOST_FILES {
                return found;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn files(of: &[(&str, u64, u64)]) -> HashMap<PathBuf, Stamp> {
        let stamp = |(path, size, changed): &(&str, u64, u64)| {
            (PathBuf::from(path), Stamp { size: *size, changed: at(*changed) })
        };
        of.iter().map(stamp).collect()
    }

    fn paths(of: &[&str]) -> Vec<PathBuf> {
        of.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_folder_is_told_of_once_and_only_when_nothing_in_it_grows() {
        let mut inbox = Inbox::new(HashMap::new());
        assert_eq!(inbox.look(files(&[("in/1.txt", 10, 1)])), paths(&[]), "it may still grow");
        let both = [("in/1.txt", 10, 1), ("in/1_图1.jpg", 5, 2)];
        assert_eq!(inbox.look(files(&both)), paths(&[]), "its picture has just come");
        assert_eq!(inbox.look(files(&both)), paths(&["in/1.txt", "in/1_图1.jpg"]));
        assert_eq!(inbox.look(files(&both)), paths(&[]));
        let changed = [("in/1.txt", 12, 9), ("in/1_图1.jpg", 5, 2)];
        assert_eq!(inbox.look(files(&changed)), paths(&[]));
        assert_eq!(inbox.look(files(&changed)), paths(&["in/1.txt"]), "it was written anew");
    }

    #[test]
    fn a_folder_that_grows_keeps_no_other_waiting() {
        let mut inbox = Inbox::new(HashMap::new());
        inbox.look(files(&[("a/1.txt", 1, 1), ("b/1.txt", 1, 1)]));
        assert_eq!(inbox.look(files(&[("a/1.txt", 1, 1), ("b/1.txt", 2, 1)])), paths(&["a/1.txt"]));
    }

    #[test]
    fn what_was_taken_in_before_is_new_only_where_it_was_changed_since() {
        let taken = [("in/1.txt", 5), ("in/2.txt", 5)].map(|(path, when)| (PathBuf::from(path), at(when)));
        let mut inbox = Inbox::new(HashMap::from(taken));
        let now = [("in/1.txt", 1, 4), ("in/2.txt", 1, 6)];
        inbox.look(files(&now));
        assert_eq!(inbox.look(files(&now)), paths(&["in/2.txt"]));
    }

    #[test]
    fn a_package_comes_by_its_list() {
        let mut inbox = Inbox::new(HashMap::new());
        let now = [("in/期/issue.json", 1, 1), ("in/期/files/a/1.txt", 1, 1), ("in/2.txt", 1, 1)];
        inbox.look(files(&now));
        assert_eq!(inbox.look(files(&now)), paths(&["in/2.txt", "in/期/issue.json"]));
    }
}
