//! Menu, search box with the filter as chips, import button.

use egui::{Popup, RichText, Ui};
use egui_material_icons::icons;

use super::chips::chips;
use super::search_box::{LINE, SearchBox};
use super::strings as s;
use super::theme::{Palette, gap};
use super::widgets::{primary_button, seal, segmented};
use super::{Action, Command, MainData};
use crate::model::ItemKind;

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

    /// Takes the cursor out of the search box.
    pub fn leave(&mut self, ctx: &egui::Context) {
        self.search_box.leave(ctx);
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
                let right = 290.0 + 2.0 * gap::L;
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
        let marked = ui.button(s::marked(data.marked.len()));
        if marked.on_hover_text(Command::ShowMarked.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Run(Command::ShowMarked));
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
    // In three columns, as more commands than a low screen has room for; on the lowest they scroll.
    Popup::menu(&button).width(880.0).show(|ui| {
        let height = ui.ctx().content_rect().height() - 90.0;
        // egui gives a popup less height than the window has: the last commands would be out of sight.
        let scroll = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scroll.show(ui, |ui| {
            // Or the key of one column would run into the name in the next.
            ui.spacing_mut().item_spacing.x = 24.0;
            ui.columns(3, |columns| {
                let thirds = Command::ALL.chunks(Command::ALL.len().div_ceil(3));
                for (ui, commands) in columns.iter_mut().zip(thirds) {
                    commands.iter().for_each(|command| menu_item(ui, *command, actions));
                }
            });
        });
    });
}

fn menu_item(ui: &mut Ui, command: Command, actions: &mut Vec<Action>) {
    let item = egui::Button::new(command.words().0).shortcut_text(command.key_text(ui.ctx()));
    if ui.add(item).on_hover_text(command.words().1).clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}
