use super::*;

/// Dates of a pattern between two days, of which those are left out whose place `lost` names.
fn issues(pattern: &str, from: &str, to: &str, lost: impl Fn(usize) -> bool) -> Vec<Date> {
    let pattern = Pattern::parse(pattern).expect(pattern);
    let (from, to): (Date, Date) = (from.parse().expect(from), to.parse().expect(to));
    let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to);
    let due = days.filter(|day| pattern.expects(*day)).enumerate();
    due.filter(|(at, _)| !lost(*at)).map(|(_, day)| day).collect()
}

/// Numbers that look thrown, the same in every run.
fn thrown(at: usize) -> usize {
    ((at * 2_654_435_761) >> 7) % 100
}

#[track_caller]
fn check(held: &[Date], expect: &[(&str, &str, Confidence)]) -> Vec<Proposal> {
    let proposals = propose(held);
    let found: Vec<(String, String, Confidence)> = proposals
        .iter()
        .map(|p| {
            (
                p.pattern.to_string(),
                if p.days.from == Date::MIN { String::new() } else { p.days.from.to_string() },
                p.confidence,
            )
        })
        .collect();
    let expect: Vec<(String, String, Confidence)> = expect
        .iter()
        .map(|(pattern, from, sure)| ((*pattern).to_owned(), (*from).to_owned(), *sure))
        .collect();
    assert_eq!(found, expect, "{proposals:#?}");
    for pair in proposals.windows(2) {
        assert_eq!(pair[0].days.to.tomorrow().ok(), Some(pair[1].days.from), "no gap");
    }
    assert!(proposals.last().is_none_or(|last| last.days.to == Date::MAX));
    proposals
}

use Confidence::{Doubtful, Likely, Sure};

#[test]
fn whole_years_speak_plainly() {
    let none = |_| false;
    for (pattern, shown) in [
        ("daily", "每日"),
        ("workdays", "每周一至周五"),
        ("weekdays:1,2,3,4,5,6", "每周一至周六"),
        ("weekdays:1,3,5", "每周一、三、五"),
        ("weekdays:2,5", "每周二、五"),
        ("weekly:3", "每周三"),
        ("days:1,11,21", "每月 1、11、21 日"),
        ("days:10,20,31", "每月 10、20 日、末日"),
        ("days:1,16", "每月 1、16 日"),
    ] {
        check(&issues(pattern, "2012-01-01", "2014-12-31", none), &[(shown, "", Sure)]);
    }
    check(&issues("monthly:15", "2012-01-01", "2014-12-31", none), &[("每月 15 日", "", Sure)]);
    check(&issues("monthly:31", "2012-01-01", "2014-12-31", none), &[("每月末日", "", Sure)]);
    check(
        &issues("weeks:2,2012-01-04", "2012-01-01", "2014-12-31", none),
        &[("每 2 周一期，自 2012-01-04（星期三）起", "", Sure)],
    );
}

#[test]
fn losses_do_not_hide_a_pattern() {
    let losing = |percent| move |at| thrown(at) < percent;
    check(&issues("daily", "2012-01-01", "2014-12-31", losing(10)), &[("每日", "", Sure)]);
    check(&issues("daily", "2012-01-01", "2014-12-31", losing(55)), &[("每日", "", Likely)]);
    check(&issues("workdays", "2012-01-01", "2014-12-31", losing(40)), &[("每周一至周五", "", Sure)]);
    check(&issues("weekly:3", "2008-01-01", "2014-12-31", losing(80)), &[("每周三", "", Doubtful)]);
    check(
        &issues("days:1,11,21", "2012-01-01", "2014-12-31", losing(30)),
        &[("每月 1、11、21 日", "", Sure)],
    );
    // A whole volume.
    let volume = |at| (300..700).contains(&at);
    check(&issues("daily", "2012-01-01", "2014-12-31", volume), &[("每日", "", Sure)]);
}

#[test]
fn the_reason_says_how_many_speak_for_it() {
    let mut held = issues("weekly:3", "2015-01-01", "2015-12-31", |at| at < 6);
    held.extend(["2015-05-01".parse::<Date>().expect("a day"), "2015-10-08".parse().expect("a day")]);
    held.sort();
    let found = check(&held, &[("每周三", "", Sure)]);
    assert_eq!(found[0].reason, "据 48 期中 46 期逢周三推定（2015-02-18 至 2015-12-30）");
    let few = issues("weekly:3", "2015-01-01", "2015-02-10", |_| false);
    let found = check(&few, &[("每周三", "", Doubtful)]);
    assert!(found[0].reason.ends_with("依据不足，请核实"), "{}", found[0].reason);
    assert_eq!(propose(&few[..3]), []);
    assert_eq!(propose(&[]), []);
}

#[test]
fn a_few_issues_of_a_daily_are_a_doubtful_daily() {
    let held = issues("daily", "2015-03-01", "2015-03-05", |at| at == 2);
    check(&held, &[("每日", "", Doubtful)]);
}

#[test]
fn a_change_is_found_on_its_day() {
    let none = |_| false;
    let mut held = issues("weekly:3", "2010-01-01", "2012-12-31", none);
    held.extend(issues("weekdays:2,5", "2013-01-01", "2014-06-30", none));
    held.extend(issues("daily", "2014-07-01", "2016-12-31", none));
    check(&held, &[("每周三", "", Sure), ("每周二、五", "2013-01-01", Sure), ("每日", "2014-07-01", Sure)]);
    // From monthly to weekly and back: between the last of the old and the first of the new, a first of the month.
    let mut held = issues("monthly:1", "2010-01-01", "2012-05-31", none);
    held.extend(issues("weekly:5", "2012-06-10", "2013-06-10", none));
    held.extend(issues("monthly:1", "2013-07-01", "2015-12-31", none));
    check(
        &held,
        &[("每月 1 日", "", Sure), ("每周五", "2012-06-01", Sure), ("每月 1 日", "2013-07-01", Sure)],
    );
}

#[test]
fn days_that_follow_no_rule_are_irregular() {
    let scattered = |every: usize, count: usize| {
        let mut day: Date = "2010-01-03".parse().expect("a day");
        (0..count)
            .map(|at| {
                day = day.saturating_add(jiff::Span::new().days((1 + thrown(at) * 2 * every / 100) as i64));
                day
            })
            .collect::<Vec<Date>>()
    };
    check(&scattered(25, 60), &[("不定期", "", Likely)]);
    check(&scattered(40, 10), &[("不定期", "", Doubtful)]);
}

#[test]
fn a_pause_at_new_year_and_extra_issues_change_nothing() {
    let mut held = issues("daily", "2012-01-01", "2016-12-31", |_| false);
    held.retain(|day| {
        let new_year = crate::model::spring_festival(day.year()).expect("a table");
        !(-1..=6).contains(&days_between(new_year, *day))
    });
    check(&held, &[("每日", "", Sure)]);
    let mut held = issues("workdays", "2012-01-01", "2014-12-31", |_| false);
    held.extend(
        ["2012-01-21", "2012-09-29", "2013-02-16", "2013-06-08"].map(|day| day.parse::<Date>().expect(day)),
    );
    held.sort();
    check(&held, &[("每周一至周五", "", Sure)]);
}
