//! The coverage ledger as an archivist meets it, and its verbs.

use std::path::Path;

use jiuwen::model::{Date, DateRange, DayState, Fact, PageNumber, PagePlan, TimeUnit, spring_festival};
use jiuwen::query::{GapKind, Ledger, Run};
use serde_json::json as value;

use crate::coverage::{Rack, day, days, pattern, range};
use crate::support::{arg, jiuwen, json};

/// Days of a pattern within a range, each with these pages.
fn issues(pattern_text: &str, within: DateRange, pages: &str) -> Vec<(Date, String)> {
    let pattern = pattern(pattern_text);
    days(within).filter(|day| pattern.expects(*day)).map(|day| (day, pages.to_owned())).collect()
}

/// A rack with one paper.
fn rack_of(folder: &Path, issues: Vec<(Date, String)>) -> Rack {
    let rack = Rack::new(&folder.join("x.jiuwen"));
    rack.add("卫东报", issues);
    rack
}

fn run(ledger: &Ledger) -> &Run {
    assert_eq!(ledger.runs().len(), 1);
    &ledger.runs()[0]
}

#[track_caller]
fn check_day(run: &Run, date: &str, state: DayState, reason: &str) {
    let day = run.day(day(date));
    assert_eq!((day.state, run.reason(&day).contains(reason)), (state, true), "{date}: {}", run.reason(&day));
}

fn sentence(ledger: &Ledger, time: Option<DateRange>, papers: &[&str]) -> String {
    let papers: Vec<String> = papers.iter().map(|paper| (*paper).to_owned()).collect();
    ledger.statement(&time.map(Into::into).unwrap_or_default(), &papers).sentence()
}

#[test]
fn a_sentence_answers_for_the_time_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let years = range("2012-01-01", "2014-12-31");
    let mut held = issues("daily", years, "1 2 3 4");
    held.retain(|(date, _)| !(date.day() == 8 && date.month() <= 5));
    let rack = rack_of(folder.path(), held);
    let ledger = rack.ledger();
    let said = "2012–2014 应有 1,096 期，藏 1,081 期，缺 15 期";
    assert_eq!(sentence(&ledger, Some(years), &[]), format!("{said}（刊期为推定）"));
    rack.say("卫东报", None, None, Fact::Pattern(pattern("daily")));
    let ledger = rack.ledger();
    assert_eq!(sentence(&ledger, Some(years), &[]), said);
    assert_eq!(sentence(&ledger, None, &["卫东报"]), "《卫东报》应有 1,096 期，藏 1,081 期，缺 15 期");
    assert_eq!(
        sentence(&ledger, Some(range("1999-01-01", "1999-12-31")), &[]),
        "1999 没有收藏，是否出版也不知道"
    );
    assert_eq!(
        sentence(&ledger, Some(range("2014-12-30", "2015-01-02")), &[]),
        "2014-12-30 至 2015-01-02 应有 2 期，藏 2 期，缺 0 期，另有 2 天不知是否出版"
    );
    let open = DateRange { from: day("2014-12-01"), to: Date::MAX };
    assert_eq!(sentence(&ledger, Some(open), &[]), "2014-12 应有 31 期，藏 31 期，缺 0 期");
    let months = ledger.sums_by(TimeUnit::Month, years, &[]);
    assert_eq!(months.len(), 36);
    let missing: Vec<u32> = months.iter().map(|(_, sums)| sums.missing).collect();
    assert_eq!(missing[..12], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!((months[1].1.expected(), months[13].1.expected()), (29, 28), "leap years");
}

#[test]
fn before_the_first_and_after_the_last_nobody_knows_until_somebody_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let rack = rack_of(folder.path(), issues("weekly:3", range("2012-03-01", "2013-02-28"), "1 2"));
    let ledger = rack.ledger();
    check_day(run(&ledger), "2012-02-29", DayState::Unknown, "创刊日期没有登记");
    check_day(run(&ledger), "2013-03-06", DayState::Unknown, "终刊日期没有登记");
    check_day(
        run(&ledger),
        "2012-03-08",
        DayState::Unpublished,
        "推定刊期为每周三：据 52 期中 52 期逢周三推定",
    );
    rack.say("卫东报", Some(day("2012-02-15")), None, Fact::Founded);
    rack.say("卫东报", None, Some(day("2013-03-13")), Fact::Ended);
    let ledger = rack.ledger();
    check_day(run(&ledger), "2012-02-14", DayState::Unpublished, "已登记：2012-02-15 创刊");
    check_day(run(&ledger), "2012-02-15", DayState::Missing, "推定");
    check_day(run(&ledger), "2013-03-06", DayState::Missing, "推定");
    check_day(run(&ledger), "2013-03-20", DayState::Unpublished, "已登记：2013-03-13 终刊");
    assert_eq!(sentence(&ledger, Some(range("2010-01-01", "2010-12-31")), &[]), "2010 没有出版");
}

/// Daily but for a week around the Spring Festival.
fn pausing(years: DateRange) -> Vec<(Date, String)> {
    let mut held = issues("daily", years, "1");
    held.retain(|(date, _)| {
        let festival = spring_festival(date.year()).expect("a table");
        !(-1..=5).contains(&(*date - festival).get_days())
    });
    held
}

#[test]
fn a_pause_at_the_spring_festival_is_a_doubt_until_a_person_settles_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = pausing(range("2012-01-01", "2016-12-31"));
    held.retain(|(date, _)| *date != day("2014-06-03"));
    let rack = rack_of(folder.path(), held);
    let all = range("2012-01-01", "2016-12-31");
    let ledger = rack.ledger();
    let sums = ledger.sums(all, &[]);
    assert_eq!((sums.missing, sums.unknown), (1, 35), "five feasts of seven days");
    check_day(run(&ledger), "2016-02-07", DayState::Unknown, "5 个春节中 5 个如此，可能休刊");
    let paused = ledger.gaps(all, &[]).into_iter().filter(|gap| gap.kind == GapKind::PerhapsPaused).count();
    assert_eq!(paused, 35);
    // A pattern by hand does not say that it held at the feast.
    rack.say("卫东报", None, None, Fact::Pattern(pattern("daily")));
    rack.say("卫东报", Some(day("2016-02-07")), Some(day("2016-02-13")), Fact::Suspended);
    rack.say("卫东报", Some(day("2015-02-18")), Some(day("2015-02-24")), Fact::Issued);
    let ledger = rack.ledger();
    check_day(run(&ledger), "2016-02-07", DayState::Unpublished, "休刊");
    check_day(run(&ledger), "2015-02-18", DayState::Missing, "每天都出过报");
    check_day(run(&ledger), "2014-01-31", DayState::Unknown, "可能休刊");
    let sums = ledger.sums(all, &[]);
    assert_eq!((sums.missing, sums.unknown, sums.unpublished), (8, 21, 7));
}

#[test]
fn a_feast_that_is_missing_once_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = issues("daily", range("2012-01-01", "2016-12-31"), "1");
    held.retain(|(date, _)| !range("2015-02-18", "2015-02-24").contains(*date));
    let ledger = rack_of(folder.path(), held).ledger();
    check_day(run(&ledger), "2015-02-19", DayState::Missing, "推定刊期为每日");
    assert_eq!(ledger.sums(range("2012-01-01", "2016-12-31"), &[]).missing, 7);
}

#[test]
fn a_renamed_paper_is_one_run_under_two_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let rack = rack_of(folder.path(), issues("weekly:3", range("2012-01-01", "2012-12-31"), "1"));
    let mut later = issues("weekly:3", range("2013-01-01", "2013-12-31"), "1");
    later.remove(0);
    rack.add("卫东新闻", later);
    assert_eq!(rack.ledger().runs().len(), 2);
    rack.say("卫东新闻", Some(day("2013-01-01")), None, Fact::RenamedFrom("卫东报".to_owned()));
    let ledger = rack.ledger();
    let run = run(&ledger);
    assert_eq!(run.name(), "卫东新闻");
    let names: Vec<(&str, Date, Date)> =
        run.life().names.iter().map(|n| (n.name.as_str(), n.days.from, n.days.to)).collect();
    let change = (day("2012-12-31"), day("2013-01-01"));
    assert_eq!(names, [("卫东报", Date::MIN, change.0), ("卫东新闻", change.1, Date::MAX)]);
    assert_eq!(run.life().proposals.len(), 1, "one pattern for both names");
    assert_eq!(run.day(day("2013-01-02")).paper, "卫东新闻");
    check_day(run, "2013-01-02", DayState::Missing, "逢周三");
    assert_eq!(ledger.run_of("卫东报").map(Run::name), Some("卫东新闻"));
    let both = range("2012-01-01", "2013-12-31");
    let expected =
        |papers: &[String]| (ledger.sums(both, papers).expected(), ledger.sums(both, papers).missing);
    assert_eq!(expected(&[]), (104, 1));
    assert_eq!(expected(&["卫东报".to_owned()]), (52, 0));
    assert_eq!(expected(&["卫东新闻".to_owned()]), (52, 1));
    // An open pattern speaks of the days of its own name only.
    rack.say("卫东新闻", None, None, Fact::Pattern(pattern("weekdays:3,6")));
    let ledger = rack.ledger();
    assert_eq!(ledger.sums(range("2012-01-01", "2012-12-31"), &[]).missing, 0);
    assert_eq!(ledger.sums(range("2013-01-01", "2013-12-28"), &[]).missing, 52);
    assert_eq!(ledger.sums(range("2013-01-05", "2013-01-05"), &[]).missing, 1);
}

#[test]
fn papers_are_summed_side_by_side() {
    let folder = tempfile::tempdir().expect("a folder");
    let rack = rack_of(folder.path(), issues("daily", range("2015-01-01", "2015-12-31"), "1"));
    rack.add("晚报", issues("weekly:5", range("2015-01-01", "2015-12-31"), "1"));
    let ledger = rack.ledger();
    let year = range("2015-01-01", "2015-12-31");
    assert_eq!(ledger.sums(year, &[]).expected(), 365 + 52);
    assert_eq!(ledger.sums(year, &["晚报".to_owned()]).expected(), 52);
    assert_eq!(ledger.run_of("晨报").map(Run::name), None);
    assert_eq!(sentence(&ledger, Some(year), &["晨报"]), "2015《晨报》没有收藏，是否出版也不知道");
}

#[test]
fn an_irregular_paper_lacks_no_issue() {
    let folder = tempfile::tempdir().expect("a folder");
    let dates = ["2012-01-05", "2012-02-17", "2012-04-02", "2012-06-30", "2012-09-11", "2012-12-24"];
    let rack = rack_of(folder.path(), dates.map(|date| (day(date), "1".to_owned())).to_vec());
    let ledger = rack.ledger();
    let year = range("2012-01-01", "2012-12-31");
    assert_eq!(ledger.sums(year, &[]).missing, 0);
    assert_eq!(sentence(&ledger, Some(year), &[]), "2012 藏 6 期，刊期不定或不明，无从计缺期");
    check_day(run(&ledger), "2012-03-01", DayState::Unknown, "推定刊期为不定期");
}

#[test]
fn three_issues_tell_no_pattern() {
    let folder = tempfile::tempdir().expect("a folder");
    let dates = ["2012-01-04", "2012-01-11", "2012-01-25"];
    let rack = rack_of(folder.path(), dates.map(|date| (day(date), "1".to_owned())).to_vec());
    check_day(run(&rack.ledger()), "2012-01-18", DayState::Unknown, "只藏 3 期，不足以推定刊期");
    rack.say("卫东报", None, None, Fact::Pattern(pattern("weekly:3")));
    check_day(run(&rack.ledger()), "2012-01-18", DayState::Missing, "已登记：刊期为每周三，这一天应有一期");
}

#[test]
fn a_combined_issue_stands_for_several_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = issues("daily", range("2015-04-01", "2015-05-31"), "1");
    held.retain(|(date, _)| !range("2015-05-02", "2015-05-03").contains(*date) && *date != day("2015-04-05"));
    let rack = rack_of(folder.path(), held);
    let may = Some(day("2015-05-01"));
    rack.say("卫东报", may, Some(day("2015-05-03")), Fact::Combined(day("2015-05-01")));
    rack.say("卫东报", Some(day("2015-04-04")), Some(day("2015-04-05")), Fact::Combined(day("2015-04-05")));
    let ledger = rack.ledger();
    check_day(run(&ledger), "2015-05-01", DayState::Held, "藏 1 版");
    check_day(run(&ledger), "2015-05-03", DayState::Unpublished, "这一天并入 2015-05-01 一期");
    check_day(run(&ledger), "2015-04-05", DayState::Missing, "应有这一期");
    check_day(run(&ledger), "2015-04-04", DayState::Held, "藏 1 版");
    assert_eq!(ledger.sums(range("2015-05-01", "2015-05-31"), &[]).expected(), 29);
}

#[test]
fn holes_between_pages_are_certain_and_last_pages_a_doubt() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = issues("workdays", range("2015-03-02", "2015-04-30"), "A01 A02 A03 A04 B01 B02");
    for (date, pages) in &mut held {
        match date.to_string().as_str() {
            "2015-03-11" => *pages = "A01 A02 A04 B02".to_owned(),
            "2015-03-18" => *pages = "A01 A02 A03 A04".to_owned(),
            "2015-03-25" => *pages = "A01 A02 B01 B02".to_owned(),
            // Thinner every Friday.
            _ if date.weekday() == jiff::civil::Weekday::Friday => *pages = "A01 A02".to_owned(),
            _ => {}
        }
    }
    let rack = rack_of(folder.path(), held);
    let ledger = rack.ledger();
    let pages = |pages: &[PageNumber]| pages.iter().map(PageNumber::to_string).collect::<Vec<_>>().join(" ");
    let gaps: Vec<(String, GapKind, String)> = ledger
        .gaps(range("2015-03-01", "2015-04-30"), &[])
        .into_iter()
        .map(|gap| (gap.date.to_string(), gap.kind, pages(&gap.pages)))
        .collect();
    let gap = |date: &str, kind, pages: &str| (date.to_owned(), kind, pages.to_owned());
    let expect = [
        gap("2015-03-11", GapKind::Pages, "A3 B1"),
        gap("2015-03-18", GapKind::PerhapsPages, "B1 B2"),
        gap("2015-03-25", GapKind::PerhapsPages, "A3 A4"),
    ];
    assert_eq!(gaps, expect);
    check_day(run(&ledger), "2015-03-11", DayState::Incomplete, "缺第 A3、B1 版：后面的版已收藏");
    let eighteenth = day("2015-03-18");
    rack.say(
        "卫东报",
        Some(eighteenth),
        Some(eighteenth),
        Fact::Pages(PagePlan::parse("A4").expect("a plan")),
    );
    let other = day("2015-03-25");
    rack.say("卫东报", Some(other), Some(other), Fact::Pages(PagePlan::parse("A4,B2").expect("a plan")));
    let ledger = rack.ledger();
    check_day(run(&ledger), "2015-03-18", DayState::Held, "藏 4 版");
    check_day(run(&ledger), "2015-03-25", DayState::Incomplete, "缺第 A3、A4 版：登记为 A4,B2 版");
}

#[test]
fn what_a_person_says_later_counts_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let rack = rack_of(folder.path(), issues("daily", range("2015-01-01", "2015-12-31"), "1"));
    let (a, b) = (Some(day("2016-01-01")), Some(day("2016-12-31")));
    rack.say("卫东报", a, b, Fact::Pattern(pattern("daily")));
    rack.say("卫东报", Some(day("2016-07-01")), b, Fact::Pattern(pattern("workdays")));
    check_day(run(&rack.ledger()), "2016-07-02", DayState::Unpublished, "每周一至周五，这一天不出报");
    rack.store.write(|w| w.remove_coverage_entry(jiuwen::model::EntryId(2))).expect("taken back");
    check_day(run(&rack.ledger()), "2016-07-02", DayState::Missing, "刊期为每日");
    assert!(rack.store.write(|w| w.remove_coverage_entry(jiuwen::model::EntryId(2))).is_err());
}

#[test]
fn the_verbs_keep_their_shapes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("x.jiuwen");
    let mut held = issues("daily", range("2015-01-01", "2015-01-31"), "1 2 3 4");
    held.retain(|(date, _)| *date != day("2015-01-08"));
    held[4].1 = "1 2 4".to_owned();
    rack_of(folder.path(), held);
    let found = json(&["coverage", "--store", arg(&store), "--json"]);
    let paper = &found["papers"][0];
    assert_eq!(
        (&paper["paper"], &paper["expected"], &paper["held"]),
        (&value!("卫东报"), &value!(31), &value!(30))
    );
    assert_eq!(paper["missing"], value!(["2015-01-08"]));
    assert_eq!(paper["incomplete"], value!([{"date": "2015-01-05", "pages": [3]}]));
    assert_eq!(paper["patterns"][0]["pattern"], "每日");
    assert_eq!(paper["sentence"], "2015-01《卫东报》应有 31 期，藏 30 期，缺 1 期，1 期缺版（刊期为推定）");
    let part = json(&[
        "coverage",
        "--store",
        arg(&store),
        "--paper",
        "卫东报",
        "--from",
        "2015-01-08",
        "--to",
        "2015-02-02",
        "--by",
        "month",
        "--json",
    ]);
    let sums = &part["papers"][0]["sums"];
    assert_eq!((&sums[0]["from"], &sums[0]["missing"]), (&value!("2015-01-08"), &value!(1)));
    assert_eq!((&sums[1]["expected"], &sums[1]["unknown"]), (&value!(0), &value!(2)));
    // By hand: nothing was published on the eighth, and from February on it is a weekly.
    let set = |rest: &[&str]| {
        let mut args = vec!["coverage", "set", "--store", arg(&store), "--paper", "卫东报"];
        args.extend(rest);
        json(&args)
    };
    let said =
        set(&["--suspended", "--from", "2015-01-08", "--to", "2015-01-08", "--note", "停电", "--json"]);
    assert_eq!((&said["id"], &said["said"]), (&value!(1), &value!("2015-01-08 休刊")));
    set(&["--pattern", "每周三", "--from", "2015-02-01", "--to", "2015-02-28", "--json"]);
    let found = json(&["coverage", "--store", arg(&store), "--json"]);
    let missing = value!(["2015-02-04", "2015-02-11", "2015-02-18", "2015-02-25"]);
    assert_eq!(found["papers"][0]["missing"], missing);
    let entries = json(&["coverage", "entries", "--store", arg(&store), "--json"]);
    assert_eq!(
        (&entries[0]["note"], &entries[1]["said"]),
        (&value!("停电"), &value!("2015-02-01 至 2015-02-28 刊期为每周三"))
    );
    assert!(jiuwen(&["coverage", "unset", "--store", arg(&store), "2"]).status.success());
    assert_eq!(json(&["coverage", "--store", arg(&store), "--json"])["papers"][0]["missing"], value!([]));
}

#[test]
fn the_verbs_refuse_what_has_no_meaning_and_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("x.jiuwen");
    rack_of(folder.path(), issues("daily", range("2015-01-01", "2015-01-31"), "1"));
    let refused = |args: &[&str], code: i32, word: &str| {
        let mut all = vec!["coverage"];
        all.extend(args);
        let output = jiuwen(&all);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), told.contains(word)), (Some(code), true), "{args:?}: {told}");
        assert!(output.stdout.is_empty());
    };
    let at = ["--store", arg(&store)];
    refused(&[], 2, "--store");
    refused(&[at[0], at[1], "--paper", "晨报"], 1, "库中有：卫东报");
    refused(&["set", at[0], at[1], "--paper", "卫东报"], 2, "--pattern");
    refused(&["set", at[0], at[1], "--paper", "卫东报", "--pattern", "常常"], 2, "每周一、三、五");
    refused(&["set", at[0], at[1], "--paper", "卫东报", "--suspended"], 2, "从哪一天起休刊");
    refused(
        &[
            "set",
            at[0],
            at[1],
            "--paper",
            "卫东报",
            "--suspended",
            "--from",
            "2015-02-02",
            "--to",
            "2015-02-01",
        ],
        2,
        "颠倒",
    );
    refused(&["set", at[0], at[1], "--paper", "晨报", "--founded", "1956-01-01"], 1, "--new-paper");
    refused(&["unset", at[0], at[1], "9"], 1, "没有编号为 9 的登记");
    assert!(
        jiuwen(&[
            "coverage",
            "set",
            at[0],
            at[1],
            "--paper",
            "晨报",
            "--founded",
            "1956-01-01",
            "--new-paper"
        ])
        .status
        .success()
    );
    let papers = json(&["coverage", at[0], at[1], "--json"])["papers"].clone();
    assert_eq!(papers.as_array().map(Vec::len), Some(2));
    // The former name need not be held.
    let renamed = [
        "set",
        at[0],
        at[1],
        "--paper",
        "卫东报",
        "--renamed-from",
        "东区报",
        "--from",
        "2015-01-01",
        "--json",
    ];
    let mut all = vec!["coverage"];
    all.extend(renamed);
    assert_eq!(json(&all)["said"], "2015-01-01 起由《东区报》改名为《卫东报》");
}

#[test]
fn the_list_of_what_is_missing_opens_in_a_spreadsheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("x.jiuwen");
    let mut held = issues("weekly:3", range("2015-01-01", "2015-12-31"), "1 2 3 4");
    held.remove(3);
    held[0].1 = "1 4".to_owned();
    let rack = rack_of(folder.path(), held);
    drop(rack);
    let csv = folder.path().join("缺.csv");
    assert!(jiuwen(&["coverage", "--store", arg(&store), "--csv", arg(&csv)]).status.success());
    let text = std::fs::read_to_string(&csv).expect("UTF-8");
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}报名,日期,星期,情况,版次,说明");
    assert_eq!(lines[1], "卫东报,2015-01-07,星期三,缺版,2、3,缺第 2、3 版：后面的版已收藏");
    assert!(
        lines[2].starts_with("卫东报,2015-01-28,星期三,缺期,,推定刊期为每周三：据 51 期中 51 期逢周三推定"),
        "{}",
        lines[2]
    );
    assert_eq!(lines.len(), 3);
}
