//! 收藏情况: what became of every day of every paper, made once after each change of the store.

mod holdings;
mod issue;
mod month;
mod pauses;
mod proposal;
mod statement;
mod strip;
mod sums;
mod words;

use std::collections::HashMap;

use crate::model::{Date, DateRange, DayState, Entry, EntryId, Fact, Life, Named, PageNumber, Pattern, Why};
use crate::store::{IssueRow, Reader, Result};

pub use holdings::{Guess, Holdings};
pub use issue::Issue;
pub use month::CalendarDay;
pub use statement::Statement;
pub use strip::{StateCounts, StateDays};
pub use sums::{Gap, GapKind, Sums};
pub use words::{pages_words, words_of};

/// What became of every day of every paper.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    runs: Vec<Run>,
}

/// One paper under all its names.
#[derive(Clone, Debug)]
pub struct Run {
    life: Life,
    /// Every name that an issue or an entry of it bears, each once.
    names: Vec<String>,
    /// The issues held, in order of date.
    issues: Vec<Issue>,
    /// From the first day that anything is said of to the last; before and after, all days are alike.
    span: Option<DateRange>,
    /// The days of the span.
    days: Vec<Slot>,
}

/// A day of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    state: DayState,
    /// The name that it counts under, by its place.
    name: usize,
    footing: Footing,
}

/// On what it stands that an issue of a day is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Footing {
    /// No pattern is known.
    Unplanned,
    /// The paper appears without one.
    Irregular,
    /// A pattern that was guessed.
    Proposed,
    /// A person said so.
    Entered,
}

/// A day of a paper, as a calendar shows it.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// The day.
    pub date: Date,
    /// The name that the paper carried.
    pub paper: &'a str,
    /// What became of it.
    pub state: DayState,
    /// The issue, where one is held.
    pub issue: Option<&'a Issue>,
    /// Why it is so, where none is held.
    pub why: Option<Why>,
}

impl Day<'_> {
    /// The pages that must exist and are not held.
    pub fn holes(&self) -> &[PageNumber] {
        self.issue.map_or(&[], |issue| &issue.holes)
    }
}

impl Ledger {
    /// Reads all issues and entries, and makes up the days.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader) -> Result<Self> {
        let (mut papers, entries) = (reader.papers()?, reader.coverage_entries()?);
        for (_, entry) in &entries {
            // A former name need not be one that anything is held under.
            if let Fact::RenamedFrom(former) = &entry.fact
                && !papers.contains(former)
            {
                papers.push(former.clone());
            }
        }
        let groups = groups(&papers, &entries);
        let mut issues: HashMap<usize, Vec<IssueRow>> = HashMap::new();
        for issue in reader.issues_with_pages()? {
            issues.entry(groups[issue.paper]).or_default().push(issue);
        }
        let run = |group: usize| {
            let names: Vec<usize> = (0..papers.len()).filter(|at| groups[*at] == group).collect();
            let of_run = |entry: &Entry| names.iter().any(|at| papers[*at] == entry.paper);
            let entries: Vec<_> = entries.iter().filter(|(_, entry)| of_run(entry)).cloned().collect();
            let issues = issues.remove(&group).unwrap_or_default();
            let anything = !entries.is_empty() || !issues.is_empty();
            anything.then(|| Run::new(&papers, &names, entries, &issues))
        };
        let mut first: Vec<usize> = groups.clone();
        first.sort_unstable();
        first.dedup();
        let mut runs: Vec<Run> = first.into_iter().filter_map(run).collect();
        runs.sort_by(|a, b| a.name().cmp(b.name()));
        Ok(Self { runs })
    }

    /// Every paper, renamed ones once, by their latest name.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The paper that carries or carried a name.
    pub fn run_of(&self, paper: &str) -> Option<&Run> {
        self.runs.iter().find(|run| run.names.iter().any(|name| name == paper))
    }

    /// The papers of which one of these names is; all where none is said.
    fn chosen(&self, papers: &[String]) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(move |run| papers.is_empty() || run.names.iter().any(|n| papers.contains(n)))
    }
}

/// The papers that became one another, by the place of the first of them.
fn groups(papers: &[String], entries: &[(EntryId, Entry)]) -> Vec<usize> {
    let place = |name: &str| papers.iter().position(|paper| paper == name);
    let mut groups: Vec<usize> = (0..papers.len()).collect();
    for (_, entry) in entries {
        let Fact::RenamedFrom(former) = &entry.fact else { continue };
        let (Some(a), Some(b)) = (place(&entry.paper), place(former)) else { continue };
        let (from, to) = (groups[a].max(groups[b]), groups[a].min(groups[b]));
        groups.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
    }
    groups
}

/// The names of a run in order of time. Of two dates for one change of name the later entry counts.
fn schedule(only: &str, entries: &[(EntryId, Entry)]) -> Vec<Named> {
    let mut changes: Vec<(Date, &str, &str)> = Vec::new();
    for (_, entry) in entries {
        let (Fact::RenamedFrom(former), Some(day)) = (&entry.fact, entry.from) else { continue };
        changes.retain(|(_, old, new)| (*old, *new) != (former.as_str(), entry.paper.as_str()));
        changes.push((day, former, &entry.paper));
    }
    changes.sort();
    let first = changes.first().map_or(only, |(_, old, _)| old);
    let begins = std::iter::once((Date::MIN, first)).chain(changes.iter().map(|(day, _, new)| (*day, *new)));
    let ends = changes.iter().map(|(day, ..)| day.yesterday().unwrap_or(*day)).chain([Date::MAX]);
    let named = |((from, name), to): ((Date, &str), Date)| Named {
        name: name.to_owned(),
        days: DateRange { from, to },
    };
    begins.zip(ends).map(named).collect()
}

impl Run {
    fn new(papers: &[String], of_run: &[usize], entries: Vec<(EntryId, Entry)>, rows: &[IssueRow]) -> Self {
        let names: Vec<String> = of_run.iter().map(|at| papers[*at].clone()).collect();
        let schedule = schedule(&names[0], &entries);
        let (first, last) = (rows.first(), rows.last());
        let held = first.zip(last).map(|(first, last)| DateRange { from: first.date, to: last.date });
        let mut life = Life::new(schedule, entries, held);
        // Two names with an issue of one day: that of the name which the paper then carried.
        let name_of = |row: &IssueRow| of_run.iter().position(|at| *at == row.paper).unwrap_or_default();
        let mut issues: Vec<Issue> = Vec::new();
        for rows in rows.chunk_by(|a, b| a.date == b.date) {
            let carried = &life.names[life.name_at(rows[0].date)].name;
            let row = rows.iter().find(|row| papers[row.paper] == *carried).unwrap_or(&rows[0]);
            issues.push(Issue::new(row.date, name_of(row), &row.pages));
        }
        issue::look_for_pages(&mut issues, &life);
        let dates: Vec<Date> = issues.iter().map(|issue| issue.date).collect();
        life.proposals = proposal::propose(&dates);
        life.pauses = pauses::pauses(&life, &dates);
        let span = span(&life);
        let mut run = Self { life, names, issues, span, days: Vec::new() };
        let mut issues = run.issues.iter().peekable();
        run.days = span
            .into_iter()
            .flat_map(days)
            .map(|day| run.slot_of(day, issues.next_if(|issue| issue.date == day)))
            .collect();
        run
    }

    fn slot_of(&self, day: Date, issue: Option<&Issue>) -> Slot {
        let (state, why) = match issue {
            Some(issue) if issue.holes.is_empty() => (DayState::Held, None),
            Some(_) => (DayState::Incomplete, None),
            None => {
                let (state, why) = self.life.without_issue(day);
                (state, Some(why))
            }
        };
        let name = issue.map_or_else(|| self.name_at(day), |issue| issue.name);
        let footing = match (why, self.life.pattern(day)) {
            (Some(Why::Entry(_)), _) if state == DayState::Missing => Footing::Entered,
            (_, None) => Footing::Unplanned,
            (_, Some((Pattern::Irregular, _))) => Footing::Irregular,
            (_, Some((_, Why::Proposal(_)))) => Footing::Proposed,
            (_, Some(_)) => Footing::Entered,
        };
        Slot { state, name, footing }
    }

    fn name_at(&self, day: Date) -> usize {
        let carried = self.life.names.get(self.life.name_at(day));
        self.names
            .iter()
            .position(|name| carried.is_some_and(|named| named.name == *name))
            .unwrap_or_default()
    }

    fn slot(&self, day: Date) -> Slot {
        let at = self.span.and_then(|span| usize::try_from((day - span.from).get_days()).ok());
        match at.and_then(|at| self.days.get(at)) {
            Some(slot) => *slot,
            None => self.slot_of(day, None),
        }
    }

    /// Its latest name.
    pub fn name(&self) -> &str {
        self.life.names.last().map_or("", |named| named.name.as_str())
    }

    /// Every name that an issue or an entry of it bears, each once.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Its names with their days, what persons entered, what is guessed and why.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// The issues held, in order of date.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// From the first day that anything is said of to the last.
    pub fn span(&self) -> Option<DateRange> {
        self.span
    }

    /// What became of a day.
    pub fn state(&self, day: Date) -> DayState {
        self.slot(day).state
    }

    /// A day with its issue and its reason.
    pub fn day(&self, date: Date) -> Day<'_> {
        let slot = self.slot(date);
        let at = self.issues.binary_search_by_key(&date, |issue| issue.date).ok();
        let issue = at.map(|at| &self.issues[at]);
        let why = issue.is_none().then(|| self.life.without_issue(date).1);
        Day { date, paper: &self.names[slot.name], state: slot.state, issue, why }
    }
}

/// From the first to the last day that an issue, an entry or a guess bounds.
fn span(life: &Life) -> Option<DateRange> {
    let entries = life.entries.iter().flat_map(|(_, entry)| [entry.from, entry.to]).flatten();
    let known = life.known().into_iter().flat_map(|known| [known.from, known.to]);
    entries.chain(known).fold(None, |span: Option<DateRange>, day| {
        let span = span.unwrap_or(DateRange { from: day, to: day });
        Some(DateRange { from: span.from.min(day), to: span.to.max(day) })
    })
}

/// Every day of a range.
pub(super) fn days(range: DateRange) -> impl Iterator<Item = Date> {
    range.from.series(jiff::Span::new().days(1)).take_while(move |day| *day <= range.to)
}
