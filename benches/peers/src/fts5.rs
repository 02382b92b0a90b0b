//! SQLite's FTS5 at its best: an index without content of every character and every pair, spaced out so that
//! punctuation counts, and row numbers that sort like the dates.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, params};

use crate::corpus::Article;
use crate::engine::{Counted, Engine, Facets, Kind};
use crate::queries::Query;

/// FTS5.
pub const KIND: Kind = Kind { name: "fts5", build, settle, open: |folder| Ok(Box::new(Fts5::open(folder)?)) };

struct Fts5 {
    connection: Connection,
    facets: Facets,
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
    let mut facets = Facets::default();
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        connection.execute_batch("BEGIN")?;
        add(&connection, &mut facets, articles.by_ref().take(BATCH))?;
        connection.execute_batch("COMMIT")?;
    }
    facets.save(folder)?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn settle(folder: &Path) -> Result<()> {
    let connection = connect(folder)?;
    connection.execute_batch("INSERT INTO f(f) VALUES ('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn add(connection: &Connection, facets: &mut Facets, articles: impl Iterator<Item = Article>) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO f(rowid, grams) VALUES (?1, ?2)")?;
    let (mut text, mut grams) = (String::new(), String::new());
    for article in articles {
        article.write_text(&mut text);
        grams.clear();
        write_grams(&text, 1, &mut grams);
        write_grams(&text, 2, &mut grams);
        let row = i64::from(article.day()) << 24 | facets.days.len() as i64;
        insert.execute(params![row, grams])?;
        facets.push(&article);
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

fn number(row: i64) -> u32 {
    (row & 0xFF_FFFF) as u32
}

impl Fts5 {
    fn open(folder: &Path) -> Result<Self> {
        Ok(Fts5 { connection: connect(folder)?, facets: Facets::load(folder)? })
    }

    fn rows(&self, sql: &str, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map(params![expression(query), limit as i64], |row| row.get(0))?;
        Ok(rows.map(|row| row.map(number)).collect::<rusqlite::Result<_>>()?)
    }
}

impl Engine for Fts5 {
    fn count(&self, query: &Query) -> Result<Counted> {
        let mut select = self.connection.prepare_cached("SELECT rowid FROM f WHERE f MATCH ?1")?;
        let mut rows = select.query(params![expression(query)])?;
        let mut failed = None;
        let numbers = std::iter::from_fn(|| match rows.next() {
            Ok(row) => row.and_then(|row| row.get(0).ok()).map(number),
            Err(error) => {
                failed = Some(error);
                None
            }
        });
        let counted = self.facets.count(numbers);
        failed.map_or(Ok(counted), |error| Err(error.into()))
    }

    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.rows("SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rowid DESC LIMIT ?2", query, limit)
    }

    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.rows("SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rank LIMIT ?2", query, limit)
    }

    fn all(&self, query: &Query) -> Result<Vec<u32>> {
        let mut numbers = self.rows("SELECT rowid FROM f WHERE f MATCH ?1 LIMIT ?2", query, u32::MAX as usize)?;
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn add_issue(&mut self, issue: &[Article]) -> Result<()> {
        // An issue that was taken in is on disk, as with the others.
        self.connection.execute_batch("PRAGMA synchronous = FULL; BEGIN")?;
        add(&self.connection, &mut self.facets, issue.iter().cloned())?;
        // In a program the facets would come from the articles' own table: they are not written here.
        Ok(self.connection.execute_batch("COMMIT")?)
    }
}
