//! The line below the map: what shades mean, from what number to what number, and the map's own commands.

use egui::{Button, CornerRadius, Popup, Rect, Sense, Ui, vec2};
use egui_material_icons::icons;

use super::{Camera, Detail, MapPanel};
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap};
use crate::ui::widgets::{icon_button, note, segmented};
use crate::ui::{Action, Command, MainData, MapAct};

/// Its height with what stands between it and the map.
pub const HEIGHT: f32 = 34.0;
const STEPS: u32 = 24;

/// Draws it for a map that tells so much, and the largest values of a street and of a community.
pub fn legend(
    ui: &mut Ui,
    map: &mut MapPanel,
    (detail, (most_street, most_cell)): (Detail, (u32, u32)),
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
        let streets = detail == Detail::Far || most_cell == 0;
        note(ui, s::legend_least(share));
        ramp(ui);
        note(ui, &s::legend_most(if streets { most_street } else { most_cell }, share));
        if large && data.map.boundaries.is_some() {
            ui.add_space(gap::L);
            let at = usize::from(!data.map.blocks);
            if let Some(at) = segmented(ui, &s::GROUNDS, &s::GROUND_NAMES, at) {
                actions.push(Action::Map(MapAct::ShowBlocks(at == 0)));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::S;
            let icon = if large { icons::ICON_CLOSE_FULLSCREEN } else { icons::ICON_OPEN_IN_FULL };
            let name = if large { s::SHRINK_MAP } else { Command::EnlargeMap.words().0 };
            if icon_button(ui, icon, name).clicked() {
                actions.push(Action::Run(Command::EnlargeMap));
            }
            let more = icon_button(ui, icons::ICON_MORE_VERT, s::MAP_MORE);
            Popup::menu(&more).width(200.0).show(|ui| menu(ui, map, data, actions));
        });
    });
}

fn menu(ui: &mut Ui, map: &mut MapPanel, data: &MainData, actions: &mut Vec<Action>) {
    if ui.add_enabled(map.camera != Camera::default(), Button::new(s::FIT_MAP).shortcut_text("0")).clicked() {
        map.fit();
    }
    if data.map.boundaries.is_some() {
        for (at, (ground, why)) in s::GROUNDS.into_iter().zip(s::GROUND_NAMES).enumerate() {
            let held = data.map.blocks == (at == 0);
            if ui.add(Button::selectable(held, ground)).on_hover_text(why).clicked() {
                actions.push(Action::Map(MapAct::ShowBlocks(at == 0)));
            }
        }
    }
    let undo = Button::new(s::UNDO_MAP).shortcut_text("Ctrl+Z");
    if ui.add_enabled(data.map.can_undo, undo).clicked() {
        actions.push(Action::Map(MapAct::Undo));
    }
    for (command, offered) in [
        (Command::ResetMap, !data.map.arrangement.0.is_empty()),
        (Command::LoadBoundaries, !data.is_sample),
        (Command::RemoveBoundaries, data.map.boundaries.is_some()),
    ] {
        let (name, why) = command.words();
        if ui.add_enabled(offered, Button::new(name)).on_hover_text(why).clicked() {
            actions.push(Action::Run(command));
        }
    }
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
