//! The second lane: articles by the dates they speak of, on the axis of the lane above. It is looked at only.

use egui::{Id, PopupAnchor, Rect, Response, RichText, Role, Sense, Stroke, Tooltip, Ui, WidgetInfo, vec2};

use super::Chart;
use crate::model::{DateRange, DateRanges, day_number};
use crate::query::{Bar, EventCounts};
use crate::ui::MainData;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, timeline as measures};

/// Its room below the lane above.
pub fn room(ui: &mut Ui) -> Response {
    let (height, distance) = measures::LANE;
    // What stands between two things is not counted twice.
    ui.add_space(distance - ui.spacing().item_spacing.y.min(distance));
    let height = height.min(ui.available_height());
    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::drag()).1
}

/// Draws it below `above`, with its unit.
pub fn lane(ui: &Ui, room: &Response, above: &Chart, data: &MainData) {
    room.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::EVENTS_WHY));
    let bars: Vec<(DateRange, Bar)> = match data.time.events {
        Some(events) => events.bars(above.unit, above.scale.window.range()).collect(),
        None => Vec::new(),
    };
    let chart = Chart { bars, rect: room.rect, foot: 1.0, chosen: DateRanges::default(), ..*above };
    let p = Palette::of(ui);
    let painter = ui.painter().with_clip_rect(room.rect.expand(1.0));
    let heights = data.time.heights;
    let top = heights.top(chart.bars.iter().map(|(_, bar)| *bar));
    // Here time narrows too: of what was printed then, when did it happen?
    painter.add(chart.mesh(p, heights, top, !data.filter.is_empty()));
    painter.hline(room.rect.x_range(), chart.floor(), Stroke::new(1.0, p.line));
    if data.time.events.is_some() {
        chart.paint_top(ui, heights, top);
    }
    title(ui, room.rect);
    describe(ui, &chart, room);
    if let (Some(at), Some(events)) = (room.hover_pos(), data.time.events) {
        hover(ui, &chart, room, chart.scale.bar_at(at.x, chart.unit), events);
    }
}

/// Its name, over the bars.
fn title(ui: &Ui, rect: Rect) {
    let p = Palette::of(ui);
    let galley = ui.painter().layout_no_wrap(s::EVENTS.to_owned(), theme::sans(size::SMALL), p.ink2);
    let behind = Rect::from_min_size(rect.min, galley.size() + vec2(gap::M, 0.0));
    ui.painter().rect_filled(behind, 3, p.paper.gamma_multiply(0.85));
    ui.painter().galley(rect.min + vec2(gap::S, 0.0), galley, p.ink2);
}

/// Gives every bar its name for the screen reader.
fn describe(ui: &Ui, chart: &Chart, room: &Response) {
    if !ui.ctx().has_accesskit_node(room.id) {
        return;
    }
    for (range, bar) in chart.bars.iter().filter(|(_, bar)| bar.all > 0) {
        let id: Id = room.id.with(("event bar", chart.unit, day_number(range.from)));
        let response = ui.interact(chart.slot(*range), id, Sense::hover());
        let name = s::event_bar(&range.label(), bar.all, bar.passing);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    }
}

fn hover(ui: &Ui, chart: &Chart, room: &Response, range: DateRange, events: &EventCounts) {
    let bar = events.bar(chart.unit, range);
    let anchor = PopupAnchor::ParentRect(chart.slot(range));
    Tooltip::always_open(ui.ctx().clone(), room.layer_id, room.id, anchor).show(|ui| {
        let p = Palette::of(ui);
        let counts = s::event_bar(&s::hovered_time(range), bar.all, bar.passing);
        let text = if bar.all == 0 { s::NO_EVENTS.to_owned() } else { counts };
        ui.label(RichText::new(text).size(size::LIST).color(p.ink));
        ui.label(RichText::new(s::EVENTS_WHY).size(size::SMALL).color(p.ink3));
    });
}
