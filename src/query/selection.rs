//! Which articles pass each part of a filter, kept apart so that every view can leave out its own part.

use crate::model::{DateRange, PlaceCode, PlaceLevel, TimeUnit, Zone};
use crate::store::{Answer, ArticleSet, Facet, Found, Index, Label, Reader, Result, Search, Unwanted};
use crate::text::{Folding, Pattern};

use super::{Archive, Bar, Filter, PlaceCounts, Timeline};

/// Which articles pass each part of a filter.
pub struct Selection {
    /// Words and kind.
    asked: ArticleSet,
    time: Option<ArticleSet>,
    places: Option<ArticleSet>,
    /// The words, for ranking.
    pub words: Vec<Found>,
}

impl Selection {
    /// Asks the index for every part of a filter.
    ///
    /// # Errors
    /// The store's.
    pub fn new(search: &Search, archive: &Archive, filter: &Filter) -> Answer<Self> {
        let (reader, index) = (search.reader, search.index);
        let mut asked = index.all();
        let mut words = Vec::new();
        for word in filter.query.split_whitespace() {
            let Ok(found) = search.find(Zone::All, &Pattern::typed(word), Folding::ALL)? else {
                return Ok(Err(Unwanted));
            };
            asked.keep(&found.set);
            words.push(found);
        }
        if let Some(kind) = filter.kind {
            asked.keep(&index.labelled(reader, &Label::Kind(kind))?);
        }
        let time = filter.time.map(|range| index.printed_in(range));
        let mut places = None;
        if !filter.places.is_empty() {
            let mut any = index.none();
            for code in &filter.places {
                any.add(&index.labelled(reader, &Label::Place(*code))?);
            }
            places = Some(any);
        }
        if filter.unplaced {
            let mut unplaced = places.unwrap_or_else(|| index.all());
            unplaced.drop(&placed(reader, index, archive)?);
            places = Some(unplaced);
        }
        Ok(Ok(Self { asked, time, places, words }))
    }

    /// What passes everything.
    pub fn hits(&self) -> ArticleSet {
        let mut hits = self.but_time();
        self.time.iter().for_each(|time| hits.keep(time));
        hits
    }

    /// What passes all but the time.
    fn but_time(&self) -> ArticleSet {
        let mut hits = self.asked.clone();
        self.places.iter().for_each(|places| hits.keep(places));
        hits
    }

    /// The timeline, counted without the filter's own time; none for an empty store.
    pub fn timeline(&self, index: &Index, unit: TimeUnit) -> Option<Timeline> {
        let DateRange { from, to } = index.days()?;
        let start = unit.bucket_of(from).from;
        let count = usize::try_from(unit.index_of(start, to)).unwrap_or_default() + 1;
        let mut timeline = Timeline { unit, start, bars: vec![Bar::default(); count] };
        let (all, passing) = (index.all(), self.but_time());
        if unit == TimeUnit::Day {
            for (day, count) in index.by_day(&all) {
                timeline.bar_mut(day).into_iter().for_each(|bar| bar.all = count);
            }
            for (day, count) in index.by_day(&passing) {
                timeline.bar_mut(day).into_iter().for_each(|bar| bar.passing = count);
            }
            return Some(timeline);
        }
        let ranges: Vec<DateRange> = (0..count).map(|at| timeline.range(at)).collect();
        let counts = index.by_range(&all, &ranges).into_iter().zip(index.by_range(&passing, &ranges));
        for (bar, (all, passing)) in timeline.bars.iter_mut().zip(counts) {
            *bar = Bar { all, passing };
        }
        Some(timeline)
    }

    /// How many articles name each place, counted without the filter's own places.
    ///
    /// # Errors
    /// The store's.
    pub fn place_counts(&self, reader: &Reader, index: &Index, archive: &Archive) -> Result<PlaceCounts> {
        let mut hits = self.asked.clone();
        self.time.iter().for_each(|time| hits.keep(time));
        let by_label = index.facet(reader, &hits, Facet::Places)?;
        let by_code = archive
            .places()
            .iter()
            .filter_map(|place| Some((place.code, *by_label.get(&Label::Place(place.code).written())?)))
            .collect();
        let unplaced = hits.len() - hits.len_with(&placed(reader, index, archive)?);
        Ok(PlaceCounts { by_code, unplaced: u32::try_from(unplaced).unwrap_or(u32::MAX) })
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
