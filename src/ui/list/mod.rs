//! The list of what passes the filter, by issue and page; only what is on the screen is drawn and read.

use egui::{
    Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, empty_state, focus_ring, hairline, note, paint_icon};
use super::{Action, MainData, PictureState};
use crate::model::{ArticleId, Date, ItemKind};
use crate::query::{ListRow, Marks, PictureKind, Spot, View};

use contexts::ContextList;

mod contexts;
mod facets;
mod head;
mod nothing;

const HEADER: f32 = 30.0;
const ITEM: f32 = 112.0;
const THUMB: egui::Vec2 = vec2(84.0, 63.0);

/// The list; remembers what it has scrolled to.
#[derive(Default)]
pub struct ListPanel {
    scrolled_to: Option<ArticleId>,
    contexts: ContextList,
}

impl ListPanel {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let Some(view) = data.view else {
            note(ui, s::LOADING);
            return;
        };
        ui.add_space(gap::S);
        head::head(ui, view, data, actions);
        ui.add_space(gap::S);
        hairline(ui);
        if view.hits.is_empty() {
            match &view.nothing {
                Some(nothing) => nothing::nothing(ui, nothing, view, actions),
                None => empty_state(ui, s::EMPTY_STORE, s::EMPTY_STORE_HOW),
            }
            return;
        }
        if data.search.shows_contexts && !view.filter().query.is_empty() {
            self.contexts.ui(ui, view, data, actions);
            return;
        }
        let marks = Marks::new(&view.filter().query);
        let moved = data.selected != self.scrolled_to;
        ScrollArea::vertical().id_salt("list").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(view.page_starts.len() as f32 * HEADER + view.hits.len() as f32 * ITEM);
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let width = ui.max_rect().width();
            let mut wanted = Vec::new();
            let first = first_visible(view, viewport.top());
            for hit in (first..view.hits.len()).take_while(|hit| edge(view, *hit) < viewport.bottom()) {
                let y = top + edge(view, hit);
                let id = view.hits[hit].id;
                let Some(row) = data.rows.get(&id) else {
                    wanted.push(id);
                    continue;
                };
                let at = Rect::from_min_size(pos2(left, y), vec2(width, HEADER));
                let begins = view.page_starts.binary_search(&hit).is_ok();
                if begins {
                    let page = s::page_label(&row.page, row.page_name.as_deref());
                    header(ui, at, view.hits[hit].date, &format!("{}  {page}", row.paper));
                }
                let y = if begins { at.bottom() } else { y };
                let rect = Rect::from_min_size(pos2(left, y), vec2(width, ITEM));
                item(ui, rect, row, &marks, data, actions);
            }
            if !wanted.is_empty() {
                actions.push(Action::WantRows(wanted));
            }
            if moved {
                self.follow_choice(ui, view, data, top);
            }
        });
    }

    /// Brings a choice made elsewhere, or by key, into sight.
    fn follow_choice(&mut self, ui: &Ui, view: &View, data: &MainData, top: f32) {
        self.scrolled_to = data.selected;
        if let Some(hit) = data.selected.and_then(|id| view.hits.iter().position(|hit| hit.id == id)) {
            let y = top + edge(view, hit);
            ui.scroll_to_rect(
                Rect::from_x_y_ranges(ui.max_rect().x_range(), y - HEADER..=y + HEADER + ITEM),
                None,
            );
        }
    }
}

/// The upper edge of a row, with the header above it where a page begins.
fn edge(view: &View, hit: usize) -> f32 {
    let headers = view.page_starts.partition_point(|start| *start < hit);
    headers as f32 * HEADER + hit as f32 * ITEM
}

/// The first row that can be seen below `y`.
fn first_visible(view: &View, y: f32) -> usize {
    let (mut low, mut high) = (0, view.hits.len());
    while low < high {
        let middle = low.midpoint(high);
        if edge(view, middle) + HEADER + ITEM < y { low = middle + 1 } else { high = middle }
    }
    low
}

fn header(ui: &Ui, rect: Rect, date: Date, rest: &str) {
    let p = Palette::of(ui);
    let at = rect.left_center() + vec2(14.0, 3.0);
    let bold = theme::bold(size::SMALL);
    let drawn = ui.painter().text(at, Align2::LEFT_CENTER, date.to_string(), bold, p.ink2);
    let at = pos2(drawn.right() + 10.0, at.y);
    ui.painter().text(at, Align2::LEFT_CENTER, rest, theme::sans(size::SMALL), p.ink3);
}

fn item(ui: &mut Ui, rect: Rect, row: &ListRow, marks: &Marks, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("item", row.id)), Sense::click());
    let chosen = data.selected == Some(row.id);
    if chosen || response.hovered() {
        ui.painter().rect_filled(
            rect,
            CornerRadius::ZERO,
            if chosen { p.red_soft.gamma_multiply(0.6) } else { p.panel },
        );
    }
    if chosen {
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, CornerRadius::ZERO, p.red);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line.gamma_multiply(0.7)));
    let read = data.view.is_some_and(|view| view.read.contains(&row.id));
    let inner = rect.shrink2(vec2(14.0, 8.0));
    let mut text = inner;
    if row.thumbnail.is_some() || row.picture_missing {
        let at = pos2(inner.right() - THUMB.x, inner.top() + 4.0);
        thumbnail(ui, Rect::from_min_size(at, THUMB), row, data, actions);
        text.set_right(at.x - 12.0);
    }
    ui.scope_builder(UiBuilder::new().max_rect(text), |ui| item_text(ui, text, row, marks, read));
    focus_ring(ui, &response, rect, 0);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, s::headline_or_none(&row.headline))
    });
    if response.clicked() {
        actions.push(Action::Select(row.id));
    }
}

/// Kicker, headline, subtitle, snippet and signature; the snippet takes the lines that the titles leave.
fn item_text(ui: &Ui, rect: Rect, row: &ListRow, marks: &Marks, read: bool) {
    let p = Palette::of(ui);
    let mut y = rect.top();
    let mut put = |text: &str, spot: Spot, font: egui::FontId, color: egui::Color32, rows: usize| {
        let hits = marks.hits(spot, row.kind, text);
        let galley = ClippedText { text, font, color, rows, hits: &hits }.layout(ui, rect.width());
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.left(), y), galley, color);
        y += height;
    };
    if let Some(kicker) = &row.kicker {
        put(kicker, Spot::Kicker, theme::sans(size::SMALL), p.ink3, 1);
    }
    let ink = if read { p.ink2 } else { p.ink };
    put(s::headline_or_none(&row.headline), Spot::Headline, theme::headline(size::READING), ink, 1);
    if let Some(subtitle) = &row.subtitle {
        put(subtitle, Spot::Subtitle, theme::sans(size::SMALL), p.ink3, 1);
    }
    let titles = usize::from(row.kicker.is_some()) + usize::from(row.subtitle.is_some());
    put(&row.snippet, Spot::Paragraph(0), theme::sans(size::LIST), p.ink2, 3 - titles.min(2));
    let mut foot: Vec<&str> = Vec::new();
    if row.kind == ItemKind::Photo {
        foot.push(s::PHOTO_TAG);
    }
    if !row.signed.is_empty() {
        foot.push(&row.signed);
    }
    foot.extend(row.places.iter().map(String::as_str));
    let occurrences = s::occurrences(row.occurrences);
    if row.occurrences > 0 {
        foot.push(&occurrences);
    }
    if read {
        foot.push(s::READ_MARK);
    }
    let foot = ClippedText {
        text: &foot.join("   "),
        font: theme::sans(size::SMALL),
        color: p.ink3,
        rows: 1,
        hits: &[],
    };
    let galley = foot.layout(ui, rect.width());
    ui.painter().galley(pos2(rect.left(), rect.bottom() - galley.size().y), galley, p.ink3);
}

fn thumbnail(ui: &mut Ui, rect: Rect, row: &ListRow, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let state = row.thumbnail.and_then(|photo| data.picture(photo, PictureKind::Thumbnail, actions));
    match state {
        Some(PictureState::Ready(texture)) => {
            egui::Image::from_texture((texture.id(), rect.size()))
                .uv(cover(texture.size_vec2(), rect.size()))
                .corner_radius(4)
                .paint_at(ui, rect);
        }
        _ => {
            ui.painter().rect_filled(rect, CornerRadius::same(4), p.panel);
            paint_icon(ui, rect, icons::ICON_IMAGE, 22.0, p.ink3);
        }
    }
}

/// The part of a picture that fills a frame of another shape.
fn cover(picture: egui::Vec2, frame: egui::Vec2) -> Rect {
    let scale = (frame.x / picture.x).max(frame.y / picture.y);
    let part = frame / (picture * scale);
    Rect::from_center_size(pos2(0.5, 0.5), part)
}
