//! What a person selects in the article that is read, across its paragraphs.

use crate::text::is_han;

/// A place between two characters of a piece of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Caret {
    /// Which piece, in the order in which they are drawn.
    pub piece: usize,
    /// Before which of its characters.
    pub at: usize,
}

/// A stretch from where it was begun to where it ends now, forwards or backwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ends: Option<(Caret, Caret)>,
    /// Whether the pointer is drawing it.
    pub dragging: bool,
}

impl Selection {
    /// Selects nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Begins at a place.
    pub fn begin(&mut self, caret: Caret) {
        self.ends = Some((caret, caret));
    }

    /// Selects from one place to another.
    pub fn set(&mut self, from: Caret, to: Caret) {
        self.ends = Some((from, to));
    }

    /// Selects up to a place, from where it was begun, or from there where it was not.
    pub fn extend(&mut self, caret: Caret) {
        let begun = self.ends.map_or(caret, |(begun, _)| begun);
        self.ends = Some((begun, caret));
    }

    /// Where it ends now.
    pub fn focus(&self) -> Option<Caret> {
        self.ends.map(|(_, focus)| focus)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.ends.is_none_or(|(begun, focus)| begun == focus)
    }

    /// What of a piece of `len` characters is selected, as first and one past the last.
    pub fn of_piece(&self, piece: usize, len: usize) -> Option<(usize, usize)> {
        let (begun, focus) = self.ends?;
        let (from, to) = (begun.min(focus), begun.max(focus));
        if piece < from.piece || piece > to.piece {
            return None;
        }
        let start = if piece == from.piece { from.at.min(len) } else { 0 };
        let end = if piece == to.piece { to.at.min(len) } else { len };
        (start < end).then_some((start, end))
    }
}

/// The word around a place: a run of Han, or of letters and digits; a mark by itself.
pub fn word_at(chars: &[char], at: usize) -> (usize, usize) {
    let kind = |c: char| (is_han(c), c.is_alphanumeric() && !is_han(c));
    let Some(at) = chars.len().checked_sub(1).map(|last| at.min(last)) else { return (0, 0) };
    let here = kind(chars[at]);
    if here == (false, false) {
        return (at, at + 1);
    }
    let start = chars[..at].iter().rposition(|c| kind(*c) != here).map_or(0, |before| before + 1);
    let end = chars[at..].iter().position(|c| kind(*c) != here).map_or(chars.len(), |after| at + after);
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caret(piece: usize, at: usize) -> Caret {
        Caret { piece, at }
    }

    #[test]
    fn pieces_between_the_ends_are_selected_whole_in_either_direction() {
        for (from, to) in [(caret(1, 2), caret(3, 1)), (caret(3, 1), caret(1, 2))] {
            let mut selection = Selection::default();
            selection.begin(from);
            selection.extend(to);
            let parts: Vec<_> = (0..5).map(|piece| selection.of_piece(piece, 4)).collect();
            assert_eq!(parts, [None, Some((2, 4)), Some((0, 4)), Some((0, 1)), None]);
        }
    }

    #[test]
    fn nothing_is_selected_where_nothing_was_passed() {
        let mut selection = Selection::default();
        assert!(selection.is_empty());
        selection.begin(caret(0, 3));
        assert!(selection.is_empty());
        assert_eq!(selection.of_piece(0, 9), None);
        // A piece that has become shorter.
        selection.extend(caret(0, 9));
        assert_eq!(selection.of_piece(0, 2), None);
    }

    #[test]
    fn a_word_is_a_run_of_one_kind() {
        let chars: Vec<char> = "在“5点钟”课堂,GDP".chars().collect();
        for (at, word) in [(0, (0, 1)), (1, (1, 2)), (3, (3, 5)), (7, (6, 8)), (10, (9, 12)), (99, (9, 12))] {
            assert_eq!(word_at(&chars, at), word, "{at}");
        }
        assert_eq!(word_at(&[], 0), (0, 0));
    }
}
