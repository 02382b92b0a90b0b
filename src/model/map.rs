//! The schematic map as a person arranged it: which street stands where on a grid.

use std::collections::{BTreeMap, BTreeSet};

use super::PlaceCode;

/// A place on the grid, counted from the upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// From the top.
    pub row: i32,
    /// From the left.
    pub column: i32,
}

/// Where streets stand; empty where nobody has arranged anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
