//! The tables as one JSON document, and the schema that it follows (JSON Schema, draft 2020-12).

use serde_json::{Map, Value as Json, json};

use super::Filled;
use crate::model::Knowledge;
use crate::site::dictionary::{Cell, Meaning, Type};

/// The version of the document's form: it changes when a column changes its meaning or goes.
const FORM: u32 = 1;

pub(super) fn data(knowledge: &Knowledge, tables: &[Filled]) -> Vec<u8> {
    let settings = &knowledge.documents.settings;
    let mut document = Map::new();
    // First, so that a program can tell whether it knows the rest.
    document.insert("form".to_owned(), FORM.into());
    document.insert("title".to_owned(), settings.title.clone().into());
    document.insert("base_url".to_owned(), settings.base_url.clone().into());
    document.insert("licence".to_owned(), settings.licence.clone().into());
    for table in tables {
        let rows = table.rows.iter().map(|row| object(&table.columns, row)).collect();
        document.insert(table.table.name().to_owned(), Json::Array(rows));
    }
    // A value of JSON is shown as JSON, which cannot fail as serialising other types can.
    format!("{}\n", Json::Object(document)).into_bytes()
}

fn object(columns: &[Meaning], row: &[Cell]) -> Json {
    Json::Object(columns.iter().zip(row).map(|(column, value)| (column.name.to_owned(), plain(value))).collect())
}

fn plain(value: &Cell) -> Json {
    match value {
        Cell::Nothing => Json::Null,
        Cell::Text(text) => text.clone().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Bool(yes) => (*yes).into(),
        Cell::List(list) => list.clone().into(),
    }
}

pub(super) fn schema(tables: &[Filled]) -> Vec<u8> {
    let mut properties = Map::new();
    properties.insert("form".to_owned(), json!({ "const": FORM, "description": "version of the document’s form" }));
    properties.insert("title".to_owned(), json!({ "type": "string", "description": "the site’s name" }));
    let optional = |about: &str| json!({ "type": ["string", "null"], "description": about });
    properties.insert("base_url".to_owned(), optional("where the site stands"));
    properties.insert("licence".to_owned(), optional("terms of use of the summaries"));
    for table in tables {
        let columns: Map<String, Json> = table.columns.iter().map(|c| (c.name.to_owned(), of_column(c))).collect();
        let names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
        // Every column stands in every row: one that is missing is a mistake and never means nothing.
        let rows = json!({
            "type": "object", "properties": columns, "required": names, "additionalProperties": false,
        });
        properties.insert(
            table.table.name().to_owned(),
            json!({ "type": "array", "description": table.table.about(), "items": rows }),
        );
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
