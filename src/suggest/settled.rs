//! What the editor has decided already: links that stand, and those that were declined.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::words::name_of;
use super::{Question, Suggestion};
use crate::model::{FindingId, Linked, On, ReportId};
use crate::source::Decision;

/// By which passage, and on what; nothing stands for every sentence that looks back. Both as they are named now.
type Pair = (String, Option<String>);

/// The decisions of `review.toml`, by the report that they are about.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// Declined, or settled in another way: not asked again.
    declined: BTreeMap<ReportId, BTreeSet<Pair>>,
    put_off: BTreeMap<ReportId, BTreeSet<Pair>>,
}

impl Decided {
    pub(super) fn of(linked: &Linked) -> Self {
        let decisions = &linked.documents.decisions;
        let by_report = |list: &mut dyn Iterator<Item = &Decision>| {
            let mut all: BTreeMap<ReportId, BTreeSet<Pair>> = BTreeMap::new();
            for decision in list {
                // Reports and findings may have been renamed since: a decision is about what they are, not how they
                // were called. One about what is not there any more decides nothing, and `check` says so.
                let Some((report, by)) = linked.present_name(&decision.by.value) else { continue };
                let on = decision.on.as_ref().map(|on| linked.present_name(&on.value).map(|(_, on)| on));
                if on != Some(None) {
                    all.entry(report).or_default().insert((by, on.flatten()));
                }
            }
            all
        };
        // What was settled with another, or accepted with its kind, is not asked again either.
        let sampled = decisions.sampled.iter().map(|s| &s.decision);
        let declined = by_report(&mut decisions.declined.iter().chain(&decisions.settled).chain(sampled));
        Self { declined, put_off: by_report(&mut decisions.later.iter()) }
    }
}

/// What is decided of one report's links.
pub(super) struct Settled<'k> {
    linked: &'k Linked,
    report: ReportId,
    declined: Option<&'k BTreeSet<Pair>>,
    put_off: Option<&'k BTreeSet<Pair>>,
}

impl<'k> Settled<'k> {
    pub(super) fn in_report(linked: &'k Linked, decided: &'k Decided, report: ReportId) -> Self {
        Self { linked, report, declined: decided.declined.get(&report), put_off: decided.put_off.get(&report) }
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
        self.is_among(self.declined, passage, on)
    }

    /// Whether the editor put this off.
    pub(super) fn is_put_off(&self, passage: &Passage<'_>, on: On) -> bool {
        // A question cannot be put off, so every entry names what it is about.
        self.is_among(self.put_off, passage, Some(&name_of(self.linked, on)))
    }

    fn is_among(&self, decided: Option<&BTreeSet<Pair>>, passage: &Passage<'_>, on: Option<&str>) -> bool {
        decided.is_some_and(|decided| {
            let on = on.map(str::to_owned);
            passage.names(self.linked).into_iter().any(|name| decided.contains(&(name, on.clone())))
        })
    }
}
