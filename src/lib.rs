//! Throughline: a folder of inspection reports becomes a linked site that
//! shows, for each recommendation, what later reports said became of it.
#![forbid(unsafe_code)]

pub mod cli;
pub mod diagnostics;
pub mod model;
mod render;
pub mod source;
