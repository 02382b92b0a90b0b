//! How many articles there are by paper, by who signs and by kind, each counted without the filter's own part.

use std::collections::BTreeSet;

use crate::model::{ItemKind, PersonRole};
use crate::store::{Facet, Index, Label, Reader, Result};

use super::{Part, ROLES, Selection, articles_of};

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
        let people = of_persons(reader, index, selection, of(Part::People, Facet::People)?)?;
        for role in ROLES {
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

/// Counts of names as counts of the persons whom they mean; only those are counted anew that a rule speaks of.
fn of_persons(
    reader: &Reader,
    index: &Index,
    selection: &Selection,
    mut counts: Vec<(Label, u32)>,
) -> Result<Vec<(Label, u32)>> {
    let rules = reader.person_rules()?;
    if rules.is_empty() {
        return Ok(counts);
    }
    let mut persons: BTreeSet<String> = rules.persons().map(str::to_owned).collect();
    counts.retain(|(label, _)| match label {
        Label::Person(_, name) if rules.speaks_of(name) || persons.contains(name) => {
            persons.insert(name.clone());
            false
        }
        _ => true,
    });
    let hits = selection.but(Part::People);
    for person in persons {
        for role in ROLES {
            let count = articles_of(reader, index, &rules, &person, &[role])?.len_with(&hits);
            if count > 0 {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                counts.push((Label::Person(role, person.clone()), count));
            }
        }
    }
    counts.sort_unstable_by(|a, b| (std::cmp::Reverse(a.1), &a.0).cmp(&(std::cmp::Reverse(b.1), &b.0)));
    Ok(counts)
}
