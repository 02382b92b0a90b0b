//! What an archive holds of the time and the papers asked for, in one sentence.

use crate::model::{Date, DateRange, DateRanges, TimeUnit};

use super::{Ledger, Sums};

/// What is held of a time and of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The time asked for.
    pub time: DateRanges,
    /// The papers asked for; empty where any is.
    pub papers: Vec<String>,
    /// The days.
    pub sums: Sums,
}

impl Ledger {
    /// What is held of a time and of papers; of all that is known of where none is said.
    pub fn statement(&self, time: &DateRanges, papers: &[String]) -> Statement {
        let span = self.span(papers);
        let known = DateRanges::of(span);
        let asked = if time.is_any() { &known } else { time };
        let within = |range: &DateRange| within(*range, span);
        let asked: Vec<DateRange> = asked.ranges().iter().map(within).collect();
        let sums = asked.iter().map(|range| self.sums(*range, papers)).fold(Sums::default(), Sums::and);
        let time = if time.is_any() { DateRanges::default() } else { DateRanges::of(asked) };
        Statement { time, papers: papers.to_vec(), sums }
    }
}

/// An open end of the time asked for reaches no farther than anything is known.
fn within(range: DateRange, span: Option<DateRange>) -> DateRange {
    let Some(span) = span else { return range };
    let from = if range.from == Date::MIN { span.from.min(range.to) } else { range.from };
    let to = if range.to == Date::MAX { span.to.max(range.from) } else { range.to };
    DateRange { from, to }
}

impl Statement {
    /// `2012–2014 应有 1,095 期，藏 1,080 期，缺 15 期（刊期为推定）`
    pub fn sentence(&self) -> String {
        let sums = &self.sums;
        let (issues, planned) = (sums.issues(), sums.expected() - sums.unplanned);
        let mut said = match (planned, issues) {
            (0, 0) if sums.unknown == 0 && sums.unpublished > 0 => "没有出版".to_owned(),
            (0, 0) => "没有收藏，是否出版也不知道".to_owned(),
            (0, _) => format!("藏 {} 期，刊期不定或不明，无从计缺期", grouped(issues)),
            _ => format!(
                "应有 {} 期，藏 {} 期，缺 {} 期",
                grouped(sums.expected()),
                grouped(issues),
                grouped(sums.missing)
            ),
        };
        if sums.incomplete > 0 {
            said += &format!("，{} 期缺版", grouped(sums.incomplete));
        }
        if planned > 0 && sums.unplanned > 0 {
            said += &format!("，其中 {} 期刊期不定或不明", grouped(sums.unplanned));
        }
        let unknown = sums.unknown - sums.irregular;
        if unknown > 0 && sums.expected() > 0 {
            said += &format!("，另有 {} 天不知是否出版", grouped(unknown));
        }
        if sums.guessed > 0 {
            said += "（刊期为推定）";
        }
        format!("{}{said}", self.asked())
    }

    fn asked(&self) -> String {
        let papers: String = self.papers.iter().map(|paper| format!("《{paper}》")).collect();
        let time: Vec<String> = self.time.ranges().iter().map(|range| span_words(*range)).collect();
        let time = time.join("、");
        match (time.is_empty(), papers.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("{time} "),
            _ => format!("{time}{papers}"),
        }
    }
}

/// `2012–2014`, `2015-12`, `2015-12-09 至 2016-01-03`
fn span_words(time: DateRange) -> String {
    let year = TimeUnit::Year;
    let years = DateRange { from: year.bucket_of(time.from).from, to: year.bucket_of(time.to).to };
    time.label().replace(" – ", if years == time { "–" } else { " 至 " })
}

/// `1,095`
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, expect) in [(0, "0"), (999, "999"), (1095, "1,095"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), expect);
        }
    }

    #[track_caller]
    fn check(sums: Sums, expect: &str) {
        let time = Some(DateRange { from: date(2012, 1, 1), to: date(2014, 12, 31) });
        assert_eq!(
            Statement { time: time.map(Into::into).unwrap_or_default(), papers: Vec::new(), sums }.sentence(),
            expect
        );
    }

    #[test]
    fn a_sentence_says_what_is_known_and_what_is_not() {
        let sums = Sums { held: 1080, missing: 15, ..Sums::default() };
        check(sums, "2012–2014 应有 1,095 期，藏 1,080 期，缺 15 期");
        let more = Sums { incomplete: 3, unknown: 7, guessed: 1098, ..sums };
        check(
            more,
            "2012–2014 应有 1,098 期，藏 1,083 期，缺 15 期，3 期缺版，另有 7 天不知是否出版（刊期为推定）",
        );
        let irregular = Sums { held: 5, unplanned: 5, unknown: 100, irregular: 100, ..Sums::default() };
        check(irregular, "2012–2014 藏 5 期，刊期不定或不明，无从计缺期");
        check(Sums { unpublished: 9, ..Sums::default() }, "2012–2014 没有出版");
        check(Sums { unknown: 9, unpublished: 1, ..Sums::default() }, "2012–2014 没有收藏，是否出版也不知道");
    }
}
