//! CPU time of a frame of the whole window while its timeline zooms and pans, beside egui's own demo window.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use egui::{
    Event, MissingGlyphPolicy, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2,
};
use egui_kittest::Harness;

use crate::{SIZE, answer, drawn, median, ms, slow};

/// Frames of each sort.
const FRAMES: usize = 600;
/// Within the bars.
const BARS: Pos2 = pos2(700.0, 180.0);

/// Frames with one event each.
fn frames<S>(window: &mut Harness<'_, S>, mut event: impl FnMut(usize) -> Event) -> Vec<f64> {
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

fn report(name: &str, times: Vec<f64>) -> (f64, f64) {
    let (median, slow) = (median(times.clone()), slow(times.clone(), 99));
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

fn demo() -> (f64, f64) {
    let mut windows = egui_demo_lib::DemoWindows::default();
    let mut demo = Harness::builder().with_size(SIZE).build_ui(move |ui| {
        // It draws symbols that its own fonts lack.
        ui.ctx().set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        windows.logic(ui.ctx());
        windows.ui(ui);
    });
    let moved = |at: usize| Event::PointerMoved(BARS + vec2((at % 200) as f32, 0.0));
    frames(&mut demo, moved);
    report("egui's demo window, pointer moving", frames(&mut demo, moved))
}

/// Zooms and pans and prints.
pub fn measure(path: &Path) -> Result<()> {
    let demo = demo();
    let mut window = answer::window(path);
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
    Ok(())
}
