//! The first start: import, open, or see the sample.

use std::path::PathBuf;

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::strings as s;
use super::theme::{self, Palette, size};
use super::widgets::{ClippedText, focus_ring};
use super::{Action, Command};

/// A store opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentStore {
    /// Its file.
    pub path: PathBuf,
}

const CARD: egui::Vec2 = vec2(256.0, 146.0);
const GAP: f32 = 18.0;

/// Draws it.
pub fn welcome(ui: &mut Ui, recent: &[RecentStore], actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let area = ui.available_rect_before_wrap();
    let height = 480.0 + recent.len() as f32 * 38.0;
    let top = area.top() + ((area.height() - height) * 0.45).max(16.0);
    let mid = area.center().x;
    paint_name(ui, mid, top, p);
    let cards = [
        (Command::Import, s::WELCOME_IMPORT, s::WELCOME_DROP),
        (Command::OpenStore, s::WELCOME_OPEN, ""),
        (Command::OpenSample, s::WELCOME_SAMPLE, s::WELCOME_SAFE),
    ];
    let left = mid - (CARD.x * 3.0 + GAP * 2.0) / 2.0;
    for (at, (command, words, foot)) in cards.into_iter().enumerate() {
        let corner = pos2(left + at as f32 * (CARD.x + GAP), top + 204.0);
        if card(ui, Rect::from_min_size(corner, CARD), command, words, foot, at == 0) {
            actions.push(Action::Run(command));
        }
    }
    let mut y = top + 204.0 + CARD.y + 36.0;
    let across = egui::Rangef::new(left, left + CARD.x * 3.0 + GAP * 2.0);
    if !recent.is_empty() {
        let font = theme::sans(size::LIST);
        ui.painter().text(pos2(across.min + 4.0, y), Align2::LEFT_CENTER, s::RECENT, font, p.ink3);
        y += 18.0;
        for store in recent {
            y += recent_row(ui, across, y, store, p, actions);
        }
        y += 18.0;
    }
    ui.painter().text(
        pos2(mid, y + 18.0),
        Align2::CENTER_CENTER,
        s::OFFLINE,
        theme::sans(size::LIST),
        p.ink3,
    );
}

fn paint_name(ui: &mut Ui, mid: f32, top: f32, p: &Palette) {
    let seal = Rect::from_min_size(pos2(mid - 38.0, top), vec2(76.0, 76.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(seal), |ui| super::widgets::seal(ui, 76.0));
    let painter = ui.painter();
    painter.text(
        pos2(mid, top + 118.0),
        Align2::CENTER_CENTER,
        s::APP,
        theme::headline(size::HEADLINE),
        p.ink,
    );
    painter.text(
        pos2(mid, top + 154.0),
        Align2::CENTER_CENTER,
        s::APP_SUBTITLE,
        theme::sans(size::READING),
        p.ink2,
    );
}

fn card(ui: &mut Ui, rect: Rect, command: Command, words: &str, foot: &str, first: bool) -> bool {
    let p = Palette::of(ui);
    let (name, _) = command.words();
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::click());
    let stroke = if first { Stroke::new(1.5, p.red) } else { Stroke::new(1.0, p.line) };
    let fill = if response.hovered() { p.field } else { p.card };
    ui.painter().rect(rect, CornerRadius::same(12), fill, stroke, StrokeKind::Inside);
    focus_ring(ui, &response, rect, 12);
    let at = rect.min + vec2(20.0, 18.0);
    ui.painter().text(at, Align2::LEFT_TOP, name, theme::headline(size::READING), p.ink);
    let text = ClippedText { text: words, font: theme::sans(size::LIST), color: p.ink2, rows: 3, hits: &[] };
    let galley = text.layout(ui, CARD.x - 40.0);
    ui.painter().galley(at + vec2(0.0, 32.0), galley, p.ink2);
    let key = command.key_text(ui.ctx());
    let foot =
        [key.as_str(), foot].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("   ");
    let foot_at = rect.left_bottom() + vec2(20.0, -16.0);
    ui.painter().text(foot_at, Align2::LEFT_BOTTOM, foot, theme::sans(size::SMALL), p.ink3);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn recent_row(
    ui: &mut Ui,
    across: egui::Rangef,
    y: f32,
    store: &RecentStore,
    p: &Palette,
    actions: &mut Vec<Action>,
) -> f32 {
    let rect = Rect::from_x_y_ranges(across, y..=y + 38.0);
    let response = ui.interact(rect, ui.scope_id().with(&store.path), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), p.panel);
    }
    ui.painter().hline(across, y, Stroke::new(1.0, p.line));
    let name = store.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = store.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    ui.painter().text(
        rect.left_center() + vec2(4.0, 0.0),
        Align2::LEFT_CENTER,
        &name,
        theme::sans(size::BODY),
        p.ink,
    );
    let small = theme::sans(size::SMALL);
    ui.painter().text(rect.right_center() - vec2(4.0, 0.0), Align2::RIGHT_CENTER, folder, small, p.ink3);
    focus_ring(ui, &response, rect, 6);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        actions.push(Action::OpenStore(store.path.clone()));
    }
    rect.height()
}
