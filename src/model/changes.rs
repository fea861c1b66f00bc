//! What each report changed: the outcomes of earlier recommendations before it and after it.
//!
//! Nothing here is a second rule of outcomes: each is the conclusion of the history as it was known up to then.

use std::collections::BTreeMap;

use super::conclusion::Conclusion;
use super::{
    Because, ByReader, History, Knowledge, Later, Outcome, Reader, Recommendation, RecommendationId, ReportId, Silence,
};
use crate::source::words::Verdict;

/// What a report says of one earlier recommendation, and what that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The earlier recommendation.
    pub on: RecommendationId,
    /// Where it stood before the report.
    pub before: Outcome,
    /// Where it stands with it.
    pub after: Outcome,
    /// Who said so before the report, and who says so with it; nobody where nothing was said.
    pub readers: [Option<Reader>; 2],
    /// The report's verdict, if it gives one.
    pub verdict: Option<Verdict>,
    /// Who says that the report's verdict is about it.
    pub reader: Option<Reader>,
    /// Whether the report asks for it again.
    pub raised_again: bool,
    /// Whether it changed only because the report says nothing of it.
    pub by_silence: bool,
}

/// What one report brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportChanges {
    /// Recommendations of which it says something, or whose outcome it changed, in order.
    pub changes: Vec<Change>,
    /// Open recommendations that it covers and says nothing of, nor of others of their threads.
    pub silent_on: Vec<RecommendationId>,
    /// Whether it says anything of earlier reports: a verdict, a claim, or only in general.
    pub speaks: bool,
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
    /// Who says that its verdicts are about them.
    pub by: ByReader,
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
            by: self.changes.iter().map(|c| c.reader).collect(),
        }
    }
}

/// What each held report brought that has been read, or in which an editor accepted something already.
#[must_use]
pub fn changes(knowledge: &Knowledge) -> BTreeMap<ReportId, ReportChanges> {
    let held = |r: &ReportId| knowledge.report(*r).held;
    let mut all: BTreeMap<ReportId, ReportChanges> =
        knowledge.report_ids().filter(held).map(|r| (r, ReportChanges::default())).collect();
    for recommendation in &knowledge.recommendations {
        // Without the family's end: what a report brought was brought when it came, not when inspections ended.
        let mut known = History { later: Vec::new(), family_ended: false, ..recommendation.history.clone() };
        let mut before = standing(&Conclusion::of_history(&known).because);
        for later in &recommendation.history.later {
            known.later.push(later.clone());
            let now = Conclusion::of_history(&known);
            let after = standing(&now.because);
            if let Some(brought) = all.get_mut(&later.report) {
                let verdict = now.verdicts.iter().find(|v| v.report == later.report);
                let counts = later.reviewed || later.by_people().next().is_some();
                if counts && (verdict.is_some() || after.0 != before.0) {
                    brought.changes.push(Change {
                        on: recommendation.id,
                        before: before.0,
                        after: after.0,
                        readers: [before.1, after.1],
                        verdict: verdict.map(|v| v.verdict),
                        reader: verdict.map(|v| v.reader),
                        by_silence: later.statements.is_empty(),
                        raised_again: now.raised_again.iter().any(|r| r.report == later.report),
                    });
                }
                if is_silent(knowledge, recommendation, later) && before.0.is_open() {
                    brought.silent_on.push(recommendation.id);
                }
            }
            before = after;
        }
    }
    for (report, brought) in &mut all {
        brought.speaks = knowledge.answers(*report) > 0;
    }
    all.retain(|report, brought| knowledge.report(*report).reviewed || !brought.changes.is_empty());
    all
}

/// Where it stands, and who says so.
fn standing(because: &Because) -> (Outcome, Option<Reader>) {
    (because.outcome(), because.reader())
}

/// A report that looked at it, read, and says nothing of it or of its thread.
fn is_silent(knowledge: &Knowledge, recommendation: &Recommendation, later: &Later) -> bool {
    matches!(knowledge.silence(recommendation, later), Some(Silence::Full | Silence::InScope))
}
