//! The source of an article, line by line.

use encoding_rs::Encoding;

use crate::import::{Files, SourceFile, SourceKind, Surroundings, read_document_in};
use crate::model::{ArticleId, Confidence, LaidWord, Line, LineRole};
use crate::store::{ArticleRow, Reader, Result};
use crate::text::words_part;

/// The lines of the page that an article came from, as they are read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Name of the file.
    pub name: String,
    /// The lines of its page.
    pub lines: Vec<Line>,
    /// First and last line of the article.
    pub own: (usize, usize),
}

/// Reads the source of an article again; none where it can no longer be read.
///
/// # Errors
/// The store's.
pub fn original(reader: &Reader, id: ArticleId) -> Result<Option<Original>> {
    let article = reader.article(id)?;
    let source = article.source.clone();
    if SourceKind::of(source.name.as_ref()) == Some(SourceKind::Xml) {
        // Its text stands in other files, of which the store keeps the words and their places.
        let lines = printed_lines(&reader.words_of(article.version)?, &article);
        if !lines.is_empty() {
            return Ok(Some(Original { name: source.name, lines, own: article.lines }));
        }
    }
    let file = SourceFile::new(source.name.clone().into(), reader.source_bytes(source.id)?);
    // A person may have said that the detector was wrong.
    let encoding = source.encoding.as_deref().and_then(|name| Encoding::for_label(name.as_bytes()));
    let (habits, layouts, files) = (reader.habits()?, reader.layouts()?, Files::default());
    let around = Surroundings { encoding, habits: &habits, layouts: &layouts, files: &files };
    let document = match read_document_in(&file, &around) {
        Ok(document) => document,
        Err(error) => {
            tracing::warn!(%error, name = source.name, "a source cannot be read again");
            return Ok(None);
        }
    };
    let (first, last) = article.lines;
    let holds = |line: &Line| (first..=last).contains(&line.number);
    let page = document.pages.into_iter().map(|page| page.reading).find(|page| page.lines.iter().any(holds));
    Ok(page.map(|page| Original { name: source.name, lines: page.lines, own: article.lines }))
}

/// The printed lines that words stand in. What part each plays is known of the titles of the article only.
fn printed_lines(words: &[LaidWord], article: &ArticleRow) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|line| line.number == word.line) {
            Some(line) => {
                if words_part(line.text.chars().last(), word.text.chars().next()) {
                    line.text.push(' ');
                }
                line.text.push_str(&word.text);
            }
            None => lines.push(Line {
                number: word.line,
                text: word.text.clone(),
                role: LineRole::Unknown,
                joined: false,
                begins: false,
                confidence: Confidence::Sure,
                reason: String::new(),
            }),
        }
    }
    let (first, last) = article.lines;
    for line in lines.iter_mut().filter(|line| (first..=last).contains(&line.number)) {
        let within = |title: Option<&str>| title.is_some_and(|title| title.contains(&line.text));
        line.role = if within(Some(&article.headline)) {
            LineRole::Headline
        } else if within(article.kicker.as_deref()) {
            LineRole::Kicker
        } else if within(article.subtitle.as_deref()) {
            LineRole::Subtitle
        } else {
            LineRole::Body
        };
        line.begins = line.number == first;
    }
    lines
}
