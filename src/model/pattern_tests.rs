use super::*;
use jiff::civil::date;

#[track_caller]
fn check(text: &str, shown: &str, written: &str) {
    let pattern = Pattern::parse(text).unwrap_or_else(|| panic!("{text}"));
    assert_eq!((pattern.to_string().as_str(), pattern.written().as_str()), (shown, written));
    assert_eq!(Pattern::parse(shown).filter(|_| !shown.contains("期，")), plain(pattern), "{shown}");
    assert_eq!(Pattern::parse(written), Some(pattern), "{written}");
}

/// Those that are read as they are shown.
fn plain(pattern: Pattern) -> Option<Pattern> {
    Some(pattern).filter(|pattern| !matches!(pattern, Pattern::EveryWeeks(..)))
}

#[test]
fn patterns_are_read_as_they_are_shown_and_written() {
    check("daily", "每日", "weekdays:1,2,3,4,5,6,7");
    check("workdays", "每周一至周五", "weekdays:1,2,3,4,5");
    check("weekly:3", "每周三", "weekdays:3");
    check("周六、日", "每周六、日", "weekdays:6,7");
    check("每周一、三、五", "每周一、三、五", "weekdays:1,3,5");
    check("星期天", "每周日", "weekdays:7");
    check("周一到周六", "每周一至周六", "weekdays:1,2,3,4,5,6");
    check("tendays", "每月 1、11、21 日", "days:1,11,21");
    check("monthly:15", "每月 15 日", "days:15");
    check("每月31日", "每月末日", "days:31");
    check("days:10,20,31", "每月 10、20 日、末日", "days:10,20,31");
    check("weeks:2,2015-01-07", "每 2 周一期，自 2015-01-07（星期三）起", "weeks:2,2015-01-07");
    check("irregular", "不定期", "irregular");
    for bad in [
        "",
        "weekly",
        "weekdays:0",
        "weekdays:8",
        "days:32",
        "days:",
        "周",
        "周八",
        "周一至",
        "weeks:0,2015-01-07",
        "每年",
    ] {
        assert_eq!(Pattern::parse(bad), None, "{bad}");
    }
}

#[test]
fn a_day_that_a_month_lacks_falls_on_its_last_day() {
    let last = Pattern::parse("days:31").expect("a pattern");
    let days: Vec<Date> = last_days_expected(last, 2016);
    assert_eq!(days.len(), 12);
    assert!(days.contains(&date(2016, 2, 29)) && days.contains(&date(2016, 4, 30)));
    let both = Pattern::parse("days:29,30").expect("a pattern");
    let february = DateRange { from: date(2015, 2, 1), to: date(2015, 2, 28) };
    assert_eq!(both.count(february), 1, "two that fall together are one issue");
    assert!(both.expects(date(2015, 2, 28)) && !both.expects(date(2016, 2, 28)));
    assert!(both.expects(date(2016, 2, 29)));
}

fn last_days_expected(pattern: Pattern, year: i16) -> Vec<Date> {
    let days = date(year, 1, 1).series(jiff::Span::new().days(1));
    days.take_while(|day| day.year() == year).filter(|day| pattern.expects(*day)).collect()
}

#[test]
fn counts_are_those_of_a_day_by_day_look() {
    let patterns = [
        "daily",
        "workdays",
        "weekdays:1,3,5",
        "weekdays:7",
        "weeks:2,2015-01-07",
        "weeks:3,2030-06-01",
        "days:1,11,21",
        "days:31",
        "days:28,29,30,31",
        "irregular",
    ];
    let start = date(2011, 12, 20);
    for pattern in patterns.map(|text| Pattern::parse(text).expect(text)) {
        let mut first = start;
        for offset in 0..40 {
            let mut count = 0;
            let mut to = first;
            for _ in 0..500 {
                count += u32::from(pattern.expects(to));
                assert_eq!(pattern.count(DateRange { from: first, to }), count, "{pattern} {first} {to}");
                to = to.tomorrow().expect("a day");
            }
            first = first.saturating_add(jiff::Span::new().days(1 + offset));
        }
        assert_eq!(pattern.count(DateRange { from: start, to: date(2011, 12, 19) }), 0);
    }
}
