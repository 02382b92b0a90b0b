//! The same verbs without a window: `--json` prints one JSON value to standard output, messages go to standard
//! error; exit 0 done, 1 some of it failed, 2 wrong usage.

mod args;
mod coverage;
mod coverage_args;
mod coverage_json;
mod export;
mod facsimile;
mod import;
mod index;
mod json;
mod people;
mod places;
mod places_args;
mod search;
mod verbs;

pub use args::{Args, Verb};
pub use verbs::run;
