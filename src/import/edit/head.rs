//! The head of a page as a person types it.

use serde::{Deserialize, Serialize};

use crate::import::page_number;
use crate::model::{Date, PageReading, day_of_digits};
use crate::text::fold_char;

/// A field of the head that a page cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadField {
    /// 报名
    Paper,
    /// 出版日期
    Date,
    /// 版次
    Number,
}

/// The head as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadFields {
    /// 报名
    pub paper: String,
    /// 出版日期
    pub date: String,
    /// 版次
    pub number: String,
    /// 版名
    pub name: String,
}

/// The head once nothing is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedHead {
    /// 报名
    pub paper: String,
    /// 出版日期
    pub date: Date,
    /// 版次
    pub number: String,
    /// 版名
    pub name: Option<String>,
}

impl HeadFields {
    /// What the page says of itself, and the paper of the page before. What only the text supports is offered beside
    /// the field, never filled in: a person must decide.
    pub fn of(read: &PageReading, paper_before: Option<&str>) -> Self {
        let head = &read.head;
        let given = head.date.as_ref().filter(|proposal| proposal.given);
        Self {
            paper: head.paper.as_deref().or(paper_before).unwrap_or_default().to_owned(),
            date: given.map(|proposal| proposal.date.to_string()).unwrap_or_default(),
            number: head.number.clone().unwrap_or_default(),
            name: head.name.clone().unwrap_or_default(),
        }
    }

    /// The day that the date field names, however it is written; none where there is no such day.
    pub fn day(&self) -> Option<Date> {
        let text: String = self.date.chars().map(fold_char).collect();
        let parts: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let date = match parts.as_slice() {
            [year, month, day] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok(),
            [digits] => day_of_digits(digits),
            _ => None,
        };
        date.filter(|date| date.year() >= 1800)
    }

    /// The fields that are open still.
    pub fn open(&self) -> Vec<HeadField> {
        let open = [
            (self.paper.trim().is_empty(), HeadField::Paper),
            (self.day().is_none(), HeadField::Date),
            (page_number(&self.number).is_none(), HeadField::Number),
        ];
        open.into_iter().filter_map(|(open, field)| open.then_some(field)).collect()
    }

    /// The head, where nothing is open.
    pub fn decided(&self) -> Option<DecidedHead> {
        let (paper, name) = (self.paper.trim(), self.name.trim());
        Some(DecidedHead {
            paper: Some(paper).filter(|paper| !paper.is_empty())?.to_owned(),
            date: self.day()?,
            number: page_number(&self.number)?,
            name: (!name.is_empty()).then(|| name.to_owned()),
        })
    }
}
