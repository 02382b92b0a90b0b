//! What a person may mean who types `anpei` or 安: places, people, papers and searches of before. It proposes and never
//! searches.

use crate::model::{PersonRole, PlaceCode};
use crate::store::{Facet, Index, Label, Reader, Result, SearchRow};
use crate::text::{Fit, Folding, Readings, is_han};

use super::{Archive, Asked};

/// Proposals of each sort.
const MOST_OF_A_SORT: usize = 5;

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A place: filter by it.
    Place(PlaceCode),
    /// A person in a role: filter by it.
    Person(PersonRole, String),
    /// A paper: filter by it.
    Paper(String),
    /// A search of before, or a filter that is kept: search so again.
    Search(SearchRow),
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What.
    pub meant: Meant,
    /// As it is shown.
    pub name: String,
    /// Where a place lies; empty of others.
    pub path: String,
    /// How many articles of the whole archive have it; none of a search.
    pub articles: Option<u64>,
}

/// Names that can be proposed, with their sounds; made once for each state of an archive.
#[derive(Default)]
pub struct Names {
    names: Vec<(Label, String, Readings)>,
}

impl Names {
    /// The names of an archive.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader, index: &Index, archive: &Archive) -> Result<Self> {
        let mut names = Vec::new();
        let mut add = |label: Label, name: &str| names.push((label, name.to_owned(), Readings::of(name)));
        for place in archive.places() {
            for name in std::iter::once(&place.name).chain(&place.aliases) {
                add(Label::Place(place.code), name);
            }
        }
        for facet in [Facet::People, Facet::Papers] {
            for label in index.labels(reader, facet)? {
                if let Label::Person(_, name) | Label::Paper(name) = &label {
                    let name = name.clone();
                    add(label, &name);
                }
            }
        }
        Ok(Self { names })
    }

    /// What may be meant by a text whose last word is still being typed; searches of before where it is empty.
    ///
    /// # Errors
    /// The store's.
    pub fn suggest(
        &self,
        reader: &Reader,
        index: &Index,
        archive: &Archive,
        typed: &str,
    ) -> Result<Vec<Suggestion>> {
        let word = last_word(typed);
        let mut found: Vec<(Fit, std::cmp::Reverse<u64>, &Label, &str)> = Vec::new();
        for (label, name, readings) in &self.names {
            if let Some(fit) = fit(name, readings, word) {
                found.push((fit, std::cmp::Reverse(index.about(reader, label)?), label, name));
            }
        }
        // What begins so comes before what only contains it, and the frequent before the rare.
        found.sort();
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for sort in [is_place, is_person, is_paper] {
            let mut seen: Vec<&Label> = Vec::new();
            for (_, _, label, name) in found.iter().filter(|(.., label, _)| sort(label)) {
                if seen.len() == MOST_OF_A_SORT || seen.contains(label) {
                    continue;
                }
                let articles = index.labelled(reader, label)?.len();
                let Some((meant, path)) = meant(label, archive) else { continue };
                if articles > 0 || is_place(label) {
                    seen.push(label);
                    let (name, articles) = ((*name).to_owned(), Some(articles));
                    suggestions.push(Suggestion { meant, name, path, articles });
                }
            }
        }
        suggestions.extend(searches(reader, typed)?);
        Ok(suggestions)
    }
}

fn is_place(label: &Label) -> bool {
    matches!(label, Label::Place(_))
}

fn is_person(label: &Label) -> bool {
    matches!(label, Label::Person(..))
}

fn is_paper(label: &Label) -> bool {
    matches!(label, Label::Paper(_))
}

/// What a label means to a person, and where it lies.
fn meant(label: &Label, archive: &Archive) -> Option<(Meant, String)> {
    match label {
        Label::Place(code) => Some((Meant::Place(*code), archive.path(*code))),
        Label::Person(role, name) => Some((Meant::Person(*role, name.clone()), String::new())),
        Label::Paper(name) => Some((Meant::Paper(name.clone()), String::new())),
        _ => None,
    }
}

/// Kept filters first, then those of before, the latest first.
fn searches(reader: &Reader, typed: &str) -> Result<Vec<Suggestion>> {
    let typed = typed.trim();
    // A link is read by nobody: a filter is found by its name and the words it looks for.
    let words = |row: &SearchRow| match &row.name {
        Some(name) => {
            let asked = Asked::of_link(&row.text).unwrap_or_default();
            vec![name.clone(), asked.filter.query.text().to_owned()]
        }
        None => vec![row.text.clone()],
    };
    let fits = |row: &SearchRow| {
        row.text != typed
            && (typed.is_empty()
                || words(row)
                    .iter()
                    .any(|text| text.contains(typed) || fit(text, &Readings::of(text), typed).is_some()))
    };
    let rows = reader.searches()?.into_iter().filter(fits);
    let most = if typed.is_empty() { 2 * MOST_OF_A_SORT } else { MOST_OF_A_SORT };
    Ok(rows
        .take(most)
        .map(|row| Suggestion {
            name: row.name.clone().unwrap_or_else(|| row.text.clone()),
            path: String::new(),
            meant: Meant::Search(row),
            articles: None,
        })
        .collect())
}

/// Letters fit by sound, characters as they are.
fn fit(name: &str, readings: &Readings, word: &str) -> Option<Fit> {
    if word.is_empty() {
        return None;
    }
    if word.chars().any(is_han) {
        let (name, word) = (Folding::ALL.text(name).chars, Folding::ALL.text(word).chars);
        return match name.windows(word.len()).position(|part| part == word)? {
            0 => Some(Fit::Start),
            _ => Some(Fit::Within),
        };
    }
    readings.fit(word)
}

/// What is being typed: the text behind the last space, bracket or sign.
pub fn last_word(typed: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '（' | ')' | '）' | '|' | '"' | '“' | '”' | ':' | '：')
    };
    typed.rsplit(ends).next().unwrap_or_default().trim_start_matches(['-', '－'])
}
