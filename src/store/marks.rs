//! 查档单: what a person put aside to print or hand over.

use rusqlite::params;

use crate::model::{ArticleId, Date};

use super::rows::date;
use super::{Reader, Result, Writer};

/// An article that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct MarkedRow {
    pub id: ArticleId,
    pub headline: String,
    pub paper: String,
    pub date: Date,
    pub page: String,
}

/// A change of what is put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkEdit {
    /// Put an article aside, or no longer; what is asked twice is done once.
    Set(ArticleId, bool),
    /// Put nothing aside any more.
    Clear,
}

impl Reader<'_> {
    /// What is put aside, in the order in which it was.
    ///
    /// # Errors
    /// SQLite's.
    pub fn marked(&self) -> Result<Vec<MarkedRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_marked.sql"))?;
        let rows = select.query_map([], |row| {
            Ok(MarkedRow {
                id: ArticleId(row.get(0)?),
                headline: row.get(1)?,
                paper: row.get(2)?,
                date: date(row, 3)?,
                page: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Puts an article aside, or no longer.
    ///
    /// # Errors
    /// SQLite's.
    pub fn mark(&self, edit: &MarkEdit) -> Result<()> {
        match edit {
            MarkEdit::Set(id, true) => {
                let now = jiff::Timestamp::now().to_string();
                let sql = "INSERT OR IGNORE INTO marked (article_id, marked_at) VALUES (?1, ?2)";
                self.0.execute(sql, params![id.0, now])?
            }
            MarkEdit::Set(id, false) => self.0.execute("DELETE FROM marked WHERE article_id = ?1", [id.0])?,
            MarkEdit::Clear => self.0.execute("DELETE FROM marked", [])?,
        };
        Ok(())
    }
}
