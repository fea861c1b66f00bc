//! What one finding says of something earlier: a link, looked up, with its basis and its reader.

use super::{FindingId, RecommendationId, ReportId, sets};
use crate::diagnostics::Span;
use crate::source::words::{Basis, Kind, LinkKey, Nature, Quantity, Verdict, words};

words! {
    /// Who says that a later passage is about an earlier recommendation, surest first.
    Reader {
        /// The report itself says so: basis stated, or a statement about a whole group.
        Inspector "inspector" "the inspector",
        /// An editor read the two side by side.
        Editor "editor" "the editor",
        /// Nobody has checked it.
        Program "program" "the program",
    }
}

impl Reader {
    /// Who reads a link of this basis that an editor wrote. `stated` is whether the link says of
    /// itself that the report says so, which only matters for *raised again*: asking for much the
    /// same thing does not by itself say that it is asked again.
    pub(super) fn of_link(basis: Basis, stated: bool) -> Self {
        match basis {
            Basis::Stated | Basis::Group => Self::Inspector,
            Basis::RaisedAgain if stated => Self::Inspector,
            // Whether two requests are the same is nearly always read from outside both reports.
            Basis::Answered | Basis::Editor | Basis::RaisedAgain => Self::Editor,
        }
    }
}

/// What a follow-up is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// One recommendation.
    One(RecommendationId),
    /// All, none, most or some of a report's.
    Group {
        /// How much.
        quantity: Quantity,
        /// Only those of this kind.
        kind: Option<Kind>,
        /// Whose.
        report: ReportId,
    },
    /// A report as a whole.
    Report(ReportId),
}

/// A link, looked up; or what the program read.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The finding that carries it.
    pub by: FindingId,
    /// What it says.
    pub key: LinkKey,
    /// Of what.
    pub on: On,
    /// How sure the words are.
    pub basis: Basis,
    /// Who says that the finding is about that.
    pub reader: Reader,
    /// The part of the recommendation that it is about.
    pub part: Option<String>,
    /// The inspection whose conclusion it repeats.
    pub via: Option<ReportId>,
    /// Where the target is written; nowhere, where the program read it.
    pub span: Option<Span>,
}

impl FollowUp {
    /// The verdict that it gives, if it gives one: a council's own paper only claims, most or some are
    /// not said which, and `met="none of"` says that none is met.
    #[must_use]
    pub fn verdict(&self, speaks: Nature) -> Option<Verdict> {
        match self.on {
            _ if speaks == Nature::Update => None,
            On::Group { quantity: Quantity::None, .. } => Some(Verdict::Missed),
            On::Group { quantity, .. } if !sets(quantity) => None,
            On::One(_) | On::Group { .. } | On::Report(_) => self.key.verdict(),
        }
    }
}
