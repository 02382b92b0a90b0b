//! Where the words of a page stand on its picture.

use rusqlite::{OptionalExtension, params};

use crate::model::{LaidWord, VersionId};

use super::{Reader, Result, StoreError, Writer};

/// Places are kept in these parts of the picture's width and height: a tenth of a millimetre on a broadsheet.
const PARTS: f32 = 10_000.0;

/// A word as it is kept.
type Row = (usize, String, [u16; 4]);

impl Reader<'_> {
    /// The words of a version of a page, in the order of its text; none where nobody knows.
    ///
    /// # Errors
    /// SQLite's; [`StoreError::Damaged`].
    pub fn words_of(&self, version: VersionId) -> Result<Vec<LaidWord>> {
        let mut select = self.0.prepare_cached("SELECT words FROM page_words WHERE version_id = ?1")?;
        let json: Option<String> = select.query_row([version.0], |row| row.get(0)).optional()?;
        let Some(json) = json else { return Ok(Vec::new()) };
        let rows: Vec<Row> = serde_json::from_str(&json).map_err(|_| StoreError::Damaged)?;
        let word =
            |(line, text, rect): Row| LaidWord { line, text, rect: rect.map(|part| f32::from(part) / PARTS) };
        Ok(rows.into_iter().map(word).collect())
    }
}

impl Writer<'_> {
    /// Keeps the words of a version of a page.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_words(&self, version: VersionId, words: &[LaidWord]) -> Result<()> {
        let part = |at: f32| (at.clamp(0.0, 1.0) * PARTS).round() as u16;
        let rows: Vec<Row> =
            words.iter().map(|word| (word.line, word.text.clone(), word.rect.map(part))).collect();
        let json = serde_json::to_string(&rows).map_err(|_| StoreError::Damaged)?;
        let sql = "INSERT OR REPLACE INTO page_words (version_id, words) VALUES (?1, ?2)";
        self.0.prepare_cached(sql)?.execute(params![version.0, json])?;
        Ok(())
    }
}
