//! What a segment says of its articles besides their words.

use crate::store::{Result, StoreError};

use super::super::article::Order;
use super::super::build::common_in;
use super::super::column::{Facet, Sets};
use super::super::lister::{Numbered, Told};
use super::super::numbers::Numbers;
use super::super::rank::length_class;
use super::super::segment::Segment;
use super::{Fault, Verifier};

/// The articles that a segment speaks for, and those of its numbers that do not count.
pub struct Spoken {
    pub articles: Vec<Numbered>,
    pub hidden: Numbers,
}

impl Verifier<'_> {
    /// Which articles a segment speaks for, whether each is there, in its place and only here; none where its columns
    /// have not a value for each.
    pub fn columns(&mut self, segment: &Segment) -> Result<Option<Spoken>> {
        let id = segment.id;
        let ids = segment.ids(self.reader)?;
        let pages = segment.columns.pages(self.reader, id)?;
        let lengths = segment.columns.lengths(self.reader, id)?;
        let photos = segment.columns.photos(self.reader, id)?;
        let mut counts = vec![ids.len(), pages.len(), lengths.len(), photos.len()];
        for facet in Facet::ALL {
            counts.push(segment.columns.sets(self.reader, id, facet)?.of.len());
        }
        if counts.iter().any(|count| *count != segment.articles as usize) {
            self.found.faults.add(Fault::Segment(id, "篇数"));
            return Ok(None);
        }
        if segment.common != common_in(ids.len()) {
            self.found.faults.add(Fault::Segment(id, "常见字串界限"));
        }
        if ids.iter().max().is_some_and(|highest| i64::from(*highest) != segment.highest_id) {
            self.found.faults.add(Fault::Segment(id, "最大编号"));
        }
        let (mut articles, mut hidden) = (Vec::new(), Vec::new());
        let mut last: Option<Order> = None;
        for ((number, article), page) in (0u32..).zip(ids).zip(pages) {
            if segment.gone.contains(number) || self.changed.contains(*article) {
                hidden.push(number);
                continue;
            }
            if !self.seen.insert(*article) {
                self.found.faults.add(Fault::Twice(*article));
            }
            let Some(order) = self.reader.indexed_order(i64::from(*article))? else {
                self.found.faults.add(Fault::Extra(id, *article));
                hidden.push(number);
                continue;
            };
            let mut wrong =
                |what| self.found.faults.add(Fault::Column { segment: id, article: *article, what });
            if order.page != i64::from(*page) {
                wrong("版");
            }
            if order.day != segment.day_of(number) {
                wrong("日期");
            }
            if last.is_some_and(|last| last >= order) {
                wrong("次序");
            }
            last = Some(order);
            articles.push((number, i64::from(*article)));
        }
        Ok(Some(Spoken { articles, hidden: Numbers::from_sorted(hidden) }))
    }

    /// Compares what an article says of itself with the columns; answers its characters.
    pub fn told(&mut self, segment: &Segment, (number, article): Numbered, told: &Told) -> Result<()> {
        let at = number as usize;
        let columns = &segment.columns;
        let mut wrong = Vec::new();
        let held = |value: Option<u8>| value.ok_or(StoreError::IndexDamaged);
        if held(columns.lengths(self.reader, segment.id)?.get(at).copied())? != length_class(told.characters)
        {
            wrong.push("长度");
        }
        if held(columns.photos(self.reader, segment.id)?.get(at).copied())? != told.photos {
            wrong.push("照片数");
        }
        for facet in Facet::ALL {
            let expected: Vec<String> = facet.labels(&told.labels).collect();
            if !says(columns.sets(self.reader, segment.id, facet)?, at, &expected) {
                wrong.push(match facet {
                    Facet::Places => "地名",
                    Facet::People => "作者",
                    Facet::Papers => "报名",
                    Facet::Kinds => "类别",
                });
            }
        }
        let article = u32::try_from(article).unwrap_or(u32::MAX);
        for what in wrong {
            self.found.faults.add(Fault::Column { segment: segment.id, article, what });
        }
        Ok(())
    }
}

/// Whether a column says these labels of an article, and no others.
fn says(sets: &Sets, at: usize, expected: &[String]) -> bool {
    let set = sets.of.get(at).and_then(|set| sets.sets.get(set));
    set.is_some_and(|set| {
        let labels = set.iter().filter_map(|label| sets.labels.get(*label as usize));
        set.len() == expected.len() && labels.clone().count() == set.len() && {
            let mut labels: Vec<&String> = labels.collect();
            labels.sort_unstable();
            let mut expected: Vec<&String> = expected.iter().collect();
            expected.sort_unstable();
            labels == expected
        }
    })
}
