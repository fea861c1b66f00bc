//! The shapes met in real reports, each as a small report about a made-up place: a text file in
//! `shapes/` with what must be recognised beside it, compared whole.
//!
//! A new case costs a text file. `THROUGHLINE_REWRITE=1` writes what is expected anew, for a person
//! to read against the text.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use throughline::import::extract::extract;
use throughline::import::recognise::{self, SourceFile};
use throughline::looks_back::Reader;
use throughline::source::framework;

use super::COUNCILS;
use crate::site::repository;

fn folder() -> PathBuf {
    repository().join("tests/it/import/shapes")
}

/// What a text is recognised as, without what depends on its bytes and without prose.
fn recognised(path: &Path) -> Value {
    let name = path.file_name().unwrap().to_str().unwrap();
    let extracted = extract(&fs::read(path).unwrap(), name).unwrap();
    let frameworks = framework::shipped();
    let framework = recognise::framework(&extracted, &frameworks).unwrap();
    let file = SourceFile { name: name.to_owned(), sha256: String::new() };
    let report =
        serde_json::to_value(recognise::recognise(&extracted, framework, file, &COUNCILS, &Reader::new(&frameworks)))
            .unwrap();
    let sections: Vec<Value> = report["sections"].as_array().unwrap().iter().map(section).collect();
    let unsure: Vec<Value> = report["unsure"].as_array().unwrap().iter().map(unsure).collect();
    let mut kept = json!({});
    for key in ["framework", "authority", "inspected", "published", "inspectors", "scope", "judgements"] {
        kept[key] = report[key].clone();
    }
    kept["authority"] = kept["authority"]["name"].clone();
    kept["sections"] = json!(sections);
    kept["looks_back"] = report["looks_back"].clone();
    kept["unsure"] = json!(unsure);
    kept["furniture"] = report["furniture"].clone();
    kept
}

/// What to look at; of a section also why.
fn unsure(unsure: &Value) -> Value {
    let field = unsure["field"].as_str().unwrap();
    if field.starts_with("section") {
        json!(format!("{field}: {}", unsure["why"].as_str().unwrap()))
    } else {
        json!(field)
    }
}

fn section(section: &Value) -> Value {
    let items: Vec<Value> = section["items"].as_array().unwrap().iter().map(item).collect();
    let mut short = json!({ "heading": section["heading"], "kind": section["kind"], "items": items });
    if section["scope"] == "LSCB" {
        short["scope"] = section["scope"].clone();
    }
    short
}

/// An item without the fields that are empty; a bare text where it is nothing else.
fn item(item: &Value) -> Value {
    let mut short = item.as_object().unwrap().clone();
    short.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    if let Some(children) = short.get_mut("children") {
        *children = children.as_array().unwrap().iter().map(self::item).collect();
    }
    if short.len() == 1 { short["text"].clone() } else { Value::Object(short) }
}

#[test]
fn each_shape_is_recognised() {
    let rewrite = std::env::var_os("THROUGHLINE_REWRITE").is_some();
    let mut files: BTreeSet<PathBuf> = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    let texts: Vec<PathBuf> = files.iter().filter(|p| p.extension().is_some_and(|e| e != "json")).cloned().collect();
    let mut wrong = Vec::new();
    for text in texts {
        let found = format!("{:#}\n", recognised(&text));
        let beside = text.with_extension("expected.json");
        if rewrite {
            fs::write(&beside, &found).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n") != found {
            wrong.push(format!("{}:\n{found}", text.display()));
        }
        files.remove(&text);
        files.remove(&beside);
    }
    assert!(files.is_empty(), "files that no case expects: {files:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
