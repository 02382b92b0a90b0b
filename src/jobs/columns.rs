//! What the columns of catalogues mean, asked of a person and remembered.

use std::path::{Path, PathBuf};

use crate::import::{self, Columns, Preview, SourceKind};
use crate::store::Store;

use super::intake::IntakeError;
use super::reading::ReadingRoom;

/// Whether a file is a table whose columns can be chosen.
pub fn is_catalogue(path: &Path) -> bool {
    matches!(SourceKind::of(path), Some(SourceKind::Csv | SourceKind::Xlsx))
}

/// Remembers for the catalogues among files and folders what was said of their columns: `题名=B,日期=D`.
///
/// # Errors
/// Those of reading them; the store's.
pub fn remember_columns(store: &Store, paths: &[PathBuf], said: &str) -> Result<(), IntakeError> {
    let (files, _) = import::collect(paths);
    let room = ReadingRoom::new(store)?.with_columns(Some(said));
    for path in files.iter().filter(|path| is_catalogue(path)) {
        let (head, columns) = room.columns_said(path)?;
        store.write(|w| w.remember_columns(&head, &columns))?;
    }
    Ok(())
}

/// The first rows of a catalogue, with what its columns seem to mean.
///
/// # Errors
/// Those of reading it; the store's.
pub fn preview_columns(store: &Store, path: &Path) -> Result<Preview, IntakeError> {
    Ok(ReadingRoom::new(store)?.preview(path)?)
}

/// Remembers what a person chose.
///
/// # Errors
/// The store's.
pub fn choose_columns(store: &Store, head: &str, columns: &Columns) -> Result<(), IntakeError> {
    Ok(store.write(|w| w.remember_columns(head, columns))?)
}
