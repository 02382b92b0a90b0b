//! 版面图: pictures of printed pages.

use rusqlite::{OptionalExtension, params};

use crate::import::SourceFile;
use crate::model::{Date, PageId};

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

    /// The picture of a page, as it was handed in.
    ///
    /// # Errors
    /// SQLite's.
    pub fn facsimile(&self, page: PageId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM facsimile JOIN source ON source.id = source_id WHERE page_id = ?1";
        Ok(self.0.prepare_cached(sql)?.query_row([page.0], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Keeps the picture of a page, in the place of the one before; that stays among the sources.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_facsimile(&self, page: PageId, file: &SourceFile, media_type: &str) -> Result<()> {
        let source = self.add_source(file, media_type, None)?;
        let sql = "INSERT OR REPLACE INTO facsimile (page_id, source_id) VALUES (?1, ?2)";
        self.0.execute(sql, params![page.0, source.0])?;
        Ok(())
    }
}
