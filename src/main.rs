//! The command `throughline`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Rendering allocates in every thread; the system's allocator costs a fifth of a large build.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    throughline::cli::run()
}
