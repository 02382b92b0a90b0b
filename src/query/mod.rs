//! What the screens and the command line ask of a store.

mod archive;
mod counts;
mod detail;
mod filter;
mod view;

pub use crate::store::PhotoRow;
pub use archive::{Archive, Selection};
pub use counts::{Bar, PlaceCounts, Timeline};
pub use detail::{Detail, ListRow, detail, list_row};
pub use filter::Filter;
pub use view::{PictureKind, View};
