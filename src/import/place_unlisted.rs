//! Names of villages and communities that stand in no list, told by what stands around them.

use crate::text::is_han;

use super::place_forms::COMMON_WORDS;

/// A place may stand right behind these words.
const BEFORE_A_PLACE: [&str; 30] = [
    "位于", "解决", "来到", "走进", "前往", "深入", "走访", "帮扶", "途经", "贯穿", "并入", "以及", "包括",
    "涉及", "家住", "在", "到", "从", "至", "由", "距", "和", "与", "及", "往", "向", "为", "对", "给", "离",
];
/// A stem that begins or ends with one of these is no name: 每个社区, 各村, 进村.
const NOT_IN_A_NAME: &str = "的了是着过把被让使等每各该本此全某我这那几多个两数整外邻驻进入联包户贫困有无一二三四五六七八九十0123456789";
/// 村 before one of these belongs to the next word: 村民, 村里, 村委会.
const AFTER_VILLAGE: &str = "民里级务支委庄镇居落子头舍貌容两干官改口小中党组";
/// What is done behind the name of a street or county: 卫东区召开社区工作会议 names no 召开社区.
const NOT_AT_THE_START: [&str; 64] = [
    "召开", "举行", "举办", "开展", "新建", "建设", "建成", "建立", "创建", "打造", "推进", "推动", "推行",
    "加强", "加快", "深化", "实施", "启动", "组织", "成立", "设立", "考察", "视察", "调研", "检查", "督查",
    "慰问", "走访", "参观", "服务", "支持", "支援", "帮助", "扶持", "发展", "改造", "整治", "治理", "完善",
    "提升", "探索", "试行", "选派", "选举", "培训", "表彰", "评选", "命名", "认定", "涌现", "拥有", "下辖",
    "所辖", "辖区", "部分", "全体", "许多", "不少", "一些", "其他", "周边", "附近", "农村", "城市",
];

/// The length of a village's or community's name that starts at `at` and is in no list.
///
/// Only where its surroundings leave no doubt that it is a name: right behind the name of a street, or, for a
/// village, behind a word that places follow.
pub(super) fn unlisted_at(chars: &[char], at: usize, after_place: bool) -> Option<usize> {
    (1..=4).find_map(|stem| {
        let rest = chars.get(at..at + stem)?;
        if !rest.iter().all(|c| is_han(*c) && !NOT_IN_A_NAME.contains(*c) && *c != '村') {
            return None;
        }
        let tail = &chars[at + stem..];
        let len = if tail.starts_with(&['村']) && tail.get(1).is_none_or(|c| !AFTER_VILLAGE.contains(*c)) {
            // Two characters and more only behind a street: 帮扶农户建村 and its like are no names.
            (after_place || (stem <= 2 && is_introduced(chars, at))).then_some(stem + 1)
        } else if tail.starts_with(&['社', '区']) {
            (after_place && stem >= 2).then_some(stem + 2)
        } else {
            None
        }?;
        let name: String = chars[at..at + len].iter().collect();
        let common = COMMON_WORDS.iter().any(|word| name.ends_with(word));
        let done = NOT_AT_THE_START.iter().any(|word| name.starts_with(word));
        (!common && !done).then_some(len)
    })
}

/// Whether a word that places follow stands right before `at`.
pub(super) fn is_introduced(chars: &[char], at: usize) -> bool {
    // 本报讯 麻村养鸡专业户…
    let opens = at > 0 && chars[at - 1] == ' ' && ends_with(&chars[..at - 1], "讯");
    opens || BEFORE_A_PLACE.iter().any(|word| ends_with(&chars[..at], word))
}

/// Whether a name of two characters that starts at `at` stands apart: behind a mark or at the start, or before what only
/// a village has.
pub(super) fn stands_apart(chars: &[char], at: usize, end: usize) -> bool {
    const OF_A_VILLAGE: [&str; 8] = ["党支部", "党总支", "支部", "支书", "村委", "村民", "卫生", "委会"];
    let rest = &chars[end..];
    let owns = |word: &str| word.chars().enumerate().all(|(at, c)| rest.get(at) == Some(&c));
    let before = at.checked_sub(1).map(|at| chars[at]);
    // Folding turns full-width marks into their narrow ones.
    before.is_none_or(|c| "，。、；：“（,;:\"(".contains(c)) || OF_A_VILLAGE.into_iter().any(owns)
}

fn ends_with(chars: &[char], word: &str) -> bool {
    word.chars().rev().zip(chars.iter().rev()).filter(|(a, b)| a == *b).count() == word.chars().count()
}
