//! The one filter that every view answers.

use crate::model::{DateRange, ItemKind, PlaceCode};

/// What is looked for; an empty filter holds everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Words, all of which must occur.
    pub query: String,
    /// Days of print.
    pub time: Option<DateRange>,
    /// Places, any of which must be named, with all that lies in them.
    pub places: Vec<PlaceCode>,
    /// Articles or photo stories only.
    pub kind: Option<ItemKind>,
    /// Only articles that name no place below the area.
    pub unplaced: bool,
}

impl Filter {
    /// Whether it holds everything.
    pub fn is_empty(&self) -> bool {
        *self == Self { query: self.query.clone(), ..Self::default() } && self.query.trim().is_empty()
    }
}
