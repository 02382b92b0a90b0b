//! The head of a page: paper, date, weekday, issue number, page number and name; and where one page of a file ends
//! and the next begins.

use jiff::civil::Date;

use crate::model::{DateProposal, Field, LineRole, PageHead, Remark, weekday_name};
use crate::text::{WordList, count_up_to, cut, fold_char, is_han};

use super::dates::written_dates;
use super::furniture::{is_furniture, is_staff};
use super::head_words::{
    ends_like_a_house, is_head_filler, is_page_name, is_paper_name, is_section_news, issue_number, weekday,
};
use super::layout::Row;
use super::page_number::{page_number, section_page, take_page};

/// What one line of a page's head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadLine {
    paper: Option<String>,
    date: Option<Date>,
    weekday: Option<&'static str>,
    number: Option<String>,
    name: Option<String>,
    issue: Option<String>,
    /// Holds words that only heads have: 农历…, 今日8版.
    filled: bool,
    /// Points at another page: 黄河大桥限行方案公布　2版.
    points: bool,
    /// Words that look like a date and are none.
    impossible: Option<String>,
}

impl HeadLine {
    fn role(&self) -> LineRole {
        match (&self.number, &self.date, &self.paper) {
            (Some(_), ..) => LineRole::PageHead,
            (None, None, None) if self.name.is_some() => LineRole::PageHead,
            (None, None, Some(_)) if self.issue.is_none() => LineRole::Masthead,
            _ => LineRole::DateLine,
        }
    }

    /// Whether it has a date, or words that should be one.
    fn is_dated(&self) -> bool {
        self.date.is_some() || self.impossible.is_some()
    }

    /// Whether it can begin a page in the midst of a file: a date alone may close a notice.
    fn begins_page(&self) -> bool {
        (self.number.is_some() && !self.points)
            || (self.date.is_some() && (self.weekday.is_some() || self.paper.is_some()))
    }
}

/// How far down a page its head may stand.
const HEAD_LINES: usize = 9;
/// Longest line of a head, in characters.
const LONGEST: usize = 70;
/// Longest name in a head, in characters: of a page with a mark in its midst.
const LONGEST_NAME: usize = 10;

/// One page of a file: its rows, and what those of its head say.
pub struct PageRows<'a> {
    /// Rows of its text.
    pub body: Vec<Row<'a>>,
    /// Rows of its head, with their roles.
    pub heads: Vec<(Row<'a>, LineRole)>,
    /// What the head says.
    pub head: PageHead,
    /// Contradictions and impossible dates.
    pub remarks: Vec<Remark>,
}

impl PageRows<'_> {
    /// A page without rows, named like `第07版：社区`.
    pub fn named(words: &str) -> Self {
        let line = head_line(words).unwrap_or_default();
        let head = PageHead { number: line.number, name: line.name, ..PageHead::default() };
        Self { body: Vec::new(), heads: Vec::new(), head, remarks: Vec::new() }
    }
}

/// Parts the rows of a file into pages, at the heads in their midst.
pub fn pages<'a>(rows: &[Row<'a>]) -> Vec<PageRows<'a>> {
    let lines = head_rows(rows);
    let mut pages: Vec<PageRows> = Vec::new();
    let mut open =
        PageRows { body: Vec::new(), heads: Vec::new(), head: PageHead::default(), remarks: Vec::new() };
    let mut at = 0;
    while at < rows.len() {
        let run = lines[at..].iter().take_while(|line| line.is_some()).count();
        if run == 0 {
            open.body.push(rows[at]);
            at += 1;
            continue;
        }
        let group: Vec<(Row, HeadLine)> =
            (at..at + run).filter_map(|i| Some((rows[i], lines[i].clone()?))).collect();
        if !open.body.is_empty() && is_next_page(&open.head, &group) {
            let next = following(&open.head);
            pages.push(std::mem::replace(&mut open, next));
        }
        take(&mut open, group);
        at += run;
    }
    pages.push(open);
    pages
}

/// All rows as one page: what stands in several places of it adds up to one head.
pub fn one_page<'a>(rows: &[Row<'a>]) -> PageRows<'a> {
    let mut parts = pages(rows).into_iter();
    let mut page = parts.next().unwrap_or_else(|| following(&PageHead::default()));
    for part in parts {
        page.body.extend(part.body);
        page.heads.extend(part.heads);
        page.remarks.extend(part.remarks);
        let head = &mut page.head;
        head.number = head.number.take().or(part.head.number);
        head.date = head.date.take().or(part.head.date);
        head.name = head.name.take().or(part.head.name);
    }
    page
}

/// The page after one with this head: the paper and the day hold on until another is printed.
fn following(head: &PageHead) -> PageRows<'static> {
    let head = PageHead { number: None, name: None, ..head.clone() };
    PageRows { body: Vec::new(), heads: Vec::new(), head, remarks: Vec::new() }
}

/// Whether a head below some text names another page than the one that is open.
fn is_next_page(open: &PageHead, group: &[(Row, HeadLine)]) -> bool {
    let number = group.iter().find_map(|(_, line)| line.number.as_ref());
    let date = group.iter().find_map(|(_, line)| line.date);
    let other_number = number.is_some() && open.number.as_ref() != number;
    let other_day = date.is_some() && open.date.as_ref().is_some_and(|open| Some(open.date) != date);
    other_number || other_day
}

/// Which rows are lines of a head: any at the top that stand by a date or a page number; elsewhere only those that
/// can begin a page, with their neighbours.
fn head_rows(rows: &[Row]) -> Vec<Option<HeadLine>> {
    let mut lines: Vec<Option<HeadLine>> = rows.iter().map(|row| head_line(row.text)).collect();
    for (line, row) in lines.iter_mut().zip(rows) {
        let says_nothing = line.as_ref().is_some_and(|line| !line.is_dated() && line.number.is_none());
        if says_nothing && is_furniture(row.text) {
            *line = None;
        }
    }
    // In the list of other pages each line points at one; a head above says which page this is.
    for at in 1..lines.len() {
        let listed = lines[at - 1].as_ref().is_none_or(|above| above.points);
        if listed && lines[at].as_ref().is_some_and(|line| line.points) {
            lines[at] = None;
        }
    }
    add_top(rows, &mut lines);
    let mut at = 0;
    let mut top = true;
    // Rows from here on belong to the head before them.
    let mut goes_on = usize::MAX;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| line.is_some()).count();
        if run == 0 {
            top &= at < HEAD_LINES && is_furniture(rows[at].text);
            at += 1;
            continue;
        }
        let end = at + run;
        // 区民政局 1986年5月10日: a day above a head closes what stands before it.
        let dates = |line: &Option<HeadLine>| line.as_ref().is_some_and(HeadLine::is_dated);
        let bare = lines[at].as_ref().is_some_and(|line| dates(&lines[at]) && !line.begins_page());
        if !top && bare && lines[at + 1..end].iter().any(dates) {
            lines[at] = None;
            at += 1;
            continue;
        }
        let strong =
            lines[at..end].iter().flatten().any(|line| line.begins_page() || (top && line.is_dated()));
        if strong || at == goes_on {
            at = end + usize::from(add_name(rows, &mut lines, at, end));
            goes_on = at;
            continue;
        } else {
            lines[at..end].iter_mut().for_each(|line| *line = None);
        }
        at = end;
    }
    lines
}

/// A masthead is known by its place: a short first line above a date or a page number (今日玄武).
fn add_top(rows: &[Row], lines: &mut [Option<HeadLine>]) {
    let [first, second, ..] = rows else { return };
    let below =
        lines.get(1).and_then(Option::as_ref).is_some_and(|line| line.is_dated() || line.number.is_some());
    let name: String = first.text.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = (2..=8).contains(&name.chars().count()) && name.chars().all(is_han);
    if let Some(numbered) = numbered_name(first.text).filter(|_| below && lines[0].is_none()) {
        lines[0] = Some(numbered);
        return;
    }
    if lines[0].is_none() && below && fits && !is_furniture(second.text) {
        lines[0] = Some(HeadLine { paper: Some(name), ..HeadLine::default() });
    }
}

/// `12　民生热线`: a page number and the page's name, known by the head beside them.
fn numbered_name(text: &str) -> Option<HeadLine> {
    let (number, name) = text.split_once(char::is_whitespace)?;
    let name = name.trim();
    let fits = number.len() <= 2 && name.chars().all(is_han) && (2..=7).contains(&name.chars().count());
    let number = page_number(number).filter(|_| fits)?;
    Some(HeadLine { number: Some(number), name: Some(name.to_owned()), ..HeadLine::default() })
}

/// The name of the page on a line of its own (社区新闻) below the head that ends before `end`.
fn add_name(rows: &[Row], lines: &mut [Option<HeadLine>], start: usize, end: usize) -> bool {
    let (Some(row), Some(slot)) = (rows.get(end), lines.get(end)) else { return false };
    let named = lines[start..end].iter().flatten().any(|line| line.name.is_some());
    let counted = lines[start..end].iter().flatten().any(|line| line.number.is_some());
    if let Some(numbered) = numbered_name(row.text).filter(|_| slot.is_none() && !named && !counted) {
        lines[end] = Some(numbered);
        return true;
    }
    let name: String = row.text.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = (2..=8).contains(&name.chars().count()) && name.chars().all(|c| is_han(c) || c == '·');
    let edge =
        rows.get(end + 1).is_some_and(|next| is_furniture(next.text) || head_line(next.text).is_some());
    if slot.is_none() && !named && fits && (edge || is_page_name(&name)) {
        lines[end] = Some(HeadLine { name: Some(name), ..HeadLine::default() });
        return true;
    }
    false
}

fn take<'a>(page: &mut PageRows<'a>, group: Vec<(Row<'a>, HeadLine)>) {
    let mut weekday: Option<(&'static str, usize)> = None;
    for (row, line) in group {
        let role = line.role();
        let head = &mut page.head;
        let given =
            |date| DateProposal {
                date, reason: format!("版头印着“{}”", cut(row.text, 40)), given: true
            };
        // The first to say it counts; what an earlier page said gives way.
        let first = page.heads.is_empty();
        head.paper = line.paper.filter(|_| first || head.paper.is_none()).or(head.paper.take());
        head.number = head.number.take().or(line.number);
        head.name = head.name.take().or(line.name);
        head.issue = line.issue.or(head.issue.take());
        let known = page.heads.iter().any(|(_, role)| *role != LineRole::Masthead) && head.date.is_some();
        if !known && let Some(date) = line.date {
            head.date = Some(given(date));
        }
        if let Some(words) = line.impossible {
            page.remarks.push(doubt(format!("“{words}”不是历书上有的日子"), row.number));
        }
        weekday = weekday.or(line.weekday.map(|weekday| (weekday, row.number)));
        page.heads.push((row, role));
    }
    if let (Some((printed, line)), Some(date)) = (weekday, page.head.date.as_ref().map(|date| date.date))
        && weekday_name(date) != printed
    {
        page.remarks.push(doubt(format!("{date} 应是{}，版头印的是{printed}", weekday_name(date)), line));
    }
}

pub(super) fn doubt(reason: String, line: usize) -> Remark {
    Remark { field: Field::Date, reason, line, doubt: true }
}

/// What a line of a head says: a date, a page number, a masthead, an issue number, and little else.
fn head_line(line: &str) -> Option<HeadLine> {
    const NEVER: WordList = WordList::new("下转 上接");
    if count_up_to(line, LONGEST + 1) > LONGEST
        || line.contains('。')
        || !may_be_head(line)
        || NEVER.is_in(line)
    {
        return None;
    }
    let mut head = HeadLine::default();
    let mut rest: Vec<char> = line.chars().collect();
    let full = |date: &super::dates::WrittenDate| date.year.is_some() && date.day.is_some();
    if let Some(written) = written_dates(line).into_iter().find(full) {
        let words: String = rest[written.start..written.start + written.len].iter().collect();
        match Date::new(written.year?, written.month?, written.day?) {
            Ok(date) => head.date = Some(date),
            Err(_) => head.impossible = Some(words),
        }
        rest.splice(written.start..written.start + written.len, [' ']);
    }
    let (page, rest) = take_page(&rest);
    head.number = page;
    let rest = without_spacing(&rest);
    let mut names: Vec<&str> = Vec::new();
    let separators =
        |c: char| c.is_whitespace() || "·•|｜：:／/—-－_■□●◆▲【】[]()（）〔〕《》,，".contains(c);
    let mut words = rest.split(separators).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        if let Some(weekday) = weekday(word) {
            head.weekday = Some(weekday);
        } else if let Some(issue) = issue_number(word) {
            head.issue = Some(issue);
        } else if head.paper.is_none() && is_paper_name(word) && !is_section_news(word) {
            head.paper = Some(word.to_owned());
        } else if is_head_filler(word) && (word != "热线" || words.peek().is_some_and(|next| is_digits(next)))
        {
            head.filled |= !is_staff(word);
            // 责任编辑 李敏 校对 王立: the names behind such words belong to them.
            while is_staff(word) && words.peek().is_some_and(|next| super::names::is_name(next)) {
                words.next();
            }
        } else if word.chars().nth(LONGEST_NAME).is_some() {
            return None;
        } else {
            names.push(word);
        }
    }
    if head.number.is_none() {
        head.number = bare_number(&rest, head.is_dated() || head.paper.is_some());
    }
    let identified = head.is_dated() || head.number.is_some();
    if let [first, rest @ ..] = names.as_slice()
        && head.paper.is_none()
        && is_unknown_paper(line, first, &head, rest.len())
    {
        head.paper = Some((*first).to_owned());
        names.remove(0);
    }
    head.points = names.first().is_some_and(|name| points_at(line, name, &head));
    match names.as_slice() {
        [] if identified
            || head.filled
            || head.paper.is_some()
            || head.issue.is_some()
            || head.weekday.is_some() =>
        {
            Some(head)
        }
        [name] if identified && name.chars().count() <= 8 && name.chars().any(is_han) => {
            head.name = Some((*name).to_owned());
            Some(head)
        }
        // 02　党建　2019年8月23日　金水发布: whose page it is stands at the end.
        [kind, paper]
            if head.date.is_some()
                && head.paper.is_none()
                && is_page_name(kind)
                && ends_like_a_house(paper) =>
        {
            head.name = Some((*kind).to_owned());
            head.paper = Some((*paper).to_owned());
            Some(head)
        }
        // 副刊 落凫山: the kind of page, and its name.
        [kind, name]
            if head.number.is_some()
                && !line.contains('·')
                && is_page_name(kind)
                && name.chars().count() <= 6
                && name.chars().all(is_han) =>
        {
            head.name = Some((*name).to_owned());
            Some(head)
        }
        // 社区·副刊: a name of two words, kept with the mark between them.
        [first, .., last] if head.number.is_some() && names.len() <= 3 => {
            let (start, end) = (rest.find(*first)?, rest.rfind(*last)? + last.len());
            let name = rest
                .get(start..end)
                .filter(|name| name.chars().count() <= LONGEST_NAME && name.contains('·'))?;
            head.name = Some(name.to_owned());
            Some(head)
        }
        _ => None,
    }
}

/// `映像鄞州　2020年10月1日　星期四　第8版　图片新闻`: who opens a line with the day is the paper, called as papers are
/// or not.
fn is_unknown_paper(line: &str, first: &str, head: &HeadLine, others: usize) -> bool {
    let told = head.date.is_some() && (head.weekday.is_some() || head.number.is_some());
    let least = if others == 1 { 2 } else { 4 };
    told && others <= 1
        && line.trim_start_matches(|c: char| c == '《' || c.is_whitespace()).starts_with(first)
        && (least..=8).contains(&first.chars().count())
        && first.chars().all(is_han)
        && (!is_page_name(first) || (others == 1 && first.chars().count() >= 4))
}

/// `黄河大桥限行方案公布　2版`: the list of what stands on other pages; no page of its own begins with it.
fn points_at(line: &str, name: &str, head: &HeadLine) -> bool {
    head.date.is_none()
        && head.weekday.is_none()
        && head.paper.is_none()
        && line.ends_with('版')
        && !line.contains('第')
        && !is_page_name(name)
}

/// `相　城　报`: characters set one by one are a word.
fn without_spacing(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut alone = false;
    for word in text.split_whitespace() {
        let single = word.chars().nth(1).is_none() && word.chars().all(is_han);
        if !(joined.is_empty() || alone && single) {
            joined.push(' ');
        }
        joined.push_str(word);
        alone = single;
    }
    joined
}

fn is_digits(word: &str) -> bool {
    word.chars().all(|c| fold_char(c).is_ascii_digit() || c == '-')
}

/// `2023年6月21日 星期三 05 民生`, `雁塔新闻 3`: a page number without 版 beside a date or the paper's name.
fn bare_number(rest: &str, told: bool) -> Option<String> {
    let mut numbers =
        rest.split_whitespace().filter(|word| word.chars().all(|c| fold_char(c).is_ascii_digit()));
    let number = numbers.next().filter(|word| told && word.chars().count() <= 2)?;
    page_number(number).filter(|_| numbers.next().is_none())
}

/// A quick look: whatever a head says, one of these stands in it.
fn may_be_head(line: &str) -> bool {
    // A long line with a comma is text, unless it says which page this is, or which day of the week.
    if line.len() > 90 && line.contains('，') && !line.contains('版') && !line.contains('期') {
        return false;
    }
    let (mut dotted, mut digits, mut letters) = (false, false, false);
    for c in line.chars() {
        match c {
            '版' | '年' | '第' | '報' => return true,
            '星' if line.contains("星期") => return true,
            '.' | '-' => dotted = true,
            '0'..='9' => digits = true,
            'A'..='H' | 'a'..='h' | 'Ａ'..='Ｈ' | 'ａ'..='ｈ' => letters = true,
            _ => {}
        }
    }
    (dotted && digits)
        || line
            .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())
            .ends_with(['报', '刊', '闻', '期', '讯', '媒'])
        || letters && section_page(line).is_some()
}

#[cfg(test)]
#[path = "page_head_tests.rs"]
mod tests;
