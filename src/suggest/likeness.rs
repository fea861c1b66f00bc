//! How like a later passage and an earlier recommendation are: the rare words that they share, how much
//! of the recommendation the passage restates, and their themes.
//!
//! A theme alone is no likeness: without a shared word that tells something the score is nothing.

use super::corpus::{Corpus, Read, Stem};

/// What two passages have in common.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likeness {
    /// All of it in one figure; the order of the suggestions.
    pub(super) score: f64,
    /// The share of the recommendation's words, by what they tell, that the passage has too.
    pub(super) restated: f64,
    /// The words of the two as one set: how much of it they share.
    pub(super) cosine: f64,
    /// The shared stems that tell most, first.
    pub(super) stems: Vec<Stem>,
    /// The shared themes.
    pub(super) themes: Vec<u32>,
}

/// A recommendation ready to be compared.
pub(super) struct Asked<'c, 'k> {
    pub(super) read: &'c Read<'k>,
    /// What BM25 makes of its own words.
    own: f64,
    norm: f64,
    weight: f64,
}

/// A shared word tells something from here on.
const TELLS: f64 = 2.0;

impl<'c, 'k> Asked<'c, 'k> {
    pub(super) fn new(corpus: &Corpus<'k>, read: &'c Read<'k>) -> Self {
        let own = read.stems.iter().map(|(stem, n)| corpus.weight(*stem) * corpus.saturated(read, *n)).sum();
        let weight = read.stems.iter().map(|(stem, _)| corpus.weight(*stem)).sum();
        Self { read, own, norm: norm(corpus, read), weight }
    }

    /// What a later passage has in common with it; nothing without a word that tells something.
    pub(super) fn likeness(&self, corpus: &Corpus<'k>, later: &Read<'_>, later_norm: f64) -> Option<Likeness> {
        let (mut bm25, mut squares, mut weight, mut most) = (0.0, 0.0, 0.0, 0.0_f64);
        let mut stems = Vec::new();
        shared(&self.read.stems, &later.stems, |stem, count| {
            let tells = corpus.weight(stem);
            bm25 += tells * corpus.saturated(later, count);
            squares += tells * tells;
            weight += tells;
            most = most.max(tells);
            stems.push(stem);
        });
        if most < TELLS {
            return None;
        }
        stems.sort_by(|a, b| corpus.weight(*b).total_cmp(&corpus.weight(*a)).then_with(|| a.cmp(b)));
        let themes: Vec<u32> = self.read.themes.iter().copied().filter(|t| later.themes.contains(t)).collect();
        let cosine = squares / (self.norm * later_norm).max(f64::EPSILON);
        let score = 0.5 * bm25 / self.own.max(f64::EPSILON) + cosine + 0.5 * self.theme_share(corpus, later, &themes);
        Some(Likeness { score, restated: weight / self.weight.max(f64::EPSILON), cosine, stems, themes })
    }

    /// Of all themes that either has, by what they tell, the share that both have.
    fn theme_share(&self, corpus: &Corpus<'k>, later: &Read<'_>, both: &[u32]) -> f64 {
        let sum = |themes: &[u32]| themes.iter().map(|t| corpus.theme_weight(*t)).sum::<f64>();
        let common = sum(both);
        let either = sum(&self.read.themes) + sum(&later.themes) - common;
        if either > 0.0 { common / either } else { 0.0 }
    }
}

/// The length of a passage as a list of weights.
pub(super) fn norm(corpus: &Corpus<'_>, read: &Read<'_>) -> f64 {
    read.stems.iter().map(|(stem, _)| corpus.weight(*stem).powi(2)).sum::<f64>().sqrt()
}

/// Calls `each` with what stands in both lists, and how often it stands in the second.
fn shared(a: &[(Stem, u16)], b: &[(Stem, u16)], mut each: impl FnMut(Stem, u16)) {
    let (mut i, mut j) = (0, 0);
    while let (Some((left, _)), Some((right, count))) = (a.get(i), b.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(*left, *count);
                i += 1;
                j += 1;
            }
        }
    }
}
