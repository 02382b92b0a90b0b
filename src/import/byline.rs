//! Who signs an article: in front of it, at its end, on a line between title and text.

use crate::model::{Person, PersonRole};
use crate::text::{WordList, ends_sentence, is_han};

use super::names::{is_name, is_told_name};
use super::signature::{self, OFFICES, SEPARATORS, begins_with_home, parse_names, plain, take_office};

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

/// The marks that newspapers set before a signature.
pub const MARKS: [char; 14] = ['\u{3000}', ' ', '■', '□', '●', '◎', '○', '◆', '◇', '▪', '▲', '★', '☆', '·'];

/// A line without the marks and one pair of brackets around it; whether it had either.
pub fn unwrapped(line: &str) -> (&str, bool) {
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
    if text.chars().count() > LONGEST_NAMES || ends_sentence(text) {
        return None;
    }
    let words = signature::Signature::of(without_office(text))?;
    words
        .people(None)
        .or_else(|| words.people((marked || is_alone(text)).then_some(bare)))
        .or_else(|| words.likely_people(bare).filter(|_| is_bracketed(line)))
        .or_else(|| spread_name(text).map(|name| vec![Person { role: bare, name }]))
        .or_else(|| {
            let pen = line.starts_with('□') && may_be_pen_name(line);
            pen.then(|| vec![Person { role: bare, name: text.split_whitespace().collect() }])
        })
}

/// 作者：冷月，系河西医院主任医师, 讲述人：贾小雨，会计: what somebody is behind the name names nobody.
fn without_office(text: &str) -> &str {
    let told = |(names, what): &(&str, &str)| {
        what.starts_with('系')
            || (names.contains(['：', ':']) && what.chars().count() <= 10 && !what.contains('，'))
    };
    text.split_once('，').filter(told).map_or(text, |(names, _)| names)
}

/// Words that are set apart like names, and are none.
const NO_NAMES: WordList = WordList::new(
    "简讯 要闻 公告 启事 短论 社论 评论 通知 声明 更正 广告 短波 随笔 诗歌 散文 小说 消息 快讯 导读 目录 预告         格言 笑话 谜语 故事 来信 图片 漫画 书讯 影讯 天气 短讯 简介 作者 编者 记者 通告 文摘",
);

/// `过　云`: two characters set apart are how a name is printed below a title, a pen name too; 公　告 and 要　闻 are not.
fn spread_name(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace();
    let (first, second) = (parts.next()?, parts.next()?);
    let single = |part: &str| part.chars().nth(1).is_none() && part.chars().all(is_han);
    let name = format!("{first}{second}");
    let fits = parts.next().is_none() && single(first) && single(second);
    (fits && is_told_name(&name) && !NO_NAMES.has(&name)).then_some(name)
}

/// Longest line of names, in characters.
const LONGEST_NAMES: usize = 60;

/// Whether a line without a mark is one name, or a few in a row, or says where somebody comes from.
fn is_alone(text: &str) -> bool {
    let folded = plain(text);
    let mut names = folded.split([' ', '、']).filter(|name| !name.is_empty()).peekable();
    let joined = folded.replace(' ', "");
    is_name(&joined) && !NO_NAMES.has(&joined) && !joined.ends_with(['记', '录', '话', '篇', '谣', '赋'])
        || begins_with_home(text)
        || (names.peek().is_some() && names.all(is_name))
}

/// How a line signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// Not at all.
    No,
    /// With a bare name: [`line_of_names`] only.
    Names,
    /// As [`is_byline_line`] asks.
    Told,
}

/// What [`is_byline_line`] and [`line_of_names`] say of a line, its words read once.
pub fn signed(line: &str) -> Signing {
    let (bare, marked) = unwrapped(line);
    let short = line.len() <= LONGEST_BYLINE;
    if short && is_about(bare) {
        return Signing::Told;
    }
    if ends_sentence(bare) {
        return Signing::No;
    }
    // （河法）: most likely a name.
    if is_bracketed(line) && may_be_name(bare) {
        return Signing::Told;
    }
    // □闽江: behind such a mark stands who wrote the piece.
    if line.starts_with('□') && may_be_pen_name(line) {
        return Signing::Told;
    }
    let Some(words) = signature::Signature::of(without_office(bare)) else { return Signing::No };
    let likely = is_bracketed(line) && words.likely_people(PersonRole::Correspondent).is_some();
    let named =
        |default: Option<PersonRole>| words.people(default).is_some() || (default.is_some() && likely);
    let told = named(None) || (marked && named(Some(PersonRole::Author)));
    if short && told {
        Signing::Told
    } else if bare.chars().count() <= LONGEST_NAMES
        && (told || (is_alone(bare) && named(Some(PersonRole::Author))) || spread_name(bare).is_some())
    {
        Signing::Names
    } else {
        Signing::No
    }
}

/// `老槐`, `□闽江`: what may be a pen name, by itself or behind a mark. Only where it stands tells.
pub fn may_be_pen_name(line: &str) -> bool {
    const NO_PEN_NAMES: WordList =
        WordList::new("上篇 下篇 中篇 尾声 引子 后记 前言 序 跋 附录 题记 小结 结语");
    let (bare, _) = unwrapped(line);
    let bare: String = bare.split_whitespace().collect();
    (2..=4).contains(&bare.chars().count())
        && is_told_name(&bare)
        && !NO_NAMES.has(&bare)
        && !NO_PEN_NAMES.has(&bare)
        && !bare
            .starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '半', '百', '第'])
}

/// Longest line that signs, in bytes.
const LONGEST_BYLINE: usize = 240;

/// Whether a line holds an office or a share of the work, and nothing but a signature; or a name behind a mark.
pub fn is_byline_line(line: &str) -> bool {
    line.len() <= LONGEST_BYLINE && signed(line) == Signing::Told
}

/// `（作者系某中学教师）`: a line of the signature that names nobody.
pub fn is_about_author(line: &str) -> bool {
    is_about(unwrapped(line).0)
}

fn is_about(bare: &str) -> bool {
    const ABOUT: WordList = WordList::new(
        "作者系 作者单位 作者为 作者是 作者简介 执笔 据《 据新华社 摘自 原载 来源： 供稿： 供稿单位 转自 选自",
    );
    const NOBODY: WordList = WordList::new(
        "本报评论员 本报编辑部 本报记者 新华社记者 本报通讯员 本报特约评论员 特约评论员 评论员",
    );
    // 奋斗路一居民, 部分学生家长: who writes a letter and does not say their name.
    const NAMELESS: WordList =
        WordList::new("一居民 一读者 一市民 一职工 一群众 一家长 一工人 一乘客 一顾客 一老人 一村民 一住户");
    let nameless = NAMELESS.end_of(bare).is_some()
        && bare.chars().count() <= 14
        && bare.chars().all(|c| is_han(c) || c.is_whitespace());
    NOBODY.has(bare)
        || nameless
        || ABOUT
            .begin_of(bare)
            .is_some_and(|start| !start.starts_with('据') || bare.ends_with(['》', '电', '道']))
            && bare.chars().count() <= 40
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
    const OWN: WordList =
        WordList::new("本报讯 本刊讯 本台讯 本网讯 本报综合消息 本报综合报道 本报消息 本报综合");
    if let Some(rest) = OWN.begin_of(text).and_then(|word| text.strip_prefix(word)) {
        return Some(rest.trim_start_matches(['】', ']']));
    }
    let cut = text.char_indices().nth(DATELINE).map_or(text.len(), |(at, _)| at);
    let head = text.get(..cut)?;
    if !head.contains('讯') && !head.contains('电') {
        return None;
    }
    let end = head.find(['，', ',', '。', '“', '；', ':', '：', '？']).unwrap_or(head.len());
    let bracket = head.find(['(', '（', ' ', '\u{3000}']).unwrap_or(head.len());
    const AGENCIES: WordList =
        WordList::new("新华社 据新华社 中新社 据中新社 本报 新华网 人民网 据人民日报 据《 中新网 据新华网");
    let agency = AGENCIES.begin_of(text).is_some();
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
        // …票价一元。 杨丽琼: a name behind a space, and nothing else.
        _ if tail.starts_with([' ', '\u{3000}']) && is_name(&plain(tail).replace(' ', "")) => {
            let name = plain(tail).replace(' ', "");
            Signature::Names(vec![Person { role: PersonRole::Correspondent, name }])
        }
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
pub fn may_be_name(words: &str) -> bool {
    const NO_NAMES: &str = "完 待续 未完 未完待续 连载 节选 下 上 中 略 完结 全文完 编者 本报讯";
    let words = plain(words).replace(' ', "");
    (2..=3).contains(&words.chars().count())
        && !words.ends_with(['馆', '局', '处', '所', '部', '社', '委', '办'])
        && words.chars().all(is_han)
        && !NO_NAMES.split(' ').any(|word| word == words)
}

/// Byte offset behind the last sentence of `text`: none where it has no end of a sentence.
pub fn last_stop(text: &str) -> Option<usize> {
    text.char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '…' | ')' | '）'))
        .map(|(at, c)| at + c.len_utf8())
}

#[cfg(test)]
#[path = "byline_tests.rs"]
mod tests;
