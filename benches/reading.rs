//! Reading and cutting beside plain decoding and line splitting of the same bytes, alternating in one run on one core:
//! `cargo bench --bench reading [-- megabytes]`. The goal is a ratio of at most 10.

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, GB18030, UTF_8};
use jiuwen::import::{Habits, SourceFile, SourceKind, collect, decode, read_document};

/// Rounds of each, after one that is not counted.
const ROUNDS: usize = 5;

/// The labelled pages of plain text in one encoding, over and over, until there are this many bytes.
fn corpus(encoding: &'static Encoding, bytes: usize) -> Vec<SourceFile> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let (paths, _) = collect(&[pages]);
    let texts: Vec<(PathBuf, String)> = paths
        .into_iter()
        .filter(|path| SourceKind::of(path) == Some(SourceKind::Text))
        .map(|path| {
            let bytes = std::fs::read(&path).expect("a page");
            let text = decode(&bytes).expect("a text").text;
            (path, text)
        })
        .collect();
    let mut files = Vec::new();
    let mut total = 0;
    while total < bytes {
        for (path, text) in &texts {
            let (bytes, ..) = encoding.encode(text);
            total += bytes.len();
            files.push(SourceFile::new(path.clone(), bytes.into_owned()));
        }
    }
    files
}

fn decode_all(files: &[SourceFile]) -> Duration {
    let started = Instant::now();
    for file in files {
        let decoded = decode(&file.bytes).expect("a text");
        black_box(decoded.text.lines().map(str::trim).filter(|line| !line.is_empty()).count());
    }
    started.elapsed()
}

fn read_all(files: &[SourceFile]) -> Duration {
    let habits = Habits::default();
    let started = Instant::now();
    for file in files {
        black_box(read_document(file, None, &habits).expect("pages"));
    }
    started.elapsed()
}

fn main() {
    let megabytes = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(20);
    for (name, encoding) in [("UTF-8", UTF_8), ("GB18030", GB18030)] {
        let files = corpus(encoding, megabytes << 20);
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        decode_all(&files);
        read_all(&files);
        let (mut decoding, mut reading) = (Duration::ZERO, Duration::ZERO);
        let mut ratios: Vec<f64> = Vec::new();
        for _ in 0..ROUNDS {
            let (plain, whole) = (decode_all(&files), read_all(&files));
            decoding += plain;
            reading += whole;
            ratios.push(whole.as_secs_f64() / plain.as_secs_f64());
        }
        ratios.sort_by(f64::total_cmp);
        let rate = |time: Duration| (bytes * ROUNDS) as f64 / f64::from(1 << 20) / time.as_secs_f64();
        println!(
            "{name}: {} files, {} MB; decoding and lines {:.0} MB/s, reading {:.1} MB/s per core",
            files.len(),
            bytes >> 20,
            rate(decoding),
            rate(reading)
        );
        println!(
            "RATIO {name} reading / decoding and lines: {:.1} (from {:.1} to {:.1})",
            ratios[ROUNDS / 2],
            ratios[0],
            ratios[ROUNDS - 1]
        );
    }
}
