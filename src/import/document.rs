//! One file as handed in, read into its pages: one reader per format, behind one trait.

use encoding_rs::Encoding;

use crate::model::PageReading;

use super::epaper::EPaper;
use super::habits::Habits;
use super::plain_text::PlainText;
use super::{ReadError, SourceFile};

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Document {
    /// Name of the encoding it was read in (WHATWG Encoding Standard).
    pub encoding: &'static str,
    /// Its pages, in order; their line numbers are those of the file.
    pub pages: Vec<PageReading>,
}

/// Reads one format.
pub trait PageReader {
    /// Whether it reads files like this.
    fn reads(&self, file: &SourceFile) -> bool;

    /// Reads a file into pages.
    ///
    /// # Errors
    /// [`ReadError`], in words for the person who handed it in.
    fn read(
        &self,
        file: &SourceFile,
        encoding: Option<&'static Encoding>,
        habits: &Habits,
    ) -> Result<Document, ReadError>;
}

/// Reads a file with the reader of its format; `encoding` overrules the detector.
///
/// # Errors
/// Those of the reader; [`ReadError::UnknownKind`].
pub fn read_document(
    file: &SourceFile,
    encoding: Option<&'static Encoding>,
    habits: &Habits,
) -> Result<Document, ReadError> {
    let readers: [&dyn PageReader; 2] = [&PlainText, &EPaper];
    let reader = readers.into_iter().find(|reader| reader.reads(file)).ok_or(ReadError::UnknownKind)?;
    reader.read(file, encoding, habits)
}
