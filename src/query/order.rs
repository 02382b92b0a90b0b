//! In which order what passes is listed.

use crate::store::{Answer, Hit, Search, Unwanted};
use crate::text::sound;

use super::Selection;

/// Most rows that a list holds: a person reads on by narrowing the time, and a scroll bar knows no more.
pub const MOST_LISTED: usize = 50_000;
/// Most rows of a list by relevance: what comes later is no longer relevant.
pub const MOST_RANKED: usize = 1_000;

/// In which order a list is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The newest day first, each day from its first page.
    #[default]
    Date,
    /// The most relevant first (bm25), of two alike the newer.
    Relevance,
    /// By the sound of the headline; of more than [`MOST_LISTED`] only the newest.
    Headline,
}

impl Order {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Date, Self::Relevance, Self::Headline];

    /// The first of what passes, at most `most`.
    ///
    /// # Errors
    /// The store's.
    pub fn list(self, search: &Search, selection: &Selection, most: usize) -> Answer<Vec<Hit>> {
        let (reader, index, hits) = (search.reader, search.index, selection.hits());
        Ok(Ok(match self {
            Self::Relevance if !selection.words.is_empty() => {
                search.most_relevant(&hits, &selection.words, most.min(MOST_RANKED))?
            }
            Self::Date | Self::Relevance => index.newest(reader, &hits, most)?,
            Self::Headline => {
                let newest = index.newest(reader, &hits, MOST_LISTED)?;
                let mut keyed = Vec::with_capacity(newest.len());
                for (at, hit) in newest.into_iter().enumerate() {
                    if at % 512 == 511 && !(search.wanted)() {
                        return Ok(Err(Unwanted));
                    }
                    let headline = reader.headline(hit.id)?;
                    keyed.push((sound(&headline), headline, hit));
                }
                // Of two alike the newer stays first.
                keyed.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
                keyed.into_iter().map(|(_, _, hit)| hit).take(most).collect()
            }
        }))
    }
}
