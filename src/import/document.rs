//! One file as handed in, read into its pages: one reader per format, behind one trait.

use std::path::PathBuf;

use encoding_rs::Encoding;

use crate::model::{LaidWord, PageReading};

use super::catalogue::{Catalogue, Layouts, Transfer};
use super::epaper::EPaper;
use super::habits::Habits;
use super::package::{Package, Packed};
use super::plain_text::PlainText;
use super::{Files, ReadError, SourceFile};

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Document {
    /// Name of the encoding it was read in (WHATWG Encoding Standard), or of the format where that leaves no choice.
    pub encoding: &'static str,
    /// Its pages, in order; their line numbers are those of the file.
    pub pages: Vec<ReadPage>,
    /// Other files that it speaks of and that came in by it: none of them is a page of its own.
    pub parts: Vec<PathBuf>,
}

impl Document {
    /// Of pages without pictures.
    pub fn of_texts(encoding: &'static str, pages: Vec<PageReading>) -> Self {
        let pages = pages.into_iter().map(ReadPage::of).collect();
        Self { encoding, pages, parts: Vec::new() }
    }
}

impl ReadPage {
    /// Of a page of which only the text is known.
    pub fn of(reading: PageReading) -> Self {
        Self { reading, sheet: None, packed: None }
    }
}

/// One page of a file.
#[derive(Clone, Debug)]
pub struct ReadPage {
    /// What was read of it.
    pub reading: PageReading,
    /// The picture of the printed page, where the file has or names one.
    pub sheet: Option<Sheet>,
    /// What a package brings of it besides.
    pub packed: Option<Packed>,
}

/// The picture of a printed page, and where its words stand on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The picture.
    pub image: SheetImage,
    /// The words, in the order of the text; none where nobody knows.
    pub words: Vec<LaidWord>,
}

/// Where the picture of a page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SheetImage {
    /// Another file.
    File(PathBuf),
    /// This page of the file itself, from 0.
    Page(usize),
}

/// What a reader may look at beside the file itself.
pub struct Surroundings<'a> {
    /// Overrules the detector.
    pub encoding: Option<&'static Encoding>,
    /// What the store has learned of its papers.
    pub habits: &'a Habits,
    /// What its columns of catalogues mean.
    pub layouts: &'a Layouts,
    /// The files that lie beside it.
    pub files: &'a Files,
}

/// Reads one format.
pub trait PageReader {
    /// Whether it reads files like this.
    fn reads(&self, file: &SourceFile) -> bool;

    /// Reads a file into pages.
    ///
    /// # Errors
    /// [`ReadError`], in words for the person who handed it in.
    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError>;
}

/// Reads a file with the reader of its format; `encoding` overrules the detector, and nothing lies beside it that
/// cannot be found by its path.
///
/// # Errors
/// As [`read_document_in`].
pub fn read_document(
    file: &SourceFile,
    encoding: Option<&'static Encoding>,
    habits: &Habits,
) -> Result<Document, ReadError> {
    let (layouts, files) = (Layouts::default(), Files::default());
    read_document_in(file, &Surroundings { encoding, habits, layouts: &layouts, files: &files })
}

/// Reads a file with the reader of its format, where it lies.
///
/// # Errors
/// Those of the reader; [`ReadError::UnknownKind`].
pub fn read_document_in(file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
    let readers: [&dyn PageReader; 5] = [&PlainText, &EPaper, &Package, &Catalogue, &Transfer];
    let reader = readers.into_iter().find(|reader| reader.reads(file)).ok_or(ReadError::UnknownKind)?;
    reader.read(file, around)
}
