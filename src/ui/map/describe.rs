//! Every place of the map for the screen reader, and a click of the screen reader.

use egui::accesskit::Action as Asked;
use egui::{Response, Role, Sense, Ui, WidgetInfo};

use super::{Scene, Target};
use crate::ui::strings as s;
use crate::ui::{Action, MainData};

/// Names every block and cell. The pointer is the map's as a whole, which knows what a drag is.
pub fn describe(ui: &Ui, scene: &Scene, map: &Response, data: &MainData, actions: &mut Vec<Action>) {
    if !ui.ctx().has_accesskit_node(map.id) {
        return;
    }
    for (at, street) in scene.model.streets.iter().enumerate() {
        let cells = (0..street.cells.len()).map(Some);
        for target in std::iter::once(None).chain(cells).map(|cell| Target { street: at, cell }) {
            let Some(spot) = scene.spot(target) else { continue };
            let (id, rect) = (map.id.with(spot.code), scene.rect(target));
            // A place without a boundary or a pin is found in the list.
            if !rect.is_finite() {
                continue;
            }
            let response = ui.interact(rect, id, Sense::hover());
            let chosen = data.filter.places.contains(&spot.code);
            let name = s::map_cell(&spot.name, scene.counts.of(spot.code));
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
            ui.ctx().accesskit_node_builder(id, |node| node.add_action(Asked::Click));
            if ui.input(|input| input.has_accesskit_action_request(id, Asked::Click)) {
                actions.push(Action::ChoosePlace(spot.code, data.filter.places == [spot.code]));
            }
        }
    }
}
