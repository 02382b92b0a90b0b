//! The map as a person made it, kept here and in the store.

use std::sync::Arc;

use crate::import::Boundaries;
use crate::jobs::{Ask, StoredMap, WriteAsk};
use crate::model::{Arrangement, PlaceCode};
use crate::query::Filter;
use crate::ui::{MapAct, MapData, strings as s};

use super::{JiuwenApp, Settings};

/// How many changes of the arrangement can be taken back.
const MOST_UNDONE: usize = 100;

/// What the window knows of the map besides counts.
#[derive(Default)]
pub(super) struct Mapping {
    arrangement: Arrangement,
    /// The arrangements before the last changes.
    before: Vec<Arrangement>,
    boundaries: Option<Arc<Boundaries>>,
    /// Whether the map has the room of the list and the article.
    pub large: bool,
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
            arrangement: &self.arrangement,
            can_undo: !self.before.is_empty(),
            share: settings.map_share,
            large: self.large,
            boundaries: self.boundaries.as_deref(),
            blocks: settings.map_blocks,
            headlines,
        }
    }

    /// What the store says.
    pub(super) fn took(&mut self, map: StoredMap) {
        self.arrangement = map.arrangement;
        self.boundaries = map.boundaries;
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
                self.arrange(arrangement);
                self.tell(s::block_moved(&name));
            }
            MapAct::Undo => {
                if let Some(before) = self.map.before.pop() {
                    self.map.arrangement = before;
                    self.keep_arrangement();
                }
            }
            MapAct::ShowBlocks(blocks) => {
                self.settings.map_blocks = blocks;
                self.settings.save();
            }
            MapAct::TakeBoundaries(path) => match &self.store {
                Some(store) if !self.is_sample => {
                    self.writing.ask(WriteAsk::TakeBoundaries(Arc::clone(store), path));
                }
                _ => self.tell(s::NO_STORE_FOR_BOUNDARIES),
            },
            MapAct::WantHeadlines(code) => {
                self.reading.ask(Ask::Headlines(of_place(&self.filter, code)), None);
            }
        }
    }

    pub(super) fn remove_boundaries(&mut self) {
        if let (Some(store), true) = (&self.store, self.map.boundaries.is_some()) {
            self.writing.ask(WriteAsk::RemoveBoundaries(Arc::clone(store)));
        }
    }

    /// Shows boundaries that were taken in, and says what of them is nobody's.
    pub(super) fn took_boundaries(&mut self, boundaries: Option<Arc<Boundaries>>) {
        match &boundaries {
            Some(taken) if taken.unmatched.is_empty() => self.tell(s::boundaries_taken(taken.shapes.len())),
            Some(taken) => self.tell_failure(s::boundaries_unmatched(taken.shapes.len(), &taken.unmatched)),
            None => self.tell(s::BOUNDARIES_REMOVED),
        }
        if boundaries.is_some() {
            self.map_act(MapAct::ShowBlocks(false));
        }
        self.map.boundaries = boundaries;
    }

    /// Blocks go back to where the list puts them.
    pub(super) fn reset_map(&mut self) {
        if !self.map.arrangement.0.is_empty() {
            self.arrange(Arrangement::default());
            self.tell(s::MAP_WAS_RESET);
        }
    }

    fn arrange(&mut self, arrangement: Arrangement) {
        let before = std::mem::replace(&mut self.map.arrangement, arrangement);
        self.map.before.push(before);
        if self.map.before.len() > MOST_UNDONE {
            self.map.before.remove(0);
        }
        self.keep_arrangement();
    }

    fn keep_arrangement(&self) {
        if let Some(store) = &self.store {
            self.writing.ask(WriteAsk::Arrange(Arc::clone(store), self.map.arrangement.clone()));
        }
    }
}
