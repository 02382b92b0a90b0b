//! The words of a signature: offices, shares of the work, names.
//!
//! The forms follow what Chinese newspapers print: an office before the names (`通讯员张志举 胡晓千 记者毛玺玺`), a share
//! of the work before or behind them (`文/李明`, `张骞/文 张梦珠/图`, `王波 摄`).

use crate::model::{Person, PersonRole};
use crate::text::{WordList, fold_char, is_han};

use super::names::{is_double_surname, is_name, is_told_name};

/// Words in front of 记者 or 通讯员 that say what kind of one.
const KINDS: WordList = WordList::new(
    "本报 本刊 本台 本网 本社 首席 全媒体 融媒体 全媒 融媒 新媒体 见习 实习 特约 特派 特邀 驻站 \
    驻地 文字 摄影 图片 视频 资深 高级 骨干 晨报 晚报 日报 商报 都市报 早报 时报 客户端 报业 \
    中心 工人 农民 校园 社区 小 外 青年 学生 部队",
);

/// Offices.
pub const OFFICES: WordList =
    WordList::new("读者 网友 通讯员 通迅员 报道员 特约撰稿人 特约撰稿 撰稿人 评论员 律师 实习生 记者 作者");

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
const SHARES: [(&str, Share); 36] = [
    ("摄影报道", BOTH),
    ("摄影/报道", BOTH),
    ("采写/摄影", BOTH),
    ("文/片", BOTH),
    ("片", PHOTO),
    ("摄影/文字", BOTH),
    ("文字/摄影", BOTH),
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
    ("口述", TEXT),
    ("讲述人", TEXT),
    ("讲述", TEXT),
    ("主讲", TEXT),
    ("解答", TEXT),
    ("撰稿", TEXT),
    ("供稿", TEXT),
    ("策划", TEXT),
    ("执行", TEXT),
    ("辑", TEXT),
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

pub const SEPARATORS: [char; 13] = [' ', '、', ',', '/', ';', '\u{a0}', '|', ':', '■', '□', '●', '◎', '○'];

/// Folds width, and any space to one.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().map(plain_char));
    plain
}

fn plain_char(c: char) -> char {
    let c = fold_char(c);
    match c {
        _ if is_han(c) => c,
        _ if c.is_whitespace() => ' ',
        '／' | '∕' => '/',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '•' | '・' | '‧' => '·',
        c => c,
    }
}

/// A quick look before [`words`]. Names, offices and shares are all Han; only separators and the dot of a name stand
/// between them. And where the first word is too long for a name, and neither a share of the work nor somebody's home
/// ends with its last character, an office must stand in it.
fn may_be_signature(text: &str) -> bool {
    let (mut length, mut last, mut more, mut office) = (0, ' ', false, false);
    let mut open = true;
    for c in text.chars().map(plain_char) {
        if is_han(c) {
            office |= matches!(c, '者' | '友' | '员' | '稿' | '生');
            if open {
                (length, last) = (length + 1, c);
            } else {
                more = true;
            }
        } else if SEPARATORS.contains(&c) {
            open &= length == 0;
        } else if c == '·' {
            office = true;
        } else {
            return false;
        }
    }
    length <= LONGEST_NAME
        || office
        || matches!(
            last,
            '图' | '片'
                | '摄'
                | '道'
                | '影'
                | '文'
                | '述'
                | '理'
                | '讲'
                | '答'
                | '字'
                | '辑'
                | '稿'
                | '划'
                | '行'
        )
        || (more && HOMES.may_end_with(last))
}

/// Takes an office with its kinds off the front: 本报全媒体记者.
pub fn take_office(text: &str) -> Option<(PersonRole, &str)> {
    // 平顶山日报记者, 市文联通讯员: the office of another house, whose name ends like one.
    const HOUSES: WordList = WordList::new(
        "报 社 台 网 刊 中心 局 委 办 处 联 部 院 校 街道 区 融媒 融媒体 传媒 新闻 发布 观察 在线",
    );
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
    HOUSES.end_of(bare).or(HOUSES.end_of(house))?;
    let word = OFFICES.begin_of(office)?;
    Some((role_of_office(word), office.strip_prefix(word)?))
}

/// Characters of the longest name that has no dot.
const LONGEST_NAME: usize = 4;

/// Parts a signature into words. None where something is none of a signature's words.
fn words(text: &str) -> Option<Vec<Word>> {
    if !may_be_signature(text) {
        return None;
    }
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
                || matches!(tail, "摄影报道" | "摄影" | "摄" | "供图" | "文图" | "图文" | "整理" | "供稿")
        };
        // 罗军摄: the name is whole without its last character.
        let taken =
            token.strip_suffix(['摄', '辑']).filter(|name| is_name(name) && name.chars().count() >= 2);
        if let Some(at) =
            taken.map(str::len).or_else(|| token.char_indices().map(|(at, _)| at).skip(2).find(cut))
        {
            // 星级记者 程兆: a kind of office that we do not know.
            let kind = token.get(..at).is_some_and(|kind| words.is_empty() && !is_name(kind));
            if kind && let Some((role, after)) = token.get(at..).and_then(take_office) {
                words.push(Word::Office(role));
                rest = rest.strip_prefix(token.strip_suffix(after)?)?;
                continue;
            }
            (token, after) = rest.split_at_checked(at)?;
        }
        rest = after;
        let length = token.chars().count();
        // 罗　军摄
        if let Some(first) = surname.as_ref().filter(|_| (2..=3).contains(&length))
            && let Some(given) = token.strip_suffix('摄')
        {
            words.push(Word::Name(format!("{first}{given}")));
            words.push(Word::Share(PHOTO));
            surname = None;
            continue;
        }
        if length > LONGEST_NAME && !NOBODY.has(token) && !token.contains('·') && !is_home(token) {
            return None;
        }
        match surname.take() {
            // 李　博, 费 翔宇: no name has one character.
            Some(first) if length <= 2 => words.push(Word::Name(format!("{first}{token}"))),
            Some(_) => return None,
            // 图/受访者提供: nobody of the paper.
            None if NOBODY.has(token) => {}
            None if length == 1 || is_double_surname(token) => surname = Some(token.to_owned()),
            // 鱼化寨村　惠满仓: where somebody who signs comes from.
            None if is_home(token) && rest.chars().any(is_han) => {}
            None => words.push(Word::Name(token.to_owned())),
        }
    }
    surname.is_none().then_some(words)
}

/// Whoever else a picture is from.
const NOBODY: WordList =
    WordList::new("受访者提供 受访者 受访者供图 资料 资料图片 采访对象提供 网络 由受访者提供 受访单位提供");

/// Words that close what somebody is known by who signs.
const HOMES: WordList = WordList::new(
    "村 路 街 巷 社区 街道 镇 乡 厂 学校 小学 中学 大学 学院 局 馆 公司 医院 派出所 支队 大队 \
    团委 文联 作协 学生 教师 职工 居民 村民 战士 工人 书记 主任 年级 医师 律师 教授 校长 老师 医生 队员 委员 店主 车间 \
    咨询师 工程师 研究员 会员 经理 干部 退休 离休 居委会 区 县 市 村委会 办事处 单位 供电所",
);

/// A village, an office, a school in front of a name; or what its bearer is: 社员　汪兴国.
fn is_home(token: &str) -> bool {
    const ALONE: WordList = WordList::new(
        "社员 居民 市民 村民 职工 工人 教师 家长 乘客 顾客 队员 社工 厂长 书记 主任 班长 队长 校长 院长 所长 局长 经理 站长",
    );
    let named = HOMES.end_of(token).is_some() && token.chars().count() >= 3 && token.chars().all(is_han);
    named || ALONE.has(token)
}

/// Whether a signature begins with where its people come from.
pub fn begins_with_home(text: &str) -> bool {
    text.split(['\u{3000}', ' ']).next().is_some_and(is_home)
}

/// Takes a share of the work off the front; one character alone counts only where it stands alone (文静 is a name).
fn take_share(text: &str) -> Option<(Share, &str)> {
    if !text.starts_with([
        '文', '图', '片', '摄', '采', '撰', '整', '报', '供', '翻', '口', '讲', '主', '解', '策', '执', '辑',
    ]) {
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
    people_of(&words(text)?, default)
}

/// A text whose words are all words of a signature; whether all its names are good is asked for a role of bare ones.
pub struct Signature(Vec<Word>);

impl Signature {
    /// Reads a text. None where something is none of a signature's words.
    pub fn of(text: &str) -> Option<Self> {
        words(text).map(Self)
    }

    /// Its people, bare names in the role `default`.
    pub fn people(&self, default: Option<PersonRole>) -> Option<Vec<Person>> {
        people_of(&self.0, default)
    }
}

impl Signature {
    /// The people of nothing but names, one of which at least has a surname that we know: the others are names too.
    pub fn likely_people(&self, role: PersonRole) -> Option<Vec<Person>> {
        let name = |word: &Word| match word {
            Word::Name(name) => Some(name.clone()),
            _ => None,
        };
        let names = self.0.iter().map(name).collect::<Option<Vec<String>>>()?;
        let likely = names.len() > 1
            && names.iter().any(|name| is_name(name))
            && names.iter().all(|name| is_told_name(name));
        likely.then(|| names.into_iter().map(|name| Person { role, name }).collect())
    }
}

fn people_of(words: &[Word], default: Option<PersonRole>) -> Option<Vec<Person>> {
    let told = words.iter().any(|word| !matches!(word, Word::Name(_)));
    let good = |name: &str| if told { is_told_name(name) } else { is_name(name) };
    // A share behind the names (王波 摄) speaks of those before it; one in front (文/王波) of those after it.
    let shares_lead = matches!(words.first(), Some(Word::Share(_)))
        // 记者 阳光 摄影 卜算: nobody stands behind the share but who it is of.
        || matches!(words, [Word::Office(_), .., Word::Name(_)]) && words.iter().any(|word| matches!(word, Word::Share(_)));
    let mut people: Vec<Person> = Vec::new();
    let mut waiting: Vec<(Option<PersonRole>, &str)> = Vec::new();
    let (mut office, mut share) = (None, None);
    let last = words.len();
    for (at, word) in words.iter().enumerate() {
        match word {
            Word::Office(role) => office = Some(*role),
            Word::Share(new) if shares_lead => {
                give(&mut people, &mut waiting, share, default)?;
                (share, office) = (Some(*new), None);
            }
            Word::Share(new) => {
                give(&mut people, &mut waiting, Some(*new), default)?;
                if at + 1 < last {
                    office = None;
                }
            }
            Word::Name(name) if good(name) => waiting.push((office, name)),
            Word::Name(_) => return None,
        }
    }
    give(&mut people, &mut waiting, share, default)?;
    (!people.is_empty()).then_some(people)
}

fn give(
    people: &mut Vec<Person>,
    waiting: &mut Vec<(Option<PersonRole>, &str)>,
    share: Option<Share>,
    default: Option<PersonRole>,
) -> Option<()> {
    for (office, name) in waiting.drain(..) {
        let mut add = |role| {
            let person = Person { role, name: name.to_owned() };
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
