//! What persons say of a paper's life, and the issues from which the rest is guessed.

use jiff::civil::Date;
use rusqlite::{Row, params};

use crate::model::{Entry, EntryId, Fact, PagePlan, Pattern};

use super::rows::date;
use super::{Reader, Result, StoreError, Writer};

/// An issue of which something is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueRow {
    /// The paper, by its place among [`Reader::papers`].
    pub paper: usize,
    /// Its date.
    pub date: Date,
    /// The numbers of its pages, as they are written.
    pub pages: Vec<String>,
}

impl Reader<'_> {
    /// The names of all papers, in the order in which the store learnt them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn papers(&self) -> Result<Vec<String>> {
        Ok(self.paper_rows()?.into_iter().map(|(_, name)| name).collect())
    }

    fn paper_rows(&self) -> Result<Vec<(i64, String)>> {
        let mut select = self.0.prepare_cached("SELECT id, name FROM paper ORDER BY id")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every issue of which a page is shown, in order of date.
    ///
    /// # Errors
    /// SQLite's.
    pub fn issues_with_pages(&self) -> Result<Vec<IssueRow>> {
        let papers: Vec<i64> = self.paper_rows()?.into_iter().map(|(id, _)| id).collect();
        let mut select = self.0.prepare_cached(include_str!("sql/select_issues_with_pages.sql"))?;
        let rows = select.query_map([], |row| {
            let id: i64 = row.get(0)?;
            let paper = papers.binary_search(&id).unwrap_or_default();
            let pages: String = row.get(2)?;
            Ok(IssueRow { paper, date: date(row, 1)?, pages: pages.split('\n').map(str::to_owned).collect() })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What persons say of papers, in the order in which they did.
    ///
    /// # Errors
    /// SQLite's.
    pub fn coverage_entries(&self) -> Result<Vec<(EntryId, Entry)>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_coverage_entries.sql"))?;
        let rows = select.query_map([], entry)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Keeps what a person says of a paper; the paper is made where the store has none of that name.
    ///
    /// # Errors
    /// SQLite's.
    pub fn add_coverage_entry(&self, entry: &Entry) -> Result<EntryId> {
        let paper = self.row_of("paper", &["name"], &[&entry.paper])?;
        let (fact, value) = written(&entry.fact);
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let now = jiff::Timestamp::now().to_string();
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_coverage_entry.sql"))?;
        insert.execute(params![paper, day(entry.from), day(entry.to), fact, value, entry.note, now])?;
        Ok(EntryId(self.0.last_insert_rowid()))
    }

    /// Corrects what a person said; it keeps its place among the entries.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn change_coverage_entry(&self, id: EntryId, entry: &Entry) -> Result<()> {
        let paper = self.row_of("paper", &["name"], &[&entry.paper])?;
        let (fact, value) = written(&entry.fact);
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let mut update = self.0.prepare_cached(include_str!("sql/update_coverage_entry.sql"))?;
        match update.execute(params![id.0, paper, day(entry.from), day(entry.to), fact, value, entry.note])? {
            0 => Err(StoreError::NoSuch(id.0, "登记")),
            _ => Ok(()),
        }
    }

    /// Takes back what a person said.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn remove_coverage_entry(&self, id: EntryId) -> Result<()> {
        let mut delete = self.0.prepare_cached("DELETE FROM coverage_entry WHERE id = ?1")?;
        match delete.execute([id.0])? {
            0 => Err(StoreError::NoSuch(id.0, "登记")),
            _ => Ok(()),
        }
    }
}

fn written(fact: &Fact) -> (&'static str, String) {
    match fact {
        Fact::Pattern(pattern) => ("pattern", pattern.written()),
        Fact::Founded => ("founded", String::new()),
        Fact::Ended => ("ended", String::new()),
        Fact::RenamedFrom(name) => ("renamed_from", name.clone()),
        Fact::Suspended => ("suspended", String::new()),
        Fact::Issued => ("issued", String::new()),
        Fact::Combined(day) => ("combined", day.to_string()),
        Fact::Pages(plan) => ("pages", plan.to_string()),
    }
}

fn read(fact: &str, value: String) -> Option<Fact> {
    Some(match fact {
        "pattern" => Fact::Pattern(Pattern::parse(&value)?),
        "founded" => Fact::Founded,
        "ended" => Fact::Ended,
        "renamed_from" => Fact::RenamedFrom(value),
        "suspended" => Fact::Suspended,
        "issued" => Fact::Issued,
        "combined" => Fact::Combined(value.parse().ok()?),
        "pages" => Fact::Pages(PagePlan::parse(&value)?),
        _ => return None,
    })
}

fn entry(row: &Row) -> rusqlite::Result<(EntryId, Entry)> {
    let day = |column| row.get::<_, Option<String>>(column)?.map(|_| date(row, column)).transpose();
    let fact = read(&row.get::<_, String>(4)?, row.get(5)?).ok_or_else(|| {
        rusqlite::Error::InvalidColumnType(5, "value".to_owned(), rusqlite::types::Type::Text)
    })?;
    let (paper, from, to, note) = (row.get(1)?, day(2)?, day(3)?, row.get(6)?);
    Ok((EntryId(row.get(0)?), Entry { paper, from, to, fact, note }))
}
