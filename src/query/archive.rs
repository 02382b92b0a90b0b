//! A store's articles as columns in memory, so that a change of filter costs no SQL but the search for words.

use std::collections::{HashMap, HashSet};

use crate::model::{ArticleId, Place, PlaceCode, PlaceLevel};
use crate::store::{ColumnRow, Reader, Result, Totals};
use crate::text::Words;

use super::Filter;

/// How many texts are searched between two looks at whether the search is still wanted.
const TEXTS_PER_LOOK: usize = 256;

/// Everything the counts need, read once after each change of the store.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// Newest issue first, page order within an issue.
    pub(super) rows: Vec<ColumnRow>,
    /// For each row, the places it names with all places above them, each once.
    pub(super) places_of: Vec<Vec<PlaceCode>>,
    /// Every place by its code.
    places: Vec<Place>,
    /// The store's own area.
    area: Option<PlaceCode>,
    /// How much there is.
    totals: Totals,
    by_id: HashMap<ArticleId, usize>,
}

/// Which rows pass each part of a filter, kept apart so that every view can leave out its own part.
#[derive(Clone, Debug)]
pub struct Selection {
    pub(super) query: Option<HashSet<ArticleId>>,
    filter: Filter,
}

impl Archive {
    /// Reads the columns of a store.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader) -> Result<Self> {
        let rows = reader.article_columns()?;
        let by_id: HashMap<ArticleId, usize> =
            rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
        let mut places_of = vec![Vec::new(); rows.len()];
        for (id, code) in reader.article_places()? {
            if let Some(places) = by_id.get(&id).and_then(|at| places_of.get_mut(*at)) {
                places.extend(std::iter::successors(Some(code), |code: &PlaceCode| code.parent()));
            }
        }
        for places in &mut places_of {
            places.sort_unstable();
            places.dedup();
        }
        let (places, area, totals) = (reader.places()?, reader.area()?, reader.totals()?);
        Ok(Self { rows, places_of, places, area, totals, by_id })
    }

    /// Every place of the store, in order of code.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of a code.
    pub fn place(&self, code: PlaceCode) -> Option<&Place> {
        self.places.iter().find(|place| place.code == code)
    }

    /// The place that a person means by a code or a name; the lowest-numbered one of several.
    pub fn place_named(&self, text: &str) -> Option<&Place> {
        let code = PlaceCode::parse(text);
        let named = |place: &&Place| {
            place.name == text || place.official == text || place.aliases.iter().any(|a| a == text)
        };
        self.places.iter().find(|place| Some(place.code) == code).or_else(|| self.places.iter().find(named))
    }

    /// `卫东区/东安路街道/安培社区`: the names from the area down, or of the place alone where it lies elsewhere.
    pub fn path(&self, code: PlaceCode) -> String {
        let within = |code: &PlaceCode| self.area.is_some_and(|area| code.is_within(area));
        let above = std::iter::successors(code.parent(), |code| code.parent()).take_while(within);
        let mut names: Vec<&str> = std::iter::once(code)
            .chain(above)
            .filter_map(|code| self.place(code))
            .map(|place| place.name.as_str())
            .collect();
        names.reverse();
        names.join("/")
    }

    /// The store's own area.
    pub fn area(&self) -> Option<&Place> {
        self.place(self.area?)
    }

    /// How much there is.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// The row of an article.
    pub fn row(&self, id: ArticleId) -> Option<&ColumnRow> {
        self.by_id.get(&id).and_then(|at| self.rows.get(*at))
    }

    /// Searches the words of a filter. None where `wanted` says, between texts, that nobody waits any more.
    ///
    /// # Errors
    /// The store's.
    pub fn select(
        &self,
        reader: &Reader,
        filter: &Filter,
        wanted: impl Fn() -> bool,
    ) -> Result<Option<Selection>> {
        let words = Words::parse(&filter.query);
        let mut query = None;
        if !words.is_empty() {
            let mut hits = HashSet::new();
            let mut seen = 0usize;
            let mut dropped = false;
            reader.for_each_text(|id, text| {
                if words.all_in(text) {
                    hits.insert(id);
                }
                seen += 1;
                dropped = seen.is_multiple_of(TEXTS_PER_LOOK) && !wanted();
                !dropped
            })?;
            if dropped {
                return Ok(None);
            }
            query = Some(hits);
        }
        Ok(Some(Selection { query, filter: filter.clone() }))
    }

    /// The rows that pass everything, in order.
    pub fn hits(&self, selection: &Selection) -> Vec<&ColumnRow> {
        (0..self.rows.len()).filter(|at| self.passes(selection, *at, &[])).map(|at| &self.rows[at]).collect()
    }

    /// Whether a row passes a filter, the parts named in `but` left out.
    pub(super) fn passes(&self, selection: &Selection, at: usize, but: &[Part]) -> bool {
        let (row, filter) = (&self.rows[at], &selection.filter);
        let asked = |part| !but.contains(&part);
        let places = &self.places_of[at];
        selection.query.as_ref().is_none_or(|hits| hits.contains(&row.id))
            && filter.kind.is_none_or(|kind| kind == row.kind)
            && (!asked(Part::Time) || filter.time.is_none_or(|range| range.contains(row.date)))
            && (!asked(Part::Places)
                || ((filter.places.is_empty()
                    || filter.places.iter().any(|code| places.binary_search(code).is_ok()))
                    && (!filter.unplaced || self.is_unplaced(at))))
    }

    /// Whether a row names no street and no community of the store's area.
    pub(super) fn is_unplaced(&self, at: usize) -> bool {
        let own = |code: &PlaceCode| {
            code.level() >= PlaceLevel::Street && self.area.is_some_and(|area| code.is_within(area))
        };
        !self.places_of[at].iter().any(own)
    }
}

/// A part of the filter that a view leaves out when it counts for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Time,
    Places,
}
