//! Keys of the lists: runs of characters, and labels.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::model::Zone;

/// Longest run of characters that has a list of its own; of eight, names and set phrases are made.
pub const LONGEST: usize = 8;

/// Which kind of list a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Space {
    /// Words anywhere.
    All,
    /// Words of titles.
    Title,
    /// Words of captions.
    Caption,
    /// Single characters as printed, where folding changes them.
    Printed,
    /// Places, people, papers and the like.
    Label,
}

impl From<Zone> for Space {
    fn from(zone: Zone) -> Self {
        match zone {
            Zone::All => Self::All,
            Zone::Title => Self::Title,
            Zone::Caption => Self::Caption,
        }
    }
}

/// The row of a list. Even; the odd number behind it is the row of its frequencies.
///
/// One and two characters are written out, so that no two runs share a key; longer ones are hashed, and their lists
/// begin with the characters themselves. The longer the run the larger the key: a segment is written in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// Of one character.
    pub fn single(space: Space, c: char) -> Self {
        Self::written(space, 1, (u64::from(u32::from(c)) + 1) << 22)
    }

    /// Of two characters.
    pub fn pair(space: Space, first: char, second: char) -> Self {
        Self::written(space, 1, (u64::from(u32::from(first)) + 1) << 22 | (u64::from(u32::from(second)) + 1))
    }

    /// Of a run of any length from one on.
    pub fn run(space: Space, chars: &[char]) -> Self {
        match chars {
            [c] => Self::single(space, *c),
            [a, b] => Self::pair(space, *a, *b),
            longer => Self::hashed(space, longer.len() as u64, longer),
        }
    }

    /// Of a label.
    pub fn label(label: &str) -> Self {
        Self::hashed(Space::Label, 0, label)
    }

    fn hashed(space: Space, level: u64, value: impl Hash) -> Self {
        let mut hasher = FxHasher::default();
        value.hash(&mut hasher);
        Self::written(space, level, hasher.finish() >> 10)
    }

    fn written(space: Space, level: u64, payload: u64) -> Self {
        Self(level << 58 | (space as u64) << 55 | payload << 1)
    }

    /// The level that its list is made in: 1 for labels, single characters and pairs, else the length of the run.
    pub fn level(self) -> u64 {
        (self.0 >> 58).max(1)
    }

    /// Where a hashed run occurs; none of another key.
    pub fn space_of_run(self) -> Option<Space> {
        let spaces = [Space::All, Space::Title, Space::Caption];
        let space = spaces.into_iter().find(|space| *space as u64 == self.0 >> 55 & 7);
        space.filter(|_| self.level() > 2)
    }

    /// In words: the `name` where the key is hashed, else the characters.
    pub fn described(self, name: &[u8]) -> String {
        let space = match self.0 >> 55 & 7 {
            space if space == Space::Title as u64 => "标题",
            space if space == Space::Caption as u64 => "图说",
            space if space == Space::Printed as u64 => "原字",
            space if space == Space::Label as u64 => "标签",
            _ => "",
        };
        let written = |payload: u64| char::from_u32((payload as u32 & 0x3f_ffff).checked_sub(1)?);
        let run = if self.is_hashed() {
            String::from_utf8_lossy(name).into_owned()
        } else {
            [written(self.0 >> 23), written(self.0 >> 1)].into_iter().flatten().collect()
        };
        format!("{space}“{run}”")
    }

    /// Whether the list names itself because another could have the same key.
    pub fn is_hashed(self) -> bool {
        self.0 >> 58 != 1
    }

    /// The row of its frequencies.
    pub fn frequencies(self) -> Self {
        Self(self.0 | 1)
    }

    /// As SQLite numbers rows.
    pub fn row(self) -> i64 {
        self.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_even_positive_and_apart() {
        let spaces = [Space::All, Space::Title, Space::Caption, Space::Printed];
        let mut keys: Vec<Key> = Vec::new();
        for space in spaces {
            for run in [
                "社",
                "区",
                "社区",
                "区社",
                "\0",
                "\0\0",
                "社\0",
                "\u{10ffff}",
                "\u{10ffff}\u{10ffff}",
                "社区大",
                "社区大党",
            ] {
                keys.push(Key::run(space, &run.chars().collect::<Vec<_>>()));
            }
        }
        keys.push(Key::label("社区"));
        assert!(keys.iter().all(|key| key.row() > 0 && key.0 % 2 == 0));
        assert_eq!(Key::pair(Space::All, '社', '区').described(b""), "“社区”");
        assert_eq!(Key::single(Space::Title, '社').described(b""), "标题“社”");
        assert_eq!(Key::label("place 33").described(b"place 33"), "标签“place 33”");
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(Key::pair(Space::Label, '\u{10ffff}', '\u{10ffff}') < Key::run(Space::All, &['a', 'b', 'c']));
    }
}
