//! Knowledge to files for other programs: tables, feeds, a map of the site.
//!
//! Start at [`files`]. What a column of a table means and how its cells are read stands once, in
//! [`dictionary`](crate::site::dictionary): the CSV files, the JSON, its schema and the page of the downloads
//! are made from it. What is not stated is empty; no file holds a time at which it was made. Each file is handed over as
//! soon as it is made, and a large one is several, so that memory never holds all of them.

pub(crate) mod csv;
mod feeds;
mod json;
mod map;
mod package;
mod tables;
mod xml;

use crate::diagnostics::Diagnostic;
use crate::model::Knowledge;
use crate::site::dictionary::{Content, Parts};
use crate::site::{Page, Site};

/// Makes the files and hands each over by address; `pages` are all pages of the site.
///
/// # Errors
///
/// When one of them cannot be written out: half a table is worse than none; else the first failure of `put`.
pub fn files<E: From<Diagnostic> + Send>(
    site: &Site<'_>,
    pages: &[Page],
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let knowledge = site.knowledge();
    let content = Content { knowledge, base: base(knowledge) };
    let (tables, others) = rayon::join(
        || tables::files(&content, put),
        || {
            put("data/schema.json", &json::schema())?;
            put(package::FILE, &package::package(&content, &Parts::of(&content)))?;
            feeds::files(site, put)?;
            map::files(knowledge, pages, put)
        },
    );
    tables.and(others)
}

/// The base of full addresses; empty where the site does not know where it stands.
fn base(knowledge: &Knowledge) -> &str {
    knowledge.documents.settings.base_url.as_deref().unwrap_or_default()
}
