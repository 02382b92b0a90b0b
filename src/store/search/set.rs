//! Sets of articles, kept by the parts of the index that number them.

use super::numbers::Numbers;

/// Articles, by number within each segment; the last part holds those that are in no segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleSet {
    pub(super) parts: Vec<Numbers>,
}

/// Articles by their ids, whatever part of the index numbers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleIds(pub(super) Numbers);

impl FromIterator<u32> for ArticleIds {
    fn from_iter<T: IntoIterator<Item = u32>>(ids: T) -> Self {
        let mut ids: Vec<u32> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self(Numbers::from_sorted(ids))
    }
}

impl ArticleIds {
    /// Whether an article is among them.
    pub fn contains(&self, id: u32) -> bool {
        self.0.contains(id)
    }

    /// The last of them.
    pub fn last(&self) -> Option<u32> {
        self.0.max()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter()
    }
}

impl ArticleSet {
    /// How many.
    pub fn len(&self) -> u64 {
        self.parts.iter().map(Numbers::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(Numbers::is_empty)
    }

    /// Keeps what is in `other` too.
    pub fn keep(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part = part.and(other);
        }
    }

    /// Takes what is in `other` too.
    pub fn add(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part = part.or(other);
        }
    }

    /// Drops what is in `other`.
    pub fn drop(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part = part.without(other);
        }
    }

    /// How many are in both.
    pub fn len_with(&self, other: &Self) -> u64 {
        self.parts.iter().zip(&other.parts).map(|(part, other)| part.len_with(other)).sum()
    }
}
