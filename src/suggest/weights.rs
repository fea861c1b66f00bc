//! How much a word tells: frozen figures that come with the program, so that the same two reports give the
//! same suggestions alone and among a thousand.
//!
//! `weights.txt` says in how many passages of a corpus of real reports each stem stands. It is made by
//! `cargo run --example term_weights`, which says how.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::corpus;
use super::passage::passages;
use crate::model::Linked;
use crate::terms::{Terms, ThemeFinder};

const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<TermWeights> = LazyLock::new(|| TermWeights::parse(TABLE));

/// A rarer word than this tells no more: it may be a slip.
// What stands in one passage of 150 weighs so much. Without an end, one misspelling would outweigh a sentence.
const RAREST: f64 = 5.0;

/// What stands in fewer passages of the corpus is left out of the table, and taken for as rare.
// Nearly all of these are names, slips and words run together, of which one is as good as another.
const LEAST_PASSAGES: usize = 3;

/// A theme that the table does not know, because a site brings its own, is taken to be in so large a share
/// of all passages.
// The middle of the program's own themes.
const UNKNOWN_THEME: f64 = 0.05;

/// In how many of a corpus' passages words and themes stand.
#[derive(Debug)]
pub(super) struct TermWeights {
    passages: f64,
    stems: FxHashMap<&'static str, f64>,
    themes: FxHashMap<&'static str, f64>,
}

/// The figures that come with the program.
pub(super) fn weights() -> &'static TermWeights {
    &WEIGHTS
}

impl TermWeights {
    /// Reads lines of a number and a stem; `@` before a theme's id; `*` for all passages.
    fn parse(text: &'static str) -> Self {
        let mut all = Self { passages: 1.0, stems: FxHashMap::default(), themes: FxHashMap::default() };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (number, name) in lines.filter_map(|line| line.split_once(' ')) {
            let Ok(number) = number.parse::<f64>() else { continue };
            match (name, name.strip_prefix('@')) {
                ("*", _) => all.passages = number,
                (_, Some(theme)) => drop(all.themes.insert(theme, number)),
                (stem, None) => drop(all.stems.insert(stem, number)),
            }
        }
        all
    }

    /// How much a stem tells, as BM25 weighs a word that stands in so many of all passages.
    pub(super) fn of_stem(&self, stem: &str) -> f64 {
        self.rarity(self.stems.get(stem).copied().unwrap_or(LEAST_PASSAGES as f64 - 1.0))
    }

    /// How much a theme tells.
    pub(super) fn of_theme(&self, theme: &str) -> f64 {
        self.rarity(self.themes.get(theme).copied().unwrap_or(self.passages * UNKNOWN_THEME))
    }

    fn rarity(&self, passages: f64) -> f64 {
        // The halves keep a word that stands in every passage, or in one alone, from weighing nothing or without end.
        (1.0 + (self.passages - passages + 0.5).max(0.0) / (passages + 0.5)).ln().min(RAREST)
    }
}

/// The stems that the table knows, in its order.
pub(super) fn stems() -> impl Iterator<Item = &'static str> {
    let names = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once(' ')?.1));
    names.filter(|name| *name != "*" && !name.starts_with('@'))
}

/// Every passage of a corpus as its stems, one on a line: what vectors are trained on.
#[must_use]
pub fn stems_of_passages(linked: &Linked) -> String {
    let terms = Terms::default();
    let mut text = String::new();
    for passage in linked.report_ids().flat_map(|report| passages(linked, report)) {
        let stems: Vec<String> =
            terms.of(&passage.text).iter().map(|t| corpus::common_stem(&t.stem).to_string()).collect();
        text.push_str(&stems.join(" "));
        text.push('\n');
    }
    text
}

/// The table of a corpus, as `weights.txt` holds it.
#[must_use]
pub fn table_of(linked: &Linked) -> String {
    let finder = ThemeFinder::new(&linked.documents.themes);
    let reports: Vec<_> = linked.report_ids().collect();
    let counted: Vec<(usize, BTreeMap<String, usize>)> = reports
        .par_iter()
        .map_init(Terms::default, |terms, report| {
            let mut counts = BTreeMap::new();
            let passages = passages(linked, *report);
            for passage in &passages {
                for name in corpus::names_in(&passage.text, terms, &finder) {
                    *counts.entry(name).or_default() += 1;
                }
            }
            (passages.len(), counts)
        })
        .collect();
    let mut all = BTreeMap::new();
    for (name, number) in counted.iter().flat_map(|(_, counts)| counts) {
        *all.entry(name.as_str()).or_default() += number;
    }
    let passages: usize = counted.iter().map(|(passages, _)| passages).sum();
    let mut text =
        String::from("# In how many passages each stem and each theme stands. Made by examples/term_weights.rs.\n");
    let _ = writeln!(text, "{passages} *");
    for (name, number) in all.into_iter().filter(|(_, number): &(&str, usize)| *number >= LEAST_PASSAGES) {
        let _ = writeln!(text, "{number} {name}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_tell_more_than_common_ones_and_unknown_ones_most() {
        let all = weights();
        assert!(all.of_stem("children") < all.of_stem("supervis"));
        assert!(all.of_stem("supervis") < all.of_stem("wexmereshire"));
        assert!(all.of_stem("wexmereshire") <= RAREST);
    }
}
