//! 旧闻 Jiuwen: a native, offline browser for newspaper archives.
//!
//! Modules in reading order, which is the order of dependency; nothing imports upwards:
//!
//! - [`model`]: plain types. No I/O, no SQL, no egui.
//! - [`text`]: pure functions on Chinese text; positions are characters, never bytes.
//! - [`import`]: bytes to model. One reader per format, the newspaper grammar, places, dates. Never sees the store.
//! - [`store`]: one SQLite file; schema, upgrades, every statement.
//! - [`query`]: what the screens ask: filter, timeline, places, list, detail.
//! - [`print`]: articles on paper, as PDF. No I/O.
//! - [`jobs`]: worker threads, intake, the sample, file dialogs. No egui.
//! - [`ui`]: draws. No SQL, no files, no threads.
//! - [`app`]: the window's state and its one owner.
//! - [`cli`]: the same verbs without a window.
//!
//! What holds everywhere: what was printed is stored as printed, and folding happens where it is compared; the
//! archive's facts live only in SQLite; the UI thread never waits; every guess carries its reason and its place.
//! Deliberately absent: a network, a shared mutable state, a second owner of the filter. `tests/it/house.rs` reads
//! the source and holds it to this.

pub mod app;
pub mod cli;
mod faces;
pub mod import;
pub mod jobs;
pub mod model;
pub mod print;
pub mod query;
pub mod store;
pub mod text;
pub mod ui;
