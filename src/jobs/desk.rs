//! What the reading desk asks for beside the article itself.

use crate::model::{ArticleId, PlaceCode};
use crate::query::{self, Archive, MarkedRow, Original};
use crate::store::{Result, Search, Store};

/// What can be asked.
pub enum DeskAsk {
    /// What is put aside.
    Marked,
    /// The citations of these articles.
    Citations(Vec<ArticleId>),
    /// The article that names a place and was printed next before one, or after it.
    AtPlace {
        /// The place.
        place: PlaceCode,
        /// The article.
        id: ArticleId,
        /// Whether after it.
        after: bool,
    },
    /// The source of an article, line by line.
    Original(ArticleId),
}

/// What is answered.
pub enum DeskAnswer {
    /// What is put aside.
    Marked(Vec<MarkedRow>),
    /// Citations, one in a line.
    Citations(String),
    /// The article before or after one at a place; none at the end.
    AtPlace(Option<ArticleId>),
    /// The source of an article; none where it can no longer be read.
    Original(Option<Box<Original>>),
}

/// Reads it.
///
/// # Errors
/// The store's.
pub fn read(store: &Store, archive: &Archive, ask: DeskAsk) -> Result<DeskAnswer> {
    Ok(match ask {
        DeskAsk::Marked => DeskAnswer::Marked(store.read(|r| r.marked())?),
        DeskAsk::Citations(ids) => store.read(|r| {
            let cite = |id: &ArticleId| Ok(query::detail(r, *id)?.citation());
            let cited: Result<Vec<String>> = ids.iter().map(cite).collect();
            Ok(DeskAnswer::Citations(cited?.join("\n")))
        })?,
        DeskAsk::AtPlace { place, id, after } => {
            let beside = store.search(|reader, index| {
                let search = Search { reader, index, wanted: &|| true };
                query::beside_at_place(&search, archive, place, id, after)
            })?;
            DeskAnswer::AtPlace(beside.ok().flatten())
        }
        DeskAsk::Original(id) => DeskAnswer::Original(store.read(|r| query::original(r, id))?.map(Box::new)),
    })
}
