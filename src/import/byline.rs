//! Who signs: names in front of an article, at its end, under photos; and where an article goes on.
//!
//! The forms follow what Chinese newspapers print (see the tests): an office before the names (`通讯员张志举 胡晓千
//! 记者毛玺玺`), a share of the work before or behind them (`文/李明`, `张骞/文 张梦珠/图`, `王波 摄`).

use crate::model::{Person, PersonRole};
use crate::text::{WordList, ends_sentence, fold_char, is_han};

use super::names::{is_double_surname, is_name, is_told_name};

/// Words in front of 记者 or 通讯员 that say what kind of one.
const KINDS: WordList = WordList::new(&[
    "本报",
    "本刊",
    "本台",
    "本网",
    "本社",
    "首席",
    "全媒体",
    "融媒体",
    "全媒",
    "融媒",
    "新媒体",
    "见习",
    "实习",
    "特约",
    "特派",
    "特邀",
    "驻站",
    "驻地",
    "文字",
    "摄影",
    "图片",
    "视频",
    "资深",
    "高级",
    "骨干",
    "晨报",
    "晚报",
    "日报",
    "商报",
    "都市报",
    "早报",
    "时报",
    "客户端",
    "报业",
    "中心",
    "工人",
    "农民",
    "校园",
    "社区",
    "小",
    "外",
    "青年",
    "学生",
    "部队",
]);

/// Offices.
const OFFICES: WordList = WordList::new(&[
    "读者",
    "网友",
    "通讯员",
    "通迅员",
    "报道员",
    "特约撰稿人",
    "特约撰稿",
    "撰稿人",
    "评论员",
    "实习生",
    "记者",
    "作者",
]);

/// The role of the names behind an office.
fn role_of_office(word: &str) -> PersonRole {
    match word {
        "通讯员" | "通迅员" | "报道员" => PersonRole::Correspondent,
        "实习生" | "记者" => PersonRole::Reporter,
        _ => PersonRole::Author,
    }
}

/// What part of the work somebody did.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Share {
    text: bool,
    photo: bool,
}

const TEXT: Share = Share { text: true, photo: false };
const PHOTO: Share = Share { text: false, photo: true };
const BOTH: Share = Share { text: true, photo: true };

/// Words for a share of the work, longest first.
const SHARES: [(&str, Share); 22] = [
    ("摄影报道", BOTH),
    ("摄影/报道", BOTH),
    ("采写/摄影", BOTH),
    ("文并图", BOTH),
    ("文/摄", BOTH),
    ("文/图", BOTH),
    ("图/文", BOTH),
    ("图文", BOTH),
    ("文图", BOTH),
    ("撰文", TEXT),
    ("文字", TEXT),
    ("采写", TEXT),
    ("整理", TEXT),
    ("报道", TEXT),
    ("摄影", PHOTO),
    ("摄像", PHOTO),
    ("图片", PHOTO),
    ("供图", PHOTO),
    ("文", TEXT),
    ("摄", PHOTO),
    ("图", PHOTO),
    ("翻拍", PHOTO),
];

/// One word of a signature.
enum Word {
    Office(PersonRole),
    Share(Share),
    Name(String),
}

/// What a place where people sign holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Signature {
    /// Nothing like a signature.
    None,
    /// These people.
    Names(Vec<Person>),
    /// Words of a signature, not all of which can be read.
    Unclear(String),
}

const SEPARATORS: [char; 13] = [' ', '、', ',', '/', ';', '\u{a0}', '|', ':', '■', '□', '●', '◎', '○'];

/// Folds width, and any space to one.
fn plain(text: &str) -> String {
    text.chars()
        .map(fold_char)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .map(|c| match c {
            '／' | '∕' => '/',
            '，' => ',',
            '：' => ':',
            '；' => ';',
            '（' => '(',
            '）' => ')',
            '•' | '・' | '‧' => '·',
            c => c,
        })
        .collect()
}

/// Takes an office with its kinds off the front: 本报全媒体记者.
fn take_office(text: &str) -> Option<(PersonRole, &str)> {
    // 平顶山日报记者, 市文联通讯员: the office of another house, whose name ends like one.
    const HOUSES: WordList = WordList::new(&[
        "报", "社", "台", "网", "刊", "中心", "局", "委", "办", "处", "联", "部", "院", "校", "街道", "区",
    ]);
    let mut rest = text;
    while let Some(kind) = KINDS.begin_of(rest) {
        rest = rest.strip_prefix(kind)?;
    }
    for from in [rest, text] {
        if let Some(word) = OFFICES.begin_of(from) {
            return Some((role_of_office(word), from.strip_prefix(word)?));
        }
    }
    let (house, office) = text.split_at_checked(OFFICES.find_in(text)?)?;
    if !(3..=14).contains(&house.chars().count()) || !house.chars().all(is_han) {
        return None;
    }
    let bare = KINDS.words().fold(house, |house, kind| house.strip_suffix(kind).unwrap_or(house));
    HOUSES.end_of(bare)?;
    let word = OFFICES.begin_of(office)?;
    Some((role_of_office(word), office.strip_prefix(word)?))
}

/// Characters of the longest name that has no dot.
const LONGEST_NAME: usize = 4;

/// Parts a signature into words. None where something is none of a signature's words.
fn words(text: &str) -> Option<Vec<Word>> {
    let text = plain(text);
    let mut words: Vec<Word> = Vec::new();
    let mut rest = text.as_str();
    // A surname waiting for its given name: 李　博.
    let mut surname: Option<String> = None;
    let offices = OFFICES.is_in(&text);
    loop {
        let bare = rest.trim_start_matches(SEPARATORS);
        let colon = rest.strip_suffix(bare).is_some_and(|between| between.contains(':'));
        rest = bare;
        // 记者探访：路平了: a colon stands behind an office, never between names.
        if colon && matches!(words.last(), Some(Word::Name(_))) {
            return None;
        }
        if rest.is_empty() {
            break;
        }
        if let Some((role, after)) = offices.then(|| take_office(rest)).flatten() {
            words.push(Word::Office(role));
            rest = after;
            continue;
        }
        if let Some((share, after)) = take_share(rest) {
            words.push(Word::Share(share));
            rest = after;
            continue;
        }
        let end = rest.find(SEPARATORS).unwrap_or(rest.len());
        let (mut token, mut after) = rest.split_at_checked(end)?;
        // 毛玺玺通讯员 张志举: the next office runs on without a space; 张骞文 does not.
        let cut = |at: &usize| {
            let tail = token.get(*at..).unwrap_or_default();
            offices && take_office(tail).is_some()
                || matches!(tail, "摄影报道" | "摄影" | "摄" | "供图" | "文图" | "图文")
        };
        if let Some(at) = token.char_indices().map(|(at, _)| at).skip(2).find(cut) {
            (token, after) = rest.split_at_checked(at)?;
        }
        rest = after;
        let length = token.chars().count();
        if length > LONGEST_NAME && !token.contains('·') && !is_home(token) {
            return None;
        }
        match surname.take() {
            // 李　博, 费 翔宇: no name has one character.
            Some(first) if length <= 2 => words.push(Word::Name(format!("{first}{token}"))),
            Some(_) => return None,
            None if length == 1 || is_double_surname(token) => surname = Some(token.to_owned()),
            // 鱼化寨村　惠满仓: where somebody who signs comes from.
            None if is_home(token) && rest.chars().any(is_han) => {}
            None => words.push(Word::Name(token.to_owned())),
        }
    }
    surname.is_none().then_some(words)
}

/// A village, an office, a school in front of a name.
fn is_home(token: &str) -> bool {
    const ENDS: WordList = WordList::new(&[
        "村",
        "路",
        "街",
        "巷",
        "社区",
        "街道",
        "镇",
        "乡",
        "厂",
        "学校",
        "小学",
        "中学",
        "大学",
        "学院",
        "局",
        "馆",
        "公司",
        "医院",
        "派出所",
        "支队",
        "大队",
        "团委",
        "文联",
        "作协",
        "学生",
        "教师",
        "职工",
        "居民",
        "村民",
        "战士",
        "居委会",
        "区",
        "县",
        "市",
        "村委会",
        "办事处",
        "单位",
        "供电所",
    ]);
    ENDS.end_of(token).is_some() && token.chars().count() >= 3 && token.chars().all(is_han)
}

/// Whether a signature begins with where its people come from.
pub fn begins_with_home(text: &str) -> bool {
    text.split(['\u{3000}', ' ']).next().is_some_and(is_home)
}

/// Takes a share of the work off the front; one character alone counts only where it stands alone (文静 is a name).
fn take_share(text: &str) -> Option<(Share, &str)> {
    if !text.starts_with(['文', '图', '摄', '采', '撰', '整', '报', '供', '翻']) {
        return None;
    }
    SHARES.iter().find_map(|(word, share)| {
        let after = text.strip_prefix(word)?;
        let alone = after.is_empty() || after.starts_with(SEPARATORS);
        alone.then_some((*share, after))
    })
}

/// The people of `通讯员张志举 胡晓千 记者毛玺玺`, `张骞/文 张梦珠/图`, `本报记者 王波 文/图`.
///
/// None where anything in it is no part of a signature, or where names come before any office and `default` gives
/// none.
pub fn parse_names(text: &str, default: Option<PersonRole>) -> Option<Vec<Person>> {
    let words = words(text)?;
    let told = words.iter().any(|word| !matches!(word, Word::Name(_)));
    let good = |name: &str| if told { is_told_name(name) } else { is_name(name) };
    // A share behind the names (王波 摄) speaks of those before it; one in front (文/王波) of those after it.
    let shares_lead = matches!(words.first(), Some(Word::Share(_)));
    let mut people: Vec<Person> = Vec::new();
    let mut waiting: Vec<(Option<PersonRole>, String)> = Vec::new();
    let (mut office, mut share) = (None, None);
    let last = words.len();
    for (at, word) in words.into_iter().enumerate() {
        match word {
            Word::Office(role) => office = Some(role),
            Word::Share(new) if shares_lead => {
                give(&mut people, &mut waiting, share, default)?;
                (share, office) = (Some(new), None);
            }
            Word::Share(new) => {
                give(&mut people, &mut waiting, Some(new), default)?;
                if at + 1 < last {
                    office = None;
                }
            }
            Word::Name(name) if good(&name) => waiting.push((office, name)),
            Word::Name(_) => return None,
        }
    }
    give(&mut people, &mut waiting, share, default)?;
    (!people.is_empty()).then_some(people)
}

fn give(
    people: &mut Vec<Person>,
    waiting: &mut Vec<(Option<PersonRole>, String)>,
    share: Option<Share>,
    default: Option<PersonRole>,
) -> Option<()> {
    for (office, name) in waiting.drain(..) {
        let mut add = |role| {
            let person = Person { role, name: name.clone() };
            if !people.contains(&person) {
                people.push(person);
            }
        };
        match share {
            Some(share) => {
                if share.text {
                    add(office.unwrap_or(PersonRole::Author));
                }
                if share.photo {
                    add(PersonRole::Photographer);
                }
            }
            None => add(office.or(default)?),
        }
    }
    Some(())
}

/// The marks that newspapers set before a signature.
const MARKS: [char; 14] = ['\u{3000}', ' ', '■', '□', '●', '◎', '○', '◆', '◇', '▪', '▲', '★', '☆', '·'];

/// A line without the marks and one pair of brackets around it; whether it had either.
fn unwrapped(line: &str) -> (&str, bool) {
    let line = line.trim();
    let bare = line.trim_start_matches(MARKS);
    let marked = bare.len() < line.len();
    let dashed = bare.trim_start_matches(['—', '－', '-']).trim_start();
    let inner = bare
        .strip_prefix(['(', '（', '【', '〔'])
        .and_then(|rest| rest.strip_suffix([')', '）', '】', '〕']))
        .filter(|inner| !inner.contains(['(', '（']));
    match inner {
        Some(inner) => (inner, true),
        None if dashed.len() < bare.len() => (dashed, true),
        None => (bare, marked),
    }
}

/// Whether a line stands in brackets, as signatures at the end of a piece do.
pub fn is_bracketed(line: &str) -> bool {
    line.trim().starts_with(['(', '（'])
}

/// The people of a line that holds nothing but a signature. A bare name counts only behind a mark (`□ 李明`), in
/// brackets, or alone: it wrote the piece.
pub fn line_of_names(line: &str) -> Option<Vec<Person>> {
    names_of_line(line, PersonRole::Author)
}

/// As [`line_of_names`], bare names in the role `bare`.
pub fn names_of_line(line: &str, bare: PersonRole) -> Option<Vec<Person>> {
    let (text, marked) = unwrapped(line);
    if text.chars().count() > 60 || ends_sentence(text) {
        return None;
    }
    let alone = is_name(&plain(text).replace(' ', "")) || begins_with_home(text);
    parse_names(text, None).or_else(|| parse_names(text, (marked || alone).then_some(bare)))
}

/// Whether a line holds an office or a share of the work, and nothing but a signature; or a name behind a mark.
pub fn is_byline_line(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    let (bare, marked) = unwrapped(line);
    let named = || {
        parse_names(bare, None).is_some() || (marked && parse_names(bare, Some(PersonRole::Author)).is_some())
    };
    is_about_author(line) || (!ends_sentence(bare) && named())
}

/// `（作者系某中学教师）`: a line of the signature that names nobody.
pub fn is_about_author(line: &str) -> bool {
    let (bare, _) = unwrapped(line);
    let about = [
        "作者系",
        "作者单位",
        "作者为",
        "作者是",
        "作者简介",
        "执笔",
        "据《",
        "据新华社",
        "摘自",
        "原载",
        "来源：",
        "转自",
        "选自",
    ];
    const NOBODY: [&str; 8] = [
        "本报评论员",
        "本报编辑部",
        "本报记者",
        "新华社记者",
        "本报通讯员",
        "本报特约评论员",
        "特约评论员",
        "评论员",
    ];
    NOBODY.contains(&bare)
        || about.iter().any(|start| {
            bare.starts_with(start) && (!start.starts_with('据') || bare.ends_with(['》', '电', '道']))
        }) && bare.chars().count() <= 40
            && !bare.contains(['。', '，'])
}

/// Names of a line that a person called a credit, however it is built.
pub fn names_told(line: &str) -> Vec<Person> {
    names_of_line(line, PersonRole::Photographer).unwrap_or_default()
}

/// Length of the longest dateline, in characters: 据新华社联合国12月8日电.
const DATELINE: usize = 26;

/// Whether a body opens with `paragraph`: 本报讯, an agency's dateline.
pub fn is_opening(paragraph: &str) -> bool {
    opening(paragraph).is_some()
}

/// Whether a line is a dateline with its signature and nothing else: 新华社北京12月8日电（记者 王明）.
pub fn is_only_dateline(line: &str) -> bool {
    let Some(rest) = opening(line).map(str::trim) else { return false };
    let inner = rest.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    rest.is_empty()
        || inner.is_some_and(|inner| !inner.contains([')', '）']))
        || parse_names(rest, None).is_some()
}

/// What follows the words of the dateline that opens a body.
fn opening(paragraph: &str) -> Option<&str> {
    let text = paragraph.trim_start_matches(MARKS).trim_start_matches(['【', '[']);
    for word in
        ["本报讯", "本刊讯", "本台讯", "本网讯", "本报综合消息", "本报综合报道", "本报消息", "本报综合"]
    {
        if let Some(rest) = text.strip_prefix(word) {
            return Some(rest.trim_start_matches(['】', ']']));
        }
    }
    let cut = text.char_indices().nth(DATELINE).map_or(text.len(), |(at, _)| at);
    let head = text.get(..cut)?;
    let end = head.find(['，', ',', '。', '“', '；', ':', '：', '？']).unwrap_or(head.len());
    let bracket = head.find(['(', '（', ' ', '\u{3000}']).unwrap_or(head.len());
    let agency = [
        "新华社",
        "据新华社",
        "中新社",
        "据中新社",
        "本报",
        "新华网",
        "人民网",
        "据人民日报",
        "据《",
        "中新网",
        "据新华网",
    ]
    .iter()
    .any(|word| text.starts_with(word));
    // 新华社北京12月8日电, 本报北京3月5日专电.
    if agency
        && let Some(at) = head.find('电').filter(|at| *at < end)
        && head
            .get(..at)
            .is_some_and(|before| before.trim_end().ends_with(['日', '讯', '专', '社', '报', '》']))
    {
        return text.get(at + '电'.len_utf8()..);
    }
    // 晨光讯（…）, 卫东讯 记者…
    let at = head.find('讯').filter(|at| *at < end && *at <= bracket)?;
    let name = head.get(..at)?;
    let rest = text.get(at + '讯'.len_utf8()..)?;
    let signed = rest.trim_start().starts_with(['(', '（']) || take_office(rest.trim_start()).is_some();
    // 本报5月19日讯
    let dated = name.starts_with("本报") && name.ends_with('日');
    ((2..=10).contains(&name.chars().count()) && (name.chars().all(is_han) || dated) && (signed || dated))
        .then_some(rest)
}

/// Whether a paragraph opens as signed pieces do: `记者 王波 通讯员 李明报道：…`, `（记者 李博）近日，`.
fn opens_with_bracket(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['(', '（'])?;
    rest.split_once([')', '）'])
}

/// The signatures in front of a body: `本报讯(通讯员… 记者…)`, `本报讯 记者毛玺玺报道：`, `新华社北京12月8日电（记者…）`,
/// `（记者 李博）近日，…`.
pub fn front(paragraph: &str) -> Signature {
    let text = paragraph.trim_start_matches(MARKS);
    let rest = opening(paragraph);
    let rest_text = rest.unwrap_or(text).trim_start();
    if let Some((inner, _)) = opens_with_bracket(rest_text) {
        return match parse_names(inner, None) {
            Some(people) => Signature::Names(people),
            None if rest.is_some() && speaks_of_signing(inner) => Signature::Unclear(inner.to_owned()),
            None => Signature::None,
        };
    }
    let Some(rest) = rest else { return Signature::None };
    unbracketed(rest.trim_start())
}

/// `记者毛玺玺 通讯员张志举报道：…`, `通讯员张志举 12月8日，…`: names without a bracket, told by an office.
fn unbracketed(text: &str) -> Signature {
    if take_office(text).is_none() {
        return Signature::None;
    }
    let head: String = text.chars().take(40).collect();
    let cut =
        ["报道", "摄影报道", ":", "：", "，", ",", "“", "。"].iter().filter_map(|stop| head.find(stop)).min();
    let digits = head.find(|c: char| c.is_ascii_digit());
    let end = cut.into_iter().chain(digits).min().unwrap_or(head.len());
    // 本报讯 记者从区民政局获悉 is a sentence, no signature.
    match head.get(..end).and_then(|names| parse_names(names, None)) {
        Some(people) => Signature::Names(people),
        None => Signature::None,
    }
}

fn speaks_of_signing(words: &str) -> bool {
    OFFICES.is_in(words)
}

/// The signature that closes a body: `…减轻了信访压力。(张志举 陶青运)`. Names without an office are correspondents:
/// staff reporters sign in front.
pub fn end(paragraph: &str) -> Signature {
    let text = paragraph.trim_end().trim_end_matches('。');
    if let Some(inner) = text.strip_suffix([')', '）', '】'])
        && let Some((before, names)) = inner.rsplit_once(['(', '（', '【'])
    {
        if !ends_sentence(before) && !before.trim().is_empty() {
            return Signature::None;
        }
        let names = names.trim_start_matches(['—', '-']);
        return match parse_names(names, Some(PersonRole::Correspondent)).or_else(|| likely_names(names)) {
            Some(people) => Signature::Names(people),
            None if (speaks_of_signing(names) && !ends_sentence(names)) || may_be_name(names) => {
                Signature::Unclear(names.to_owned())
            }
            None => Signature::None,
        };
    }
    // …受到好评。 本报记者 毛玺玺
    let Some(at) = last_stop(text) else { return Signature::None };
    let tail = text.get(at..).unwrap_or_default();
    match parse_names(tail, None) {
        Some(people) if !tail.trim().is_empty() => Signature::Names(people),
        _ => Signature::None,
    }
}

/// Names in brackets, one of which has a surname that we know: the others are names as well.
fn likely_names(words: &str) -> Option<Vec<Person>> {
    let words = plain(words);
    let names: Vec<&str> = words.split(SEPARATORS).filter(|name| !name.is_empty()).collect();
    let known = names.iter().filter(|name| is_name(name)).count();
    let person = |name: &&str| Person { role: PersonRole::Correspondent, name: (*name).to_owned() };
    (known > 0 && names.len() > 1 && names.iter().all(|name| is_told_name(name)))
        .then(|| names.iter().map(person).collect())
}

/// Two or three Han in brackets behind a text: a name, unless they say something of the text.
fn may_be_name(words: &str) -> bool {
    const NO_NAMES: [&str; 14] = [
        "完",
        "待续",
        "未完",
        "未完待续",
        "连载",
        "节选",
        "下",
        "上",
        "中",
        "略",
        "完结",
        "全文完",
        "编者",
        "本报讯",
    ];
    (2..=3).contains(&words.chars().count()) && words.chars().all(is_han) && !NO_NAMES.contains(&words)
}

/// A paragraph without its photo credit, and the photographers.
#[derive(Debug, PartialEq, Eq)]
pub struct Credited {
    /// The caption that is left; empty where the line was all credit.
    pub caption: String,
    /// The credit as printed.
    pub credit: String,
    /// 摄影者, in order.
    pub photographers: Vec<String>,
    /// Everybody it names, in every role: 张骞/文 张梦珠/图.
    pub people: Vec<Person>,
}

/// Credits that name nobody.
const STOCK: [&str; 14] = [
    "资料图片",
    "资料图",
    "资料照片",
    "网络图片",
    "图片来自网络",
    "新华社发",
    "新华社图",
    "本报资料图片",
    "本报资料片",
    "资料片",
    "（资料图）",
    "效果图",
    "示意图",
    "均为资料图片",
];

/// Whether a line is a credit that names nobody: 资料图片, 区档案馆供图.
pub fn is_stock(line: &str) -> bool {
    let (bare, _) = unwrapped(line);
    let bare = bare.trim_start_matches("图片").trim_start_matches([':', '：']).trim();
    STOCK.contains(&bare)
        || (bare.chars().count() <= 16
            && !bare.contains(['。', '，', ','])
            && (bare.ends_with("供图")
                || bare.ends_with("提供")
                || bare.ends_with("发") && bare.starts_with("新华社")))
}

/// Takes the photo credit off the end of a paragraph: `毛思周 摄`, `…解决困难。 庞浩然 摄`, `（吕枫 摄）`,
/// `本报记者 王波 通讯员 刘潇 摄`, `毛思周 摄影报道`, `（张骞/文 张梦珠/图）`, `（资料图片）`.
pub fn photo_credit(paragraph: &str) -> Option<Credited> {
    let text = paragraph.trim_end();
    let last = text.chars().next_back()?;
    let bracketed = matches!(last, ')' | '）' | '】');
    let whole = text.trim_end_matches('。');
    let start = if bracketed { text.rfind(['(', '（', '【'])? } else { last_stop(whole).unwrap_or(0) };
    let (before, credit) = text.split_at_checked(start)?;
    let inner = credit
        .trim_matches(['(', '（', ')', '）', '【', '】', ' ', '\u{3000}', '。'])
        .trim_start_matches(MARKS);
    if inner.is_empty() || inner.len() > 200 {
        return None;
    }
    let credited = |people: Vec<Person>| Credited {
        caption: before.trim_end().to_owned(),
        credit: credit.trim().to_owned(),
        photographers: photographers_of(&people),
        people,
    };
    if is_stock(inner) {
        return Some(credited(Vec::new()));
    }
    if !names_a_photo(inner) {
        return None;
    }
    let people = parse_names(inner, Some(PersonRole::Photographer))?;
    (!photographers_of(&people).is_empty()).then(|| credited(people))
}

/// Whether words speak of taking pictures, at an end where such words stand.
fn names_a_photo(words: &str) -> bool {
    let folded = plain(words);
    let folded = folded.trim();
    ["摄", "摄影报道", "摄影", "/图", "文图", "图文", "供图", "摄)", "图/文", "文/摄", " 图"]
        .iter()
        .any(|end| folded.ends_with(end))
        || [
            "摄影:", "摄影 ", "摄影/", "图/", "图:", "图片:", "文/图", "图文", "图片/", "图 ", "供图:",
            "摄:", "摄/",
        ]
        .iter()
        .any(|start| folded.starts_with(start))
        || folded.contains(" 图/")
        || folded.contains(" 图:")
        || folded.contains(" 摄影")
        || folded.contains("/图")
}

fn photographers_of(people: &[Person]) -> Vec<String> {
    let taken = people.iter().filter(|person| person.role == PersonRole::Photographer);
    taken.map(|person| person.name.clone()).collect()
}

/// Byte offset behind the last sentence of `text`: none where it has no end of a sentence.
fn last_stop(text: &str) -> Option<usize> {
    text.char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '…' | ')' | '）'))
        .map(|(at, c)| at + c.len_utf8())
}

/// Whether a caption begins with a mark that says so: 图为…, ▲上图：…, 图①….
pub fn is_marked_caption(text: &str) -> bool {
    caption_mark(text)
}

fn caption_mark(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{3000}', ' ']);
    let shown = text.trim_start_matches(MARKS);
    if shown.starts_with("图为") || shown.starts_with("图片说明") {
        return true;
    }
    let arrows = ['▲', '▼', '◀', '▶', '△', '▽', '◁', '▷', '↑', '↓', '←', '→'];
    let bare = text.trim_start_matches(arrows).trim_start_matches([' ', '\u{3000}']);
    let side = [
        "上图",
        "下图",
        "左图",
        "右图",
        "中图",
        "大图",
        "小图",
        "题图",
        "左上图",
        "右上图",
        "左下图",
        "右下图",
        "本版图片",
    ];
    let sided = side.iter().any(|word| {
        bare.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(['：', ':', '为', '是', ' ', '\u{3000}', '，', '、']))
    });
    let numbered = bare.strip_prefix('图').is_some_and(|rest| {
        rest.starts_with(|c: char| ('①'..='⑳').contains(&c))
            || (rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六".contains(c))
                && rest.contains(['：', ':']))
    });
    bare.len() < text.len()
        || bare.starts_with("图为")
        || bare.starts_with("图片说明")
        || sided
        || numbered
        || bare.starts_with("图：")
        || (bare.starts_with(['（', '('])
            && ["上图", "下图", "左图", "右图"].iter().any(|w| {
                bare.get(3..).is_some_and(|r| r.starts_with(w))
                    || bare.get(1..).is_some_and(|r| r.starts_with(w))
            }))
}

/// Where the rest of an article stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// 下转
    On(String),
    /// 上接
    From(String),
}

/// `（下转第四版）`, `(上接A01版)`: the whole line.
pub fn continuation(line: &str) -> Option<Continuation> {
    let (bare, _) = unwrapped(line);
    let bare = bare.trim_start_matches(MARKS).trim_end_matches(['。', ' ']);
    let (rest, on) = ["下转", "转", "紧接", "上接", "接"]
        .iter()
        .find_map(|word| bare.strip_prefix(word).map(|rest| (rest, matches!(*word, "下转" | "转"))))?;
    let page = rest.trim_start_matches('第').trim_end_matches('版').trim();
    let page = super::page_head::page_number(page)
        .or_else(|| super::page_head::han_number(page).map(|n| n.to_string()))?;
    (rest.ends_with('版')).then(|| if on { Continuation::On(page) } else { Continuation::From(page) })
}

/// A paragraph without the continuation at its end or beginning.
pub fn without_continuation(paragraph: &str) -> (&str, Option<Continuation>) {
    let text = paragraph.trim_end();
    if text.ends_with(['）', ')', '】'])
        && let Some(at) = text.rfind(['（', '(', '【'])
        && let (Some(before), Some(tail)) = (text.get(..at), text.get(at..))
        && let Some(found) = continuation(tail)
    {
        return (before.trim_end(), Some(found));
    }
    if text.starts_with(['（', '(', '【'])
        && let Some(at) = text.find(['）', ')', '】'])
        && let Some(head) =
            text.char_indices().find(|(i, _)| *i > at).map_or(Some(text), |(i, _)| text.get(..i))
        && let Some(found) = continuation(head)
    {
        return (text.get(head.len()..).unwrap_or_default().trim_start(), Some(found));
    }
    (paragraph, None)
}
