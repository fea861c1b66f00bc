//! All passages of an authority as what they are compared by: their words' stems and their themes, each
//! with how much it tells.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::AskedWords;
use super::meaning::{Direction, Vector, vector};
use super::passage::{Passage, passages};
use super::qualities::{Qualities, of_stem};
use crate::looks_back::sentences;
use crate::model::{Linked, ReportId};
use crate::terms::weights::{common_stem, weights};
use crate::terms::{Term, Terms, ThemeFinder};

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
    /// Of each sentence: where it stands, and the stems that are their words' own, in order of number.
    pub(super) own_stems: Vec<(Range<usize>, Vec<Feature>)>,
    /// Where each of these stands first, in order of number.
    pub(super) places: Vec<(Feature, Range<usize>)>,
    /// Its themes, in order of number; and those of them that are groups of children.
    pub(super) themes: Vec<Feature>,
    pub(super) groups: Vec<Feature>,
    /// The theme that it is about before all others.
    pub(super) first_theme: Option<Feature>,
    /// What each sentence is about.
    pub(super) directions: Vec<Direction>,
    /// Which qualities each sentence speaks of.
    pub(super) qualities: Vec<Qualities>,
    /// What it is compared by as a recommendation, made when a first report is compared with it.
    asked: OnceLock<AskedWords>,
}

impl ComparedPassage<'_> {
    /// What it is compared by as a recommendation.
    pub(super) fn asked(&self, corpus: &Corpus<'_>) -> &AskedWords {
        self.asked.get_or_init(|| AskedWords::new(corpus, self))
    }
}

/// All passages of an authority's reports, and of those that it took over from.
#[derive(Debug)]
pub(super) struct Corpus<'k> {
    reports: BTreeMap<ReportId, Vec<ComparedPassage<'k>>>,
    features: Vec<WeighedFeature>,
}

/// What a feature is.
#[derive(Debug)]
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
    /// Whether it is a theme that is a group of children.
    is_group: bool,
    vector: Option<Vector>,
    qualities: Qualities,
}

/// A passage before its features are weighed: each with how often it stands there, or for a theme, in
/// which place.
struct CountedPassage<'k> {
    passage: Passage<'k>,
    features: Vec<(Feature, usize)>,
    sentences: Vec<Vec<Feature>>,
    own_stems: Vec<(Range<usize>, Vec<Feature>)>,
    places: Vec<(Feature, Range<usize>)>,
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
        let mut numbers = FeatureNumbers {
            linked,
            own_names: names,
            of_stem: FxHashMap::default(),
            of_theme: FxHashMap::default(),
            features: Vec::new(),
        };
        let of_authorities = authorities.iter().flat_map(|id| linked.catalogue.reports_of(id).iter().copied());
        let counted: Vec<(ReportId, Vec<CountedPassage<'k>>)> = of_authorities
            .map(|report| {
                let passages = passages(linked, report).into_iter();
                (report, passages.map(|passage| numbers.enter(passage, terms, finder)).collect())
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

/// The stems of authorities' names. Who was inspected stands all over its reports, is rare in the country, and says
/// nothing of a subject.
fn names_of<'i>(linked: &Linked, terms: &Terms, authorities: impl Iterator<Item = &'i str>) -> FxHashSet<Arc<str>> {
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
struct FeatureNumbers<'k> {
    linked: &'k Linked,
    /// Stems that say nothing here.
    own_names: FxHashSet<Arc<str>>,
    /// What each stem that a word has is here: a feature, and whether it goes by the stem's own name. What is looked
    /// up of a stem beside its number is looked up once.
    of_stem: FxHashMap<Arc<str>, Option<(Feature, bool)>>,
    of_theme: FxHashMap<String, Feature>,
    /// In order of number.
    features: Vec<WeighedFeature>,
}

impl<'k> FeatureNumbers<'k> {
    fn enter(&mut self, passage: Passage<'k>, terms: &Terms, finder: &ThemeFinder) -> CountedPassage<'k> {
        let mut all = Vec::new();
        let (mut own_stems, mut places) = (Vec::new(), Vec::new());
        for at in sentences(&passage.text) {
            let (mut words, mut own) = (Vec::new(), Vec::new());
            for term in terms.of(passage.text.get(at.clone()).unwrap_or_default()) {
                let Some((number, is_own)) = self.stem(&term) else { continue };
                words.push(number);
                if is_own {
                    own.push(number);
                    places.push((number, at.start + term.at.start..at.start + term.at.end));
                }
            }
            own.sort_unstable();
            own.dedup();
            all.push(words);
            own_stems.push((at, own));
        }
        // The first place of each stays.
        places.sort_by_key(|(number, at)| (*number, at.start));
        places.dedup_by_key(|(number, _)| *number);
        let mut features: Vec<(Feature, usize)> = Vec::new();
        let mut numbers: Vec<Feature> = all.iter().flatten().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            match features.last_mut().filter(|(last, _)| *last == number) {
                Some((_, times)) => *times += 1,
                None => features.push((number, 1)),
            }
        }
        for (place, theme) in self.themes(&passage, finder).into_iter().enumerate() {
            if !features.iter().any(|(number, _)| *number == theme) {
                features.push((theme, place + 1));
            }
        }
        features.sort_unstable();
        CountedPassage { passage, features, sentences: all, own_stems, places }
    }

    /// The themes that a passage carries, else those whose terms stand in it, in order of weight.
    fn themes(&mut self, passage: &Passage<'k>, finder: &ThemeFinder) -> Vec<Feature> {
        let own = passage.finding.map(|f| &self.linked.finding(f).themes).filter(|themes| !themes.is_empty());
        match own {
            // What an editor chose is not mixed with what a program finds.
            Some(own) => own.iter().map(|t| self.theme(&t.value)).collect(),
            None => finder.find(&passage.text).into_iter().take(FOUND_THEMES).map(|id| self.theme(id)).collect(),
        }
    }

    fn stem(&mut self, term: &Term) -> Option<(Feature, bool)> {
        if let Some(known) = self.of_stem.get(&term.stem) {
            return *known;
        }
        let common = common_stem(&term.stem);
        let is_own = common == term.stem;
        let found = if self.own_names.contains(&common) {
            None
        } else if is_own {
            Some((self.new_stem(common, term.weak), true))
        } else {
            let number = match self.of_stem.get(&common).copied().flatten() {
                Some((number, _)) => number,
                None => {
                    let number = self.new_stem(Arc::clone(&common), term.weak);
                    self.of_stem.insert(common, Some((number, true)));
                    number
                }
            };
            Some((number, false))
        };
        self.of_stem.insert(Arc::clone(&term.stem), found);
        found
    }

    fn new_stem(&mut self, stem: Arc<str>, is_weak: bool) -> Feature {
        let (tells, vector, qualities) = (weights().of_stem(&stem), vector(&stem), of_stem(&stem));
        let name = FeatureName::Stem(stem);
        self.push(WeighedFeature { name, is_weak, tells, is_group: false, vector, qualities })
    }

    fn theme(&mut self, id: &str) -> Feature {
        if let Some(number) = self.of_theme.get(id) {
            return *number;
        }
        let is_group = self.linked.documents.themes.get(id).is_some_and(|theme| theme.group);
        let (name, tells) = (FeatureName::Theme(id.to_owned()), weights().of_theme(id));
        let number = self.push(WeighedFeature { name, is_weak: false, tells, is_group, vector: None, qualities: 0 });
        self.of_theme.insert(id.to_owned(), number);
        number
    }

    fn push(&mut self, feature: WeighedFeature) -> Feature {
        let number = Feature::try_from(self.features.len()).unwrap_or(Feature::MAX);
        self.features.push(feature);
        number
    }
}

fn compared<'k>(counted: CountedPassage<'k>, all: &[WeighedFeature]) -> ComparedPassage<'k> {
    let of = |feature: &Feature| all.get(*feature as usize);
    let weigh = |(feature, n): &(Feature, usize)| {
        let WeighedFeature { name, is_weak, tells, .. } = of(feature)?;
        let tells = match name {
            FeatureName::Theme(_) if *n == 1 => tells * THEME * FIRST_THEME,
            FeatureName::Theme(_) => tells * THEME,
            FeatureName::Stem(_) => tells * if *is_weak { WEAK } else { 1.0 } * (1.0 + REPEATED * (*n as f64).ln()),
        };
        Some((*feature, tells))
    };
    // Every feature of a passage was counted, so none is left out here.
    let features: Vec<(Feature, f64)> = counted.features.iter().filter_map(weigh).collect();
    let is_theme = |f: &Feature| of(f).is_some_and(|f| matches!(f.name, FeatureName::Theme(_)));
    let themes: Vec<Feature> = features.iter().map(|(f, _)| *f).filter(is_theme).collect();
    // A theme is counted by its place.
    let first_theme = counted.features.iter().find(|(f, n)| *n == 1 && themes.contains(f)).map(|(f, _)| *f);
    let length = features.iter().map(|(_, tells)| tells * tells).sum::<f64>().sqrt();
    let direction = |words: &Vec<Feature>| Direction::of(words.iter().filter_map(|word| of(word)?.vector));
    let qualities = |words: &Vec<Feature>| words.iter().filter_map(of).fold(0, |all, word| all | word.qualities);
    ComparedPassage {
        passage: counted.passage,
        features,
        length,
        directions: counted.sentences.iter().map(direction).collect(),
        qualities: counted.sentences.iter().map(qualities).collect(),
        sentences: counted.sentences,
        own_stems: counted.own_stems,
        places: counted.places,
        first_theme,
        groups: themes.iter().copied().filter(|f| of(f).is_some_and(|f| f.is_group)).collect(),
        themes,
        asked: OnceLock::new(),
    }
}
