//! The map as persons made it: steps on it, and the grounds that the staff put in, read from files, matched, kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::import::{
    Boundaries, GeoJsonError, MAX_GEOJSON_BYTES, ReadError, SourceFile, picture_size, read_geojson,
    read_picture,
};
use crate::model::{MapChange, OwnMap, Place, PlaceCode};
use crate::store::{Layer, MapSteps, Reader, Result, Store, StoreError};

/// Largest file of a plan: a scan of A0 at 300 dots an inch has under 100 MB as JPEG.
const MAX_PLAN_BYTES: u64 = 128 << 20;
/// Two pictures whose sides stand to each other alike within this part are of one shape: scans differ at their edges.
const ALIKE: f64 = 0.03;

/// The map as persons made it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredMap {
    /// Where blocks and pins stand.
    pub own: OwnMap,
    /// What can be taken back of it.
    pub steps: MapSteps,
    /// Boundaries, where the staff put some in.
    pub boundaries: Option<Arc<Boundaries>>,
    /// SHA-256 of the plan, where the staff put one in.
    pub plan: Option<[u8; 32]>,
}

/// What a person does with the map that the store keeps.
pub enum MapAsk {
    /// A step.
    Change(MapChange),
    /// Take the last step back, or do it again.
    Step {
        /// Again.
        again: bool,
    },
    /// Take boundaries from a file.
    TakeBoundaries(PathBuf),
    /// Take the picture of a plan from a file.
    TakePlan(PathBuf),
    /// Drop a ground.
    Remove(Layer),
}

/// What became of it.
pub enum MapNews {
    /// It is kept.
    Kept,
    /// The boundaries from now on.
    Boundaries(Option<Arc<Boundaries>>),
    /// There is a plan.
    Plan {
        /// Whether it is of another shape than the one before.
        other_shape: bool,
    },
    /// The plan is no more.
    PlanRemoved,
}

/// Why boundaries were not taken.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// The file.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is in it.
    #[error(transparent)]
    GeoJson(#[from] GeoJsonError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Over [`MAX_PLAN_BYTES`].
    #[error("平面图文件太大（{0} MB，上限 {limit} MB）。请存成 JPG，或缩小以后再载入。", limit = MAX_PLAN_BYTES >> 20)]
    PlanTooLarge(u64),
    /// No area to match with.
    #[error("还没有设定属地，边界无从对应。请先设定属地。")]
    NoArea,
    /// Nothing of the area.
    #[error(
        "文件里的 {0} 块都没有对上本属地的街道、社区。每一块要有代码（如 410403001）或名称（如 东安路街道）；没有对上的有：{1}"
    )]
    NothingMatches(usize, String),
}

/// The map of a store, its boundaries matched with these places.
///
/// # Errors
/// The store's.
pub fn stored_map(reader: &Reader, places: &[Place], area: Option<PlaceCode>) -> Result<StoredMap> {
    let layer = if area.is_some() { reader.layer(Layer::Boundaries)? } else { None };
    let boundaries = layer.zip(area).and_then(|(layer, area)| {
        let features = read_geojson(&layer.bytes);
        // It could be read when it was put in: a later program that cannot shows the blocks.
        let features =
            features.map_err(|error| tracing::warn!(%error, name = layer.name, "boundaries")).ok()?;
        Some(Arc::new(Boundaries::new(&features, places, area)))
    });
    Ok(StoredMap {
        own: reader.own_map()?,
        steps: reader.map_steps()?,
        boundaries,
        plan: reader.layer_mark(Layer::Plan)?,
    })
}

/// Does what a person asked of the map.
///
/// # Errors
/// [`MapError`].
pub fn handle(store: &Store, ask: MapAsk) -> std::result::Result<MapNews, MapError> {
    Ok(match ask {
        MapAsk::Change(change) => {
            store.write(|w| w.change_map(&change))?;
            MapNews::Kept
        }
        MapAsk::Step { again } => {
            store.write(|w| w.step_map(again))?;
            MapNews::Kept
        }
        MapAsk::TakeBoundaries(path) => MapNews::Boundaries(Some(take_boundaries(store, &path)?)),
        MapAsk::TakePlan(path) => MapNews::Plan { other_shape: take_plan(store, &path)? },
        MapAsk::Remove(layer) => {
            store.write(|w| w.remove_layer(layer))?;
            match layer {
                Layer::Boundaries => MapNews::Boundaries(None),
                Layer::Plan => MapNews::PlanRemoved,
            }
        }
    })
}

/// Keeps the picture of a plan, once it is known that it can be shown. True where it is of another shape than the one
/// before: pins stay where they are on it, and may be beside what they meant.
///
/// # Errors
/// [`MapError`].
pub fn take_plan(store: &Store, path: &Path) -> std::result::Result<bool, MapError> {
    let source = SourceFile::read(path, MAX_PLAN_BYTES).map_err(|error| match error {
        ReadError::TooLarge { megabytes, .. } => MapError::PlanTooLarge(megabytes),
        error => error.into(),
    })?;
    let picture = read_picture(&source.bytes)?;
    let before = store.read(|r| r.layer(Layer::Plan))?;
    // One that cannot be read any more has no shape to differ from.
    let before = before.and_then(|before| picture_size(&before.bytes).ok());
    let ratio = |[width, height]: [u32; 2]| f64::from(width) / f64::from(height.max(1));
    let now = ratio([picture.width, picture.height]);
    let other_shape = before.is_some_and(|before| (ratio(before) / now - 1.0).abs() > ALIKE);
    store.write(|w| w.set_layer(Layer::Plan, &source.name(), &source.sha256, &source.bytes))?;
    Ok(other_shape)
}

/// Reads boundaries, matches them with the places of the store, and keeps them.
///
/// # Errors
/// [`MapError`].
pub fn take_boundaries(store: &Store, path: &Path) -> std::result::Result<Arc<Boundaries>, MapError> {
    let source = SourceFile::read(path, MAX_GEOJSON_BYTES as u64).map_err(|error| match error {
        ReadError::TooLarge { megabytes, .. } => {
            MapError::GeoJson(GeoJsonError::TooLarge(usize::try_from(megabytes).unwrap_or(usize::MAX)))
        }
        error => error.into(),
    })?;
    let features = read_geojson(&source.bytes)?;
    let (places, area) = store.read(|r| Ok((r.places()?, r.area()?)))?;
    let boundaries = Boundaries::new(&features, &places, area.ok_or(MapError::NoArea)?);
    if boundaries.shapes.is_empty() {
        return Err(MapError::NothingMatches(features.len(), some_of(&boundaries.unmatched)));
    }
    store.write(|w| w.set_layer(Layer::Boundaries, &source.name(), &source.sha256, &source.bytes))?;
    Ok(Arc::new(boundaries))
}

/// The first of many names.
fn some_of(names: &[String]) -> String {
    const MOST: usize = 8;
    let more = if names.len() > MOST { "……" } else { "" };
    names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("、") + more
}
