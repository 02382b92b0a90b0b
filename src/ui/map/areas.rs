//! Boundaries of the staff's own in the place of the blocks.

use std::collections::HashSet;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape as Drawn, Stroke, Ui, Vec2, pos2, vec2};

use super::label::{fitted, put_with_count};
use super::{Scene, Target};
use crate::import::{Boundaries, Shape};
use crate::model::{PlaceCode, PlaceLevel};
use crate::ui::theme::{self, Palette, size};

/// Points of an outline that are nearer than this fall together, in points of the screen.
const NEAR: f32 = 0.7;

/// Boundaries in a rectangle of the map.
#[derive(Clone, Copy)]
pub struct Areas<'a> {
    pub boundaries: &'a Boundaries,
    /// Where they lie when all is seen.
    pub frame: Rect,
}

/// Where boundaries lie in a room: whole, as large as they get, in the middle.
pub fn frame(boundaries: &Boundaries, room: Vec2) -> Rect {
    let [width, height] = boundaries.size;
    let scale = (room.x / width.max(1e-6)).min(room.y / height.max(1e-6));
    let size = vec2(width, height) * scale;
    Rect::from_min_size(pos2((room.x - size.x) / 2.0, 0.0), size)
}

impl Areas<'_> {
    fn to_map(self, point: [f32; 2]) -> Pos2 {
        self.frame.min + Vec2::from(point) * self.scale()
    }

    fn scale(self) -> f32 {
        self.frame.width().max(self.frame.height())
    }
}

impl<'a> Scene<'a> {
    fn point(&self, areas: Areas, point: [f32; 2]) -> Pos2 {
        self.seen.to_screen(areas.to_map(point))
    }

    /// The place whose boundary is around a point of the screen.
    pub(super) fn area_at(&self, areas: Areas, at: Pos2) -> Option<Target> {
        let point = (self.seen.to_map(at) - areas.frame.min) / areas.scale();
        self.target_of(areas.boundaries.at([point.x, point.y])?)
    }

    /// The room that a boundary takes on the screen; none where the place has none.
    pub(super) fn area_rect(&self, areas: Areas, code: PlaceCode) -> Rect {
        let shape = areas.boundaries.shape(code);
        shape.map_or(Rect::NOTHING, |shape| self.bounds(areas, shape))
    }

    fn bounds(&self, areas: Areas, shape: &Shape) -> Rect {
        let (low, high) = shape.bounds;
        Rect::from_min_max(self.point(areas, low), self.point(areas, high))
    }

    /// The most specific places whose names stand in a rectangle.
    pub(super) fn areas_within(&self, areas: Areas, rect: Rect) -> Vec<PlaceCode> {
        let inside = |shape: &&Shape| rect.contains(self.point(areas, shape.middle.0));
        let codes: Vec<PlaceCode> =
            areas.boundaries.shapes.iter().filter(inside).map(|shape| shape.code).collect();
        let parents: HashSet<PlaceCode> = codes.iter().filter_map(|code| code.parent()).collect();
        codes.into_iter().filter(|code| !parents.contains(code)).collect()
    }

    /// Draws fills, outlines and names.
    pub(super) fn paint_areas(
        &self,
        ui: &Ui,
        painter: &Painter,
        areas: Areas,
        chosen: &[PlaceCode],
        (pointed, marked): (Option<Target>, Option<Target>),
    ) {
        let p = Palette::of(ui);
        let seen: Vec<&Shape> = areas
            .boundaries
            .shapes
            .iter()
            .filter(|shape| painter.clip_rect().intersects(self.bounds(areas, shape)))
            .collect();
        let mut fills = Mesh::default();
        for shape in &seen {
            self.fill(&mut fills, areas, shape, self.tone(p, areas, shape).0);
        }
        painter.add(Drawn::mesh(fills));
        for shape in &seen {
            let street = shape.code.level() == PlaceLevel::Street;
            self.outline(painter, areas, shape, Stroke::new(if street { 1.5 } else { 0.8 }, p.panel));
        }
        for shape in seen.iter().filter(|shape| chosen.contains(&shape.code)) {
            self.outline(painter, areas, shape, Stroke::new(4.0, p.card));
            self.outline(painter, areas, shape, Stroke::new(2.5, p.ink));
        }
        for (target, stroke) in [(pointed, Stroke::new(1.5, p.ink2)), (marked, Stroke::new(2.5, p.blue))] {
            let code = target.and_then(|target| self.spot(target)).map(|spot| spot.code);
            if let Some(shape) = code.and_then(|code| areas.boundaries.shape(code)) {
                self.outline(painter, areas, shape, stroke);
            }
        }
        self.names(painter, p, areas, seen);
    }

    /// A street with communities of its own in the file only frames them.
    fn tone(&self, p: &Palette, areas: Areas, shape: &Shape) -> (Color32, Color32) {
        let street = shape.code.level() != PlaceLevel::Community;
        if street && areas.boundaries.is_divided(shape.code) {
            return (p.card, p.ink);
        }
        p.shade(self.value(shape.code), if street { self.most.0 } else { self.most.1 })
    }

    fn fill(&self, mesh: &mut Mesh, areas: Areas, shape: &Shape, color: Color32) {
        let first = mesh.vertices.len() as u32;
        for vertex in &shape.vertices {
            mesh.colored_vertex(self.point(areas, *vertex), color);
        }
        mesh.indices.extend(shape.triangles.iter().map(|vertex| vertex + first));
    }

    fn outline(&self, painter: &Painter, areas: Areas, shape: &Shape, stroke: Stroke) {
        for ring in &shape.rings {
            let mut points: Vec<Pos2> = Vec::new();
            for point in ring.iter().map(|point| self.point(areas, *point)) {
                if points.last().is_none_or(|last| (point - *last).length_sq() > NEAR * NEAR) {
                    points.push(point);
                }
            }
            if points.len() > 2 {
                painter.add(Drawn::closed_line(points, stroke));
            }
        }
    }

    /// Names where they have room and meet no other; those of the most articles first, streets before communities.
    fn names(&self, painter: &Painter, p: &Palette, areas: Areas, mut seen: Vec<&Shape>) {
        seen.sort_by_key(|shape| (shape.code.level(), std::cmp::Reverse(self.value(shape.code)), shape.code));
        let mut taken: Vec<Rect> = Vec::new();
        let points = areas.scale() * self.seen.zoom;
        for shape in seen {
            let Some(spot) = self.target_of(shape.code).and_then(|target| self.spot(target)) else {
                continue;
            };
            let street = target_is_street(shape.code);
            // Names of what lies in it stand where its own would.
            if street && areas.boundaries.is_divided(shape.code) {
                continue;
            }
            let (middle, reach) = shape.middle;
            let room = vec2(reach * points * if street { 2.6 } else { 2.2 }, reach * points * 1.8);
            let font = if street { theme::bold(size::SMALL) } else { theme::sans(size::SMALL) };
            let Some(name) = fitted(painter, &spot.short, &font, room) else { continue };
            let rect = Rect::from_center_size(self.point(areas, middle), room.max(name.size()));
            let text = Rect::from_center_size(rect.center(), name.size());
            if taken.iter().any(|other| other.intersects(text)) {
                continue;
            }
            taken.push(text.expand(2.0));
            put_with_count(painter, name, self.counts.of(shape.code), rect, self.tone(p, areas, shape).1);
        }
    }
}

fn target_is_street(code: PlaceCode) -> bool {
    code.level() != PlaceLevel::Community
}
