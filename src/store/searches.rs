//! Searches of before, the filters that a person keeps, and what was read under each search.

use std::collections::HashSet;

use rusqlite::Row;

use crate::model::ArticleId;
use crate::text::Folding;

use super::{Reader, Result, Writer};

/// Searches remembered besides those that are kept.
const MOST_REMEMBERED: usize = 200;

/// A search of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRow {
    /// What stood in the search box; of a filter that is kept its link, which brings it back from there.
    pub text: String,
    /// Which differences did not count.
    pub folding: Folding,
    /// The name under which a person keeps the filter.
    pub name: Option<String>,
}

impl Reader<'_> {
    /// Kept filters by name, then searches of before, the latest first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn searches(&self) -> Result<Vec<SearchRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_searches.sql"))?;
        Ok(select.query_map([], search_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The articles that were read under a search.
    ///
    /// # Errors
    /// SQLite's.
    pub fn read_under(&self, text: &str, folding: Folding) -> Result<HashSet<ArticleId>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_read_under.sql"))?;
        let ids = select.query_map((text, folding.bits()), |row| Ok(ArticleId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Remembers that a search was used now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remember_search(&self, text: &str, folding: Folding) -> Result<()> {
        self.0.prepare_cached(include_str!("sql/upsert_search.sql"))?.execute((text, folding.bits()))?;
        self.0.prepare_cached(include_str!("sql/delete_old_searches.sql"))?.execute([MOST_REMEMBERED])?;
        Ok(())
    }

    /// Keeps a filter, given by its link, under a name in place of any it has.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_filter(&self, link: &str, name: &str) -> Result<()> {
        // A link says itself which differences do not count.
        let folding = Folding::ALL.bits();
        self.0.prepare_cached(include_str!("sql/upsert_kept_filter.sql"))?.execute((link, folding, name))?;
        Ok(())
    }

    /// Keeps a filter no longer.
    ///
    /// # Errors
    /// SQLite's.
    pub fn release_filter(&self, link: &str) -> Result<()> {
        self.forget_search(link, Folding::ALL)
    }

    /// Forgets a search with all that was read under it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn forget_search(&self, text: &str, folding: Folding) -> Result<()> {
        let delete = "DELETE FROM search WHERE text = ?1 AND folding = ?2";
        self.0.prepare_cached(delete)?.execute((text, folding.bits()))?;
        Ok(())
    }

    /// Marks an article as read under a search, or as not read.
    ///
    /// # Errors
    /// SQLite's.
    pub fn mark_read(&self, text: &str, folding: Folding, id: ArticleId, read: bool) -> Result<()> {
        self.remember_search(text, folding)?;
        let statement = if read {
            include_str!("sql/insert_read_mark.sql")
        } else {
            include_str!("sql/delete_read_mark.sql")
        };
        self.0.prepare_cached(statement)?.execute((text, folding.bits(), id.0))?;
        Ok(())
    }
}

fn search_row(row: &Row) -> rusqlite::Result<SearchRow> {
    Ok(SearchRow { text: row.get(0)?, folding: Folding::of_bits(row.get(1)?), name: row.get(2)? })
}
