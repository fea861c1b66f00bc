//! Documents to knowledge, in stages: ids and links ([`Linked`]), what the program reads
//! ([`Reading`]; nothing yet), then outcomes with their reasons, and threads ([`Knowledge`]).
//!
//! Pure: no files, no clock, and nothing that depends on the order in which files were found. Start
//! at [`Knowledge::build`]. Why something stands where it stands is found here, once: the rules for
//! one report are in `report_verdict`, those for all reports in `conclusion`, those of threads in
//! [`thread`], the cells of the grid in [`grid`].

mod catalogue;
pub mod changes;
mod claim;
mod conclusion;
mod corrections;
mod coverage;
mod cycles;
mod facts;
mod follow_up;
pub mod grid;
mod history;
mod kept_name;
mod linked;
mod links;
mod outcome;
mod readings;
mod recommendation;
mod report_verdict;
mod text_links;
pub mod thread;
mod warnings;

use std::ops::Deref;

use conclusion::Conclusion;

use crate::diagnostics::{self, Diagnostic};
use crate::source::body::Finding;
use crate::source::date::PartialDate;
use crate::source::words::{Kind, LinkKey, Quantity};
use crate::source::{Documents, Nature, Report};

pub use catalogue::Catalogue;
pub use claim::{Claim, ClaimStatus};
pub use corrections::Correction;
pub use coverage::{Coverage, Silence};
pub use follow_up::{ByReader, FollowUp, On, Reader};
pub use history::{Assertion, History, Later, Statement};
pub use kept_name::KeptName;
pub use linked::Linked;
pub use outcome::{Because, Mark, Newest, Outcome};
pub use readings::Reading;
pub use recommendation::{Recommendation, Ties};
pub use report_verdict::ReportVerdict;
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

/// A recommendation, by its number in [`Knowledge::recommendations`]: all findings that ask and have
/// an id, in order of report and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecommendationId(pub u32);

/// Everything that is known, joined up and concluded.
#[derive(Debug)]
pub struct Knowledge {
    linked: Linked,
    /// Every recommendation, with what became of it.
    pub recommendations: Vec<Recommendation>,
    /// Recommendations joined by *raised again*, in order of the first of each.
    pub threads: Vec<Thread>,
}

/// What can be asked of documents and links can be asked of what is concluded from them.
impl Deref for Knowledge {
    type Target = Linked;

    fn deref(&self) -> &Linked {
        &self.linked
    }
}

impl Knowledge {
    /// Joins the documents and concludes; whatever is wrong comes back beside it, sorted.
    #[must_use]
    pub fn build(documents: Documents) -> (Self, Vec<Diagnostic>) {
        let (linked, mut problems) = Linked::build(documents);
        // Nobody reads for the program yet; a later stage will hand over what it read.
        let (knowledge, more) = Self::conclude(linked, Vec::new());
        problems.extend(more);
        diagnostics::sort(&mut problems);
        (knowledge, problems)
    }

    /// Concludes from links, and from what the program read where people have settled nothing.
    #[must_use]
    pub fn conclude(mut linked: Linked, readings: Vec<Reading>) -> (Self, Vec<Diagnostic>) {
        linked.add(readings);
        // Each stage needs the one before it whole: a thread's joins hang on what is settled, and that on
        // the histories of all.
        let histories = history::all(&linked);
        let conclusions: Vec<Conclusion> = histories.iter().map(Conclusion::of_history).collect();
        let mut problems = warnings::all(&linked, &histories, &conclusions);
        let joins = thread::joins_of(&linked, &conclusions);
        let threads = thread::all(&linked, &conclusions, &joins);
        problems.extend(warnings::misplaced_titles(&linked, &thread::by_people(&linked, &joins)));
        let mut ties = Ties::of_all(&linked, &joins, &histories);
        let mut thread_of: Vec<(RecommendationId, &Thread)> =
            threads.iter().flat_map(|t| t.members.iter().map(move |m| (*m, t))).collect();
        thread_of.sort_by_key(|(id, _)| *id);
        // Every recommendation is in just one thread, so the three lists have one order and length.
        let recommendations = thread_of
            .into_iter()
            .zip(histories.into_iter().zip(conclusions))
            .map(|((id, thread), (history, conclusion))| {
                let ties = ties.remove(&id).unwrap_or_default();
                Recommendation::of_thread(id, linked.finding_of(id), history, conclusion, thread, ties)
            })
            .collect();
        let knowledge = Self { linked, recommendations, threads };
        problems.extend(knowledge.recommendations.iter().filter_map(|r| warnings::without_theme(&knowledge, r)));
        (knowledge, problems)
    }

    /// The same for a site that stands at an address, whatever its settings say.
    #[must_use]
    pub fn at_address(mut self, base_url: &str) -> Self {
        self.linked.documents.settings.base_url = Some(base_url.to_owned());
        self
    }

    /// The recommendation of a number.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the catalogue numbers them, and each is concluded")]
    pub fn recommendation(&self, id: RecommendationId) -> &Recommendation {
        &self.recommendations[id.0 as usize]
    }

    /// What became of a finding, if it is a recommendation.
    #[must_use]
    pub fn concluded(&self, finding: FindingId) -> Option<&Recommendation> {
        self.recommendations.get(self.recommendation_of(finding)?.0 as usize)
    }

    /// The recommendations of a report, in its order.
    pub fn recommendations_of(&self, report: ReportId) -> impl Iterator<Item = &Recommendation> {
        self.asked_in(report).filter_map(|id| self.recommendations.get(id.0 as usize))
    }

    /// The thread of a number.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "threads are numbered as they stand in the list")]
    pub fn thread(&self, id: ThreadId) -> &Thread {
        &self.threads[id.0 as usize]
    }

    /// The members of a thread, the oldest first.
    pub fn members<'k>(&'k self, thread: &'k Thread) -> impl DoubleEndedIterator<Item = &'k Recommendation> {
        thread.members.iter().filter_map(|m| self.recommendations.get(m.0 as usize))
    }

    /// The title that an editor gave a thread: on its first recommendation, else on the next that has one.
    #[must_use]
    pub fn given_title(&self, thread: &Thread) -> Option<&str> {
        self.members(thread).find_map(|m| self.finding(m.finding).thread.as_ref()).map(|title| title.value.as_str())
    }

    /// Whether somebody has read the report that asks for it: what unread reports ask is counted
    /// apart.
    #[must_use]
    pub fn is_read(&self, recommendation: &Recommendation) -> bool {
        self.report(recommendation.finding.report).reviewed
    }

    /// What a later report's saying nothing of a recommendation means; nothing where it speaks of it,
    /// or is known only from others.
    #[must_use]
    pub fn silence(&self, recommendation: &Recommendation, later: &Later) -> Option<Silence> {
        let silence = Silence::of_report(later)?;
        let speaks = |m: &Recommendation| m.history.of_report(later.report).is_some_and(|l| !l.statements.is_empty());
        let thread = self.thread(recommendation.thread);
        // A report may well speak of the newer words of what it was asked under older ones.
        let of_thread = self.members(thread).any(|m| m.id != recommendation.id && speaks(m));
        Some(if of_thread { Silence::SpeaksOfThread } else { silence })
    }
}

pub(crate) fn report_ids(documents: &Documents) -> impl Iterator<Item = ReportId> + use<> {
    let count = u32::try_from(documents.reports.len()).unwrap_or(u32::MAX);
    (0..count).map(ReportId)
}

/// A report by its number. Numbers come from [`report_ids`] of the same documents.
#[expect(clippy::indexing_slicing, reason = "reports are numbered as they stand in the list, which never changes")]
pub(crate) fn report_in(documents: &Documents, id: ReportId) -> &Report {
    &documents.reports[id.0 as usize]
}

/// A finding by its number. Numbers come from [`findings_of`] of the same documents.
#[expect(clippy::indexing_slicing, reason = "findings are numbered as they stand in the list, which never changes")]
pub(crate) fn finding_in(documents: &Documents, id: FindingId) -> &Finding {
    &report_in(documents, id.report).body.findings[id.number as usize]
}

pub(crate) fn findings_of(documents: &Documents, report: ReportId) -> impl Iterator<Item = FindingId> + use<> {
    let count = report_in(documents, report).body.findings.len();
    (0..u32::try_from(count).unwrap_or(u32::MAX)).map(move |number| FindingId { report, number })
}

pub(crate) fn date_of(report: &Report) -> PartialDate {
    // A report without a date is an error of its own (T0307); until it is mended it precedes all others.
    report.date().unwrap_or(PartialDate::Year(1))
}

/// Whether a finding is one of those that a group statement speaks of.
pub(crate) fn in_group(finding: &Finding, kind: Option<Kind>) -> bool {
    finding.kind.asks() && kind.is_none_or(|k| k == finding.kind)
}

/// Whether a link on this finding raises its single target again and joins the two in a thread.
pub(crate) fn joins(finding: &Finding, follow_up: &FollowUp) -> bool {
    match follow_up.key {
        LinkKey::Again => true,
        // What asks for the rest of something asks for it again; what answers only a part does not say
        // that it is the same request.
        LinkKey::Missed | LinkKey::PartlyMet => finding.kind.asks() && follow_up.part.is_none(),
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

/// Whether a link counts: in a report that nobody has read, only what an editor accepted there, not
/// what its draft took over from the page of a known-only inspection.
pub(crate) fn counts(linked: &Linked, follow_up: &FollowUp) -> bool {
    let report = linked.report(follow_up.by.report);
    let own = linked.finding(follow_up.by).id.as_ref();
    report.reviewed || !own.is_some_and(|id| report.taken_over.iter().any(|t| t.value == id.value))
}
