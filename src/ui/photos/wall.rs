//! The photo wall: only the rows in sight are laid out, drawn and asked for.

use egui::{
    CornerRadius, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use super::keys::{take, take_any};
use super::lens::{quad, unturned};
use super::rows::{Cell, Row, Rows};
use super::{PhotoAct, SIDES, WallData};
use crate::model::PhotoId;
use crate::query::{PhotoText, Wall, WallPhoto};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, wall};
use crate::ui::widgets::{ClippedText, empty_state, hairline, icon_button, note, paint_icon, quiet_button};

/// Of which photos, width and height rows were made.
type LaidOut = (u64, f32, f32);

/// The wall; remembers its rows, and where its cursor is.
#[derive(Default)]
pub struct WallPanel {
    rows: Rows,
    laid_out: Option<LaidOut>,
    cursor: usize,
    /// Whether the cursor is to be brought into sight.
    follow: bool,
    /// The photo that was looked at in the last frame.
    open: Option<usize>,
    /// Height of what is in sight.
    page: f32,
    /// Where what is in sight began in the last frame.
    top: f32,
}

impl WallPanel {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &WallData, actions: &mut Vec<Action>) {
        ui.add_space(gap::S);
        head(ui, data, actions);
        ui.add_space(gap::S);
        hairline(ui);
        let Some(shown) = data.wall else {
            note(ui, s::LOADING);
            return;
        };
        if shown.photos.is_empty() {
            if data.has_keys && take(ui.ctx(), Modifiers::NONE, Key::Escape) {
                actions.push(Action::Photo(PhotoAct::ShowWall(false)));
            }
            empty_state(ui, s::WALL_EMPTY, s::WALL_EMPTY_HOW);
            return;
        }
        let margin = egui::Margin::symmetric(wall::MARGIN as i8, 0);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| self.photos(ui, shown, data, actions));
    }

    fn photos(&mut self, ui: &mut Ui, shown: &Wall, data: &WallData, actions: &mut Vec<Action>) {
        self.lay_out(ui, shown, data);
        if data.open != self.open {
            self.open = data.open;
            if let Some(at) = data.open {
                (self.cursor, self.follow) = (at, true);
            }
        }
        self.cursor = self.cursor.min(shown.photos.len() - 1);
        if data.has_keys && data.open.is_none() {
            self.keys(ui, shown, data, actions);
        }
        ScrollArea::vertical().id_salt("wall").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            self.page = viewport.height();
            ui.set_height(self.rows.height + wall::MARGIN);
            let corner = ui.max_rect().min;
            if std::mem::take(&mut self.follow)
                && let Some(row) = self.rows.row_of(self.cursor).and_then(|row| self.rows.rows.get(row))
            {
                let y = corner.y + row.top;
                let room = y - wall::HEADING..=y + row.height + wall::GAP;
                ui.scroll_to_rect(Rect::from_x_y_ranges(ui.max_rect().x_range(), room), None);
            }
            let mut draw =
                Draw { shown, data, corner, cursor: self.cursor, missing: vec![], wordless: vec![] };
            // A row more on either side comes into sight with the next turn of the wheel.
            let more = data.row_height;
            for row in self.rows.visible(viewport.top() - more, viewport.bottom() + more) {
                let in_sight = row.top + row.height >= viewport.top() && row.top <= viewport.bottom();
                draw.row(ui, row, in_sight, actions);
            }
            let side = side_for(ui, data.row_height);
            let Draw { missing, wordless, .. } = draw;
            // What flies past is seen by nobody, and gone before it is there.
            let still = (viewport.top() - self.top).abs() < data.row_height;
            self.top = viewport.top();
            if !still {
                ui.ctx().request_repaint();
                return;
            }
            if !missing.is_empty() {
                actions.push(Action::Photo(PhotoAct::WantThumbnails(missing, side)));
            }
            if !wordless.is_empty() {
                actions.push(Action::Photo(PhotoAct::WantTexts(wordless)));
            }
        });
    }

    fn lay_out(&mut self, ui: &Ui, shown: &Wall, data: &WallData) {
        let scroll = ui.spacing().scroll;
        let width = (ui.available_width() - scroll.allocated_width()).max(120.0).floor();
        let wanted = (data.stamp, width, data.row_height);
        if self.laid_out == Some(wanted) {
            return;
        }
        // What one looks at stays in sight when rows change; other photos begin at the top.
        match self.laid_out {
            Some((stamp, ..)) if stamp == data.stamp => self.follow = true,
            Some(_) => (self.cursor, self.follow) = (data.open.unwrap_or_default(), true),
            None => {}
        }
        self.rows = Rows::new(&shown.photos, width, data.row_height);
        self.laid_out = Some(wanted);
    }

    fn keys(&mut self, ui: &Ui, shown: &Wall, data: &WallData, actions: &mut Vec<Action>) {
        let ctx = ui.ctx();
        let mut act = |act| actions.push(Action::Photo(act));
        for (key, by) in [(Key::Plus, 1.15), (Key::Equals, 1.15), (Key::Minus, 1.0 / 1.15)] {
            if take(ctx, Modifiers::COMMAND, key) {
                act(PhotoAct::SetRowHeight(data.row_height * by));
            }
        }
        // Arrows are those of the text where somebody types, and of what has the keyboard.
        if ctx.memory(|memory| memory.focused().is_some()) {
            return;
        }
        if take(ctx, Modifiers::NONE, Key::Escape) {
            act(PhotoAct::ShowWall(false));
        }
        if take(ctx, Modifiers::NONE, Key::Enter) {
            act(PhotoAct::Open(self.cursor));
        }
        let (photos, last) = (&shown.photos, shown.photos.len() - 1);
        let row_down = |from: usize| self.rows.beside(photos, from, true).unwrap_or(last);
        let row_up = |from: usize| self.rows.beside(photos, from, false).unwrap_or(0);
        let pages = (self.page / (data.row_height + wall::GAP)).floor().max(1.0) as usize;
        let many = |from: usize, step: &dyn Fn(usize) -> usize| (0..pages).fold(from, |at, _| step(at));
        let keys = [
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::ArrowUp,
            Key::ArrowDown,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
        ];
        let at = self.cursor;
        let to = take_any(ctx, &keys.map(|key| (key, key))).map(|key| match key {
            Key::ArrowLeft => at.saturating_sub(1),
            Key::ArrowRight => (at + 1).min(last),
            Key::ArrowUp => row_up(at),
            Key::ArrowDown => row_down(at),
            Key::Home => 0,
            Key::End => last,
            Key::PageUp => many(at, &row_up),
            _ => many(at, &row_down),
        });
        if let Some(to) = to {
            (self.cursor, self.follow) = (to, true);
        }
    }
}

/// The longest side of small pictures that rows of a height need.
fn side_for(ui: &Ui, height: f32) -> u32 {
    let [small, large] = SIDES;
    if height * ui.ctx().pixels_per_point() <= 130.0 { small } else { large }
}

fn head(ui: &mut Ui, data: &WallData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.add_space(wall::MARGIN);
        ui.label(RichText::new(s::WALL_TITLE).font(theme::bold(size::BODY)).color(p.ink));
        if let Some(shown) = data.wall {
            let count = s::wall_count(shown.photos.len(), shown.communities);
            ui.label(RichText::new(count).size(size::LIST).color(p.ink2));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(10.0);
            if icon_button(ui, icons::ICON_CLOSE, s::WALL_CLOSE).clicked() {
                actions.push(Action::Photo(PhotoAct::ShowWall(false)));
            }
            let (low, high, _) = wall::ROW;
            let mut height = data.row_height;
            ui.spacing_mut().slider_width = 84.0;
            // The rail of the theme is that of a field, and unseen on paper.
            ui.visuals_mut().widgets.inactive.bg_fill = p.bar;
            let slider = egui::Slider::new(&mut height, low..=high).show_value(false);
            let slider = ui.add(slider).on_hover_text(s::WALL_SIZE_WHY);
            slider.widget_info(|| WidgetInfo::slider(true, height.into(), s::WALL_SIZE));
            if slider.changed() {
                actions.push(Action::Photo(PhotoAct::SetRowHeight(height)));
            }
            ui.label(RichText::new(s::WALL_SIZE).size(size::LIST).color(p.ink2));
            let order = if data.oldest_first { s::WALL_OLDEST } else { s::WALL_NEWEST };
            if quiet_button(ui, order).on_hover_text(s::WALL_ORDER_WHY).clicked() {
                actions.push(Action::Photo(PhotoAct::OldestFirst(!data.oldest_first)));
            }
        });
    });
}

/// Draws the rows in sight, and gathers what they lack.
struct Draw<'a> {
    shown: &'a Wall,
    data: &'a WallData<'a>,
    corner: egui::Pos2,
    cursor: usize,
    missing: Vec<PhotoId>,
    wordless: Vec<PhotoId>,
}

impl Draw<'_> {
    fn row(&mut self, ui: &mut Ui, row: &Row, in_sight: bool, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let side = side_for(ui, self.data.row_height);
        for cell in Rows::cells(row, &self.shown.photos) {
            let Some(photo) = self.shown.photos.get(cell.at) else { continue };
            if !self.data.texts.contains_key(&photo.id) {
                self.wordless.push(photo.id);
            }
            let small = self.data.thumbnails.get(&(photo.id, side));
            if small.is_none() && photo.shape.is_some() {
                self.missing.push(photo.id);
            }
            if !in_sight {
                continue;
            }
            if cell.begins {
                let at = self.corner + vec2(cell.left, row.top - wall::HEADING / 2.0);
                let heading = s::month_heading(photo.date);
                let font = theme::sans(size::SMALL);
                ui.painter().text(at, egui::Align2::LEFT_CENTER, heading, font, p.ink2);
            }
            self.cell(ui, row, &cell, photo, actions);
        }
    }

    fn cell(&self, ui: &mut Ui, row: &Row, cell: &Cell, photo: &WallPhoto, actions: &mut Vec<Action>) {
        let corner = self.corner + vec2(cell.left, row.top);
        let rect = Rect::from_min_size(corner, vec2(cell.width, row.height));
        let id = ui.scope_id().with(("photo", photo.id));
        let response = ui.interact(rect, id, Sense::CLICK | Sense::HOVER);
        let text = self.data.texts.get(&photo.id);
        self.picture(ui, rect, photo, text);
        let chosen = self.data.open.unwrap_or(self.cursor) == cell.at;
        let p = Palette::of(ui);
        if chosen {
            // The ring stands off the picture, as a frame of paper does.
            let ring = rect.expand(3.0);
            ui.painter().rect_stroke(
                ring,
                CornerRadius::same(7),
                Stroke::new(2.5, p.red),
                StrokeKind::Inside,
            );
        } else if response.hovered() {
            let stroke = Stroke::new(1.5, p.ink3);
            ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Outside);
        }
        let headline = text.map(|text| text.headline.as_str()).unwrap_or_default();
        let name = s::photo_name(headline, photo.date);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
        if response.clicked() {
            actions.push(Action::Photo(PhotoAct::Open(cell.at)));
        }
        if let Some(text) = text {
            response.on_hover_ui(|ui| hover(ui, text));
        }
    }

    fn picture(&self, ui: &Ui, rect: Rect, photo: &WallPhoto, text: Option<&PhotoText>) {
        let p = Palette::of(ui);
        let side = side_for(ui, self.data.row_height);
        // While a picture comes in another size, the one that is there stands in.
        let found = [side, SIDES[0], SIDES[1]]
            .into_iter()
            .find_map(|side| self.data.thumbnails.get(&(photo.id, side)).map(Option::as_ref));
        match found {
            Some(Some(texture)) if photo.turn == 0 => {
                egui::Image::from_texture((texture.id(), rect.size()))
                    .uv(cover(texture.size_vec2(), rect.size()))
                    .corner_radius(4)
                    .paint_at(ui, rect);
            }
            Some(Some(texture)) => {
                let [width, height] = texture.size().map(|side| side as f32);
                let size = if photo.turn % 2 == 1 { vec2(height, width) } else { vec2(width, height) };
                let part = cover(size, rect.size());
                let corners = [part.min, part.right_top(), part.max, part.left_bottom()];
                let parts = corners.map(|at| unturned([at.x, at.y], photo.turn));
                let at = [rect.min, rect.right_top(), rect.max, rect.left_bottom()];
                ui.painter().add(quad(texture.id(), at, parts));
            }
            None if photo.shape.is_some() => {
                ui.painter().rect_filled(rect, CornerRadius::same(4), p.panel);
            }
            _ => bare(ui, rect, text.map(|text| text.caption.as_str()).unwrap_or_default()),
        }
    }
}

/// What stands for a photo without a picture: the first words of its caption.
fn bare(ui: &Ui, rect: Rect, caption: &str) {
    let p = Palette::of(ui);
    let radius = CornerRadius::same(4);
    ui.painter().rect(rect, radius, p.panel, Stroke::new(1.0, p.line), StrokeKind::Inside);
    let inner = rect.shrink(10.0);
    let icon = Rect::from_min_size(inner.min, vec2(16.0, 16.0));
    paint_icon(ui, icon, icons::ICON_IMAGE, size::READING, p.ink3);
    let line = size::LIST * theme::LIST_LINE;
    let rows = ((inner.height() - 22.0) / line).floor().max(1.0) as usize;
    let (font, color) = (theme::serif(size::LIST), p.ink2);
    let words = ClippedText { text: caption, font, color, rows, hits: &[] }.layout(ui, inner.width());
    ui.painter().with_clip_rect(rect).galley(pos2(inner.left(), inner.top() + 22.0), words, color);
}

fn hover(ui: &mut Ui, text: &PhotoText) {
    let p = Palette::of(ui);
    ui.set_max_width(320.0);
    ui.label(RichText::new(&text.headline).font(theme::headline(size::BODY)).color(p.ink));
    let line = s::printed_on(&text.paper, text.date, &text.page);
    ui.label(RichText::new(line).size(size::SMALL).color(p.ink3));
    if text.caption != text.headline && !text.caption.is_empty() {
        let caption: String = text.caption.chars().take(160).collect();
        ui.label(RichText::new(caption).font(theme::serif(size::LIST)).color(p.ink2));
    }
}

/// The part of a picture that fills a frame of another shape.
fn cover(picture: egui::Vec2, frame: egui::Vec2) -> Rect {
    let scale = (frame.x / picture.x).max(frame.y / picture.y);
    Rect::from_center_size(pos2(0.5, 0.5), frame / (picture * scale))
}
