//! What is said of the bar under the pointer: its time, its counts, and soon its first headlines.

use egui::{PopupAnchor, Response, RichText, Tooltip, Ui};

use super::{Chart, TimelinePanel};
use crate::model::DateRange;
use crate::query::Bar;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size, timeline as measures};
use crate::ui::widgets::first_headlines;
use crate::ui::{Action, MainData, TimeAct};

/// How long the pointer rests on a bar before its headlines are asked for, in seconds.
const REST: f64 = 0.15;
/// How wide the headlines may be, in points.
const WIDTH: f32 = 340.0;
/// How many papers are told of.
const MOST_PAPERS: usize = 4;

/// The bar under the pointer.
pub struct Hovered {
    range: DateRange,
    since: f64,
    asked: bool,
}

impl TimelinePanel {
    /// Whether the window stands still; if not, a frame comes when it does.
    pub(super) fn rests(&self, ui: &Ui) -> bool {
        let left = self.moved_at + REST - ui.input(|input| input.time);
        if left > 0.0 {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        left <= 0.0
    }

    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        chart: &Chart,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let at = response.hover_pos().filter(|_| self.drag.is_none() && self.rests(ui));
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
        let mut slot = chart.slot(range);
        // What became of the days stays in sight.
        slot.set_bottom(chart.rect.bottom() - measures::LABELS);
        let anchor = PopupAnchor::ParentRect(slot);
        Tooltip::always_open(ui.ctx().clone(), response.layer_id, response.id, anchor).width(WIDTH).show(
            |ui| {
                tell(ui, range, bar, headlines);
                tell_states(ui, range, data);
            },
        );
    }
}

/// What became of the days: of one day why, of more of them how many.
fn tell_states(ui: &mut Ui, range: DateRange, data: &MainData) {
    let p = Palette::of(ui);
    let say = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(size::SMALL).color(p.ink2));
    };
    if range.from == range.to
        && let Some(ledger) = data.time.ledger
    {
        let days = ledger.calendar(range, &data.filter.papers);
        let papers = days.iter().flat_map(|day| &day.papers);
        // Of many papers those that have an issue, or should, say most.
        let mut papers: Vec<_> = papers.collect();
        papers.sort_by_key(|(_, state, _)| !state.is_issue());
        for (paper, state, reason) in papers.iter().take(MOST_PAPERS) {
            say(ui, &s::paper_day(paper, *state, reason));
        }
        if papers.len() > MOST_PAPERS {
            say(ui, s::MORE);
        }
    } else if let Some(states) = data.time.states {
        let sums = s::state_sums(states.counts(range));
        if !sums.is_empty() {
            say(ui, &sums);
        }
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
    first_headlines(ui, headlines, bar.passing, WIDTH);
}
