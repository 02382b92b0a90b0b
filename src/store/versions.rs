//! Versions of pages: what each file says of a page, and which of them the screens show.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use crate::model::{ArticleId, PageId, SourceId, VersionId};
use crate::text::fold;

use super::rows::date;
use super::{Reader, Result, StoreError, Writer};

/// A page of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct PageRow {
    pub id: PageId,
    pub paper: String,
    pub date: Date,
    pub number: String,
    pub name: Option<String>,
}

/// What one file says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Its id.
    pub id: VersionId,
    /// Counted within the page, from 1.
    pub number: u32,
    /// Whether the screens show it.
    pub current: bool,
    /// When it was taken in: a time stamp of ISO 8601.
    pub read_at: String,
    /// The file.
    pub source: SourceId,
    /// Its name.
    pub source_name: String,
    /// Which page of the file, from 0.
    pub part: usize,
}

impl Reader<'_> {
    /// The page of this paper, day and number.
    ///
    /// # Errors
    /// SQLite's.
    pub fn page(&self, paper: &str, date: Date, number: &str) -> Result<Option<PageId>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_page.sql"))?;
        let found =
            select.query_row(params![paper, date.to_string(), number], |row| row.get(0)).optional()?;
        Ok(found.map(PageId))
    }

    /// The pages of which some version is not shown.
    ///
    /// # Errors
    /// SQLite's.
    pub fn pages_with_versions(&self) -> Result<Vec<PageRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_pages_with_versions.sql"))?;
        let rows = select.query_map([], |row| {
            Ok(PageRow {
                id: PageId(row.get(0)?),
                paper: row.get(1)?,
                date: date(row, 2)?,
                number: row.get(3)?,
                name: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All versions of a page, in order of arrival.
    ///
    /// # Errors
    /// SQLite's.
    pub fn versions(&self, page: PageId) -> Result<Vec<VersionRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_versions_of_page.sql"))?;
        let rows = select.query_map([page.0], |row| {
            Ok(VersionRow {
                id: VersionId(row.get(0)?),
                number: row.get(1)?,
                current: row.get(2)?,
                read_at: row.get(3)?,
                source: SourceId(row.get(4)?),
                source_name: row.get(5)?,
                part: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The page of a version.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn page_of_version(&self, version: VersionId) -> Result<PageId> {
        let mut select = self.0.prepare_cached("SELECT page_id FROM page_version WHERE id = ?1")?;
        let found = select.query_row([version.0], |row| row.get(0)).optional()?;
        found.map(PageId).ok_or(StoreError::NoSuch(version.0, "版本"))
    }

    /// The items of a version, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn articles_of_version(&self, version: VersionId) -> Result<Vec<ArticleId>> {
        let mut select =
            self.0.prepare_cached("SELECT id FROM article WHERE version_id = ?1 ORDER BY ordinal")?;
        let rows = select.query_map([version.0], |row| row.get(0).map(ArticleId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The headlines of a version, folded for comparing; items without one are left out.
    ///
    /// # Errors
    /// SQLite's.
    pub fn headlines_of_version(&self, version: VersionId) -> Result<Vec<Vec<char>>> {
        let mut select =
            self.0.prepare_cached("SELECT headline FROM article WHERE version_id = ?1 AND headline != ''")?;
        let rows = select.query_map([version.0], |row| row.get::<_, String>(0))?;
        rows.map(|headline| Ok(fold(&headline?))).collect()
    }

    /// Whether a part of a source is in the store.
    ///
    /// # Errors
    /// SQLite's.
    pub fn holds_part(&self, source: SourceId, part: usize) -> Result<bool> {
        let mut select =
            self.0.prepare_cached("SELECT 1 FROM page_version WHERE source_id = ?1 AND part = ?2")?;
        Ok(select.exists(params![source.0, part])?)
    }
}

impl Writer<'_> {
    pub(super) fn add_version(
        &self,
        page: PageId,
        source: SourceId,
        part: usize,
        current: bool,
    ) -> Result<VersionId> {
        let now = jiff::Timestamp::now().to_string();
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_page_version.sql"))?;
        insert.execute(params![page.0, source.0, part, current, now])?;
        Ok(VersionId(self.0.last_insert_rowid()))
    }

    /// Shows a version in place of those of its page that hold at least half of the same headlines. All stay.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn use_version(&self, version: VersionId) -> Result<PageId> {
        let reader = self.reader();
        let page = reader.page_of_version(version)?;
        let headlines = reader.headlines_of_version(version)?;
        let mut set = self.0.prepare_cached("UPDATE page_version SET current = ?2 WHERE id = ?1")?;
        for other in reader.versions(page)?.into_iter().filter(|other| other.current && other.id != version) {
            let held = reader.headlines_of_version(other.id)?;
            let same = held.iter().filter(|headline| headlines.contains(headline)).count();
            // Files of one article each stand beside each other; those that overlap take each other's place.
            if same * 2 >= held.len().min(headlines.len()).max(1) {
                set.execute(params![other.id.0, false])?;
            }
        }
        set.execute(params![version.0, true])?;
        // The store's places may have changed while it was not shown.
        self.find_places_in(reader.articles_of_version(version)?)?;
        let mut issue = self.0.prepare_cached("SELECT issue_id FROM page WHERE id = ?1")?;
        self.link_continuations(issue.query_row([page.0], |row| row.get(0))?)?;
        Ok(page)
    }
}
