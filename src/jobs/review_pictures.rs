//! Pictures that are not in the store yet, read where they lie, for the eyes of who reviews their page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::import::{Files, MAX_PICTURE_BYTES, ReadError, pixels};

use super::pictures::Picture;
use super::reading::guarded;
use super::worker::{Wake, Worker};

/// Longest side of a photo in its card, in pixels: at twice the scale.
const SIDE: u32 = 320;

/// Answers each file with its picture, where it can be shown.
pub type ReviewPictures = Worker<PathBuf, (PathBuf, Option<Picture>)>;

/// Starts the thread that decodes them.
///
/// # Errors
/// The system's, where it gives no thread.
pub fn start_review_pictures(wake: Arc<dyn Wake>) -> std::io::Result<ReviewPictures> {
    let files = Files::default();
    Worker::start("review pictures", wake, move |path: PathBuf, desk| {
        let picture = match guarded(&path, || read(&files, &path)) {
            Ok(Ok(picture)) => Some(picture),
            Ok(Err(error)) => {
                tracing::warn!(%error, path = %path.display(), "a picture cannot be shown in the review");
                None
            }
            // Told in the log already.
            Err(_) => None,
        };
        desk.answer((path, picture));
    })
}

fn read(files: &Files, path: &Path) -> Result<Picture, ReadError> {
    let (size, rgba) = pixels(&files.read(path, MAX_PICTURE_BYTES)?.bytes, SIDE)?;
    Ok(Picture { size, rgba })
}
