//! The sentences of a passage that are nearest to a recommendation, and what they say.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::corpus::Feature;
use super::likeness::Likeness;
use super::look::Look;
use super::meaning::Direction;
use super::model::{self, StatedVerdict};
use super::qualities::Qualities;
use crate::looks_back::practice::Practice;

/// A sentence that shares so much of what the nearest one shares speaks of the same.
// The sentence behind often has the verdict and fewer words of the subject; what shares much less is about
// something else.
const NEAR_MOST: f64 = 0.45;

/// The sentences of the passage that share most with a recommendation: many recommendations have the same ones.
pub(super) struct Near {
    pub(super) text: String,
    /// What they are about, and which qualities they speak of.
    pub(super) direction: Direction,
    pub(super) qualities: Qualities,
    /// What they say of how things stand, by the tables of phrases, and by the model; what asks says nothing of that.
    pub(super) said: Practice,
    pub(super) read: Option<StatedVerdict>,
}

/// Those that were asked for, by the places of the sentences.
pub(super) type NearOnes = BTreeMap<Vec<usize>, Rc<Near>>;

impl Look<'_, '_> {
    /// The places of the sentences that share most with the recommendation.
    pub(super) fn near(&self, likeness: &Likeness) -> Vec<usize> {
        let tells = |own: &[Feature]| -> f64 {
            let inside = |stem: &Feature| own.binary_search(stem).is_ok();
            likeness.stems.iter().filter(|(stem, _)| inside(stem)).map(|(_, tells)| tells).sum()
        };
        let shares: Vec<f64> = self.compared.own_stems.iter().map(|(_, own)| tells(own)).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let is_near = |n: usize| shares.get(n).is_some_and(|share| *share >= most * NEAR_MOST);
        // What follows goes on about it: `However, too many have not`.
        let goes_on = |n: usize| n.checked_sub(1).is_some_and(is_near);
        (0..shares.len()).filter(|n| is_near(*n) || goes_on(*n)).collect()
    }

    /// What some of the passage's sentences say.
    pub(super) fn read(&self, places: &[usize]) -> Near {
        let sentences = || places.iter().filter_map(|n| self.practice.get(*n));
        let said: Practice = sentences().map(|(_, said)| said).collect();
        let text: Vec<&str> = sentences().filter_map(|(at, _)| self.compared.passage.text.get(at.clone())).collect();
        let text = text.join(" ");
        let direction = Direction::of_all(places.iter().filter_map(|n| self.compared.directions.get(*n)));
        let qualities = places.iter().filter_map(|n| self.compared.qualities.get(*n)).fold(0, |all, one| all | one);
        let says = !self.compared.passage.kind.asks();
        Near { read: says.then(|| model::verdict(&text, said, self.said)), text, direction, qualities, said }
    }
}
