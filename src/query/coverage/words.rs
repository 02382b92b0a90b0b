//! Why a day is what it is, in plain words.

use crate::model::{DayState, Entry, Fact, PageNumber, Why};

use super::{Day, Issue, Run};

/// Why last pages are doubtful.
pub(super) const DOUBTFUL: &str = "前后各期都有这几版，可能缺末版，也可能这一期版数少；登记版数即可定下";

impl Run {
    /// Why a day is what it is.
    pub fn reason(&self, day: &Day) -> String {
        match (day.issue, day.why) {
            (Some(issue), _) => held(self, issue),
            (None, Some(why)) => self.why(day, why),
            (None, None) => String::new(),
        }
    }

    fn why(&self, day: &Day, why: Why) -> String {
        let due = match day.state {
            DayState::Missing => "，这一天应有一期",
            DayState::Unpublished => "，这一天不出报",
            _ => "",
        };
        match why {
            Why::Entry(at) => {
                let entry = &self.life.entries[at].1;
                let note = entry.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
                format!("已登记：{}{note}{}", said(entry, day), pattern_only(entry, due))
            }
            Why::Proposal(at) => {
                let proposal = &self.life.proposals[at];
                format!("推定刊期为{}：{}{due}", proposal.pattern, proposal.reason)
            }
            Why::Pause(at) => self.life.pauses[at].reason.clone(),
            Why::BeforeFirst => "早于已知的第一期，创刊日期没有登记".to_owned(),
            Why::AfterLast => "晚于已知的最后一期，终刊日期没有登记".to_owned(),
            Why::NoPattern if self.issues.is_empty() => "没有收藏一期，刊期也没有登记".to_owned(),
            Why::NoPattern => format!("只藏 {} 期，不足以推定刊期；请登记刊期", self.issues.len()),
        }
    }
}

fn pattern_only<'a>(entry: &Entry, due: &'a str) -> &'a str {
    if matches!(entry.fact, Fact::Pattern(_)) { due } else { "" }
}

fn said(entry: &Entry, day: &Day) -> String {
    match &entry.fact {
        Fact::Combined(dated) if *dated == day.date => format!("{}，应有这一期", words_of(entry)),
        Fact::Combined(dated) => format!("{}，这一天并入 {dated} 一期", words_of(entry)),
        _ => words_of(entry),
    }
}

/// What an entry says: `2012-01-01 起刊期为每日`.
pub fn words_of(entry: &Entry) -> String {
    let days = match (entry.from, entry.to) {
        (Some(from), Some(to)) if from == to => format!("{from} "),
        (Some(from), Some(to)) => format!("{from} 至 {to} "),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("到 {to} 为止"),
        (None, None) => String::new(),
    };
    match &entry.fact {
        Fact::Pattern(pattern) => format!("{days}刊期为{pattern}"),
        Fact::Founded => format!("{} 创刊", entry.from.map(|day| day.to_string()).unwrap_or_default()),
        Fact::Ended => format!("{} 终刊", entry.to.map(|day| day.to_string()).unwrap_or_default()),
        Fact::RenamedFrom(former) => format!("{days}由《{former}》改名为《{}》", entry.paper),
        Fact::Suspended => format!("{days}休刊"),
        Fact::Issued => format!("{days}每天都出过报"),
        Fact::Combined(dated) => format!("{days}合刊，出版日期 {dated}"),
        Fact::Pages(plan) => format!("{days}每期 {plan} 版"),
    }
}

/// `第 3、4 版`
pub fn pages_words(pages: &[PageNumber]) -> String {
    format!("第 {} 版", pages.iter().map(PageNumber::to_string).collect::<Vec<_>>().join("、"))
}

/// Why pages of an issue are known to be missing.
pub(super) fn holes(run: &Run, issue: &Issue) -> String {
    let plan = run.life.pages(issue.date);
    let why = plan.map_or_else(|| "后面的版已收藏".to_owned(), |plan| format!("登记为 {plan} 版"));
    format!("缺{}：{why}", pages_words(&issue.holes))
}

fn held(run: &Run, issue: &Issue) -> String {
    let mut said = match issue.pages.len() {
        0 => "有收藏，版次没有编号".to_owned(),
        count => format!("藏 {count} 版"),
    };
    if !issue.holes.is_empty() {
        said += &format!("，{}", holes(run, issue));
    }
    if !issue.doubtful.is_empty() {
        said += &format!("；{}存疑：{DOUBTFUL}", pages_words(&issue.doubtful));
    }
    said
}
