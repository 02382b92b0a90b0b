//! What the reading desk costs, without a display:
//! `cd benches/timeline && cargo run --release --bin reading -- STORE`
//!
//! Two parts: opening articles of the STORE that the timeline bench makes, from the key to the frame that shows them;
//! and scrolling an article of 50,000 characters in a store of its own, beside egui's demo.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use egui::{Event, Key, Modifiers, Pos2, pos2};
use fastrand::Rng;
use jiuwen::model::ArticleId;
use jiuwen::store::Store;
use rusqlite::Connection;
use timeline::{demo, drawn, frames, key, median, ms, report, settle, slow, wheel, window};

/// Articles that are opened.
const OPENED: usize = 200;
/// Characters of the long article, and of each of its paragraphs.
const LONG: usize = 50_000;
const PARAGRAPH: usize = 250;
/// Over the article.
const ARTICLE: Pos2 = pos2(1100.0, 600.0);
/// Two frames at 60 Hz, in milliseconds.
const GOAL: f64 = 2000.0 / 60.0;

fn main() -> Result<()> {
    let path = PathBuf::from(std::env::args().nth(1).context("reading STORE")?);
    read(&path)?;
    open(&path)?;
    scroll()
}

/// Reads articles from all over the store, as the reading thread does.
fn read(path: &Path) -> Result<()> {
    let store = Store::open(path)?;
    let ids = store.read(|r| r.articles_shown())?;
    let mut rng = Rng::with_seed(5);
    let mut times = Vec::new();
    // Warm is what was read before.
    let chosen: Vec<ArticleId> = (0..OPENED).map(|_| ids[rng.usize(0..ids.len())]).collect();
    for round in 0..2 {
        for id in &chosen {
            let begun = Instant::now();
            store.read(|r| jiuwen::query::detail(r, *id))?;
            if round > 0 {
                times.push(ms(begun.elapsed()));
            }
        }
    }
    let (middle, slowest) = (median(times.clone()), slow(times, 100));
    println!("reading one of {} articles: median {middle:.2} ms, slowest {slowest:.2} ms", ids.len());
    Ok(())
}

/// From the key to the frame that shows the next article of the list.
fn open(path: &Path) -> Result<()> {
    let mut window = window(path);
    let (mut times, mut counts) = (Vec::new(), Vec::new());
    for at in 0..OPENED {
        // There and back: every second one was read before.
        let step = if at % 4 < 2 { Key::ArrowDown } else { Key::ArrowUp };
        let begun = Instant::now();
        window.input_mut().events.push(key(step, Modifiers::COMMAND));
        window.step();
        let mut frames = 1;
        while window.state().is_waiting() {
            if window.ctx.has_requested_repaint() {
                window.step();
                frames += 1;
            } else {
                std::thread::sleep(Duration::from_micros(100));
            }
        }
        // The frame that draws it.
        window.step();
        ensure!(drawn(&window) > 0, "nothing is drawn");
        times.push(ms(begun.elapsed()));
        counts.push(f64::from(frames + 1));
        settle(&mut window);
    }
    println!(
        "opening: frames to the article median {:.0}, most {:.0}",
        median(counts.clone()),
        slow(counts, 100)
    );
    let (middle, slowest) = (median(times.clone()), slow(times, 100));
    println!("RATIO open/two-frames {:.2} (median {middle:.2} ms, slowest {slowest:.2} ms)", middle / GOAL);
    Ok(())
}

/// A store with one article: in paragraphs, or in one.
fn store(path: &Path, paragraphs: usize) -> Result<()> {
    let store = Store::open_or_create(path)?;
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "INSERT INTO paper VALUES (1, '晨光报');
         INSERT INTO issue (id, paper_id, date) VALUES (1, 1, '2015-12-09');
         INSERT INTO page VALUES (1, 1, '1', NULL);
         INSERT INTO source VALUES (1, 'x.txt',
           x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'text/plain', NULL, '2026', x'');
         INSERT INTO page_version VALUES (1, 1, 1, 1, 1, 1, '2026');",
    )?;
    let mut rng = Rng::with_seed(7);
    let mut body = String::new();
    for at in 0..LONG {
        let c = match rng.u32(0..100) {
            0..6 => '，',
            6..10 => '。',
            10..12 => '“',
            12..14 => '”',
            14..18 => char::from(b'0' + rng.u8(0..10)),
            // As many Han as a newspaper uses.
            _ => char::from_u32(rng.u32(0x4e00..0x5800)).unwrap_or('一'),
        };
        body.push(c);
        if at % (LONG / paragraphs) == LONG / paragraphs - 1 && at + 1 < LONG {
            body.push('\n');
        }
    }
    connection.execute(
        "INSERT INTO article VALUES (1, 1, 1, 'article', 0, 1, 1, NULL, '一篇很长的文章', NULL, ?1, '', NULL, NULL, NULL)",
        [&body],
    )?;
    drop(connection);
    store.index_all(&mut |_| true)?;
    store.settle();
    Ok(())
}

fn scroll() -> Result<()> {
    let demo = demo(pos2(700.0, 180.0));
    let folder = std::env::temp_dir().join(format!("jiuwen-reading-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for (name, paragraphs) in [("in paragraphs", LONG / PARAGRAPH), ("in one paragraph", 1)] {
        let path = folder.join(format!("{paragraphs}.jiuwen"));
        store(&path, paragraphs)?;
        let mut window = window(&path);
        window.input_mut().events.push(Event::PointerMoved(ARTICLE));
        frames(&mut window, |_| Event::PointerMoved(ARTICLE));
        // Through all of it and back, three times: every glyph is met in the first.
        let down = |at: usize| wheel(if at / 100 % 2 == 0 { -240.0 } else { 240.0 });
        frames(&mut window, down);
        let ours = report(&format!("50,000 characters {name}, scrolling"), frames(&mut window, down));
        println!("RATIO {name}/demo median {:.2}, 99th {:.2}", ours.0 / demo.0, ours.1 / demo.1);
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
