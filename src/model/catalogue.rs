//! Ids and what they name: reports by path and alias, findings by id and old
//! id.

use std::collections::{BTreeMap, BTreeSet};

use super::{FindingId, RecommendationId, ReportId, date_of, findings_of, report_ids, report_in};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{Documents, Placed, Report, Why, ids};

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// What the id names.
    pub is: T,
    /// Whether the id is an old one.
    pub old: bool,
}

/// Ids and what they name.
#[derive(Debug, Default)]
pub struct Catalogue {
    reports: BTreeMap<String, Named<ReportId>>,
    findings: BTreeMap<ReportId, BTreeMap<String, Named<FindingId>>>,
    /// Ids of findings that were withdrawn, old ones too, each with the last.
    withdrawn: BTreeMap<ReportId, BTreeMap<String, String>>,
    by_authority: BTreeMap<String, Vec<ReportId>>,
    /// By authority: those that took over from it.
    successors: BTreeMap<String, Vec<String>>,
    /// The findings that ask for something and have an id, in order.
    recommendations: Vec<FindingId>,
}

impl Catalogue {
    /// Enters every id; clashes go to `problems`.
    pub(crate) fn new(documents: &Documents, problems: &mut Vec<Diagnostic>) -> Self {
        let mut catalogue = Self::default();
        for report in report_ids(documents) {
            catalogue.enter_report(documents, report, problems);
            catalogue.enter_findings(documents, report, problems);
        }
        catalogue.recommendations = report_ids(documents).flat_map(|r| recommendations_of(documents, r)).collect();
        for report in report_ids(documents) {
            catalogue.enter_aliases(documents, report, problems);
        }
        catalogue.enter_old_authorities(documents);
        for list in catalogue.by_authority.values_mut() {
            list.sort_by(|a, b| {
                let of = |r: &ReportId| report_in(documents, *r);
                date_of(of(a)).list_order(date_of(of(b))).then_with(|| of(a).name.cmp(&of(b).name))
            });
        }
        for authority in documents.authorities.values() {
            for earlier in &authority.succeeds {
                catalogue.successors.entry(earlier.value.clone()).or_default().push(authority.id.clone());
            }
        }
        catalogue
    }

    /// The authorities whose reports may speak of an authority's recommendations: itself, and those that took over from
    /// it, in any number of steps.
    pub(crate) fn heirs(&self, authority: &str) -> BTreeSet<String> {
        let mut heirs = BTreeSet::from([authority.to_owned()]);
        let mut next = vec![authority];
        while let Some(one) = next.pop() {
            for heir in self.successors.get(one).into_iter().flatten() {
                if heirs.insert(heir.clone()) {
                    next.push(heir);
                }
            }
        }
        heirs
    }

    /// A report by its full id or an old one.
    #[must_use]
    pub fn report(&self, id: &str) -> Option<Named<ReportId>> {
        self.reports.get(id).copied()
    }

    /// A finding by its id in a report, or an old one.
    #[must_use]
    pub fn finding(&self, report: ReportId, id: &str) -> Option<Named<FindingId>> {
        self.findings.get(&report)?.get(id).copied()
    }

    /// The numbers of all recommendations, in order.
    pub fn recommendations(&self) -> impl Iterator<Item = RecommendationId> + use<> {
        numbers(0..self.recommendations.len())
    }

    /// The number of a finding that is a recommendation.
    #[must_use]
    pub fn recommendation_of(&self, finding: FindingId) -> Option<RecommendationId> {
        let number = self.recommendations.binary_search(&finding).ok()?;
        u32::try_from(number).ok().map(RecommendationId)
    }

    /// The finding that a recommendation is.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the numbers are places in this list, which never changes")]
    pub fn finding_of(&self, id: RecommendationId) -> FindingId {
        self.recommendations[id.0 as usize]
    }

    /// The recommendations of a report, in its order.
    pub fn asked_in(&self, report: ReportId) -> impl Iterator<Item = RecommendationId> + use<> {
        let from = self.recommendations.partition_point(|f| f.report < report);
        numbers(from..self.recommendations.partition_point(|f| f.report <= report))
    }

    /// What was perhaps meant by a report's id that names nothing: of the same authority, or, where it
    /// is written in full, of any.
    pub(crate) fn near_report(&self, id: &str, authority: &str) -> Option<String> {
        if id.contains('/') {
            return did_you_mean(id, self.reports.keys().map(String::as_str));
        }
        let prefix = format!("{authority}/");
        did_you_mean(id, self.reports.keys().filter_map(|name| name.strip_prefix(&prefix)))
    }

    /// What was perhaps meant by a finding's id that the report does not have, or all that it has.
    pub(crate) fn near_finding(&self, id: &str, report: ReportId) -> String {
        const ENOUGH: usize = 12;
        let all = self.findings.get(&report).into_iter().flat_map(|f| f.keys().map(String::as_str));
        let names: Vec<&str> = all.filter(|name| ids::is_allowed(name)).collect();
        did_you_mean(id, names.iter().copied()).unwrap_or_else(|| match names.len() {
            0 => "none of its findings has an id yet: add one there, such as {#short-name}".to_owned(),
            n if n > ENOUGH => format!(
                "its findings: {} and {} more",
                names.iter().take(ENOUGH).copied().collect::<Vec<_>>().join(", "),
                n - ENOUGH
            ),
            _ => format!("its findings: {}", names.join(", ")),
        })
    }

    /// The reports of an authority, by date and id.
    #[must_use]
    pub fn reports_of(&self, authority: &str) -> &[ReportId] {
        self.by_authority.get(authority).map_or(&[], Vec::as_slice)
    }

    /// Old full ids of reports and what they name now.
    pub fn old_reports(&self) -> impl Iterator<Item = (&str, ReportId)> {
        self.reports.iter().filter(|(_, f)| f.old).map(|(id, f)| (id.as_str(), f.is))
    }

    /// Old ids of a report's findings and what they name now.
    pub fn old_findings(&self, report: ReportId) -> impl Iterator<Item = (&str, FindingId)> {
        self.findings
            .get(&report)
            .into_iter()
            .flat_map(|f| f.iter().filter(|(_, f)| f.old).map(|(id, f)| (id.as_str(), f.is)))
    }

    /// The id by which a finding was withdrawn, by that or an older one.
    #[must_use]
    pub fn withdrawn(&self, report: ReportId, id: &str) -> Option<&str> {
        self.withdrawn.get(&report)?.get(id).map(String::as_str)
    }

    /// The ids of a report's findings that were withdrawn, old ones too, each with the last.
    pub fn withdrawn_of(&self, report: ReportId) -> impl Iterator<Item = (&str, &str)> {
        self.withdrawn.get(&report).into_iter().flatten().map(|(old, last)| (old.as_str(), last.as_str()))
    }

    fn enter_report(&mut self, documents: &Documents, id: ReportId, problems: &mut Vec<Diagnostic>) {
        let report = report_in(documents, id);
        self.by_authority.entry(report.authority.clone()).or_default().push(id);
        if let Some(first) = self.reports.get(&report.id()) {
            let other = report_in(documents, first.is);
            problems.push(
                Diagnostic::at(Code::T0105, report.top, format!("`{}` is the id of two files", report.id()))
                    .other(other.top, "the other one")
                    .hint(format!("rename one of the two files, such as to `{}-2.md`", report.name)),
            );
            return;
        }
        self.reports.insert(report.id(), Named { is: id, old: false });
    }

    fn enter_findings(&mut self, documents: &Documents, report: ReportId, problems: &mut Vec<Diagnostic>) {
        let findings = self.findings.entry(report).or_default();
        let body = &report_in(documents, report).body;
        for (id, finding) in findings_of(documents, report).zip(&body.findings) {
            let Some(name) = &finding.id else { continue };
            if let Some(first) = findings.get(&name.value) {
                let mut problem =
                    Diagnostic::at(Code::T0409, name.span, format!("two findings have the id `{}`", name.value))
                        .hint("ids are unique in a report; rename one");
                if let Some(other) = body.findings.get(first.is.number as usize).and_then(|f| f.id.as_ref()) {
                    problem = problem.other(other.span, "first here");
                }
                problems.push(problem);
                continue;
            }
            findings.insert(name.value.clone(), Named { is: id, old: false });
        }
    }

    fn enter_aliases(&mut self, documents: &Documents, id: ReportId, problems: &mut Vec<Diagnostic>) {
        let report = report_in(documents, id);
        for alias in &report.aliases {
            let own = alias.value.rsplit('/').next().unwrap_or(&alias.value);
            if !ids::is_allowed(own) {
                problems.push(
                    Diagnostic::at(Code::T0408, alias.span, format!("`{own}` may not be an id"))
                        .hint_if(ids::nearest_allowed(own).map(|near| format!("`{near}` may")))
                        .hint(ids::RULE),
                );
                continue;
            }
            let full = format!("{}/{own}", report.authority);
            // At the address of what was withdrawn stands a page that says so.
            if self.reports.contains_key(&full) || documents.apart.report(&full) == Some(Why::Withdrawn) {
                problems.push(
                    Diagnostic::at(Code::T0315, alias.span, format!("`{full}` is taken"))
                        .hint("an alias is an id that no report has any more"),
                );
                continue;
            }
            self.reports.insert(full, Named { is: id, old: true });
        }
        self.enter_old_findings(report, id, problems);
    }

    fn enter_old_findings(&mut self, report: &Report, id: ReportId, problems: &mut Vec<Diagnostic>) {
        let Some(findings) = self.findings.get_mut(&id) else { return };
        let mut withdrawn = BTreeMap::new();
        for (gone, _) in &report.withdrawn_findings {
            if !ids::is_allowed(&gone.value) || findings.contains_key(&gone.value) {
                problems.push(
                    Diagnostic::at(Code::T0315, gone.span, format!("`{}` cannot be withdrawn", gone.value)).hint(
                        "the id of a finding stands on the left that is not in the text any more: take it out there",
                    ),
                );
                continue;
            }
            withdrawn.insert(gone.value.clone(), gone.value.clone());
        }
        let present = |id: &str| findings.get(id).filter(|f| !f.old).map(|f| f.is);
        let chains = ends_of_chains(&report.renamed, present);
        let went: BTreeMap<&str, &str> = {
            let last: BTreeSet<&str> = report.withdrawn_findings.iter().map(|(gone, _)| gone.value.as_str()).collect();
            ends_of_chains(&report.renamed, |id| last.get(id).copied())
        };
        for (old, new) in &report.renamed {
            let target = chains.get(new.value.as_str()).copied();
            let gone = went.get(new.value.as_str()).copied();
            if target.is_none() && gone.is_none() {
                problems.push(
                    Diagnostic::at(Code::T0502, new.span, format!("no finding here has the id `{}`", new.value))
                        .hint("name the present id on the right"),
                );
                continue;
            }
            if !ids::is_allowed(&old.value) || findings.contains_key(&old.value) || withdrawn.contains_key(&old.value) {
                problems.push(
                    Diagnostic::at(Code::T0315, old.span, format!("`{}` cannot be an old id", old.value))
                        .hint("the old id stands on the left; no finding may have it now"),
                );
                continue;
            }
            match (target, gone) {
                (Some(target), _) => drop(findings.insert(old.value.clone(), Named { is: target, old: true })),
                (None, Some(gone)) => drop(withdrawn.insert(old.value.clone(), gone.to_owned())),
                (None, None) => {}
            }
        }
        if !withdrawn.is_empty() {
            self.withdrawn.insert(id, withdrawn);
        }
    }

    /// The reports of an authority that was renamed, by the ids that they had in its old folder.
    fn enter_old_authorities(&mut self, documents: &Documents) {
        let mut old_ids = Vec::new();
        for (old, authority) in documents.old_authorities() {
            let prefix = format!("{}/", authority.id);
            // A report of the register's body of that id, or of a folder that nobody renamed, has its id still.
            let from = |id: &str| Some(format!("{old}/{}", id.strip_prefix(&prefix)?));
            let theirs = self.reports.range(prefix.clone()..).take_while(|(id, _)| id.starts_with(&prefix));
            old_ids.extend(theirs.filter_map(|(id, named)| Some((from(id)?, named.is))));
        }
        for (id, is) in old_ids {
            self.reports.entry(id).or_insert(Named { is, old: true });
        }
    }
}

/// What the ids on the right of `[renamed]` name: a finding that is there, or, where that id was renamed again and
/// the older line was left as it was, the one at the end of the chain. Ids in a circle name nothing.
fn ends_of_chains<T: Copy>(
    renamed: &[(Placed<String>, Placed<String>)],
    present: impl Fn(&str) -> Option<T>,
) -> BTreeMap<&str, T> {
    let next: BTreeMap<&str, &str> =
        renamed.iter().map(|(old, new)| (old.value.as_str(), new.value.as_str())).collect();
    // What is known of an id already, an end or that there is none, is not walked again: a chain may be long.
    let mut ends: BTreeMap<&str, Option<T>> = BTreeMap::new();
    for (_, new) in renamed {
        let (mut id, mut walked) = (new.value.as_str(), Vec::new());
        let end = loop {
            if let Some(end) = ends.get(id) {
                break *end;
            }
            if let Some(end) = present(id) {
                ends.insert(id, Some(end));
                break Some(end);
            }
            // Whoever comes here again on this walk goes round in a circle.
            ends.insert(id, None);
            walked.push(id);
            match next.get(id) {
                Some(further) => id = further,
                None => break None,
            }
        };
        ends.extend(walked.into_iter().map(|id| (id, end)));
    }
    ends.into_iter().filter_map(|(id, end)| Some((id, end?))).collect()
}

/// The findings of a report that ask for something and have an id. One without is an error, and has
/// no page that could say what became of it.
fn recommendations_of(documents: &Documents, report: ReportId) -> impl Iterator<Item = FindingId> {
    let findings = &report_in(documents, report).body.findings;
    findings_of(documents, report).zip(findings).filter(|(_, f)| f.kind.asks() && f.id.is_some()).map(|(id, _)| id)
}

fn numbers(range: std::ops::Range<usize>) -> impl Iterator<Item = RecommendationId> + use<> {
    range.filter_map(|n| u32::try_from(n).ok()).map(RecommendationId)
}
