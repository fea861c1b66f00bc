//! The command `throughline`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    throughline::cli::run()
}
