//! The one filter that every view answers.

use crate::model::{DateRanges, ItemKind, PersonRole, PlaceCode};

use super::Query;

/// What is looked for; an empty filter holds everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// What the search box asks.
    pub query: Query,
    /// Days of print.
    pub time: DateRanges,
    /// Days that the text speaks of.
    pub events: DateRanges,
    /// Places, any of which must be named, with all that lies in them.
    pub places: Vec<PlaceCode>,
    /// Articles or photo stories only.
    pub kind: Option<ItemKind>,
    /// Only articles that name no place below the area.
    pub unplaced: bool,
    /// Only articles with a place name that a person has yet to settle; together with places and `unplaced`: any.
    pub undecided: bool,
    /// Persons, any of whom must sign in their role.
    pub people: Vec<(PersonRole, String)>,
    /// Papers, in any of which it was printed.
    pub papers: Vec<String>,
}

impl Filter {
    /// Whether it holds everything.
    pub fn is_empty(&self) -> bool {
        let parts = Self { query: Query::default(), ..self.clone() };
        self.query.is_empty() && parts == Self::default()
    }
}
