//! The picture of the printed page beside what is typed of it, where the file has next to no text of its own.

use egui::{Rect, ScrollArea, Sense, Ui, pos2};

use super::{ReviewAct, ReviewData, ReviewPanel};
use crate::ui::strings as s;
use crate::ui::theme::Palette;
use crate::ui::widgets::note;
use crate::ui::{Action, PictureState};

/// A page with more lines is reviewed by its lines.
const FEW_LINES: usize = 4;

impl ReviewPanel {
    /// Whether the picture has the room of the lines.
    pub(super) fn shows_sheet(data: &ReviewData) -> bool {
        data.sheet.is_some() && data.edit.page().lines.len() <= FEW_LINES
    }

    /// Draws the page as wide as the room; it is scrolled like any text.
    pub(super) fn sheet(&self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let Some(image) = data.sheet else { return };
        match data.pictures.get(image) {
            Some(PictureState::Ready(texture)) => {
                ScrollArea::vertical().id_salt("sheet").auto_shrink(false).show(ui, |ui| {
                    let size = texture.size_vec2();
                    let size = size * (ui.available_width() / size.x);
                    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(texture.id(), rect, whole, egui::Color32::WHITE);
                    let info = || egui::WidgetInfo::labeled(egui::Role::Image, true, s::SHEET_IN_REVIEW);
                    response.widget_info(info);
                });
            }
            Some(PictureState::Missing) => {
                note(ui, s::NO_SHEET_IN_REVIEW);
            }
            state => {
                if state.is_none() {
                    actions.push(Action::Review(ReviewAct::WantPicture(image.clone(), true)));
                }
                let color = Palette::of(ui).ink3;
                ui.centered_and_justified(|ui| ui.add(egui::Spinner::new().color(color)));
            }
        }
    }
}
