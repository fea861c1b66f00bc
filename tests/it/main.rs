//! The tests of the whole program: one crate, a module a feature.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails should say where"
)]

mod broken;
mod charts;
mod check;
mod commands;
mod content;
mod docs;
mod examples;
mod extract;
mod figures;
mod files;
mod grid;
mod import;
mod languages;
mod left_out;
mod lists;
mod looks_back;
mod manual;
mod new;
mod nonsense;
mod originals;
mod outcomes;
mod own_pages;
mod pages;
mod pictures;
mod publishing;
mod rebuild;
mod same_bytes;
mod serve;
mod site;
mod suggest;
mod terms;
mod walk;
mod year;
