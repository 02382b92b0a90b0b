//! A page handed in as plain text, its paragraphs parted by line ends, with or without blank lines between.

use std::path::Path;

use crate::model::{Field, PageReading, PlaceCode, Remark};

use super::gazetteer::{Gazetteer, propose_area};
use super::places::PlaceFinder;
use super::{Decoded, ReadError, dates, items, page_head, roles};

/// Longest line read: a paragraph of a newspaper has under 3,000 characters, a whole page under 20,000.
pub const MAX_LINE_CHARS: usize = 200_000;

/// Reads one page of text. The date of the issue is not known yet, so event dates are left to [`super::event_dates`].
///
/// # Errors
/// [`ReadError::LineTooLong`].
pub fn read_page(path: &Path, decoded: &Decoded) -> Result<PageReading, ReadError> {
    let lines: Vec<(usize, &str)> = decoded
        .text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_matches(is_edge)))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    // Bytes are never fewer than characters, and counting them costs nothing.
    if let Some((line, text)) = lines.iter().find(|(_, text)| text.len() > MAX_LINE_CHARS) {
        let chars = text.chars().count();
        if chars > MAX_LINE_CHARS {
            return Err(ReadError::LineTooLong { line: *line, chars });
        }
    }
    let (mut head, taken, mut remarks) = page_head::read(path, &lines);
    let lines = roles::assign(&lines, &taken);
    let items = items::build_items(&lines);
    if head.date.is_none() {
        head.date = dates::propose_issue_date(&decoded.text);
    }
    remarks.extend(decoded.damaged_lines.iter().map(|line| Remark {
        field: Field::Body,
        reason: format!("第 {line} 行有认不出来的字节，以“\u{fffd}”代替，原件照存"),
        line: *line,
        doubt: true,
    }));
    Ok(PageReading { head, area: None, lines, items, remarks })
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

/// White space of any width, and a mark of byte order that strayed into the text.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}
