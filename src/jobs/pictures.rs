//! Pictures on their way to the screen, decoded beside the thread that reads.

use std::sync::Arc;

use crate::faces;
use crate::import::{Files, MAX_PICTURE_BYTES, ReadError, SheetImage, SourceFile, pdf_pixels, pixels};
use crate::model::{PageId, PhotoId};
use crate::query::PictureKind;
use crate::store::{Layer, Store, StoreError};

use super::reading::guarded;
use super::review::PageKey;

/// Longest side of a picture as it is shown, in pixels; textures of old graphics cards end at 4096.
const SHOWN_SIDE: u32 = 2048;

/// Pixels ready for the screen.
pub struct Picture {
    /// In pixels.
    pub size: [usize; 2],
    /// RGBA, row by row.
    pub rgba: Vec<u8>,
}

/// Which picture.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// Of a photo.
    Photo(PhotoId, PictureKind),
    /// Of a page, no longer than this on its longer side.
    Facsimile(PageId, u32),
    /// The plan under the pins, no longer than this on its longer side.
    Plan(u32),
}

/// The picture of a page under review.
#[derive(Clone, Debug)]
pub struct SheetOf {
    /// The page.
    pub key: PageKey,
    /// Its file.
    pub source: Arc<SourceFile>,
    /// Where the picture is.
    pub image: SheetImage,
}

/// What the decoding thread is asked for.
pub enum Decode {
    /// A picture of a store.
    Stored(Arc<Store>, Wanted),
    /// That of a page under review, no longer than this on its longer side.
    Sheet(SheetOf, u32),
}

/// Decodes or draws the picture of a page under review; none where it cannot be shown.
pub fn of_draft(of: &SheetOf, side: u32) -> Option<Picture> {
    let path = &of.source.path;
    let drawn = guarded(path, || match &of.image {
        SheetImage::Page(page) => sheet_picture(of.source.bytes.clone(), *page, side),
        SheetImage::File(path) => {
            let file = Files::default().read(path, MAX_PICTURE_BYTES)?;
            sheet_picture(file.bytes, 0, side)
        }
    });
    match drawn {
        Ok(Ok(picture)) => Some(picture),
        Ok(Err(error)) => {
            tracing::warn!(%error, path = %path.display(), "a page under review cannot be shown");
            None
        }
        // Told of where it happened.
        Err(_) => None,
    }
}

/// Decodes a picture of a store; none where it cannot be shown.
pub fn decode(store: &Store, wanted: Wanted) -> Option<Picture> {
    read(store, wanted).unwrap_or_else(|error| {
        tracing::warn!(%error, ?wanted, "a picture cannot be shown");
        None
    })
}

fn read(store: &Store, wanted: Wanted) -> Result<Option<Picture>, PictureError> {
    if let Wanted::Facsimile(page, side) = wanted {
        let Some((bytes, sheet)) = store.read(|r| r.facsimile(page))? else { return Ok(None) };
        return Ok(Some(sheet_picture(bytes, sheet, side)?));
    }
    let (bytes, side) = match wanted {
        Wanted::Photo(id, PictureKind::Thumbnail) => (store.read(|r| r.thumbnail(id))?, SHOWN_SIDE),
        Wanted::Photo(id, PictureKind::Full) => (store.read(|r| r.photo_bytes(id))?, SHOWN_SIDE),
        Wanted::Facsimile(..) => return Ok(None),
        Wanted::Plan(side) => (store.read(|r| r.layer(Layer::Plan))?.map(|layer| layer.bytes), side),
    };
    let Some(bytes) = bytes else { return Ok(None) };
    let (size, rgba) = pixels(&bytes, side)?;
    Ok(Some(Picture { size, rgba }))
}

/// The picture of a page that is a picture file, or a page, from 0, of a PDF.
///
/// # Errors
/// Where it cannot be decoded or drawn.
pub fn sheet_picture(bytes: Vec<u8>, sheet: usize, side: u32) -> Result<Picture, ReadError> {
    let (size, rgba) =
        if is_pdf(&bytes) { pdf_pixels(bytes, sheet, side, faces::SERIF)? } else { pixels(&bytes, side)? };
    Ok(Picture { size, rgba })
}

/// Whether these are the bytes of a PDF: readers look for its mark in the first 1024 (ISO 32000-1, annex H.3).
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|mark| mark == b"%PDF-"))
}

#[derive(Debug, thiserror::Error)]
enum PictureError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Read(#[from] ReadError),
}
