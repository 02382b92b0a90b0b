//! One article in full, and as a row of a list.

use crate::model::{ArticleId, Field, ItemKind, PersonRole, PhotoId, PlaceCode, PlaceMention, Remark, Span};
use crate::store::{ArticleRow, EventRow, OtherPiece, PersonRow, PhotoRow, Reader, Result};
use crate::text::snippet;

use super::{ElementLine, Marks, Query, Spot, elements_of, pieces};

/// Characters of a snippet: two lines of the list.
const SNIPPET_CHARS: usize = 56;

/// Everything the reading view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Detail {
    pub article: ArticleRow,
    pub people: Vec<PersonRow>,
    pub places: Vec<PlaceMention>,
    /// Names of which a person must say what place they mean, with those they may mean, the likeliest first.
    pub open_places: Vec<(Span, Vec<PlaceCode>)>,
    pub photos: Vec<PhotoRow>,
    /// The six elements of each photo.
    pub elements: Vec<Vec<ElementLine>>,
    pub events: Vec<EventRow>,
    pub remarks: Vec<Remark>,
    /// All items of its page, itself included.
    pub siblings: Vec<(ArticleId, String)>,
    /// Where it began, where it is the rest of an article.
    pub continued_from: Option<Piece>,
    /// Where it goes on.
    pub continues: Option<Piece>,
    /// How many versions its page has.
    pub versions: usize,
    /// Whether the picture of its page is held.
    pub facsimile: bool,
}

/// A piece of an article on another page of its issue: both keep their places.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Piece {
    pub id: ArticleId,
    pub page: String,
    pub paragraphs: Vec<String>,
}

impl Detail {
    /// As it is cited (GB/T 7714-2015, newspaper article): `毛玺玺.标题[N].平顶山日报,2015-12-09(7).`
    pub fn citation(&self) -> String {
        let article = &self.article;
        let roles =
            [PersonRole::Reporter, PersonRole::Correspondent, PersonRole::Author, PersonRole::Photographer];
        let authors = roles.into_iter().map(|role| self.names(role)).find(|names| !names.is_empty());
        let mut author = authors.unwrap_or_default().join(",");
        if !author.is_empty() {
            author.push('.');
        }
        format!("{author}{}[N].{},{}({}).", article.headline, article.paper, article.date, article.page)
    }

    /// A stretch of the article as printed.
    pub fn printed(&self, span: Span) -> String {
        printed(&self.article, &self.photos, span)
    }

    /// The names of all who sign in `role`.
    pub fn names(&self, role: PersonRole) -> Vec<&str> {
        self.people.iter().filter(|person| person.role == role).map(|person| person.name.as_str()).collect()
    }
}

/// A stretch of an article as printed.
pub(super) fn printed(article: &ArticleRow, photos: &[PhotoRow], span: Span) -> String {
    let text = match span.field {
        Field::Kicker => article.kicker.as_deref(),
        Field::Headline => Some(article.headline.as_str()),
        Field::Subtitle => article.subtitle.as_deref(),
        Field::Photo => photos.get(span.paragraph).map(|photo| photo.caption.as_str()),
        _ => article.paragraphs.get(span.paragraph).map(String::as_str),
    };
    text.unwrap_or_default().chars().skip(span.start).take(span.len).collect()
}

/// One article in full.
///
/// # Errors
/// [`crate::store::StoreError::NoSuch`].
pub fn detail(reader: &Reader, id: ArticleId) -> Result<Detail> {
    let article = reader.article(id)?;
    let (continues, continued_from) = reader.other_pieces(id)?;
    let piece = |other: Option<OtherPiece>| -> Result<Option<Piece>> {
        let Some(OtherPiece { id, page }) = other else { return Ok(None) };
        Ok(Some(Piece { id, page, paragraphs: reader.article(id)?.paragraphs }))
    };
    let mut remarks = reader.article_remarks(id)?;
    let ends = [
        (&article.continues_on, &continues, "下转", "上接", article.lines.1),
        (&article.continued_from, &continued_from, "上接", "下转", article.lines.0),
    ];
    for (page, found, here, there, line) in ends {
        // While the other page is not held there is nothing to look at.
        let Some(page) = page.as_ref().filter(|_| found.is_none()) else { continue };
        if reader.holds_neighbour(article.page_id, &article.page, page)? {
            let reason = format!("{here}第 {page} 版，但那一版上没有找到{there}本文的一篇");
            remarks.insert(0, Remark { field: Field::Body, reason, line, doubt: true });
        }
    }
    let (photos, places) = (reader.article_photos(id)?, reader.article_mentions(id)?);
    let elements = photos.iter().map(|photo| elements_of(reader, &article, &photos, &places, photo));
    Ok(Detail {
        elements: elements.collect::<Result<_>>()?,
        people: reader.article_people(id)?,
        places,
        open_places: reader.article_open_places(id)?,
        photos,
        events: reader.article_events(id)?,
        remarks,
        siblings: reader.page_siblings(id)?,
        continues: piece(continues)?,
        continued_from: piece(continued_from)?,
        versions: reader.versions(article.page_id)?.len(),
        facsimile: reader.has_facsimile(article.page_id)?,
        article,
    })
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ListRow {
    pub id: ArticleId,
    pub kind: ItemKind,
    pub kicker: Option<String>,
    pub headline: String,
    pub subtitle: Option<String>,
    pub snippet: String,
    pub paper: String,
    pub page: String,
    pub page_name: Option<String>,
    /// How often the words of the query occur in it.
    pub occurrences: usize,
    /// Who wrote or took it, role first: `记者 毛玺玺`.
    pub signed: String,
    /// Its lowest places, at most two.
    pub places: Vec<String>,
    /// Its first photo that has a picture.
    pub thumbnail: Option<PhotoId>,
    /// Whether it has a photo without a picture.
    pub picture_missing: bool,
}

/// One row of the list, its snippet around the first word of the query.
///
/// # Errors
/// [`crate::store::StoreError::NoSuch`].
pub fn list_row(reader: &Reader, id: ArticleId, query: &Query) -> Result<ListRow> {
    let article = reader.article(id)?;
    let photos = reader.article_photos(id)?;
    let marks = Marks::new(query);
    let occurrences = if query.is_empty() {
        0
    } else {
        let pieces = pieces(&article, &photos).into_iter();
        pieces.map(|(spot, text)| marks.hits(spot, article.kind, text).len()).sum()
    };
    let people = reader.article_people(id)?;
    let mut places: Vec<PlaceMention> = reader.article_mentions(id)?;
    places.sort_by_key(|mention| std::cmp::Reverse(mention.code.map(|code| code.level())));
    let mut names: Vec<String> = Vec::new();
    for mention in places {
        if names.len() < 2 && !names.contains(&mention.name) {
            names.push(mention.name);
        }
    }
    Ok(ListRow {
        id,
        kind: article.kind,
        snippet: snippet(&article.paragraphs, marks.at(Spot::Paragraph(0), article.kind), SNIPPET_CHARS),
        occurrences,
        kicker: article.kicker,
        headline: article.headline,
        subtitle: article.subtitle,
        paper: article.paper,
        page: article.page,
        page_name: article.page_name,
        signed: signed(&people),
        places: names,
        thumbnail: photos.iter().find(|photo| photo.source.is_some()).map(|photo| photo.id),
        picture_missing: photos.iter().any(|photo| photo.source.is_none()),
    })
}

/// The first of the signatures that says most: reporter, photographer, correspondent.
fn signed(people: &[PersonRow]) -> String {
    let of = |role| people.iter().find(|person| person.role == role).map(|person| person.name.as_str());
    if let Some(name) = of(PersonRole::Reporter) {
        return format!("记者 {name}");
    }
    if let Some(name) = of(PersonRole::Photographer) {
        return format!("{name} 摄");
    }
    if let Some(name) = of(PersonRole::Correspondent) {
        return format!("通讯员 {name}");
    }
    of(PersonRole::Author).map(str::to_owned).unwrap_or_default()
}
