//! Reading articles back, whole or for a list.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};

use crate::model::{
    ArticleId, Certainty, Field, Item, ItemKind, PageId, PersonRole, PhotoDraft, PhotoId, PlaceCode,
    PlaceMention, Remark, SourceId, Span, VersionId,
};

use crate::text::fold;

use super::rows::{code, date, enumerated};
use super::{ArticleIds, Reader, Result, StoreError};

/// One article, its page and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of model::Item and of the schema")]
pub struct ArticleRow {
    pub id: ArticleId,
    pub kind: ItemKind,
    pub kicker: Option<String>,
    pub headline: String,
    pub subtitle: Option<String>,
    pub paragraphs: Vec<String>,
    pub section_heads: Vec<usize>,
    pub continues_on: Option<String>,
    pub continued_from: Option<String>,
    pub incomplete: bool,
    /// 档号
    pub reference: Option<String>,
    pub lines: (usize, usize),
    pub paper: String,
    pub date: Date,
    pub issue_number: Option<String>,
    pub page: String,
    pub page_name: Option<String>,
    pub page_id: PageId,
    pub version: VersionId,
    pub source: SourceRow,
}

impl ArticleRow {
    /// Its printed text as it was read, with the captions of its photos: what places are found in.
    pub fn item(self, photos: &[PhotoRow]) -> Item {
        let photo = |row: &PhotoRow| PhotoDraft {
            caption: row.caption.clone(),
            credit: row.credit.clone(),
            photographers: row.photographer.clone().into_iter().collect(),
            line: self.lines.0,
            picture: None,
        };
        Item {
            kind: self.kind,
            reference: self.reference,
            photos: photos.iter().map(photo).collect(),
            kicker: self.kicker,
            headline: self.headline,
            subtitle: self.subtitle,
            paragraphs: self.paragraphs,
            incomplete: self.incomplete,
            lines: self.lines,
            ..Item::default()
        }
    }
}

/// The file an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct SourceRow {
    pub id: SourceId,
    pub name: String,
    pub sha256: Vec<u8>,
    pub encoding: Option<String>,
}

/// A person in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct PersonRow {
    pub role: PersonRole,
    pub name: String,
}

/// A photo, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schema")]
pub struct PhotoRow {
    pub id: PhotoId,
    pub caption: String,
    pub photographer: Option<String>,
    pub credit: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub source: Option<SourceId>,
}

/// A date that an article speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of model::EventDate")]
pub struct EventRow {
    pub date: Date,
    pub certainty: Certainty,
    pub words: String,
    pub reason: String,
}

impl Reader<'_> {
    /// The day of the issue of a paper next before a day, or after it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn neighbouring_issue(&self, paper: &str, day: Date, after: bool) -> Result<Option<Date>> {
        let sql = match after {
            true => include_str!("sql/select_issue_after.sql"),
            false => include_str!("sql/select_issue_before.sql"),
        };
        let mut select = self.0.prepare_cached(sql)?;
        let issue = select.query_row(params![paper, day.to_string()], |row| date(row, 0));
        Ok(issue.optional()?)
    }

    /// Every article of a current version.
    ///
    /// # Errors
    /// SQLite's.
    pub fn articles_shown(&self) -> Result<Vec<ArticleId>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_articles_shown.sql"))?;
        let ids = select.query_map([], |row| Ok(ArticleId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// One article.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn article(&self, id: ArticleId) -> Result<ArticleRow> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_article.sql"))?;
        select.query_row([id.0], article_row).optional()?.ok_or(StoreError::NoSuch(id.0, "文章"))
    }

    /// The articles kept under a 档号, its width and case folded.
    ///
    /// # Errors
    /// SQLite's.
    pub fn articles_of_reference(&self, reference: &str) -> Result<ArticleIds> {
        let wanted = fold(reference.trim());
        let mut select =
            self.0.prepare_cached("SELECT id, reference FROM article WHERE reference IS NOT NULL")?;
        let rows = select.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?)))?;
        let same = |row: &rusqlite::Result<(u32, String)>| {
            row.as_ref().map_or(true, |(_, known)| fold(known) == wanted)
        };
        let ids = rows.filter(same).map(|row| row.map(|(id, _)| id));
        Ok(ids.collect::<rusqlite::Result<Vec<u32>>>()?.into_iter().collect())
    }

    /// The headline of an article.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub fn headline(&self, id: ArticleId) -> Result<String> {
        let mut select = self.0.prepare_cached("SELECT headline FROM article WHERE id = ?1")?;
        select.query_row([id.0], |row| row.get(0)).optional()?.ok_or(StoreError::NoSuch(id.0, "文章"))
    }

    /// Who signs it, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_people(&self, id: ArticleId) -> Result<Vec<PersonRow>> {
        self.rows_of(include_str!("sql/select_article_people.sql"), id, |row| {
            Ok(PersonRow { role: enumerated(row, 0)?, name: row.get(1)? })
        })
    }

    /// The places it names, in reading order, as they count: merged ones as what they became, withdrawn ones not.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_mentions(&self, id: ArticleId) -> Result<Vec<PlaceMention>> {
        let mut mentions = Vec::new();
        for mention in self.stored_mentions(id)? {
            let Some(code) = mention.code else { continue };
            if let Some((code, name)) = self.live_place(code)? {
                mentions.push(PlaceMention { code: Some(code), name, ..mention });
            }
        }
        Ok(mentions)
    }

    /// The place that counts in the stead of one, and its name; none of a withdrawn one.
    pub(super) fn live_place(&self, code: PlaceCode) -> Result<Option<(PlaceCode, String)>> {
        let select = "SELECT merged_into, withdrawn, name FROM place WHERE code = ?1";
        let mut select = self.0.prepare_cached(select)?;
        let (mut code, mut seen) = (code, Vec::new());
        while !seen.contains(&code) {
            seen.push(code);
            let row = select.query_row([code.number()], |row| {
                Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, bool>(1)?, row.get::<_, String>(2)?))
            });
            match row.optional()? {
                Some((Some(into), ..)) => match PlaceCode::from_number(into) {
                    Some(into) => code = into,
                    None => return Ok(None),
                },
                Some((None, withdrawn, name)) => return Ok((!withdrawn).then_some((code, name))),
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The places it names as they are stored, in reading order: those too that were merged or withdrawn since.
    ///
    /// # Errors
    /// SQLite's.
    pub fn stored_mentions(&self, id: ArticleId) -> Result<Vec<PlaceMention>> {
        self.rows_of(include_str!("sql/select_article_mentions.sql"), id, |row| {
            let span = Span {
                field: enumerated::<Field>(row, 2)?,
                paragraph: row.get(3)?,
                start: row.get(4)?,
                len: row.get(5)?,
            };
            Ok(PlaceMention { code: Some(code(row, 0)?), name: row.get(1)?, span, decided: row.get(6)? })
        })
    }

    /// Its names of which a person must say what place they mean, each with the places that bear it, the likeliest
    /// first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn open_places(&self, id: ArticleId) -> Result<Vec<(Span, Vec<PlaceCode>)>> {
        self.rows_of(include_str!("sql/select_open_places.sql"), id, |row| {
            let field = enumerated::<Field>(row, 0)?;
            let span = Span { field, paragraph: row.get(1)?, start: row.get(2)?, len: row.get(3)? };
            let codes: String = row.get(4)?;
            Ok((span, codes.split(' ').filter_map(PlaceCode::parse).collect()))
        })
    }

    /// Where it has names of which a person must say what place they mean, in reading order.
    pub(super) fn open_spans(&self, id: ArticleId) -> Result<Vec<Span>> {
        self.rows_of(include_str!("sql/select_open_places.sql"), id, |row| {
            let field = enumerated::<Field>(row, 0)?;
            Ok(Span { field, paragraph: row.get(1)?, start: row.get(2)?, len: row.get(3)? })
        })
    }

    /// Names of which a person must say what place they mean, with the places that bear them, the likeliest first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_open_places(&self, id: ArticleId) -> Result<Vec<(Span, Vec<PlaceCode>)>> {
        self.rows_of(include_str!("sql/select_open_places.sql"), id, |row| {
            let field = enumerated::<Field>(row, 0)?;
            let span = Span { field, paragraph: row.get(1)?, start: row.get(2)?, len: row.get(3)? };
            let candidates: String = row.get(4)?;
            Ok((span, candidates.split([',', ' ']).filter_map(PlaceCode::parse).collect()))
        })
    }

    /// Its photos, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_photos(&self, id: ArticleId) -> Result<Vec<PhotoRow>> {
        self.rows_of(include_str!("sql/select_article_photos.sql"), id, |row| {
            Ok(PhotoRow {
                id: PhotoId(row.get(0)?),
                caption: row.get(1)?,
                photographer: row.get(2)?,
                width: row.get(3)?,
                height: row.get(4)?,
                source: row.get::<_, Option<i64>>(5)?.map(SourceId),
                credit: row.get(6)?,
            })
        })
    }

    /// The dates it speaks of, in reading order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_events(&self, id: ArticleId) -> Result<Vec<EventRow>> {
        self.rows_of(include_str!("sql/select_article_events.sql"), id, |row| {
            Ok(EventRow {
                date: date(row, 0)?,
                certainty: enumerated(row, 1)?,
                words: row.get(2)?,
                reason: row.get(3)?,
            })
        })
    }

    /// The dates that shown articles speak of, each with how much of it is known.
    ///
    /// # Errors
    /// SQLite's.
    pub fn event_dates(&self) -> Result<Vec<(u32, Date, Certainty)>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_event_dates.sql"))?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, date(row, 1)?, enumerated(row, 2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was noted when it was read, doubts first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_remarks(&self, id: ArticleId) -> Result<Vec<Remark>> {
        self.rows_of(include_str!("sql/select_article_remarks.sql"), id, |row| {
            Ok(Remark {
                field: enumerated(row, 0)?,
                reason: row.get(1)?,
                line: row.get(2)?,
                doubt: row.get(3)?,
            })
        })
    }

    /// All items of its page, itself included, with their headlines.
    ///
    /// # Errors
    /// SQLite's.
    pub fn page_siblings(&self, id: ArticleId) -> Result<Vec<(ArticleId, String)>> {
        self.rows_of(include_str!("sql/select_page_siblings.sql"), id, |row| {
            Ok((ArticleId(row.get(0)?), row.get(1)?))
        })
    }

    /// The small picture of a photo; none where no picture was handed in.
    ///
    /// # Errors
    /// SQLite's.
    pub fn thumbnail(&self, id: PhotoId) -> Result<Option<Vec<u8>>> {
        let mut select = self.0.prepare_cached("SELECT thumbnail FROM photo WHERE id = ?1")?;
        Ok(select.query_row([id.0], |row| row.get(0)).optional()?.flatten())
    }

    /// The picture of a photo as it was handed in; none where there is none.
    ///
    /// # Errors
    /// SQLite's.
    pub fn photo_bytes(&self, id: PhotoId) -> Result<Option<Vec<u8>>> {
        let mut select = self.0.prepare_cached(
            "SELECT bytes FROM photo JOIN source ON source.id = photo.source_id WHERE photo.id = ?1",
        )?;
        Ok(select.query_row([id.0], |row| row.get(0)).optional()?)
    }

    fn rows_of<T>(
        &self,
        sql: &str,
        id: ArticleId,
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut select = self.0.prepare_cached(sql)?;
        let rows = select.query_map([id.0], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn article_row(row: &Row) -> rusqlite::Result<ArticleRow> {
    let body: String = row.get(5)?;
    let paragraphs = if body.is_empty() { Vec::new() } else { body.split('\n').map(str::to_owned).collect() };
    Ok(ArticleRow {
        id: ArticleId(row.get(0)?),
        kind: enumerated(row, 1)?,
        kicker: row.get(2)?,
        headline: row.get(3)?,
        subtitle: row.get(4)?,
        paragraphs,
        incomplete: row.get(6)?,
        paper: row.get(7)?,
        date: date(row, 8)?,
        page: row.get(9)?,
        page_name: row.get(10)?,
        source: SourceRow {
            id: SourceId(row.get(11)?),
            name: row.get(12)?,
            sha256: row.get(13)?,
            encoding: row.get(14)?,
        },
        page_id: PageId(row.get(15)?),
        version: VersionId(row.get(16)?),
        section_heads: numbers(&row.get::<_, String>(17)?),
        continues_on: row.get(18)?,
        continued_from: row.get(19)?,
        lines: (row.get(20)?, row.get(21)?),
        issue_number: row.get(22)?,
        reference: row.get(23)?,
    })
}

/// Numbers parted by commas, as the store writes a short list.
fn numbers(text: &str) -> Vec<usize> {
    text.split(',').filter_map(|number| number.parse().ok()).collect()
}
