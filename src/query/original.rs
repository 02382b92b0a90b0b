//! The source of an article, line by line.

use encoding_rs::Encoding;

use crate::import::{Files, SourceFile, Surroundings, read_document_in};
use crate::model::{ArticleId, Line};
use crate::store::{Reader, Result};

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
    let source = article.source;
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
