//! The truth: every query reads all texts, which lie one after the other in a mapped file.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiuwen::text::Folding;
use memchr::memmem::{Finder, find_iter};
use memmap2::Mmap;



use crate::corpus::Article;
use crate::engine::{Counted, Engine, Facets, Kind};
use crate::queries::Query;

/// The scan.
pub const KIND: Kind = Kind {
    name: "scan",
    folds: false,
    build: |folder, articles| write(folder, articles, vec![0], Facets::default(), false),
    settle: |_| Ok(()),
    open: |folder| Ok(Box::new(Scan::open(folder, false)?)),
    other_bytes: |_| Ok(0),
};

/// The truth for an engine that folds: the same over folded texts. No engine of the comparison.
pub const FOLDED: Kind = Kind {
    name: "folded",
    folds: true,
    build: |folder, articles| write(folder, articles, vec![0], Facets::default(), true),
    open: |folder| Ok(Box::new(Scan::open(folder, true)?)),
    ..KIND
};

/// The file of all texts.
pub const TEXTS: &str = "texts";

struct Scan {
    folder: PathBuf,
    texts: Mmap,
    /// Where each article begins, and last where the file ends.
    starts: Vec<u64>,
    facets: Facets,
    folds: bool,
}

/// Line by line, as the index takes a text.
fn folded(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| Folding::ALL.text(line).chars.iter().collect()).collect();
    lines.join("\n")
}

fn write(
    folder: &Path,
    articles: &mut dyn Iterator<Item = Article>,
    mut starts: Vec<u64>,
    mut facets: Facets,
    folds: bool,
) -> Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(folder.join(TEXTS))?;
    let mut texts = BufWriter::with_capacity(1 << 20, file);
    let mut text = String::new();
    let mut end = starts.last().copied().unwrap_or(0);
    for article in articles {
        article.write_text(&mut text);
        if folds {
            text = folded(&text);
        }
        text.push('\n');
        texts.write_all(text.as_bytes())?;
        end += text.len() as u64;
        starts.push(end);
        facets.push(&article);
    }
    texts.into_inner()?.sync_all()?;
    std::fs::write(folder.join("starts"), starts.iter().flat_map(|s| s.to_le_bytes()).collect::<Vec<u8>>())?;
    facets.save(folder)
}

impl Scan {
    fn open(folder: &Path, folds: bool) -> Result<Self> {
        let file = File::open(folder.join(TEXTS))?;
        // SAFETY: nobody shortens the file while this run measures it.
        let texts = unsafe { Mmap::map(&file)? };
        let bytes = std::fs::read(folder.join("starts"))?;
        let starts = bytes.as_chunks::<8>().0.iter().map(|b| u64::from_le_bytes(*b)).collect();
        Ok(Scan { folder: folder.to_owned(), texts, starts, facets: Facets::load(folder)?, folds })
    }

    fn text(&self, number: u32) -> &[u8] {
        let number = number as usize;
        &self.texts[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The longest word is looked for everywhere, the others where it was found.
    fn find(&self, query: &Query) -> Result<Vec<u32>> {
        let mut words = query.words.clone();
        if self.folds {
            words.iter_mut().for_each(|word| *word = folded(word));
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (first, others) = words.split_first().context("a query of no words")?;
        let first = Finder::new(first.as_bytes());
        let others: Vec<Finder> = others.iter().map(|word| Finder::new(word.as_bytes())).collect();
        let mut found = Vec::new();
        let mut from = 0;
        let mut number = 0;
        while let Some(at) = self.texts.get(from..).and_then(|rest| first.find(rest)) {
            let at = (from + at) as u64;
            // Hits come in order: the next one is mostly near.
            while self.starts[number + 1] <= at {
                number += 1;
            }
            if others.iter().all(|word| word.find(self.text(number as u32)).is_some()) {
                found.push(number as u32);
            }
            from = self.starts[number + 1] as usize;
        }
        Ok(found)
    }

    fn score(&self, query: &Query, number: u32) -> f64 {
        let text = self.text(number);
        let average = self.texts.len() as f64 / self.facets.days.len() as f64;
        let norm = 1.2 * (0.25 + 0.75 * text.len() as f64 / average);
        let often = |word: &String| find_iter(text, word.as_bytes()).count() as f64;
        query.words.iter().map(often).map(|f| f * 2.2 / (f + norm)).sum()
    }
}

impl Engine for Scan {
    fn count(&self, query: &Query) -> Result<Counted> {
        Ok(self.facets.count(self.find(query)?.into_iter()))
    }

    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let mut found = self.find(query)?;
        found.sort_unstable_by_key(|n| std::cmp::Reverse((self.facets.days[*n as usize], *n)));
        found.truncate(limit);
        Ok(found)
    }

    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let mut scored: Vec<(f64, u32)> =
            self.find(query)?.into_iter().map(|n| (self.score(query, n), n)).collect();
        scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(limit);
        Ok(scored.into_iter().map(|(_, n)| n).collect())
    }

    fn all(&self, query: &Query) -> Result<Vec<u32>> {
        self.find(query)
    }

    fn add_issue(&mut self, issue: &[Article]) -> Result<()> {
        let (starts, facets) = (std::mem::take(&mut self.starts), std::mem::take(&mut self.facets));
        let mut articles = issue.iter().map(Article::clone);
        write(&self.folder, &mut articles, starts, facets, self.folds)?;
        *self = Scan::open(&self.folder, self.folds)?;
        Ok(())
    }
}
