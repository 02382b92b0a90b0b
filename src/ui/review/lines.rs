//! The left side: the source line by line, each with its role.

use egui::{
    Align2, Button, CornerRadius, Popup, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::{ReviewCommand, ReviewData, ReviewPanel, Side};
use crate::model::{Line, LineRole};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size};
use crate::ui::widgets::{ClippedText, paint_icon};

/// Height of a line of the source, in points.
const LINE: f32 = 24.0;
/// Roles beside each other in a menu.
const MENU_COLUMNS: usize = 3;

/// The word for a role, its background and its colour.
pub(in crate::ui) fn role_word(role: LineRole, p: &Palette) -> (&'static str, egui::Color32, egui::Color32) {
    match role {
        LineRole::Kicker => (s::ROLE_KICKER, p.blue_soft, p.blue),
        LineRole::Headline => (s::ROLE_HEADLINE, p.red_soft, p.red),
        LineRole::Subtitle => (s::ROLE_SUBTITLE, p.blue_soft, p.blue),
        LineRole::Body => (s::ROLE_BODY, p.panel, p.ink2),
        LineRole::ColumnBreak => (s::ROLE_BREAK, p.panel, p.green),
        LineRole::PhotoHeadline => (s::ROLE_PHOTO, p.red_soft, p.red),
        LineRole::Caption => (s::ROLE_CAPTION, p.panel, p.ink2),
        LineRole::Credit => (s::ROLE_CREDIT, p.amber_soft, p.amber),
        LineRole::SectionHead => (s::ROLE_SECTION, p.blue_soft, p.blue),
        LineRole::Byline => (s::ROLE_BYLINE, p.amber_soft, p.amber),
        LineRole::Dateline => (s::ROLE_DATELINE, p.panel, p.ink2),
        LineRole::Continuation => (s::ROLE_CONTINUATION, p.panel, p.green),
        LineRole::Masthead => (s::ROLE_MASTHEAD, p.panel, p.ink3),
        LineRole::DateLine => (s::ROLE_DATE, p.panel, p.ink3),
        LineRole::Advertisement => (s::ROLE_ADVERTISEMENT, p.panel, p.ink3),
        LineRole::PageHead => (s::ROLE_HEAD, p.panel, p.ink3),
        LineRole::Furniture => (s::ROLE_FURNITURE, p.panel, p.ink3),
        LineRole::Unknown => (s::ROLE_UNKNOWN, p.amber_soft, p.amber),
    }
}

/// How a line is shown.
struct Look {
    /// It is chosen.
    chosen: bool,
    /// The keyboard is on it.
    cursor: bool,
    /// Its item is chosen.
    within: bool,
    /// An item begins with it.
    begins: bool,
    /// Something about it is in doubt.
    doubt: bool,
}

impl ReviewPanel {
    pub(super) fn lines(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let page = data.edit.page();
        if Self::shows_sheet(data) {
            let height = ui.available_height() - LINE * page.lines.len() as f32;
            let room = vec2(ui.available_width(), height.max(LINE));
            ui.allocate_ui(room, |ui| self.sheet(ui, data, actions));
        }
        let chosen = self.item(data);
        let doubts: Vec<usize> = data.edit.doubts().iter().map(|doubt| doubt.line).collect();
        let mut area = ScrollArea::vertical().id_salt("lines").auto_shrink(false);
        if std::mem::take(&mut self.scroll_lines) {
            let at = page.lines.partition_point(|line| line.number < self.line);
            let middle = (ui.available_height() / 2.0 - LINE).max(0.0);
            let (top, bottom) = self.lines_seen;
            let offset = at as f32 * LINE;
            if offset < top || offset + LINE > bottom {
                area = area.vertical_scroll_offset((offset - middle).max(0.0));
            }
        }
        let mut commands = Vec::new();
        let shown = area.show_rows(ui, LINE, page.lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in page.lines.get(range).unwrap_or_default() {
                let item = data.edit.item_of(line.number);
                let (from, to) = self.range();
                let look = Look {
                    chosen: (from..=to).contains(&line.number),
                    cursor: line.number == self.line && self.side == Side::Lines,
                    within: item.is_some() && item == chosen,
                    begins: item == Some(line.number),
                    doubt: doubts.contains(&line.number),
                };
                self.line_row(ui, line, &look, &mut commands);
            }
        });
        let top = shown.state.clamped_offset().y;
        self.lines_seen = (top, top + shown.inner_rect.height());
        for command in commands {
            self.run(ui.ctx(), command, data, actions);
        }
    }

    fn line_row(&mut self, ui: &mut Ui, line: &Line, look: &Look, commands: &mut Vec<ReviewCommand>) {
        let p = Palette::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
        paint_row(ui, rect, line, look);
        let (word, fill, color) = role_word(line.role, p);
        let pill = Rect::from_min_size(rect.left_center() + vec2(48.0, -9.0), vec2(56.0, 18.0));
        let open = ui.interact(pill, response.id.with("role"), Sense::click());
        let arrow = response.hovered() || open.hovered() || look.chosen;
        ui.painter().rect_filled(pill, CornerRadius::same(9), fill);
        if look.chosen {
            // Red on red would be lost.
            let edge = Stroke::new(1.0, color.gamma_multiply(0.5));
            ui.painter().rect_stroke(pill, CornerRadius::same(9), edge, StrokeKind::Inside);
        }
        let small = theme::sans(size::SMALL);
        let shift = if arrow { 5.0 } else { 0.0 };
        ui.painter().text(pill.center() - vec2(shift, 0.0), Align2::CENTER_CENTER, word, small, color);
        if arrow {
            let at = Rect::from_center_size(pill.right_center() - vec2(9.0, 0.0), vec2(12.0, 12.0));
            paint_icon(ui, at, icons::ICON_ARROW_DROP_DOWN, size::BODY, color);
        }
        let text =
            ClippedText { text: &line.text, font: theme::sans(size::LIST), color: p.ink, rows: 1, hits: &[] };
        let galley = text.layout(ui, rect.width() - 124.0);
        ui.painter().galley(rect.left_center() + vec2(112.0, -galley.size().y / 2.0), galley, p.ink);
        let name = format!("{} {word} {}", line.number, line.text);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, look.chosen, &name));
        open.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{} {}", s::ROLE_MENU, line.number))
        });
        self.take_click(ui, line, look, &response, &open);
        Popup::menu(&open).show(|ui| commands.extend(role_grid(ui)));
        response.context_menu(|ui| commands.extend(line_menu(ui)));
        let reason = if line.reason.is_empty() { &line.text } else { &line.reason };
        if look.doubt || !line.reason.is_empty() {
            open.on_hover_text(reason);
        }
    }

    fn take_click(&mut self, ui: &Ui, line: &Line, look: &Look, row: &Response, pill: &Response) {
        let clicked = row.clicked() || pill.clicked();
        // A menu speaks of the chosen lines: on another line it chooses that one first.
        let menu = (row.secondary_clicked() || pill.clicked()) && !look.chosen;
        if (clicked && !pill.clicked()) || menu {
            self.side = Side::Lines;
            let more = ui.input(|input| input.modifiers.shift) && row.clicked();
            self.choose_line(line.number, more);
            self.scroll_lines = false;
        }
    }
}

fn paint_row(ui: &Ui, row: Rect, line: &Line, look: &Look) {
    let p = Palette::of(ui);
    // Under the bar that scrolls too.
    let rect = row.with_max_x(ui.clip_rect().right());
    if look.chosen {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.red_soft);
    } else if look.within {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.red_soft.gamma_multiply(0.45));
    }
    if look.cursor {
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, CornerRadius::ZERO, p.red);
    }
    if look.begins {
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.5, p.red));
    }
    let small = theme::sans(size::SMALL);
    let color = if look.doubt { p.amber } else { p.ink3 };
    let at = rect.left_center() + vec2(38.0, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, line.number.to_string(), small, color);
    if line.joined || line.role == LineRole::ColumnBreak {
        // A line that goes on is tied to the one above it.
        let x = rect.left() + 106.0;
        ui.painter().vline(x, rect.top() - 6.0..=rect.top() + 9.0, Stroke::new(1.5, p.green));
    }
}

/// All roles; those that were chosen.
fn role_grid(ui: &mut Ui) -> Option<ReviewCommand> {
    let p = Palette::of(ui);
    let mut chosen = None;
    egui::Grid::new("roles").spacing(vec2(4.0, 4.0)).show(ui, |ui| {
        for (at, role) in LineRole::ALL.into_iter().enumerate() {
            let command = ReviewCommand::Role(role);
            let (word, fill, color) = role_word(role, p);
            let key = command.key_text(ui.ctx());
            let text = RichText::new(format!("{word} {key}")).size(size::LIST).color(color);
            let button = Button::new(text).fill(fill).min_size(vec2(72.0, 24.0));
            if ui.add(button).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                chosen = Some(command);
                ui.close();
            }
            if at % MENU_COLUMNS == MENU_COLUMNS - 1 {
                ui.end_row();
            }
        }
    });
    chosen
}

/// Roles and everything else that can be done with a line.
fn line_menu(ui: &mut Ui) -> Option<ReviewCommand> {
    let mut chosen = role_grid(ui);
    ui.separator();
    for command in [
        ReviewCommand::Split,
        ReviewCommand::Merge,
        ReviewCommand::Join,
        ReviewCommand::ItemUp,
        ReviewCommand::ItemDown,
        ReviewCommand::EditItem,
        ReviewCommand::Picture,
        ReviewCommand::Undo,
    ] {
        let button = Button::new(command.words().0).shortcut_text(command.key_text(ui.ctx()));
        if ui.add(button).on_hover_text(command.words().1).clicked() {
            chosen = Some(command);
            ui.close();
        }
    }
    chosen
}
