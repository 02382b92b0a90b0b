//! Persons of whom a caption says where they stand in the picture: 刘凯平(右一), 右一为刘凯平, 左起：张三、李四.

use crate::text::is_han;

use super::named_people::OFFICES;
use super::names::{is_name, is_told_name};

/// A person with a place in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedPerson {
    /// The name.
    pub name: String,
    /// Where the person stands, as printed or as counted in a row: 右一, 后排左二.
    pub position: String,
    /// First character of the name.
    pub start: usize,
    /// First character behind the name and the position.
    pub end: usize,
}

/// Words for people that stand before names and are no offices.
const PEOPLE: [&str; 24] = [
    "居民", "村民", "店主", "记者", "学员", "工人", "队员", "老人", "学生", "同学", "家长", "电工", "艺人",
    "选手", "职工", "社工", "党员", "队长", "师傅", "商户", "摊主", "业主", "群众", "战士",
];
/// Words for people that begin with a surname.
const NO_NAMES: [&str; 14] = [
    "家长", "居民", "干部", "家属", "家人", "师生", "司机", "向导", "连长", "排长", "团长", "全家", "师傅",
    "厨师",
];
/// What people are called behind a surname.
const CALLED: [&str; 20] = [
    "阿婆", "阿姨", "大妈", "大爷", "大娘", "大姐", "大哥", "大叔", "大伯", "奶奶", "爷爷", "老师", "老人",
    "师傅", "先生", "女士", "医生", "书记", "主任", "警官",
];
/// What joins a name to the one before it, though it is a surname too.
const JOINING: &str = "和同及为向于";
/// What says in which order the names of a row are told.
const ROWS: [(&str, char); 10] = [
    ("左起", '左'),
    ("从左至右", '左'),
    ("从左到右", '左'),
    ("自左至右", '左'),
    ("由左至右", '左'),
    ("右起", '右'),
    ("从右至左", '右'),
    ("从右到左", '右'),
    ("自右至左", '右'),
    ("由右至左", '右'),
];
const COUNT: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// Characters of the longest position.
const LONGEST: usize = 8;

/// The persons of a caption who have a place in the picture, in reading order.
pub fn placed_people(caption: &str) -> Vec<PlacedPerson> {
    let chars: Vec<char> = caption.chars().collect();
    let mut people = Vec::new();
    for at in 0..chars.len() {
        if matches!(chars[at], '(' | '（') {
            in_brackets(&chars, at, &mut people);
        }
        told_after(&chars, at, &mut people);
        row_at(&chars, at, &mut people);
    }
    people.sort_by_key(|person: &PlacedPerson| person.start);
    people.dedup_by(|later, kept| later.start < kept.end);
    people
}

fn text(chars: &[char]) -> String {
    chars.iter().collect()
}

fn begins(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| chars.get(at) == Some(&c))
}

fn ends(chars: &[char], word: &str) -> bool {
    let len = word.chars().count();
    chars.len() >= len && begins(&chars[chars.len() - len..], word)
}

/// Whether words say where in a picture somebody stands.
fn is_position(words: &[char]) -> bool {
    let rest = ["前排", "后排", "中排"].iter().find(|row| begins(words, row)).map_or(words, |_| &words[2..]);
    let is_number = |c: &char| COUNT.contains(c) || c.is_ascii_digit();
    let rest = match rest {
        ['第', number, '排', rest @ ..] if is_number(number) => rest,
        rest => rest,
    };
    let stands = |rest: &[char]| {
        let words = text(rest);
        ["", "者", "侧", "边", "站立者", "坐者", "立者", "站者", "蹲者", "讲话者", "居中者"]
            .contains(&words.as_str())
    };
    match rest {
        [] => words.len() == 2,
        ['居', '中'] | ['中', '间'] | ['正', '中'] | ['居', '中', '者'] => true,
        ['左' | '右' | '前' | '后' | '中' | '上' | '下', after @ ..] => match after {
            ['起' | '数', '第', number, ..] => is_number(number) && after.len() <= 4,
            ['起' | '数', number] | [number] if is_number(number) => true,
            ['第', number, '人' | '位' | '个'] | ['第', number] => is_number(number),
            ['中', '后' | '前'] => false,
            after => stands(after),
        },
        rest => stands(rest) && rest.len() > 1,
    }
}

/// Names before a bracket that says where they stand; several names where it says several places.
fn in_brackets(chars: &[char], open: usize, people: &mut Vec<PlacedPerson>) {
    let inside = chars.get(open + 1..).unwrap_or_default();
    let Some(close) = inside.iter().take(LONGEST * 3).position(|c| matches!(c, ')' | '）')) else { return };
    let is_mark = |c: &char| matches!(c, '、' | '，' | ',' | ' ');
    let positions: Vec<&[char]> = inside[..close].split(is_mark).collect();
    if !positions.iter().all(|words| !words.is_empty() && words.len() <= LONGEST && is_position(words)) {
        return;
    }
    let (mut end, mut found) = (open, Vec::new());
    for position in positions.iter().rev() {
        let Some(start) = name_before(&chars[..end]) else { return };
        let name = text(&chars[start..end]);
        found.push(PlacedPerson { name, position: text(position), start, end: open + close + 2 });
        end = start;
        // Between the names of one bracket stands a mark or a word.
        if end > 0 && (is_mark(&chars[end - 1]) || matches!(chars[end - 1], '和' | '与')) {
            end -= 1;
        }
    }
    // All names end with the bracket: the first begins what the last ends.
    if let [_, ..] = found.as_slice() {
        let last = found.len() - 1;
        for person in &mut found[..last] {
            person.end = person.end.max(person.start + 1);
        }
        found.iter_mut().skip(1).for_each(|person| person.end = person.start + person.name.chars().count());
    }
    people.extend(found.into_iter().rev());
}

/// Where the name begins that ends a text.
fn name_before(chars: &[char]) -> Option<usize> {
    let candidate = |len: usize| chars.len().checked_sub(len).map(|start| (start, text(&chars[start..])));
    if let Some(dot) = chars.iter().rposition(|c| *c == '·') {
        let start = chars[..dot].iter().rposition(|c| !is_han(*c) && *c != '·').map_or(0, |at| at + 1);
        let office = |at: &usize| OFFICES.iter().chain(&PEOPLE).any(|word| ends(&chars[start..*at], word));
        let start = (start..dot).rev().find(office).unwrap_or(start);
        if is_name(&text(&chars[start..])) {
            return Some(start);
        }
    }
    let told = |len: &usize| candidate(*len).is_some_and(|(_, name)| may_be_name(&name));
    let fits = |len: &usize| told(len) && candidate(*len).is_some_and(|(_, name)| is_name(&name));
    let lengths: Vec<usize> = [4, 3, 2].into_iter().filter(fits).collect();
    // Behind an office or a word for people a name begins, whatever its surname; behind a mark one of a known surname.
    let behind_office = |len: &usize| {
        let before = &chars[..chars.len() - len];
        OFFICES.iter().chain(&PEOPLE).any(|word| ends(before, word))
    };
    if let Some(len) = [4, 3, 2].into_iter().filter(told).find(behind_office) {
        return Some(chars.len() - len);
    }
    let behind_mark = |len: &&usize| chars[..chars.len() - **len].last().is_none_or(|c| !is_han(*c));
    if let Some(len) = lengths.iter().find(behind_mark) {
        return Some(chars.len() - len);
    }
    let joined = |len: &&usize| {
        let start = chars.len() - **len;
        !(lengths.contains(&(**len - 1)) && JOINING.contains(chars[start]))
    };
    if let Some(len) = lengths.iter().find(joined) {
        return Some(chars.len() - len);
    }
    // 邹阿婆
    let called = CALLED.iter().find(|word| ends(chars, word))?;
    let start = chars.len().checked_sub(called.chars().count() + 1)?;
    let surname = [chars[start], '一'];
    is_name(&text(&surname)).then_some(start)
}

/// Whether words can name a person, and say no more of anybody than that.
fn may_be_name(words: &str) -> bool {
    let called = CALLED.iter().any(|word| words.ends_with(word));
    is_told_name(words)
        && !called
        && !words.ends_with(['员', '者'])
        && !NO_NAMES.contains(&words)
        && !OFFICES.iter().chain(&PEOPLE).any(|known| words.ends_with(known))
}

/// 右一为刘凯平, 左为张三.
fn told_after(chars: &[char], at: usize, people: &mut Vec<PlacedPerson>) {
    let starts = at == 0 || !is_han(chars[at - 1]) || matches!(chars[at - 1], '图' | '中');
    if !starts {
        return;
    }
    let rest = &chars[at..];
    let Some(says) = rest.iter().take(LONGEST + 1).position(|c| matches!(c, '为' | '是' | ':' | '：'))
    else {
        return;
    };
    if says == 0 || !is_position(&rest[..says]) {
        return;
    }
    let clause = &rest[says + 1..];
    let clause = &clause[..clause.iter().position(|c| !is_han(*c) && *c != '·').unwrap_or(clause.len())];
    // The name ends the clause, or begins it: 右一为社区书记刘凯平, 左一为张三老人.
    let whole = |len: usize| clause.len() == len && is_told_name(&text(clause));
    let start = if (2..=4).any(whole) && is_name(&text(clause)) { Some(0) } else { name_before(clause) };
    if let Some(start) = start {
        let from = at + says + 1 + start;
        let (name, position) = (text(&clause[start..]), text(&rest[..says]));
        people.push(PlacedPerson { name, position, start: from, end: at + says + 1 + clause.len() });
    }
}

/// 前排左起：张三、李四.
fn row_at(chars: &[char], at: usize, people: &mut Vec<PlacedPerson>) {
    let rest = &chars[at..];
    let Some((word, side)) = ROWS.iter().find(|(word, _)| begins(rest, word)) else { return };
    let row = if at >= 2 { text(&chars[at - 2..at]) } else { String::new() };
    let row = if ["前排", "后排", "中排"].contains(&row.as_str()) { row } else { String::new() };
    let mut from = at + word.chars().count();
    for introduction in ["依次为", "依次是", "依次", "分别为", "分别是", "为", "是"] {
        if begins(&chars[from..], introduction) {
            from += introduction.chars().count();
            break;
        }
    }
    if matches!(chars.get(from), Some(':' | '：' | ' ')) {
        from += 1;
    }
    for count in COUNT {
        let rest = &chars[from.min(chars.len())..];
        let len = rest.iter().position(|c| !is_han(*c) && *c != '·').unwrap_or(rest.len());
        let Some(start) = name_before(&rest[..len]) else { return };
        let name = text(&rest[start..len]);
        let position = format!("{row}{side}{count}");
        people.push(PlacedPerson { name, position, start: from + start, end: from + len });
        if !matches!(rest.get(len), Some('、' | ',' | ' ')) {
            return;
        }
        from += len + 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(caption: &str, expect: &[(&str, &str)]) {
        let found = placed_people(caption);
        let told: Vec<(&str, &str)> =
            found.iter().map(|person| (person.position.as_str(), person.name.as_str())).collect();
        assert_eq!(told, expect, "{caption}");
        let chars: Vec<char> = caption.chars().collect();
        for person in &found {
            let printed = text(&chars[person.start..person.start + person.name.chars().count()]);
            assert_eq!(printed, person.name, "{caption}");
        }
    }

    #[test]
    fn positions_in_brackets_behind_names() {
        check("社区党支部书记刘凯平(右一)在楼前张贴消防安全知识贴图", &[("右一", "刘凯平")]);
        check("图为书记刘凯平（右一）和民警王强（左二）走访居民。", &[("右一", "刘凯平"), ("左二", "王强")]);
        check("居民尤大海（左二）手持灭火器扑灭油盆里的火", &[("左二", "尤大海")]);
        check("校长欧阳春华（前排左三）与学生合影。", &[("前排左三", "欧阳春华")]);
        check("鲜于长庚(右一)向小学生讲解画稿。", &[("右一", "鲜于长庚")]);
        check("音乐教师磨秋兰（后排左一）义务辅导", &[("后排左一", "磨秋兰")]);
        check("所长马志强（中）", &[("中", "马志强")]);
        check("所长马志强（居中者）", &[("居中者", "马志强")]);
        check("主任李红（左起第二人）", &[("左起第二人", "李红")]);
        check("老师周红（左1）在上课", &[("左1", "周红")]);
        check("关长顺（右）和工友把冰块拉上岸。", &[("右", "关长顺")]);
        check("陈刚和王强（左）在检修", &[("左", "王强")]);
        check("七十一岁的邹阿婆(左二)手最快", &[("左二", "邹阿婆")]);
        check("护士阿依古丽·买买提（右三）", &[("右三", "阿依古丽·买买提")]);
        check("志愿者苗老师（后排站立者）在辅导孩子", &[("后排站立者", "苗老师")]);
        check("党员张建国、赵敏（左一、左二）", &[("左一", "张建国"), ("左二", "赵敏")]);
        check("张建国和赵敏（左一、左二）清扫", &[("左一", "张建国"), ("左二", "赵敏")]);
        check("孙丽华（第二排左三）", &[("第二排左三", "孙丽华")]);
        check("孙丽华（前排中间）", &[("前排中间", "孙丽华")]);
        check("孙丽华（左侧）", &[("左侧", "孙丽华")]);
    }

    #[test]
    fn positions_before_names_and_rows_of_names() {
        check("图为签约现场，右一为社区书记刘凯平。", &[("右一", "刘凯平")]);
        check("左为张建国，右为赵敏。", &[("左", "张建国"), ("右", "赵敏")]);
        check("图中右二是民警王强，正在登记。", &[("右二", "王强")]);
        check("左起：张建国、赵敏、王强。", &[("左一", "张建国"), ("左二", "赵敏"), ("左三", "王强")]);
        check("前排左起依次为张建国、赵敏。", &[("前排左一", "张建国"), ("前排左二", "赵敏")]);
        check("从右至左为书记张建国、区长赵敏。", &[("右一", "张建国"), ("右二", "赵敏")]);
        check("后排右起张建国、欧阳春华", &[("后排右一", "张建国"), ("后排右二", "欧阳春华")]);
    }

    #[test]
    fn what_is_no_person_with_a_place_is_left() {
        for caption in [
            "志愿者（左二）演示如何正确使用配电箱。",
            "小学生在家长(左二)带领下清理湖边的塑料袋",
            "街坊跟着教练（前排右二）学习太极扇。",
            "工程师陈刚（40岁）正在检修。",
            "刘凯平(社区书记)在写字。",
            "早点铺前排起了长队。",
            "左邻右舍为他鼓掌。",
            "村里的第一排新房",
            "（下转第二版）",
            "李红（一）",
            "",
        ] {
            check(caption, &[]);
        }
    }

    proptest! {
        #[test]
        fn no_caption_breaks_the_rule(
            caption in proptest::collection::vec(
                proptest::sample::select("左右前后中排起第一二为是：(（)）、，和张三李欧阳王·1人者老师图".chars().collect::<Vec<_>>()),
                0..40,
            ),
        ) {
            let caption: String = caption.into_iter().collect();
            let chars = caption.chars().count();
            let found = placed_people(&caption);
            prop_assert!(found.iter().all(|person| person.start < person.end && person.end <= chars));
            prop_assert!(found.windows(2).all(|pair| pair[0].start < pair[1].start));
        }
    }
}
