//! A recommendation with all that is concluded of it: what later reports say, where it stands and
//! why, what is said beside that, and its thread.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::Claim;
use super::conclusion::Conclusion;
use super::history::{Assertion, History, Later};
use super::outcome::{Because, Mark, Outcome};
use super::report_verdict::ReportVerdict;
use super::thread::{Join, Thread};
use super::{FindingId, Linked, Reader, RecommendationId, ReportId, ThreadId};

/// A finding that asks for something to get better, and what became of it.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// Its number.
    pub id: RecommendationId,
    /// The finding that it is.
    pub finding: FindingId,
    /// What later reports say of it.
    pub history: History,
    /// One verdict a report, in order of date: all that the rules of outcomes used.
    pub verdicts: Vec<ReportVerdict>,
    /// Why it stands where it stands.
    pub because: Because,
    /// What is said beside its outcome.
    pub marks: Vec<Mark>,
    /// Claims in order of date.
    pub claims: Vec<Claim>,
    /// Its thread.
    pub thread: ThreadId,
    /// What it has to do with older and newer ones.
    pub ties: Ties,
}

/// What a recommendation has to do with others, by links that count. Each list is in order.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// The later recommendations that raise it again: it was carried on in these.
    pub carried_on_by: Vec<RecommendationId>,
    /// The older recommendations that it raises again.
    pub raises: Vec<RecommendationId>,
    /// The older recommendations that it replaces.
    pub replaces: Vec<RecommendationId>,
}

impl Ties {
    /// Those of every recommendation that has any.
    pub(super) fn of_all(
        linked: &Linked,
        joins: &BTreeSet<Join>,
        histories: &[History],
    ) -> BTreeMap<RecommendationId, Self> {
        let mut ties: BTreeMap<RecommendationId, Self> = BTreeMap::new();
        for join in joins {
            ties.entry(join.older).or_default().carried_on_by.push(join.newer);
            ties.entry(join.newer).or_default().raises.push(join.older);
        }
        for (older, history) in linked.catalogue.recommendations().zip(histories) {
            let said = history.later.iter().flat_map(Later::by_people);
            let replacing = said.filter(|s| s.asserts == Assertion::Replaced);
            for newer in replacing.filter_map(|s| linked.recommendation_of(s.by)) {
                ties.entry(newer).or_default().replaces.push(older);
            }
        }
        for own in ties.values_mut() {
            // One recommendation may raise another by two links, as with `missed` beside `again`.
            own.carried_on_by.sort_unstable();
            own.carried_on_by.dedup();
            own.raises.dedup();
            own.replaces.dedup();
        }
        ties
    }
}

impl Recommendation {
    /// Where it stands.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.because.outcome()
    }

    /// Who says so; nobody where nothing was said.
    #[must_use]
    pub fn reader(&self) -> Option<Reader> {
        self.because.reader()
    }

    /// What one report comes to for it, if it gives a verdict.
    #[must_use]
    pub fn verdict_of(&self, report: ReportId) -> Option<&ReportVerdict> {
        self.verdicts.iter().find(|v| v.report == report)
    }

    /// Whether the verdict of a report is among those that decide.
    #[must_use]
    pub fn is_decided_by(&self, report: ReportId) -> bool {
        match &self.because {
            Because::Verdict(newest) => newest.reports().any(|v| v.report == report),
            _ => false,
        }
    }

    /// What it stands for by itself, with what only its thread knows.
    pub(super) fn of_thread(
        id: RecommendationId,
        finding: FindingId,
        history: History,
        conclusion: Conclusion,
        thread: &Thread,
        ties: Ties,
    ) -> Self {
        let mut marks = Vec::new();
        // Once is no news: everything here was asked for.
        if thread.raised() > 1 {
            marks.push(Mark::Raised(thread.raised()));
        }
        if thread.raised_by_program > 0 {
            marks.push(Mark::RaisedByProgram(thread.raised_by_program));
        }
        // Under its newer words, reports have spoken of what was carried on.
        let stays = |mark: &Mark| ties.carried_on_by.is_empty() || !matches!(mark, Mark::LastHeardOf(_));
        marks.extend(conclusion.marks.into_iter().filter(stays));
        Self {
            id,
            finding,
            history,
            verdicts: conclusion.verdicts,
            because: conclusion.because,
            marks,
            claims: conclusion.claims,
            thread: thread.id,
            ties,
        }
    }
}
