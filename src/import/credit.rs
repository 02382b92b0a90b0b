//! Who took a picture, and what marks a caption.

use crate::model::{Person, PersonRole};
use crate::text::WordList;

use super::byline::{MARKS, last_stop, unwrapped};
use super::signature::{parse_names, plain};

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
const STOCK: WordList = WordList::new(
    "资料图片 资料图 资料照片 网络图片 图片来自网络 新华社发 新华社图 本报资料图片 本报资料片 \
    资料片 （资料图） 效果图 示意图 均为资料图片",
);

/// Whether a line is a credit that names nobody: 资料图片, 区档案馆供图.
pub fn is_stock(line: &str) -> bool {
    let (bare, _) = unwrapped(line);
    let bare = bare.trim_start_matches("图片").trim_start_matches([':', '：']).trim();
    STOCK.has(bare)
        || (bare.ends_with(['图', '发', '供'])
            && bare.chars().count() <= 16
            && !bare.contains(['。', '，', ','])
            && (bare.ends_with("供图")
                || bare.ends_with("提供")
                || bare.ends_with("发") && bare.starts_with("新华社")))
}

/// Takes the photo credit off the end of a paragraph: `毛思周 摄`, `…解决困难。 庞浩然 摄`, `（吕枫 摄）`,
/// `本报记者 王波 通讯员 刘潇 摄`, `毛思周 摄影报道`, `（张骞/文 张梦珠/图）`, `（资料图片）`.
pub fn photo_credit(paragraph: &str) -> Option<Credited> {
    let text = paragraph.trim_end();
    // Whatever speaks of a picture has one of these.
    if !text.contains(['图', '摄', '片', '发', '供']) {
        return None;
    }
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
    if !words.contains(['摄', '图']) {
        return false;
    }
    let folded = plain(words);
    let folded = folded.trim();
    ["摄", "摄影报道", "摄影", "/图", "文图", "图文", "供图", "摄)", "图/文", "文/摄", " 图"]
        .iter()
        .any(|end| folded.ends_with(end))
        || [
            "摄影:", "摄影 ", "摄影/", "图/", "图:", "图片:", "文/图", "文/片", "图文", "图片/", "图 ",
            "供图:", "摄:", "摄/",
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

/// Whether a caption begins with a mark that says so: 图为…, ▲上图：…, 图①….
pub fn is_marked_caption(text: &str) -> bool {
    caption_mark(text)
}

const ARROWS: [char; 14] = ['▲', '▼', '◀', '▶', '►', '◄', '△', '▽', '◁', '▷', '↑', '↓', '←', '→'];

fn caption_mark(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{3000}', ' ']);
    const FIRST: [char; 11] = ['图', '上', '下', '左', '右', '中', '大', '小', '题', '本', '（'];
    if !text.starts_with(FIRST)
        && !text.starts_with('(')
        && !text.starts_with(MARKS)
        && !text.starts_with(ARROWS)
    {
        return false;
    }
    let shown = text.trim_start_matches(MARKS);
    if shown.starts_with("图为") || shown.starts_with("图片说明") {
        return true;
    }
    let bare = text.trim_start_matches(ARROWS).trim_start_matches([' ', '\u{3000}']);
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
