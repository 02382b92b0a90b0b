//! What the photo wall and the viewer cost:
//! `cd benches/timeline && cargo run --release --bin photos -- STORE [articles]`
//!
//! A STORE that does not exist is made; every twentieth article has a photo, so that of a million 50,000 have one. Three
//! parts: the photos of filters, read at once; frames while a wall of 20,000 photos is scrolled, beside egui's demo; a
//! JPEG of 100 million pixels opened in the viewer.

#[path = "../store.rs"]
mod store;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use egui::{Event, Key, MissingGlyphPolicy, Modifiers, pos2};
use egui_kittest::Harness;
use image::codecs::jpeg::JpegEncoder;
use jiuwen::app::JiuwenApp;
use jiuwen::import::read_picture;
use jiuwen::model::{DateRange, DateRanges, PlaceCode};
use jiuwen::query::{Archive, Filter, Query, Wall};
use jiuwen::store::{Search, Store};
use jiuwen::text::Folding;
use rusqlite::{Connection, params};
use timeline::{SIZE, drawn, key, ms, settle, slow, wheel, window};

/// Frames of each sort.
const FRAMES: usize = 600;
/// What is left of the time between two frames, in milliseconds.
const PAUSE: u64 = 8;
/// How often each filter is asked for.
const TIMES: usize = 7;
/// Photos on the wall that is scrolled.
const ON_THE_WALL: usize = 20_000;
/// The large picture: 100.8 million pixels.
const LARGE: [u32; 2] = [12_000, 8_400];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = PathBuf::from(arguments.first().context("photos STORE [articles]")?);
    match arguments.get(1).map(String::as_str) {
        // In processes of their own, so that the memory of one is not counted with another's.
        Some("make-large") => return make_large(&path),
        Some("open-large") => return open_large(&path),
        _ => {}
    }
    let articles = arguments.get(1).map_or(Ok(1_000_000), |text| text.parse())?;
    if !path.exists() {
        store::make(&path, articles, 20_000)?;
        give_pictures(&path)?;
    }
    let newest = read_walls(&path)?;
    scroll(&path, newest)?;
    let large = path.with_extension("large.jiuwen");
    for verb in ["make-large", "open-large"] {
        let program = std::env::current_exe()?;
        let status = std::process::Command::new(program).arg(&large).arg(verb).status()?;
        ensure!(status.success(), "{verb}");
    }
    Ok(())
}

/// A picture of this size that compresses about as a photo does.
fn picture(seed: u64, [width, height]: [u32; 2], quality: u8) -> Result<Vec<u8>> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let (red, green) = (rng.u32(40..200), rng.u32(40..200));
    let mut noise = vec![0u8; 1 << 16];
    noise.iter_mut().for_each(|byte| *byte = rng.u8(0..24));
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let grain = u32::from(noise[((x * 7 + y * 131) & 0xffff) as usize]);
        let wave = ((x / 9 + y / 13) % 64) + grain;
        image::Rgb([(red + wave).min(255) as u8, (green + wave / 2).min(255) as u8, (60 + wave) as u8])
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(&picture)?;
    Ok(jpeg)
}

/// A thumbnail for every photo, of a hundred different ones in five shapes.
fn give_pictures(path: &Path) -> Result<()> {
    let begun = Instant::now();
    let shapes = [[320, 213], [213, 320], [320, 320], [320, 240], [320, 137]];
    let connection = Connection::open(path)?;
    let transaction = connection.unchecked_transaction()?;
    let pictures = (0..100u64)
        .map(|seed| Ok((shapes[seed as usize % 5], picture(seed, shapes[seed as usize % 5], 82)?)))
        .collect::<Result<Vec<_>>>()?;
    let photos: i64 = transaction.query_row("SELECT max(id) FROM photo", [], |row| row.get(0))?;
    for id in 1..=photos {
        let ([width, height], thumbnail) = &pictures[id as usize % pictures.len()];
        let update = "UPDATE photo SET source_id = 1, width = ?2, height = ?3, thumbnail = ?4 WHERE id = ?1";
        transaction.prepare_cached(update)?.execute(params![id, width * 10, height * 10, thumbnail])?;
    }
    transaction.commit()?;
    drop(connection);
    let store = Store::open(path)?;
    store.index_all(&mut |_| true)?;
    store.settle();
    println!("gave {photos} photos their pictures in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// The photos of filters; answers the time that has [`ON_THE_WALL`] of them.
fn read_walls(path: &Path) -> Result<DateRange> {
    let store = Store::open(path)?;
    let archive = store.search(|reader, index| Archive::load(reader, index))?;
    let wall = |filter: &Filter| -> Result<Wall> {
        let wall = store.search(|reader, index| {
            Wall::load(&Search { reader, index, wanted: &|| true }, &archive, filter.clone())
        })?;
        wall.ok().context("nobody gave it up")
    };
    let all = wall(&Filter::default())?;
    let last = all.photos.first().context("photos")?.date;
    let from = all.photos.get(ON_THE_WALL.min(all.photos.len()) - 1).context("enough photos")?.date;
    let newest = DateRange { from, to: last };
    let word: String = store::words().first().context("a word")?.clone();
    let query = Query::parse(&word, Folding::ALL).ok().context("a query")?;
    let place = PlaceCode::from_number(store::community(0)).context("a code")?;
    let filters = [
        ("all", Filter::default()),
        ("the newest", Filter { time: DateRanges::of([newest]), ..Filter::default() }),
        ("a frequent word", Filter { query, ..Filter::default() }),
        ("a place", Filter { places: vec![place], ..Filter::default() }),
    ];
    println!("\nphotos of a filter: photos, median and longest of {TIMES}");
    for (name, filter) in filters {
        let mut times = Vec::new();
        let mut photos = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            photos = wall(&filter)?.photos.len();
            times.push(ms(begun.elapsed()));
        }
        println!("{name}: {photos}, {:.1} ms, {:.1} ms", slow(times.clone(), 50), slow(times, 100));
    }
    Ok(newest)
}

/// A frame as a screen would draw it.
fn frame<S>(window: &mut Harness<'_, S>, events: impl IntoIterator<Item = Event>) -> f64 {
    window.input_mut().events.extend(events);
    let begun = Instant::now();
    window.step();
    assert!(drawn(window) > 0);
    ms(begun.elapsed())
}

fn report(name: &str, times: &[f64]) -> [f64; 2] {
    let of = [slow(times.to_vec(), 50), slow(times.to_vec(), 99)];
    println!("{name}: {} frames, median {:.2} ms, 99th {:.2} ms", times.len(), of[0], of[1]);
    of
}

/// Draws after a pause, as a screen leaves one between frames.
fn rested(pause: u64, frame: impl FnOnce() -> f64) -> f64 {
    std::thread::sleep(Duration::from_millis(pause));
    frame()
}

fn demo() -> [f64; 2] {
    let mut windows = egui_demo_lib::DemoWindows::default();
    let mut demo = Harness::builder().with_size(SIZE).build_ui(move |ui| {
        // It draws symbols that its own fonts lack.
        ui.ctx().set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        windows.logic(ui.ctx());
        windows.ui(ui);
    });
    let moved = |at: usize| Event::PointerMoved(pos2(700.0 + (at % 200) as f32, 180.0));
    let mut times = |pause| -> Vec<f64> {
        (0..FRAMES).map(|at| rested(pause, || frame(&mut demo, [moved(at)]))).collect()
    };
    times(0);
    let times = times(PAUSE);
    report("egui's demo window, pointer moving", &times)
}

fn scroll(path: &Path, time: DateRange) -> Result<()> {
    println!("\nframes: a pass of the user interface and its tessellation");
    let demo = demo();
    let mut window = window(path);
    // The time of the wall, typed as anybody would.
    frame(&mut window, [key(Key::K, Modifiers::COMMAND)]);
    settle(&mut window);
    frame(&mut window, [Event::Text(format!("日期:{}..{}", time.from, time.to))]);
    settle(&mut window);
    window.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    frame(&mut window, [key(Key::W, Modifiers::COMMAND | Modifiers::SHIFT)]);
    settle(&mut window);
    println!("the wall of {} .. {}: {}", time.from, time.to, window.state().link());
    frame(&mut window, [Event::PointerMoved(pos2(900.0, 600.0))]);
    settle(&mut window);
    let rest: Vec<f64> = (0..FRAMES).map(|_| rested(PAUSE, || frame(&mut window, []))).collect();
    report("the wall at rest", &rest);
    let mut most = 0;
    for (name, delta) in [("scrolled", -60.0), ("scrolled fast", -900.0)] {
        let times: Vec<f64> = (0..FRAMES)
            .map(|_| {
                let time = rested(PAUSE, || frame(&mut window, [wheel(delta)]));
                most = most.max(window.state().photo_bytes());
                time
            })
            .collect();
        let ours = report(&format!("the wall {name}"), &times);
        println!("RATIO {name}/demo median {:.2}, 99th {:.2}", ours[0] / demo[0], ours[1] / demo[1]);
    }
    println!("small pictures on the graphics card: at most {} MB", most >> 20);
    Ok(())
}

/// A store with a JPEG of [`LARGE`].
fn make_large(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    store::make(path, 40, 20)?;
    give_pictures(path)?;
    let jpeg = picture(7, LARGE, 88)?;
    let read = read_picture(&jpeg)?;
    let connection = Connection::open(path)?;
    let source = "INSERT INTO source VALUES (2, 'l.jpg', zeroblob(32), 'image/jpeg', NULL, '2026', ?1)";
    connection.execute(source, [&jpeg])?;
    let update = "UPDATE photo SET source_id = 2, width = ?1, height = ?2, thumbnail = ?3";
    connection.execute(update, params![read.width, read.height, read.thumbnail])?;
    println!("\na JPEG of {}×{}, {} MB", read.width, read.height, jpeg.len() >> 20);
    Ok(())
}

fn open_large(path: &Path) -> Result<()> {
    let mut window = window(path);
    frame(&mut window, [key(Key::W, Modifiers::COMMAND | Modifiers::SHIFT)]);
    settle(&mut window);
    let before = peak()?;
    let mut longest: f64 = 0.0;
    let mut until = |window: &mut Harness<'_, JiuwenApp>, event: Event| {
        let begun = Instant::now();
        longest = longest.max(frame(window, [event]));
        // What the event asks for is asked for in the frame that shows it.
        longest = longest.max(frame(window, []));
        while window.state().is_waiting() {
            longest = longest.max(frame(window, []));
            std::thread::sleep(Duration::from_millis(4));
        }
        (ms(begun.elapsed()), std::mem::take(&mut longest))
    };
    let begun = Instant::now();
    frame(&mut window, [key(Key::Enter, Modifiers::NONE)]);
    frame(&mut window, []);
    println!("the small picture in the viewer after {:.0} ms", ms(begun.elapsed()));
    let (took, slowest) = until(&mut window, Event::PointerMoved(pos2(1000.0, 400.0)));
    println!("the whole picture, sharp: {took:.0} ms; longest frame meanwhile {slowest:.1} ms");
    println!("peak memory {} MB, {} MB before", peak()?, before);
    let (took, slowest) = until(&mut window, key(Key::Num1, Modifiers::NONE));
    println!("100 %, sharp: {took:.0} ms; longest frame meanwhile {slowest:.1} ms");
    for _ in 0..7 {
        frame(&mut window, [key(Key::ArrowRight, Modifiers::NONE)]);
    }
    let (took, slowest) = until(&mut window, key(Key::ArrowRight, Modifiers::NONE));
    println!("moved at 100 %, sharp: {took:.0} ms; longest frame meanwhile {slowest:.1} ms");
    println!("peak memory {} MB; on the graphics card {} MB", peak()?, window.state().photo_bytes() >> 20);
    Ok(())
}

/// The most memory that this process has held, in MB.
fn peak() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).context("VmHWM")?;
    Ok(line.split_whitespace().nth(1).context("a number")?.parse::<u64>()? >> 10)
}
