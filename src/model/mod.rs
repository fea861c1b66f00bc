//! Documents to knowledge: ids, links, follow-ups, outcomes, threads.
//!
//! Pure: no files, no clock, and nothing that depends on the order in which
//! files were found. Start at [`Knowledge::build`]; the rules of outcomes are
//! in [`outcome`], those of threads in [`thread`], the cells of the grid in
//! [`grid`].

mod catalogue;
pub mod changes;
mod cycles;
mod facts;
pub mod grid;
mod history;
mod links;
pub mod outcome;
mod text_links;
pub mod thread;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{self, Diagnostic, FileId};
use crate::source::body::Finding;
use crate::source::date::PartialDate;
use crate::source::words::{Kind, LinkKey, Quantity};
use crate::source::{Documents, Framework, Nature, Report};

pub use catalogue::Catalogue;
pub use history::{Coverage, History, Later, Saying, Statement};
pub use links::{On, Said};
pub use outcome::{Claim, ClaimStatus, Mark, Outcome, Standing};
pub use text_links::Destination;
pub use thread::{Thread, ThreadId};

/// A report, by its number in [`Documents::reports`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// A finding: its report and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId {
    /// The report.
    pub report: ReportId,
    /// Its place among the report's findings.
    pub number: u32,
}

/// Everything that is known, joined up.
#[derive(Debug)]
pub struct Knowledge {
    /// What the files say.
    pub documents: Documents,
    /// Ids and what they name.
    pub catalogue: Catalogue,
    /// Every link, looked up, in order of the finding that carries it.
    pub said: Vec<Said>,
    /// What is known of each recommendation.
    pub histories: BTreeMap<FindingId, History>,
    /// Where each recommendation stands.
    pub standings: BTreeMap<FindingId, Standing>,
    /// Recommendations joined by *raised again*.
    pub threads: Vec<Thread>,
    /// The thread of each recommendation.
    pub thread_of: BTreeMap<FindingId, ThreadId>,
    /// Where links in running text lead: by file and number of the link.
    pub destinations: BTreeMap<(FileId, usize), Destination>,
}

impl Knowledge {
    /// Joins the documents; whatever is wrong comes back beside it, unsorted.
    #[must_use]
    pub fn build(documents: Documents) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let catalogue = Catalogue::new(&documents, &mut problems);
        facts::check(&documents, &catalogue, &mut problems);
        let said = links::resolve(&documents, &catalogue, &mut problems);
        let destinations = text_links::resolve(&documents, &catalogue, &mut problems);
        cycles::check(&documents, &said, &mut problems);
        let mut knowledge = Self {
            documents,
            catalogue,
            said,
            histories: BTreeMap::new(),
            standings: BTreeMap::new(),
            threads: Vec::new(),
            thread_of: BTreeMap::new(),
            destinations,
        };
        knowledge.histories = history::all(&knowledge);
        knowledge.standings =
            knowledge.histories.iter().map(|(id, history)| (*id, outcome::standing(history))).collect();
        links::warn_of_conflicts(&knowledge, &mut problems);
        let (threads, thread_of) = thread::all(&knowledge);
        knowledge.threads = threads;
        knowledge.thread_of = thread_of;
        diagnostics::sort(&mut problems);
        (knowledge, problems)
    }

    /// A report.
    #[must_use]
    pub fn report(&self, id: ReportId) -> &Report {
        &self.documents.reports[id.0 as usize]
    }

    /// A finding.
    #[must_use]
    pub fn finding(&self, id: FindingId) -> &Finding {
        &self.report(id.report).body.findings[id.number as usize]
    }

    /// The framework of a report, if there is one of that id.
    #[must_use]
    pub fn framework(&self, id: ReportId) -> Option<&Framework> {
        self.documents.frameworks.get(&self.report(id).framework.value)
    }

    /// All reports' numbers.
    pub fn report_ids(&self) -> impl Iterator<Item = ReportId> + use<> {
        report_ids(&self.documents)
    }

    /// The findings of a report.
    pub fn findings_of(&self, id: ReportId) -> impl Iterator<Item = FindingId> + use<> {
        findings_of(&self.documents, id)
    }

    /// All recommendations with an id, in order of report and place.
    pub fn recommendations(&self) -> impl Iterator<Item = FindingId> + '_ {
        self.standings.keys().copied()
    }

    /// The full id of a finding that has one: `authority/report#finding`.
    #[must_use]
    pub fn finding_name(&self, id: FindingId) -> String {
        let own = self.finding(id).id.as_ref().map_or("", |i| i.value.as_str());
        format!("{}#{own}", self.report(id.report).id())
    }

    /// The thread of a recommendation.
    #[must_use]
    pub fn thread(&self, id: ThreadId) -> &Thread {
        &self.threads[id.0 as usize]
    }

    /// The date of a report; one without is an error, and sorted first.
    #[must_use]
    pub fn date(&self, id: ReportId) -> PartialDate {
        date_of(self.report(id))
    }

    /// The reports of an authority in the order of lists: date, then id.
    #[must_use]
    pub fn reports_of(&self, authority: &str) -> Vec<ReportId> {
        self.catalogue.reports_of(authority).to_vec()
    }

    /// An authority with those that it took over from, in any number of steps.
    #[must_use]
    pub fn predecessors(&self, authority: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut open = vec![authority.to_owned()];
        while let Some(id) = open.pop() {
            if all.insert(id.clone())
                && let Some(authority) = self.documents.authorities.get(&id)
            {
                open.extend(authority.succeeds.iter().map(|s| s.value.clone()));
            }
        }
        all
    }

    /// The date up to which durations are counted: that of the authority's newest held report.
    #[must_use]
    pub fn newest_held(&self, authority: &str) -> Option<ReportId> {
        self.catalogue.reports_of(authority).iter().rev().copied().find(|r| self.report(*r).held)
    }

    /// The statements that a report makes.
    #[must_use]
    pub fn said_by(&self, report: ReportId) -> &[Said] {
        let start = self.said.partition_point(|s| s.by.report < report);
        let end = self.said.partition_point(|s| s.by.report <= report);
        &self.said[start..end]
    }

    /// Statements that name a report as a whole, or a group of it.
    pub fn said_of_report(&self, report: ReportId) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(move |s| match s.on {
            On::Report(r) | On::Group { report: r, .. } => r == report,
            On::One(_) => false,
        })
    }
}

pub(crate) fn report_ids(documents: &Documents) -> impl Iterator<Item = ReportId> + use<> {
    let count = u32::try_from(documents.reports.len()).unwrap_or(u32::MAX);
    (0..count).map(ReportId)
}

pub(crate) fn findings_of(documents: &Documents, report: ReportId) -> impl Iterator<Item = FindingId> + use<> {
    let count = documents.reports[report.0 as usize].body.findings.len();
    (0..u32::try_from(count).unwrap_or(u32::MAX)).map(move |number| FindingId { report, number })
}

pub(crate) fn date_of(report: &Report) -> PartialDate {
    report.date().unwrap_or(PartialDate::Year(1))
}

/// The authorities whose reports may speak of an authority's recommendations: itself, and those
/// that took over from it, in any number of steps.
pub(crate) fn heirs(documents: &Documents, authority: &str) -> BTreeSet<String> {
    let mut heirs = BTreeSet::from([authority.to_owned()]);
    loop {
        let more: Vec<String> = documents
            .authorities
            .values()
            .filter(|a| !heirs.contains(&a.id) && a.succeeds.iter().any(|s| heirs.contains(&s.value)))
            .map(|a| a.id.clone())
            .collect();
        if more.is_empty() {
            return heirs;
        }
        heirs.extend(more);
    }
}

/// Whether a finding is one of those that a group statement speaks of.
pub(crate) fn in_group(finding: &Finding, kind: Option<Kind>) -> bool {
    finding.kind.asks() && kind.is_none_or(|k| k == finding.kind)
}

/// Whether a link on this finding raises its single target again and joins the two in a thread.
pub(crate) fn joins(finding: &Finding, said: &Said) -> bool {
    match said.key {
        LinkKey::Again => true,
        LinkKey::Missed | LinkKey::PartlyMet => finding.kind.asks() && said.part.is_none(),
        _ => false,
    }
}

/// Whether a group statement says something of every one, and so sets a verdict.
pub(crate) fn sets(quantity: Quantity) -> bool {
    matches!(quantity, Quantity::All | Quantity::None)
}

/// Whether a report speaks for an inspectorate.
pub(crate) fn is_inspection(report: &Report) -> bool {
    report.nature == Nature::Inspection
}
