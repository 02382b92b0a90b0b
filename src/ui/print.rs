//! The dialog that prints into a PDF: what, and where to.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::Action;
use super::dialogs::{dialog, named_edit};
use super::strings as s;
use super::widgets::{note, primary_button};

/// Articles that are printed at once: more is a book.
pub const MOST_PRINTED: usize = 200;

/// What a person does about printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintAct {
    /// Choose the file in the system's dialog.
    Choose,
    /// Print into this file.
    Do(PathBuf, Printing),
}

/// What is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printing {
    /// The article that is read.
    #[default]
    This,
    /// All that is listed, up to [`MOST_PRINTED`].
    Listed,
    /// What is put aside.
    Marked,
}

/// The dialog.
pub struct PrintDialog {
    path: String,
    what: Printing,
    /// How many articles are listed.
    listed: usize,
    /// How many are put aside.
    marked: usize,
}

impl PrintDialog {
    /// Proposes a file.
    pub fn new(path: String, what: Printing, listed: usize, marked: usize) -> Self {
        Self { path, what, listed, marked }
    }

    /// Takes the file that was chosen in the system's dialog.
    pub fn choose(&mut self, path: &std::path::Path) {
        self.path = path.display().to_string();
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "print", s::PRINT_TITLE, 560.0, actions, |ui, actions| {
            ui.radio_value(&mut self.what, Printing::This, s::PRINT_THIS);
            let all = s::print_listed(self.listed.min(MOST_PRINTED), self.listed);
            for (what, text, any) in [
                (Printing::Marked, s::print_marked(self.marked), self.marked > 0),
                (Printing::Listed, all, self.listed > 1),
            ] {
                ui.add_enabled_ui(any, |ui| ui.radio_value(&mut self.what, what, text));
            }
            named_edit(ui, s::PRINT_FILE, &mut self.path, s::PRINT_FILE_HINT, true);
            note(ui, s::PRINT_WHY);
            self.foot(ui, actions);
        });
    }

    fn foot(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let path = self.path.trim().trim_matches('"');
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let ready = !path.is_empty();
            let enter = ready && ui.input(|input| input.key_pressed(Key::Enter));
            let clicked = ui.add_enabled_ui(ready, |ui| primary_button(ui, s::PRINT_DO).clicked()).inner;
            if clicked || enter {
                actions.push(Action::CloseDialog);
                actions.push(Action::Print(PrintAct::Do(with_ending(path), self.what)));
            }
            if ui.button(s::PRINT_CHOOSE).clicked() {
                actions.push(Action::Print(PrintAct::Choose));
            }
            if ui.button(s::CANCEL).clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}

fn with_ending(path: &str) -> PathBuf {
    let path = PathBuf::from(path);
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if is_pdf { path } else { PathBuf::from(format!("{}.pdf", path.display())) }
}
