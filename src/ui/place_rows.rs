//! The rows of the list of places: streets with their communities, what is nowhere, and what lies elsewhere.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Place, PlaceCode, PlaceLevel};
use crate::query::{Archive, View};
use crate::text::{Readings, sound};

/// How places stand below each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceOrder {
    /// The most articles first.
    #[default]
    Count,
    /// By the sound of their names.
    Name,
    /// By code, as the list of the statistical office has them.
    Code,
}

impl PlaceOrder {
    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::Count, Self::Name, Self::Code];
}

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// A street, and whether it is open.
    Street(&'a Place, bool),
    /// A community of the street above.
    Community(&'a Place),
    /// What names no place of the area.
    Unplaced,
    /// What has a name that several places bear.
    Undecided,
    /// Between the area and what lies elsewhere.
    Divider,
    /// The area itself, or a place outside.
    Elsewhere(&'a Place),
}

impl<'a> Row<'a> {
    /// Its place.
    pub fn place(self) -> Option<&'a Place> {
        match self {
            Self::Street(place, _) | Self::Community(place) | Self::Elsewhere(place) => Some(place),
            Self::Unplaced | Self::Undecided | Self::Divider => None,
        }
    }
}

/// What a person made of the list.
#[derive(Default)]
pub struct Shown {
    /// What was typed to find places by name, sound or code.
    pub typed: String,
    /// Streets folded otherwise than they would be by themselves.
    pub turned: HashSet<PlaceCode>,
    names: Names,
}

/// How the places of an archive sound.
#[derive(Default)]
struct Names {
    of: Option<Arc<Archive>>,
    sounds: HashMap<PlaceCode, String>,
    /// What was typed last, and the places that it fits.
    fits: (String, HashSet<PlaceCode>),
}

impl Names {
    fn follow(&mut self, archive: &Arc<Archive>, typed: &str) {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, archive)) {
            let sounds = archive.places().iter().map(|place| (place.code, sound(&place.name)));
            *self = Self { sounds: sounds.collect(), of: Some(Arc::clone(archive)), ..Self::default() };
        }
        if self.fits.0 != typed {
            let fitting = archive.places().iter().filter(|place| fits(place, typed));
            self.fits = (typed.to_owned(), fitting.map(|place| place.code).collect());
        }
    }
}

/// Whether typed characters are in a name of a place, its sound or its code.
pub fn fits(place: &Place, typed: &str) -> bool {
    let named = |name: &str| name.contains(typed) || Readings::of(name).fit(typed).is_some();
    named(&place.name)
        || place.aliases.iter().any(|alias| named(alias))
        || place.code.to_string().starts_with(typed)
}

impl Shown {
    /// The rows of a view.
    pub fn rows<'a>(&mut self, view: &'a View, chosen: &[PlaceCode], order: PlaceOrder) -> Vec<Row<'a>> {
        let typed = self.typed.trim().to_owned();
        self.names.follow(&view.archive, &typed);
        let finds = (!typed.is_empty()).then_some(&self.names.fits.1);
        let area = view.archive.area().map(|area| area.code);
        let own = |place: &&Place| area.is_some_and(|area| place.code.is_within(area));
        let (inside, outside): (Vec<&Place>, Vec<&Place>) = view.archive.places().iter().partition(own);
        let mut communities: HashMap<PlaceCode, Vec<&Place>> = HashMap::new();
        let mut streets = Vec::new();
        for place in inside {
            match (place.code.level(), place.code.parent()) {
                (PlaceLevel::Street, _) => streets.push(place),
                (PlaceLevel::Community, Some(street)) => communities.entry(street).or_default().push(place),
                _ => {}
            }
        }
        self.sort(&mut streets, view, order);
        let mut rows = Vec::new();
        for street in streets {
            let mut below = communities.remove(&street.code).unwrap_or_default();
            // Of a street that was found all is shown, of another what was found in it.
            if let Some(found) = finds.filter(|found| !found.contains(&street.code)) {
                below.retain(|place| found.contains(&place.code));
                if below.is_empty() {
                    continue;
                }
            }
            let has_found = finds.is_some_and(|found| below.iter().any(|place| found.contains(&place.code)));
            let opens = has_found || below.iter().any(|place| chosen.contains(&place.code));
            let open = if finds.is_some() {
                has_found != self.turned.contains(&street.code)
            } else {
                (opens || view.places.of(street.code) > 0) != self.turned.contains(&street.code)
            };
            rows.push(Row::Street(street, open));
            if open {
                self.sort(&mut below, view, order);
                rows.extend(below.into_iter().map(Row::Community));
            }
        }
        if finds.is_none() {
            rows.push(Row::Unplaced);
            rows.push(Row::Undecided);
        }
        let area_itself = view.archive.area().into_iter();
        let named = |place: &&Place| view.places.of(place.code) > 0 || chosen.contains(&place.code);
        let found = |place: &&Place| finds.is_none_or(|found| found.contains(&place.code));
        let mut elsewhere: Vec<&Place> = outside.into_iter().filter(named).filter(found).collect();
        self.sort(&mut elsewhere, view, order);
        elsewhere.splice(0..0, area_itself.filter(named).filter(found));
        if !elsewhere.is_empty() {
            rows.push(Row::Divider);
            rows.extend(elsewhere.into_iter().map(Row::Elsewhere));
        }
        rows
    }

    fn sort(&self, places: &mut [&Place], view: &View, order: PlaceOrder) {
        match order {
            PlaceOrder::Count => {
                places.sort_by_key(|place| (Reverse(view.places.of(place.code)), place.code));
            }
            PlaceOrder::Name => {
                places.sort_by_key(|place| (self.names.sounds.get(&place.code), place.code));
            }
            PlaceOrder::Code => places.sort_by_key(|place| place.code),
        }
    }

    /// Whether a place fits what was typed.
    pub fn finds(&self, place: &Place) -> bool {
        self.names.fits.1.contains(&place.code)
    }

    /// Turns a street, if it is not as wanted.
    pub fn turn(&mut self, street: PlaceCode) {
        if !self.turned.remove(&street) {
            self.turned.insert(street);
        }
    }
}
