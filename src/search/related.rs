//! Everyday words for what reports say in the words of the trade, so that a question in plain language finds
//! its page. They count little beside the words that stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::terms::Terms;

/// `words of the trade = words of everyday`, one group a line; either side leads to the other.
const GROUPS: &str = include_str!("related.txt");

/// A phrase's stems, and the group that it leads to.
type Phrase = (Vec<Arc<str>>, usize);

/// Groups by the stems of the phrases that recognise them.
pub(super) struct Groups {
    /// By first stem.
    phrases: BTreeMap<Arc<str>, Vec<Phrase>>,
    groups: Vec<&'static str>,
}

impl Groups {
    pub(super) fn new() -> Self {
        let terms = Terms::default();
        let mut phrases: BTreeMap<Arc<str>, Vec<Phrase>> = BTreeMap::new();
        let lines = GROUPS.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut groups = Vec::new();
        for (number, line) in lines.enumerate() {
            groups.push(line);
            for phrase in line.split('=').flat_map(|side| side.split(',')) {
                let stems = stems(&terms, phrase);
                if let Some(first) = stems.first() {
                    phrases.entry(first.clone()).or_default().push((stems, number));
                }
            }
        }
        Self { phrases, groups }
    }
}

/// Finds related words, in one thread.
pub(super) struct Related<'a> {
    groups: &'a Groups,
    terms: Terms,
}

impl<'a> Related<'a> {
    pub(super) fn of(groups: &'a Groups) -> Self {
        Self { groups, terms: Terms::default() }
    }

    /// The words that mean the same as some of a text's.
    pub(super) fn to(&self, text: &str) -> String {
        let Groups { phrases, groups } = self.groups;
        let stems = stems(&self.terms, text);
        let mut found = BTreeSet::new();
        for (at, stem) in stems.iter().enumerate() {
            let here = phrases.get(stem).into_iter().flatten();
            found.extend(here.filter(|(phrase, _)| stems[at..].starts_with(phrase)).map(|(_, group)| *group));
        }
        found.into_iter().map(|group| groups[group].replace(['=', ','], " ")).collect::<Vec<_>>().join(" ")
    }
}

/// Stems of all words, stop words too: `out of area` is not any area.
fn stems(terms: &Terms, text: &str) -> Vec<Arc<str>> {
    terms.words(text).into_iter().map(|word| word.stem).collect()
}
