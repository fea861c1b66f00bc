//! The names by which sentences name an inspection: those of the site's frameworks.
//!
//! No list of frameworks stands in the program's code: each framework's file says by which words
//! its inspections are named, so that a site's own framework can be the one that a sentence means.

use std::collections::BTreeMap;

use crate::phrases::{InName, Place, Table, Token, tokens};
use crate::source::{Framework, Nature};

/// The names of the frameworks.
#[derive(Debug)]
pub(super) struct Names {
    /// What a phrase means is the framework's place in `ids`.
    table: Table<usize>,
    ids: Vec<String>,
}

/// The frameworks that words name, and the phrase that says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The ids, in order; several where more than one goes by these words.
    pub(super) ids: Vec<String>,
    /// First token of the name, and the one after the last.
    pub(super) at: (usize, usize),
    /// Where the phrase stands.
    pub(super) place: String,
}

impl Names {
    pub(super) fn new(frameworks: &BTreeMap<String, Framework>) -> Self {
        let mut names = Self { table: Table::new(), ids: Vec::new() };
        for framework in frameworks.values().filter(|f| f.nature() == Nature::Inspection) {
            let place = Place { file: framework.file().into(), line: 0 };
            let full = std::iter::once(&framework.name).chain(&framework.names).map(|name| words_of(name));
            for phrase in framework.mentions.iter().map(|m| m.to_lowercase()).chain(full) {
                // A phrase that cannot be made was reported where its file was read.
                let _ = names.table.add(names.ids.len(), &phrase, place.clone());
            }
            names.ids.push(framework.id.clone());
        }
        names
    }

    /// Marks the words of names, so that the tables' classes take them.
    pub(super) fn mark(&self, tokens: &mut [Token]) {
        for hit in self.table.find_where(|_| true, tokens) {
            for (at, token) in tokens.iter_mut().enumerate().take(hit.end).skip(hit.start) {
                token.in_name = Some(if at + 1 == hit.end { InName::Last } else { InName::Before });
            }
        }
    }

    /// The framework that is named from `start` on, where the name of an inspection ends at `end`.
    pub(super) fn named(&self, tokens: &[Token], start: usize, end: usize) -> Option<Named> {
        let stretch = tokens.get(start..)?;
        let mut best: Option<((bool, usize), Named)> = None;
        for (number, id) in self.ids.iter().enumerate() {
            for hit in self.table.find(&[number], stretch) {
                // The name itself is surer than what stands behind it, and more words than fewer.
                let rank = (start + hit.start < end, hit.end - hit.start);
                match &mut best {
                    Some((before, _)) if *before > rank => {}
                    Some((before, named)) if *before == rank => named.ids.push(id.clone()),
                    _ => {
                        let place = self.table.place(hit.phrase).map(ToString::to_string).unwrap_or_default();
                        let at = (start + hit.start, start + hit.end);
                        best = Some((rank, Named { ids: vec![id.clone()], at, place }));
                    }
                }
            }
        }
        best.map(|(_, mut named)| {
            named.ids.dedup();
            named
        })
    }
}

/// A name as a phrase: its words and the marks between them, in lower case.
fn words_of(name: &str) -> String {
    let words: Vec<String> =
        tokens(name).into_iter().filter(|t| !matches!(t.word.as_str(), "(" | ")")).map(|t| t.word).collect();
    words.join(" ")
}
