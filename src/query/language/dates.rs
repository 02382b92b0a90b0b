//! Days as they are typed: 2015, 2015-12, 2015.12.9, 2015年12月, 2012..2014, ..2014.

use crate::model::{Date, DateRange, TimeUnit};

/// The days that a text means; none where it means none.
pub fn read(text: &str) -> Option<DateRange> {
    let text: String = text.chars().map(crate::text::fold_char).collect();
    let parted = ["..", "…", "~", "至", "到"].into_iter().find_map(|sign| text.split_once(sign));
    let Some((from, to)) = parted else { return one(&text) };
    let to = to.trim_start_matches('.');
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let first = if from.is_empty() { Date::MIN } else { one(from)?.from };
    let last = if to.is_empty() { Date::MAX } else { one(to)?.to };
    (first <= last).then_some(DateRange { from: first, to: last })
}

/// A year, a month or a day.
fn one(text: &str) -> Option<DateRange> {
    let text = text.trim().trim_end_matches(['日', '号']);
    if let Some(day) = crate::model::day_of_digits(text) {
        return Some(DateRange { from: day, to: day });
    }
    let parts: Vec<&str> = text.split(['-', '.', '/', '年', '月']).collect();
    // 2015年 and 2015年12月 end with a sign.
    let parts = match parts.as_slice() {
        [rest @ .., ""] if text.ends_with(['年', '月']) => rest,
        parts => parts,
    };
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.chars().all(|c| c.is_ascii_digit()));
    let year = number(parts.first()?).filter(|year| (1000..=9999).contains(year))?;
    let small = |at: usize| parts.get(at).map(|part| number(part).and_then(|n| i8::try_from(n).ok()));
    let (unit, day) = match (parts.len(), small(1), small(2)) {
        (1, None, None) => (TimeUnit::Year, Date::new(year, 1, 1)),
        (2, Some(Some(month)), None) => (TimeUnit::Month, Date::new(year, month, 1)),
        (3, Some(Some(month)), Some(Some(day))) => (TimeUnit::Day, Date::new(year, month, day)),
        _ => return None,
    };
    day.ok().map(|day| unit.bucket_of(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(read(text).map(|range| range.label()).as_deref(), expect, "{text}");
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        check("2015", Some("2015"));
        check("２０１５年", Some("2015"));
        check("2015-12", Some("2015-12"));
        check("2015.1", Some("2015-01"));
        check("2015年12月", Some("2015-12"));
        check("2015年12月9日", Some("2015-12-09"));
        check("2015/12/9", Some("2015-12-09"));
        check("20151209", Some("2015-12-09"));
        check("2012..2014", Some("2012 – 2014"));
        check("2012...2014", Some("2012 – 2014"));
        check("2012至2014", Some("2012 – 2014"));
        check("2015-11~2016-2", Some("2015-11 – 2016-02"));
        check("2012-12..2014-1-5", Some("2012-12-01 – 2014-01-05"));
    }

    #[test]
    fn an_open_end_reaches_as_far_as_the_calendar() {
        assert_eq!(read("..2014").map(|range| range.from), Some(Date::MIN));
        assert_eq!(read("2012..").map(|range| range.to), Some(Date::MAX));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2015-13",
            "2015-2-30",
            "12月",
            "去年",
            "2014..2012",
            "..",
            "2015-",
            "15",
            "2015-1-2-3",
            "+2015",
        ] {
            check(text, None);
        }
    }
}
