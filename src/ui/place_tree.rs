//! The list of places with their counts: streets, communities, and what lies elsewhere; found by name or sound, walked
//! through with keys.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, TextEdit,
    Ui, WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::place_rows::{PlaceOrder, Row, Shown};
use super::places::click_adds;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, icon_button, paint_icon, quiet_button, sparkline};
use super::{Action, Command, MainData, MapAct, PlaceAct};
use crate::model::{Place, PlaceCode, PlaceOrigin};
use crate::query::View;

const ROW: f32 = 28.0;
/// How far the names of streets and communities are from the edge.
const INDENTS: (f32, f32) = (22.0, 36.0);
/// How large the course of a place over time is drawn.
const SPARK: (f32, f32) = (48.0, 14.0);
/// What a count takes at the end of a row.
const COUNT: f32 = 44.0;

/// The list; remembers what a person made of it.
#[derive(Default)]
pub struct PlaceTree {
    shown: Shown,
    /// The row that keys stand on.
    cursor: Option<usize>,
    wants_find: bool,
    wants_keys: bool,
}

/// What keys did to the list in one frame.
enum Moved {
    To(usize),
    Turn(PlaceCode),
    Choose(bool),
}

impl PlaceTree {
    /// Puts the cursor into the box that finds places.
    pub fn find(&mut self) {
        self.wants_find = true;
    }

    /// Draws its head, and the list.
    pub fn ui(&mut self, ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
        self.head(ui, data, actions);
        let rows = self.shown.rows(view, &data.filter.places, data.place_order);
        self.cursor = self.cursor.filter(|at| *at < rows.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_rect_before_wrap();
        let list = ui.interact(room, ui.scope_id().with("places"), Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::Tree, true, s::PLACE_LIST_KEYS));
        if std::mem::take(&mut self.wants_keys) {
            list.request_focus();
            self.cursor = self.first(&rows);
        }
        let keyed = list.has_focus();
        let moved = keyed.then(|| self.keys(ui, &list, &rows)).flatten();
        match (&moved, self.cursor.and_then(|at| rows.get(at))) {
            (Some(Moved::To(at)), _) => self.cursor = Some(*at),
            (Some(Moved::Turn(street)), _) => self.shown.turn(*street),
            (Some(Moved::Choose(adds)), Some(row)) => choose(*row, *adds, data, actions),
            _ => {}
        }
        let area = ScrollArea::vertical().id_salt("tree").auto_shrink(false);
        area.show_rows(ui, ROW, rows.len(), |ui, range| {
            if let Some(Moved::To(at)) = moved {
                let top = ui.max_rect().top() + (at as f32 - range.start as f32) * ROW;
                let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + ROW);
                ui.scroll_to_rect(row, None);
            }
            for at in range {
                if let Some(row) = rows.get(at) {
                    let marked = keyed && self.cursor == Some(at);
                    self.row(ui, (at, *row), marked, view, data, actions);
                }
            }
        });
        if rows.is_empty() {
            ui.painter().text(
                room.center_top() + vec2(0.0, 24.0),
                Align2::CENTER_CENTER,
                s::NO_SUCH_PLACE,
                theme::sans(size::LIST),
                Palette::of(ui).ink3,
            );
        }
    }

    fn head(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            super::widgets::panel_title(ui, s::PLACE_LIST);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::ICON_ADD, s::ADD_PLACE.0).clicked() {
                    actions.push(Action::Run(Command::AddPlace));
                }
                order_menu(ui, data.place_order, actions);
                self.find_box(ui);
            });
        });
    }

    fn find_box(&mut self, ui: &mut Ui) {
        let p = Palette::of(ui);
        let edit = TextEdit::singleline(&mut self.shown.typed)
            .id(Id::unique("find a place"))
            .hint_text(egui::RichText::new(s::FIND_PLACE).size(size::SMALL).color(p.ink3))
            .font(theme::sans(size::LIST))
            .desired_width(ui.available_width() - 10.0);
        let response = ui.add(edit).on_hover_text(s::FIND_PLACE_WHY);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::SearchInput, true, s::FIND_PLACE);
            info.current_text_value = Some(self.shown.typed.clone());
            info
        });
        if std::mem::take(&mut self.wants_find) {
            response.request_focus();
        }
        if response.changed() {
            self.shown.turned.clear();
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if response.has_focus() && pressed(Key::ArrowDown)
            || response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        {
            self.wants_keys = true;
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.shown.typed.clear();
        }
    }

    /// The first row that was found, or that there is.
    fn first(&self, rows: &[Row]) -> Option<usize> {
        let typed = self.shown.typed.trim();
        let found = rows.iter().position(|row| row.place().is_some_and(|place| self.shown.finds(place)));
        (!rows.is_empty()).then(|| found.filter(|_| !typed.is_empty()).unwrap_or(0))
    }

    fn keys(&self, ui: &Ui, list: &Response, rows: &[Row]) -> Option<Moved> {
        let keys = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, keys));
        let at = self.cursor.unwrap_or(0);
        let step = |by: isize| {
            let to = at.saturating_add_signed(by).min(rows.len().saturating_sub(1));
            // Nothing can be done with a line between two parts.
            let over = matches!(rows.get(to), Some(Row::Divider));
            Some(Moved::To(if over { to.saturating_add_signed(by.signum()) } else { to }))
        };
        let pressed = |key| ui.input(|input| input.key_pressed(key) && !input.modifiers.alt);
        let adds = ui.input(|input| input.modifiers.command);
        match rows.get(at) {
            _ if self.cursor.is_none() => (!rows.is_empty()).then_some(Moved::To(0)),
            _ if pressed(Key::ArrowDown) => step(1),
            _ if pressed(Key::ArrowUp) => step(-1),
            _ if pressed(Key::PageDown) => step(10),
            _ if pressed(Key::PageUp) => step(-10),
            _ if pressed(Key::Home) => Some(Moved::To(0)),
            _ if pressed(Key::End) => Some(Moved::To(rows.len().saturating_sub(1))),
            _ if pressed(Key::Enter) || pressed(Key::Space) => Some(Moved::Choose(adds)),
            Some(Row::Street(street, false)) if pressed(Key::ArrowRight) => Some(Moved::Turn(street.code)),
            Some(Row::Street(street, true)) if pressed(Key::ArrowLeft) => Some(Moved::Turn(street.code)),
            Some(Row::Street(_, true)) if pressed(Key::ArrowRight) => step(1),
            Some(Row::Community(_)) if pressed(Key::ArrowLeft) => {
                rows[..at].iter().rposition(|row| matches!(row, Row::Street(..))).map(Moved::To)
            }
            _ => None,
        }
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        (at, row): (usize, Row),
        marked: bool,
        view: &View,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let (name, count, chosen, indent) = match row {
            Row::Divider => {
                let at = rect.left_center() + vec2(4.0, 2.0);
                ui.painter().text(at, Align2::LEFT_CENTER, s::OTHER_PLACES, theme::sans(size::SMALL), p.ink3);
                return;
            }
            Row::Unplaced => (s::UNPLACED, view.places.unplaced, data.filter.unplaced, INDENTS.0),
            Row::Undecided => (s::UNDECIDED, view.places.undecided, data.filter.undecided, INDENTS.0),
            Row::Street(place, _) | Row::Elsewhere(place) => {
                (place.name.as_str(), view.places.of(place.code), is_chosen(place, data), INDENTS.0)
            }
            Row::Community(place) => {
                (place.name.as_str(), view.places.of(place.code), is_chosen(place, data), INDENTS.1)
            }
        };
        // The list has the keys, its rows the pointer.
        let key = match row.place() {
            Some(place) => place.code.number(),
            None => i64::from(row == Row::Undecided),
        };
        let mut response = ui.interact(rect, ui.scope_id().with(("place", key)), Sense::CLICK);
        if chosen || response.hovered() {
            let fill = if chosen { p.red_soft } else { p.line.gamma_multiply(0.5) };
            ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        }
        let color = match (chosen, count) {
            (true, _) => p.red,
            (false, 0) => p.ink3,
            (false, _) => p.ink,
        };
        let room = rect.width() - indent - COUNT - SPARK.0 - gap::M;
        let text = ClippedText { text: name, font: theme::sans(size::LIST), color, rows: 1, hits: &[] };
        let galley = text.layout(ui, room);
        let end = rect.left() + indent + galley.size().x;
        ui.painter().galley(rect.left_center() + vec2(indent, -galley.size().y / 2.0), galley, color);
        if row.place().is_some_and(|place| place.origin == PlaceOrigin::Text) {
            let at = egui::pos2(end + 6.0, rect.center().y);
            ui.painter().text(at, Align2::LEFT_CENTER, s::FROM_TEXT, theme::sans(size::SMALL), p.amber);
        }
        if let (Some(place), Some(trends)) = (row.place(), data.trends) {
            let right = rect.right() - COUNT;
            let at = Rect::from_center_size(egui::pos2(right - SPARK.0 / 2.0, rect.center().y), SPARK.into());
            let color = if chosen { p.red } else { p.bar };
            sparkline(ui, at, trends.of(place.code), color);
        }
        let number = if chosen { p.red } else { p.ink3 };
        let end = rect.right_center() - vec2(8.0, 0.0);
        ui.painter().text(end, Align2::RIGHT_CENTER, count.to_string(), theme::sans(size::SMALL), number);
        if marked {
            let stroke = egui::Stroke::new(2.0, p.blue);
            ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, egui::StrokeKind::Inside);
        }
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, s::place(name, count)));
        response = match row {
            Row::Unplaced => response.on_hover_text(s::UNPLACED_WHY),
            Row::Undecided => response.on_hover_text(s::UNDECIDED_WHY),
            _ => response,
        };
        if let (Row::Street(place, _) | Row::Community(place), true) = (row, data.map.plan.is_some()) {
            response.context_menu(|ui| {
                if ui.button(s::PLACE_PIN.0).clicked() {
                    actions.push(Action::Map(MapAct::TakePin(place.code)));
                }
            });
        }
        let folded = match row {
            Row::Street(place, open) => self.fold_button(ui, rect, place, open),
            _ => false,
        };
        if response.clicked() && !folded {
            self.cursor = Some(at);
            let adds = row.place().is_some_and(|place| click_adds(ui, place.code, data));
            choose(row, adds, data, actions);
        }
    }

    fn fold_button(&mut self, ui: &Ui, row: Rect, place: &Place, open: bool) -> bool {
        let p = Palette::of(ui);
        let rect = Rect::from_min_size(row.min, vec2(INDENTS.0, ROW));
        let response = ui.interact(rect, ui.scope_id().with(("fold", place.code)), Sense::CLICK);
        let icon = if open { icons::ICON_EXPAND_MORE } else { icons::ICON_CHEVRON_RIGHT };
        let color = if response.hovered() { p.red } else { p.ink3 };
        paint_icon(ui, rect, icon, size::READING, color);
        let word = if open { s::COLLAPSE } else { s::EXPAND };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} {}", place.name)));
        if response.clicked() {
            self.shown.turn(place.code);
        }
        response.clicked()
    }
}

/// Chooses what a row stands for, or takes the choice back.
fn choose(row: Row, adds: bool, data: &MainData, actions: &mut Vec<Action>) {
    match row {
        Row::Unplaced => {
            actions.push(Action::Place(PlaceAct::SetUnplaced(!data.filter.unplaced)));
        }
        Row::Undecided => {
            actions.push(Action::Place(PlaceAct::SetUndecided(!data.filter.undecided)));
        }
        Row::Divider => {}
        Row::Street(place, _) | Row::Community(place) | Row::Elsewhere(place) => {
            // What is chosen alone is taken back by a second key as by a second click.
            let alone = data.filter.places == [place.code];
            actions.push(Action::ChoosePlace(place.code, adds || alone));
        }
    }
}

fn order_menu(ui: &mut Ui, order: PlaceOrder, actions: &mut Vec<Action>) {
    let at = PlaceOrder::ALL.iter().position(|other| *other == order).unwrap_or_default();
    let text = format!("{} {}", s::PLACE_ORDERS[at], icons::ICON_EXPAND_MORE.codepoint);
    let button = quiet_button(ui, &text).on_hover_text(s::PLACE_ORDER_WHY);
    egui::Popup::menu(&button).show(|ui| {
        for (order, name) in PlaceOrder::ALL.into_iter().zip(s::PLACE_ORDERS) {
            if ui.button(name).clicked() {
                actions.push(Action::Place(PlaceAct::SetOrder(order)));
            }
        }
    });
}

fn is_chosen(place: &Place, data: &MainData) -> bool {
    data.filter.places.contains(&place.code)
}
