//! The map by keys alone.

use egui::{Event, Key, Modifiers, Rect, Response, Ui, Vec2, vec2};

use super::{MapPanel, Scene, Target, most_zoom};
use crate::model::Slot;
use crate::ui::widgets::keep_arrows;
use crate::ui::{Action, Command, MainData, MapAct};

/// How much a press of a key zooms.
const STEP: f32 = 1.4;

impl MapPanel {
    /// Arrows step, with Alt into a block and out of it, with Shift the block itself; + − 0 zoom; Enter and the space
    /// bar choose, with Ctrl further.
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
                Key::Z if modifiers.command && data.map.can_undo => actions.push(Action::Map(MapAct::Undo)),
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
            most_zoom(scene.layout, scene.areas.is_some()),
            scene.whole,
        );
    }

    fn arrow(&mut self, scene: &Scene, key: Key, modifiers: Modifiers, actions: &mut Vec<Action>) {
        self.keyed = true;
        let Some(target) = self.cursor else {
            self.stand(scene, Target { street: first(scene), cell: None });
            return;
        };
        if modifiers.alt {
            let cells = scene.model.streets.get(target.street).map_or(0, |street| street.cells.len());
            match key {
                Key::ArrowDown if cells > 0 => self.stand(scene, Target { cell: Some(0), ..target }),
                Key::ArrowUp => self.stand(scene, Target { cell: None, ..target }),
                _ => {}
            }
        } else if modifiers.shift {
            if scene.areas.is_some() {
                return;
            }
            let Some(slot) = scene.layout.slots.get(target.street) else { return };
            let (x, y) = way(key);
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
        Key::Z => modifiers.command && !modifiers.shift,
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

fn way(key: Key) -> (i32, i32) {
    match key {
        Key::ArrowLeft => (-1, 0),
        Key::ArrowRight => (1, 0),
        Key::ArrowUp => (0, -1),
        _ => (0, 1),
    }
}

/// The street in the upper left corner.
fn first(scene: &Scene) -> usize {
    let slots = scene.layout.slots.iter().enumerate();
    slots.min_by_key(|(_, slot)| **slot).map(|(at, _)| at).unwrap_or_default()
}

impl Scene<'_> {
    /// What lies next to a place in the way of an arrow: a block beside a block, a cell beside a cell.
    pub(super) fn next(&self, from: Target, key: Key) -> Option<Target> {
        let (x, y) = way(key);
        if let Some(cell) = from.cell {
            let columns = self.layout.cell_columns.max(1) as i32;
            let (column, row) = (cell as i32 % columns + x, cell as i32 / columns + y);
            let cells = self.model.streets.get(from.street)?.cells.len();
            let next = usize::try_from(row * columns + column).ok().filter(|next| *next < cells)?;
            return (0..columns).contains(&column).then_some(Target { cell: Some(next), ..from });
        }
        if self.areas.is_some() {
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
        let room = |street: usize| self.rect(Target { street, cell: None });
        let here = room(from.street).center();
        let others = (0..self.model.streets.len()).filter(|street| room(*street).is_positive());
        let ahead = others.filter_map(|street| {
            let to = room(street).center() - here;
            let (along, aside) = (to.dot(way), to.dot(way.rot90()).abs());
            (along > 1.0).then_some((street, along + aside * 2.0))
        });
        let street = ahead.min_by(|a, b| a.1.total_cmp(&b.1))?.0;
        Some(Target { street, cell: None })
    }
}
