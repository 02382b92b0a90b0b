//! Painting the bars, what is chosen, and the labels.

use egui::{Align2, CornerRadius, Mesh, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::scale::{Scale, Tick};
use super::{Chart, Heights, Window, states};
use crate::model::{Date, DateRange, DayState, TimeUnit, day_number};
use crate::query::{Bar, StateDays};
use crate::ui::MainData;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size, timeline as measures};

impl Chart<'_> {
    /// Where the bars stand.
    pub fn floor(&self) -> f32 {
        self.rect.bottom() - self.foot
    }

    /// The room of a stretch of time, cut at the edges of what is visible.
    pub fn slot(&self, range: DateRange) -> Rect {
        let (left, right) = self.scale.edges(range);
        let inside = |x: f32| x.clamp(self.rect.left(), self.rect.right());
        Rect::from_x_y_ranges(inside(left)..=inside(right), self.rect.top()..=self.floor())
    }

    /// Draws it all; `marked` is where the keys stand.
    pub fn paint(&self, ui: &Ui, data: &MainData, marked: Option<Date>) {
        let p = Palette::of(ui);
        let painter = ui.painter().with_clip_rect(self.rect.expand(1.0));
        let ticks = self.scale.ticks();
        for tick in ticks.iter().filter(|tick| strong(tick, self.unit)) {
            painter.vline(tick.x, self.rect.top()..=self.floor(), Stroke::new(1.0, p.line));
        }
        for range in self.chosen.ranges() {
            painter.rect_filled(self.slot(*range), CornerRadius::same(2), p.red.gamma_multiply(0.08));
        }
        let says = super::narrows(data.filter);
        let heights = data.time.heights;
        let top = heights.top(self.bars.iter().map(|(_, bar)| *bar));
        painter.add(self.mesh(p, heights, top, says));
        if let Some(states) = data.time.states {
            self.paint_missing(ui, states);
            states::paint(ui, self, states);
        }
        painter.hline(self.rect.x_range(), self.floor(), Stroke::new(1.0, p.line));
        for range in self.chosen.ranges().iter().filter(|range| self.scale.window.meets(**range)) {
            let (slot, stroke) = (self.slot(*range), Stroke::new(1.0, p.red));
            painter.rect_stroke(slot, CornerRadius::same(2), stroke, StrokeKind::Inside);
        }
        if let Some(day) = marked {
            let slot = self.slot(self.unit.bucket_of(day));
            painter.rect_stroke(slot, CornerRadius::same(2), Stroke::new(2.0, p.blue), StrokeKind::Inside);
        }
        self.paint_top(ui, heights, top);
        self.paint_labels(ui, &ticks);
        if let Some(detail) = data.detail {
            self.paint_read(ui, detail.article.date);
        }
    }

    /// One mesh for all bars: edges on whole pixels need no smoothing, and a frame no shape for each.
    pub fn mesh(&self, p: &Palette, heights: Heights, top: f32, says: bool) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(self.bars.len() * 8);
        let room = self.floor() - self.rect.top() - 6.0;
        for (range, bar) in self.bars.iter().filter(|(_, bar)| bar.all > 0) {
            let levels = heights.levels(*bar, top);
            let mut add = |level: f32, color| {
                let height = (level * room).max(measures::LOWEST_BAR);
                mesh.add_colored_rect(upright(self.scale, *range, self.floor(), height), color);
            };
            // Of shares too the foot says that papers are held.
            add(levels.all, p.bar);
            // What is chosen is red even where all of it passes.
            let inside = self.chosen.meets(*range);
            if bar.passing > 0 && (says || heights.share || (inside && !self.chosen.is_any())) {
                add(levels.passing, if inside { p.red } else { p.bar_pale });
            }
        }
        mesh
    }

    /// Dashed frames where issues are missing and none is held.
    fn paint_missing(&self, ui: &Ui, states: &StateDays) {
        let missing = |range: DateRange| states.counts(range).of(DayState::Missing);
        let stroke = Stroke::new(1.0, Palette::of(ui).bar);
        let height = self.floor() - self.rect.top() - 6.0;
        for (range, _) in self.bars.iter().filter(|(range, bar)| bar.all == 0 && missing(*range) > 0) {
            let bar = upright(self.scale, *range, self.floor(), height).shrink(0.5);
            let path =
                [bar.left_bottom(), bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom()];
            ui.painter().extend(Shape::dashed_line(&path, stroke, 2.0, 2.0));
        }
    }

    /// What the full height stands for.
    pub fn paint_top(&self, ui: &Ui, heights: Heights, top: f32) {
        let p = Palette::of(ui);
        let text = s::top(top, heights.share);
        let galley = ui.painter().layout_no_wrap(text, theme::sans(size::SMALL), p.ink3);
        let at = self.rect.right_top() - vec2(galley.size().x + 4.0, 0.0);
        let behind = Rect::from_min_size(at, galley.size()).expand2(vec2(3.0, 0.0));
        ui.painter().rect_filled(behind, CornerRadius::same(3), p.paper.gamma_multiply(0.85));
        ui.painter().galley(at, galley, p.ink3);
    }

    /// Labels as long as they have room; at the left edge the year or month in which the first of them lies.
    fn paint_labels(&self, ui: &Ui, ticks: &[Tick]) {
        let p = Palette::of(ui);
        let y = self.rect.bottom() - measures::LABELS + 3.0;
        let text = |x: f32, text: String, color| {
            ui.painter().text(pos2(x, y), Align2::LEFT_TOP, text, theme::sans(size::SMALL), color).right()
        };
        let finest = ticks.iter().map(|tick| tick.unit).max_by_key(|unit| *unit as u8);
        let first = self.scale.window.range().from;
        let mut free_from = f32::MIN;
        if let Some(unit @ (TimeUnit::Month | TimeUnit::Day)) = finest {
            let context = s::tick_context(first, unit == TimeUnit::Day);
            let width = 12.0 * size::SMALL * 0.62;
            let outer = ticks.iter().find(|tick| strong(tick, unit));
            if outer.is_none_or(|tick| tick.x > self.rect.left() + width) {
                free_from = text(self.rect.left() + 2.0, context, p.ink2) + 8.0;
            }
        }
        for (at, tick) in ticks.iter().enumerate() {
            let (label, color) = match tick.unit {
                TimeUnit::Year => (TimeUnit::Year.label(tick.day), p.ink2),
                TimeUnit::Month => (s::tick_month(tick.day), p.ink3),
                TimeUnit::Day => (tick.day.day().to_string(), p.ink3),
            };
            // What is more important keeps its place.
            let next = ticks.get(at + 1).filter(|next| (next.unit as u8) < tick.unit as u8);
            let crowds = next.is_some_and(|next| next.x - tick.x < 24.0);
            if tick.x >= free_from && !crowds && tick.x < self.rect.right() - 12.0 {
                free_from = text(tick.x + 2.0, label, color) + 8.0;
            }
        }
    }

    /// A mark below the day of the article that is read.
    fn paint_read(&self, ui: &Ui, day: Date) {
        let at = f64::from(day_number(day)) + 0.5;
        let x = self.scale.x(at);
        if self.rect.x_range().contains(x) {
            let (tip, color) = (pos2(x, self.floor() - 1.0), Palette::of(ui).blue);
            let foot = [tip, tip + vec2(4.5, 6.0), tip + vec2(-4.5, 6.0)];
            ui.painter().add(Shape::convex_polygon(foot.to_vec(), color, Stroke::NONE));
        }
    }
}

/// A bar on a floor: nearly as wide as its time, its edges on whole points.
pub fn upright(scale: Scale, range: DateRange, floor: f32, height: f32) -> Rect {
    let (left, right) = scale.edges(range);
    let width = right - left;
    let gap = (width * 0.16).clamp(0.0, 4.0).max(width - measures::WIDEST_BAR);
    let gap = if width < 3.0 { 0.0 } else { gap.max(1.0) };
    let (left, right) = ((left + gap / 2.0).round(), (right - gap / 2.0).round());
    Rect::from_min_max(pos2(left, (floor - height).round()), pos2(right.max(left + 1.0), floor))
}

/// Whether a label begins what the bars of a unit are parts of.
fn strong(tick: &Tick, unit: TimeUnit) -> bool {
    match unit {
        TimeUnit::Year => false,
        TimeUnit::Month => tick.unit == TimeUnit::Year,
        TimeUnit::Day => tick.unit != TimeUnit::Day,
    }
}

/// Bars without a gap, for the strip of all years.
pub fn outline(bars: &[(DateRange, Bar)], scale: Scale, rect: Rect, p: &Palette, says: bool) -> Mesh {
    let mut mesh = Mesh::default();
    let most = bars.iter().map(|(_, bar)| bar.all).max().unwrap_or(1).max(1) as f32;
    let most_passing = bars.iter().map(|(_, bar)| bar.passing).max().unwrap_or(1).max(1) as f32;
    for (range, bar) in bars.iter().filter(|(_, bar)| bar.all > 0) {
        let height = |level: f32| (level * (rect.height() - 3.0)).max(1.0);
        let mut add = |level: f32, color| {
            mesh.add_colored_rect(upright(scale, *range, rect.bottom(), height(level)), color);
        };
        add(bar.all as f32 / most, p.panel.lerp_to_gamma(p.bar, 0.7));
        if says && bar.passing > 0 {
            // On its own scale: where hits are is the question here, not how many.
            add(bar.passing as f32 / most_passing * 0.9, p.bar_pale);
        }
    }
    mesh
}

/// The edges of a window in the strip of all years.
pub fn window_rect(scale: Scale, window: Window, rect: Rect) -> Rect {
    Rect::from_x_y_ranges(scale.x(window.from)..=scale.x(window.to()), rect.y_range())
}
