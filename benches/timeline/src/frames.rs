//! CPU time of a frame of the whole window while its timeline zooms and pans, beside egui's own demo window.

use std::path::Path;

use anyhow::Result;
use egui::{Event, Modifiers, PointerButton, Pos2, pos2, vec2};
use timeline::{demo, frames, report, wheel, window};

/// Within the bars.
const BARS: Pos2 = pos2(700.0, 180.0);

fn button(pressed: bool) -> Event {
    let (pos, button) = (BARS, PointerButton::Middle);
    Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}

/// Zooms and pans and prints.
pub fn measure(path: &Path) -> Result<()> {
    let demo = demo(BARS);
    let mut window = window(path);
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
