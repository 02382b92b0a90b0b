//! METS (Library of Congress) of digitised newspapers: one issue, its pages as ALTO, its articles by their structure.
//!
//! <https://www.loc.gov/standards/mets/>; the structures are those of CCS docWorks (British Library, BnL, Europeana
//! Newspapers' ENMAP), of NDNP, and of Kitodo, as far as files of them could be read.

mod head;
mod issue;
mod parse;
mod structure;

use std::path::{Path, PathBuf};

use crate::model::{Field, Remark};

use super::alto::{AltoPage, read_alto};
use super::laid::Numbered;
use super::sheet_file::{self, Found};
use super::xml::{decode_xml, root_of};
use super::{
    Document, MAX_TEXT_BYTES, PageReader, ReadError, ReadPage, Sheet, SheetImage, SourceFile, SourceKind,
    Surroundings,
};
use issue::Issue;
use structure::ListedPage;

/// Most bytes of ALTO read for one issue. One page is in memory at a time, and of the others their lines and words.
pub const MAX_ISSUE_BYTES: u64 = 512 << 20;

/// Reads METS.
pub struct Mets;

impl PageReader for Mets {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Xml) && root_of(&file.bytes).as_deref() == Some("mets")
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let decoded = decode_xml(&file.bytes, around.encoding)?;
        let raw = parse::parse(&decoded.text)?;
        let folder = file.path.parent().unwrap_or(Path::new(""));
        let issue = Issue::of(&raw);
        let mut shelf =
            Shelf { folder, raw: &raw, around, left: MAX_ISSUE_BYTES, seen: vec![file.path.clone()] };
        let (mut pages, mut missing) = (Vec::new(), Vec::new());
        let mut numbered = Numbered::default();
        let mut told = issue::Told::default();
        for (at, listed) in issue.pages.iter().enumerate() {
            match shelf.alto(listed) {
                Ok(alto) => {
                    let mut reading = issue.read_page(at, &alto, around.habits, &mut numbered, &mut told)?;
                    let words = std::mem::take(&mut numbered.words);
                    let sheet = shelf.sheet(listed, &mut reading.remarks).map(|image| Sheet { image, words });
                    pages.push(ReadPage { sheet, ..ReadPage::of(reading) });
                }
                Err(why) => missing.push(format!("第 {} 版没有读入：{why}", issue.number(at))),
            }
        }
        let Some(first) = pages.first_mut() else {
            let first = missing.into_iter().next().unwrap_or_else(|| "里面没有列出任何版面".to_owned());
            return Err(ReadError::NoAlto { first });
        };
        let doubt = |reason| Remark { field: Field::Page, reason, line: 1, doubt: true };
        first.reading.remarks.extend(missing.into_iter().map(doubt));
        Ok(Document { encoding: decoded.encoding, pages, parts: shelf.parts() })
    }
}

/// The files beside a METS.
struct Shelf<'a> {
    folder: &'a Path,
    raw: &'a parse::Raw,
    around: &'a Surroundings<'a>,
    /// Bytes that may still be read.
    left: u64,
    /// Files that were read: none is read for two pages, and the METS itself for none.
    seen: Vec<PathBuf>,
}

impl Shelf<'_> {
    fn path_of(&self, id: &str) -> Option<PathBuf> {
        sheet_file::within(self.folder, &self.raw.files.get(id)?.href)
    }

    /// The text of a page, or why there is none.
    fn alto(&mut self, page: &ListedPage) -> Result<AltoPage, String> {
        let id = page.alto.as_deref().ok_or("METS 没有列出它的文字（ALTO）")?;
        let href = self.raw.files.get(id).map(|file| file.href.as_str()).unwrap_or_default();
        let shown = crate::text::shown(href);
        let path = self.path_of(id).ok_or_else(|| format!("“{shown}”不在 METS 所在的文件夹里，没有去读"))?;
        if self.seen.contains(&path) {
            return Err(format!("“{shown}”已经作为另一版读过"));
        }
        let most = self.left.min(MAX_TEXT_BYTES);
        let file = self.around.files.read(&path, most).map_err(|error| error.to_string())?;
        self.left = self.left.saturating_sub(file.bytes.len() as u64);
        self.seen.push(path);
        if root_of(&file.bytes).as_deref() != Some("alto") {
            return Err(format!("“{shown}”不是 ALTO"));
        }
        let text = decode_xml(&file.bytes, None).map_err(|error| format!("“{shown}”：{error}"))?.text;
        read_alto(&text).map_err(|error| format!("“{shown}”：{error}"))
    }

    /// The picture of a page, where one lies there that can be shown.
    fn sheet(&self, page: &ListedPage, remarks: &mut Vec<Remark>) -> Option<SheetImage> {
        let named: Vec<PathBuf> = page.images.iter().filter_map(|id| self.path_of(id)).collect();
        match sheet_file::find(&named, self.around.files) {
            Found::Picture(path) => Some(SheetImage::File(path)),
            Found::Unreadable(reason) => {
                remarks.push(Remark { field: Field::Page, reason, line: 1, doubt: false });
                None
            }
            Found::Nothing => None,
        }
    }

    /// All files that the METS lists and that may lie beside it.
    fn parts(&self) -> Vec<PathBuf> {
        self.raw.file_order.iter().filter_map(|id| self.path_of(id)).collect()
    }
}

#[cfg(test)]
#[path = "mets_tests.rs"]
mod tests;
