//! CPU time of frames while an import of many pages is read and written, beside frames of the same window at rest, in
//! one run, without a display: `cargo bench --bench frames [-- pages]`

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

use std::path::Path;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{JiuwenApp, Settings, Start};

type Window = Harness<'static, JiuwenApp>;

fn pages(folder: &Path, count: usize) {
    let page = include_str!("../tests/fixtures/page/page.txt");
    for at in 0..count {
        let (year, month, day) = (1990 + at / 336, at / 28 % 12 + 1, at % 28 + 1);
        // Another issue has other headlines, and other bytes.
        let text = page.replace('楼', &format!("楼{at}"));
        std::fs::write(folder.join(format!("鹿城民声报_{year}{month:02}{day:02}_03.txt")), text)
            .expect("a page");
    }
}

fn frames_until(window: &mut Window, times: &mut Vec<Duration>, done: impl Fn(&Window) -> bool) {
    let started = Instant::now();
    while !done(window) {
        assert!(started.elapsed() < Duration::from_secs(600), "the import hangs");
        let frame = Instant::now();
        window.step();
        times.push(frame.elapsed());
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn report(name: &str, times: &mut [Duration]) -> (f64, f64) {
    times.sort();
    let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1000.0;
    let (median, worst) = (ms(times.len() / 2), ms(times.len() - 1));
    println!(
        "{name}: {} frames, median {median:.2} ms, 99th {:.2} ms, worst {worst:.2} ms",
        times.len(),
        ms(times.len() * 99 / 100)
    );
    (median, worst)
}

fn main() {
    let count = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(200);
    let folder = tempfile::tempdir().expect("a folder");
    pages(folder.path(), count);
    let documents = folder.path().join("documents");
    let start = Start { files: vec![folder.path().to_owned()], documents, sample: false };
    let mut window: Window = Harness::builder().with_size([1440.0, 900.0]).build_eframe(move |cc| {
        JiuwenApp::new(&cc.egui_ctx, start, Settings::default()).expect("threads for the window")
    });
    let mut reading = Vec::new();
    frames_until(&mut window, &mut reading, |window| window.query_by_label_contains("核对分篇").is_some());
    let mut writing = Vec::new();
    let committed = count.min(20);
    for _ in 0..committed {
        let button = window.get_all_by_label_contains("入库 9 篇").next().expect("the button");
        button.click();
        for _ in 0..3 {
            let frame = Instant::now();
            window.step();
            writing.push(frame.elapsed());
        }
        frames_until(&mut window, &mut writing, |window| !window.state().is_waiting());
    }
    let mut rest = Vec::new();
    for _ in 0..200 {
        let frame = Instant::now();
        window.step();
        rest.push(frame.elapsed());
    }
    report(&format!("reading {count} pages"), &mut reading);
    let (_, worst) = report(&format!("writing {committed} pages"), &mut writing);
    let (median, calm) = report("at rest", &mut rest);
    println!("RATIO worst-frame-of-writing/median-at-rest {:.1}", worst / median);
    println!("RATIO worst-frame-of-writing/worst-at-rest {:.1}", worst / calm);
}
