//! Persons whom a caption names with an office: 社区党支部书记刘凯平(右一).

use crate::text::is_han;

use super::names::{is_name, is_told_name};

/// A person named with an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPerson {
    /// The office as printed: 社区党支部书记.
    pub office: String,
    /// The name.
    pub name: String,
    /// Where the person stands in the picture, as printed: 右一.
    pub position: Option<String>,
    /// First character of the name.
    pub start: usize,
}

/// The words that offices end with, longer ones before those that they end with.
pub(super) const OFFICES: [&str; 64] = [
    "主任医师",
    "楼长",
    "副主任",
    "工程师",
    "技术员",
    "辅导员",
    "志愿者",
    "网格员",
    "护士长",
    "秘书长",
    "董事长",
    "总经理",
    "委员长",
    "楼栋长",
    "传承人",
    "联络员",
    "调解员",
    "讲解员",
    "驾驶员",
    "饲养员",
    "营业员",
    "售票员",
    "指导员",
    "负责人",
    "书记",
    "主任",
    "局长",
    "区长",
    "县长",
    "市长",
    "镇长",
    "乡长",
    "村长",
    "院长",
    "校长",
    "所长",
    "队长",
    "主席",
    "经理",
    "厂长",
    "民警",
    "医生",
    "教师",
    "老师",
    "站长",
    "委员",
    "部长",
    "处长",
    "科长",
    "会长",
    "馆长",
    "行长",
    "支书",
    "代表",
    "村医",
    "护士",
    "教练",
    "班长",
    "组长",
    "园长",
    "社长",
    "场长",
    "教授",
    "干事",
];
/// Where the words before an office end, going back.
const BEFORE_AN_OFFICE: [&str; 20] = [
    "图为",
    "图中",
    "照片为",
    "这是",
    "上图",
    "下图",
    "左图",
    "右图",
    "上午",
    "下午",
    "昨日",
    "近日",
    "邀请",
    "来自",
    "走访",
    "采访",
    "慰问",
    "看望",
    "陪同",
    "听取",
];
/// What stands right behind a name, besides marks.
const BEHIND_A_NAME: &str =
    "在为向给正和与及同对到说带介讲指教把将从来进走为等率现深于前亲一也就用手陪接被今是已每常";
/// What says where a person stands.
const OF_A_POSITION: &str = "左右中前后上下居第一二三四五六七八九十排起数者人间立坐站";
/// Characters of the longest office.
const LONGEST_OFFICE: usize = 16;

/// The persons whom a text names with an office, in reading order.
pub fn named_people(text: &str) -> Vec<NamedPerson> {
    let chars: Vec<char> = text.chars().collect();
    let (mut people, mut at, mut free) = (Vec::new(), 0, 0);
    while at < chars.len() {
        let Some(word) = OFFICES.iter().find(|word| begins(&chars[at..], word)) else {
            at += 1;
            continue;
        };
        let end = at + word.chars().count();
        let Some(len) = name_at(&chars, end) else {
            at = end;
            continue;
        };
        let start = office_start(&chars, at, free);
        let (position, after) = position_at(&chars, end + len);
        people.push(NamedPerson {
            office: chars[start..end].iter().collect(),
            name: chars[end..end + len].iter().collect(),
            position,
            start: end,
        });
        (at, free) = (after, after);
    }
    people
}

fn begins(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| chars.get(at) == Some(&c))
}

/// The length of the name that stands at `at`: one that a mark ends, or else the shortest that a word ends which
/// stands behind names.
fn name_at(chars: &[char], at: usize) -> Option<usize> {
    let is_name = |len: &usize| {
        let name: String = chars.get(at..at + len).unwrap_or_default().iter().collect();
        let placed = || position_at(chars, at + len).0.is_some();
        let title = ["老师", "先生", "女士", "大姐", "大爷"].iter().any(|title| name.ends_with(title));
        // Who has a place in the picture may bear a surname that no list has.
        name.chars().count() == *len && !title && is_told_name(&name) && (is_name(&name) || placed())
    };
    let lengths: Vec<usize> = (2..=4).filter(is_name).collect();
    let next = |len: &usize| chars.get(at + len).copied();
    let by_mark = lengths.iter().rev().find(|len| next(len).is_none_or(|c| !is_han(c)));
    let by_word = || lengths.iter().find(|len| next(len).is_some_and(|c| BEHIND_A_NAME.contains(c)));
    by_mark.or_else(by_word).copied()
}

/// Where the words of an office begin whose last word is at `at`; `free` is where the person before ended.
fn office_start(chars: &[char], at: usize, free: usize) -> usize {
    let mut start = at;
    while start > free && at - start < LONGEST_OFFICE {
        let before = chars[start - 1];
        let ends = BEFORE_AN_OFFICE.iter().any(|word| {
            let len = word.chars().count();
            start >= len && begins(&chars[start - len..start], word)
        });
        if !is_han(before) || "日时由和与在请".contains(before) || ends {
            break;
        }
        start -= 1;
    }
    start
}

/// The position in brackets at `at`, and where the text goes on.
fn position_at(chars: &[char], at: usize) -> (Option<String>, usize) {
    let opens = chars.get(at).is_some_and(|c| matches!(c, '(' | '（'));
    let rest = chars.get(at + 1..).unwrap_or_default();
    let close = rest.iter().take(8).position(|c| matches!(c, ')' | '）'));
    match close.filter(|_| opens) {
        Some(close) if close > 0 && rest[..close].iter().all(|c| OF_A_POSITION.contains(*c)) => {
            (Some(rest[..close].iter().collect()), at + close + 2)
        }
        _ => (None, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str, Option<&str>)]) {
        let found = named_people(text);
        let found: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|person| (person.office.as_str(), person.name.as_str(), person.position.as_deref()))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn persons_are_named_with_their_offices() {
        check("社区党支部书记刘凯平(右一)在居民家中。", &[("社区党支部书记", "刘凯平", Some("右一"))]);
        check(
            "图为安培社区党支部书记刘凯平（右一）和民警王强（左二）走访居民。",
            &[("安培社区党支部书记", "刘凯平", Some("右一")), ("民警", "王强", Some("左二"))],
        );
        check("12月8日，村医李桂兰为老人量血压。", &[("村医", "李桂兰", None)]);
        check("区委书记张建国、区长赵敏到会讲话。", &[("区委书记", "张建国", None), ("区长", "赵敏", None)]);
        check("校长欧阳春华（前排左三）与学生合影。", &[("校长", "欧阳春华", Some("前排左三"))]);
        check("退休教师周明远在教孩子们写字。", &[("退休教师", "周明远", None)]);
        check("工程师陈刚（40岁）正在检修。", &[("工程师", "陈刚", None)]);
        check("昨日，社区志愿者何平给老人理发。", &[("社区志愿者", "何平", None)]);
        check("东安路派出所所长马志强（中）", &[("东安路派出所所长", "马志强", Some("中"))]);
        check("退休音乐教师磨秋兰（后排左一）义务辅导", &[("退休音乐教师", "磨秋兰", Some("后排左一"))]);
        check("教练伍凤仪今年69岁。", &[("教练", "伍凤仪", None)]);
        check("▲长湖社区楼长农桂芳（右二）向居民了解情况。", &[("长湖社区楼长", "农桂芳", Some("右二"))]);
        check("主任医师孙丽华向居民讲解", &[("主任医师", "孙丽华", None)]);
    }

    #[test]
    fn what_is_no_person_with_an_office_is_left() {
        for text in [
            "社区书记带头清理楼道。",
            "居民代表高兴地签了字。",
            "人大代表王家庄行",
            "民警向群众宣传。",
            "刘凯平(右一)在写字。",
            "教师节那天，孩子们献上鲜花。",
            "图①：志愿者苗老师（后排站立者）在辅导孩子。",
            "跟着教练（前排右二）学太极扇。",
            "全国劳动模范代表团来到卫东区。",
            "",
        ] {
            check(text, &[]);
        }
    }
}
