//! Feeding the archive to every engine.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Arguments;
use crate::corpus::Corpus;
use crate::engine::{Kind, files};
use crate::report::Report;
use crate::scan;

/// What the building of an engine took, as it is kept in the file `built`.
struct Built {
    /// Taking the articles in, without the time of making them up.
    build: f64,
    /// The processor's time for it, over all threads, with that of making the articles up.
    processor: f64,
    /// Merging for reading.
    settle: f64,
}

/// Builds what is not there yet, and reports rates and sizes.
pub fn all(arguments: &Arguments, corpus: &Corpus, kinds: &[&Kind], report: &mut Report) -> Result<()> {
    let mut every: Vec<&Kind> = vec![&scan::KIND];
    every.extend(kinds.iter().filter(|kind| kind.name != scan::KIND.name));
    let mut rates = Vec::new();
    let mut sizes = Vec::new();
    let mut text = 0;
    report.line("\nbuild: engine, articles/s, s, s of processor, s of settling, bytes / bytes of text")?;
    if kinds.iter().any(|kind| kind.folds) {
        one(arguments, corpus, &scan::FOLDED, &arguments.folder.join(scan::FOLDED.name))?;
    }
    for kind in every {
        let folder = arguments.folder.join(kind.name);
        let built = one(arguments, corpus, kind, &folder)?;
        let all: u64 = files(&folder)?.iter().map(|(_, bytes)| bytes).sum();
        let bytes = all - (kind.other_bytes)(&folder)?;
        if kind.name == scan::KIND.name {
            text = fs::metadata(folder.join(scan::TEXTS))?.len();
        }
        let rate = f64::from(arguments.articles) / built.build;
        let size = bytes as f64 / text as f64;
        report.line(&format!(
            "  {:<8} {rate:>9.0} {:>8.1} {:>8.1} {:>8.1} {size:>8.3}",
            kind.name, built.build, built.processor, built.settle
        ))?;
        if kinds.iter().any(|other| other.name == kind.name) {
            rates.push((kind.name, built.build));
            sizes.push((kind.name, size));
        }
    }
    report.line(&format!("  {:.1} bytes of text an article", text as f64 / f64::from(arguments.articles)))?;
    report.ratios("build", "-", &rates)?;
    report.ratios("size", "-", &sizes)
}

/// Says that what was built is about to change.
pub fn use_no_more(kinds: &[&Kind], folder: &Path) -> Result<()> {
    for stamp in kinds.iter().map(|kind| folder.join(kind.name).join("built")).filter(|stamp| stamp.exists()) {
        fs::remove_file(stamp)?;
    }
    Ok(())
}

fn one(arguments: &Arguments, corpus: &Corpus, kind: &Kind, folder: &Path) -> Result<Built> {
    let stamp = folder.join("built");
    let archive = format!("{} {}", arguments.articles, arguments.seed);
    if let Ok(kept) = fs::read_to_string(&stamp)
        && let Some(times) = kept.strip_prefix(&archive)
        && let [build, processor, settle] = times.split_whitespace().flat_map(str::parse).collect::<Vec<f64>>()[..]
    {
        return Ok(Built { build, processor, settle });
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let (begun, processor) = (Instant::now(), processor_time());
    let mut making = Duration::ZERO;
    let mut articles = corpus.articles();
    let mut timed = std::iter::from_fn(|| {
        let begun = Instant::now();
        let article = articles.next();
        making += begun.elapsed();
        article
    });
    (kind.build)(folder, &mut timed)?;
    let build = (begun.elapsed() - making).as_secs_f64();
    let processor = processor_time() - processor;
    let begun = Instant::now();
    (kind.settle)(folder)?;
    let settle = begun.elapsed().as_secs_f64();
    if arguments.keep {
        fs::write(&stamp, format!("{archive} {build} {processor} {settle}"))?;
    }
    Ok(Built { build, processor, settle })
}

/// Seconds that the processor worked for this program.
fn processor_time() -> f64 {
    // SAFETY: an all-zero rusage is valid, and the call only writes to it.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &mut usage);
        usage
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
