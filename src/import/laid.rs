//! From the printed lines of a page and what is known of them to lines with roles, numbers, and the places of their
//! words.

use std::ops::Range;
use std::path::Path;

use crate::model::{Confidence, LaidWord, Line, LineRole, PageReading};
use crate::text::cut;

use super::alto::{AltoPage, Word};
use super::features::Features;
use super::habits::Habits;
use super::{Decoded, ReadError, items, plain_text, roles};

/// Words of which the machine is less sure are told of.
const UNSURE: f32 = 0.5;
/// From this share of unsure words on a person should look at the whole piece.
const MANY_UNSURE: f32 = 0.2;
/// A line that begins this much to the right of its block, in heights of its characters, begins a paragraph.
const INDENT: f32 = 1.2;
/// What stands further in is centred.
const CENTRED: f32 = 4.5;

/// The lines of a document as they are numbered, and the words of the page that is being read.
#[derive(Default)]
pub(super) struct Numbered {
    /// The number of the last line.
    pub last: usize,
    /// The words of its lines.
    pub words: Vec<LaidWord>,
}

/// A line, not numbered yet, and its words.
pub(super) struct Draft {
    /// The line.
    pub line: Line,
    /// Its words on the page.
    pub words: Range<usize>,
}

/// What is told of a part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Its role.
    Role(LineRole),
    /// One paragraph of its text.
    Paragraph,
    /// Text of it.
    Text,
}

impl Numbered {
    /// Numbers the lines of a page and keeps the places of their words.
    pub(super) fn number(&mut self, page: &AltoPage, drafts: Vec<Draft>) -> Vec<Line> {
        let mut lines = Vec::with_capacity(drafts.len());
        for Draft { mut line, words } in drafts {
            self.last += 1;
            line.number = self.last;
            let laid = |word: &Word| LaidWord { line: line.number, text: word.text.clone(), rect: word.rect };
            self.words.extend(page.words.get(words).unwrap_or_default().iter().map(laid));
            lines.push(line);
        }
        lines
    }
}

/// A page of which nobody says what its blocks are: its printed lines go through the newspaper grammar.
///
/// # Errors
/// [`ReadError::LineTooLong`], [`ReadError::TooManyLines`].
pub(super) fn read_loose(
    page: &AltoPage,
    path: &Path,
    habits: &Habits,
    numbered: &mut Numbered,
) -> Result<PageReading, ReadError> {
    let (mut reading, mut drafts) = loose(page, |_| true, path, habits)?;
    tell_unsure(page, &mut drafts);
    reading.lines = numbered.number(page, drafts);
    reading.items = items::build_items(&reading.lines);
    Ok(reading)
}

/// The words that `free` lets through, read by the newspaper grammar: the head it finds, and lines yet to be numbered.
///
/// # Errors
/// [`ReadError::LineTooLong`], [`ReadError::TooManyLines`].
pub(super) fn loose(
    page: &AltoPage,
    free: impl Fn(usize) -> bool,
    path: &Path,
    habits: &Habits,
) -> Result<(PageReading, Vec<Draft>), ReadError> {
    let mut text = String::new();
    // The words of each line of that text.
    let mut origins: Vec<Range<usize>> = Vec::new();
    for block in &page.blocks {
        let before = origins.len();
        for line in page.lines.get(block.lines.clone()).unwrap_or_default() {
            let indented = (INDENT..CENTRED).contains(&line.indent);
            for words in runs(line.words.clone(), &free) {
                let part = page.text(words.clone());
                if part.trim().is_empty() {
                    continue;
                }
                if origins.len() == before && before > 0 {
                    text.push('\n');
                    origins.push(0..0);
                }
                text.push_str(if indented { "　　" } else { "" });
                text.push_str(&part);
                text.push('\n');
                origins.push(words);
            }
        }
    }
    let decoded = Decoded { text, encoding: "UTF-8", damaged_lines: Vec::new() };
    let readings = plain_text::read_pages(path, &decoded, habits)?;
    let mut whole: Option<PageReading> = None;
    let mut drafts = Vec::new();
    for reading in readings {
        drafts.extend(reading.lines.iter().filter_map(|line| {
            let words = origins.get(line.number.checked_sub(1)?)?.clone();
            Some(Draft { line: line.clone(), words })
        }));
        match &mut whole {
            Some(whole) => whole.remarks.extend(reading.remarks),
            None => whole = Some(reading),
        }
    }
    let empty = || PageReading {
        head: Default::default(),
        area: None,
        lines: Vec::new(),
        items: Vec::new(),
        remarks: Vec::new(),
    };
    Ok((whole.unwrap_or_else(empty), drafts))
}

/// The runs of free words within a range.
pub(super) fn runs(words: Range<usize>, free: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in words.filter(|at| free(*at)) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

/// The lines of one article, or of the part of it on this page, from what is told of its parts.
pub(super) fn article(page: &AltoPage, parts: &[(Told, Vec<Range<usize>>)]) -> Vec<Draft> {
    let stretches: Vec<(Told, Vec<Range<usize>>)> = parts
        .iter()
        .flat_map(|(told, ranges)| {
            let lines: Vec<_> = ranges.iter().flat_map(|words| page.lines_of(words.clone())).collect();
            paragraphs(page, *told, lines).into_iter().map(|lines| (*told, lines))
        })
        .collect();
    let texts: Vec<String> = stretches.iter().map(|(_, lines)| joined(page, lines)).collect();
    let looked: Vec<roles::Stretch> = stretches
        .iter()
        .zip(&texts)
        .map(|((told, _), text)| {
            let told = if let Told::Role(role) = told { Some(*role) } else { None };
            roles::Stretch { text, features: Features::of(text, false, 0), told }
        })
        .collect();
    let titled = stretches.iter().any(|(told, _)| matches!(told, Told::Role(role) if role.is_title()));
    let setting = roles::Setting { indented: false, gaps: 0.0, shared: false, wrapped: true };
    let readings = roles::assign(&looked, setting);
    let mut drafts: Vec<Draft> = Vec::new();
    for (((told, lines), reading), text) in stretches.iter().zip(&readings).zip(&texts) {
        let (role, sure) = match told {
            Told::Role(role) => (*role, Confidence::Sure),
            _ => (text_role(reading.role, text, titled), reading.confidence),
        };
        // What only the grammar says of a text within a told article is no doubt of its own.
        let confidence = sure.max(Confidence::Likely);
        for (at, words) in lines.iter().enumerate() {
            let line = Line {
                number: 0,
                text: page.text(words.clone()),
                role,
                joined: at > 0 || (*told != Told::Paragraph && reading.joined),
                begins: drafts.is_empty(),
                confidence,
                reason: String::new(),
            };
            drafts.push(Draft { line, words: words.clone() });
        }
    }
    drafts
}

/// Where titles are told, what only looks like one is a section head; and no part of an article is an advertisement.
fn text_role(role: LineRole, text: &str, titled: bool) -> LineRole {
    let short = text.chars().count() <= 24;
    match role {
        role if titled && role.is_title() && short => LineRole::SectionHead,
        role if titled && role.is_title() => LineRole::Body,
        role if role.is_outside() => LineRole::Body,
        role => role,
    }
}

/// The lines of a block, parted where an indent begins a paragraph.
fn paragraphs(page: &AltoPage, told: Told, lines: Vec<(usize, Range<usize>)>) -> Vec<Vec<Range<usize>>> {
    let mut parted: Vec<Vec<Range<usize>>> = Vec::new();
    for (at, words) in lines {
        let indented = page.lines.get(at).is_some_and(|line| (INDENT..CENTRED).contains(&line.indent));
        match parted.last_mut().filter(|_| told != Told::Text || !indented) {
            Some(paragraph) => paragraph.push(words),
            None => parted.push(vec![words]),
        }
    }
    parted
}

/// The text of a paragraph from its printed lines.
pub(super) fn joined(page: &AltoPage, lines: &[Range<usize>]) -> String {
    let mut text = String::new();
    for words in lines {
        let line = page.text(words.clone());
        if items::parts_at_line_end(&text, &line) {
            text.push(' ');
        }
        text.push_str(&line);
    }
    text
}

/// Tells of the words that the machine was not sure of: one remark for each piece, at the first such line.
pub(super) fn tell_unsure(page: &AltoPage, drafts: &mut [Draft]) {
    let unsure = |word: &&Word| word.sure.is_some_and(|sure| sure < UNSURE);
    let mut at = 0;
    while at < drafts.len() {
        let rest = &drafts[at + 1..];
        let end = at + 1 + rest.iter().take_while(|draft| !draft.line.begins).count();
        let piece = &mut drafts[at..end];
        at = end;
        let words = |draft: &Draft| page.words.get(draft.words.clone()).unwrap_or_default();
        let inside = |draft: &&Draft| !draft.line.role.is_outside();
        let all: usize = piece.iter().filter(inside).map(|draft| words(draft).len()).sum();
        let doubted: Vec<&Word> =
            piece.iter().filter(inside).flat_map(|draft| words(draft).iter().filter(unsure)).collect();
        let Some(first) = doubted.first() else { continue };
        let many = doubted.len() as f32 >= all as f32 * MANY_UNSURE;
        let reason = format!(
            "机器识别时有 {} 个词没有把握（如“{}”），请对照版面图",
            doubted.len(),
            cut(&first.text, 10)
        );
        let told = piece
            .iter_mut()
            .find(|draft| !draft.line.role.is_outside() && words(draft).iter().any(|word| unsure(&word)));
        if let Some(Draft { line, .. }) = told {
            line.reason = if line.reason.is_empty() { reason } else { format!("{}；{reason}", line.reason) };
            if many {
                line.confidence = Confidence::Doubtful;
            }
        }
    }
}
