//! Invented pages in any number, each unlike the others, the same in every run: headlines, bylines, places, dates,
//! photos, doubts and pages of several to a file come by their number.

#![allow(dead_code, reason = "tests and benches each use a part of it")]

use std::path::{Path, PathBuf};

const PAPER: &str = "鹿城民声报";
const STREETS: [&str; 4] = ["五马街道", "蒲鞋市街道", "南汇街道", "松台街道"];
const COMMUNITIES: [&str; 4] = ["鼓楼社区", "墨池社区", "绿园社区", "庆年坊社区"];
const THINGS: [&str; 8] = ["夜校", "食堂", "书屋", "车棚", "花园", "诊所", "戏台", "健身角"];
const DEEDS: [&str; 8] = ["开班", "开张", "上新", "修好", "换样", "搬家", "扩建", "开放"];
const SURNAMES: [&str; 8] = ["李", "王", "张", "陈", "林", "周", "吴", "郑"];
const NAMES: [&str; 8] = ["博", "明远", "晓东", "若溪", "敏", "一鸣", "子涵", "文博"];

/// A small generator of numbers that look thrown: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("below n")
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The day and number of page `at`: four pages an issue.
pub fn page_of(at: usize) -> (String, usize) {
    let issue = at / 4;
    let (year, month, day) = (1990 + issue / 336, issue / 28 % 12 + 1, issue % 28 + 1);
    (format!("{year}年{month}月{day}日"), at % 4 + 1)
}

/// The text of page `at`, with its head.
pub fn page(at: usize) -> String {
    let mut dice = Dice(at as u64);
    let (date, number) = page_of(at);
    let mut text = format!("{PAPER} {date} 第{number}版：社区\n\n");
    for item in 0..3 + dice.below(4) {
        let (street, community) = (dice.of(&STREETS), dice.of(&COMMUNITIES));
        let (thing, deed) = (dice.of(&THINGS), dice.of(&DEEDS));
        let name = |dice: &mut Dice| format!("{}{}", dice.of(&SURNAMES), dice.of(&NAMES));
        let (reporter, neighbour) = (name(&mut dice), name(&mut dice));
        if item == 2 && dice.below(3) == 0 {
            text += &format!(
                "{community}{thing}第{at}次{deed}\n\n图为居民{neighbour}在{street}{community}的{thing}里。{reporter} 摄\n\n"
            );
            continue;
        }
        text += &format!("{street}{community}第{at}号{thing}{item}期{deed}\n\n");
        text += &format!(
            "本报讯（记者 {reporter}）{}月{}日，{street}{community}的{thing}{deed}了。居民{neighbour}说，盼了{}年。\n\n",
            dice.below(12) + 1,
            dice.below(28) + 1,
            dice.below(9) + 2
        );
        for paragraph in 0..1 + dice.below(4) {
            let other = dice.of(&COMMUNITIES);
            text += &format!(
                "{thing}共有{}件器具，第{paragraph}组由{other}的{}户人家轮流照看，账目每季度贴出一次，用了{}元。来自北{}村的师傅也来帮忙。\n\n",
                dice.below(900) + 20,
                dice.below(80) + 3,
                dice.below(9000) + 100,
                ["山", "河", "桥"][dice.below(3)],
            );
        }
    }
    text
}

/// Writes `count` pages into a folder, one a file; every eleventh file holds two pages. Returns the files.
pub fn folder(folder: &Path, count: usize) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut at = 0;
    while at < count {
        let of_file = if files.len() % 11 == 10 && at + 1 < count { 2 } else { 1 };
        let text: String = (at..at + of_file).map(page).collect();
        let place = folder.join(format!("{:03}", at / 100));
        std::fs::create_dir_all(&place).expect("a folder");
        let file = place.join(format!("页{at:06}.txt"));
        std::fs::write(&file, text).expect("a page");
        files.push(file);
        at += of_file;
    }
    files
}
