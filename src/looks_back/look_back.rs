//! What a sentence that looks back is read as.

use super::{About, Fired};
use crate::source::words::{Direction, Verdict};

/// A stretch of running text: one paragraph or item.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The text, lines joined.
    pub text: &'a str,
    /// The page on which it starts.
    pub page: Option<u32>,
    /// The heading of its section; may be empty.
    pub heading: &'a str,
}

/// How much of what the earlier inspection asked for a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A single one.
    One,
    /// Every one.
    All,
    /// Not said which, more than half.
    Most,
    /// Not said which.
    Some,
}

impl Extent {
    /// The word in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::All => "all",
            Self::Most => "most",
            Self::Some => "some",
        }
    }
}

/// What a sentence says of a set of recommendations, beside how much of it is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidOfSet {
    /// That it holds for none of them.
    pub none: bool,
    /// That they stay as they were set.
    pub stays: bool,
    /// That they were two.
    pub two: bool,
    /// That they were priority actions.
    pub priority: bool,
    /// That they were recommendations of another kind.
    pub other: bool,
}

/// What of the earlier inspection a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// What it found wanting or asked for.
    Areas,
    /// Its judgement, or only when it was.
    Judgement,
    /// How services stand since: better, worse, as before. About no single recommendation.
    Services,
}

/// Where the verdict stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictSource {
    /// In the sentence itself.
    Sentence,
    /// In all words of the sentence together, as the model weighs them.
    Words,
    /// In a sentence beside it: the surer reading is the editor's.
    Neighbour,
    /// Only in the heading above: the thing is asked for again, or praised.
    Heading,
}

/// One sentence that looks back. A sentence that says different things of two sets is two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookBack {
    /// Which passage it stands in.
    pub passage: usize,
    /// The sentence as printed.
    pub text: String,
    /// The part of it that this look-back rests on: all of it, or one half.
    pub clause: String,
    /// The page on which its passage starts.
    pub page: Option<u32>,
    /// What it says became of it; nothing where it states none.
    pub verdict: Option<Verdict>,
    /// Where the verdict stands; nothing without a verdict.
    pub verdict_source: Option<VerdictSource>,
    /// Of how much it says so.
    pub extent: Option<Extent>,
    /// What it says of the set.
    pub set: SaidOfSet,
    /// Whether it speaks of what was asked, several things, in so many words: areas, recommendations.
    pub plural: bool,
    /// Whether the verdict is the named inspection's own, on what had been asked before it.
    pub repeats: bool,
    /// What it speaks of.
    pub matter: Matter,
    /// Which way things went since, where it says so.
    pub direction: Option<Direction>,
    /// Which earlier inspection it means; empty where it speaks of priority actions or areas as
    /// set before and names no visit.
    pub about: About,
    /// Other earlier inspections that the sentence is about.
    pub also: Vec<About>,
    /// The words that carried the verdict; empty without one.
    pub cue: String,
    /// Services got better, in so many words, and nothing is said to be done: an improvement may be a part.
    pub only_moves: bool,
    /// No word tells what was found or what became of it: something only happened since.
    pub only_since: bool,
    /// It names no inspection, and only goes on from the look-back before it.
    pub goes_on: bool,
    /// The phrases that the sentence was read by, in its order.
    pub fired: Vec<Fired>,
}
