//! The line below the map: what shades mean, from what number to what number, and the map's own commands.

use egui::{Button, CornerRadius, Popup, Rect, Sense, Ui, vec2};
use egui_material_icons::icons;

use super::{Camera, Detail, Ground, MapPanel};
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
        if large {
            grounds(ui, data, actions);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::S;
            let icon = if large { icons::ICON_CLOSE_FULLSCREEN } else { icons::ICON_OPEN_IN_FULL };
            let name = if large { s::SHRINK_MAP } else { Command::EnlargeMap.words().0 };
            if icon_button(ui, icon, name).clicked() {
                actions.push(Action::Run(Command::EnlargeMap));
            }
            let more = icon_button(ui, icons::ICON_MORE_VERT, s::MAP_MORE);
            Popup::menu(&more).width(216.0).show(|ui| menu(ui, map, data, actions));
        });
    });
}

fn menu(ui: &mut Ui, map: &mut MapPanel, data: &MainData, actions: &mut Vec<Action>) {
    if ui.add_enabled(map.camera != Camera::default(), Button::new(s::FIT_MAP).shortcut_text("0")).clicked() {
        map.fit();
    }
    let offered = data.map.grounds();
    if offered.len() > 1 {
        ui.separator();
        for ground in offered {
            let (name, why) = (s::GROUNDS[ground.at()], s::GROUND_NAMES[ground.at()]);
            if ui.add(Button::selectable(data.map.ground == ground, name)).on_hover_text(why).clicked() {
                actions.push(Action::Map(MapAct::Show(ground)));
            }
        }
    }
    ui.separator();
    for (act, name, key, offered) in [
        (MapAct::Undo, s::UNDO_MAP, "Ctrl+Z", data.map.can_undo),
        (MapAct::Redo, s::REDO_MAP, "Ctrl+Y", data.map.can_redo),
    ] {
        if ui.add_enabled(offered, Button::new(name).shortcut_text(key)).clicked() {
            actions.push(Action::Map(act));
        }
    }
    let (has_plan, own) = (data.map.plan.is_some(), !data.is_sample);
    let has_pin = matches!(data.filter.places[..], [code] if data.map.pins.contains_key(&code));
    command(ui, Command::ResetMap, !data.map.arrangement.0.is_empty(), actions);
    command(ui, Command::PlacePin, has_plan, actions);
    command(ui, Command::RemovePin, has_plan && has_pin, actions);
    ui.separator();
    command(ui, Command::LoadPlan, own, actions);
    command(ui, Command::LoadBoundaries, own, actions);
    command(ui, Command::LoadMapPath, own, actions);
    command(ui, Command::RemovePlan, has_plan, actions);
    command(ui, Command::RemoveBoundaries, data.map.boundaries.is_some(), actions);
}

fn command(ui: &mut Ui, command: Command, offered: bool, actions: &mut Vec<Action>) {
    let (name, why) = command.words();
    if ui.add_enabled(offered, Button::new(name)).on_hover_text(why).clicked() {
        actions.push(Action::Run(command));
    }
}

/// The switch between the grounds that there are.
fn grounds(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let offered = data.map.grounds();
    if offered.len() < 2 {
        return;
    }
    ui.add_space(gap::L);
    let words =
        |of: [&'static str; 3]| -> Vec<&str> { offered.iter().map(|ground| of[ground.at()]).collect() };
    let (labels, names) = (words(s::GROUNDS), words(s::GROUND_NAMES));
    let held = offered.iter().position(|ground| *ground == data.map.ground).unwrap_or_default();
    let at = segmented(ui, &labels, &names, held);
    let chosen: Option<Ground> = at.and_then(|at| offered.get(at).copied());
    actions.extend(chosen.map(|ground| Action::Map(MapAct::Show(ground))));
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
