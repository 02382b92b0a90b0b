//! How many articles there are by paper, by who signs and by kind, each counted without the filter's own part.

use crate::model::{ItemKind, PersonRole};
use crate::store::{Facet, Index, Label, Reader, Result};

use super::{Part, Selection};

/// Names listed of each sort: more than a person reads.
const MOST_NAMES: usize = 200;

/// What passes a filter, by what it could be narrowed with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// 报名, the most frequent first, as all of these are.
    pub papers: Vec<(String, u32)>,
    /// Names in a role.
    pub people: Vec<(PersonRole, Vec<(String, u32)>)>,
    /// Articles and photo stories.
    pub kinds: Vec<(ItemKind, u32)>,
}

impl Facets {
    /// Counts them.
    ///
    /// # Errors
    /// The store's.
    pub fn count(reader: &Reader, index: &Index, selection: &Selection) -> Result<Self> {
        let of = |part: Part, facet: Facet| -> Result<Vec<(Label, u32)>> {
            let counts = index.facet(reader, &selection.but(part), facet)?;
            let mut counts: Vec<(Label, u32)> =
                counts.into_iter().filter_map(|(label, count)| Some((Label::read(&label)?, count))).collect();
            counts
                .sort_unstable_by(|a, b| (std::cmp::Reverse(a.1), &a.0).cmp(&(std::cmp::Reverse(b.1), &b.0)));
            Ok(counts)
        };
        let mut facets = Self::default();
        for (label, count) in of(Part::Papers, Facet::Papers)? {
            if let Label::Paper(name) = label {
                facets.papers.push((name, count));
            }
        }
        let people = of(Part::People, Facet::People)?;
        let roles = [
            PersonRole::Reporter,
            PersonRole::Correspondent,
            PersonRole::Photographer,
            PersonRole::Author,
            PersonRole::Named,
        ];
        for role in roles {
            let names = people.iter().filter_map(|(label, count)| match label {
                Label::Person(of, name) if *of == role => Some((name.clone(), *count)),
                _ => None,
            });
            facets.people.push((role, names.take(MOST_NAMES).collect()));
        }
        for (label, count) in of(Part::Kind, Facet::Kinds)? {
            if let Label::Kind(kind) = label {
                facets.kinds.push((kind, count));
            }
        }
        Ok(facets)
    }
}
