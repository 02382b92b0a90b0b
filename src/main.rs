//! The program: arguments, then a verb or the window.

// A double-click on Windows must not open a console beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;
use jiuwen::app::{JiuwenApp, Settings, Start};
use jiuwen::cli::{self, Args};
use jiuwen::ui::strings;

fn main() -> ExitCode {
    let args = Args::parse();
    start_log(args.verb.is_some());
    match &args.verb {
        Some(verb) => cli::run(verb),
        None => window(args),
    }
}

/// The window, drawn by OpenGL; where that fails (remote desktop, no driver), by wgpu.
fn window(args: Args) -> ExitCode {
    let documents = directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned())
        .unwrap_or_default();
    let start = Start { files: args.files, sample: args.sample, documents };
    let mut failures = Vec::new();
    for renderer in [eframe::Renderer::Glow, eframe::Renderer::Wgpu] {
        match run(renderer, start.clone()) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => {
                tracing::error!(%error, ?renderer, "no window");
                failures.push(error.to_string());
            }
        }
    }
    eprintln!("{}", strings::no_window(&failures.join("; ")));
    ExitCode::FAILURE
}

fn run(renderer: eframe::Renderer, start: Start) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title(strings::WINDOW_TITLE)
        .with_app_id("jiuwen")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([960.0, 600.0])
        .with_icon(icon())
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, renderer, centered: true, ..Default::default() };
    eframe::run_native(
        "jiuwen",
        options,
        Box::new(move |cc| Ok(Box::new(JiuwenApp::new(&cc.egui_ctx, start, Settings::load())?))),
    )
}

fn icon() -> egui::IconData {
    let png = include_bytes!("../assets/icon/jiuwen-128.png");
    match image::load_from_memory(png) {
        Ok(picture) => {
            let picture = picture.into_rgba8();
            egui::IconData { width: picture.width(), height: picture.height(), rgba: picture.into_raw() }
        }
        Err(error) => {
            tracing::warn!(%error, "the bundled icon cannot be read");
            egui::IconData::default()
        }
    }
}

/// Messages go to a file beside the settings; the verbs keep standard output for their answer.
fn start_log(verb: bool) -> Option<()> {
    let dirs = directories::ProjectDirs::from("", "", "jiuwen")?;
    let folder = dirs.data_local_dir();
    std::fs::create_dir_all(folder).ok()?;
    let file = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("jiuwen.log")).ok()?;
    let level = if verb { tracing::Level::WARN } else { tracing::Level::INFO };
    tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(file).init();
    Some(())
}
