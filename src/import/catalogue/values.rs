//! The values of a catalogue's cells: days, pages, kinds.

use jiff::civil::Date;

use crate::import::dates::written_dates;
use crate::import::page_number::{han_number, page_number, take_page};
use crate::text::{cut, fold_char};

/// A day as a cell gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The day, or the first that it can be.
    pub date: Option<Date>,
    /// Why a person should look; none where the cell gives one day.
    pub doubt: Option<String>,
}

/// Reads `20151209`, `2015-12-09`, `2015年12月9日`, `2015.12.9`, `2015/12/9 0:00`, `二〇一五年十二月九日`. Of a range the first
/// day, with a doubt; of a month or a year none.
pub fn day_of(cell: &str) -> Day {
    let text: String = cell.trim().chars().map(fold_char).collect();
    if text.is_empty() {
        return Day::default();
    }
    let doubt =
        |date, why: &str| Day { date, doubt: Some(format!("日期“{}”{why}", cut(cell.trim(), 24))) };
    let days = days_of(&text);
    match days.as_slice() {
        [Written::Day(date)] => Day { date: Some(*date), doubt: None },
        [Written::Day(first), .., Written::Day(last)] if first == last => {
            Day { date: Some(*first), doubt: None }
        }
        [Written::Day(first), ..] => doubt(Some(*first), "是一段，先按第一天，请核对"),
        [Written::Partial, ..] => doubt(None, "没有写到日，请补上出版日期"),
        [Written::Impossible, ..] => doubt(None, "不是历书上有的日子，请核对"),
        [] => match text.parse::<u32>() {
            // A date that a spreadsheet wrote out as the number it keeps: 42347.
            Ok(serial @ 20_000..=60_000) => {
                let days = jiff::SignedDuration::from_hours(i64::from(serial) * 24);
                let date = jiff::civil::date(1899, 12, 30).checked_add(days).ok();
                doubt(date, "像是表格里日期的序号，请核对")
            }
            _ => doubt(None, "认不出是哪一天，请补上出版日期"),
        },
    }
}

/// What is written of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Day(Date),
    Partial,
    Impossible,
}

/// Every day, month or year that a cell gives.
fn days_of(text: &str) -> Vec<Written> {
    let text = of_republic(text);
    let mut found = Vec::new();
    // 2015-12-09t00:00:00, 2015/12/9 0:00:00
    let dated = text.split(['t', ' ']).filter(|part| !part.contains(':'));
    for part in dated.collect::<Vec<_>>().join(" ").split(['至', '~', ';', ',']) {
        let days = digits_of(part).unwrap_or_else(|| {
            let dates = written_dates(part).into_iter();
            let whole = dates.filter_map(|date| Some((date.year.filter(|year| *year >= 1000)?, date)));
            whole.map(|(year, date)| written(year, date.month, date.day)).collect()
        });
        // …至12月11日, 至11日: another day, without its year.
        if days.is_empty() && !found.is_empty() && part.contains(|c: char| c.is_ascii_digit()) {
            found.push(Written::Partial);
        }
        found.extend(days);
    }
    found
}

/// 民国24年3月1日 is 1935年3月1日.
fn of_republic(text: &str) -> String {
    let year = text.split_once("民国").and_then(|(_, rest)| {
        let (year, rest) = rest.split_once('年')?;
        let year = year.trim();
        let year = year.parse::<u8>().ok().or_else(|| han_number(year)).or((year == "元").then_some(1))?;
        Some(format!("{}年{rest}", 1911 + u32::from(year)))
    });
    year.unwrap_or_else(|| text.to_owned())
}

fn written(year: i16, month: Option<i8>, day: Option<i8>) -> Written {
    match (month.filter(|month| *month > 0), day.filter(|day| *day > 0)) {
        (Some(month), Some(day)) => Date::new(year, month, day).map_or(Written::Impossible, Written::Day),
        _ => Written::Partial,
    }
}

/// Days in digits alone: `20151209`, `2015-12`, `20151209-20151211`, `2015.12.9-12.11`; none where other letters stand.
fn digits_of(part: &str) -> Option<Vec<Written>> {
    let part = part.trim();
    let marks = ['-', '.', '/', '—', '－', ' '];
    if part.is_empty() || !part.chars().all(|c| c.is_ascii_digit() || marks.contains(&c)) {
        return None;
    }
    let numbers: Vec<&str> = part.split(marks).filter(|number| !number.is_empty()).collect();
    let mut days = Vec::new();
    let mut at = 0;
    while let Some(number) = numbers.get(at) {
        at += 1;
        let year = number.get(..4).and_then(|year| year.parse::<i16>().ok());
        let Some(year) = year.filter(|year| (1800..=2200).contains(year)) else { break };
        let small =
            |text: Option<&str>| text.filter(|text| text.len() <= 2).and_then(|text| text.parse::<i8>().ok());
        match number.len() {
            8 => days.push(written(year, small(number.get(4..6)), small(number.get(6..8)))),
            6 => days.push(written(year, small(number.get(4..6)), None)),
            4 => {
                let (month, day) = (small(numbers.get(at).copied()), small(numbers.get(at + 1).copied()));
                at += usize::from(month.is_some()) + usize::from(month.is_some() && day.is_some());
                days.push(written(year, month, day.filter(|_| month.is_some())));
            }
            _ => break,
        }
    }
    // 2015.12.9-12.11, 2015.12.9-11: more than one day, the later ones without their year.
    if at > 0 && at < numbers.len() + 1 && days.len() == 1 && numbers.len() > 3 {
        days.push(Written::Partial);
    }
    Some(days)
}

/// The number and the name of a page: `3`, `第3版`, `A02 要闻`. What is neither stands as it is written.
pub fn page_of(cell: &str) -> (Option<String>, Option<String>) {
    let cell = cell.trim();
    if cell.is_empty() {
        return (None, None);
    }
    if let Some(number) = page_number(cell) {
        return (Some(number), None);
    }
    let chars: Vec<char> = cell.chars().collect();
    let (number, rest) = take_page(&chars);
    let name = rest.trim_matches(|c: char| c.is_whitespace() || ":：·-—".contains(c));
    match number {
        Some(number) => (Some(number), (!name.is_empty()).then(|| name.to_owned())),
        None => (Some(cut(cell, 12)), None),
    }
}

/// What a row describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// A photo.
    Photo,
    /// A whole page, scanned.
    Page,
}

/// The kind that a cell names: 照片, 新闻图片, 文章, 版面.
pub fn kind_of(cell: &str) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|word| cell.contains(word));
    if has(&["版面", "整版", "报纸", "扫描"]) {
        Some(Kind::Page)
    } else if has(&["照片", "图片", "摄影", "图像"]) {
        Some(Kind::Photo)
    } else {
        has(&["文章", "文字", "报道", "消息", "通讯", "评论", "文稿", "新闻", "文书"])
            .then_some(Kind::Article)
    }
}

/// Whether a degree of secrecy is one at all: 公开, 无 and 非密 are none (GB/T 7156).
pub fn is_secret(cell: &str) -> bool {
    ["绝密", "机密", "秘密", "内部", "限制", "保密"].iter().any(|word| cell.contains(word))
        && !cell.contains("非密")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_all_usual_forms() {
        for cell in [
            "20151209",
            "2015-12-09",
            "2015-12-9",
            "2015年12月9日",
            "2015．12．9",
            "２０１５年１２月９日",
            "2015/12/9 0:00:00",
            "2015-12-09T00:00:00",
            "二〇一五年十二月九日",
            "2015 12 09",
            "20151209-20151209",
            "2015年12月9日（星期三）",
        ] {
            let day = day_of(cell);
            assert_eq!((day.date, day.doubt), (Some(jiff::civil::date(2015, 12, 9)), None), "{cell}");
        }
        let old = day_of("民国24年3月1日");
        assert_eq!((old.date, old.doubt), (Some(jiff::civil::date(1935, 3, 1)), None));
    }

    #[test]
    fn what_is_no_single_day_is_a_doubt() {
        let first = Some(jiff::civil::date(2015, 12, 9));
        for (cell, date, why) in [
            ("20151209-20151211", first, "一段"),
            ("2015年12月9日至12月11日", first, "一段"),
            ("2015.12.9-12.11", first, "一段"),
            ("2015.12.9-2015.12.11", first, "一段"),
            ("201512", None, "没有写到日"),
            ("2015年12月", None, "没有写到日"),
            ("20151200", None, "没有写到日"),
            ("2015", None, "没有写到日"),
            ("20150230", None, "不是历书"),
            ("2015-13-01", None, "不是历书"),
            ("42347", first, "序号"),
            ("不详", None, "认不出"),
        ] {
            let day = day_of(cell);
            assert_eq!(day.date, date, "{cell}");
            assert!(day.doubt.as_ref().is_some_and(|doubt| doubt.contains(why)), "{cell}: {day:?}");
        }
        assert_eq!(day_of("  "), Day::default());
    }

    #[test]
    fn pages_are_read_with_their_names() {
        for (cell, number, name) in [
            ("3", Some("3"), None),
            ("03", Some("3"), None),
            ("第3版", Some("3"), None),
            ("A02 要闻", Some("A2"), Some("要闻")),
            ("第四版：社区", Some("4"), Some("社区")),
            ("头版", Some("头版"), None),
            ("", None, None),
        ] {
            let expect = (number.map(str::to_owned), name.map(str::to_owned));
            assert_eq!(page_of(cell), expect, "{cell}");
        }
    }
}
