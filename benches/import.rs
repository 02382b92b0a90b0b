//! Where the time of a large import goes, on one core for the shares and on all of them for the whole:
//! `cargo bench --bench import [-- pages]`

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

#[path = "../tests/it/generate.rs"]
mod generate;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiuwen::import::{Habits, PlaceFinder, SourceFile, decode, event_dates, read_document};
use jiuwen::jobs::{Cancel, Request, Unseen, import_files, places_of_area};
use jiuwen::model::{Date, PageReading, PlaceCode};
use jiuwen::store::{NewPage, Store, StoreError};

fn timed<T>(total: &mut Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let value = work();
    *total += begun.elapsed();
    value
}

fn new_store(path: &Path) -> Store {
    let store = Store::open_or_create(path).expect("a store");
    let area = PlaceCode::parse("330302").expect("a code");
    let places = places_of_area(area).expect("the list");
    store.write(|w| w.set_area(area, &places)).expect("an area");
    store
}

/// One page after the other on one core, each step timed by itself.
#[derive(Default)]
struct Split {
    files: Duration,
    reading: Duration,
    places: Duration,
    storing: Duration,
    indexing: Duration,
    writing: Duration,
}

impl Split {
    fn page(&mut self, store: &Store, source: &SourceFile, part: usize, mut reading: PageReading) {
        let date: Date = reading.head.date.as_ref().expect("a date").date;
        let number = reading.head.number.clone().expect("a number");
        let mut bare = reading.items.clone();
        for item in &mut reading.items {
            item.events = timed(&mut self.places, || event_dates(item, date));
        }
        for item in &mut bare {
            (item.people, item.places, item.events) = Default::default();
        }
        let whole = NewPage {
            source,
            encoding: "UTF-8",
            part,
            paper: reading.head.paper.as_deref().expect("a paper"),
            date,
            number: &number,
            name: None,
            issue: None,
            items: &reading.items,
            remarks: &reading.remarks,
            pictures: &[],
            sheet: None,
            current: true,
        };
        // The same page without its index rows beside the page with them: the difference is the index. Both are
        // undone, after a first go that brings the store's pages into memory.
        let plain = NewPage { items: &bare, ..whole };
        let undone = |page: &NewPage, time: &mut Duration| {
            let undone: Result<(), StoreError> = store.write(|w| {
                timed(time, || w.add_page(page))?;
                Err(StoreError::Busy)
            });
            assert!(undone.is_err());
        };
        let (mut first, mut without, mut with) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        undone(&whole, &mut first);
        undone(&plain, &mut without);
        undone(&whole, &mut with);
        timed(&mut self.writing, || store.write(|w| w.add_page(&whole))).expect("a page");
        self.storing += without;
        self.indexing += with.saturating_sub(without);
    }
}

fn main() {
    let count = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(5_000);
    let folder = tempfile::tempdir().expect("a folder");
    let files = generate::folder(&folder.path().join("pages"), count);
    let bytes: u64 = files.iter().map(|file| std::fs::metadata(file).expect("a file").len()).sum();
    let mb = bytes as f64 / 1e6;
    println!("{count} pages in {} files, {mb:.1} MB", files.len());
    split(&folder.path().join("split.jiuwen"), &files, mb);
    whole(folder.path(), count, mb);
}

fn split(path: &Path, files: &[PathBuf], mb: f64) {
    let store = new_store(path);
    let finder: PlaceFinder = store.read(|r| r.place_finder()).expect("places");
    let mut split = Split::default();
    let mut decoding = Duration::ZERO;
    let begun = Instant::now();
    for file in files {
        let source = timed(&mut split.files, || SourceFile::read(file, u64::MAX)).expect("a file");
        timed(&mut decoding, || decode(&source.bytes).expect("text").text.lines().count());
        let document = timed(&mut split.reading, || read_document(&source, None, &Habits::default()));
        for (part, page) in document.expect("pages").pages.into_iter().enumerate() {
            let mut reading = page.reading;
            timed(&mut split.places, || reading.find_places(&finder));
            split.page(&store, &source, part, reading);
        }
    }
    let all = begun.elapsed();
    println!("one core, page by page, in all {:.2} s", all.as_secs_f64());
    for (name, time) in [
        ("file and fingerprint", split.files),
        ("decoding and grammar", split.reading),
        ("places and dates", split.places),
        ("storing text and source", split.storing),
        ("index rows (people, places, dates)", split.indexing),
        ("the two again, with the commit", split.writing),
    ] {
        println!("  {name}: {:.2} s, {:.1} MB/s", time.as_secs_f64(), mb / time.as_secs_f64());
    }
    println!("RATIO grammar/decoding {:.1}", split.reading.as_secs_f64() / decoding.as_secs_f64());
}

/// The import as the program does it.
fn whole(folder: &Path, count: usize, mb: f64) {
    let store = new_store(&folder.join("whole.jiuwen"));
    let request =
        Request { paths: vec![folder.join("pages")], unseen: Unseen::Decided, ..Request::default() };
    let begun = Instant::now();
    import_files(&store, &request, &Cancel::default(), |_| ()).expect("an import");
    let time = begun.elapsed().as_secs_f64();
    let articles = store.search(|_, index| Ok(index.len())).expect("an index");
    println!(
        "whole import on {} cores: {time:.2} s, {:.0} pages/s, {:.1} MB/s, {} articles",
        std::thread::available_parallelism().map_or(1, usize::from),
        count as f64 / time,
        mb / time,
        articles
    );
}
