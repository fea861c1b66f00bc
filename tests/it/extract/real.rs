//! Real reports, where they stand beside the repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::site::shared;
use throughline::import::extract::{BlockKind, Extracted, extract};

fn read(path: &Path) -> Extracted {
    extract(&fs::read(path).unwrap(), path.to_str().unwrap())
        .unwrap_or_else(|e| panic!("{}: {}", path.display(), e.message))
}

fn documents(shared: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(shared.join("documents")).sort_by_file_name().into_iter();
    found.map(|entry| entry.unwrap()).filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Letters and digits only: annotators and printers differ in dashes and quotes.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The beginnings of all blocks that can be items, with and without their numbers.
fn beginnings(extracted: &Extracted) -> Vec<String> {
    let mut all = Vec::new();
    for block in &extracted.blocks {
        match &block.kind {
            BlockKind::Item { .. } => all.push(plain(&block.text)),
            BlockKind::Numbered { .. } => all.push(plain(&block.text)),
            BlockKind::Row { cells, .. } => all.extend(cells.iter().map(|cell| plain(cell))),
            _ => {}
        }
    }
    all
}

#[test]
fn every_document_gives_words_and_numbered_paragraphs_in_order() {
    let Some(shared) = shared() else { return };
    for path in documents(&shared) {
        let extracted = read(&path);
        assert!(extracted.words > 500, "{}", path.display());
        let numbers: Vec<u32> = extracted
            .blocks
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Numbered { number } => number.parse().ok(),
                _ => None,
            })
            .collect();
        let breaks: Vec<_> = numbers.windows(2).filter(|pair| pair[1] != pair[0] + 1 && pair[1] != 1).collect();
        assert!(breaks.is_empty(), "{}: {breaks:?}", path.display());
    }
}

#[test]
fn annotated_items_and_judgements_are_blocks_of_their_own() {
    let Some(shared) = shared() else { return };
    let mut missing = Vec::new();
    for entry in fs::read_dir(shared.join("expected/pdf")).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(expected) = fs::read_to_string(&entry).unwrap().parse::<toml::Table>() else { continue };
        let Some(document) = expected.get("document").and_then(toml::Value::as_str) else { continue };
        let extracted = read(&shared.join(document));
        let begin = beginnings(&extracted);
        let sections = expected.get("section").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        for item in
            sections.iter().filter_map(|s| s.get("items_begin")?.as_array()).flatten().filter_map(toml::Value::as_str)
        {
            if !begin.iter().any(|text| text.starts_with(&plain(item))) {
                missing.push(format!("{document}: {item}"));
            }
        }
        for heading in sections.iter().filter_map(|s| s.get("heading")?.as_str()) {
            let is_heading = |b: &&throughline::import::extract::Block| matches!(b.kind, BlockKind::Heading { .. });
            if !extracted.blocks.iter().filter(is_heading).any(|b| plain(&b.text).starts_with(&plain(heading))) {
                missing.push(format!("{document}: heading {heading}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
