//! The words that readers see for what the design has words of its own for, all in one place. Messages to editors, files
//! and data keep the design's.

use crate::model::Outcome;
use crate::source::words::{Basis, LinkKey};

/// Asked for the same again, or said that it remains.
pub(crate) const ASKED_AGAIN: &str = "asked again";
/// The same by a priority action.
pub(super) const ASKED_AGAIN_AT_ONCE: &str = "asked again: priority action";
/// Asked for the first time.
pub(super) const ASKED: &str = "asked for";
/// A report that could have spoken of it and does not.
pub(super) const NOT_MENTIONED: &str = "not mentioned";
/// Most, some or so many, not said which.
pub(super) const OF_SOME: &str = "only said of some";
/// A visit that did not look at it.
pub(super) const NOT_LOOKED_AT: &str = "not looked at";
/// A visit of which nobody has said what it looked at.
pub(super) const NOT_KNOWN_IF: &str = "not known if looked at";
/// Another takes its place.
pub(super) const REPLACED: &str = "replaced";
/// Nothing that could speak of it is here yet. Others may be: *no later report* alone would not be true.
pub(super) const NO_LATER: &str = "no later report on it";

/// Where something stands.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotReportedOn => "not mentioned since",
        Outcome::General => OF_SOME,
        Outcome::Awaiting => NO_LATER,
        Outcome::Superseded => REPLACED,
        Outcome::SlippedBack
        | Outcome::Missed
        | Outcome::PartlyMet
        | Outcome::Met
        | Outcome::Unread
        | Outcome::Ended => outcome.shown(),
    }
}

/// How sure the words are.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::RaisedAgain => ASKED_AGAIN,
        Basis::Stated | Basis::Answered | Basis::Group | Basis::Editor => basis.shown(),
    }
}

/// What a link says.
pub(super) fn link(key: LinkKey) -> &'static str {
    match key {
        LinkKey::Again => ASKED_AGAIN,
        other => other.shown(),
    }
}
