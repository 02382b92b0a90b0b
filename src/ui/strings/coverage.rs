//! The words of the coverage ledger: what became of each day, the calendar, and what persons say of a paper.

use super::Words;
use crate::model::{Date, DayState, weekday_name};
use crate::query::{CalendarDay, Gap, StateCounts, pages_words};

// Commands: name, explanation.
pub const SHOW_CALENDAR: Words = ("月历", "逐日看一个月：有报、缺期、缺版、版数、篇数；Esc 回到时间轴");
pub const SHOW_LEDGER: Words = ("收藏情况…", "登记刊期、创刊、休刊、改名，看缺哪些期，导出清单");

// The calendar.
pub const CALENDAR_HINT: &str = "←→↑↓ 换日，Page Up、Page Down 换月，Enter 只看这一天，Esc 回到时间轴";
pub const PREVIOUS_MONTH: &str = "上个月";
pub const NEXT_MONTH: &str = "下个月";
pub const LEAVE_CALENDAR: &str = "回到时间轴";
pub const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
pub const NO_STATES: &str = "正在清点收藏…";
pub const THIS_MONTH: &str = "本月";

pub fn month_title(day: Date) -> String {
    format!("{}年{}月", day.year(), day.month())
}

pub fn day_title(day: Date) -> String {
    format!("{}年{}月{}日 {}", day.year(), day.month(), day.day(), weekday_name(day))
}

/// `2015年12月9日 星期三 有报 8 版 12 篇`, and how many of the articles pass where that is not all.
pub fn calendar_day(day: &CalendarDay, all: u32, passing: u32) -> String {
    let mut said = day_title(day.date);
    if !day.states.is_empty() {
        said += &format!(" {}", states(day.states));
    }
    if day.issues > 1 {
        said += &format!(" {} 期", day.issues);
    }
    if day.pages > 0 {
        said += &format!(" {} 版", day.pages);
    }
    if all > 0 {
        said += &format!(" {all} 篇");
    }
    if passing != all {
        said += &format!("，命中 {passing} 篇");
    }
    said
}

/// What became of a day: one word where it is the same of every paper that has an issue, else a count of each.
pub fn states(counts: StateCounts) -> String {
    let shown: Vec<(DayState, u32)> = counts.shares().map(|(state, _)| (state, counts.of(state))).collect();
    match shown.as_slice() {
        [(state, _)] => state.word().to_owned(),
        several => {
            let each = several.iter().map(|(state, count)| format!("{} {count} 种", state.word()));
            each.collect::<Vec<_>>().join("、")
        }
    }
}

pub fn issues(count: u32) -> String {
    format!("{count} 期")
}

pub fn pages(count: u32) -> String {
    format!("{count} 版")
}

pub fn hits(count: u32) -> String {
    format!("命中 {count}")
}

/// The sums of a time: `有报 20 期　缺期 2 期　未出版 9 天`; empty where nothing is known of it.
pub fn state_sums(counts: StateCounts) -> String {
    let unit = |state: DayState| if state.is_issue() { "期" } else { "天" };
    let said = DayState::ALL.into_iter().filter(|state| counts.of(*state) > 0);
    let each = said.map(|state| format!("{} {} {}", state.word(), counts.of(state), unit(state)));
    each.collect::<Vec<_>>().join("　")
}

/// What is missing of a bar, for a screen reader after its name; empty where nothing is.
pub fn bar_lacks(counts: StateCounts) -> String {
    let lacks = [DayState::Missing, DayState::Incomplete].into_iter().filter(|state| counts.of(*state) > 0);
    let each = lacks.map(|state| format!("{} {} 期", state.word(), counts.of(state)));
    each.collect::<Vec<_>>().join("，")
}

pub fn paper_day(paper: &str, state: DayState, reason: &str) -> String {
    format!("《{paper}》{}：{reason}", state.word())
}

/// What a state means.
pub fn state_why(state: DayState) -> &'static str {
    match state {
        DayState::Held => "这一天有报，所藏各版之间没有缺号",
        DayState::Incomplete => "这一天有报，版次中间缺号，或少于登记的版数",
        DayState::Missing => "按刊期应有一期，没有收藏",
        DayState::Unpublished => "按刊期或登记，这一天不出报",
        DayState::Unknown => "不知道这一天有没有出报：刊期不明，或在已知的头尾之外",
    }
}

// The ledger.
pub const LEDGER: &str = "收藏情况";
pub const LEDGER_TABS: [&str; 2] = ["刊期与沿革", "缺期清单"];
pub const NO_LEDGER: &str = "库中还没有报纸，导入以后再看收藏情况";
pub const NO_PATTERN: &str = "所藏太少，推定不了刊期。请在下面登记刊期，缺期就能算出来。";
pub const ENTERED: &str = "登记";
pub const GUESSED: &str = "推定";
pub const IS_ENTERED: &str = "已有登记";
pub const DOUBTFUL: &str = "，把握不大";
pub const ADOPT: &str = "采用";
pub const CHANGE: &str = "修改";
pub const TAKE_BACK: &str = "撤销";
pub const ENTER: &str = "新登记";
pub const CHANGE_ENTRY: &str = "改登记";
pub const ENTER_DO: &str = "登记";
pub const SAVE_ENTRY: &str = "保存修改";
pub const LEDGER_CHANGED: &str = "已登记，收藏情况已重新清点";
pub const FACTS: [&str; 8] = ["刊期", "创刊", "终刊", "改名", "休刊", "加刊", "合刊", "版数"];
pub const FIELD_FACT: &str = "登记什么";
pub const FIELD_NAME: &str = "当时的报名";
pub const FIELD_FROM: &str = "从";
pub const FIELD_TO: &str = "到";
pub const FIELD_DAY: &str = "日期";
pub const OPEN_HINT: &str = "空着为不限";
pub const FIELD_PATTERN: Words = ("刊期", "如 每周一、三、五");
pub const FIELD_FORMER: Words = ("改名前的报名", "如 晨光报");
pub const FIELD_DATED: Words = ("报上印的日期", "空着为第一天");
pub const FIELD_PAGES: Words = ("最后一版", "如 8，或 A8,B4");
pub const FIELD_NOTE: Words = ("依据", "如 见《卫东区志》第 512 页");
pub const PATTERNS: [&str; 7] =
    ["每日", "每周一至周五", "每周一至周六", "每周一、三、五", "每旬", "每月 15 日", "不定期"];
pub const BAD_PATTERN: &str =
    "刊期请写成：每日、每周一、三、五、每月 15 日、不定期，双周刊写 weeks:2,首期日期";
pub const BAD_PAGES: &str = "版数请写最后一版，如 8；分叠的写各叠最后一版，如 A8,B4";
pub const NO_FORMER: &str = "请写明改名以前的报名";
pub const SUMS: [&str; 5] = ["应有", "藏", "缺期", "缺版", "未知天"];
pub const GAPS_TITLE: Words = ("缺期清单", "");
pub const GAPS_WHY: &str = "把这份报纸所缺的期和版全部存成表格，可用 Excel 打开";
pub const GAPS_HINT: &str = "如 /home/档案/缺期清单.csv";

pub fn noted(note: &str) -> String {
    format!("（{note}）")
}

pub fn guess(words: &str, reason: &str, doubt: &str) -> String {
    format!("{words}：{reason}{doubt}")
}

pub fn will_say(words: &str) -> String {
    format!("将登记：{words}")
}

pub fn bad_day(text: &str) -> String {
    format!("“{text}”不是日期，请写成 2015-12-09")
}

pub fn gaps_of(time: &str, count: usize) -> String {
    let time = if time.is_empty() { "全部" } else { time };
    match count {
        0 => format!("{time} 没有已知的缺期、缺版"),
        _ => format!("{time} 所缺 {count} 项，点一项看那个月"),
    }
}

pub fn gap(gap: &Gap) -> String {
    let pages = if gap.pages.is_empty() { String::new() } else { format!(" {}", pages_words(&gap.pages)) };
    format!("{} {} {}{pages}", gap.date, weekday_name(gap.date), gap.kind.word())
}

/// A year or a month for a screen reader.
pub fn sums_line(label: &str, [expected, held, missing, incomplete, unknown]: [u32; 5]) -> String {
    format!("{label} 应有 {expected} 期，藏 {held} 期，缺期 {missing}，缺版 {incomplete}，未知 {unknown} 天")
}
