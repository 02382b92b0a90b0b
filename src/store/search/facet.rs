//! Counting the labels of a set.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::store::{Reader, Result};

use super::article::Label;
use super::column::Facet;
use super::gram::Key;
use super::index::Index;
use super::numbers::Numbers;
use super::segment::Segment;
use super::set::ArticleSet;

/// How many articles have each label, as [`super::Label::written`] writes it.
pub type FacetCounts<'a> = FxHashMap<Cow<'a, str>, u32>;

impl Segment {
    /// How many of some articles have each set of a facet.
    pub fn tally(&self, reader: &Reader, facet: Facet, part: &Numbers) -> Result<Vec<u32>> {
        let sets = self.columns.sets(reader, self.id, facet)?;
        if part.len() as u32 <= self.articles / 2 {
            return Ok(sets.tally(part));
        }
        // The fewer others are counted, and taken from all.
        let others = sets.tally(&Numbers::range(0..self.articles).without(part));
        let all = self.columns.all_by_set(reader, self.id, facet)?;
        Ok(all.iter().zip(others).map(|(all, others)| all.saturating_sub(others)).collect())
    }
}

impl Index {
    /// How many articles of a set have each label of a facet, as [`super::Label::written`] writes it.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn facet<'a>(&'a self, reader: &Reader, set: &ArticleSet, facet: Facet) -> Result<FacetCounts<'a>> {
        let mut counts: FacetCounts = FxHashMap::default();
        let parts = self.segments.iter().zip(&self.hidden).zip(&set.parts);
        for (at, ((segment, hidden), part)) in parts.enumerate() {
            if part.is_empty() {
                continue;
            }
            let sets = segment.columns.sets(reader, segment.id, facet)?;
            let by_set = segment.tally(reader, facet, part)?;
            debug_assert!(part.len_with(hidden) == 0, "hidden articles are in no set");
            let (labels, sets) = match facet {
                Facet::Places => {
                    let places = self.place_sets(reader, at)?;
                    (&places.labels, &places.sets)
                }
                _ => (&sets.labels, &sets.sets),
            };
            let mut by_label = vec![0u32; labels.len()];
            for (set, count) in sets.iter().zip(by_set).filter(|(_, count)| *count > 0) {
                for label in set {
                    if let Some(sum) = by_label.get_mut(*label as usize) {
                        *sum += count;
                    }
                }
            }
            counts.reserve(by_label.iter().filter(|count| **count > 0).count());
            for (label, count) in labels.iter().zip(by_label).filter(|(_, count)| *count > 0) {
                *counts.entry(Cow::Borrowed(label.as_str())).or_default() += count;
            }
        }
        let Some(part) = set.parts.last().filter(|part| !part.is_empty()) else { return Ok(counts) };
        let labels = self.changed_labels(reader)?;
        for (labels, _) in part.iter().filter_map(|at| labels.get(at as usize)) {
            if facet == Facet::Places {
                for code in self.places.redirects.counted_by(labels) {
                    *counts.entry(Cow::Owned(Label::Place(code).written())).or_default() += 1;
                }
                continue;
            }
            for label in labels.iter().filter(|label| facet.tells(label)) {
                *counts.entry(Cow::Owned(label.written())).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// Every label of a facet that any article has or had, in order.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn labels(&self, reader: &Reader, facet: Facet) -> Result<Vec<Label>> {
        let mut all: BTreeSet<Label> = BTreeSet::new();
        for segment in &self.segments {
            let sets = segment.columns.sets(reader, segment.id, facet)?;
            all.extend(sets.labels.iter().filter_map(|label| Label::read(label)));
        }
        let changed = self.changed_labels(reader)?.iter().flat_map(|(labels, _)| labels);
        all.extend(changed.filter(|label| facet.tells(label)).cloned());
        Ok(all.into_iter().collect())
    }

    /// About how many articles have a label: what changed since they were indexed may be counted twice or not at all.
    ///
    /// # Errors
    /// SQLite's.
    pub fn about(&self, reader: &Reader, label: &Label) -> Result<u64> {
        if let Some(set) = self.counting_for(reader, label)? {
            return Ok(set.len());
        }
        let key = Key::label(&label.written());
        let mut sum = 0;
        for segment in &self.segments {
            sum += u64::from(segment.count(reader, key)?.unwrap_or_default());
        }
        let has = |(labels, _): &&(Vec<Label>, u8)| labels.binary_search(label).is_ok();
        Ok(sum + self.changed_labels(reader)?.iter().filter(has).count() as u64)
    }

    /// The articles of a set that have photos.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn with_photos(&self, reader: &Reader, set: &ArticleSet) -> Result<ArticleSet> {
        let mut parts: Vec<Numbers> = Vec::with_capacity(set.parts.len());
        for (segment, part) in self.segments.iter().zip(&set.parts) {
            let mut with = Vec::new();
            if !part.is_empty() {
                let photos = segment.columns.photos(reader, segment.id)?;
                part.each(|at| with.extend(photos.get(at as usize).filter(|count| **count > 0).map(|_| at)));
            }
            parts.push(Numbers::from_sorted(with));
        }
        let labels = self.changed_labels(reader)?;
        let has = |at: &u32| labels.get(*at as usize).is_some_and(|(_, count)| *count > 0);
        parts.push(set.parts.last().into_iter().flat_map(Numbers::iter).filter(has).collect());
        Ok(ArticleSet { parts })
    }

    /// How many photos the articles of a set have together.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn photos(&self, reader: &Reader, set: &ArticleSet) -> Result<u64> {
        let mut sum = 0;
        for (segment, part) in self.segments.iter().zip(&set.parts).filter(|(_, part)| !part.is_empty()) {
            let photos = segment.columns.photos(reader, segment.id)?;
            part.each(|at| sum += photos.get(at as usize).map_or(0, |count| u64::from(*count)));
        }
        let Some(part) = set.parts.last().filter(|part| !part.is_empty()) else { return Ok(sum) };
        let labels = self.changed_labels(reader)?;
        Ok(sum
            + part
                .iter()
                .filter_map(|at| labels.get(at as usize))
                .map(|(_, count)| u64::from(*count))
                .sum::<u64>())
    }
}
