//! The tree of places with their counts: streets, communities, and what lies elsewhere.

use std::collections::HashSet;

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::places::{click_adds, street_children};
use super::strings as s;
use super::theme::{self, Palette, size};
use super::widgets::{ClippedText, focus_ring, paint_icon};
use super::{Action, MainData};
use crate::model::{Place, PlaceCode, PlaceLevel, PlaceOrigin};
use crate::query::View;

const ROW: f32 = 28.0;

/// The tree; remembers what is folded otherwise than it would be by itself.
#[derive(Default)]
pub struct PlaceTree {
    turned: HashSet<PlaceCode>,
}

enum Row<'a> {
    Street(&'a Place, bool),
    Community(&'a Place),
    Unplaced,
    Divider,
    Elsewhere(&'a Place),
}

impl PlaceTree {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
        let rows = self.rows(view, data);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("tree").auto_shrink(false).show_rows(
            ui,
            ROW,
            rows.len(),
            |ui, range| {
                for row in rows.get(range).into_iter().flatten() {
                    self.row(ui, row, view, data, actions);
                }
            },
        );
    }

    fn rows<'a>(&self, view: &'a View, data: &MainData) -> Vec<Row<'a>> {
        let places = view.archive.places();
        let area = view.archive.area().map(|area| area.code);
        let own = |place: &&Place| area.is_some_and(|area| place.code.is_within(area));
        let mut rows = Vec::new();
        for street in places.iter().filter(own).filter(|place| place.code.level() == PlaceLevel::Street) {
            let open = self.is_open(street.code, view, data);
            rows.push(Row::Street(street, open));
            if open {
                rows.extend(street_children(view, street.code).map(Row::Community));
            }
        }
        rows.push(Row::Unplaced);
        let area_itself = places.iter().filter(|place| Some(place.code) == area);
        let others = places.iter().filter(|place| !own(place));
        let elsewhere: Vec<&Place> =
            area_itself.chain(others).filter(|place| view.places.of(place.code) > 0).collect();
        if !elsewhere.is_empty() {
            rows.push(Row::Divider);
            rows.extend(elsewhere.into_iter().map(Row::Elsewhere));
        }
        rows
    }

    /// A street is open where something in it is chosen or named, unless a person turned it.
    fn is_open(&self, street: PlaceCode, view: &View, data: &MainData) -> bool {
        let chosen = data.filter.places.iter().any(|code| code.is_within(street) && *code != street);
        (chosen || view.places.of(street) > 0) != self.turned.contains(&street)
    }

    fn row(&mut self, ui: &mut Ui, row: &Row, view: &View, data: &MainData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let (name, count, chosen, indent) = match row {
            Row::Divider => {
                let at = rect.left_center() + vec2(4.0, 2.0);
                ui.painter().text(at, Align2::LEFT_CENTER, s::OTHER_PLACES, theme::sans(size::SMALL), p.ink3);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, s::OTHER_PLACES));
                return;
            }
            Row::Unplaced => (s::UNPLACED, view.places.unplaced, data.filter.unplaced, 22.0),
            Row::Street(place, _) => {
                (place.name.as_str(), view.places.of(place.code), is_chosen(place, data), 22.0)
            }
            Row::Community(place) => {
                (place.name.as_str(), view.places.of(place.code), is_chosen(place, data), 36.0)
            }
            Row::Elsewhere(place) => {
                (place.name.as_str(), view.places.of(place.code), is_chosen(place, data), 22.0)
            }
        };
        if chosen || response.hovered() {
            let fill = if chosen { p.red_soft } else { p.line.gamma_multiply(0.5) };
            ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        }
        let color = match (chosen, count) {
            (true, _) => p.red,
            (false, 0) => p.ink3,
            (false, _) => p.ink,
        };
        let text = ClippedText { text: name, font: theme::sans(size::LIST), color, rows: 1, hits: &[] };
        let galley = text.layout(ui, rect.width() - indent - 44.0);
        let end = rect.left() + indent + galley.size().x;
        ui.painter().galley(rect.left_center() + vec2(indent, -galley.size().y / 2.0), galley, color);
        if let Row::Community(place) | Row::Street(place, _) = row
            && place.origin == PlaceOrigin::Text
        {
            let at = egui::pos2(end + 6.0, rect.center().y);
            ui.painter().text(at, Align2::LEFT_CENTER, s::FROM_TEXT, theme::sans(size::SMALL), p.amber);
        }
        let number = if chosen { p.red } else { p.ink3 };
        let at = rect.right_center() - vec2(8.0, 0.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, count.to_string(), theme::sans(size::SMALL), number);
        focus_ring(ui, &response, rect, 4);
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, s::place(name, count)));
        if matches!(row, Row::Unplaced) {
            response = response.on_hover_text(s::UNPLACED_WHY);
        }
        let folded =
            if let Row::Street(place, open) = row { self.fold_button(ui, rect, place, *open) } else { false };
        if response.clicked() && !folded {
            match row {
                Row::Street(place, _) | Row::Community(place) | Row::Elsewhere(place) => {
                    actions.push(Action::ChoosePlace(place.code, click_adds(ui, place.code, data)));
                }
                Row::Unplaced => actions.push(Action::SetUnplaced(!data.filter.unplaced)),
                Row::Divider => {}
            }
        }
    }

    fn fold_button(&mut self, ui: &Ui, row: Rect, place: &Place, open: bool) -> bool {
        let p = Palette::of(ui);
        let rect = Rect::from_min_size(row.min, vec2(22.0, ROW));
        let response = ui.interact(rect, ui.scope_id().with(("fold", place.code)), Sense::click());
        let icon = if open { icons::ICON_EXPAND_MORE } else { icons::ICON_CHEVRON_RIGHT };
        let color = if response.hovered() { p.red } else { p.ink3 };
        paint_icon(ui, rect, icon, size::READING, color);
        let word = if open { s::COLLAPSE } else { s::EXPAND };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} {}", place.name)));
        if response.clicked() && !self.turned.remove(&place.code) {
            self.turned.insert(place.code);
        }
        response.clicked()
    }
}

fn is_chosen(place: &Place, data: &MainData) -> bool {
    data.filter.places.contains(&place.code)
}
