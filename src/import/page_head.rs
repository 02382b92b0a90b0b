//! Paper, date and page, from the head of the page or from the names of its file and folders.

use std::path::Path;

use jiff::civil::Date;

use crate::model::{DateProposal, Field, PageHead, Remark, day_of_digits, weekday_name};
use crate::text::{cut, fold_char, is_han};

use super::dates::written_dates;

/// What one line of a page's head says.
#[derive(Debug, Default, PartialEq, Eq)]
struct HeadLine {
    paper: Option<String>,
    date: Option<Date>,
    number: Option<String>,
    name: Option<String>,
}

/// How far down a page its head may stand.
const HEAD_LINES: usize = 4;

/// Reads the head of a page. Returns it with the numbers of the lines it took, and its remarks.
pub fn read(path: &Path, lines: &[(usize, &str)]) -> (PageHead, Vec<usize>, Vec<Remark>) {
    let mut head = PageHead::default();
    let (mut taken, mut remarks) = (Vec::new(), Vec::new());
    let found: Vec<(usize, &str, HeadLine)> = lines
        .iter()
        .take(HEAD_LINES)
        .filter_map(|(number, line)| Some((*number, *line, head_line(line, *number, &mut remarks)?)))
        .collect();
    // A line that only looks like a masthead may be a headline (真情付出有回报): a date or a page number must stand by it.
    let identified = found.iter().any(|(.., line)| line.date.is_some() || line.number.is_some());
    for (number, line, found) in found.into_iter().filter(|_| identified) {
        taken.push(number);
        head.paper = head.paper.or(found.paper);
        head.number = head.number.or(found.number);
        head.name = head.name.or(found.name);
        let reason = || format!("版头印着“{}”", cut(line, 40));
        head.date = head.date.or(found.date.map(|date| DateProposal { date, reason: reason(), given: true }));
    }
    from_names(path, &mut head, &mut remarks);
    (head, taken, remarks)
}

/// A line of the head holds a date, a page number or a masthead, and little else.
fn head_line(line: &str, number: usize, remarks: &mut Vec<Remark>) -> Option<HeadLine> {
    if line.chars().count() > 60 {
        return None;
    }
    let mut head = HeadLine::default();
    let mut rest: Vec<char> = line.chars().collect();
    if let Some(written) =
        written_dates(line).into_iter().find(|date| date.year.is_some() && date.day.is_some())
    {
        let words: String = rest[written.start..written.start + written.len].iter().collect();
        match Date::new(written.year?, written.month?, written.day?) {
            Ok(date) => head.date = Some(date),
            Err(_) => remarks.push(doubt(format!("“{words}”不是历书上有的日子"), number)),
        }
        rest.splice(written.start..written.start + written.len, [' ']);
    }
    let (page, rest) = take_page(&rest);
    head.number = page;
    let mut words = Vec::new();
    for word in rest.split([' ', '\u{3000}', '·', '|', '：', ':', '\t']).filter(|word| !word.is_empty()) {
        if let Some(weekday) = weekday(word) {
            if let Some(date) = head.date.filter(|date| weekday_name(*date) != weekday) {
                remarks
                    .push(doubt(format!("{date} 应是{}，版头印的是{weekday}", weekday_name(date)), number));
            }
        } else if head.paper.is_none() && is_paper_name(word) {
            head.paper = Some(word.to_owned());
        } else if !is_head_filler(word) {
            words.push(word);
        }
    }
    let identified = head.date.is_some() || head.number.is_some();
    match words.as_slice() {
        [] if identified => Some(head),
        [name] if identified && name.chars().count() <= 8 => {
            head.name = Some((*name).to_owned());
            Some(head)
        }
        [] if head.paper.is_some() => Some(head),
        _ => None,
    }
}

fn doubt(reason: String, line: usize) -> Remark {
    Remark { field: Field::Date, reason, line, doubt: true }
}

/// Takes `第7版`, `第A02版`, `07版` out of a line.
fn take_page(chars: &[char]) -> (Option<String>, String) {
    let folded: Vec<char> = chars.iter().map(|c| fold_char(*c).to_ascii_uppercase()).collect();
    let Some(end) = folded.iter().position(|c| *c == '版') else { return (None, chars.iter().collect()) };
    let start =
        folded[..end].iter().rposition(|c| !c.is_ascii_alphanumeric() && *c != ' ').map_or(0, |at| at + 1);
    let digits: String = folded[start..end].iter().filter(|c| **c != ' ').collect();
    let Some(page) = page_number(&digits) else { return (None, chars.iter().collect()) };
    let start = start.saturating_sub(usize::from(start > 0 && folded[start - 1] == '第'));
    let rest = chars[..start].iter().chain([&' ']).chain(&chars[end + 1..]).collect();
    (Some(page), rest)
}

/// A page number as we write it: `7`, `A2`; at most one letter and three digits.
pub fn page_number(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let section = text.strip_suffix(digits).unwrap_or_default();
    let number: u16 = digits.parse().ok().filter(|number| (1..=999).contains(number))?;
    (section.len() <= 1).then(|| format!("{section}{number}"))
}

/// 四 is 4, 十二 is 12, 二十 is 20: numbers below a hundred as newspapers write pages and days.
pub fn han_number(text: &str) -> Option<u8> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| {
        DIGITS.chars().position(|d| d == c).or((c == '零').then_some(0)).and_then(|n| u8::try_from(n).ok())
    };
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        [one] => digit(*one),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<&'static str> {
    let day = word.strip_prefix("星期").or_else(|| word.strip_prefix("周"))?;
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
        .into_iter()
        .find(|name| name.ends_with(if day == "天" { "日" } else { day }) && !day.is_empty())
}

fn is_paper_name(word: &str) -> bool {
    (3..=14).contains(&word.chars().count())
        && word.chars().all(is_han)
        && (word.ends_with('报') || word.ends_with("新闻") || word.ends_with("周刊"))
        && !word.ends_with("汇报")
}

/// 总第1234期, 农历, 今日8版, 本版编辑 and the like.
fn is_head_filler(word: &str) -> bool {
    (word.ends_with('期') && word.contains(|c: char| c.is_ascii_digit()))
        || ["总第", "农历", "今日", "国内统一", "网址", "编辑", "责编", "本版", "美编", "校对", "电话"]
            .iter()
            .any(|start| word.starts_with(start))
}

/// Lines at the foot or edge of a page that belong to no article.
pub fn is_furniture(line: &str) -> bool {
    const STARTS: [&str; 8] =
        ["责任编辑", "本版编辑", "责编", "值班编辑", "本版责编", "新闻热线", "投稿邮箱", "版式设计"];
    let staff = ["编辑", "校对", "电话", "美编"].iter().filter(|word| line.contains(**word)).count();
    line.chars().count() <= 60
        && (STARTS.iter().any(|start| line.starts_with(start)) || (staff >= 2 && !line.contains('。')))
}

/// `晨光社区报_20151209_03.txt`, `20140306/06.txt`, `2015-12/09/…`: what the head did not say.
fn from_names(path: &Path, head: &mut PageHead, remarks: &mut Vec<Remark>) {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folders: Vec<String> = path
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let folders = folders[folders.len().saturating_sub(3)..].join("_");
    let name = format!("{folders}_{stem}");
    let digits: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let named = day_of(&digits);
    if let Some((date, used)) = named {
        match &head.date {
            Some(printed) if printed.date != date => {
                remarks.push(doubt(format!("版头的日期是 {}，文件名却是 {date}", printed.date), 1));
            }
            Some(_) => {}
            None => {
                head.date = Some(DateProposal { date, reason: format!("文件名“{stem}”"), given: true })
            }
        }
        if head.number.is_none() {
            head.number = digits[used..].last().and_then(|part| page_number(part));
        }
        if head.paper.is_none() {
            head.paper = stem.split(['_', '-', ' ']).find(|part| is_paper_name(part)).map(str::to_owned);
        }
    }
}

/// The last day that the parts of a path spell, and how many parts come before its end.
fn day_of(parts: &[&str]) -> Option<(Date, usize)> {
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    (0..parts.len()).rev().find_map(|at| {
        let part = parts[at];
        if let Some(date) = day_of_digits(part) {
            return Some((date, at + 1));
        }
        let (year, month, day) = (part, parts.get(at + 1)?, parts.get(at + 2)?);
        let year = number(year).filter(|_| year.len() == 4)?;
        Some((Date::new(year, small(month)?, small(day)?).ok()?, at + 3))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(path: &str, line: &str) -> (PageHead, usize, Vec<Remark>) {
        let (head, taken, remarks) = read(Path::new(path), &[(1, line)]);
        (head, taken.len(), remarks)
    }

    #[track_caller]
    fn check(path: &str, line: &str, expect: (&str, &str, &str, &str)) {
        let (head, _, remarks) = read_one(path, line);
        let date = head.date.map(|date| date.date.to_string()).unwrap_or_default();
        let text = |value: Option<String>| value.unwrap_or_default();
        let got = (text(head.paper), date, text(head.number), text(head.name));
        assert_eq!((got.0.as_str(), got.1.as_str(), got.2.as_str(), got.3.as_str()), expect, "{path} {line}");
        assert!(remarks.is_empty(), "{remarks:?}");
    }

    #[test]
    fn heads_are_read_from_the_page() {
        check(
            "a.txt",
            "晨光社区报 2015年12月9日 星期三 第7版：社区",
            ("晨光社区报", "2015-12-09", "7", "社区"),
        );
        check("a.txt", "２０１５年１２月９日　星期三　第Ａ０２版　总第1234期", ("", "2015-12-09", "A2", ""));
        check("a.txt", "第03版：要闻", ("", "", "3", "要闻"));
    }

    #[test]
    fn heads_are_read_from_names() {
        check("鹿城新闻_20190423_03.txt", "社区里的新变化", ("鹿城新闻", "2019-04-23", "3", ""));
        check("20140306/06.txt", "社区里的新变化", ("", "2014-03-06", "6", ""));
        check("html/2015-12/09/content_12.txt", "社区里的新变化", ("", "2015-12-09", "12", ""));
        check("page.txt", "社区里的新变化", ("", "", "", ""));
    }

    #[test]
    fn articles_are_no_heads() {
        for line in ["推行街道大工委和社区大党委工作机制", "12月9日,社区开展了活动。", "获“2015年度”称号"]
        {
            let (_, taken, _) = read_one("page.txt", line);
            assert_eq!(taken, 0, "{line}");
        }
    }

    #[test]
    fn a_headline_that_ends_like_a_paper_stays_a_headline() {
        let (head, taken, _) = read_one("page.txt", "真情付出有回报");
        assert_eq!((head.paper, taken), (None, 0));
        let lines = [(1, "晨光社区报"), (2, "2015年12月11日 星期五")];
        let (head, taken, _) = read(Path::new("page.txt"), &lines);
        assert_eq!((head.paper.as_deref(), taken.as_slice()), (Some("晨光社区报"), &[1, 2][..]));
    }

    #[test]
    fn contradictions_are_told() {
        for (path, line, expect) in [
            ("a.txt", "2015年12月9日 星期二", "应是星期三"),
            ("a.txt", "2015年2月30日 第3版", "不是历书上有的日子"),
            ("报_20151210_03.txt", "2015年12月9日 第3版", "文件名却是 2015-12-10"),
        ] {
            let (_, _, remarks) = read_one(path, line);
            assert!(remarks.iter().any(|remark| remark.reason.contains(expect)), "{remarks:?}");
        }
    }

    #[test]
    fn page_numbers_have_one_form() {
        for (text, expect) in
            [("07", Some("7")), ("a02", Some("A2")), ("0", None), ("AB1", None), ("", None), ("7b", None)]
        {
            assert_eq!(page_number(text).as_deref(), expect, "{text}");
        }
    }
}
