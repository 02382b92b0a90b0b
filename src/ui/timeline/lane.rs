//! The second lane: articles by the dates they speak of, on the axis of the lane above. A click or a drag chooses.

use egui::{
    CornerRadius, Id, PointerButton, PopupAnchor, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind,
    Tooltip, Ui, WidgetInfo, vec2,
};

use super::choice::Mode;
use super::input::{Drag, toggled};
use super::{Chart, TimelinePanel};
use crate::model::{DateRange, DateRanges, day_number};
use crate::query::{Bar, EventCounts};
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, timeline as measures};
use crate::ui::{Action, MainData};

/// Its room below the lane above.
pub fn room(ui: &mut Ui) -> Response {
    let (height, distance) = measures::LANE;
    // What stands between two things is not counted twice.
    ui.add_space(distance - ui.spacing().item_spacing.y.min(distance));
    let height = height.min(ui.available_height());
    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click_and_drag()).1
}

/// A drag in the lane: the bar where it began, that of the pointer, and what the keys said.
pub type LaneDrag = (DateRange, DateRange, Mode);

impl TimelinePanel {
    /// Draws it below `above`, with its unit.
    pub(super) fn lane(
        &mut self,
        ui: &Ui,
        room: &Response,
        above: &Chart,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        room.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::EVENTS_WHY));
        let bars: Vec<(DateRange, Bar)> = match data.time.events {
            Some(events) => events.bars(above.unit, above.scale.window.range()).collect(),
            None => Vec::new(),
        };
        let chart = Chart { bars, rect: room.rect, foot: 1.0, chosen: DateRanges::default(), ..*above };
        self.choose_events(ui, &chart, room, data, actions);
        let chosen = match self.lane_drag {
            Some((from, to, mode)) => mode.choose(&data.filter.events, from, to),
            None => data.filter.events.clone(),
        };
        let chart = Chart { chosen, ..chart };
        paint(ui, &chart, data);
        describe(ui, &chart, room, data, actions);
        if let (Some(at), Some(events), true) = (room.hover_pos(), data.time.events, self.rests(ui)) {
            hover(ui, &chart, room, chart.scale.bar_at(at.x, chart.unit), events);
        }
    }

    fn choose_events(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        room: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        if room.hovered() && ui.input(|input| input.pointer.primary_pressed()) {
            self.mode = Mode::of(ui.input(|input| input.modifiers));
        }
        let (mode, before) = (self.mode, &data.filter.events);
        let bar_at = |x: f32| chart.scale.bar_at(x, chart.unit);
        let pointed = room.interact_pointer_pos().map(|at| bar_at(at.x));
        if room.drag_started_by(PointerButton::Primary) && !matches!(self.drag, Some(Drag::Pan)) {
            let origin = ui.input(|input| input.pointer.press_origin()).map(|at| bar_at(at.x));
            self.lane_drag = origin.zip(pointed).map(|(from, to)| (from, to, mode));
        }
        if let (Some((_, to, _)), Some(bar)) = (&mut self.lane_drag, pointed) {
            *to = bar;
        }
        if room.drag_stopped() {
            // A drag that panned ends here too, where it began here.
            self.drag = None;
            if let Some((from, to, mode)) = self.lane_drag.take() {
                actions.push(Action::SetEvents(mode.choose(before, from, to)));
            }
        } else if let (true, Some(bar)) = (room.clicked(), pointed) {
            let alone = mode == Mode::Instead;
            let chosen = if alone { toggled(before, bar) } else { mode.choose(before, bar, bar) };
            actions.push(Action::SetEvents(chosen));
        }
    }
}

fn paint(ui: &Ui, chart: &Chart, data: &MainData) {
    let p = Palette::of(ui);
    let painter = ui.painter().with_clip_rect(chart.rect.expand(1.0));
    let visible = || chart.chosen.ranges().iter().filter(|range| chart.scale.window.meets(**range));
    for range in visible() {
        painter.rect_filled(chart.slot(*range), CornerRadius::same(2), p.red.gamma_multiply(0.08));
    }
    let heights = data.time.heights;
    let top = heights.top(chart.bars.iter().map(|(_, bar)| *bar));
    // Here time narrows too: of what was printed then, when did it happen?
    painter.add(chart.mesh(p, heights, top, !data.filter.is_empty()));
    painter.hline(chart.rect.x_range(), chart.floor(), Stroke::new(1.0, p.line));
    for range in visible() {
        let stroke = Stroke::new(1.0, p.red);
        painter.rect_stroke(chart.slot(*range), CornerRadius::same(2), stroke, StrokeKind::Inside);
    }
    if data.time.events.is_some() {
        chart.paint_top(ui, heights, top);
    }
    title(ui, chart.rect);
}

/// Its name, over the bars.
fn title(ui: &Ui, rect: Rect) {
    let p = Palette::of(ui);
    let galley = ui.painter().layout_no_wrap(s::EVENTS.to_owned(), theme::sans(size::SMALL), p.ink2);
    let behind = Rect::from_min_size(rect.min, galley.size() + vec2(gap::M, 0.0));
    ui.painter().rect_filled(behind, 3, p.paper.gamma_multiply(0.85));
    ui.painter().galley(rect.min + vec2(gap::S, 0.0), galley, p.ink2);
}

/// Gives every bar its name for the screen reader, and a click of the screen reader its meaning.
fn describe(ui: &Ui, chart: &Chart, room: &Response, data: &MainData, actions: &mut Vec<Action>) {
    if !ui.ctx().has_accesskit_node(room.id) {
        return;
    }
    for (range, bar) in chart.bars.iter().filter(|(_, bar)| bar.all > 0) {
        let id: Id = room.id.with(("event bar", chart.unit, day_number(range.from)));
        let response = ui.interact(chart.slot(*range), id, Sense::hover());
        let name = s::event_bar(&range.label(), bar.all, bar.passing);
        let chosen = data.filter.events.only() == Some(*range);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
        super::offer_click(ui, id);
        if super::clicked_by_reader(ui, id) {
            actions.push(Action::SetEvents(toggled(&data.filter.events, *range)));
        }
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
