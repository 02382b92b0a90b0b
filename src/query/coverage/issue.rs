//! An issue that is held: its pages, the holes between them, and the last pages that it may lack.

use jiff::ToSpan;

use crate::model::{Date, Life, PageNumber, days_between, last_pages, page_holes};

/// Issues farther away say nothing of the pages of one.
const NEAR: i32 = 60;
/// Fewer neighbours say nothing.
const LEAST_NEIGHBOURS: usize = 2;

/// An issue that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its date.
    pub date: Date,
    /// Its paper, by its place among the names of the run.
    pub(super) name: usize,
    /// The numbers of the pages held, in order; pages without a number are not among them.
    pub pages: Vec<PageNumber>,
    /// The pages that must exist and are not held.
    pub holes: Vec<PageNumber>,
    /// The last pages that issues around it have, and it has not: a doubt, for a paper may be thinner for once.
    pub doubtful: Vec<PageNumber>,
}

impl Issue {
    pub(super) fn new(date: Date, name: usize, pages: &[String]) -> Self {
        let mut pages: Vec<PageNumber> = pages.iter().filter_map(|page| PageNumber::parse(page)).collect();
        pages.sort_unstable();
        pages.dedup();
        Self { date, name, pages, holes: Vec::new(), doubtful: Vec::new() }
    }
}

/// Finds holes and doubtful last pages of issues in order of date; the pages that a person stated leave no doubt.
pub(super) fn look_for_pages(issues: &mut [Issue], life: &Life) {
    let found: Vec<_> = (0..issues.len())
        .map(|at| match life.pages(issues[at].date) {
            Some(plan) => {
                (plan.pages().filter(|page| !issues[at].pages.contains(page)).collect(), Vec::new())
            }
            None => (page_holes(&issues[at].pages), doubtful(issues, at)),
        })
        .collect();
    for (issue, (holes, doubtful)) in issues.iter_mut().zip(found) {
        (issue.holes, issue.doubtful) = (holes, doubtful);
    }
}

/// Pages after the last one of each section that every neighbour has.
fn doubtful(issues: &[Issue], at: usize) -> Vec<PageNumber> {
    let issue = &issues[at];
    if issue.pages.is_empty() {
        return Vec::new();
    }
    let neighbours: Vec<Vec<PageNumber>> =
        neighbours(issues, at).into_iter().map(|other| last_pages(&other.pages)).collect();
    if neighbours.len() < LEAST_NEIGHBOURS {
        return Vec::new();
    }
    let last_of = |pages: &[PageNumber], section: Option<char>| {
        pages.iter().filter(|page| page.section == section).map(|page| page.number).max().unwrap_or_default()
    };
    let of_section = |section: Option<char>| {
        let least = neighbours.iter().map(|last| last_of(last, section)).min().unwrap_or_default();
        (last_of(&issue.pages, section) + 1..=least).map(move |number| PageNumber { section, number })
    };
    neighbours[0].iter().flat_map(|last| of_section(last.section)).collect()
}

/// The issues to which one is compared: those of the same weekday one and two weeks away, for a paper may be thinner
/// on some days; where they are too few, two issues before and two after.
fn neighbours(issues: &[Issue], at: usize) -> Vec<&Issue> {
    let date = issues[at].date;
    let paged = |other: &&Issue| !other.pages.is_empty();
    let weeks = [-14, -7, 7, 14i64].into_iter().filter_map(|days| {
        let day = date.saturating_add(days.days());
        issues.binary_search_by_key(&day, |issue| issue.date).ok()
    });
    let of_weekday: Vec<&Issue> = weeks.map(|at| &issues[at]).filter(paged).collect();
    if of_weekday.len() >= LEAST_NEIGHBOURS {
        return of_weekday;
    }
    let beside = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)].into_iter().flatten();
    let near = |other: &&Issue| days_between(date, other.date).abs() <= NEAR;
    beside.filter_map(|at| issues.get(at)).filter(near).filter(paged).collect()
}
