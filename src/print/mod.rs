//! Articles on paper: set as on the screen, with their photos, citation and source, as a PDF with its fonts in it.

mod article;
mod measure;
mod sheet;
mod write;

use crate::query::Detail;

pub use article::set;
pub use measure::Faces;
pub use sheet::{Op, Sheet, Style};
pub use write::{PrintError, write};

/// Longest side of a printed picture, in pixels: 250 dots an inch over the width of the text.
pub const PICTURE_SIDE: u32 = 1600;

/// An article with its pictures.
pub struct Printed {
    /// The article.
    pub detail: Detail,
    /// Of each of its photos the picture as JPEG; none where there is none, or it cannot be read.
    pub pictures: Vec<Option<PrintedPicture>>,
}

/// A picture as it is printed.
#[derive(Clone)]
pub struct PrintedPicture {
    /// JPEG, upright.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Sets articles, each from the head of a page, and writes them as one PDF (ISO 32000).
///
/// # Errors
/// [`PrintError`] where a face or a picture cannot be taken into the PDF.
pub fn pdf(articles: &[Printed]) -> Result<Vec<u8>, PrintError> {
    let faces = Faces::bundled()?;
    let mut sheets = Vec::new();
    let mut pictures = Vec::new();
    for printed in articles {
        sheets.extend(set(&faces, printed, pictures.len()));
        pictures.extend(printed.pictures.iter().cloned());
    }
    article::number(&faces, &mut sheets);
    write(
        &faces,
        &sheets,
        &pictures,
        articles.first().map(|printed| printed.detail.article.headline.as_str()),
    )
}
