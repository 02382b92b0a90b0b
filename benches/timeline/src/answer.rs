//! From the input event to the frame that shows the counts of the new filter: the real window, its threads, its store.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use jiuwen::app::JiuwenApp;
use jiuwen::query::Asked;

use crate::filters::Sort;
use timeline::{drawn, key, median, ms, settle, slow, window};

/// Two frames at 60 Hz, in milliseconds.
const GOAL: f64 = 2000.0 / 60.0;

/// A frame with events, as a screen would draw it.
fn frame(window: &mut Harness<'_, JiuwenApp>, events: Vec<Event>) {
    window.input_mut().events.extend(events);
    window.step();
    assert!(drawn(window) > 0);
}

/// Until the counts are on the screen; the window draws when a thread wakes it, as the system does.
fn answered(window: &mut Harness<'_, JiuwenApp>, event: Event) -> Duration {
    let begun = Instant::now();
    frame(window, vec![event]);
    while !window.state().shows_answer() {
        if window.ctx.has_requested_repaint() {
            frame(window, Vec::new());
        } else {
            std::thread::sleep(Duration::from_micros(100));
        }
    }
    begun.elapsed()
}

/// Types or pastes every filter and prints how long each sort took.
pub fn measure(path: &Path, sorts: &[Sort]) -> Result<()> {
    let mut window = window(path);
    let at_rest: Vec<f64> = (0..200)
        .map(|_| {
            let begun = Instant::now();
            frame(&mut window, Vec::new());
            ms(begun.elapsed())
        })
        .collect();
    let empty = median(at_rest);
    let mut all = Vec::new();
    for sort in sorts {
        let mut times = Vec::new();
        for filter in &sort.filters {
            // The box has the keyboard, and what stands in it is chosen: the next event takes its place.
            frame(&mut window, vec![key(Key::K, Modifiers::COMMAND)]);
            frame(&mut window, vec![key(Key::A, Modifiers::COMMAND)]);
            settle(&mut window);
            let link = Asked { filter: filter.clone(), ..Asked::default() }.link();
            let word_only =
                jiuwen::query::Filter { query: filter.query.clone(), ..Default::default() } == *filter;
            let event = if word_only {
                Event::Text(filter.query.text().to_owned())
            } else {
                Event::Paste(link.clone())
            };
            times.push(ms(answered(&mut window, event)));
            settle(&mut window);
            ensure!(window.state().link() == link, "{link} is not looked at");
            frame(&mut window, vec![key(Key::Backspace, Modifiers::COMMAND | Modifiers::SHIFT)]);
            settle(&mut window);
        }
        println!(
            "{:<14} {} events: median {:.2} ms, slowest {:.2} ms",
            sort.name,
            times.len(),
            median(times.clone()),
            slow(times.clone(), 100)
        );
        all.extend(times);
    }
    let median = median(all);
    println!("a frame at rest: median {empty:.2} ms");
    println!("RATIO event/two-frames {:.2} (median {median:.2} ms of {GOAL:.1} ms)", median / GOAL);
    Ok(())
}
