//! Every occurrence of the words of a query in an article, each in its whole sentence.

use serde::Serialize;

use crate::model::{ArticleId, ItemKind, Zone};
use crate::store::{ArticleRow, PhotoRow, Reader, Result};
use crate::text::{Words, sentences};

use super::Query;

/// A piece of an article's text, as the reading view shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// 引题
    Kicker,
    /// 主题
    Headline,
    /// 副题
    Subtitle,
    /// 正文: a paragraph, from 0.
    Paragraph(usize),
    /// 图说: of a photo and of its lines, both from 0.
    Caption(usize, usize),
    /// 摄影署名 of a photo, from 0.
    Credit(usize),
}

/// A sentence with the words in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Where it stands.
    pub spot: Spot,
    /// The whole sentence.
    pub text: String,
    /// Where the words stand in it, as (first character, length).
    pub hits: Vec<(usize, usize)>,
    /// How many hits the article has before it.
    pub before: usize,
}

/// The words of a query, by where they are looked for.
pub struct Marks {
    titles: Words,
    captions: Words,
    text: Words,
}

impl Marks {
    /// Of a query.
    pub fn new(query: &Query) -> Self {
        let [titles, captions, text] = [Zone::Title, Zone::Caption, Zone::All].map(|zone| query.words(zone));
        Self { titles, captions, text }
    }

    /// The words that are marked at a spot. The text of a photo story is its captions.
    pub fn at(&self, spot: Spot, kind: ItemKind) -> &Words {
        match (spot, kind) {
            (Spot::Kicker | Spot::Headline | Spot::Subtitle, _) => &self.titles,
            (Spot::Caption(..) | Spot::Credit(_), _) | (Spot::Paragraph(_), ItemKind::Photo) => {
                &self.captions
            }
            (Spot::Paragraph(_), ItemKind::Article) => &self.text,
        }
    }

    /// Every occurrence at a spot, as (first character, length).
    pub fn hits(&self, spot: Spot, kind: ItemKind, text: &str) -> Vec<(usize, usize)> {
        self.at(spot, kind).hits(text)
    }
}

/// The pieces of an article in the order in which they are read.
pub fn pieces<'a>(article: &'a ArticleRow, photos: &'a [PhotoRow]) -> Vec<(Spot, &'a str)> {
    let titles = [
        (Spot::Kicker, article.kicker.as_deref()),
        (Spot::Headline, Some(article.headline.as_str())),
        (Spot::Subtitle, article.subtitle.as_deref()),
    ];
    let mut pieces: Vec<(Spot, &str)> =
        titles.into_iter().filter_map(|(spot, text)| Some((spot, text?))).collect();
    let paragraphs = article.paragraphs.iter().enumerate();
    pieces.extend(paragraphs.map(|(at, text)| (Spot::Paragraph(at), text.as_str())));
    for (photo, row) in photos.iter().enumerate() {
        if article.kind == ItemKind::Article {
            let lines = row.caption.split('\n').enumerate();
            pieces.extend(lines.map(|(line, text)| (Spot::Caption(photo, line), text)));
        }
        pieces.extend(row.credit.as_deref().map(|credit| (Spot::Credit(photo), credit)));
    }
    pieces
}

/// Every sentence of an article with words of a query.
///
/// # Errors
/// [`crate::store::StoreError::NoSuch`].
pub fn contexts(reader: &Reader, id: ArticleId, query: &Query) -> Result<Vec<Sentence>> {
    let (article, photos) = (reader.article(id)?, reader.article_photos(id)?);
    let marks = Marks::new(query);
    let (mut found, mut before) = (Vec::new(), 0);
    for (spot, text) in pieces(&article, &photos) {
        let hits = marks.hits(spot, article.kind, text);
        let chars: Vec<char> = text.chars().collect();
        let mut parts = sentences(text).into_iter().peekable();
        let mut rest = hits.as_slice();
        while let (Some((start, len)), false) = (parts.next(), rest.is_empty()) {
            let mut end = start + len;
            let mut count = rest.partition_point(|(at, _)| *at < end);
            if count == 0 {
                continue;
            }
            // A word may reach over the end of a sentence: what it touches is shown together.
            while let (Some((at, len)), Some((_, next))) = (rest.get(count - 1), parts.peek())
                && at + len > end
            {
                end += next;
                count = rest.partition_point(|(at, _)| *at < end);
                parts.next();
            }
            let (here, later) = rest.split_at(count);
            found.push(Sentence {
                spot,
                text: chars[start..end].iter().collect(),
                hits: here.iter().map(|(at, len)| (at - start, *len)).collect(),
                before,
            });
            before += here.len();
            rest = later;
        }
    }
    Ok(found)
}
