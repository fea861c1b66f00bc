//! What each kind of page shows, as plain values: a file a kind.

mod answers;
pub(super) mod authority;
pub(super) mod changes;
mod chapters;
pub(super) mod data;
pub(super) mod evidence;
pub(super) mod files;
pub(super) mod glossary;
pub(super) mod grid;
pub(super) mod home;
pub(super) mod inspections;
pub(super) mod lists;
pub(super) mod own_pages;
mod questions;
pub(super) mod recommendation;
pub(super) mod report;
pub(super) mod scrutiny;
pub(super) mod theme;
