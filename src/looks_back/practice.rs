//! How sentences say that practice stands today, whatever was asked before.
//!
//! Start at [`practice`]. Credit without fault is met, fault without credit is missed; both together, or
//! what is good for some or getting better, is partly met.

use std::ops::Range;

use super::fired::Fired;
use super::meaning::Meaning;
use super::sentence;
use super::tables::{Hit, table};
use super::words;
use crate::phrases::{Token, tokens};
use crate::source::words::Verdict;

/// How far before what is well a negation may stand.
// `Not yet always or everywhere good`; farther back it denies something else of the clause.
const REACH: usize = 4;

/// What is looked for; what says nothing of practice takes its words from shorter phrases.
const PRACTICE: &[Meaning] = {
    use Meaning::{Badly, Between, Moving, Neither, OnlySome, Well};
    &[Well, Badly, Between, OnlySome, Neither, Moving]
};

/// What sentences say of practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// How often credit is given.
    pub well: usize,
    /// How often fault is named.
    pub badly: usize,
    /// How often both in one word: `varies`, `is improving`.
    pub between: usize,
    /// How often only some are meant.
    pub some: usize,
    /// How often things are said to get better.
    pub moving: usize,
}

impl Practice {
    /// What it comes to; nothing where nothing is said.
    #[must_use]
    pub fn verdict(self) -> Option<Verdict> {
        // What is good needs not be said to have got better; what is not, is on its way.
        let between = self.between > 0 || (self.moving > 0 && self.well == 0);
        match (self.well > 0, self.badly > 0, between, self.some > 0) {
            (false, false, false, _) => None,
            (false, true, false, _) => Some(Verdict::Missed),
            // One word of doubt among several faults is no credit.
            (false, true, true, _) if self.badly > 1 && self.moving == 0 => Some(Verdict::Missed),
            (true, false, false, false) => Some(Verdict::Met),
            _ => Some(Verdict::PartlyMet),
        }
    }

    /// Whether more than one word speaks for the verdict and none against it.
    #[must_use]
    pub fn is_clear(self) -> bool {
        match self.verdict() {
            None => false,
            Some(Verdict::PartlyMet) => self.well > 0 && self.badly > 0,
            Some(_) => self.well + self.badly > 1,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            well: self.well + other.well,
            badly: self.badly + other.badly,
            between: self.between + other.between,
            some: self.some + other.some,
            moving: self.moving + other.moving,
        }
    }
}

/// What each sentence of a text says, with its place there.
#[must_use]
pub fn practice(text: &str) -> Vec<(Range<usize>, Practice)> {
    let of_sentence = |range: Range<usize>| Some((range.clone(), practice_of_tokens(&tokens(text.get(range)?))));
    sentence::sentences(text).into_iter().filter_map(of_sentence).collect()
}

/// The phrases by which a text was read so, in its order.
#[must_use]
pub fn fired(text: &str) -> Vec<Fired> {
    let of_sentence = |range: Range<usize>| {
        let sentence = text.get(range)?;
        let tokens = tokens(sentence);
        Some(
            table()
                .find(PRACTICE, &tokens)
                .into_iter()
                .map(|hit| Fired::new(sentence, &tokens, hit))
                .collect::<Vec<_>>(),
        )
    };
    sentence::sentences(text).into_iter().filter_map(of_sentence).flatten().collect()
}

/// What sentences say together.
impl<'a> FromIterator<&'a Practice> for Practice {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |sum, one| sum.and(*one))
    }
}

/// What one sentence's words say, clause by clause: a good word in a clause that names a fault
/// belongs to it (`lack clear targets`).
pub(super) fn practice_of_tokens(tokens: &[Token]) -> Practice {
    tokens.split(parts_clauses).map(practice_of_clause).fold(Practice::default(), Practice::and)
}

/// Marks, and words of contrast.
fn parts_clauses(token: &Token) -> bool {
    (token.is_mark && token.word != "(" && token.word != ")") || words::parts_praise_from_fault(&token.word)
}

fn practice_of_clause(clause: &[Token]) -> Practice {
    use Meaning::{Badly, Between, Moving, OnlySome, Well};
    let hits = table().find(PRACTICE, clause);
    let negations = table().find(&[Meaning::Not], clause);
    let has = |meaning| hits.iter().any(|h| h.meaning == meaning);
    let negated = hits.iter().any(|h| h.meaning == Well && is_negated(*h, &negations, clause));
    let one = |is: bool| usize::from(is);
    let badly = has(Badly) || negated;
    // One clause counts once: fault outweighs doubt, and doubt outweighs praise.
    let between = !badly && has(Between);
    let well = !badly && !between && has(Well);
    let moving = !badly && has(Moving);
    Practice {
        well: one(well),
        badly: one(badly),
        between: one(between),
        some: one(has(OnlySome)),
        moving: one(moving),
    }
}

fn is_negated(hit: Hit, negations: &[Hit], tokens: &[Token]) -> bool {
    negations.iter().any(|not| {
        let between = tokens.get(not.end..hit.start).unwrap_or_default();
        not.end <= hit.start && between.len() <= REACH
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str) -> Option<Verdict> {
        practice(text).iter().map(|(_, said)| said).collect::<Practice>().verdict()
    }

    #[test]
    fn credit_alone_is_met() {
        for text in [
            "Plans are clear, and reviewed on time.",
            "Supervision is regular and well recorded.",
            "Care leavers get the right help without delay.",
            "There is a fall in the number of young ferry hands not in education.",
            "Staff are swift to respond to any concern.",
        ] {
            assert_eq!(verdict(text), Some(Verdict::Met), "{text}");
        }
    }

    #[test]
    fn fault_alone_is_missed() {
        for text in [
            "Visits are too few and records lack detail.",
            "Plans are not always clear.",
            "Managers do not challenge drift.",
            "Children wait too long for a home.",
        ] {
            assert_eq!(verdict(text), Some(Verdict::Missed), "{text}");
        }
    }

    #[test]
    fn both_or_for_some_is_partly_met() {
        for text in [
            "Assessments vary in quality.",
            "Most plans are clear, but some are vague.",
            "Supervision is regular. Its records lack challenge.",
            "Some social workers are beginning to use the tool well.",
        ] {
            assert_eq!(verdict(text), Some(Verdict::PartlyMet), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_of_practice_says_nothing() {
        assert_eq!(verdict("Two inspectors came in May to see children in need."), None);
    }

    #[test]
    fn each_sentence_is_read_by_itself() {
        let said = practice("Plans are good. Visits are late.");
        let verdicts: Vec<_> = said.iter().map(|(_, said)| said.verdict()).collect();
        assert_eq!(verdicts, [Some(Verdict::Met), Some(Verdict::Missed)]);
    }
}
