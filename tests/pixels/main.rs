//! Pictures of the window beside those a person has looked at. `UPDATE_SNAPSHOTS=1` takes new ones: look at each.

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

mod setting;

use std::path::PathBuf;

use egui_kittest::{Harness, SnapshotOptions};
use jiuwen::app::{JiuwenApp, Settings, Start};

fn window(size: [f32; 2], scale: f32, theme: egui::Theme, start: Start) -> Harness<'static, JiuwenApp> {
    let settings = Settings::in_theme(theme == egui::Theme::Dark);
    let mut window = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .wgpu()
        .build_eframe(move |cc| {
            JiuwenApp::new(&cc.egui_ctx, start, settings).expect("threads for the window")
        });
    for _ in 0..2000 {
        window.run_steps(2);
        if !window.state().is_waiting() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(!window.state().is_waiting(), "the window still waits");
    window.run_steps(20);
    window
}

fn sample() -> Start {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let store = jiuwen::jobs::open_sample_in(&folder).expect("the sample");
    Start { files: vec![store.path().to_owned()], ..Start::default() }
}

#[track_caller]
fn compare(window: &mut Harness<JiuwenApp>, name: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pixels/snapshots");
    // Another version of the software renderer may round a few edges otherwise.
    let options = SnapshotOptions::new().output_path(folder).max_failed_pixels(10);
    window.snapshot_options(name, &options);
}

#[test]
fn the_sample_in_light_at_1280() {
    compare(&mut window([1280.0, 720.0], 1.0, egui::Theme::Light, sample()), "sample-light-1280");
}

#[test]
fn the_sample_in_dark_at_1440() {
    compare(&mut window([1440.0, 900.0], 1.0, egui::Theme::Dark, sample()), "sample-dark-1440");
}

#[test]
fn the_sample_at_twice_the_scale() {
    compare(&mut window([1280.0, 720.0], 2.0, egui::Theme::Light, sample()), "sample-light-2x");
}

#[test]
fn the_first_start() {
    compare(&mut window([1280.0, 720.0], 1.0, egui::Theme::Light, Start::default()), "welcome");
}

#[test]
fn the_review_of_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/page/page.txt");
    let start = Start { files: vec![page.into()], documents: folder.path().to_owned(), sample: false };
    compare(&mut window([1440.0, 900.0], 1.0, egui::Theme::Light, start), "review");
}
