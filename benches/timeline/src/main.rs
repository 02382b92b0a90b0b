//! CPU time of a frame of the whole window while its timeline zooms and pans over 20,000 days, beside egui's own demo
//! window in the same run, without a display: `cd benches/timeline && cargo run --release [-- days]`
//!
//! A frame is a pass of the user interface and its tessellation; what the graphics card does is no part of it.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use jiuwen::app::{JiuwenApp, Settings, Start};
use jiuwen::import::{Habits, SourceFile, read_document};
use jiuwen::model::{day_number, day_of_number};
use jiuwen::store::{NewPage, Store};

/// Frames of each sort.
const FRAMES: usize = 600;
const SIZE: egui::Vec2 = vec2(1440.0, 900.0);
/// Within the bars.
const BARS: Pos2 = pos2(700.0, 180.0);

/// A store with an issue a day, of one to six articles.
fn store(path: &Path, days: usize) -> Store {
    let store = Store::open_or_create(path).expect("a store");
    let first = day_number("1960-01-01".parse().expect("a day"));
    let days: Vec<i32> = (first..).take(days).collect();
    for some in days.chunks(500) {
        store
            .write(|w| {
                for day in some {
                    let date = day_of_number(*day);
                    let mut text = format!("晨报 {date} 第1版：要闻\n\n");
                    for item in 0..1 + day.rem_euclid(7).pow(2) % 6 {
                        text += &format!("第{day}号书屋{item}期开张\n\n本报讯 居民都来看第{day}号书屋{item}。\n\n");
                    }
                    let source = SourceFile::new(format!("{day}.txt").into(), text.into_bytes());
                    let document = read_document(&source, None, &Habits::default()).expect("a page");
                    let reading = document.pages.first().expect("a page");
                    w.add_page(&NewPage {
                        source: &source,
                        encoding: "UTF-8",
                        part: 0,
                        paper: "晨报",
                        date,
                        number: "1",
                        name: None,
                        issue: None,
                        items: &reading.items,
                        remarks: &reading.remarks,
                        pictures: &[],
                        current: true,
                    })?;
                }
                Ok(())
            })
            .expect("pages");
    }
    store.index_all(&mut |_| true).expect("an index");
    store
}

/// Frames with one event each.
fn frames<S>(window: &mut Harness<'_, S>, mut event: impl FnMut(usize) -> Event) -> Vec<Duration> {
    (0..FRAMES)
        .map(|at| {
            window.input_mut().events.push(event(at));
            let begun = Instant::now();
            window.step();
            let shapes = window.output().shapes.clone();
            let drawn = window.ctx.tessellate(shapes, 1.0);
            assert!(!drawn.is_empty());
            begun.elapsed()
        })
        .collect()
}

fn report(name: &str, mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    let (median, slow) = (ms(times.len() / 2), ms(times.len() * 99 / 100));
    println!("{name}: {} frames, median {median:.2} ms, 99th {slow:.2} ms", times.len());
    (median, slow)
}

fn wheel(delta: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, delta),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn button(pressed: bool) -> Event {
    let (pos, button) = (BARS, PointerButton::Middle);
    Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}

fn main() {
    let days = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(20_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("days.jiuwen");
    drop(store(&path, days));
    println!("{days} days, window {SIZE:?}");

    let mut demo = egui_demo_lib::DemoWindows::default();
    let mut demo = Harness::builder().with_size(SIZE).build_ui(move |ui| {
        demo.logic(ui.ctx());
        demo.ui(ui);
    });
    let moved = |at: usize| Event::PointerMoved(BARS + vec2((at % 200) as f32, 0.0));
    frames(&mut demo, moved);
    let demo = report("egui's demo window, pointer moving", frames(&mut demo, moved));

    let start = Start { files: vec![path], ..Start::default() };
    let mut window = Harness::builder().with_size(SIZE).build_eframe(move |cc| {
        JiuwenApp::new(&cc.egui_ctx, start, Settings::default()).expect("threads for the window")
    });
    while window.state().is_waiting() {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    window.input_mut().events.push(Event::PointerMoved(BARS));
    frames(&mut window, |_| Event::PointerMoved(BARS));
    report("旧闻 at rest", frames(&mut window, |_| Event::PointerMoved(BARS)));
    // In from all years to days and out again, three times.
    let zooming = frames(&mut window, |at| wheel(if at / 100 % 2 == 0 { 14.0 } else { -14.0 }));
    let zooming = report("旧闻 zooming", zooming);
    // At a zoom where bars are months, and where they are days.
    let mut panning = Vec::new();
    for notches in [20, 40] {
        for _ in 0..notches {
            window.input_mut().events.push(wheel(14.0));
            window.step();
        }
        window.input_mut().events.push(button(true));
        window.step();
        let to = |at: usize| Event::PointerMoved(BARS + vec2(400.0 * (at as f32 / 40.0).sin(), 0.0));
        panning.extend(frames(&mut window, to));
        window.input_mut().events.push(button(false));
        window.step();
    }
    let panning = report("旧闻 panning", panning);
    for (name, ours) in [("zooming", zooming), ("panning", panning)] {
        println!("RATIO {name}/demo median {:.2}, 99th {:.2}", ours.0 / demo.0, ours.1 / demo.1);
    }
}
