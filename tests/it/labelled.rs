//! The labelled pages of `tests/fixtures/pages`: what a careful reader makes of each beside what we make of it, and
//! beside what a plain splitter makes of it (blank lines part items, the first line is the headline).
//!
//! `JIUWEN_PAGES=folder` measures another set, `JIUWEN_ERRORS=1` names every error. `tests/fixtures/unseen` was never
//! tuned on: measure it by its totals only, or it is seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiuwen::import::{Habits, PlaceFinder, SourceFile, SourceKind, collect, read_document};
use jiuwen::jobs::places_of_area;
use jiuwen::model::{Item, PageReading, PersonRole, PlaceCode};
use serde_json::Value;

use crate::support::project;

/// What is measured, in the order of the table.
const CATEGORIES: [&str; 11] = [
    "item boundaries",
    "roles of lines",
    "titles",
    "paragraphs",
    "people and roles",
    "photo credits",
    "captions",
    "date",
    "page and name",
    "paper",
    "places",
];

/// Facts of one page: category, the item they belong to, and the fact itself.
type Facts = BTreeSet<(usize, String, String)>;

#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    missing: usize,
    wrong: usize,
    silent: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missing)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn head(text: &str) -> String {
    bare(text).chars().take(12).collect()
}

fn tail(text: &str) -> String {
    let text = bare(text);
    let skip = text.chars().count().saturating_sub(12);
    text.chars().skip(skip).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An item, whoever read it.
struct Plain {
    titles: [Option<String>; 3],
    paragraphs: Vec<String>,
    people: Vec<(&'static str, String)>,
    photos: Vec<(String, Vec<String>)>,
    places: Vec<String>,
}

const PEOPLE: [(&str, PersonRole); 4] = [
    ("correspondents", PersonRole::Correspondent),
    ("reporters", PersonRole::Reporter),
    ("authors", PersonRole::Author),
    ("photographers", PersonRole::Photographer),
];

fn of_truth(item: &Value) -> Plain {
    let text = |key: &str| item[key].as_str().map(str::to_owned);
    let photos = item["photos"].as_array().into_iter().flatten();
    Plain {
        titles: [text("kicker"), text("headline"), text("subtitle")],
        paragraphs: strings(&item["paragraphs"]),
        people: PEOPLE
            .iter()
            .flat_map(|(key, _)| strings(&item[*key]).into_iter().map(move |name| (*key, name)))
            .collect(),
        photos: photos
            .map(|photo| {
                (photo["caption"].as_str().unwrap_or_default().to_owned(), strings(&photo["photographers"]))
            })
            .collect(),
        places: strings(&item["places"]),
    }
}

fn of_item(item: &Item) -> Plain {
    Plain {
        titles: [item.kicker.clone(), Some(item.headline.clone()), item.subtitle.clone()],
        paragraphs: item.paragraphs.clone(),
        people: PEOPLE
            .iter()
            .flat_map(|(key, role)| item.names(*role).map(move |name| (*key, name.to_owned())))
            .collect(),
        photos: item
            .photos
            .iter()
            .map(|photo| (photo.caption.clone(), photo.photographers.clone()))
            .collect(),
        places: item.places.iter().map(|place| place.name.clone()).collect(),
    }
}

fn add_item(facts: &mut Facts, item: &Plain) {
    let texts: Vec<&String> =
        item.paragraphs.iter().chain(item.photos.iter().map(|(caption, _)| caption)).collect();
    let Some(first) = texts.first() else { return };
    let key = head(first);
    let begin = item.titles.iter().flatten().next().map_or(key.clone(), |title| head(title));
    let last = texts.last().map(|text| tail(text)).unwrap_or_default();
    facts.insert((0, key.clone(), format!("{begin} … {last}")));
    for (word, title) in ["引题", "主题", "副题"].iter().zip(&item.titles) {
        // A headline of a piece that has none is made of its first words.
        if let Some(title) =
            title.as_ref().filter(|title| !bare(first).starts_with(&bare(title.trim_end_matches('…'))))
        {
            facts.insert((2, key.clone(), format!("{word} {}", bare(title))));
        }
    }
    for paragraph in &item.paragraphs {
        facts.insert((3, key.clone(), bare(paragraph)));
    }
    for (role, name) in &item.people {
        facts.insert((4, key.clone(), format!("{role} {name}")));
    }
    for (caption, photographers) in &item.photos {
        facts.insert((6, key.clone(), bare(caption)));
        for name in photographers {
            facts.insert((5, key.clone(), format!("{} {name}", head(caption))));
        }
    }
    for name in item.places.iter().filter(|name| !name.ends_with('省')) {
        facts.insert((10, key.clone(), name.clone()));
    }
}

fn truth_facts(page: &Value) -> Facts {
    let mut facts = Facts::new();
    for item in page["items"].as_array().into_iter().flatten() {
        add_item(&mut facts, &of_truth(item));
    }
    for line in page["lines"].as_array().into_iter().flatten() {
        let role = line[1].as_str().unwrap_or_default();
        facts.insert((1, line[0].to_string(), same_role(role).to_owned()));
    }
    for (category, key) in [(7, "date"), (8, "number"), (8, "name"), (9, "paper")] {
        if let Some(value) = page[key].as_str() {
            facts.insert((category, key.to_owned(), value.to_owned()));
        }
    }
    facts
}

/// Masthead, date line and page head are often one line: which of the three it is decides nothing.
fn same_role(role: &str) -> &str {
    match role {
        "masthead" | "date_line" => "page_head",
        role => role,
    }
}

fn page_facts(page: &PageReading) -> Facts {
    let mut facts = Facts::new();
    for item in &page.items {
        add_item(&mut facts, &of_item(item));
    }
    for line in &page.lines {
        let role = serde_json::to_value(line.role).expect("a role");
        facts.insert((1, line.number.to_string(), same_role(role.as_str().expect("a word")).to_owned()));
    }
    let given = page.head.date.as_ref().filter(|date| date.given).map(|date| date.date.to_string());
    let head = [
        (7, "date", given),
        (8, "number", page.head.number.clone()),
        (8, "name", page.head.name.clone()),
        (9, "paper", page.head.paper.clone()),
    ];
    for (category, key, value) in head {
        facts.extend(value.map(|value| (category, key.to_owned(), value)));
    }
    facts
}

/// The baseline: blank lines part items, the first line of each is its headline, the rest its text.
fn split_plainly(text: &str) -> Facts {
    let mut facts = Facts::new();
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).collect();
    for block in lines.split(|(_, line)| line.is_empty()).filter(|block| !block.is_empty()) {
        let texts: Vec<String> = block.iter().map(|(_, line)| (*line).to_owned()).collect();
        for (at, (number, _)) in block.iter().enumerate() {
            let role = if at == 0 && block.len() > 1 { "headline" } else { "body" };
            facts.insert((1, number.to_string(), role.to_owned()));
        }
        let titled = texts.len() > 1;
        add_item(
            &mut facts,
            &Plain {
                titles: [None, titled.then(|| texts[0].clone()), None],
                paragraphs: texts[usize::from(titled)..].to_vec(),
                people: Vec::new(),
                photos: Vec::new(),
                places: Vec::new(),
            },
        );
    }
    facts
}

/// Counts what is right, missing and wrong; `doubted` says whether a doubt stands beside a fact.
fn compare(
    scores: &mut [Score],
    truth: &Facts,
    found: &Facts,
    lines_known: bool,
    name: &str,
    doubted: impl Fn(&(usize, String, String)) -> bool,
) {
    let show = std::env::var_os("JIUWEN_ERRORS").is_some() && !name.is_empty();
    for (fact, missing) in
        truth.difference(found).map(|f| (f, true)).chain(found.difference(truth).map(|f| (f, false)))
    {
        if fact.0 == 1 && !lines_known {
            continue;
        }
        let score = &mut scores[fact.0];
        *(if missing { &mut score.missing } else { &mut score.wrong }) += 1;
        let silent = !doubted(fact);
        score.silent += usize::from(silent);
        if show {
            let sign = if missing { "missing" } else { "wrong  " };
            let doubt = if silent { "SILENT" } else { "doubted" };
            println!("{name}  {sign} {doubt} {:16} {} | {}", CATEGORIES[fact.0], fact.1, fact.2);
        }
    }
    for fact in truth.intersection(found) {
        scores[fact.0].right += 1;
    }
}

/// The pages of what was handed in, in order; articles of one page in several files put together.
fn read_all(
    source: &Path,
    area: PlaceCode,
    finders: &mut BTreeMap<PlaceCode, PlaceFinder>,
) -> Vec<PageReading> {
    let finder = finders
        .entry(area)
        .or_insert_with(|| PlaceFinder::new(&places_of_area(area).expect("an area of the list")));
    let (files, failed) = collect(&[source.to_owned()]);
    assert!(failed.is_empty(), "{failed:?}");
    let mut pages: Vec<PageReading> = Vec::new();
    for path in files.into_iter().filter(|path| SourceKind::of(path) != Some(SourceKind::Picture)) {
        let file = SourceFile::read(&path, 1 << 26).expect("a file");
        let document = read_document(&file, None, &Habits::default()).expect("a file that can be read");
        for mut page in document.pages.into_iter().map(|page| page.reading) {
            page.find_places(finder);
            let day = |page: &PageReading| page.head.date.as_ref().map(|date| date.date);
            let html = path.extension().is_some_and(|ending| ending.to_string_lossy().starts_with("htm"));
            let same = pages
                .iter_mut()
                .find(|other| html && day(other) == day(&page) && other.head.number == page.head.number);
            match same {
                Some(other) => other.items.append(&mut page.items),
                None => pages.push(page),
            }
        }
    }
    pages
}

fn folder() -> PathBuf {
    std::env::var_os("JIUWEN_PAGES").map_or_else(|| project().join("tests/fixtures/pages"), PathBuf::from)
}

#[test]
fn labelled_pages_are_read_as_careful_readers_read_them() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("labelled pages")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    let (mut ours, mut plain) = ([Score::default(); 11], [Score::default(); 11]);
    let mut finders = BTreeMap::new();
    let (mut pages, mut doubts, mut districts) = (0, 0, BTreeSet::new());
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("truth.json")).expect("a truth");
        let truth: Value = serde_json::from_str(&text).expect("JSON");
        let area = PlaceCode::parse(truth["area"].as_str().expect("an area")).expect("a code");
        districts.insert(area);
        let file = folder.join("source").join(truth["file"].as_str().expect("a file"));
        let readings = read_all(&file, area, &mut finders);
        let truths = truth["pages"].as_array().expect("pages");
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        pages += truths.len();
        doubts += readings.iter().map(doubts_of).sum::<usize>();
        for at in 0..truths.len().max(readings.len()) {
            let wanted = truths.get(at).map(truth_facts).unwrap_or_default();
            let reading = readings.get(at);
            let found = reading.map(page_facts).unwrap_or_default();
            let known = truths
                .get(at)
                .is_some_and(|page| page["lines"].as_array().is_some_and(|lines| !lines.is_empty()));
            compare(&mut ours, &wanted, &found, known, &format!("{name}#{at}"), |fact| {
                reading.is_some_and(|reading| is_doubted(reading, fact))
            });
        }
        if file.is_file() && truth["layout"] != "html" {
            let bytes = std::fs::read(&file).expect("a file");
            let decoded = jiuwen::import::decode(&bytes).expect("text");
            let wanted: Facts = truths.iter().flat_map(truth_facts).collect();
            compare(&mut plain, &wanted, &split_plainly(&decoded.text), true, "", |_| false);
        }
    }
    println!("{pages} pages, {} districts", districts.len());
    println!(
        "{:18} {:>9} {:>9} {:>7} {:>7} {:>8}   plain splitter",
        "", "precision", "recall", "facts", "errors", "silent"
    );
    for (at, category) in CATEGORIES.iter().enumerate() {
        let (score, base) = (ours[at], plain[at]);
        println!(
            "{category:18} {:>8.1}% {:>8.1}% {:>7} {:>7} {:>8}   {:>5.1}% {:>5.1}%",
            score.precision(),
            score.recall(),
            score.right + score.missing,
            score.missing + score.wrong,
            score.silent,
            base.precision(),
            base.recall()
        );
    }
    println!("doubts: {doubts} on {pages} pages");
    if std::env::var_os("JIUWEN_PAGES").is_some() {
        return;
    }
    for (at, category) in CATEGORIES.iter().enumerate() {
        let least = ours[at].precision().min(ours[at].recall());
        assert!(least >= HELD[at], "{category}: {least:.1} % where {} % were held", HELD[at]);
        let silent = ours[at].silent;
        assert!(silent <= SILENT[at], "{category}: {silent} errors without a doubt beside them");
    }
}

/// What has been reached, in percent; the goal is 99 in every category. A change of the grammar may not fall below.
/// `src/import/weights.tsv` was taught by these pages, so the figures flatter: see `training.rs` for those of districts
/// that were held out, and `tests/fixtures/unseen` for pages that nobody looked at.
const HELD: [f64; 11] = [95.7, 98.8, 96.4, 98.4, 97.8, 99.4, 98.8, 100.0, 99.3, 100.0, 99.2];

/// Errors without a doubt beside them that are left; the goal is none.
const SILENT: [usize; 11] = [4, 8, 5, 0, 5, 0, 0, 0, 2, 0, 0];

fn doubts_of(page: &PageReading) -> usize {
    let of_page = page.remarks.iter().filter(|remark| remark.doubt).count();
    of_page + page.items.iter().map(|item| item.doubts().count()).sum::<usize>()
}

/// Whether a doubt stands in the item that a fact belongs to, or at the page; where an item is cut in two, whether it
/// stands at the line where the second half begins.
fn is_doubted(page: &PageReading, fact: &(usize, String, String)) -> bool {
    let of_page = page.remarks.iter().any(|remark| remark.doubt);
    let is_its = |item: &Item| {
        let texts = item.paragraphs.iter().chain(item.photos.iter().map(|photo| &photo.caption));
        // What opens an item may have been read as a title of it: a doubt there stands beside it as well.
        let titles = [item.kicker.as_ref(), Some(&item.headline), item.subtitle.as_ref()];
        let within = texts.into_iter().chain(titles.into_iter().flatten()).any(|text| head(text) == fact.1);
        let lines = fact.1.parse::<usize>().is_ok_and(|line| (item.lines.0..=item.lines.1).contains(&line));
        within || (fact.0 == 1 && lines)
    };
    // Where an item is cut in two, who signs and what stands in the second half is lost to the first.
    let is_of_extent = matches!(fact.0, 0 | 3 | 4 | 10);
    let at_cut = |next: &Item| next.doubts().any(|doubt| doubt.line == next.lines.0);
    let doubted = |(at, item): (usize, &Item)| {
        is_its(item)
            && (item.doubts().next().is_some() || is_of_extent && page.items.get(at + 1).is_some_and(at_cut))
    };
    of_page || page.items.iter().enumerate().any(doubted)
}
