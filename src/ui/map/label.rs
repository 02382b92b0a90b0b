//! Text in a given room: whole in one line, whole in two, shortened between two characters, or none.

use std::sync::Arc;

use crate::ui::theme::{self, size};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Painter, Rect, Vec2, vec2};

/// Height of a line among several, in parts of the type's size: a block is no page.
const LINE: f32 = 1.16;

/// Lays a text out in a room.
pub fn fitted(painter: &Painter, text: &str, font: &FontId, room: Vec2) -> Option<Arc<Galley>> {
    let one = painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
    // The face stands in lines half as high again as its strokes.
    if one.size().y > room.y + 3.0 {
        return None;
    }
    if one.size().x <= room.x {
        return Some(one);
    }
    let chars: Vec<char> = text.chars().collect();
    let two_lines = font.size * LINE * 2.0 <= room.y && chars.len() > 2;
    if two_lines {
        let (first, second) = chars.split_at(chars.len().div_ceil(2));
        let broken = first.iter().chain(&['\n']).chain(second).collect::<String>();
        let galley = centered(painter, broken, font);
        if galley.size().x <= room.x {
            return Some(galley);
        }
    }
    let in_line = (room.x / (one.size().x / chars.len() as f32)) as usize;
    let kept = if two_lines { 2 * in_line } else { in_line };
    // Less than two characters and … tell nobody anything.
    if in_line < 3 {
        return None;
    }
    let mut cut: Vec<char> = chars.iter().copied().take(kept.saturating_sub(1)).chain(['…']).collect();
    if two_lines {
        cut.insert(in_line, '\n');
    }
    let galley = centered(painter, cut.into_iter().collect(), font);
    (galley.size().x <= room.x).then_some(galley)
}

fn centered(painter: &Painter, text: String, font: &FontId) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let line_height = Some(font.size * LINE);
    let format = TextFormat { line_height, ..TextFormat::simple(font.clone(), Color32::PLACEHOLDER) };
    job.append(&text, 0.0, format);
    job.halign = Align::Center;
    painter.layout_job(job)
}

/// Draws a laid out text in the middle of a rectangle.
pub fn put(painter: &Painter, galley: Arc<Galley>, within: Rect, color: Color32) {
    let corner = within.center() - galley.size() / 2.0 - galley.rect.min.to_vec2();
    // On whole pixels, or its strokes blur.
    let scale = painter.pixels_per_point();
    let corner = (corner.to_vec2() * scale).round() / scale;
    painter.galley(corner.to_pos2(), galley, color);
}

/// Draws a laid out text at the left of a rectangle, in the middle of its height.
pub fn put_left(painter: &Painter, galley: Arc<Galley>, within: Rect, color: Color32) {
    let rect = Rect::from_min_size(within.min, vec2(galley.size().x, within.height()));
    put(painter, galley, rect, color);
}

/// A name in the middle, its number below it where there is room for both.
pub fn put_with_count(painter: &Painter, name: Arc<Galley>, count: u32, within: Rect, ink: Color32) {
    let number = fitted(painter, &count.to_string(), &theme::sans(size::SMALL), within.size());
    // The lines of the face stand far apart: two of them may come closer.
    let closer = 3.0;
    let number = number.filter(|number| name.size().y + number.size().y - closer <= within.height() - 2.0);
    let Some(number) = number else {
        put(painter, name, within, ink);
        return;
    };
    let (upper, lower) = (name.size().y, number.size().y);
    let top = within.center().y - (upper + lower - closer) / 2.0;
    let line = |top: f32, height: f32| Rect::from_x_y_ranges(within.x_range(), top..=top + height);
    put(painter, name, line(top, upper), ink);
    put(painter, number, line(top + upper - closer, lower), ink);
}
