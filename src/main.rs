//! The command `throughline`.
#![forbid(unsafe_code)]

fn main() {}
