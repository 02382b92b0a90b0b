//! The map by keys alone.

use egui::{Event, Key, Modifiers, Rect, Response, Ui, Vec2, vec2};

use super::ground::Base;
use super::{MapPanel, Scene, Target, most_zoom};
use crate::model::Slot;
use crate::ui::widgets::keep_arrows;
use crate::ui::{Action, Command, MainData, MapAct};

/// How much a press of a key zooms.
const STEP: f32 = 1.4;

impl MapPanel {
    /// Arrows step, with Alt into a block and out of it, with Shift the block or pin itself; + − 0 zoom; Enter and the
    /// space bar choose, with Ctrl further; Delete takes a pin away.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        scene: &Scene,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        keep_arrows(ui, response);
        for (key, modifiers) in pressed(ui) {
            if self.placing_key(scene, (key, modifiers), data, actions)
                || self.pin_key(scene, (key, modifiers), actions)
            {
                continue;
            }
            match key {
                Key::Enter | Key::Space => {
                    let spot = self.cursor.and_then(|target| scene.spot(target));
                    if let Some(spot) = spot {
                        let alone = data.filter.places == [spot.code];
                        actions.push(Action::ChoosePlace(spot.code, modifiers.command || alone));
                    }
                }
                Key::Escape if data.map.large => actions.push(Action::Run(Command::EnlargeMap)),
                Key::Plus | Key::Equals => self.zoom(scene, STEP),
                Key::Minus => self.zoom(scene, 1.0 / STEP),
                Key::Num0 => self.fit(),
                Key::Z if !modifiers.shift && data.map.can_undo => actions.push(Action::Map(MapAct::Undo)),
                Key::Z | Key::Y if (key == Key::Y || modifiers.shift) && data.map.can_redo => {
                    actions.push(Action::Map(MapAct::Redo));
                }
                Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown => {
                    self.arrow(scene, key, modifiers, actions);
                }
                _ => {}
            }
        }
    }

    fn zoom(&mut self, scene: &Scene, factor: f32) {
        let screen = scene.seen.screen;
        let at = self.cursor.map_or(screen.center(), |target| scene.rect(target).center());
        let at = if screen.contains(at) { at } else { screen.center() };
        self.camera = self.camera.zoomed(
            screen,
            at,
            factor,
            most_zoom(scene.layout, scene.base.is_blocks()),
            scene.whole,
        );
    }

    fn arrow(&mut self, scene: &Scene, key: Key, modifiers: Modifiers, actions: &mut Vec<Action>) {
        self.keyed = true;
        // A pin that is no more is nowhere to step from.
        let cursor = self.cursor.filter(|target| scene.rect(*target).is_finite());
        let Some(target) = cursor else {
            if let Some(first) = first(scene) {
                self.stand(scene, first);
            }
            return;
        };
        if modifiers.alt && !matches!(scene.base, Base::Plan(_)) {
            let cells = scene.model.streets.get(target.street).map_or(0, |street| street.cells.len());
            match key {
                Key::ArrowDown if cells > 0 => self.stand(scene, Target { cell: Some(0), ..target }),
                Key::ArrowUp => self.stand(scene, Target { cell: None, ..target }),
                _ => {}
            }
        } else if modifiers.shift {
            if !scene.base.is_blocks() {
                return;
            }
            let Some(slot) = scene.layout.slots.get(target.street) else { return };
            let Some((x, y)) = way(key) else { return };
            let to = Slot { row: slot.row + y, column: slot.column + x };
            self.arrange(scene, target.street, to, actions);
        } else if let Some(next) = scene.next(target, key) {
            self.stand(scene, next);
        }
    }

    fn stand(&mut self, scene: &Scene, target: Target) {
        self.cursor = Some(target);
        let shown = scene.rect(target);
        let part = Rect::from_min_max(scene.seen.to_map(shown.min), scene.seen.to_map(shown.max));
        if part.is_finite() && part.is_positive() {
            self.camera = self.camera.showing(scene.seen.screen, part, scene.whole);
        }
    }
}

/// Several keys may come in one frame. What was taken here is nobody else's: Alt+↑ or Ctrl+Z may mean something there.
fn pressed(ui: &Ui) -> Vec<(Key, Modifiers)> {
    let is_ours = |key: Key, modifiers: Modifiers| match key {
        Key::ArrowUp | Key::ArrowDown => !modifiers.command,
        Key::ArrowLeft | Key::ArrowRight => !modifiers.command && !modifiers.alt,
        Key::Z => modifiers.command,
        Key::Y => modifiers.command && !modifiers.shift,
        Key::Delete => !modifiers.any(),
        Key::Enter | Key::Space | Key::Escape => true,
        Key::Plus | Key::Equals | Key::Minus | Key::Num0 => !modifiers.command,
        _ => false,
    };
    ui.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
            _ => None,
        });
        keys.filter(|(key, modifiers)| is_ours(*key, *modifiers)).collect()
    })
}

/// The way of an arrow.
pub(super) fn way(key: Key) -> Option<(i32, i32)> {
    match key {
        Key::ArrowLeft => Some((-1, 0)),
        Key::ArrowRight => Some((1, 0)),
        Key::ArrowUp => Some((0, -1)),
        Key::ArrowDown => Some((0, 1)),
        _ => None,
    }
}

/// The street in the upper left corner, or the weightiest pin.
fn first(scene: &Scene) -> Option<Target> {
    if let Base::Plan(_) = scene.base {
        return scene.rounds.first().map(|round| round.target);
    }
    let slots = scene.layout.slots.iter().enumerate();
    slots.min_by_key(|(_, slot)| **slot).map(|(street, _)| Target { street, cell: None })
}

impl Scene<'_> {
    /// What lies next to a place in the way of an arrow: a block beside a block, a cell beside a cell.
    pub(super) fn next(&self, from: Target, key: Key) -> Option<Target> {
        let (x, y) = way(key)?;
        if let Base::Plan(_) = self.base {
            return self.next_pin(from, vec2(x as f32, y as f32));
        }
        if let Some(cell) = from.cell {
            let columns = self.layout.cell_columns.max(1) as i32;
            let (column, row) = (cell as i32 % columns + x, cell as i32 / columns + y);
            let cells = self.model.streets.get(from.street)?.cells.len();
            let next = usize::try_from(row * columns + column).ok().filter(|next| *next < cells)?;
            return (0..columns).contains(&column).then_some(Target { cell: Some(next), ..from });
        }
        if let Base::Areas(_) = self.base {
            return self.next_area(from, vec2(x as f32, y as f32));
        }
        let here = *self.layout.slots.get(from.street)?;
        let ahead = |slot: &Slot| (slot.column - here.column) * x + (slot.row - here.row) * y;
        let aside = |slot: &Slot| ((slot.column - here.column) * y).abs() + ((slot.row - here.row) * x).abs();
        let slots = self.layout.slots.iter().enumerate().filter(|(_, slot)| ahead(slot) > 0);
        let street = slots.min_by_key(|(_, slot)| (ahead(slot) + aside(slot) * 4, **slot))?.0;
        Some(Target { street, cell: None })
    }

    /// The street whose boundary lies next in a way.
    fn next_area(&self, from: Target, way: Vec2) -> Option<Target> {
        let streets = (0..self.model.streets.len()).map(|street| Target { street, cell: None });
        let others = streets.map(|target| (target, self.rect(target)));
        nearest(self.rect(Target { cell: None, ..from }), others.filter(|(_, room)| room.is_positive()), way)
    }

    /// The pin that lies next in a way.
    fn next_pin(&self, from: Target, way: Vec2) -> Option<Target> {
        nearest(self.rect(from), self.rounds.iter().map(|round| (round.target, round.rect)), way)
    }
}

/// What lies nearest in a way; what lies aside is as if twice as far.
fn nearest(from: Rect, others: impl Iterator<Item = (Target, Rect)>, way: Vec2) -> Option<Target> {
    let ahead = others.filter_map(|(target, room)| {
        let to = room.center() - from.center();
        let (along, aside) = (to.dot(way), to.dot(way.rot90()).abs());
        (along > 1.0).then_some((target, along + aside * 2.0))
    });
    ahead.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(target, _)| target)
}
