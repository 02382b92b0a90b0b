//! What is said of the bar under the pointer: its time, its counts, and soon its first headlines.

use egui::{PopupAnchor, Response, RichText, Tooltip, Ui};

use super::{Chart, TimelinePanel};
use crate::model::DateRange;
use crate::query::Bar;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size};
use crate::ui::{Action, MainData, TimeAct};

/// How long the pointer rests on a bar before its headlines are asked for, in seconds.
const REST: f64 = 0.15;
/// How wide the headlines may be, in points.
const WIDTH: f32 = 340.0;

/// The bar under the pointer.
pub struct Hovered {
    range: DateRange,
    since: f64,
    asked: bool,
}

impl TimelinePanel {
    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let at = response.hover_pos().filter(|_| self.drag.is_none());
        let Some(at) = at else {
            self.hovered = None;
            return;
        };
        let range = chart.scale.bar_at(at.x, chart.unit);
        let now = ui.input(|input| input.time);
        let hovered = match &mut self.hovered {
            Some(hovered) if hovered.range == range => hovered,
            other => other.insert(Hovered { range, since: now, asked: false }),
        };
        let bar = chart.days.bar(range);
        let rest = hovered.since + REST - now;
        if bar.passing > 0 && !hovered.asked {
            if rest <= 0.0 {
                hovered.asked = true;
                actions.push(Action::Time(TimeAct::WantHeadlines(range)));
            } else {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
            }
        }
        let headlines =
            data.time.headlines.filter(|(of, _)| *of == range).map_or(&[][..], |(_, lines)| lines);
        let anchor = PopupAnchor::ParentRect(chart.slot(range));
        Tooltip::always_open(ui.ctx().clone(), response.layer_id, response.id, anchor)
            .width(WIDTH)
            .show(|ui| tell(ui, range, bar, headlines));
    }
}

fn tell(ui: &mut Ui, range: DateRange, bar: Bar, headlines: &[String]) {
    let p = Palette::of(ui);
    ui.label(RichText::new(s::hovered_time(range)).font(theme::bold(size::LIST)).color(p.ink));
    if bar.all == 0 {
        ui.label(RichText::new(s::NO_PAPERS).size(size::LIST).color(p.ink2));
        return;
    }
    let counts = s::hovered_counts(bar.all, bar.passing);
    ui.label(RichText::new(counts).size(size::LIST).color(p.ink2));
    for headline in headlines {
        let text = RichText::new(headline).font(theme::serif(size::BODY)).color(p.ink);
        ui.add(egui::Label::new(text).truncate());
    }
    if bar.passing as usize > headlines.len() && !headlines.is_empty() {
        ui.label(RichText::new(s::MORE).size(size::SMALL).color(p.ink3));
    }
}
