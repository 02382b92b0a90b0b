//! Drawing the blocks and cells.

use egui::{Color32, CornerRadius, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, vec2};

use super::ground::Base;
use super::label::{fitted, put, put_left, put_with_count};
use super::{Detail, Scene, Target};
use crate::model::PlaceCode;
use crate::ui::theme::{self, Palette, gap, map as measures, size};

const ROUND: CornerRadius = CornerRadius::same(6);
const CELL_ROUND: CornerRadius = CornerRadius::same(3);

impl Scene<'_> {
    pub(super) fn paint(
        &self,
        ui: &Ui,
        painter: &Painter,
        chosen: &[PlaceCode],
        pointed: Option<Target>,
        marked: Option<Target>,
    ) {
        match self.base {
            Base::Areas(areas) => {
                return self.paint_areas(ui, painter, areas, chosen, (pointed, marked));
            }
            Base::Plan(plan) => return self.paint_plan(ui, painter, plan, chosen, (pointed, marked)),
            Base::Blocks => {}
        }
        let p = Palette::of(ui);
        for street in 0..self.model.streets.len() {
            let block = self.block(street);
            if painter.clip_rect().intersects(block) {
                match self.detail {
                    Detail::Far => self.far(painter, p, street, block),
                    Detail::Middle | Detail::Near => self.block_with_cells(painter, p, street, block),
                }
            }
        }
        for target in self.chosen_targets(chosen) {
            let rect = self.rect(target);
            if target.cell.is_some() {
                // Red on red cannot be seen: ink chooses a cell, and the ground parts it from a dark shade.
                painter.rect_stroke(rect, CELL_ROUND, Stroke::new(1.0, p.card), StrokeKind::Inside);
                painter.rect_stroke(rect, CELL_ROUND, Stroke::new(1.5, p.ink), StrokeKind::Outside);
            } else {
                painter.rect_stroke(rect, ROUND, Stroke::new(1.0, p.card), StrokeKind::Inside);
                painter.rect_stroke(rect, ROUND, Stroke::new(2.0, p.red), StrokeKind::Outside);
            }
        }
        for (target, stroke) in [(pointed, Stroke::new(1.0, p.ink2)), (marked, Stroke::new(2.0, p.blue))] {
            if let Some(target) = target {
                let round = if target.cell.is_some() { CELL_ROUND } else { ROUND };
                painter.rect_stroke(self.rect(target), round, stroke, StrokeKind::Outside);
            }
        }
    }

    /// What is chosen and can be seen; of a community whose street is far its street.
    fn chosen_targets(&self, chosen: &[PlaceCode]) -> Vec<Target> {
        let mut targets = Vec::new();
        if chosen.is_empty() {
            return targets;
        }
        for (at, street) in self.model.streets.iter().enumerate() {
            let cells = street.cells.iter().enumerate().filter(|(_, cell)| chosen.contains(&cell.code));
            let cells: Vec<usize> = cells.map(|(cell, _)| cell).collect();
            let far = self.detail == Detail::Far;
            if chosen.contains(&street.spot.code) || (far && !cells.is_empty()) {
                targets.push(Target { street: at, cell: None });
            }
            if !far {
                targets.extend(cells.into_iter().map(|cell| Target { street: at, cell: Some(cell) }));
            }
        }
        targets
    }

    /// One shaded block with its name and, where there is room, its count below.
    fn far(&self, painter: &Painter, p: &Palette, street: usize, block: Rect) {
        let Some(of) = self.model.streets.get(street) else { return };
        let (fill, ink) = p.shade(self.value(of.spot.code), self.most.0);
        let round = if block.height() < 40.0 { CornerRadius::same(4) } else { ROUND };
        let empty = self.value(of.spot.code) == 0;
        let line = if empty { p.line } else { fill };
        let fill = if empty { p.card } else { fill };
        painter.rect(block, round, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        let room = block.shrink2(vec2(3.0, 1.0));
        let name = fitted(painter, &of.spot.short, &theme::bold(size::SMALL), room.size());
        if let Some(name) = name {
            put_with_count(painter, name, self.counts.of(of.spot.code), block, ink);
        }
    }

    fn block_with_cells(&self, painter: &Painter, p: &Palette, street: usize, block: Rect) {
        let Some(of) = self.model.streets.get(street) else { return };
        painter.rect(block, ROUND, p.card, Stroke::new(1.0, p.line), StrokeKind::Inside);
        let head = Rect::from_min_size(block.min, vec2(block.width(), measures::HEAD));
        let head = head.shrink2(vec2(measures::PAD + 1.0, 0.0));
        self.head(
            painter,
            p,
            street,
            if of.cells.is_empty() { head.with_max_y(block.bottom()) } else { head },
        );
        let named = self.detail == Detail::Near;
        let mut plain = Mesh::default();
        let font = theme::sans(size::SMALL);
        for (at, cell) in of.cells.iter().enumerate() {
            let rect = self.layout.cell(block, self.cell, at);
            if !painter.clip_rect().intersects(rect) {
                continue;
            }
            let (fill, ink) = p.shade(self.value(cell.code), self.most.1);
            if named {
                painter.rect_filled(rect, CELL_ROUND, fill);
                if let Some(name) = fitted(painter, &cell.short, &font, rect.size() - vec2(4.0, 0.0)) {
                    put_with_count(painter, name, self.counts.of(cell.code), rect, ink);
                }
            } else {
                plain.add_colored_rect(rect, fill);
            }
        }
        if !plain.is_empty() {
            painter.add(Shape::mesh(plain));
        }
    }

    /// The name at the left, the count at the right, where both have room.
    fn head(&self, painter: &Painter, p: &Palette, street: usize, head: Rect) {
        let Some(of) = self.model.streets.get(street) else { return };
        let value = self.value(of.spot.code);
        let count = self.counts.of(of.spot.code).to_string();
        let number = fitted(painter, &count, &theme::sans(size::SMALL), head.size());
        let font = theme::bold(size::SMALL);
        // The whole name is worth more than the count, and the count more than a part of the name.
        let beside = number.as_ref().map_or(0.0, |number| number.size().x + gap::S);
        let whole = fitted(painter, &of.spot.short, &font, vec2(f32::INFINITY, measures::HEAD));
        let width = whole.as_ref().map_or(0.0, |name| name.size().x);
        let number = number.filter(|_| width + beside <= head.width() || width > head.width());
        let left = head.width() - if number.is_some() { beside } else { 0.0 };
        let name = fitted(painter, &of.spot.short, &font, vec2(left, measures::HEAD));
        if let Some(name) = name {
            put_left(painter, name, head, if value == 0 { p.ink2 } else { p.ink });
        }
        if let Some(number) = number {
            // Where all pass, all have the largest share.
            let tone = if value > 0 && value == self.most.0 && !self.share { p.red } else { p.ink3 };
            let rect = head.with_min_x(head.right() - number.size().x);
            put_left(painter, number, rect, tone);
        }
    }

    /// A block as it follows the pointer.
    pub(super) fn ghost(&self, painter: &Painter, p: &Palette, street: usize, rect: Rect, ink: Color32) {
        let Some(of) = self.model.streets.get(street) else { return };
        painter.rect(rect, ROUND, p.card.gamma_multiply(0.9), Stroke::new(1.5, p.red), StrokeKind::Inside);
        let room = rect.shrink(4.0).size();
        if let Some(name) = fitted(painter, &of.spot.short, &theme::bold(size::SMALL), room) {
            put(painter, name, rect, ink);
        }
    }
}
