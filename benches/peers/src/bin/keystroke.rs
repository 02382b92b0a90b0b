//! From a keystroke to new pixels: the window itself without a display, on an archive that the comparison kept.
//!
//! ```text
//! cd benches/peers
//! cargo run --release -- --articles 1000000 --engines jiuwen --keep
//! cargo run --release --bin keystroke -- --articles 1000000
//! ```
//!
//! For each letter typed, the time from its event to the end of the frame that shows the new total, beside an empty
//! frame and two frames at 60 Hz. After that the memory of the process after a hundred random queries.

#![allow(dead_code, reason = "the archive's words are shared with the comparison")]

#[path = "../corpus.rs"]
mod corpus;
#[path = "../queries.rs"]
mod queries;
#[path = "../vocabulary.rs"]
mod vocabulary;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{JiuwenApp, Settings, Start};
use jiuwen::model::Zone;
use jiuwen::store::{Search, Store};
use jiuwen::text::{Folding, Pattern};

use crate::corpus::Corpus;

/// Two frames of a screen with 60 a second.
const TWO_FRAMES: f64 = 2e3 / 60.0;
/// Typed letter by letter.
const WORDS: &[&str] =
    &["的", "中国", "社区", "毛玺玺", "矛盾纠纷", "区域化党建新格局", "区的中国", "2015", "GDP"];

type Window = Harness<'static, JiuwenApp>;

/// Measures the time from a keystroke to new pixels.
#[derive(Parser)]
struct Arguments {
    /// How many articles the kept archive has.
    #[arg(long, default_value_t = 1_000_000)]
    articles: u32,
    /// Its seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each word is typed.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Where the comparison kept its files.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/data"))]
    folder: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let store = arguments.folder.join("jiuwen/archive.jiuwen");
    let steps = steps(&store)?;
    let mut window = open(&store)?;
    let empty = empty_frame(&mut window);
    println!("an empty frame {empty:.2} ms, two frames at 60 Hz {TWO_FRAMES:.1} ms");
    println!("typed so far, hits, ms at the median, at the worst");
    let mut every = Vec::new();
    for typed in &steps {
        let mut times = Vec::new();
        for _ in 0..arguments.rounds {
            clear(&mut window)?;
            let (last, before) = typed.letters.split_last().context("a letter")?;
            for letter in before {
                type_letter(&mut window, *letter);
                settle(&mut window)?;
            }
            times.push(until_shown(&mut window, *last, typed.total)?);
        }
        times.sort_by(f64::total_cmp);
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
        let text: String = typed.letters.iter().collect();
        println!("  {text} {} {median:.1} {worst:.1}", typed.total);
        every.extend(times);
    }
    every.sort_by(f64::total_cmp);
    let (median, worst) = (every[every.len() / 2], every[every.len() - 1]);
    let within = every.iter().filter(|time| **time <= TWO_FRAMES).count();
    println!(
        "all: median {median:.1} ms, worst {worst:.1} ms, {within} of {} within two frames",
        every.len()
    );
    println!("memory before {} MB", resident()? / 1024);
    for query in queries::random(&Corpus::new(arguments.articles, arguments.seed), 100) {
        clear(&mut window)?;
        window.event(egui::Event::Text(query.words.join(" ")));
        settle(&mut window)?;
    }
    println!("memory after 100 random queries {} MB resident", resident()? / 1024);
    Ok(())
}

/// Letters in the box, and the total that the last one brings.
struct Typed {
    letters: Vec<char>,
    total: u64,
}

/// Each beginning of each word.
fn steps(path: &Path) -> Result<Vec<Typed>> {
    let store = Store::open(path)?;
    let mut steps: Vec<Typed> = Vec::new();
    for word in WORDS {
        let letters: Vec<char> = word.chars().collect();
        let mut before = u64::MAX;
        for len in 1..=letters.len() {
            let letters = letters[..len].to_vec();
            let pattern = Pattern::typed(&letters.iter().collect::<String>());
            let found = store.search(|reader, index| {
                Search { reader, index, wanted: &|| true }.find(Zone::All, &pattern, Folding::ALL)
            })?;
            let total = found.ok().context("nobody gives it up")?.set.len();
            // A total that stands there already would be taken for the new one.
            if steps.iter().all(|other| other.letters != letters) && total != before {
                steps.push(Typed { letters, total });
            }
            before = total;
        }
    }
    Ok(steps)
}

fn open(store: &Path) -> Result<Window> {
    let start = Start { files: vec![store.to_owned()], ..Start::default() };
    let mut window = Harness::builder().with_size([1440.0, 900.0]).build_eframe(move |cc| {
        JiuwenApp::new(&cc.egui_ctx, start, Settings::default())
            .unwrap_or_else(|error| panic!("no threads: {error}"))
    });
    settle(&mut window)?;
    window.get_by_role_and_label(egui::accesskit::Role::SearchInput, "查找框").focus();
    settle(&mut window)?;
    Ok(window)
}

fn settle(window: &mut Window) -> Result<()> {
    let begun = Instant::now();
    loop {
        window.run_steps(2);
        if !window.state().is_waiting() {
            return Ok(());
        }
        ensure!(begun.elapsed() < Duration::from_secs(120), "the window still waits");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn clear(window: &mut Window) -> Result<()> {
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(1);
    window.key_press(egui::Key::Backspace);
    settle(window)
}

fn type_letter(window: &mut Window, letter: char) {
    window.event(egui::Event::Text(letter.to_string()));
}

/// Milliseconds from the letter to the end of the frame that shows the total.
fn until_shown(window: &mut Window, letter: char, total: u64) -> Result<f64> {
    let summary = format!("{total} 篇　");
    let shown = |window: &Window| window.query_all_by_label_contains(&summary).next().is_some();
    let begun = Instant::now();
    type_letter(window, letter);
    loop {
        window.step();
        let time = begun.elapsed();
        if shown(window) {
            return Ok(time.as_secs_f64() * 1e3);
        }
        ensure!(time < Duration::from_secs(120), "{summary} does not come");
    }
}

fn empty_frame(window: &mut Window) -> f64 {
    let mut times: Vec<f64> = (0..200)
        .map(|_| {
            let begun = Instant::now();
            window.step();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Kilobytes.
fn resident() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS")).context("no VmRSS")?;
    Ok(line.trim_matches(|c: char| !c.is_ascii_digit()).parse()?)
}
