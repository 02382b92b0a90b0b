//! Small parts that several panels draw.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Button, Color32, CornerRadius, FontId, Margin, Rect, Response, RichText, Role, Sense, Stroke, Ui,
    WidgetInfo, vec2,
};
use egui_material_icons::MaterialIcon;

use super::strings as s;
use super::theme::{self, Palette, size};

/// The chief button of a place: seal red.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let p = Palette::of(ui);
    ui.add(Button::new(RichText::new(text).color(p.on_red)).fill(p.red).stroke(Stroke::new(1.0, p.red)))
}

/// A button that looks like text.
pub fn quiet_button(ui: &mut Ui, text: &str) -> Response {
    let p = Palette::of(ui);
    ui.add(Button::new(RichText::new(text).size(size::LIST).color(p.ink2)).frame(false))
}

/// A button that is only an icon, with a name for the tooltip and the screen reader.
pub fn icon_button(ui: &mut Ui, icon: MaterialIcon, name: &str) -> Response {
    let p = Palette::of(ui);
    let text =
        RichText::new(icon.codepoint).font(FontId::new(size::READING, icon.font_family())).color(p.ink2);
    let response = ui.add(Button::new(text).frame(false)).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// An icon painted in a square.
pub fn paint_icon(ui: &Ui, rect: Rect, icon: MaterialIcon, points: f32, color: Color32) {
    let font = FontId::new(points, icon.font_family());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon.codepoint, font, color);
}

/// The side of a chip's cross, and what is left and right of its text.
const CHIP_CROSS: f32 = 16.0;
const CHIP_MARGIN: f32 = 18.0;

/// How wide a chip with a text is.
pub fn chip_width(ui: &Ui, text: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::sans(size::LIST), Color32::BLACK);
    galley.size().x + CHIP_CROSS + CHIP_MARGIN
}

/// A chip without a cross: it opens what stands behind it.
pub fn plain_chip(ui: &mut Ui, text: &str, name: &str) -> Response {
    let p = Palette::of(ui);
    let text = RichText::new(text).size(size::LIST).color(p.ink2);
    let button = Button::new(text).fill(p.panel).corner_radius(12).min_size(vec2(0.0, 24.0));
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// A part of the filter, with a cross that takes it away. True when it was clicked.
pub fn chip(ui: &mut Ui, text: &str, fill: Color32, color: Color32) -> bool {
    let font = theme::sans(size::LIST);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let desired = vec2(galley.size().x + CHIP_CROSS + CHIP_MARGIN, 24.0);
    let (rect, response) = ui.allocate_exact_size(desired, Sense::click());
    let fill = if response.hovered() { fill.gamma_multiply(0.85) } else { fill };
    ui.painter().rect_filled(rect, CornerRadius::same(12), fill);
    ui.painter().galley(rect.left_center() + vec2(10.0, -galley.size().y / 2.0), galley, color);
    let at = Rect::from_center_size(rect.right_center() - vec2(14.0, 0.0), vec2(CHIP_CROSS, CHIP_CROSS));
    paint_icon(ui, at, egui_material_icons::icons::ICON_CLOSE, size::BODY, color);
    focus_ring(ui, &response, rect, 12);
    let name = s::remove(text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.on_hover_text(s::REMOVE).clicked()
}

/// A row of choices of which one holds. Returns the one that was clicked.
pub fn segmented(ui: &mut Ui, labels: &[&str], names: &[&str], chosen: usize) -> Option<usize> {
    let p = Palette::of(ui);
    let mut clicked = None;
    let galleys: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let color = if at == chosen { p.paper } else { p.ink2 };
            (ui.painter().layout_no_wrap((*label).to_owned(), theme::sans(size::LIST), color), color)
        })
        .collect();
    let width: f32 = galleys.iter().map(|(galley, _)| galley.size().x + 20.0).sum();
    let (whole, _) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
    ui.painter().rect(
        whole,
        CornerRadius::same(6),
        p.field,
        Stroke::new(1.0, p.line),
        egui::StrokeKind::Outside,
    );
    let mut left = whole.left();
    for (at, (galley, color)) in galleys.into_iter().enumerate() {
        let rect =
            Rect::from_min_size(egui::pos2(left, whole.top()), vec2(galley.size().x + 20.0, whole.height()));
        left = rect.right();
        let on = at == chosen;
        let name = names.get(at).copied().unwrap_or_default();
        let response = ui.interact(rect, ui.scope_id().with(("segment", name)), Sense::click());
        if on || response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(5), if on { p.ink } else { p.panel });
        }
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
        focus_ring(ui, &response, rect, 5);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
        if response.on_hover_text(name).clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

/// A ring around what has the keyboard.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Palette::of(ui).blue);
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), stroke, egui::StrokeKind::Inside);
    }
}

/// A frame with a fill and a margin and nothing else.
pub fn plain_frame(fill: Color32, x: i8, y: i8) -> egui::Frame {
    egui::Frame::new().fill(fill).inner_margin(Margin::symmetric(x, y))
}

/// Text of one or more lines cut with … where they end, hits marked.
pub struct ClippedText<'a> {
    pub text: &'a str,
    pub font: FontId,
    pub color: Color32,
    pub rows: usize,
    /// Hits as (first character, length), in order.
    pub hits: &'a [(usize, usize)],
}

impl ClippedText<'_> {
    /// Lays it out in a width.
    pub fn layout(self, ui: &Ui, width: f32) -> std::sync::Arc<egui::Galley> {
        let p = Palette::of(ui);
        let format = TextFormat {
            line_height: Some((self.font.size * theme::LIST_LINE).round()),
            font_id: self.font,
            color: self.color,
            ..Default::default()
        };
        let hit = TextFormat { background: p.hit, color: p.ink, ..format.clone() };
        let mut job = LayoutJob::default();
        let mut at = 0;
        for (start, len) in self.hits.iter().copied().chain([(usize::MAX, 0)]) {
            let plain: String = self.text.chars().skip(at).take(start.saturating_sub(at)).collect();
            job.append(&plain, 0.0, format.clone());
            let marked: String = self.text.chars().skip(start).take(len).collect();
            job.append(&marked, 0.0, hit.clone());
            at = start.saturating_add(len);
        }
        job.wrap = TextWrapping {
            max_width: width,
            max_rows: self.rows,
            break_anywhere: false,
            ..Default::default()
        };
        ui.painter().layout_job(job)
    }
}

/// A heading within a panel.
pub fn panel_title(ui: &mut Ui, text: &str) {
    let p = Palette::of(ui);
    ui.label(RichText::new(text).font(theme::bold(size::LIST)).color(p.ink));
}

/// A quiet remark.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    let p = Palette::of(ui);
    ui.label(RichText::new(text).size(size::SMALL).color(p.ink3))
}

/// Two lines in the middle of an empty panel: what is, and what to do.
pub fn empty_state(ui: &mut Ui, title: &str, how: &str) {
    let p = Palette::of(ui);
    let rect = ui.available_rect_before_wrap();
    let center = rect.center_top() + vec2(0.0, (rect.height() * 0.3).max(40.0));
    ui.painter().text(center, Align2::CENTER_CENTER, title, theme::serif(size::READING), p.ink2);
    ui.painter().text(center + vec2(0.0, 26.0), Align2::CENTER_CENTER, how, theme::sans(size::LIST), p.ink3);
    let response = ui.interact(rect, ui.scope_id().with("empty"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title} {how}")));
}

/// Seal of the program: two characters in white on red.
pub fn seal(ui: &mut Ui, side: f32) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same((side * 0.14) as u8), p.red);
    let font = theme::headline(side * 0.4);
    for (word, y) in s::SEAL.iter().zip([-0.2, 0.2]) {
        let at = rect.center() + vec2(0.0, side * y);
        ui.painter().text(at, Align2::CENTER_CENTER, word, font.clone(), p.on_red);
    }
}

/// A thin line across the panel.
pub fn hairline(ui: &mut Ui) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, p.line));
}

/// How wide a bar of a course over time is at most, with what parts it from the next.
const WIDEST_BAR: f32 = 8.0;

/// A small bar for each of some counts, the highest as high as the room; a count of few stays in sight.
pub fn sparkline(ui: &Ui, room: Rect, counts: &[u32], color: Color32) {
    let most = counts.iter().copied().max().unwrap_or_default();
    if most == 0 {
        return;
    }
    let mut mesh = egui::Mesh::default();
    // Of few stretches of time the bars are no blocks.
    let step = (room.width() / counts.len() as f32).min(WIDEST_BAR);
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (*count as f32 / most as f32 * room.height()).max(1.0).round();
        let left = (room.left() + at as f32 * step).round();
        let right = (left + (step - 1.0).max(1.0)).round();
        let bar = Rect::from_x_y_ranges(left..=right, room.bottom() - height..=room.bottom());
        mesh.add_colored_rect(bar, color);
    }
    ui.painter().add(egui::Shape::mesh(mesh));
}

/// The first headlines of so many articles, in a card of a width.
pub fn first_headlines(ui: &mut Ui, headlines: &[String], articles: u32, width: f32) {
    if headlines.is_empty() {
        return;
    }
    let p = Palette::of(ui);
    ui.set_min_width(width);
    for headline in headlines {
        let text = RichText::new(headline).font(theme::serif(size::BODY)).color(p.ink);
        ui.add(egui::Label::new(text).truncate());
    }
    if articles as usize > headlines.len() {
        ui.label(RichText::new(s::MORE).size(size::SMALL).color(p.ink3));
    }
}

/// Keeps arrows and Esc for what has the keyboard: egui would take them to go elsewhere.
pub fn keep_arrows(ui: &Ui, response: &Response) {
    let (horizontal_arrows, vertical_arrows, escape) = (true, true, true);
    let keys = egui::EventFilter { horizontal_arrows, vertical_arrows, escape, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
}
