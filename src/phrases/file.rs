//! The lines of a field's files: what stands in them, whoever compares it with texts.

use std::sync::Arc;

use super::meaning::Meaning;
use super::place::{Place, Source};

/// A phrase as it is written, what it means and where it stands.
#[derive(Debug)]
pub(super) struct Entry<M> {
    pub(super) meaning: M,
    pub(super) text: &'static str,
    pub(super) place: Place,
}

/// The phrases of a file, in order; what cannot be read goes to the faults.
pub(super) fn entries<M: Meaning>(source: Source, faults: &mut Vec<String>) -> Vec<Entry<M>> {
    let mut meaning = None;
    let mut entries = Vec::new();
    for (place, text) in lines(source).filter(|(_, line)| class_line(line).is_none()) {
        if let Some(name) = text.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            meaning = M::parse(name);
            if meaning.is_none() {
                faults.push(format!("{place}: nothing means `{name}`"));
            }
        } else if let Some(meaning) = meaning {
            entries.push(Entry { meaning, text, place });
        } else {
            faults.push(format!("{place}: no meaning stands above"));
        }
    }
    entries
}

/// The meanings that no file has a phrase for, as faults.
pub(super) fn without_phrase<M: Meaning>(has: impl Fn(M) -> bool) -> Vec<String> {
    let none = M::ALL.iter().filter(|meaning| !has(**meaning));
    none.map(|meaning| format!("no phrase means `{}`", meaning.word())).collect()
}

/// The name and the words of a class that a line lists; one that only begins with `@class` is a phrase.
pub(super) fn class_line(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.strip_prefix('@')?.split_once(':')?;
    (!name.contains(char::is_whitespace)).then_some((name, words))
}

/// The lines that say something, with their places.
pub(super) fn lines(source: Source) -> impl Iterator<Item = (Place, &'static str)> {
    let file: Arc<str> = source.file.into();
    let numbered = source.text.lines().map(str::trim).enumerate();
    numbered
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(move |(number, line)| (Place { file: Arc::clone(&file), line: number + 1 }, line))
}
