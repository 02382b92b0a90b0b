//! The dialog that sets the store's county-level area, from all there are.

use egui::{Align2, CornerRadius, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::Action;
use super::dialogs::{dialog, named_edit};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::note;
use crate::import::AreaChoice;

const ROW: f32 = 30.0;

/// The dialog.
#[derive(Default)]
pub struct AreaDialog {
    typed: String,
    /// The row that keys stand on.
    cursor: usize,
}

impl AreaDialog {
    /// Draws it; `areas` is empty while the list is being read.
    pub fn ui(&mut self, ctx: &egui::Context, areas: &[AreaChoice], actions: &mut Vec<Action>) {
        dialog(ctx, "area", s::AREA_TITLE, 560.0, actions, |ui, actions| {
            note(ui, s::AREA_WHY);
            let before = self.typed.clone();
            named_edit(ui, s::AREA_SEARCH, &mut self.typed, s::AREA_HINT, true);
            if areas.is_empty() {
                note(ui, s::LOADING);
                return;
            }
            let typed = self.typed.trim();
            let mut found: Vec<&AreaChoice> = areas.iter().filter(|area| area.fits(typed)).collect();
            found.sort_by_key(|area| !area.begins(typed));
            let moved = self.keys(ui, found.len(), before != self.typed);
            note(ui, &s::areas_found(found.len()));
            let height = 10.0 * ROW;
            let list =
                ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false);
            ui.spacing_mut().item_spacing.y = 0.0;
            list.show_rows(ui, ROW, found.len(), |ui, range| {
                if moved {
                    let top = ui.max_rect().top() + (self.cursor as f32 - range.start as f32) * ROW;
                    let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + ROW);
                    ui.scroll_to_rect(row, None);
                }
                for at in range {
                    row(ui, found[at], at == self.cursor, actions);
                }
            });
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            if let (true, Some(area)) = (enter, found.get(self.cursor)) {
                take(area, actions);
            }
        });
    }

    /// Moves through the list while the box keeps the keyboard; whether it did.
    fn keys(&mut self, ui: &Ui, rows: usize, typed: bool) -> bool {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let last = rows.saturating_sub(1);
        let to = match self.cursor {
            _ if typed => 0,
            at if pressed(Key::ArrowDown) => at + 1,
            at if pressed(Key::ArrowUp) => at.saturating_sub(1),
            at if pressed(Key::PageDown) => at + 9,
            at if pressed(Key::PageUp) => at.saturating_sub(9),
            at => at,
        };
        std::mem::replace(&mut self.cursor, to.min(last)) != self.cursor
    }
}

fn row(ui: &mut Ui, area: &AreaChoice, marked: bool, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    if marked || response.hovered() {
        let fill = if marked { p.red_soft } else { p.line.gamma_multiply(0.5) };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    let color = if marked { p.red } else { p.ink };
    let at = rect.left_center() + vec2(gap::M, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, &area.path, theme::sans(size::BODY), color);
    let holds = s::area_holds(area.streets, area.communities, &area.code.to_string());
    let at = rect.right_center() - vec2(gap::M, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, &holds, theme::sans(size::SMALL), p.ink3);
    let name = format!("{}  {}", area.path, area.code);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, marked, &name));
    if response.clicked() {
        take(area, actions);
    }
}

fn take(area: &AreaChoice, actions: &mut Vec<Action>) {
    actions.push(Action::CloseDialog);
    actions.push(Action::SetArea(area.code));
}
