//! Articles to a PDF file, and the file to the system's viewer.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::import::printable;
use crate::model::ArticleId;
use crate::print::{PICTURE_SIDE, PrintError, Printed, PrintedPicture, pdf};
use crate::query;
use crate::store::{Store, StoreError};

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintingError {
    /// The store's.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The PDF's.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The file's.
    #[error("不能写入 {path}：{error}。请换一个文件夹，或检查磁盘是否已满。")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's.
        error: io::Error,
    },
}

/// Prints articles into a file, in this order.
///
/// # Errors
/// [`PrintingError`]; the file is whole or not there.
pub fn print(store: &Store, ids: &[ArticleId], path: &Path) -> Result<(), PrintingError> {
    let printed = ids.iter().map(|id| read(store, *id)).collect::<Result<Vec<_>, StoreError>>()?;
    let bytes = pdf(&printed)?;
    let failed = |error| PrintingError::File { path: path.to_owned(), error };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    // Beside it first: who prints over an older file keeps that until the new one is whole.
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, &bytes).and_then(|()| std::fs::rename(&part, path)).map_err(|error| {
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}

fn read(store: &Store, id: ArticleId) -> Result<Printed, StoreError> {
    store.read(|r| {
        let detail = query::detail(r, id)?;
        let mut pictures = Vec::with_capacity(detail.photos.len());
        for photo in &detail.photos {
            let picture = r.photo_bytes(photo.id)?.map(|bytes| printable(&bytes, PICTURE_SIDE));
            // A damaged picture leaves its caption, which says that it is missing.
            pictures.push(picture.and_then(|picture| {
                picture.inspect_err(|error| tracing::warn!(?error, %id, "a picture to print")).ok()
            }));
        }
        let pictures = pictures.into_iter().map(|picture| {
            picture.map(|(size, jpeg)| PrintedPicture { width: size[0], height: size[1], jpeg })
        });
        Ok(Printed { detail, pictures: pictures.collect() })
    })
}

/// Opens a file in the system's viewer; it is not waited for.
///
/// # Errors
/// The system's, where it has none.
pub fn open_in_viewer(path: &Path) -> io::Result<()> {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("explorer");
        command.arg(path);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(path);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
}
