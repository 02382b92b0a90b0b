//! The article of a place next before one, or after it, as they were printed.

use crate::model::{ArticleId, PlaceCode};
use crate::store::{Answer, Search, Unwanted};

use super::{Archive, Filter, MOST_LISTED, Order, Selection};

/// The article that names `place` and was printed next before `id`, or after it; none at the end.
///
/// # Errors
/// The store's.
pub fn beside_at_place(
    search: &Search,
    archive: &Archive,
    place: PlaceCode,
    id: ArticleId,
    after: bool,
) -> Answer<Option<ArticleId>> {
    let filter = Filter { places: vec![place], ..Filter::default() };
    let Ok(selection) = Selection::new(search, archive, &filter)? else { return Ok(Err(Unwanted)) };
    // The newest comes first.
    let Ok(hits) = Order::Date.list(search, &selection, MOST_LISTED)? else { return Ok(Err(Unwanted)) };
    let at = hits.iter().position(|hit| hit.id == id);
    let other = at.and_then(|at| if after { at.checked_sub(1) } else { Some(at + 1) });
    Ok(Ok(other.and_then(|at| hits.get(at)).map(|hit| hit.id)))
}
