//! What each report changed: the outcomes of earlier recommendations before it and after it.
//!
//! Nothing here is a second rule of outcomes: each is [`standing`] of the history as it was known up to then.

use std::collections::BTreeMap;

use super::outcome::standing;
use super::{Coverage, FindingId, History, Knowledge, Later, Outcome, ReportId};
use crate::source::words::Verdict;

/// What a report says of one earlier recommendation, and what that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The earlier recommendation.
    pub on: FindingId,
    /// Where it stood before the report.
    pub before: Outcome,
    /// Where it stands with it.
    pub after: Outcome,
    /// The report's verdict, if it gives one.
    pub verdict: Option<Verdict>,
    /// Whether the report asks for it again.
    pub raised_again: bool,
}

/// What one report brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportChanges {
    /// Recommendations of which it says something, or whose outcome it changed, in order.
    pub changes: Vec<Change>,
    /// Open recommendations that it covers and says nothing of.
    pub silent_on: Vec<FindingId>,
}

/// How many earlier recommendations a report speaks of, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its verdict is that they are met.
    pub met: usize,
    /// That they are partly met.
    pub partly_met: usize,
    /// That they are missed.
    pub missed: usize,
    /// It asks for them again; most of these are counted as missed too.
    pub raised_again: usize,
    /// They are open, it covers them, and it says nothing of them.
    pub silent_on: usize,
}

impl ReportChanges {
    /// Counts of what it says.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let with = |verdict| self.changes.iter().filter(|c| c.verdict == Some(verdict)).count();
        Counts {
            met: with(Verdict::Met),
            partly_met: with(Verdict::PartlyMet),
            missed: with(Verdict::Missed),
            raised_again: self.changes.iter().filter(|c| c.raised_again).count(),
            silent_on: self.silent_on.len(),
        }
    }
}

/// What each held and reviewed report brought.
#[must_use]
pub fn changes(knowledge: &Knowledge) -> BTreeMap<ReportId, ReportChanges> {
    let counted = |r: &ReportId| knowledge.report(*r).held && knowledge.report(*r).reviewed;
    let mut all: BTreeMap<ReportId, ReportChanges> =
        knowledge.report_ids().filter(counted).map(|r| (r, ReportChanges::default())).collect();
    for (id, history) in &knowledge.histories {
        let mut known = History { later: Vec::new(), family_ended: false, ..history.clone() };
        let mut before = standing(&known).outcome;
        for later in &history.later {
            known.later.push(later.clone());
            let now = standing(&known);
            let verdict = now.verdicts.iter().find(|v| v.report == later.report);
            let brought = all.get_mut(&later.report).filter(|_| later.reviewed);
            if let Some(brought) = brought {
                if verdict.is_some() || now.outcome != before {
                    brought.changes.push(Change {
                        on: *id,
                        before,
                        after: now.outcome,
                        verdict: verdict.map(|v| v.verdict),
                        raised_again: now.raised_again_in.contains(&later.report),
                    });
                }
                if is_silent(later) && before.is_open() {
                    brought.silent_on.push(*id);
                }
            }
            before = now.outcome;
        }
    }
    all
}

fn is_silent(later: &Later) -> bool {
    later.is_later && later.statements.is_empty() && matches!(later.coverage, Coverage::Full | Coverage::InScope)
}
