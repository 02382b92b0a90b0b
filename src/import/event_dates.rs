//! Dates that an item speaks of (事发日期), worked out from the day it was printed on.

use jiff::{ToSpan, civil::Date};

use crate::model::{Certainty, EventDate, Field, Item, Span};

use super::dates::{WrittenDate, written_dates};

/// Words for a day beside the issue's own, and how many days they are from it. A daily prints today what happened
/// yesterday, and says so.
const BESIDE: [(&str, i32); 9] = [
    ("昨日", -1),
    ("昨天", -1),
    ("昨晚", -1),
    ("昨夜", -1),
    ("前天", -2),
    ("今天", 0),
    ("今日", 0),
    ("明天", 1),
    ("明日", 1),
];
/// Words for the day that the text named last.
const SAME: &str = "当天 当日 同日 当晚";
/// Words for some days before the issue.
const LATELY: &str = "近日 日前 连日来 前不久";

/// The dates an item speaks of, in the order of its text, each with its words and how much of it is known.
pub fn event_dates(item: &Item, issue: Date) -> Vec<EventDate> {
    let mut events: Vec<EventDate> = Vec::new();
    // 当天 means the last day that was named, in whatever paragraph.
    let mut named = None;
    for (span, text) in item.texts().filter(|(span, _)| span.field == Field::Body) {
        let chars: Vec<char> = text.chars().collect();
        let mut found: Vec<Found> = written_dates(text).into_iter().map(Found::Written).collect();
        found.extend(spoken(text));
        found.sort_by_key(Found::start);
        for found in found {
            let event = match found {
                Found::Written(written) => written_event(&chars, span, written, issue),
                Found::Spoken(start, word, means) => {
                    spoken_event(word, means, issue, named).map(|(date, certainty, reason)| EventDate {
                        date,
                        certainty,
                        words: word.to_owned(),
                        span: Span { start, len: word.chars().count(), ..span },
                        reason,
                    })
                }
            };
            if let Some(event) = event {
                if event.certainty == Certainty::Day {
                    named = Some(event.date);
                }
                events.push(event);
            }
        }
    }
    events
}

enum Found {
    Written(WrittenDate),
    /// First character, word, meaning.
    Spoken(usize, &'static str, Means),
}

impl Found {
    fn start(&self) -> usize {
        match self {
            Self::Written(written) => written.start,
            Self::Spoken(start, ..) => *start,
        }
    }
}

#[derive(Clone, Copy)]
enum Means {
    Beside(i32),
    Same,
    Lately,
}

/// Every 昨日, 当天, 近日 of a text.
fn spoken(text: &str) -> Vec<Found> {
    let words = BESIDE.iter().map(|(word, days)| (*word, Means::Beside(*days)));
    let words = words
        .chain(SAME.split(' ').map(|word| (word, Means::Same)))
        .chain(LATELY.split(' ').map(|word| (word, Means::Lately)));
    words
        .flat_map(|(word, means)| {
            places_of(text, word).into_iter().map(move |start| Found::Spoken(start, word, means))
        })
        .collect()
}

/// Where a word stands in a text, in characters, unless it begins a name: 《今日说法》.
fn places_of(text: &str, word: &str) -> Vec<usize> {
    let (mut places, mut chars, mut from) = (Vec::new(), 0, 0);
    for (at, _) in text.match_indices(word) {
        let between = text.get(from..at).unwrap_or_default();
        chars += between.chars().count();
        from = at;
        // 1月15日前 is no 日前.
        let counted = word == "日前" && between.ends_with(is_number);
        if !between.ends_with(['《', '“']) && !counted {
            places.push(chars);
        }
    }
    places
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "０１２３４５６７８９〇一二三四五六七八九十".contains(c)
}

fn spoken_event(
    word: &str,
    means: Means,
    issue: Date,
    named: Option<Date>,
) -> Option<(Date, Certainty, String)> {
    match means {
        Means::Beside(days) => {
            let date = issue.checked_add(days.days()).ok()?;
            Some((date, Certainty::Day, format!("“{word}”按出版日期推算")))
        }
        Means::Same => Some((named?, Certainty::Day, format!("“{word}”指上文最后说到的那一天"))),
        Means::Lately => Some((issue, Certainty::About, format!("“{word}”在出版日期前几天"))),
    }
}

fn written_event(chars: &[char], span: Span, written: WrittenDate, issue: Date) -> Option<EventDate> {
    let slice = |from: usize, len: usize| chars.iter().skip(from).take(len).collect::<String>();
    let words = slice(written.start, written.len);
    let before = slice(written.start.saturating_sub(2), written.start.min(2));
    let after = slice(written.start + written.len, 1);
    // 2015年度 is a name of something, 2015年版 too.
    if written.month.is_none() && matches!(after.as_str(), "度" | "版" | "级" | "届") {
        return None;
    }
    let (year, reason) = match written.year {
        Some(year) => (year, format!("原文“{words}”")),
        None => {
            let (year, reason) = year_of(written.month?, written.day?, &before, issue)?;
            (year, format!("原文“{words}”，{reason}"))
        }
    };
    let date = Date::new(year, written.month.unwrap_or(1), written.day.unwrap_or(1)).ok()?;
    let certainty = match (written.month, written.day) {
        (_, Some(_)) => Certainty::Day,
        (Some(_), None) => Certainty::Month,
        (None, None) => Certainty::Year,
    };
    let span = Span { start: written.start, len: written.len, ..span };
    Some(EventDate { date, certainty, words, span, reason })
}

/// The year of a month and day beside an issue: the words before it decide, else the past, unless the day lies
/// in the few weeks ahead.
fn year_of(month: i8, day: i8, before: &str, issue: Date) -> Option<(i16, String)> {
    const WEEKS_AHEAD: i32 = 45;
    let this = issue.year();
    for (word, year) in [("今年", this), ("去年", this - 1), ("明年", this + 1), ("前年", this - 2)] {
        if before == word {
            return Some((year, format!("“{word}”即 {year} 年")));
        }
    }
    let days_ahead = |year: i16| Date::new(year, month, day).ok().map(|date| (date - issue).get_days());
    let near = [this + 1, this, this - 1, this - 2, this - 3, this - 4]
        .into_iter()
        .find(|year| days_ahead(*year).is_some_and(|days| days <= WEEKS_AHEAD))?;
    Some((near, format!("按出版日期取 {near} 年")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check_event(text: &str, expect: Date) {
        let written = written_dates(text)[0];
        let span = Span { field: crate::model::Field::Body, paragraph: 0, start: 0, len: 0 };
        let event = written_event(&text.chars().collect::<Vec<_>>(), span, written, date(2015, 12, 9))
            .expect("an event");
        assert_eq!(event.date, expect, "{text}: {}", event.reason);
    }

    #[test]
    fn events_are_dated_from_the_issue() {
        check_event("12月8日，", date(2015, 12, 8));
        check_event("12月20日将举行", date(2015, 12, 20));
        check_event("1月5日起", date(2016, 1, 5));
        check_event("3月12日", date(2015, 3, 12));
        check_event("去年12月8日", date(2014, 12, 8));
        check_event("2012年6月", date(2012, 6, 1));
    }

    #[test]
    fn no_event_is_made_of_a_name_or_an_impossible_day() {
        let span = Span { field: crate::model::Field::Body, paragraph: 0, start: 0, len: 0 };
        for text in ["2015年度河南省", "2015年2月30日"] {
            let written = written_dates(text)[0];
            assert_eq!(
                written_event(&text.chars().collect::<Vec<_>>(), span, written, date(2015, 12, 9)),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn days_are_told_from_the_issue_and_from_each_other() {
        let item = Item {
            paragraphs: vec![
                "昨日，社区开会。12月5日开工，当天完成。".to_owned(),
                "近日，《今日说法》来访，预计1月15日前播出。".to_owned(),
            ],
            ..Item::default()
        };
        let events = event_dates(&item, date(2015, 12, 9));
        let told: Vec<_> =
            events.iter().map(|event| (event.words.as_str(), event.date, event.certainty)).collect();
        let expect = [
            ("昨日", date(2015, 12, 8), Certainty::Day),
            ("12月5日", date(2015, 12, 5), Certainty::Day),
            ("当天", date(2015, 12, 5), Certainty::Day),
            ("近日", date(2015, 12, 9), Certainty::About),
            ("1月15日", date(2016, 1, 15), Certainty::Day),
        ];
        assert_eq!(told, expect);
        assert_eq!(events[2].span.start, 16);
    }
}
