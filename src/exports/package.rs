//! The tables as a Frictionless data package: what a program needs to know to read each CSV file, with types and keys
//! (specs.frictionlessdata.io, version 1). Made from the dictionary, as the page of the downloads is.

use serde_json::{Map, Value as Json, json};

use crate::site::dictionary::{Content, Meaning, Parts, TABLES, Table, Type};

/// Where it stands.
pub(super) const FILE: &str = "data/datapackage.json";

/// Terms of use that the Open Definition names, by words in which sites say them: words that must all be there, name, address.
const LICENCES: &[(&[&str], &str, &str)] = &[
    (
        &["open government licence", "3.0"],
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (&["cc by 4.0"], "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    (&["cc by-sa 4.0"], "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    (&["cc0"], "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

pub(super) fn package(content: &Content<'_>, parts: &Parts) -> Vec<u8> {
    let settings = &content.knowledge.documents.settings;
    let mut package = Map::new();
    package.insert("profile".to_owned(), "tabular-data-package".into());
    package.insert("name".to_owned(), "throughline".into());
    package.insert("title".to_owned(), settings.title.clone().into());
    if let Some(description) = &settings.description {
        package.insert("description".to_owned(), description.clone().into());
    }
    if let Some(base) = &settings.base_url {
        package.insert("homepage".to_owned(), base.clone().into());
    }
    if let Some(licence) = &settings.licence {
        package.insert("licenses".to_owned(), json!([licence_of(licence)]));
    }
    if let Some(publisher) = &settings.publisher {
        package.insert("contributors".to_owned(), json!([{ "title": publisher, "role": "publisher" }]));
    }
    let resource = |(n, table): (usize, &&dyn Table)| {
        let files: Vec<String> = parts.files(n).into_iter().map(|(name, _)| name).collect();
        resource(*table, &files)
    };
    package.insert("resources".to_owned(), TABLES.iter().enumerate().map(resource).collect());
    format!("{:#}\n", Json::Object(package)).into_bytes()
}

/// Terms of use; in words that nobody has a name for, the page of the downloads, which prints them, is where they stand.
fn licence_of(words: &str) -> Json {
    let small = words.to_lowercase();
    let named = LICENCES.iter().find(|(all, ..)| all.iter().all(|word| small.contains(word)));
    match named {
        Some((_, name, path)) => json!({ "name": name, "path": path, "title": words }),
        None => json!({ "path": "index.html", "title": words }),
    }
}

/// A table and its files: one path, or a list of them.
fn resource(table: &dyn Table, files: &[String]) -> Json {
    let path = if let [one] = files { json!(one) } else { json!(files) };
    let fields: Vec<Json> =
        table.columns().iter().map(|column| field(column, table.key() == Some(column.name))).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if let (Some(key), Some(schema)) = (table.key(), schema.as_object_mut()) {
        schema.insert("primaryKey".to_owned(), key.into());
    }
    let refers: Vec<Json> = table.refers().iter().map(|(column, other)| foreign(table, column, other)).collect();
    if let Some(schema) = schema.as_object_mut().filter(|_| !refers.is_empty()) {
        schema.insert("foreignKeys".to_owned(), refers.into());
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "description": table.about(),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema,
    })
}

fn foreign(table: &dyn Table, column: &str, other: &str) -> Json {
    let key = TABLES.iter().find(|t| t.name() == other).and_then(|t| t.key()).unwrap_or_default();
    // A table that refers to itself is named by nothing.
    let resource = if table.name() == other { "" } else { other };
    json!({ "fields": column, "reference": { "resource": resource, "fields": key } })
}

fn field(column: &Meaning, is_key: bool) -> Json {
    let mut field = Map::new();
    let mut limits = Map::new();
    let kind = match column.holds {
        Type::Text => "string",
        Type::Word(words) => {
            limits.insert("enum".to_owned(), json!(words));
            "string"
        }
        // A date may be known in part, which no type of dates takes.
        Type::Date => {
            limits.insert("pattern".to_owned(), "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?".into());
            "string"
        }
        Type::Number => {
            limits.insert("minimum".to_owned(), 0.into());
            "integer"
        }
        Type::Bool => "boolean",
        Type::List => "string",
    };
    field.insert("name".to_owned(), column.name.into());
    field.insert("type".to_owned(), kind.into());
    let means = match column.holds {
        Type::List => format!("{}; several have semicolons between them", column.means),
        _ => column.means.to_owned(),
    };
    field.insert("description".to_owned(), means.into());
    if column.holds == Type::Bool {
        field.insert("trueValues".to_owned(), json!(["true"]));
        field.insert("falseValues".to_owned(), json!(["false"]));
    }
    // A list with nothing in it is an empty cell, which counts as none.
    if column.always && column.holds != Type::List {
        limits.insert("required".to_owned(), true.into());
    }
    if is_key {
        limits.insert("unique".to_owned(), true.into());
    }
    if !limits.is_empty() {
        field.insert("constraints".to_owned(), limits.into());
    }
    Json::Object(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_a_column_and_every_reference_leads_to_one() {
        for table in TABLES {
            let columns: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
            assert!(table.key().is_none_or(|key| columns.contains(&key)), "{}", table.name());
            for (column, other) in table.refers() {
                assert!(columns.contains(column), "{}: {column}", table.name());
                assert!(TABLES.iter().any(|t| t.name() == *other && t.key().is_some()), "{other}");
            }
        }
    }

    #[test]
    fn a_table_in_parts_names_them_all() {
        let files = ["findings.csv".to_owned(), "findings-2.csv".to_owned()];
        let findings = TABLES.iter().find(|t| t.name() == "findings").copied().unwrap();
        assert_eq!(resource(findings, &files)["path"], json!(["findings.csv", "findings-2.csv"]));
        assert_eq!(resource(findings, &files[..1])["path"], json!("findings.csv"));
    }

    #[test]
    fn terms_of_use_are_named_where_they_have_a_name() {
        let name = |words| licence_of(words)["name"].as_str().map(str::to_owned);
        assert_eq!(name("Open Government Licence v3.0").as_deref(), Some("OGL-UK-3.0"));
        assert_eq!(name("Summaries: CC BY 4.0").as_deref(), Some("CC-BY-4.0"));
        assert_eq!(name("Open Government Licence"), None, "of which version is not said");
        assert_eq!(licence_of("Ask us")["path"], "index.html");
    }
}
