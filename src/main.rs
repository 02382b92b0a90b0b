//! The program: arguments, then a verb or the window.

use std::process::ExitCode;

use clap::Parser;
use jiuwen::cli::{self, Args};

fn main() -> ExitCode {
    let args = Args::parse();
    match &args.verb {
        Some(verb) => cli::run(verb),
        None => ExitCode::SUCCESS,
    }
}
