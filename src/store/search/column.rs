//! One value for each article of a segment: read whole when a question first needs it.

use std::sync::OnceLock;

use rusqlite::OptionalExtension;

use crate::store::{Reader, Result, StoreError};

use super::numbers::Numbers;

/// Numbers by article, 4 bytes each, in the order of the machine that every of our platforms shares (little end first).
pub fn number_bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)).collect()
}

/// The number of a set for each article, in as few bytes as they need: counting goes through all of them.
#[derive(Debug, PartialEq, Eq)]
pub enum SetNumbers {
    /// Of at most 256 sets.
    Narrow(Vec<u8>),
    /// Of at most 65,536.
    Middle(Vec<u16>),
    /// Of more.
    Wide(Vec<u32>),
}

impl SetNumbers {
    fn new(of: Vec<u32>) -> Self {
        match of.iter().max().copied().unwrap_or_default() {
            0..=0xff => Self::Narrow(of.into_iter().map(|set| set as u8).collect()),
            0x100..=0xffff => Self::Middle(of.into_iter().map(|set| set as u16).collect()),
            _ => Self::Wide(of),
        }
    }

    /// Writes the bytes of a number, then the numbers.
    fn write(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Narrow(of) => {
                bytes.push(1);
                bytes.extend(of);
            }
            Self::Middle(of) => {
                bytes.push(2);
                bytes.extend(of.iter().flat_map(|set| set.to_le_bytes()));
            }
            Self::Wide(of) => {
                bytes.push(4);
                bytes.extend(number_bytes(of));
            }
        }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (width, of) = bytes.split_first()?;
        match width {
            1 => Some(Self::Narrow(of.to_vec())),
            2 => {
                let pairs = of.as_chunks::<2>().0;
                Some(Self::Middle(pairs.iter().map(|set| u16::from_le_bytes(*set)).collect()))
            }
            4 => Some(Self::Wide(numbers(of))),
            _ => None,
        }
    }

    /// Of how many articles.
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(of) => of.len(),
            Self::Middle(of) => of.len(),
            Self::Wide(of) => of.len(),
        }
    }

    /// That of an article.
    pub fn get(&self, article: usize) -> Option<usize> {
        match self {
            Self::Narrow(of) => of.get(article).map(|set| usize::from(*set)),
            Self::Middle(of) => of.get(article).map(|set| usize::from(*set)),
            Self::Wide(of) => of.get(article).map(|set| *set as usize),
        }
    }
}

impl Sets {
    /// How many of some articles have each set.
    pub fn tally(&self, articles: &Numbers) -> Vec<u32> {
        fn tally<T: Copy>(of: &[T], articles: &Numbers, counts: &mut [u32], number: impl Fn(T) -> usize) {
            articles.each(|article| {
                if let Some(set) = of.get(article as usize)
                    && let Some(count) = counts.get_mut(number(*set))
                {
                    *count += 1;
                }
            });
        }
        let mut counts = vec![0; self.sets.len()];
        match &self.of {
            SetNumbers::Narrow(of) => tally(of, articles, &mut counts, usize::from),
            SetNumbers::Middle(of) => tally(of, articles, &mut counts, usize::from),
            SetNumbers::Wide(of) => tally(of, articles, &mut counts, |set| set as usize),
        }
        counts
    }
}

impl Sets {
    /// How many of some articles have each set, in each of some ranges of numbers that are in order and apart.
    pub fn tally_ranges(&self, articles: &Numbers, ranges: &[std::ops::Range<u32>]) -> Vec<Vec<u32>> {
        let mut counts = vec![vec![0u32; self.sets.len()]; ranges.len()];
        let mut at = 0;
        articles.each(|article| {
            while ranges.get(at).is_some_and(|range| range.end <= article) {
                at += 1;
            }
            let inside = ranges.get(at).is_some_and(|range| range.start <= article);
            if let Some(set) = self.of.get(article as usize).filter(|_| inside)
                && let Some(count) = counts.get_mut(at).and_then(|counts| counts.get_mut(set))
            {
                *count += 1;
            }
        });
        counts
    }
}

/// A set of labels for each article; articles with the same labels share a set.
#[derive(Debug, PartialEq, Eq)]
pub struct Sets {
    /// The set of each article.
    pub of: SetNumbers,
    /// The labels of each set, by their number.
    pub sets: Vec<Vec<u32>>,
    /// What the labels say.
    pub labels: Vec<String>,
}

impl Sets {
    /// As it is written: the labels as lines, an empty line, the sets as lines of numbers, the numbers of the articles.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        for label in &self.labels {
            text.push_str(&label.replace('\n', " "));
            text.push('\n');
        }
        text.push('\n');
        for set in &self.sets {
            let numbers: Vec<String> = set.iter().map(u32::to_string).collect();
            text.push_str(&numbers.join(" "));
            text.push('\n');
        }
        let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        self.of.write(&mut bytes);
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (len, rest) = bytes.split_first_chunk::<4>()?;
        let (text, of) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        let mut lines = std::str::from_utf8(text).ok()?.lines();
        let labels: Vec<String> =
            lines.by_ref().take_while(|line| !line.is_empty()).map(str::to_owned).collect();
        let sets =
            lines.map(|line| line.split(' ').filter_map(|number| number.parse().ok()).collect()).collect();
        Some(Self { of: SetNumbers::read(of)?, sets, labels })
    }
}

/// Gathers the sets of one article after the other.
#[derive(Default)]
pub struct SetsBuilder {
    of: Vec<u32>,
    sets: Vec<Vec<u32>>,
    labels: Vec<String>,
    label_numbers: rustc_hash::FxHashMap<String, u32>,
    set_numbers: rustc_hash::FxHashMap<Vec<u32>, u32>,
}

impl SetsBuilder {
    /// The labels of the next article.
    pub fn push(&mut self, labels: impl IntoIterator<Item = String>) {
        let mut set: Vec<u32> = labels
            .into_iter()
            .map(|label| {
                let next = self.label_numbers.len() as u32;
                *self.label_numbers.entry(label).or_insert_with_key(|label| {
                    self.labels.push(label.clone());
                    next
                })
            })
            .collect();
        set.sort_unstable();
        set.dedup();
        let next = self.set_numbers.len() as u32;
        let number = *self.set_numbers.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            next
        });
        self.of.push(number);
    }

    /// All of them.
    pub fn finish(self) -> Sets {
        Sets { of: SetNumbers::new(self.of), sets: self.sets, labels: self.labels }
    }
}

/// The columns of a segment.
#[derive(Debug, Default)]
pub struct Columns {
    ids: OnceLock<Vec<u32>>,
    pages: OnceLock<Vec<u32>>,
    lengths: OnceLock<Vec<u8>>,
    shortest: OnceLock<u8>,
    photos: OnceLock<Vec<u8>>,
    places: OnceLock<Sets>,
    people: OnceLock<Sets>,
    papers: OnceLock<Sets>,
    kinds: OnceLock<Sets>,
    all_by_set: [OnceLock<Vec<u32>>; 4],
}

/// Which labels a column tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Places that are named; see [`super::places`] for those above them.
    Places,
    /// Who signs, by role.
    People,
    /// The paper.
    Papers,
    /// Article or photo story.
    Kinds,
}

impl Facet {
    /// All.
    pub const ALL: [Self; 4] = [Self::Places, Self::People, Self::Papers, Self::Kinds];

    /// The column's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::People => "people",
            Self::Papers => "papers",
            Self::Kinds => "kinds",
        }
    }
}

impl Columns {
    /// The id of each article.
    pub fn ids(&self, reader: &Reader, segment: i64) -> Result<&[u32]> {
        kept(&self.ids, || Ok(numbers(&column(reader, segment, "ids")?))).map(Vec::as_slice)
    }

    /// The page of each article.
    pub fn pages(&self, reader: &Reader, segment: i64) -> Result<&[u32]> {
        kept(&self.pages, || Ok(numbers(&column(reader, segment, "pages")?))).map(Vec::as_slice)
    }

    /// The length of each article, as [`super::rank::length_class`] counts it.
    pub fn lengths(&self, reader: &Reader, segment: i64) -> Result<&[u8]> {
        kept(&self.lengths, || column(reader, segment, "lengths")).map(Vec::as_slice)
    }

    /// The length of the shortest article.
    pub fn shortest(&self, reader: &Reader, segment: i64) -> Result<u8> {
        let least = || Ok(self.lengths(reader, segment)?.iter().min().copied().unwrap_or_default());
        kept(&self.shortest, least).copied()
    }

    /// How many photos each article has, up to 255.
    pub fn photos(&self, reader: &Reader, segment: i64) -> Result<&[u8]> {
        kept(&self.photos, || column(reader, segment, "photos")).map(Vec::as_slice)
    }

    /// The labels of each article.
    pub fn sets(&self, reader: &Reader, segment: i64, facet: Facet) -> Result<&Sets> {
        let place = match facet {
            Facet::Places => &self.places,
            Facet::People => &self.people,
            Facet::Papers => &self.papers,
            Facet::Kinds => &self.kinds,
        };
        kept(place, || Sets::read(&column(reader, segment, facet.name())?).ok_or(StoreError::IndexDamaged))
    }
}

impl Columns {
    /// How many articles have each set of labels.
    pub fn all_by_set(&self, reader: &Reader, segment: i64, facet: Facet) -> Result<&[u32]> {
        let count = || {
            let sets = self.sets(reader, segment, facet)?;
            Ok(sets.tally(&Numbers::range(0..sets.of.len() as u32)))
        };
        kept(&self.all_by_set[facet as usize], count).map(Vec::as_slice)
    }
}

/// The value, read the first time.
fn kept<T>(place: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = place.get() {
        return Ok(value);
    }
    let value = read()?;
    Ok(place.get_or_init(|| value))
}

fn column(reader: &Reader, segment: i64, name: &str) -> Result<Vec<u8>> {
    let mut select =
        reader.0.prepare_cached("SELECT data FROM search_column WHERE segment_id = ?1 AND name = ?2")?;
    select.query_row((segment, name), |row| row.get(0)).optional()?.ok_or(StoreError::IndexDamaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_shared_and_read_back() {
        let mut builder = SetsBuilder::default();
        for labels in [vec!["安培社区", "东安路"], vec![], vec!["东安路", "安培社区", "东安路"]]
        {
            builder.push(labels.into_iter().map(str::to_owned));
        }
        let sets = builder.finish();
        assert_eq!(sets.of, SetNumbers::Narrow(vec![0, 1, 0]));
        assert_eq!(sets.sets, [vec![0, 1], vec![]]);
        assert_eq!(Sets::read(&sets.bytes()).expect("sets"), sets);
        assert_eq!(Sets::read(&[9, 0, 0, 0, 1]), None);
    }

    #[test]
    fn numbers_of_sets_take_the_bytes_they_need() {
        for (highest, width) in [(255, 1), (256, 2), (65_535, 2), (65_536, 4)] {
            let of = SetNumbers::new(vec![7, highest, 0]);
            let mut bytes = Vec::new();
            of.write(&mut bytes);
            assert_eq!(bytes.len(), 1 + 3 * width);
            assert_eq!(SetNumbers::read(&bytes).as_ref(), Some(&of));
            assert_eq!((of.get(1), of.get(3), of.len()), (Some(highest as usize), None, 3));
        }
        assert_eq!(SetNumbers::read(&[3, 0, 0, 0]), None);
    }
}
