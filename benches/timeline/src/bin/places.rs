//! What edits of places cost in a store of a million articles:
//! `cd benches/timeline && cargo run --release --bin places -- COPY_OF_A_STORE`
//!
//! The store is changed: give it a copy of what the timeline bench makes. Three parts: the preview of a new name beside
//! a scan of all text; a merge of two places; a new name found in all articles. While the last two run, one thread
//! counts places and another writes, and the longest that either waited is printed.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use jiuwen::jobs::read_anew;
use jiuwen::model::{NameKind, PlaceCode, PlaceEdit, PlaceName, Validity};
use jiuwen::query::preview_name;
use jiuwen::store::{Label, Search, Store};
use rusqlite::Connection;

/// How often each preview is asked for.
const TIMES: usize = 7;

fn main() -> Result<()> {
    let path = PathBuf::from(std::env::args().nth(1).context("places COPY_OF_A_STORE")?);
    let begun = Instant::now();
    let store = Store::open(&path)?;
    if store.waiting_for_index()? > 0 {
        store.index_all(&mut |_| true)?;
        store.settle();
        println!("indexed in {:.0} s", begun.elapsed().as_secs_f64());
    }
    let places = communities(&store)?;
    let names = names(&store)?;
    previews(&path, &store, places[0].0, &names)?;
    merge(&store, places[0], places[1])?;
    find_name(&store, places[2].0, &names[2])
}

/// The communities by how many articles name them, the most frequent first.
fn communities(store: &Store) -> Result<Vec<(PlaceCode, u32)>> {
    let counts = store.search(|reader, index| index.count_places(reader, &index.all()))?;
    let mut places: Vec<_> =
        counts.into_iter().filter(|(code, _)| code.parent().is_some_and(|p| p.number() > 999_999)).collect();
    places.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    ensure!(places.len() > 2, "three communities");
    Ok(places)
}

/// Words of two characters from frequent to rare, and two words together.
fn names(store: &Store) -> Result<Vec<String>> {
    let headlines = store.search(|reader, index| {
        let newest = index.newest(reader, &index.all(), 4000)?;
        newest.iter().map(|hit| reader.headline(hit.id)).collect::<jiuwen::store::Result<Vec<_>>>()
    })?;
    let word = |headline: &String, from, len| headline.chars().skip(from).take(len).collect::<String>();
    let mut words: Vec<(u64, String)> = Vec::new();
    for name in headlines.iter().take(200).map(|headline| word(headline, 2, 2)) {
        words.push((count(store, &name)?, name));
    }
    words.sort();
    words.dedup();
    let at = |percent: usize| words[(words.len() - 1) * percent / 100].1.clone();
    Ok(vec![at(100), at(75), at(45), at(5), word(&headlines[7], 2, 4)])
}

fn count(store: &Store, name: &str) -> Result<u64> {
    let found = store.search(|reader, index| {
        let search = Search { reader, index, wanted: &|| true };
        let pattern = jiuwen::text::Pattern::literal(name);
        search.find(jiuwen::model::Zone::All, &pattern, jiuwen::text::Folding::ALL)
    })?;
    Ok(found.ok().context("nobody gave it up")?.set.len())
}

fn previews(path: &Path, store: &Store, code: PlaceCode, names: &[String]) -> Result<()> {
    println!(
        "\npreview of a name: articles, median and longest of {TIMES}, a scan of all text, times faster"
    );
    let connection = Connection::open(path)?;
    for name in names {
        let mut times = Vec::new();
        let mut articles = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            let preview = store.search(|reader, index| {
                let search = Search { reader, index, wanted: &|| true };
                preview_name(&search, &reader.authority()?, name, code, 12)
            })?;
            times.push(begun.elapsed());
            articles = preview.ok().context("nobody gave it up")?.articles;
        }
        times.sort();
        let (scanned, found) = scan(&connection, name)?;
        ensure!(found == articles, "{name}: {articles} by the index, {found} by the scan");
        let (middle, longest) = (times[TIMES / 2], times[TIMES - 1]);
        println!(
            "{name}  {articles:>8}  {:>8.2} ms  {:>8.2} ms  {:>8.0} ms  {:>8.0} x ({:.0} x of the longest)",
            ms(middle),
            ms(longest),
            ms(scanned),
            scanned.as_secs_f64() / middle.as_secs_f64(),
            scanned.as_secs_f64() / longest.as_secs_f64(),
        );
    }
    Ok(())
}

/// Looks through the text of every article, bytes as they are; the store is in the memory of the system by then.
fn scan(connection: &Connection, name: &str) -> Result<(Duration, u64)> {
    let begun = Instant::now();
    let mut select = connection.prepare(
        "SELECT headline, body, coalesce((SELECT caption FROM photo WHERE article_id = article.id), '') FROM article",
    )?;
    let mut rows = select.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let has = |column: usize| -> Result<bool> { Ok(row.get_ref(column)?.as_str()?.contains(name)) };
        found += u64::from(has(0)? || has(1)? || has(2)?);
    }
    Ok((begun.elapsed(), found))
}

fn merge(store: &Store, from: (PlaceCode, u32), into: (PlaceCode, u32)) -> Result<()> {
    println!("\nmerge of a place with {} articles into one with {}", from.1, into.1);
    let both = store.search(|reader, index| {
        let mut both = index.labelled(reader, &Label::Place(from.0))?;
        both.add(&index.labelled(reader, &Label::Place(into.0))?);
        Ok(both.len())
    })?;
    let ((took, first), waits) = meanwhile(store, || {
        let begun = Instant::now();
        store.write(|w| w.edit_place(&PlaceEdit::Merge { from: from.0, into: into.0 }))?;
        let took = begun.elapsed();
        let counts = store.search(|reader, index| index.count_places(reader, &index.all()))?;
        let first = begun.elapsed() - took;
        ensure!(counts.get(&into.0).map(|count| u64::from(*count)) == Some(both), "all count for the second");
        ensure!(!counts.contains_key(&from.0), "none counts for the first");
        read_anew(store, &mut |_| true)?;
        Ok((took, first))
    })?;
    println!(
        "the edit holds the writer for {:.2} ms, the counts after it take {:.2} ms; {waits}",
        ms(took),
        ms(first)
    );
    let begun = Instant::now();
    store.write(|w| w.undo_place_edit())?;
    println!("undone in {:.2} ms", ms(begun.elapsed()));
    let counts = store.search(|reader, index| index.count_places(reader, &index.all()))?;
    ensure!(counts.get(&from.0) == Some(&from.1) && counts.get(&into.0) == Some(&into.1), "as before");
    Ok(())
}

fn find_name(store: &Store, code: PlaceCode, name: &str) -> Result<()> {
    let articles = count(store, name)?;
    println!("\na new name found in {articles} articles");
    let alias = PlaceName { name: name.to_owned(), kind: NameKind::Alias, validity: Validity::default() };
    let begun = Instant::now();
    let (changed, waits) = meanwhile(store, || {
        store.write(|w| w.edit_place(&PlaceEdit::AddName { code, name: alias.clone() }))?;
        read_anew(store, &mut |_| true)?.context("nobody stopped it")
    })?;
    println!("{changed} articles changed and indexed in {:.1} s; {waits}", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Does something while one thread counts places and another writes.
fn meanwhile<T>(store: &Store, work: impl FnOnce() -> Result<T>) -> Result<(T, String)> {
    let done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let reading = threads.spawn(|| {
            longest(&done, || {
                store.search(|reader, index| index.count_places(reader, &index.all()).map(drop))?;
                Ok(())
            })
        });
        let writing = threads.spawn(|| longest(&done, || Ok(store.write(|_| Ok(()))?)));
        let value = work();
        done.store(true, Ordering::Relaxed);
        let (read, reads) = reading.join().ok().context("the reader")??;
        let (write, writes) = writing.join().ok().context("the writer")??;
        let waits = format!(
            "meanwhile the longest of {reads} countings took {:.1} ms, the longest of {writes} writes {:.1} ms",
            ms(read),
            ms(write)
        );
        Ok((value?, waits))
    })
}

/// Does a step until there is no more need; the longest that it took, and how often it was done.
fn longest(done: &AtomicBool, step: impl Fn() -> Result<()>) -> Result<(Duration, usize)> {
    let (mut longest, mut times) = (Duration::ZERO, 0);
    while !done.load(Ordering::Relaxed) {
        let begun = Instant::now();
        step()?;
        longest = longest.max(begun.elapsed());
        times += 1;
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok((longest, times))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
