//! The tables as JSON and the schema that it follows (JSON Schema, draft 2020-12): one document, or of a large site
//! parts, each a document of the same form, and an index of them in the document's place.

use std::io::{self, Write as _};

use serde_json::{Map, Value as Json, json};

use crate::model::Knowledge;
use crate::site::dictionary::{Cell, Meaning, TABLES, Type};

/// The version of the document's form: it changes when a column changes its meaning or goes.
const FORM: u32 = 1;

/// What stands before the tables: first the form, so that a program can tell whether it knows the rest.
fn opening(knowledge: &Knowledge) -> Map<String, Json> {
    let settings = &knowledge.documents.settings;
    let fields: [(&str, Json); 4] = [
        ("form", FORM.into()),
        ("title", settings.title.clone().into()),
        ("base_url", settings.base_url.clone().into()),
        ("licence", settings.licence.clone().into()),
    ];
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A document of tables, each with its rows as [`Rows`] wrote them.
pub(super) fn document<'a>(knowledge: &Knowledge, tables: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut bytes = Json::Object(opening(knowledge)).to_string().into_bytes();
    // The tables go on where the object would end.
    bytes.pop();
    for (name, rows) in tables {
        bytes.extend([b",\"", name.as_bytes(), b"\":[", rows, b"]"].concat());
    }
    bytes.extend_from_slice(b"}\n");
    bytes
}

/// What stands in the document's place where it is in parts: the files of the parts with how many rows of each table
/// they have, and the files of each table.
pub(super) fn index(knowledge: &Knowledge, parts: Vec<Json>, tables: Map<String, Json>) -> Vec<u8> {
    let mut index = opening(knowledge);
    index.insert("parts".to_owned(), Json::Array(parts));
    index.insert("tables".to_owned(), Json::Object(tables));
    format!("{:#}\n", Json::Object(index)).into_bytes()
}

/// Rows that are being written, with commas between them.
pub(super) struct Rows<'a> {
    columns: &'a [Meaning],
    bytes: Vec<u8>,
    pub(super) count: usize,
    /// The first failure, which makes the rows worth nothing.
    failed: io::Result<()>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(columns: &'a [Meaning]) -> Self {
        Self { columns, bytes: Vec::new(), count: 0, failed: Ok(()) }
    }

    pub(super) fn row(&mut self, cells: &[Cell]) {
        let mut before = if self.count == 0 { "{" } else { ",{" };
        self.count += 1;
        for (column, cell) in self.columns.iter().zip(cells) {
            if self.failed.is_ok() {
                // A column's name has no letter that JSON would write otherwise.
                self.failed = write!(self.bytes, "{before}\"{}\":", column.name).and_then(|()| self.value(cell));
            }
            before = ",";
        }
        self.bytes.push(b'}');
    }

    fn value(&mut self, cell: &Cell) -> io::Result<()> {
        let out = &mut self.bytes;
        match cell {
            Cell::Nothing => out.write_all(b"null"),
            Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
            Cell::Number(number) => write!(out, "{number}"),
            Cell::Bool(yes) => write!(out, "{yes}"),
            Cell::List(list) => Ok(serde_json::to_writer(out, list)?),
        }
    }

    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        self.failed.map(|()| self.bytes)
    }
}

pub(super) fn schema() -> Vec<u8> {
    let mut properties = Map::new();
    properties.insert("form".to_owned(), json!({ "const": FORM, "description": "version of the document’s form" }));
    properties.insert("title".to_owned(), json!({ "type": "string", "description": "the site’s name" }));
    let optional = |about: &str| json!({ "type": ["string", "null"], "description": about });
    properties.insert("base_url".to_owned(), optional("where the site stands"));
    properties.insert("licence".to_owned(), optional("terms of use of the summaries"));
    for table in TABLES {
        let meanings = table.columns();
        let columns: Map<String, Json> = meanings.iter().map(|c| (c.name.to_owned(), of_column(c))).collect();
        let names: Vec<&str> = meanings.iter().map(|c| c.name).collect();
        // Every column stands in every row: one that is missing is a mistake and never means nothing.
        let rows = json!({
            "type": "object", "properties": columns, "required": names, "additionalProperties": false,
        });
        properties
            .insert(table.name().to_owned(), json!({ "type": "array", "description": table.about(), "items": rows }));
    }
    let required: Vec<&String> = properties.keys().collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Throughline data",
        "description": "What inspectors asked for, and what later reports said became of it.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    });
    format!("{schema:#}\n").into_bytes()
}

fn of_column(column: &Meaning) -> Json {
    let (kind, more) = match column.holds {
        Type::Text => ("string", None),
        Type::Word(words) => {
            // A list of words holds every value that may stand there, so nothing has to be one of them.
            let nothing = (!column.always).then_some(Json::Null);
            ("string", Some(("enum", words.iter().map(|word| json!(word)).chain(nothing).collect())))
        }
        // A date may be known in part: a year, or a month of one.
        Type::Date => ("string", Some(("pattern", json!("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")))),
        Type::Number => ("integer", Some(("minimum", json!(0)))),
        Type::Bool => ("boolean", None),
        Type::List => ("array", Some(("items", json!({ "type": "string" })))),
    };
    let mut schema = Map::new();
    let kinds = if column.always { json!(kind) } else { json!([kind, "null"]) };
    schema.insert("type".to_owned(), kinds);
    if let Some((key, value)) = more {
        schema.insert(key.to_owned(), value);
    }
    schema.insert("description".to_owned(), column.means.into());
    Json::Object(schema)
}
