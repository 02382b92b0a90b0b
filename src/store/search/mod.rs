//! The search index: which articles contain which characters, inside the store's own file.
//!
//! What changes an article notes its id in the same transaction (triggers of `search_schema.sql`), and until it is
//! indexed its text is looked through: index and articles agree at every moment, whatever happens to the program.

mod article;
mod bits;
mod build;
mod changed;
mod column;
mod facet;
mod find;
mod gram;
mod index;
mod list;
mod lister;
mod listing;
mod maintain;
mod numbers;
mod places;
mod rank;
mod run;
mod segment;
mod set;
mod verify;

pub use article::Label;
pub use build::{IndexProgress, Report};
pub use column::Facet;
pub use find::{Answer, Found, Search, Unwanted};
pub use index::Index;
pub use listing::Hit;
pub(in crate::store) use maintain::give_up_other_format;
pub use set::{ArticleIds, ArticleSet};
pub use verify::{Fault, Faults, Verified};
