//! What a council claims of a recommendation, and what later verdicts made of it. A claim never
//! changes an outcome.

use super::history::{Assertion, Later};
use super::report_verdict::ReportVerdict;
use super::{FindingId, Reader};
use crate::source::date::PartialDate;
use crate::source::words::{LinkKey, Verdict};

/// A claim, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who claims.
    pub by: FindingId,
    /// When.
    pub date: PartialDate,
    /// What: met, done or under way.
    pub key: LinkKey,
    /// The first verdict after it; of several of one date, the worst.
    pub answer: Option<ReportVerdict>,
    /// What became of it. Nothing for what only the program has read, in the paper or in the answer.
    pub status: Option<ClaimStatus>,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimStatus {
    /// A claim of *met*, and the first verdict after it is met.
    Confirmed,
    /// A claim that something was done or under way, and the first verdict after it is met. Doing
    /// something is not yet meeting the request, so the verdict confirms no claim.
    LaterMet,
    /// The same, and it is partly met.
    LaterPartlyMet,
    /// A claim of *met*, and the first verdict after it is partly met.
    ThenPartlyMet,
    /// The first verdict after it is missed.
    ThenMissed,
    /// There is no verdict after it yet.
    NotYetConfirmed,
}

impl ClaimStatus {
    fn of_verdict(key: LinkKey, verdict: Verdict) -> Self {
        match (key, verdict) {
            (LinkKey::Met, Verdict::Met) => Self::Confirmed,
            (LinkKey::Met, Verdict::PartlyMet) => Self::ThenPartlyMet,
            (_, Verdict::Missed) => Self::ThenMissed,
            (_, Verdict::Met) => Self::LaterMet,
            (_, Verdict::PartlyMet) => Self::LaterPartlyMet,
        }
    }

    /// The words on pages.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::LaterMet => "later found met",
            Self::LaterPartlyMet => "later found partly met",
            Self::ThenPartlyMet => "then found partly met",
            Self::ThenMissed => "then found missed",
            Self::NotYetConfirmed => "not yet confirmed",
        }
    }

    /// Whether the first verdict after the claim says less than it.
    #[must_use]
    pub fn contradicts(self) -> bool {
        matches!(self, Self::ThenPartlyMet | Self::ThenMissed)
    }
}

/// The claims of later papers, in order of date, each with the first of people's verdicts after it.
pub(super) fn claims(later: &[Later], verdicts: &[ReportVerdict]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for paper in later {
        for statement in &paper.statements {
            let Assertion::Claim(key) = statement.asserts else { continue };
            let answer = first_after(verdicts, paper.date).cloned();
            // Nobody has checked what the program read, in the paper or in the answer, so nothing is made of it.
            let checked = statement.reader != Reader::Program
                && answer.as_ref().is_none_or(|answer| answer.reader != Reader::Program);
            let status = answer
                .as_ref()
                .map_or(ClaimStatus::NotYetConfirmed, |answer| ClaimStatus::of_verdict(key, answer.verdict));
            claims.push(Claim {
                by: statement.by,
                date: paper.date,
                key,
                answer: answer.filter(|_| checked),
                status: checked.then_some(status),
            });
        }
    }
    claims
}

/// The first verdict after a date; of several of one date, the worst.
fn first_after(verdicts: &[ReportVerdict], date: PartialDate) -> Option<&ReportVerdict> {
    let after = || verdicts.iter().filter(|v| v.date.is_later_than(date));
    // The better of one date may not hide the worse.
    after().filter(|v| !after().any(|other| v.date.is_later_than(other.date))).max_by_key(|v| v.verdict)
}
