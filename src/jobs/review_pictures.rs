//! Pictures of a page that is not in the store yet, read where they lie, for the eyes of who reviews it.

use std::path::Path;
use std::sync::Arc;

use crate::import::{Files, MAX_PICTURE_BYTES, ReadError, SheetImage, SourceFile, pixels};

use super::pictures::Picture;
use super::reading::guarded;
use super::worker::{Wake, Worker};

/// A picture that is wanted, no longer than `side` on its longer side.
pub struct ReviewPictureAsk {
    /// The file under review.
    pub source: Arc<SourceFile>,
    /// Which picture.
    pub image: SheetImage,
    /// In pixels.
    pub side: u32,
}

/// Answers with the picture, where it can be shown.
pub type ReviewPictures = Worker<ReviewPictureAsk, (SheetImage, Option<Picture>)>;

/// Starts the thread that decodes them.
///
/// # Errors
/// The system's, where it gives no thread.
pub fn start_review_pictures(wake: Arc<dyn Wake>) -> std::io::Result<ReviewPictures> {
    let files = Files::default();
    Worker::start("review pictures", wake, move |ask: ReviewPictureAsk, desk| {
        let path = &ask.source.path;
        let picture = match guarded(path, || read(&files, &ask)) {
            Ok(Ok(picture)) => Some(picture),
            Ok(Err(error)) => {
                tracing::warn!(%error, image = ?ask.image, "a picture cannot be shown in the review");
                None
            }
            // Told in the log already.
            Err(_) => None,
        };
        desk.answer((ask.image, picture));
    })
}

fn read(files: &Files, ask: &ReviewPictureAsk) -> Result<Picture, ReadError> {
    let of_file = |path: &Path| files.read(path, MAX_PICTURE_BYTES);
    let bytes = match &ask.image {
        SheetImage::File(path) => of_file(path)?.bytes,
        SheetImage::Page(_) => ask.source.bytes.clone(),
    };
    let (size, rgba) = pixels(&bytes, ask.side)?;
    Ok(Picture { size, rgba })
}
