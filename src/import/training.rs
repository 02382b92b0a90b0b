//! Teaches `weights.tsv` from labelled pages: an averaged structured perceptron (Collins 2002) with a margin, on top of
//! the scores set by hand.
//!
//! `cargo test --release --features training --lib weights -- --nocapture`. `JIUWEN_TRAIN` names other folders of labelled pages than
//! `tests/fixtures/pages`, parted by `:`; `JIUWEN_WEIGHTS` the file that is written. The held-out score is that of pages whose
//! district was left out of the training.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::model::LineRole;

use super::emission::emissions;
use super::features::Credit;
use super::habits::Habits;
use super::layout::{self, Row as TextRow};
use super::learned::{self, LOOKS, Row, Weights, mirror};
use super::plain_text::Text;
use super::roles::{COUNT, NEVER, S, STATES};
use super::transition::{LINKS, Pair, end, start};
use super::{decode, furniture, page_head};

const EPOCHS: usize = 14;
const RATE: f32 = 0.04;
const MARGIN: f32 = 2.0;
/// What is left of every weight after an epoch.
const KEPT: f32 = 0.97;
/// Parts of the districts, one of which is left out at a time.
const PARTS: usize = 5;
/// Weights below this are left out of the table.
const LEAST: f32 = 0.05;

/// A labelled page: what the hand-set scores say of it, and the states that its labels allow.
struct Page {
    area: String,
    emissions: Vec<Row>,
    steps: Vec<[Row; COUNT]>,
    looks: Vec<u128>,
    allowed: Vec<[bool; COUNT]>,
    labels: Vec<String>,
}

fn role_word(role: LineRole) -> String {
    serde_json::to_value(role).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn pages_of(folder: &Path) -> Vec<Page> {
    let Ok(truth) = std::fs::read_to_string(folder.join("truth.json")) else { return Vec::new() };
    let truth: Value = serde_json::from_str(&truth).unwrap_or_default();
    let file = folder.join("source").join(truth["file"].as_str().unwrap_or_default());
    if truth["layout"] == "html" || !file.is_file() {
        return Vec::new();
    }
    let Some(decoded) = std::fs::read(&file).ok().and_then(|bytes| decode(&bytes).ok()) else {
        return Vec::new();
    };
    let mut labels: BTreeMap<u64, &str> = BTreeMap::new();
    for line in truth["pages"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|page| page["lines"].as_array().into_iter().flatten())
    {
        labels.insert(line[0].as_u64().unwrap_or_default(), line[1].as_str().unwrap_or_default());
    }
    let rows = layout::rows(&decoded.text);
    let area = truth["area"].as_str().unwrap_or_default().to_owned();
    let pages = page_head::pages(&rows);
    pages.iter().filter_map(|page| one_page(&page.body, &labels, &area)).collect()
}

fn one_page(rows: &[TextRow], labels: &BTreeMap<u64, &str>, area: &str) -> Option<Page> {
    let body: Vec<TextRow> = rows.iter().filter(|row| !furniture::is_furniture(row.text)).copied().collect();
    let text = Text::new(&body);
    let (looked, setting) = text.look(&Habits::default(), None);
    let label = |at: usize| {
        text.stretches
            .get(at)
            .and_then(|s| labels.get(&(body[s.first].number as u64)))
            .copied()
            .unwrap_or_default()
    };
    if looked.len() < 2 || labels.is_empty() {
        return None;
    }
    let mut hand: Vec<Row> = looked.iter().map(|stretch| emissions(stretch, setting)).collect();
    let mut steps = Vec::new();
    for pair in looked.windows(2) {
        let pair = Pair::new(&pair[0], &pair[1], setting);
        let from = |next: usize, before: usize| {
            LINKS[next][before].as_ref().map_or(NEVER, |link| pair.by_hand(link))
        };
        steps.push(std::array::from_fn(|next| std::array::from_fn(|before| from(next, before))));
    }
    let last = looked.len() - 1;
    for state in STATES {
        hand[0][state as usize] += start(state, &looked[0].features);
        hand[last][state as usize] += end(state, &looked[last].features);
    }
    let allowed = (0..looked.len())
        .map(|at| {
            let shared = looked[at].features.credit == Credit::Shared;
            let mut allowed = STATES.map(|s: S| {
                role_word(s.role()) == label(at)
                    || (shared && label(at) == "byline" && s.role() == LineRole::Credit)
            });
            if !STATES.iter().any(|s| allowed[*s as usize] && hand[at][*s as usize] > NEVER / 2.0) {
                allowed = [true; COUNT];
            }
            allowed
        })
        .collect();
    let labels = (0..looked.len()).map(|at| label(at).to_owned()).collect();
    Some(Page {
        area: area.to_owned(),
        emissions: hand,
        steps,
        looks: learned::masks(&looked),
        allowed,
        labels,
    })
}

/// The best chain; `cost` speaks for or against a state of a stretch.
fn best(page: &Page, weights: &Weights, cost: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut scores: Vec<Row> = Vec::new();
    let mut from: Vec<[usize; COUNT]> = Vec::new();
    for at in 0..page.emissions.len() {
        let mut here = [0.0; COUNT];
        weights.add(&page.looks, at, &mut here);
        mirror(&mut here);
        let mut back = [0; COUNT];
        for s in 0..COUNT {
            here[s] += page.emissions[at][s] + cost(at, s);
            if let (Some(before), Some(steps)) = (scores.last(), at.checked_sub(1).map(|at| &page.steps[at]))
            {
                let plain = STATES[s].plain() as usize;
                let step =
                    |p: usize| before[p] + steps[s][p] + weights.steps[plain][STATES[p].plain() as usize];
                let top = (0..COUNT).max_by(|a, b| step(*a).total_cmp(&step(*b))).unwrap_or(0);
                here[s] += step(top);
                back[s] = top;
            }
        }
        scores.push(here);
        from.push(back);
    }
    let last = scores.len() - 1;
    let mut state = (0..COUNT).max_by(|a, b| scores[last][*a].total_cmp(&scores[last][*b])).unwrap_or(0);
    let mut path = vec![state];
    for at in (1..=last).rev() {
        state = from[at][state];
        path.push(state);
    }
    path.reverse();
    path
}

fn update(weights: &mut Weights, page: &Page, path: &[usize], by: f32) {
    let mask = |at: Option<usize>| at.and_then(|at| page.looks.get(at)).copied().unwrap_or_default();
    for (at, state) in path.iter().enumerate() {
        let plain = STATES[*state].plain() as usize;
        let around = [mask(Some(at)), mask(at.checked_sub(1)), mask(Some(at + 1)), mask(Some(at + 2))];
        for (place, looks) in around.into_iter().enumerate() {
            for look in (0..LOOKS.len()).filter(|look| looks >> look & 1 == 1) {
                weights.looks[place * LOOKS.len() + look][plain] += by;
            }
        }
        if at > 0 {
            weights.steps[plain][STATES[path[at - 1]].plain() as usize] += by;
        }
    }
}

fn train<'a>(pages: impl Iterator<Item = &'a Page> + Clone) -> Weights {
    let mut weights = Weights::none();
    let mut sum = Weights::none();
    for epoch in 0..EPOCHS {
        for page in pages.clone() {
            let wrong = |at: usize, s: usize| if page.allowed[at][s] { 0.0 } else { MARGIN };
            let read = best(page, &weights, wrong);
            if read.iter().enumerate().all(|(at, s)| page.allowed[at][*s]) {
                continue;
            }
            let right = best(page, &weights, |at, s| if page.allowed[at][s] { 0.0 } else { NEVER });
            update(&mut weights, page, &right, RATE);
            update(&mut weights, page, &read, -RATE);
        }
        for row in weights.looks.iter_mut().chain(&mut weights.steps) {
            row.iter_mut().for_each(|weight| *weight *= KEPT);
        }
        if epoch >= EPOCHS / 2 {
            let all =
                sum.looks.iter_mut().chain(&mut sum.steps).zip(weights.looks.iter().chain(&weights.steps));
            all.for_each(|(sum, row)| sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight));
        }
    }
    let rounds = (EPOCHS - EPOCHS / 2) as f32;
    for row in sum.looks.iter_mut().chain(&mut sum.steps) {
        row.iter_mut().for_each(|weight| *weight /= rounds);
    }
    sum
}

/// Lines that are read as their labels say, and all.
fn score<'a>(pages: impl Iterator<Item = &'a Page>, weights: &Weights) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for page in pages {
        let path = best(page, weights, |_, _| 0.0);
        let labelled = (0..path.len()).filter(|at| !page.labels[*at].is_empty());
        for at in labelled {
            all += 1;
            right += usize::from(page.allowed[at][path[at]]);
        }
    }
    (right, all)
}

fn write_table(weights: &Weights, file: &Path) -> std::io::Result<()> {
    let plain: Vec<S> = learned::plain_states().collect();
    let mut table = "look".to_owned();
    for state in &plain {
        let _ = write!(table, "\t{state:?}");
    }
    table.push('\n');
    let steps = plain.iter().map(|state| format!("into {state:?}"));
    for (name, row) in learned::row_names().zip(&weights.looks).chain(steps.zip(&weights.steps)) {
        let row: Vec<f32> = plain.iter().map(|state| row[*state as usize]).collect();
        if row.iter().all(|weight| weight.abs() < LEAST) {
            continue;
        }
        table.push_str(&name);
        for weight in row {
            let _ = if weight.abs() < LEAST { write!(table, "\t") } else { write!(table, "\t{weight:.2}") };
        }
        table.push('\n');
    }
    std::fs::write(file, table)
}

#[test]
fn weights_are_taught_by_the_labelled_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::env::var("JIUWEN_TRAIN")
        .unwrap_or_else(|_| root.join("tests/fixtures/pages").to_string_lossy().into_owned());
    let mut paths: Vec<PathBuf> = folders
        .split(':')
        .flat_map(|folder| std::fs::read_dir(folder).expect("labelled pages"))
        .map(|entry| entry.expect("a folder").path())
        .collect();
    paths.sort();
    let pages: Vec<Page> = paths.iter().flat_map(|path| pages_of(path)).collect();
    let mut areas: Vec<&str> = pages.iter().map(|page| page.area.as_str()).collect();
    areas.sort_unstable();
    areas.dedup();
    let part = |page: &Page| areas.iter().position(|area| *area == page.area).unwrap_or_default() % PARTS;
    let (mut held, mut all) = (0, 0);
    for out in 0..PARTS {
        let weights = train(pages.iter().filter(|page| part(page) != out));
        let (right, lines) = score(pages.iter().filter(|page| part(page) == out), &weights);
        (held, all) = (held + right, all + lines);
    }
    let share = |(right, lines): (usize, usize)| 100.0 * right as f64 / lines as f64;
    let weights = train(pages.iter());
    println!("{} pages, {} districts, {all} stretches", pages.len(), areas.len());
    let by_hand = share(score(pages.iter(), &Weights::none()));
    println!("by hand {by_hand:.2} %");
    println!("held out by district {:.2} %", share((held, all)));
    assert!(share((held, all)) > by_hand, "what is learned reads districts it has not seen worse");
    println!("on the pages that taught {:.2} %", share(score(pages.iter(), &weights)));
    let file =
        std::env::var_os("JIUWEN_WEIGHTS").map_or_else(|| root.join("src/import/weights.tsv"), PathBuf::from);
    write_table(&weights, &file).expect("a table");
}
