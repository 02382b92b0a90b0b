//! The timeline: grey for all, red for what passes; a click or a drag chooses a time.

use egui::{
    Align2, CornerRadius, Key, Rangef, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{focus_ring, note, panel_title, segmented};
use super::{Action, MainData};
use crate::model::{DateRange, DateRanges, TimeUnit};
use crate::query::{Bar, Timeline};

/// Narrowest and widest bar, in points, gaps included.
const BAR_WIDTH: Rangef = Rangef { min: 6.0, max: 44.0 };
/// Room for the labels below the bars.
const LABELS: f32 = 18.0;
/// The least distance between two labels.
const LABEL_STEP: f32 = 52.0;

/// The panel, with the drag that is going on.
#[derive(Default)]
pub struct TimelinePanel {
    /// Bars where the drag began and where the pointer is.
    drag: Option<(usize, usize)>,
    /// The unit last drawn: another one scrolls to what is chosen.
    shown: Option<TimeUnit>,
}

impl TimelinePanel {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        header(ui, data, actions);
        let Some(timeline) = data.view.and_then(|view| view.timeline(data.unit)) else {
            ui.add_space(gap::M);
            note(ui, if data.view.is_some() { s::EMPTY_STORE } else { s::LOADING });
            return;
        };
        let count = timeline.bars.len() as f32;
        let width = (ui.available_width() / count).clamp(BAR_WIDTH.min, BAR_WIDTH.max);
        let jump = self.shown != Some(data.unit);
        self.shown = Some(data.unit);
        let height = ui.available_height();
        ScrollArea::horizontal()
            .id_salt(("timeline", data.unit))
            .stick_to_right(true)
            .auto_shrink(false)
            .show_viewport(ui, |ui, viewport| {
                let desired = vec2((width * count).max(ui.available_width()), height - 4.0);
                let (rect, response) = ui.allocate_exact_size(desired, Sense::click_and_drag());
                let strip =
                    Strip { timeline, rect, width, visible: visible(viewport, width, timeline.bars.len()) };
                if let (true, Some(range)) = (jump, data.filter.time.span()) {
                    ui.scroll_to_rect(strip.rect_of_range(range), Some(egui::Align::Center));
                }
                self.choose(ui, &strip, &response, data, actions);
                let chosen = match self.drag {
                    Some((a, b)) => strip.range_between(a, b).into(),
                    None => data.filter.time.clone(),
                };
                strip.paint(ui, &chosen, !data.filter.is_empty());
                strip.describe(ui, data, actions);
                focus_ring(ui, &response, rect, 4);
                response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, s::TIMELINE_HINT));
            });
    }

    fn choose(
        &mut self,
        ui: &Ui,
        strip: &Strip,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let pointed = response.interact_pointer_pos().map(|at| strip.bar_at(at.x));
        if response.drag_started() {
            // The drag began where the button went down, a few points before egui could tell it from a click.
            let origin = ui.input(|input| input.pointer.press_origin()).map(|at| strip.bar_at(at.x));
            self.drag = origin.zip(pointed);
        }
        if let (Some((_, to)), Some(bar)) = (&mut self.drag, pointed) {
            *to = bar;
        }
        if response.drag_stopped()
            && let Some((from, to)) = self.drag.take()
        {
            actions.push(Action::SetTime(strip.range_between(from, to).into()));
        }
        if response.clicked()
            && let Some(bar) = pointed
        {
            response.request_focus();
            let range = strip.timeline.range(bar);
            actions.push(Action::SetTime(toggled(data, range)));
        }
        if response.has_focus() {
            step_by_key(ui, strip, response, data, actions);
        }
    }
}

/// ← and → move what is chosen by one bar; Esc takes it away.
fn step_by_key(ui: &Ui, strip: &Strip, response: &Response, data: &MainData, actions: &mut Vec<Action>) {
    let keys = egui::EventFilter { horizontal_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
    let last = strip.timeline.bars.len() - 1;
    let chosen = data.filter.time.span().and_then(|range| strip.timeline.bar_of(range.from));
    let target = ui.input(|input| {
        if input.key_pressed(Key::ArrowLeft) {
            Some(chosen.map_or(last, |bar| bar.saturating_sub(1)))
        } else if input.key_pressed(Key::ArrowRight) {
            Some(chosen.map_or(0, |bar| (bar + 1).min(last)))
        } else {
            None
        }
    });
    if let Some(bar) = target {
        actions.push(Action::SetTime(strip.timeline.range(bar).into()));
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        actions.push(Action::SetTime(DateRanges::default()));
    }
}

/// A second click on what is chosen takes the choice back.
fn toggled(data: &MainData, range: DateRange) -> DateRanges {
    if data.filter.time.only() == Some(range) { DateRanges::default() } else { range.into() }
}

fn header(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        panel_title(ui, s::TIMELINE);
        ui.add_space(gap::S);
        let chosen = TimeUnit::ALL.iter().position(|unit| *unit == data.unit).unwrap_or_default();
        if let Some(at) = segmented(ui, &s::UNITS, &s::UNIT_NAMES, chosen) {
            actions.push(Action::SetUnit(TimeUnit::ALL[at]));
        }
        ui.add_space(gap::S);
        ui.label(RichText::new(s::LEGEND_ALL).size(size::SMALL).color(p.ink2));
        ui.label(RichText::new(s::LEGEND_HITS).size(size::SMALL).color(p.red));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let Some(view) = data.view else { return };
            let time = data.filter.time.label();
            let all = view.archive.totals().articles;
            let text = s::timeline_summary(&time, view.total, all);
            ui.label(RichText::new(text).size(size::LIST).color(p.ink2));
        });
    });
}

fn visible(viewport: Rect, width: f32, count: usize) -> std::ops::Range<usize> {
    let first = (viewport.min.x / width).floor().max(0.0) as usize;
    let last = (viewport.max.x / width).ceil().max(0.0) as usize + 1;
    first.min(count)..last.min(count)
}

/// Bars laid out on the screen.
struct Strip<'a> {
    timeline: &'a Timeline,
    rect: Rect,
    width: f32,
    visible: std::ops::Range<usize>,
}

impl Strip<'_> {
    fn x_of(&self, bar: usize) -> f32 {
        self.rect.left() + bar as f32 * self.width
    }

    fn bar_at(&self, x: f32) -> usize {
        let bar = ((x - self.rect.left()) / self.width).floor().max(0.0) as usize;
        bar.min(self.timeline.bars.len().saturating_sub(1))
    }

    fn range_between(&self, a: usize, b: usize) -> DateRange {
        let (from, to) = (self.timeline.range(a.min(b)), self.timeline.range(a.max(b)));
        DateRange { from: from.from, to: to.to }
    }

    fn rect_of_range(&self, range: DateRange) -> Rect {
        let unit = self.timeline.unit;
        let index = |day| unit.index_of(self.timeline.start, day) as f32;
        let left = self.rect.left() + index(range.from) * self.width;
        let right = self.rect.left() + (index(range.to) + 1.0) * self.width;
        Rect::from_x_y_ranges(
            left.max(self.rect.left())
                ..=right.min(self.rect.left() + self.width * self.timeline.bars.len() as f32),
            self.rect.top()..=self.floor(),
        )
    }

    fn floor(&self) -> f32 {
        self.rect.bottom() - LABELS
    }

    /// Without a filter everything passes, and red would say nothing.
    fn paint(&self, ui: &Ui, chosen: &DateRanges, filtered: bool) {
        let p = Palette::of(ui);
        let painter = ui.painter();
        let most = self.timeline.bars.iter().map(|bar| bar.all).max().unwrap_or(1).max(1) as f32;
        let room = self.floor() - self.rect.top() - 6.0;
        for range in chosen.ranges() {
            let frame = self.rect_of_range(*range);
            painter.rect_filled(frame, CornerRadius::same(2), p.red.gamma_multiply(0.08));
        }
        for at in self.visible.clone() {
            let Bar { all, passing } = self.timeline.bars[at];
            let inside = chosen.contains(self.timeline.range(at).from);
            for (count, color) in [(all, p.bar), (passing, if inside { p.red } else { p.bar_pale })] {
                if count == 0 || (color != p.bar && !filtered && chosen.is_any()) {
                    continue;
                }
                let height = (count as f32 / most * room).max(2.0);
                let inset = (self.width * 0.08).clamp(0.5, 3.0);
                let left = self.x_of(at) + inset;
                let bar = Rect::from_min_max(
                    pos2(left, self.floor() - height),
                    pos2(left + self.width - 2.0 * inset, self.floor()),
                );
                painter.rect_filled(bar, CornerRadius::ZERO, color);
            }
        }
        painter.hline(self.rect.x_range(), self.floor(), Stroke::new(1.0, p.line));
        for range in chosen.ranges() {
            let frame = self.rect_of_range(*range);
            painter.rect_stroke(frame, CornerRadius::same(2), Stroke::new(1.0, p.red), StrokeKind::Inside);
        }
        self.paint_labels(ui);
    }

    /// Names as many bars as have room: years first, then months, then days.
    fn paint_labels(&self, ui: &Ui) {
        let p = Palette::of(ui);
        let mut free_from = f32::MIN;
        for at in self.visible.clone() {
            let day = self.timeline.range(at).from;
            let x = self.x_of(at);
            let (label, major) = match self.timeline.unit {
                TimeUnit::Year => (TimeUnit::Year.label(day), true),
                TimeUnit::Month if at == 0 => (TimeUnit::Month.label(day), true),
                TimeUnit::Month if day.month() == 1 => (TimeUnit::Year.label(day), true),
                // April, July, October: a label under every month would be noise.
                TimeUnit::Month => {
                    (day.month().to_string(), day.month() % 3 == 1 && self.width * 3.0 >= LABEL_STEP)
                }
                TimeUnit::Day if at == 0 => (TimeUnit::Day.label(day), true),
                TimeUnit::Day if day.day() == 1 => (TimeUnit::Month.label(day), true),
                TimeUnit::Day => continue,
            };
            if !major || x < free_from {
                continue;
            }
            let at = pos2(x + 2.0, self.floor() + 3.0);
            let drawn = ui.painter().text(at, Align2::LEFT_TOP, label, theme::sans(size::SMALL), p.ink3);
            free_from = drawn.right() + 8.0;
        }
    }

    /// Gives every visible bar its tooltip, and its name to the screen reader.
    fn describe(&self, ui: &Ui, data: &MainData, actions: &mut Vec<Action>) {
        for at in self.visible.clone() {
            let rect = Rect::from_x_y_ranges(
                self.x_of(at)..=self.x_of(at) + self.width,
                self.rect.top()..=self.rect.bottom(),
            );
            let Bar { all, passing } = self.timeline.bars[at];
            if all == 0 {
                continue;
            }
            let range = self.timeline.range(at);
            let name = s::bar(&range.label(), all, passing);
            // Not focusable: the strip as a whole has the keyboard, and clicks come to it through the bars.
            let response = ui.interact(rect, ui.scope_id().with(("bar", at)), Sense::CLICK);
            response.widget_info(|| {
                WidgetInfo::selected(Role::Button, true, data.filter.time.only() == Some(range), &name)
            });
            if response.clicked() {
                actions.push(Action::SetTime(toggled(data, range)));
            }
            response.on_hover_text(name);
        }
    }
}
