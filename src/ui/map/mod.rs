//! The map of the store's area: streets as blocks on a grid, their communities as cells in them, shaded by how many of
//! their articles pass; or boundaries, or pins on a plan, in the place of the blocks. One canvas with one focus: it pans,
//! zooms, chooses and lets a person arrange blocks and pins.

mod areas;
mod camera;
mod describe;
mod ground;
mod hover;
mod input;
mod keys;
mod label;
mod layout;
mod legend;
mod model;
mod pins;
mod placing;
mod tiles;

use egui::{Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::strings as s;
use super::widgets::{focus_ring, note};
use super::{Action, MainData};
use crate::import::Boundaries;
use crate::model::{Arrangement, Pin, Pins, PlaceCode};
use crate::query::{PlaceCounts, View};
use crate::ui::PictureState;

use camera::{Camera, Seen};
use ground::Base;
pub use ground::Ground;
use hover::Hovered;
use input::Drag;
use layout::Layout;
use model::Model;
use pins::Round;
use placing::{PinList, Placing};

/// More streets than this need more than half of the side panel.
const MANY: usize = 20;

/// What a person does with the map, besides choosing a place.
#[derive(Clone, Debug, PartialEq)]
pub enum MapAct {
    /// Look at these places.
    Choose(Vec<PlaceCode>),
    /// Shade by the share of a place's articles that pass, or by their number.
    Shade(bool),
    /// Streets stand so from now on, after the one of this name was moved.
    Arrange(Arrangement, String),
    /// The place of this name has its pin there from now on, or none.
    Pin(PlaceCode, String, Option<Pin>),
    /// Take the last change of blocks or pins back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Show places on this ground.
    Show(Ground),
    /// Take a place into the hand, to put it on the plan.
    TakePin(PlaceCode),
    /// Take a plan, or boundaries, from this file.
    Take(std::path::PathBuf),
    /// The pointer rests on this place: its first headlines are wanted.
    WantHeadlines(PlaceCode),
}

/// What the map shows besides the view's counts.
pub struct MapData<'a> {
    /// Where streets stand.
    pub arrangement: &'a Arrangement,
    /// Where places stand on the plan.
    pub pins: &'a Pins,
    /// Whether a change of either can be taken back.
    pub can_undo: bool,
    /// Whether one that was taken back can be done again.
    pub can_redo: bool,
    /// Whether places are shaded by share.
    pub share: bool,
    /// Whether it has the room of the list and the article.
    pub large: bool,
    /// Boundaries of the staff's own.
    pub boundaries: Option<&'a Boundaries>,
    /// The plan that the staff loaded.
    pub plan: Option<&'a PictureState>,
    /// On what places are shown.
    pub ground: Ground,
    /// The first headlines of a place, once they are read.
    pub headlines: Option<(PlaceCode, &'a [String])>,
}

/// The map, and what is going on there.
#[derive(Default)]
pub struct MapPanel {
    model: Model,
    layout: Layout,
    /// All that is drawn, where all of it is seen.
    whole: Option<Rect>,
    /// For what it was laid out.
    laid_out: Option<LaidOut>,
    camera: Camera,
    drag: Option<Drag>,
    /// Where keys stand.
    cursor: Option<Target>,
    /// Whether the keyboard did not come here by a click: where it stands matters to nobody who points.
    keyed: bool,
    hovered: Option<Hovered>,
    /// The place in the hand.
    placing: Option<Placing>,
    list: PinList,
    /// Where the right button went down, and what was there.
    menu_at: Option<(Option<Target>, Pos2)>,
    wants_focus: bool,
    /// Whether it had the room of the list when last drawn.
    was_large: bool,
}

/// What a map was laid out for.
#[derive(Clone, PartialEq)]
struct LaidOut {
    room: Vec2,
    arrangement: Arrangement,
    places: usize,
    ground: Ground,
    plan: Vec2,
}

/// A street, or a community of it, by their places in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    street: usize,
    cell: Option<usize>,
}

/// How much a map of this size tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// One shaded block a street.
    Far,
    /// Heads, and shaded cells without names.
    Middle,
    /// Cells with names.
    Near,
}

/// What is drawn of the map in one frame.
pub struct Scene<'a> {
    model: &'a Model,
    layout: &'a Layout,
    /// What is below the places.
    base: Base<'a>,
    /// The pins of a plan, the weightiest first.
    rounds: Vec<Round>,
    whole: Rect,
    seen: Seen,
    detail: Detail,
    cell: Vec2,
    counts: &'a PlaceCounts,
    share: bool,
    /// The largest value of a street, and of a community.
    most: (u32, u32),
}

impl MapPanel {
    /// How much of the side panel it needs: names of many streets have no room in half of it.
    pub fn part_of_panel(&self) -> f32 {
        if self.model.streets.len() > MANY { 0.6 } else { 0.5 }
    }

    /// Shows all of it.
    pub fn fit(&mut self) {
        self.camera = Camera::default();
    }

    /// Draws it, no higher than `height`.
    pub fn ui(&mut self, ui: &mut Ui, view: &View, data: &MainData, height: f32, actions: &mut Vec<Action>) {
        self.model.follow(&view.archive);
        if self.model.streets.is_empty() {
            note(ui, s::NO_STREETS);
            return;
        }
        let room = egui::vec2(ui.available_width(), (height - legend::HEIGHT).max(40.0));
        self.lay_out(room, data);
        // A map that is wide and low leaves the rest of its room to what follows.
        let canvas = if data.map.large { room } else { egui::vec2(room.x, self.whole().height().max(40.0)) };
        let (rect, response) = ui.allocate_exact_size(canvas, Sense::click_and_drag());
        let detail = self.ground(ui, rect, &response, view, data, actions);
        if data.map.ground == Ground::Plan {
            self.over_plan(ui, rect, view, data);
        }
        legend::legend(ui, self, detail, data, actions);
    }

    fn ground(
        &mut self,
        ui: &Ui,
        rect: Rect,
        response: &egui::Response,
        view: &View,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) -> (Detail, (u32, u32)) {
        let hint = s::MAP_HINTS[data.map.ground.at()];
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, hint));
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        self.follow_size(ui, response, data, actions);
        self.moves(ui, response, data);
        let (model, layout) = (std::mem::take(&mut self.model), std::mem::take(&mut self.layout));
        let drawn = Drawn { model: &model, layout: &layout, base: Base::of(data, self.whole()) };
        let scene = Scene::new(drawn, self.whole(), self.camera.on(rect), view, data);
        // With a place in the hand, drags still move what is seen.
        let drags = response.dragged() || self.drag.is_some();
        if !self.places_pin(ui, &scene, response, data, actions) || drags {
            self.input(ui, &scene, response, data, actions);
        }
        if response.has_focus() {
            self.keys(ui, &scene, response, data, actions);
        } else {
            self.keyed = true;
        }
        // What was zoomed or panned is drawn in the same frame.
        let scene = Scene::new(drawn, self.whole(), self.camera.on(rect), view, data);
        let free = self.drag.is_none() && self.placing.is_none();
        let pointed = response.hover_pos().filter(|_| free).and_then(|at| scene.at(at));
        let marked = self.cursor.filter(|_| self.keyed && response.has_focus());
        let painter = ui.painter().with_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        scene.paint(ui, &painter, &data.filter.places, pointed, marked);
        self.paint_drag(ui, &painter, &scene);
        self.paint_placing(ui, &painter, &scene, response);
        if self.keyed {
            focus_ring(ui, response, rect.expand(3.0), 4);
        }
        describe::describe(ui, &scene, response, data, actions);
        self.context(&scene, response, data, actions);
        if !response.context_menu_opened() {
            self.hover(ui, &scene, response, pointed, data, actions);
        }
        let told = (scene.detail, scene.most);
        (self.model, self.layout) = (model, layout);
        told
    }

    /// A map that got large takes the keyboard, and gives its room back by Esc whoever has it.
    fn follow_size(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let large = data.map.large;
        if !std::mem::replace(&mut self.was_large, large) && large {
            self.keyed = false;
            response.request_focus();
        }
        let free = ui
            .ctx()
            .memory(|memory| memory.focused().is_none() && memory.allows_interaction(response.layer_id));
        let idle = self.drag.is_none() && self.placing.is_none();
        if large && free && idle && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            actions.push(Action::Run(super::Command::EnlargeMap));
        }
    }

    fn lay_out(&mut self, room: Vec2, data: &MainData) {
        let streets = self.model.for_layout();
        let cells = streets.iter().map(|street| street.cells + 1).sum();
        let (arrangement, plan) = (data.map.arrangement.clone(), data.map.plan_size());
        let key = LaidOut { room, arrangement, places: cells, ground: data.map.ground, plan };
        if self.laid_out.as_ref() == Some(&key) {
            return;
        }
        self.layout = Layout::new(&streets, data.map.arrangement, room);
        self.whole = Some(ground::frame(data, room).unwrap_or_else(|| self.layout.rect()));
        let is_other = |before: &LaidOut| {
            let ground = (before.ground, before.plan) != (key.ground, key.plan);
            ground || (before.room - room).length() > 80.0
        };
        if self.laid_out.as_ref().is_some_and(is_other) {
            self.fit();
        }
        self.laid_out = Some(key);
    }

    fn whole(&self) -> Rect {
        self.whole.unwrap_or(Rect::ZERO)
    }

    /// How far one can zoom.
    fn most_zoom(&self, blocks: bool) -> f32 {
        most_zoom(&self.layout, blocks)
    }
}

/// What places are drawn from.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    model: &'a Model,
    layout: &'a Layout,
    base: Base<'a>,
}

impl<'a> Scene<'a> {
    fn new(drawn: Drawn<'a>, whole: Rect, seen: Seen, view: &'a View, data: &MainData) -> Self {
        let Drawn { model, layout, base } = drawn;
        let (counts, share) = (&view.places, data.map.share);
        let cell = layout.cell_size(seen.zoom);
        let headed = layout.block_width() * seen.zoom >= super::theme::map::HEADED;
        let named = super::theme::map::NAMED_CELL;
        let detail = if !base.is_blocks() {
            Detail::Near
        } else if !headed || !layout.has_cells(seen.zoom) {
            Detail::Far
        } else if cell.x < named.x || cell.y < named.y {
            Detail::Middle
        } else {
            Detail::Near
        };
        let (rounds, most) = (Vec::new(), (0, 0));
        let mut scene = Self { model, layout, base, rounds, whole, seen, detail, cell, counts, share, most };
        let most = |spots: &mut dyn Iterator<Item = PlaceCode>| {
            spots.map(|code| scene.value(code)).max().unwrap_or_default()
        };
        let streets = most(&mut model.streets.iter().map(|street| street.spot.code));
        let cells =
            most(&mut model.streets.iter().flat_map(|street| street.cells.iter().map(|cell| cell.code)));
        scene.most = (streets, cells);
        if let Base::Plan(plan) = base {
            scene.rounds = scene.rounds(plan, &data.filter.places);
        }
        scene
    }

    /// What a place is shaded by: a number of articles, or thousandths.
    fn value(&self, code: PlaceCode) -> u32 {
        let count = self.counts.of(code);
        if self.share { share(count, self.counts.all_of(code)) } else { count }
    }

    /// A block on the screen.
    fn block(&self, street: usize) -> Rect {
        let slot = self.seen.rect(self.layout.block(street));
        if self.detail == Detail::Far {
            return slot;
        }
        // Paper without cells would look as if something were missing there.
        let cells = self.model.streets.get(street).map_or(0, |street| street.cells.len());
        slot.with_max_y(slot.bottom().min(slot.top() + self.layout.height_of(cells, self.cell)))
    }

    /// A cell on the screen.
    fn cell(&self, street: usize, cell: usize) -> Rect {
        self.layout.cell(self.block(street), self.cell, cell)
    }

    fn rect(&self, target: Target) -> Rect {
        match self.base {
            Base::Areas(areas) => {
                return self.spot(target).map_or(Rect::NOTHING, |spot| self.area_rect(areas, spot.code));
            }
            Base::Plan(_) => return self.pin_rect(target),
            Base::Blocks => {}
        }
        target.cell.map_or_else(|| self.block(target.street), |cell| self.cell(target.street, cell))
    }

    /// What is at a point of the screen.
    fn at(&self, at: Pos2) -> Option<Target> {
        match self.base {
            Base::Areas(areas) => return self.area_at(areas, at),
            Base::Plan(_) => return self.pin_under(at),
            Base::Blocks => {}
        }
        let street = (0..self.model.streets.len()).find(|street| self.block(*street).contains(at))?;
        let cells = self.model.streets.get(street)?.cells.len();
        let within = |cell: &usize| self.cell(street, *cell).expand(1.0).contains(at);
        let cell = if self.detail == Detail::Far { None } else { (0..cells).find(within) };
        Some(Target { street, cell })
    }

    /// Whether a block can be taken at a point: at its head, or anywhere where it has none.
    fn is_head(&self, target: Target, at: Pos2) -> bool {
        let head = self.block(target.street).top() + super::theme::map::HEAD;
        self.base.is_blocks() && target.cell.is_none() && (self.detail == Detail::Far || at.y <= head)
    }

    fn target_of(&self, code: PlaceCode) -> Option<Target> {
        let street = self.model.streets.iter().position(|street| code.is_within(street.spot.code))?;
        let of = self.model.streets.get(street)?;
        if of.spot.code == code {
            return Some(Target { street, cell: None });
        }
        let cell = of.cells.iter().position(|cell| cell.code == code)?;
        Some(Target { street, cell: Some(cell) })
    }

    fn spot(&self, target: Target) -> Option<&'a model::Spot> {
        self.model.spot(target.street, target.cell)
    }
}

/// Cells can be zoomed to until the longest names fit; boundaries of a village to where it fills the panel, and plans as
/// far.
fn most_zoom(layout: &Layout, blocks: bool) -> f32 {
    if !blocks {
        return super::theme::map::MOST_ZOOM;
    }
    let wanted = super::theme::map::WIDEST_CELL * layout.cell_columns.max(1) as f32;
    (wanted / layout.block_width().max(1.0)).max(2.0)
}

/// Thousandths; 0 of nothing.
fn share(count: u32, all: u32) -> u32 {
    if all == 0 { 0 } else { (u64::from(count) * 1000 / u64::from(all)).min(1000) as u32 }
}
