//! The downloads: which files there are, and what every column holds.

use serde::Serialize;

use crate::site::desk::{Anchor, Desk};
use crate::site::dictionary::{Column, TABLES, TableOf, Type};

#[derive(Debug, Serialize)]
pub(crate) struct DataView {
    tables: Vec<TableView>,
    feeds: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
struct TableView {
    name: &'static str,
    about: &'static str,
    file: String,
    columns: Vec<ColumnView>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    name: &'static str,
    holds: &'static str,
    always: bool,
    /// Words of the kind `code` stand between grave accents.
    means: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct Piece {
    code: bool,
    text: &'static str,
}

pub(crate) fn view(desk: &Desk<'_>) -> DataView {
    let feed = |file: &str, text: &str| Anchor { href: format!("{}{file}", desk.root), text: text.to_owned() };
    DataView {
        tables: TABLES.iter().map(table).collect(),
        feeds: vec![
            feed("feed.xml", "Everything: reports, and each change of outcome"),
            feed("changes.xml", "Reports alone, with what each changed"),
        ],
    }
}

fn table(of: &TableOf) -> TableView {
    TableView {
        name: of.name,
        about: of.about,
        file: format!("{}.csv", of.name),
        columns: of.columns.iter().map(column).collect(),
    }
}

fn column(column: &Column) -> ColumnView {
    let holds = match column.holds {
        Type::Text => "text",
        Type::Date => "date",
        Type::Number => "number",
        Type::Bool => "true or false",
        Type::List => "list",
    };
    let pieces = column.means.split('`').enumerate().map(|(n, text)| Piece { code: n % 2 == 1, text });
    ColumnView {
        name: column.name,
        holds,
        always: column.always,
        means: pieces.filter(|p| !p.text.is_empty()).collect(),
    }
}
