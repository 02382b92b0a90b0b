//! One binary for all tests that need more than one module.

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

mod apart;
mod bad_input;
mod captions;
mod coverage;
mod coverage_cases;
mod coverage_feasts;
mod edit;
mod events;
mod facsimiles;
mod filters;
mod generate;
mod hostile;
mod house;
mod index;
mod labelled;
mod page;
mod people;
mod photos;
mod place_decisions;
mod place_edits;
mod place_verbs;
mod print;
mod query;
mod recognition;
mod review;
mod runs;
mod search;
mod store;
mod support;
mod verbs;
mod versions;
mod window;
mod window_coverage;
mod window_filters;
mod window_map;
mod window_names;
mod window_people;
mod window_photos;
mod window_pins;
mod window_places;
mod window_reading;
mod window_runs;
mod window_search;
mod window_timeline;
