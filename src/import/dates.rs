//! Dates in text: those the page was printed on, and those it speaks of.

use jiff::{ToSpan, civil::Date};

use crate::model::DateProposal;

/// A date as written: whatever of year, month and day is there, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Four digits.
    pub year: Option<i16>,
    /// 1 to 12, not yet checked against the day.
    pub month: Option<i8>,
    /// As written, even where the month has no such day.
    pub day: Option<i8>,
    /// First character.
    pub start: usize,
    /// Characters.
    pub len: usize,
}

/// Every `2015年12月9日`, `2015年12月`, `2015年`, `12月9日` of a text.
pub fn written_dates(text: &str) -> Vec<WrittenDate> {
    let chars: Vec<char> = text.chars().map(crate::text::fold_char).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() && !is_numeral(chars[at]) {
            at += 1;
            continue;
        }
        match written_at(&chars, at) {
            Some(date) => {
                at += date.len;
                found.push(date);
            }
            // Past the whole number: 2015 inside 12015 is no year.
            None => at += number(&chars, at).map_or(1, |(_, len)| len),
        }
    }
    found
}

fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '零' | '○' | '十')
}

/// The number at `at` and its length: digits, or Han numerals (一九八六, 十一).
fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let len = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    if len > 0 {
        let digits = chars[at..at + len].iter().filter_map(|c| c.to_digit(10));
        let value =
            digits.into_iter().try_fold(0_u32, |value, digit| value.checked_mul(10)?.checked_add(digit));
        return Some((value?, len));
    }
    const DIGITS: &str = "〇一二三四五六七八九";
    let len = chars[at..].iter().take(6).take_while(|c| is_numeral(**c)).count();
    if len == 0 {
        return None;
    }
    let han: String =
        chars[at..at + len].iter().map(|c| if matches!(c, '零' | '○') { '〇' } else { *c }).collect();
    if len == 4 && !han.contains('十') {
        let digits = han.chars().filter_map(|c| DIGITS.chars().position(|d| d == c));
        return Some((digits.fold(0, |year, digit| year * 10 + u32::try_from(digit).unwrap_or_default()), 4));
    }
    Some((super::page_number::han_number(&han).map(u32::from)?, len))
}

/// `2014.10.23`, `2024-04-11`, `2014/10/23`: a whole date in digits.
fn in_digits(chars: &[char], at: usize) -> Option<WrittenDate> {
    let digits =
        |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let value =
        |from: usize, len: usize| chars[from..from + len].iter().collect::<String>().parse::<i16>().ok();
    let mark = chars.get(at + 4).copied().filter(|c| matches!(c, '.' | '-' | '/' | '．'))?;
    let month = digits(at + 5);
    let day_at = at + 6 + month;
    let day = digits(day_at);
    let shaped = digits(at) == 4
        && (1..=2).contains(&month)
        && (1..=2).contains(&day)
        && chars.get(day_at - 1) == Some(&mark);
    if !shaped {
        return None;
    }
    let small = |from, len, most: i16| {
        value(from, len).filter(|n| (1..=most).contains(n)).and_then(|n| i8::try_from(n).ok())
    };
    Some(WrittenDate {
        year: value(at, 4).filter(|year| (1850..=2150).contains(year)),
        month: Some(small(at + 5, month, 12)?),
        day: Some(small(day_at, day, 31)?),
        start: at,
        len: day_at + day - at,
    })
    .filter(|date| date.year.is_some())
}

fn written_at(chars: &[char], at: usize) -> Option<WrittenDate> {
    if let Some(date) = in_digits(chars, at) {
        return Some(date);
    }
    let mut end = at;
    let mut take = |unit: &[char], range: std::ops::RangeInclusive<u32>| {
        let (value, len) = number(chars, end)?;
        let sign = chars.get(end + len)?;
        (unit.contains(sign) && range.contains(&value)).then(|| {
            end += len + 1;
            value
        })
    };
    let year = take(&['年'], 1800..=2200);
    let month = take(&['月'], 1..=12);
    let day = month.and_then(|_| take(&['日', '号'], 1..=31));
    if year.is_none() && day.is_none() {
        return None;
    }
    let small = |value: Option<u32>| value.and_then(|value| i8::try_from(value).ok());
    Some(WrittenDate {
        year: year.and_then(|year| i16::try_from(year).ok()),
        month: small(month),
        day: small(day),
        start: at,
        len: end - at,
    })
}

/// A day for the issue from what its text speaks of: the latest day named, with the latest year named, and the day
/// after, since a daily prints today what happened yesterday. Never more than a proposal.
pub fn propose_issue_date<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DateProposal> {
    let mut days: Vec<(i8, i8)> = Vec::new();
    let mut latest: Option<(i16, String)> = None;
    for text in texts.filter(|text| text.contains(['月', '年'])) {
        for written in written_dates(text) {
            days.extend(written.month.zip(written.day));
            if let Some(year) =
                written.year.filter(|year| latest.as_ref().is_none_or(|(most, _)| year > most))
            {
                let words = text.chars().skip(written.start);
                let extra = usize::from(words.clone().nth(written.len) == Some('度'));
                latest = Some((year, words.take(written.len + extra).collect()));
            }
        }
    }
    let &(month, day) = days.iter().max()?;
    let times = days.iter().filter(|found| **found == (month, day)).count();
    let (year, words) = latest?;
    let event = Date::new(year, month, day).ok()?;
    let date = event.checked_add(1.day()).ok()?;
    let reason = format!(
        "原文最晚提到“{month}月{day}日”（{times} 处），年份据“{words}”推定，日报多在次日见报，请核对"
    );
    Some(DateProposal { date, reason, given: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_written() {
        let read = |text: &str| {
            written_dates(text)
                .iter()
                .map(|date| (date.year, date.month, date.day, date.start))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("于2015年12月9日"), [(Some(2015), Some(12), Some(9), 1)]);
        assert_eq!(
            read("１２月８日，2008年,2009年3月"),
            [(None, Some(12), Some(8), 0), (Some(2008), None, None, 6), (Some(2009), Some(3), None, 12),]
        );
        assert_eq!(read("55950人 30年 13月1日 6个月 12015年"), []);
    }

    #[test]
    fn the_issue_date_is_proposed_with_its_reason() {
        let proposal =
            propose_issue_date(["2012年6月成立。12月7日。获“2015年度”称号。12月8日，12月8日。"].into_iter())
                .expect("a day");
        assert_eq!(proposal.date, date(2015, 12, 9));
        assert!(!proposal.given);
        for part in ["12月8日", "2 处", "2015年度"] {
            assert!(proposal.reason.contains(part), "{}", proposal.reason);
        }
        assert_eq!(propose_issue_date(["没有年份，12月8日"].into_iter()), None);
    }
}
