//! Filters that a person keeps under a name.

use crate::store::{Reader, Result};

use super::Asked;

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// What it asks for, with the order of its list.
    pub asked: Asked,
}

impl Kept {
    /// All of a store, by name; those that this program cannot follow are left out.
    ///
    /// # Errors
    /// The store's.
    pub fn all(reader: &Reader) -> Result<Vec<Self>> {
        let rows = reader.searches()?.into_iter();
        let kept = |(name, link): (String, String)| Some(Self { name, asked: Asked::of_link(&link)? });
        Ok(rows.filter_map(|row| Some((row.name?, row.text))).filter_map(kept).collect())
    }
}
