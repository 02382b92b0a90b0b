//! What the reading view keeps between frames: the pieces as they are set, and what is selected in them.

use egui::{CursorIcon, Event, Key, PointerButton, Pos2, Rect, Ui};
use serde::{Deserialize, Serialize};

use super::Setting;
use super::piece::{Made, Piece};
use super::selection::{Caret, Selection, word_at};
use crate::text::Rules;

/// How reading text looks; the person's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Its size in hundredths.
    pub percent: u16,
    /// From line to line, in hundredths of the size.
    pub line: u16,
    /// Whether there is a thin space between Han and Latin.
    pub latin_space: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { percent: 100, line: 180, latin_space: true }
    }
}

impl Look {
    /// The sizes there are: few, as every one fills the glyph atlas with Han of its own.
    pub const PERCENTS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
    /// The line heights there are.
    pub const LINES: [u16; 5] = [150, 165, 180, 200, 220];

    /// A size of the theme as it is read.
    pub fn points(&self, points: f32) -> f32 {
        points * f32::from(self.percent) / 100.0
    }

    /// From line to line, in parts of the size.
    pub fn line_height(&self) -> f32 {
        f32::from(self.line) / 100.0
    }

    /// The next size up, or down; the same at the end.
    pub fn step(&mut self, up: bool) {
        let sizes = Self::PERCENTS.into_iter();
        let next = if up {
            sizes.clone().find(|size| *size > self.percent)
        } else {
            sizes.clone().rfind(|size| *size < self.percent)
        };
        self.percent = next.unwrap_or(self.percent);
    }
}

/// What is to become of what is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWanted {
    /// Copy it.
    Text,
    /// Copy it with its citation.
    Quote,
}

/// The reading view's memory.
#[derive(Default)]
pub struct Desk {
    pub(super) pieces: Vec<Piece>,
    /// How many pieces this frame has set.
    set: usize,
    /// How reading text looks in this frame.
    pub look: Look,
    /// What is selected.
    pub selection: Selection,
    /// What of it this frame has passed, piece by piece, while it is to be copied.
    copied: Option<Vec<String>>,
    wanted: Option<CopyWanted>,
    selects_all: bool,
    /// Where the pointer has drawn the selection to in this frame.
    end: Option<Caret>,
}

impl Desk {
    /// Forgets an article.
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.selection.clear();
    }

    /// Before the pieces of a frame are drawn into `area`.
    pub fn begin(&mut self, ui: &Ui, area: Rect, look: Look) {
        self.look = look;
        self.set = 0;
        let typing = ui.ctx().egui_wants_keyboard_input();
        let (pressed, shift, down, copies) = ui.input(|input| {
            let copies = input.events.iter().any(|event| matches!(event, Event::Copy));
            let pointer = &input.pointer;
            (pointer.primary_pressed(), input.modifiers.shift, pointer.primary_down(), copies)
        });
        if pressed && !shift && ui.rect_contains_pointer(area) {
            self.selection.clear();
        }
        self.selection.dragging &= down;
        if copies && !typing && !self.selection.is_empty() {
            self.wanted = Some(CopyWanted::Text);
        }
        if !typing {
            self.move_by_keys(ui);
        }
        if std::mem::take(&mut self.selects_all)
            && let Some(last) = self.pieces.len().checked_sub(1)
        {
            let end = Caret { piece: last, at: self.pieces[last].chars.len() };
            self.selection.set(Caret::default(), end);
        }
        self.copied = self.wanted.map(|_| Vec::new());
    }

    /// After they were drawn: what was to be copied.
    pub fn end(&mut self, ui: &Ui) -> Option<(CopyWanted, String)> {
        self.pieces.truncate(self.set);
        if let Some(end) = self.end.take().filter(|end| self.selection.focus() != Some(*end)) {
            self.selection.extend(end);
            ui.ctx().request_repaint();
        }
        let wanted = self.wanted.take()?;
        Some((wanted, self.copied.take().unwrap_or_default().join("\n")))
    }

    /// While the pointer selects beyond the edge, the article moves under it.
    pub fn scroll(&self, ui: &mut Ui) {
        let clip = ui.clip_rect();
        let Some(point) = ui.input(|input| input.pointer.interact_pos()).filter(|_| self.selection.dragging)
        else {
            return;
        };
        let beyond = (point.y - clip.bottom()).max(0.0) - (clip.top() - point.y).max(0.0);
        if beyond != 0.0 {
            ui.scroll_with_delta(egui::vec2(0.0, -beyond.clamp(-40.0, 40.0)));
            ui.ctx().request_repaint();
        }
    }

    /// Copies what is selected in the next frame.
    pub fn want(&mut self, wanted: CopyWanted) {
        self.wanted = Some(wanted);
    }

    /// Selects the whole article in the next frame.
    pub fn select_all(&mut self) {
        self.selects_all = true;
    }

    /// Selects a hit that is brought into sight.
    pub(super) fn point_at(&mut self, piece: usize, start: usize, len: usize) {
        self.selection.set(Caret { piece, at: start }, Caret { piece, at: start + len });
    }

    /// The number of the next piece, set anew where anything of it changed.
    pub(super) fn set(&mut self, ui: &Ui, text: &str, setting: &Setting, rules: Rules) -> usize {
        let number = self.set;
        self.set += 1;
        let scale = ui.pixels_per_point();
        if self.pieces.get(number).is_none_or(|piece| !piece.is_of(text, setting, &rules, scale)) {
            let (font, right) = (setting.font.clone(), setting.right);
            let made = Made { text: text.to_owned(), font, rules, right, scale };
            let piece = Piece::new(ui, made);
            match self.pieces.get_mut(number) {
                Some(old) => *old = piece,
                None => self.pieces.push(piece),
            }
        }
        number
    }

    /// Lets the pointer select in a piece, and takes what is to be copied of it.
    pub(super) fn select(&mut self, ui: &Ui, number: usize, rect: Rect, height: f32) {
        let piece = &self.pieces[number];
        let seen = rect.intersect(ui.clip_rect());
        let over = |point: Pos2| seen.contains(point) && ui.ctx().layer_id_at(point) == Some(ui.layer_id());
        let (at, origin, pressed, shift, clicks) = ui.input(|input| {
            let pointer = &input.pointer;
            let triple = pointer.button_triple_clicked(PointerButton::Primary);
            let double = pointer.button_double_clicked(PointerButton::Primary);
            let clicks = (double, triple);
            let (at, origin) = (pointer.interact_pos(), pointer.press_origin());
            (at, origin, pointer.primary_pressed(), input.modifiers.shift, clicks)
        });
        let Some(point) = at else { return self.copy(number) };
        let here = over(point);
        if here && ui.ctx().dragged_id().is_none() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let caret_at = |point| Caret { piece: number, at: piece.caret_at(point, rect, height) };
        let caret = caret_at(point);
        let origin = origin.filter(|origin| pressed && over(*origin));
        if let Some(origin) = origin {
            self.selection.dragging = true;
            if !shift {
                self.selection.begin(caret_at(origin));
            }
        }
        if self.selection.dragging && (number == 0 || point.y >= rect.top()) {
            // The last piece that begins above the pointer has the end; those before it are drawn already.
            self.end = Some(caret);
        }
        let last = usize::from(caret.at == piece.chars.len());
        let whole = match clicks {
            _ if !here => None,
            (_, true) => Some((0, piece.chars.len())),
            (true, _) => Some(word_at(&piece.chars, caret.at.saturating_sub(last))),
            _ => None,
        };
        if let Some((start, end)) = whole {
            self.selection.set(Caret { piece: number, at: start }, Caret { piece: number, at: end });
            self.selection.dragging = false;
            self.end = None;
        }
        self.copy(number);
    }

    fn copy(&mut self, number: usize) {
        let chars = &self.pieces[number].chars;
        if let (Some(copied), Some((start, end))) =
            (&mut self.copied, self.selection.of_piece(number, chars.len()))
        {
            copied.push(chars[start..end].iter().collect());
        }
    }

    /// Shift and an arrow move the end of what is selected.
    fn move_by_keys(&mut self, ui: &Ui) {
        let Some(caret) = self.selection.focus() else { return };
        let pressed = ui.input(|input| {
            let keys = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
            let free = input.modifiers.shift && !input.modifiers.command && !input.modifiers.alt;
            keys.into_iter().find(|key| free && input.key_pressed(*key))
        });
        let moved = match pressed {
            Some(Key::ArrowLeft) => self.before(caret),
            Some(Key::ArrowRight) => self.after(caret),
            Some(Key::ArrowUp) => self.beside(caret, false),
            Some(Key::ArrowDown) => self.beside(caret, true),
            _ => return,
        };
        self.selection.extend(moved);
    }

    fn len(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, |piece| piece.chars.len())
    }

    fn before(&self, caret: Caret) -> Caret {
        match (caret.at.checked_sub(1), caret.piece.checked_sub(1)) {
            (Some(at), _) => Caret { at, ..caret },
            (None, Some(piece)) => Caret { piece, at: self.len(piece) },
            (None, None) => caret,
        }
    }

    fn after(&self, caret: Caret) -> Caret {
        if caret.at < self.len(caret.piece) {
            Caret { at: caret.at + 1, ..caret }
        } else if caret.piece + 1 < self.pieces.len() {
            Caret { piece: caret.piece + 1, at: 0 }
        } else {
            caret
        }
    }

    fn beside(&self, caret: Caret, down: bool) -> Caret {
        let Some(piece) = self.pieces.get(caret.piece) else { return caret };
        match piece.caret_beside(caret.at, down) {
            Some(at) => Caret { at, ..caret },
            None if down => self.after(Caret { at: piece.chars.len(), ..caret }),
            None => self.before(Caret { at: 0, ..caret }),
        }
    }
}
