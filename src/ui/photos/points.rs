//! Persons on the picture: a ring where somebody stands, a label beside it, and the chips that set them.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};
use egui_material_icons::icons;

use super::keys::take;
use super::lens::Lens;
use super::{PhotoAct, ViewerData};
use crate::model::{PhotoId, PhotoNote};
use crate::query::PhotoCard;
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size, viewer};
use crate::ui::widgets::{icon_button, plain_chip};

/// Persons on the picture; remembers whom a person is about to place, and who is being moved.
#[derive(Default)]
pub struct Points {
    placing: Option<String>,
    moving: Option<(String, [f32; 2])>,
}

impl Points {
    /// Whether the next click on the picture places somebody.
    pub fn is_placing(&self) -> bool {
        self.placing.is_some()
    }

    /// A chip for everybody of whom the caption says where they stand.
    pub fn chips(&mut self, ui: &mut Ui, card: &PhotoCard, actions: &mut Vec<Action>) {
        if card.people.is_empty() {
            return;
        }
        ui.add_space(gap::S);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap::S, gap::S);
            for person in &card.people {
                let label = s::person_at(&person.position, &person.name);
                let set = card.notes.points.iter().any(|point| point.name == person.name);
                let shown = if set { label.clone() } else { s::place_person(&label) };
                if plain_chip(ui, &shown, &s::place_person(&label)).clicked() {
                    self.placing =
                        Some(person.name.clone()).filter(|name| self.placing.as_ref() != Some(name));
                }
                if set && icon_button(ui, icons::ICON_CLOSE, &s::forget_person(&label)).clicked() {
                    actions.push(note(card.text.id, person.name.clone(), None));
                }
                ui.add_space(gap::S);
            }
        });
    }

    /// Draws the rings; takes the click that places somebody, and the drags that move them.
    pub fn rings(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        lens: &Lens,
        picture: &egui::Response,
        data: &ViewerData,
        actions: &mut Vec<Action>,
    ) {
        let Some(card) = data.card else { return };
        if let Some(name) = &self.placing {
            hint(ui, room, &s::place_person_how(name));
            if take(ui.ctx(), Modifiers::NONE, Key::Escape) {
                self.placing = None;
            }
            if picture.hovered() {
                ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
            }
            let at = picture.interact_pointer_pos().filter(|_| picture.clicked());
            if let Some(at) = at.filter(|at| lens.rect().contains(*at))
                && let Some(name) = self.placing.take()
            {
                actions.push(note(data.id, name, Some(lens.picture_at(at))));
            }
        }
        for point in &card.notes.points {
            let moving = self.moving.as_ref().filter(|(name, _)| *name == point.name);
            let at = lens.screen_at(moving.map_or(point.at, |(_, at)| *at));
            let ring = Rect::from_center_size(at, vec2(viewer::RING, viewer::RING) * 2.0);
            if !room.intersects(ring) {
                continue;
            }
            let person = card.people.iter().find(|person| person.name == point.name);
            let label = person.map_or_else(|| point.name.clone(), |p| s::person_at(&p.position, &p.name));
            let response =
                ui.interact(ring, ui.scope_id().with(("point", &point.name)), Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, s::person_marked(&label)));
            if response.dragged()
                && let Some(pointer) = response.interact_pointer_pos()
            {
                self.moving = Some((point.name.clone(), lens.picture_at(pointer)));
            }
            if response.drag_stopped()
                && let Some((name, at)) = self.moving.take()
            {
                actions.push(note(data.id, name, Some(at)));
            }
            paint(ui, room, at, &label, response.hovered() || response.dragged());
            response.on_hover_cursor(CursorIcon::Grab);
        }
    }
}

fn note(id: PhotoId, name: String, at: Option<[f32; 2]>) -> Action {
    Action::Photo(PhotoAct::Note(id, PhotoNote::Point(name, at)))
}

/// What is to be done, over the picture that one looks at.
fn hint(ui: &mut Ui, room: Rect, text: &str) {
    let p = Palette::of(ui);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::sans(size::LIST), p.on_red);
    let rect = Rect::from_center_size(room.center_top() + vec2(0.0, 28.0), galley.size() + vec2(24.0, 12.0));
    ui.painter().rect_filled(rect, CornerRadius::same(14), p.red);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, p.on_red);
    let response = ui.interact(rect, ui.scope_id().with("placing"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

fn paint(ui: &Ui, room: Rect, at: egui::Pos2, label: &str, strong: bool) {
    let p = Palette::of(ui);
    let painter = ui.painter().with_clip_rect(room);
    let radius = viewer::RING;
    // White within red within dark is seen on every ground.
    painter.circle_stroke(at, radius + 3.5, Stroke::new(1.5, p.paper.gamma_multiply(0.7)));
    painter.circle_stroke(at, radius - 2.0, Stroke::new(1.5, p.paper.gamma_multiply(0.7)));
    painter.circle_stroke(at, radius, Stroke::new(if strong { 3.5 } else { 2.5 }, p.ink));
    painter.circle_stroke(at, radius + 2.0, Stroke::new(1.5, p.red));
    let galley = painter.layout_no_wrap(label.to_owned(), theme::sans(size::LIST), p.ink);
    let pill = galley.size() + vec2(16.0, 8.0);
    let below = Rect::from_min_size(at + vec2(radius, radius + gap::S), pill);
    // Within the room, on whatever side there is some.
    let x = below.left().min(room.right() - pill.x).max(room.left());
    let y = if below.bottom() > room.bottom() { at.y - radius - gap::S - pill.y } else { below.top() };
    let rect = Rect::from_min_size(egui::pos2(x, y), pill);
    painter.rect_filled(rect, CornerRadius::same(12), p.paper.gamma_multiply(0.9));
    painter.galley(
        Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size()).min,
        galley,
        Color32::PLACEHOLDER,
    );
}
