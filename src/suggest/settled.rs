//! What the editor has decided already: links that stand, and those that were declined.

use std::collections::BTreeSet;

use super::Suggestion;
use super::passage::Passage;
use crate::model::{FindingId, Knowledge, On, ReportId};

/// What is decided of one report's links.
pub(super) struct Settled<'k> {
    /// Findings of the report with what they say something of.
    linked: BTreeSet<(FindingId, String)>,
    declined: BTreeSet<(&'k str, &'k str)>,
}

impl<'k> Settled<'k> {
    pub(super) fn of(knowledge: &'k Knowledge, report: ReportId) -> Self {
        let linked = knowledge.said_by(report).iter().map(|s| (s.by, name_of(knowledge, s.on))).collect();
        let id = knowledge.report(report).id();
        let own = |by: &str| by.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(['#', '~']));
        let declined = knowledge.documents.decisions.declined.iter().filter(|d| own(&d.by.value));
        Self { linked, declined: declined.map(|d| (d.by.value.as_str(), d.on.value.as_str())).collect() }
    }

    /// Whether a suggestion needs no asking any more.
    pub(super) fn has(&self, knowledge: &Knowledge, passage: &Passage<'_>, link: &Suggestion) -> bool {
        let on = name_of(knowledge, link.on);
        let linked = passage.finding.is_some_and(|f| self.linked.contains(&(f, on.clone())));
        linked
            || (!self.declined.is_empty() && self.declined.contains(&(passage.name(knowledge).as_str(), on.as_str())))
    }
}

/// What a link is about, by an id that stays: a recommendation's, or a report's.
pub(super) fn name_of(knowledge: &Knowledge, on: On) -> String {
    match on {
        On::One(id) => knowledge.finding_name(id),
        On::Group { report, .. } | On::Report(report) => knowledge.report(report).id(),
    }
}
