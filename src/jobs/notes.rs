//! The thread that writes down what a person does while searching: small things that must not wait for an import.

use std::sync::Arc;

use crate::model::{ArticleId, PhotoId, PhotoNote};
use crate::store::{Result, Store};
use crate::text::Folding;

use super::worker::{Desk, Wake, Worker};

/// A search, as it is told from others.
pub type SearchKey = (String, Folding);

/// What is written down.
pub enum Note {
    /// A search was used.
    Used(SearchKey),
    /// An article was read under a search, or is to count as not read.
    Read(SearchKey, ArticleId, bool),
    /// A filter, given by its link, is kept under a name.
    Keep(String, String),
    /// A filter is kept no longer.
    Release(String),
    /// A search is forgotten with what was read under it.
    Forget(SearchKey),
    /// Something is said of a photo.
    Photo(PhotoId, PhotoNote),
}

/// What could not be written, in plain words.
pub type NoteFailed = String;

/// Starts the thread.
///
/// # Errors
/// The system's, where it gives no thread.
pub fn start_notes(wake: Arc<dyn Wake>) -> std::io::Result<Worker<(Arc<Store>, Note), NoteFailed>> {
    Worker::start("notes", wake, |(store, note): (Arc<Store>, Note), desk: &Desk<NoteFailed>| {
        if let Err(error) = write(&store, &note) {
            tracing::error!(?error, "noting a search");
            desk.answer(error.to_string());
        }
    })
}

fn write(store: &Store, note: &Note) -> Result<()> {
    store.write(|w| match note {
        Note::Used((text, folding)) => w.remember_search(text, *folding),
        Note::Read((text, folding), id, read) => w.mark_read(text, *folding, *id, *read),
        Note::Keep(link, name) => w.keep_filter(link, name),
        Note::Release(link) => w.release_filter(link),
        Note::Forget((text, folding)) => w.forget_search(text, *folding),
        Note::Photo(id, note) => w.note_photo(*id, note),
    })
}
