//! Files that are dropped on the window.

use std::path::PathBuf;

use crate::ui::theme::Palette;
use crate::ui::{self, Action, strings};

use super::JiuwenApp;

impl JiuwenApp {
    /// Files dropped on the window; while they hover, the window says what a drop would do.
    pub(super) fn take_drops(&self, ui: &egui::Ui, actions: &mut Vec<Action>) {
        let (hovering, dropped) = ui.input(|input| {
            let paths: Vec<PathBuf> =
                input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
            (!input.raw.hovered_files.is_empty(), paths)
        });
        if hovering {
            let p = Palette::of(ui);
            let painter =
                ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
            let rect = ui.ctx().content_rect();
            painter.rect_filled(rect, 0, p.paper.gamma_multiply(0.85));
            painter.rect_stroke(rect.shrink(8.0), 8, egui::Stroke::new(2.0, p.red), egui::StrokeKind::Inside);
            let font = ui::theme::headline(ui::theme::size::HEADLINE);
            painter.text(rect.center(), egui::Align2::CENTER_CENTER, strings::DROP_HERE, font, p.red);
        }
        // The page under review takes pictures for itself.
        let reviewing = self.import.is_reviewing();
        let (stores, texts): (Vec<PathBuf>, Vec<PathBuf>) = dropped
            .into_iter()
            .filter(|path| !(reviewing && ui::is_picture(path)))
            .partition(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jiuwen")));
        actions.extend(stores.into_iter().next().map(Action::OpenStore));
        let is_map = |path: &PathBuf| {
            let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
            ending.is_some_and(|ending| ending == "geojson" || ending == "json")
        };
        let (maps, texts): (Vec<PathBuf>, Vec<PathBuf>) = texts.into_iter().partition(is_map);
        actions.extend(maps.into_iter().map(|path| Action::Map(ui::MapAct::Take(path))));
        if !texts.is_empty() {
            actions.push(Action::ImportPaths(texts));
        }
    }
}
