//! The strip of all years: where hits lie, and a frame around what is visible that can be pulled.

use egui::{
    Align2, CornerRadius, CursorIcon, Rect, Response, Role, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
};

use super::Made;
use super::paint::{outline, window_rect};
use super::scale::{Limits, Scale, Window};
use crate::model::{DateRange, TimeUnit};
use crate::query::{Bar, View};
use crate::ui::MainData;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, timeline as measures};

/// How near to an edge of the frame a drag moves that edge.
const GRASP: f32 = 6.0;

/// What a drag moves.
#[derive(Clone, Copy)]
enum Part {
    Begin,
    End,
    /// The frame, held so far from its beginning.
    Whole(f64),
}

/// The strip, with its bars counted once for each view.
#[derive(Default)]
pub struct Overview {
    bars: Vec<(DateRange, Bar)>,
    made: Made,
    drag: Option<Part>,
}

impl Overview {
    /// Draws it and says what is visible now.
    pub fn ui(
        &mut self,
        ui: &Ui,
        strip: &Response,
        (data, view): (&MainData, &View),
        window: Window,
        limits: Limits,
    ) -> Window {
        let scale = Scale { left: strip.rect.left(), right: strip.rect.right(), window: limits.extent };
        if self.made != Some(view.made) {
            self.made = Some(view.made);
            self.bars = view.days.bars(unit(scale), limits.extent.range()).collect();
        }
        let window = self.dragged(ui, strip, scale, window, limits);
        self.paint(ui, strip.rect, scale, data, window);
        strip.widget_info(|| WidgetInfo::labeled(Role::Slider, true, s::OVERVIEW));
        window
    }

    fn dragged(&mut self, ui: &Ui, strip: &Response, scale: Scale, window: Window, limits: Limits) -> Window {
        let frame = window_rect(scale, window, strip.rect);
        let part_at = |x: f32| {
            if (x - frame.left()).abs() < GRASP {
                Part::Begin
            } else if (x - frame.right()).abs() < GRASP {
                Part::End
            } else if frame.x_range().contains(x) {
                Part::Whole(scale.at(x) - window.from)
            } else {
                Part::Whole(window.days / 2.0)
            }
        };
        if let Some(at) = strip.hover_pos() {
            ui.ctx().set_cursor_icon(match self.drag.unwrap_or_else(|| part_at(at.x)) {
                Part::Begin | Part::End => CursorIcon::ResizeHorizontal,
                Part::Whole(_) => CursorIcon::Grab,
            });
        }
        let Some(at) = strip.interact_pointer_pos().filter(|_| strip.is_pointer_button_down_on()) else {
            self.drag = None;
            return window;
        };
        let part = *self.drag.get_or_insert_with(|| part_at(at.x));
        let day = scale.at(at.x.clamp(scale.left, scale.right));
        let least = limits.least;
        match part {
            Part::Whole(held) => Window { from: day - held, ..window }.held(limits),
            Part::Begin => {
                let from = day.min(window.to() - least).max(window.to() - limits.most);
                Window { from, days: window.to() - from }
            }
            Part::End => Window { days: (day - window.from).max(least).min(limits.most), ..window },
        }
    }

    fn paint(&self, ui: &Ui, rect: Rect, scale: Scale, data: &MainData, window: Window) {
        let p = Palette::of(ui);
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(3), p.panel);
        painter.add(Shape::mesh(outline(&self.bars, scale, rect, p, !data.filter.is_empty())));
        for range in data.filter.time.ranges() {
            let (left, right) = scale.edges(*range);
            let line =
                Rect::from_x_y_ranges(left..=right.max(left + 2.0), rect.bottom() - 3.0..=rect.bottom());
            painter.rect_filled(line.intersect(rect), CornerRadius::ZERO, p.red);
        }
        let frame = window_rect(scale, window, rect).intersect(rect);
        for outside in [
            Rect::from_min_max(rect.min, frame.left_bottom()),
            Rect::from_min_max(frame.right_top(), rect.max),
        ] {
            painter.rect_filled(outside, CornerRadius::same(3), p.panel.gamma_multiply(0.55));
        }
        self.labels(ui, rect, scale);
        painter.rect_stroke(frame, CornerRadius::same(3), Stroke::new(1.0, p.ink3), StrokeKind::Inside);
        for x in [frame.left() + 1.5, frame.right() - 1.5] {
            let grip = Rect::from_center_size(egui::pos2(x, frame.center().y), egui::vec2(3.0, 10.0));
            painter.rect_filled(grip, CornerRadius::same(1), p.ink3);
        }
    }

    /// Years as far as they have room, on top of the bars.
    fn labels(&self, ui: &Ui, rect: Rect, scale: Scale) {
        let p = Palette::of(ui);
        for tick in scale.ticks().iter().filter(|tick| tick.unit == TimeUnit::Year) {
            let at = egui::pos2(tick.x + gap::S, rect.center().y);
            if at.x < rect.right() - 32.0 {
                let label = TimeUnit::Year.label(tick.day);
                ui.painter().text(at, Align2::LEFT_CENTER, label, theme::sans(size::SMALL), p.ink2);
            }
        }
    }
}

/// Months as long as each has two pixels.
fn unit(scale: Scale) -> TimeUnit {
    let narrow = scale.points_per_day() * super::days_of(TimeUnit::Month) < f64::from(measures::LOWEST_BAR);
    if narrow { TimeUnit::Year } else { TimeUnit::Month }
}
