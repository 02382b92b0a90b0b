//! Putting pins on the plan: the list of places that have none, the place in the hand, and the menu of the map.

use std::collections::HashSet;

use egui::{
    Button, CornerRadius, CursorIcon, Id, Key, Modifiers, Painter, Popup, PopupCloseBehavior, Pos2, Rect,
    Response, RichText, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo, vec2,
};

use super::ground::Base;
use super::model::Model;
use super::pins::Plan;
use super::{MapPanel, Scene, Target};
use crate::model::{Pin, Pins, PlaceCode};
use crate::query::View;
use crate::ui::place_rows::fits;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, map as measures, size};
use crate::ui::{Action, MainData, MapAct};

/// How wide the list of places without a pin is, and how high at most.
const LIST: Vec2 = vec2(232.0, 320.0);
const ROW: f32 = 26.0;
/// How far a press of an arrow moves a pin, in points of the screen.
const STEP: f32 = 8.0;

/// A place in the hand that is to be put on the plan.
#[derive(Clone, Debug)]
pub struct Placing {
    code: PlaceCode,
    /// Whether the next of the list follows it.
    listed: bool,
    /// Where keys hold it, on the map.
    held: Option<Pos2>,
}

/// The list of places without a pin.
#[derive(Default)]
pub struct PinList {
    typed: String,
    /// What was typed last, and the places that it fits.
    fits: (String, HashSet<PlaceCode>),
    /// The list is asked for from elsewhere.
    wanted: bool,
}

impl MapPanel {
    /// Takes a place into the hand; without one, opens the list.
    pub fn place_pin(&mut self, code: Option<PlaceCode>) {
        match code {
            Some(code) => self.take(code, false),
            None => self.list.wanted = true,
        }
    }

    fn take(&mut self, code: PlaceCode, listed: bool) {
        self.placing = Some(Placing { code, listed, held: None });
        (self.wants_focus, self.keyed) = (true, false);
    }

    /// What the pointer does while a place is in the hand. True where it takes the click.
    pub(super) fn places_pin(
        &mut self,
        ui: &Ui,
        scene: &Scene,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) -> bool {
        let (Some(placing), Base::Plan(plan)) = (&mut self.placing, scene.base) else {
            self.placing = None;
            return false;
        };
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            || scene.target_of(placing.code).is_none()
        {
            self.placing = None;
            return true;
        }
        if response.hover_pos().is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
            // The pointer that moves takes it from the keys.
            if ui.input(|input| input.pointer.is_moving()) {
                placing.held = None;
            }
        }
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            response.request_focus();
            self.put_down(scene, plan, scene.seen.to_map(at), data, actions);
        }
        true
    }

    /// Keys while a place is in the hand: arrows move it, Enter puts it down. True where the key was for that.
    pub(super) fn placing_key(
        &mut self,
        scene: &Scene,
        (key, modifiers): (Key, Modifiers),
        data: &MainData,
        actions: &mut Vec<Action>,
    ) -> bool {
        let (Some(placing), Base::Plan(plan)) = (&mut self.placing, scene.base) else { return false };
        let held = placing.held.unwrap_or_else(|| scene.seen.to_map(scene.seen.screen.center()));
        match (super::keys::way(key), key) {
            (Some((x, y)), _) => {
                let step = if modifiers.shift { STEP * 5.0 } else { STEP } / scene.seen.zoom;
                self.keyed = true;
                placing.held = Some(plan.to_map(plan.pin_at(held + vec2(x as f32, y as f32) * step)));
            }
            (None, Key::Enter | Key::Space) => self.put_down(scene, plan, held, data, actions),
            _ => return false,
        }
        true
    }

    fn put_down(&mut self, scene: &Scene, plan: Plan, at: Pos2, data: &MainData, actions: &mut Vec<Action>) {
        // Beside the plan there is nothing to put it on.
        let Some(placing) = self.placing.as_ref().filter(|_| plan.frame.contains(at)) else { return };
        let Some(spot) = scene.target_of(placing.code).and_then(|target| scene.spot(target)) else { return };
        let (code, listed) = (placing.code, placing.listed);
        actions.push(Action::Map(MapAct::Pin(code, spot.name.clone(), Some(plan.pin_at(at)))));
        let without = unpinned(scene.model, data.map.pins);
        let codes = without.into_iter().filter_map(|target| scene.spot(target)).map(|spot| spot.code);
        let mut codes = codes.filter(|code| self.list.shows(*code));
        let next = if listed && codes.any(|other| other == code) { codes.next() } else { None };
        self.placing = next.map(|code| Placing { code, listed, held: None });
    }

    /// Moves the pin that keys stand on, or takes it away.
    pub(super) fn pin_key(
        &self,
        scene: &Scene,
        (key, modifiers): (Key, Modifiers),
        actions: &mut Vec<Action>,
    ) -> bool {
        let (Base::Plan(plan), Some(target)) = (scene.base, self.cursor) else { return false };
        let rect = scene.pin_rect(target);
        if !rect.is_finite() {
            return false;
        }
        match super::keys::way(key) {
            Some((x, y)) if modifiers.shift => {
                let at = scene.seen.to_map(rect.center() + vec2(x as f32, y as f32) * STEP);
                move_pin(scene, target, Some(plan.pin_at(at)), actions);
            }
            None if key == Key::Delete => move_pin(scene, target, None, actions),
            _ => return false,
        }
        true
    }

    /// The place in the hand, where it would stand, and what to do with it.
    pub(super) fn paint_placing(&self, ui: &Ui, painter: &Painter, scene: &Scene, response: &Response) {
        let (Some(placing), Base::Plan(plan)) = (&self.placing, scene.base) else { return };
        let held = placing.held.map(|at| scene.seen.to_screen(at));
        let keyed = response.has_focus().then(|| response.rect.center());
        let Some(at) = held.or(response.hover_pos()).or(keyed) else { return };
        if plan.frame.contains(scene.seen.to_map(at)) {
            scene.paint_pin_to_be(painter, Palette::of(ui), placing.code, at);
        }
    }

    /// What lies on the plan besides pins: what is in the hand, and the list of places that have no pin.
    pub(super) fn over_plan(&mut self, ui: &mut Ui, map: Rect, view: &View, data: &MainData) {
        if let Some(placing) = &self.placing
            && let Some(name) = self.model.name_of(placing.code)
        {
            plate(ui, map.shrink(6.0), &s::placing(name));
        }
        let without = unpinned(&self.model, data.map.pins);
        if without.is_empty() {
            return;
        }
        let text = RichText::new(s::unpinned(without.len())).size(size::SMALL);
        let size = vec2(measures::UNPINNED, 24.0);
        let rect = Rect::from_min_size(map.left_bottom() + vec2(6.0, -6.0 - size.y), size);
        let button = ui.put(rect, Button::new(text).corner_radius(12)).on_hover_text(s::UNPINNED_WHY);
        let popup = Popup::from_toggle_button_response(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(LIST.x);
        if std::mem::take(&mut self.list.wanted) {
            Popup::open_id(ui.ctx(), popup.get_id());
        }
        let opened = button.clicked();
        if opened {
            self.list.typed.clear();
        }
        let chosen = popup.show(|ui| self.pick(ui, view, &without, opened)).and_then(|shown| shown.inner);
        if let Some(code) = chosen {
            self.take(code, true);
        }
    }

    /// The list itself; what was picked.
    fn pick(&mut self, ui: &mut Ui, view: &View, without: &[Target], opened: bool) -> Option<PlaceCode> {
        let p = Palette::of(ui);
        let hint = RichText::new(s::FIND_PLACE).size(size::SMALL).color(p.ink3);
        let edit = TextEdit::singleline(&mut self.list.typed).id(Id::unique("find a place without a pin"));
        let edit = ui.add(edit.hint_text(hint).font(theme::sans(size::LIST)).desired_width(f32::INFINITY));
        edit.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::SearchInput, true, s::FIND_UNPINNED);
            info.current_text_value = Some(self.list.typed.clone());
            info
        });
        if opened {
            edit.request_focus();
        }
        self.list.follow(view);
        let spots = without.iter().filter_map(|at| Some((*at, self.model.spot(at.street, at.cell)?)));
        let shown: Vec<_> = spots.filter(|(_, spot)| self.list.shows(spot.code)).collect();
        if shown.is_empty() {
            ui.label(RichText::new(s::NO_SUCH_PLACE).size(size::LIST).color(p.ink3));
        }
        let first = shown.first().map(|(_, spot)| spot.code);
        let mut picked =
            first.filter(|_| edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)));
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().max_height(LIST.y).show_rows(ui, ROW, shown.len(), |ui, range| {
            for (target, spot) in shown.get(range).unwrap_or_default() {
                let font = if target.cell.is_none() { theme::bold } else { theme::sans };
                let text = RichText::new(&spot.name).font(font(size::LIST)).color(p.ink);
                ui.horizontal(|ui| {
                    ui.add_space(if target.cell.is_some() { gap::L } else { 0.0 });
                    let row = Button::new(text).frame_when_inactive(false).truncate();
                    // What stands at the right, and be it nothing, moves the name to the left.
                    let row = row.min_size(vec2(ui.available_width(), ROW)).right_text("");
                    let row = ui.add(row);
                    row.widget_info(|| WidgetInfo::labeled(Role::Button, true, s::place_pin(&spot.name)));
                    if row.clicked() {
                        picked = Some(spot.code);
                    }
                });
            }
        });
        if picked.is_some() {
            ui.close();
        }
        picked
    }

    /// What the right button offers at a point of the plan.
    pub(super) fn context(
        &mut self,
        scene: &Scene,
        response: &Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let Base::Plan(plan) = scene.base else { return };
        if response.secondary_clicked() {
            self.menu_at = response.interact_pointer_pos().map(|at| (scene.at(at), scene.seen.to_map(at)));
        }
        let Some((target, at)) = self.menu_at else { return };
        response.context_menu(|ui| {
            if let Some((target, spot)) = target.and_then(|target| Some((target, scene.spot(target)?))) {
                if ui.button(s::remove_pin(&spot.name)).clicked() {
                    move_pin(scene, target, None, actions);
                }
                return;
            }
            let chosen = match data.filter.places[..] {
                [code] => scene.target_of(code),
                _ => None,
            };
            match chosen.and_then(|target| Some((target, scene.spot(target)?))) {
                Some((target, spot)) => {
                    let is_on = plan.frame.contains(at);
                    let button = Button::new(s::pin_here(&spot.name));
                    if ui.add_enabled(is_on, button).clicked() {
                        move_pin(scene, target, Some(plan.pin_at(at)), actions);
                    }
                }
                None => {
                    ui.add_enabled(false, Button::new(s::PIN_HERE_HOW));
                }
            }
        });
    }
}

/// Puts a pin somewhere else, or takes it away.
pub(super) fn move_pin(scene: &Scene, target: Target, to: Option<Pin>, actions: &mut Vec<Action>) {
    if let Some(spot) = scene.spot(target) {
        actions.push(Action::Map(MapAct::Pin(spot.code, spot.name.clone(), to)));
    }
}

/// The streets and communities without a pin, in order of code.
fn unpinned(model: &Model, pins: &Pins) -> Vec<Target> {
    let mut without = Vec::new();
    for (at, street) in model.streets.iter().enumerate() {
        let spots = std::iter::once((None, &street.spot))
            .chain(street.cells.iter().enumerate().map(|(cell, spot)| (Some(cell), spot)));
        let spots = spots.filter(|(_, spot)| !pins.contains_key(&spot.code));
        without.extend(spots.map(|(cell, _)| Target { street: at, cell }));
    }
    without
}

/// Words at the top of the map, on a plate of their own, in as many lines as they need.
fn plate(ui: &mut Ui, room: Rect, text: &str) {
    let p = Palette::of(ui);
    let margin = vec2(8.0, 3.0);
    let font = theme::sans(size::SMALL);
    let galley = ui.painter().layout(text.to_owned(), font, p.on_red, room.width() - 2.0 * margin.x);
    let rect = Rect::from_min_size(room.min, galley.size() + 2.0 * margin);
    ui.painter().rect_filled(rect, CornerRadius::same(4), p.red);
    ui.painter().galley(rect.min + margin, galley, p.on_red);
    let response = ui.interact(rect, ui.scope_id().with("in the hand"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

impl PinList {
    fn follow(&mut self, view: &View) {
        let typed = self.typed.trim();
        if self.fits.0 != typed {
            let fitting = view.archive.places().iter().filter(|place| fits(place, typed));
            self.fits = (typed.to_owned(), fitting.map(|place| place.code).collect());
        }
    }

    fn shows(&self, code: PlaceCode) -> bool {
        self.typed.trim().is_empty() || self.fits.1.contains(&code)
    }
}
