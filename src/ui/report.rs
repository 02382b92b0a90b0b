//! How far an import has come, and what became of its files.

use std::path::PathBuf;
use std::time::Duration;

use egui::{Modal, RichText, ScrollArea, Ui, vec2};

use super::dialogs::{acknowledge, dialog, named_edit};
use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{note, panel_title};
use super::{Action, Command};
use crate::model::{Intake, RunId, Status};

/// Height of a line of the report, in points: the file, and what became of it.
const LINE: f32 = 44.0;

/// How far the reading of files has come.
#[expect(missing_docs, reason = "the names say it")]
pub struct ProgressData {
    pub done: usize,
    pub total: usize,
    pub articles: usize,
    pub elapsed: Duration,
    pub paused: bool,
    /// Whether pages without doubts come in unseen.
    pub take_clean: bool,
}

/// How far the reading of files has come, with ways to pause and to stop it.
pub fn progress_dialog(ctx: &egui::Context, data: &ProgressData, actions: &mut Vec<Action>) {
    let p = Palette::of_window(ctx);
    Modal::new(egui::Id::unique("progress")).show(ctx, |ui| {
        ui.set_width(400.0);
        panel_title(ui, s::READING_FILES);
        ui.add_space(gap::M);
        let share = data.done as f32 / data.total.max(1) as f32;
        ui.add(egui::ProgressBar::new(share).fill(p.red).desired_height(6.0));
        note(ui, &s::progress(data.done, data.total, data.articles));
        let rate = data.done as f32 / data.elapsed.as_secs_f32().max(0.001);
        let left = (data.total - data.done.min(data.total)) as f32 / rate.max(0.001);
        // A rate over the first moments says nothing.
        let known = data.elapsed > Duration::from_secs(1) && data.done > 0;
        note(ui, &if known { s::rate(rate, left) } else { String::new() });
        let mut take_clean = data.take_clean;
        if ui.checkbox(&mut take_clean, s::TAKE_CLEAN).on_hover_text(s::TAKE_CLEAN_WHY).changed() {
            actions.push(Action::SetTakeClean(take_clean));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(s::CANCEL).on_hover_text(s::CANCEL_WHY).clicked() {
                actions.push(Action::StopImport);
            }
            let word = if data.paused { s::GO_ON } else { s::PAUSE };
            if ui.button(word).clicked() {
                actions.push(Action::PauseImport(!data.paused));
            }
        });
    });
}

/// The report of one import, and the way to those before.
pub struct ReportDialog {
    /// Every import: its id and when it began, the last one first.
    pub runs: Vec<(RunId, String)>,
    /// The one shown.
    pub run: RunId,
    /// Its files.
    pub lines: Vec<Intake>,
    /// How many pages have a version that is not shown.
    pub versions: usize,
    /// A place for the table, typed by hand.
    pub path: String,
}

impl ReportDialog {
    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "report", s::REPORT, 680.0, actions, |ui, actions| {
            let p = Palette::of(ui);
            ui.horizontal(|ui| {
                let text = s::report_total(|status| self.count(status));
                ui.label(RichText::new(text).size(size::BODY).color(p.ink));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    self.earlier(ui, actions);
                });
            });
            let area = ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]);
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, LINE, self.lines.len(), |ui, range| {
                for line in &self.lines[range] {
                    file(ui, line);
                }
            });
            ui.spacing_mut().item_spacing.y = gap::M;
            if self.versions > 0 && ui.button(s::versions_open(self.versions)).clicked() {
                actions.push(Action::ShowVersions(None));
            }
            if self.count(Status::Waiting) + self.count(Status::Pending) > 0 {
                let (name, why) = Command::ContinueImport.words();
                if ui.button(name).on_hover_text(why).clicked() {
                    actions.push(Action::CloseDialog);
                    actions.push(Action::Run(Command::ContinueImport));
                }
            }
            self.export(ui, actions);
            acknowledge(ui, actions);
        });
    }

    fn count(&self, status: Status) -> usize {
        self.lines.iter().filter(|line| line.status == status).count()
    }

    fn earlier(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.runs.len() < 2 {
            return;
        }
        let name =
            |run| self.runs.iter().find(|(id, _)| *id == run).map_or("", |(_, started)| started.as_str());
        let combo = egui::ComboBox::from_id_salt("runs").selected_text(name(self.run));
        let shown = combo.show_ui(ui, |ui| {
            for (run, started) in &self.runs {
                if ui.selectable_label(*run == self.run, started).clicked() {
                    actions.push(Action::ShowReport(*run));
                }
            }
        });
        let (name, _) = s::REPORTS;
        shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    }

    fn export(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if ui.button(s::EXPORT.0).on_hover_text(s::EXPORT.1).clicked() {
            actions.push(Action::SaveReport);
        }
        named_edit(ui, s::EXPORT_PATH, &mut self.path, s::EXPORT_HINT, false);
        let path = self.path.trim();
        if !path.is_empty() && ui.button(s::EXPORT_DO).clicked() {
            actions.push(Action::ExportReport(self.run, PathBuf::from(path)));
        }
    }
}

fn file(ui: &mut Ui, line: &Intake) {
    let p = Palette::of(ui);
    let (word, color) = match line.status {
        Status::Imported => (s::IMPORTED, p.green),
        Status::Skipped => (s::SKIPPED, p.ink3),
        Status::Failed => (s::FAILED, p.red),
        Status::Waiting => (s::WAITING, p.amber),
        Status::Pending => (s::PENDING, p.ink3),
    };
    let name = line.path.file_name().unwrap_or(line.path.as_os_str()).to_string_lossy().into_owned();
    let text = match &line.reason {
        Some(reason) => reason.clone(),
        None => s::report_line(line.articles, line.photos, line.warnings),
    };
    ui.allocate_ui(vec2(ui.available_width(), LINE), |ui| {
        ui.set_height(LINE);
        ui.horizontal(|ui| {
            ui.label(RichText::new(word).size(size::LIST).color(color));
            ui.label(RichText::new(name).size(size::LIST).color(p.ink))
                .on_hover_text(line.path.display().to_string());
        });
        let label = egui::Label::new(RichText::new(&text).size(size::LIST).color(p.ink2)).truncate();
        ui.add(label).on_hover_text(&text);
    });
}
