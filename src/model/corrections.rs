//! What was corrected without a new report: which recommendations it is about.
//!
//! Dated by the content alone, so that a correction is news on the day that its editor names, whenever the site is built.

use super::{Catalogue, FindingId, Linked, RecommendationId, ReportId, report_ids, report_in};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::date::PartialDate;
use crate::source::{Documents, Placed, Why};

/// Something that was corrected in a report without a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The report whose page says so.
    pub report: ReportId,
    /// The day that it is dated by.
    pub date: PartialDate,
    /// What was wrong and is right now.
    pub note: String,
    /// The findings that it names, of this report or earlier ones.
    pub findings: Vec<FindingId>,
}

/// All corrections, in order of report and of the file; what is wrong with them goes to `problems`.
pub(super) fn resolve(documents: &Documents, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) -> Vec<Correction> {
    let mut all = Vec::new();
    for id in report_ids(documents) {
        let report = report_in(documents, id);
        for written in &report.corrections {
            // Of its publication too, where that is stated: readers could know nothing of it before.
            let first = report.published.as_ref().map(|p| p.value).or(report.date());
            if first.is_some_and(|first| first.is_later_than(written.date.value)) {
                problems.push(
                    Diagnostic::at(Code::T0323, written.date.span, "the correction is dated before its report")
                        .hint("write the day on which you corrected it, not that of the report"),
                );
            }
            let findings = written.findings.iter().filter_map(|f| finding(documents, catalogue, id, f, problems));
            let correction = Correction {
                report: id,
                date: written.date.value,
                note: written.note.clone(),
                findings: findings.collect(),
            };
            all.push(correction);
        }
    }
    all
}

/// A finding by its id: of the correction's own report, of the authority, or in full.
fn finding(
    documents: &Documents,
    catalogue: &Catalogue,
    own: ReportId,
    id: &Placed<String>,
    problems: &mut Vec<Diagnostic>,
) -> Option<FindingId> {
    let (report, name) = id.value.split_once('#').unwrap_or(("", &id.value));
    let authority = &report_in(documents, own).authority;
    let full = if report.contains('/') { report.to_owned() } else { format!("{authority}/{report}") };
    let Some(found) = (if report.is_empty() { Some(own) } else { catalogue.report(&full).map(|found| found.is) })
    else {
        if let Some(why) = documents.apart.report(&full) {
            problems.push(why.wrong(report, id.span));
        } else if !documents.is_unread_report(&full) {
            problems.push(
                Diagnostic::at(Code::T0501, id.span, format!("there is no report `{full}`"))
                    .hint_if(catalogue.near_report(report, authority)),
            );
        }
        return None;
    };
    let other = &report_in(documents, found).authority;
    if other != authority && !catalogue.heirs(other).contains(authority) {
        problems.push(
            Diagnostic::at(Code::T0506, id.span, format!("`{}` belongs to another authority", id.value))
                .hint("a correction is about its own authority, or one that it succeeds"),
        );
        return None;
    }
    let finding = catalogue.finding(found, name).map(|finding| finding.is);
    if finding.is_none() {
        problems.push(if catalogue.withdrawn(found, name).is_some() {
            Why::Withdrawn.wrong(name, id.span)
        } else {
            let full = report_in(documents, found).id();
            Diagnostic::at(Code::T0502, id.span, format!("`{full}` has no finding `{name}`"))
                .hint(catalogue.near_finding(name, found))
        });
    }
    finding
}

impl Linked {
    /// What was corrected in a report, in the order of its file.
    #[must_use]
    pub fn corrections_of(&self, report: ReportId) -> &[Correction] {
        let start = self.corrections.partition_point(|c| c.report < report);
        let end = self.corrections.partition_point(|c| c.report <= report);
        self.corrections.get(start..end).unwrap_or_default()
    }

    /// The recommendations that a correction is about: those that it names, and of other findings those that they speak
    /// of now; each once.
    #[must_use]
    pub fn corrected(&self, correction: &Correction) -> Vec<RecommendationId> {
        let mut about = Vec::new();
        for finding in &correction.findings {
            let said = self.said_by(finding.report).iter().filter(|said| said.by == *finding);
            let mut on: Vec<RecommendationId> = if finding.report == correction.report {
                said.flat_map(|said| self.targets(said.on)).collect()
            } else {
                Vec::new()
            };
            if on.is_empty() {
                on.extend(self.recommendation_of(*finding));
            }
            on.retain(|id| !about.contains(id));
            about.append(&mut on);
        }
        about
    }
}
