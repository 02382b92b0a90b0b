//! The occurrences of what is looked for in the article that is read, counted piece by piece as they are drawn.

use crate::model::ItemKind;
use crate::query::{Marks, Query, Spot};

/// The hits of a piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// As (first character, length), in order.
    pub at: Vec<(usize, usize)>,
    /// The one that is pointed at.
    pub pointed: Option<usize>,
    /// Whether that one is to be brought into sight.
    pub scroll: bool,
}

/// Counts the hits of an article in the order in which [`crate::query::pieces`] tells its text.
pub struct Occurrences {
    marks: Marks,
    kind: ItemKind,
    pointed: Option<usize>,
    scroll: bool,
    /// Hits of the pieces so far.
    pub count: usize,
}

impl Occurrences {
    /// For an article of a kind; `pointed` is counted from 0.
    pub fn new(query: &Query, kind: ItemKind, pointed: Option<usize>, scroll: bool) -> Self {
        Self { marks: Marks::new(query), kind, pointed, scroll, count: 0 }
    }

    /// The hits of the next piece.
    pub fn of(&mut self, spot: Spot, text: &str) -> Hits {
        let at = self.marks.hits(spot, self.kind, text);
        let pointed = self.pointed.and_then(|pointed| pointed.checked_sub(self.count));
        let pointed = pointed.filter(|pointed| *pointed < at.len());
        self.count += at.len();
        Hits { scroll: self.scroll && pointed.is_some(), at, pointed }
    }

    /// The hits of text that belongs to another article: marked, but not counted here.
    pub fn beside(&self, text: &str) -> Hits {
        Hits { at: self.marks.hits(Spot::Paragraph(0), self.kind, text), ..Hits::default() }
    }
}
