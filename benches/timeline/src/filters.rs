//! The filters that are measured.

use anyhow::{Context, Result};
use jiuwen::model::{DateRange, DateRanges, Place, PlaceCode, PlaceLevel, day_number, day_of_number};
use jiuwen::query::{Filter, Query};
use jiuwen::text::Folding;

/// Filters of a sort.
pub struct Sort {
    /// What they are.
    pub name: &'static str,
    /// Each asked once.
    pub filters: Vec<Filter>,
}

/// Words, places, times, and words with places.
pub fn sorts(words: &[String], places: &[Place], span: DateRange, each: usize) -> Result<Vec<Sort>> {
    let codes: Vec<PlaceCode> = places
        .iter()
        .filter(|place| place.code.level() == PlaceLevel::Community)
        .map(|place| place.code)
        .collect();
    let word = |at: usize| {
        let word = words.get(at % words.len()).context("words")?;
        Query::parse(word, Folding::ALL).ok().context("a word")
    };
    let place = |at: usize| vec![codes[at * 7 % codes.len()]];
    let (first, last) = (day_number(span.from), day_number(span.to));
    let time = |at: usize| {
        let at = i32::try_from(at).unwrap_or_default();
        let from = first + (last - first) * at / i32::try_from(each).unwrap_or(1).max(1);
        DateRanges::of([DateRange { from: day_of_number(from), to: day_of_number(from + 30 + 120 * at) }])
    };
    let sort = |name, of: &dyn Fn(usize) -> Result<Filter>| -> Result<Sort> {
        Ok(Sort { name, filters: (0..each).map(of).collect::<Result<_>>()? })
    };
    let any = Filter::default;
    Ok(vec![
        sort("word", &|at| Ok(Filter { query: word(at)?, ..any() }))?,
        sort("place", &|at| Ok(Filter { places: place(at), ..any() }))?,
        sort("time", &|at| Ok(Filter { time: time(at), ..any() }))?,
        sort("word, place", &|at| Ok(Filter { query: word(at + each)?, places: place(at), ..any() }))?,
        sort("word, time", &|at| Ok(Filter { query: word(at + 2 * each)?, time: time(at), ..any() }))?,
    ])
}
