//! 版面图: pictures of printed pages.

use rusqlite::{OptionalExtension, params};

use crate::import::SourceFile;
use crate::model::{Date, PageId, SourceId};

use super::{Reader, Result, Writer};

impl Reader<'_> {
    /// The pages of a day with a number, each with its paper; of one paper where that is said.
    ///
    /// # Errors
    /// SQLite's.
    pub fn pages_of_day(
        &self,
        day: Date,
        number: &str,
        paper: Option<&str>,
    ) -> Result<Vec<(PageId, String)>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_pages_of_day.sql"))?;
        let pages = select.query_map(params![day.to_string(), number, paper], |row| {
            Ok((PageId(row.get(0)?), row.get(1)?))
        })?;
        Ok(pages.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the picture of a page is held.
    ///
    /// # Errors
    /// SQLite's.
    pub fn has_facsimile(&self, page: PageId) -> Result<bool> {
        let mut select = self.0.prepare_cached("SELECT 1 FROM facsimile WHERE page_id = ?1")?;
        Ok(select.exists([page.0])?)
    }

    /// The picture of a page, as it was handed in, and which page of that file it is, from 0.
    ///
    /// # Errors
    /// SQLite's.
    pub fn facsimile(&self, page: PageId) -> Result<Option<(Vec<u8>, usize)>> {
        let sql =
            "SELECT bytes, sheet FROM facsimile JOIN source ON source.id = source_id WHERE page_id = ?1";
        let mut select = self.0.prepare_cached(sql)?;
        Ok(select.query_row([page.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

impl Writer<'_> {
    /// Keeps the picture of a page, in the place of the one before; that stays among the sources.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_facsimile(&self, page: PageId, file: &SourceFile, media_type: &str) -> Result<()> {
        let source = self.add_source(file, media_type, None)?;
        self.set_facsimile_source(page, source, 0)
    }

    /// Says which page of a source, from 0, is the picture of a page.
    ///
    /// # Errors
    /// SQLite's.
    pub(super) fn set_facsimile_source(&self, page: PageId, source: SourceId, sheet: usize) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO facsimile (page_id, source_id, sheet) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute(params![page.0, source.0, sheet])?;
        Ok(())
    }
}
