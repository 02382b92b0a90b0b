//! Menu, search box with the filter as chips, import button.

use egui::{Popup, RichText, Ui};
use egui_material_icons::icons;

use super::search_box::{LINE, SearchBox};
use super::strings as s;
use super::theme::{Palette, gap};
use super::widgets::{chip, primary_button, seal, segmented};
use super::{Action, Command, MainData, SearchAct};
use crate::model::{DateRanges, ItemKind};

/// Stretches of time that have a chip each.
const MOST_TIMES: usize = 3;
/// Height of the row with the search box.
const ROW: f32 = 48.0;
/// Height of the bar: the row, and the line that says what is looked for.
pub const TOP_BAR: f32 = ROW + LINE;

/// The bar at the top.
#[derive(Default)]
pub struct TopBar {
    search_box: SearchBox,
}

impl TopBar {
    /// Puts the cursor into the search box in the next frame.
    pub fn focus(&mut self) {
        self.search_box.focus();
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let bar = ui.available_rect_before_wrap();
        let row = egui::Rect::from_min_size(bar.min, egui::vec2(bar.width(), ROW));
        let mut boxed = row;
        ui.scope_builder(egui::UiBuilder::new().max_rect(row), |ui| {
            ui.horizontal_centered(|ui| {
                seal(ui, 28.0);
                menu(ui, data, actions);
                ui.add_space(gap::S);
                let right = 190.0 + 2.0 * gap::L;
                let width = (ui.available_width() - right).clamp(240.0, 760.0);
                boxed = self.search_box.ui(ui, width, data, |ui, actions| chips(ui, data, actions), actions);
                right_side(ui, data, actions);
            });
        });
        let line = egui::Rect::from_x_y_ranges(boxed.left()..=bar.right(), row.bottom() - 3.0..=bar.bottom());
        ui.scope_builder(egui::UiBuilder::new().max_rect(line), |ui| {
            self.search_box.line(ui, data, actions);
        });
    }
}

fn right_side(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let import = primary_button(ui, Command::Import.words().0);
        if import.on_hover_text(Command::Import.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Run(Command::Import));
        }
        ui.add_space(gap::S);
        let kinds = [None, Some(ItemKind::Article), Some(ItemKind::Photo)];
        let labels = [s::KIND_ALL, s::KIND_ARTICLE, s::KIND_PHOTO];
        let chosen = kinds.iter().position(|kind| *kind == data.filter.kind).unwrap_or_default();
        if let Some(at) = segmented(ui, &labels, &labels, chosen) {
            actions.push(Action::SetKind(kinds[at]));
        }
    });
}

/// The parts of the filter, from the right: time, places, who signs, papers.
fn chips(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let filter = data.filter;
    ui.spacing_mut().item_spacing.x = gap::S;
    // The same day of every year is one thing, and many stretches.
    if filter.time.ranges().len() > MOST_TIMES {
        if chip(ui, &s::time_label(&filter.time), p.blue_soft, p.blue) {
            actions.push(Action::SetTime(DateRanges::default()));
        }
    } else {
        for range in filter.time.ranges().iter().rev() {
            if chip(ui, &range.label(), p.blue_soft, p.blue) {
                actions.push(Action::SetTime(filter.time.without(*range)));
            }
        }
    }
    if filter.unplaced && chip(ui, s::UNPLACED, p.red_soft, p.red) {
        actions.push(Action::SetUnplaced(false));
    }
    for code in filter.places.iter().rev() {
        let place = data.view.and_then(|view| view.archive.place(*code));
        let name = place.map_or_else(|| code.to_string(), |place| place.name.clone());
        if chip(ui, &name, p.red_soft, p.red) {
            actions.push(Action::ChoosePlace(*code, true));
        }
    }
    for (role, name) in filter.people.iter().rev() {
        if chip(ui, &s::person(*role, name), p.amber_soft, p.amber) {
            actions.push(Action::Search(SearchAct::TogglePerson(*role, name.clone())));
        }
    }
    for name in filter.papers.iter().rev() {
        if chip(ui, name, p.amber_soft, p.amber) {
            actions.push(Action::Search(SearchAct::TogglePaper(name.clone())));
        }
    }
}

fn menu(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let area = data.view.and_then(|view| view.archive.area()).map(|place| place.name.as_str());
    let name = area.map_or_else(|| s::STORE_WORD.to_owned(), |area| format!("{area} {}", s::STORE_WORD));
    let button = egui::Button::new(
        RichText::new(format!("{name} {}", icons::ICON_EXPAND_MORE.codepoint)).color(p.ink2),
    )
    .frame(false);
    let button = ui.add(button).on_hover_text(data.store_name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, s::MENU));
    Popup::menu(&button).width(260.0).show(|ui| {
        for command in Command::ALL {
            let item = egui::Button::new(command.words().0).shortcut_text(command.key_text(ui.ctx()));
            if ui.add(item).on_hover_text(command.words().1).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
}
