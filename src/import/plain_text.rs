//! Pages handed in as plain text, however their paragraphs are parted.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use crate::model::{Confidence, Field, Line, LineRole, PageReading, PlaceCode, Remark};
use crate::text::count_up_to;

use super::features::Features;
use super::furniture::is_furniture;
use super::gazetteer::{Gazetteer, propose_area};
use super::habits::Habits;
use super::layout::{self, Layout, Row, Stretch};
use super::named_head;
use super::page_head::{self, PageRows};
use super::places::PlaceFinder;
use super::{
    Decoded, Document, MAX_LINES, MAX_PAGE_LINES, PageReader, ReadError, SourceFile, SourceKind,
    Surroundings, dates, decode, decode_as, items, neighbours, roles, titles,
};

/// Longest line read: a paragraph of a newspaper has under 3,000 characters, a whole page under 20,000.
pub const MAX_LINE_CHARS: usize = 200_000;

/// Reads text files.
pub struct PlainText;

impl PageReader for PlainText {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Text)
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let decoded = match around.encoding {
            Some(encoding) => decode_as(&file.bytes, encoding)?,
            None => decode(&file.bytes)?,
        };
        let pages = read_pages(&file.path, &decoded, around.habits)?;
        Ok(Document::of_texts(decoded.encoding, pages))
    }
}

/// Reads the pages of a text. The date of an issue may not be known yet, so event dates are left to
/// [`super::event_dates`].
///
/// # Errors
/// [`ReadError::LineTooLong`], [`ReadError::TooManyLines`].
pub fn read_pages(path: &Path, decoded: &Decoded, habits: &Habits) -> Result<Vec<PageReading>, ReadError> {
    let rows = layout::rows(&decoded.text);
    if rows.len() > MAX_LINES {
        return Err(ReadError::TooManyLines { line: 1, lines: rows.len(), limit: MAX_LINES });
    }
    for row in &rows {
        check_length(row.number, row.text)?;
    }
    let mut pages = page_head::pages(&rows);
    for page in &pages {
        check_count(page.body.first().map_or(1, |row| row.number), page.body.len())?;
    }
    let count = pages.len();
    let mut readings = Vec::with_capacity(count);
    for page in &mut pages {
        named_head::add_names(path, count, page);
        readings.push(read_page_rows(page, habits, None));
    }
    add_damage(&mut readings, decoded);
    Ok(readings)
}

/// Reads the text of one page of a file of `pages`, of which it is known which lines go on with the one before them.
/// Its lines are numbered behind `before`.
///
/// # Errors
/// As [`read_pages`].
pub(super) fn read_laid_page(
    path: &Path,
    text: &str,
    before: usize,
    goes_on: &BTreeSet<usize>,
    pages: usize,
    habits: &Habits,
) -> Result<PageReading, ReadError> {
    let mut rows = layout::rows(text);
    for row in &mut rows {
        row.number += before;
        check_length(row.number, row.text)?;
    }
    check_count(before + 1, rows.len())?;
    let mut page = page_head::one_page(&rows);
    named_head::add_names(path, pages, &mut page);
    Ok(read_page_rows(&page, habits, Some(goes_on)))
}

/// A page of a file of `pages`, without text: what the names of the file say of it.
pub(super) fn page_of_names(path: &Path, pages: usize) -> PageReading {
    let mut page = page_head::one_page(&[]);
    named_head::add_names(path, pages, &mut page);
    read_page_rows(&page, &Habits::default(), None)
}

/// Refuses a line that is no paragraph.
pub(super) fn check_length(line: usize, text: &str) -> Result<(), ReadError> {
    // Bytes are never fewer than characters, and counting them costs nothing.
    let chars = if text.len() > MAX_LINE_CHARS { text.chars().count() } else { 0 };
    if chars > MAX_LINE_CHARS { Err(ReadError::LineTooLong { line, chars }) } else { Ok(()) }
}

/// Refuses more lines than a page can have.
pub(super) fn check_count(line: usize, lines: usize) -> Result<(), ReadError> {
    let limit = MAX_PAGE_LINES;
    if lines > limit { Err(ReadError::TooManyLines { line, lines, limit }) } else { Ok(()) }
}

/// Reads a text as one page: its first.
///
/// # Errors
/// As [`read_pages`].
pub fn read_page(path: &Path, decoded: &Decoded) -> Result<PageReading, ReadError> {
    let mut pages = read_pages(path, decoded, &Habits::default())?;
    Ok(pages.swap_remove(0))
}

fn add_damage(readings: &mut [PageReading], decoded: &Decoded) {
    let mut at = 0;
    for line in &decoded.damaged_lines {
        let above = |page: &PageReading| page.lines.last().is_none_or(|last| last.number < *line);
        while at + 1 < readings.len() && above(&readings[at]) {
            at += 1;
        }
        if let Some(page) = readings.get_mut(at) {
            let reason = format!("第 {line} 行有认不出来的字节，以“\u{fffd}”代替，原件照存");
            page.remarks.push(Remark { field: Field::Body, reason, line: *line, doubt: true });
        }
    }
}

fn read_page_rows(page: &PageRows, habits: &Habits, goes_on: Option<&BTreeSet<usize>>) -> PageReading {
    let paper = page.head.paper.as_deref();
    let by_habit = |row: &Row| habits.role_of(paper, row.text);
    let outside = |row: &Row| {
        let habit = by_habit(row);
        habit
            .filter(|role| role.is_outside())
            .or((habit.is_none() && is_furniture(row.text)).then_some(LineRole::Furniture))
    };
    let mut lines: Vec<Line> = page.heads.iter().map(|(row, role)| plain_line(row, *role)).collect();
    let mut body: Vec<Row> = Vec::with_capacity(page.body.len());
    for row in &page.body {
        match outside(row) {
            Some(role) => lines.push(plain_line(row, role)),
            None => body.push(*row),
        }
    }
    lines.extend(body_lines(&body, habits, paper, goes_on));
    lines.sort_by_key(|line| line.number);
    let mut head = page.head.clone();
    if head.date.is_none() {
        head.date = dates::propose_issue_date(page.body.iter().map(|row| row.text));
    }
    let items = items::build_items(&lines);
    PageReading { head, area: None, lines, items, remarks: page.remarks.clone() }
}

fn plain_line(row: &Row, role: LineRole) -> Line {
    Line {
        number: row.number,
        text: row.text.to_owned(),
        role,
        joined: false,
        begins: false,
        confidence: Confidence::Sure,
        reason: String::new(),
    }
}

/// The rows of a page's text and how they are set.
pub(super) struct Text<'a> {
    pub rows: &'a [Row<'a>],
    layout: Layout,
    pub stretches: Vec<Stretch>,
    texts: Vec<Cow<'a, str>>,
}

impl<'a> Text<'a> {
    /// Puts the rows together to stretches.
    pub fn new(rows: &'a [Row<'a>]) -> Self {
        let layout = layout::layout_of(rows);
        let stretches = layout::stretches(rows, layout);
        Self::of(rows, layout, stretches)
    }

    /// As [`Self::new`], where it is known which rows go on with the one before them.
    fn laid(rows: &'a [Row<'a>], goes_on: &BTreeSet<usize>) -> Self {
        let longest = rows.iter().map(|row| count_up_to(row.text, 200)).max().unwrap_or_default();
        let indented = rows.iter().any(Row::is_indented);
        let mut stretches: Vec<Stretch> = Vec::new();
        for (first, row) in rows.iter().enumerate() {
            match stretches.last_mut().filter(|_| goes_on.contains(&row.number)) {
                Some(open) => open.end = first + 1,
                None => stretches.push(Stretch { first, end: first + 1, unsure: false }),
            }
        }
        let wraps = stretches.iter().any(|stretch| stretch.end > stretch.first + 1);
        let layout = match (wraps, indented) {
            (true, _) => Layout::Wrapped { width: longest, indented },
            (false, true) => Layout::Indented,
            (false, false) => Layout::Lines,
        };
        Self::of(rows, layout, stretches)
    }

    fn of(rows: &'a [Row<'a>], layout: Layout, stretches: Vec<Stretch>) -> Self {
        let texts = stretches.iter().map(|stretch| text_of(rows, stretch)).collect();
        Self { rows, layout, stretches, texts }
    }

    /// Looks at every stretch, and at the page.
    pub fn look(&self, habits: &Habits, paper: Option<&str>) -> (Vec<roles::Stretch<'_>>, roles::Setting) {
        let usual_gap = usual_gap(self.rows, &self.stretches);
        let of = |(stretch, text): (&Stretch, &Cow<str>)| {
            let row = &self.rows[stretch.first];
            Features::of(text, row.is_indented(), row.gap.saturating_sub(usual_gap))
        };
        let mut features: Vec<Features> = self.stretches.iter().zip(&self.texts).map(of).collect();
        let plain: Vec<&str> = self.texts.iter().map(|text| &**text).collect();
        neighbours::mark(&plain, &mut features);
        let looked: Vec<roles::Stretch> = plain
            .into_iter()
            .zip(features)
            .map(|(text, features)| roles::Stretch { text, features, told: habits.role_of(paper, text) })
            .collect();
        let setting = roles::Setting {
            indented: matches!(self.layout, Layout::Indented | Layout::Wrapped { indented: true, .. }),
            wrapped: matches!(self.layout, Layout::Wrapped { .. }),
            shared: looked.iter().any(|stretch| neighbours::signs_for_both(stretch.text, &stretch.features)),
            gaps: gaps_tell(&looked),
        };
        (looked, setting)
    }
}

/// The lines of a page's text, head and furniture taken out.
fn body_lines(
    rows: &[Row],
    habits: &Habits,
    paper: Option<&str>,
    goes_on: Option<&BTreeSet<usize>>,
) -> Vec<Line> {
    let text = goes_on.map_or_else(|| Text::new(rows), |goes_on| Text::laid(rows, goes_on));
    let (looked, setting) = text.look(habits, paper);
    let stretches = &text.stretches;
    let readings = roles::assign(&looked, setting);
    let mut lines = Vec::with_capacity(rows.len());
    for (at, (stretch, reading)) in stretches.iter().zip(&readings).enumerate() {
        let (reason, confidence) = reason_of(&looked, &readings, at, stretch);
        for (i, row) in rows[stretch.first..stretch.end].iter().enumerate() {
            lines.push(Line {
                number: row.number,
                text: row.text.to_owned(),
                role: reading.role,
                joined: i > 0 || reading.joined,
                begins: i == 0 && reading.begins,
                confidence: if i == 0 { confidence } else { Confidence::Likely },
                reason: if i == 0 { reason.clone() } else { String::new() },
            });
        }
    }
    lines
}

/// The blank lines that stand between most paragraphs.
fn usual_gap(rows: &[Row], stretches: &[Stretch]) -> usize {
    let mut counts = [0_usize; 4];
    for stretch in stretches.iter().skip(1) {
        counts[rows[stretch.first].gap.min(3)] += 1;
    }
    (0..4).max_by_key(|gap| (counts[*gap], std::cmp::Reverse(*gap))).unwrap_or(0)
}

/// How far larger gaps mark the beginnings of items: the share of the openings (本报讯…) that have one right above
/// their titles, and nowhere else.
fn gaps_tell(looked: &[roles::Stretch]) -> f32 {
    let gap = |at: usize| looked[at].features.gap > 0;
    let gaps = (1..looked.len()).filter(|at| gap(*at)).count();
    if gaps == 0 {
        return 0.0;
    }
    let (mut openings, mut marked) = (0, 0);
    for at in (2..looked.len()).filter(|at| looked[*at].features.opening) {
        let titles =
            looked[..at].iter().rev().take(4).take_while(|title| title.features.may_be_title).count();
        if titles > 0 && at > titles {
            openings += 1;
            marked += usize::from((at - titles..=at).any(gap));
        }
    }
    // Without openings to go by: a page of text has an item for every five to ten stretches.
    if openings < 2 {
        return if gaps * 16 >= looked.len() && gaps * 3 <= looked.len() { 0.7 } else { 0.2 };
    }
    let share = marked as f32 / openings as f32;
    if share < 0.5 { 0.0 } else { share }
}

/// The text of the rows that belong together; Latin words part at a line end, Han do not.
fn text_of<'a>(rows: &[Row<'a>], stretch: &Stretch) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(rows[stretch.first].text);
    for row in &rows[stretch.first + 1..stretch.end] {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if latin(text.chars().last()) && latin(row.text.chars().next()) {
            text.to_mut().push(' ');
        }
        text.to_mut().push_str(row.text);
    }
    text
}

/// Why a stretch has its role, and how sure that is.
fn reason_of(
    looked: &[roles::Stretch],
    readings: &[roles::Reading],
    at: usize,
    stretch: &Stretch,
) -> (String, Confidence) {
    let reading = &readings[at];
    if looked[at].told.is_some() {
        return ("按本报以往核对过的同样写法".to_owned(), reading.confidence);
    }
    let text = |at: usize| looked[at].text;
    let role = |at: usize| readings.get(at).map(|reading| reading.role);
    let mut reason = match reading.role {
        LineRole::Kicker if role(at + 1) == Some(LineRole::Headline) => {
            titles::reason(text(at), text(at + 1), false)
        }
        LineRole::Subtitle if at > 0 && role(at - 1) == Some(LineRole::Headline) => {
            titles::reason(text(at - 1), text(at), true)
        }
        LineRole::ColumnBreak => "上一行没有句末标点，这一行接上栏".to_owned(),
        _ => String::new(),
    };
    let mut confidence = reading.confidence;
    if let Some(instead) = reading.instead {
        let also = format!("也可能是{}", role_name(instead));
        reason = if reason.is_empty() {
            format!("看作{}，{also}", role_name(reading.role))
        } else {
            format!("{reason}；{also}")
        };
    } else if stretch.unsure {
        reason = "一行满行处正好句末，不知是否另起一段".to_owned();
        confidence = Confidence::Doubtful;
    }
    (reason, confidence)
}

/// A role in the words of the trade.
pub fn role_name(role: LineRole) -> &'static str {
    match role {
        LineRole::Masthead => "报头",
        LineRole::DateLine => "日期行",
        LineRole::PageHead => "版头",
        LineRole::Kicker => "引题",
        LineRole::Headline => "主题",
        LineRole::Subtitle => "副题",
        LineRole::SectionHead => "小标题",
        LineRole::Byline => "署名",
        LineRole::Dateline => "电头",
        LineRole::Body => "正文",
        LineRole::ColumnBreak => "接上栏",
        LineRole::PhotoHeadline => "图题",
        LineRole::Caption => "图说",
        LineRole::Credit => "摄影署名",
        LineRole::Continuation => "转接",
        LineRole::Furniture => "版边",
        LineRole::Advertisement => "广告",
        LineRole::Unknown => "不明",
    }
}

impl PageReading {
    /// Finds the places of every item with the names of a store.
    pub fn find_places(&mut self, finder: &PlaceFinder) {
        for item in &mut self.items {
            item.remarks.retain(|remark| remark.field != Field::Place);
            finder.find_in(item);
        }
    }

    /// Proposes the county-level area of a store that has none yet.
    pub fn propose_area(&mut self, gazetteer: &Gazetteer) -> Option<PlaceCode> {
        let text: String = self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        self.area = propose_area(gazetteer, &text);
        self.area.as_ref().map(|proposal| proposal.code)
    }
}

#[cfg(test)]
#[path = "plain_text_tests.rs"]
mod tests;
