//! All passages of a site as what they are compared by: their words' stems and their themes, each
//! with how much it tells.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::passage::{Passage, passages};
use crate::model::{Linked, ReportId};
use crate::terms::{Terms, ThemeFinder};

/// A stem or a theme, by its number.
pub(super) type Feature = u32;

/// A passage as it is compared.
#[derive(Debug)]
pub(super) struct Read<'k> {
    pub(super) passage: Passage<'k>,
    /// Its stems and themes, each once and in order of number, with what it tells here.
    pub(super) features: Vec<(Feature, f64)>,
    /// The length of that list, as of a vector.
    pub(super) length: f64,
}

/// All passages of a site.
#[derive(Debug)]
pub(super) struct Corpus<'k> {
    reports: Vec<Vec<Read<'k>>>,
    names: Vec<Name>,
}

/// What a feature is.
#[derive(Debug, PartialEq, Eq, Hash, Clone)]
pub(super) enum Name {
    Stem(Arc<str>),
    Theme(String),
}

/// A passage before its features are weighed: each with how often it stands there, or for a theme, in
/// which place.
struct Raw<'k> {
    passage: Passage<'k>,
    features: Vec<(Feature, usize)>,
}

/// How many themes are taken from a text's own words, where it carries none.
const FOUND_THEMES: usize = 3;

/// What a theme tells beside a word as rare, and the first theme beside the others.
const THEME: f64 = 1.8;
const FIRST_THEME: f64 = 1.6;

/// What a weak word tells beside another as rare.
const WEAK: f64 = 0.4;

/// A rarer word than this tells no more: it may be a slip.
const RAREST: f64 = 5.0;

impl<'k> Corpus<'k> {
    pub(super) fn new(linked: &'k Linked) -> Self {
        let reports: Vec<ReportId> = linked.report_ids().collect();
        let finder = ThemeFinder::new(&linked.documents.themes);
        let read: Vec<Vec<Words<'k>>> = reports
            .par_iter()
            .map_init(Terms::default, |terms, report| {
                passages(linked, *report).into_iter().map(|p| words(linked, &finder, terms, p)).collect()
            })
            .collect();
        let mut count = Count::default();
        let raw: Vec<Vec<Raw<'k>>> =
            read.into_iter().map(|report| report.into_iter().map(|passage| count.enter(passage)).collect()).collect();
        let weights = count.weights();
        let weigh = |raw: Raw<'k>| weighed(raw, &count, &weights);
        let reports = raw.into_par_iter().map(|report| report.into_iter().map(weigh).collect()).collect();
        Self { reports, names: count.names }
    }

    /// The passages of a report in order.
    pub(super) fn of(&self, report: ReportId) -> &[Read<'k>] {
        self.reports.get(report.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// A feature by its number.
    pub(super) fn name(&self, feature: Feature) -> Option<&Name> {
        self.names.get(feature as usize)
    }
}

/// A passage's words and themes.
struct Words<'k> {
    passage: Passage<'k>,
    /// Stems, and whether the word is weak.
    stems: Vec<(Arc<str>, bool)>,
    /// The themes that it carries, else those whose terms stand in it, in order of weight.
    themes: Vec<String>,
}

fn words<'k>(linked: &Linked, finder: &ThemeFinder, terms: &Terms, passage: Passage<'k>) -> Words<'k> {
    let stems = terms.of(&passage.text).into_iter().map(|t| (common_stem(&t.stem), t.weak)).collect();
    let own = passage.finding.map(|f| &linked.finding(f).themes).filter(|themes| !themes.is_empty());
    let themes = match own {
        Some(own) => own.iter().map(|t| t.value.clone()).collect(),
        None => finder.find(&passage.text).into_iter().take(FOUND_THEMES).map(str::to_owned).collect(),
    };
    Words { passage, stems, themes }
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

/// Gives numbers to features in the order of the text, and counts in how many passages each stands.
#[derive(Default)]
struct Count {
    numbers: HashMap<Name, Feature>,
    names: Vec<Name>,
    standing: Vec<usize>,
    weak: Vec<bool>,
    passages: usize,
}

impl Count {
    fn enter<'k>(&mut self, Words { passage, stems, themes }: Words<'k>) -> Raw<'k> {
        let mut features: BTreeMap<Feature, usize> = BTreeMap::new();
        for (stem, weak) in stems {
            let number = self.number(Name::Stem(stem), weak);
            *features.entry(number).or_default() += 1;
        }
        for (place, theme) in themes.into_iter().enumerate() {
            let number = self.number(Name::Theme(theme), false);
            features.entry(number).or_insert(place + 1);
        }
        features.keys().for_each(|feature| self.standing[*feature as usize] += 1);
        self.passages += 1;
        Raw { passage, features: features.into_iter().collect() }
    }

    fn number(&mut self, name: Name, weak: bool) -> Feature {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = Feature::try_from(self.names.len()).unwrap_or(Feature::MAX);
        self.numbers.insert(name.clone(), number);
        self.names.push(name);
        self.standing.push(0);
        self.weak.push(weak);
        number
    }

    /// How much each feature tells: as BM25 weighs a word that stands in so many of all passages.
    fn weights(&self) -> Vec<f64> {
        let all = self.passages as f64;
        let rarity = |n: usize| (1.0 + (all - n as f64 + 0.5).max(0.0) / (n as f64 + 0.5)).ln();
        self.standing.iter().map(|n| rarity(*n).min(RAREST)).collect()
    }
}

fn weighed<'k>(raw: Raw<'k>, count: &Count, weights: &[f64]) -> Read<'k> {
    let weight = |(feature, n): &(Feature, usize)| {
        let at = *feature as usize;
        let tells = match count.names[at] {
            Name::Theme(_) if *n == 1 => weights[at] * THEME * FIRST_THEME,
            Name::Theme(_) => weights[at] * THEME,
            Name::Stem(_) => weights[at] * if count.weak[at] { WEAK } else { 1.0 } * (1.0 + 0.3 * (*n as f64).ln()),
        };
        (*feature, tells)
    };
    let features: Vec<(Feature, f64)> = raw.features.iter().map(weight).collect();
    let length = features.iter().map(|(_, tells)| tells * tells).sum::<f64>().sqrt();
    Read { passage: raw.passage, features, length }
}
