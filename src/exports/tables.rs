//! The tables, part by part: the rows of each are read once and written as CSV and as JSON.

use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::csv::Lines;
use super::json::{self, Rows};
use crate::diagnostics::{Diagnostic, unwritten};
use crate::site::dictionary::{Content, DOCUMENT, Meaning, Part, Parts, TABLES, Table};

/// A table that is being written.
struct Open {
    table: &'static dyn Table,
    columns: Vec<Meaning>,
    /// Its files, with the parts that each holds.
    files: std::vec::IntoIter<(String, std::ops::Range<usize>)>,
    /// The file that is being written, and what stands in it so far.
    file: Option<(String, std::ops::Range<usize>)>,
    bytes: Vec<u8>,
}

pub(super) fn files<E: From<Diagnostic> + Send>(
    content: &Content<'_>,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let parts = Parts::of(content);
    written(content, &parts, put)
}

pub(super) fn written<E: From<Diagnostic> + Send>(
    content: &Content<'_>,
    parts: &Parts,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let mut tables: Vec<Open> = (TABLES.iter().enumerate())
        .map(|(n, table)| Open {
            table: *table,
            columns: table.columns(),
            files: parts.files(n).into_iter(),
            file: None,
            bytes: Vec::new(),
        })
        .collect();
    let mut listed = Vec::new();
    // One after the other, so that memory holds one of them and not all.
    for ((n, part), file) in parts.document.iter().enumerate().zip(parts.document_files()) {
        let made = tables.par_iter_mut().map(|open| of_part(open, content, n, part, put));
        let made: Vec<Fragment> = made.collect::<Result<_, E>>()?;
        let named = || tables.iter().zip(&made).map(|(open, made)| (open.table.name(), made));
        let document = json::document(content.knowledge, named().map(|(name, made)| (name, made.rows.as_slice())));
        put(&format!("data/{file}"), &document)?;
        let counts: Map<String, Json> = named().map(|(name, made)| (name.to_owned(), made.count.into())).collect();
        let council = |id| content.knowledge.report(id).authority.clone();
        let (first, last) = (part.report_ids().next().map(council), part.report_ids().last().map(council));
        listed.push(json!({ "file": file, "first": first, "last": last, "rows": counts }));
    }
    if listed.len() > 1 {
        let names = |n: usize| parts.files(n).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        let files = TABLES.iter().enumerate().map(|(n, table)| (table.name().to_owned(), json!(names(n)))).collect();
        put(&format!("data/{DOCUMENT}.json"), &json::index(content.knowledge, listed, files))?;
    }
    Ok(())
}

/// A table's rows of one part, as JSON.
struct Fragment {
    rows: Vec<u8>,
    count: usize,
}

fn of_part<E: From<Diagnostic>>(
    open: &mut Open,
    content: &Content<'_>,
    number: usize,
    part: &Part,
    put: &impl Fn(&str, &[u8]) -> Result<(), E>,
) -> Result<Fragment, E> {
    let begins = open.file.is_none();
    let marked = begins && content.knowledge.documents.settings.csv_mark;
    let mut lines = if marked { Lines::marked() } else { Lines::new() };
    if begins {
        open.file = open.files.next();
        lines.head(&open.columns);
    }
    let mut rows = Rows::new(&open.columns);
    open.table.each(content, part, &mut |cells| {
        lines.row(cells);
        rows.row(cells);
    });
    let path = format!("data/{}", open.file.as_ref().map_or("", |(name, _)| name));
    let lines = lines.finish().map_err(|error| unwritten(&path, &error))?;
    let count = rows.count;
    let rows = rows.finish().map_err(|error| unwritten(&path, &error))?;
    // Most tables are one part, which need not be copied.
    if open.bytes.is_empty() {
        open.bytes = lines;
    } else {
        open.bytes.extend_from_slice(&lines);
    }
    if open.file.as_ref().is_some_and(|(_, parts)| parts.end == number + 1) {
        open.file = None;
        put(&path, &std::mem::take(&mut open.bytes))?;
    }
    Ok(Fragment { rows, count })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::*;
    use crate::diagnostics::Diagnostic;
    use crate::model::Knowledge;
    use crate::source::{Documents, Files};

    fn knowledge() -> Knowledge {
        let report = |name: &str| {
            let text = format!(
                "+++\ntitle = \"Inspection of {name}\"\nframework = \"ilacs\"\npublished = 2020-03-01\n\
                 wording = \"summary\"\n+++\n\n## What needs to improve\n\n- Plans are late in {name}. {{#plans}}\n"
            );
            (format!("content/inspections/{name}/2020-03-ilacs.md"), text)
        };
        let names = ["ashby", "burwick", "corley", "denholm", "elmham", "foxley"];
        let files = names.map(report);
        let councils = names.map(|n| (format!("content/authorities/{n}.md"), format!("+++\nname = \"{n}\"\n+++\n")));
        let all = files.iter().chain(&councils).map(|(path, text)| (path.as_str(), text.as_str()));
        let (documents, _) = Documents::read(Files::from_texts(all));
        Knowledge::build(documents).0
    }

    fn files_cut_at(knowledge: &Knowledge, most: usize) -> BTreeMap<String, String> {
        let content = Content { knowledge, base: "" };
        let files = Mutex::new(BTreeMap::new());
        let put = |name: &str, bytes: &[u8]| {
            files.lock().unwrap().insert(name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
            Ok::<(), Diagnostic>(())
        };
        written(&content, &Parts::cut_at(&content, most), &put).unwrap();
        files.into_inner().unwrap()
    }

    #[test]
    fn parts_joined_are_the_whole() {
        let knowledge = knowledge();
        let (whole, cut) = (files_cut_at(&knowledge, usize::MAX), files_cut_at(&knowledge, 600));
        let lines = |text: &str| text.split_inclusive("\r\n").skip(1).map(str::to_owned).collect::<Vec<_>>();
        let index: Json = serde_json::from_str(&cut["data/throughline.json"]).unwrap();
        let document: Json = serde_json::from_str(&whole["data/throughline.json"]).unwrap();
        let parts: Vec<Json> = (index["parts"].as_array().unwrap().iter())
            .map(|part| serde_json::from_str(&cut[&format!("data/{}", part["file"].as_str().unwrap())]).unwrap())
            .collect();
        assert!(parts.len() > 1 && cut.contains_key("data/findings-2.csv"), "{:?}", cut.keys());
        for table in TABLES {
            let names = index["tables"][table.name()].as_array().unwrap();
            let joined: Vec<String> =
                names.iter().flat_map(|name| lines(&cut[&format!("data/{}", name.as_str().unwrap())])).collect();
            assert_eq!(joined, lines(&whole[&format!("data/{}.csv", table.name())]), "{}", table.name());
            let rows: Vec<&Json> = parts.iter().flat_map(|part| part[table.name()].as_array().unwrap()).collect();
            assert_eq!(rows, document[table.name()].as_array().unwrap().iter().collect::<Vec<_>>());
        }
    }
}
