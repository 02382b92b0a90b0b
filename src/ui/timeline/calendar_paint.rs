//! Painting a month: the head of its weeks, its days, and what is said of one of them beside it.

use egui::{
    Align2, CornerRadius, Mesh, Rect, Response, RichText, ScrollArea, Shape, Stroke, StrokeKind, Ui, pos2,
    vec2,
};

use super::states;
use crate::model::{Date, DateRange, DayState, TimeUnit};
use crate::query::{Bar, CalendarDay, View};
use crate::ui::MainData;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::note;

/// The strip at the left of a day, in points.
const STRIP: f32 = 4.0;

/// Monday to Sunday, above the days.
pub fn weekdays(ui: &Ui, rect: Rect, width: f32) {
    let p = Palette::of(ui);
    for (at, name) in s::WEEKDAYS.iter().enumerate() {
        let x = rect.left() + width * at as f32 + STRIP + gap::S;
        ui.painter().text(pos2(x, rect.top()), Align2::LEFT_TOP, name, theme::sans(size::SMALL), p.ink3);
    }
}

/// A day: its number, what became of it, and its pages and articles.
pub fn paint_day(
    ui: &Ui,
    rect: Rect,
    (day, bar): (&CalendarDay, Bar),
    chosen: bool,
    says: bool,
    response: &Response,
) {
    let p = Palette::of(ui);
    let radius = CornerRadius::same(4);
    let painter = ui.painter();
    let fill = match (chosen, response.hovered(), bar.all > 0) {
        (true, ..) => p.red_soft,
        (_, true, _) => p.panel,
        (.., true) => p.card,
        _ => p.paper,
    };
    painter.rect(rect, radius, fill, Stroke::new(1.0, p.line), StrokeKind::Inside);
    let strip = Rect::from_min_size(rect.min + vec2(1.0, 1.0), vec2(STRIP, rect.height() - 2.0));
    let mut mesh = Mesh::default();
    states::add_upright(&mut mesh, p, strip, day.states);
    painter.add(Shape::mesh(mesh));
    let left = rect.left() + STRIP + gap::S;
    let plain = if bar.all > 0 { p.ink } else { p.ink3 };
    let number = day.date.day().to_string();
    painter.text(pos2(left, rect.top() + 2.0), Align2::LEFT_TOP, number, theme::bold(size::LIST), plain);
    let right = rect.right() - gap::S;
    if let Some(state) = doubt(day) {
        let color = if state == DayState::Unknown { p.ink3 } else { p.ink };
        let at = pos2(right, rect.top() + 2.0);
        painter.text(at, Align2::RIGHT_TOP, state.word(), theme::sans(size::SMALL), color);
    }
    let foot = rect.bottom() - 2.0;
    let mut said = String::new();
    if day.issues > 1 {
        said += &s::issues(day.issues);
        said.push(' ');
    }
    if day.pages > 0 {
        said += &s::pages(day.pages);
    }
    let small = theme::sans(size::SMALL);
    painter.text(pos2(left, foot), Align2::LEFT_BOTTOM, said, small.clone(), p.ink2);
    if says && bar.passing > 0 {
        painter.text(pos2(right, foot), Align2::RIGHT_BOTTOM, s::hits(bar.passing), small, p.red);
    } else if bar.all > 0 {
        painter.text(pos2(right, foot), Align2::RIGHT_BOTTOM, s::articles(bar.all.into()), small, p.ink2);
    }
    if chosen {
        painter.rect_stroke(rect, radius, Stroke::new(1.0, p.red), StrokeKind::Inside);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, radius, Stroke::new(2.0, p.blue), StrokeKind::Inside);
    }
}

/// What a day lacks, or that nobody knows.
fn doubt(day: &CalendarDay) -> Option<DayState> {
    let shown = |state: &DayState| day.states.shares().any(|(other, _)| other == *state);
    [DayState::Missing, DayState::Incomplete, DayState::Unknown].into_iter().find(shown)
}

/// What is said of a day beside the month: its counts, each paper and why; below it the sums of the month.
pub fn aside(
    ui: &mut Ui,
    rect: Rect,
    (data, view): (&MainData, &View),
    date: Date,
    day: Option<&CalendarDay>,
) {
    let p = Palette::of(ui);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.label(RichText::new(s::day_title(date)).font(theme::bold(size::LIST)).color(p.ink));
        let bar = view.days.bar(DateRange { from: date, to: date });
        let counts =
            if bar.all == 0 { s::NO_PAPERS.to_owned() } else { s::hovered_counts(bar.all, bar.passing) };
        ui.label(RichText::new(counts).size(size::LIST).color(p.ink2));
        let foot = 2.0 * (size::SMALL + gap::M) + gap::M;
        let height = (ui.available_height() - foot).max(20.0);
        let area = ScrollArea::vertical()
            .id_salt("papers of the day")
            .max_height(height)
            .min_scrolled_height(height);
        area.auto_shrink(false).show(ui, |ui| match day {
            None => drop(note(ui, s::NO_STATES)),
            Some(day) => {
                for (paper, state, reason) in &day.papers {
                    let text = RichText::new(s::paper_day(paper, *state, reason)).size(size::SMALL);
                    ui.add(egui::Label::new(text.color(p.ink2)).wrap());
                }
            }
        });
        if let Some(states) = data.time.states {
            let sums = s::state_sums(states.counts(TimeUnit::Month.bucket_of(date)));
            note(ui, &format!("{} {sums}", s::THIS_MONTH));
        }
        ui.horizontal(states::legend);
    });
}
