//! The bar at the foot: which store, how much it holds, how fast it answered.

use egui::{RichText, Sense, Ui, vec2};

use super::look::look_menu;
use super::strings as s;
use super::theme::{Palette, size};
use super::widgets::quiet_button;
use super::{Action, Command, MainData};

/// What is to be said of the search index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// So many of a hundred parts are done.
    Working(u8),
    /// It could not be made: why.
    Failed(String),
}

/// Draws it.
pub fn status_bar(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let (rect, _) = ui.allocate_exact_size(vec2(7.0, 7.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 3.5, p.green);
        let small = |text: &str| RichText::new(text).size(size::SMALL).color(p.ink2);
        ui.label(small(data.store_name));
        if let Some(view) = data.view {
            let totals = view.archive.totals();
            ui.label(small(&s::totals(totals.issues, totals.articles, totals.photos)));
            if !view.filter().query.is_empty() {
                ui.label(small(&s::elapsed(view.elapsed.as_secs_f32() * 1000.0)));
            }
        }
        match data.indexing {
            Some(Indexing::Working(percent)) => {
                ui.label(small(&s::indexing(*percent))).on_hover_text(s::INDEXING_HINT);
            }
            Some(Indexing::Failed(why)) => {
                ui.label(small(s::INDEX_FAILED).color(p.amber)).on_hover_text(why);
            }
            None => {}
        }
        if let Some(percent) = data.reread {
            ui.label(small(&s::reading_anew(percent))).on_hover_text(s::READING_ANEW_WHY);
        }
        if data.is_sample {
            ui.label(small(s::SAMPLE_MARK).color(p.amber));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let theme = if ui.visuals().dark_mode { s::THEME_DARK } else { s::THEME_LIGHT };
            let command = Command::ToggleTheme;
            if quiet_button(ui, theme).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(command));
            }
            look_menu(ui, data.look, data.contrast, actions);
        });
    });
}
