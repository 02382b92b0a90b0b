//! 刊期: on which days a paper appears, and how many such days a time has.

use std::fmt;

use jiff::civil::Date;

use super::{DateRange, weekday_name};

/// 刊期. Days are civil days; a day is one on which an issue is dated, not delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// On these days of every week: 日报, 周三刊, 周报.
    Weekly(Weekdays),
    /// Every so many weeks, counted from a day of issue: 双周刊.
    EveryWeeks(u8, Date),
    /// On these days of every month: 旬报 1, 11, 21; 半月刊; 月刊.
    Monthly(MonthDays),
    /// 不定期: no day is expected, so that none is missing.
    Irregular,
}

/// Days of the week, one at least; Monday is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Weekdays(u8);

/// Days of the month, one at least.
///
/// A month that lacks a day has it on its last day: 31 is the last day of every month, and 30 falls on 28 or 29 February.
/// Several that fall together are one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDays(u32);

impl Weekdays {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKDAYS: Self = Self(0b1_1111);

    /// From numbers 1 to 7; none where one is another number, or where there is none.
    pub fn new(numbers: impl IntoIterator<Item = u8>) -> Option<Self> {
        Some(Self(u8::try_from(bits(numbers, 7)?).ok()?))
    }

    /// The weekday of a date.
    pub fn of(day: Date) -> Self {
        Self(1 << day.weekday().to_monday_zero_offset())
    }

    /// The numbers, 1 to 7.
    pub fn numbers(self) -> impl Iterator<Item = u8> {
        (1..=7).filter(move |number| self.0 >> (number - 1) & 1 == 1)
    }

    /// How many.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Never: there is one at least.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether an issue is dated on this weekday.
    pub fn contains(self, day: Date) -> bool {
        self.0 & Self::of(day).0 != 0
    }
}

impl MonthDays {
    /// From numbers 1 to 31; none where one is another number, or where there is none.
    pub fn new(numbers: impl IntoIterator<Item = u8>) -> Option<Self> {
        bits(numbers, 31).map(Self)
    }

    /// The numbers, 1 to 31.
    pub fn numbers(self) -> impl Iterator<Item = u8> {
        (1..=31).filter(move |number| self.0 >> (number - 1) & 1 == 1)
    }

    /// The days of a month that has `len` days, as bits.
    fn in_month(self, len: i8) -> u32 {
        let there = mask(1, len);
        let beyond = self.0 & !there != 0;
        (self.0 & there) | (u32::from(beyond) << (len - 1))
    }
}

impl Pattern {
    /// 每日
    pub const DAILY: Self = Self::Weekly(Weekdays::ALL);

    /// Whether an issue is dated `day`.
    pub fn expects(self, day: Date) -> bool {
        match self {
            Self::Weekly(weekdays) => weekdays.contains(day),
            Self::EveryWeeks(weeks, first) => days_between(first, day).rem_euclid(days_of(weeks)) == 0,
            Self::Monthly(days) => days.in_month(day.days_in_month()) >> (day.day() - 1) & 1 == 1,
            Self::Irregular => false,
        }
    }

    /// How many days of a range it expects.
    pub fn count(self, range: DateRange) -> u32 {
        let DateRange { from, to } = range;
        if from > to {
            return 0;
        }
        let days = days_between(from, to) + 1;
        match self {
            Self::Weekly(weekdays) => {
                let weeks = u32::try_from(days / 7).unwrap_or_default();
                let over = u32::try_from(days % 7).unwrap_or_default();
                // Turned so that the weekday of the first day is the lowest bit.
                let first = from.weekday().to_monday_zero_offset();
                let turned = u32::from(weekdays.0) | (u32::from(weekdays.0) << 7);
                weeks * weekdays.len() + ((turned >> first) & ((1 << over) - 1)).count_ones()
            }
            Self::EveryWeeks(weeks, first) => {
                let every = days_of(weeks);
                let before = |day: i32| day.div_euclid(every);
                let start = days_between(first, from);
                u32::try_from(before(start + days - 1) - before(start - 1)).unwrap_or_default()
            }
            Self::Monthly(month_days) => count_monthly(month_days, range),
            Self::Irregular => 0,
        }
    }
}

fn count_monthly(month_days: MonthDays, range: DateRange) -> u32 {
    let mut count = 0;
    let mut month = range.from.first_of_month();
    loop {
        let last = month.last_of_month();
        let (from, to) = (range.from.max(month), range.to.min(last));
        count += (month_days.in_month(last.day()) & mask(from.day(), to.day())).count_ones();
        match last.tomorrow() {
            Ok(next) if next <= range.to => month = next,
            _ => return count,
        }
    }
}

/// Days from one date to another; negative backwards.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn days_of(weeks: u8) -> i32 {
    i32::from(weeks.max(1)) * 7
}

/// The bits of the numbers `from` to `to`, of which 1 is the lowest.
fn mask(from: i8, to: i8) -> u32 {
    let below = |number: i8| (1u64 << number) - 1;
    u32::try_from(below(to) & !below(from - 1)).unwrap_or(u32::MAX)
}

fn bits(numbers: impl IntoIterator<Item = u8>, most: u8) -> Option<u32> {
    let mut bits = 0;
    for number in numbers {
        bits |= (1..=most).contains(&number).then(|| 1u32 << (number - 1))?;
    }
    (bits != 0).then_some(bits)
}

const WEEKDAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

impl fmt::Display for Weekdays {
    /// `周三`, `周一、三、五`, `周一至周六`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<char> = self.numbers().map(|number| WEEKDAYS[usize::from(number) - 1]).collect();
        let in_a_row = WEEKDAYS.windows(names.len().max(1)).any(|row| row == names);
        match names.as_slice() {
            [first, _, .., last] if in_a_row && names.len() > 2 => write!(f, "周{first}至周{last}"),
            _ => write!(f, "周{}", joined(names)),
        }
    }
}

impl fmt::Display for MonthDays {
    /// `1、11、21 日`, `10、20 日、末日`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<u8> = self.numbers().filter(|number| *number < 31).collect();
        let last = self.numbers().any(|number| number == 31);
        if !numbers.is_empty() {
            write!(f, "{} 日{}", joined(&numbers), if last { "、" } else { "" })?;
        }
        f.write_str(if last { "末日" } else { "" })
    }
}

impl fmt::Display for Pattern {
    /// As a newspaper would say it, and as [`Pattern::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekly(Weekdays::ALL) => f.write_str("每日"),
            Self::Weekly(weekdays) => write!(f, "每{weekdays}"),
            Self::EveryWeeks(weeks, first) => {
                write!(f, "每 {weeks} 周一期，自 {first}（{}）起", weekday_name(*first))
            }
            Self::Monthly(days) => {
                let days = days.to_string();
                write!(f, "每月{}{days}", if days.starts_with('末') { "" } else { " " })
            }
            Self::Irregular => f.write_str("不定期"),
        }
    }
}

fn joined<T: fmt::Display>(parts: impl IntoIterator<Item = T>) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join("、")
}

impl Pattern {
    /// As the store writes it.
    pub fn written(self) -> String {
        let list = |numbers: &mut dyn Iterator<Item = u8>| {
            numbers.map(|n| n.to_string()).collect::<Vec<_>>().join(",")
        };
        match self {
            Self::Weekly(weekdays) => format!("weekdays:{}", list(&mut weekdays.numbers())),
            Self::EveryWeeks(weeks, first) => format!("weeks:{weeks},{first}"),
            Self::Monthly(days) => format!("days:{}", list(&mut days.numbers())),
            Self::Irregular => "irregular".to_owned(),
        }
    }

    /// What a person types, and what the store wrote: `daily`, `workdays`, `weekdays:1,3,5`, `weeks:2,2015-01-07`,
    /// `days:1,11,21`, `irregular`; `每日`, `工作日`, `每周一、三、五`, `周一至周六`, `每旬`, `每月 15 日`, `不定期`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "daily" | "每日" | "每天" | "日报" => return Some(Self::DAILY),
            "workdays" | "工作日" => return Some(Self::Weekly(Weekdays::WORKDAYS)),
            "tendays" | "每旬" | "旬报" => return MonthDays::new([1, 11, 21]).map(Self::Monthly),
            "irregular" | "不定期" => return Some(Self::Irregular),
            _ => {}
        }
        if let Some((kind, list)) = text.split_once(':') {
            return match kind {
                "weekdays" | "weekly" => Weekdays::new(numbers(list)?).map(Self::Weekly),
                "days" | "monthly" => MonthDays::new(numbers(list)?).map(Self::Monthly),
                "weeks" => every_weeks(list),
                _ => None,
            };
        }
        let text = text.strip_prefix('每').unwrap_or(text);
        if let Some(list) = text.strip_prefix('月') {
            return MonthDays::new(numbers(&list.replace('末', "31"))?).map(Self::Monthly);
        }
        let list = text.strip_prefix('周').or_else(|| text.strip_prefix("星期"))?;
        weekdays_named(list).map(Self::Weekly)
    }
}

fn every_weeks(list: &str) -> Option<Pattern> {
    let (weeks, first) = list.split_once(',')?;
    let weeks = weeks.trim().parse().ok().filter(|weeks| (1..=52).contains(weeks))?;
    Some(Pattern::EveryWeeks(weeks, first.trim().parse().ok()?))
}

/// The numbers of a list; none where it holds anything else but signs between them.
fn numbers(list: &str) -> Option<Vec<u8>> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '日' | '号');
    list.split(between).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

/// `一、三、五`, `一至周六`.
fn weekdays_named(list: &str) -> Option<Weekdays> {
    let mut found: Vec<u8> = Vec::new();
    let mut through = false;
    for c in list.chars() {
        let named = WEEKDAYS.iter().position(|name| *name == c).or((c == '天').then_some(6));
        match (named, c) {
            (Some(at), _) => {
                let number = u8::try_from(at).ok()? + 1;
                let first = if through { *found.last()? } else { number };
                found.extend(first..=number);
                through = false;
            }
            (None, '至' | '到') => through = true,
            (None, '周' | '每' | '、' | '，' | ',' | ' ' | '和') => {}
            _ => return None,
        }
    }
    Weekdays::new(found).filter(|_| !through)
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
