//! Versions of a page beside each other: which items one has and the other lacks, which paragraphs differ.

use crate::model::{ArticleId, PageId, VersionId};
use crate::store::{ArticleRow, Reader, Result, VersionRow};
use crate::text::{Edit, diff, similarity};

/// Least likeness of two headlines for which their items are compared with each other.
const ALIKE: f32 = 0.6;

/// The versions of a page, and how they differ from the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageVersions {
    /// The page.
    pub page: PageId,
    /// 报名、日期、版次: `《试刊》2015-12-09 第 3 版`.
    pub title: String,
    /// Its versions, in order of arrival.
    pub versions: Vec<VersionRow>,
    /// For each version that is not shown, how it differs from what is.
    pub differences: Vec<(VersionId, Vec<ItemDifference>)>,
}

/// An item of one version beside that of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDifference {
    /// Its headline, that of the newer one where both have it.
    pub headline: String,
    /// What happened to it.
    pub change: Change,
    /// Its lines, where it changed: titles and paragraphs.
    pub lines: Vec<LineDifference>,
}

/// What happened to an item from one version to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the other version has it.
    Added,
    /// Only the shown version has it.
    Removed,
    /// Both have it, with differences.
    Changed,
}

/// A line that only one of the two has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDifference {
    /// Whether the other version has it; else the shown one.
    pub added: bool,
    /// The line.
    pub text: String,
}

/// The versions of a page with their differences.
///
/// # Errors
/// The store's.
pub fn page_versions(reader: &Reader, page: PageId) -> Result<PageVersions> {
    let versions = reader.versions(page)?;
    let mut shown = Vec::new();
    for version in versions.iter().filter(|version| version.current) {
        shown.extend(articles(reader, version.id)?);
    }
    let mut differences = Vec::new();
    let mut title = shown.first().map(title_of);
    for version in versions.iter().filter(|version| !version.current) {
        let other = articles(reader, version.id)?;
        title = title.or(other.first().map(title_of));
        differences.push((version.id, compare(&shown, &other)));
    }
    Ok(PageVersions { page, title: title.unwrap_or_default(), versions, differences })
}

fn title_of(article: &ArticleRow) -> String {
    format!("《{}》{} 第 {} 版", article.paper, article.date, article.page)
}

fn articles(reader: &Reader, version: VersionId) -> Result<Vec<ArticleRow>> {
    reader.articles_of_version(version)?.into_iter().map(|id: ArticleId| reader.article(id)).collect()
}

fn compare(old: &[ArticleRow], new: &[ArticleRow]) -> Vec<ItemDifference> {
    let mut left: Vec<&ArticleRow> = old.iter().collect();
    let mut found = Vec::new();
    for article in new {
        let likeness = |other: &ArticleRow| similarity(&other.headline, &article.headline);
        let best = left
            .iter()
            .enumerate()
            .map(|(at, other)| (likeness(other), at))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .filter(|(likeness, _)| *likeness >= ALIKE);
        let difference = |change, lines| ItemDifference { headline: article.headline.clone(), change, lines };
        match best {
            Some((_, at)) => {
                let lines = line_differences(left.remove(at), article);
                if !lines.is_empty() {
                    found.push(difference(Change::Changed, lines));
                }
            }
            None => found.push(difference(Change::Added, Vec::new())),
        }
    }
    found.extend(left.into_iter().map(|article| ItemDifference {
        headline: article.headline.clone(),
        change: Change::Removed,
        lines: Vec::new(),
    }));
    found
}

fn line_differences(old: &ArticleRow, new: &ArticleRow) -> Vec<LineDifference> {
    let (old, new) = (lines_of(old), lines_of(new));
    diff(&old, &new)
        .into_iter()
        .filter_map(|edit| match edit {
            Edit::Same(..) => None,
            Edit::Removed(at) => Some(LineDifference { added: false, text: old[at].to_owned() }),
            Edit::Added(at) => Some(LineDifference { added: true, text: new[at].to_owned() }),
        })
        .collect()
}

/// Titles and paragraphs, in reading order.
fn lines_of(article: &ArticleRow) -> Vec<&str> {
    let titles = [article.kicker.as_deref(), Some(article.headline.as_str()), article.subtitle.as_deref()];
    titles.into_iter().flatten().chain(article.paragraphs.iter().map(String::as_str)).collect()
}
