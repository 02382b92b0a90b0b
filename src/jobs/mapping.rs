//! Boundaries from a file of the staff's own: read, matched, kept.

use std::path::Path;
use std::sync::Arc;

use crate::import::{Boundaries, GeoJsonError, MAX_GEOJSON_BYTES, ReadError, SourceFile, read_geojson};
use crate::model::{Arrangement, Place, PlaceCode};
use crate::store::{Reader, Result, Store, StoreError};

/// The map as persons made it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredMap {
    /// Where blocks stand.
    pub arrangement: Arrangement,
    /// Boundaries, where the staff put some in.
    pub boundaries: Option<Arc<Boundaries>>,
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
    let arrangement = reader.arrangement()?;
    let layer = if area.is_some() { reader.boundaries()? } else { None };
    let boundaries = layer.zip(area).and_then(|(layer, area)| {
        let features = read_geojson(&layer.bytes);
        // It could be read when it was put in: a later program that cannot shows the blocks.
        let features =
            features.map_err(|error| tracing::warn!(%error, name = layer.name, "boundaries")).ok()?;
        Some(Arc::new(Boundaries::new(&features, places, area)))
    });
    Ok(StoredMap { arrangement, boundaries })
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
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    store.write(|w| w.set_boundaries(&name, &source.sha256, &source.bytes))?;
    Ok(Arc::new(boundaries))
}

/// The first of many names.
fn some_of(names: &[String]) -> String {
    const MOST: usize = 8;
    let more = if names.len() > MOST { "……" } else { "" };
    names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("、") + more
}
