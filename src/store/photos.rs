//! Photos: their shapes for the wall, their words for the screen, and what persons set down of them.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::OptionalExtension;

use crate::model::{ArticleId, Element, PhotoId, PhotoNote, PhotoPoint};

use super::rows::{Word, date, enumerated};
use super::{ArticleIds, Reader, Result, StoreError, Writer};

/// A photo as the wall lays it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallRow {
    /// Its article.
    pub article: ArticleId,
    /// The photo.
    pub id: PhotoId,
    /// Width and height of its picture; none where none was handed in.
    pub shape: Option<[u32; 2]>,
}

/// What is said beside a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct PhotoText {
    pub id: PhotoId,
    pub article: ArticleId,
    /// Which of its article's photos, from 0.
    pub ordinal: usize,
    pub caption: String,
    pub photographer: Option<String>,
    pub credit: Option<String>,
    pub headline: String,
    pub date: Date,
    pub paper: String,
    pub page: String,
}

/// What persons set down of a photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhotoNotes {
    /// Quarters clockwise by which it is turned.
    pub turn: u8,
    /// Who stands where.
    pub points: Vec<PhotoPoint>,
    /// Elements in their words.
    pub elements: Vec<(Element, String)>,
}

impl Reader<'_> {
    /// The photos of some articles, in one read of an index that holds no pictures; in order of their articles' ids.
    ///
    /// # Errors
    /// SQLite's.
    pub fn wall_photos(&self, of: &ArticleIds) -> Result<Vec<WallRow>> {
        let (Some(first), Some(last)) = (of.iter().next(), of.last()) else { return Ok(Vec::new()) };
        let mut select = self.0.prepare_cached(include_str!("sql/select_wall_photos.sql"))?;
        let mut rows = select.query([first, last])?;
        let (mut photos, mut wanted) = (Vec::new(), of.iter().peekable());
        while let Some(row) = rows.next()? {
            let article: u32 = row.get(0)?;
            // Both are in order of ids.
            while wanted.next_if(|id| *id < article).is_some() {}
            match wanted.peek() {
                Some(id) if *id == article => {}
                Some(_) => continue,
                None => break,
            }
            let shape = row.get::<_, Option<u32>>(2)?.zip(row.get(3)?).map(|(width, height)| [width, height]);
            photos.push(WallRow { article: ArticleId(article.into()), id: PhotoId(row.get(1)?), shape });
        }
        Ok(photos)
    }

    /// What is said beside a photo.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn photo_text(&self, id: PhotoId) -> Result<PhotoText> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_photo_text.sql"))?;
        let text = select.query_row([id.0], |row| {
            Ok(PhotoText {
                id,
                article: ArticleId(row.get(0)?),
                ordinal: row.get(1)?,
                caption: row.get(2)?,
                photographer: row.get(3)?,
                credit: row.get(4)?,
                headline: row.get(5)?,
                date: date(row, 6)?,
                paper: row.get(7)?,
                page: row.get(8)?,
            })
        });
        text.optional()?.ok_or(StoreError::NoSuch(id.0, "照片"))
    }

    /// The photos that are turned, with the quarters clockwise.
    ///
    /// # Errors
    /// SQLite's.
    pub fn photo_turns(&self) -> Result<HashMap<PhotoId, u8>> {
        let mut select = self.0.prepare_cached("SELECT photo_id, quarters FROM photo_turn")?;
        let turns = select.query_map([], |row| Ok((PhotoId(row.get(0)?), row.get(1)?)))?;
        Ok(turns.collect::<rusqlite::Result<_>>()?)
    }

    /// What persons set down of a photo.
    ///
    /// # Errors
    /// SQLite's.
    pub fn photo_notes(&self, id: PhotoId) -> Result<PhotoNotes> {
        let mut select = self.0.prepare_cached("SELECT quarters FROM photo_turn WHERE photo_id = ?1")?;
        let turn = select.query_row([id.0], |row| row.get(0)).optional()?.unwrap_or_default();
        let select = "SELECT name, x, y FROM photo_point WHERE photo_id = ?1 ORDER BY name";
        let mut select = self.0.prepare_cached(select)?;
        let points = select
            .query_map([id.0], |row| Ok(PhotoPoint { name: row.get(0)?, at: [row.get(1)?, row.get(2)?] }))?;
        let points = points.collect::<rusqlite::Result<_>>()?;
        let select = "SELECT element, words FROM photo_element WHERE photo_id = ?1 ORDER BY element";
        let mut select = self.0.prepare_cached(select)?;
        let elements = select.query_map([id.0], |row| Ok((enumerated(row, 0)?, row.get(1)?)))?;
        Ok(PhotoNotes { turn, points, elements: elements.collect::<rusqlite::Result<_>>()? })
    }
}

impl Writer<'_> {
    /// Keeps what a person says of a photo.
    ///
    /// # Errors
    /// SQLite's.
    pub fn note_photo(&self, id: PhotoId, note: &PhotoNote) -> Result<()> {
        match note {
            PhotoNote::Turn(quarters) if quarters % 4 == 0 => {
                self.0.prepare_cached("DELETE FROM photo_turn WHERE photo_id = ?1")?.execute([id.0])?;
            }
            PhotoNote::Turn(quarters) => {
                let insert = "INSERT OR REPLACE INTO photo_turn VALUES (?1, ?2)";
                self.0.prepare_cached(insert)?.execute((id.0, quarters % 4))?;
            }
            PhotoNote::Point(name, Some([x, y])) => {
                let insert = "INSERT OR REPLACE INTO photo_point VALUES (?1, ?2, ?3, ?4)";
                let (x, y) = (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0));
                self.0.prepare_cached(insert)?.execute((id.0, name, x, y))?;
            }
            PhotoNote::Point(name, None) => {
                let delete = "DELETE FROM photo_point WHERE photo_id = ?1 AND name = ?2";
                self.0.prepare_cached(delete)?.execute((id.0, name))?;
            }
            PhotoNote::Element(element, Some(words)) => {
                let insert = "INSERT OR REPLACE INTO photo_element VALUES (?1, ?2, ?3)";
                self.0.prepare_cached(insert)?.execute((id.0, Word(*element), words))?;
            }
            PhotoNote::Element(element, None) => {
                let delete = "DELETE FROM photo_element WHERE photo_id = ?1 AND element = ?2";
                self.0.prepare_cached(delete)?.execute((id.0, Word(*element)))?;
            }
        }
        Ok(())
    }
}
