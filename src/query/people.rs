//! Persons under a filter: those who sign and those whom captions name with an office, by how many articles they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DateRange, PersonRole};
use crate::store::{ArticleSet, Facet, Index, Label, PersonRules, Reader, Result, Scope};

use super::{Part, Selection};

/// All roles.
pub const ROLES: [PersonRole; 5] = [
    PersonRole::Reporter,
    PersonRole::Correspondent,
    PersonRole::Photographer,
    PersonRole::Author,
    PersonRole::Named,
];

/// A person under a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCount {
    /// As the person is shown.
    pub person: String,
    /// The printed names that mean the person.
    pub names: Vec<(String, Scope)>,
    /// In which roles, with how many articles.
    pub roles: Vec<(PersonRole, u32)>,
    /// How many articles in any role.
    pub articles: u64,
    /// How many photos those have.
    pub photos: u64,
    /// How many articles in each of the slices of time that were asked for, the filter's own time left out.
    pub trend: Vec<u32>,
}

/// The articles of a person in some roles.
///
/// # Errors
/// The store's.
pub fn articles_of(
    reader: &Reader,
    index: &Index,
    rules: &PersonRules,
    person: &str,
    roles: &[PersonRole],
) -> Result<ArticleSet> {
    let mut all = index.none();
    let paper = |name: &String| index.labelled(reader, &Label::Paper(name.clone()));
    for (name, scope) in rules.names_of(person) {
        let mut of_name = index.none();
        for role in roles {
            of_name.add(&index.labelled(reader, &Label::Person(*role, name.clone()))?);
        }
        match scope {
            Scope::Only(only) => of_name.keep(&paper(&only)?),
            Scope::AllBut(others) => {
                for other in &others {
                    of_name.drop(&paper(other)?);
                }
            }
        }
        all.add(&of_name);
    }
    Ok(all)
}

/// The persons of what passes a filter, its own persons left out, the most frequent first; `most` of them, those only
/// whose name or printed names hold `words`.
///
/// # Errors
/// The store's.
pub fn people(
    reader: &Reader,
    index: &Index,
    selection: &Selection,
    words: &str,
    slices: &[DateRange],
    most: usize,
) -> Result<Vec<PersonCount>> {
    let rules = reader.person_rules()?;
    let (hits, ever) = (selection.but(Part::People), selection.but_both(Part::People, Part::Time));
    // About how many: what a name has in all roles, under whatever rule; exact for those that are listed.
    let mut about: BTreeMap<String, u32> = BTreeMap::new();
    for (label, count) in index.facet(reader, &hits, Facet::People)? {
        let Some(Label::Person(_, name)) = Label::read(&label) else { continue };
        for person in meant_by(&rules, &name) {
            *about.entry(person).or_default() += count;
        }
    }
    let holds = |person: &str| {
        person.contains(words) || rules.names_of(person).iter().any(|(name, _)| name.contains(words))
    };
    let mut ranked: Vec<(String, u32)> = about.into_iter().filter(|(person, _)| holds(person)).collect();
    ranked.sort_by(|a, b| (std::cmp::Reverse(a.1), &a.0).cmp(&(std::cmp::Reverse(b.1), &b.0)));
    ranked.truncate(most);
    let mut people = Vec::with_capacity(ranked.len());
    for (person, _) in ranked {
        let mut roles = Vec::new();
        let mut all = index.none();
        for role in ROLES {
            let of_role = articles_of(reader, index, &rules, &person, &[role])?;
            let count = of_role.len_with(&hits);
            if count > 0 {
                roles.push((role, u32::try_from(count).unwrap_or(u32::MAX)));
            }
            all.add(&of_role);
        }
        let mut in_time = all.clone();
        in_time.keep(&ever);
        all.keep(&hits);
        if all.is_empty() {
            continue;
        }
        people.push(PersonCount {
            names: rules.names_of(&person),
            articles: all.len(),
            photos: index.photos(reader, &all)?,
            trend: index.by_range(&in_time, slices),
            person,
            roles,
        });
    }
    people.sort_by(|a, b| {
        (std::cmp::Reverse(a.articles), &a.person).cmp(&(std::cmp::Reverse(b.articles), &b.person))
    });
    Ok(people)
}

/// The persons that a printed name means in any paper.
fn meant_by(rules: &PersonRules, name: &str) -> BTreeSet<String> {
    let mut persons: BTreeSet<String> = BTreeSet::new();
    let default = rules.rule(&(name.to_owned(), None)).unwrap_or(name);
    persons.insert(default.to_owned());
    if rules.speaks_of(name) {
        let of = |person: &&str| rules.names_of(person).iter().any(|(known, _)| known == name);
        persons.extend(rules.persons().filter(of).map(str::to_owned));
    }
    persons
}
