//! What a report says of an earlier inspection, against what careful readers noted.
//!
//! The notes stand in `../shared/expected`. Those marked `inferred` are a reader's own reading of
//! neighbouring sentences: they are counted apart and printed, and do not fail the test.

use std::fs;
use std::path::{Path, PathBuf};

use throughline::import::extract::{BlockKind, extract};
use throughline::looks_back::{Extent, LookBack, Matter, Passage, looks_back};
use throughline::source::words::Verdict;
use toml::{Table, Value};

use crate::site::shared;

/// The blocks of a report that may hold sentences, with the heading above each, and what looks
/// back in them.
fn read(path: &Path) -> (Vec<String>, Vec<LookBack>) {
    let bytes = fs::read(path).unwrap();
    let extracted = extract(&bytes, path.file_name().unwrap().to_str().unwrap()).unwrap();
    let mut heading = "";
    let mut passages = Vec::new();
    for block in &extracted.blocks {
        if !matches!(block.kind, BlockKind::Furniture { .. }) {
            passages.push(Passage { text: &block.text, page: block.page, heading });
        }
        if matches!(block.kind, BlockKind::Heading { .. }) {
            heading = &block.text;
        }
    }
    (passages.iter().map(|p| p.text.to_owned()).collect(), looks_back(&passages))
}

pub(crate) fn tables(folder: &Path) -> Vec<(String, Table)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    let read = |path: &PathBuf| fs::read_to_string(path).unwrap().parse().unwrap();
    files.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(path))).collect()
}

pub(crate) fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

pub(crate) fn word<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn folded(text: &str) -> String {
    text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The annotators' words in the design's.
pub(crate) fn verdict(word: &str) -> Option<Verdict> {
    Verdict::parse(if word == "partly" { "partly-met" } else { word })
}

pub(crate) fn extent(words: &str) -> Option<Extent> {
    match words.split([':', ',', '(']).next().unwrap_or_default().trim() {
        "most" | "mainly" | "almost all" | "all but a very small number" => Some(Extent::Most),
        "some" => Some(Extent::Some),
        words if words == "all" || words.starts_with("both") => Some(Extent::All),
        _ => None,
    }
}

/// The PDF that `authority-YYYY-MM-DD` stands for.
fn pdf(shared: &Path, name: &str) -> PathBuf {
    let (authority, date) = name.split_at(name.len() - "-YYYY-MM-DD".len());
    let mut files = fs::read_dir(shared.join("documents/pdf").join(authority)).unwrap().map(|e| e.unwrap().path());
    files.find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(&date[1..])).unwrap()
}

#[test]
fn every_annotated_sentence_is_found_with_its_verdict_and_extent() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    let (mut right, mut inferred, mut inferred_right, mut further) = (0, 0, 0, 0);
    for (name, table) in tables(&shared.join("expected/pdf")) {
        let (_, found) = read(&pdf(&shared, &name));
        further += found.len();
        for entry in entries(&table, "earlier") {
            let begins = folded(word(entry, "sentence_begins"));
            let hit = found.iter().find(|b| folded(&b.text).starts_with(&begins));
            let said = extent(word(entry, "extent"));
            let fits = hit
                .is_some_and(|b| b.verdict == verdict(word(entry, "verdict")) && (said.is_none() || b.extent == said));
            further -= usize::from(hit.is_some());
            if entry.contains_key("inferred") {
                inferred += 1;
                inferred_right += usize::from(fits);
            } else if fits {
                right += 1;
            } else {
                wrong.push(format!("{name}: {begins}: {hit:?}"));
            }
        }
    }
    println!("annotated: {right} right, {} wrong; inferred: {inferred_right} of {inferred} right", wrong.len());
    println!("further sentences that look back, not annotated: {further}");
    assert!(right > 0 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_founding_documents_look_back_as_their_readers_noted() {
    let Some(shared) = shared() else { return };
    for (name, table) in tables(&shared.join("expected")) {
        let documents = fs::read_dir(shared.join("documents")).unwrap().map(|e| e.unwrap().path());
        let path = documents.into_iter().find(|p| p.file_stem().is_some_and(|s| s == name.as_str())).unwrap();
        let (passages, found) = read(&path);
        for entry in entries(&table, "looks_back") {
            let fits = found.iter().any(|b| answers(entry, b, &passages));
            assert!(fits, "{name}: {entry:?}\n{found:#?}");
        }
        if table.get("looks_back").is_none() && word(&table, "kind").contains("update") {
            assert!(found.is_empty(), "{name}: a claim is no look-back: {found:#?}");
        }
    }
}

/// Whether a look-back is the one that a reader noted.
fn answers(entry: &Table, found: &LookBack, passages: &[String]) -> bool {
    if entry.contains_key("mentions") {
        return found.matter != Matter::Areas;
    }
    let on = entry.get("on").and_then(Value::as_datetime).map(ToString::to_string);
    let dates: Vec<String> = found.about.dates.iter().map(ToString::to_string).collect();
    let same_date = on.is_none() || dates.is_empty() || dates.contains(&on.unwrap_or_default());
    let around = found.passage.saturating_sub(3)..=found.passage;
    let item = word(entry, "item");
    let in_item = item.is_empty() || passages[around].iter().any(|p| folded(p).contains(&folded(item)));
    let quantity = extent(word(entry, "quantity"));
    let same_extent = quantity.is_none() || found.extent == quantity;
    found.matter == Matter::Areas
        && found.verdict == verdict(word(entry, "verdict"))
        && same_date
        && in_item
        && same_extent
}
