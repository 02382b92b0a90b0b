//! Whether the answers are right, and how long they take when everything is warm.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::corpus::{Corpus, MARK};
use crate::engine::{Counted, Engine, Kind};
use crate::queries::Query;
use crate::report::{Report, median};
use crate::scan;

/// As many articles as a list shows at first.
const LIMIT: usize = 50;

/// An open engine and its name.
pub type Named = (&'static str, Box<dyn Engine>);

/// What a scan finds.
struct Truth {
    all: Vec<u32>,
    counted: Counted,
    newest: Vec<u32>,
}

impl Truth {
    fn of(scan: &dyn Engine, query: &Query) -> Result<Self> {
        Ok(Truth { all: scan.all(query)?, counted: scan.count(query)?, newest: scan.newest(query, LIMIT)? })
    }
}

/// Opens what was built.
pub fn open(kinds: &[&Kind], folder: &Path) -> Result<Vec<Named>> {
    kinds.iter().map(|kind| Ok((kind.name, (kind.open)(&folder.join(kind.name))?))).collect()
}

/// Compares every answer with a scan's, that of an engine that folds with a scan of folded texts; false if one was wrong.
pub fn check(
    kinds: &[&Kind],
    engines: &[Named],
    queries: &[Query],
    folder: &Path,
    report: &mut Report,
) -> Result<bool> {
    let open_scan = |kind: &Kind| (kind.open)(&folder.join(kind.name));
    let plain = open_scan(&scan::KIND)?;
    let folded = kinds.iter().any(|kind| kind.folds).then(|| open_scan(&scan::FOLDED)).transpose()?;
    let mut exact = true;
    report.line("\ncheck against the scan: query, hits, what it is")?;
    for query in queries {
        let plain = Truth::of(&*plain, query)?;
        let folded = folded.as_ref().map(|scan| Truth::of(&**scan, query)).transpose()?;
        let more = folded.iter().map(|folded| format!(" ({} folded)", folded.all.len())).collect::<String>();
        report.line(&format!("  {} {}{more} {}", query.name(), plain.all.len(), query.why))?;
        for (kind, (name, engine)) in kinds.iter().zip(engines) {
            let truth = folded.as_ref().filter(|_| kind.folds).unwrap_or(&plain);
            let expected = &truth.all;
            let mut wrong = differences(&engine.all(query)?, expected);
            if engine.count(query)? != truth.counted {
                wrong.push("count or histograms differ".to_owned());
            }
            if engine.newest(query, LIMIT)? != truth.newest {
                wrong.push("the newest differ".to_owned());
            }
            let relevant = engine.relevant(query, LIMIT)?;
            let no_hit = |n: &&u32| expected.binary_search(n).is_err();
            if relevant.len() != LIMIT.min(expected.len()) || relevant.iter().find(no_hit).is_some() {
                wrong.push("the most relevant are too few or no hits".to_owned());
            }
            exact &= wrong.is_empty();
            let verdict = if wrong.is_empty() { "EXACT".to_owned() } else { wrong.join(", ") };
            report.line(&format!("    {name:<8} {verdict}"))?;
        }
    }
    Ok(exact)
}

/// Of two ascending lists.
fn differences(found: &[u32], expected: &[u32]) -> Vec<String> {
    let lacking = |these: &[u32], those: &[u32]| these.iter().filter(|n| those.binary_search(n).is_err()).count();
    let (false_hits, missed) = (lacking(found, expected), lacking(expected, found));
    match (false_hits, missed) {
        (0, 0) => Vec::new(),
        _ => vec![format!("{false_hits} false, {missed} missed")],
    }
}

type Task = (&'static str, fn(&dyn Engine, &Query) -> Result<usize>);

const TASKS: [Task; 3] = [
    ("count", |engine, query| Ok(engine.count(query)?.hits as usize)),
    ("newest", |engine, query| Ok(engine.newest(query, LIMIT)?.len())),
    ("relevant", |engine, query| Ok(engine.relevant(query, LIMIT)?.len())),
];

/// The engines in turn, several rounds, the median.
pub fn warm(engines: &[Named], queries: &[Query], rounds: usize, report: &mut Report) -> Result<()> {
    for task in TASKS {
        report.head(&format!("{}, ms warm", task.0))?;
        for query in queries {
            let medians = alternate(engines, query, task, rounds)?;
            report.row(task.0, &query.name(), &query.name(), &medians)?;
        }
    }
    Ok(())
}

fn alternate(engines: &[Named], query: &Query, task: Task, rounds: usize) -> Result<Vec<(&'static str, f64)>> {
    let mut repeats = Vec::new();
    for (_, engine) in engines {
        let begun = Instant::now();
        task.1(&**engine, query)?;
        task.1(&**engine, query)?;
        // A sample of two milliseconds at least, so that the clock does not count.
        let once = begun.elapsed() / 2;
        repeats.push((Duration::from_millis(2).as_nanos() / once.as_nanos().max(1)).clamp(1, 1_000) as u32);
    }
    let mut samples = vec![Vec::new(); engines.len()];
    for round in 0..rounds {
        for turn in 0..engines.len() {
            let which = (round + turn) % engines.len();
            let begun = Instant::now();
            for _ in 0..repeats[which] {
                std::hint::black_box(task.1(&*engines[which].1, query)?);
            }
            samples[which].push(begun.elapsed().as_secs_f64() * 1e3 / f64::from(repeats[which]));
        }
    }
    Ok(engines.iter().zip(samples).map(|((name, _), samples)| (*name, median(samples))).collect())
}

/// An issue of 60 articles comes in and is found. Changes the archive, so it comes last.
pub fn add(kinds: &[&Kind], folder: &Path, corpus: &Corpus, report: &mut Report) -> Result<()> {
    let mark = Query::parse(MARK, "the mark of a late issue");
    let mut medians = Vec::new();
    for (name, mut engine) in open(kinds, folder)? {
        ensure!(engine.count(&mark)?.hits == 0, "{name} finds an issue that is still to come");
        let mut samples = Vec::new();
        for nth in 0..7 {
            let issue = corpus.late_issue(nth);
            let begun = Instant::now();
            engine.add_issue(&issue)?;
            let hits = engine.count(&mark)?.hits;
            samples.push(begun.elapsed().as_secs_f64() * 1e3);
            ensure!(hits == u64::from(nth + 1) * 60, "{name} finds {hits} of {} added articles", (nth + 1) * 60);
        }
        medians.push((name, median(samples)));
    }
    report.head("add, ms")?;
    report.row("add", "-", "60 articles, and a count with them", &medians)
}
