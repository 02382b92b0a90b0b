//! 收藏情况 below the bars: what became of the days of each bar, in a thin strip, and the legend that says so.

use egui::{CornerRadius, Mesh, Rect, RichText, Shape, Ui, pos2, vec2};

use super::Chart;
use crate::model::{DateRange, DayState};
use crate::query::{StateCounts, StateDays};
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap, size, timeline as measures};

/// What is missing is seen, however small its share, in points.
const LEAST: f32 = 2.0;
/// How thick the line of a day without an issue is.
const LINE: f32 = 2.0;
/// The side of a square of the legend.
const SWATCH: f32 = 9.0;

/// Draws the strip, as one mesh.
pub fn paint(ui: &Ui, chart: &Chart, days: &StateDays) {
    let p = Palette::of(ui);
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(chart.bars.len() * 8);
    for (range, _) in &chart.bars {
        add_cell(&mut mesh, p, cell(chart, *range), days.counts(*range));
    }
    ui.painter().with_clip_rect(chart.rect).add(Shape::mesh(mesh));
}

/// The room of a bar in the strip.
fn cell(chart: &Chart, range: DateRange) -> Rect {
    let (left, right) = chart.scale.edges(range);
    let gap = if right - left < 3.0 { 0.0 } else { 1.0 };
    let bottom = chart.rect.bottom() - measures::LABELS;
    let (left, right) = (left.round(), (right.round() - gap).max(left.round() + 1.0));
    Rect::from_x_y_ranges(left..=right, bottom - measures::STATES.0..=bottom)
}

/// The shares of a time side by side, days without an issue as thin lines.
pub fn add_cell(mesh: &mut Mesh, p: &Palette, cell: Rect, counts: StateCounts) {
    let shares: Vec<(DayState, f32)> = counts.shares().collect();
    let wide = |share: f32| (share * cell.width()).max(LEAST).round();
    // What is missing takes its least width from what is held.
    let others: f32 = shares.iter().skip(1).map(|(_, share)| wide(*share)).sum();
    let mut left = cell.left();
    for (at, (state, share)) in shares.iter().enumerate() {
        let width = if at == 0 { (cell.width() - others).max(0.0) } else { wide(*share) };
        let right = (left + width).min(cell.right());
        let mut add = |top: f32, bottom: f32| {
            let part = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
            mesh.add_colored_rect(part, p.state(*state));
        };
        let (top, foot) = (cell.top(), cell.bottom());
        match state {
            DayState::Unpublished => add(foot - LINE, foot),
            // Two lines, where a day without an issue has one.
            DayState::Unknown => [top + 1.0, foot - LINE].into_iter().for_each(|y| add(y, y + LINE)),
            _ => add(top, foot),
        }
        left = right;
    }
}

/// The shares of a day from the head down, in a strip that stands.
pub fn add_upright(mesh: &mut Mesh, p: &Palette, strip: Rect, counts: StateCounts) {
    let mut top = strip.top();
    for (state, share) in counts.shares() {
        let height = share * strip.height();
        let cell = Rect::from_min_size(pos2(strip.left(), top), vec2(strip.width(), height));
        mesh.add_colored_rect(cell, p.state(state));
        top += height;
    }
}

/// Says what the strip's colours mean.
pub fn legend(ui: &mut Ui) {
    let p = Palette::of(ui);
    for state in DayState::ALL {
        let (rect, _) = ui.allocate_exact_size(vec2(SWATCH, SWATCH), egui::Sense::hover());
        let mut counts = StateCounts::default();
        counts.add(state);
        let mut mesh = Mesh::default();
        add_cell(&mut mesh, p, rect, counts);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.panel);
        ui.painter().add(Shape::mesh(mesh));
        ui.add_space(-gap::S);
        ui.label(RichText::new(state.word()).size(size::SMALL).color(p.ink2))
            .on_hover_text(s::state_why(state));
    }
}
