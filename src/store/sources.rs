//! Files as they were handed in.

use std::path::Path;

use rusqlite::{OptionalExtension, params};

use crate::import::{SourceFile, SourceKind};
use crate::model::SourceId;

use super::{Reader, Result, StoreError, Writer};

impl Reader<'_> {
    /// The source with these very bytes, and its name.
    ///
    /// # Errors
    /// SQLite's.
    pub fn source_by_sha256(&self, sha256: &[u8; 32]) -> Result<Option<(SourceId, String)>> {
        let mut select = self.0.prepare_cached("SELECT id, name FROM source WHERE sha256 = ?1")?;
        let found = select.query_row([sha256], |row| Ok((SourceId(row.get(0)?), row.get(1)?))).optional()?;
        Ok(found)
    }

    /// The bytes of a source, as handed in.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn source_bytes(&self, id: SourceId) -> Result<Vec<u8>> {
        let mut select = self.0.prepare_cached("SELECT bytes FROM source WHERE id = ?1")?;
        select.query_row([id.0], |row| row.get(0)).optional()?.ok_or(StoreError::NoSuch(id.0, "来源"))
    }
}

impl Writer<'_> {
    /// Keeps a file that a page was read from beside its source.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_text(&self, file: &SourceFile) -> Result<()> {
        self.add_source(file, media_type_of(file), None).map(|_| ())
    }

    /// Keeps a source; one that is already there is used again.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_source(
        &self,
        file: &SourceFile,
        media_type: &str,
        encoding: Option<&str>,
    ) -> Result<SourceId> {
        if let Some((id, _)) = self.reader().source_by_sha256(&file.sha256)? {
            // Bytes never change; how they are read may have been chosen since.
            if encoding.is_some() {
                let mut update = self.0.prepare_cached("UPDATE source SET encoding = ?2 WHERE id = ?1")?;
                update.execute(params![id.0, encoding])?;
            }
            return Ok(id);
        }
        let now = jiff::Timestamp::now().to_string();
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_source.sql"))?;
        insert.execute(params![file.name(), file.sha256, media_type, encoding, now, file.bytes])?;
        Ok(SourceId(self.0.last_insert_rowid()))
    }
}

/// The media type of a file that is read for its text.
pub(super) fn media_type_of(file: &SourceFile) -> &'static str {
    match SourceKind::of(Path::new(&file.name())) {
        Some(SourceKind::Html) => "text/html",
        Some(SourceKind::Pdf) => "application/pdf",
        Some(SourceKind::Xml) => "application/xml",
        Some(SourceKind::Csv) => "text/csv",
        Some(SourceKind::Package) => "application/json",
        Some(SourceKind::Xlsx) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain",
    }
}
