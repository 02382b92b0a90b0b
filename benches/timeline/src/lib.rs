//! What the measurements share: the window without a display, frames with events, egui's own demo beside it.

#![expect(clippy::expect_used, reason = "a measurement stops where something is not as it should be")]

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Event, MissingGlyphPolicy, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use egui_kittest::Harness;
use jiuwen::app::{JiuwenApp, Settings, Start};

/// The window.
pub const SIZE: egui::Vec2 = egui::vec2(1440.0, 900.0);
/// Frames of each sort.
const FRAMES: usize = 600;

/// The window on a store, all that it reads at first read.
pub fn window(path: &Path) -> Harness<'static, JiuwenApp> {
    let start = Start { files: vec![path.to_owned()], ..Start::default() };
    let mut window = Harness::builder().with_size(SIZE).build_eframe(move |cc| {
        JiuwenApp::new(&cc.egui_ctx, start, Settings::default()).expect("threads for the window")
    });
    settle(&mut window);
    window
}

/// Until nothing is awaited, and a while more for what comes behind.
pub fn settle(window: &mut Harness<'_, JiuwenApp>) {
    let mut quiet = 0;
    while quiet < 10 {
        window.step();
        quiet = if window.state().is_waiting() { 0 } else { quiet + 1 };
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// Frames with one event each: what each took, in milliseconds.
pub fn frames<S>(window: &mut Harness<'_, S>, mut event: impl FnMut(usize) -> Event) -> Vec<f64> {
    (0..FRAMES)
        .map(|at| {
            window.input_mut().events.push(event(at));
            let begun = Instant::now();
            window.step();
            assert!(drawn(window) > 0);
            ms(begun.elapsed())
        })
        .collect()
}

/// Prints and gives the median and the time that 99 of a hundred do not exceed.
pub fn report(name: &str, times: Vec<f64>) -> (f64, f64) {
    let (median, slow) = (median(times.clone()), slow(times.clone(), 99));
    println!("{name}: {} frames, median {median:.2} ms, 99th {slow:.2} ms", times.len());
    (median, slow)
}

/// A turn of the wheel.
pub fn wheel(delta: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, delta),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

/// A key that is pressed.
pub fn key(key: egui::Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Frames of egui's own demo window while the pointer moves.
pub fn demo(over: Pos2) -> (f64, f64) {
    let mut windows = egui_demo_lib::DemoWindows::default();
    let mut demo = Harness::builder().with_size(SIZE).build_ui(move |ui| {
        // It draws symbols that its own fonts lack.
        ui.ctx().set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        windows.logic(ui.ctx());
        windows.ui(ui);
    });
    let moved = |at: usize| Event::PointerMoved(over + vec2((at % 200) as f32, 0.0));
    frames(&mut demo, moved);
    report("egui's demo window, pointer moving", frames(&mut demo, moved))
}

/// How many triangles a window would draw.
pub fn drawn<S>(window: &Harness<'_, S>) -> usize {
    let shapes = window.output().shapes.clone();
    window.ctx.tessellate(shapes, 1.0).len()
}

/// A time in milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The middle of times.
pub fn median(times: Vec<f64>) -> f64 {
    slow(times, 50)
}

/// The time that so many of a hundred do not exceed.
pub fn slow(mut times: Vec<f64>, percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}
