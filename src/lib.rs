//! 旧闻 Jiuwen: a native, offline browser for newspaper archives.
pub mod import;
pub mod model;
pub mod text;
