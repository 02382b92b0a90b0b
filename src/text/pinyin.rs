//! Names by their sound: `anpei`, `apsq`, `anpsq` for 安培社区, whichever reading of a character is meant.

use std::collections::HashMap;
use std::sync::OnceLock;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::fold_char;

/// The readings of each character of a name; of one that is no Han the character itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings(Vec<Vec<String>>);

/// How well typed letters fit a name; the smaller the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// From its first character on.
    Start,
    /// From a later one on.
    Within,
}

impl Readings {
    /// Of a name.
    pub fn of(name: &str) -> Self {
        Self(name.chars().filter(|c| !c.is_whitespace()).map(readings).collect())
    }

    /// Whether letters are the sound of the name or of a part of it: of each character the whole syllable or its
    /// first letter; of the last one as much as was typed.
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        let typed: String = typed.chars().filter(|c| *c != '\'').map(fold_char).collect();
        if typed.is_empty() {
            return None;
        }
        let fits = |from: usize| self.0.get(from..).is_some_and(|rest| begins(rest, &typed));
        match (0..self.0.len()).find(|from| fits(*from))? {
            0 => Some(Fit::Start),
            _ => Some(Fit::Within),
        }
    }
}

/// The sound by which titles are put in order: the most common reading of each character.
pub fn sound(text: &str) -> String {
    let mut sound = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match c.to_pinyin() {
            Some(reading) => sound.push_str(reading.plain()),
            None => sound.push(fold_char(c)),
        }
        sound.push(' ');
    }
    sound
}

fn begins(characters: &[Vec<String>], typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((first, rest)) = characters.split_first() else { return false };
    first.iter().any(|reading| {
        let whole = typed.strip_prefix(reading.as_str()).is_some_and(|typed| begins(rest, typed));
        let initial = || reading.chars().next().and_then(|letter| typed.strip_prefix(letter));
        whole || reading.starts_with(typed) || initial().is_some_and(|typed| begins(rest, typed))
    })
}

/// The most common reading first.
fn readings(c: char) -> Vec<String> {
    let c = fold_char(c);
    let first = c.to_pinyin().map(|reading| reading.plain().replace('ü', "v"));
    let others = c.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain().replace('ü', "v"));
    let mut all: Vec<String> = Vec::new();
    for reading in first.into_iter().chain(others) {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    if all.is_empty() {
        all.push(c.to_string());
    }
    all
}

/// Other characters that sound like this one, common ones and rare ones alike.
pub fn homophones(c: char) -> Vec<char> {
    static BY_SOUND: OnceLock<HashMap<String, Vec<char>>> = OnceLock::new();
    let by_sound = BY_SOUND.get_or_init(|| {
        let mut by_sound: HashMap<String, Vec<char>> = HashMap::new();
        // The block that GB2312 and GBK draw from.
        for c in '\u{4e00}'..='\u{9fa5}' {
            if fold_char(c) == c
                && let Some(reading) = c.to_pinyin()
            {
                by_sound.entry(reading.plain().to_owned()).or_default().push(c);
            }
        }
        by_sound
    });
    let folded = fold_char(c);
    let mut found: Vec<char> = Vec::new();
    let sounds = folded.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain());
    for sound in folded.to_pinyin().map(|reading| reading.plain()).into_iter().chain(sounds) {
        found.extend(by_sound.get(sound).into_iter().flatten().filter(|other| **other != folded));
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, typed: &str, expect: Option<Fit>) {
        assert_eq!(Readings::of(name).fit(typed), expect, "{typed} for {name}");
    }

    #[test]
    fn a_name_is_known_by_its_sound() {
        for typed in ["anpei", "apsq", "anpsq", "anpeishequ", "a", "anp", "apshe", "ANPEI", "an'pei"] {
            check("安培社区", typed, Some(Fit::Start));
        }
        check("安培社区", "shequ", Some(Fit::Within));
        check("安培社区", "psq", Some(Fit::Within));
        for typed in ["anpie", "", "sqx", "anpeishequa"] {
            check("安培社区", typed, None);
        }
        check("西安路社区", "xian", Some(Fit::Start));
        check("重庆路", "chongqing", Some(Fit::Start));
        check("重庆路", "zql", Some(Fit::Start));
        check("绿地社区", "lvdi", Some(Fit::Start));
        check("郟县", "jx", Some(Fit::Start));
        check("A区3号楼", "aq3hl", Some(Fit::Start));
        check("毛玺玺", "mxx", Some(Fit::Start));
    }

    #[test]
    fn names_are_put_in_order_by_sound() {
        let mut names = ["张三", "安培", "李四", "北站"];
        names.sort_by_key(|name| sound(name));
        assert_eq!(names, ["安培", "北站", "李四", "张三"]);
    }

    #[test]
    fn characters_of_one_sound_are_told() {
        assert!(homophones('陪').contains(&'培'));
        assert!(!homophones('陪').contains(&'陪'));
        assert!(homophones('。').is_empty());
    }
}
