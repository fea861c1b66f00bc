//! Which recommendations ask for much the same, by their words: what is shown of a theme beside a recommendation.
//!
//! Words count by what they tell (`terms/weights.rs`). Only recommendations of one theme are compared, and of those
//! only such as share a telling word, so that the work for one recommendation has an end, however many there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::index::Example;
use crate::model::{Knowledge, Recommendation, ThreadId};
use crate::terms::Terms;
use crate::terms::weights::{common_stem, weights};

/// By how many of its words, those that tell most, others are looked for.
// Half of the words of a recommendation, whose others stand in nearly all.
const TELLING: usize = 6;

/// How many examples are looked at for one word and theme: those most worth showing.
// A word of which there are more tells little of what is asked.
const LOOKED_AT: usize = 48;

/// Likenesses that fall into the same of so many steps count as equal.
// Between steps, words differ in one out of ten; what is worth showing then decides.
const STEPS: f64 = 10.0;

/// What is less like is not set beside something.
// Of 60 pairs of recommendations of two authorities and one theme, drawn at all degrees from 2,129 of 289 reports and
// judged without their figures, 26 of the 30 that are as like ask for the same sort of thing, and 10 of the 30 below.
const LIKE: f64 = 0.25;

/// A stem, by its number.
type Stem = u32;

/// An example, by its place among all of them in the order in which they are worth showing.
type Rank = u32;

/// The words of every recommendation, and where each word stands.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// By number of the recommendation: its stems in order, with what each tells, their squares adding up to one.
    asked: Vec<Vec<(Stem, f64)>>,
    /// How many stems there are.
    stems: usize,
    /// The number of each authority.
    whose: BTreeMap<String, Whose>,
    /// Every example, those most worth showing first, with the authority that it is of.
    all: Vec<(Example, Whose)>,
    /// By theme and stem: examples, those most worth showing first.
    examples: BTreeMap<String, HashMap<Stem, Vec<Rank>>>,
}

/// An authority, by its number.
type Whose = u32;

impl Likeness {
    pub(super) fn new(knowledge: &Knowledge, by_theme: &BTreeMap<String, Vec<Example>>) -> Self {
        let stems_of = |terms: &mut Terms, recommendation: &Recommendation| -> BTreeSet<Arc<str>> {
            let text = &knowledge.finding(recommendation.finding).text;
            terms.of(text).iter().filter(|t| !t.weak).map(|t| common_stem(&t.stem)).collect()
        };
        let stems: Vec<BTreeSet<Arc<str>>> =
            knowledge.recommendations.par_iter().map_init(Terms::default, stems_of).collect();
        // In the order of the recommendations, so that the numbers are the same in every build.
        let mut numbers: HashMap<&str, Stem> = HashMap::new();
        let mut number = |stem| {
            let next = Stem::try_from(numbers.len()).unwrap_or(Stem::MAX);
            *numbers.entry(stem).or_insert(next)
        };
        let asked: Vec<Vec<(Stem, f64)>> = stems
            .iter()
            .map(|own| scaled(own.iter().map(|stem| (number(stem), weights().of_stem(stem))).collect()))
            .collect();
        let whose: BTreeMap<String, Whose> = knowledge.documents.authorities.keys().cloned().zip(0..).collect();
        let of = |example: &Example| whose.get(knowledge.authority_of(example.newest)).copied().unwrap_or(Whose::MAX);
        let in_order: BTreeSet<Example> = by_theme.values().flatten().copied().collect();
        let all: Vec<(Example, Whose)> = in_order.into_iter().map(|example| (example, of(&example))).collect();
        // A thread is one example, however many themes it is of.
        let rank: HashMap<ThreadId, Rank> = all.iter().map(|(example, _)| example.thread).zip(0..).collect();
        let mut examples: BTreeMap<String, HashMap<Stem, Vec<Rank>>> = BTreeMap::new();
        for (theme, of_theme) in by_theme {
            let by_stem = examples.entry(theme.clone()).or_default();
            for example in of_theme {
                let Some(rank) = rank.get(&example.thread) else { continue };
                for (stem, _) in asked.get(example.newest.0 as usize).into_iter().flatten() {
                    let of_stem = by_stem.entry(*stem).or_default();
                    if of_stem.len() < LOOKED_AT {
                        of_stem.push(*rank);
                    }
                }
            }
        }
        Self { asked, stems: numbers.len(), whose, all, examples }
    }

    /// Examples of the same themes in other authorities that ask for what is likest, if anything is like; of those as
    /// like, the one most worth showing first: what was met, and what a report states before what is read into it.
    pub(super) fn nearest(&self, knowledge: &Knowledge, to: &Recommendation, count: usize) -> Vec<Example> {
        let Some(own) = self.asked.get(to.id.0 as usize) else { return Vec::new() };
        let mut telling = own.clone();
        telling.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let themes = knowledge.finding(to.finding).themes.iter().filter_map(|t| self.examples.get(&t.value));
        let mut found: Vec<Rank> = themes
            .flat_map(|by_stem| telling.iter().take(TELLING).filter_map(|(stem, _)| by_stem.get(stem)))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        // What every word tells here, by its number: looking each up is much of the work of a build.
        let mut tells_here = vec![0.0; self.stems];
        for (stem, tells) in own {
            if let Some(here) = tells_here.get_mut(*stem as usize) {
                *here = *tells;
            }
        }
        let here = self.whose.get(knowledge.authority_of(to.id));
        let mut found: Vec<(i64, Rank)> = found
            .into_iter()
            .filter_map(|rank| self.all.get(rank as usize).map(|(example, whose)| (rank, example, whose)))
            .filter(|(_, _, whose)| Some(*whose) != here)
            .filter_map(|(rank, example, _)| {
                let other = self.asked.get(example.newest.0 as usize).into_iter().flatten();
                // One for the same words, nought for none in common.
                let like: f64 = other.filter_map(|(stem, tells)| Some(tells_here.get(*stem as usize)? * tells)).sum();
                (like >= LIKE).then_some((-((like * STEPS).round() as i64), rank))
            })
            .collect();
        found.sort_unstable();
        let nearest = found.into_iter().take(count).filter_map(|(_, rank)| self.all.get(rank as usize));
        nearest.map(|(example, _)| *example).collect()
    }
}

/// In order of number, and of length one.
fn scaled(mut stems: Vec<(Stem, f64)>) -> Vec<(Stem, f64)> {
    stems.sort_by_key(|(stem, _)| *stem);
    let length = stems.iter().map(|(_, tells)| tells * tells).sum::<f64>().sqrt();
    for (_, tells) in &mut stems {
        *tells /= length.max(f64::MIN_POSITIVE);
    }
    stems
}

#[cfg(test)]
mod tests {
    use crate::model::Knowledge;
    use crate::site::context::PageContext;
    use crate::site::index::Index;
    use crate::source::{Documents, Files};

    /// Councils with one report each, and what each asks for, all of one theme; `met` has a later report that says so.
    fn country(councils: &[(&str, &str, bool)]) -> Knowledge {
        let mut files = vec![
            ("site.toml".to_owned(), "title = \"T\"\n".to_owned()),
            ("content/themes/gates.md".to_owned(), "+++\ntitle = \"Gates\"\n+++\n\nGates.\n".to_owned()),
        ];
        for (id, asks, met) in councils {
            files.push((format!("content/authorities/{id}.md"), format!("+++\nname = \"{id}\"\n+++\n")));
            let front = |date: &str, kind: &str| {
                format!(
                    "+++\ntitle = \"V\"\nframework = \"{kind}\"\npublished = {date}\nwording = \"summary\"\n+++\n\n"
                )
            };
            let first =
                front("2014-05-01", "sif") + &format!("## Areas for improvement\n\n- {asks} {{#one theme=gates}}\n");
            files.push((format!("content/inspections/{id}/2014-05-sif.md"), first));
            if *met {
                let says = format!("## Findings\n\n- It is so now. {{#now met={id}/2014-05-sif#one basis=stated}}\n");
                files
                    .push((format!("content/inspections/{id}/2018-06-ilacs.md"), front("2018-06-01", "ilacs") + &says));
            }
        }
        let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Knowledge::build(Documents::read(Files::from_texts(texts)).0).0
    }

    /// Which councils stand beside what the first one asks for.
    fn beside(councils: &[(&str, &str, bool)]) -> Vec<String> {
        let knowledge = country(councils);
        let index = Index::new(&knowledge);
        let context = PageContext::new(&knowledge, &index, "");
        let own = knowledge
            .recommendations
            .iter()
            .find(|r| Some(knowledge.report(r.finding.report).authority.as_str()) == councils.first().map(|c| c.0));
        let found = context.index.beside(&context, own.unwrap());
        found.iter().map(|id| context.authority_of(knowledge.thread(*id)).to_owned()).collect()
    }

    const OWN: (&str, &str, bool) = ("marrow", "Oil the hinges of the orchard gate before winter.", false);

    #[test]
    fn the_nearest_words_stand_first_and_the_alphabet_says_nothing() {
        let found = beside(&[
            OWN,
            ("ash", "Paint the fence along the river.", true),
            ("birch", "Count the sheep on the common every spring.", false),
            ("willow", "Before winter, oil the hinges on the gate of the orchard.", false),
            ("yew", "Oil the hinges of the church door.", true),
        ]);
        // The others are asked for other things of the theme.
        assert_eq!(found, ["willow", "yew"]);
    }

    #[test]
    fn of_two_as_like_the_one_that_was_met_stands_first() {
        let same = "Oil the hinges of the orchard gate before winter.";
        assert_eq!(beside(&[OWN, ("ash", same, false), ("yew", same, true)]), ["yew", "ash"]);
    }
}
