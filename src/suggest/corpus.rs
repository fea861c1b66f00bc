//! All passages of an authority as what they are compared by: their words' stems and their themes, each
//! with how much it tells.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::meaning::Direction;
use super::passage::{Passage, passages};
use super::qualities::{Qualities, of_stem};
use crate::looks_back::sentences;
use crate::model::{Linked, ReportId};
use crate::terms::weights::{common_stem, weights};
use crate::terms::{Terms, ThemeFinder};

/// A stem or a theme, by its number.
pub(super) type Feature = u32;

/// A passage as it is compared.
#[derive(Debug)]
pub(super) struct ComparedPassage<'k> {
    pub(super) passage: Passage<'k>,
    /// Its stems and themes, each once and in order of number, with what it tells here.
    pub(super) features: Vec<(Feature, f64)>,
    /// The length of that list, as of a vector.
    pub(super) length: f64,
    /// The stems of each sentence, in the order of the text.
    pub(super) sentences: Vec<Vec<Feature>>,
    /// The theme that it is about before all others.
    pub(super) first_theme: Option<Feature>,
    /// What each sentence is about.
    pub(super) directions: Vec<Direction>,
    /// Which qualities each sentence speaks of.
    pub(super) qualities: Vec<Qualities>,
}

/// All passages of an authority's reports, and of those that it took over from.
#[derive(Debug)]
pub(super) struct Corpus<'k> {
    reports: BTreeMap<ReportId, Vec<ComparedPassage<'k>>>,
    features: Vec<WeighedFeature>,
}

/// What a feature is.
#[derive(Debug, PartialEq, Eq, Hash, Clone)]
pub(super) enum FeatureName {
    Stem(Arc<str>),
    Theme(String),
}

/// A feature with what it tells wherever it stands.
#[derive(Debug)]
struct WeighedFeature {
    name: FeatureName,
    is_weak: bool,
    tells: f64,
}

/// A passage before its features are weighed: each with how often it stands there, or for a theme, in
/// which place.
struct CountedPassage<'k> {
    passage: Passage<'k>,
    features: Vec<(Feature, usize)>,
    sentences: Vec<Vec<Feature>>,
    directions: Vec<Direction>,
    qualities: Vec<Qualities>,
}

/// How many themes are taken from a text's own words, where it carries none.
// A sentence is seldom about more; a fourth theme would tie it to items that share nothing else.
const FOUND_THEMES: usize = 3;

/// What a theme tells beside a word as rare, and the first theme beside the others.
// An editor chose it, or its own terms speak for it: that is more than one word in common.
const THEME: f64 = 1.8;
// Editors write first what an item is about, and then what else it touches.
const FIRST_THEME: f64 = 1.6;

/// What a weak word tells beside another as rare.
// `Improve` and `ensure` may be rare on a small site and still say nothing of a subject. Not 0: of two items that
// share all else, the one that shares these too is nearer.
const WEAK: f64 = 0.4;

/// What saying a word again in one passage adds, for each unit of the natural logarithm of how often it is said.
// Said twice it tells a fifth more, not twice as much: a long paragraph repeats its subject.
const REPEATED: f64 = 0.3;

impl<'k> Corpus<'k> {
    /// Reads all passages of an authority and of its predecessors.
    pub(super) fn of_authority(linked: &'k Linked, finder: &ThemeFinder, terms: &Terms, authority: &str) -> Self {
        let authorities = linked.predecessors(authority);
        let names = names_of(linked, terms, authorities.iter().map(|id| &**id));
        let mut numbers = FeatureNumbers::default();
        let of_authorities = authorities.iter().flat_map(|id| linked.catalogue.reports_of(id).iter().copied());
        let counted: Vec<(ReportId, Vec<CountedPassage<'k>>)> = of_authorities
            .map(|report| {
                let passages = passages(linked, report).into_iter();
                let worded = passages.map(|passage| words_and_themes(linked, finder, terms, &names, passage));
                (report, worded.map(|passage| numbers.enter(passage)).collect())
            })
            .collect();
        let features = numbers.features;
        let compared = |passage: CountedPassage<'k>| compared(passage, &features);
        let reports =
            counted.into_iter().map(|(report, own)| (report, own.into_iter().map(compared).collect())).collect();
        Self { reports, features }
    }

    /// The passages of a report in order.
    pub(super) fn passages_of(&self, report: ReportId) -> &[ComparedPassage<'k>] {
        self.reports.get(&report).map_or(&[], Vec::as_slice)
    }

    /// What a stem or theme tells wherever it stands.
    pub(super) fn tells(&self, feature: Feature) -> f64 {
        self.features.get(feature as usize).map_or(0.0, |f| f.tells * if f.is_weak { WEAK } else { 1.0 })
    }

    /// What the feature of a number is.
    pub(super) fn feature_name(&self, feature: Feature) -> Option<&FeatureName> {
        self.features.get(feature as usize).map(|f| &f.name)
    }
}

/// A passage's words and themes.
struct PassageWords<'k> {
    passage: Passage<'k>,
    /// Of each sentence: stems, and whether the word is weak.
    sentences: Vec<Vec<(Arc<str>, bool)>>,
    /// The themes that it carries, else those whose terms stand in it, in order of weight.
    themes: Vec<String>,
}

fn words_and_themes<'k>(
    linked: &Linked,
    finder: &ThemeFinder,
    terms: &Terms,
    own_names: &HashSet<Arc<str>>,
    passage: Passage<'k>,
) -> PassageWords<'k> {
    let stems = |sentence: Range<usize>| {
        let terms = terms.of(passage.text.get(sentence).unwrap_or_default());
        let stems = terms.into_iter().map(|t| (common_stem(&t.stem), t.weak));
        stems.filter(|(stem, _)| !own_names.contains(stem)).collect()
    };
    let sentences = sentences(&passage.text).into_iter().map(stems).collect();
    let own = passage.finding.map(|f| &linked.finding(f).themes).filter(|themes| !themes.is_empty());
    let themes = match own {
        // What an editor chose is not mixed with what a program finds.
        Some(own) => own.iter().map(|t| t.value.clone()).collect(),
        None => finder.find(&passage.text).into_iter().take(FOUND_THEMES).map(str::to_owned).collect(),
    };
    PassageWords { passage, sentences, themes }
}

/// The stems of authorities' names. Who was inspected stands all over its reports, is rare in the country, and says
/// nothing of a subject.
fn names_of<'i>(linked: &Linked, terms: &Terms, authorities: impl Iterator<Item = &'i str>) -> HashSet<Arc<str>> {
    let authorities = authorities.filter_map(|id| linked.documents.authorities.get(id));
    let names = authorities.flat_map(|a| std::iter::once(&a.name).chain(&a.other_names));
    names.flat_map(|name| terms.of(name)).map(|t| common_stem(&t.stem)).collect()
}

/// The stems of a text and the themes found in it, each once; themes with `@` before them.
pub(super) fn names_in(text: &str, terms: &Terms, finder: &ThemeFinder) -> BTreeSet<String> {
    let stems = terms.of(text).into_iter().map(|t| common_stem(&t.stem).to_string());
    let themes = finder.find(text).into_iter().take(FOUND_THEMES).map(|theme| format!("@{theme}"));
    stems.chain(themes).collect()
}

/// Gives numbers to features in the order of the text.
#[derive(Default)]
struct FeatureNumbers {
    numbers: HashMap<FeatureName, Feature>,
    /// In order of number.
    features: Vec<WeighedFeature>,
}

impl FeatureNumbers {
    fn enter<'k>(&mut self, PassageWords { passage, sentences, themes }: PassageWords<'k>) -> CountedPassage<'k> {
        let mut features: BTreeMap<Feature, usize> = BTreeMap::new();
        let directions = sentences.iter().map(|words| direction(words)).collect();
        let speaks_of = |words: &Vec<(Arc<str>, bool)>| words.iter().fold(0, |all, (stem, _)| all | of_stem(stem));
        let qualities = sentences.iter().map(speaks_of).collect();
        let mut numbered = |(stem, weak): (Arc<str>, bool)| self.number(FeatureName::Stem(stem), weak);
        let sentences: Vec<Vec<Feature>> =
            sentences.into_iter().map(|words| words.into_iter().map(&mut numbered).collect()).collect();
        for number in sentences.iter().flatten() {
            *features.entry(*number).or_default() += 1;
        }
        for (place, theme) in themes.into_iter().enumerate() {
            let number = self.number(FeatureName::Theme(theme), false);
            features.entry(number).or_insert(place + 1);
        }
        CountedPassage { passage, features: features.into_iter().collect(), sentences, directions, qualities }
    }

    fn number(&mut self, name: FeatureName, is_weak: bool) -> Feature {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = Feature::try_from(self.features.len()).unwrap_or(Feature::MAX);
        let tells = match &name {
            FeatureName::Stem(stem) => weights().of_stem(stem),
            FeatureName::Theme(theme) => weights().of_theme(theme),
        };
        self.numbers.insert(name.clone(), number);
        self.features.push(WeighedFeature { name, is_weak, tells });
        number
    }
}

fn direction(words: &[(Arc<str>, bool)]) -> Direction {
    let mut direction = Direction::default();
    words.iter().for_each(|(stem, _)| direction.add_stem(stem));
    direction
}

fn compared<'k>(counted: CountedPassage<'k>, all: &[WeighedFeature]) -> ComparedPassage<'k> {
    let weigh = |(feature, n): &(Feature, usize)| {
        let WeighedFeature { name, is_weak, tells } = all.get(*feature as usize)?;
        let tells = match name {
            FeatureName::Theme(_) if *n == 1 => tells * THEME * FIRST_THEME,
            FeatureName::Theme(_) => tells * THEME,
            FeatureName::Stem(_) => tells * if *is_weak { WEAK } else { 1.0 } * (1.0 + REPEATED * (*n as f64).ln()),
        };
        Some((*feature, tells))
    };
    // Every feature of a passage was counted, so none is left out here.
    let features: Vec<(Feature, f64)> = counted.features.iter().filter_map(weigh).collect();
    let is_theme = |f: &Feature| all.get(*f as usize).is_some_and(|f| matches!(f.name, FeatureName::Theme(_)));
    // A theme is counted by its place.
    let first_theme = counted.features.iter().find(|(f, n)| *n == 1 && is_theme(f)).map(|(f, _)| *f);
    let length = features.iter().map(|(_, tells)| tells * tells).sum::<f64>().sqrt();
    ComparedPassage {
        passage: counted.passage,
        features,
        length,
        sentences: counted.sentences,
        first_theme,
        directions: counted.directions,
        qualities: counted.qualities,
    }
}
