//! What the screens and the command line ask of a store.

mod archive;
mod counts;
mod detail;
mod filter;

pub use archive::{Archive, Selection};
pub use counts::{Bar, PlaceCounts, Timeline};
pub use detail::{Detail, ListRow, detail, list_row};
pub use filter::Filter;
