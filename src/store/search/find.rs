//! Finding the articles that contain a run of characters, exactly.

use crate::model::Zone;
use crate::store::{Reader, Result};
use crate::text::{FoldedPattern, Folding, Pattern, are_near};

use super::column::Facet;
use super::gram::{Key, LONGEST, Space};
use super::index::Index;
use super::list::{Entry, Read};
use super::lister::is_variant;
use super::numbers::Numbers;
use super::segment::Segment;
use super::set::ArticleSet;

/// Texts looked through between two looks at whether the search is still wanted.
const TEXTS_PER_LOOK: usize = 128;

/// What a question is looked for with.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The store as it is now.
    pub reader: &'a Reader<'a>,
    /// Its index.
    pub index: &'a Index,
    /// Whether anybody still waits.
    pub wanted: &'a dyn Fn() -> bool,
}

/// The articles that contain a pattern, and how their frequencies are told.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles.
    pub set: ArticleSet,
    /// Of each part of the set.
    pub frequencies: Vec<FoundIn>,
}

/// How often a pattern occurs in the articles of a part.
#[derive(Clone, Debug)]
pub enum FoundIn {
    /// As the list of this key says.
    List(Key),
    /// As was counted in the text.
    Counted(Vec<Entry>),
}

/// The search was given up because nobody waits any more.
#[derive(Debug)]
pub struct Unwanted;

/// What a search answers: none where nobody waits any more.
pub type Answer<T> = Result<std::result::Result<T, Unwanted>>;

/// What the lists of a segment say of a run of characters.
enum Listed {
    /// The articles, all of them and no others.
    Exactly(Numbers, Key),
    /// All of them, and others.
    AtMost(Numbers),
}

impl Search<'_> {
    /// The articles that contain a pattern in a zone.
    ///
    /// # Errors
    /// SQLite's.
    pub fn find(&self, zone: Zone, pattern: &Pattern, folding: Folding) -> Answer<Found> {
        let asked = pattern.folded(folding);
        let loosest = pattern.folded(Folding::ALL);
        let mut found = Found { set: self.index.none(), frequencies: Vec::new() };
        if asked.is_blank() {
            found.frequencies = vec![FoundIn::Counted(Vec::new()); found.set.parts.len()];
            return Ok(Ok(found));
        }
        let mut count = |text: &[char]| asked.all_in(text).count();
        for (at, segment) in self.index.segments.iter().enumerate() {
            let listed = self.listed(segment, zone.into(), &loosest)?;
            let hidden = &self.index.hidden[at];
            let (set, frequencies) = match listed {
                Listed::Exactly(set, key) if folding == Folding::ALL => {
                    (set.without(hidden), FoundIn::List(key))
                }
                Listed::Exactly(set, _) | Listed::AtMost(set) => {
                    let set = self.spelled(segment, set.without(hidden), pattern, folding)?;
                    let Ok(counted) = self.counted(at, &set, zone, folding, &mut count)? else {
                        return Ok(Err(Unwanted));
                    };
                    (numbers(&counted), FoundIn::Counted(counted))
                }
            };
            found.set.parts[at] = set;
            found.frequencies.push(frequencies);
        }
        let last = self.index.segments.len();
        let all = Numbers::range(0..self.index.changed().len() as u32);
        let Ok(counted) = self.counted(last, &all, zone, folding, &mut count)? else {
            return Ok(Err(Unwanted));
        };
        found.set.parts[last] = numbers(&counted);
        found.frequencies.push(FoundIn::Counted(counted));
        Ok(Ok(found))
    }

    /// Whether any article may have a run of characters, by a look at the counts of its pairs only. Where many wait to
    /// be indexed, those do not count.
    ///
    /// # Errors
    /// SQLite's.
    pub fn may_occur(&self, run: &[char]) -> Result<bool> {
        if (1..TEXTS_PER_LOOK).contains(&self.index.waiting()) {
            return Ok(true);
        }
        for segment in &self.index.segments {
            let mut all = true;
            for pair in run.windows(2) {
                all = all && segment.count(self.reader, Key::run(Space::All, pair))?.is_some();
            }
            if all {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The articles in which both patterns occur in one piece of text with at most `distance` characters between.
    ///
    /// # Errors
    /// SQLite's.
    pub fn near(
        &self,
        zone: Zone,
        patterns: [&Pattern; 2],
        distance: usize,
        folding: Folding,
    ) -> Answer<Found> {
        let [left, right] = patterns.map(|pattern| pattern.folded(folding));
        let (Ok(mut both), Ok(other)) =
            (self.find(zone, patterns[0], folding)?, self.find(zone, patterns[1], folding)?)
        else {
            return Ok(Err(Unwanted));
        };
        both.set.keep(&other.set);
        let mut count = |text: &[char]| usize::from(are_near(text, &left, &right, distance));
        for at in 0..both.set.parts.len() {
            let Ok(counted) = self.counted(at, &both.set.parts[at], zone, folding, &mut count)? else {
                return Ok(Err(Unwanted));
            };
            both.set.parts[at] = numbers(&counted);
            both.frequencies[at] = FoundIn::Counted(counted);
        }
        Ok(Ok(both))
    }

    /// Looks through the texts of some articles of a part: those in which `count` counts any, with their counts.
    fn counted(
        &self,
        part: usize,
        articles: &Numbers,
        zone: Zone,
        folding: Folding,
        count: &mut dyn FnMut(&[char]) -> usize,
    ) -> Answer<Vec<Entry>> {
        let mut chars = Vec::new();
        let small = SmallTexts::new(self, part, zone, articles.len(), |name| {
            chars.clear();
            folding.add(name, &mut chars);
            count(&chars) > 0
        })?;
        let mut counted = Vec::new();
        for (at, number) in articles.iter().enumerate() {
            if at % TEXTS_PER_LOOK == TEXTS_PER_LOOK - 1 && !(self.wanted)() {
                return Ok(Err(Unwanted));
            }
            let id = self.index.id_of(self.reader, part, number)?.0;
            let mut sum = 0;
            let mut each = |found: Zone, text: &str| {
                if zone == Zone::All || zone == found {
                    chars.clear();
                    folding.add(text, &mut chars);
                    sum += count(&chars);
                }
                true
            };
            if zone != Zone::Caption {
                self.reader.indexed_long_texts(id, &mut each)?;
            }
            if small.may_count(number) {
                self.reader.indexed_small_texts(id, &mut each)?;
            }
            if sum > 0 {
                counted.push((number, u8::try_from(sum).unwrap_or(u8::MAX)));
            }
        }
        Ok(Ok(counted))
    }

    /// What the lists say of a pattern: of its longest run, or of all its runs together.
    fn listed(&self, segment: &Segment, space: Space, pattern: &FoldedPattern) -> Result<Listed> {
        let runs = pattern.runs();
        let whole = pattern.is_plain();
        if runs.is_empty() {
            return Ok(Listed::AtMost(Numbers::range(0..segment.articles)));
        }
        let mut all: Option<Numbers> = None;
        for run in &runs {
            let found = match self.run(segment, space, run)? {
                exactly @ Listed::Exactly(..) if whole => return Ok(exactly),
                Listed::Exactly(set, _) | Listed::AtMost(set) => set,
            };
            all = Some(all.map_or_else(|| found.clone(), |all| all.and(&found)));
            if all.as_ref().is_some_and(Numbers::is_empty) {
                break;
            }
        }
        Ok(Listed::AtMost(all.unwrap_or_default()))
    }

    /// What the lists say of a run of known characters.
    fn run(&self, segment: &Segment, space: Space, run: &[char]) -> Result<Listed> {
        let whole = Key::run(space, run);
        let mut name = String::new();
        let mut exact = |run: &[char]| -> Result<Option<Numbers>> {
            name.clear();
            name.extend(run);
            let key = Key::run(space, run);
            let read =
                |list: Read| (!key.is_hashed() || list.name == name.as_bytes()).then(|| list.articles());
            Ok(segment.list(self.reader, key, read)?.flatten())
        };
        if run.len() <= LONGEST
            && let Some(set) = exact(run)?
        {
            return Ok(Listed::Exactly(set, whole));
        }
        let nothing = Listed::Exactly(Numbers::default(), whole);
        if run.len() <= 2 {
            return Ok(nothing);
        }
        let Some(lists) = self.narrowest(segment, space, run)? else { return Ok(nothing) };
        let mut all: Option<Numbers> = None;
        for (_, start, len) in lists {
            let Some(found) = run.get(start..start + len).map(&mut exact).transpose()?.flatten() else {
                continue;
            };
            let both = all.map_or_else(|| found.clone(), |all| all.and(&found));
            if both.is_empty() {
                return Ok(nothing);
            }
            all = Some(both);
        }
        Ok(Listed::AtMost(all.unwrap_or_default()))
    }

    /// The lists that together say most of a run, the shortest first, as (articles, start, length); none where one of
    /// its parts occurs nowhere.
    fn narrowest(
        &self,
        segment: &Segment,
        space: Space,
        run: &[char],
    ) -> Result<Option<Vec<(u32, usize, usize)>>> {
        let mut level = 2;
        // Of each window of `level` characters in how many articles it occurs, where that is known.
        let mut counts: Vec<Option<u32>> = Vec::with_capacity(run.len());
        for pair in run.windows(2) {
            let Some(count) = segment.count(self.reader, Key::run(space, pair))? else { return Ok(None) };
            counts.push(Some(count));
        }
        let mut lists: Vec<(u32, usize, usize)> = Vec::new();
        loop {
            let common = |count: Option<u32>| count.is_some_and(|count| count >= segment.common);
            let mut next: Vec<Option<u32>> = vec![None; counts.len().saturating_sub(1)];
            if level < LONGEST {
                for (at, next) in next.iter_mut().enumerate() {
                    if common(counts[at]) && common(counts[at + 1]) {
                        let Some(window) = run.get(at..=at + level) else { continue };
                        let Some(count) = self.named_count(segment, space, window)? else { return Ok(None) };
                        *next = count;
                    }
                }
            }
            for (at, count) in counts.iter().enumerate() {
                let within = at > 0 && next.get(at - 1).is_some_and(Option::is_some)
                    || next.get(at).is_some_and(Option::is_some);
                if let Some(count) = count.filter(|_| !within) {
                    lists.push((count, at, level));
                }
            }
            if next.iter().all(Option::is_none) {
                break;
            }
            counts = next;
            level += 1;
        }
        lists.sort_unstable();
        Ok(Some(lists))
    }

    /// In how many articles a run occurs whose parts are common: none where in no article, some none where another run
    /// took its key.
    fn named_count(&self, segment: &Segment, space: Space, run: &[char]) -> Result<Option<Option<u32>>> {
        let key = Key::run(space, run);
        let Some(count) = segment.count(self.reader, key)? else { return Ok(None) };
        let name: String = run.iter().collect();
        let own = segment.list(self.reader, key, |list| list.name == name.as_bytes())?.unwrap_or_default();
        Ok(Some(own.then_some(count)))
    }

    /// Leaves out articles that have not every character as it is spelled, without looking at their text.
    fn spelled(
        &self,
        segment: &Segment,
        mut articles: Numbers,
        pattern: &Pattern,
        folding: Folding,
    ) -> Result<Numbers> {
        if folding != Folding::NONE {
            return Ok(articles);
        }
        for c in pattern.chars().iter().flatten().filter(|c| is_variant(**c) && !c.is_whitespace()) {
            let list = segment.list(self.reader, Key::single(Space::Printed, *c), |list| list.articles())?;
            articles = articles.and(&list.unwrap_or_default());
        }
        Ok(articles)
    }
}

/// Whether captions, credits and names need a look: most articles have no photo, and no name is what is looked for.
struct SmallTexts<'a> {
    /// Photos of each article of a segment; none where that is not known.
    photos: Option<&'a [u8]>,
    always: bool,
}

impl<'a> SmallTexts<'a> {
    fn new(
        search: &Search<'a>,
        part: usize,
        zone: Zone,
        articles: u64,
        mut is_in: impl FnMut(&str) -> bool,
    ) -> Result<Self> {
        // Of a few articles a look is cheaper than one at all names.
        let segment = search.index.segments.get(part).filter(|_| articles > TEXTS_PER_LOOK as u64);
        let Some(segment) = segment else { return Ok(Self { photos: None, always: zone != Zone::Title }) };
        let people = &segment.columns.sets(search.reader, segment.id, Facet::People)?.labels;
        let name_of = |label: &'a String| label.split_once(' ').map_or(label.as_str(), |(_, name)| name);
        let always = zone == Zone::All && people.iter().any(|label| is_in(name_of(label)));
        let photos = segment.columns.photos(search.reader, segment.id)?;
        Ok(Self { photos: Some(if zone == Zone::Title { &[] } else { photos }), always })
    }

    fn may_count(&self, number: u32) -> bool {
        let has_photos = |photos: &[u8]| photos.get(number as usize).is_some_and(|count| *count > 0);
        self.always || self.photos.is_some_and(has_photos)
    }
}

fn numbers(counted: &[Entry]) -> Numbers {
    counted.iter().map(|(number, _)| *number).collect()
}
