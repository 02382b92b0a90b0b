//! Setting an article as Chinese newspapers are set: two-character indent, justified, our own line breaks; and
//! selecting in it.

mod desk;
mod piece;
mod selection;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, CornerRadius, FontId, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::occurrences::Hits;
use super::theme::{self, Palette};
use super::{Action, SearchAct};
use crate::model::{PersonRole, PlaceCode};
use crate::text::{Line, Rules};

pub use desk::{CopyWanted, Desk, Look};
use piece::Piece;

/// What a stretch of a paragraph leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'a> {
    /// A place.
    Place(PlaceCode),
    /// Who signs so.
    Person(PersonRole, &'a str),
}

/// A stretch of a paragraph that is a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link<'a> {
    /// First character.
    pub start: usize,
    /// Characters.
    pub len: usize,
    /// Where to.
    pub target: Target<'a>,
    /// Its name, for the screen reader.
    pub name: &'a str,
}

impl Link<'_> {
    fn action(&self) -> Action {
        match self.target {
            Target::Place(code) => Action::ChoosePlace(code, false),
            Target::Person(role, name) => Action::Search(SearchAct::TogglePerson(role, name.to_owned())),
        }
    }
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
    /// Whether lines stand at the right.
    pub right: bool,
}

impl Setting {
    /// Body text.
    pub fn body(ui: &Ui, look: &Look) -> Self {
        Self {
            font: theme::serif(look.points(theme::size::READING)),
            color: Palette::of(ui).ink,
            indent: 2.0,
            line: look.line_height(),
            justify: true,
            right: false,
        }
    }

    /// A title of one or more lines.
    pub fn title(font: FontId, color: Color32) -> Self {
        Self { font, color, indent: 0.0, line: 1.4, justify: false, right: false }
    }

    /// Who took a picture.
    pub fn credit(ui: &Ui, look: &Look) -> Self {
        let font = theme::serif(look.points(theme::size::BODY));
        Self { font, color: Palette::of(ui).ink2, right: true, ..Self::caption(ui, look) }
    }

    /// Words below a picture.
    pub fn caption(ui: &Ui, look: &Look) -> Self {
        let font = theme::sans(look.points(theme::size::BODY));
        Self { font, color: Palette::of(ui).ink, indent: 0.0, line: 1.6, justify: false, right: false }
    }
}

/// Sets one paragraph in the width there is. Hits are marked, places and persons are links; no mark moves a glyph.
pub fn paragraph(
    ui: &mut Ui,
    desk: &mut Desk,
    text: &str,
    setting: &Setting,
    hits: &Hits,
    links: &[Link],
    actions: &mut Vec<Action>,
) -> egui::Response {
    let em = setting.font.size;
    let rules = Rules {
        em,
        measure: ui.available_width(),
        indent: setting.indent * em,
        justify: setting.justify,
        latin_space: desk.look.latin_space,
    };
    let height = (em * setting.line).round();
    let number = desk.set(ui, text, setting, rules);
    let lines = desk.pieces[number].lines().len();
    let (rect, response) = ui.allocate_exact_size(vec2(rules.measure, height * lines as f32), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if let Some((start, len)) = hits.pointed.filter(|_| hits.scroll).and_then(|at| hits.at.get(at)) {
        let top = rect.top() + desk.pieces[number].line_of(*start) as f32 * height;
        let line = Rect::from_x_y_ranges(rect.x_range(), top..=top + height);
        ui.scroll_to_rect(line.expand(height), Some(egui::Align::Center));
        // From here a person can go on selecting by keys.
        desk.point_at(number, *start, *len);
    }
    desk.select(ui, number, rect, height);
    let selected = desk.selection.of_piece(number, desk.pieces[number].chars.len());
    let piece = &desk.pieces[number];
    // Only what is in sight is drawn: an article may have thousands of lines.
    let clip = ui.clip_rect();
    let row = |y: f32| ((y - rect.top()) / height).floor().clamp(0.0, lines as f32) as usize;
    for at in row(clip.top())..(row(clip.bottom()) + 1).min(lines) {
        let corner = pos2(rect.left() + piece.indent(at), rect.top() + at as f32 * height);
        let line = SetLine { piece, line: piece.lines()[at], corner, height };
        line.paint(ui, setting, hits, selected, links, actions);
    }
    response
}

/// One line where it stands in the window.
struct SetLine<'a> {
    piece: &'a Piece,
    line: Line,
    corner: Pos2,
    height: f32,
}

impl SetLine<'_> {
    fn rect_of(&self, start: usize, len: usize) -> Option<Rect> {
        self.piece.rect_of(&self.line, start, start + len, self.corner, self.height)
    }

    fn paint(
        &self,
        ui: &Ui,
        setting: &Setting,
        hits: &Hits,
        selected: Option<(usize, usize)>,
        links: &[Link],
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        let inset = (self.height - setting.font.size * 1.3) / 2.0;
        if let Some(rect) = selected.and_then(|(start, end)| self.rect_of(start, end - start)) {
            ui.painter().rect_filled(rect, CornerRadius::ZERO, p.selected);
        }
        for (at, (start, len)) in hits.at.iter().enumerate() {
            let Some(rect) = self.rect_of(*start, *len) else { continue };
            let band = rect.shrink2(vec2(0.0, inset)).expand2(vec2(1.0, 0.0));
            ui.painter().rect_filled(band, CornerRadius::same(2), p.hit);
            if hits.pointed == Some(at) {
                let stroke = Stroke::new(1.5, p.amber);
                let corners = CornerRadius::same(3);
                ui.painter().rect_stroke(band.expand(1.0), corners, stroke, StrokeKind::Outside);
            }
        }
        let here: Vec<(&Link, Rect)> =
            links.iter().filter_map(|link| Some((link, self.rect_of(link.start, link.len)?))).collect();
        let galley = ui.painter().layout_job(self.job(setting, &here, p.blue));
        let x = self.corner.x + self.piece.x(self.line.start);
        ui.painter().galley(pos2(x, self.corner.y), galley, setting.color);
        for (link, rect) in here {
            self.link(ui, rect.shrink2(vec2(0.0, inset * 0.7)), link, actions);
        }
    }

    /// The line as runs of one colour and one distance between characters.
    fn job(&self, setting: &Setting, links: &[(&Link, Rect)], link_color: Color32) -> LayoutJob {
        let mut job = LayoutJob { break_on_newline: false, ..Default::default() };
        job.wrap.max_width = f32::INFINITY;
        let is_link = |at: usize| links.iter().any(|(l, _)| (l.start..l.start + l.len).contains(&at));
        let look = |at: usize| {
            let color = if is_link(at) { link_color } else { setting.color };
            // Thousandths of a point: what differs less cannot be seen, and every run costs time.
            ((self.piece.gap(&self.line, at) * 1000.0).round() as i32, color)
        };
        let mut start = self.line.start;
        while start < self.line.end {
            let (gap, color) = look(start);
            let more = (start + 1..self.line.end).take_while(|at| look(*at) == (gap, color)).count();
            let end = start + 1 + more;
            let text: String = self.piece.chars[start..end].iter().collect();
            let format = TextFormat {
                font_id: setting.font.clone(),
                extra_letter_spacing: gap as f32 / 1000.0,
                line_height: Some(self.height),
                color,
                ..Default::default()
            };
            job.append(&text, 0.0, format);
            start = end;
        }
        job
    }

    fn link(&self, ui: &Ui, rect: Rect, link: &Link, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let id = ui.scope_id().with(("link", link.start, self.line.start, self.corner.y.to_bits()));
        let response = ui.interact(rect, id, Sense::click());
        let strength = if response.hovered() || response.has_focus() { 1.0 } else { 0.45 };
        let stroke = Stroke::new(1.0, p.blue.gamma_multiply(strength));
        ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, link.name));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            actions.push(link.action());
        }
    }
}
