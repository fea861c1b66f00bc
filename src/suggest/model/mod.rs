//! How sure a link is, and what it says: two small models, trained on what careful readers found in real reports.
//!
//! Both are sums of weights and nothing else, so that what spoke for a link can be told in words. The weights
//! are data (`pairs.txt`, `verdicts.txt`); `tests/reading/train.py` makes them again. Nothing here
//! knows an authority, a report or a name.

mod pairs;
mod verdicts;

pub(super) use pairs::{PairKind, likelihood};
pub(super) use verdicts::{StatedVerdict, verdict};

/// From a sum of weights to a likelihood.
fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The lines of a table of weights, without comments: name and numbers.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<f64>)> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let (name, numbers) = line.split_once('\t').unwrap_or((line, ""));
        (name, numbers.split('\t').filter_map(|n| n.parse().ok()).collect())
    })
}
