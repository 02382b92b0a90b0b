//! The timeline: all years in a strip, and below it the bars of the years, months or days that are looked at. Grey for
//! all, red for what passes, so that absence can be read; a click, a drag or a key chooses a time.

mod calendar;
mod calendar_paint;
mod choice;
mod header;
mod heights;
mod hover;
mod input;
mod lane;
mod overview;
mod paint;
mod scale;
mod states;

use egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::strings as s;
use super::theme::{gap, timeline as measures};
use super::widgets::{focus_ring, note};
use super::{Action, MainData};
use crate::model::{Date, DateRange, DateRanges, TimeUnit, day_number, day_of_number};
use crate::query::{Bar, DayCounts, Filter};

use calendar::Calendar;
use choice::Mode;
use header::Zoom;
pub use heights::Heights;
use input::Drag;
use scale::{Limits, Scale, Window};

/// How many days are around one that is looked for.
const AROUND_A_DAY: f64 = 120.0;

/// The panel: what is visible of time, and what is going on there.
#[derive(Default)]
pub struct TimelinePanel {
    /// What is visible; none before the store has answered.
    window: Option<Window>,
    /// The days that the store held when the window was set.
    held: Option<DateRange>,
    /// The unit that was chosen when last drawn: another one changes the window.
    unit: Option<TimeUnit>,
    /// The time that was asked for when last drawn: another one comes into sight.
    time: DateRanges,
    drag: Option<Drag>,
    /// A drag in the lane of event dates.
    lane_drag: Option<lane::LaneDrag>,
    /// What the keys said when the button went down.
    mode: Mode,
    /// Where keys stand, and where Shift began.
    cursor: Option<Date>,
    anchor: Option<Date>,
    hovered: Option<hover::Hovered>,
    overview: overview::Overview,
    /// Whether the keyboard comes here in the next frame.
    wants_focus: bool,
    /// Whether the keyboard did not come here by a click: where it stands matters to nobody who points.
    keyed: bool,
    /// The day to show in the next frame.
    wants_day: Option<Date>,
    /// The month that stands in the place of the bars.
    calendar: Option<Calendar>,
    /// Whether a month comes in the next frame, or goes.
    wants_calendar: bool,
    /// When the wheel last zoomed: a turn that ends at the days leads no further.
    zoomed_at: f64,
    /// When the window last moved: what slides by under the pointer is not told of.
    moved_at: f64,
}

/// What is drawn of time in one frame.
struct Chart<'a> {
    days: &'a DayCounts,
    limits: Limits,
    scale: Scale,
    unit: TimeUnit,
    bars: Vec<(DateRange, Bar)>,
    /// Bars and labels.
    rect: Rect,
    /// How much of it is below the bars.
    foot: f32,
    /// What is chosen, or would be if the drag ended here.
    chosen: DateRanges,
}

impl TimelinePanel {
    /// Gives it the keyboard in the next frame.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Shows a day in the next frame, its own bar in the middle.
    pub fn reveal(&mut self, day: Date) {
        self.wants_day = Some(day);
    }

    /// Shows a month in the next frame, or the bars again.
    pub fn toggle_calendar(&mut self) {
        self.wants_calendar = true;
    }

    /// Shows the month of a day, the keys on it.
    pub fn look_at(&mut self, day: Date) {
        self.open_calendar(day);
    }

    /// How much room it needs.
    pub fn height(&self, with_lane: bool) -> f32 {
        let lane = if with_lane { measures::LANE.0 + measures::LANE.1 } else { 0.0 };
        if self.calendar.is_some() { measures::CALENDAR } else { measures::PANEL + lane }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let held = data.view.and_then(|view| Some((view, view.days.span()?)));
        let Some((view, held)) = held else {
            header::header(ui, data, None, actions);
            note(ui, if data.view.is_some() { s::EMPTY_STORE } else { s::LOADING });
            return;
        };
        if std::mem::take(&mut self.wants_calendar) {
            self.turn(data, held);
        }
        if let Some(calendar) = &mut self.calendar {
            if calendar.ui(ui, (data, view), held, actions) {
                self.leave_calendar(data);
            }
            return;
        }
        let limits = Limits::new(held, ui.available_width(), data.time.unit);
        let window = self.follow(data, held, limits);
        let zoom = header::header(ui, data, Some(window), actions);
        if matches!(zoom, Some(Zoom::In)) && nearest(window, limits, data) {
            self.open_calendar(self.cursor.unwrap_or(middle(window)));
        }
        let window = zoom.map_or(window, |zoom| zoom.apply(window, limits)).held(limits);
        let strip = ui.allocate_exact_size(vec2(ui.available_width(), measures::OVERVIEW), Sense::drag());
        let window = self.overview.ui(ui, &strip.1, (data, view), window, limits);
        ui.add_space(gap::S);
        let below = if data.time.shows_events { measures::LANE.0 + measures::LANE.1 } else { 0.0 };
        let size = vec2(ui.available_width(), ui.available_height() - below);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let window = self.moved(ui, &response, data, window, limits);
        let lane = data.time.shows_events.then(|| lane::room(ui));
        let window = lane.as_ref().map_or(window, |lane| self.moved(ui, lane, data, window, limits));
        if self.window.replace(window) != Some(window) {
            self.moved_at = ui.input(|input| input.time);
        }
        let chart = self.chart(&view.days, data, rect, window, limits);
        self.choose(ui, &chart, &response, data, actions);
        let chart = Chart { chosen: self.chosen(&chart, data), ..chart };
        chart.paint(ui, data, self.marked(&response));
        self.edges(ui, &chart, &response, data, actions);
        if self.keyed {
            focus_ring(ui, &response, rect.expand2(vec2(3.0, 3.0)), 4);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, s::TIMELINE_HINT));
        describe(ui, &chart, &response, data, actions);
        self.hover(ui, &chart, &response, data, actions);
        if let Some(room) = &lane {
            self.lane(ui, room, &chart, data, actions);
        }
        if std::mem::take(&mut self.wants_focus) {
            self.keyed = true;
            response.request_focus();
        }
    }

    /// To a month with the day that is chosen or read, or back to the bars.
    fn turn(&mut self, data: &MainData, held: DateRange) {
        if self.calendar.is_some() {
            self.leave_calendar(data);
            return;
        }
        let read = data.detail.map(|detail| detail.article.date);
        let chosen = data.filter.time.span().map(|span| span.from);
        self.open_calendar(self.cursor.or(chosen).or(read).unwrap_or(held.to).clamp(held.from, held.to));
    }

    fn open_calendar(&mut self, day: Date) {
        self.drag = None;
        self.hovered = None;
        self.calendar = Some(Calendar::at(day));
    }

    /// Back to the bars, the days around the one that was looked at in sight.
    fn leave_calendar(&mut self, data: &MainData) {
        let Some(calendar) = self.calendar.take() else { return };
        self.wants_day = Some(calendar.day());
        self.cursor = Some(calendar.day());
        self.time.clone_from(&data.filter.time);
        self.focus();
    }

    /// The window after what changed elsewhere: the store, the unit, the time that is asked for.
    fn follow(&mut self, data: &MainData, held: DateRange, limits: Limits) -> Window {
        let mut window = self.window.unwrap_or(limits.extent);
        // Who saw everything goes on to see everything.
        let saw_all = self.held.is_some_and(|held| Window::of(held).days <= window.days);
        if self.held.replace(held) != Some(held) && saw_all {
            window = limits.extent;
        }
        if self.unit != data.time.unit {
            self.unit = data.time.unit;
            if data.time.unit.is_some() {
                window = self.fitted(window, data, limits);
            }
        }
        if self.time != data.filter.time {
            self.time.clone_from(&data.filter.time);
            (self.cursor, self.anchor) = (None, None);
            if let Some(span) = self.time.span()
                && !self.time.ranges().iter().any(|range| window.meets(*range))
            {
                let days = window.days.max(Window::of(span).days * 1.5);
                window = Window { days, ..window }.around(Window::of(span).middle(), limits);
            }
        }
        if let Some(day) = self.wants_day.take() {
            let days = data.time.unit.map_or(AROUND_A_DAY, |_| window.days);
            let at = f64::from(day_number(day)) + 0.5;
            window = Window { days, ..window }.held(limits).around(at, limits);
        }
        window.held(limits)
    }

    /// Bars of a unit that was chosen can be pointed at, around what is chosen or read.
    fn fitted(&self, window: Window, data: &MainData, limits: Limits) -> Window {
        if window.days <= limits.plain {
            return window;
        }
        let read = data.detail.map(|detail| detail.article.date);
        let range = data.filter.time.span().or(read.map(|day| DateRange { from: day, to: day }));
        let at = range.map_or(window.middle(), |range| Window::of(range).middle());
        Window { days: limits.plain, ..window }.held(limits).around(at, limits)
    }

    fn chart<'a>(
        &self,
        days: &'a DayCounts,
        data: &MainData,
        rect: Rect,
        window: Window,
        limits: Limits,
    ) -> Chart<'a> {
        let scale = Scale { left: rect.left(), right: rect.right(), window };
        let unit = data.time.unit.unwrap_or_else(|| scale.unit());
        let bars = days.bars(unit, window.range()).collect();
        let foot = measures::LABELS + measures::STATES.0 + measures::STATES.1;
        Chart { days, limits, scale, unit, bars, rect, foot, chosen: DateRanges::default() }
    }

    /// The bar that keys stand on, where they come here.
    fn marked(&self, response: &Response) -> Option<Date> {
        self.cursor.filter(|_| self.keyed && response.has_focus())
    }
}

/// Whether the bars are days, and as wide as they get: what is nearer is a month.
fn nearest(window: Window, limits: Limits, data: &MainData) -> bool {
    data.time.unit.is_none_or(|unit| unit == TimeUnit::Day) && window.days <= limits.least * 1.001
}

fn middle(window: Window) -> Date {
    day_of_number(window.middle().floor() as i32)
}

/// Gives every visible bar its name for the screen reader, and a click of the screen reader its meaning. The pointer
/// is the strip's as a whole, which knows what a drag is.
fn describe(ui: &Ui, chart: &Chart, strip: &Response, data: &MainData, actions: &mut Vec<Action>) {
    if !ui.ctx().has_accesskit_node(strip.id) {
        return;
    }
    for (range, bar) in &chart.bars {
        let lacks = data.time.states.map(|states| s::bar_lacks(states.counts(*range))).unwrap_or_default();
        if bar.all == 0 && lacks.is_empty() {
            continue;
        }
        let id: Id = strip.id.with(("bar", chart.unit, day_number(range.from)));
        let response = ui.interact(chart.slot(*range), id, Sense::hover());
        let chosen = data.filter.time.only() == Some(*range);
        let name = s::bar(&range.label(), bar.all, bar.passing);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
        offer_click(ui, id);
        if !lacks.is_empty() {
            ui.ctx().accesskit_node_builder(id, |node| node.set_description(lacks));
        }
        if clicked_by_reader(ui, id) {
            actions.push(Action::SetTime(input::toggled(&data.filter.time, *range)));
        }
    }
}

fn offer_click(ui: &Ui, id: Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.add_action(egui::accesskit::Action::Click));
}

fn clicked_by_reader(ui: &Ui, id: Id) -> bool {
    ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click))
}

/// Whether anything but time is asked for: else all passes, and red would say nothing of it.
fn narrows(filter: &Filter) -> bool {
    !Filter { time: DateRanges::default(), ..filter.clone() }.is_empty()
}
