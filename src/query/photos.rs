//! The photos of a filter, and all that is known of one of them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::import::{ElementProposal, PlacedPerson, caption_facts, placed_people, propose_elements};
use crate::model::{ArticleId, Date, Element, PhotoId, PlaceCode, PlaceLevel, PlaceMention};
use crate::store::{Answer, ArticleRow, PhotoNotes, PhotoRow, PhotoText, Reader, Result, Search, Unwanted};

use super::detail::printed;
use super::{Archive, Detail, Filter, Selection, detail};

/// A photo on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallPhoto {
    /// The photo.
    pub id: PhotoId,
    /// Its article.
    pub article: ArticleId,
    /// 出版日期
    pub date: Date,
    /// Width and height of its picture; none where none was handed in.
    pub shape: Option<[u32; 2]>,
    /// Quarters clockwise by which a person turned it.
    pub turn: u8,
}

/// The photos of what passes a filter, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Wall {
    /// What passes.
    pub filter: Filter,
    /// In order of the list by date; those of one article in its own order.
    pub photos: Vec<WallPhoto>,
    /// How many communities the articles of these photos name.
    pub communities: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Wall {
    /// Reads all of them at once.
    ///
    /// # Errors
    /// The store's.
    pub fn load(search: &Search, archive: &Archive, filter: Filter) -> Answer<Self> {
        let begun = Instant::now();
        let (reader, index) = (search.reader, search.index);
        let Ok(selection) = Selection::new(search, archive, &filter)? else { return Ok(Err(Unwanted)) };
        let pictured = index.with_photos(reader, &selection.hits())?;
        let rows = reader.wall_photos(&index.ids(reader, &pictured)?)?;
        if !(search.wanted)() {
            return Ok(Err(Unwanted));
        }
        let turns = reader.photo_turns()?;
        let mut photos = Vec::with_capacity(rows.len());
        for hit in index.newest(reader, &pictured, usize::MAX)? {
            let first = rows.partition_point(|row| row.article < hit.id);
            let of = rows.get(first..).unwrap_or_default().iter().take_while(|row| row.article == hit.id);
            photos.extend(of.map(|row| WallPhoto {
                id: row.id,
                article: row.article,
                date: hit.date,
                shape: row.shape.filter(|shape| shape[0] > 0 && shape[1] > 0),
                turn: turns.get(&row.id).copied().unwrap_or_default(),
            }));
        }
        let area = archive.area().map(|area| area.code);
        let is_own = |code: &PlaceCode| {
            code.level() == PlaceLevel::Community && area.is_none_or(|area| code.is_within(area))
        };
        let named = index.count_places(reader, &pictured)?;
        let communities = named.iter().filter(|(code, count)| **count > 0 && is_own(code)).count();
        Ok(Ok(Self { filter, photos, communities, elapsed: begun.elapsed() }))
    }
}

/// One of the six elements of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementLine {
    /// Which.
    pub element: Element,
    /// As the caption gives it, if it does.
    pub proposal: Option<ElementProposal>,
    /// As a person wrote it, which counts.
    pub own: Option<String>,
}

impl ElementLine {
    /// What it says; none where it is missing.
    pub fn words(&self) -> Option<&str> {
        let proposed = self.proposal.as_ref().map(|proposal| proposal.words.as_str());
        self.own.as_deref().or(proposed).filter(|words| !words.trim().is_empty())
    }
}

/// The six elements of a photo of an article.
///
/// # Errors
/// The store's.
pub fn elements_of(
    reader: &Reader,
    article: &ArticleRow,
    photos: &[PhotoRow],
    mentions: &[PlaceMention],
    photo: &PhotoRow,
) -> Result<Vec<ElementLine>> {
    let notes = reader.photo_notes(photo.id)?;
    let places = places_in(&photo.caption, article, photos, mentions);
    let spans = places.iter().map(|(start, len, ..)| (*start, *len)).collect();
    let facts = caption_facts(&photo.caption, article.date, spans, photo.photographer.clone());
    let mut proposals = propose_elements(&photo.caption, &facts);
    let lines = Element::ALL.map(|element| {
        let at = proposals.iter().position(|proposal| proposal.element == element);
        let own = notes.elements.iter().find(|(of, _)| *of == element).map(|(_, words)| words.clone());
        ElementLine { element, proposal: at.map(|at| proposals.swap_remove(at)), own }
    });
    Ok(lines.into())
}

/// All that is said and set down of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoCard {
    /// Its words.
    pub text: PhotoText,
    /// Its article.
    pub detail: Detail,
    /// Where places stand in its caption: first character, characters, place, everyday name.
    pub places: Vec<(usize, usize, PlaceCode, String)>,
    /// Who is said to stand where.
    pub people: Vec<PlacedPerson>,
    /// What persons set down.
    pub notes: PhotoNotes,
}

impl PhotoCard {
    /// Its six elements.
    pub fn elements(&self) -> &[ElementLine] {
        self.detail.elements.get(self.text.ordinal).map(Vec::as_slice).unwrap_or_default()
    }

    /// As it is cited: `毛思周 摄.题[N].平顶山日报,2015-12-09(7).`
    pub fn citation(&self) -> String {
        match &self.text.photographer {
            Some(name) => {
                let PhotoText { headline, paper, date, page, .. } = &self.text;
                format!("{name}.{headline}[N].{paper},{date}({page}).")
            }
            None => self.detail.citation(),
        }
    }
}

/// All that is said and set down of a photo.
///
/// # Errors
/// [`crate::store::StoreError::NoSuch`].
pub fn photo_card(reader: &Reader, id: PhotoId) -> Result<PhotoCard> {
    let text = reader.photo_text(id)?;
    let detail = detail(reader, text.article)?;
    let places = places_in(&text.caption, &detail.article, &detail.photos, &detail.places);
    let people = placed_people(&text.caption);
    Ok(PhotoCard { places, people, notes: reader.photo_notes(id)?, text, detail })
}

/// The places of an article where a caption of it names them in the same words.
fn places_in(
    caption: &str,
    article: &ArticleRow,
    photos: &[PhotoRow],
    mentions: &[PlaceMention],
) -> Vec<(usize, usize, PlaceCode, String)> {
    let mut named: HashMap<String, (PlaceCode, &str)> = HashMap::new();
    for mention in mentions {
        let Some(code) = mention.code else { continue };
        named.insert(printed(article, photos, mention.span), (code, &mention.name));
        named.entry(mention.name.clone()).or_insert((code, &mention.name));
    }
    let mut words: Vec<&String> = named.keys().filter(|words| words.chars().count() > 1).collect();
    // The longest first: 东工人镇街道 before 东工人镇.
    words.sort_by_key(|words| (std::cmp::Reverse(words.chars().count()), (*words).clone()));
    let mut found: Vec<(usize, usize, PlaceCode, String)> = Vec::new();
    for words in words {
        let len = words.chars().count();
        for (at, _) in caption.match_indices(words.as_str()) {
            let start = caption.get(..at).unwrap_or_default().chars().count();
            let apart = found.iter().all(|(from, chars, ..)| start + len <= *from || from + chars <= start);
            if let Some((code, name)) = named.get(words).filter(|_| apart) {
                found.push((start, len, *code, (*name).to_owned()));
            }
        }
    }
    found.sort_by_key(|(start, ..)| *start);
    found
}
