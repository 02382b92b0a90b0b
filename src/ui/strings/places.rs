//! The words of places: the list, and what is known of each.

use super::Words;
use crate::model::{Moment, PlaceCode, PlaceEdit, Validity};
use crate::query::{Archive, By, Mention, NameOutcome, NamePreview, PlaceCard};

pub const FIND_PLACES: Words = ("找社区、村", "按名称、拼音或代码在社区列表里找");
pub const FIND_PLACE: &str = "找地名，可用拼音";
pub const FIND_PLACE_WHY: &str = "按名称、别名、拼音（首字母也行）或代码找；↓ 进入列表";
pub const AREA_HINT: &str = "如 卫东区、weidong、wdq、410403；↑↓ 选，回车定";
pub const UNDECIDED: &str = "待定";
pub const UNDECIDED_WHY: &str = "有同名的地方、还没定是哪一处的文章";
pub const NO_SUCH_PLACE: &str = "没有这样的地名";
pub const PLACE_ORDERS: [&str; 3] = ["按篇数", "按名称", "按代码"];
pub const PLACE_ORDER_WHY: &str = "社区列表的次序";
pub const PLACE_LIST_KEYS: &str = "社区列表：↑↓ 移动，←→ 收起展开，回车选定，Ctrl+回车再选一处";

pub fn areas_found(count: usize) -> String {
    format!("{count} 个区、县、市")
}

/// What an area holds.
pub fn area_holds(streets: usize, communities: usize, code: &str) -> String {
    format!("{streets} 个街道、镇、乡，{communities} 个社区、村  {code}")
}

pub const PLACE_CARD: Words = ("地名详情…", "看和改一处地名：别名、曾用名、合并、归属、备注，都能撤销");
pub const PLACE_TITLE: &str = "地名详情";
pub const PLACE_TABS: [&str; 3] = ["名称", "归属与备注", "改动记录"];
pub const GONE_HOW: &str = "这处地名不再单独计数。要改它，先在“归属与备注”里恢复。";
pub const ADD_NAME: &str = "加一个名称";
pub const NAME: &str = "名称";
pub const ADD_NAME_HINT: &str = "如 东工人镇";
pub const KIND_OF_NAME: &str = "名称的种类";
pub const SINCE: &str = "起";
pub const UNTIL: &str = "止";
pub const MOMENT_HINT: &str = "如 1998";
pub const BAD_MOMENT: &str = "时间写年、年-月或年-月-日，如 1998、1998-05";
pub const PREVIEW_NAME: &str = "先看会认出哪些";
pub const ADD_NAME_DO: &str = "添加，并在全库认出";
pub const RENAME_PLACE: &str = "改名";
pub const KEEP_OLD_NAME: &str = "旧名留作曾用名";
pub const RENAME_DO: &str = "改名";
pub const MERGED_INTO_IT: &str = "已并入";
pub const MERGE_OR_MOVE: &str = "并入别处，或移到别的街道";
pub const MERGE: &str = "并入别处";
pub const MERGE_WHY: &str = "提到它的文章都算在那一处名下；可以撤销。";
pub const OTHER_PLACE: &str = "哪一处";
pub const MERGE_INTO: &str = "并入";
pub const MOVE_BELOW: &str = "移到其下";
pub const SPLIT: &str = "拆出一处";
pub const SPLIT_NAME: &str = "拆出的名称";
pub const GOES_OVER: &str = "这个名称归拆出的那一处";
pub const SPLIT_DO: &str = "拆出";
pub const LIFE_AND_NOTES: &str = "存在时间与备注";
pub const FOUNDED_IN: &str = "设立";
pub const ENDED_IN: &str = "撤销";
pub const NOTES: &str = "备注";
pub const SAVE_LIFE: &str = "保存";
pub const WITHDRAW: &str = "不是地名，撤下";
pub const WITHDRAW_WHY: &str = "文章里不再认它；可以恢复";
pub const RESTORE: &str = "恢复";
pub const RESTORE_WHY: &str = "重新单独计数，文章里重新认它";
pub const UNDO_EDIT: &str = "撤销上一步";
pub const REDO_EDIT: &str = "重做";
pub const HISTORY_WHY: &str = "对全部地名的改动，最近的在前；重新打开报刊库后仍能撤销。";
pub const NO_EDITS: &str = "还没有改动。";

pub fn remove_name(name: &str) -> String {
    format!("去掉名称 {name}")
}

/// `1986 – 1998-05`, with an open end where nothing is known.
pub fn validity(validity: &Validity) -> String {
    let text = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.as_str().to_owned());
    match (text(&validity.from), text(&validity.to)) {
        (None, None) => String::new(),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("到 {to}"),
        (Some(from), Some(to)) => format!("{from} – {to}"),
    }
}

/// Where it lies, how many articles name it, and what became of it.
pub fn place_state(card: &PlaceCard, path: &str) -> String {
    let state = match (&card.record.merged_into, card.record.withdrawn) {
        (Some(_), _) => "，已并入别处",
        (None, true) => "，已撤下",
        (None, false) => "",
    };
    format!("{path}　{} 篇文章提到{state}", card.articles)
}

/// What a person did, in a sentence.
pub fn edit_words(edit: &PlaceEdit, archive: &Archive) -> String {
    let name =
        |code: &PlaceCode| archive.place(*code).map_or_else(|| code.to_string(), |place| place.name.clone());
    match edit {
        PlaceEdit::Add { parent, name: new, .. } => format!("在{}下添加“{new}”", name(parent)),
        PlaceEdit::TakeIn { places, renamed, names } => {
            format!("从另一份名录收进 {} 处", places.len() + renamed.len() + names.len())
        }
        PlaceEdit::Rename { code, name: new, .. } => format!("{}改名为“{new}”", name(code)),
        PlaceEdit::AddName { code, name: new } => {
            format!("{}加{}“{}”", name(code), new.kind.chinese(), new.name)
        }
        PlaceEdit::RemoveName { code, name: old } => format!("{}去掉名称“{old}”", name(code)),
        PlaceEdit::Merge { from, into } => format!("{}并入{}", name(from), name(into)),
        PlaceEdit::Split { code, name: new, .. } => format!("从{}拆出“{new}”", name(code)),
        PlaceEdit::Withdraw { code } => format!("撤下{}", name(code)),
        PlaceEdit::Restore { code } => format!("恢复{}", name(code)),
        PlaceEdit::Move { code, parent } => format!("{}移到{}下", name(code), name(parent)),
        PlaceEdit::SetValidity { code, .. } => format!("改{}的存在时间", name(code)),
        PlaceEdit::SetNotes { code, .. } => format!("改{}的备注", name(code)),
        PlaceEdit::Refuse { words, code, .. } => format!("“{words}”不是{}", name(code)),
        PlaceEdit::Confirm { code, .. } => format!("确认一处{}", name(code)),
    }
}

pub const CHECK_PLACES: &str = "核对";
pub const CHECK_PLACES_WHY: &str = "认得对不对，同名的是哪一处";
pub const IS_RIGHT: Words = ("对", "本篇里确是这一处，以后重认也不变");
pub const IS_WRONG: &str = "不是";

/// By what words an article means a place.
pub fn why_named(mention: &Mention) -> String {
    let mut why = format!("“{}”：{}", mention.words, mention.by.reason());
    if let Some(former) = &mention.merged_from {
        why += &format!("，{former}已并入这里");
    }
    if mention.confirmed && mention.by != By::Person {
        why += "，已由人核对";
    }
    why
}

pub fn which_place(words: &str) -> String {
    format!("“{words}”是哪一处？")
}

pub const COMPARE_LIST: Words =
    ("对照名录…", "与另一份名录（CSV，代码和名称）对照，收进不冲突的，人改过的一概不动");
pub const COMPARE_TITLE: &str = "对照另一份名录";
pub const COMPARE_HOW: &str =
    "名录是一张表：一行一处，第一列代码，第二列名称，可从 Excel 另存为 CSV。先看有哪些不同，再决定收不收。";
pub const COMPARE_PATH: &str = "名录文件的位置";
pub const COMPARE_HINT: &str = "如 /home/档案/卫东区名录.csv";
pub const COMPARE_DO: &str = "对照";
pub const COMPARE_SAME: &str = "两份名录没有不同。";
pub const PICK_FILE: &str = "选择文件…";
pub const FILTER_TABLE: &str = "名录（CSV）";
pub const NO_AREA_TO_COMPARE: &str = "请先打开报刊库并设定属地，再对照名录";
pub const TAKE_IN_WHY: &str = "可以撤销；收进后会在全部文章里重认这些地名";
/// What another list has otherwise: a title by number, and what becomes of it.
pub type ListWords = (fn(usize) -> String, &'static str);
pub const LIST_ADDED: ListWords = (|count| format!("库中没有的 {count} 处"), "会收进");
pub const LIST_RENAMED: ListWords =
    (|count| format!("名称不同的 {count} 处"), "会改用对方的名称，原名留作曾用名");
pub const LIST_NAMES: ListWords = (|count| format!("库中没有的名称 {count} 个"), "会加上");
pub const LIST_CONFLICTS: ListWords =
    (|count| format!("不收的 {count} 处"), "人改过，或者上级不在名录里；要改请在“地名详情”里改");
pub const LIST_MISSING: ListWords =
    (|count| format!("对方没有的 {count} 处"), "不动；确已不存在的，请在“地名详情”里撤下");
pub const LIST_UNREAD: ListWords = (|count| format!("读不懂的 {count} 行"), "没有代码或名称，略过");
pub const LIST_ELSEWHERE_WHY: &str = "不在本属地及周边，略过";

pub fn list_elsewhere(count: usize) -> String {
    format!("别处的 {count} 行")
}

pub fn line_number(line: usize) -> String {
    format!("第 {line} 行")
}

pub fn more_lines(count: usize) -> String {
    format!("……另有 {count} 行")
}

pub fn take_in(count: usize) -> String {
    format!("收进 {count} 处")
}

pub const CHOOSE_A_PLACE: &str = "先在社区列表或地图上选一处地名";

pub fn edited(edit: &PlaceEdit, archive: &Archive) -> String {
    format!("已{}", edit_words(edit, archive))
}

pub fn read_anew(changed: usize) -> String {
    format!("全库重认完毕，{changed} 篇文章的地名有变化")
}

/// What a further name would find.
pub fn preview_counts(preview: &NamePreview, archive: &Archive) -> String {
    let mut words = format!("“{}”出现在 {} 篇文章里", preview.name, preview.articles);
    if preview.already > 0 {
        words += &format!("，其中 {} 篇已算在这里", preview.already);
    }
    for (code, articles) in &preview.others {
        words += &format!("；{}也叫这个名字或含这几个字（{articles} 篇）", archive.path(*code));
    }
    words
}

/// What would become of an occurrence of a name.
pub fn name_outcome(outcome: &NameOutcome, archive: &Archive) -> String {
    match outcome {
        NameOutcome::Found => "会新认出".to_owned(),
        NameOutcome::Already => "已算在这里".to_owned(),
        NameOutcome::Other(code) => format!("归{}", archive.path(*code)),
        NameOutcome::Open => "会成为待定".to_owned(),
        NameOutcome::NotFound => "不会认作地名".to_owned(),
    }
}

pub const READING_ANEW_WHY: &str = "改了地名，正在重认相关的文章；可以照常查找，关掉后下次打开接着认";

pub fn reading_anew(percent: u8) -> String {
    format!("重认地名 {percent}%")
}

/// What a refusal does, and to how many articles, once that is known.
pub fn wrong_why(articles: Option<u64>) -> String {
    let count = articles.map(|articles| format!("（这份报纸共 {articles} 篇）")).unwrap_or_default();
    format!("这份报纸里这几个字不是指这一处，其他各篇同样处理{count}；可以撤销")
}
