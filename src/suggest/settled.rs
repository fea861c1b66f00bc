//! What the editor has decided already: links that stand, and those that were declined.

use std::collections::BTreeSet;

use super::passage::Passage;
use super::words::name_of;
use super::{Question, Suggestion};
use crate::model::{FindingId, Linked, On, ReportId};

/// What is decided of one report's links.
pub(super) struct Settled<'k> {
    linked: &'k Linked,
    report: ReportId,
    /// By which passages what was declined; nothing stands for every sentence that looks back.
    declined: BTreeSet<(&'k str, Option<&'k str>)>,
}

impl<'k> Settled<'k> {
    pub(super) fn in_report(linked: &'k Linked, report: ReportId) -> Self {
        let id = linked.report(report).id();
        // Names of findings go on with `#`, those of unmarked passages with `~`; another report's id may begin the same.
        let own = |by: &str| by.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(['#', '~']));
        let declined = linked.documents.decisions.declined.iter().filter(|d| own(&d.by.value));
        let declined = declined.map(|d| (d.by.value.as_str(), d.on.as_ref().map(|on| on.value.as_str()))).collect();
        Self { linked, report, declined }
    }

    /// Whether a suggestion needs no asking any more.
    pub(super) fn has(&self, passage: &Passage<'_>, link: &Suggestion) -> bool {
        let on = name_of(self.linked, link.on);
        passage.finding.is_some_and(|f| self.linked(f).any(|o| name_of(self.linked, o) == on))
            || self.is_declined(passage, Some(&on))
    }

    /// Whether an open question has its answer: a link to the report that was meant, or, where that is
    /// not here, any link.
    pub(super) fn answers(&self, passage: &Passage<'_>, question: &Question) -> bool {
        let meant = |on: On| question.meant.is_empty() || question.meant.contains(&self.linked.report_meant(on));
        passage.finding.is_some_and(|f| self.linked(f).any(meant)) || self.is_declined(passage, None)
    }

    fn linked(&self, by: FindingId) -> impl Iterator<Item = On> {
        self.linked.said_by(self.report).iter().filter(move |s| s.by == by).map(|s| s.on)
    }

    fn is_declined(&self, passage: &Passage<'_>, on: Option<&str>) -> bool {
        !self.declined.is_empty()
            && passage.lasting_names(self.linked).iter().any(|name| self.declined.contains(&(name.as_str(), on)))
    }
}
