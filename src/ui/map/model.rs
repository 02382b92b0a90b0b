//! The streets of the area with their communities and the names that fit a map, made once for each list of places.

use std::sync::Arc;

use crate::model::{Place, PlaceCode, PlaceLevel};
use crate::query::Archive;
use crate::ui::strings as s;

use super::layout;

/// A place as the map shows it.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its code.
    pub code: PlaceCode,
    /// Its name.
    pub name: String,
    /// Its name as it fits a map.
    pub short: String,
}

/// A street with its communities, in order of code.
#[derive(Clone, Debug)]
pub struct Street {
    /// The street itself.
    pub spot: Spot,
    /// What lies in it.
    pub cells: Vec<Spot>,
}

/// The streets of an area.
#[derive(Default)]
pub struct Model {
    /// Of which list of places.
    pub(super) archive: Option<Arc<Archive>>,
    /// In order of code.
    pub streets: Vec<Street>,
}

impl Model {
    /// Reads the list of places, where it is another than before.
    pub fn follow(&mut self, archive: &Arc<Archive>) {
        if self.archive.as_ref().is_some_and(|known| Arc::ptr_eq(known, archive)) {
            return;
        }
        self.streets = archive.area().map(|area| streets(archive.places(), area.code)).unwrap_or_default();
        self.archive = Some(Arc::clone(archive));
    }

    /// What the layout must know.
    pub fn for_layout(&self) -> Vec<layout::Street> {
        let street = |street: &Street| layout::Street {
            code: street.spot.code,
            cells: street.cells.len(),
            name: street.spot.short.chars().count(),
        };
        self.streets.iter().map(street).collect()
    }

    /// What a place of the area is called.
    pub fn name_of(&self, code: PlaceCode) -> Option<&str> {
        let street = self.streets.iter().find(|street| code.is_within(street.spot.code))?;
        let mut spots = std::iter::once(&street.spot).chain(&street.cells);
        spots.find(|spot| spot.code == code).map(|spot| spot.name.as_str())
    }

    /// A place by its street and its place among the communities.
    pub fn spot(&self, street: usize, cell: Option<usize>) -> Option<&Spot> {
        let street = self.streets.get(street)?;
        cell.map_or(Some(&street.spot), |cell| street.cells.get(cell))
    }
}

/// Places are in order of code: what lies in a street follows it.
fn streets(places: &[Place], area: PlaceCode) -> Vec<Street> {
    let mut streets: Vec<Street> = Vec::new();
    for place in places.iter().filter(|place| place.code.is_within(area)) {
        let spot = || Spot { code: place.code, name: place.name.clone(), short: short_name(&place.name) };
        match place.code.level() {
            PlaceLevel::Street => streets.push(Street { spot: spot(), cells: Vec::new() }),
            PlaceLevel::Community => {
                if let Some(street) =
                    streets.last_mut().filter(|street| place.code.is_within(street.spot.code))
                {
                    street.cells.push(spot());
                }
            }
            _ => {}
        }
    }
    streets
}

/// The name as it fits a map: without the words for what it is, where enough is left.
pub fn short_name(name: &str) -> String {
    let enough = |stem: &&str| stem.chars().count() >= 2;
    let without = |words: &[&str]| words.iter().find_map(|word| name.strip_suffix(word)).filter(enough);
    if let Some(stem) = without(&s::OFFICES) {
        return short_name(stem);
    }
    if let Some(mut stem) = s::TOWNSHIPS.iter().find_map(|word| name.strip_suffix(word)) {
        // 杨柳青彝族苗族乡 names two.
        let mut of_a_people = false;
        while let Some(rest) = s::PEOPLES.iter().find_map(|people| stem.strip_suffix(people)).filter(enough) {
            (stem, of_a_people) = (rest, true);
        }
        if of_a_people {
            return stem.to_owned();
        }
    }
    without(&s::LEVEL_WORDS).or_else(|| without(&s::FURTHER_LEVELS)).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn names_are_shortened_where_enough_is_left() {
        for (name, short) in [
            ("东安路街道", "东安路"),
            ("东工人镇街道", "东工人镇"),
            ("安培社区", "安培"),
            ("程庄村", "程庄"),
            ("营镇", "营镇"),
            ("石窝子回族乡", "石窝子"),
            ("新店彝族苗族乡", "新店"),
            ("北街街道办事处", "北街"),
            ("巴彦塔拉苏木", "巴彦塔拉"),
            ("西城经济开发区", "西城经济开发区"),
        ] {
            assert_eq!(short_name(name), short);
        }
    }
}
