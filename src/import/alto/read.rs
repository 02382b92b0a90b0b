//! From the XML of a page to its words.

use std::collections::HashMap;

use super::page::{AltoPage, Block, PrintedLine, Word};
use crate::import::ReadError;
use crate::import::xml::{Element, Node, Xml};

/// Reads a page; of several in one file the first.
///
/// # Errors
/// Those of XML.
pub fn read_alto(text: &str) -> Result<AltoPage, ReadError> {
    let mut xml = Xml::new(text);
    let mut read = Read::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => read.open(&element),
            Node::Close(name) => read.close(&name),
            Node::Text(text) if read.in_file_name => {
                read.page.image = Some(text.trim().to_owned()).filter(|name| !name.is_empty());
            }
            Node::Text(_) => {}
        }
    }
    Ok(read.done())
}

/// A word that is parted at the end of a line, and what is yet to come of it.
struct Parted {
    /// The whole word.
    whole: String,
    /// How many of its characters stand before the line end.
    first: usize,
}

/// Room between words that is a space, in heights of the word.
const LEAST_SPACE: f32 = 0.12;

#[derive(Default)]
struct Read {
    page: AltoPage,
    size: [f32; 2],
    pages: usize,
    in_file_name: bool,
    /// Elements that are open and have an id, with the word they begin at.
    open: Vec<(String, Option<String>, usize)>,
    block: Option<(String, f32)>,
    line: Option<(usize, [f32; 4])>,
    /// Where the words of the line stand, in the unit of the file.
    rects: Vec<[f32; 4]>,
    spaces: bool,
    space: bool,
    parted: Option<Parted>,
    /// A line ended in a mark of hyphenation, and nobody says how the word goes on.
    broken: bool,
    order: Vec<String>,
}

/// Left, top, width and height; what is not there is nothing.
fn rect_of(element: &Element) -> [f32; 4] {
    ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map(|name| element.number(name).unwrap_or_default())
}

impl Read {
    fn open(&mut self, element: &Element) {
        let name = element.name().to_owned();
        match name.as_str() {
            "fileName" => self.in_file_name = self.page.image.is_none(),
            "Page" => self.begin_page(element),
            "TextBlock" => {
                let id = element.get("ID").unwrap_or_default();
                self.block = Some((id.clone(), rect_of(element)[0]));
                let at = self.page.lines.len();
                self.page.blocks.push(Block { id, lines: at..at });
            }
            "TextLine" => {
                self.line = Some((self.page.words.len(), rect_of(element)));
                (self.spaces, self.space) = (false, false);
                self.rects.clear();
            }
            "String" => self.word(element),
            "SP" => (self.spaces, self.space) = (true, true),
            "HYP" => self.broken = self.parted.is_none(),
            "Illustration" | "GraphicalElement" if self.pages == 1 && name == "Illustration" => {
                self.page.pictures.push(element.get("ID").unwrap_or_default());
            }
            "ElementRef" => self.order.extend(element.get("REF")),
            _ => {}
        }
        self.open.push((name, element.get("ID"), self.page.words.len()));
        // Words of the element itself.
        if let Some((name, Some(_), at)) = self.open.last_mut()
            && name == "String"
        {
            *at = at.saturating_sub(1);
        }
    }

    fn begin_page(&mut self, element: &Element) {
        self.pages += 1;
        if self.pages == 1 {
            self.size = ["WIDTH", "HEIGHT"].map(|name| element.number(name).unwrap_or_default());
            self.page.printed_number = element.get("PRINTED_IMG_NR");
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "fileName" => self.in_file_name = false,
            "TextLine" => self.end_line(),
            "TextBlock" => {
                let end = self.page.lines.len();
                if let Some(block) = self.page.blocks.last_mut() {
                    block.lines.end = end;
                }
                (self.block, self.broken) = (None, false);
            }
            _ => {}
        }
        if let Some((_, Some(id), from)) = self.open.pop() {
            let words = from..self.page.words.len();
            self.page.ids.entry(id).or_insert(words);
        }
    }

    fn end_line(&mut self) {
        let Some((from, rect)) = self.line.take() else { return };
        let words = from..self.page.words.len();
        if words.is_empty() || self.pages > 1 {
            return;
        }
        if !self.spaces {
            self.space_by_place(words.clone());
        }
        let height = if rect[3] > 0.0 { rect[3] } else { 1.0 };
        let left = self.block.as_ref().map_or(rect[0], |(_, left)| *left);
        let indent = ((rect[0] - left) / height).max(0.0);
        let rect = self.in_parts(rect);
        self.page.lines.push(PrintedLine { words, rect, indent });
    }

    /// Where a producer marks no spaces, the room between two words says whether there is one.
    fn space_by_place(&mut self, words: std::ops::Range<usize>) {
        // The rest of a parted word may stand in front, in the line above.
        let rects = self.rects.iter().rev().take(words.len()).rev();
        let mut before: Option<[f32; 4]> = None;
        for (word, rect) in self.page.words[words.clone()].iter_mut().zip(rects) {
            let known = |rect: &[f32; 4]| rect[2] > 0.0 && rect[3] > 0.0;
            let room = before
                .filter(|before| known(before) && known(rect))
                .map(|before| rect[0] - before[0] - before[2]);
            word.spaced = room.map(|room| room > rect[3] * LEAST_SPACE);
            before = Some(*rect);
        }
    }

    /// In parts of the page, whatever unit the file measures in: pixel, mm10, inch1200.
    fn in_parts(&self, rect: [f32; 4]) -> [f32; 4] {
        let [width, height] = self.size;
        if width <= 0.0 || height <= 0.0 {
            return [0.0; 4];
        }
        [rect[0] / width, rect[1] / height, rect[2] / width, rect[3] / height]
            .map(|part| part.clamp(0.0, 1.0))
    }

    fn word(&mut self, element: &Element) {
        let Some(content) = element.get("CONTENT").filter(|_| self.pages <= 1 && self.line.is_some()) else {
            return;
        };
        let (text, rest) = self.put_together(content, element);
        self.broken = false;
        let spaced = Some(std::mem::take(&mut self.space));
        if !text.is_empty() {
            self.rects.push(rect_of(element));
            let rect = self.in_parts(rect_of(element));
            let sure = element.number("WC").map(|sure| sure.clamp(0.0, 1.0));
            self.page.words.push(Word { text, rect, sure, spaced, rest });
        }
        let Some(((begin, _), true)) = self.line.as_ref().zip(Some(rest)) else { return };
        // The rest of a word stands in the line that the word began in.
        if *begin + 1 == self.page.words.len()
            && let Some(above) = self.page.lines.last_mut()
        {
            above.words.end = *begin + 1;
            if let Some((begin, _)) = &mut self.line {
                *begin += 1;
            }
        }
    }

    /// What stands in this place of a word, and whether it is the rest of the word before it.
    fn put_together(&mut self, content: String, element: &Element) -> (String, bool) {
        let whole = element.get("SUBS_CONTENT");
        match (element.get("SUBS_TYPE").as_deref(), whole) {
            (Some("HypPart1"), Some(whole)) => {
                let bare = content.trim_end_matches(['-', '\u{ad}', '¬', '‐']);
                // Where the whole word does not begin as its part does, the part is left as it stands.
                let first = if whole.starts_with(bare) { bare } else { whole.as_str() }.to_owned();
                self.parted = Some(Parted { first: first.chars().count(), whole });
                (first, false)
            }
            (Some("HypPart2"), Some(whole)) => {
                match self.parted.take().filter(|parted| parted.whole == whole) {
                    Some(parted) => (parted.whole.chars().skip(parted.first).collect(), true),
                    None => (content, false),
                }
            }
            _ => {
                self.parted = None;
                let goes_on = self.broken && content.chars().next().is_some_and(char::is_lowercase);
                (content, goes_on)
            }
        }
    }

    fn done(self) -> AltoPage {
        let mut page = self.page;
        page.blocks.retain(|block| !block.lines.is_empty());
        // The reading order that version 4 has beside the order of the file.
        if !self.order.is_empty() {
            let place: HashMap<&str, usize> = self.order.iter().map(String::as_str).zip(0..).collect();
            page.blocks.sort_by_key(|block| place.get(block.id.as_str()).copied().unwrap_or(usize::MAX));
        }
        page
    }
}
