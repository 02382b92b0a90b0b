//! PDF: every page is kept as its own picture; its text layer is put into the order in which a person reads it, and
//! goes through the newspaper grammar. A page without text is described by hand.

mod blocks;
mod characters;
mod glyphs;
mod inflated;
mod layer;
mod page;
mod picture;
mod segments;

use std::sync::Arc;

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::model::{Field, PageReading, Remark};

use super::{
    Document, PageReader, ReadError, ReadPage, Sheet, SheetImage, SourceFile, SourceKind, Surroundings,
};

pub use picture::{pdf_pixels, pdf_size};

/// Largest PDF file read: a page of a daily with its photos as printed is under 20 MB.
pub const MAX_PDF_BYTES: u64 = 512 << 20;
/// Most pages of a file: a year of a daily of five pages.
pub const MAX_PDF_PAGES: usize = 2_000;
/// Pages that are read before what was unpacked of them is let go.
const PAGES_AT_ONCE: usize = 16;

/// Reads PDF files.
pub struct PdfPages;

impl PageReader for PdfPages {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Pdf)
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        if file.bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        let bytes = Arc::new(file.bytes.clone());
        let count = open(&bytes)?.pages().len();
        let limit = MAX_PDF_PAGES;
        match count {
            0 => return Err(ReadError::Pdf("里面没有一页".to_owned())),
            pages if pages > limit => return Err(ReadError::TooManyPages { pages, limit }),
            _ => {}
        }
        let mut pages: Vec<ReadPage> = Vec::with_capacity(count);
        let mut line = 0;
        for first in (0..count).step_by(PAGES_AT_ONCE) {
            let pdf = open(&bytes)?;
            let reader = layer::Layers::new(&pdf);
            for at in first..(first + PAGES_AT_ONCE).min(count) {
                let layer = reader.layer(at).unwrap_or_default();
                let (reading, words) = page::read(&file.path, &layer, line, count, around.habits)?;
                line = reading.lines.last().map_or(line, |last| last.number.max(line));
                let sheet = Some(Sheet { image: SheetImage::Page(at), words });
                pages.push(ReadPage { sheet, ..ReadPage::of(reading) });
            }
        }
        number_pages(&mut pages);
        Ok(Document { encoding: "PDF", pages, parts: Vec::new() })
    }
}

/// Opens a file.
fn open(bytes: &Arc<Vec<u8>>) -> Result<Pdf, ReadError> {
    inflated::check(bytes)?;
    Pdf::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::PdfLocked,
        LoadPdfError::Decryption(_) => ReadError::Pdf("加密的方式不认识".to_owned()),
        LoadPdfError::Invalid => ReadError::Pdf("不是 PDF，或者已经损坏".to_owned()),
    })
}

/// In an issue that comes as one file, the paper and the day hold on from page to page, and a page that prints no
/// number has the one of its place.
fn number_pages(pages: &mut [ReadPage]) {
    if pages.len() < 2 {
        return;
    }
    let day = pages.iter().find_map(|page| page.reading.head.date.clone().filter(|date| date.given));
    let paper = pages.iter().find_map(|page| page.reading.head.paper.clone());
    let mut before = 0;
    for (at, ReadPage { reading, .. }) in pages.iter_mut().enumerate() {
        let line = reading.lines.first().map_or(1, |line| line.number);
        let head = &mut reading.head;
        if head.date.as_ref().is_none_or(|date| !date.given) {
            head.date = day.clone().or(head.date.take());
        }
        head.paper = head.paper.take().or_else(|| paper.clone());
        let printed = head.number.as_ref().and_then(|number| number.parse().ok());
        let named = head.number.is_some();
        before = printed.unwrap_or(before + 1);
        if !named {
            head.number = Some(before.to_string());
            let reason =
                format!("这一版没有印版次，按在文件里的次序（第 {} 页）算作第 {before} 版，请核对", at + 1);
            doubt(reading, Field::Page, reason, line);
        }
    }
}

fn doubt(reading: &mut PageReading, field: Field, reason: String, line: usize) {
    reading.remarks.push(Remark { field, reason, line, doubt: true });
}
