//! The coverage ledger against a plain look at every day.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::ToSpan;
use jiuwen::model::{Date, DateRange, DayState, Entry, Fact, PageNumber, PagePlan, Pattern, TimeUnit};
use jiuwen::query::{GapKind, Ledger, Run, Sums};
use jiuwen::store::Store;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

/// A store of issues without a word in them.
pub struct Rack {
    pub store: Store,
    connection: Connection,
}

impl Rack {
    pub fn new(path: &Path) -> Self {
        let store = Store::open_or_create(path).expect("a store");
        let connection = Connection::open(path).expect("the file");
        connection.busy_timeout(std::time::Duration::from_secs(5)).expect("a time");
        connection.pragma_update(None, "synchronous", "off").expect("a setting");
        connection
            .execute(
                "INSERT INTO source VALUES (1, 'x.txt', zeroblob(32), 'text/plain', NULL, '2026', x'')",
                [],
            )
            .expect("a source");
        Self { store, connection }
    }

    /// Puts an issue with these pages on the rack for each date.
    pub fn add(&self, paper: &str, dates: impl IntoIterator<Item = (Date, String)>) {
        let c = self.connection.unchecked_transaction().expect("a transaction");
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            c.prepare_cached(sql).expect("a statement").execute(values).expect("a row");
            c.last_insert_rowid()
        };
        run("INSERT OR IGNORE INTO paper (name) VALUES (?1)", &[&paper]);
        let id: i64 =
            c.query_row("SELECT id FROM paper WHERE name = ?1", [paper], |row| row.get(0)).expect("a paper");
        for (date, pages) in dates {
            let issue = run("INSERT INTO issue (paper_id, date) VALUES (?1, ?2)", &[&id, &date.to_string()]);
            for number in pages.split_whitespace() {
                let page = run("INSERT INTO page (issue_id, number) VALUES (?1, ?2)", &[&issue, &number]);
                run("INSERT INTO page_version VALUES (?1, ?1, 1, ?1, 1, 1, '2026')", &[&page]);
            }
        }
        c.commit().expect("a commit");
    }

    pub fn say(&self, paper: &str, from: Option<Date>, to: Option<Date>, fact: Fact) {
        let entry = Entry { paper: paper.to_owned(), from, to, fact, note: None };
        assert_eq!(entry.problem(), None, "{entry:?}");
        self.store.write(|w| w.add_coverage_entry(&entry)).expect("an entry");
    }

    pub fn ledger(&self) -> Ledger {
        self.store.read(Ledger::load).expect("a ledger")
    }
}

pub fn day(text: &str) -> Date {
    text.parse().expect(text)
}

pub fn range(from: &str, to: &str) -> DateRange {
    DateRange { from: day(from), to: day(to) }
}

pub fn days(range: DateRange) -> impl Iterator<Item = Date> {
    range.from.series(1.day()).take_while(move |day| *day <= range.to)
}

pub fn pattern(text: &str) -> Pattern {
    Pattern::parse(text).expect(text)
}

const PAPERS: [&str; 3] = ["甲报", "乙报", "丙报"];
const FROM: &str = "2011-11-20";

/// What the tests know: issues by paper, entries in order.
#[derive(Clone, Debug)]
struct Known {
    issues: BTreeMap<(&'static str, Date), String>,
    entries: Vec<(&'static str, Option<Date>, Option<Date>, Fact)>,
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..1570).prop_map(|days| day(FROM).saturating_add(days.days()))
}

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let known = [
        "daily",
        "workdays",
        "weekly:3",
        "weekdays:1,4",
        "days:1,11,21",
        "days:31",
        "monthly:15",
        "weeks:2,2012-01-04",
        "irregular",
    ];
    prop::sample::select(known.to_vec()).prop_map(pattern)
}

fn any_entry() -> impl Strategy<Value = (&'static str, Option<Date>, Option<Date>, Fact)> {
    let paper = prop::sample::select(PAPERS.to_vec());
    let ends = (any_day(), any_day(), 0usize..4).prop_map(|(a, b, open)| (a.min(b), a.max(b), open));
    (paper, ends, 0i64..12, any_pattern(), 0usize..16).prop_map(
        |(paper, (from, to, open), len, pattern, kind)| {
            let near = from.saturating_add(len.days());
            let (some_from, some_to) = ((open % 2 == 0).then_some(from), (open / 2 == 0).then_some(to));
            match kind {
                0..5 => (paper, some_from, some_to, Fact::Pattern(pattern)),
                5 => (paper, Some(from), None, Fact::Founded),
                6 => (paper, None, Some(to), Fact::Ended),
                7..10 => (paper, Some(from), Some(near), Fact::Suspended),
                10 => (paper, Some(from), None, Fact::Suspended),
                11 => (paper, Some(from), Some(near), Fact::Issued),
                12 | 13 => {
                    let dated = from.saturating_add((len / 2).days());
                    (paper, Some(from), Some(near), Fact::Combined(dated))
                }
                14 => (paper, some_from, some_to, Fact::Pages(PagePlan::parse("A4,B2").expect("a plan"))),
                _ => {
                    let former = if paper == "甲报" { "乙报" } else { "甲报" };
                    (paper, Some(from), None, Fact::RenamedFrom(former.to_owned()))
                }
            }
        },
    )
}

/// Issues of one paper: a pattern, lost ones, a hole, and what pages they have.
fn any_issues() -> impl Strategy<Value = Vec<(Date, String)>> {
    let pages =
        prop::sample::select(vec!["1 2 3 4", "1 2 4", "A1 A2 B1", "2", "A01 A02 A03 A04 B01 B02", "中缝"]);
    (any_pattern(), any_day(), any_day(), any::<u64>(), 0u64..60, prop::collection::vec(pages, 7), any_day())
        .prop_map(|(pattern, a, b, seed, lost, pages, hole)| {
            let within = DateRange::between(a, b);
            let hole = DateRange { from: hole, to: hole.saturating_add(40.days()) };
            days(within)
                .filter(|day| pattern.expects(*day) && !hole.contains(*day))
                .enumerate()
                .map(|(at, day)| (at as u64, day))
                .filter(|(at, _)| (seed ^ at.wrapping_mul(0x9e37_79b9_7f4a_7c15)) % 100 >= lost)
                .map(|(at, day)| (day, pages[(at % 7) as usize].to_owned()))
                .collect()
        })
}

fn known() -> impl Strategy<Value = Known> {
    (prop::collection::vec(any_issues(), 1..=3), prop::collection::vec(any_entry(), 0..9)).prop_map(
        |(issues, entries)| {
            let of_paper = |(paper, issues): (&&'static str, Vec<(Date, String)>)| {
                let paper = *paper;
                issues.into_iter().map(move |(day, pages)| ((paper, day), pages)).collect::<Vec<_>>()
            };
            Known { issues: PAPERS.iter().zip(issues).flat_map(of_paper).collect(), entries }
        },
    )
}

impl Known {
    /// The names of the paper that carries or carried one.
    fn run_of(&self, name: &'static str) -> BTreeSet<&'static str> {
        let mut names = BTreeSet::from([name]);
        for _ in 0..PAPERS.len() {
            for (new, _, _, fact) in &self.entries {
                let Fact::RenamedFrom(old) = fact else { continue };
                if names.contains(new) || names.contains(old.as_str()) {
                    names.extend(PAPERS.into_iter().filter(|name| name == new || name == old));
                }
            }
        }
        names
    }

    /// The dates and names of all changes of name, the first name before them.
    fn names(&self, run: &BTreeSet<&'static str>) -> (String, Vec<(Date, String)>) {
        let mut last: BTreeMap<(String, &str), Date> = BTreeMap::new();
        for (new, from, _, fact) in &self.entries {
            if let (Fact::RenamedFrom(old), true) = (fact, run.contains(new)) {
                last.insert((old.clone(), *new), from.expect("a date"));
            }
        }
        let mut changes: Vec<(Date, String, &str)> =
            last.into_iter().map(|((old, new), day)| (day, old, new)).collect();
        changes.sort();
        let first = changes.first().map_or_else(|| run.first().expect("a name").to_string(), |c| c.1.clone());
        (first, changes.into_iter().map(|(day, _, new)| (day, new.to_owned())).collect())
    }

    fn name_of(&self, run: &BTreeSet<&'static str>, day: Date) -> String {
        let (first, changes) = self.names(run);
        changes
            .into_iter()
            .filter(|(from, _)| *from <= day)
            .map(|(_, name)| name)
            .next_back()
            .unwrap_or(first)
    }

    /// The state of a day and the name that it counts under. What is guessed is taken from the ledger.
    fn state(&self, run: &BTreeSet<&'static str>, guessed: &Run, day: Date) -> (DayState, String) {
        let carried = self.name_of(run, day);
        let held = |name| self.issues.get_key_value(&(name, day));
        let of_run = || PAPERS.into_iter().filter(|name| run.contains(name));
        let issue = of_run().filter(|name| *name == carried).chain(of_run()).find_map(held);
        if let Some(((name, _), pages)) = issue {
            let holes = self.holes(run, day, pages);
            let state = if holes.is_empty() { DayState::Held } else { DayState::Incomplete };
            return (state, (*name).to_owned());
        }
        (self.without(run, guessed, day), carried)
    }

    /// The entries that speak of a day, the latest first.
    fn said(&self, run: &BTreeSet<&'static str>, day: Date) -> impl Iterator<Item = &Fact> {
        let carried = self.name_of(run, day);
        self.entries.iter().rev().filter_map(move |(paper, from, to, fact)| {
            let open = from.is_none() || to.is_none();
            let within = from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t);
            (run_has(run, paper) && within && (!open || *paper == carried)).then_some(fact)
        })
    }

    fn without(&self, run: &BTreeSet<&'static str>, guessed: &Run, day: Date) -> DayState {
        for fact in self.said(run, day) {
            match fact {
                Fact::Issued => return DayState::Missing,
                Fact::Suspended => return DayState::Unpublished,
                Fact::Combined(dated) if *dated == day => return DayState::Missing,
                Fact::Combined(_) => return DayState::Unpublished,
                _ => {}
            }
        }
        let (first, changes) = self.names(run);
        let last = changes.last().map_or(&first, |(_, name)| name);
        let entered = |name: &str, wanted: &Fact| {
            let of = self.entries.iter().rfind(|(paper, _, _, fact)| *paper == name && fact == wanted);
            of.and_then(|(_, from, to, _)| from.or(*to))
        };
        let (founded, ended) = (entered(&first, &Fact::Founded), entered(last, &Fact::Ended));
        if founded.is_some_and(|founded| day < founded) || ended.is_some_and(|ended| day > ended) {
            return DayState::Unpublished;
        }
        let mut sure: Vec<Date> = [founded, ended].into_iter().flatten().collect();
        for paper in run {
            let mut issues =
                self.issues.range((*paper, Date::MIN)..=(*paper, Date::MAX)).map(|((_, day), _)| *day);
            sure.extend(issues.next().into_iter().chain(issues.next_back()));
        }
        for (_, from, to, fact) in self.entries.iter().filter(|entry| run_has(run, entry.0)) {
            match fact {
                Fact::Pattern(_) | Fact::Issued => sure.extend([*from, *to].into_iter().flatten()),
                Fact::Combined(dated) => sure.push(*dated),
                _ => {}
            }
        }
        if !sure.iter().any(|sure| *sure <= day) || !sure.iter().any(|sure| *sure >= day) {
            return DayState::Unknown;
        }
        let entered = self.said(run, day).find_map(|fact| match fact {
            Fact::Pattern(pattern) => Some(*pattern),
            _ => None,
        });
        let proposed = guessed.life().proposals.iter().find(|proposal| proposal.days.contains(day));
        match entered.or(proposed.map(|proposal| proposal.pattern)) {
            None | Some(Pattern::Irregular) => DayState::Unknown,
            Some(pattern) if !pattern.expects(day) => DayState::Unpublished,
            _ if guessed.life().pauses.iter().any(|pause| pause.days.contains(day)) => DayState::Unknown,
            _ => DayState::Missing,
        }
    }

    fn holes(&self, run: &BTreeSet<&'static str>, day: Date, pages: &str) -> Vec<PageNumber> {
        let held: BTreeSet<PageNumber> = pages.split_whitespace().filter_map(PageNumber::parse).collect();
        let plan = self.said(run, day).find_map(|fact| match fact {
            Fact::Pages(_) => Some("A1 A2 A3 A4 B1 B2"),
            _ => None,
        });
        // Of the pages that occur here only these have holes.
        let due = plan.unwrap_or(match pages {
            "1 2 4" => "1 2 3 4",
            "2" => "1 2",
            other => other,
        });
        due.split_whitespace().filter_map(PageNumber::parse).filter(|page| !held.contains(page)).collect()
    }
}

fn run_has(run: &BTreeSet<&'static str>, paper: &str) -> bool {
    run.contains(paper)
}

fn count(sums: &mut Sums, state: DayState) {
    *match state {
        DayState::Held => &mut sums.held,
        DayState::Incomplete => &mut sums.incomplete,
        DayState::Missing => &mut sums.missing,
        DayState::Unpublished => &mut sums.unpublished,
        DayState::Unknown => &mut sums.unknown,
    } += 1;
}

/// Sums without what is said of guesses.
fn bare(sums: Sums) -> Sums {
    Sums { guessed: 0, unplanned: 0, irregular: 0, ..sums }
}

fn check(known: &Known, ranges: &[DateRange]) {
    let folder = tempfile::tempdir().expect("a folder");
    let rack = Rack::new(&folder.path().join("x.jiuwen"));
    for paper in PAPERS {
        let issues = known.issues.iter().filter(|((name, _), _)| *name == paper);
        rack.add(paper, issues.map(|((_, day), pages)| (*day, pages.clone())));
    }
    for (paper, from, to, fact) in &known.entries {
        rack.say(paper, *from, *to, fact.clone());
    }
    let ledger = rack.ledger();
    let all = range("2011-06-01", "2016-12-31");
    let mut states: BTreeMap<(String, Date), DayState> = BTreeMap::new();
    for run in ledger.runs() {
        let first = PAPERS.into_iter().find(|name| run.names().iter().any(|n| n == name)).expect("a name");
        let names = known.run_of(first);
        assert_eq!(run.names().iter().map(String::as_str).collect::<BTreeSet<_>>(), names);
        for date in days(all) {
            let (state, name) = known.state(&names, run, date);
            let day = run.day(date);
            assert_eq!(
                (day.state, day.paper),
                (state, name.as_str()),
                "{date} {names:?} {:?}",
                run.reason(&day)
            );
            assert_eq!(run.state(date), state);
            assert!(!run.reason(&day).is_empty());
            states.insert((name, date), state);
        }
    }
    let asked: [&[&str]; 4] = [&[], &["甲报"], &["乙报", "丙报"], &["无此报"]];
    for (range, papers) in ranges.iter().flat_map(|range| asked.map(|papers| (*range, papers))) {
        let papers: Vec<String> = papers.iter().map(|name| (*name).to_owned()).collect();
        let of = |days: DateRange| {
            let mut sums = Sums::default();
            let counted = states.iter().filter(|((name, day), _)| {
                days.contains(*day) && (papers.is_empty() || papers.contains(name))
            });
            counted.for_each(|(_, state)| count(&mut sums, *state));
            sums
        };
        let sums = of(range);
        assert_eq!(bare(ledger.sums(range, &papers)), sums, "{range:?} {papers:?}");
        for unit in TimeUnit::ALL {
            let parts = ledger.sums_by(unit, range, &papers);
            assert_eq!(parts.first().map(|part| part.0.from), Some(range.from));
            assert_eq!(parts.last().map(|part| part.0.to), Some(range.to));
            if unit != TimeUnit::Day {
                parts.iter().for_each(|(days, part)| assert_eq!(bare(*part), of(*days), "{unit:?} {days:?}"));
            }
            let mut total = Sums::default();
            parts.into_iter().for_each(|(_, part)| total += part);
            assert_eq!(bare(total), sums);
        }
        let gaps = ledger.gaps(range, &papers);
        let dates = |kind| gaps.iter().filter(move |gap| gap.kind == kind).count() as u32;
        assert_eq!((dates(GapKind::Issue), dates(GapKind::Pages)), (sums.missing, sums.incomplete));
        for gap in gaps.iter().filter(|gap| gap.kind == GapKind::Issue) {
            assert_eq!(states[&(gap.paper.clone(), gap.date)], DayState::Missing);
        }
    }
}

#[test]
fn every_day_is_what_a_plain_look_says() {
    let cases = std::env::var("JIUWEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let ranges = prop::collection::vec((any_day(), any_day()), 3);
    runner
        .run(&(known(), ranges), |(known, ranges)| {
            let mut ranges: Vec<DateRange> =
                ranges.into_iter().map(|(a, b)| DateRange::between(a, b)).collect();
            ranges.push(range("2012-02-28", "2012-03-01"));
            ranges.push(range("2011-07-15", "2016-12-30"));
            check(&known, &ranges);
            Ok(())
        })
        .expect("every day");
}
