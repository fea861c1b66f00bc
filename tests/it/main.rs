//! The tests of the whole program: one crate, a module a feature.

mod broken;
mod commands;
mod content;
mod docs;
mod nonsense;
mod outcomes;
mod pages;
mod same_bytes;
mod site;
