//! What persons did to places and names, step by step: each step with what it changed, so that it can be undone and
//! done again, after a restart too.

use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Reader, Result, StoreError, Writer};

/// What a journal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The list of places.
    Place,
    /// Whom names mean.
    Person,
}

impl Subject {
    fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Person => "person",
        }
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<Edit> {
    /// Its number; later steps have higher ones.
    pub id: i64,
    /// When, in UTC.
    pub entered_at: String,
    /// What was done.
    pub edit: Edit,
    /// Whether it was undone.
    pub undone: bool,
}

/// A step with what it changed.
pub(super) struct Changed<Edit, Change> {
    pub id: i64,
    pub edit: Edit,
    pub changes: Vec<Change>,
}

impl Reader<'_> {
    /// The last steps of a journal, the latest first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn journal<Edit: DeserializeOwned>(&self, subject: Subject, most: usize) -> Result<Vec<Step<Edit>>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_journal.sql"))?;
        let rows = select.query_map(params![subject.word(), most], |row| {
            Ok(Step { id: row.get(0)?, entered_at: row.get(1)?, edit: json(row, 2)?, undone: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The step that is undone next, or done again next.
    pub(super) fn step<Edit: DeserializeOwned, Change: DeserializeOwned>(
        &self,
        subject: Subject,
        again: bool,
    ) -> Result<Option<Changed<Edit, Change>>> {
        let sql = match again {
            false => include_str!("sql/select_last_edit.sql"),
            true => include_str!("sql/select_next_edit.sql"),
        };
        let step = self.0.prepare_cached(sql)?.query_row([subject.word()], |row| {
            Ok(Changed { id: row.get(0)?, edit: json(row, 1)?, changes: json(row, 2)? })
        });
        Ok(step.optional()?)
    }
}

impl Writer<'_> {
    /// Keeps a step; those that were undone before it can not be done again.
    pub(super) fn add_step<Edit: Serialize, Change: Serialize>(
        &self,
        subject: Subject,
        edit: &Edit,
        changes: &[Change],
    ) -> Result<i64> {
        self.0.execute("DELETE FROM edit_journal WHERE subject = ?1 AND undone", [subject.word()])?;
        let now = jiff::Timestamp::now().to_string();
        let (edit, changes) = (written(edit)?, written(&changes)?);
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_journal.sql"))?;
        insert.execute(params![subject.word(), now, edit, changes])?;
        Ok(self.0.last_insert_rowid())
    }

    /// Marks a step as undone, or as done again.
    pub(super) fn mark_step(&self, id: i64, undone: bool) -> Result<()> {
        let mut update = self.0.prepare_cached("UPDATE edit_journal SET undone = ?2 WHERE id = ?1")?;
        update.execute(params![id, undone])?;
        Ok(())
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Disk(std::io::Error::other(error)))
}

fn json<T: DeserializeOwned>(row: &Row, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}
