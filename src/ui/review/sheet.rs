//! The picture of the page under its lines.

use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use super::ReviewPanel;
use crate::ui::PictureState;
use crate::ui::photos::lens::{Lens, quad};
use crate::ui::photos::moved_by_pointer;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size};

/// Corners of a whole picture.
const WHOLE: [[f32; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

impl ReviewPanel {
    /// Draws it; the wheel makes it larger, dragging moves it. The keys stay with the lines and items.
    pub(super) fn sheet(&mut self, ui: &mut Ui, room: Rect, state: &PictureState) {
        let p = Palette::of(ui);
        ui.painter().rect_filled(room, 0.0, p.panel);
        ui.painter().hline(room.x_range(), room.top(), Stroke::new(1.0, p.line));
        let response = ui.interact(room, ui.scope_id().with("sheet"), Sense::drag());
        let texture = match state {
            PictureState::Ready(texture) => texture,
            PictureState::Loading => return say(ui, room, s::FACSIMILE_LOADING),
            PictureState::Missing => return say(ui, room, s::FACSIMILE_BROKEN),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::FACSIMILE));
        let size = texture.size().map(|side| u32::try_from(side).unwrap_or(u32::MAX));
        let lens = Lens::new(room, size, 0, self.zoom, ui.pixels_per_point());
        let lens = moved_by_pointer(ui, &response, lens);
        self.zoom = lens.zoom();
        let corners = WHOLE.map(|at| lens.screen_at(at));
        ui.painter().with_clip_rect(room).add(quad(texture.id(), corners, WHOLE));
    }
}

fn say(ui: &mut Ui, room: Rect, text: &str) {
    let color = Palette::of(ui).ink2;
    ui.painter().text(room.center(), Align2::CENTER_CENTER, text, theme::sans(size::LIST), color);
    let response = ui.interact(room, ui.scope_id().with("sheet message"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}
