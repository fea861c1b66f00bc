//! Knowledge to files for other programs: tables, feeds, a map of the site.
//!
//! Start at [`files`]. What a column of a table means and how its cells are read stands once, in
//! [`dictionary`](crate::site::dictionary): the CSV files, the JSON, its schema and the page of the downloads
//! are made from it. What is not stated is empty; no file holds a time at which it was made.

mod csv;
mod feeds;
mod json;
mod map;
mod xml;

use crate::diagnostics::Diagnostic;
use crate::model::Knowledge;
use crate::site::dictionary::{Cell, Content, Meaning, TABLES, Table};
use crate::site::{Page, Site};

/// A table with its rows, each with a cell a column.
struct Filled {
    table: &'static dyn Table,
    columns: Vec<Meaning>,
    rows: Vec<Vec<Cell>>,
}

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
    made(site, pages)?.iter().try_for_each(|(name, bytes)| put(name, bytes))
}

fn made(site: &Site<'_>, pages: &[Page]) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let knowledge = site.knowledge();
    let tables = filled(knowledge);
    let mut files = csv::files(&tables)?;
    files.push(("data/throughline.json".to_owned(), json::data(knowledge, &tables)));
    files.push(("data/schema.json".to_owned(), json::schema(&tables)));
    files.extend(feeds::files(site)?);
    files.extend(map::files(knowledge, pages)?);
    Ok(files)
}

/// All tables.
fn filled(knowledge: &Knowledge) -> Vec<Filled> {
    let content = Content { knowledge, base: base(knowledge) };
    let fill =
        |table: &&'static dyn Table| Filled { table: *table, columns: table.columns(), rows: table.rows(&content) };
    TABLES.iter().map(fill).collect()
}

/// The base of full addresses; empty where the site does not know where it stands.
fn base(knowledge: &Knowledge) -> &str {
    knowledge.documents.settings.base_url.as_deref().unwrap_or_default()
}
