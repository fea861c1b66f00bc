//! The downloads: which files there are, and what every column holds.

use serde::Serialize;

use crate::site::context::{Anchor, PageContext};
use crate::site::dictionary::{Content, Meaning, Parts, TABLES, Table, Type};

#[derive(Debug, Serialize)]
pub(crate) struct DataView {
    tables: Vec<TableView>,
    /// Whether the CSV files begin with a byte order mark.
    marked: bool,
    /// The parts of the document, of a large site.
    parts: Vec<String>,
    feeds: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
struct TableView {
    name: &'static str,
    about: &'static str,
    /// One, or several of a large site.
    files: Vec<String>,
    columns: Vec<ColumnView>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    name: &'static str,
    holds: &'static str,
    /// The words that it may hold, where they are fixed.
    words: &'static [&'static str],
    always: bool,
    means: &'static str,
}

pub(crate) fn view(context: &PageContext<'_>) -> DataView {
    let feed = |file: &str, text: &str| Anchor { href: format!("{}{file}", context.root), text: text.to_owned() };
    // Where the files stand does not matter for where they are cut but for the length of the addresses in them.
    let base = context.knowledge.documents.settings.base_url.as_deref().unwrap_or_default();
    let parts = Parts::of(&Content { knowledge: context.knowledge, base });
    let names = |n| parts.files(n).into_iter().map(|(name, _)| name).collect();
    DataView {
        tables: TABLES.iter().enumerate().map(|(n, one)| table(*one, names(n))).collect(),
        marked: context.knowledge.documents.settings.csv_mark,
        parts: parts.document_files().filter(|_| parts.document.len() > 1).collect(),
        feeds: vec![
            feed("feed.xml", "Everything: reports, and each change of outcome"),
            feed("changes.xml", "Reports alone, with what each changed"),
        ],
    }
}

fn table(table: &dyn Table, files: Vec<String>) -> TableView {
    TableView { name: table.name(), about: table.about(), files, columns: table.columns().iter().map(column).collect() }
}

fn column(column: &Meaning) -> ColumnView {
    let holds = match column.holds {
        Type::Text => "text",
        // The template writes the words behind it.
        Type::Word(_) => "one of ",
        Type::Date => "date",
        Type::Number => "number",
        Type::Bool => "true or false",
        Type::List => "list",
    };
    let words = if let Type::Word(words) = column.holds { words } else { &[] };
    ColumnView { name: column.name, holds, words, always: column.always, means: column.means }
}
