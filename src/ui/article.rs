//! Setting an article as Chinese newspapers are set: two-character indent, justified, our own line breaks.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, CornerRadius, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Action;
use super::occurrences::Hits;
use super::theme::{Palette, READING_LINE};
use crate::model::PlaceCode;
use crate::text::{Line, break_lines};

/// A stretch of a paragraph that is a link to a place.
pub struct PlaceLink<'a> {
    /// First character.
    pub start: usize,
    /// Characters.
    pub len: usize,
    /// The place.
    pub code: PlaceCode,
    /// Its name, for the screen reader.
    pub name: &'a str,
}

/// How a paragraph is set.
pub struct Setting {
    /// The face.
    pub font: FontId,
    /// Its colour.
    pub color: Color32,
    /// Indent of the first line, in characters.
    pub indent: f32,
    /// Line height in parts of the size.
    pub line: f32,
    /// Whether lines are stretched to the measure.
    pub justify: bool,
}

impl Setting {
    /// Body text.
    pub fn body(ui: &Ui) -> Self {
        Self {
            font: super::theme::serif(super::theme::size::READING),
            color: Palette::of(ui).ink,
            indent: 2.0,
            line: READING_LINE,
            justify: true,
        }
    }

    /// A title of one or more lines.
    pub fn title(font: FontId, color: Color32) -> Self {
        Self { font, color, indent: 0.0, line: 1.4, justify: false }
    }
}

/// Sets one paragraph in the width there is. Hits are marked, places are links; no mark moves a glyph.
pub fn paragraph(
    ui: &mut Ui,
    text: &str,
    setting: &Setting,
    hits: &Hits,
    places: &[PlaceLink],
    actions: &mut Vec<Action>,
) {
    let chars: Vec<char> = text.chars().collect();
    let widths: Vec<f32> =
        ui.fonts_mut(|fonts| chars.iter().map(|c| fonts.glyph_width(&setting.font, *c)).collect());
    let measure = ui.available_width();
    let indent = setting.indent * setting.font.size;
    let lines = break_lines(&chars, &widths, measure, indent);
    let line_height = (setting.font.size * setting.line).round();
    let size = vec2(measure, line_height * lines.len() as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if let Some((start, _)) = hits.pointed.filter(|_| hits.scroll).and_then(|at| hits.at.get(at)) {
        let line = lines.iter().position(|line| *start < line.end).unwrap_or_default();
        let top = rect.top() + line as f32 * line_height;
        let line = Rect::from_x_y_ranges(rect.x_range(), top..=top + line_height);
        ui.scroll_to_rect(line.expand(line_height), Some(egui::Align::Center));
    }
    for (at, line) in lines.iter().enumerate() {
        let first_indent = if at == 0 { indent } else { 0.0 };
        let top = rect.top() + at as f32 * line_height;
        let corner = pos2(rect.left() + first_indent, top);
        if !ui.is_rect_visible(Rect::from_min_size(corner, vec2(measure, line_height))) {
            continue;
        }
        let set = SetLine::new(&chars, &widths, *line, corner, line_height);
        let last = at + 1 == lines.len();
        let spare = measure - first_indent - line.width;
        set.stretched(if setting.justify && !last { spare } else { 0.0 })
            .paint(ui, setting, hits, places, actions);
    }
}

/// One line with the place of every character.
struct SetLine<'a> {
    chars: &'a [char],
    line: Line,
    corner: egui::Pos2,
    height: f32,
    widths: &'a [f32],
    spacing: f32,
}

impl<'a> SetLine<'a> {
    fn new(chars: &'a [char], widths: &'a [f32], line: Line, corner: egui::Pos2, height: f32) -> Self {
        Self { chars, line, corner, height, widths, spacing: 0.0 }
    }

    /// Shares out what is left of the measure between the characters, if it is little enough to go unseen.
    fn stretched(mut self, spare: f32) -> Self {
        let gaps = (self.line.end - self.line.start).saturating_sub(1) as f32;
        let widest = self.widths[self.line.start..self.line.end].iter().copied().fold(0.0, f32::max);
        if gaps > 0.0 && spare > 0.0 && spare <= widest * 3.0 {
            self.spacing = spare / gaps;
        }
        self
    }

    fn x_of(&self, at: usize) -> f32 {
        let before = &self.widths[self.line.start..at];
        self.corner.x + before.iter().sum::<f32>() + before.len() as f32 * self.spacing
    }

    /// The rectangle of a stretch of the paragraph, as far as it lies in this line.
    fn rect_of(&self, start: usize, len: usize) -> Option<Rect> {
        let (from, to) = (start.max(self.line.start), (start + len).min(self.line.end));
        (from < to).then(|| {
            let right = self.x_of(to) - self.spacing;
            Rect::from_x_y_ranges(self.x_of(from)..=right, self.corner.y..=self.corner.y + self.height)
        })
    }

    fn paint(
        &self,
        ui: &Ui,
        setting: &Setting,
        hits: &Hits,
        places: &[PlaceLink],
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        let inset = (self.height - setting.font.size * 1.3) / 2.0;
        for (at, (start, len)) in hits.at.iter().enumerate() {
            let Some(rect) = self.rect_of(*start, *len) else { continue };
            let band = rect.shrink2(vec2(0.0, inset)).expand2(vec2(1.0, 0.0));
            ui.painter().rect_filled(band, CornerRadius::same(2), p.hit);
            if hits.pointed == Some(at) {
                let stroke = Stroke::new(1.5, p.amber);
                ui.painter().rect_stroke(
                    band.expand(1.0),
                    CornerRadius::same(3),
                    stroke,
                    StrokeKind::Outside,
                );
            }
        }
        let mut job = LayoutJob { break_on_newline: false, ..Default::default() };
        job.wrap.max_width = f32::INFINITY;
        let format = |color| TextFormat {
            font_id: setting.font.clone(),
            extra_letter_spacing: self.spacing,
            line_height: Some(self.height),
            color,
            ..Default::default()
        };
        let mut at = self.line.start;
        for link in places.iter().filter(|link| self.rect_of(link.start, link.len).is_some()) {
            self.append(&mut job, at, link.start.max(at), format(setting.color));
            let end = (link.start + link.len).min(self.line.end);
            self.append(&mut job, link.start.max(at), end, format(p.blue));
            at = end;
        }
        self.append(&mut job, at, self.line.end, format(setting.color));
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(self.corner, galley, setting.color);
        for link in places {
            if let Some(rect) = self.rect_of(link.start, link.len) {
                self.link(ui, rect.shrink2(vec2(0.0, inset * 0.7)), link, actions);
            }
        }
    }

    fn append(&self, job: &mut LayoutJob, from: usize, to: usize, format: TextFormat) {
        if from < to {
            let text: String = self.chars[from..to].iter().collect();
            job.append(&text, 0.0, format);
        }
    }

    fn link(&self, ui: &Ui, rect: Rect, link: &PlaceLink, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let id = ui.scope_id().with(("place", link.start, self.line.start, self.corner.y.to_bits()));
        let response = ui.interact(rect, id, Sense::click());
        let strength = if response.hovered() || response.has_focus() { 1.0 } else { 0.45 };
        let stroke = Stroke::new(1.0, p.blue.gamma_multiply(strength));
        ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, link.name));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            actions.push(Action::ChoosePlace(link.code, false));
        }
    }
}
