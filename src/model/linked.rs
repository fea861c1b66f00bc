//! The first stage: documents, what their ids name, and every link looked up. Nothing here knows
//! what became of anything, so this is also all that suggestions may rest on.

use std::collections::{BTreeMap, BTreeSet};

use super::follow_up::{FollowUp, On};
use super::{
    Catalogue, Correction, Destination, FindingId, Reading, RecommendationId, ReportId, corrections, cycles, facts,
    findings_of, links, report_ids, text_links,
};
use crate::diagnostics::{Diagnostic, FileId};
use crate::source::body::Finding;
use crate::source::date::PartialDate;
use crate::source::{Documents, Framework, Report};

/// Documents with their links.
#[derive(Debug)]
pub struct Linked {
    /// What the files say.
    pub documents: Documents,
    /// Ids and what they name.
    pub catalogue: Catalogue,
    /// Every link, looked up, in order of the finding that carries it.
    pub follow_ups: Vec<FollowUp>,
    /// Where links in running text lead: by file and number of the link.
    pub destinations: BTreeMap<(FileId, usize), Destination>,
    /// What was corrected without a new report, in order of report.
    pub corrections: Vec<Correction>,
}

impl Linked {
    /// Looks up every id and link; whatever is wrong comes back beside it, unsorted.
    #[must_use]
    pub fn build(documents: Documents) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        // Ids first: all else asks what an id names.
        let catalogue = Catalogue::new(&documents, &mut problems);
        facts::check(&documents, &catalogue, &mut problems);
        let follow_ups = links::resolve(&documents, &catalogue, &mut problems);
        let destinations = text_links::resolve(&documents, &catalogue, &mut problems);
        let corrections = corrections::resolve(&documents, &catalogue, &mut problems);
        let linked = Self { documents, catalogue, follow_ups, destinations, corrections };
        cycles::check(&linked, &mut problems);
        (linked, problems)
    }

    /// Adds what the program read, in its place among what people wrote.
    pub(super) fn add(&mut self, readings: Vec<Reading>) {
        self.follow_ups.extend(readings.into_iter().map(FollowUp::from));
        // Stable: on one finding, what people wrote comes first.
        self.follow_ups.sort_by_key(|f| f.by);
    }

    /// A report.
    #[must_use]
    pub fn report(&self, id: ReportId) -> &Report {
        super::report_in(&self.documents, id)
    }

    /// A finding.
    #[must_use]
    pub fn finding(&self, id: FindingId) -> &Finding {
        super::finding_in(&self.documents, id)
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

    /// What a report asks for, in its order: its recommendations that have an id.
    pub fn asked_in(&self, report: ReportId) -> impl Iterator<Item = RecommendationId> + use<> {
        self.catalogue.asked_in(report)
    }

    /// The recommendation that a finding is, if it is one with an id.
    #[must_use]
    pub fn recommendation_of(&self, finding: FindingId) -> Option<RecommendationId> {
        self.catalogue.recommendation_of(finding)
    }

    /// The finding that a recommendation is.
    #[must_use]
    pub fn finding_of(&self, id: RecommendationId) -> FindingId {
        self.catalogue.finding_of(id)
    }

    /// The report that asks for something.
    #[must_use]
    pub fn report_of(&self, id: RecommendationId) -> ReportId {
        self.finding_of(id).report
    }

    /// The earlier report that something is said about, or whose recommendation it is said about.
    #[must_use]
    pub fn report_meant(&self, on: On) -> ReportId {
        match on {
            On::One(id) => self.report_of(id),
            On::Group { report, .. } | On::Report(report) => report,
        }
    }

    /// The full id of a finding that has one: `authority/report#finding`.
    #[must_use]
    pub fn finding_name(&self, id: FindingId) -> String {
        let own = self.finding(id).id.as_ref().map_or("", |i| i.value.as_str());
        format!("{}#{own}", self.report(id.report).id())
    }

    /// The date of a report; one without is an error, and sorted first.
    #[must_use]
    pub fn date(&self, id: ReportId) -> PartialDate {
        super::date_of(self.report(id))
    }

    /// The order of lists of reports: date, then the name in its folder, then the path.
    #[must_use]
    pub fn list_order(&self, a: ReportId, b: ReportId) -> std::cmp::Ordering {
        let name = |id| self.report(id).name.as_str();
        self.date(a).list_order(self.date(b)).then_with(|| name(a).cmp(name(b))).then_with(|| a.cmp(&b))
    }

    /// The reports of an authority in the order of lists: date, then id.
    #[must_use]
    pub fn reports_of(&self, authority: &str) -> &[ReportId] {
        self.catalogue.reports_of(authority)
    }

    /// An authority with those that it took over from, in any number of steps.
    #[must_use]
    pub fn predecessors(&self, authority: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut open = vec![authority.to_owned()];
        while let Some(id) = open.pop() {
            // Inserted once, so that two councils that succeed each other, an error, do not go round forever.
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
        self.reports_of(authority).iter().rev().copied().find(|r| self.report(*r).held)
    }

    /// What a report says of earlier ones.
    #[must_use]
    pub fn said_by(&self, report: ReportId) -> &[FollowUp] {
        // They stand in order of finding, so those of a report stand together.
        let start = self.follow_ups.partition_point(|s| s.by.report < report);
        let end = self.follow_ups.partition_point(|s| s.by.report <= report);
        self.follow_ups.get(start..end).unwrap_or_default()
    }

    /// Whether a link counts: in a report that nobody has read, what its draft took over does not.
    #[must_use]
    pub fn counts(&self, follow_up: &FollowUp) -> bool {
        super::counts(self, follow_up)
    }

    /// How many links of a report count.
    #[must_use]
    pub fn answers(&self, report: ReportId) -> usize {
        self.said_by(report).iter().filter(|f| self.counts(f)).count()
    }

    /// Whose recommendation it is.
    #[must_use]
    pub fn authority_of(&self, recommendation: RecommendationId) -> &str {
        &self.report(self.finding_of(recommendation).report).authority
    }

    /// The recommendations that something is said about: one, or those of a group.
    #[must_use]
    pub fn targets(&self, on: On) -> Vec<RecommendationId> {
        match on {
            On::One(id) => vec![id],
            On::Group { report, kind, .. } => {
                let fits = |id: &RecommendationId| super::in_group(self.finding(self.finding_of(*id)), kind);
                self.asked_in(report).filter(fits).collect()
            }
            On::Report(_) => Vec::new(),
        }
    }
}
