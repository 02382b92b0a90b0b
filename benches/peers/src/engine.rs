//! What every engine of the comparison can do, and the small things they share.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::corpus::{Article, COMMUNITIES, YEARS};
use crate::queries::Query;
use crate::{fts5, jiuwen, scan, tantivy};

/// An engine with an archive open. Articles are numbered from 0 in the order in which they came in.
pub trait Engine {
    /// All articles with every word of the query: how many, and how they spread.
    fn count(&self, query: &Query) -> Result<Counted>;
    /// The latest articles first; those of one day by their number, the highest first.
    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>>;
    /// The best articles first, by bm25 or what the engine has in its place.
    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>>;
    /// The numbers of all articles with every word of the query, ascending.
    fn all(&self, query: &Query) -> Result<Vec<u32>>;
    /// Adds the articles of an issue: on disk and in sight of the next query when this returns.
    fn add_issue(&mut self, issue: &[Article]) -> Result<()>;
}

/// An engine by name. It keeps its files in a folder of its own, the articles' own text not counted.
pub struct Kind {
    /// As it is called on the command line and in the ratios.
    pub name: &'static str,
    /// Whether it takes forms of a character for one another, as 旧闻 does.
    pub folds: bool,
    /// Takes in the articles on one thread, and ends with everything on disk.
    pub build: fn(&Path, &mut dyn Iterator<Item = Article>) -> Result<()>,
    /// Puts what was built into its best shape for reading: timed apart from the building.
    pub settle: fn(&Path) -> Result<()>,
    /// Opens what was built.
    pub open: fn(&Path) -> Result<Box<dyn Engine>>,
    /// Bytes of its files that are no index.
    pub other_bytes: fn(&Path) -> Result<u64>,
}

/// All engines.
pub const KINDS: &[Kind] = &[jiuwen::KIND, tantivy::KIND, fts5::KIND, scan::KIND];

/// The answer to "how many, and when, and where".
#[derive(Debug, PartialEq, Eq)]
pub struct Counted {
    /// Articles with every word.
    pub hits: u64,
    /// Hits of each year from 1980.
    pub by_year: Vec<u32>,
    /// Hits of each month from January 1980.
    pub by_month: Vec<u32>,
    /// Hits of each community.
    pub by_community: Vec<u32>,
}

/// The place of articles of no community in a histogram under construction.
pub const NO_COMMUNITY: u16 = COMMUNITIES as u16;

/// Histograms under construction.
pub struct Tally {
    /// Hits of each month.
    pub months: Vec<u32>,
    /// Hits of each community, and last those of none.
    pub communities: Vec<u32>,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { months: vec![0; YEARS * 12], communities: vec![0; COMMUNITIES + 1] }
    }
}

impl Tally {
    /// One more hit.
    #[inline]
    pub fn add(&mut self, month: u16, community: u16) {
        self.months[usize::from(month)] += 1;
        self.communities[usize::from(community)] += 1;
    }

    /// The years follow from the months.
    pub fn finish(mut self) -> Counted {
        let by_year: Vec<u32> = self.months.chunks(12).map(|year| year.iter().sum()).collect();
        self.communities.truncate(COMMUNITIES);
        Counted {
            hits: by_year.iter().map(|n| u64::from(*n)).sum(),
            by_year,
            by_month: self.months,
            by_community: self.communities,
        }
    }
}

/// Day, month and community of every article in memory, for the engines that have no columns of their own.
#[derive(Default)]
pub struct Facets {
    /// Dates like 20150304.
    pub days: Vec<u32>,
    /// Months since January 1980.
    pub months: Vec<u16>,
    /// Communities, or [`NO_COMMUNITY`].
    pub communities: Vec<u16>,
}

impl Facets {
    /// One more article.
    pub fn push(&mut self, article: &Article) {
        self.days.push(article.day());
        self.months.push(article.month());
        self.communities.push(article.community.unwrap_or(NO_COMMUNITY));
    }

    /// Eight bytes an article.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let mut bytes = Vec::with_capacity(self.days.len() * 8);
        for ((day, month), community) in self.days.iter().zip(&self.months).zip(&self.communities) {
            bytes.extend(day.to_le_bytes());
            bytes.extend(month.to_le_bytes());
            bytes.extend(community.to_le_bytes());
        }
        let mut file = fs::File::create(folder.join("facets"))?;
        file.write_all(&bytes)?;
        Ok(file.sync_all()?)
    }

    /// As saved.
    pub fn load(folder: &Path) -> Result<Self> {
        let mut facets = Facets::default();
        let bytes = fs::read(folder.join("facets"))?;
        for &[a, b, c, d, e, f, g, h] in bytes.as_chunks::<8>().0 {
            facets.days.push(u32::from_le_bytes([a, b, c, d]));
            facets.months.push(u16::from_le_bytes([e, f]));
            facets.communities.push(u16::from_le_bytes([g, h]));
        }
        Ok(facets)
    }

    /// The histograms of these articles.
    pub fn count(&self, numbers: impl Iterator<Item = u32>) -> Counted {
        let mut tally = Tally::default();
        numbers.for_each(|n| tally.add(self.months[n as usize], self.communities[n as usize]));
        tally.finish()
    }
}

/// The files below a folder, and their bytes.
pub fn files(folder: &Path) -> Result<Vec<(std::path::PathBuf, u64)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_file() {
            files.push((entry.path(), metadata.len()));
        }
    }
    Ok(files)
}
