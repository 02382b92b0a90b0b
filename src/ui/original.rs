//! The source of an article, line by line, each with the role that it is read in.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::Action;
use super::dialogs::dialog;
use super::review::role_word;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, note};
use crate::model::Line;
use crate::query::Original;

/// Height of a line, in points.
const LINE: f32 = 24.0;

/// The dialog.
pub struct OriginalDialog {
    original: Original,
    /// Whether it was drawn before: it opens at the article.
    shown: bool,
}

impl OriginalDialog {
    /// Shows a source.
    pub fn new(original: Original) -> Self {
        Self { original, shown: false }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let Original { name, lines, own } = &self.original;
        let is_own = |line: &Line| (own.0..=own.1).contains(&line.number);
        let width = (ctx.content_rect().width() - 120.0).clamp(480.0, 980.0);
        let shown = std::mem::replace(&mut self.shown, true);
        dialog(ctx, "original", &s::original_title(name), width, actions, |ui, actions| {
            note(ui, s::ORIGINAL_WHY);
            let height = ui.ctx().content_rect().height() * 0.66;
            let mut area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
            if !shown {
                let first = lines.iter().position(is_own).unwrap_or_default();
                area = area.vertical_scroll_offset((first as f32 - 3.0).max(0.0) * LINE);
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, LINE, lines.len(), |ui, range| {
                for line in lines.get(range).unwrap_or_default() {
                    row(ui, line, is_own(line));
                }
            });
            ui.add_space(gap::M);
            if ui.button(s::CLOSE).clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}

fn row(ui: &mut Ui, line: &Line, own: bool) {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let (word, fill, color) = role_word(line.role, p);
    if own {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.panel);
    }
    let small = theme::sans(size::SMALL);
    let at = rect.left_center() + vec2(38.0, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, line.number.to_string(), small.clone(), p.ink3);
    let pill = Rect::from_min_size(rect.left_center() + vec2(48.0, -9.0), vec2(56.0, 18.0));
    ui.painter().rect_filled(pill, CornerRadius::same(9), fill);
    ui.painter().text(pill.center(), Align2::CENTER_CENTER, word, small, color);
    let color = if own { p.ink } else { p.ink2 };
    let text = ClippedText { text: &line.text, font: theme::sans(size::LIST), color, rows: 1, hits: &[] };
    let galley = text.layout(ui, rect.width() - 124.0);
    ui.painter().galley(rect.left_center() + vec2(112.0, -galley.size().y / 2.0), galley, color);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("{} {word} {}", line.number, line.text))
    });
    let why = if line.reason.is_empty() { &line.text } else { &line.reason };
    response.on_hover_text(why);
}
