//! The thread that keeps the search index: what changed is indexed while a person goes on searching and reading.

use std::sync::Arc;

use crate::store::{IndexProgress, Result, Store, StoreError};

use super::worker::{Cancel, Desk, Wake, Worker};

/// What the indexing thread says of a store.
pub struct IndexNews {
    /// The store that it speaks of.
    pub store: Arc<Store>,
    /// How far its index is.
    pub state: IndexState,
}

/// How far an index is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// So many of a hundred parts are done.
    Working(u8),
    /// Everything is indexed.
    Current,
    /// It was damaged and is made anew: what was read before may lack something.
    Mended,
    /// Searching goes on without; why it could not be made.
    Failed(String),
}

/// The indexing thread. Dropping it stops the work at once; the next one goes on from what is kept.
pub struct Indexer {
    worker: Worker<(Arc<Store>, Cancel), IndexNews>,
    cancel: Cancel,
    store: Option<Arc<Store>>,
}

impl Indexer {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(wake: Arc<dyn Wake>) -> std::io::Result<Self> {
        let worker = Worker::start("indexing", wake, |(store, cancel): (Arc<Store>, Cancel), desk| {
            work(&store, &cancel, desk);
        })?;
        Ok(Self { worker, cancel: Cancel::default(), store: None })
    }

    /// Indexes what changed in a store, after what it is doing; the work for another store is given up.
    pub fn index(&mut self, store: &Arc<Store>) {
        if !self.store.as_ref().is_some_and(|known| Arc::ptr_eq(known, store)) {
            self.stop();
            self.cancel = Cancel::default();
            self.store = Some(Arc::clone(store));
        }
        self.worker.ask((Arc::clone(store), self.cancel.clone()));
    }

    /// Gives up what it is doing.
    pub fn stop(&mut self) {
        self.cancel.cancel();
        self.store = None;
    }

    /// What is new of the store that is open.
    pub fn poll(&self) -> Option<IndexState> {
        while let Some(news) = self.worker.poll() {
            if self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, &news.store)) {
                return Some(news.state);
            }
        }
        None
    }
}

impl Drop for Indexer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn work(store: &Arc<Store>, cancel: &Cancel, desk: &Desk<IndexNews>) {
    if cancel.is_cancelled() {
        return;
    }
    let say = |state| desk.answer(IndexNews { store: Arc::clone(store), state });
    let mut shown = None;
    let mut report = |progress: IndexProgress| {
        let percent = (progress.done * 100.0) as u8;
        // One frame for each part of a hundred, however often the index reports.
        if shown != Some(percent) {
            shown = Some(percent);
            say(IndexState::Working(percent));
        }
        !cancel.is_cancelled()
    };
    match index(store, &mut report) {
        Ok(Some(state)) => {
            if shown.is_some() {
                store.settle();
            }
            say(state);
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(?error, "indexing");
            say(IndexState::Failed(error.to_string()));
        }
    }
}

/// Indexes what changed, or everything where the index cannot be read. None where it was stopped.
fn index(store: &Store, report: &mut dyn FnMut(IndexProgress) -> bool) -> Result<Option<IndexState>> {
    let readable = store.search(|_, _| Ok(())).and_then(|()| store.index_changed(report));
    Ok(match readable {
        Ok(done) => done.then_some(IndexState::Current),
        Err(StoreError::IndexDamaged) => store.index_all(report)?.then_some(IndexState::Mended),
        Err(error) => return Err(error),
    })
}
