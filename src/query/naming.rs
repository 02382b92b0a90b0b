//! What a further name of a place would find in all stored articles, before it is given.

use crate::import::PlaceFinder;
use crate::model::{ArticleId, Authority, Date, Place, PlaceCode, PlaceOrigin, Zone};
use crate::store::{Answer, ArticleRow, Label, PhotoRow, Search, Unwanted};
use crate::text::{Folding, Pattern, sentences};

/// What a name would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePreview {
    /// The name.
    pub name: String,
    /// The place that would bear it.
    pub code: PlaceCode,
    /// Articles that contain it.
    pub articles: u64,
    /// Those of them that are of the place already.
    pub already: u64,
    /// Other places that bear the same name, or a longer one with this in it, that some of these articles name: with
    /// how many. What they mean there is left open, or to the longer name.
    pub others: Vec<(PlaceCode, u64)>,
    /// The newest of the articles, looked at one by one.
    pub examples: Vec<NameExample>,
}

/// An article that contains a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameExample {
    /// The article.
    pub id: ArticleId,
    /// When it was printed.
    pub date: Date,
    /// Its headline.
    pub headline: String,
    /// The sentence, and where the name stands in it, as (first character, length).
    pub sentence: String,
    /// Where the name stands in the sentence.
    pub hit: (usize, usize),
    /// What would become of it.
    pub outcome: NameOutcome,
}

/// What would become of an occurrence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameOutcome {
    /// It would be found as the place.
    Found,
    /// The article is of the place already, by this or another name.
    Already,
    /// It belongs to the name of another place.
    Other(PlaceCode),
    /// Several places bear it: it would be left for a person to settle.
    Open,
    /// It would not be taken for a place there, as a part of a longer word.
    NotFound,
}

/// What a name would find, by the index; the newest `examples` articles are looked at as the finder would.
///
/// # Errors
/// The store's.
pub fn preview_name(
    search: &Search,
    authority: &Authority,
    name: &str,
    code: PlaceCode,
    examples: usize,
) -> Answer<NamePreview> {
    let (reader, index) = (search.reader, search.index);
    let words = Pattern::literal(name);
    let Ok(found) = search.find(Zone::All, &words, Folding::ALL)? else { return Ok(Err(Unwanted)) };
    let own = index.labelled(reader, &Label::Place(code))?;
    let mut preview = NamePreview {
        name: name.to_owned(),
        code,
        articles: found.set.len(),
        already: found.set.len_with(&own),
        others: Vec::new(),
        examples: Vec::new(),
    };
    for record in authority.records().filter(|record| record.is_live() && record.code != code) {
        let bears = record.names().iter().any(|known| known.name.contains(name));
        let count = match bears {
            true => found.set.len_with(&index.labelled(reader, &Label::Place(record.code))?),
            false => continue,
        };
        let same = record.names().iter().any(|known| known.name == name);
        if count > 0 || same {
            preview.others.push((record.code, count));
        }
    }
    preview.others.sort_unstable_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    let finder = finder_with(authority, reader.area()?, name, code);
    for hit in index.newest(reader, &found.set, examples)? {
        let already = !reader.article_mentions(hit.id)?.iter().all(|mention| mention.code != Some(code));
        let read = (reader.article(hit.id)?, reader.article_photos(hit.id)?);
        preview.examples.extend(example(&finder, read, name, code, already));
    }
    Ok(Ok(preview))
}

/// The finder as it would be.
fn finder_with(authority: &Authority, area: Option<PlaceCode>, name: &str, code: PlaceCode) -> PlaceFinder {
    let near = |place: &Place| {
        place.origin != PlaceOrigin::List || area.is_some_and(|area| place.code.is_near(area))
    };
    let places: Vec<Place> = authority
        .findable()
        .into_iter()
        .filter(near)
        .map(|mut place| {
            if place.code == code {
                place.aliases.push(name.to_owned());
            }
            place
        })
        .collect();
    PlaceFinder::new(&places).with_merged(authority.merged())
}

/// The first occurrence of a name in an article that says most of what would become of it.
fn example(
    finder: &PlaceFinder,
    (article, photos): (ArticleRow, Vec<PhotoRow>),
    name: &str,
    code: PlaceCode,
    already: bool,
) -> Option<NameExample> {
    let (id, date) = (article.id, article.date);
    let mut item = article.item(&photos);
    finder.find_in(&mut item);
    let pattern = Pattern::literal(name);
    let words = crate::text::Words::new([&pattern], Folding::ALL);
    let (at, text, hit) =
        item.texts().find_map(|(span, text)| Some((span, text.to_owned(), *words.hits(text).first()?)))?;
    let touches = |span: &crate::model::Span| {
        (span.field, span.paragraph) == (at.field, at.paragraph)
            && span.start < hit.0 + hit.1
            && hit.0 < span.start + span.len
    };
    let place = item.places.iter().find(|place| touches(&place.span));
    let outcome = match place.map(|place| place.code) {
        _ if already => NameOutcome::Already,
        Some(Some(found)) if found == code => NameOutcome::Found,
        Some(Some(other)) => NameOutcome::Other(other),
        _ if item.open_places.iter().any(|open| touches(&open.span)) => NameOutcome::Open,
        _ => NameOutcome::NotFound,
    };
    let (start, len) =
        sentences(&text).into_iter().find(|(start, len)| (*start..start + len).contains(&hit.0))?;
    Some(NameExample {
        id,
        date,
        headline: item.headline,
        sentence: text.chars().skip(start).take(len.max(hit.0 + hit.1 - start)).collect(),
        hit: (hit.0 - start, hit.1),
        outcome,
    })
}

/// In how many stored articles of a paper, of a place, some words stand: as many are looked at anew where a person
/// refuses them.
///
/// # Errors
/// The store's.
pub fn likes(search: &Search, paper: &str, words: &str, code: PlaceCode) -> Answer<u64> {
    let (reader, index) = (search.reader, search.index);
    let pattern = Pattern::literal(words);
    let Ok(found) = search.find(Zone::All, &pattern, Folding::ALL)? else { return Ok(Err(Unwanted)) };
    let mut set = found.set;
    set.keep(&index.labelled(reader, &Label::Paper(paper.to_owned()))?);
    set.keep(&index.labelled(reader, &Label::Place(code))?);
    Ok(Ok(set.len()))
}
