//! What part of the map is seen, and how large.

use egui::{Pos2, Rect, Vec2};

/// A view of a map that, seen whole, fills the screen's rectangle from the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How much larger than where all is seen.
    pub zoom: f32,
    /// The point of the map in the middle of the screen; none where all is seen.
    middle: Option<Pos2>,
}

impl Default for Camera {
    fn default() -> Self {
        Self { zoom: 1.0, middle: None }
    }
}

/// A camera before a screen.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Where the map is drawn.
    pub screen: Rect,
    /// How much larger than where all is seen.
    pub zoom: f32,
    middle: Pos2,
}

impl Camera {
    /// What is seen on a screen.
    pub fn on(&self, screen: Rect) -> Seen {
        let middle = self.middle.unwrap_or((screen.size() / 2.0).to_pos2());
        Seen { screen, zoom: self.zoom, middle }
    }

    /// Zooms, a point of the screen staying where it is.
    pub fn zoomed(self, screen: Rect, at: Pos2, factor: f32, most: f32, map: Rect) -> Self {
        let fixed = self.on(screen).to_map(at);
        let zoom = (self.zoom * factor).clamp(1.0, most.max(1.0));
        let middle = fixed - (at - screen.center()) / zoom;
        Self { zoom, middle: Some(middle) }.held(screen, map)
    }

    /// Moves the map by a way on the screen.
    pub fn panned(self, screen: Rect, by: Vec2, map: Rect) -> Self {
        let middle = self.on(screen).middle - by / self.zoom;
        Self { middle: Some(middle), ..self }.held(screen, map)
    }

    /// Brings a part of the map into sight.
    pub fn showing(self, screen: Rect, part: Rect, map: Rect) -> Self {
        let seen = self.on(screen);
        let part = seen.rect(part);
        let beyond = |low: f32, high: f32, from: f32, to: f32| (low - from).min(0.0) + (high - to).max(0.0);
        let by = Vec2::new(
            beyond(part.left(), part.right(), screen.left(), screen.right()),
            beyond(part.top(), part.bottom(), screen.top(), screen.bottom()),
        );
        if by == Vec2::ZERO { self } else { self.panned(screen, -by, map) }
    }

    /// Never past the map's edges; a map that is smaller stands where it stands as a whole.
    fn held(self, screen: Rect, map: Rect) -> Self {
        if self.zoom <= 1.001 {
            return Self::default();
        }
        let half = screen.size() / 2.0 / self.zoom;
        let middle = self.on(screen).middle;
        let hold = |at: f32, low: f32, high: f32, otherwise: f32| {
            if low > high { otherwise } else { at.clamp(low, high) }
        };
        let x = hold(middle.x, map.left() + half.x, map.right() - half.x, map.center().x);
        let y = hold(middle.y, map.top() + half.y, map.bottom() - half.y, map.top() + half.y);
        Self { middle: Some(Pos2::new(x, y)), ..self }
    }
}

impl Seen {
    /// A point of the map on the screen.
    pub fn to_screen(self, at: Pos2) -> Pos2 {
        self.screen.center() + (at - self.middle) * self.zoom
    }

    /// A point of the screen on the map.
    pub fn to_map(self, at: Pos2) -> Pos2 {
        self.middle + (at - self.screen.center()) / self.zoom
    }

    /// A part of the map on the screen.
    pub fn rect(self, part: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(part.min), self.to_screen(part.max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    const SCREEN: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(500.0, 350.0) };
    const MAP: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(400.0, 300.0) };

    #[test]
    fn what_is_under_the_pointer_stays_there_and_no_edge_is_passed() {
        let at = pos2(180.0, 90.0);
        let camera = Camera::default().zoomed(SCREEN, at, 3.0, 8.0, MAP);
        let before = Camera::default().on(SCREEN).to_map(at);
        assert!((camera.on(SCREEN).to_map(at) - before).length() < 0.01);
        let far = camera.panned(SCREEN, vec2(9_999.0, 9_999.0), MAP);
        assert!((far.on(SCREEN).to_screen(MAP.min) - SCREEN.min).length() < 0.01);
        assert_eq!(camera.zoomed(SCREEN, at, 0.01, 8.0, MAP), Camera::default());
        let shown = camera.showing(SCREEN, Rect::from_min_max(pos2(380.0, 280.0), MAP.max), MAP);
        assert!(SCREEN.expand(0.01).contains(shown.on(SCREEN).to_screen(MAP.max)));
    }
}
