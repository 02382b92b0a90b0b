//! 旧闻 Jiuwen: a native, offline browser for newspaper archives.
pub mod app;
pub mod cli;
pub mod import;
pub mod jobs;
pub mod model;
pub mod query;
pub mod store;
pub mod text;
pub mod ui;
