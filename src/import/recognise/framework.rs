//! Which framework a report was written under: by the cues of its file.

use std::collections::BTreeMap;

use super::opening::{Opening, folded};
use super::paper::is_paper;
use super::plan::has_plan;
use crate::import::extract::Extracted;
use crate::source::{Framework, Nature};

/// How many cues stand there, how early the first, how long the longest.
type Score = (usize, std::cmp::Reverse<usize>, usize);

/// The framework that a report was written under: a council's own paper says so in its title; otherwise by cues.
#[must_use]
pub fn framework<'f>(extracted: &Extracted, frameworks: &'f BTreeMap<String, Framework>) -> Option<&'f Framework> {
    let opening = Opening::new(extracted);
    if is_paper(&opening)
        && let Some(update) = frameworks.values().find(|f| f.nature() == Nature::Update)
    {
        return Some(update);
    }
    by_cues(&opening, frameworks)
}

/// Whether a text that its title does not make a council's paper has the table of an action plan: then nobody can
/// say what it is but who imports it.
#[must_use]
pub fn may_be_paper(extracted: &Extracted, framework: Option<&Framework>) -> bool {
    framework.is_none_or(|f| f.nature() == Nature::Inspection) && has_plan(&extracted.blocks)
}

/// The framework with the most cues on the first page; of equals the one whose cue stands first,
/// of those the one with the longer cue.
fn by_cues<'f>(opening: &Opening<'_>, frameworks: &'f BTreeMap<String, Framework>) -> Option<&'f Framework> {
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
