//! What the name of a picture file says of it: 图1, 03版_2, 上图, 老人包饺子（王波摄）, IMG_0012.

use std::cmp::Ordering;
use std::path::Path;

use crate::text::fold;

/// Who numbered a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// A person: 图1, 照片2, 3.
    Person,
    /// A camera or a program: IMG_0012, DSC0007, 微信图片_2015.
    Camera,
}

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureName {
    /// The number in it, where there is one alone.
    pub number: Option<usize>,
    /// Who gave that number.
    pub by: NamedBy,
    /// 图1, 上图: what a caption may call it.
    pub mention: Option<String>,
    /// Its Han words, without 图 and 照片, and who took it.
    pub words: Vec<String>,
    /// Whether it says 版.
    pub says_page: bool,
    numbers: Vec<String>,
    /// Names in the order in which a person counts them: 9 before 10.
    pub order: NameOrder,
}

/// A name as it is put in order: numbers as such, the rest by letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameOrder(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Without the zeros in front.
    Number(String),
    Letters(String),
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.len().cmp(&other.len()).then(one.cmp(other)),
            (Self::Letters(one), Self::Letters(other)) => one.cmp(other),
            (Self::Number(_), Self::Letters(_)) => Ordering::Less,
            (Self::Letters(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Words that name no photo but say that it is one.
const SORTS: [&str; 8] = ["图片", "照片", "图", "照", "版", "第", "张", "新闻"];
/// Which of several a caption means.
const SIDES: [&str; 8] = ["上图", "下图", "左图", "右图", "中图", "大图", "小图", "题图"];

impl PictureName {
    /// Takes the name of a file apart.
    pub fn of(path: &Path) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let plain: String = fold(&stem).into_iter().collect();
        let pieces = pieces(&plain);
        // A date says of what day it is, and nothing of which one.
        let is_date =
            |number: &str| number.len() == 8 && (number.starts_with("19") || number.starts_with("20"));
        let numbers = pieces.iter().filter_map(|piece| match piece {
            Piece::Number(number) if !is_date(number) => Some(number.clone()),
            _ => None,
        });
        let numbers: Vec<String> = numbers.collect();
        let number = match numbers.as_slice() {
            [number] => number.parse().ok().filter(|number| *number > 0),
            _ => None,
        };
        let by = if plain.chars().any(|letter| letter.is_ascii_alphabetic()) || plain.contains("微信") {
            NamedBy::Camera
        } else {
            NamedBy::Person
        };
        let side = SIDES.into_iter().find(|side| plain.contains(side)).map(str::to_owned);
        let numbered = number.filter(|_| by == NamedBy::Person).map(|number: usize| format!("图{number}"));
        let words = words(&plain);
        let (says_page, order) = (plain.contains('版'), NameOrder(pieces));
        Self { number, by, mention: side.or(numbered), words, says_page, numbers, order }
    }

    /// The page and the number on it, where the name is made of both.
    pub fn page_and_number(&self) -> Option<(&str, usize)> {
        match self.numbers.as_slice() {
            [page, number] if self.by == NamedBy::Person => Some((page, number.parse().ok()?)),
            _ => None,
        }
    }
}

fn pieces(plain: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for letter in plain.chars() {
        match (pieces.last_mut(), letter.is_ascii_digit()) {
            (Some(Piece::Number(number)), true) => number.push(letter),
            (Some(Piece::Letters(letters)), false) => letters.push(letter),
            (_, true) => pieces.push(Piece::Number(letter.to_string())),
            (_, false) => pieces.push(Piece::Letters(letter.to_string())),
        }
    }
    for piece in &mut pieces {
        if let Piece::Number(number) = piece {
            *number = number.trim_start_matches('0').to_owned();
        }
    }
    pieces
}

/// The runs of Han in a name, but for what says that it is a photo and who took it.
fn words(plain: &str) -> Vec<String> {
    let is_han = |letter: char| ('\u{4E00}'..='\u{9FFF}').contains(&letter);
    let runs = plain.split(|letter| !is_han(letter)).filter(|run| !run.is_empty());
    let words = runs.filter(|run| !run.ends_with('摄') && !SIDES.contains(run)).map(|run| {
        let mut word = run;
        while let Some(rest) = SORTS.iter().find_map(|sort| word.strip_prefix(sort)) {
            word = rest;
        }
        word.to_owned()
    });
    words.filter(|word| !word.is_empty() && !SORTS.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, number: Option<usize>, mention: Option<&str>, words: &[&str]) {
        let read = PictureName::of(Path::new(name));
        let found: Vec<&str> = read.words.iter().map(String::as_str).collect();
        assert_eq!(
            (read.number, read.mention.as_deref(), found.as_slice()),
            (number, mention, words),
            "{name}"
        );
    }

    #[test]
    fn a_name_says_a_number_a_mention_and_words() {
        check("图1.jpg", Some(1), Some("图1"), &[]);
        check("图１０.jpg", Some(10), Some("图10"), &[]);
        check("003.tif", Some(3), Some("图3"), &[]);
        check("照片 2.png", Some(2), Some("图2"), &[]);
        check("IMG_0012.jpg", Some(12), None, &[]);
        check("上图.jpg", None, Some("上图"), &[]);
        check("老人包饺子（王波摄）.jpg", None, None, &["老人包饺子"]);
        check("20151209社区义诊1.jpg", Some(1), Some("图1"), &["社区义诊"]);
        check("03版_2.jpg", None, None, &[]);
    }

    #[test]
    fn nine_comes_before_ten() {
        let order = |name: &str| PictureName::of(Path::new(name)).order;
        assert!(order("图9.jpg") < order("图10.jpg"));
        assert!(order("IMG_0009.jpg") < order("IMG_0010.jpg"));
        assert_eq!(PictureName::of(Path::new("03版_2.jpg")).page_and_number(), Some(("3", 2)));
    }
}
