//! The picture of the page beside its text.

use egui::{Align2, Key, Modifiers, Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::lit::LitWords;
use super::photos::lens::{Lens, Zoom, quad};
use super::photos::moved_by_pointer;
use super::strings as s;
use super::theme::{self, Palette, size};
use super::widgets::{focus_ring, hairline, quiet_button};
use super::{Action, Command, MainData, PictureState};
use crate::model::PageId;

/// Corners of a whole picture.
const WHOLE: [[f32; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
/// How far an arrow moves it, in points.
const STEP: f32 = 60.0;

/// The panel.
#[derive(Default)]
pub struct FacsimilePanel {
    zoom: Zoom,
    words: LitWords,
    of: Option<PageId>,
}

impl FacsimilePanel {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let (Some(detail), Some(state)) = (data.detail, data.facsimile) else { return };
        let article = &detail.article;
        if self.of != Some(article.page_id) {
            (self.of, self.zoom) = (Some(article.page_id), Zoom::default());
        }
        let name = s::facsimile_of(&s::page_label(&article.page, article.page_name.as_deref()));
        self.head(ui, &name, actions);
        hairline(ui);
        let room = ui.available_rect_before_wrap();
        match state {
            PictureState::Ready(texture) => self.picture(ui, room, texture, &name, data, actions),
            PictureState::Loading => message(ui, room, s::FACSIMILE_LOADING),
            PictureState::Missing => message(ui, room, s::FACSIMILE_BROKEN),
        }
    }

    fn head(&mut self, ui: &mut Ui, name: &str, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.add_space(3.0);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            ui.label(RichText::new(name).font(theme::bold(size::LIST)).color(p.ink2));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(14.0);
                let close = quiet_button(ui, s::CLOSE);
                if close.on_hover_text(Command::ShowFacsimile.tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(Command::ShowFacsimile));
                }
                if quiet_button(ui, s::FIT.0).on_hover_text(s::FIT.1).clicked() {
                    self.zoom = Zoom::default();
                }
            });
        });
        ui.add_space(3.0);
    }

    fn picture(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        texture: &egui::TextureHandle,
        name: &str,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        let size = texture.size().map(side);
        let lens = Lens::new(room, size, 0, self.zoom, ui.pixels_per_point());
        let response = ui.interact(room, ui.scope_id().with("facsimile"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        if response.clicked() {
            response.request_focus();
        }
        let lens = moved_by_pointer(ui, &response, lens);
        let lens = if response.has_focus() { moved_by_keys(ui, lens, room) } else { lens };
        self.zoom = lens.zoom();
        let corners = WHOLE.map(|at| lens.screen_at(at));
        let painter = ui.painter().with_clip_rect(room);
        painter.add(quad(texture.id(), corners, WHOLE));
        self.words.ui(ui, &response, &lens, data, actions);
        focus_ring(ui, &response, room.shrink(2.0), 2);
    }
}

fn moved_by_keys(ui: &Ui, lens: Lens, room: Rect) -> Lens {
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    if let Some(id) = ui.memory(|memory| memory.focused()) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let moves = [
        (Key::ArrowLeft, vec2(STEP, 0.0)),
        (Key::ArrowRight, vec2(-STEP, 0.0)),
        (Key::ArrowUp, vec2(0.0, STEP)),
        (Key::ArrowDown, vec2(0.0, -STEP)),
    ];
    let zooms = [(Key::Plus, 1.25), (Key::Equals, 1.25), (Key::Minus, 0.8)];
    if let Some((_, by)) = moves.into_iter().find(|(key, _)| pressed(*key)) {
        lens.moved(by)
    } else if let Some((_, factor)) = zooms.into_iter().find(|(key, _)| pressed(*key)) {
        lens.zoomed(factor, room.center())
    } else {
        lens
    }
}

fn message(ui: &mut Ui, room: Rect, text: &str) {
    let p = Palette::of(ui);
    ui.painter().text(room.center(), Align2::CENTER_CENTER, text, theme::sans(size::LIST), p.ink2);
    let response = ui.interact(room, ui.scope_id().with("message"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}
