//! Whole columns of the store, for counting in memory; and enums as the store writes them.

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::model::{
    ArticleId, Certainty, Field, ItemKind, LineRole, PageId, PersonRole, PlaceCode, PlaceOrigin, Status,
};

use super::{Reader, Result};

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 期
    pub issues: usize,
    /// 篇, photo stories included.
    pub articles: usize,
    /// 张照片, those without a picture included.
    pub photos: usize,
}

/// One article as the counts see it.
#[derive(Clone, Debug)]
pub struct ColumnRow {
    /// The article.
    pub id: ArticleId,
    /// 出版日期
    pub date: Date,
    /// Its page.
    pub page: PageId,
    /// Article or photo story.
    pub kind: ItemKind,
    /// How many photos it has.
    pub photos: u32,
}

impl Reader<'_> {
    /// How much there is.
    ///
    /// # Errors
    /// SQLite's.
    pub fn totals(&self) -> Result<Totals> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_totals.sql"))?;
        let totals = select.query_row([], |row| {
            Ok(Totals { issues: row.get(0)?, articles: row.get(1)?, photos: row.get(2)? })
        })?;
        Ok(totals)
    }

    /// Every article, newest issue first, in page order within an issue.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_columns(&self) -> Result<Vec<ColumnRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_article_columns.sql"))?;
        let rows = select.query_map([], |row| {
            Ok(ColumnRow {
                id: ArticleId(row.get(0)?),
                date: date(row, 1)?,
                page: PageId(row.get(2)?),
                kind: enumerated(row, 3)?,
                photos: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every article with each place it names, once.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_places(&self) -> Result<Vec<(ArticleId, PlaceCode)>> {
        let mut select = self.0.prepare_cached("SELECT DISTINCT article_id, code FROM place_mention")?;
        let rows = select.query_map([], |row| Ok((ArticleId(row.get(0)?), code(row, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Calls `each` with all printed text of every article, until it returns false.
    ///
    /// # Errors
    /// SQLite's.
    pub fn for_each_text(&self, mut each: impl FnMut(ArticleId, &str) -> bool) -> Result<()> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_article_texts.sql"))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if !each(ArticleId(row.get(0)?), text) {
                break;
            }
        }
        Ok(())
    }
}

/// A day written as ISO 8601.
pub(super) fn date(row: &Row, column: usize) -> rusqlite::Result<Date> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error| conversion(column, error))
}

/// A place code kept as a number.
pub(super) fn code(row: &Row, column: usize) -> rusqlite::Result<PlaceCode> {
    let number: i64 = row.get(column)?;
    PlaceCode::from_number(number).ok_or(rusqlite::Error::IntegralValueOutOfRange(column, number))
}

fn conversion(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

/// The words in which enums are written: those of their serde names.
pub(super) struct Word<T>(pub T);

macro_rules! words {
    ($kind:ty { $($variant:path = $word:literal),+ $(,)? }) => {
        impl ToSql for Word<$kind> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(match self.0 { $($variant => $word),+ }))
            }
        }
        impl FromSql for Word<$kind> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self($variant)),)+
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    };
}

words!(ItemKind { ItemKind::Article = "article", ItemKind::Photo = "photo" });
words!(PersonRole {
    PersonRole::Correspondent = "correspondent",
    PersonRole::Reporter = "reporter",
    PersonRole::Photographer = "photographer",
    PersonRole::Author = "author",
});
words!(PlaceOrigin { PlaceOrigin::List = "list", PlaceOrigin::Hand = "hand", PlaceOrigin::Text = "text" });
words!(Certainty {
    Certainty::Day = "day",
    Certainty::Month = "month",
    Certainty::Year = "year",
    Certainty::About = "about",
});
words!(Status {
    Status::Pending = "pending",
    Status::Waiting = "waiting",
    Status::Imported = "imported",
    Status::Skipped = "skipped",
    Status::Failed = "failed",
});
words!(LineRole {
    LineRole::Masthead = "masthead",
    LineRole::DateLine = "date_line",
    LineRole::PageHead = "page_head",
    LineRole::Kicker = "kicker",
    LineRole::Headline = "headline",
    LineRole::Subtitle = "subtitle",
    LineRole::SectionHead = "section_head",
    LineRole::Byline = "byline",
    LineRole::Dateline = "dateline",
    LineRole::Body = "body",
    LineRole::ColumnBreak = "column_break",
    LineRole::PhotoHeadline = "photo_headline",
    LineRole::Caption = "caption",
    LineRole::Credit = "credit",
    LineRole::Continuation = "continuation",
    LineRole::Furniture = "furniture",
    LineRole::Advertisement = "advertisement",
    LineRole::Unknown = "unknown",
});
words!(Field {
    Field::Kicker = "kicker",
    Field::Headline = "headline",
    Field::Subtitle = "subtitle",
    Field::Byline = "byline",
    Field::Body = "body",
    Field::Photo = "photo",
    Field::Place = "place",
    Field::Date = "date",
    Field::Page = "page",
});

/// An enum written as a word.
pub(super) fn enumerated<T>(row: &Row, column: usize) -> rusqlite::Result<T>
where
    Word<T>: FromSql,
{
    Ok(row.get::<_, Word<T>>(column)?.0)
}
