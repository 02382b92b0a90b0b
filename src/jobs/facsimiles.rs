//! Taking in the picture of a printed page.

use std::path::Path;

use crate::import::{MAX_PICTURE_BYTES, SourceFile, read_picture};
use crate::model::PageId;
use crate::store::Store;

use super::intake::IntakeError;
use super::pictures::{is_pdf, sheet_picture};

/// A page of a PDF is drawn this small to see that it can be.
const TRIED_SIDE: u32 = 256;

/// Keeps the picture of a page byte for byte, of a PDF its first page, once it is known that it can be shown.
///
/// # Errors
/// [`IntakeError`] where the file cannot be read, is no picture or too large, or cannot be kept.
pub fn take_facsimile(store: &Store, page: PageId, path: &Path) -> Result<(), IntakeError> {
    let file = SourceFile::read(path, MAX_PICTURE_BYTES)?;
    let media_type = if is_pdf(&file.bytes) {
        sheet_picture(file.bytes.clone(), 0, TRIED_SIDE)?;
        "application/pdf"
    } else {
        read_picture(&file.bytes)?.media_type
    };
    store.write(|w| w.set_facsimile(page, &file, media_type))?;
    Ok(())
}
