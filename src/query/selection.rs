//! Which articles pass each part of a filter, kept apart so that every view can leave out its own part.

use std::sync::Arc;

use crate::model::{PlaceCode, PlaceLevel};
use crate::store::{Answer, ArticleSet, Found, Index, Label, Reader, Result, Search, Unwanted};

use super::evaluate::Evaluation;
use super::{Archive, DayCounts, Filter, PlaceCounts, articles_of};

/// A part of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the search box asks.
    Query,
    /// Article or photo story.
    Kind,
    /// Days of print.
    Time,
    /// Days that the text speaks of.
    Events,
    /// Places.
    Places,
    /// Who signs.
    People,
    /// The paper.
    Papers,
}

/// Which articles pass each part of a filter.
pub struct Selection {
    all: Arc<ArticleSet>,
    /// The parts that hold anything back.
    parts: Vec<(Part, ArticleSet)>,
    /// The words of the query, for ranking.
    pub words: Vec<Found>,
}

impl Selection {
    /// Asks the index for every part of a filter.
    ///
    /// # Errors
    /// The store's.
    pub fn new(search: &Search, archive: &Archive, filter: &Filter) -> Answer<Self> {
        let (reader, index) = (search.reader, search.index);
        let mut parts = Vec::new();
        let mut evaluation = Evaluation::new(search, archive, &filter.query);
        if let Some(expr) = filter.query.expr() {
            let Ok(set) = evaluation.articles(expr)? else { return Ok(Err(Unwanted)) };
            parts.push((Part::Query, set));
        }
        let words = evaluation.words;
        if let Some(kind) = filter.kind {
            parts.push((Part::Kind, index.labelled(reader, &Label::Kind(kind))?));
        }
        if !filter.time.is_any() {
            let mut printed = index.none();
            for range in filter.time.ranges() {
                printed.add(&index.printed_in(*range));
            }
            parts.push((Part::Time, printed));
        }
        if !filter.events.is_any() {
            let speaking = archive.events(reader)?.speaking_of(&filter.events);
            parts.push((Part::Events, index.set_of(reader, &speaking)?));
        }
        let any = |labels: &mut dyn Iterator<Item = Label>| -> Result<ArticleSet> {
            let mut any = index.none();
            for label in labels {
                any.add(&index.labelled(reader, &label)?);
            }
            Ok(any)
        };
        if !filter.places.is_empty() || filter.unplaced || filter.undecided {
            let undecided = filter.undecided.then_some(Label::Undecided);
            let mut places = any(&mut filter.places.iter().map(|code| Label::Place(*code)).chain(undecided))?;
            if filter.unplaced {
                let mut unplaced = ArticleSet::clone(&index.all());
                unplaced.drop(&placed(reader, index, archive)?);
                places.add(&unplaced);
            }
            parts.push((Part::Places, places));
        }
        if !filter.people.is_empty() {
            let rules = reader.person_rules()?;
            let mut people = index.none();
            for (role, name) in &filter.people {
                // A name that was merged into another means that person, whoever asks for it.
                let person = rules.rule(&(name.clone(), None)).unwrap_or(name);
                people.add(&articles_of(reader, index, &rules, person, &[*role])?);
            }
            parts.push((Part::People, people));
        }
        if !filter.papers.is_empty() {
            parts.push((Part::Papers, any(&mut filter.papers.iter().cloned().map(Label::Paper))?));
        }
        Ok(Ok(Self { all: index.all(), parts, words }))
    }

    /// What passes everything.
    pub fn hits(&self) -> ArticleSet {
        self.passing(|_| true)
    }

    /// What passes all but one part.
    pub fn but(&self, left_out: Part) -> ArticleSet {
        self.passing(|part| part != left_out)
    }

    /// What passes all but two parts.
    pub(super) fn but_both(&self, left_out: Part, other: Part) -> ArticleSet {
        self.passing(|part| part != left_out && part != other)
    }

    fn passing(&self, counts: impl Fn(Part) -> bool) -> ArticleSet {
        let mut sets = self.parts.iter().filter(|(part, _)| counts(*part)).map(|(_, set)| set);
        let Some(first) = sets.next() else { return ArticleSet::clone(&self.all) };
        let mut passing = first.clone();
        sets.for_each(|set| passing.keep(set));
        passing
    }

    /// How many articles each day has, counted without the filter's own time.
    pub fn day_counts(&self, index: &Index) -> DayCounts {
        DayCounts::new(&index.by_day(&self.all), &index.by_day(&self.but(Part::Time)))
    }

    /// How many articles name each place, counted without the filter's own places.
    ///
    /// # Errors
    /// The store's.
    pub fn place_counts(&self, reader: &Reader, index: &Index, archive: &Archive) -> Result<PlaceCounts> {
        let hits = self.but(Part::Places);
        let mut by_code = index.count_places(reader, &hits)?;
        by_code.retain(|code, _| archive.place(*code).is_some());
        let unplaced = hits.len() - hits.len_with(&placed(reader, index, archive)?);
        let undecided = hits.len_with(&index.labelled(reader, &Label::Undecided)?);
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(PlaceCounts { by_code, unplaced: count(unplaced), undecided: count(undecided) })
    }
}

/// Articles that name a street or a community of the store's area.
fn placed(reader: &Reader, index: &Index, archive: &Archive) -> Result<ArticleSet> {
    let Some(area) = archive.area().map(|area| area.code) else { return Ok(index.none()) };
    let label = |code: PlaceCode| match code.level() {
        PlaceLevel::Street | PlaceLevel::Community => Label::Place(code),
        _ => Label::PlacedIn(code),
    };
    index.labelled(reader, &label(area))
}
