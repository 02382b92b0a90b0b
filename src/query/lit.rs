//! Which parts of a page's picture are lit: an article, its paragraphs, the words that were looked for.

use crate::model::{ArticleId, LaidWord};
use crate::store::{ArticleRow, PhotoRow, Reader, Result};

use super::{Marks, Query, Spot, pieces};

/// Left, top, width and height in parts of the picture.
pub type Part = [f32; 4];

/// The words of a page by the articles they belong to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaidPage {
    /// Articles with their headlines and words, in order.
    pub articles: Vec<LaidArticle>,
}

/// The words of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidArticle {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub headline: String,
    /// Its words, in order.
    pub words: Vec<LaidWord>,
}

/// The places of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lit {
    /// All its lines.
    pub article: Vec<Part>,
    /// The lines of each piece of its text that was found there.
    pub pieces: Vec<(Spot, Vec<Part>)>,
    /// The words that were looked for.
    pub hits: Vec<Part>,
}

impl LaidPage {
    /// The page that an article stands on.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader, of: ArticleId) -> Result<Self> {
        let mut articles = Vec::new();
        let mut held = None;
        for (id, headline) in reader.page_siblings(of)? {
            let article = reader.article(id)?;
            // Articles of one page are nearly always of one version of it.
            if held.as_ref().is_none_or(|(version, _)| *version != article.version) {
                held = Some((article.version, reader.words_of(article.version)?));
            }
            let (first, last) = article.lines;
            let all = held.as_ref().map(|(_, words)| words.as_slice()).unwrap_or_default();
            let words: Vec<LaidWord> =
                all.iter().filter(|word| (first..=last).contains(&word.line)).cloned().collect();
            if !words.is_empty() {
                articles.push(LaidArticle { id, headline, words });
            }
        }
        Ok(Self { articles })
    }

    /// The words of an article.
    pub fn of(&self, id: ArticleId) -> Option<&LaidArticle> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The article whose word lies at a point of the picture; one whose line passes there where no word does.
    pub fn at(&self, point: [f32; 2]) -> Option<ArticleId> {
        let word = |article: &&LaidArticle| article.words.iter().any(|word| holds(word.rect, point));
        let line =
            |article: &&LaidArticle| strips(article.words.iter()).iter().any(|part| holds(*part, point));
        self.articles.iter().find(word).or_else(|| self.articles.iter().find(line)).map(|article| article.id)
    }
}

impl Lit {
    /// Where an article and what was looked for in it stand.
    pub fn new(words: &[LaidWord], article: &ArticleRow, photos: &[PhotoRow], query: &Query) -> Self {
        let marks = Marks::new(query);
        Self::of(words, &pieces(article, photos), |spot, text| {
            if query.is_empty() { Vec::new() } else { marks.hits(spot, article.kind, text) }
        })
    }

    fn of(
        words: &[LaidWord],
        texts: &[(Spot, &str)],
        hits: impl Fn(Spot, &str) -> Vec<(usize, usize)>,
    ) -> Self {
        let stream = Stream::new(words);
        let mut lit = Self { article: strips(words.iter()), ..Self::default() };
        let mut from = 0;
        for (spot, text) in texts {
            let Some(found) = stream.find(text, from) else { continue };
            from = found.1;
            lit.pieces.push((*spot, stream.strips(found.0, found.1)));
            for (start, len) in hits(*spot, text) {
                // White space of the text is none of the stream.
                let solid = |chars: usize| text.chars().take(chars).filter(|c| !c.is_whitespace()).count();
                let (begin, end) = (found.0 + solid(start), found.0 + solid(start + len));
                lit.hits.extend(stream.exact(begin, end.min(found.1)));
            }
        }
        lit
    }

    /// The piece whose line passes at a point of the picture.
    pub fn at(&self, point: [f32; 2]) -> Option<Spot> {
        let passes = |(_, parts): &&(Spot, Vec<Part>)| parts.iter().any(|part| holds(*part, point));
        self.pieces.iter().find(passes).map(|(spot, _)| *spot)
    }

    /// The lines of a piece.
    pub fn piece(&self, spot: Spot) -> &[Part] {
        self.pieces
            .iter()
            .find(|(other, _)| *other == spot)
            .map(|(_, parts)| parts.as_slice())
            .unwrap_or_default()
    }
}

/// Whether a point lies in a rectangle.
pub fn holds([left, top, width, height]: Part, [x, y]: [f32; 2]) -> bool {
    (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
}

/// The characters of an article as they stand on the page, each with its word and its place in it.
struct Stream<'a> {
    words: &'a [LaidWord],
    chars: Vec<char>,
    /// Word, place in it, and how many characters it has.
    places: Vec<(usize, usize, usize)>,
}

/// Characters at either end by which a text is found that was changed in between.
const ENDS: usize = 10;

impl<'a> Stream<'a> {
    fn new(words: &'a [LaidWord]) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (at, word) in words.iter().enumerate() {
            let count = word.text.chars().count();
            for (place, c) in word.text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                chars.push(c);
                places.push((at, place, count));
            }
        }
        Self { words, chars, places }
    }

    /// Where a text stands: behind `from` if it can be, else anywhere; by its ends where it was changed.
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let whole = self.find_from(&text, from).or_else(|| self.find_from(&text, 0));
        if let Some(at) = whole {
            return Some((at, at + text.len()));
        }
        let (head, tail) = (text.get(..ENDS)?, text.get(text.len() - ENDS..)?);
        let start = self.find_from(head, from).or_else(|| self.find_from(head, 0))?;
        let end = self.find_from(tail, start)? + ENDS;
        // Anything much longer than the text is no version of it.
        (end - start <= text.len() * 2).then_some((start, end))
    }

    fn find_from(&self, text: &[char], from: usize) -> Option<usize> {
        let rest = self.chars.get(from..)?;
        let found = (!text.is_empty()).then(|| rest.windows(text.len()).position(|window| window == text));
        found.flatten().map(|at| from + at)
    }

    fn strips(&self, start: usize, end: usize) -> Vec<Part> {
        let first = self.places.get(start).map_or(0, |place| place.0);
        let last =
            end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(first, |place| place.0 + 1);
        strips(self.words.get(first..last).unwrap_or_default().iter())
    }

    /// The places of characters, those of a word taken to be as wide as each other.
    fn exact(&self, start: usize, end: usize) -> Vec<Part> {
        let mut parts: Vec<(usize, Part)> = Vec::new();
        for (at, place, count) in self.places.get(start..end).unwrap_or_default() {
            let Some([left, top, width, height]) = self.words.get(*at).map(|word| word.rect) else {
                continue;
            };
            // Upright words of old papers run down.
            let down = height > width * 1.5 && *count > 1;
            let part = |whole: f32| whole / (*count).max(1) as f32;
            let here = if down {
                [left, top + part(height) * *place as f32, width, part(height)]
            } else {
                [left + part(width) * *place as f32, top, part(width), height]
            };
            match parts.last_mut().filter(|(word, _)| word == at) {
                Some((_, before)) => *before = union(*before, here),
                None => parts.push((*at, here)),
            }
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }
}

/// The lines that words make: words beside each other in one rectangle.
fn strips<'a>(words: impl Iterator<Item = &'a LaidWord>) -> Vec<Part> {
    let mut strips: Vec<(usize, Part)> = Vec::new();
    for word in words.filter(|word| word.rect[2] > 0.0 && word.rect[3] > 0.0) {
        let beside = |(line, part): &&mut (usize, Part)| *line == word.line && overlap(*part, word.rect);
        match strips.last_mut().filter(beside) {
            Some((_, part)) => *part = union(*part, word.rect),
            None => strips.push((word.line, word.rect)),
        }
    }
    strips.into_iter().map(|(_, part)| part).collect()
}

/// Whether two rectangles share half the height of the lower one: the rest of a parted word stands a line below.
fn overlap(a: Part, b: Part) -> bool {
    let shared = (a[1] + a[3]).min(b[1] + b[3]) - a[1].max(b[1]);
    shared >= a[3].min(b[3]) / 2.0
}

/// The rectangle around two.
pub fn union(a: Part, b: Part) -> Part {
    let (left, top) = (a[0].min(b[0]), a[1].min(b[1]));
    let (right, bottom) = ((a[0] + a[2]).max(b[0] + b[2]), (a[1] + a[3]).max(b[1] + b[3]));
    [left, top, right - left, bottom - top]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(line: usize, text: &str, rect: Part) -> LaidWord {
        LaidWord { line, text: text.to_owned(), rect }
    }

    fn words() -> Vec<LaidWord> {
        vec![
            word(1, "社区课堂", [0.0, 0.0, 0.4, 0.1]),
            word(2, "记者从", [0.0, 0.25, 0.25, 0.125]),
            word(2, "安培社区", [0.25, 0.25, 0.25, 0.125]),
            word(3, "了解到。", [0.0, 0.5, 0.5, 0.125]),
        ]
    }

    fn lit(texts: &[(Spot, &str)]) -> Lit {
        let hits = |_: Spot, text: &str| match text.find("社区") {
            Some(at) => vec![(text.get(..at).map_or(0, |before| before.chars().count()), 2)],
            None => Vec::new(),
        };
        Lit::of(&words(), texts, hits)
    }

    #[test]
    fn paragraphs_are_lit_line_by_line_and_hits_by_the_share_of_their_characters() {
        let lit = lit(&[(Spot::Headline, "社区 课堂"), (Spot::Paragraph(0), "记者从安培社区了解到。")]);
        assert_eq!(lit.article.len(), 3);
        assert_eq!(lit.piece(Spot::Headline), [[0.0, 0.0, 0.4, 0.1]]);
        assert_eq!(lit.piece(Spot::Paragraph(0)), [[0.0, 0.25, 0.5, 0.125], [0.0, 0.5, 0.5, 0.125]]);
        assert_eq!(lit.hits, [[0.0, 0.0, 0.2, 0.1], [0.375, 0.25, 0.125, 0.125]]);
        assert_eq!(lit.at([0.3, 0.3]), Some(Spot::Paragraph(0)));
        assert_eq!(lit.at([0.9, 0.9]), None);
    }

    #[test]
    fn a_text_that_was_corrected_by_hand_is_found_by_its_ends_or_not_at_all() {
        let words: Vec<LaidWord> = vec![
            word(1, "一二三四五六七八九十", [0.0, 0.0, 1.0, 0.1]),
            word(2, "错子甲乙丙丁戊己庚辛壬癸", [0.0, 0.1, 1.0, 0.1]),
        ];
        let none = |_: Spot, _: &str| Vec::new();
        let text = "一二三四五六七八九十错字甲乙丙丁戊己庚辛壬癸";
        let found = Lit::of(&words, &[(Spot::Paragraph(0), text)], none);
        assert_eq!(found.piece(Spot::Paragraph(0)).len(), 2);
        let found = Lit::of(&words, &[(Spot::Paragraph(0), "别的")], none);
        assert_eq!(found.pieces, []);
    }

    #[test]
    fn a_point_of_the_picture_is_the_article_whose_word_lies_there() {
        let (first, second) = (words(), vec![word(9, "别的文章", [0.6, 0.0, 0.4, 0.1])]);
        let article = |id, words| LaidArticle { id: ArticleId(id), headline: String::new(), words };
        let page = LaidPage { articles: vec![article(1, first), article(2, second)] };
        assert_eq!(page.at([0.7, 0.05]), Some(ArticleId(2)));
        assert_eq!(page.at([0.1, 0.3]), Some(ArticleId(1)));
        assert_eq!(page.at([0.9, 0.9]), None);
    }
}
