//! What a fresh process shows: a cold opening, and the memory after a while.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::Arguments;
use crate::corpus::Corpus;
use crate::engine::{Kind, files};
use crate::queries::{COLD, Query, random};
use crate::report::{Report, median};

/// In the child: opens, counts once, prints the milliseconds of opening and counting.
pub fn cold(begun: Instant, kind: &Kind, folder: &Path, query: &str) -> Result<()> {
    let engine = (kind.open)(&folder.join(kind.name))?;
    let opened = begun.elapsed();
    let hits = engine.count(&Query::parse(query, "cold"))?.hits;
    let all = begun.elapsed();
    println!("{} {} {hits}", opened.as_secs_f64() * 1e3, all.as_secs_f64() * 1e3);
    Ok(())
}

/// In the child: the queries that come in, then prints the kilobytes held, and those of them not mapped files.
pub fn memory(kind: &Kind, folder: &Path) -> Result<()> {
    let engine = (kind.open)(&folder.join(kind.name))?;
    for query in io::stdin().lines() {
        let query = Query::parse(&query?, "random");
        engine.count(&query)?;
        engine.newest(&query, 50)?;
        engine.relevant(&query, 50)?;
    }
    println!("{} {}", resident("VmRSS")?, resident("RssAnon")?);
    Ok(())
}

fn resident(key: &str) -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(key)).with_context(|| format!("no {key}"))?;
    Ok(line.trim_matches(|c: char| !c.is_ascii_digit()).parse()?)
}

/// Opening and first query together, the engine's files not in the page cache.
pub fn measure_cold(arguments: &Arguments, kinds: &[&Kind], report: &mut Report) -> Result<()> {
    report.head("cold, ms: open and first count")?;
    for query in COLD {
        let mut medians = Vec::new();
        let mut openings = Vec::new();
        for kind in kinds {
            let folder = arguments.folder.join(kind.name);
            let mut samples = (Vec::new(), Vec::new());
            for _ in 0..5 {
                forget(&folder)?;
                let figures = child(arguments, &["--cold", kind.name, query], "")?;
                samples.0.push(figures[0]);
                samples.1.push(figures[1]);
            }
            openings.push((kind.name, median(samples.0)));
            medians.push((kind.name, median(samples.1)));
        }
        report.row("cold", query, query, &medians)?;
        report.row("cold-open", query, "  of which opening", &openings)?;
    }
    Ok(())
}

/// Resident memory after a hundred queries.
pub fn measure_memory(arguments: &Arguments, corpus: &Corpus, kinds: &[&Kind], report: &mut Report) -> Result<()> {
    let queries: Vec<String> = random(corpus, 100).iter().map(Query::name).collect();
    let (mut all, mut anonymous) = (Vec::new(), Vec::new());
    for kind in kinds {
        let figures = child(arguments, &["--memory", kind.name], &queries.join("\n"))?;
        all.push((kind.name, figures[0] / 1024.0));
        anonymous.push((kind.name, figures[1] / 1024.0));
    }
    report.head("memory, MB after 100 queries")?;
    report.row("memory", "-", "resident", &all)?;
    report.row("memory-anonymous", "-", "  of which not mapped files", &anonymous)
}

/// Runs this program again, gives it its input and reads the figures it prints.
fn child(arguments: &Arguments, task: &[&str], input: &str) -> Result<Vec<f64>> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("--folder")
        .arg(&arguments.folder)
        .args(task)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("no way in")?.write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{task:?}: {}", String::from_utf8_lossy(&output.stderr));
    let figures: Vec<f64> =
        String::from_utf8(output.stdout)?.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(figures.len() >= 2, "{task:?} printed {figures:?}");
    Ok(figures)
}

/// Drops the files of a folder from the page cache.
fn forget(folder: &Path) -> Result<()> {
    for (path, _) in files(folder)? {
        let file = File::open(&path)?;
        // Only what is on disk can be dropped.
        file.sync_all()?;
        // SAFETY: the descriptor is open, and the call is advice only.
        let refused = unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) };
        ensure!(refused == 0, "cannot drop {} from the page cache", path.display());
    }
    Ok(())
}
