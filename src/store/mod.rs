//! One SQLite file holds everything; this module owns its connections. Copy the file and you have copied the archive.

mod articles;
mod connection;
mod error;
mod pages;
mod places;
mod rows;
mod sources;

pub use articles::{ArticleRow, EventRow, PersonRow, PhotoRow, SourceRow};
pub use connection::{APPLICATION_ID, Reader, SCHEMA_VERSION, Store, Writer};
pub use error::StoreError;
pub use pages::{NewPage, NewPicture};
pub use rows::{ColumnRow, Totals};

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;
