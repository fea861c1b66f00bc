//! Which framework a report was written under: by the cues of its file.

use std::collections::BTreeMap;

use super::opening::{Opening, folded};
use crate::import::extract::Extracted;
use crate::source::Framework;

/// How many cues stand there, how early the first, how long the longest.
type Score = (usize, std::cmp::Reverse<usize>, usize);

/// The framework with the most cues on the first page; of equals the one whose cue stands first,
/// of those the one with the longer cue.
#[must_use]
pub fn framework<'f>(extracted: &Extracted, frameworks: &'f BTreeMap<String, Framework>) -> Option<&'f Framework> {
    let opening = Opening::new(extracted);
    let mut best: Option<(Score, &Framework)> = None;
    for framework in frameworks.values() {
        let hits: Vec<(usize, usize)> = framework
            .cues
            .iter()
            .filter_map(|cue| {
                let cue = folded(cue);
                opening.lower.find(&cue).map(|at| (at, cue.len()))
            })
            .collect();
        // A letter names its own kind of visit first and mentions others later, so the earlier cue wins;
        // where one cue begins another, only the longer says all that stands there.
        let Some(first) = hits.iter().map(|(at, _)| *at).min() else { continue };
        let longest = hits.iter().map(|(_, length)| *length).max().unwrap_or(0);
        let score = (hits.len(), std::cmp::Reverse(first), longest);
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, framework));
        }
    }
    best.map(|(_, framework)| framework)
}
