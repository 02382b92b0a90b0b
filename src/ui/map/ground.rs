//! On what places are shown: blocks made from the list, boundaries, or pins on a plan.

use egui::{Rect, Vec2, pos2};
use serde::{Deserialize, Serialize};

use super::areas::{self, Areas};
use super::pins::Plan;
use super::{MainData, MapData};
use crate::ui::PictureState;

/// A ground of the map; the program remembers which was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// 示意图
    Blocks,
    /// 边界图
    Areas,
    /// 图钉图
    Plan,
}

impl Ground {
    /// In the order of the switch and of its words.
    pub const ALL: [Self; 3] = [Self::Blocks, Self::Areas, Self::Plan];

    /// What is shown where there are boundaries, and a plan: what was chosen, if there is such a one.
    pub fn shown(chosen: Option<Self>, areas: bool, plan: bool) -> Self {
        let is_there = |ground: &Self| match ground {
            Self::Blocks => true,
            Self::Areas => areas,
            Self::Plan => plan,
        };
        let otherwise = [Self::Areas, Self::Plan].into_iter().find(is_there).unwrap_or(Self::Blocks);
        chosen.filter(is_there).unwrap_or(otherwise)
    }

    /// Its place among the words for grounds.
    pub fn at(self) -> usize {
        Self::ALL.iter().position(|ground| *ground == self).unwrap_or_default()
    }
}

impl MapData<'_> {
    /// The grounds that there are.
    pub(super) fn grounds(&self) -> Vec<Ground> {
        let is_there = |ground: &Ground| match ground {
            Ground::Blocks => true,
            Ground::Areas => self.boundaries.is_some(),
            Ground::Plan => self.plan.is_some(),
        };
        Ground::ALL.into_iter().filter(is_there).collect()
    }

    /// Width and height of the plan, once its picture is there.
    pub(super) fn plan_size(&self) -> Vec2 {
        match self.plan {
            Some(PictureState::Ready(texture)) => texture.size_vec2(),
            _ => Vec2::ZERO,
        }
    }
}

/// What is drawn below the places in one frame.
#[derive(Clone, Copy)]
pub enum Base<'a> {
    /// Nothing: blocks are their own ground.
    Blocks,
    /// Boundaries.
    Areas(Areas<'a>),
    /// A plan with pins.
    Plan(Plan<'a>),
}

impl<'a> Base<'a> {
    /// The ground that is shown, in a rectangle of the map.
    pub fn of(data: &MainData<'a>, frame: Rect) -> Self {
        match (data.map.ground, data.map.boundaries, data.map.plan) {
            (Ground::Areas, Some(boundaries), _) => Self::Areas(Areas { boundaries, frame }),
            (Ground::Plan, _, Some(picture)) => Self::Plan(Plan { picture, pins: data.map.pins, frame }),
            _ => Self::Blocks,
        }
    }

    /// Whether one sees anything that cells and blocks are not.
    pub fn is_blocks(self) -> bool {
        matches!(self, Self::Blocks)
    }
}

/// Where a ground lies in a room where all of it is seen; none of blocks, which lie as they are laid out.
pub fn frame(data: &MainData, room: Vec2) -> Option<Rect> {
    match (data.map.ground, data.map.boundaries) {
        (Ground::Areas, Some(boundaries)) => Some(areas::frame(boundaries, room)),
        (Ground::Plan, _) => Some(plan_frame(data.map.plan_size(), room)),
        _ => None,
    }
}

/// A picture whole, as large as it gets, in the middle; all of the room before its size is known.
fn plan_frame(size: Vec2, room: Vec2) -> Rect {
    if size.min_elem() < 1.0 {
        return Rect::from_min_size(pos2(0.0, 0.0), room);
    }
    let size = size * (room.x / size.x).min(room.y / size.y);
    Rect::from_min_size(pos2((room.x - size.x) / 2.0, 0.0), size)
}
