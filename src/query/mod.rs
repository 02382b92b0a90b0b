//! What the screens and the command line ask of a store.

mod archive;
mod counts;
mod detail;
mod filter;
mod versions;
mod view;

pub use crate::store::PhotoRow;
pub use archive::{Archive, Selection};
pub use counts::{Bar, PlaceCounts, Timeline};
pub use detail::{Detail, ListRow, Piece, detail, list_row};
pub use filter::Filter;
pub use versions::{Change, ItemDifference, LineDifference, PageVersions, page_versions};
pub use view::{PictureKind, View};
