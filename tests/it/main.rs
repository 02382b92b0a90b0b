//! One binary for all tests that need more than one module.

mod bad_input;
mod house;
mod page;
mod store;
mod support;
mod verbs;
mod window;
