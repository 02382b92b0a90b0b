//! The line below the map: what shades mean, from what number to what number, and the map's own commands.

use egui::{CornerRadius, Rect, Sense, Ui, vec2};
use egui_material_icons::icons;

use super::{Detail, MapPanel};
use crate::query::View;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap};
use crate::ui::widgets::{icon_button, note, segmented};
use crate::ui::{Action, Command, MainData, MapAct};

/// Its height with what stands between it and the map.
pub const HEIGHT: f32 = 34.0;
const STEPS: u32 = 24;

pub fn legend(
    ui: &mut Ui,
    map: &mut MapPanel,
    ((detail, (most_street, most_cell)), _view): ((Detail, (u32, u32)), &View),
    data: &MainData,
    actions: &mut Vec<Action>,
) {
    let (share, large) = (data.map.share, data.map.large);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::S;
        if let Some(at) = segmented(ui, &s::SHADINGS, &s::SHADING_NAMES, usize::from(share)) {
            actions.push(Action::Map(MapAct::Shade(at == 1)));
        }
        ui.add_space(gap::S);
        let most =
            if detail == Detail::Far { most_street } else { most_cell.max(u32::from(most_street == 0)) };
        let most = if most_cell == 0 { most_street } else { most };
        note(ui, s::legend_least(share));
        ramp(ui);
        note(ui, &s::legend_most(most, share));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::S;
            let icon = if large { icons::ICON_CLOSE_FULLSCREEN } else { icons::ICON_OPEN_IN_FULL };
            let name = if large { s::SHRINK_MAP } else { Command::EnlargeMap.words().0 };
            if icon_button(ui, icon, name).clicked() {
                actions.push(Action::Run(Command::EnlargeMap));
            }
            if !data.map.arrangement.0.is_empty()
                && icon_button(ui, icons::ICON_RESTART_ALT, Command::ResetMap.words().0).clicked()
            {
                actions.push(Action::Run(Command::ResetMap));
            }
            if data.map.can_undo && icon_button(ui, icons::ICON_UNDO, s::UNDO_MAP).clicked() {
                actions.push(Action::Map(MapAct::Undo));
            }
            if map.camera != super::Camera::default()
                && icon_button(ui, icons::ICON_ZOOM_OUT_MAP, s::FIT_MAP).clicked()
            {
                map.fit();
            }
        });
    });
}

/// From none to the most, as places are shaded.
fn ramp(ui: &mut Ui) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(48.0, 8.0), Sense::hover());
    for step in 0..STEPS {
        let (fill, _) = p.shade(step * step + 1, STEPS * STEPS);
        let width = rect.width() / STEPS as f32;
        let left = rect.left() + step as f32 * width;
        let bar = Rect::from_x_y_ranges(left..=left + width + 0.5, rect.y_range());
        ui.painter().rect_filled(bar, CornerRadius::ZERO, fill);
    }
}
