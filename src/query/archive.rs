//! What a store is about: its places, its area, how much it holds.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{Place, PlaceCode};
use crate::store::{Index, Reader, Result, Totals};

use super::Events;

/// What a store is about, read once after each change.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// Every place, in order of code.
    places: Vec<Place>,
    by_code: HashMap<PlaceCode, usize>,
    /// The store's own area.
    area: Option<PlaceCode>,
    /// Every 版名, in order.
    page_names: Vec<String>,
    /// How much there is.
    totals: Totals,
    /// The dates that articles speak of, once somebody asks for them.
    events: OnceLock<Events>,
}

impl Archive {
    /// Reads it.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader, index: &Index) -> Result<Self> {
        let (places, area) = (reader.places()?, reader.area()?);
        let by_code = places.iter().enumerate().map(|(at, place)| (place.code, at)).collect();
        let all = index.all();
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let totals = Totals {
            issues: reader.issues_held()?,
            articles: count(all.len()),
            photos: count(index.photos(reader, &all)?),
        };
        Ok(Self { places, by_code, area, page_names: reader.page_names()?, totals, events: OnceLock::new() })
    }

    /// Every place of the store, in order of code.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Every 版名, in order.
    pub fn page_names(&self) -> &[String] {
        &self.page_names
    }

    /// The place of a code.
    pub fn place(&self, code: PlaceCode) -> Option<&Place> {
        self.by_code.get(&code).and_then(|at| self.places.get(*at))
    }

    /// The place that a person means by a code or a name; the lowest-numbered one of several.
    pub fn place_named(&self, text: &str) -> Option<&Place> {
        let code = PlaceCode::parse(text);
        let named = |place: &&Place| {
            place.name == text || place.official == text || place.aliases.iter().any(|a| a == text)
        };
        code.and_then(|code| self.place(code)).or_else(|| self.places.iter().find(named))
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

    /// The dates that articles speak of, read at the first call.
    ///
    /// # Errors
    /// The store's.
    pub fn events(&self, reader: &Reader) -> Result<&Events> {
        if let Some(events) = self.events.get() {
            return Ok(events);
        }
        let events = Events::load(reader)?;
        Ok(self.events.get_or_init(|| events))
    }

    /// How much there is.
    pub fn totals(&self) -> Totals {
        self.totals
    }
}
