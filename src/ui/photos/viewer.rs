//! The viewer: one picture on a dark ground, with its caption, its photographer and its elements always in sight.

use egui::{
    Align2, CornerRadius, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};
use egui_material_icons::icons;

use super::elements::Elements;
use super::keys::{presses, take, take_any};
use super::lens::{Lens, Zoom, quad};
use super::points::Points;
use super::{PhotoAct, ViewerData};
use crate::import::{TILE, TileKey};
use crate::model::{PhotoId, PhotoNote};
use crate::query::PhotoCard;
use crate::ui::article::{CopyWanted, Desk, Link, Setting, Target, paragraph};
use crate::ui::occurrences::Hits;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, viewer};
use crate::ui::widgets::{icon_button, paint_icon, quiet_button};
use crate::ui::{Action, Command};

/// How much a turn of the wheel by one line zooms.
const WHEEL: f32 = 0.004;
/// The corners of a picture, from its upper left clockwise.
const WHOLE: [[f32; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
/// How far an arrow moves the picture, in points.
const STEP: f32 = 80.0;

/// The viewer; remembers where one has zoomed to.
#[derive(Default)]
pub struct ViewerPanel {
    zoom: Zoom,
    of: Option<(PhotoId, u8)>,
    points: Points,
    elements: Elements,
    desk: Desk,
}

impl ViewerPanel {
    /// Draws it, dark in every theme.
    pub fn ui(&mut self, ui: &mut Ui, data: &ViewerData, actions: &mut Vec<Action>) {
        ui.set_style(ui.ctx().style_of(egui::Theme::Dark));
        let turn = data.card.map_or(0, |card| card.notes.turn);
        if self.of.is_none_or(|(id, _)| id != data.id) || self.of.is_some_and(|(_, known)| known != turn) {
            if self.of.is_none_or(|(id, _)| id != data.id) {
                (self.points, self.elements) = (Points::default(), Elements::default());
                self.desk.clear();
            }
            (self.of, self.zoom) = (Some((data.id, turn)), Zoom::default());
        }
        // The key that ends writing is none of the viewer's.
        let writing = self.elements.is_editing();
        let whole = ui.max_rect();
        let bar = Rect::from_min_size(whole.min, vec2(whole.width(), viewer::BAR));
        let (least, most) = viewer::WORDS;
        let words_height = (whole.height() * 0.27).clamp(least, most);
        let words = Rect::from_min_max(pos2(whole.left(), whole.bottom() - words_height), whole.max);
        let room = Rect::from_min_max(bar.left_bottom(), words.right_top());
        let room = room.shrink2(vec2(viewer::MARGIN, gap::S));
        let size = data.info.map(|info| info.size);
        let lens = size.map(|size| Lens::new(room, size, turn, self.zoom, ui.ctx().pixels_per_point()));
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| self.picture(ui, room, lens, data, actions));
        ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| self.bar(ui, room, lens, data, actions));
        let inner = words.shrink2(vec2(viewer::MARGIN, gap::M));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| self.below(ui, data, actions));
        if data.has_keys && !writing {
            self.keys(ui, room, lens, turn, data, actions);
        }
    }

    fn bar(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        lens: Option<Lens>,
        data: &ViewerData,
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        let mut act = |act| actions.push(Action::Photo(act));
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.add_space(viewer::MARGIN - 8.0);
            let before = icon_button(ui, icons::ICON_CHEVRON_LEFT, s::PHOTO_BEFORE);
            if before.on_hover_text(s::PHOTO_BEFORE_WHY).clicked() {
                act(PhotoAct::Step(false));
            }
            let (at, of) = data.at;
            ui.label(RichText::new(s::photo_at(at + 1, of)).size(size::LIST).color(p.ink2));
            let after = icon_button(ui, icons::ICON_CHEVRON_RIGHT, s::PHOTO_AFTER);
            if after.on_hover_text(s::PHOTO_AFTER_WHY).clicked() {
                act(PhotoAct::Step(true));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                ui.add_space(viewer::MARGIN - 10.0);
                let close = icon_button(ui, icons::ICON_CLOSE, s::VIEWER_CLOSE.0);
                if close.on_hover_text(s::VIEWER_CLOSE.1).clicked() {
                    act(PhotoAct::Close);
                }
                if let Some(info) = data.info {
                    let size = RichText::new(s::original_size(info.size)).size(size::LIST).color(p.ink2);
                    let label = ui.label(size);
                    if info.finest > 0 {
                        label.on_hover_text(s::TOO_LARGE_WHOLE);
                    }
                }
                if quiet_button(ui, s::FULL_SCREEN.0).on_hover_text(s::FULL_SCREEN.1).clicked() {
                    act(PhotoAct::FullScreen(!data.full_screen));
                }
                let Some(lens) = lens else { return };
                let turn = data.card.map(|card| card.notes.turn);
                if quiet_button(ui, s::TURN.0).on_hover_text(s::TURN.1).clicked()
                    && let Some(turn) = turn
                {
                    act(PhotoAct::Note(data.id, PhotoNote::Turn((turn + 1) % 4)));
                }
                if quiet_button(ui, s::WHOLE_SIZE.0).on_hover_text(s::WHOLE_SIZE.1).clicked() {
                    self.zoom = lens.whole(room.center()).zoom();
                }
                if quiet_button(ui, s::FIT.0).on_hover_text(s::FIT.1).clicked() {
                    self.zoom = Zoom::default();
                }
                if !lens.fits() {
                    let percent = lens.scale() * ui.ctx().pixels_per_point() * 100.0;
                    ui.label(RichText::new(s::zoomed_to(percent)).size(size::LIST).color(p.ink3));
                }
            });
        });
    }

    fn picture(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        lens: Option<Lens>,
        data: &ViewerData,
        actions: &mut Vec<Action>,
    ) {
        let response = ui.interact(room, ui.scope_id().with("picture"), Sense::click_and_drag());
        let headline = data.card.map(|card| card.text.headline.as_str()).unwrap_or_default();
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::photo_of(headline)));
        if let Some(lens) = lens {
            if !self.points.is_placing() {
                self.zoom = moved_by_pointer(ui, &response, lens).zoom();
            }
            let painter = ui.painter().with_clip_rect(room);
            if let Some(texture) = data.thumbnail {
                let corners = WHOLE.map(|at| lens.screen_at(at));
                painter.add(quad(texture.id(), corners, WHOLE));
            }
            let wanted = tiles(&painter, &lens, data);
            if !wanted.is_empty() && data.failure.is_none() {
                actions.push(Action::Photo(PhotoAct::WantTiles(data.id, wanted)));
            }
            self.points.rings(ui, room, &lens, &response, data, actions);
        }
        match (data.failure, data.card) {
            (Some(failure), _) if !failure.is_empty() => message(ui, room, failure),
            (_, Some(card)) if is_bare(card) => message(ui, room, s::NO_PICTURE),
            _ if data.info.is_none() && data.thumbnail.is_none() => {
                let font = theme::sans(size::LIST);
                let color = Palette::of(ui).ink3;
                ui.painter().text(room.center(), Align2::CENTER_CENTER, s::PICTURE_LOADING, font, color);
            }
            _ => {}
        }
    }

    /// The caption and who took it, beside the elements.
    fn below(&mut self, ui: &mut Ui, data: &ViewerData, actions: &mut Vec<Action>) {
        let Some(card) = data.card else { return };
        let p = Palette::of(ui);
        let whole = ui.max_rect();
        let elements = viewer::ELEMENTS.min(whole.width() * 0.42);
        let split = whole.right() - elements;
        let line = split - viewer::MARGIN / 2.0;
        ui.painter().vline(line, whole.y_range(), egui::Stroke::new(1.0, p.line));
        let left = Rect::from_min_max(whole.min, pos2(line - viewer::MARGIN / 2.0, whole.bottom()));
        let right = Rect::from_min_max(pos2(split, whole.top()), whole.max);
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            let area = ScrollArea::vertical().id_salt(("elements", data.id)).auto_shrink(false);
            area.show(ui, |ui| self.elements.ui(ui, data, card, actions));
        });
        // Who took it stays in sight however long the caption is.
        let (words, foot) = left.split_top_bottom_at_y(left.bottom() - viewer::FOOT);
        ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| line_below(ui, card, actions));
        ui.scope_builder(UiBuilder::new().max_rect(words), |ui| {
            ScrollArea::vertical().id_salt(("words", data.id)).auto_shrink(false).show(ui, |ui| {
                let mut marked = self.elements.marked.clone();
                marked.sort_unstable();
                self.desk.begin(ui, words, data.look);
                caption(ui, &mut self.desk, card, &marked, actions);
                if let Some((wanted, text)) = self.desk.end(ui) {
                    actions.push(Action::Copy(match wanted {
                        CopyWanted::Text => text,
                        CopyWanted::Quote => format!("{text}\n{}", card.citation()),
                    }));
                }
                ui.add_space(gap::S);
                self.points.chips(ui, card, actions);
            });
        });
    }

    fn keys(
        &mut self,
        ui: &Ui,
        room: Rect,
        lens: Option<Lens>,
        turn: u8,
        data: &ViewerData,
        actions: &mut Vec<Action>,
    ) {
        let ctx = ui.ctx();
        let mut act = |act| actions.push(Action::Photo(act));
        if take(ctx, Modifiers::NONE, Key::Escape) {
            act(if data.full_screen { PhotoAct::FullScreen(false) } else { PhotoAct::Close });
        }
        if take(ctx, Modifiers::NONE, Key::F11) {
            act(PhotoAct::FullScreen(!data.full_screen));
        }
        for (key, after) in [(Key::PageUp, false), (Key::PageDown, true)] {
            (0..presses(ctx, Modifiers::NONE, key)).for_each(|_| act(PhotoAct::Step(after)));
        }
        let has_focus = ctx.memory(|memory| memory.focused().is_some());
        if let Some(card) = data.card.filter(|_| !has_focus)
            && take(ctx, Modifiers::NONE, Key::Enter)
        {
            act(PhotoAct::OpenArticle(card.text.article));
        }
        let Some(lens) = lens else { return };
        for (modifiers, by) in [(Modifiers::SHIFT, 3), (Modifiers::NONE, 1)] {
            let quarters = presses(ctx, modifiers, Key::R) * by;
            if quarters > 0 && data.card.is_some() {
                act(PhotoAct::Note(data.id, PhotoNote::Turn(turn.wrapping_add(quarters) % 4)));
            }
        }
        let center = room.center();
        let zooms = [(Key::Plus, 1.25), (Key::Equals, 1.25), (Key::Minus, 0.8)];
        if let Some(factor) = take_any(ctx, &zooms) {
            self.zoom = lens.zoomed(factor, center).zoom();
        }
        match take_any(ctx, &[(Key::Num0, false), (Key::Num1, true)]) {
            Some(true) => self.zoom = lens.whole(center).zoom(),
            Some(false) => self.zoom = Zoom::default(),
            None => {}
        }
        if has_focus {
            return;
        }
        let arrows = [
            (Key::ArrowLeft, vec2(STEP, 0.0)),
            (Key::ArrowRight, vec2(-STEP, 0.0)),
            (Key::ArrowUp, vec2(0.0, STEP)),
            (Key::ArrowDown, vec2(0.0, -STEP)),
        ];
        match take_any(ctx, &arrows) {
            // What is whole in sight has nowhere to go: arrows lead to other pictures.
            Some(by) if lens.fits() => act(PhotoAct::Step(by.x + by.y < 0.0)),
            Some(by) => self.zoom = lens.moved(by).zoom(),
            None => {}
        }
    }
}

fn is_bare(card: &PhotoCard) -> bool {
    let photo = card.detail.photos.iter().find(|photo| photo.id == card.text.id);
    photo.is_none_or(|photo| photo.source.is_none())
}

/// The wheel zooms to the pointer, a drag moves, a double click goes between all and 100 %.
pub(in crate::ui) fn moved_by_pointer(ui: &Ui, response: &egui::Response, lens: Lens) -> Lens {
    let mut lens = lens;
    if response.dragged() {
        lens = lens.moved(response.drag_delta());
    }
    let Some(at) = response.hover_pos() else { return lens };
    if response.double_clicked() {
        return if lens.fits() { lens.whole(at) } else { lens.zoomed(0.0, at) };
    }
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    if wheel != 0.0 || pinch != 1.0 {
        lens = lens.zoomed((wheel * WHEEL).exp() * pinch, at);
    }
    if !lens.fits() {
        let cursor = if response.dragged() { egui::CursorIcon::Grabbing } else { egui::CursorIcon::Grab };
        ui.ctx().set_cursor_icon(cursor);
    }
    lens
}

/// Draws the tiles that are there, the coarse ones below the fine ones; answers which are missing, the coarse first.
fn tiles(painter: &egui::Painter, lens: &Lens, data: &ViewerData) -> Vec<TileKey> {
    let Some(info) = data.info else { return Vec::new() };
    let fine = lens.level().clamp(info.finest.min(info.base), info.base);
    let levels = if fine < info.base { vec![info.base, fine] } else { vec![info.base] };
    let mut missing = Vec::new();
    for level in levels {
        for (column, row) in lens.tiles(level, TILE) {
            let key = (level, column, row);
            match data.tiles.get(&(data.id, key)) {
                Some(texture) => {
                    let corners = lens.tile_corners(level, TILE, (column, row));
                    painter.add(quad(texture.id(), corners, WHOLE));
                }
                None => missing.push(key),
            }
        }
    }
    missing
}

fn message(ui: &mut Ui, room: Rect, text: &str) {
    let p = Palette::of(ui);
    let frame = Rect::from_center_size(room.center(), vec2(room.width().min(480.0), 120.0));
    ui.painter().rect_filled(frame, CornerRadius::same(8), p.panel);
    let icon = Rect::from_center_size(frame.center() - vec2(0.0, 26.0), vec2(28.0, 28.0));
    paint_icon(ui, icon, icons::ICON_IMAGE, 24.0, p.ink3);
    let (font, color) = (theme::sans(size::LIST), p.ink2);
    let galley = ui.painter().layout(text.to_owned(), font, color, frame.width() - 48.0);
    let at = pos2(frame.center().x - galley.size().x / 2.0, frame.center().y - 4.0);
    ui.painter().galley(at, galley, color);
    let response = ui.interact(frame, ui.scope_id().with("message"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// The caption line by line; `marked` are stretches of the whole.
fn caption(
    ui: &mut Ui,
    desk: &mut Desk,
    card: &PhotoCard,
    marked: &[(usize, usize)],
    actions: &mut Vec<Action>,
) {
    let p = Palette::of(ui);
    let text = &card.text.caption;
    if text.is_empty() {
        ui.label(RichText::new(s::NO_CAPTION).size(size::LIST).color(p.ink3));
        return;
    }
    let setting = Setting { indent: 0.0, line: 1.7, ..Setting::body(ui, &desk.look) };
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut begins = 0;
    for line in text.split('\n') {
        let len = line.chars().count();
        let here = |start: usize| start.checked_sub(begins).filter(|start| *start < len);
        let at = marked.iter().filter_map(|(start, len)| Some((here(*start)?, *len))).collect();
        let places = card.places.iter().filter_map(|(start, len, code, name)| {
            Some(Link { start: here(*start)?, len: *len, target: Target::Place(*code), name })
        });
        let places: Vec<Link> = places.collect();
        paragraph(ui, desk, line, &setting, &Hits { at, ..Hits::default() }, &places, actions);
        begins += len + 1;
    }
}

/// Photographer, paper, date and page, and ways on.
fn line_below(ui: &mut Ui, card: &PhotoCard, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let text = &card.text;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(16.0, 2.0);
        let quiet = |ui: &mut Ui, text: String, color| {
            ui.add(egui::Label::new(RichText::new(text).size(size::LIST).color(color)).extend())
        };
        match (&text.credit, &text.photographer) {
            (Some(credit), _) => quiet(ui, credit.clone(), p.ink),
            (None, Some(name)) => quiet(ui, s::photographer_line(name), p.ink),
            (None, None) => quiet(ui, s::NO_PHOTOGRAPHER.to_owned(), p.ink3),
        };
        quiet(ui, s::printed_on(&text.paper, text.date, &text.page), p.ink2);
        let link = |ui: &mut Ui, (name, why): (&str, &str)| {
            let link = egui::Link::new(RichText::new(name).size(size::LIST).color(p.blue));
            ui.add(link).on_hover_text(why).clicked()
        };
        if link(ui, s::OPEN_ARTICLE) {
            actions.push(Action::Photo(PhotoAct::OpenArticle(text.article)));
        }
        if link(ui, s::CITE) {
            actions.push(Action::Run(Command::CopyCitation));
        }
    });
}
