//! The pages of an issue, read by what its structure says of them.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::import::alto::AltoPage;
use crate::import::habits::Habits;
use crate::import::items::{self, CUT_OFF, NAMELESS};
use crate::import::laid::{self, Draft, Numbered, Told as Part};
use crate::import::{ReadError, plain_text};
use crate::model::{Field, Item, LineRole, PageHead, PageReading, Remark};
use crate::text::fold;

use super::head::{head_of, page_of};
use super::parse::{Area, Raw};
use super::structure::{self, ListedPage, Piece};

/// An issue.
pub struct Issue {
    /// Its pages, in order.
    pub pages: Vec<ListedPage>,
    pieces: Vec<Piece>,
    /// The pages on which each piece has text, in its order.
    places: Vec<Vec<usize>>,
    head: PageHead,
}

/// What earlier pages told of the pieces that go on: their headlines.
pub type Told = HashMap<usize, String>;

/// The parts of a piece on one page.
type Parts = Vec<(Part, Vec<Range<usize>>)>;

impl Issue {
    /// From what a METS says.
    pub fn of(raw: &Raw) -> Self {
        let (pages, pieces) = (structure::pages(raw), structure::pieces(raw));
        let page_of = |area: &Area| pages.iter().position(|page| page.alto.as_ref() == Some(&area.file));
        let places = |piece: &Piece| {
            let mut places: Vec<usize> = Vec::new();
            for page in piece.parts.iter().flat_map(|(_, areas)| areas).filter_map(page_of) {
                if !places.contains(&page) {
                    places.push(page);
                }
            }
            places
        };
        let places = pieces.iter().map(places).collect();
        Self { pages, pieces, places, head: head_of(raw) }
    }

    /// The number of a page.
    pub fn number(&self, at: usize) -> String {
        let listed = self.pages.get(at);
        listed.and_then(|page| page_of(page, None, at + 1).0).unwrap_or_else(|| (at + 1).to_string())
    }

    /// Reads one page.
    ///
    /// # Errors
    /// [`ReadError::TooManyLines`], [`ReadError::LineTooLong`].
    pub fn read_page(
        &self,
        at: usize,
        alto: &AltoPage,
        habits: &Habits,
        numbered: &mut Numbered,
        told: &mut Told,
    ) -> Result<PageReading, ReadError> {
        let mut taken = vec![false; alto.words.len()];
        let mut drafts: Vec<Draft> = Vec::new();
        // The first line of each piece.
        let mut begins: Vec<(usize, usize)> = Vec::new();
        for number in (0..self.pieces.len()).filter(|number| self.places[*number].contains(&at)) {
            let piece = self.parts_on(number, at, alto, &mut taken);
            let lines = laid::article(alto, &piece);
            if !lines.is_empty() {
                begins.push((drafts.len(), number));
                drafts.extend(lines);
            }
        }
        let (mut reading, rest) = laid::loose(alto, |word| !taken[word], Path::new(""), habits)?;
        let above = self.add_rest(&mut drafts, rest);
        plain_text::check_count(numbered.last + 1, drafts.len())?;
        laid::tell_unsure(alto, &mut drafts);
        let first = numbered.last + 1 + above;
        reading.lines = numbered.number(alto, drafts);
        reading.items = items::build_items(&reading.lines);
        for (offset, number) in begins {
            let item = reading.items.iter_mut().find(|item| item.lines.0 == first + offset);
            if let Some(item) = item {
                self.finish(item, number, at, told);
            }
        }
        reading.head = self.head_on(at, alto, reading.head);
        Ok(reading)
    }

    /// The parts of a piece on a page, of words that no other piece has.
    fn parts_on(&self, number: usize, at: usize, alto: &AltoPage, taken: &mut [bool]) -> Parts {
        let file = self.pages.get(at).and_then(|page| page.alto.as_ref());
        let Some(piece) = self.pieces.get(number) else { return Vec::new() };
        let mut parts: Parts = Vec::new();
        for (told, areas) in &piece.parts {
            let mut ranges = Vec::new();
            for area in areas.iter().filter(|area| Some(&area.file) == file) {
                let words = area.begin.as_deref().and_then(|begin| alto.between(begin, area.end.as_deref()));
                let Some(words) = words else { continue };
                ranges.extend(laid::runs(words.clone(), |word| !taken[word]));
                taken[words].fill(true);
            }
            if !ranges.is_empty() {
                parts.push((*told, ranges));
            }
        }
        match &piece.title {
            Some(title) if self.places[number].first() == Some(&at) => with_title(alto, parts, title),
            _ => parts,
        }
    }

    /// What no piece has: heads and furniture above the pieces, other text below. The number of lines above.
    fn add_rest(&self, drafts: &mut Vec<Draft>, rest: Vec<Draft>) -> usize {
        if drafts.is_empty() {
            *drafts = rest;
            return 0;
        }
        let (mut above, mut below): (Vec<Draft>, Vec<Draft>) =
            rest.into_iter().partition(|draft| draft.line.role.is_outside());
        if let Some(first) = below.first_mut() {
            first.line.begins = true;
        }
        let count = above.len();
        above.append(drafts);
        above.append(&mut below);
        *drafts = above;
        count
    }

    /// What the structure says of an item beyond its lines.
    fn finish(&self, item: &mut Item, number: usize, at: usize, told: &mut Told) {
        let Some((piece, places)) = self.pieces.get(number).zip(self.places.get(number)) else { return };
        let here = places.iter().position(|place| *place == at).unwrap_or_default();
        let page = |place: &usize| self.number(*place);
        if let Some(next) = places.get(here + 1) {
            item.continues_on = item.continues_on.take().or(Some(page(next)));
            item.incomplete = false;
            item.remarks.retain(|remark| !remark.reason.starts_with(CUT_OFF));
        }
        if let Some(before) = here.checked_sub(1).and_then(|before| places.get(before)) {
            item.continued_from = item.continued_from.take().or(Some(page(before)));
        }
        let nameless = item.remarks.iter().position(|remark| remark.reason == NAMELESS);
        let known = told.get(&number).or(piece.title.as_ref());
        match nameless.zip(known) {
            Some((remark, title)) => {
                item.headline.clone_from(title);
                let reason = "标题取自 METS 的篇名，版面上没有标出".to_owned();
                item.remarks[remark] =
                    Remark { field: Field::Headline, reason, line: item.lines.0, doubt: false };
            }
            None => {
                told.entry(number).or_insert_with(|| item.headline.clone());
            }
        }
    }

    fn head_on(&self, at: usize, alto: &AltoPage, printed: PageHead) -> PageHead {
        let head = self.head.clone();
        let listed = self.pages.get(at);
        let (number, name) =
            listed.map(|page| page_of(page, alto.printed_number.as_deref(), at + 1)).unwrap_or_default();
        PageHead {
            paper: head.paper.or(printed.paper),
            date: head.date.or(printed.date),
            number: number.or(printed.number),
            name: name.or(printed.name),
            issue: head.issue.or(printed.issue),
        }
    }
}

/// Lines of a title at the beginning of an article of which no part is called a title.
const TITLE_LINES: usize = 4;

/// Tells the title of an article from its text, where the METS knows its words and not its place.
fn with_title(alto: &AltoPage, mut parts: Parts, title: &str) -> Parts {
    let titled = |part: &(Part, Vec<Range<usize>>)| matches!(part.0, Part::Role(role) if role.is_title());
    if parts.iter().any(titled) {
        return parts;
    }
    let Some(words) = parts.first().filter(|part| matches!(part.0, Part::Text | Part::Paragraph)) else {
        return parts;
    };
    let Some(first) = words.1.first().cloned() else { return parts };
    let title = fold(title);
    let lines: Vec<Range<usize>> =
        alto.lines_of(first.clone()).map(|(_, line)| line).take(TITLE_LINES).collect();
    for count in 1..=lines.len() {
        if fold(&laid::joined(alto, &lines[..count])) != title {
            continue;
        }
        let end = lines[count - 1].end;
        parts[0].1[0] = end..first.end;
        if parts[0].1[0].is_empty() {
            parts[0].1.remove(0);
        }
        if parts[0].1.is_empty() {
            parts.remove(0);
        }
        parts.insert(0, (Part::Role(LineRole::Headline), lines[..count].to_vec()));
        break;
    }
    parts
}
