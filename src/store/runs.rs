//! Imports: what each was asked for, and what became of every file of it. The report is kept here.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rusqlite::{OptionalExtension, params};

use crate::import::is_zip;
use crate::model::{Intake, RunId, Status};

use super::rows::{Word, enumerated};
use super::{Reader, Result, StoreError, Writer};

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// Its id.
    pub id: RunId,
    /// Time stamp of ISO 8601.
    pub started_at: String,
    /// None while it goes on, or where it was broken off.
    pub ended_at: Option<String>,
    /// Where relative paths begin.
    pub folder: PathBuf,
    /// What was asked for: JSON, written by whoever runs it.
    pub request: String,
    /// How many files it has.
    pub files: usize,
    /// How many of them are not read yet.
    pub pending: usize,
    /// How many wait for a person.
    pub waiting: usize,
    /// How many articles came in.
    pub articles: usize,
}

impl Reader<'_> {
    /// All imports, the last one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn runs(&self) -> Result<Vec<RunRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_runs.sql"))?;
        let rows = select.query_map([], |row| {
            Ok(RunRow {
                id: RunId(row.get(0)?),
                started_at: row.get(1)?,
                ended_at: row.get(2)?,
                folder: PathBuf::from(row.get::<_, String>(3)?),
                request: row.get(4)?,
                files: row.get(5)?,
                pending: row.get(6)?,
                waiting: row.get(7)?,
                articles: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When each file was taken in, or tried, last.
    ///
    /// # Errors
    /// SQLite's.
    pub fn files_taken(&self) -> Result<HashMap<PathBuf, SystemTime>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_files_taken.sql"))?;
        let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut taken = HashMap::new();
        for row in rows {
            let (path, at) = row?;
            if let Ok(at) = at.parse::<jiff::Timestamp>() {
                let since = Duration::from_millis(u64::try_from(at.as_millisecond()).unwrap_or_default());
                let path = PathBuf::from(path);
                // An archive is taken in as its entries.
                let zip = path.ancestors().skip(1).find(|above| is_zip(above)).map(PathBuf::from);
                taken.insert(zip.unwrap_or(path), SystemTime::UNIX_EPOCH + since);
            }
        }
        Ok(taken)
    }

    /// One import.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn run(&self, id: RunId) -> Result<RunRow> {
        self.runs()?.into_iter().find(|run| run.id == id).ok_or(StoreError::NoSuch(id.0, "导入"))
    }

    /// The report of an import: a line for each of its files, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn report(&self, run: RunId) -> Result<Vec<Intake>> {
        let mut select = self.0.prepare_cached(
            "SELECT path, status, reason, articles, photos, warnings FROM import_file WHERE run_id = ?1 ORDER BY id",
        )?;
        let rows = select.query_map([run.0], |row| {
            Ok(Intake {
                path: PathBuf::from(row.get::<_, String>(0)?),
                status: enumerated(row, 1)?,
                reason: row.get(2)?,
                articles: row.get(3)?,
                photos: row.get(4)?,
                warnings: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The files of an import that have come so far, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn files_of_run(&self, run: RunId, status: Status) -> Result<Vec<PathBuf>> {
        let mut select = self
            .0
            .prepare_cached("SELECT path FROM import_file WHERE run_id = ?1 AND status = ?2 ORDER BY id")?;
        let rows = select
            .query_map(params![run.0, Word(status)], |row| Ok(PathBuf::from(row.get::<_, String>(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The line of one file.
    ///
    /// # Errors
    /// SQLite's.
    pub fn status_of(&self, run: RunId, path: &std::path::Path) -> Result<Option<Status>> {
        let mut select =
            self.0.prepare_cached("SELECT status FROM import_file WHERE run_id = ?1 AND path = ?2")?;
        let path = path.to_string_lossy();
        Ok(select.query_row(params![run.0, path], |row| enumerated(row, 0)).optional()?)
    }
}

impl Writer<'_> {
    /// Begins an import; `request` is JSON.
    ///
    /// # Errors
    /// SQLite's.
    pub fn begin_run(&self, folder: &std::path::Path, request: &str) -> Result<RunId> {
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO import_run (started_at, folder, request) VALUES (?1, ?2, ?3)")?;
        insert.execute(params![jiff::Timestamp::now().to_string(), folder.to_string_lossy(), request])?;
        Ok(RunId(self.0.last_insert_rowid()))
    }

    /// Adds files that are not read yet; those that the import has already stay as they are.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_files(&self, run: RunId, files: &[PathBuf]) -> Result<()> {
        let mut exists =
            self.0.prepare_cached("SELECT 1 FROM import_file WHERE run_id = ?1 AND path = ?2")?;
        for path in files {
            if !exists.exists(params![run.0, path.to_string_lossy()])? {
                self.record(run, &Intake { reason: None, ..pending(path) })?;
            }
        }
        Ok(())
    }

    /// Writes what became of a file; its counts add to those that it has.
    ///
    /// # Errors
    /// SQLite's.
    pub fn record(&self, run: RunId, line: &Intake) -> Result<()> {
        self.0.prepare_cached(include_str!("sql/upsert_import_file.sql"))?.execute(params![
            run.0,
            line.path.to_string_lossy(),
            Word(line.status),
            line.reason,
            line.articles,
            line.photos,
            line.warnings,
        ])?;
        Ok(())
    }

    /// Says that every file of an import was read.
    ///
    /// # Errors
    /// SQLite's.
    pub fn end_run(&self, run: RunId) -> Result<()> {
        let mut update = self.0.prepare_cached("UPDATE import_run SET ended_at = ?2 WHERE id = ?1")?;
        update.execute(params![run.0, jiff::Timestamp::now().to_string()])?;
        Ok(())
    }
}

fn pending(path: &std::path::Path) -> Intake {
    Intake::nothing(path.to_owned(), Status::Pending, String::new())
}
