//! Issues as wholes: their pages, and what hangs on those.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use crate::model::{PageId, Place, PlaceCode, Remark, SourceId};

use super::rows::{date, enumerated};
use super::{PageRow, Reader, Result, StoreError, Writer};

impl Reader<'_> {
    /// The pages of an issue in order of their numbers, and 总第…期.
    ///
    /// # Errors
    /// SQLite's.
    pub fn pages_of_issue(&self, paper: &str, day: Date) -> Result<(Option<String>, Vec<PageRow>)> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_pages_of_issue.sql"))?;
        let rows = select.query_map(params![paper, day.to_string()], |row| {
            let page = PageRow {
                id: PageId(row.get(0)?),
                paper: row.get(1)?,
                date: date(row, 2)?,
                number: row.get(3)?,
                name: row.get(4)?,
            };
            Ok((row.get::<_, Option<String>>(5)?, page))
        })?;
        let rows: Vec<(Option<String>, PageRow)> = rows.collect::<rusqlite::Result<_>>()?;
        let number = rows.first().and_then(|(number, _)| number.clone());
        Ok((number, rows.into_iter().map(|(_, page)| page).collect()))
    }

    /// Paper and day of every issue, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn issues(&self) -> Result<Vec<(String, Date)>> {
        let select = "SELECT name, date FROM issue JOIN paper ON paper.id = paper_id ORDER BY name, date";
        let mut select = self.0.prepare_cached(select)?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, date(row, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The source that has the picture of a page, and which page of it, from 0.
    ///
    /// # Errors
    /// SQLite's.
    pub fn facsimile_source(&self, page: PageId) -> Result<Option<(SourceId, usize)>> {
        let mut select =
            self.0.prepare_cached("SELECT source_id, sheet FROM facsimile WHERE page_id = ?1")?;
        Ok(select.query_row([page.0], |row| Ok((SourceId(row.get(0)?), row.get(1)?))).optional()?)
    }

    /// Name and fingerprint of a source.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn source_name(&self, id: SourceId) -> Result<(String, [u8; 32])> {
        let mut select = self.0.prepare_cached("SELECT name, sha256 FROM source WHERE id = ?1")?;
        let found = select.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        found.ok_or(StoreError::NoSuch(id.0, "来源"))
    }

    /// The first page of a source that the store holds, from 0.
    ///
    /// # Errors
    /// SQLite's.
    pub fn first_part(&self, id: SourceId) -> Result<Option<usize>> {
        let mut select = self.0.prepare_cached("SELECT min(part) FROM page_version WHERE source_id = ?1")?;
        Ok(select.query_row([id.0], |row| row.get(0))?)
    }

    /// What was noted of a source, and of none of its items.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remarks_of_source(&self, id: SourceId) -> Result<Vec<Remark>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_source_remarks.sql"))?;
        let rows = select.query_map([id.0], |row| {
            Ok(Remark {
                field: enumerated(row, 0)?,
                reason: row.get(1)?,
                line: row.get(2)?,
                doubt: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A place as it stands in the list, without its further names.
    ///
    /// # Errors
    /// SQLite's.
    pub fn place_row(&self, code: PlaceCode) -> Result<Option<Place>> {
        let mut select = self.0.prepare_cached("SELECT name, official, origin FROM place WHERE code = ?1")?;
        let place = select.query_row([code.number()], |row| {
            let (name, official, origin) = (row.get(0)?, row.get(1)?, enumerated(row, 2)?);
            Ok(Place { code, name, official, origin, aliases: Vec::new() })
        });
        Ok(place.optional()?)
    }
}

impl Writer<'_> {
    /// Adds places that the store lacks; those it has stay as they are.
    ///
    /// # Errors
    /// SQLite's.
    pub fn adopt_places(&self, places: &[Place]) -> Result<()> {
        places.iter().try_for_each(|place| self.put_place(place))
    }
}
