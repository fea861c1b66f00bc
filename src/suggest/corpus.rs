//! All passages of a site as what they are compared by: their words' stems and their themes, each
//! with how much it tells.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::passage::{Passage, passages};
use super::weights::weights;
use crate::model::{Linked, ReportId};
use crate::source::Authority;
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
}

/// All passages of a site.
#[derive(Debug)]
pub(super) struct Corpus<'k> {
    reports: Vec<Vec<ComparedPassage<'k>>>,
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
    pub(super) fn new(linked: &'k Linked) -> Self {
        let reports: Vec<ReportId> = linked.report_ids().collect();
        let finder = ThemeFinder::new(&linked.documents.themes);
        let names = names_of_authorities(linked);
        let worded: Vec<Vec<PassageWords<'k>>> = reports
            .par_iter()
            .map_init(Terms::default, |terms, report| {
                let own = names.get(linked.report(*report).authority.as_str());
                passages(linked, *report)
                    .into_iter()
                    .map(|p| words_and_themes(linked, &finder, terms, own, p))
                    .collect()
            })
            .collect();
        // One after the other, or numbers of features would depend on which thread came first.
        let mut numbers = FeatureNumbers::default();
        let counted: Vec<Vec<CountedPassage<'k>>> = worded
            .into_iter()
            .map(|report| report.into_iter().map(|passage| numbers.enter(passage)).collect())
            .collect();
        let features = numbers.features;
        let compared = |passage: CountedPassage<'k>| compared(passage, &features);
        let reports = counted.into_par_iter().map(|report| report.into_iter().map(compared).collect()).collect();
        Self { reports, features }
    }

    /// The passages of a report in order.
    pub(super) fn passages_of(&self, report: ReportId) -> &[ComparedPassage<'k>] {
        self.reports.get(report.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// What the feature of a number is.
    pub(super) fn feature_name(&self, feature: Feature) -> Option<&FeatureName> {
        self.features.get(feature as usize).map(|f| &f.name)
    }
}

/// A passage's words and themes.
struct PassageWords<'k> {
    passage: Passage<'k>,
    /// Stems, and whether the word is weak.
    stems: Vec<(Arc<str>, bool)>,
    /// The themes that it carries, else those whose terms stand in it, in order of weight.
    themes: Vec<String>,
}

fn words_and_themes<'k>(
    linked: &Linked,
    finder: &ThemeFinder,
    terms: &Terms,
    own_names: Option<&HashSet<Arc<str>>>,
    passage: Passage<'k>,
) -> PassageWords<'k> {
    let stems = terms.of(&passage.text).into_iter().map(|t| (common_stem(&t.stem), t.weak));
    let stems = stems.filter(|(stem, _)| !own_names.is_some_and(|own| own.contains(stem))).collect();
    let own = passage.finding.map(|f| &linked.finding(f).themes).filter(|themes| !themes.is_empty());
    let themes = match own {
        // What an editor chose is not mixed with what a program finds.
        Some(own) => own.iter().map(|t| t.value.clone()).collect(),
        None => finder.find(&passage.text).into_iter().take(FOUND_THEMES).map(str::to_owned).collect(),
    };
    PassageWords { passage, stems, themes }
}

/// The stems of each authority's names. Who was inspected stands all over its reports, is rare in the country, and
/// says nothing of a subject.
fn names_of_authorities(linked: &Linked) -> BTreeMap<&str, HashSet<Arc<str>>> {
    let terms = Terms::default();
    let of_one = |authority: &Authority| {
        let names = std::iter::once(&authority.name).chain(&authority.other_names);
        names.flat_map(|name| terms.of(name)).map(|t| common_stem(&t.stem)).collect()
    };
    linked.documents.authorities.iter().map(|(id, authority)| (id.as_str(), of_one(authority))).collect()
}

/// The stems of a text and the themes found in it, each once; themes with `@` before them.
pub(super) fn names_in(text: &str, terms: &Terms, finder: &ThemeFinder) -> BTreeSet<String> {
    let stems = terms.of(text).into_iter().map(|t| common_stem(&t.stem).to_string());
    let themes = finder.find(text).into_iter().take(FOUND_THEMES).map(|theme| format!("@{theme}"));
    stems.chain(themes).collect()
}

/// Words of one meaning that Snowball's stems keep apart.
fn common_stem(stem: &Arc<str>) -> Arc<str> {
    match &**stem {
        "overse" | "overseen" | "oversaw" => "oversight".into(),
        "timescal" => "timeli".into(),
        "safe" | "safeti" | "safer" => "safeguard".into(),
        _ => stem.clone(),
    }
}

/// Gives numbers to features in the order of the text.
#[derive(Default)]
struct FeatureNumbers {
    numbers: HashMap<FeatureName, Feature>,
    /// In order of number.
    features: Vec<WeighedFeature>,
}

impl FeatureNumbers {
    fn enter<'k>(&mut self, PassageWords { passage, stems, themes }: PassageWords<'k>) -> CountedPassage<'k> {
        let mut features: BTreeMap<Feature, usize> = BTreeMap::new();
        for (stem, weak) in stems {
            let number = self.number(FeatureName::Stem(stem), weak);
            *features.entry(number).or_default() += 1;
        }
        for (place, theme) in themes.into_iter().enumerate() {
            let number = self.number(FeatureName::Theme(theme), false);
            features.entry(number).or_insert(place + 1);
        }
        CountedPassage { passage, features: features.into_iter().collect() }
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
    let length = features.iter().map(|(_, tells)| tells * tells).sum::<f64>().sqrt();
    ComparedPassage { passage: counted.passage, features, length }
}
