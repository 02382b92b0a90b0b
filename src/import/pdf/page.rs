//! From the columns of a page to printed lines, their paragraphs, and what the newspaper grammar makes of them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::{Confidence, Field, LaidWord, Line, LineRole, PageReading};

use super::super::habits::Habits;
use super::super::{ReadError, build_items, plain_text};
use super::blocks::{self, Column, TITLE};
use super::doubt;
use super::glyphs::MAX_PAGE_GLYPHS;
use super::layer::Layer;
use super::segments::{Segment, segments};

/// Fewer characters than this are no text layer: a scan may bear a number or a stamp.
const LEAST_CHARS: usize = 8;
/// A row ends before this many characters of its column are left only where its paragraph does.
const SHORT: f64 = 1.4;

/// A printed line.
#[derive(Debug)]
struct Printed {
    segments: Vec<Segment>,
    /// Whether it begins a paragraph of text, set in by its first characters.
    indented: bool,
    /// Whether it goes on with the line before it.
    goes_on: bool,
    /// Whether it is the first of a block.
    opens: bool,
}

impl Printed {
    fn text(&self) -> String {
        let texts: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        texts.join("\u{3000}")
    }

    fn size(&self) -> f64 {
        self.segments.iter().map(|segment| segment.size).fold(0.0, f64::max)
    }

    fn left(&self) -> f64 {
        self.segments.iter().map(|segment| segment.bounds[0]).fold(f64::INFINITY, f64::min)
    }

    fn right(&self) -> f64 {
        self.segments.iter().map(|segment| segment.bounds[2]).fold(0.0, f64::max)
    }
}

/// Reads a page, its lines numbered behind `before`; with where its words stand.
///
/// # Errors
/// Those of the grammar.
pub fn read(
    path: &Path,
    layer: &Layer,
    before: usize,
    pages: usize,
    habits: &Habits,
) -> Result<(PageReading, Vec<LaidWord>), ReadError> {
    if layer.chars.len() < LEAST_CHARS {
        return Ok((by_hand(path, layer, before + 1, pages), Vec::new()));
    }
    let found = segments(&layer.chars);
    let text = size_of_text(&found);
    let printed = printed(blocks::columns(found, text), text);
    let mut written = String::new();
    let mut words = Vec::new();
    let mut goes_on = BTreeSet::new();
    for line in &printed {
        if line.opens && !written.is_empty() {
            written.push('\n');
        }
        let number = before + 1 + written.matches('\n').count();
        if line.goes_on {
            goes_on.insert(number);
        }
        words.extend(line.segments.iter().map(|segment| laid(segment, number, layer.size)));
        written.push_str(if line.indented { "\u{3000}\u{3000}" } else { "" });
        written.push_str(&line.text());
        written.push('\n');
    }
    let mut reading = plain_text::read_laid_page(path, &written, before, &goes_on, pages, habits)?;
    let first = reading.lines.first().map_or(before + 1, |line| line.number);
    if layer.unknown > 0 {
        let reason = format!(
            "这一版有 {} 个字没有写明是什么字（字体里没有对照表），文字里缺这些字，请照版面图补上",
            layer.unknown
        );
        doubt(&mut reading, Field::Body, reason, first);
    }
    if layer.cut {
        let reason = format!("这一版多于 {MAX_PAGE_GLYPHS} 个字，后面的没有读");
        doubt(&mut reading, Field::Body, reason, first);
    }
    Ok((reading, words))
}

/// A page that a person describes: one item, whose headline is to be typed.
fn by_hand(path: &Path, layer: &Layer, number: usize, pages: usize) -> PageReading {
    let reason = if layer.unknown >= LEAST_CHARS {
        format!(
            "这一版的文字层有 {} 个字，字体里都没有写明是什么字，读不出来，请照版面图填写题名",
            layer.unknown
        )
    } else {
        "这一版没有文字层，请照版面图填写题名".to_owned()
    };
    let line = Line {
        number,
        text: String::new(),
        role: LineRole::Headline,
        joined: false,
        begins: true,
        confidence: Confidence::Doubtful,
        reason,
    };
    let mut reading = plain_text::page_of_names(path, pages);
    reading.items = build_items(std::slice::from_ref(&line));
    reading.lines = vec![line];
    reading
}

fn laid(segment: &Segment, line: usize, [width, height]: [f64; 2]) -> LaidWord {
    let [left, top, right, bottom] = segment.bounds;
    let part = |length: f64, whole: f64| (length / whole).clamp(0.0, 1.0) as f32;
    let rect = [part(left, width), part(top, height), part(right - left, width), part(bottom - top, height)];
    LaidWord { line, text: segment.text.clone(), rect }
}

/// The size that most characters have.
fn size_of_text(segments: &[Segment]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = segments.iter().map(|s| (s.size, s.count)).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut counted = 0;
    for (size, count) in &sizes {
        counted += count;
        if counted > half {
            return *size;
        }
    }
    10.0
}

/// The lines of a page, and which of them belong together.
fn printed(columns: Vec<Column>, text: f64) -> Vec<Printed> {
    let mut lines: Vec<Printed> = Vec::new();
    // The column before: whether its last row was full text, and its width.
    let mut open: Option<f64> = None;
    for column in columns {
        let mut rows: Vec<Printed> = column
            .into_iter()
            .map(|segments| Printed { segments, indented: false, goes_on: false, opens: false })
            .collect();
        let width = lay(&mut rows, text);
        let Some(first) = rows.first_mut() else { continue };
        let is_text = |size: f64| size < TITLE * text;
        let fits = |width_before: f64| (width_before - width).abs() < 1.5 * text;
        first.opens = true;
        // The foot of a column in mid-sentence goes on at the head of the next.
        if let Some(before) = open
            && is_text(first.size())
            && !first.indented
            && fits(before)
            && lines.last().is_some_and(|last| is_text(last.size()))
        {
            (first.goes_on, first.opens) = (true, false);
        }
        let full = rows.last().is_some_and(|last| {
            is_text(last.size())
                && last.right() > rows.iter().map(Printed::right).fold(0.0, f64::max) - SHORT * text
        });
        open = (full && rows.len() > 1).then_some(width);
        lines.append(&mut rows);
    }
    lines
}

/// Tells the paragraphs of one column; its width.
fn lay(rows: &mut [Printed], text: f64) -> f64 {
    let left = rows.iter().map(Printed::left).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(Printed::right).fold(0.0, f64::max);
    let is_text = |row: &Printed| row.size() < TITLE * text;
    for at in 0..rows.len() {
        let row = &rows[at];
        let (set_in, rest) = (row.left() - left, right - row.right());
        let size = row.size();
        let centred = set_in > SHORT * size && (set_in - rest).abs() < size;
        // A paragraph of one row is set in and ends short; a title in the middle is set in on both sides.
        let indented = is_text(row)
            && (1.3 * size..3.4 * size).contains(&set_in)
            && (!centred || rows.get(at + 1).is_some_and(|next| next.left() - left < 0.7 * size));
        let goes_on = at > 0 && {
            let above = &rows[at - 1];
            let same = (above.size() - size).abs() < 0.12 * size;
            let full = right - above.right() < SHORT * size;
            let near = row.segments[0].bounds[1] - above.segments[0].bounds[3] < 1.2 * size;
            let text_below = is_text(row) && full && set_in < 0.7 * size;
            let title_below = !is_text(row) && (above.left() - row.left()).abs() < right - left;
            same && near && !indented && (text_below || title_below)
        };
        let far = at > 0 && row.segments[0].bounds[1] - rows[at - 1].segments[0].bounds[3] > 1.5 * size;
        rows[at].indented = indented;
        rows[at].goes_on = goes_on;
        rows[at].opens = far || at > 0 && !is_text(&rows[at]) && is_text(&rows[at - 1]);
    }
    right - left
}
