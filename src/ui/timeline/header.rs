//! The line above the timeline: unit, heights, legend, what is chosen, and buttons to zoom.

use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, Ui};
use egui_material_icons::icons;

use super::scale::{Limits, Window};
use crate::model::TimeUnit;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::{icon_button, panel_title, segmented};
use crate::ui::{Action, Command, MainData, TimeAct};

/// How much a press of a button or key zooms.
pub const ZOOM_STEP: f64 = 1.6;
/// Below this width the line has no room for a legend.
const LEGEND_FROM: f32 = 1180.0;

/// What a button asks of the window.
pub enum Zoom {
    In,
    Out,
    All,
}

impl Zoom {
    pub fn apply(self, window: Window, limits: Limits) -> Window {
        match self {
            Self::In => window.zoomed(window.middle(), 1.0 / ZOOM_STEP, limits),
            Self::Out => window.zoomed(window.middle(), ZOOM_STEP, limits),
            Self::All => limits.extent.held(limits),
        }
    }
}

/// Draws it.
pub fn header(
    ui: &mut Ui,
    data: &MainData,
    window: Option<Window>,
    actions: &mut Vec<Action>,
) -> Option<Zoom> {
    let mut zoom = None;
    ui.horizontal(|ui| {
        let wide = ui.available_width() >= LEGEND_FROM;
        panel_title(ui, s::TIMELINE);
        ui.add_space(gap::S);
        let units: Vec<Option<TimeUnit>> = std::iter::once(None).chain(TimeUnit::ALL.map(Some)).collect();
        choice(ui, (&s::UNITS, &s::UNIT_NAMES), &units, data.time.unit, TimeAct::SetUnit, actions);
        let heights = data.time.heights;
        choice(
            ui,
            (&s::MEASURES, &s::MEASURE_NAMES),
            &[false, true],
            heights.share,
            |share| TimeAct::SetHeights(super::Heights { share, ..heights }),
            actions,
        );
        choice(
            ui,
            (&s::STEPS, &s::STEP_NAMES),
            &[false, true],
            heights.log,
            |log| TimeAct::SetHeights(super::Heights { log, ..heights }),
            actions,
        );
        if wide {
            legend(ui, heights.share);
            super::states::legend(ui);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if window.is_some() {
                for (icon, command) in [
                    (icons::ICON_FACT_CHECK, Command::ShowLedger),
                    (icons::ICON_CALENDAR_MONTH, Command::ShowCalendar),
                ] {
                    let mut button = icon_button(ui, icon, command.words().0);
                    if !wide && command == Command::ShowLedger {
                        button = button.on_hover_ui(|ui| drop(ui.horizontal(super::states::legend)));
                    }
                    if button.clicked() {
                        actions.push(Action::Run(command));
                    }
                }
                let shows = data.time.shows_events;
                let name = if shows { s::HIDE_EVENTS } else { s::SHOW_EVENTS };
                let icon = if shows { icons::ICON_EVENT_BUSY } else { icons::ICON_EVENT_NOTE };
                if icon_button(ui, icon, name).clicked() {
                    actions.push(Action::Time(TimeAct::ShowEvents(!shows)));
                }
                zoom = zoom_buttons(ui);
                summary(ui, data);
            }
        });
    });
    zoom
}

/// A row of values of which one holds.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    (labels, names): (&[&str], &[&str]),
    values: &[T],
    held: T,
    act: impl FnOnce(T) -> TimeAct,
    actions: &mut Vec<Action>,
) {
    let at = values.iter().position(|value| *value == held).unwrap_or_default();
    if let Some(value) = segmented(ui, labels, names, at).and_then(|at| values.get(at)) {
        actions.push(Action::Time(act(*value)));
    }
}

fn legend(ui: &mut Ui, share: bool) {
    let p = Palette::of(ui);
    ui.add_space(gap::S);
    let all = (!share).then_some((s::LEGEND_ALL, p.ink2));
    for (text, color) in all.into_iter().chain([(s::LEGEND_HITS, p.red), (s::LEGEND_NONE, p.ink2)]) {
        ui.label(RichText::new(text).size(size::SMALL).color(color));
    }
}

fn zoom_buttons(ui: &mut Ui) -> Option<Zoom> {
    let mut zoom = None;
    for (icon, name, act) in [
        (icons::ICON_ZOOM_OUT_MAP, s::ZOOM_ALL, Zoom::All),
        (icons::ICON_ADD, s::ZOOM_IN, Zoom::In),
        (icons::ICON_REMOVE, s::ZOOM_OUT, Zoom::Out),
    ] {
        if icon_button(ui, icon, name).clicked() {
            zoom = Some(act);
        }
    }
    ui.add_space(gap::M);
    zoom
}

/// What is chosen, and how many of its articles pass.
pub fn summary(ui: &mut Ui, data: &MainData) {
    let p = Palette::of(ui);
    let Some(view) = data.view else { return };
    let time = &data.filter.time;
    let [before, hits, after] = s::timeline_summary(time, view.total, view.days.within(time).all);
    let mut job = LayoutJob::default();
    for (text, font, color) in [
        (before, theme::sans(size::LIST), p.ink2),
        (hits, theme::bold(size::LIST), p.red),
        (after, theme::sans(size::LIST), p.ink2),
    ] {
        job.append(&text, 0.0, TextFormat::simple(font, color));
    }
    ui.add(egui::Label::new(job).truncate()).on_hover_text(time.label());
}
