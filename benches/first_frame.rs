//! From the start of the process to its first frame on the screen: our window with the sample store beside an empty
//! eframe window, alternately, in one run. Needs a display (Xvfb will do):
//! `cargo bench --bench first_frame [-- runs]`

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiuwen::app::{JiuwenApp, Settings, Start};

/// Draws an app and prints `first` once its first frame is on the screen, `content` once nothing is awaited.
struct Timed<A> {
    app: A,
    frames: u32,
    waits: fn(&A) -> bool,
}

impl<A: eframe::App> eframe::App for Timed<A> {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
        // The second call comes after the first frame was shown.
        if self.frames == 1 {
            say("first");
        }
        if self.frames > 1 && !(self.waits)(&self.app) {
            say("content");
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ctx.request_repaint();
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        self.frames += 1;
    }
}

struct Empty;
impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |_| {});
    }
}

fn say(word: &str) {
    println!("{word}");
    std::io::stdout().flush().expect("standard output");
}

fn child(kind: &str) {
    let options = || eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let ran = if kind == "empty" {
        let make = |_: &eframe::CreationContext| {
            let app: Box<dyn eframe::App> = Box::new(Timed { app: Empty, frames: 0, waits: |_| false });
            Ok(app)
        };
        eframe::run_native("empty", options(), Box::new(make))
    } else {
        let start = Start { sample: true, ..Start::default() };
        eframe::run_native(
            "jiuwen",
            options(),
            Box::new(|cc| {
                let app = JiuwenApp::new(&cc.egui_ctx, start, Settings::default())?;
                Ok(Box::new(Timed { app, frames: 0, waits: JiuwenApp::is_waiting }))
            }),
        )
    };
    ran.expect("a display");
}

/// Starts this program as `kind`; the times to its first frame and to its content.
fn measure(kind: &str) -> (Duration, Duration) {
    let started = Instant::now();
    let program = std::env::current_exe().expect("this program");
    let mut process = Command::new(program).arg(kind).stdout(Stdio::piped()).spawn().expect("a process");
    let (mut first, mut content) = (Duration::ZERO, Duration::ZERO);
    for line in BufReader::new(process.stdout.take().expect("piped")).lines().map_while(Result::ok) {
        match line.as_str() {
            "first" => first = started.elapsed(),
            "content" if content.is_zero() => content = started.elapsed(),
            _ => {}
        }
    }
    process.wait().expect("the process ends");
    (first, content)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn main() {
    let arg = std::env::args().nth(1).unwrap_or_default();
    if arg == "empty" || arg == "sample" {
        return child(&arg);
    }
    let runs: usize = arg.parse().unwrap_or(15);
    // The first start builds the sample; the measured ones find it there, as a second double-click does.
    let (built, _) = measure("sample");
    measure("empty");
    let (mut empty, mut first, mut content) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        empty.push(measure("empty").0);
        let (to_first, to_content) = measure("sample");
        first.push(to_first);
        content.push(to_content);
    }
    let (empty, first, content) = (median(empty), median(first), median(content));
    println!(
        "very first start, sample built meanwhile: {:.0} ms to the first frame",
        built.as_secs_f64() * 1000.0
    );
    println!(
        "median of {runs}: empty eframe window {empty:.0} ms, ours {first:.0} ms, ours with all content {content:.0} ms"
    );
    println!("RATIO first-frame/empty {:.2}", first / empty);
    println!("RATIO content/empty {:.2}", content / empty);
}
