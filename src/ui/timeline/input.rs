//! What the pointer and the keys do on the bars.

use egui::{
    CornerRadius, CursorIcon, Event, Key, Modifiers, PointerButton, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo,
};

use super::choice::{Edge, Mode};
use super::header::ZOOM_STEP;
use super::scale::{Limits, Scale, Window};
use super::{Chart, TimelinePanel};
use crate::model::{Date, DateRange, DateRanges, day_of_number};
use crate::ui::strings as s;
use crate::ui::theme::{Palette, timeline as measures};
use crate::ui::widgets::keep_arrows;
use crate::ui::{Action, MainData};

/// How many points of the wheel make a window 2.7 times as long: a notch has about 50.
const WHEEL: f64 = 240.0;
/// How long the wheel rests between two turns, in seconds.
pub const REST: f64 = 0.3;

/// A drag that is going on.
#[derive(Clone, Debug)]
pub enum Drag {
    /// Chooses from the bar where it began to the bar of the pointer.
    Choose { from: DateRange, to: DateRange, mode: Mode },
    /// Moves an edge of what is chosen to the beginning of a day.
    Edge(Edge, Date),
    /// Pans.
    Pan,
}

impl TimelinePanel {
    /// The window after wheel and panning.
    pub(super) fn moved(
        &mut self,
        ui: &Ui,
        response: &Response,
        data: &MainData,
        window: Window,
        limits: Limits,
    ) -> Window {
        let scale = Scale { left: response.rect.left(), right: response.rect.right(), window };
        let mut window = window;
        if let Some(at) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let factor = (-f64::from(wheel.y) / WHEEL).exp() / f64::from(pinch);
            if factor != 1.0 {
                let now = ui.input(|input| input.time);
                let rested = now - std::mem::replace(&mut self.zoomed_at, now) > REST;
                if factor < 1.0 && rested && super::nearest(window, limits, data) {
                    self.open_calendar(day_of_number(scale.at(at.x).floor() as i32));
                }
                window = window.zoomed(scale.at(at.x), factor, limits);
            }
            if wheel.x != 0.0 {
                window = window.panned(-f64::from(wheel.x) / scale.points_per_day(), limits);
            }
        }
        let space = ui.input(|input| input.key_down(Key::Space));
        let pans = response.dragged_by(PointerButton::Middle)
            || (response.dragged_by(PointerButton::Primary)
                && (matches!(self.drag, Some(Drag::Pan)) || (self.drag.is_none() && space)));
        if pans {
            self.drag = Some(Drag::Pan);
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            let by = f64::from(response.drag_delta().x) / scale.points_per_day();
            window = window.panned(-by, limits);
        } else if space && response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Grab);
        }
        // A drag that leaves the bars takes them along.
        if let (Some(Drag::Choose { .. }), Some(at)) = (&self.drag, response.interact_pointer_pos()) {
            let beyond = at.x - at.x.clamp(scale.left, scale.right);
            if beyond != 0.0 {
                window = window.panned(f64::from(beyond) * 0.5 / scale.points_per_day(), limits);
                ui.ctx().request_repaint();
            }
        }
        window
    }

    /// Clicks, drags and keys that choose.
    pub(super) fn choose(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        if response.hovered() && ui.input(|input| input.pointer.primary_pressed()) {
            self.mode = Mode::of(ui.input(|input| input.modifiers));
        }
        let mode = self.mode;
        let bar_at = |x: f32| chart.scale.bar_at(x, chart.unit);
        let pointed = response.interact_pointer_pos().map(|at| bar_at(at.x));
        if response.drag_started_by(PointerButton::Primary) && self.drag.is_none() {
            // The drag began where the button went down, a few points before egui could tell it from a click.
            let origin = ui.input(|input| input.pointer.press_origin()).map(|at| bar_at(at.x));
            self.drag = origin.zip(pointed).map(|(from, to)| Drag::Choose { from, to, mode });
        }
        if let (Some(Drag::Choose { to, .. }), Some(bar)) = (&mut self.drag, pointed) {
            *to = bar;
        }
        if response.drag_stopped() {
            let time = self.chosen(chart, data);
            if let Some(Drag::Choose { from, to, .. }) = self.drag.take() {
                self.set(time, from.from, to.from, actions);
            }
            self.keyed = false;
            response.request_focus();
        }
        if response.double_clicked()
            && let Some(bar) = pointed
        {
            let days = Window::of(bar).days * 1.2;
            self.window =
                Some(Window { days, ..chart.scale.window }.around(Window::of(bar).middle(), chart.limits));
            self.set(bar.into(), bar.from, bar.from, actions);
        } else if response.clicked() && (pointed.is_some() || self.keyed) {
            // The space bar is a click where keys are used; under the pointer it only pans.
            self.keyed = pointed.is_none();
            self.click(pointed, mode, chart, data, actions);
            response.request_focus();
        }
        if !response.has_focus() {
            self.keyed = true;
        } else {
            self.keys(ui, chart, response, data, actions);
        }
    }

    /// A click of the pointer on a bar, or of the keys where they stand.
    fn click(
        &mut self,
        pointed: Option<DateRange>,
        mode: Mode,
        chart: &Chart,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let time = &data.filter.time;
        let cursor = self.cursor.map(|day| chart.unit.bucket_of(day));
        // A key has no pointer, and always takes or adds.
        let (bar, mode) = match (pointed, cursor) {
            (Some(bar), _) => (bar, mode),
            (None, Some(bar)) => (bar, Mode::Further),
            (None, None) => return,
        };
        let chosen = if mode == Mode::Instead { toggled(time, bar) } else { mode.choose(time, bar, bar) };
        self.set(chosen, bar.from, bar.from, actions);
    }

    /// What is chosen, or would be if the drag ended here.
    pub(super) fn chosen(&self, chart: &Chart, data: &MainData) -> DateRanges {
        let time = &data.filter.time;
        match &self.drag {
            Some(Drag::Choose { from, to, mode }) => {
                // The unit may have changed on the way.
                let bar = |range: &DateRange| chart.unit.bucket_of(range.from);
                mode.choose(time, bar(from), to.hull(*to))
            }
            Some(Drag::Edge(edge, border)) => edge.moved(time, *border),
            Some(Drag::Pan) | None => time.clone(),
        }
    }

    fn set(&mut self, time: DateRanges, anchor: Date, cursor: Date, actions: &mut Vec<Action>) {
        // What is set here is in sight already, and the keys go on from it.
        self.time.clone_from(&time);
        (self.anchor, self.cursor) = (Some(anchor), Some(cursor));
        actions.push(Action::SetTime(time));
    }

    /// The handles of what is chosen.
    pub(super) fn edges(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        strip: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        let (drawn, grasped) = measures::HANDLE;
        let time = match self.drag {
            Some(Drag::Edge(..)) => self.chosen(chart, data),
            _ => data.filter.time.clone(),
        };
        for (at, range) in data.filter.time.ranges().iter().enumerate() {
            let edges: (f32, f32) = chart.scale.edges(*range);
            // Narrower than its handles it could not be clicked any more.
            if edges.1 - edges.0 < 2.0 * grasped && !matches!(self.drag, Some(Drag::Edge(..))) {
                continue;
            }
            for (end, x) in [(false, edges.0), (true, edges.1)] {
                let outside = !(chart.rect.left() - 1.0..=chart.rect.right() + 1.0).contains(&x);
                let edge = Edge { at, end };
                let dragged = matches!(self.drag, Some(Drag::Edge(other, _)) if other == edge);
                if outside && !dragged {
                    continue;
                }
                let middle = (chart.rect.top() + chart.floor()) / 2.0;
                let rect =
                    |width, height| Rect::from_center_size(egui::pos2(x, middle), egui::vec2(width, height));
                let room = rect(grasped, chart.floor() - chart.rect.top());
                let response = ui.interact(room, strip.id.with(("edge", at, end)), Sense::DRAG);
                response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, s::edge(*range, end)));
                if response.hovered() || dragged {
                    ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
                }
                if !dragged {
                    // An edge of paper parts it from a bar as red as it is.
                    let (handle, around) = (rect(drawn, 20.0), Stroke::new(1.0, p.paper));
                    ui.painter().rect(handle, CornerRadius::same(2), p.red, around, StrokeKind::Outside);
                }
                self.drag_edge(&response, edge, chart, &time, actions);
            }
        }
    }

    fn drag_edge(
        &mut self,
        handle: &Response,
        edge: Edge,
        chart: &Chart,
        time: &DateRanges,
        actions: &mut Vec<Action>,
    ) {
        if handle.dragged_by(PointerButton::Primary)
            && let Some(at) = handle.interact_pointer_pos()
        {
            self.drag = Some(Drag::Edge(edge, chart.scale.border_at(at.x, chart.unit)));
        }
        if handle.drag_stopped()
            && let Some(Drag::Edge(..)) = self.drag.take()
        {
            let day = time.span().map_or(Date::default(), |span| span.from);
            self.set(time.clone(), day, day, actions);
        }
    }

    /// ← → step and Home End go to the ends, with Shift extending and with Ctrl only looking; ↑ ↓ zoom, Page Up and
    /// Page Down turn the page; Esc takes the choice away.
    fn keys(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        keep_arrows(ui, response);
        // Several keys may come in one frame, and Shift may be up again before it ends.
        let pressed: Vec<(Key, Modifiers)> = ui.input(|input| {
            let keys = input.events.iter().filter_map(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
                _ => None,
            });
            // Alt+← is the way back, whoever has the keyboard.
            keys.filter(|(_, modifiers)| !modifiers.alt).collect()
        });
        if pressed.is_empty() {
            return;
        }
        let mut window = chart.scale.window;
        for (key, modifiers) in pressed {
            if key == Key::Escape {
                (self.drag, self.cursor, self.anchor) = (None, None, None);
                actions.push(Action::SetTime(DateRanges::default()));
            } else if let Some(day) = self.step(key, chart, data) {
                self.keyed = true;
                window = window.showing(chart.unit.bucket_of(day), chart.limits);
                self.go(day, modifiers, chart, data, actions);
            } else if key == Key::ArrowUp && super::nearest(window, chart.limits, data) {
                self.open_calendar(self.cursor.unwrap_or(super::middle(window)));
            } else if let Some(moved) = self.zoom(key, window, chart).filter(|_| !modifiers.command) {
                self.keyed = true;
                window = moved;
            }
        }
        self.window = Some(window);
    }

    /// The day to which a key leads.
    fn step(&self, key: Key, chart: &Chart, data: &MainData) -> Option<Date> {
        let (visible, held) = (chart.scale.window.range(), chart.days.span()?);
        let known = self.cursor.or(data.filter.time.span().map(|span| span.from));
        let step = |day: Date, by: i32| chart.unit.step(chart.unit.bucket_of(day).from, by);
        let day = match key {
            Key::ArrowLeft => known.map_or(visible.to, |day| step(day, -1)),
            Key::ArrowRight => known.map_or(visible.from, |day| step(day, 1)),
            Key::Home => held.from,
            Key::End => held.to,
            _ => return None,
        };
        Some(day.clamp(held.from, held.to))
    }

    /// Chooses a day's bar, up to it, or only stands on it.
    fn go(
        &mut self,
        day: Date,
        modifiers: Modifiers,
        chart: &Chart,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let bar = chart.unit.bucket_of(day);
        if modifiers.command {
            self.cursor = Some(day);
        } else if modifiers.shift {
            let anchor = self.anchor.or(data.filter.time.span().map(|span| span.from)).unwrap_or(day);
            self.set(chart.unit.bucket_of(anchor).hull(bar).into(), anchor, day, actions);
        } else {
            self.set(bar.into(), day, day, actions);
        }
    }

    /// The window after a key that zooms to where the keys stand, or turns the page.
    fn zoom(&self, key: Key, window: Window, chart: &Chart) -> Option<Window> {
        let cursor = self.cursor.or(self.time.span().map(|span| span.from));
        let bar = cursor.map(|day| chart.unit.bucket_of(day)).filter(|bar| window.meets(*bar));
        let at = bar.map_or(window.middle(), |bar| Window::of(bar).middle());
        let limits = chart.limits;
        match key {
            Key::ArrowUp => Some(window.zoomed(at, 1.0 / ZOOM_STEP, limits).around(at, limits)),
            Key::ArrowDown => Some(window.zoomed(at, ZOOM_STEP, limits).around(at, limits)),
            Key::PageUp => Some(window.panned(-window.days * 0.8, limits)),
            Key::PageDown => Some(window.panned(window.days * 0.8, limits)),
            _ => None,
        }
    }
}

/// A second click on what is chosen takes the choice back.
pub fn toggled(time: &DateRanges, range: DateRange) -> DateRanges {
    if time.only() == Some(range) { DateRanges::default() } else { range.into() }
}
