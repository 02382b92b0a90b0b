//! A piece of an article as it is set: made once, kept as long as nothing of it changes.

use egui::{FontId, Pos2, Rect, Ui, pos2, vec2};

use super::Setting;
use crate::text::{Line, Rules, Typeset, typeset};

/// What a piece was made from; anything else makes it anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its text.
    pub text: String,
    /// Its face.
    pub font: FontId,
    /// How it is set.
    pub rules: Rules,
    /// Whether its lines end at the measure instead of beginning at its edge.
    pub right: bool,
    /// Pixels of a point: widths are those of rendered glyphs.
    pub scale: f32,
}

/// A piece with the place of every character.
pub struct Piece {
    made: Made,
    /// Its characters.
    pub chars: Vec<char>,
    widths: Vec<f32>,
    set: Typeset,
}

impl Piece {
    /// Sets it.
    pub fn new(ui: &Ui, made: Made) -> Self {
        let chars: Vec<char> = made.text.chars().collect();
        let width = |fonts: &mut egui::epaint::FontsView<'_>, c: &char| fonts.glyph_width(&made.font, *c);
        let widths: Vec<f32> = ui.fonts_mut(|fonts| chars.iter().map(|c| width(fonts, c)).collect());
        let set = typeset(&chars, &widths, &made.rules);
        Self { made, chars, widths, set }
    }

    /// Whether it was made from this text, in this setting.
    pub fn is_of(&self, text: &str, setting: &Setting, rules: &Rules, scale: f32) -> bool {
        let made = &self.made;
        let same = made.rules == *rules && made.right == setting.right && made.scale == scale;
        same && made.font == setting.font && made.text == text
    }

    /// Its lines.
    pub fn lines(&self) -> &[Line] {
        &self.set.lines
    }

    /// How far from the edge a line begins.
    pub fn indent(&self, line: usize) -> f32 {
        match self.set.lines.get(line).filter(|_| self.made.right) {
            Some(line) => self.made.rules.measure - line.width,
            None if line == 0 => self.made.rules.indent,
            None => 0.0,
        }
    }

    /// Where the box of a character begins in its line.
    pub fn x(&self, at: usize) -> f32 {
        self.set.x[at]
    }

    /// What was added before a character besides what the one before takes; nothing at the start of a line.
    pub fn gap(&self, line: &Line, at: usize) -> f32 {
        if at == line.start { 0.0 } else { self.set.x[at] - self.set.x[at - 1] - self.widths[at - 1] }
    }

    /// The line of a character; the last one where there is none.
    pub fn line_of(&self, at: usize) -> usize {
        let after = self.set.lines.partition_point(|line| line.end <= at);
        after.min(self.set.lines.len().saturating_sub(1))
    }

    /// The rectangle of a stretch as far as it lies in a line that begins at `corner`.
    pub fn rect_of(&self, line: &Line, start: usize, end: usize, corner: Pos2, height: f32) -> Option<Rect> {
        let (from, to) = (start.max(line.start), end.min(line.end));
        (from < to).then(|| {
            let last = self.set.x[to - 1] + self.widths[to - 1];
            // What is cut off of a mark at the end of a line does not belong to it, nor what the next one covers.
            let right = if to == line.end {
                last.min(line.width)
            } else {
                last.min(self.set.x[to]).max(self.x(to - 1))
            };
            let left = corner.x + self.x(from).max(0.0);
            Rect::from_x_y_ranges(left..=(corner.x + right).max(left), corner.y..=corner.y + height)
        })
    }

    /// The place between characters that is nearest to a point of the window.
    pub fn caret_at(&self, point: Pos2, rect: Rect, height: f32) -> usize {
        let Some(last) = self.lines().len().checked_sub(1) else { return 0 };
        let row = ((point.y - rect.top()) / height).floor().clamp(0.0, last as f32) as usize;
        let line = self.lines()[row];
        let x = point.x - rect.left() - self.indent(row);
        let passed = (line.start..line.end).take_while(|at| self.x(*at) + self.widths[*at] / 2.0 < x).count();
        line.start + passed
    }

    /// The place one line above or below, about as far to the right.
    pub fn caret_beside(&self, at: usize, down: bool) -> Option<usize> {
        let row = self.line_of(at);
        let other = if down { row + 1 } else { row.checked_sub(1)? };
        self.lines().get(other)?;
        let x = if at < self.chars.len() { self.x(at) } else { self.lines()[row].width };
        let corner = vec2(x + self.indent(row) + 0.1, other as f32 + 0.5);
        Some(self.caret_at(Pos2::ZERO + corner, Rect::from_min_size(pos2(0.0, 0.0), vec2(0.0, 0.0)), 1.0))
    }
}
