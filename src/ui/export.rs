//! The dialogs for what comes and goes as files: the folder that is watched, and an issue that is handed over.

use std::path::{Path, PathBuf};

use egui::{Key, Ui};

use super::Action;
use super::dialogs::{dialog, named_edit};
use super::strings as s;
use super::widgets::{note, primary_button};
use crate::model::Date;

/// What a person does about an issue that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportAct {
    /// Choose the file in the system's dialog.
    Choose,
    /// Write it.
    Do {
        /// 报名
        paper: String,
        /// 出版日期
        date: Date,
        /// The file.
        path: PathBuf,
    },
}

/// What a person does about the folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchAct {
    /// Choose it in the system's dialog.
    Choose,
    /// Watch this one, or none.
    Set(Option<PathBuf>),
}

/// Where to write an issue.
pub struct ExportDialog {
    paper: String,
    date: Date,
    path: String,
}

impl ExportDialog {
    /// Proposes a file.
    pub fn new(paper: String, date: Date, path: String) -> Self {
        Self { paper, date, path }
    }

    /// Takes the file that was chosen in the system's dialog.
    pub fn choose(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "export", s::EXPORT_TITLE, 560.0, actions, |ui, actions| {
            ui.label(s::export_what(&self.paper, self.date));
            named_edit(ui, s::EXPORT_FILE, &mut self.path, s::EXPORT_FILE_HINT, true);
            note(ui, s::EXPORT_WHY);
            let path = typed(&self.path);
            let done = path.clone().map(|path| {
                let path = if crate::import::is_zip(&path) {
                    path
                } else {
                    PathBuf::from(format!("{}.zip", path.display()))
                };
                Action::Export(ExportAct::Do { paper: self.paper.clone(), date: self.date, path })
            });
            foot(ui, s::PACK_DO, done, Action::Export(ExportAct::Choose), actions);
        });
    }
}

/// Which folder to watch.
pub struct WatchDialog {
    path: String,
    /// Whether one is watched now.
    watches: bool,
}

impl WatchDialog {
    /// Begins with the folder that is watched.
    pub fn new(watched: Option<&Path>) -> Self {
        let path = watched.map(|path| path.display().to_string()).unwrap_or_default();
        Self { path, watches: watched.is_some() }
    }

    /// Takes the folder that was chosen in the system's dialog.
    pub fn choose(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "watch", s::WATCH_TITLE, 560.0, actions, |ui, actions| {
            named_edit(ui, s::WATCH_FOLDER_NAME, &mut self.path, s::WATCH_HINT, true);
            note(ui, s::WATCH_WHY);
            if self.watches && ui.button(s::WATCH_STOP).clicked() {
                actions.push(Action::CloseDialog);
                actions.push(Action::Watch(WatchAct::Set(None)));
            }
            let done = typed(&self.path).map(|path| Action::Watch(WatchAct::Set(Some(path))));
            foot(ui, s::WATCH_DO, done, Action::Watch(WatchAct::Choose), actions);
        });
    }
}

/// A path as it was typed or pasted.
fn typed(path: &str) -> Option<PathBuf> {
    let path = path.trim().trim_matches('"');
    (!path.is_empty()).then(|| PathBuf::from(path))
}

/// The buttons below: done, where something is typed, by Enter too; the system's dialog; cancel.
fn foot(ui: &mut Ui, words: &str, done: Option<Action>, choose: Action, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = ui.add_enabled_ui(done.is_some(), |ui| primary_button(ui, words).clicked()).inner;
        if let Some(done) = done.filter(|_| clicked || enter) {
            actions.extend([Action::CloseDialog, done]);
        }
        if ui.button(s::PRINT_CHOOSE).clicked() {
            actions.push(choose);
        }
        if ui.button(s::CANCEL).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
