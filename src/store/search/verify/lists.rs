//! The lists of a segment, each made anew and compared.

use rustc_hash::FxHashSet;

use crate::store::Result;

use super::super::gram::Key;
use super::super::list::{self, Entry, Layers, Read, STEPS};
use super::super::lister;
use super::super::numbers::Numbers;
use super::super::run::{Joined, Lists};
use super::super::segment::Segment;
use super::columns::Spoken;
use super::stored::{StoredList, StoredLists};
use super::{Fault, Faults, Verifier};

/// Lists compared between two looks at whether to go on.
const LISTS_PER_LOOK: u64 = 4096;

/// The lists of one segment under comparison.
struct Comparison<'a> {
    segment: &'a Segment,
    hidden: &'a Numbers,
    stored: StoredLists<'a>,
    /// Runs of the last level that are common, as the store's lists say.
    common: FxHashSet<Key>,
    faults: Faults,
    lists: u64,
}

impl Verifier<'_> {
    /// Compares every list of a segment, and what its columns say of each article. False where it was stopped.
    pub fn lists(&mut self, segment: &Segment, spoken: Spoken) -> Result<bool> {
        let reader = self.reader;
        let all = format!("SELECT key, count, list FROM search_list_{} ORDER BY key", segment.id);
        let mut select = reader.0.prepare(&all)?;
        let mut comparison = Comparison {
            segment,
            hidden: &spoken.hidden,
            stored: StoredLists::new(select.query([])?)?,
            common: FxHashSet::default(),
            faults: Faults::default(),
            lists: 0,
        };
        let count = u64::from(segment.articles);
        let mut articles = spoken.articles;
        let Some(lists) = self.first_level(segment, &articles)? else { return Ok(false) };
        if !self.compare_all(&mut comparison, lists, 0.6)? {
            return Ok(false);
        }
        comparison.rest(1)?;
        for lengths in lister::LENGTHS {
            let common = std::mem::take(&mut comparison.common);
            let go_on = &mut |done| self.go_on(done, count);
            let listed = lister::next_level(reader, &articles, &lengths, &common, go_on)?;
            let Some((lists, rest)) = listed else { return Ok(false) };
            articles = rest;
            if !self.compare_all(&mut comparison, lists, 0.8)? {
                return Ok(false);
            }
            comparison.rest(*lengths.end() as u64)?;
        }
        comparison.rest(u64::MAX)?;
        self.found.lists += comparison.lists;
        self.found.faults.unnamed += comparison.faults.unnamed;
        comparison.faults.named.into_iter().for_each(|fault| self.found.faults.add(fault));
        Ok(true)
    }

    /// False where it was stopped; `done` of the segment is then done.
    fn compare_all(&mut self, comparison: &mut Comparison, lists: Lists, done: f32) -> Result<bool> {
        let count = u64::from(comparison.segment.articles);
        lists.join(|joined| {
            comparison.compare(&joined)?;
            Ok(!comparison.lists.is_multiple_of(LISTS_PER_LOOK) || self.go_on(done, count))
        })
    }

    fn first_level(&mut self, segment: &Segment, articles: &[lister::Numbered]) -> Result<Option<Lists>> {
        let count = u64::from(segment.articles);
        let reader = self.reader;
        let this = std::cell::RefCell::new(self);
        let go_on = &mut |done| this.borrow_mut().go_on(done, count);
        let each = |at: usize, told| match articles.get(at) {
            Some(article) => this.borrow_mut().told(segment, *article, &told),
            None => Ok(()),
        };
        lister::first_level(reader, articles, go_on, each)
    }
}

impl Comparison<'_> {
    /// Compares a list with the one that stands in the store.
    fn compare(&mut self, expected: &Joined) -> Result<()> {
        self.lists += 1;
        while self.stored.key().is_some_and(|key| key < expected.key) {
            self.alone()?;
        }
        if !lister::has_list(expected.key, expected.name.as_deref(), &self.common) {
            return Ok(());
        }
        if self.stored.key() != Some(expected.key) {
            let name = expected.name.as_deref().unwrap_or_default();
            self.fault(Fault::NoList(self.segment.id, expected.key.described(name.as_bytes())));
            return Ok(());
        }
        let Some(stored) = self.stored.next()? else { return Ok(()) };
        self.note_common(&stored);
        let written = list::write(&expected.entries, self.segment.articles, expected.name.as_deref());
        let is_same = written.list == stored.list && written.frequencies == stored.frequencies;
        if !is_same || stored.count as usize != expected.entries.len() {
            self.look_closer(&stored, expected);
        }
        Ok(())
    }

    /// Where rows differ: the articles that do not count may be the only difference.
    fn look_closer(&mut self, stored: &StoredList, expected: &Joined) {
        let read = Read::new(&stored.list, stored.count, stored.key.is_hashed());
        if !expected.is_unique() || stored.key.is_hashed() && read.name.is_empty() {
            // Two runs share the key: the list answers nothing.
            return;
        }
        let (id, run) = (self.segment.id, stored.key.described(read.name));
        let form = |what| Fault::ListForm(id, run.clone(), what);
        if read.name != expected.name.as_deref().unwrap_or_default().as_bytes() {
            return self.fault(form("名称"));
        }
        let articles = read.articles();
        let listed = articles.without(self.hidden);
        let wanted: Numbers = expected.entries.iter().map(|(article, _)| *article).collect();
        let (missed, extra) = (wanted.without(&listed).len(), listed.without(&wanted).len());
        if missed + extra > 0 {
            return self.fault(Fault::List { segment: id, run, missed, extra });
        }
        if u64::from(stored.count) != articles.len() {
            return self.fault(form("篇数"));
        }
        let is_dense = list::is_dense(articles.len(), self.segment.articles);
        if read.entries().is_none() != is_dense || stored.frequencies.is_some() != is_dense {
            return self.fault(form("写法"));
        }
        let same = match (read.entries(), &stored.frequencies) {
            (Some(entries), _) => {
                let entries: Vec<Entry> =
                    entries.into_iter().filter(|(article, _)| !self.hidden.contains(*article)).collect();
                entries == expected.entries
            }
            (None, frequencies) => self.has_frequencies(frequencies.as_deref().unwrap_or_default(), expected),
        };
        if !same {
            self.fault(form("次数"));
        }
    }

    fn has_frequencies(&self, stored: &[u8], expected: &Joined) -> bool {
        let layers = Layers::new(stored);
        layers.len() == STEPS.len()
            && STEPS.iter().enumerate().all(|(at, step)| {
                let often = expected.entries.iter().filter(|(_, frequency)| frequency >= step);
                layers.of(at).without(self.hidden) == often.map(|(article, _)| *article).collect::<Numbers>()
            })
    }

    /// The lists up to a level that nothing was expected of.
    fn rest(&mut self, level: u64) -> Result<()> {
        while self.stored.key().is_some_and(|key| key.level() <= level) {
            self.alone()?;
        }
        Ok(())
    }

    /// A list that no article is expected of: good where none of its articles counts.
    fn alone(&mut self) -> Result<()> {
        let Some(stored) = self.stored.next()? else { return Ok(()) };
        self.note_common(&stored);
        let read = Read::new(&stored.list, stored.count, stored.key.is_hashed());
        let articles = read.articles();
        let shared = stored.key.is_hashed() && read.name.is_empty();
        let whole = stored.key != stored.key.frequencies()
            && u64::from(stored.count) == articles.len()
            && !articles.is_empty();
        if !whole || !shared && !articles.is_within(self.hidden) {
            self.fault(Fault::OneListMore(self.segment.id, stored.key.described(read.name)));
        }
        Ok(())
    }

    fn note_common(&mut self, stored: &StoredList) {
        let shared = stored.key.is_hashed() && Read::new(&stored.list, stored.count, true).name.is_empty();
        if stored.count >= self.segment.common && !shared {
            self.common.insert(stored.key);
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.add(fault);
    }
}
