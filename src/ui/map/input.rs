//! What the pointer does on the map.

use egui::{
    CornerRadius, CursorIcon, Key, Modifiers, Painter, PointerButton, Pos2, Rect, Response, Stroke,
    StrokeKind, Ui,
};

use super::ground::{Base, Ground};
use super::placing::move_pin;
use super::{Detail, MapPanel, Scene, Target};
use crate::model::{PlaceCode, Slot};
use crate::ui::places::click_adds;
use crate::ui::theme::{Palette, map as measures};
use crate::ui::{Action, MainData, MapAct};

/// How many points of the wheel make a map 2.7 times as large: a notch has about 50.
const WHEEL: f32 = 240.0;

/// A drag that is going on.
#[derive(Clone, Copy, Debug)]
pub enum Drag {
    /// Moves what is seen.
    Pan,
    /// Moves a block: where it was taken, and where the pointer is.
    Block {
        /// Which.
        street: usize,
        /// Where it was taken.
        from: Pos2,
        /// Where the pointer is.
        at: Pos2,
    },
    /// Moves a pin: where it was taken, and where the pointer is.
    Pin {
        /// Whose.
        target: Target,
        /// Where it was taken.
        from: Pos2,
        /// Where the pointer is.
        at: Pos2,
    },
    /// Chooses what lies between two points.
    Region(Pos2, Pos2),
}

impl MapPanel {
    /// Zooming by wheel and fingers, and panning.
    pub(super) fn moves(&mut self, ui: &Ui, response: &Response, data: &MainData) {
        let blocks = data.map.ground == Ground::Blocks;
        let (screen, map, most) = (response.rect, self.whole(), self.most_zoom(blocks));
        if let Some(at) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let factor = (wheel.y / WHEEL).exp() * pinch;
            if factor != 1.0 {
                self.camera = self.camera.zoomed(screen, at, factor, most, map);
            }
        }
        let pans = response.dragged_by(PointerButton::Middle)
            || (response.dragged_by(PointerButton::Primary) && matches!(self.drag, Some(Drag::Pan)));
        if pans {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            self.camera = self.camera.panned(screen, response.drag_delta(), map);
        }
    }

    /// Clicks and drags.
    pub(super) fn input(
        &mut self,
        ui: &Ui,
        scene: &Scene,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        if response.drag_started_by(PointerButton::Primary) {
            // The drag began where the button went down, a few points before egui could tell it from a click.
            let origin = ui.input(|input| input.pointer.press_origin());
            let shift = ui.input(|input| input.modifiers.shift);
            self.drag = origin.map(|at| match scene.at(at) {
                _ if self.placing.is_some() => Drag::Pan,
                _ if shift => Drag::Region(at, at),
                Some(target) if matches!(scene.base, Base::Plan(_)) => Drag::Pin { target, from: at, at },
                Some(target) if scene.is_head(target, at) && scene.model.streets.len() > 1 => {
                    Drag::Block { street: target.street, from: at, at }
                }
                _ => Drag::Pan,
            });
        }
        if self.drag.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.drag = None;
        }
        let pointer = response.interact_pointer_pos();
        if let Some(Drag::Block { at, .. } | Drag::Pin { at, .. } | Drag::Region(_, at)) = &mut self.drag
            && let Some(pointer) = pointer
        {
            *at = pointer;
        }
        if response.drag_stopped() {
            self.dropped(scene, data, actions);
            (self.keyed, self.cursor) = (false, None);
            response.request_focus();
        }
        if self.drag.is_some() && response.dragged() {
            return;
        }
        if response.double_clicked()
            && let Some(at) = pointer
            && scene.at(at).is_none()
        {
            self.fit();
        } else if response.clicked()
            && let Some(at) = pointer
        {
            (self.keyed, self.cursor) = (false, scene.at(at));
            response.request_focus();
            if let Some(spot) = scene.at(at).and_then(|target| scene.spot(target)) {
                actions.push(Action::ChoosePlace(spot.code, click_adds(ui, spot.code, data)));
            }
        } else if let Some(at) = response.hover_pos()
            && scene.at(at).is_some()
        {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
    }

    fn dropped(&mut self, scene: &Scene, data: &MainData, actions: &mut Vec<Action>) {
        match self.drag.take() {
            Some(Drag::Block { street, from, at }) => {
                self.arrange(scene, street, target_slot(scene, street, from, at), actions);
            }
            Some(Drag::Pin { target, from, at }) => {
                if let Base::Plan(plan) = scene.base {
                    let to = scene.seen.to_map(scene.pin_rect(target).center() + (at - from));
                    move_pin(scene, target, Some(plan.pin_at(to)), actions);
                }
            }
            Some(Drag::Region(from, to)) => {
                let mut codes = scene.within(Rect::from_two_pos(from, to));
                if !codes.is_empty() {
                    codes.extend(
                        data.filter
                            .places
                            .iter()
                            .filter(|code| !codes.contains(code))
                            .copied()
                            .collect::<Vec<_>>(),
                    );
                    actions.push(Action::Map(MapAct::Choose(codes)));
                }
            }
            Some(Drag::Pan) | None => {}
        }
    }

    /// Puts a block on a slot, where that changes anything.
    pub(super) fn arrange(&self, scene: &Scene, street: usize, to: Slot, actions: &mut Vec<Action>) {
        let Some(of) = scene.model.streets.get(street) else { return };
        let before = scene.layout.arrangement(&scene.model.for_layout());
        let after = before.moved(of.spot.code, to);
        if after != before {
            actions.push(Action::Map(MapAct::Arrange(after, of.spot.name.clone())));
        }
    }

    /// What a drag would do if it ended here.
    pub(super) fn paint_drag(&self, ui: &Ui, painter: &Painter, scene: &Scene) {
        let p = Palette::of(ui);
        match self.drag {
            Some(Drag::Block { street, from, at }) => {
                ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
                let old = scene.block(street);
                painter.rect_filled(old, CornerRadius::same(6), p.panel.gamma_multiply(0.8));
                let slot = target_slot(scene, street, from, at);
                let new = scene.seen.rect(scene.layout.rect_of(slot));
                // Beyond the last column there is no room yet: its edge shows.
                let new = new.intersect(painter.clip_rect().shrink(3.0));
                let new = if new.is_positive() { new } else { old };
                painter.rect_filled(new, CornerRadius::same(6), p.red_soft.gamma_multiply(0.7));
                painter.rect_stroke(new, CornerRadius::same(6), Stroke::new(2.0, p.red), StrokeKind::Inside);
                // The ghost may leave the map as the pointer does.
                let over = painter.with_clip_rect(ui.clip_rect());
                scene.ghost(&over, p, street, old.translate(at - from), p.ink);
            }
            Some(Drag::Pin { target, from, at }) => scene.paint_pin_drag(ui, painter, target, (from, at)),
            Some(Drag::Region(from, to)) => {
                ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
                let rect = Rect::from_two_pos(from, to);
                painter.rect(
                    rect,
                    CornerRadius::ZERO,
                    p.red.gamma_multiply(0.12),
                    Stroke::new(1.0, p.red),
                    StrokeKind::Inside,
                );
            }
            Some(Drag::Pan) | None => {}
        }
    }
}

/// The slot under the middle of a block that is dragged.
fn target_slot(scene: &Scene, street: usize, from: Pos2, at: Pos2) -> Slot {
    let old = scene.block(street);
    let middle = old.center() + (at - from);
    // The middle tells on the map; at its edges the pointer does, which leaves it earlier.
    let whole = scene.seen.rect(scene.layout.rect());
    let point = if whole.contains(at) { at } else { middle };
    let point = if whole.contains(at) || !whole.contains(point) { point } else { at };
    scene.layout.slot_at(scene.seen.to_map(point))
}

impl Scene<'_> {
    /// What lies in a rectangle of the screen: communities where they can be seen, whole streets else.
    pub(super) fn within(&self, rect: Rect) -> Vec<PlaceCode> {
        match self.base {
            Base::Areas(areas) => return self.areas_within(areas, rect),
            Base::Plan(_) => return self.pins_within(rect),
            Base::Blocks => {}
        }
        let mut codes = Vec::new();
        for (at, street) in self.model.streets.iter().enumerate() {
            let block = self.block(at);
            if !rect.intersects(block) {
                continue;
            }
            if self.detail == Detail::Far || rect.contains_rect(block) || street.cells.is_empty() {
                codes.push(street.spot.code);
                continue;
            }
            let touched: Vec<PlaceCode> = (0..street.cells.len())
                .map(|cell| Target { street: at, cell: Some(cell) })
                .filter(|target| rect.contains(self.rect(*target).center()))
                .filter_map(|target| self.spot(target))
                .map(|spot| spot.code)
                .collect();
            // All that lies in a street, with its name, is the street.
            let with_name = rect.top() <= block.top() + measures::HEAD / 2.0;
            if with_name && touched.len() == street.cells.len() {
                codes.push(street.spot.code);
            } else {
                codes.extend(touched);
            }
        }
        codes
    }
}
