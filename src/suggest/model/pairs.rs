//! Whether a later passage is about an earlier recommendation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{lines, logistic};
use crate::suggest::PairFeatures;

const TABLE: &str = include_str!("pairs.txt");

static WEIGHTS: LazyLock<PairWeights> = LazyLock::new(|| PairWeights::parse(TABLE));

/// What a passage does with a recommendation, if it is about it: each is weighed in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::suggest) enum PairKind {
    /// It says how things stand.
    Answers,
    /// It asks for something, perhaps for the same again.
    Asks,
}

impl PairKind {
    fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Asks => "asks",
        }
    }
}

/// For each kind: what each feature weighs, in the order of `PairFeatures::NAMES`, and what stands before them.
#[derive(Debug, Default)]
struct PairWeights {
    kinds: BTreeMap<&'static str, (f64, Vec<f64>)>,
}

impl PairWeights {
    fn parse(text: &'static str) -> Self {
        let mut kinds: BTreeMap<&'static str, (f64, Vec<f64>)> = BTreeMap::new();
        for (name, numbers) in lines(text) {
            let (Some((kind, feature)), Some(weight)) = (name.split_once(' '), numbers.first()) else { continue };
            let (before, weights) = kinds.entry(kind).or_insert_with(|| (0.0, vec![0.0; PairFeatures::NAMES.len()]));
            let place = PairFeatures::NAMES.iter().position(|known| *known == feature);
            match place.and_then(|place| weights.get_mut(place)) {
                Some(slot) => *slot = *weight,
                None => *before = *weight,
            }
        }
        Self { kinds }
    }

    fn likelihood(&self, kind: PairKind, features: &PairFeatures) -> f64 {
        let Some((before, weights)) = self.kinds.get(kind.word()) else { return 0.0 };
        logistic(before + features.values().iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>())
    }
}

/// How likely it is that a careful reader finds that the passage answers the recommendation, or asks for it again:
/// from 0 to 1.
pub(in crate::suggest) fn likelihood(kind: PairKind, features: &PairFeatures) -> f64 {
    WEIGHTS.likelihood(kind, features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_weight_is_of_a_known_feature() {
        for (name, numbers) in lines(TABLE) {
            let (kind, feature) = name.split_once(' ').unwrap();
            assert!(["answers", "asks"].contains(&kind) && numbers.len() == 1, "{name}");
            assert!(feature == "always" || PairFeatures::NAMES.contains(&feature), "{name}");
        }
        assert_eq!(WEIGHTS.kinds.len(), 2);
    }

    #[test]
    fn what_restates_more_is_likelier() {
        let little = PairFeatures { alike: 0.3, restated: 0.1, same_field: 1.0, ..PairFeatures::default() };
        let much = PairFeatures {
            alike: 0.6,
            words_alike: 0.6,
            restated: 0.6,
            company: 0.8,
            opening: 1.0,
            strong: 4.0,
            heart_share: 1.0,
            ..little
        };
        for kind in [PairKind::Answers, PairKind::Asks] {
            assert!(likelihood(kind, &much) > likelihood(kind, &little));
        }
    }
}
