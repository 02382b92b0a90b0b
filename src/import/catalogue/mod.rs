//! Catalogues (目录): CSV and XLSX with the pictures beside them, and the catalogue of an electronic transfer.

mod columns;
mod csv;
mod describe;
mod entry;
mod meaning;
mod pages;
mod pairing;
mod preview;
mod shelf;
mod table;
mod transfer;
mod transfer_text;
mod values;
mod workbook;
mod xlsx;
mod xml;

pub use columns::{Columns, Layouts, Proposal};
pub use meaning::Meaning;
pub use preview::{Preview, columns_said, preview};
pub use table::{
    MAX_CELL_CHARS, MAX_TABLE_BYTES, MAX_TABLE_CELLS, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, letters,
};
pub use transfer::Transfer;

use crate::import::{Document, PageReader, ReadError, SourceFile, SourceKind, Surroundings};

use entry::Entry;
use pages::Described;
use shelf::Shelf;
use table::{Row, Table};

/// Reads tables whose rows are articles and photos.
pub struct Catalogue;

impl PageReader for Catalogue {
    fn reads(&self, file: &SourceFile) -> bool {
        matches!(SourceKind::of(&file.path), Some(SourceKind::Csv | SourceKind::Xlsx))
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let table = table_of(file, around)?;
        let (columns, first) = around.layouts.columns_of(&table)?;
        let head = match first.checked_sub(1) {
            Some(at) => table.rows.get(at).cloned().unwrap_or_default(),
            None => Row::default(),
        };
        let rows = table.rows.iter().skip(first);
        let mut entries: Vec<Entry> = rows.map(|row| Entry::of(row, &head, &columns)).collect();
        let (encoding, damaged) = (table.encoding, table.damaged.first().copied());
        drop(table);
        let mut shelf = Shelf::beside(&file.path, around.files);
        let (paired, mut told) = pairing::pair(&mut entries, &mut shelf);
        told.extend(damaged.map(|row| format!("第 {row} 行起有认不出来的字节，以“\u{fffd}”代替，原件照存")));
        let described = entries.into_iter().zip(paired);
        let described =
            described.map(|(entry, files)| Described { entry, files, text: Vec::new() }).collect();
        // A table of photos has no column for a text.
        let shows = [Meaning::Caption, Meaning::Photographer].iter().any(|one| columns.of(*one).is_some());
        let photos = shows && columns.of(Meaning::Body).is_none() && columns.of(Meaning::Kind).is_none();
        let pages = pages::pages_of(described, photos, told)?;
        Ok(Document { encoding, pages, parts: Vec::new() })
    }
}

fn table_of(file: &SourceFile, around: &Surroundings) -> Result<Table, ReadError> {
    match SourceKind::of(&file.path) {
        Some(SourceKind::Xlsx) => xlsx::read(file),
        _ => csv::read(file, around),
    }
}
