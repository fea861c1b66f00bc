//! How the words of a passage say that a thing stands: met, partly met or missed.
//!
//! What the tables of phrases read ([`crate::looks_back::practice`]) is one voice; the words themselves, one by one
//! and two by two, are the others.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lines;
use crate::looks_back::practice::Practice;
use crate::source::words::Verdict;

const TABLE: &str = include_str!("verdicts.txt");

static WEIGHTS: LazyLock<VerdictWeights> = LazyLock::new(|| VerdictWeights::parse(TABLE));

/// The verdicts in the order of the table's columns.
const VERDICTS: [Verdict; 3] = [Verdict::Met, Verdict::PartlyMet, Verdict::Missed];

/// A verdict that words give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::suggest) struct StatedVerdict {
    pub(in crate::suggest) verdict: Verdict,
    /// How likely it is that a careful reader finds the same: from 0 to 1.
    pub(in crate::suggest) likelihood: f64,
}

type ByVerdict = [f64; VERDICTS.len()];

#[derive(Debug, Default)]
struct VerdictWeights {
    /// For each word or two words, in order: how rare it is, and what it speaks for.
    rows: Vec<(f64, ByVerdict)>,
    /// The rows of words, and of two words: by the words' numbers, so that no text is made for each pair.
    places: FxHashMap<(u32, Option<u32>), usize>,
    numbers: FxHashMap<&'static str, u32>,
    /// For what the tables of phrases read, by the names below.
    read: BTreeMap<&'static str, ByVerdict>,
}

/// What the tables of phrases read in some sentences, under names.
fn read(practice: Practice, verdict_names: [&'static str; 4]) -> [(&'static str, f64); 4] {
    let is = |name, verdict| (name, f64::from(u8::from(practice.verdict() == verdict)));
    let [met, partly, missed, none] = verdict_names;
    [
        is(met, Some(Verdict::Met)),
        is(partly, Some(Verdict::PartlyMet)),
        is(missed, Some(Verdict::Missed)),
        is(none, None),
    ]
}

impl VerdictWeights {
    fn parse(text: &'static str) -> Self {
        let mut all = Self::default();
        let mut words: BTreeMap<&'static str, (f64, ByVerdict)> = BTreeMap::new();
        for (name, numbers) in lines(text) {
            match (name.strip_prefix('='), numbers.as_slice()) {
                (Some(read), [met, partly, missed]) => drop(all.read.insert(read, [*met, *partly, *missed])),
                (None, [rare, met, partly, missed]) => {
                    words.insert(name, (*rare, [*met, *partly, *missed]));
                }
                _ => {}
            }
        }
        for (name, row) in words {
            let (first, second) = name.split_once(' ').map_or((name, None), |(first, second)| (first, Some(second)));
            let key = (all.number(first), second.map(|second| all.number(second)));
            all.places.insert(key, all.rows.len());
            all.rows.push(row);
        }
        all
    }

    fn number(&mut self, word: &'static str) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(word).or_insert(next)
    }

    fn verdict(&self, near: &str, of_near: Practice, of_all: Practice) -> StatedVerdict {
        let mut sums = self.read.get("always").copied().unwrap_or_default();
        let near_read = read(of_near, ["near met", "near partly-met", "near missed", "near none"]);
        let all_read = read(of_all, ["all met", "all partly-met", "all missed", "all none"]);
        for (name, value) in near_read.into_iter().chain(all_read) {
            add(&mut sums, self.read.get(name), value);
        }
        let known = self.known_words(near);
        let length = known.iter().map(|(value, _)| value * value).sum::<f64>().sqrt();
        for (value, weights) in &known {
            add(&mut sums, Some(weights), if length > 0.0 { value / length } else { 0.0 });
        }
        let greatest = sums.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = sums.iter().map(|sum| (sum - greatest).exp()).sum();
        let (verdict, _) =
            VERDICTS.into_iter().zip(sums).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((Verdict::PartlyMet, greatest));
        StatedVerdict { verdict, likelihood: 1.0 / all.max(1.0) }
    }

    /// The words and pairs of words that the table knows, in its order, each with how much it counts here.
    fn known_words(&self, text: &str) -> Vec<(f64, ByVerdict)> {
        let plain =
            if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().replace(['’', '‘'], "'") };
        let words = plain_words(&plain);
        let mut places: Vec<usize> = Vec::new();
        let mut before = None;
        for word in words {
            let number = self.numbers.get(word).copied();
            let known = |key| self.places.get(&key).copied();
            places.extend(number.and_then(|number| known((number, None))));
            places.extend(before.zip(number).and_then(|(before, number)| known((before, Some(number)))));
            before = number;
        }
        places.sort_unstable();
        let weigh = |same: &[usize]| {
            let (rare, weights) = self.rows.get(*same.first()?)?;
            Some(((1.0 + (same.len() as f64).ln()) * rare, *weights))
        };
        places.chunk_by(|a, b| a == b).filter_map(weigh).collect()
    }
}

fn add(sums: &mut ByVerdict, weights: Option<&ByVerdict>, value: f64) {
    for (sum, weight) in sums.iter_mut().zip(weights.into_iter().flatten()) {
        *sum += weight * value;
    }
}

/// Runs of letters of a text in lower case with straight apostrophes, which may stand inside.
fn plain_words(plain: &str) -> Vec<&str> {
    let words = plain.split(|c: char| !(c.is_ascii_lowercase() || c == '\''));
    words.map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty()).collect()
}

/// What the sentences of a passage that are nearest to a recommendation say of how it stands, with what the tables of
/// phrases read in these and in all of its sentences.
pub(in crate::suggest) fn verdict(near: &str, of_near: Practice, of_all: Practice) -> StatedVerdict {
    WEIGHTS.verdict(near, of_near, of_all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::looks_back::practice::practice;

    fn said(text: &str) -> StatedVerdict {
        let practice: Practice = practice(text).iter().map(|(_, said)| said).collect();
        verdict(text, practice, practice)
    }

    #[test]
    fn praise_is_met_and_fault_is_missed() {
        assert_eq!(said("Assessments are thorough and timely, and plans are clear.").verdict, Verdict::Met);
        assert_eq!(said("Visits are not recorded, and too many children wait too long.").verdict, Verdict::Missed);
        let said = said("Most plans are clear, but some are not reviewed often enough.");
        assert_eq!(said.verdict, Verdict::PartlyMet);
    }

    #[test]
    fn likelihoods_of_three_verdicts_are_never_below_a_third() {
        for text in ["", "Tin and copper.", "Assessments are good."] {
            let said = said(text);
            assert!((1.0 / 3.0 - 1e-9..=1.0).contains(&said.likelihood), "{text}: {said:?}");
        }
    }
}
