//! Why nothing passes a filter: which word has no hit, what does occur that is like it, which part of the filter holds
//! all back, and whether the archive holds anything of that time at all.

use crate::model::{DateRanges, Zone};
use crate::store::{Answer, Search, Unwanted};
use crate::text::{Folding, Pattern, homophones};

use super::{Archive, Filter, Part, Selection, Term};

/// Forms offered for a word.
const MOST_FORMS: usize = 6;
/// Longer words are not tried character by character.
const LONGEST: usize = 12;

/// Why nothing passes a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nothing {
    /// Every word by itself, in the whole archive.
    pub words: Vec<WordAlone>,
    /// How many would pass if a part were left out, most first; those that help nothing are not named.
    pub without: Vec<(Part, u64)>,
    /// What the archive holds of the time and the papers asked for, whatever it says.
    pub held: Held,
}

/// A word of a query by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAlone {
    /// As it was typed.
    pub word: String,
    /// Where it was looked for.
    pub zone: Zone,
    /// As it was compared, where that is something else.
    pub compared: Option<String>,
    /// How many articles have it.
    pub articles: u64,
    /// Words like it that do occur, with their articles: of the same sound first, then parts of it.
    pub nearest: Vec<(String, u64)>,
}

/// What an archive holds of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The time.
    pub time: DateRanges,
    /// The papers; empty where any was asked for.
    pub papers: Vec<String>,
    /// How many issues.
    pub issues: usize,
    /// How many articles.
    pub articles: u64,
}

impl Nothing {
    /// Looks for the reasons.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn explain(
        search: &Search,
        archive: &Archive,
        filter: &Filter,
        selection: &Selection,
    ) -> Answer<Self> {
        let mut words = Vec::new();
        for term in filter.query.terms() {
            let Ok(word) = word_alone(search, term, filter.query.folding())? else {
                return Ok(Err(Unwanted));
            };
            words.push(word);
        }
        let parts =
            [Part::Query, Part::Time, Part::Events, Part::Places, Part::People, Part::Papers, Part::Kind];
        let mut without: Vec<(Part, u64)> = parts
            .into_iter()
            .map(|part| (part, selection.but(part).len()))
            .filter(|(_, hits)| *hits > 0)
            .collect();
        without.sort_by_key(|(_, hits)| std::cmp::Reverse(*hits));
        // Where no day fits both, the filter's own time is what a person sees.
        let asked = filter.query.time().and_then(|time| time.and(&filter.time));
        let time = asked.unwrap_or_else(|| filter.time.clone());
        let printed = Filter { time, papers: filter.papers.clone(), ..Filter::default() };
        let Ok(all) = Selection::new(search, archive, &printed)? else { return Ok(Err(Unwanted)) };
        let held = Held {
            issues: search.reader.issues_of(&printed.time, &printed.papers)?,
            articles: all.hits().len(),
            time: printed.time,
            papers: printed.papers,
        };
        Ok(Ok(Self { words, without, held }))
    }
}

fn word_alone(search: &Search, term: &Term, folding: Folding) -> Answer<WordAlone> {
    let Ok(found) = search.find(term.zone, &term.pattern, folding)? else { return Ok(Err(Unwanted)) };
    let word = term.pattern.shown();
    let compared: String = folding.text(&word).chars.into_iter().collect();
    let articles = found.set.len();
    let mut nearest = Vec::new();
    if articles == 0 {
        let Ok(forms) = forms_like(search, term, folding)? else { return Ok(Err(Unwanted)) };
        nearest = forms;
    }
    Ok(Ok(WordAlone {
        zone: term.zone,
        compared: (compared != word).then_some(compared),
        word,
        articles,
        nearest,
    }))
}

/// Words like one that does not occur: the same sound typed with another character, then its longest parts.
fn forms_like(search: &Search, term: &Term, folding: Folding) -> Answer<Vec<(String, u64)>> {
    let typed: Vec<char> = term.pattern.shown().chars().filter(|c| !c.is_whitespace()).collect();
    let mut forms: Vec<(String, u64)> = Vec::new();
    if typed.len() > LONGEST || typed.contains(&'*') {
        return Ok(Ok(forms));
    }
    for at in 0..typed.len() {
        for other in homophones(typed[at]) {
            let mut form = typed.clone();
            form[at] = other;
            // The characters around the changed one tell nearly always that the whole cannot occur.
            let around = &form[at.saturating_sub(1)..(at + 2).min(form.len())];
            if !search.may_occur(around)? {
                continue;
            }
            let Ok(articles) = count(search, term.zone, &form, folding)? else { return Ok(Err(Unwanted)) };
            if articles > 0 {
                forms.push((form.iter().collect(), articles));
            }
        }
    }
    forms.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
    for len in (2..typed.len()).rev() {
        let mut parts: Vec<(String, u64)> = Vec::new();
        for part in typed.windows(len) {
            let Ok(articles) = count(search, term.zone, part, folding)? else { return Ok(Err(Unwanted)) };
            if articles > 0 {
                parts.push((part.iter().collect(), articles));
            }
        }
        if !parts.is_empty() {
            // Of parts of one length the rarer says more.
            parts.sort_by_key(|(_, articles)| *articles);
            forms.extend(parts);
            break;
        }
    }
    forms.dedup_by(|a, b| a.0 == b.0);
    forms.truncate(MOST_FORMS);
    Ok(Ok(forms))
}

fn count(search: &Search, zone: Zone, word: &[char], folding: Folding) -> Answer<u64> {
    let word: String = word.iter().collect();
    Ok(search.find(zone, &Pattern::literal(&word), folding)?.map(|found| found.set.len()))
}
