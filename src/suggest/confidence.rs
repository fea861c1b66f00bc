//! How sure a suggestion is, from its evidence.

use super::likeness::Likeness;
use crate::looks_back::VerdictSource;
use crate::source::words::Verdict;

/// How sure the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The words say so.
    Certain,
    /// Much speaks for it.
    Likely,
    /// Worth a look.
    Possible,
}

impl Confidence {
    /// All, surest first.
    pub const ALL: &'static [Self] = &[Self::Certain, Self::Likely, Self::Possible];

    /// The word in data and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// What is known of a passage and one recommendation.
pub(super) struct Evidence<'a> {
    pub(super) likeness: &'a Likeness,
    /// How much more like the passage this recommendation is than any other.
    pub(super) lead: f64,
    /// Whether no other passage of the report is as like the recommendation.
    pub(super) best_passage: bool,
    /// Where a look-back about a single recommendation of that report has its verdict.
    pub(super) verdict_source: Option<VerdictSource>,
    /// Whether the passage is a council's.
    pub(super) claims: bool,
    /// Whether the passage asks for something, or claims or plans it, in words of its own.
    pub(super) asks_or_claims: bool,
    /// How things stand, by the words.
    pub(super) verdict: Option<Verdict>,
    /// Whether that is said clearly.
    pub(super) clear: bool,
    /// Whether both are about the same services and, where they say so, the same children.
    pub(super) same_field: bool,
}

/// Two recommendations that are as like to a passage as this ask for the same.
// Reports ask for one thing twice, under two headings; which of them comes first by a hair says nothing.
const TWIN: f64 = 0.05;

impl Evidence<'_> {
    pub(super) fn confidence(&self) -> Confidence {
        let like = self.likeness;
        let certain = self.same_field
            && match self.verdict_source {
                // It says of itself that it looks back: the likeness has only to say on which item of that report.
                Some(VerdictSource::Sentence) => self.lead >= -TWIN && like.score >= 0.2,
                // The verdict stands in another sentence, which may be about something else: only where this one
                // is very like the item are the two about one thing.
                Some(_) => self.lead >= -TWIN && like.score >= 0.5,
                None if self.asks_or_claims => self.says_the_same(),
                None => self.answers(),
            };
        if certain {
            Confidence::Certain
        // Below 0.4 half of what is offered restates a sixth of the item or less: one subject, seldom one thing.
        } else if like.score >= 0.4 || self.verdict_source.is_some() {
            Confidence::Likely
        } else {
            Confidence::Possible
        }
    }

    /// A later recommendation, or a claim, that says what the earlier one says: in so many of its words, or,
    /// for a recommendation, with nothing nearer to it on either side.
    fn says_the_same(&self) -> bool {
        let like = self.likeness;
        // One telling word is a subject, two of them with the heart of the item are what it asks for. A tenth
        // restated is enough: what is asked again is often asked in fewer words.
        let same = like.score >= 0.4 && like.strong >= 2 && like.restated >= 0.1 && like.heart;
        // Without the heart it must be the best pair from both ends, and much alike: the same in other words.
        let nearest = self.best_passage && self.lead >= -TWIN && like.strong >= 1;
        let asks_it_again = !self.claims && nearest && like.score >= 0.53 && like.restated >= 0.2;
        // A council's paper speaks of every item of one plan, all in the same words: a claim must stand out.
        (same && (!self.claims || self.lead >= 0.2)) || asks_it_again
    }

    /// A finding that says, without naming it, how the very thing stands that was asked for. Credit and
    /// fault together may be about two things, so they need more.
    fn answers(&self) -> bool {
        let like = self.likeness;
        // Nearly half of the item's words come back: whatever else the passage says, it says this.
        let much = like.restated >= 0.45 && like.score >= 0.4;
        // A long item is seldom restated so far. A quarter of it does where three telling words are among that, its
        // heart is, and no other passage of the report is nearer.
        let exactly = self.best_passage && like.heart && like.strong >= 3 && like.restated >= 0.25 && like.score >= 0.3;
        match self.verdict {
            Some(Verdict::Met | Verdict::Missed) => much || exactly,
            // Half of the words, and no other item as near: else the credit is for one item and the fault another's.
            Some(Verdict::PartlyMet) => self.clear && self.lead >= 0.0 && like.restated >= 0.5 && like.score >= 0.3,
            None => false,
        }
    }
}
