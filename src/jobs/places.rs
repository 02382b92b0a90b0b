//! The thread that edits the list of places, and reads the articles anew for which an edit matters: some at a time,
//! so that searching, reading and the next edit wait for no more than a few milliseconds.

use std::sync::Arc;

use crate::model::PlaceEdit;
use crate::store::{Edited, PersonEdit, RecheckProgress, Result, Store};

use super::worker::{Cancel, Desk, Wake, Worker};

/// Articles read anew before the index takes them in: those that wait for it are looked through at every search.
const BEFORE_INDEXING: usize = 2048;

/// What can be asked of the thread.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceAsk {
    /// Do this.
    Edit(PlaceEdit),
    /// Undo the last edit.
    Undo,
    /// Do it again.
    Redo,
    /// Say whom names mean.
    Person(PersonEdit),
    /// Undo the last edit of persons.
    UndoPerson,
    /// Do it again.
    RedoPerson,
    /// Go on with what a program that was closed left.
    GoOn,
}

/// What the thread says of a store.
pub struct PlaceNews {
    /// The store that it speaks of.
    pub store: Arc<Store>,
    /// What there is to say.
    pub state: PlaceState,
}

/// What there is to say.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceState {
    /// It is done, undone or done again: the archive is to be read anew.
    Edited(Edited),
    /// Names mean other persons: lists of persons are to be read anew.
    PersonEdited,
    /// It cannot be; why.
    Refused(String),
    /// Articles are being read anew.
    Reading(RecheckProgress),
    /// No article waits any more; so many name other places than before.
    Done(usize),
    /// Reading anew failed; why.
    Failed(String),
}

/// The thread. Dropping it stops reading anew at once; the next one goes on from what is kept.
pub struct PlaceDesk {
    worker: Worker<(Arc<Store>, PlaceAsk, Cancel), PlaceNews>,
    cancel: Cancel,
    store: Option<Arc<Store>>,
}

impl PlaceDesk {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(wake: Arc<dyn Wake>) -> std::io::Result<Self> {
        let worker = Worker::start("places", wake, |(store, ask, cancel), desk| {
            work(&store, ask, &cancel, desk);
        })?;
        Ok(Self { worker, cancel: Cancel::default(), store: None })
    }

    /// Asks for something; reading anew for an earlier edit goes on after it.
    pub fn ask(&mut self, store: &Arc<Store>, ask: PlaceAsk) {
        if !self.store.as_ref().is_some_and(|known| Arc::ptr_eq(known, store)) {
            self.stop();
            self.cancel = Cancel::default();
            self.store = Some(Arc::clone(store));
        }
        self.worker.ask_instead((Arc::clone(store), ask, self.cancel.clone()));
    }

    /// Gives up reading anew; what is not done stays to be done.
    pub fn stop(&mut self) {
        self.cancel.cancel();
        self.store = None;
    }

    /// What is new of the store that is open.
    pub fn poll(&self) -> Option<PlaceState> {
        while let Some(news) = self.worker.poll() {
            if self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, &news.store)) {
                return Some(news.state);
            }
        }
        None
    }
}

impl Drop for PlaceDesk {
    fn drop(&mut self) {
        self.stop();
    }
}

fn work(store: &Arc<Store>, ask: PlaceAsk, cancel: &Cancel, desk: &Desk<PlaceNews>) {
    let say = |state| desk.answer(PlaceNews { store: Arc::clone(store), state });
    let person = |_| Some(PlaceState::PersonEdited);
    let place = |edited| Some(PlaceState::Edited(edited));
    let edited = match ask {
        PlaceAsk::Edit(edit) => store.write(|w| w.edit_place(&edit)).map(place),
        PlaceAsk::Undo => store.write(|w| w.undo_place_edit()).map(place),
        PlaceAsk::Redo => store.write(|w| w.redo_place_edit()).map(place),
        PlaceAsk::Person(edit) => {
            store.write(|w| w.edit_person(&edit)).map(|()| Some(PlaceState::PersonEdited))
        }
        PlaceAsk::UndoPerson => store.write(|w| w.undo_person_edit()).map(person),
        PlaceAsk::RedoPerson => store.write(|w| w.redo_person_edit()).map(person),
        PlaceAsk::GoOn => Ok(None),
    };
    match edited {
        Ok(edited) => edited.into_iter().for_each(say),
        Err(error) => say(PlaceState::Refused(error.to_string())),
    }
    let mut shown = None;
    let mut report = |progress: &RecheckProgress| {
        // One frame for each part of a hundred.
        let percent = progress.done * 100 / progress.of.max(1);
        if shown.as_ref() != Some(&(progress.words.clone(), percent)) {
            shown = Some((progress.words.clone(), percent));
            say(PlaceState::Reading(progress.clone()));
        }
        // A newer request goes first, and ends with reading anew what is left.
        !cancel.is_cancelled() && desk.is_wanted()
    };
    match read_anew(store, &mut report) {
        Ok(Some(0)) if shown.is_none() => {}
        Ok(Some(changed)) => say(PlaceState::Done(changed)),
        Ok(None) => {}
        Err(error) => {
            tracing::error!(?error, "reading articles anew for their places");
            say(PlaceState::Failed(error.to_string()));
        }
    }
}

/// Reads the articles anew that edits wait for, and lets the index take them in. Returns how many changed; none where
/// `report` stopped it.
///
/// # Errors
/// The store's.
pub fn read_anew(store: &Store, report: &mut dyn FnMut(&RecheckProgress) -> bool) -> Result<Option<usize>> {
    let mut changed = 0;
    loop {
        let (mut full, mut stopped) = (false, false);
        let done = store.recheck_places(&mut |progress| {
            let mut told = progress.clone();
            told.changed += changed;
            stopped = !report(&told);
            full = progress.changed >= BEFORE_INDEXING;
            !stopped && !full
        })?;
        changed += done.changed;
        if done.changed > 0 && !store.index_changed(&mut |_| !stopped)? {
            return Ok(None);
        }
        if stopped {
            return Ok(None);
        }
        if done.complete {
            return Ok(Some(changed));
        }
    }
}
