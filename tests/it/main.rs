//! The tests of the whole program: one crate, a module a feature.

mod commands;
mod content;
mod outcomes;
mod pages;
mod same_bytes;
mod site;
