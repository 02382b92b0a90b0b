//! SQLite's FTS5 at its best: an index without content of every character and every pair, spaced out so that
//! punctuation counts, and rows in the order of the dates.

use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};

use crate::corpus::{Article, FIRST_YEAR};
use crate::engine::{Counted, Engine, Facets, Kind};
use crate::queries::Query;

/// FTS5.
pub const KIND: Kind = Kind { name: "fts5", folds: false, build, settle, open: |folder| Ok(Box::new(Fts5::open(folder)?)), other_bytes: |_| Ok(0) };

struct Fts5 {
    connection: Connection,
    rows: Rows,
}

/// Rows are numbered by day and by their place in the day, so that the newest come by descending row.
#[derive(Default)]
struct Rows {
    facets: Facets,
    /// The articles of each day since 1980.
    days: Vec<Vec<u32>>,
}

/// As many articles as a day may have: small, because the distance of rows is what fills the index.
const DAY: i64 = 1 << 12;

impl Rows {
    fn load(folder: &Path) -> Result<Self> {
        let mut rows = Rows { facets: Facets::load(folder)?, days: Vec::new() };
        for number in 0..rows.facets.days.len() {
            rows.number(number as u32)?;
        }
        Ok(rows)
    }

    /// The row for one more article.
    fn push(&mut self, article: &Article) -> Result<i64> {
        self.facets.push(article);
        self.number(self.facets.days.len() as u32 - 1)
    }

    fn number(&mut self, number: u32) -> Result<i64> {
        let day = self.facets.days[number as usize];
        // A month counts 31 days and a year 12 months: not every day exists, but they are in order.
        let day = ((day / 10_000 - FIRST_YEAR as u32) * 12 + day / 100 % 100 - 1) * 31 + day % 100 - 1;
        let day = day as usize;
        self.days.resize(self.days.len().max(day + 1), Vec::new());
        let place = self.days[day].len() as i64;
        ensure!(place < DAY, "more than {DAY} articles in a day");
        self.days[day].push(number);
        Ok(day as i64 * DAY + place)
    }

    fn article(&self, row: i64) -> u32 {
        self.days[(row / DAY) as usize][(row % DAY) as usize]
    }
}

/// Articles a transaction while building.
const BATCH: usize = 10_000;

fn connect(folder: &Path) -> Result<Connection> {
    let connection = Connection::open(folder.join("fts5.sqlite"))?;
    connection.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         PRAGMA cache_size = -65536; PRAGMA mmap_size = 68719476736;",
    )?;
    Ok(connection)
}

fn build(folder: &Path, articles: &mut dyn Iterator<Item = Article>) -> Result<()> {
    let connection = connect(folder)?;
    // The ascii tokenizer takes every character beyond ASCII for a letter.
    connection.execute_batch(
        "CREATE VIRTUAL TABLE f USING fts5(grams, content = '', tokenize = 'ascii');
         INSERT INTO f(f, rank) VALUES ('hashsize', 67108864);",
    )?;
    let mut rows = Rows::default();
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        connection.execute_batch("BEGIN")?;
        add(&connection, &mut rows, articles.by_ref().take(BATCH))?;
        connection.execute_batch("COMMIT")?;
    }
    rows.facets.save(folder)?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn settle(folder: &Path) -> Result<()> {
    let connection = connect(folder)?;
    connection.execute_batch("INSERT INTO f(f) VALUES ('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn add(connection: &Connection, rows: &mut Rows, articles: impl Iterator<Item = Article>) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO f(rowid, grams) VALUES (?1, ?2)")?;
    let (mut text, mut grams) = (String::new(), String::new());
    for article in articles {
        article.write_text(&mut text);
        grams.clear();
        write_grams(&text, 1, &mut grams);
        write_grams(&text, 2, &mut grams);
        insert.execute(params![rows.push(&article)?, grams])?;
    }
    Ok(())
}

/// Every so many characters in a row as a word of their own. ASCII moves where it is no separator and has no case.
fn write_grams(text: &str, size: usize, grams: &mut String) {
    let moved = |c: char| if c.is_ascii() { char::from_u32(0xE000 + c as u32).unwrap_or(c) } else { c };
    let characters: Vec<char> = text.chars().map(moved).collect();
    for gram in characters.windows(size) {
        grams.extend(gram);
        grams.push(' ');
    }
}

/// Characters and pairs are different words, so one column holds both.
fn expression(query: &Query) -> String {
    let phrase = |word: &String| {
        let mut grams = String::new();
        write_grams(word, if word.chars().count() == 1 { 1 } else { 2 }, &mut grams);
        format!("\"{grams}\"")
    };
    query.words.iter().map(phrase).collect::<Vec<_>>().join(" AND ")
}

impl Fts5 {
    fn open(folder: &Path) -> Result<Self> {
        Ok(Fts5 { connection: connect(folder)?, rows: Rows::load(folder)? })
    }

    fn select(&self, sql: &str, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(params![expression(query), limit as i64], |row| row.get(0))?;
        Ok(rows.map(|row| Ok(self.rows.article(row?))).collect::<rusqlite::Result<_>>()?)
    }
}

impl Engine for Fts5 {
    fn count(&self, query: &Query) -> Result<Counted> {
        let mut select = self.connection.prepare_cached("SELECT rowid FROM f WHERE f MATCH ?1")?;
        let mut rows = select.query(params![expression(query)])?;
        let mut failed = None;
        let numbers = std::iter::from_fn(|| match rows.next() {
            Ok(row) => row.and_then(|row| row.get(0).ok()).map(|row| self.rows.article(row)),
            Err(error) => {
                failed = Some(error);
                None
            }
        });
        let counted = self.rows.facets.count(numbers);
        failed.map_or(Ok(counted), |error| Err(error.into()))
    }

    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.select("SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rowid DESC LIMIT ?2", query, limit)
    }

    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.select("SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rank LIMIT ?2", query, limit)
    }

    fn all(&self, query: &Query) -> Result<Vec<u32>> {
        let mut numbers = self.select("SELECT rowid FROM f WHERE f MATCH ?1 LIMIT ?2", query, u32::MAX as usize)?;
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn add_issue(&mut self, issue: &[Article]) -> Result<()> {
        // An issue that was taken in is on disk, as with the others.
        self.connection.execute_batch("PRAGMA synchronous = FULL; BEGIN")?;
        add(&self.connection, &mut self.rows, issue.iter().cloned())?;
        // In a program the facets would come from the articles' own table: they are not written here.
        Ok(self.connection.execute_batch("COMMIT")?)
    }
}
