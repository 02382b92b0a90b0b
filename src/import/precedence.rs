//! In which order the files of an import are read: those that speak of others before the others.

use std::path::Path;

use super::{Files, SourceKind};

/// How much of an XML file is looked at for its outermost element: declarations and comments stand before it.
const HEAD_BYTES: usize = 4096;

/// Whether a file may speak of other files of the same import, which then come in by it and not by themselves: METS,
/// the catalogue of a transfer, a table beside pictures.
pub fn speaks_of_others(path: &Path, files: &Files) -> bool {
    match SourceKind::of(path) {
        Some(SourceKind::Csv | SourceKind::Xlsx | SourceKind::Package) => true,
        Some(SourceKind::Xml) => !is_alto(&files.head(path, HEAD_BYTES)),
        _ => false,
    }
}

/// Whether the outermost element is that of ALTO: a page that others speak of.
fn is_alto(head: &[u8]) -> bool {
    // UTF-16 has a zero byte beside every letter.
    let text: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    text.contains("<alto") || text.contains(":alto")
}
