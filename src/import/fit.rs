//! Fits `learned.tsv` to labelled pages: `cargo test --lib fit_the_table -- --ignored --nocapture`.
//!
//! An averaged structured perceptron (Collins 2002): pages are read with the scores set by hand plus the table; where
//! the reading differs from the truth, what speaks for the truth is raised and what speaks for the reading lowered.
//! Districts are left out in turn (cross-validation) to tell how a table reads papers that it has not seen.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::model::LineRole;

use super::emission::emissions;
use super::furniture::is_furniture;
use super::learned::{NAMES, Table, read, seen, title_pair};
use super::roles::{COUNT, NEVER, S, STATES, begins};
use super::transition::{LINKS, Pair, end, start};
use super::{Habits, decode, layout, page_head, plain_text, titles};

/// One page: its scores by hand, what is seen, and what the truth allows.
struct Page {
    name: String,
    district: String,
    emissions: Vec<[f32; COUNT]>,
    seen: Vec<u128>,
    steps: Vec<Vec<[f32; COUNT]>>,
    marks: Vec<u32>,
    ends: [f32; COUNT],
    roles: Vec<Option<LineRole>>,
    texts: Vec<String>,
    begins: Option<Vec<bool>>,
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Which stretches begin an item by the truth: the first line of each, found in order. None where one is not found.
fn beginnings(truth: &Value, texts: &[String], roles: &[Option<LineRole>]) -> Option<Vec<bool>> {
    let mut begin = vec![false; texts.len()];
    let mut from = 0;
    for item in truth["items"].as_array()? {
        let titles = ["kicker", "headline"].iter().filter_map(|key| item[*key].as_str());
        let first = titles
            .chain(item["paragraphs"].as_array()?.iter().filter_map(Value::as_str))
            .chain(item["photos"].as_array().into_iter().flatten().filter_map(|p| p["caption"].as_str()))
            .next()?;
        let first = bare(first);
        let fits = |text: &String| first.starts_with(text.as_str()) || text.starts_with(&first);
        let at = from + texts[from..].iter().position(fits)?;
        let above = at > 0 && roles[at - 1] == Some(LineRole::Continuation) && item["continued_from"].is_string();
        begin[at - usize::from(above)] = true;
        from = at + 1;
    }
    Some(begin)
}

fn pages_of(folder: &std::path::Path) -> Option<Vec<Page>> {
    let truth: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("truth.json")).ok()?).ok()?;
    let path = folder.join("source").join(truth["file"].as_str()?);
    if truth["layout"] == "html" || !path.is_file() {
        return None;
    }
    let decoded = decode(&std::fs::read(&path).ok()?).ok()?;
    let rows = layout::rows(&decoded.text);
    let mut roles = BTreeMap::new();
    for line in truth["pages"].as_array()?.iter().flat_map(|page| page["lines"].as_array().into_iter().flatten()) {
        let role: LineRole = serde_json::from_value(line[1].clone()).ok()?;
        roles.insert(line[0].as_u64()? as usize, role);
    }
    let pages = page_head::pages(&rows);
    let truths = truth["pages"].as_array()?;
    if pages.len() != truths.len() {
        return None;
    }
    let mut read = Vec::new();
    for (page, truth_page) in pages.iter().zip(truths) {
        let body: Vec<layout::Row> = page.body.iter().filter(|row| !is_furniture(row.text)).copied().collect();
        if body.is_empty() {
            continue;
        }
        let text = plain_text::Text::new(&body);
        let (looked, setting) = text.look(&Habits::default(), None);
        let count = looked.len();
        let role = |at: usize| roles.get(&body[text.stretches[at].first].number).copied();
        let page_roles: Vec<Option<LineRole>> = (0..count).map(role).collect();
        let texts: Vec<String> = looked.iter().map(|stretch| bare(stretch.text)).collect();
        let mut emissions: Vec<[f32; COUNT]> = looked.iter().map(|stretch| emissions(stretch, setting)).collect();
        let mut steps = vec![Vec::new()];
        let mut marks = vec![0];
        for at in 1..count {
            let pair = Pair::new(&looked[at - 1], &looked[at], setting);
            let of = |s: usize| std::array::from_fn(|p| LINKS[s][p].as_ref().map_or(NEVER, |link| pair.by_hand(link)));
            steps.push((0..COUNT).map(of).collect());
            marks.push(titles::marks_seen(looked[at - 1].text, looked[at].text));
        }
        let first = &looked[0].features;
        emissions[0].iter_mut().zip(STATES).for_each(|(score, state)| *score += start(state, first));
        read.push(Page {
            name: folder.file_name()?.to_string_lossy().into_owned(),
            district: truth["area"].as_str()?.to_owned(),
            begins: beginnings(truth_page, &texts, &page_roles),
            seen: (0..count).map(|at| seen(&looked, at)).collect(),
            ends: STATES.map(|state| end(state, &looked[count - 1].features)),
            emissions,
            steps,
            marks,
            roles: page_roles,
            texts,
        });
    }
    Some(read)
}

impl Page {
    fn allows(&self, at: usize, state: S) -> bool {
        let shared = |role| role == LineRole::Byline && matches!(state.plain(), S::PhotoCredit | S::InnerCredit);
        self.roles[at].is_none_or(|role| state.role() == role || shared(role))
    }

    /// The best chain with the table. `gold` keeps to what the truth allows; otherwise states that it forbids gain
    /// `margin`, so that the truth must win by that much.
    fn best(&self, table: &Table, gold: bool, margin: f32) -> Vec<S> {
        let count = self.emissions.len();
        let mut forward = vec![[(f32::MIN / 4.0, 0_usize); COUNT]; count];
        for at in 0..count {
            let learned = table.emission(self.seen[at]);
            for (s, state) in STATES.iter().enumerate() {
                let allowed = self.allows(at, *state);
                let mut own = self.emissions[at][s] + learned[state.plain() as usize];
                own += match (gold, allowed) {
                    (true, false) => -300.0,
                    (false, false) => margin,
                    _ => 0.0,
                };
                if at == 0 {
                    forward[0][s] = (own, 0);
                    continue;
                }
                let mut best = (f32::MIN / 4.0, 0);
                for (p, before) in STATES.iter().enumerate() {
                    let hand = self.steps[at][s][p];
                    if hand <= NEVER / 2.0 {
                        continue;
                    }
                    let begun = begins(Some(before.plain()), state.plain());
                    let told = self.begins.as_ref().is_none_or(|begins| begins[at] == begun || *state == S::Advert);
                    let mut score = forward[at - 1][p].0 + hand + table.step(before.plain(), state.plain(), self.marks[at]);
                    score += match (gold, told) {
                        (true, false) => -30.0,
                        (false, false) => margin,
                        _ => 0.0,
                    };
                    if score > best.0 {
                        best = (score, p);
                    }
                }
                forward[at][s] = (best.0 + own, best.1);
            }
        }
        let last = count - 1;
        let total = |s: &usize| forward[last][*s].0 + self.ends[*s];
        let mut s = (0..COUNT).max_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or(0);
        let mut path = vec![STATES[s]];
        for at in (1..=last).rev() {
            s = forward[at][s].1;
            path.push(STATES[s]);
        }
        path.reverse();
        path
    }

    fn add(&self, table: &mut Table, path: &[S], weight: f32) {
        for (at, state) in path.iter().enumerate() {
            for (bit, row) in table.seen.iter_mut().enumerate() {
                if self.seen[at] >> bit & 1 == 1 {
                    row[state.plain() as usize] += weight;
                }
            }
            let Some(before) = at.checked_sub(1).map(|at| path[at].plain()) else { continue };
            let next = state.plain();
            table.steps[before as usize][next as usize] += weight;
            if let Some(kind) = title_pair(before, next) {
                for (bit, slot) in table.marks[kind].iter_mut().enumerate() {
                    if self.marks[at] >> bit & 1 == 1 {
                        *slot += weight;
                    }
                }
            }
        }
    }

    /// Lines, those with another role, items, and beginnings missed or put where there are none.
    fn errors(&self, path: &[S]) -> [usize; 4] {
        let wrong = (0..path.len()).filter(|at| !self.allows(*at, path[*at])).count();
        let Some(begin) = &self.begins else { return [path.len(), wrong, 0, 0] };
        let begun = |at: usize| begins(at.checked_sub(1).map(|at| path[at].plain()), path[at].plain());
        let other = (1..path.len()).filter(|at| begun(*at) != begin[*at] && path[*at] != S::Advert).count();
        [path.len(), wrong, begin.iter().filter(|begin| **begin).count(), other]
    }
}

impl Page {
    /// Names every line that is read wrongly.
    fn tell(&self, table: &Table) {
        let path = self.best(table, false, 0.0);
        for (at, state) in path.iter().enumerate().filter(|(at, state)| !self.allows(*at, **state)) {
            let text: String = self.texts[at].chars().take(32).collect();
            println!("{} {:?} read as {state:?}: {text}", self.name, self.roles[at]);
        }
    }
}

fn zip_tables(a: &mut Table, b: &Table, of: impl Fn(&mut f32, f32)) {
    let rows = a.seen.iter_mut().zip(&b.seen).chain(a.steps.iter_mut().zip(&b.steps));
    rows.for_each(|(a, b)| a.iter_mut().zip(b).for_each(|(a, b)| of(a, *b)));
    a.marks.iter_mut().zip(&b.marks).for_each(|(a, b)| a.iter_mut().zip(b).for_each(|(a, b)| of(a, *b)));
}

/// Fits a table to pages: the mean of the tables after each page, shrunk a little each time.
fn fit(pages: &[&Page], rounds: usize, rate: f32, margin: f32, shrink: f32) -> Table {
    let (mut table, mut sum, mut count) = (Table::empty(), Table::empty(), 0.0);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    for round in 0..rounds {
        // A fixed shuffle: no page always comes last.
        let salt = 2 * round + 3;
        order.sort_by_key(|at| (at * 7919 + 13) * salt % 1009);
        for at in &order {
            let page = pages[*at];
            let (wanted, found) = (page.best(&table, true, 0.0), page.best(&table, false, margin));
            if wanted != found {
                page.add(&mut table, &wanted, rate);
                page.add(&mut table, &found, -rate);
            }
            zip_tables(&mut sum, &table, |sum, weight| *sum += weight);
            count += 1.0;
        }
        let kept = 1.0 - shrink;
        zip_tables(&mut table, &Table::empty(), |weight, _| *weight *= kept);
    }
    zip_tables(&mut sum, &Table::empty(), |weight, _| *weight /= count);
    sum
}

/// The scores by hand were set with the pages before this one in sight: they tell nothing of unseen ones.
const SINCE: &str = "81";

fn total(pages: &[&Page], table: &Table) -> [usize; 4] {
    let mut sum = [0; 4];
    for page in pages {
        let errors = page.errors(&page.best(table, false, 0.0));
        sum.iter_mut().zip(errors).for_each(|(sum, errors)| *sum += errors);
    }
    sum
}

fn written(table: &Table) -> String {
    let mut text = String::from("# Fitted by src/import/fit.rs; tenths of a point. See src/import/learned.rs.\n");
    let tenths = |weight: f32| (weight * 10.0).round() as i32;
    for (name, row) in NAMES.iter().zip(&table.seen) {
        let weights: Vec<String> = STATES
            .iter()
            .filter(|state| tenths(row[**state as usize]) != 0)
            .map(|state| format!("{state:?} {:+}", tenths(row[*state as usize])))
            .collect();
        if !weights.is_empty() {
            text.push_str(&format!("seen {name} {}\n", weights.join(" ")));
        }
    }
    for (before, next) in STATES.iter().flat_map(|a| STATES.iter().map(move |b| (*a, *b))) {
        let weight = tenths(table.steps[before as usize][next as usize]);
        if weight != 0 {
            text.push_str(&format!("step {before:?} {next:?} {weight:+}\n"));
        }
    }
    for (before, next) in [(S::Kicker, S::Headline), (S::Headline, S::Subtitle), (S::Headline, S::Headline)] {
        let Some(kind) = title_pair(before, next) else { continue };
        for (at, weight) in table.marks[kind].iter().enumerate().filter(|(_, weight)| tenths(**weight) != 0) {
            text.push_str(&format!("mark {at} {before:?} {next:?} {:+}\n", tenths(*weight)));
        }
    }
    text
}

#[test]
#[ignore = "fits the table, which takes minutes"]
fn fit_the_table() {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let more = std::env::var_os("JIUWEN_FIT").map(PathBuf::from);
    let mut pages: Vec<Page> = Vec::new();
    for folder in std::iter::once(own).chain(more) {
        let mut folders: Vec<PathBuf> =
            std::fs::read_dir(folder).expect("pages").map(|entry| entry.expect("a folder").path()).collect();
        folders.sort();
        for folder in folders {
            match pages_of(&folder) {
                Some(read) => pages.extend(read),
                None => println!("left out: {}", folder.display()),
            }
        }
    }
    let unknown = pages.iter().filter(|page| page.begins.is_none()).map(|page| page.name.as_str());
    println!("{} pages; beginnings unknown: {:?}", pages.len(), unknown.collect::<Vec<_>>());
    let number = |name: &str, otherwise: f32| {
        std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    };
    let (rounds, rate) = (number("ROUNDS", 8.0) as usize, number("RATE", 0.05));
    let (margin, shrink) = (number("MARGIN", 1.5), number("SHRINK", 0.05));
    let mut districts: Vec<&str> = pages.iter().map(|page| page.district.as_str()).collect();
    districts.sort_unstable();
    districts.dedup();
    let show = std::env::var_os("SHOW").is_some();
    let folds = number("FOLDS", 6.0) as usize;
    let (mut by_hand, mut fitted) = ([[0; 4]; 2], [[0; 4]; 2]);
    let known = |page: &&&Page| page.name.as_str() < SINCE;
    for fold in 0..folds {
        let left_out = |page: &Page| districts.iter().position(|d| *d == page.district).is_some_and(|at| at % folds == fold);
        let (out, kept): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(|page| left_out(page));
        let table = read(&written(&fit(&kept, rounds, rate, margin, shrink)));
        for page in out.iter().filter(|_| show) {
            page.tell(&table);
        }
        for old in [true, false] {
            let out: Vec<&Page> = out.iter().filter(|page| known(page) == old).copied().collect();
            for (sums, table) in [(&mut by_hand, &Table::empty()), (&mut fitted, &table)] {
                let sum = &mut sums[usize::from(old)];
                sum.iter_mut().zip(total(&out, table)).for_each(|(sum, errors)| *sum += errors);
            }
        }
    }
    println!("left out in turn, new pages and old: [lines, wrong roles, items, wrong beginnings] by hand {by_hand:?}, fitted {fitted:?}");
    let all: Vec<&Page> = pages.iter().collect();
    let table = fit(&all, rounds, rate, margin, shrink);
    println!("the same pages: {:?}", total(&all, &read(&written(&table))));
    if let Some(path) = std::env::var_os("JIUWEN_TABLE") {
        std::fs::write(path, written(&table)).expect("the table");
    }
}
