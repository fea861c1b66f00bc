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

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Knowledge;
use crate::site::{Page, Site};

/// The files, by address; `pages` are all pages of the site.
///
/// # Errors
///
/// When a table cannot be written in its format: half a download would look like a whole one.
pub fn files(site: &Site<'_>, pages: &[Page]) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let knowledge = site.knowledge();
    let tables = tables::all(knowledge);
    let mut files = csv::files(&tables)?;
    files.push((json::DATA.to_owned(), json::data(knowledge, &tables)?));
    files.push((json::SCHEMA.to_owned(), json::schema(&tables)?));
    files.extend(feeds::files(site));
    files.extend(map::files(knowledge, pages));
    Ok(files)
}

/// A file of the site that cannot be written in its format.
pub(crate) fn unmade(address: &str, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T1005, format!("`{address}` cannot be made: {error}"))
        .hint("this is a defect of throughline; please report it")
}

/// The base of full addresses; empty where the site does not know where it stands.
fn base(knowledge: &Knowledge) -> &str {
    knowledge.documents.settings.base_url.as_deref().unwrap_or_default()
}
