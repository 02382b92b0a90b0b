//! How a picture lies on the screen: turned in quarters, zoomed to a point, moved. Pure arithmetic.

use egui::epaint::Vertex;
use egui::{Mesh, Pos2, Rect, Shape, TextureId, Vec2, pos2, vec2};

use crate::ui::theme::UNTINTED;

/// How far one can zoom in: screen pixels for one of the picture.
const MOST_ZOOM: f32 = 8.0;

/// What a person chose: how large, and what is in the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Zoom {
    /// Points for a pixel of the picture; none fits the whole into the room.
    pub scale: Option<f32>,
    /// The point of the turned picture that is in the middle of the room, in parts of its size, from its own middle.
    pub middle: Vec2,
}

/// A picture in a room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    room: Rect,
    /// Upright size in pixels.
    size: Vec2,
    /// Quarters clockwise.
    turn: u8,
    scale: f32,
    middle: Vec2,
    pixels_per_point: f32,
}

impl Lens {
    /// Lays a picture of an upright size into a room.
    pub fn new(room: Rect, size: [u32; 2], turn: u8, zoom: Zoom, pixels_per_point: f32) -> Self {
        let size = vec2(size[0].max(1) as f32, size[1].max(1) as f32);
        let mut lens = Self { room, size, turn: turn % 4, scale: 1.0, middle: Vec2::ZERO, pixels_per_point };
        let fit = lens.fitting();
        lens.scale = zoom.scale.map_or(fit, |scale| lens.bounded(scale));
        lens.middle = lens.held(zoom.middle);
        lens
    }

    /// The scale that fits the whole into the room; small pictures are not blown up.
    fn fitting(&self) -> f32 {
        let turned = self.turned();
        let fit = (self.room.width() / turned.x).min(self.room.height() / turned.y);
        fit.min(1.0 / self.pixels_per_point).max(f32::MIN_POSITIVE)
    }

    fn bounded(&self, scale: f32) -> f32 {
        let most = MOST_ZOOM / self.pixels_per_point;
        scale.clamp(self.fitting().min(most), most)
    }

    /// Size in pixels as it is turned.
    fn turned(&self) -> Vec2 {
        if self.turn % 2 == 1 { vec2(self.size.y, self.size.x) } else { self.size }
    }

    /// What may be in the middle so that no room is left bare that the picture could fill.
    fn held(&self, middle: Vec2) -> Vec2 {
        let shown = self.turned() * self.scale;
        let most = (vec2(0.5, 0.5) - self.room.size() / shown / 2.0).max(Vec2::ZERO);
        middle.clamp(-most, most)
    }

    /// Points for a pixel of the picture.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Whether the whole fits.
    pub fn fits(&self) -> bool {
        self.scale <= self.fitting() * 1.0001
    }

    /// As a person chose it.
    pub fn zoom(&self) -> Zoom {
        Zoom { scale: (!self.fits()).then_some(self.scale), middle: self.middle }
    }

    /// Where the whole picture lies.
    pub fn rect(&self) -> Rect {
        let shown = self.turned() * self.scale;
        Rect::from_center_size(self.room.center() - self.middle * shown, shown)
    }

    /// Zoomed so that what lies at `at` stays there.
    pub fn zoomed(&self, factor: f32, at: Pos2) -> Self {
        self.at_scale(self.scale * factor, at)
    }

    /// At a scale, so that what lies at `at` stays there.
    pub fn at_scale(&self, scale: f32, at: Pos2) -> Self {
        let rect = self.rect();
        let part = (at - rect.center()) / rect.size();
        let mut lens = Self { scale: self.bounded(scale), ..*self };
        let shown = lens.turned() * lens.scale;
        lens.middle = lens.held(part - (at - lens.room.center()) / shown);
        lens
    }

    /// One pixel of the picture for one of the screen.
    pub fn whole(&self, at: Pos2) -> Self {
        self.at_scale(1.0 / self.pixels_per_point, at)
    }

    /// Moved by so many points.
    pub fn moved(&self, by: Vec2) -> Self {
        let middle = self.held(self.middle - by / (self.turned() * self.scale));
        Self { middle, ..*self }
    }

    /// Where a point of the upright picture lies, in parts of its width and height.
    pub fn screen_at(&self, [x, y]: [f32; 2]) -> Pos2 {
        let turned = match self.turn {
            0 => vec2(x, y),
            1 => vec2(1.0 - y, x),
            2 => vec2(1.0 - x, 1.0 - y),
            _ => vec2(y, 1.0 - x),
        };
        let rect = self.rect();
        rect.min + turned * rect.size()
    }

    /// The point of the upright picture that lies there, as far as it has one.
    pub fn picture_at(&self, at: Pos2) -> [f32; 2] {
        let rect = self.rect();
        let at = (at - rect.min) / rect.size();
        let (x, y) = (at.x.clamp(0.0, 1.0), at.y.clamp(0.0, 1.0));
        unturned([x, y], self.turn)
    }

    /// How often the picture may be halved so that the screen still shows all that it can.
    pub fn level(&self) -> u32 {
        let pixels = (self.scale * self.pixels_per_point).clamp(1e-4, 1.0);
        // A pixel less than a hundredth short of its size is not worth four times the work.
        (1.0 / pixels * 1.01).log2().floor().max(0.0) as u32
    }

    /// The columns and rows of tiles of `side` pixels that are in sight of the picture halved so often.
    pub fn tiles(&self, level: u32, side: u32) -> Vec<(u32, u32)> {
        let (a, b) = (self.picture_at(self.room.min), self.picture_at(self.room.max));
        let size = [self.size.x, self.size.y].map(|side| (side / (1u32 << level.min(31)) as f32).ceil());
        let range = |axis: usize| {
            let (low, high) = (a[axis].min(b[axis]) * size[axis], a[axis].max(b[axis]) * size[axis]);
            let last = ((size[axis] / side as f32).ceil() as u32).saturating_sub(1);
            (low / side as f32) as u32..=((high / side as f32) as u32).min(last)
        };
        range(1).flat_map(|row| range(0).map(move |column| (column, row))).collect()
    }

    /// The corners of a tile, from its upper left clockwise as it lies in the upright picture.
    pub fn tile_corners(&self, level: u32, side: u32, (column, row): (u32, u32)) -> [Pos2; 4] {
        let pixel = (1u32 << level.min(31)) as f32 * side as f32;
        let size = self.size;
        let x = |column: u32| (column as f32 * pixel / size.x).min(1.0);
        let y = |row: u32| (row as f32 * pixel / size.y).min(1.0);
        let (left, right, top, bottom) = (x(column), x(column + 1), y(row), y(row + 1));
        [[left, top], [right, top], [right, bottom], [left, bottom]].map(|at| self.screen_at(at))
    }
}

/// The point of an upright picture that lies at a point of it as it is turned, both in parts of its size.
pub fn unturned([x, y]: [f32; 2], turn: u8) -> [f32; 2] {
    match turn % 4 {
        0 => [x, y],
        1 => [y, 1.0 - x],
        2 => [1.0 - x, 1.0 - y],
        _ => [1.0 - y, x],
    }
}

/// A picture between four corners, each with the part of it that lies there.
pub fn quad(texture: TextureId, corners: [Pos2; 4], parts: [[f32; 2]; 4]) -> Shape {
    let mut mesh = Mesh::with_texture(texture);
    let vertices = corners.into_iter().zip(parts);
    mesh.vertices = vertices.map(|(pos, [x, y])| Vertex { pos, uv: pos2(x, y), color: UNTINTED }).collect();
    mesh.indices = vec![0, 1, 2, 0, 2, 3];
    Shape::mesh(mesh)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn room() -> Rect {
        Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0))
    }

    proptest! {
        #[test]
        fn a_point_goes_to_the_screen_and_back(
            x in 0.0f32..1.0, y in 0.0f32..1.0, turn in 0u8..4,
            width in 10u32..12_000, height in 10u32..12_000, scale in 0.01f32..4.0,
        ) {
            let zoom = Zoom { scale: Some(scale), middle: vec2(0.1, -0.2) };
            let lens = Lens::new(room(), [width, height], turn, zoom, 2.0);
            let back = lens.picture_at(lens.screen_at([x, y]));
            prop_assert!((back[0] - x).abs() < 1e-3 && (back[1] - y).abs() < 1e-3, "{back:?}");
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(
            turn in 0u8..4, x in 0.2f32..0.8, y in 0.2f32..0.8, factor in 1.0f32..3.0,
        ) {
            let zoom = Zoom { scale: Some(0.6), middle: Vec2::ZERO };
            let lens = Lens::new(room(), [4000, 3000], turn, zoom, 1.0);
            let at = room().lerp_inside(vec2(x, y));
            let before = lens.picture_at(at);
            let after = lens.zoomed(factor, at).picture_at(at);
            prop_assert!((before[0] - after[0]).abs() < 1e-3 && (before[1] - after[1]).abs() < 1e-3);
        }

        #[test]
        fn the_tiles_in_sight_cover_the_room(
            turn in 0u8..4, scale in 0.05f32..2.0, x in -0.5f32..0.5, y in -0.5f32..0.5, level in 0u32..4,
        ) {
            let lens = Lens::new(room(), [9000, 7000], turn, Zoom { scale: Some(scale), middle: vec2(x, y) }, 1.0);
            let shown = lens.rect().intersect(room());
            let covered: f32 = lens
                .tiles(level, 512)
                .into_iter()
                .map(|tile| {
                    let corners = lens.tile_corners(level, 512, tile);
                    let rect = Rect::from_two_pos(corners[0], corners[2]).intersect(room());
                    if rect.is_positive() { rect.area() } else { 0.0 }
                })
                .sum();
            prop_assert!((covered - shown.area()).abs() < shown.area() * 0.01 + 4.0, "{covered} {}", shown.area());
        }
    }

    #[test]
    fn a_picture_fits_unless_it_is_small_and_cannot_be_moved_off() {
        let lens = Lens::new(room(), [4000, 1000], 0, Zoom::default(), 1.0);
        assert!(lens.fits() && (lens.rect().width() - 800.0).abs() < 0.1);
        assert_eq!(lens.level(), 2);
        let turned = Lens::new(room(), [4000, 1000], 1, Zoom::default(), 1.0);
        assert!((turned.rect().height() - 600.0).abs() < 0.1);
        let small = Lens::new(room(), [100, 50], 0, Zoom::default(), 2.0);
        assert_eq!(small.rect().size(), vec2(50.0, 25.0));
        let whole = lens.whole(room().center());
        assert_eq!((whole.scale(), whole.level()), (1.0, 0));
        let far = whole.moved(vec2(100_000.0, 100_000.0));
        assert!((far.rect().left() - room().left()).abs() < 0.1);
        assert_eq!(far.zoom().scale, Some(1.0));
        assert!(whole.zoomed(0.001, room().center()).fits());
    }
}
