//! 旧闻's own search, not yet in [`crate::engine::KINDS`].
//!
//! To be written when the library has its search: `jiuwen = { path = "../.." }` in Cargo.toml, `mod jiuwen;` in
//! main.rs, a `Kind` here like that of [`crate::fts5`], and `jiuwen::KIND` as the first of the kinds.
