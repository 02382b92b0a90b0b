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
use super::segments::{Segment, segments, size_of_text};

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

    /// Where it ends without a mark at its end, which may hang out of the column.
    fn edge(&self) -> f64 {
        self.segments.iter().map(Segment::edge).fold(0.0, f64::max)
    }

    fn top(&self) -> f64 {
        self.segments.iter().map(|segment| segment.bounds[1]).fold(f64::INFINITY, f64::min)
    }

    fn bottom(&self) -> f64 {
        self.segments.iter().map(|segment| segment.bounds[3]).fold(0.0, f64::max)
    }

    /// Whether it is set as text is: no larger.
    fn is_text(&self, text: f64) -> bool {
        self.size() < TITLE * text
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.size() - other.size()).abs() < 0.08 * other.size()
    }

    /// Whether it begins as captions do.
    fn is_marked(&self) -> bool {
        let first = self.segments.first().map(|segment| segment.text.as_str()).unwrap_or_default();
        first.starts_with(['▲', '△', '▼', '◆', '■', '●', '★']) || first.starts_with("图为")
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

/// The lines of a page, and which of them belong together.
fn printed(columns: Vec<Column>, text: f64) -> Vec<Printed> {
    let mut lines: Vec<Printed> = Vec::new();
    // The width of the column before, where its text may go on in the next; none of one row, which tells no width.
    let mut open: Option<Option<f64>> = None;
    for column in columns {
        let plain = |segments| Printed { segments, indented: false, goes_on: false, opens: false };
        let mut rows: Vec<Printed> = column.into_iter().map(plain).collect();
        lay(&mut rows, text);
        let left = rows.iter().map(Printed::left).fold(f64::INFINITY, f64::min);
        let right = rows.iter().map(Printed::edge).fold(0.0, f64::max);
        let width = (rows.len() > 1).then_some(right - left);
        let Some(first) = rows.first_mut() else { continue };
        let fits = |before: Option<f64>| match (before, width) {
            (Some(before), Some(width)) => (before - width).abs() < 1.5 * text,
            _ => true,
        };
        let above = lines.last().filter(|above| above.is_like(first) && first.is_text(text));
        first.goes_on = !first.indented
            && !first.is_marked()
            && above.is_some_and(|above| above.segments[0].vertical == first.segments[0].vertical)
            && open.is_some_and(fits);
        first.opens = !first.goes_on;
        let full = rows.last().is_some_and(|last| last.is_text(text) && last.right() > right - SHORT * text);
        open = full.then_some(width);
        lines.append(&mut rows);
    }
    lines
}

/// Tells the paragraphs of one column.
fn lay(rows: &mut [Printed], text: f64) {
    let left = rows.iter().map(Printed::left).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(Printed::edge).fold(0.0, f64::max);
    let set_in = |row: &Printed| row.left() - left;
    for at in 0..rows.len() {
        let row = &rows[at];
        let (size, rest) = (row.size(), right - row.right());
        let centred = set_in(row) > SHORT * size && (set_in(row) - rest).abs() < size;
        let flush_below = rows.get(at + 1).is_some_and(|next| set_in(next) < 0.7 * size);
        // A paragraph is set in at its first row; a title in the middle is set in on both sides.
        rows[at].indented =
            row.is_text(text) && (1.3 * size..3.4 * size).contains(&set_in(row)) && (!centred || flush_below);
    }
    let is_set_in = rows.iter().any(|row| row.indented);
    for at in 1..rows.len() {
        let (above, row) = (&rows[at - 1], &rows[at]);
        let gap = row.top() - above.bottom();
        let full = right - above.right() < if is_set_in { 0.4 * (right - left) } else { SHORT * text };
        let flush = set_in(row) < 0.7 * row.size() && (set_in(above) < 0.7 * row.size() || above.indented);
        let text_below = row.is_text(text) && full && flush && !row.is_marked();
        let goes_on = above.is_like(row)
            && gap < 1.2 * row.size()
            && !row.indented
            && (text_below || !row.is_text(text));
        let opens = gap > 1.5 * row.size() || !row.is_text(text) && above.is_text(text);
        (rows[at].goes_on, rows[at].opens) = (goes_on, opens);
    }
}
