//! Tables in `docs/` that are made from the program.
//!
//! A table stands between `<!-- NAME: what -->` and `<!-- end -->`; the prose
//! around it is written by hand. `THROUGHLINE_REWRITE=1 cargo test --test it
//! docs` writes the tables again. The examples that name a file are one site,
//! and it must be right.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::diagnostics::{self, Code};
use throughline::model::Knowledge;
use throughline::source::schema::{self, Schema};
use throughline::source::{Documents, Files};

const END: &str = "<!-- end -->";

/// The keys of one kind of file, as a table.
fn keys(schema: &Schema) -> String {
    let mut out = "| key | takes | needed | what it says |\n|---|---|---|---|\n".to_owned();
    for key in schema.keys {
        let needed = if key.required { "yes" } else { "" };
        writeln!(out, "| `{}` | {} | {needed} | {} |", key.name, key.takes, key.about).unwrap();
    }
    out
}

/// The codes of one group, such as `T04`, as a table.
fn codes(group: &str) -> String {
    let mut out = "| code | severity | title | what it means |\n|---|---|---|---|\n".to_owned();
    for code in Code::ALL.iter().filter(|code| code.name().starts_with(group)) {
        let (name, severity) = (code.name(), code.severity().word());
        writeln!(out, "| {name} | {severity} | {} | {} |", code.title(), code.about()).unwrap();
    }
    out
}

/// Puts `table` between the markers of `name`; the markers stand exactly once.
fn put(text: &str, name: &str, table: &str) -> String {
    let marker = format!("<!-- {name} -->\n");
    assert_eq!(text.matches(&marker).count(), 1, "`{}` stands once in the document", marker.trim());
    let (before, rest) = text.split_once(&marker).unwrap();
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{name} is not ended"));
    format!("{before}{marker}\n{table}\n{END}{after}")
}

/// Compares a document with its tables made anew, or writes it.
fn hold(file: &str, tables: &[(String, String)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let markers = text.matches(END).count();
    assert_eq!(markers, tables.len(), "{file} has {markers} tables, the program {}", tables.len());
    let made = tables.iter().fold(text.clone(), |text, (name, table)| put(&text, name, table));
    if std::env::var_os("THROUGHLINE_REWRITE").is_some_and(|v| v == "1") {
        fs::write(&path, &made).unwrap();
    } else {
        assert!(made == text, "docs/{file} is out of step: THROUGHLINE_REWRITE=1 writes its tables again");
    }
}

#[test]
fn every_key_stands_in_the_format() {
    let tables: Vec<_> = schema::ALL.iter().map(|s| (format!("keys: {}", s.title), keys(s))).collect();
    hold("format.md", &tables);
}

#[test]
fn every_code_stands_in_the_diagnostics() {
    let mut groups: Vec<&str> = Code::ALL.iter().map(|code| &code.name()[..3]).collect();
    groups.dedup();
    let tables: Vec<_> = groups.iter().map(|group| (format!("codes: {group}"), codes(group))).collect();
    hold("diagnostics.md", &tables);
}

/// A code that nothing emits promises a message that never comes.
#[test]
fn every_code_is_emitted_somewhere() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&source).into_iter().map(Result::unwrap);
    let rust = files.filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    let text: String = rust.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect();
    let silent: Vec<&str> =
        Code::ALL.iter().map(|code| code.name()).filter(|name| !text.contains(&format!("Code::{name}"))).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// The blocks of code that name a file behind their language: path and text.
fn files_of(document: &str) -> Vec<(&str, &str)> {
    let fences = document.split("\n```").skip(1).step_by(2);
    fences
        .filter_map(|block| {
            let (language, text) = block.split_once('\n')?;
            Some((language.split_once(' ')?.1, text))
        })
        .collect()
}

#[test]
fn the_examples_of_the_format_make_a_site() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md")).unwrap();
    let files = files_of(&text);
    assert!(files.len() > 8, "{} examples name a file", files.len());
    let (documents, mut problems) = Documents::read(Files::from_texts(files));
    let (knowledge, more) = Knowledge::build(documents);
    problems.extend(more);
    let drawn: Vec<String> =
        problems.iter().map(|p| diagnostics::draw(p, &knowledge.documents.sources, false)).collect();
    assert!(drawn.is_empty(), "{}", drawn.join("\n"));
}
