//! Paper, date and page from the names of a file and its folders.

use std::path::Path;

use jiff::civil::Date;

use crate::model::{DateProposal, Field, Remark};
use crate::text::{cut, fold_char, is_han, shown};

use super::head_words::is_paper_name;
use super::page_head::{PageRows, doubt};
use super::page_number::{han_number, page_number, take_page};

/// What the names of the file and its folders say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NamedHead {
    /// `20140306/06.txt`, `html/2015-12/09/…`
    pub date: Option<Date>,
    /// The page behind the date.
    pub number: Option<String>,
    /// A part that is the name of a paper.
    pub paper: Option<String>,
    /// A day that no calendar has, as written.
    pub impossible: Option<String>,
}

/// Reads `晨光社区报_20151209_03.txt`, `20140306/06.txt`, `html/2015-12/09/content_1.htm`.
pub fn named_head(path: &Path) -> NamedHead {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folders: Vec<String> = path
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let folders = folders[folders.len().saturating_sub(3)..].join("_");
    let name: String = format!("{folders}_{stem}").chars().map(fold_char).collect();
    let parts: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut named = NamedHead::default();
    match day_of(&parts) {
        Some((Ok(date), used)) => {
            named.date = Some(date);
            // content_371234 is the number of an article, not of a page.
            let page = parts.get(used).filter(|part| part.len() <= 3);
            named.number = page.and_then(|part| page_number(part));
        }
        Some((Err(words), _)) => named.impossible = Some(words),
        None => {}
    }
    // 七版, 第A3版2021-05-20
    let letters: Vec<char> = stem.chars().collect();
    named.number = take_page(&letters).0.or(named.number).or_else(|| {
        let whole = stem.trim_end_matches('版');
        han_number(whole).filter(|_| whole != stem).map(|n| n.to_string())
    });
    named.paper = paper_in_stem(&stem).or_else(|| {
        let words = folders.split(['_', '-', ' ']);
        words.map(without_digits).rfind(|part| is_paper_name(part)).map(str::to_owned)
    });
    named
}

fn without_digits(part: &str) -> &str {
    part.trim_matches(|c: char| c.is_ascii_digit())
}

/// `今日玄武_20230316_02`: the words before the date; or any part that is called as papers are.
fn paper_in_stem(stem: &str) -> Option<String> {
    let called = stem
        .split(['_', '-', ' ', '—', '·', '(', '（', '第'])
        .map(without_digits)
        .find(|part| is_paper_name(part));
    let leading: String = stem.chars().take_while(|c| is_han(*c)).take_while(|c| *c != '第').collect();
    let rest = stem.strip_prefix(leading.as_str()).unwrap_or_default().trim_start_matches(['_', '-', ' ']);
    let dated = rest.chars().take_while(char::is_ascii_digit).count() >= 4;
    const NO_PAPERS: &str = "报纸 文字稿 版面 扫描 原稿 副本 资料 文本 稿件 新建文本文档";
    let named = (2..=10).contains(&leading.chars().count())
        && dated
        && NO_PAPERS.split(' ').all(|word| word != leading);
    called.map(str::to_owned).or(named.then_some(leading))
}

/// Fills what the page does not say from its names, and tells where the two disagree.
pub fn add_names(path: &Path, pages: usize, page: &mut PageRows) {
    let named = named_head(path);
    let file = path.file_name().map(|name| shown(&name.to_string_lossy())).unwrap_or_default();
    if let Some(words) = named.impossible {
        page.remarks.push(doubt(format!("文件名里的“{words}”不是历书上有的日子"), 1));
    }
    if let Some(date) = named.date {
        match &page.head.date {
            Some(printed) if printed.date == date => {}
            // A file of several days is named for one of them.
            Some(_) if pages > 1 => {}
            Some(printed) => {
                let reason = format!("版头的日期是 {}，文件名却是 {date}", printed.date);
                page.remarks.push(doubt(reason, 1));
            }
            None => {
                let reason = format!("文件名或文件夹名“{}”", cut(&file, 40));
                page.head.date = Some(DateProposal { date, reason, given: true });
            }
        }
    }
    if pages == 1 {
        match (&page.head.number, named.number) {
            (Some(printed), Some(number)) if *printed != number => {
                let reason = format!("版头印的是第 {printed} 版，文件名却是第 {number} 版");
                page.remarks.push(Remark { field: Field::Page, reason, line: 1, doubt: true });
            }
            (None, number) => page.head.number = number,
            _ => {}
        }
    }
    page.head.paper = page.head.paper.take().or(named.paper);
}

/// The last day that the parts of a path spell, or the words of an impossible one; and how many parts come before
/// its end.
fn day_of(parts: &[&str]) -> Option<(Result<Date, String>, usize)> {
    let year =
        |text: &str| text.parse::<i16>().ok().filter(|year| text.len() == 4 && (1850..=2150).contains(year));
    let small =
        |text: &str, most: i8| text.parse::<i8>().ok().filter(|n| text.len() <= 2 && (1..=most).contains(n));
    let day = |y: i16, m: i8, d: i8, words: String| Date::new(y, m, d).map_err(|_| words);
    (0..parts.len()).rev().find_map(|at| {
        let part = parts[at];
        if part.len() == 8 && part.is_ascii() {
            let (y, rest) = part.split_at_checked(4)?;
            let (m, d) = rest.split_at_checked(2)?;
            if let (Some(y), Some(m), Some(d)) = (year(y), small(m, 12), small(d, 31)) {
                return Some((day(y, m, d, part.to_owned()), at + 1));
            }
        }
        // 2021/0305
        if part.len() == 4
            && let Some(y) = year(part)
            && let Some((m, d)) =
                parts.get(at + 1).filter(|next| next.len() == 4).and_then(|next| next.split_at_checked(2))
            && let (Some(m), Some(d)) = (small(m, 12), small(d, 31))
        {
            return Some((day(y, m, d, format!("{part}{m:02}{d:02}")), at + 2));
        }
        // 201512/09
        if part.len() == 6
            && let Some((y, m)) = part.split_at_checked(4)
            && let (Some(y), Some(m), Some(d)) =
                (year(y), small(m, 12), parts.get(at + 1).and_then(|d| small(d, 31)))
        {
            return Some((day(y, m, d, format!("{part}{d:02}")), at + 2));
        }
        let (y, m, d) = (year(part)?, small(parts.get(at + 1)?, 12)?, small(parts.get(at + 2)?, 31)?);
        Some((day(y, m, d, format!("{y}-{m}-{d}")), at + 3))
    })
}
