//! All passages of a site as lists of stems, and how rare each stem is.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::passage::{Passage, passages};
use crate::model::{Knowledge, ReportId};
use crate::terms::{Terms, ThemeFinder};

/// A stem, by its number.
pub(super) type Stem = u32;

/// A passage as it is compared.
#[derive(Debug)]
pub(super) struct Read<'k> {
    pub(super) passage: Passage<'k>,
    /// Its stems, each once and in order, with how often it stands there.
    pub(super) stems: Vec<(Stem, u16)>,
    /// How many words it has.
    length: usize,
    /// Its themes, each once and in order: those that it carries, else those whose terms stand in it.
    pub(super) themes: Vec<u32>,
}

/// All passages of a site.
#[derive(Debug)]
pub(super) struct Corpus<'k> {
    reports: Vec<Vec<Read<'k>>>,
    /// How much a stem tells, by its number: more for a rare one.
    weight: Vec<f64>,
    /// The same of themes.
    theme_weight: Vec<f64>,
    mean_length: f64,
    stems: Vec<String>,
    theme_ids: Vec<&'k str>,
}

/// A passage before stems and themes have numbers.
struct Raw<'k> {
    passage: Passage<'k>,
    stems: Vec<String>,
    themes: Vec<String>,
}

/// How many themes are taken from a text's own words.
const FOUND_THEMES: usize = 3;

impl<'k> Corpus<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let reports: Vec<ReportId> = knowledge.report_ids().collect();
        let finder = ThemeFinder::new(&knowledge.documents.themes);
        let raw: Vec<Vec<Raw<'k>>> = reports
            .par_iter()
            .map_init(Terms::default, |terms, report| {
                passages(knowledge, *report).into_iter().map(|p| raw(knowledge, &finder, terms, p)).collect()
            })
            .collect();
        number(knowledge, raw)
    }

    /// The passages of a report in order.
    pub(super) fn of(&self, report: ReportId) -> &[Read<'k>] {
        self.reports.get(report.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// How much a stem tells.
    pub(super) fn weight(&self, stem: Stem) -> f64 {
        self.weight.get(stem as usize).copied().unwrap_or_default()
    }

    /// How much it tells that two passages share a theme.
    pub(super) fn theme_weight(&self, theme: u32) -> f64 {
        self.theme_weight.get(theme as usize).copied().unwrap_or_default()
    }

    /// A stem by its number.
    pub(super) fn stem(&self, stem: Stem) -> &str {
        self.stems.get(stem as usize).map_or("", String::as_str)
    }

    /// A theme's id.
    pub(super) fn theme(&self, theme: u32) -> &'k str {
        self.theme_ids.get(theme as usize).copied().unwrap_or_default()
    }

    /// What BM25 makes of a passage that holds a stem so often.
    pub(super) fn saturated(&self, read: &Read<'_>, count: u16) -> f64 {
        const K: f64 = 1.2;
        const B: f64 = 0.75;
        let count = f64::from(count);
        let length = read.length as f64 / self.mean_length.max(1.0);
        count * (K + 1.0) / (count + K * (1.0 - B + B * length))
    }
}

fn raw<'k>(knowledge: &Knowledge, finder: &ThemeFinder, terms: &Terms, passage: Passage<'k>) -> Raw<'k> {
    let stems = terms.of(&passage.text).into_iter().map(|t| t.stem).collect();
    let own: Vec<String> = passage
        .finding
        .map(|f| knowledge.finding(f).themes.iter().map(|t| t.value.clone()).collect())
        .unwrap_or_default();
    let themes = if own.is_empty() {
        finder.find(&passage.text).into_iter().take(FOUND_THEMES).map(str::to_owned).collect()
    } else {
        own
    };
    Raw { passage, stems, themes }
}

/// Gives numbers to stems and themes, in the order of the text, and counts in how many passages each
/// stands.
fn number<'k>(knowledge: &'k Knowledge, raw: Vec<Vec<Raw<'k>>>) -> Corpus<'k> {
    let theme_ids: Vec<&str> = knowledge.documents.themes.keys().map(String::as_str).collect();
    let theme_numbers: BTreeMap<&str, u32> = theme_ids.iter().copied().zip(0..).collect();
    let mut numbers: HashMap<String, Stem> = HashMap::new();
    let mut known: Vec<String> = Vec::new();
    let mut standing: Vec<usize> = Vec::new();
    let mut themed: Vec<usize> = vec![0; theme_ids.len()];
    let (mut words, mut count) = (0, 0);
    let mut reports = Vec::with_capacity(raw.len());
    for report in raw {
        let mut reads = Vec::with_capacity(report.len());
        for Raw { passage, stems, themes } in report {
            let length = stems.len();
            let mut counts: BTreeMap<Stem, u16> = BTreeMap::new();
            for stem in stems {
                let number = match numbers.get(&stem) {
                    Some(number) => *number,
                    None => {
                        let number = Stem::try_from(known.len()).unwrap_or(Stem::MAX);
                        known.push(stem.clone());
                        numbers.insert(stem, number);
                        number
                    }
                };
                let own = counts.entry(number).or_default();
                *own = own.saturating_add(1);
            }
            standing.resize(known.len(), 0);
            counts.keys().for_each(|stem| standing[*stem as usize] += 1);
            let mut themes: Vec<u32> = themes.iter().filter_map(|t| theme_numbers.get(t.as_str()).copied()).collect();
            themes.sort_unstable();
            themes.dedup();
            themes.iter().for_each(|theme| themed[*theme as usize] += 1);
            words += length;
            count += 1;
            reads.push(Read { passage, stems: counts.into_iter().collect(), length, themes });
        }
        reports.push(reads);
    }
    Corpus {
        reports,
        stems: known,
        weight: standing.iter().map(|n| rarity(count, *n)).collect(),
        theme_weight: themed.iter().map(|n| rarity(count, *n)).collect(),
        mean_length: words as f64 / f64::from(count.max(1)),
        theme_ids,
    }
}

/// BM25's weight of what stands in `standing` of `count` passages.
fn rarity(count: i32, standing: usize) -> f64 {
    let (count, standing) = (f64::from(count), standing as f64);
    (1.0 + (count - standing + 0.5).max(0.0) / (standing + 0.5)).ln()
}
