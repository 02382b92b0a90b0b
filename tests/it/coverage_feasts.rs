//! Pauses at the Spring Festival against a plain count of years: which days are doubtful, and which are missing.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiuwen::model::{Date, DateRange, DayState, Fact, spring_festival};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::coverage::{Rack, day, days, pattern, range};

/// What a daily did at the feast of a year.
#[derive(Clone, Copy, Debug)]
enum Feast {
    /// It had one issue at least, on this day after 除夕.
    Published(i64),
    /// It paused, so many days longer before and after than 除夕 to 初六.
    Paused(i64, i64),
    /// The volume is lost.
    Lost,
}

const FIRST: i16 = 2009;
/// 除夕 to 初六, and how far around them a pause reaches, counted from 初一.
const DAYS: (i64, i64) = (-1, 5);
const WIDEST: (i64, i64) = (-7, 15);

fn around(year: i16, (from, to): (i64, i64)) -> DateRange {
    let festival = spring_festival(year).expect("a year of the table");
    DateRange { from: festival.saturating_add(from.days()), to: festival.saturating_add(to.days()) }
}

fn any_feast() -> impl Strategy<Value = Feast> {
    prop_oneof![
        (0i64..7).prop_map(Feast::Published),
        (0i64..10, 0i64..14).prop_map(|(before, after)| Feast::Paused(before, after)),
        Just(Feast::Lost),
    ]
}

fn check(feasts: &[Feast]) {
    let last = FIRST + i16::try_from(feasts.len()).expect("few") - 1;
    let all = range(&format!("{FIRST}-01-01"), &format!("{last}-12-31"));
    let mut held: BTreeSet<Date> = days(all).collect();
    let mut doubtful: BTreeSet<Date> = BTreeSet::new();
    for (year, feast) in (FIRST..).zip(feasts) {
        let (without, perhaps) = match *feast {
            Feast::Published(at) => {
                let kept = around(year, (DAYS.0 + at, DAYS.0 + at));
                let others = days(around(year, DAYS)).filter(|day| !kept.contains(*day));
                (others.collect::<Vec<_>>(), None)
            }
            Feast::Paused(before, after) => {
                let pause = (DAYS.0 - before, DAYS.1 + after);
                let near = (pause.0.max(WIDEST.0), pause.1.min(WIDEST.1));
                (days(around(year, pause)).collect(), Some(near))
            }
            Feast::Lost => (days(around(year, (-40, 40))).collect(), Some(DAYS)),
        };
        held.retain(|day| !without.contains(day));
        doubtful.extend(perhaps.into_iter().flat_map(|part| days(around(year, part))));
    }
    let count = |is: fn(&Feast) -> bool| feasts.iter().filter(|feast| is(feast)).count();
    let paused = count(|feast| matches!(feast, Feast::Paused(..)));
    let published = count(|feast| matches!(feast, Feast::Published(_)));
    if paused == 0 || paused < published {
        doubtful.clear();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let rack = Rack::new(&folder.path().join("x.jiuwen"));
    rack.add("甲报", held.iter().map(|day| (*day, "1".to_owned())));
    rack.say("甲报", Some(all.from), Some(all.to), Fact::Pattern(pattern("daily")));
    let ledger = rack.ledger();
    let run = &ledger.runs()[0];
    for date in days(all) {
        let expect = match (held.contains(&date), doubtful.contains(&date)) {
            (true, _) => DayState::Held,
            (false, true) => DayState::Unknown,
            (false, false) => DayState::Missing,
        };
        assert_eq!(run.state(date), expect, "{date}: {}", run.reason(&run.day(date)));
    }
    let sums = ledger.sums(all, &[]);
    let unheld = days(all).filter(|day| !held.contains(day));
    let missing = unheld.filter(|day| !doubtful.contains(day)).count();
    assert_eq!((sums.missing as usize, sums.held as usize), (missing, held.len()));
}

#[test]
fn a_pause_is_doubtful_where_most_years_have_one_and_missing_where_they_have_not() {
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let feasts = prop::collection::vec(any_feast(), 1..9);
    runner
        .run(&feasts, |feasts| {
            check(&feasts);
            Ok(())
        })
        .expect("every day of every year");
    assert_eq!(spring_festival(2012), Some(day("2012-01-23")));
}
