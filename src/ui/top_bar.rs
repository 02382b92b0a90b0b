//! Menu, search box with the filter as chips, import button.

use egui::{Event, Id, ImeEvent, Popup, RichText, TextEdit, Ui, vec2};
use egui_material_icons::icons;

use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{chip, paint_icon, primary_button, seal, segmented};
use super::{Action, Command, MainData};
use crate::model::ItemKind;

/// The bar at the top.
#[derive(Default)]
pub struct TopBar {
    /// What stands in the search box, ahead of the filter while an input method composes.
    text: String,
    /// The query that the box was last made from or has last asked for.
    known: String,
    composing: bool,
    wants_focus: bool,
}

impl TopBar {
    /// Puts the cursor into the search box in the next frame.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        ui.horizontal_centered(|ui| {
            seal(ui, 28.0);
            menu(ui, data, actions);
            ui.add_space(gap::S);
            let right = 190.0 + 2.0 * gap::L;
            self.search_box(ui, (ui.available_width() - right).clamp(240.0, 760.0), data, actions);
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
        });
    }

    fn search_box(&mut self, ui: &mut Ui, width: f32, data: &MainData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        if self.known != data.filter.query {
            self.known.clone_from(&data.filter.query);
            self.text.clone_from(&data.filter.query);
        }
        let frame = egui::Frame::new()
            .fill(p.field)
            .stroke(egui::Stroke::new(1.0, p.line))
            .corner_radius(8)
            .inner_margin(egui::Margin::symmetric(8, 3));
        frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            ui.set_height(28.0);
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 28.0), egui::Sense::hover());
            paint_icon(ui, rect, icons::ICON_SEARCH, size::READING, p.ink3);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                chips(ui, data, actions);
                let id = Id::unique("search box");
                let edit = TextEdit::singleline(&mut self.text)
                    .id(id)
                    .frame(egui::Frame::NONE)
                    .hint_text(RichText::new(s::SEARCH_HINT).color(p.ink3))
                    .desired_width(ui.available_width())
                    .align(egui::Align2::LEFT_CENTER);
                let response = ui.add_sized(vec2(ui.available_width(), 26.0), edit);
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
                response.widget_info(|| {
                    let mut info = egui::WidgetInfo::labeled(egui::Role::SearchInput, true, s::SEARCH_NAME);
                    info.current_text_value = Some(self.text.clone());
                    info
                });
                self.follow_input_method(ui);
                // While an input method composes, the box holds raw pinyin: nothing to look for yet.
                if !self.composing && self.text != self.known {
                    self.known.clone_from(&self.text);
                    actions.push(Action::SetQuery(self.text.clone()));
                }
            });
        });
    }

    fn follow_input_method(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
                    Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
                    _ => {}
                }
            }
        });
    }
}

/// The parts of the filter, newest kind last from the right: place, time.
fn chips(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.spacing_mut().item_spacing.x = gap::S;
    if let Some(range) = data.filter.time
        && chip(ui, &range.label(), p.blue_soft, p.blue)
    {
        actions.push(Action::SetTime(None));
    }
    if data.filter.unplaced && chip(ui, s::UNPLACED, p.red_soft, p.red) {
        actions.push(Action::SetUnplaced(false));
    }
    for code in data.filter.places.iter().rev() {
        let place = data.view.and_then(|view| view.archive.place(*code));
        let name = place.map_or_else(|| code.to_string(), |place| place.name.clone());
        if chip(ui, &name, p.red_soft, p.red) {
            actions.push(Action::ChoosePlace(*code, true));
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
