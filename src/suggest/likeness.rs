//! How like a later passage and an earlier recommendation are: the rare words and the themes that they
//! share, and how much of the recommendation the passage restates.
//!
//! A theme alone is no likeness: without a shared word that tells something there is none.

use rustc_hash::FxHashMap;

use super::corpus::{ComparedPassage, Corpus, Feature, FeatureName};

/// What two passages have in common.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likeness {
    /// All of it in one figure, from 0 to a little over 1; the order of the suggestions.
    pub(super) score: f64,
    /// The share of the recommendation's words, by what they tell, that the passage has too.
    pub(super) restated: f64,
    /// How many of the shared words tell something each.
    pub(super) strong: usize,
    /// Whether one of the words that tell most of the recommendation is among them.
    pub(super) heart: bool,
    /// The shared words' stems with what they tell, those that tell most first.
    pub(super) stems: Vec<(Feature, f64)>,
    /// The shared themes.
    pub(super) themes: Vec<Feature>,
}

/// A shared word tells something from here on.
// What stands in nearly every second passage weighs less, and so does a weak word that stands in one of seven.
const TELLS: f64 = 0.8;

/// From here on a shared word tells much.
// It stands in at most every fifth passage, or, if it is weak, in at most one of 55.
const STRONG: f64 = 1.6;

/// So many of its words are the heart of a recommendation.
// One would hang on a single rare word, perhaps a slip; of an item of one line, five would be nearly all.
const HEART: usize = 3;

/// How much restating adds to the likeness of the whole.
// A tenth decides between items that are much alike: the one said again whole comes before one of which only a rare
// word is shared.
const RESTATED: f64 = 0.1;

/// Recommendations, by the features that they have.
pub(super) struct Asked {
    /// For each feature: which has it, what it tells there, and whether that makes a likeness.
    by_feature: FxHashMap<Feature, Vec<(usize, f64, bool)>>,
    /// The length of each, and all that its features tell.
    sizes: Vec<(f64, f64)>,
}

/// What a later passage and one recommendation have in common so far.
#[derive(Clone, Copy, Default)]
struct Common {
    /// As of two vectors.
    product: f64,
    /// What the shared features tell in the recommendation.
    shared: f64,
    /// Whether a shared word tells something.
    tells: bool,
}

impl Asked {
    pub(super) fn new<'k: 'a, 'a>(asked: impl Iterator<Item = &'a ComparedPassage<'k>>) -> Self {
        let mut by_feature: FxHashMap<Feature, Vec<(usize, f64, bool)>> = FxHashMap::default();
        let mut sizes = Vec::new();
        for (number, passage) in asked.enumerate() {
            for (feature, tells) in &passage.features {
                let is_word = !passage.themes.contains(feature);
                by_feature.entry(*feature).or_default().push((number, *tells, is_word && *tells >= TELLS));
            }
            sizes.push((passage.length, passage.features.iter().map(|(_, tells)| tells).sum()));
        }
        Self { by_feature, sizes }
    }

    /// How like each of them a later passage is, in one figure; 0 without a shared word that tells
    /// something.
    pub(super) fn scores(&self, later: &ComparedPassage<'_>) -> Vec<f64> {
        let mut all = vec![Common::default(); self.sizes.len()];
        // By feature and not by pair: most pairs of a site share nothing, and this never looks at them.
        for (feature, b) in &later.features {
            for (number, a, makes) in self.by_feature.get(feature).into_iter().flatten() {
                if let Some(common) = all.get_mut(*number) {
                    common.product += a * b;
                    common.shared += a;
                    common.tells |= makes;
                }
            }
        }
        let score = |(common, (length, own)): (Common, &(f64, f64))| match common.tells {
            true => {
                let alike = common.product / (length * later.length).max(f64::EPSILON);
                alike + RESTATED * common.shared / own.max(f64::EPSILON)
            }
            false => 0.0,
        };
        all.into_iter().zip(&self.sizes).map(score).collect()
    }
}

/// What two passages share that are so much alike.
pub(super) fn likeness_of_score(
    corpus: &Corpus<'_>,
    (asked, tells): (&ComparedPassage<'_>, &AskedTells),
    later: &ComparedPassage<'_>,
    score: f64,
) -> Likeness {
    let mut stems: Vec<(Feature, f64)> = Vec::new();
    shared(asked, later, |feature, a, _| {
        if !asked.themes.contains(&feature) {
            stems.push((feature, a));
        }
    });
    let name = |feature: Feature| match corpus.feature_name(feature) {
        Some(FeatureName::Stem(stem)) => Some(stem),
        _ => None,
    };
    stems.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| name(a.0).cmp(&name(b.0))));
    let heart = tells.heart.is_some_and(|least| stems.first().is_some_and(|(_, tells)| *tells >= least));
    let restated: f64 = stems.iter().map(|(_, tells)| tells).sum();
    Likeness {
        score,
        restated: restated / tells.all.max(f64::EPSILON),
        strong: stems.iter().filter(|(_, tells)| *tells >= STRONG).count(),
        heart,
        stems,
        themes: asked.themes.iter().copied().filter(|theme| later.themes.contains(theme)).collect(),
    }
}

/// What a recommendation's words tell, made once for all passages that it is compared with.
#[derive(Debug)]
pub(super) struct AskedTells {
    /// The least of the words that are its heart.
    heart: Option<f64>,
    all: f64,
}

impl AskedTells {
    pub(super) fn new(asked: &ComparedPassage<'_>) -> Self {
        // What is restated is words: a theme may have been found from the very words that are counted here.
        let words = asked.features.iter().filter(|(feature, _)| !asked.themes.contains(feature));
        let mut own: Vec<f64> = words.map(|(_, tells)| *tells).collect();
        own.sort_by(|a, b| b.total_cmp(a));
        Self { heart: own.get(HEART - 1).or(own.last()).copied(), all: own.iter().sum() }
    }
}

/// Calls `each` with what stands in both, and what it tells in each.
// Both lists are in order of number, so one walk along the two finds all.
fn shared(a: &ComparedPassage<'_>, b: &ComparedPassage<'_>, mut each: impl FnMut(Feature, f64, f64)) {
    let (mut i, mut j) = (0, 0);
    while let (Some((left, x)), Some((right, y))) = (a.features.get(i), b.features.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(*left, *x, *y);
                i += 1;
                j += 1;
            }
        }
    }
}
