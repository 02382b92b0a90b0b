//! ALTO (versions 1 to 4, Library of Congress): the words of one printed page and where they stand.
//!
//! <https://www.loc.gov/standards/alto/>; what producers make of it was learned from files of CCS docWorks, NDNP,
//! Europeana Newspapers, Tesseract and Transkribus.

mod page;
mod read;

use std::path::Path;

use crate::model::{Field, Remark};

use super::laid::{self, Numbered};
use super::sheet_file::{self, Found};
use super::xml::{decode_xml, root_of};
use super::{
    Document, PageReader, ReadError, ReadPage, Sheet, SheetImage, SourceFile, SourceKind, Surroundings,
};

pub(super) use page::{AltoPage, Word};
pub(super) use read::read_alto;

/// Reads a page of ALTO that no METS speaks of.
pub struct Alto;

impl PageReader for Alto {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Xml) && root_of(&file.bytes).as_deref() == Some("alto")
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let decoded = decode_xml(&file.bytes, around.encoding)?;
        let page = read_alto(&decoded.text)?;
        let mut numbered = Numbered::default();
        let mut reading = laid::read_loose(&page, &file.path, around.habits, &mut numbered)?;
        let (image, remark) = image_beside(&page, &file.path, around);
        reading.remarks.extend(remark);
        let words = numbered.words;
        let sheet = image.map(|path| Sheet { image: SheetImage::File(path), words });
        Ok(Document {
            encoding: decoded.encoding,
            pages: vec![ReadPage { sheet, ..ReadPage::of(reading) }],
            parts: Vec::new(),
        })
    }
}

/// The picture that the page names, or that bears its name.
fn image_beside(
    page: &AltoPage,
    path: &Path,
    around: &Surroundings,
) -> (Option<std::path::PathBuf>, Option<Remark>) {
    let folder = path.parent().unwrap_or(Path::new(""));
    // Producers name the picture where it lay on their own disk: only its name says something here.
    let named = page.image.iter().filter_map(|name| name.rsplit(['/', '\\']).next());
    let candidates: Vec<_> = named
        .map(|name| folder.join(name))
        .chain([path.with_extension("jpg")])
        .filter(|at| at != path)
        .collect();
    match sheet_file::find(&candidates, around.files) {
        Found::Picture(path) => (Some(path), None),
        Found::Unreadable(reason) => {
            (None, Some(Remark { field: Field::Page, reason, line: 1, doubt: false }))
        }
        Found::Nothing => (None, None),
    }
}

#[cfg(test)]
#[path = "alto_tests.rs"]
mod tests;
