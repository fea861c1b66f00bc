//! How sure a suggestion is, from its evidence.

use super::likeness::Likeness;
use crate::looks_back::ToldBy;

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
    /// Whether no other recommendation is as like to the passage, and by how much.
    pub(super) lead: f64,
    /// Whether no other passage of the report is as like to the recommendation.
    pub(super) best_passage: bool,
    /// Where a look-back about a single one in this passage has its verdict.
    pub(super) told_by: Option<ToldBy>,
    /// Whether the passage asks for something itself.
    pub(super) asks: bool,
    /// Whether how things stand is said without anything against it.
    pub(super) clear: bool,
}

impl Evidence<'_> {
    pub(super) fn confidence(&self) -> Confidence {
        let like = self.likeness;
        let certain = (self.asks && like.cosine >= 0.45)
            || (self.told_by == Some(ToldBy::Sentence) && self.lead > 0.0 && like.cosine >= 0.15)
            || (self.clear && self.best_passage && self.lead > 0.1 && like.cosine >= 0.4);
        if certain {
            Confidence::Certain
        } else if like.score >= 0.9 || self.told_by.is_some() {
            Confidence::Likely
        } else {
            Confidence::Possible
        }
    }
}
