//! The index as one reading sees it: segments, and the articles that changed since.

use std::sync::{Arc, OnceLock};

use roaring::RoaringBitmap;

use crate::model::{ArticleId, DateRange, day_number, day_of_number};
use crate::store::{Reader, Result};

use super::article::{Label, Order};
use super::changed::Changed;
use super::listing::SharedDays;
use super::numbers::Numbers;
use super::places::{Redirects, SegmentPlaces};
use super::segment::Segment;
use super::set::{ArticleIds, ArticleSet};

/// The index as one reading sees it.
#[derive(Debug)]
pub struct Index {
    pub(super) segments: Vec<Arc<Segment>>,
    /// Of each segment, what does not count: articles that are gone or changed.
    pub(super) hidden: Vec<Numbers>,
    changes: Arc<Changed>,
    all: OnceLock<Arc<ArticleSet>>,
    pub(super) shared_days: SharedDays,
    /// What each set of places counts for.
    pub(super) places: Arc<SegmentPlaces>,
}

impl Index {
    /// Reads it; segments that `before` knew already keep their columns.
    pub(in crate::store) fn load(reader: &Reader, before: Option<&Self>) -> Result<Self> {
        let mut segments: Vec<Arc<Segment>> = Segment::load_all(reader)?.into_iter().map(Arc::new).collect();
        for segment in &mut segments {
            let known = before.into_iter().flat_map(|index| &index.segments);
            if let Some(known) =
                known.into_iter().find(|known| known.id == segment.id && known.gone == segment.gone)
            {
                *segment = Arc::clone(known);
            }
        }
        let changes = Changed::load(reader, before.map(|index| &index.changes))?;
        let hidden =
            segments.iter().map(|segment| hidden(reader, segment, &changes.ids)).collect::<Result<_>>()?;
        let redirects = Redirects::load(reader)?;
        let numbers = || segments.iter().map(|segment| segment.id);
        let places = match before.filter(|index| index.places.are_of(&redirects, numbers())) {
            Some(index) => Arc::clone(&index.places),
            None => Arc::new(SegmentPlaces::new(redirects, numbers())),
        };
        let (all, shared_days) = (OnceLock::new(), SharedDays::default());
        Ok(Self { segments, hidden, changes, all, shared_days, places })
    }

    /// Articles in no segment, in their order.
    pub(super) fn changed(&self) -> &[Order] {
        &self.changes.orders
    }

    /// How many articles it holds.
    pub fn len(&self) -> u64 {
        let numbered: u64 = self.segments.iter().map(|segment| u64::from(segment.articles)).sum();
        let hidden: u64 = self.hidden.iter().map(Numbers::len).sum();
        numbered - hidden + self.changed().len() as u64
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many articles wait to be indexed; they are looked through one by one.
    pub fn waiting(&self) -> usize {
        self.changed().len()
    }

    /// No articles.
    pub fn none(&self) -> ArticleSet {
        ArticleSet { parts: vec![Numbers::default(); self.segments.len() + 1] }
    }

    /// All articles.
    pub fn all(&self) -> Arc<ArticleSet> {
        Arc::clone(self.all.get_or_init(|| Arc::new(self.make_all())))
    }

    fn make_all(&self) -> ArticleSet {
        let mut parts: Vec<Numbers> = Vec::with_capacity(self.segments.len() + 1);
        for (segment, hidden) in self.segments.iter().zip(&self.hidden) {
            parts.push(Numbers::range(0..segment.articles).without(hidden));
        }
        parts.push(Numbers::range(0..self.changed().len() as u32));
        ArticleSet { parts }
    }

    /// The articles printed in some days.
    pub fn printed_in(&self, days: DateRange) -> ArticleSet {
        let (from, to) = (day_number(days.from), day_number(days.to));
        let mut parts: Vec<Numbers> = Vec::with_capacity(self.segments.len() + 1);
        for (segment, hidden) in self.segments.iter().zip(&self.hidden) {
            parts.push(Numbers::range(segment.numbers_of(from, to)).without(hidden));
        }
        parts.push(Numbers::range(self.changed_in(from, to)));
        ArticleSet { parts }
    }

    /// The changed articles of some days.
    pub(super) fn changed_in(&self, from: i32, to: i32) -> std::ops::Range<u32> {
        let first = self.changed().partition_point(|order| order.day < from);
        let end = self.changed().partition_point(|order| order.day <= to);
        first as u32..end.max(first) as u32
    }

    /// The articles with a label.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn labelled(&self, reader: &Reader, label: &Label) -> Result<ArticleSet> {
        if let Some(set) = self.counting_for(reader, label)? {
            return Ok(set);
        }
        let written = label.written();
        let mut parts: Vec<Numbers> = Vec::with_capacity(self.segments.len() + 1);
        for (segment, hidden) in self.segments.iter().zip(&self.hidden) {
            parts.push(segment.labelled(reader, &written)?.without(hidden));
        }
        let labels = self.changed_labels(reader)?;
        let has = |(_, (labels, _)): &(u32, &(Vec<Label>, u8))| labels.binary_search(label).is_ok();
        parts.push((0u32..).zip(labels).filter(has).map(|(at, _)| at).collect());
        Ok(ArticleSet { parts })
    }

    /// The labels and the number of photos of each changed article.
    pub(super) fn changed_labels(&self, reader: &Reader) -> Result<&[(Vec<Label>, u8)]> {
        self.changes.labels(reader)
    }

    /// Where each part of a set begins and ends in the days `from` to `to`.
    pub(super) fn numbers_of(&self, part: usize, from: i32, to: i32) -> std::ops::Range<u32> {
        self.segments
            .get(part)
            .map_or_else(|| self.changed_in(from, to), |segment| segment.numbers_of(from, to))
    }

    /// The article of a number of a part.
    pub(super) fn id_of(&self, reader: &Reader, part: usize, number: u32) -> Result<ArticleId> {
        let id = match self.segments.get(part) {
            Some(segment) => segment.ids(reader)?.get(number as usize).map(|id| i64::from(*id)),
            None => self.changed().get(number as usize).map(|order| order.id),
        };
        id.map(ArticleId).ok_or(crate::store::StoreError::IndexDamaged)
    }

    /// The ids of a set.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn ids(&self, reader: &Reader, set: &ArticleSet) -> Result<ArticleIds> {
        let mut ids: Vec<u32> = Vec::with_capacity(set.len() as usize);
        for (segment, part) in self.segments.iter().zip(&set.parts) {
            let known = segment.ids(reader)?;
            part.each(|number| ids.extend(known.get(number as usize)));
        }
        let changed = set.parts.last().into_iter().flat_map(Numbers::iter);
        ids.extend(changed.filter_map(|at| u32::try_from(self.changed().get(at as usize)?.id).ok()));
        ids.sort_unstable();
        Ok(ArticleIds(Numbers::from_sorted(ids)))
    }

    /// The set of some ids; those of no article are left out.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn set_of(&self, reader: &Reader, ids: &ArticleIds) -> Result<ArticleSet> {
        let mut parts: Vec<Numbers> = Vec::with_capacity(self.segments.len() + 1);
        for (segment, hidden) in self.segments.iter().zip(&self.hidden) {
            let known = (0u32..).zip(segment.ids(reader)?);
            let among: Numbers =
                known.filter(|(_, id)| ids.contains(**id)).map(|(number, _)| number).collect();
            parts.push(among.without(hidden));
        }
        let is_among = |order: &Order| u32::try_from(order.id).is_ok_and(|id| ids.contains(id));
        let changed = (0u32..).zip(self.changed());
        parts.push(changed.filter(|(_, order)| is_among(order)).map(|(at, _)| at).collect());
        Ok(ArticleSet { parts })
    }

    /// The first and the last day that has articles; none of an empty store.
    pub fn days(&self) -> Option<DateRange> {
        let firsts = self.segments.iter().filter_map(|segment| segment.days.first());
        let lasts = self.segments.iter().filter_map(|segment| segment.days.last());
        let first = firsts.map(|(day, _)| *day).chain(self.changed().first().map(|order| order.day)).min()?;
        let last = lasts.map(|(day, _)| *day).chain(self.changed().last().map(|order| order.day)).max()?;
        Some(DateRange { from: day_of_number(first), to: day_of_number(last) })
    }

    /// The number of every day that has articles of a set, oldest first, with how many.
    pub fn by_day(&self, set: &ArticleSet) -> Vec<(i32, u32)> {
        let mut days: Vec<(i32, u32)> = Vec::new();
        for (segment, part) in self.segments.iter().zip(&set.parts) {
            let ends = segment.days.iter().skip(1).map(|(_, first)| *first).chain([segment.articles]);
            let mut counter = part.counter();
            let mut before = 0;
            for ((day, _), end) in segment.days.iter().zip(ends) {
                let below = counter.below(end);
                if below > before {
                    days.push((*day, below - before));
                }
                before = below;
            }
        }
        let changed = set.parts.last().into_iter().flat_map(Numbers::iter);
        days.extend(changed.filter_map(|at| Some((self.changed().get(at as usize)?.day, 1))));
        days.sort_unstable();
        days.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0 };
            same
        });
        days
    }

    /// How many articles of a set were printed in each of `ranges`, which are in order and apart.
    pub fn by_range(&self, set: &ArticleSet, ranges: &[DateRange]) -> Vec<u32> {
        let mut counts = vec![0u32; ranges.len()];
        for (at, part) in set.parts.iter().enumerate() {
            if part.is_empty() {
                continue;
            }
            let mut counter = part.counter();
            for (count, days) in counts.iter_mut().zip(ranges) {
                let range = self.numbers_of(at, day_number(days.from), day_number(days.to));
                let start = counter.below(range.start);
                *count += counter.below(range.end) - start;
            }
        }
        counts
    }
}

/// What of a segment does not count.
fn hidden(reader: &Reader, segment: &Segment, changed: &RoaringBitmap) -> Result<Numbers> {
    let mut hidden = segment.gone.clone();
    // Most changes are new articles, with higher ids than any that is indexed.
    if changed.min().is_some_and(|lowest| i64::from(lowest) <= segment.highest_id) {
        hidden = hidden.or(&numbers_among(reader, segment, changed)?);
    }
    Ok(hidden)
}

/// The numbers of the articles of a segment whose ids are among `ids`.
pub(super) fn numbers_among(reader: &Reader, segment: &Segment, ids: &RoaringBitmap) -> Result<Numbers> {
    let known = segment.ids(reader)?;
    Ok((0u32..).zip(known).filter(|(_, id)| ids.contains(**id)).map(|(number, _)| number).collect())
}
