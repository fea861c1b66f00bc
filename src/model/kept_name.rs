//! The names by which `review.toml` keeps decisions, and what they name now: a report or a finding may have
//! been renamed since, and a decision outlives that.

use super::{Catalogue, FindingId, Linked, ReportId};

/// What a name in `review.toml` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptName<'a> {
    /// A report.
    Report(ReportId),
    /// A finding with an id.
    Finding(FindingId),
    /// A passage of a report without an id: the fingerprint of its words.
    Unmarked(ReportId, &'a str),
}

impl Catalogue {
    /// What a name of `review.toml` stands for, by present ids or old ones; nothing where there is no such thing.
    #[must_use]
    pub fn kept<'a>(&self, name: &'a str) -> Option<KeptName<'a>> {
        // Whichever sign comes first: neither stands in an id.
        let at = name.find(['#', '~']);
        let (report, rest) = at.and_then(|at| name.split_at_checked(at)).unwrap_or((name, ""));
        let report = self.report(report)?.is;
        match (rest.strip_prefix('#'), rest.strip_prefix('~')) {
            (Some(finding), _) => self.finding(report, finding).map(|found| KeptName::Finding(found.is)),
            (_, Some(fingerprint)) => Some(KeptName::Unmarked(report, fingerprint)),
            _ => Some(KeptName::Report(report)),
        }
    }
}

impl Linked {
    /// A name of `review.toml` as it would be written today, and the report that it belongs to.
    #[must_use]
    pub fn present_name(&self, name: &str) -> Option<(ReportId, String)> {
        Some(match self.catalogue.kept(name)? {
            KeptName::Report(report) => (report, self.report(report).id()),
            KeptName::Finding(finding) => (finding.report, self.finding_name(finding)),
            KeptName::Unmarked(report, fingerprint) => (report, format!("{}~{fingerprint}", self.report(report).id())),
        })
    }
}
