//! Whole columns of the store, for counting in memory; and enums as the store writes them.

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::model::{
    Certainty, DateRange, DateRanges, Element, Field, ItemKind, LineRole, NameKind, PersonRole, PlaceCode,
    PlaceOrigin, Status,
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

impl Reader<'_> {
    /// How many issues have a page of which something is shown.
    ///
    /// # Errors
    /// SQLite's.
    pub fn issues_held(&self) -> Result<usize> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_issues_held.sql"))?;
        Ok(select.query_row([], |row| row.get(0))?)
    }
}

impl Reader<'_> {
    /// How many issues are held of a time and of some papers; of any where none is said.
    ///
    /// # Errors
    /// SQLite's.
    pub fn issues_of(&self, time: &DateRanges, papers: &[String]) -> Result<usize> {
        let ever = [DateRange { from: Date::MIN, to: Date::MAX }];
        let ranges = if time.is_any() { &ever } else { time.ranges() };
        let papers: Vec<Option<&str>> = if papers.is_empty() {
            vec![None]
        } else {
            papers.iter().map(|paper| Some(paper.as_str())).collect()
        };
        let mut select = self.0.prepare_cached(include_str!("sql/select_issue_count.sql"))?;
        let mut sum = 0;
        for DateRange { from, to } in ranges {
            for paper in &papers {
                sum += select
                    .query_row((from.to_string(), to.to_string(), paper), |row| row.get::<_, usize>(0))?;
            }
        }
        Ok(sum)
    }

    /// Every 版名, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn page_names(&self) -> Result<Vec<String>> {
        let select = "SELECT DISTINCT name FROM page WHERE name IS NOT NULL ORDER BY name";
        let mut select = self.0.prepare_cached(select)?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Every 报名, in order.
    ///
    /// # Errors
    /// SQLite's.
    pub fn paper_names(&self) -> Result<Vec<String>> {
        let mut select = self.0.prepare_cached("SELECT name FROM paper ORDER BY name")?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
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
    PersonRole::Named = "named",
});
words!(PlaceOrigin { PlaceOrigin::List = "list", PlaceOrigin::Hand = "hand", PlaceOrigin::Text = "text" });
words!(NameKind {
    NameKind::Everyday = "everyday",
    NameKind::Official = "official",
    NameKind::Former = "former",
    NameKind::Alias = "alias",
    NameKind::Variant = "variant",
});
words!(Certainty {
    Certainty::Day = "day",
    Certainty::Month = "month",
    Certainty::Year = "year",
    Certainty::About = "about",
});
words!(Element {
    Element::Event = "event",
    Element::Time = "time",
    Element::Place = "place",
    Element::People = "people",
    Element::Background = "background",
    Element::Photographer = "photographer",
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
