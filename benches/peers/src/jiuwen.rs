//! 旧闻's own search, asked as its window asks it. The articles are stored as its import stores them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use jiuwen::model::{DateRange, PlaceCode, TimeUnit};
use jiuwen::query::{Archive, Filter, Selection};
use jiuwen::store::{Facet, Index, Label, Reader, Search, Store};
use jiuwen::text::Folding;
use rusqlite::Connection;

use crate::corpus::{Article, COMMUNITIES, FIRST_YEAR, YEARS};
use crate::engine::{Counted, Engine, Kind};
use crate::queries::Query;

/// The program's own store.
pub const KIND: Kind = Kind { name: "jiuwen", folds: true, build, settle: |_| Ok(()), open, other_bytes };

/// The street that all communities of the archive lie in.
const STREET: i64 = 330_302_001;

fn path(folder: &Path) -> PathBuf {
    folder.join("archive.jiuwen")
}

/// What the store takes without the index: it holds the articles, which the sizes leave out.
fn other_bytes(folder: &Path) -> Result<u64> {
    Ok(fs::read_to_string(folder.join("without-index"))?.parse()?)
}

fn build(folder: &Path, articles: &mut dyn Iterator<Item = Article>) -> Result<()> {
    let store = Store::open_or_create(&path(folder))?;
    let connection = writer(folder)?;
    let mut places = connection.prepare("INSERT INTO place (code, parent, name, official, origin) VALUES (?1, ?2, ?3, ?3, 'hand')")?;
    for community in 0..COMMUNITIES as i64 {
        places.execute((STREET * 1000 + community, STREET, format!("社区{community}")))?;
    }
    let mut number = 0;
    loop {
        let some: Vec<Article> = std::iter::from_fn(|| articles.next()).take(2000).collect();
        if some.is_empty() {
            break;
        }
        insert(&connection, number, &some)?;
        number += some.len() as i64;
    }
    store.settle();
    fs::write(folder.join("without-index"), fs::metadata(path(folder))?.len().to_string())?;
    let begun = Instant::now();
    store.index_changed(&mut |_| true)?;
    store.settle();
    eprintln!("jiuwen: of this the index {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn writer(folder: &Path) -> Result<Connection> {
    let connection = Connection::open(path(folder))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.busy_timeout(std::time::Duration::from_secs(60))?;
    connection.execute_batch(
        "INSERT OR IGNORE INTO paper VALUES (1, '晨光社区报');
         INSERT OR IGNORE INTO source VALUES (1, 'x.txt',
           x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'text/plain', NULL, '2026', x'');",
    )?;
    Ok(connection)
}

/// One page a day; its articles with the highest number first, as the other engines list them.
fn insert(connection: &Connection, first: i64, articles: &[Article]) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let mut issue =
        connection.prepare_cached("INSERT OR IGNORE INTO issue (paper_id, date) VALUES (1, ?1)")?;
    let mut page = connection.prepare_cached(
        "INSERT OR IGNORE INTO page (id, issue_id, number) SELECT id, id, '1' FROM issue WHERE paper_id = 1 AND date = ?1",
    )?;
    let mut version = connection.prepare_cached(
        "INSERT OR IGNORE INTO page_version SELECT id, id, 1, id, 1, 1, '2026' FROM issue WHERE paper_id = 1 AND date = ?1",
    )?;
    let mut row = connection.prepare_cached(
        "INSERT INTO article SELECT ?1, id, ?2, 'article', 0, 1, 1, NULL, ?3, NULL, ?4, '', NULL, NULL, NULL
         FROM issue WHERE paper_id = 1 AND date = ?5",
    )?;
    let mut person = connection.prepare_cached("INSERT OR IGNORE INTO person (name) VALUES (?1)")?;
    let mut signed = connection.prepare_cached(
        "INSERT INTO article_person SELECT ?1, 1, id, 'reporter' FROM person WHERE name = ?2",
    )?;
    let mut named =
        connection.prepare_cached("INSERT INTO place_mention VALUES (?1, ?2, 'body', 0, 0, 1)")?;
    for (number, article) in (first..).zip(articles) {
        let (id, date) = (number + 1, article.date.to_string());
        issue.execute([&date])?;
        page.execute([&date])?;
        version.execute([&date])?;
        row.execute((id, -number, &article.headline, article.paragraphs.join("\n"), &date))?;
        person.execute([&article.reporter])?;
        signed.execute((id, &article.reporter))?;
        if let Some(community) = article.community {
            named.execute((id, STREET * 1000 + i64::from(community)))?;
        }
    }
    drop((issue, page, version, row, person, signed, named));
    Ok(transaction.commit()?)
}

fn open(folder: &Path) -> Result<Box<dyn Engine>> {
    let store = Store::open(&path(folder))?;
    let start = jiuwen::model::Date::new(FIRST_YEAR, 1, 1)?;
    let months = (0..YEARS as i32 * 12).map(|at| TimeUnit::Month.bucket_of(TimeUnit::Month.step(start, at)));
    let label = |community: i64| {
        let code = PlaceCode::from_number(STREET * 1000 + community).context("a code");
        code.map(|code| Label::Place(code).written())
    };
    Ok(Box::new(Jiuwen {
        store,
        months: months.collect(),
        communities: (0..COMMUNITIES as i64).map(label).collect::<Result<_>>()?,
        folder: folder.to_owned(),
    }))
}

struct Jiuwen {
    store: Store,
    months: Vec<DateRange>,
    communities: Vec<String>,
    folder: PathBuf,
}

impl Jiuwen {
    fn ask<T>(
        &self,
        query: &Query,
        answer: impl FnOnce(&Search, &Selection) -> jiuwen::store::Result<T>,
    ) -> Result<T> {
        let query = jiuwen::query::Query::parse(&query.words.join(" "), Folding::ALL)?;
        let filter = Filter { query, ..Filter::default() };
        let archive = Archive::default();
        let answer = self.store.search(|reader: &Reader, index| {
            let index: &Index = index;
            let search = Search { reader, index, wanted: &|| true };
            Selection::new(&search, &archive, &filter)?
                .ok()
                .map(|selection| answer(&search, &selection))
                .transpose()
        })?;
        answer.context("nobody gave it up")
    }
}

impl Engine for Jiuwen {
    fn count(&self, query: &Query) -> Result<Counted> {
        self.ask(query, |search, selection| {
            let hits = selection.hits();
            let by_month = search.index.by_range(&hits, &self.months);
            let places = search.index.facet(search.reader, &hits, Facet::Places)?;
            let of = |label: &String| places.get(label.as_str()).copied().unwrap_or_default();
            Ok(Counted {
                hits: hits.len(),
                by_year: by_month.chunks(12).map(|year| year.iter().sum()).collect(),
                by_month,
                by_community: self.communities.iter().map(of).collect(),
            })
        })
    }

    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.ask(query, |search, selection| {
            let hits = search.index.newest(search.reader, &selection.hits(), limit)?;
            Ok(hits.iter().map(|hit| hit.id.0 as u32 - 1).collect())
        })
    }

    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        self.ask(query, |search, selection| {
            let best = search.most_relevant(&selection.hits(), &selection.words, limit)?;
            Ok(best.iter().map(|hit| hit.id.0 as u32 - 1).collect())
        })
    }

    fn all(&self, query: &Query) -> Result<Vec<u32>> {
        let mut all = self.newest(query, usize::MAX)?;
        all.sort_unstable();
        Ok(all)
    }

    fn add_issue(&mut self, issue: &[Article]) -> Result<()> {
        let connection = writer(&self.folder)?;
        let next: i64 = connection.query_row("SELECT max(id) FROM article", [], |row| row.get(0))?;
        insert(&connection, next, issue)
    }
}
