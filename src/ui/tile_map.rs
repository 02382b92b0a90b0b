//! The schematic map: each street a block, its communities cells in it, shaded by count.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::places::{click_adds, street_children};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::{Action, MainData};
use crate::model::{Place, PlaceLevel};
use crate::query::View;

/// Narrowest block, in points.
const BLOCK: f32 = 108.0;
const HEAD: f32 = 24.0;
const CELL: f32 = 22.0;
const PAD: f32 = 6.0;

/// One block with its cells, laid out from its own corner.
struct Block<'a> {
    street: &'a Place,
    cells: Vec<(&'a Place, Rect)>,
    height: f32,
}

/// Draws the map of the store's area.
pub fn tile_map(ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
    let Some(area) = view.archive.area() else { return };
    let streets: Vec<&Place> = view
        .archive
        .places()
        .iter()
        .filter(|place| place.code.level() == PlaceLevel::Street && place.code.is_within(area.code))
        .collect();
    let most = |level| {
        let counts =
            view.places.by_code.iter().filter(|(code, _)| code.level() == level && code.is_within(area.code));
        counts.map(|(_, count)| *count).max().unwrap_or_default()
    };
    let (most_cell, most_street) = (most(PlaceLevel::Community), most(PlaceLevel::Street));
    let width = ui.available_width();
    let columns = ((width + gap::M) / (BLOCK + gap::M)).floor().max(1.0);
    let block_width = (width - gap::M * (columns - 1.0)) / columns;
    for row in streets.chunks(columns as usize) {
        let blocks: Vec<Block> = row.iter().map(|street| lay_out(ui, view, street, block_width)).collect();
        let height = blocks.iter().map(|block| block.height).fold(0.0, f32::max);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        for (at, block) in blocks.iter().enumerate() {
            let corner = rect.min + vec2(at as f32 * (block_width + gap::M), 0.0);
            let rect = Rect::from_min_size(corner, vec2(block_width, height));
            if ui.is_rect_visible(rect) {
                draw(ui, block, rect, view, (most_street, most_cell), data, actions);
            }
        }
        ui.add_space(gap::S);
    }
}

fn lay_out<'a>(ui: &Ui, view: &'a View, street: &'a Place, width: f32) -> Block<'a> {
    let mut cells = Vec::new();
    let (mut x, mut y) = (PAD, HEAD + 2.0);
    for place in street_children(view, street.code) {
        let text =
            ui.painter().layout_no_wrap(short_name(place), theme::sans(size::SMALL), egui::Color32::BLACK);
        let cell = (text.size().x + 8.0).clamp(34.0, width - 2.0 * PAD);
        if x + cell > width - PAD && x > PAD {
            x = PAD;
            y += CELL + 2.0;
        }
        cells.push((place, Rect::from_min_size(pos2(x, y), vec2(cell, CELL))));
        x += cell + 2.0;
    }
    let height = if cells.is_empty() { HEAD + PAD } else { y + CELL + PAD };
    Block { street, cells, height }
}

fn draw(
    ui: &mut Ui,
    block: &Block,
    rect: Rect,
    view: &View,
    (most_street, most_cell): (u32, u32),
    data: &MainData,
    actions: &mut Vec<Action>,
) {
    let p = Palette::of(ui);
    let count = view.places.of(block.street.code);
    let chosen = data.filter.places.contains(&block.street.code);
    let stroke = if chosen { Stroke::new(1.5, p.red) } else { Stroke::new(1.0, p.line) };
    ui.painter().rect(rect, CornerRadius::same(6), p.card, stroke, StrokeKind::Inside);
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    let ink = if chosen { p.red } else { p.ink };
    clickable(ui, block.street, count, head, data, actions);
    let name_at = head.left_center() + vec2(PAD + 2.0, 1.0);
    let name = short_name(block.street);
    let room = head.width() - 40.0;
    let text = super::widgets::ClippedText {
        text: &name,
        font: theme::bold(size::SMALL),
        color: ink,
        rows: 1,
        hits: &[],
    };
    let galley = text.layout(ui, room);
    ui.painter().galley(name_at - vec2(0.0, galley.size().y / 2.0), galley, ink);
    let number_at = head.right_center() + vec2(-PAD - 2.0, 1.0);
    let tone = if count == most_street && count > 0 { p.red } else { p.ink3 };
    ui.painter().text(number_at, Align2::RIGHT_CENTER, count.to_string(), theme::sans(size::SMALL), tone);
    for (place, cell) in &block.cells {
        let cell = cell.translate(rect.min.to_vec2());
        let count = view.places.of(place.code);
        let (fill, text) = p.shade(count, most_cell);
        ui.painter().rect_filled(cell, CornerRadius::same(3), fill);
        clickable(ui, place, count, cell, data, actions);
        if data.filter.places.contains(&place.code) {
            ui.painter().rect_stroke(
                cell,
                CornerRadius::same(3),
                Stroke::new(2.0, p.ink),
                StrokeKind::Outside,
            );
        }
        let name = short_name(place);
        let label = super::widgets::ClippedText {
            text: &name,
            font: theme::sans(size::SMALL),
            color: text,
            rows: 1,
            hits: &[],
        };
        let galley = label.layout(ui, cell.width() - 2.0);
        ui.painter().galley(cell.center() - galley.size() / 2.0, galley, text);
    }
}

fn clickable(ui: &Ui, place: &Place, count: u32, rect: Rect, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("map", place.code)), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(rect, CornerRadius::same(3), Stroke::new(1.0, p.red), StrokeKind::Inside);
    }
    let chosen = data.filter.places.contains(&place.code);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, s::map_cell(&place.name, count)));
    if response.clicked() {
        actions.push(Action::ChoosePlace(place.code, click_adds(ui, place.code, data)));
    }
    response.on_hover_text(s::place(&place.name, count));
}

/// The name as it fits a cell: without the word for its level, where enough is left.
fn short_name(place: &Place) -> String {
    let name = place.name.as_str();
    let stem = s::LEVEL_WORDS
        .iter()
        .find_map(|word| name.strip_suffix(word))
        .filter(|stem| stem.chars().count() >= 2);
    stem.unwrap_or(name).to_owned()
}

/// From few to many, with the words of the legend.
pub fn legend(ui: &mut Ui) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        super::widgets::note(ui, s::FEW);
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 6.0), Sense::hover());
        let steps = 24;
        for step in 0..steps {
            let share = (step * step) as u32;
            let (fill, _) = p.shade(share, (steps * steps) as u32);
            let width = rect.width() / steps as f32;
            let left = rect.left() + step as f32 * width;
            ui.painter().rect_filled(
                Rect::from_x_y_ranges(left..=left + width + 0.5, rect.y_range()),
                CornerRadius::ZERO,
                fill,
            );
        }
        super::widgets::note(ui, s::MANY);
    });
}
