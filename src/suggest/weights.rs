//! The figures of `terms/weights.txt`, made of a corpus, and what vectors are trained on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::corpus;
use super::passage::passages;
use crate::model::Linked;
use crate::terms::weights::{LEAST_PASSAGES, common_stem};
use crate::terms::{Terms, ThemeFinder};

/// Every passage of a corpus as its stems, one on a line: what vectors are trained on.
#[must_use]
pub fn stems_of_passages(linked: &Linked) -> String {
    let terms = Terms::default();
    let mut text = String::new();
    for passage in linked.report_ids().flat_map(|report| passages(linked, report)) {
        let stems: Vec<String> = terms.of(&passage.text).iter().map(|t| common_stem(&t.stem).to_string()).collect();
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
