//! Reading a set as a list: the newest day first, each day from its first page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::model::{ArticleId, PageId, day_of_number};
use crate::store::{Reader, Result, StoreError};

use super::article::Order;
use super::index::Index;
use super::numbers::Numbers;
use super::set::ArticleSet;

/// An article of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub id: ArticleId,
    /// 出版日期
    pub date: Date,
    /// Its page.
    pub page: PageId,
}

/// Articles of a day that is in several parts of the index, as (part, number) in the order of the list.
type SharedDay = Arc<Vec<(usize, u32)>>;

/// The days that were found in several parts.
#[derive(Debug, Default)]
pub struct SharedDays(Mutex<HashMap<i32, SharedDay>>);

impl Index {
    /// The newest articles of a set, in the order of the list.
    ///
    /// # Errors
    /// SQLite's; [`StoreError::IndexDamaged`].
    pub fn newest(&self, reader: &Reader, set: &ArticleSet, most: usize) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(most.min(set.len() as usize));
        // Where each part is read up to, from its end.
        let mut ends: Vec<u32> = set.parts.iter().map(|part| part.max().map_or(0, |last| last + 1)).collect();
        while hits.len() < most {
            let last = |(at, part): (usize, &Numbers)| {
                let number = part.descending(0..ends[at]).next()?;
                Some((self.day_of(at, number), at))
            };
            let mut lasts: Vec<(i32, usize)> = set.parts.iter().enumerate().filter_map(last).collect();
            lasts.sort_unstable();
            let Some((day, part)) = lasts.pop() else { break };
            let next = lasts.last().map(|(day, _)| *day);
            if next == Some(day) {
                for (part, number) in self.shared_day(reader, day)?.iter() {
                    if set.parts.get(*part).is_some_and(|set| set.contains(*number)) {
                        hits.push(self.hit(reader, *part, *number, day)?);
                    }
                }
                for (at, end) in ends.iter_mut().enumerate() {
                    *end = self.numbers_of(at, day, day).start.min(*end);
                }
                continue;
            }
            // No other part has articles of these days.
            let start = next.map_or(0, |next| self.numbers_of(part, i32::MIN, next).end);
            self.add_run(reader, part, set.parts[part].descending(start..ends[part]), most, &mut hits)?;
            ends[part] = start;
        }
        hits.truncate(most);
        Ok(hits)
    }

    /// Adds articles of one part, which come from the last on.
    fn add_run(
        &self,
        reader: &Reader,
        part: usize,
        numbers: impl Iterator<Item = u32>,
        most: usize,
        hits: &mut Vec<Hit>,
    ) -> Result<()> {
        let Some(segment) = self.segments.get(part) else {
            for number in numbers.take(most.saturating_sub(hits.len())) {
                hits.push(self.hit(reader, part, number, self.day_of(part, number))?);
            }
            return Ok(());
        };
        let ids = segment.ids(reader)?;
        let pages = segment.columns.pages(reader, segment.id)?;
        let mut days = segment.days.iter().rev();
        let (mut date, mut first) = (Date::default(), u32::MAX);
        for number in numbers.take(most.saturating_sub(hits.len())) {
            while number < first {
                let Some((day, from)) = days.next() else { return Err(StoreError::IndexDamaged) };
                // Only days that are listed are worth a calendar's arithmetic.
                if *from <= number {
                    date = day_of_number(*day);
                }
                first = *from;
            }
            let at = number as usize;
            let (Some(id), Some(page)) = (ids.get(at), pages.get(at)) else {
                return Err(StoreError::IndexDamaged);
            };
            hits.push(Hit { id: ArticleId((*id).into()), date, page: PageId((*page).into()) });
        }
        Ok(())
    }

    pub(super) fn hit(&self, reader: &Reader, part: usize, number: u32, day: i32) -> Result<Hit> {
        let page = match self.segments.get(part) {
            Some(segment) => {
                segment.columns.pages(reader, segment.id)?.get(number as usize).map(|page| i64::from(*page))
            }
            None => self.changed().get(number as usize).map(|order| order.page),
        };
        let page = page.map(PageId).ok_or(StoreError::IndexDamaged)?;
        Ok(Hit { id: self.id_of(reader, part, number)?, date: day_of_number(day), page })
    }

    pub(super) fn day_of(&self, part: usize, number: u32) -> i32 {
        match self.segments.get(part) {
            Some(segment) => segment.day_of(number),
            None => self.changed().get(number as usize).map_or(i32::MIN, |order| order.day),
        }
    }

    /// All articles of a day that several parts have, put in order once.
    fn shared_day(&self, reader: &Reader, day: i32) -> Result<SharedDay> {
        let held = || self.shared_days.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held().get(&day) {
            return Ok(Arc::clone(known));
        }
        let mut orders: Vec<(Order, usize, u32)> = Vec::new();
        for part in 0..=self.segments.len() {
            for number in self.numbers_of(part, day, day) {
                // What is hidden in one part stands in another, or is gone.
                if self.hidden.get(part).is_some_and(|hidden| hidden.contains(number)) {
                    continue;
                }
                let id = self.id_of(reader, part, number)?;
                orders.extend(reader.indexed_order(id.0)?.map(|order| (order, part, number)));
            }
        }
        orders.sort_unstable_by(|a, b| b.cmp(a));
        let day_order: SharedDay =
            Arc::new(orders.into_iter().map(|(_, part, number)| (part, number)).collect());
        held().insert(day, Arc::clone(&day_order));
        Ok(day_order)
    }
}
