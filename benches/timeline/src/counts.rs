//! From a change of filter to the counts of all views: the program's own queries, and the same counts by SQL GROUP BY.
//!
//! SQL is given the hits for nothing: their ids stand in temporary tables before the clock starts, where the program
//! has to find them. It is asked of the store's own tables, and again of a flat table made for it, in memory.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use jiuwen::model::{DateRanges, PersonRole, day_of_number};
use jiuwen::query::{Archive, DayCounts, Facets, Filter, Part, PlaceCounts, Selection};
use jiuwen::store::{ArticleSet, Index, Reader, Search, Store};
use rusqlite::Connection;

use crate::filters::Sort;
use timeline::{median, ms};

/// What every view shows.
struct Counts {
    days: DayCounts,
    places: PlaceCounts,
    facets: Facets,
}

fn counts(reader: &Reader, index: &Index, archive: &Archive, filter: &Filter) -> Result<(Selection, Counts)> {
    let search = Search { reader, index, wanted: &|| true };
    let selection = Selection::new(&search, archive, filter)?.ok().context("nobody gave it up")?;
    let days = selection.day_counts(index);
    let places = selection.place_counts(reader, index, archive)?;
    let facets = Facets::count(reader, index, &selection)?;
    Ok((selection, Counts { days, places, facets }))
}

/// The tables that SQL counts, and how: `{}` stands for the hits.
struct Sql {
    name: &'static str,
    days: &'static str,
    papers: &'static str,
    kinds: &'static str,
    people: &'static str,
    places: &'static str,
}

const OF_STORE: Sql = Sql {
    name: "the store's tables",
    days: "SELECT date, count(*) FROM {} AS hit JOIN article ON article.id = hit.id
           JOIN page_version AS v ON v.id = version_id JOIN page ON page.id = page_id
           JOIN issue ON issue.id = issue_id WHERE v.current GROUP BY date",
    papers: "SELECT paper.name, count FROM paper JOIN (SELECT paper_id, count(*) AS count
             FROM {} AS hit JOIN article ON article.id = hit.id
             JOIN page_version AS v ON v.id = version_id JOIN page ON page.id = page_id
             JOIN issue ON issue.id = issue_id WHERE v.current GROUP BY paper_id) ON paper_id = paper.id",
    kinds: "SELECT kind, count(*) FROM {} AS hit JOIN article ON article.id = hit.id GROUP BY kind",
    people: "SELECT role || person.name, count FROM person JOIN (SELECT role, person_id, count(*) AS count
             FROM {} AS hit JOIN article_person ON article_id = hit.id GROUP BY role, person_id)
             ON person_id = person.id",
    places: "SELECT (code / @) || '', count(DISTINCT article_id)
             FROM {} AS hit JOIN place_mention ON article_id = hit.id GROUP BY code / @",
};

const FLAT: Sql = Sql {
    name: "a flat table in memory",
    days: "SELECT date, count(*) FROM {} AS hit JOIN fact ON fact.id = hit.id GROUP BY date",
    papers: "SELECT paper, count(*) FROM {} AS hit JOIN fact ON fact.id = hit.id GROUP BY paper",
    kinds: "SELECT kind, count(*) FROM {} AS hit JOIN fact ON fact.id = hit.id GROUP BY kind",
    people: "SELECT role || name, count FROM name JOIN (SELECT role, person, count(*) AS count
             FROM {} AS hit JOIN signed ON article_id = hit.id GROUP BY role, person) ON person = name.id",
    places: "SELECT (code / @) || '', count(DISTINCT article_id)
             FROM {} AS hit JOIN mention ON article_id = hit.id GROUP BY code / @",
};

const MAKE_FLAT: &str = "ATTACH ':memory:' AS flat;
    CREATE TABLE flat.fact (id INTEGER PRIMARY KEY, date TEXT, paper TEXT, kind TEXT);
    INSERT INTO flat.fact SELECT article.id, date, paper.name, kind FROM article
      JOIN page_version AS v ON v.id = version_id JOIN page ON page.id = page_id JOIN issue ON issue.id = issue_id
      JOIN paper ON paper.id = paper_id
      ORDER BY article.id;
    CREATE TABLE flat.name (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO flat.name SELECT id, name FROM person;
    CREATE TABLE flat.signed (article_id INTEGER, role TEXT, person INTEGER, PRIMARY KEY (article_id, role, person))
      WITHOUT ROWID;
    INSERT OR IGNORE INTO flat.signed SELECT article_id, role, person_id FROM article_person ORDER BY 1, 2, 3;
    CREATE TABLE flat.mention (article_id INTEGER, code INTEGER, PRIMARY KEY (article_id, code)) WITHOUT ROWID;
    INSERT INTO flat.mention SELECT DISTINCT article_id, code FROM place_mention ORDER BY 1, 2;";

type Grouped = HashMap<String, u32>;

/// What SQL counted.
struct Groups {
    days: Grouped,
    papers: Grouped,
    kinds: Grouped,
    people: Grouped,
    /// Communities, streets, the area.
    places: [Grouped; 3],
}

impl Sql {
    fn count(&self, connection: &Connection, hits: &BTreeMap<&str, String>) -> Result<Groups> {
        let group = |statement: &str, part: &str| -> Result<Grouped> {
            let hits = hits.get(part).or(hits.get("")).context("the hits")?;
            let mut select = connection.prepare_cached(&statement.replace("{}", hits))?;
            Ok(select
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?)
        };
        let places = |divisor: &str| group(&self.places.replace('@', divisor), "places");
        Ok(Groups {
            days: group(self.days, "time")?,
            papers: group(self.papers, "papers")?,
            kinds: group(self.kinds, "kind")?,
            people: group(self.people, "people")?,
            places: [places("1")?, places("1000")?, places("1000000")?],
        })
    }
}

/// The hits of each part as SQL reads them: a temporary table, or all articles.
fn give_hits(
    connection: &Connection,
    reader: &Reader,
    index: &Index,
    filter: &Filter,
    selection: &Selection,
) -> Result<BTreeMap<&'static str, String>> {
    let mut given = BTreeMap::new();
    let mut give = |name: &'static str, set: &ArticleSet| -> Result<()> {
        if set.len() == index.all().len() {
            given.insert(name, "(SELECT id FROM article)".to_owned());
            return Ok(());
        }
        let table = format!("hits_{name}");
        connection.execute_batch(&format!(
            "DROP TABLE IF EXISTS temp.{table}; CREATE TEMP TABLE {table} (id INTEGER PRIMARY KEY)"
        ))?;
        let transaction = connection.unchecked_transaction()?;
        let mut ids: Vec<i64> = index.newest(reader, set, usize::MAX)?.iter().map(|hit| hit.id.0).collect();
        ids.sort_unstable();
        for id in ids {
            transaction.prepare_cached(&format!("INSERT INTO {table} VALUES (?1)"))?.execute([id])?;
        }
        transaction.commit()?;
        given.insert(name, table);
        Ok(())
    };
    give("", &selection.hits())?;
    if !filter.time.is_any() {
        give("time", &selection.but(Part::Time))?;
    }
    if !filter.places.is_empty() {
        give("places", &selection.but(Part::Places))?;
    }
    Ok(given)
}

/// Whether both counted the same.
fn compare(counts: &Counts, groups: &Groups) -> Result<()> {
    for (day, count) in &groups.days {
        let day = day.parse()?;
        let bar = counts.days.bar(jiuwen::model::DateRange { from: day, to: day });
        ensure!(bar.passing == *count, "{day}: {} and {count}", bar.passing);
    }
    let sum: u32 = groups.days.values().sum();
    ensure!(counts.days.within(&DateRanges::default()).passing == sum, "days");
    let of = |level: &Grouped, code: &str| level.get(code).copied().unwrap_or_default();
    for (code, count) in &counts.places.by_code {
        let known: u32 = groups.places.iter().map(|level| of(level, &code.to_string())).sum();
        ensure!(known == *count, "{code}: {count} and {known}");
    }
    let papers: Grouped = counts.facets.papers.iter().cloned().collect();
    ensure!(papers == groups.papers, "papers");
    let kinds: u32 = counts.facets.kinds.iter().map(|(_, count)| count).sum();
    ensure!(kinds == groups.kinds.values().sum::<u32>(), "kinds");
    for (role, names) in &counts.facets.people {
        let role = match role {
            PersonRole::Reporter => "reporter",
            PersonRole::Correspondent => "correspondent",
            PersonRole::Photographer => "photographer",
            PersonRole::Author => "author",
            PersonRole::Named => "named",
        };
        for (name, count) in names {
            ensure!(groups.people.get(&format!("{role}{name}")) == Some(count), "{role}{name}");
        }
    }
    Ok(())
}

/// The better of two: the first reads what the second finds in memory.
fn best(connection: &Connection, sql: &Sql, hits: &BTreeMap<&str, String>) -> Result<(Duration, Groups)> {
    sql.count(connection, hits)?;
    let begun = Instant::now();
    let groups = sql.count(connection, hits)?;
    Ok((begun.elapsed(), groups))
}

/// Counts for every filter, compares and prints.
pub fn measure(path: &Path, sorts: &[Sort]) -> Result<()> {
    let store = Store::open(path)?;
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "cache_size", -1_000_000)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.execute_batch(MAKE_FLAT)?;
    let archive = store.search(|reader, index| Archive::load(reader, index))?;
    let days = store.search(|reader, index| {
        // The columns are read once, when a window opens.
        counts(reader, index, &archive, &Filter::default())
            .map(|(_, counts)| counts.days.span())
            .map_err(no_store)
    })?;
    println!(
        "{} articles, {} places, {:?} – {:?}",
        archive.totals().articles,
        archive.places().len(),
        days.map(|days| days.from),
        days.map_or(day_of_number(0), |days| days.to)
    );
    let mut all: [Vec<f64>; 2] = Default::default();
    for sort in sorts {
        let mut ours = Vec::new();
        let mut theirs: [Vec<f64>; 2] = Default::default();
        let mut hits = Vec::new();
        for filter in &sort.filters {
            let (selection, counted, took) = store.search(|reader, index| {
                let begun = Instant::now();
                let (selection, counted) = counts(reader, index, &archive, filter).map_err(no_store)?;
                Ok((selection, counted, begun.elapsed()))
            })?;
            ours.push(ms(took));
            hits.push(selection.hits().len() as f64);
            let given = store.search(|reader, index| {
                give_hits(&connection, reader, index, filter, &selection).map_err(no_store)
            })?;
            for (times, sql) in theirs.iter_mut().zip([&OF_STORE, &FLAT]) {
                let (time, groups) = best(&connection, sql, &given)?;
                compare(&counted, &groups).with_context(|| format!("{filter:?}"))?;
                times.push(ms(time));
            }
        }
        for (all, times) in all.iter_mut().zip(&theirs) {
            all.extend(times.iter().zip(&ours).map(|(sql, ours)| sql / ours));
        }
        let [store, flat] = theirs;
        println!(
            "{:<14} {} filters, {:>7.0} hits: 旧闻 {:.2} ms, SQL {:.1} ms, SQL on a flat table {:.1} ms",
            sort.name,
            ours.len(),
            median(hits),
            median(ours),
            median(store),
            median(flat)
        );
    }
    for (ratios, sql) in all.into_iter().zip([OF_STORE, FLAT]) {
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        println!("RATIO sql/jiuwen {:.1} (least {least:.1}), {}", median(ratios), sql.name);
    }
    Ok(())
}

fn no_store(error: anyhow::Error) -> jiuwen::store::StoreError {
    eprintln!("{error:#}");
    jiuwen::store::StoreError::IndexDamaged
}
