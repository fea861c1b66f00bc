//! Links in running text: which document each leads to.

use std::collections::BTreeMap;

use super::{Catalogue, FindingId, ReportId, report_ids};
use crate::diagnostics::{Code, Diagnostic, FileId, did_you_mean};
use crate::source::body::{Body, TextLink};
use crate::source::{Documents, Placed};

/// What a link in running text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An authority's page.
    Authority(String),
    /// A theme's page.
    Theme(String),
    /// A report's page, with a place on it.
    Report(ReportId, Option<String>),
    /// A finding.
    Finding(FindingId),
}

/// By file and number of the link there.
pub(crate) type Destinations = BTreeMap<(FileId, usize), Destination>;

pub(super) fn resolve(documents: &Documents, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) -> Destinations {
    let mut destinations = Destinations::new();
    let paths = paths(documents);
    let mut resolver = Resolver { documents, catalogue, paths: &paths, problems, destinations: &mut destinations };
    for authority in documents.authorities.values() {
        resolver.body(authority.file, &authority.id, None, &authority.body);
    }
    for theme in documents.themes.values() {
        resolver.body(theme.file, "", None, &theme.body);
    }
    for id in report_ids(documents) {
        let report = &documents.reports[id.0 as usize];
        resolver.body(report.file, &report.authority, Some(id), &report.body);
    }
    destinations
}

/// Every content file that has a page.
fn paths(documents: &Documents) -> BTreeMap<&str, Destination> {
    let path = |file: FileId| documents.sources.file(file).map_or("", |f| f.path.as_str());
    let authorities = documents.authorities.values().map(|a| (path(a.file), Destination::Authority(a.id.clone())));
    let themes = documents.themes.values().map(|t| (path(t.file), Destination::Theme(t.id.clone())));
    let reports = report_ids(documents)
        .map(|id| (path(documents.reports[id.0 as usize].file), Destination::Report(id, None)));
    authorities.chain(themes).chain(reports).collect()
}

struct Resolver<'a> {
    documents: &'a Documents,
    catalogue: &'a Catalogue,
    paths: &'a BTreeMap<&'a str, Destination>,
    problems: &'a mut Vec<Diagnostic>,
    destinations: &'a mut Destinations,
}

impl Resolver<'_> {
    fn body(&mut self, file: FileId, authority: &str, own: Option<ReportId>, body: &Body) {
        for (number, link) in body.links.iter().enumerate() {
            let destination = match link {
                TextLink::File(to) => self.file(file, to),
                TextLink::Id(id, _) => self.id(authority, own, id),
                TextLink::Outside(_) => None,
                TextLink::Fragment(fragment) => place_on_page(body, fragment, own),
            };
            if let Some(destination) = destination {
                self.destinations.insert((file, number), destination);
            }
        }
    }

    fn file(&mut self, from: FileId, to: &Placed<String>) -> Option<Destination> {
        let (path, fragment) = match to.value.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (to.value.as_str(), None),
        };
        let own = self.documents.sources.file(from).map_or("", |f| f.path.as_str());
        let joined = join(own, path);
        match joined.as_deref().and_then(|p| self.paths.get(p)) {
            Some(Destination::Report(report, _)) => self.report_place(*report, fragment, to),
            Some(destination) => Some(destination.clone()),
            None => {
                self.problems.push(
                    Diagnostic::at(Code::T0603, to.span, format!("there is no content file `{path}` from here"))
                        .hint_if(joined.and_then(|p| did_you_mean(&p, self.paths.keys().copied())))
                        .hint("name a file in content/ relative to this one, such as ../nottingham-city/2011-08-cra.md"),
                );
                None
            }
        }
    }

    fn report_place(&mut self, report: ReportId, fragment: Option<&str>, to: &Placed<String>) -> Option<Destination> {
        let Some(fragment) = fragment else {
            return Some(Destination::Report(report, None));
        };
        match self.catalogue.finding(report, fragment) {
            Some(found) => Some(Destination::Report(report, Some(self.id_of(found.is)))),
            None => {
                self.problems.push(
                    Diagnostic::at(Code::T0603, to.span, format!("that file has no finding `{fragment}`"))
                        .hint_if(did_you_mean(fragment, self.catalogue.finding_names(report))),
                );
                None
            }
        }
    }

    fn id_of(&self, finding: FindingId) -> String {
        let report = &self.documents.reports[finding.report.0 as usize];
        report.body.findings[finding.number as usize].id.as_ref().map(|i| i.value.clone()).unwrap_or_default()
    }

    /// A report's or finding's id: of this report, of this authority, or in full.
    fn id(&mut self, authority: &str, own: Option<ReportId>, id: &Placed<String>) -> Option<Destination> {
        let (report, finding) = match id.value.split_once('#') {
            Some((report, finding)) => (report, Some(finding)),
            None => (id.value.as_str(), None),
        };
        let full = if report.contains('/') { report.to_owned() } else { format!("{authority}/{report}") };
        let found = if report.is_empty() { own } else { self.catalogue.report(&full).map(|f| f.is) };
        let destination = match (found, finding) {
            (Some(report), None) => Some(Destination::Report(report, None)),
            (Some(report), Some(finding)) => {
                self.catalogue.finding(report, finding).map(|f| Destination::Finding(f.is))
            }
            (None, _) => None,
        };
        if destination.is_none() {
            self.problems.push(
                Diagnostic::at(Code::T0604, id.span, format!("`[[{}]]` names nothing", id.value))
                    .hint_if(did_you_mean(&full, self.catalogue.report_names()))
                    .hint("double brackets take an id: [[2011-08-cra]] or [[2011-08-cra#case-records]]"),
            );
        }
        destination
    }
}

/// A place on the same page: a finding's id.
fn place_on_page(body: &Body, fragment: &str, own: Option<ReportId>) -> Option<Destination> {
    let known = body.findings.iter().any(|f| f.id.as_ref().is_some_and(|i| i.value == fragment));
    own.filter(|_| known).map(|report| Destination::Report(report, Some(fragment.to_owned())))
}

/// The path that a relative link leads to; nothing when it leaves the site's folder.
fn join(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
