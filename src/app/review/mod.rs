//! A page under review, and its pictures.

pub mod page;
pub mod pictures;
pub mod sheet;
