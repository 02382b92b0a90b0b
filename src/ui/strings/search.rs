//! The words of the search.

use super::{AUTHOR, CORRESPONDENT, NAMED, PAPER, PHOTOGRAPHER, REMOVE, REPORTER, Words};
use crate::model::{PersonRole, Zone};
use crate::query::{Held, Meant, Part, WordAlone};

pub const SEARCH_SIGNS: &str = "空格：都要有　或：有一个就行　-：没有　“ ”：整句　~10：相距 10 字内　*：一个认不出的字　标题: 图说: 记者: 摄影: 社区: 报名: 版: 日期:";
pub const FOLDED: &str = "繁简、全半角等不分";
pub const PARTLY_FOLDED: &str = "部分区分";
pub const AS_PRINTED: &str = "照原文查";
pub const NOT_TOLD_APART: &str = "下面打勾的差别不计";
pub const FOLDING_WHY: &str = "繁体简体、全角半角这些差别计不计";
pub const KEEP: &str = "存下这组条件";
pub const KEPT_FILTERS: Words = ("存下的条件", "给现在的条件起名存下；打开、改名、删除以前存下的");
pub const KEPT_TITLE: &str = "存下条件";
pub const KEPT_LIST: &str = "存下的条件";
pub const NOTHING_KEPT: &str = "还没有存下的条件。先查找、选时间或地名，再来这里起名存下。";
pub const KEEP_NAME: &str = "名称";
pub const KEEP_DO: &str = "存下";
pub const OPEN_KEPT: &str = "换成这组条件，现在的可用 Alt+← 找回";
pub const NEW_NAME: &str = "新名称";
pub const RENAME: &str = "改名";
pub const MORE_PARTS: &str = "其余条件";
pub const FORGET_SEARCH: &str = "忘掉这个查找";
pub const ORDER: &str = "排列";
pub const ORDERS: [&str; 3] = ["按日期", "按相关", "按标题"];
pub const ORDER_WHYS: [&str; 3] =
    ["新的在前，同一天按版次", "词出现得多而集中的在前，只列前 1000 篇", "按标题的拼音"];
pub const CONTEXTS: &str = "逐句";
pub const CONTEXTS_WHY: &str = "列出每一处的整句，不只每篇一段";
pub const FACETS: &str = "细分";
pub const FACETS_WHY: &str = "按年份、报名、记者、通讯员、摄影、类别分别计数，点一下只看其中之一";
pub const FACET_YEARS: &str = "年份";
pub const FACET_PAPERS: &str = "报名";
pub const FACET_KINDS: &str = "类别";
pub const NO_FACETS: &str = "没有";
pub const READ_MARK: &str = "已阅";
pub const NOT_READ: &str = "未阅";
pub const READ_WHY: &str = "在这个查找下看过没有，点一下改";
pub const BACK: Words = ("后退", "回到上一组条件");
pub const FORWARD: Words = ("前进", "到后退之前的那组条件");
pub const COPY_LINK: Words = ("复制查找链接", "把全部条件复制成一行文字，贴进查找框就回到这里");
pub const NEXT_OCCURRENCE: Words = ("下一处", "到下一处查到的字，一篇完了接下一篇");
pub const PREVIOUS_OCCURRENCE: Words = ("上一处", "到上一处查到的字，一篇完了接上一篇");
pub const TOGGLE_READ: Words = ("已阅 / 未阅", "在这个查找下把这一篇记为看过或没看过");
pub const HELD_NOTHING: &str = "这段时间库中一期报纸也没有收藏：查不到不等于没有登过。";

pub fn person(role: PersonRole, name: &str) -> String {
    format!("{} {name}", role_word(role))
}

pub fn role_word(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Correspondent => CORRESPONDENT,
        PersonRole::Reporter => REPORTER,
        PersonRole::Photographer => PHOTOGRAPHER,
        PersonRole::Author => AUTHOR,
        PersonRole::Named => NAMED,
    }
}

pub fn suggestion(name: &str) -> String {
    format!("建议 {name}")
}

/// What a proposal is.
pub fn suggestion_sort(meant: &Meant, path: &str) -> String {
    match meant {
        Meant::Place(_) => path.to_owned(),
        Meant::Person(role, _) => role_word(*role).to_owned(),
        Meant::Paper(_) => PAPER.to_owned(),
        Meant::Search(row) if row.name.is_some() => KEPT_LIST.to_owned(),
        Meant::Search(_) => "查过".to_owned(),
    }
}

pub fn kept_as(name: &str) -> String {
    format!("已存下 {name}")
}

pub fn open_kept(name: &str) -> String {
    format!("打开 {name}")
}

pub fn rename_kept(name: &str) -> String {
    format!("{RENAME} {name}")
}

pub fn remove_kept(name: &str) -> String {
    format!("删除 {name}")
}

pub fn name_taken(name: &str) -> String {
    format!("已有另一组条件叫“{name}”，换一个名称。")
}

/// Behind a part of the filter that is shown.
pub fn remove(part: &str) -> String {
    format!("{REMOVE} {part}")
}

pub fn more_parts(count: usize) -> String {
    format!("另 {count} 项")
}

pub fn forget_search(name: &str) -> String {
    format!("{FORGET_SEARCH} {name}")
}

pub fn articles(count: u64) -> String {
    format!("{count} 篇")
}

pub fn read_progress(read: usize, of: u64) -> String {
    format!("已阅 {read}/{of}")
}

pub fn only_first(count: usize) -> String {
    format!("只列前 {count} 篇")
}

pub fn occurrences(count: usize) -> String {
    format!("{count} 处")
}

pub fn occurrence_at(at: usize, of: usize) -> String {
    format!("第 {at} / {of} 处")
}

pub fn facet(name: &str, count: u32) -> String {
    format!("{name}，{count} 篇")
}

// Why nothing was found.
pub fn word_alone(word: &WordAlone) -> String {
    let zone = match word.zone {
        Zone::All => "",
        Zone::Title => "标题里",
        Zone::Caption => "图说里",
    };
    let compared = word.compared.as_ref().map(|form| format!("（按“{form}”比）")).unwrap_or_default();
    match word.articles {
        0 => format!("{zone}“{}”{compared}全库没有", word.word),
        count => format!("{zone}“{}”{compared}全库有 {count} 篇", word.word),
    }
}

pub const NEAREST: &str = "库中有相近的：";

pub fn nearest(form: &str, articles: u64) -> String {
    format!("{form} {articles} 篇")
}

pub fn part_word(part: Part) -> &'static str {
    match part {
        Part::Query => "文字",
        Part::Kind => "类别",
        Part::Time => "时间",
        Part::Events => "事发日期",
        Part::Places => "地名",
        Part::People => "署名",
        Part::Papers => "报名",
    }
}

pub fn without(part: Part, articles: u64) -> String {
    format!("去掉{}条件，有 {articles} 篇", part_word(part))
}

/// What the archive holds, whatever it says.
pub fn held(held: &Held) -> String {
    let papers = held.papers.iter().map(|paper| format!("《{paper}》")).collect::<String>();
    let time = held.time.label();
    let time = if time.is_empty() { time } else { format!("{time} ") };
    if held.issues == 0 {
        return format!("{time}{papers}{HELD_NOTHING}");
    }
    let whole = if time.is_empty() && papers.is_empty() { "全库" } else { "库中" };
    format!("{time}{papers}{whole}收有 {} 期、{} 篇，都不符合这些条件。", held.issues, held.articles)
}
