//! Everyday words for what reports say in the words of the trade, so that a question in plain language finds
//! its page. They count little beside the words that stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::asking::asks;
use crate::terms::{Terms, is_weak};

/// `words of the trade = words of everyday`, one group a line; a phrase of the left side leads to all of it.
const GROUPS: &str = include_str!("related.txt");

/// A phrase's words, and the group that it leads to.
type Phrase = (Vec<Arc<str>>, usize);

/// Groups by the phrases that recognise them.
pub(super) struct Groups {
    /// By first word.
    phrases: BTreeMap<Arc<str>, Vec<Phrase>>,
    /// The words of each.
    groups: Vec<String>,
}

impl Groups {
    pub(super) fn new() -> Self {
        let terms = Terms::default();
        let mut phrases: BTreeMap<Arc<str>, Vec<Phrase>> = BTreeMap::new();
        let lines = GROUPS.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut groups = Vec::new();
        for (number, line) in lines.enumerate() {
            groups.push(words_of(&terms, line));
            for phrase in line.split('=').next().into_iter().flat_map(|trade| trade.split(',')) {
                let words = forms(&terms, phrase);
                if let Some(first) = words.first() {
                    phrases.entry(first.clone()).or_default().push((words, number));
                }
            }
        }
        Self { phrases, groups }
    }
}

/// A group's words. A phrase gives those that tell something: of `too many cases`, `cases`.
fn words_of(terms: &Terms, line: &str) -> String {
    let telling = |phrase: &str| {
        let words: Vec<String> = terms.words(phrase).iter().map(|word| word.folded.to_string()).collect();
        let tell: Vec<String> = words.iter().filter(|word| !is_weak(word) && !asks(word)).cloned().collect();
        (if tell.is_empty() { words } else { tell }).join(" ")
    };
    line.split(['=', ',']).map(telling).collect::<Vec<_>>().join(" ")
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
        let words = forms(&self.terms, text);
        let mut found = BTreeSet::new();
        for (at, word) in words.iter().enumerate() {
            let here = phrases.get(word).into_iter().flatten();
            found.extend(here.filter(|(phrase, _)| words[at..].starts_with(phrase)).map(|(_, group)| *group));
        }
        found.into_iter().map(|group| groups[group].as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// All words, stop words too (`out of area` is not any area), without the `s` of a plural. Stems would say too much:
/// `independent` reviewing is not `independence`.
fn forms(terms: &Terms, text: &str) -> Vec<Arc<str>> {
    let one = |word: Arc<str>| word.strip_suffix('s').map_or_else(|| word.clone(), Arc::from);
    terms.words(text).into_iter().map(|word| one(word.folded)).collect()
}
