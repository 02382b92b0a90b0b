//! The JSON forms of the coverage ledger.

use serde::Serialize;

use crate::model::{Confidence, Date, DateRange, Entry, EntryId, Fact, PageNumber, TimeUnit};
use crate::query::{self, Gap, GapKind, Run, words_of};

use super::json;

#[derive(Serialize)]
pub struct Coverage {
    pub papers: Vec<Paper>,
}

#[derive(Serialize)]
pub struct Paper {
    pub paper: String,
    names: Vec<Name>,
    from: Option<String>,
    to: Option<String>,
    pub sentence: String,
    expected: u32,
    held: u32,
    missing: Vec<String>,
    incomplete: Vec<Pages>,
    unpublished: u32,
    unknown: u32,
    perhaps_paused: Vec<String>,
    perhaps_pages: Vec<Pages>,
    pub patterns: Vec<Pattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sums: Option<Vec<Sums>>,
    #[serde(skip)]
    pub gaps: Vec<Gap>,
}

#[derive(Serialize)]
struct Name {
    name: String,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct Pages {
    date: String,
    pages: Vec<json::PageNumber>,
}

#[derive(Serialize)]
pub struct Pattern {
    pub from: Option<String>,
    pub to: Option<String>,
    pub pattern: String,
    /// The entry that says so; none of a guess.
    pub entry: Option<EntryId>,
    confidence: Confidence,
    pub reason: String,
}

#[derive(Serialize)]
pub struct Sums {
    pub from: String,
    pub to: String,
    pub expected: u32,
    pub held: u32,
    pub incomplete: u32,
    pub missing: u32,
    pub unpublished: u32,
    pub unknown: u32,
}

#[derive(Serialize)]
pub struct Entered<'a> {
    id: EntryId,
    paper: &'a str,
    from: Option<String>,
    to: Option<String>,
    said: String,
    note: Option<&'a str>,
}

impl<'a> Entered<'a> {
    pub fn new(id: EntryId, entry: &'a Entry) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let (from, to) = (day(entry.from), day(entry.to));
        Self { id, paper: &entry.paper, from, to, said: words_of(entry), note: entry.note.as_deref() }
    }
}

impl Paper {
    pub fn new(run: &Run, range: Option<DateRange>, by: Option<TimeUnit>) -> Self {
        let gaps = range.map_or_else(Vec::new, |range| run.gaps(range, &[]));
        let sums = range.map_or_else(query::Sums::default, |range| run.sums(range, &[]));
        let of = |kind: GapKind| gaps.iter().filter(move |gap| gap.kind == kind);
        let dates = |kind| of(kind).map(|gap| gap.date.to_string()).collect();
        let pages =
            |kind| of(kind).map(|gap| Pages { date: gap.date.to_string(), pages: numbers(&gap.pages) });
        let names = run.life().names.iter().map(|named| {
            let (from, to) = ends(named.days);
            Name { name: named.name.clone(), from, to }
        });
        let papers = run.names().to_vec();
        Self {
            paper: run.name().to_owned(),
            names: names.collect(),
            from: range.map(|range| range.from.to_string()),
            to: range.map(|range| range.to.to_string()),
            sentence: query::Statement { time: range.map(Into::into).unwrap_or_default(), papers, sums }
                .sentence(),
            expected: sums.expected(),
            held: sums.issues(),
            missing: dates(GapKind::Issue),
            incomplete: pages(GapKind::Pages).collect(),
            unpublished: sums.unpublished,
            unknown: sums.unknown,
            perhaps_paused: dates(GapKind::PerhapsPaused),
            perhaps_pages: pages(GapKind::PerhapsPages).collect(),
            patterns: patterns(run),
            sums: by.map(|unit| range.map_or_else(Vec::new, |range| sums_by(run, unit, range))),
            gaps,
        }
    }
}

/// What persons entered, then what is guessed.
fn patterns(run: &Run) -> Vec<Pattern> {
    let entered = run.life().entries.iter().filter_map(|(id, entry)| {
        let Fact::Pattern(pattern) = entry.fact else { return None };
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        Some(Pattern {
            from: day(entry.from),
            to: day(entry.to),
            pattern: pattern.to_string(),
            entry: Some(*id),
            confidence: Confidence::Sure,
            reason: entry.note.clone().unwrap_or_else(|| "手工登记".to_owned()),
        })
    });
    let guessed = run.life().proposals.iter().map(|proposal| {
        let (from, to) = ends(proposal.days);
        let (pattern, reason) = (proposal.pattern.to_string(), proposal.reason.clone());
        Pattern { from, to, pattern, entry: None, confidence: proposal.confidence, reason }
    });
    entered.chain(guessed).collect()
}

fn sums_by(run: &Run, unit: TimeUnit, range: DateRange) -> Vec<Sums> {
    let sums = |(days, sums): (DateRange, query::Sums)| Sums {
        from: days.from.to_string(),
        to: days.to.to_string(),
        expected: sums.expected(),
        held: sums.issues(),
        incomplete: sums.incomplete,
        missing: sums.missing,
        unpublished: sums.unpublished,
        unknown: sums.unknown,
    };
    unit.within(range).map(|days| sums((days, run.sums(days, &[])))).collect()
}

/// The ends of days, but for those of the calendar.
fn ends(days: DateRange) -> (Option<String>, Option<String>) {
    let end = |day: Date, open: Date| (day != open).then(|| day.to_string());
    (end(days.from, Date::MIN), end(days.to, Date::MAX))
}

fn numbers(pages: &[PageNumber]) -> Vec<json::PageNumber> {
    pages.iter().map(|page| json::PageNumber(page.to_string())).collect()
}
