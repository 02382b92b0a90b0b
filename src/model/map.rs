//! The map as a person made it: which street stands where on a grid, and where places stand on a plan.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::PlaceCode;

/// A place on the grid, counted from the upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    /// From the top.
    pub row: i32,
    /// From the left.
    pub column: i32,
}

/// Where streets stand; empty where nobody has arranged anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement(pub BTreeMap<PlaceCode, Slot>);

impl Arrangement {
    /// Moves a street to a slot; what stands there changes places with it. Rows and columns that are left empty close
    /// up, so that a slot before the first row or column makes a new one.
    pub fn moved(&self, code: PlaceCode, to: Slot) -> Self {
        let mut slots = self.0.clone();
        let Some(from) = slots.insert(code, to) else { return self.clone() };
        if let Some(other) = self.0.iter().find(|(other, slot)| **slot == to && **other != code) {
            slots.insert(*other.0, from);
        }
        Self(slots).closed_up()
    }

    /// The same order with rows and columns counted from 0, none of them empty.
    pub fn closed_up(&self) -> Self {
        let ranks = |of: fn(&Slot) -> i32| -> BTreeMap<i32, i32> {
            let used: BTreeSet<i32> = self.0.values().map(of).collect();
            used.into_iter().zip(0..).collect()
        };
        let (rows, columns) = (ranks(|slot| slot.row), ranks(|slot| slot.column));
        let rank = |ranks: &BTreeMap<i32, i32>, at: i32| ranks.get(&at).copied().unwrap_or_default();
        let close = |slot: &Slot| Slot { row: rank(&rows, slot.row), column: rank(&columns, slot.column) };
        Self(self.0.iter().map(|(code, slot)| (*code, close(slot))).collect())
    }
}

/// Where a place stands on a plan, in parts of its width and height: another scan of the same plan keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// From the left, 0 to 1.
    pub x: f32,
    /// From the top, 0 to 1.
    pub y: f32,
}

impl Pin {
    /// A pin there, at the plan's edge where that lies beyond it.
    pub fn at(x: f32, y: f32) -> Self {
        Self { x: x.clamp(0.0, 1.0), y: y.clamp(0.0, 1.0) }
    }
}

/// 图钉: the places that a person put on a plan.
pub type Pins = BTreeMap<PlaceCode, Pin>;

/// A step of a person's on the map, with what was before, so that it can be taken back and done again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum MapChange {
    /// Blocks stand otherwise.
    Blocks {
        /// The name of the one that was moved; none where all went back to the order of the list.
        name: Option<String>,
        /// Where they stood.
        before: Arrangement,
        /// Where they stand.
        after: Arrangement,
    },
    /// A pin was put, moved or taken away.
    Pin {
        /// Of which place.
        code: PlaceCode,
        /// What it is called.
        name: String,
        /// Where it was.
        before: Option<Pin>,
        /// Where it is.
        after: Option<Pin>,
    },
}

/// Blocks and pins as a person put them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnMap {
    /// Where blocks stand.
    pub blocks: Arrangement,
    /// Where places stand on the plan.
    pub pins: Pins,
}

impl OwnMap {
    /// Does a step, or with `back` takes it back.
    pub fn step(&mut self, change: &MapChange, back: bool) {
        match change {
            MapChange::Blocks { before, after, .. } => {
                self.blocks = if back { before.clone() } else { after.clone() };
            }
            MapChange::Pin { code, before, after, .. } => {
                match if back { before } else { after } {
                    Some(pin) => self.pins.insert(*code, *pin),
                    None => self.pins.remove(code),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: i64) -> PlaceCode {
        PlaceCode::from_number(410_403_000 + number).expect("a code")
    }

    fn slots(arrangement: &Arrangement) -> Vec<(i32, i32)> {
        arrangement.0.values().map(|slot| (slot.column, slot.row)).collect()
    }

    #[test]
    fn a_block_changes_places_with_what_stands_in_its_way() {
        let row = |column| Slot { row: 0, column };
        let three = Arrangement((0..3).map(|at| (code(i64::from(at) + 1), row(at))).collect());
        assert_eq!(slots(&three.moved(code(1), row(2))), [(2, 0), (1, 0), (0, 0)]);
        assert_eq!(slots(&three.moved(code(1), Slot { row: 1, column: 1 })), [(0, 1), (0, 0), (1, 0)]);
        assert_eq!(slots(&three.moved(code(3), row(-1))), [(1, 0), (2, 0), (0, 0)]);
        assert_eq!(three.moved(code(9), row(0)), three, "an unknown block moves nothing");
    }
}
