//! How like two texts are, by the words that tell something (`terms/weights.rs`).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::terms::Terms;
use crate::terms::weights::{common_stem, weights};

/// The stems of a text with what each tells, their squares adding up to one.
pub(super) struct Weighed(BTreeMap<Arc<str>, f64>);

impl Weighed {
    pub(super) fn new(terms: &mut Terms, text: &str) -> Self {
        let own = terms.of(text).into_iter().filter(|t| !t.weak).map(|t| common_stem(&t.stem));
        let mut stems: BTreeMap<Arc<str>, f64> =
            own.map(|stem| (Arc::clone(&stem), weights().of_stem(&stem))).collect();
        let length = stems.values().map(|tells| tells * tells).sum::<f64>().sqrt();
        stems.values_mut().for_each(|tells| *tells /= length.max(f64::MIN_POSITIVE));
        Self(stems)
    }

    /// How much of what this text tells stands in the other, however much more that says: one for all of it.
    pub(super) fn held_by(&self, other: &Self) -> f64 {
        self.0.iter().filter(|(stem, _)| other.0.contains_key(*stem)).map(|(_, tells)| tells * tells).sum()
    }

    /// One for the same words, nought for none in common.
    pub(super) fn like(&self, other: &Self) -> f64 {
        self.0.iter().filter_map(|(stem, tells)| Some(other.0.get(stem)? * tells)).sum()
    }
}
