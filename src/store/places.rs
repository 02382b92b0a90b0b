//! The store's own list of places: its area, what people added, what was only read in text.

use rusqlite::{OptionalExtension, params};

use crate::import::PlaceFinder;
use crate::model::{Place, PlaceCode, PlaceLevel, PlaceOrigin};

use super::rows::{Word, code};
use super::{Reader, Result, StoreError, Writer};

/// Serial of the street that stands in for an unknown one, below those people add.
const UNKNOWN_STREET: u64 = 899;
/// What it is called.
const UNKNOWN_STREET_NAME: &str = "所属街道未定";

impl Reader<'_> {
    /// The county-level area of the store; none before the first import.
    ///
    /// # Errors
    /// SQLite's.
    pub fn area(&self) -> Result<Option<PlaceCode>> {
        let mut select = self.0.prepare_cached("SELECT value FROM meta WHERE key = 'area'")?;
        let text: Option<String> = select.query_row([], |row| row.get(0)).optional()?;
        Ok(text.as_deref().and_then(PlaceCode::parse))
    }

    /// All places but those that were merged into others or withdrawn, each with all its names, in order of code.
    ///
    /// # Errors
    /// SQLite's.
    pub fn places(&self) -> Result<Vec<Place>> {
        Ok(self.authority()?.findable())
    }

    /// Finds the store's places in text.
    ///
    /// # Errors
    /// SQLite's.
    pub fn place_finder(&self) -> Result<PlaceFinder> {
        let area = self.area()?;
        // Lists of areas that the store had before stay for what names them, and are not looked for any more.
        let looked_for = |place: &&Place| {
            place.origin != PlaceOrigin::List || area.is_some_and(|area| place.code.is_near(area))
        };
        let authority = self.authority()?;
        let places = authority.findable();
        Ok(PlaceFinder::new(places.iter().filter(looked_for)).with_merged(authority.merged()))
    }
}

impl Writer<'_> {
    /// Makes `area` the store's own, with its places from a list. What people added stays.
    ///
    /// # Errors
    /// [`StoreError::NoSuchArea`] where the list is empty.
    pub fn set_area(&self, area: PlaceCode, places: &[Place]) -> Result<()> {
        if places.is_empty() {
            return Err(StoreError::NoSuchArea(area.to_string()));
        }
        for place in places {
            self.put_place(place)?;
        }
        self.0.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('area', ?1)", [area.to_string()])?;
        Ok(())
    }

    /// Adds a place that the list lacks. Returns its code: a free one from 900 on below `parent`, where no list of
    /// the statistical office reaches.
    ///
    /// # Errors
    /// SQLite's, where `parent` is full or a community.
    pub fn add_place(&self, parent: PlaceCode, name: &str, aliases: &[String]) -> Result<PlaceCode> {
        let full = || StoreError::NoSuch(parent.number(), "可再添加下级地名的地方");
        let code = self.free_code(parent)?.ok_or_else(full)?;
        let place = Place {
            code,
            name: name.to_owned(),
            official: name.to_owned(),
            origin: PlaceOrigin::Hand,
            aliases: aliases.to_vec(),
        };
        self.put_place(&place)?;
        Ok(code)
    }

    /// The place of a name that stands in no list, below the street its article speaks of, or below a stand-in for
    /// the street that nobody knows. None while the store has no area.
    pub(super) fn place_read_in_text(
        &self,
        name: &str,
        street: Option<PlaceCode>,
    ) -> Result<Option<PlaceCode>> {
        let unknown_street = |area: PlaceCode| area.child(UNKNOWN_STREET);
        let area = self.reader().area()?;
        let Some(parent) = street.or(area.and_then(unknown_street)) else { return Ok(None) };
        let mut select = self.0.prepare_cached("SELECT code FROM place WHERE name = ?1 AND parent = ?2")?;
        if let Some(code) = select.query_row(params![name, parent.number()], |row| code(row, 0)).optional()? {
            return Ok(Some(code));
        }
        if street.is_none() {
            self.put_text_place(parent, UNKNOWN_STREET_NAME)?;
        }
        // A street with no code left keeps the doubt, and the page comes in all the same.
        let Some(code) = self.free_code(parent)? else { return Ok(None) };
        self.put_text_place(code, name)?;
        Ok(Some(code))
    }

    fn put_text_place(&self, code: PlaceCode, name: &str) -> Result<()> {
        let (name, official) = (name.to_owned(), name.to_owned());
        self.put_place(&Place { code, name, official, origin: PlaceOrigin::Text, aliases: Vec::new() })
    }

    fn free_code(&self, parent: PlaceCode) -> Result<Option<PlaceCode>> {
        let mut taken = self.0.prepare_cached("SELECT 1 FROM place WHERE code = ?1")?;
        for code in (900..1000).filter_map(|serial| parent.child(serial)) {
            if !taken.exists([code.number()])? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    pub(super) fn put_place(&self, place: &Place) -> Result<()> {
        let parent = place.code.parent().map(PlaceCode::number);
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_place.sql"))?;
        insert.execute(params![
            place.code.number(),
            parent,
            place.name,
            place.official,
            Word(place.origin)
        ])?;
        let mut insert = self
            .0
            .prepare_cached("INSERT OR IGNORE INTO place_name (code, name, kind) VALUES (?1, ?2, 'alias')")?;
        for alias in &place.aliases {
            insert.execute(params![place.code.number(), alias])?;
        }
        Ok(())
    }

    pub(super) fn drop_unused_places_of_text(&self) -> Result<()> {
        // Twice: a stand-in street goes once the last place below it is gone.
        for _ in 0..2 {
            self.0.execute(include_str!("sql/delete_unused_places_of_text.sql"), [])?;
        }
        Ok(())
    }
}

impl Place {
    /// Whether a place may have places below it in our tree.
    pub fn may_hold_others(&self) -> bool {
        matches!(self.code.level(), PlaceLevel::Area | PlaceLevel::Street)
    }
}
