//! The system's file dialogs, each on a thread of its own: a portal that hangs keeps nothing waiting.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::worker::Wake;

/// Which dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// Text files and pictures, several at once.
    ImportFiles,
    /// A folder of them.
    ImportFolder,
    /// A store.
    OpenStore,
    /// One picture for a photo.
    Picture,
    /// The picture of a page.
    Facsimile,
    /// Boundaries for the map.
    Boundaries,
    /// The picture of a plan for the map.
    Plan,
    /// Another list of places.
    PlaceList,
    /// A catalogue.
    Catalogue,
    /// A place for the report of an import.
    SaveReport,
    /// A place for the list of what is missing.
    SaveGaps,
    /// A place for a PDF.
    SavePdf,
    /// Save an issue.
    SavePackage,
    /// The folder that is watched.
    Inbox,
}

/// What was chosen; empty where the dialog was cancelled, or could not be shown: rfd does not tell which.
pub struct Chosen {
    /// Which dialog.
    pub kind: DialogKind,
    /// The files or the folder.
    pub paths: Vec<PathBuf>,
}

/// A dialog that is open.
pub struct FileDialog {
    kind: DialogKind,
    receiver: Receiver<Vec<PathBuf>>,
}

impl FileDialog {
    /// Opens a dialog; `names` are the words for its filter.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn open(kind: DialogKind, title: &str, names: &str, wake: Arc<dyn Wake>) -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let (title, names) = (title.to_owned(), names.to_owned());
        std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            if sender.send(ask(kind, &title, &names)).is_ok() {
                wake.wake();
            }
        })?;
        Ok(Self { kind, receiver })
    }

    /// What was chosen, once something was. A dialog whose thread died counts as cancelled.
    pub fn poll(&self) -> Option<Chosen> {
        match self.receiver.try_recv() {
            Ok(paths) => Some(Chosen { kind: self.kind, paths }),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Chosen { kind: self.kind, paths: Vec::new() }),
        }
    }
}

fn ask(kind: DialogKind, title: &str, names: &str) -> Vec<PathBuf> {
    // Some file dialogs compare endings by case.
    const PICTURES: [&str; 12] =
        ["jpg", "JPG", "jpeg", "JPEG", "png", "PNG", "tif", "TIF", "tiff", "TIFF", "webp", "WEBP"];
    const DOCUMENTS: [&str; 16] = [
        "zip", "ZIP", "txt", "TXT", "html", "HTML", "htm", "HTM", "pdf", "PDF", "xml", "XML", "csv", "CSV",
        "xlsx", "XLSX",
    ];
    let dialog = rfd::FileDialog::new().set_title(title);
    match kind {
        DialogKind::ImportFiles => {
            dialog.add_filter(names, &[&DOCUMENTS[..], &PICTURES].concat()).pick_files().unwrap_or_default()
        }
        DialogKind::ImportFolder | DialogKind::Inbox => dialog.pick_folder().into_iter().collect(),
        DialogKind::Picture | DialogKind::Plan | DialogKind::Facsimile => {
            dialog.add_filter(names, &PICTURES).pick_file().into_iter().collect()
        }
        DialogKind::Boundaries => {
            let endings = ["geojson", "GEOJSON", "json", "JSON"];
            dialog.add_filter(names, &endings).pick_file().into_iter().collect()
        }
        DialogKind::Catalogue => {
            dialog.add_filter(names, &["csv", "CSV", "xlsx", "XLSX"]).pick_file().into_iter().collect()
        }
        DialogKind::PlaceList => {
            let endings = ["csv", "CSV", "txt", "TXT", "tsv", "TSV"];
            dialog.add_filter(names, &endings).pick_file().into_iter().collect()
        }
        DialogKind::OpenStore => {
            dialog.add_filter(names, &["jiuwen", "JIUWEN"]).pick_file().into_iter().collect()
        }
        DialogKind::SavePdf => {
            let dialog = dialog.set_file_name(format!("{title}.pdf"));
            dialog.add_filter(names, &["pdf"]).save_file().into_iter().collect()
        }
        DialogKind::SavePackage => {
            let dialog = dialog.set_file_name(format!("{title}.zip"));
            dialog.add_filter(names, &["zip"]).save_file().into_iter().collect()
        }
        DialogKind::SaveReport | DialogKind::SaveGaps => {
            let dialog = dialog.set_file_name(format!("{title}.csv"));
            dialog.add_filter(names, &["csv"]).save_file().into_iter().collect()
        }
    }
}
