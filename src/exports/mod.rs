//! Knowledge to files for other programs: tables, feeds, a map of the site.
//!
//! Start at [`files`]. What a column of a table means stands once, in
//! [`dictionary`](crate::site::dictionary): the CSV files, the JSON, its schema and the page of the downloads are
//! made from it. What is not stated is empty; no file holds a time at
//! which it was made.

mod csv;
mod feeds;
mod json;
mod map;
mod tables;
mod xml;

use crate::model::Knowledge;
use crate::site::{Page, Site};

/// The files, by address; `pages` are all pages of the site.
#[must_use]
pub fn files(site: &Site<'_>, pages: &[Page]) -> Vec<(String, Vec<u8>)> {
    let knowledge = site.knowledge();
    let tables = tables::all(knowledge);
    let mut files = csv::files(&tables);
    files.push(("data/throughline.json".to_owned(), json::data(knowledge, &tables)));
    files.push(("data/schema.json".to_owned(), json::schema(&tables)));
    files.extend(feeds::files(site));
    files.extend(map::files(knowledge, pages));
    files
}

/// The base of full addresses; empty where the site does not know where it stands.
fn base(knowledge: &Knowledge) -> &str {
    knowledge.documents.settings.base_url.as_deref().unwrap_or_default()
}
