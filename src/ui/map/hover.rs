//! What is said of the place under the pointer: its name, its counts, and soon its first headlines.

use egui::{PopupAnchor, RectAlign, Response, RichText, Sense, Tooltip, Ui, vec2};

use super::{MapPanel, Scene, Target, share};
use crate::model::PlaceCode;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size};
use crate::ui::widgets::{first_headlines, sparkline};
use crate::ui::{Action, MainData, MapAct};

/// How long the pointer rests on a place before its headlines are asked for, in seconds.
const REST: f64 = 0.2;
/// How wide the headlines may be, in points.
const WIDTH: f32 = 320.0;
/// How large its course over time is.
const COURSE: (f32, f32) = (160.0, 24.0);

/// The place under the pointer.
pub struct Hovered {
    code: PlaceCode,
    since: f64,
    asked: bool,
}

impl MapPanel {
    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        scene: &Scene,
        response: &Response,
        pointed: Option<Target>,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let Some((target, spot)) = pointed.and_then(|target| Some((target, scene.spot(target)?))) else {
            self.hovered = None;
            return;
        };
        let now = ui.input(|input| input.time);
        let hovered = match &mut self.hovered {
            Some(hovered) if hovered.code == spot.code => hovered,
            other => other.insert(Hovered { code: spot.code, since: now, asked: false }),
        };
        let rest = hovered.since + REST - now;
        if rest > 0.0 {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
        } else if !hovered.asked && scene.counts.of(spot.code) > 0 {
            hovered.asked = true;
            actions.push(Action::Map(MapAct::WantHeadlines(spot.code)));
        }
        let lines = data.map.headlines.filter(|(of, _)| *of == spot.code).map_or(&[][..], |(_, lines)| lines);
        let mut rect = scene.rect(target).intersect(response.rect);
        if !data.map.large {
            // Beside the panel, or the card would hide what lies around.
            rect.set_right(response.rect.right());
        }
        let anchor = PopupAnchor::ParentRect(rect);
        let ctx = ui.ctx().clone();
        let mut card = Tooltip::always_open(ctx, response.layer_id, response.id, anchor).width(WIDTH);
        card.popup = card.popup.align(RectAlign::RIGHT_START);
        card.show(|ui| {
            tell(ui, scene, target, lines);
            if let Some(trends) = data.trends {
                course(ui, trends.of(spot.code));
            }
        });
    }
}

fn tell(ui: &mut Ui, scene: &Scene, target: Target, headlines: &[String]) {
    let p = Palette::of(ui);
    let Some(spot) = scene.spot(target) else { return };
    ui.label(RichText::new(&spot.name).font(theme::bold(size::LIST)).color(p.ink));
    if target.cell.is_some()
        && let Some(street) = scene.spot(Target { cell: None, ..target })
    {
        ui.label(RichText::new(s::within(&street.name)).size(size::SMALL).color(p.ink3));
    }
    let (count, all) = (scene.counts.of(spot.code), scene.counts.all_of(spot.code));
    let counts = s::map_counts(count, all.max(count), share(count, all));
    ui.label(RichText::new(counts).size(size::LIST).color(p.ink2));
    first_headlines(ui, headlines, count, WIDTH);
}

/// How the place fares over time, in bars.
fn course(ui: &mut Ui, counts: &[u32]) {
    if counts.iter().any(|count| *count > 0) {
        let (rect, _) =
            ui.allocate_exact_size(vec2(COURSE.0.min(ui.available_width()), COURSE.1), Sense::hover());
        sparkline(ui, rect, counts, Palette::of(ui).bar);
    }
}
