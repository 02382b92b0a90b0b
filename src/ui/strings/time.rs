//! The words of time: the timeline, and the ways from an article to its day.

use super::Words;
use crate::model::{Date, DateRange, DateRanges, weekday_name};

pub const TIMELINE: &str = "时间轴";
pub const UNITS: [&str; 4] = ["自动", "年", "月", "日"];
pub const UNIT_NAMES: [&str; 4] = ["单位随范围变", "按年", "按月", "按日"];
pub const MEASURES: [&str; 2] = ["篇数", "占比"];
pub const MEASURE_NAMES: [&str; 2] = ["柱高按篇数", "柱高按占全部文章的比例"];
pub const STEPS: [&str; 2] = ["均匀", "对数"];
pub const STEP_NAMES: [&str; 2] = ["高度均匀刻度", "高度对数刻度，少的也看得见"];
pub const LEGEND_ALL: &str = "灰：全部文章";
pub const LEGEND_HITS: &str = "红：当前结果";
pub const LEGEND_NONE: &str = "空：没有收藏";
pub const ZOOM_IN: &str = "放大";
pub const ZOOM_OUT: &str = "缩小";
pub const ZOOM_ALL: &str = "看全部年份";
pub const OVERVIEW: &str = "全部年份，拖动方框换一段看";
pub const TIMELINE_HINT: &str = "时间轴：点或拖选一段，Shift 延长，Ctrl 再选一段；滚轮缩放，中键或空格拖动平移；←→ 移动，↑↓ 缩放，Home End 到头尾，Esc 取消";
pub const EDGE_BEGIN: &str = "起点";
pub const EDGE_END: &str = "终点";
pub const NO_PAPERS: &str = "库中没有这段时间的报纸";
pub const SHOW_EVENTS: &str = "下面加一行：按事发日期";
pub const HIDE_EVENTS: &str = "收起事发日期那一行";
pub const EVENTS: &str = "事发日期";
pub const EVENTS_WHY: &str = "按文中认出的事发日期计篇，点或拖选一段只看写到那些天的；一篇写到几天就计在几天。只知月份的不计入日，只知年份的不计入月";
pub const NO_EVENTS: &str = "没有认出事发在这段时间的文章";
pub const NO_TIME_TO_SWAP: &str = "还没有选时间：先在时间轴上选一段";
pub const MORE: &str = "…";
pub const FIRST_ISSUE: &str = "这是库中这份报纸最早的一期";
pub const LAST_ISSUE: &str = "这是库中这份报纸最晚的一期";

// Commands: name, explanation.
pub const FOCUS_TIMELINE: Words = ("到时间轴", "用 ←→ 选时间，↑↓ 缩放");
pub const SWAP_TIMES: Words = ("出版、事发日期互换", "把选定的出版时间改作事发时间，或改回来");
pub const SHOW_IN_TIMELINE: Words = ("在时间轴中查看", "把时间轴移到这一篇的出版日期");
pub const PREVIOUS_ISSUE: Words = ("上一期", "看同一份报纸的上一期，条件可用 Alt+← 找回");
pub const NEXT_ISSUE: Words = ("下一期", "看同一份报纸的下一期，条件可用 Alt+← 找回");
pub const SAME_DAY: Words = ("同日", "看这一天的全部文章，条件可用 Alt+← 找回");
pub const EVERY_YEAR: Words = ("历年今日", "看历年同月同日的全部文章，条件可用 Alt+← 找回");

pub fn bar(label: &str, all: u32, passing: u32) -> String {
    format!("{label}：共 {all} 篇，命中 {passing} 篇")
}

/// Before the number of hits, the number, and after it.
pub fn timeline_summary(time: &DateRanges, hits: u64, all: u32) -> [String; 3] {
    let time = time_label(time);
    let before = if time.is_empty() { "命中 ".to_owned() } else { format!("{time}　命中 ") };
    [before, hits.to_string(), format!(" / {all} 篇")]
}

/// Stretches of time, the first and their number where they are many.
pub fn time_label(time: &DateRanges) -> String {
    match time.ranges() {
        [first, _, _, ..] => format!("{} 等 {} 段时间", first.label(), time.ranges().len()),
        _ => time.label(),
    }
}

pub fn edge(range: DateRange, end: bool) -> String {
    format!("{} 的{}", range.label(), if end { EDGE_END } else { EDGE_BEGIN })
}

pub fn hovered_time(range: DateRange) -> String {
    if range.from == range.to {
        format!("{} {}", range.label(), weekday_name(range.from))
    } else {
        range.label()
    }
}

pub fn hovered_counts(all: u32, passing: u32) -> String {
    format!("共 {all} 篇，命中 {passing} 篇")
}

pub fn event_bar(label: &str, all: u32, passing: u32) -> String {
    format!("事发 {label}：共 {all} 篇，命中 {passing} 篇")
}

pub fn event_chip(label: &str) -> String {
    format!("事发 {label}")
}

pub fn tick_month(day: Date) -> String {
    format!("{}月", day.month())
}

/// The context of labels that do not say their year or month.
pub fn tick_context(day: Date, with_month: bool) -> String {
    if with_month { format!("{}年{}月", day.year(), day.month()) } else { format!("{}年", day.year()) }
}

pub fn top(value: f32, share: bool) -> String {
    if share { format!("{:.0}%", value * 100.0) } else { format!("{value:.0} 篇") }
}
