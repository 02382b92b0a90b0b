//! Our search against its peers, on a generated newspaper archive, in one run:
//!
//! ```text
//! cd benches/peers
//! cargo run --release -- --articles 20000              # a minute
//! cargo run --release -- --articles 1000000 --engines jiuwen,tantivy --keep --out report.txt
//! ```
//!
//! Every engine takes in the same articles on one thread, and must find exactly what a scan of all texts finds; ours,
//! which takes forms of a character for one another, what a scan of all folded texts finds.
//! Then the engines answer in turn: `count` (hits by year, month and community), `newest` (the 50 latest) and
//! `relevant` (the 50 best), warm, the median of several rounds. After that the opening with a first query when
//! nothing is in the page cache, the memory after a hundred queries, and the adding of an issue of 60 articles.
//! `RATIO tantivy/jiuwen count 社区 3.1` says that ours is 3.1 times faster (or smaller) than tantivy.
//! With `--keep` the built files stay and serve the next run of the same archive; no issue is added then, unless `--add`
//! asks for it and gives up that.

mod build;
mod child;
mod corpus;
mod engine;
mod fts5;
mod jiuwen;
mod measure;
mod queries;
mod report;
mod scan;
mod tantivy;
mod vocabulary;

use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;

use crate::corpus::Corpus;
use crate::engine::{KINDS, Kind};
use crate::report::Report;

/// Measures the search against its peers.
#[derive(Parser)]
struct Arguments {
    /// How many articles the archive has.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..16_000_000))]
    articles: u32,
    /// Another seed, another archive.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The engines, separated by commas; all of them if not said.
    #[arg(long, value_delimiter = ',')]
    engines: Vec<String>,
    /// The engine that the others are compared with.
    #[arg(long, default_value = "jiuwen")]
    ours: String,
    /// Rounds of the warm timing.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Where the engines' files go.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/data"))]
    folder: PathBuf,
    /// Keep the engines' files, and use those that were kept.
    #[arg(long)]
    keep: bool,
    /// Add an issue even where the files are kept: no other run uses them then.
    #[arg(long)]
    add: bool,
    /// Also write what is printed into this file.
    #[arg(long)]
    out: Option<PathBuf>,
    /// For the program's own use: open an engine and answer one query.
    #[arg(long, num_args = 2, value_names = ["ENGINE", "QUERY"])]
    cold: Option<Vec<String>>,
    /// For the program's own use: the memory of an engine after a hundred queries.
    #[arg(long, value_name = "ENGINE")]
    memory: Option<String>,
}

fn kind(name: &str) -> Result<&'static Kind> {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    KINDS.iter().find(|kind| kind.name == name).with_context(|| format!("no engine {name} among {names:?}"))
}

fn main() -> Result<()> {
    let begun = Instant::now();
    let arguments = Arguments::parse();
    if let Some([name, query]) = arguments.cold.as_deref() {
        return child::cold(begun, kind(name)?, &arguments.folder, query);
    }
    if let Some(name) = &arguments.memory {
        return child::memory(kind(name)?, &arguments.folder);
    }
    let corpus = Corpus::new(arguments.articles, arguments.seed);
    let kinds: Vec<&Kind> = match &arguments.engines[..] {
        [] => KINDS.iter().collect(),
        names => names.iter().map(|name| kind(name)).collect::<Result<_>>()?,
    };
    let names = kinds.iter().map(|kind| kind.name).collect();
    let out = arguments.out.as_ref().map(File::create).transpose()?;
    let mut report = Report::new(names, arguments.ours.clone(), out);
    report.line(&format!("{} articles, seed {}", arguments.articles, arguments.seed))?;
    if kinds.iter().all(|kind| kind.name != arguments.ours) {
        report.line(&format!("no RATIO lines: {} does not take part", arguments.ours))?;
    }
    run(&arguments, &corpus, &kinds, &mut report)?;
    if !arguments.keep {
        std::fs::remove_dir_all(&arguments.folder)?;
    }
    report.line(&format!("done in {:.0} s", begun.elapsed().as_secs_f64()))
}

fn run(arguments: &Arguments, corpus: &Corpus, kinds: &[&Kind], report: &mut Report) -> Result<()> {
    build::all(arguments, corpus, kinds, report)?;
    let queries = queries::all();
    let engines = measure::open(kinds, &arguments.folder)?;
    let exact = measure::check(kinds, &engines, &queries, &arguments.folder, report)?;
    measure::warm(&engines, &queries, arguments.rounds, report)?;
    // What is mapped cannot be dropped from the page cache.
    drop(engines);
    child::measure_cold(arguments, kinds, report)?;
    child::measure_memory(arguments, corpus, kinds, report)?;
    if arguments.add || !arguments.keep {
        build::use_no_more(kinds, &arguments.folder)?;
        measure::add(kinds, &arguments.folder, corpus, report)?;
    }
    report.line(if exact { "all engines EXACT" } else { "NOT all engines are exact, see above" })
}
