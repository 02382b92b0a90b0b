//! The map as a person made it, kept here and in the store.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::{Boundaries, SourceKind};
use crate::jobs::{Ask, MapAsk, MapNews, Picture, StoredMap, WriteAsk};
use crate::model::{Arrangement, MapChange, OwnMap, PlaceCode};
use crate::query::Filter;
use crate::store::{Layer, MapSteps, Store};
use crate::ui::{Ground, MapAct, MapData, PictureState, strings as s};

use super::scans::{scan_side, scan_state};
use super::{JiuwenApp, Settings};

/// What the window knows of the map besides counts.
#[derive(Default)]
pub(super) struct Mapping {
    own: OwnMap,
    /// What can be taken back, and done again.
    steps: MapSteps,
    boundaries: Option<Arc<Boundaries>>,
    plan: Option<Plan>,
    /// Whether the map has the room of the list and the article.
    pub large: bool,
}

/// The plan of the store.
struct Plan {
    sha256: [u8; 32],
    picture: PictureState,
    /// Its picture was asked for.
    asked: bool,
}

impl Mapping {
    /// What the map shows.
    pub(super) fn data<'a>(
        &'a self,
        settings: &Settings,
        headlines: Option<&'a (Filter, Vec<String>)>,
        filter: &Filter,
    ) -> MapData<'a> {
        // Headlines of other conditions are nobody's any more.
        let headlines = headlines.and_then(|(of, lines)| {
            let [place] = of.places[..] else { return None };
            (of_place(filter, place) == *of).then_some((place, lines.as_slice()))
        });
        MapData {
            arrangement: &self.own.blocks,
            pins: &self.own.pins,
            can_undo: !self.steps.done.is_empty(),
            can_redo: !self.steps.undone.is_empty(),
            share: settings.map_share,
            large: self.large,
            boundaries: self.boundaries.as_deref(),
            plan: self.plan.as_ref().map(|plan| &plan.picture),
            ground: self.ground(settings),
            headlines,
        }
    }

    fn ground(&self, settings: &Settings) -> Ground {
        Ground::shown(settings.map_ground, self.boundaries.is_some(), self.plan.is_some())
    }

    /// What the store says. The picture of a plan that is the same stays on the graphics card.
    pub(super) fn took(&mut self, map: StoredMap) {
        (self.own, self.steps, self.boundaries) = (map.own, map.steps, map.boundaries);
        if self.plan.as_ref().map(|plan| plan.sha256) != map.plan {
            let picture = PictureState::Loading;
            self.plan = map.plan.map(|sha256| Plan { sha256, picture, asked: false });
        }
    }

    /// Whether the picture of the plan is on its way.
    pub(super) fn is_loading(&self) -> bool {
        let loads = |plan: &Plan| plan.asked && matches!(plan.picture, PictureState::Loading);
        self.plan.as_ref().is_some_and(loads)
    }
}

/// A filter with a place in the stead of its own.
fn of_place(filter: &Filter, code: PlaceCode) -> Filter {
    Filter { places: vec![code], unplaced: false, undecided: false, ..filter.clone() }
}

impl JiuwenApp {
    pub(super) fn map_act(&mut self, act: MapAct) {
        match act {
            MapAct::Choose(codes) => self.change_filter(|filter| {
                (filter.unplaced, filter.undecided) = (false, false);
                filter.places = codes;
            }),
            MapAct::Shade(share) => {
                self.settings.map_share = share;
                self.settings.save();
            }
            MapAct::Arrange(arrangement, name) => {
                self.tell(s::block_moved(&name));
                self.arrange(arrangement, Some(name));
            }
            MapAct::Pin(code, name, after) => {
                let before = self.map.own.pins.get(&code).copied();
                if before != after {
                    // One that was put is seen, and the next is in the hand: words would hide the plan.
                    if before.is_some() {
                        self.tell(s::pin_told(&name, after.is_some()));
                    }
                    self.change_map(MapChange::Pin { code, name, before, after });
                }
            }
            MapAct::Undo => self.step_map(false),
            MapAct::Redo => self.step_map(true),
            MapAct::Show(ground) => self.show_ground(ground),
            MapAct::TakePin(code) => self.place_pin(Some(code)),
            MapAct::Take(path) => self.take_layer(path),
            MapAct::WantHeadlines(code) => {
                self.reading.ask(Ask::Headlines(of_place(&self.filter, code)), None);
            }
        }
    }

    fn show_ground(&mut self, ground: Ground) {
        self.settings.map_ground = Some(ground);
        self.settings.save();
    }

    fn ask_map(&self, ask: MapAsk) {
        if let Some(store) = &self.store {
            self.writing.ask(WriteAsk::Map(Arc::clone(store), ask));
        }
    }

    fn take_layer(&mut self, path: PathBuf) {
        if self.store.is_none() || self.is_sample {
            self.tell(s::NO_STORE_FOR_MAP);
            return;
        }
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        if SourceKind::of(&path) == Some(SourceKind::Picture) {
            self.ask_map(MapAsk::TakePlan(path));
        } else if ending.is_some_and(|ending| ending == "geojson" || ending == "json") {
            self.ask_map(MapAsk::TakeBoundaries(path));
        } else {
            self.tell_failure(s::NOT_A_MAP);
        }
    }

    pub(super) fn remove_layer(&mut self, layer: Layer) {
        let is_there = match layer {
            Layer::Boundaries => self.map.boundaries.is_some(),
            Layer::Plan => self.map.plan.is_some(),
        };
        if is_there {
            self.ask_map(MapAsk::Remove(layer));
        }
    }

    pub(super) fn map_news(&mut self, news: MapNews) {
        match news {
            MapNews::Kept => {}
            MapNews::Boundaries(boundaries) => self.took_boundaries(boundaries),
            MapNews::Plan { other_shape } => {
                match (self.map.plan.is_some(), other_shape) {
                    (_, true) => self.tell_failure(s::PLAN_OTHER_SHAPE),
                    (true, false) => self.tell(s::PLAN_REPLACED),
                    (false, false) => self.tell(s::PLAN_TAKEN),
                }
                self.show_ground(Ground::Plan);
                self.reading.ask(Ask::Map, None);
            }
            MapNews::PlanRemoved => {
                self.map.plan = None;
                self.tell(s::plan_removed(self.map.own.pins.len()));
            }
        }
    }

    /// Shows boundaries that were taken in, and says what of them is nobody's.
    fn took_boundaries(&mut self, boundaries: Option<Arc<Boundaries>>) {
        match &boundaries {
            Some(taken) if taken.unmatched.is_empty() => self.tell(s::boundaries_taken(taken.shapes.len())),
            Some(taken) => self.tell_failure(s::boundaries_unmatched(taken.shapes.len(), &taken.unmatched)),
            None => self.tell(s::BOUNDARIES_REMOVED),
        }
        if boundaries.is_some() {
            self.show_ground(Ground::Areas);
        }
        self.map.boundaries = boundaries;
    }

    /// Blocks go back to where the list puts them.
    pub(super) fn reset_map(&mut self) {
        if !self.map.own.blocks.0.is_empty() {
            self.arrange(Arrangement::default(), None);
            self.tell(s::MAP_WAS_RESET);
        }
    }

    fn arrange(&mut self, after: Arrangement, name: Option<String>) {
        let before = self.map.own.blocks.clone();
        self.change_map(MapChange::Blocks { name, before, after });
    }

    fn change_map(&mut self, change: MapChange) {
        self.map.own.step(&change, false);
        self.ask_map(MapAsk::Change(change.clone()));
        self.map.steps.undone.clear();
        self.map.steps.done.push(change);
    }

    /// Takes the last step back, or does it again; the store, which knows the same steps, follows.
    fn step_map(&mut self, again: bool) {
        let MapSteps { done, undone } = &mut self.map.steps;
        let (from, to) = if again { (undone, done) } else { (done, undone) };
        let Some(change) = from.pop() else { return };
        self.map.own.step(&change, !again);
        let told = s::map_step(&change, !again);
        to.push(change);
        self.tell(told);
        self.ask_map(MapAsk::Step { again });
    }

    /// Takes a place into the hand to put it on the plan: this one, or the one that is chosen; without one, the list of
    /// those that have no pin opens.
    pub(super) fn place_pin(&mut self, code: Option<PlaceCode>) {
        if self.map.plan.is_none() {
            self.tell(s::NO_PLAN);
            return;
        }
        let chosen = match self.filter.places[..] {
            [code] => Some(code),
            _ => None,
        };
        let code = code.or(chosen);
        let area = self.view.as_ref().and_then(|view| view.archive.area()).map(|area| area.code);
        let on_map = |code: PlaceCode| area.is_some_and(|area| code != area && code.is_within(area));
        if code.is_some_and(|code| !on_map(code)) {
            self.tell(s::NOT_ON_MAP);
            return;
        }
        self.show_ground(Ground::Plan);
        self.panels.places.place_pin(code);
    }

    /// Takes the pin of the place that is chosen off the plan.
    pub(super) fn remove_pin(&mut self) {
        let [code] = self.filter.places[..] else {
            self.tell(s::CHOOSE_A_PLACE);
            return;
        };
        let places = self.view.as_ref().map(|view| view.archive.places()).unwrap_or_default();
        let place = places.iter().find(|place| place.code == code);
        match place.filter(|_| self.map.own.pins.contains_key(&code)) {
            Some(place) => {
                let name = place.name.clone();
                self.map_act(MapAct::Pin(code, name, None));
            }
            None => self.tell(s::NO_PIN),
        }
    }

    /// Asks for the picture of the plan once it is to be seen, no larger than the graphics card can hold.
    pub(super) fn want_plan(&mut self, ctx: &egui::Context) {
        let shown = self.map.ground(&self.settings) == Ground::Plan;
        let Some(plan) = self.map.plan.as_mut().filter(|plan| shown && !plan.asked) else { return };
        plan.asked = true;
        self.reading.ask(Ask::Plan(scan_side(ctx)), self.store.as_ref());
    }

    pub(super) fn show_plan(&mut self, ctx: &egui::Context, of: &Arc<Store>, picture: Option<Picture>) {
        let is_ours = self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, of));
        let Some(plan) = self.map.plan.as_mut().filter(|_| is_ours) else { return };
        plan.picture = scan_state(ctx, "plan", picture);
    }
}
