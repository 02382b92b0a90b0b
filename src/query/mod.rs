//! What the screens and the command line ask of a store.

mod archive;
mod counts;
mod detail;
mod filter;
mod selection;
mod versions;
mod view;

pub use crate::store::{Hit, PhotoRow};
pub use archive::Archive;
pub use counts::{Bar, PlaceCounts, Timeline};
pub use detail::{Detail, ListRow, Piece, detail, list_row};
pub use filter::Filter;
pub use selection::Selection;
pub use versions::{Change, ItemDifference, LineDifference, PageVersions, page_versions};
pub use view::{MOST_LISTED, PictureKind, View};
