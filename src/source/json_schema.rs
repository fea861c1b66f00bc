//! JSON Schema of the files that editors write, made from the tables of keys: an editor with support for TOML
//! completes and checks by it. It knows forms; what a value means, only `throughline check` does.

use serde_json::{Map, Value, json};

use super::schema::{ALL, Key, Schema};

/// The dialect that the schemas are written in, as editors for TOML read it.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";
/// As in `ids.rs`, without the few ids that no disk takes.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day, a month or a year: editors hand a TOML date on as its text.
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// The schema of one kind of file, by the short title of its table, such as `a report`.
///
/// Nothing where no kind of file is called that.
#[must_use]
pub fn of_file(short_title: &str) -> Option<Value> {
    let schema = ALL.iter().find(|schema| schema.short_title() == short_title)?;
    let mut object = object(schema);
    object.insert("$schema".to_owned(), json!(DIALECT));
    object.insert("title".to_owned(), json!(format!("Throughline: {}", schema.title.replace('`', ""))));
    Some(Value::Object(object))
}

fn object(schema: &Schema) -> Map<String, Value> {
    let properties: Map<String, Value> =
        schema.keys.iter().map(|key| (key.name.to_owned(), property(schema, key))).collect();
    let required: Vec<&str> = schema.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    // An unknown key is an error there too.
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(schema: &Schema, key: &Key) -> Value {
    // What a table of the program's own takes in words that are not known here is left open: a test sees that
    // there are none.
    let mut property = takes(schema, key).unwrap_or_default();
    property.insert("description".to_owned(), json!(key.about.replace('`', "")));
    Value::Object(property)
}

/// What a key takes, from the words of its table.
fn takes(schema: &Schema, key: &Key) -> Option<Map<String, Value>> {
    let form = match key.takes {
        "text" | "kind" | "finding id" | "report id" | "finding or report id" | "mail or web address" => {
            json!({"type": "string"})
        }
        "address" => json!({"type": "string", "format": "uri"}),
        "id" => json!({"type": "string", "pattern": ID}),
        "date" => json!({"type": "string", "pattern": DATE}),
        "year" => json!({"type": "integer"}),
        "number" => json!({"type": "number"}),
        "true or false" => json!({"type": "boolean"}),
        "list of texts" | "list of finding ids" => json!({"type": "array", "items": {"type": "string"}}),
        "list of ids" | "list of theme ids" => {
            json!({"type": "array", "items": {"type": "string", "pattern": ID}})
        }
        "table" => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        words => return nested(schema, key, words),
    };
    form.as_object().cloned()
}

/// A table within another, or one of a few words.
fn nested(schema: &Schema, key: &Key, words: &str) -> Option<Map<String, Value>> {
    if words.starts_with("table") {
        // A table without keys of its own in the list of tables: one of `review.toml`, which nobody writes by hand.
        let form = below(schema, key).map_or_else(|| json!({"type": "object"}), |below| Value::Object(object(below)));
        return if words.starts_with("tables") {
            json!({"type": "array", "items": form}).as_object().cloned()
        } else if words.ends_with("or a date") {
            json!({"anyOf": [{"type": "string", "pattern": DATE}, form]}).as_object().cloned()
        } else {
            form.as_object().cloned()
        };
    }
    // As documents write a choice: `one`, `two` or `three`.
    let choices: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    if choices.is_empty() {
        return None;
    }
    json!({"type": "string", "enum": choices}).as_object().cloned()
}

/// The table of keys that stands below a key: its title says so.
fn below(schema: &Schema, key: &Key) -> Option<&'static Schema> {
    let owner = match schema.title.strip_prefix('`').filter(|_| schema.title.contains("` of ")) {
        // `[[body]]` of a register is, for what stands below it, a body.
        Some(title) => format!("a {}", title.split('`').next()?.trim_matches(['[', ']'])),
        None => schema.short_title().to_owned(),
    };
    let named = |below: &&&Schema, of: Option<&str>| {
        let parts = below.title.strip_prefix('`').and_then(|title| title.split_once("` of "));
        let name_fits = |(name, _): &(&str, &str)| name.trim_matches(['[', ']']) == key.name;
        parts.filter(name_fits).is_some_and(|(_, stated)| of.is_none_or(|of| of == stated))
    };
    // Where none is of this owner, it is shared with another: codes of a body are those of an authority.
    let tables = || ALL.iter();
    tables().find(|below| named(&below, Some(&owner))).or_else(|| tables().find(|below| named(&below, None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Attributes stand in Markdown, where no editor reads a schema.
    const FILES: &[&str] = &[
        "`site.toml`",
        "an authority",
        "a register",
        "a theme",
        "a page of the site's own",
        "a framework",
        "a report",
        "`review.toml`",
    ];

    #[test]
    fn every_kind_of_file_has_a_schema_in_which_each_key_has_a_form() {
        for file in FILES {
            let schema = of_file(file).unwrap_or_else(|| panic!("{file}"));
            formed(&schema, file);
        }
        let tables = ALL.iter().filter(|s| !s.title.contains("` of ") && !s.title.starts_with("attributes"));
        assert_eq!(tables.map(Schema::short_title).collect::<Vec<_>>(), FILES);
    }

    /// Whether each property down to the last says more than what it is for.
    fn formed(schema: &Value, place: &str) {
        for (name, property) in schema["properties"].as_object().unwrap() {
            let place = format!("{place} {name}");
            let form = property.as_object().unwrap();
            assert!(form.len() > 1, "{place} is open");
            for inner in [property, &property["items"], &property["anyOf"][1]] {
                if inner["properties"].is_object() {
                    formed(inner, &place);
                }
            }
        }
    }

    #[test]
    fn a_report_needs_its_title_and_takes_no_word_of_its_own() {
        let schema = of_file("a report").unwrap();
        assert_eq!(schema["required"], json!(["title", "framework", "wording"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["properties"]["wording"]["enum"], json!(["summary", "verbatim"]));
        assert_eq!(schema["properties"]["judgement"]["items"]["required"], json!(["name", "grade"]));
        assert_eq!(schema["properties"]["inspected"]["anyOf"][1]["required"], json!(["to"]));
        assert_eq!(of_file("a report of somebody's"), None);
    }
}
