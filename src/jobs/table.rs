//! Tables for a spreadsheet.

use std::io::Write;
use std::path::Path;

use crate::import::ReadError;

/// Writes a table as CSV: UTF-8 with a mark of byte order, for spreadsheets that would take it for GBK without.
///
/// # Errors
/// [`ReadError::Io`] with the path.
pub(super) fn write<const N: usize>(
    path: &Path,
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<(), ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    std::fs::write(path, bytes(head, rows).map_err(io)?).map_err(io)
}

pub(super) fn bytes<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record(head)?;
    for row in rows {
        table.write_record(row.each_ref().map(|cell| inert(cell)))?;
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}

/// A name that a spreadsheet would take for a formula stands behind an apostrophe.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}
