//! How the words of a passage say that a thing stands: met, partly met or missed.
//!
//! What the tables of phrases read ([`crate::looks_back::practice`]) is one voice; the words themselves, one by one
//! and two by two, are the others.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

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
    /// For a word, or two words with a space between: how rare it is, and what it speaks for.
    words: HashMap<&'static str, (f64, ByVerdict)>,
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
        for (name, numbers) in lines(text) {
            match (name.strip_prefix('='), numbers.as_slice()) {
                (Some(read), [met, partly, missed]) => drop(all.read.insert(read, [*met, *partly, *missed])),
                (None, [rare, met, partly, missed]) => {
                    all.words.insert(name, (*rare, [*met, *partly, *missed]));
                }
                _ => {}
            }
        }
        all
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
        let plain = text.to_lowercase().replace(['’', '‘'], "'");
        let words = plain_words(&plain);
        let mut counts: BTreeMap<&str, (f64, f64, ByVerdict)> = BTreeMap::new();
        let mut count = |word: &str| {
            if let Some((known, (rare, weights))) = self.words.get_key_value(word) {
                counts.entry(*known).or_insert((0.0, *rare, *weights)).0 += 1.0;
            }
        };
        words.iter().for_each(|word| count(word));
        // One buffer for all pairs: most of them the table does not know.
        let mut pair = String::new();
        for (first, second) in words.iter().zip(words.iter().skip(1)) {
            pair.clear();
            pair.extend([first, " ", second]);
            count(&pair);
        }
        counts.into_values().map(|(count, rare, weights)| ((1.0 + count.ln()) * rare, weights)).collect()
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
