//! Counting places: the column of an article has the places that it names, and what lies above them, or counts in
//! their stead since a person merged them, is worked out once for each set of them. So a merge touches no article.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{DateRange, PlaceCode, PlaceLevel, day_number};
use crate::store::rows::code;
use crate::store::{Reader, Result};

use super::article::Label;
use super::column::{Facet, Sets};
use super::index::Index;
use super::numbers::Numbers;
use super::set::ArticleSet;

/// Places that persons merged into others or withdrew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// Where it was merged into; none of a withdrawn one.
    to: FxHashMap<PlaceCode, Option<PlaceCode>>,
    /// Places whose lists in the segments say too much or too little.
    touched: FxHashSet<PlaceCode>,
}

impl Redirects {
    /// Reads them.
    pub fn load(reader: &Reader) -> Result<Self> {
        let select = "SELECT code, merged_into FROM place WHERE withdrawn OR merged_into IS NOT NULL";
        let mut select = reader.0.prepare_cached(select)?;
        let mut rows = select.query([])?;
        let mut pairs = Vec::new();
        while let Some(row) = rows.next()? {
            let to: Option<i64> = row.get(1)?;
            pairs.push((code(row, 0)?, to.and_then(PlaceCode::from_number)));
        }
        Ok(Self::new(pairs))
    }

    /// Of places with what they were merged into; none of a withdrawn one.
    pub fn new(pairs: impl IntoIterator<Item = (PlaceCode, Option<PlaceCode>)>) -> Self {
        let mut redirects = Self { to: pairs.into_iter().collect(), touched: FxHashSet::default() };
        let gone: Vec<PlaceCode> = redirects.to.keys().copied().collect();
        for code in gone {
            let now: FxHashSet<PlaceCode> = redirects.counted(code).collect();
            let before: FxHashSet<PlaceCode> =
                std::iter::successors(Some(code), |code| code.parent()).collect();
            // What holds both, as the area does, has the same articles as before.
            redirects.touched.extend(now.symmetric_difference(&before));
        }
        redirects
    }

    /// The place that counts in the stead of one; itself where it is live, none where it was withdrawn.
    pub fn live(&self, code: PlaceCode) -> Option<PlaceCode> {
        let mut code = code;
        // A chain longer than the list of places would be a circle, which no edit makes.
        for _ in 0..=self.to.len() {
            match self.to.get(&code) {
                Some(Some(next)) => code = *next,
                Some(None) => return None,
                None => return Some(code),
            }
        }
        None
    }

    /// The places that an article counts for which names this one: what it is now, and all above that.
    pub fn counted(&self, named: PlaceCode) -> impl Iterator<Item = PlaceCode> + '_ {
        let above = |code: &PlaceCode| {
            std::iter::successors(code.parent(), |code| code.parent()).find_map(|above| self.live(above))
        };
        std::iter::successors(self.live(named), above)
    }

    fn counted_of(&self, named: impl Iterator<Item = PlaceCode>) -> Vec<PlaceCode> {
        let mut counted: Vec<PlaceCode> = named.flat_map(|code| self.counted(code)).collect();
        counted.sort_unstable();
        counted.dedup();
        counted
    }

    /// The places that an article with these labels counts for.
    pub fn counted_by(&self, labels: &[Label]) -> Vec<PlaceCode> {
        self.counted_of(labels.iter().filter_map(Label::named))
    }
}

/// The places that each set of a column counts for.
#[derive(Debug)]
pub struct PlaceSets {
    /// All places that any set counts for.
    pub codes: Vec<PlaceCode>,
    /// Their labels as they are written.
    pub labels: Vec<String>,
    /// Of each set of the column, the numbers of its places.
    pub sets: Vec<Vec<u32>>,
}

impl PlaceSets {
    fn new(sets: &Sets, redirects: &Redirects) -> Self {
        let named: Vec<Option<PlaceCode>> =
            sets.labels.iter().map(|label| Label::read(label)?.named()).collect();
        let (mut codes, mut numbers) = (Vec::new(), FxHashMap::default());
        let of_set = |set: &Vec<u32>| {
            let named = set.iter().filter_map(|at| *named.get(*at as usize)?);
            let counted = redirects.counted_of(named);
            let number = |code: PlaceCode| {
                *numbers.entry(code).or_insert_with(|| {
                    codes.push(code);
                    codes.len() as u32 - 1
                })
            };
            counted.into_iter().map(number).collect()
        };
        let sets = sets.sets.iter().map(of_set).collect();
        let labels = codes.iter().map(|code| Label::Place(*code).written()).collect();
        Self { codes, labels, sets }
    }

    /// How many articles count for each place that any counts for, when so many have each set.
    fn by_place(&self, by_set: &[u32]) -> impl Iterator<Item = (PlaceCode, u32)> {
        let mut counts = vec![0u32; self.codes.len()];
        for (set, count) in self.sets.iter().zip(by_set).filter(|(_, count)| **count > 0) {
            for place in set {
                if let Some(sum) = counts.get_mut(*place as usize) {
                    *sum += count;
                }
            }
        }
        self.codes.iter().copied().zip(counts).filter(|(_, count)| *count > 0)
    }

    /// Which sets have what `wanted` says of their places.
    fn which(&self, wanted: impl Fn(&[PlaceCode]) -> bool) -> Vec<bool> {
        let mut codes = Vec::new();
        let of_set = |set: &Vec<u32>| {
            codes.clear();
            codes.extend(set.iter().filter_map(|at| self.codes.get(*at as usize)));
            wanted(&codes)
        };
        self.sets.iter().map(of_set).collect()
    }
}

/// The places of the segments of an index, each worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct SegmentPlaces {
    /// What was merged or withdrawn.
    pub redirects: Redirects,
    of: Vec<(i64, OnceLock<PlaceSets>)>,
}

impl SegmentPlaces {
    /// Of segments with these numbers; none is worked out yet.
    pub fn new(redirects: Redirects, segments: impl Iterator<Item = i64>) -> Self {
        Self { redirects, of: segments.map(|id| (id, OnceLock::new())).collect() }
    }

    /// Whether they are those of these segments and merges.
    pub fn are_of(&self, redirects: &Redirects, segments: impl Iterator<Item = i64>) -> bool {
        self.redirects == *redirects && self.of.iter().map(|(id, _)| *id).eq(segments)
    }
}

impl Index {
    /// The places of each set of a segment.
    pub(super) fn place_sets(&self, reader: &Reader, at: usize) -> Result<&PlaceSets> {
        let damaged = crate::store::StoreError::IndexDamaged;
        let (segment, (_, place)) = self.segments.get(at).zip(self.places.of.get(at)).ok_or(damaged)?;
        if let Some(known) = place.get() {
            return Ok(known);
        }
        let sets = segment.columns.sets(reader, segment.id, Facet::Places)?;
        Ok(place.get_or_init(|| PlaceSets::new(sets, &self.places.redirects)))
    }

    /// The articles that count for a place, where the lists of the segments do not say it; none where they do.
    pub(super) fn counting_for(&self, reader: &Reader, label: &Label) -> Result<Option<ArticleSet>> {
        let redirects = &self.places.redirects;
        let (Label::Place(code) | Label::PlacedIn(code)) = label else { return Ok(None) };
        if !redirects.touched.contains(code) {
            return Ok(None);
        }
        let Some(code) = redirects.live(*code) else { return Ok(Some(self.none())) };
        let below_area = |code: &PlaceCode| code.level() >= PlaceLevel::Street;
        let placed_only = matches!(label, Label::PlacedIn(_));
        let wanted = |codes: &[PlaceCode]| {
            codes.contains(&code)
                && (!placed_only || codes.iter().any(|one| below_area(one) && one.is_within(code)))
        };
        let mut parts = Vec::with_capacity(self.segments.len() + 1);
        for (at, (segment, hidden)) in self.segments.iter().zip(&self.hidden).enumerate() {
            let which = self.place_sets(reader, at)?.which(wanted);
            let sets = segment.columns.sets(reader, segment.id, Facet::Places)?;
            let counts = |number: &u32| {
                sets.of.get(*number as usize).and_then(|set| which.get(set)).is_some_and(|which| *which)
            };
            parts.push(Numbers::from_sorted((0..segment.articles).filter(counts).collect()).without(hidden));
        }
        let labels = self.changed_labels(reader)?;
        let counts = |(_, (labels, _)): &(u32, &(Vec<Label>, u8))| wanted(&redirects.counted_by(labels));
        parts.push((0u32..).zip(labels).filter(counts).map(|(at, _)| at).collect());
        Ok(Some(ArticleSet { parts }))
    }

    /// How many articles of a set count for each place.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn count_places(&self, reader: &Reader, set: &ArticleSet) -> Result<HashMap<PlaceCode, u32>> {
        let mut counts: HashMap<PlaceCode, u32> = HashMap::default();
        for (at, (segment, part)) in self.segments.iter().zip(&set.parts).enumerate() {
            if part.is_empty() {
                continue;
            }
            let places = self.place_sets(reader, at)?;
            let by_set = segment.tally(reader, Facet::Places, part)?;
            for (code, count) in places.by_place(&by_set) {
                *counts.entry(code).or_default() += count;
            }
        }
        let Some(part) = set.parts.last().filter(|part| !part.is_empty()) else { return Ok(counts) };
        let labels = self.changed_labels(reader)?;
        for (labels, _) in part.iter().filter_map(|at| labels.get(at as usize)) {
            for code in self.places.redirects.counted_by(labels) {
                *counts.entry(code).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// How many articles of a set count for each place, in each of some stretches of time that are in order and apart.
    ///
    /// # Errors
    /// SQLite's; [`crate::store::StoreError::IndexDamaged`].
    pub fn places_by_range(
        &self,
        reader: &Reader,
        set: &ArticleSet,
        ranges: &[DateRange],
    ) -> Result<HashMap<PlaceCode, Vec<u32>>> {
        let mut counts: HashMap<PlaceCode, Vec<u32>> = HashMap::default();
        let days: Vec<(i32, i32)> =
            ranges.iter().map(|range| (day_number(range.from), day_number(range.to))).collect();
        for (at, (segment, part)) in self.segments.iter().zip(&set.parts).enumerate() {
            if part.is_empty() {
                continue;
            }
            let places = self.place_sets(reader, at)?;
            let sets = segment.columns.sets(reader, segment.id, Facet::Places)?;
            let numbers: Vec<_> = days.iter().map(|(from, to)| segment.numbers_of(*from, *to)).collect();
            let by_set = sets.tally_ranges(part, &numbers);
            for (range, by_set) in by_set.iter().enumerate() {
                for (code, count) in places.by_place(by_set) {
                    add(&mut counts, code, range, count, ranges.len());
                }
            }
        }
        self.changed_by_range(reader, set, &days, &mut counts)?;
        Ok(counts)
    }

    fn changed_by_range(
        &self,
        reader: &Reader,
        set: &ArticleSet,
        days: &[(i32, i32)],
        counts: &mut HashMap<PlaceCode, Vec<u32>>,
    ) -> Result<()> {
        let Some(part) = set.parts.last().filter(|part| !part.is_empty()) else { return Ok(()) };
        let labels = self.changed_labels(reader)?;
        for at in part.iter() {
            let (Some(order), Some((labels, _))) = (self.changed().get(at as usize), labels.get(at as usize))
            else {
                continue;
            };
            let range = days.iter().position(|(from, to)| (from..=to).contains(&&order.day));
            for code in range.map(|_| self.places.redirects.counted_by(labels)).unwrap_or_default() {
                add(counts, code, range.unwrap_or_default(), 1, days.len());
            }
        }
        Ok(())
    }
}

fn add(counts: &mut HashMap<PlaceCode, Vec<u32>>, code: PlaceCode, at: usize, count: u32, of: usize) {
    if let Some(sum) = counts.entry(code).or_insert_with(|| vec![0; of]).get_mut(at) {
        *sum += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PlaceCode {
        PlaceCode::parse(text).expect("a code")
    }

    #[test]
    fn what_is_merged_counts_for_what_it_became() {
        let (street, other) = (code("410403001"), code("410403002"));
        let (community, moved) = (code("410403001001"), code("410403002009"));
        let gone = code("410403001002");
        let redirects = Redirects::new([(community, Some(moved)), (street, Some(other)), (gone, None)]);
        let counted = |named| redirects.counted(named).map(|code| code.to_string()).collect::<Vec<_>>();
        assert_eq!(counted(community), ["410403002009", "410403002", "410403", "4104", "41"]);
        assert_eq!(counted(code("410403001003")), ["410403001003", "410403002", "410403", "4104", "41"]);
        assert_eq!(counted(gone), [""; 0]);
        assert_eq!(redirects.live(street), Some(other));
        assert!(redirects.touched.contains(&other) && !redirects.touched.contains(&code("410403003")));
    }
}
