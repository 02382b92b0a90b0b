//! One SQLite file holds everything; this module owns its connections. Copy the file and you have copied the archive.

mod articles;
mod authority;
mod connection;
mod continuations;
mod coverage;
mod drafts;
mod error;
mod facsimiles;
mod issues;
mod journal;
mod map;
mod marks;
mod pages;
mod people;
mod photos;
mod places;
mod recheck;
mod rows;
mod runs;
mod search;
mod searches;
mod sources;
mod versions;
mod words;

pub use articles::{ArticleRow, EventRow, PersonRow, PhotoRow, SourceRow};
pub use authority::Edited;
pub use connection::{APPLICATION_ID, Reader, SCHEMA_VERSION, Store, Writer};
pub use continuations::OtherPiece;
pub use coverage::IssueRow;
pub use drafts::{DraftRow, HabitRow};
pub use error::StoreError;
pub use journal::{Step, Subject};
pub use map::{Layer, LayerRow, MapSteps};
pub use marks::{MarkEdit, MarkedRow};
pub use pages::{NewPage, NewPicture, NewSheet};
pub use people::{NameKey, NamedRow, PersonEdit, PersonRules, Scope};
pub use photos::{PhotoNotes, PhotoText, WallRow};
pub use recheck::{RecheckProgress, Rechecked};
pub use rows::Totals;
pub use runs::RunRow;
pub use search::{
    Answer, ArticleIds, ArticleSet, Facet, Fault, Faults, Found, Hit, Index, IndexProgress, Label, Report,
    Search, Unwanted, Verified,
};
pub use searches::SearchRow;
pub use versions::{PageRow, VersionRow};

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;
