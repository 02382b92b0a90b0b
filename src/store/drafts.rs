//! What persons leave unfinished, and what the store has learned of them: drafts and habits.

use rusqlite::{OptionalExtension, params};

use crate::import::{Columns, Habits, Layouts, SourceFile};
use crate::model::{LineRole, SourceId};

use super::rows::{Word, enumerated};
use super::sources::media_type_of;
use super::{Reader, Result, Writer};

/// Confirmations after which a habit is used by itself.
const CONFIRMED: i64 = 2;

/// A page left half reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct DraftRow {
    pub source: SourceId,
    /// Which page of the file, from 0.
    pub part: usize,
    /// Time stamp of ISO 8601.
    pub saved_at: String,
    pub name: String,
    pub sha256: Vec<u8>,
}

/// A role that persons gave to lines of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct HabitRow {
    pub paper: String,
    pub shape: String,
    pub role: LineRole,
    /// How often.
    pub count: i64,
}

impl Reader<'_> {
    /// The draft of a page of a file.
    ///
    /// # Errors
    /// SQLite's.
    pub fn draft(&self, sha256: &[u8; 32], part: usize) -> Result<Option<String>> {
        let mut select = self.0.prepare_cached(
            "SELECT json FROM draft JOIN source ON source.id = source_id WHERE sha256 = ?1 AND part = ?2",
        )?;
        Ok(select.query_row(params![sha256, part], |row| row.get(0)).optional()?)
    }

    /// All drafts, the oldest first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drafts(&self) -> Result<Vec<DraftRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_drafts.sql"))?;
        let rows = select.query_map([], |row| {
            Ok(DraftRow {
                source: SourceId(row.get(0)?),
                part: row.get(1)?,
                saved_at: row.get(2)?,
                name: row.get(3)?,
                sha256: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every habit, confirmed or not, by paper.
    ///
    /// # Errors
    /// SQLite's.
    pub fn all_habits(&self) -> Result<Vec<HabitRow>> {
        let mut select = self.0.prepare_cached(
            "SELECT paper, shape, role, count FROM habit ORDER BY paper, count, shape, role",
        )?;
        let rows = select.query_map([], |row| {
            Ok(HabitRow {
                paper: row.get(0)?,
                shape: row.get(1)?,
                role: enumerated(row, 2)?,
                count: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The habits that were confirmed; of two roles for one shape, the one given more often.
    ///
    /// # Errors
    /// SQLite's.
    pub fn habits(&self) -> Result<Habits> {
        let mut habits = Habits::default();
        // In order of count: what is added later takes the place of what was added before.
        for habit in self.all_habits()?.into_iter().filter(|habit| habit.count >= CONFIRMED) {
            habits.add(&habit.paper, &habit.shape, habit.role);
        }
        Ok(habits)
    }
}

impl Reader<'_> {
    /// What persons said of the columns of catalogues.
    ///
    /// # Errors
    /// SQLite's.
    pub fn layouts(&self) -> Result<Layouts> {
        let mut layouts = Layouts::default();
        let mut select = self.0.prepare_cached("SELECT header, columns FROM catalogue_layout")?;
        let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            let (head, json) = row?;
            // Of a later program: it is asked for again.
            if let Ok(columns) = serde_json::from_str(&json) {
                layouts.add(head, columns);
            }
        }
        Ok(layouts)
    }
}

impl Writer<'_> {
    /// Remembers what the columns of catalogues with this head mean.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remember_columns(&self, head: &str, columns: &Columns) -> Result<()> {
        let json = serde_json::to_string(columns).unwrap_or_default();
        let mut replace = self
            .0
            .prepare_cached("INSERT OR REPLACE INTO catalogue_layout (header, columns) VALUES (?1, ?2)")?;
        replace.execute(params![head, json])?;
        Ok(())
    }

    /// Keeps a draft of a page, in place of an older one, with the file's bytes: it outlives the file.
    ///
    /// # Errors
    /// SQLite's.
    pub fn save_draft(&self, source: &SourceFile, encoding: &str, part: usize, json: &str) -> Result<()> {
        let source = self.add_source(source, media_type_of(source), Some(encoding))?;
        let mut replace = self.0.prepare_cached(
            "INSERT OR REPLACE INTO draft (source_id, part, saved_at, json) VALUES (?1, ?2, ?3, ?4)",
        )?;
        replace.execute(params![source.0, part, jiff::Timestamp::now().to_string(), json])?;
        Ok(())
    }

    /// Forgets a draft; the file's bytes stay.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_draft(&self, sha256: &[u8; 32], part: usize) -> Result<()> {
        let mut delete = self.0.prepare_cached(
            "DELETE FROM draft WHERE part = ?2 AND source_id = (SELECT id FROM source WHERE sha256 = ?1)",
        )?;
        delete.execute(params![sha256, part])?;
        Ok(())
    }

    /// Counts that a person gave lines of `shape` the role `role` in `paper`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn learn(&self, paper: &str, shape: &str, role: LineRole) -> Result<()> {
        let mut upsert = self.0.prepare_cached(include_str!("sql/upsert_habit.sql"))?;
        upsert.execute(params![paper, shape, Word(role)])?;
        Ok(())
    }

    /// Forgets all that was learned of lines of `shape` in `paper`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn forget_habit(&self, paper: &str, shape: &str) -> Result<()> {
        let mut delete = self.0.prepare_cached("DELETE FROM habit WHERE paper = ?1 AND shape = ?2")?;
        delete.execute(params![paper, shape])?;
        Ok(())
    }
}
