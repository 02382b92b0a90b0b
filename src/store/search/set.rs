//! Sets of articles, kept by the parts of the index that number them.

use roaring::RoaringBitmap;

/// Articles, by number within each segment; the last part holds those that are in no segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleSet {
    pub(super) parts: Vec<RoaringBitmap>,
}

/// Articles by their ids, whatever part of the index numbers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleIds(pub(super) RoaringBitmap);

impl ArticleIds {
    /// Whether an article is among them.
    pub fn contains(&self, id: u32) -> bool {
        self.0.contains(id)
    }
}

impl ArticleSet {
    /// How many.
    pub fn len(&self) -> u64 {
        self.parts.iter().map(RoaringBitmap::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(RoaringBitmap::is_empty)
    }

    /// Keeps what is in `other` too.
    pub fn keep(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part &= other;
        }
    }

    /// Takes what is in `other` too.
    pub fn add(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part |= other;
        }
    }

    /// Drops what is in `other`.
    pub fn drop(&mut self, other: &Self) {
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part -= other;
        }
    }

    /// How many are in both.
    pub fn len_with(&self, other: &Self) -> u64 {
        self.parts.iter().zip(&other.parts).map(|(part, other)| part.intersection_len(other)).sum()
    }
}
