//! Places on a plan: a round with a number for each that has a pin, and names where they meet nothing.

use std::cmp::Reverse;

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2,
    pos2, vec2,
};

use super::ground::Base;
use super::label::put;
use super::{Scene, Target};
use crate::model::{Pin, Pins, PlaceCode};
use crate::ui::PictureState;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, map as measures, size};

/// The plan, and where it lies when all of it is seen.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Its picture.
    pub picture: &'a PictureState,
    /// The places on it.
    pub pins: &'a Pins,
    /// Where it lies.
    pub frame: Rect,
}

impl Plan<'_> {
    /// Where a pin stands on the map.
    pub fn to_map(self, pin: Pin) -> Pos2 {
        self.frame.min + vec2(pin.x, pin.y) * self.frame.size()
    }

    /// The pin at a point of the map, at the edge where the point lies beyond it.
    pub fn pin_at(self, at: Pos2) -> Pin {
        let part = (at - self.frame.min) / self.frame.size();
        Pin::at(part.x, part.y)
    }
}

/// A pin as it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Of which place.
    pub target: Target,
    /// Its code.
    pub code: PlaceCode,
    /// Its room on the screen.
    pub rect: Rect,
    /// Whether its number has room; else it is a dot.
    pub whole: bool,
}

impl<'a> Scene<'a> {
    /// The pins of a plan, the weightiest first: what is chosen, then streets, then what has the most articles.
    pub(super) fn rounds(&self, plan: Plan<'a>, chosen: &[PlaceCode]) -> Vec<Round> {
        let pins = plan.pins.iter().filter_map(|(code, pin)| Some((self.target_of(*code)?, *code, *pin)));
        let mut pins: Vec<(Target, PlaceCode, Pin)> = pins.collect();
        pins.sort_by_key(|(target, code, _)| {
            (!chosen.contains(code), target.cell.is_some(), Reverse(self.value(*code)), *code)
        });
        let wanted: Vec<(Pos2, Vec2)> = pins
            .iter()
            .map(|(target, code, pin)| {
                let size = if self.counts.of(*code) > 0 || chosen.contains(code) {
                    self.round_size(*target, *code)
                } else {
                    Vec2::ZERO
                };
                (self.seen.to_screen(plan.to_map(*pin)), size)
            })
            .collect();
        let drawn = crowded(&wanted);
        let rounds = pins.into_iter().zip(drawn);
        rounds.map(|((target, code, _), (rect, whole))| Round { target, code, rect, whole }).collect()
    }

    /// How large a pin is: by its share of the most, and no narrower than its number.
    fn round_size(&self, target: Target, code: PlaceCode) -> Vec2 {
        let most = if target.cell.is_some() { self.most.1 } else { self.most.0 };
        let part = self.value(code) as f32 / most.max(1) as f32;
        let (least, largest) = measures::PIN;
        let height = least + (largest - least) * part.sqrt().min(1.0);
        let digits = self.counts.of(code).to_string().len() as f32;
        vec2(height.max(digits * measures::DIGIT + measures::PIN_PAD), height)
    }

    /// The pin at a point of the screen.
    pub(super) fn pin_under(&self, at: Pos2) -> Option<Target> {
        self.rounds.iter().find(|round| round.rect.expand(measures::PIN_GRIP).contains(at)).map(|r| r.target)
    }

    /// The room of a pin on the screen; none where the place has none.
    pub(super) fn pin_rect(&self, target: Target) -> Rect {
        let round = self.rounds.iter().find(|round| round.target == target);
        round.map_or(Rect::NOTHING, |round| round.rect)
    }

    /// What has its pin in a rectangle: a street with all that lies in it, communities else.
    pub(super) fn pins_within(&self, rect: Rect) -> Vec<PlaceCode> {
        let inside = self.rounds.iter().filter(|round| rect.contains(round.rect.center()));
        let codes: Vec<PlaceCode> = inside.map(|round| round.code).collect();
        let alone = |code: &PlaceCode| code.parent().is_none_or(|street| !codes.contains(&street));
        codes.iter().copied().filter(alone).collect()
    }

    /// Draws the plan, the pins and their names.
    pub(super) fn paint_plan(
        &self,
        ui: &Ui,
        painter: &Painter,
        plan: Plan,
        chosen: &[PlaceCode],
        (pointed, marked): (Option<Target>, Option<Target>),
    ) {
        let p = Palette::of(ui);
        let room = self.seen.rect(plan.frame);
        match plan.picture {
            PictureState::Ready(texture) => {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.image(texture.id(), room, whole, p.plan);
                painter.rect_stroke(room, CornerRadius::ZERO, Stroke::new(1.0, p.line), StrokeKind::Inside);
            }
            state => {
                painter.rect_filled(room, CornerRadius::same(4), p.card);
                let missing = matches!(state, PictureState::Missing);
                let text = if missing { s::PLAN_MISSING } else { s::PLAN_LOADING };
                let font = theme::sans(size::LIST);
                painter.text(room.center(), Align2::CENTER_CENTER, text, font, p.ink2);
                return;
            }
        }
        // Dots below what has a number, and the weightiest above the others.
        let (whole, dots): (Vec<&Round>, Vec<&Round>) = self.rounds.iter().partition(|round| round.whole);
        for round in dots.into_iter().rev().chain(whole.into_iter().rev()) {
            let ring = match round.target {
                _ if chosen.contains(&round.code) => Some((p.red, 2.5)),
                target if marked == Some(target) => Some((p.blue, 2.5)),
                target if pointed == Some(target) => Some((p.ink, 1.5)),
                _ => None,
            };
            self.paint_round(painter, p, round, ring);
            if marked == Some(round.target) && chosen.contains(&round.code) {
                let around = round.rect.expand(6.5);
                painter.rect_stroke(around, rounding(around), Stroke::new(2.0, p.blue), StrokeKind::Outside);
            }
        }
        self.pin_names(painter, p);
    }

    fn paint_round(&self, painter: &Painter, p: &Palette, round: &Round, ring: Option<(Color32, f32)>) {
        let most = if round.target.cell.is_some() { self.most.1 } else { self.most.0 };
        let (fill, ink) = p.shade(self.value(round.code), most);
        let rect = round.rect;
        // Pins stand on paper of any colour: a rim of the card's parts them from it.
        let rim = rect.expand(if ring.is_some() { 5.0 } else { 1.5 });
        painter.rect_filled(rim.expand(1.0), rounding(rim.expand(1.0)), p.ink.gamma_multiply(0.45));
        painter.rect_filled(rim, rounding(rim), p.card);
        painter.rect_filled(rect, rounding(rect), fill);
        if let Some((color, width)) = ring {
            let around = rect.expand(2.0);
            painter.rect_stroke(around, rounding(around), Stroke::new(width, color), StrokeKind::Outside);
        }
        if round.whole {
            let count = self.counts.of(round.code).to_string();
            let font = if round.target.cell.is_none() { theme::bold } else { theme::sans };
            put(painter, painter.layout_no_wrap(count, font(size::SMALL), ink), rect, ink);
        }
    }

    fn pin_names(&self, painter: &Painter, p: &Palette) {
        let sight = painter.clip_rect();
        let seen: Vec<&Round> = self.rounds.iter().filter(|round| sight.intersects(round.rect)).collect();
        let pins: Vec<(Rect, bool)> = seen.iter().map(|round| (round.rect, round.whole)).collect();
        let mut names: Vec<Rect> = Vec::new();
        for (at, round) in seen.into_iter().enumerate() {
            let Some(spot) = self.spot(round.target) else { continue };
            let street = round.target.cell.is_none();
            let font = if street { theme::bold } else { theme::sans };
            let name = painter.layout_no_wrap(spot.short.clone(), font(size::SMALL), p.ink);
            let room = vec2(name.size().x + 8.0, measures::PIN_NAME);
            let Some(plate) = label_at(at, room, street, (&pins, &names), sight) else { continue };
            names.push(plate);
            painter.rect_filled(plate, CornerRadius::same(3), p.card.gamma_multiply(0.86));
            put(painter, name, plate, p.ink);
        }
    }

    /// A pin as it would stand at a point of the screen.
    pub(super) fn paint_pin_to_be(&self, painter: &Painter, p: &Palette, code: PlaceCode, at: Pos2) {
        let Some(target) = self.target_of(code) else { return };
        let rect = Rect::from_center_size(at, self.round_size(target, code));
        self.paint_round(painter, p, &Round { target, code, rect, whole: true }, Some((p.red, 2.5)));
        let Some(spot) = self.spot(target) else { return };
        let name = painter.layout_no_wrap(spot.short.clone(), theme::bold(size::SMALL), p.ink);
        let room = vec2(name.size().x + 8.0, measures::PIN_NAME);
        let plate = Rect::from_min_size(pos2(at.x - room.x / 2.0, rect.bottom() + 7.0), room);
        painter.rect_filled(plate, CornerRadius::same(3), p.card);
        put(painter, name, plate, p.ink);
    }

    /// A pin that is dragged: where it was, and where it would be.
    pub(super) fn paint_pin_drag(
        &self,
        ui: &Ui,
        painter: &Painter,
        target: Target,
        (from, at): (Pos2, Pos2),
    ) {
        let (Base::Plan(plan), Some(spot)) = (self.base, self.spot(target)) else { return };
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        let p = Palette::of(ui);
        let old = self.pin_rect(target).center();
        let new = self.seen.to_screen(plan.to_map(plan.pin_at(self.seen.to_map(old + (at - from)))));
        painter.add(Shape::dashed_line(&[old, new], Stroke::new(1.5, p.red), 4.0, 3.0));
        self.paint_pin_to_be(painter, p, spot.code, new);
    }
}

fn rounding(rect: Rect) -> CornerRadius {
    CornerRadius::same((rect.height() / 2.0).clamp(0.0, 255.0) as u8)
}

/// The rooms of pins of which the weightier come first: one that would meet a weightier one, or has no number to show,
/// is a dot.
fn crowded(wanted: &[(Pos2, Vec2)]) -> Vec<(Rect, bool)> {
    let mut whole: Vec<Rect> = Vec::new();
    let mut drawn = Vec::with_capacity(wanted.len());
    for (at, size) in wanted {
        let rect = Rect::from_center_size(*at, *size);
        let free =
            size.x > 0.0 && !whole.iter().any(|other| other.expand(measures::PIN_APART).intersects(rect));
        if free {
            whole.push(rect);
        }
        let dot = Rect::from_center_size(*at, Vec2::splat(measures::PIN_DOT));
        drawn.push(if free { (rect, true) } else { (dot, false) });
    }
    drawn
}

/// Where the name of a pin stands, `at` among the pins: below it, above it or beside it, within sight. It meets no name
/// and no number; that of a street may hide dots, if it has no room else; any other keeps away from every other pin, or
/// it would seem to be theirs.
fn label_at(
    at: usize,
    size: Vec2,
    street: bool,
    (pins, names): (&[(Rect, bool)], &[Rect]),
    sight: Rect,
) -> Option<Rect> {
    const APART: f32 = 3.0;
    let (own, _) = *pins.get(at)?;
    let (center, half) = (own.center(), size / 2.0);
    let away = own.size() / 2.0 + Vec2::splat(APART) + half;
    let corner = own.size() / 3.0 + half;
    let ways = [
        (0.0, 1.0),
        (0.0, -1.0),
        (1.0, 0.0),
        (-1.0, 0.0),
        (1.0, 1.0),
        (-1.0, 1.0),
        (1.0, -1.0),
        (-1.0, -1.0),
    ];
    let places = ways.map(|(x, y)| {
        let by = if x != 0.0 && y != 0.0 { corner.max(vec2(0.0, away.y - APART)) } else { away };
        Rect::from_center_size(center + vec2(x, y) * by, size)
    });
    let others = |rect: Rect, dots: bool| {
        let met = |(other, (pin, whole)): (usize, &(Rect, bool))| {
            other != at && (*whole || dots) && pin.intersects(rect)
        };
        pins.iter().enumerate().any(met)
    };
    let fits = |rect: &Rect, dots: bool| {
        let clear = if street { rect.expand(1.0) } else { rect.expand(APART + 2.0) };
        sight.contains_rect(*rect)
            && !own.intersects(*rect)
            && !names.iter().any(|name| name.expand(1.0).intersects(*rect))
            && !others(clear, dots)
    };
    let free = places.iter().find(|rect| fits(rect, true));
    free.or_else(|| places.iter().find(|rect| street && fits(rect, false))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However many pins stand wherever: numbers and names never meet each other, no pin is without a room, and a
        /// place on the map is the same place after the way to the screen and back.
        #[test]
        fn numbers_and_names_never_meet(
            pins in prop::collection::vec((0.0f32..900.0, 0.0f32..600.0, 0.0f32..40.0, 10.0f32..90.0), 0..160),
        ) {
            let sight = Rect::from_min_max(pos2(0.0, 0.0), pos2(900.0, 600.0));
            let size = |wide: f32| if wide < 8.0 { Vec2::ZERO } else { vec2(wide.max(18.0), 18.0) };
            let wanted: Vec<(Pos2, Vec2)> =
                pins.iter().map(|(x, y, wide, _)| (pos2(*x, *y), size(*wide))).collect();
            let drawn = crowded(&wanted);
            prop_assert_eq!(drawn.len(), pins.len());
            prop_assert!(drawn.iter().zip(&wanted).all(|((rect, _), (at, _))| rect.contains(*at)));
            let whole: Vec<Rect> = drawn.iter().filter(|(_, whole)| *whole).map(|(rect, _)| *rect).collect();
            let mut names = Vec::new();
            let mut of_communities = Vec::new();
            for (at, (_, _, _, wide)) in pins.iter().enumerate() {
                let street = at % 4 == 0;
                let size = vec2(*wide, measures::PIN_NAME);
                if let Some(name) = label_at(at, size, street, (&drawn, &names), sight) {
                    names.push(name);
                    of_communities.extend((!street).then_some(name));
                }
            }
            let meet = |rects: &[Rect]| rects.iter().enumerate().any(|(at, a)| {
                rects[at + 1..].iter().any(|b| a.shrink(0.01).intersects(b.shrink(0.01)))
            });
            prop_assert!(!meet(&whole));
            prop_assert!(!meet(&names));
            let met = |name: &Rect, dots: bool| {
                drawn.iter().any(|(pin, whole)| (*whole || dots) && pin.intersects(*name))
            };
            prop_assert!(!names.iter().any(|name| met(name, false)), "a name hides a number");
            prop_assert!(!of_communities.iter().any(|name| met(name, true)));
            prop_assert!(names.iter().all(|name| sight.contains_rect(*name)));
        }
    }

    #[test]
    fn a_pin_alone_bears_its_name_below() {
        let sight = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        let pin = Rect::from_center_size(pos2(50.0, 50.0), vec2(20.0, 20.0));
        let beside =
            |pin| label_at(0, vec2(40.0, 16.0), false, (&[(pin, true)], &[]), sight).expect("a place");
        let name = beside(pin);
        assert!(name.top() > pin.bottom());
        let foot = pin.translate(vec2(0.0, 38.0));
        let name = beside(foot);
        assert!(name.bottom() < foot.top(), "at the foot it stands above");
    }
}
