//! Throughline: a folder of inspection reports becomes a linked site that
//! shows, for each recommendation, what later reports said became of it.
#![forbid(unsafe_code)]
// Clippy has no setting that lets tests cut texts, as it has for indexing.
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test that fails should say where"))]

pub mod addresses;
pub mod again;
pub mod cli;
pub mod diagnostics;
pub mod exports;
pub mod import;
pub mod looks_back;
pub mod model;
pub(crate) mod phrases;
pub mod publish;
pub mod render;
pub(crate) mod review;
pub mod search;
pub(crate) mod serve;
pub mod since;
pub mod site;
pub mod source;
pub mod suggest;
pub mod terms;
pub(crate) mod whole_file;
pub mod workspace;
