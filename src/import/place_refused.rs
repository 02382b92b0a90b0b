//! What a person refused: words of a paper that do not mean a place.

use std::collections::HashMap;

use crate::model::{Item, PlaceCode, PlaceMention};
use crate::text::fold;

/// Words that a person said do not mean these places, in one paper.
#[derive(Clone, Debug, Default)]
pub struct Refused(HashMap<Vec<char>, Vec<PlaceCode>>);

impl Refused {
    /// These words do not mean this place.
    pub fn add(&mut self, words: &str, code: PlaceCode) {
        self.0.entry(fold(words)).or_default().push(code);
    }

    /// The places that folded words do not mean.
    pub(super) fn of(&self, words: &[char]) -> Option<&[PlaceCode]> {
        self.0.get(words).map(Vec::as_slice)
    }

    /// Takes what is refused out of an item that was read before its paper was known.
    pub fn take_from(&self, item: &mut Item) {
        if self.0.is_empty() {
            return;
        }
        let mut places = std::mem::take(&mut item.places);
        places.retain(|place| {
            let refused = self.of(&fold(&item.words(place.span)));
            let is = |codes: &[PlaceCode]| place.code.is_none_or(|code| codes.contains(&code));
            place.decided || !refused.is_some_and(is)
        });
        for mut open in std::mem::take(&mut item.open_places) {
            let refused = self.of(&fold(&item.words(open.span))).unwrap_or_default();
            open.candidates.retain(|(code, _)| !refused.contains(code));
            match open.candidates.as_slice() {
                [] => {}
                [(code, _)] => places.push(PlaceMention {
                    code: Some(*code),
                    name: open.name,
                    span: open.span,
                    decided: false,
                }),
                _ => item.open_places.push(open),
            }
        }
        item.places = places;
    }
}
