//! Links in running text: which document each leads to.

use std::collections::BTreeMap;

use super::{Catalogue, FindingId, ReportId, finding_in, report_ids, report_in};
use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::source::body::{Body, TextLink};
use crate::source::{Documents, Placed, Why, content_path, published};

/// What a link in running text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An authority's page.
    Authority(String),
    /// A theme's page.
    Theme(String),
    /// A page of the site's own.
    OwnPage(String),
    /// A file that is published as it is, with what stands behind it in the link.
    File(String, Option<String>),
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
        // Who has no file has no text either.
        let Some(file) = authority.file else { continue };
        resolver.body(file, &authority.id, None, &authority.body);
    }
    for theme in documents.shown_themes() {
        resolver.body(theme.file, "", None, &theme.body);
    }
    if let Some(page) = &documents.challenges {
        resolver.body(page.file, "", None, &page.body);
    }
    for page in documents.pages.values() {
        resolver.body(page.file, "", None, &page.body);
    }
    for id in report_ids(documents) {
        let report = report_in(documents, id);
        resolver.body(report.file, &report.authority, Some(id), &report.body);
    }
    destinations
}

/// Every content file that has a page.
fn paths(documents: &Documents) -> BTreeMap<String, Destination> {
    let path = |file: FileId| documents.sources.file(file).map_or_else(String::new, |f| f.path.clone());
    // By where its file would lie: one of the register has a page without having a file.
    let authorities =
        documents.authorities.keys().map(|id| (content_path::of_authority(id), Destination::Authority(id.clone())));
    let themes = documents.shown_themes().map(|t| (path(t.file), Destination::Theme(t.id.clone())));
    let reports = report_ids(documents).map(|id| (path(report_in(documents, id).file), Destination::Report(id, None)));
    let pages = documents.pages.values().map(|p| (path(p.file), Destination::OwnPage(p.id.clone())));
    authorities.chain(themes).chain(reports).chain(pages).collect()
}

struct Resolver<'a> {
    documents: &'a Documents,
    catalogue: &'a Catalogue,
    paths: &'a BTreeMap<String, Destination>,
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
                TextLink::Fragment(fragment) => self.place_on_page(body, fragment, own),
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
        if joined.as_deref().is_some_and(|p| self.documents.is_unread(p)) {
            return None;
        }
        if let Some(why) = joined.as_deref().and_then(|p| self.documents.apart.file(p)) {
            self.problems.push(why.wrong(path, to.span));
            return None;
        }
        if let Some(named) = joined.as_deref().filter(|path| published::is_own(path)) {
            return self.published(named, fragment, to);
        }
        match joined.as_deref().and_then(|p| self.paths.get(p)) {
            Some(Destination::Report(report, _)) => self.report_place(*report, fragment, to),
            Some(destination) => Some(destination.clone()),
            None => {
                self.problems.push(
                    Diagnostic::at(Code::T0603, to.span, format!("there is no content file `{path}` from here"))
                        .hint_if(self.near(own, path))
                        .hint("name a file in content/, as seen from this one: ../../themes/care-leavers.md"),
                );
                None
            }
        }
    }

    /// A file that is published as it is.
    fn published(&mut self, named: &str, fragment: Option<&str>, to: &Placed<String>) -> Option<Destination> {
        let found = self.documents.file_at(named).map(str::to_owned);
        if found.is_none() {
            self.problems.push(no_file(self.documents, named, to.span));
        }
        found.map(|path| Destination::File(path, fragment.map(str::to_owned)))
    }

    /// What was perhaps meant by a path that leads nowhere: a file of the same name wherever it lies,
    /// else of a similar one in the same folder.
    fn near(&self, own: &str, path: &str) -> Option<String> {
        let name = |p: &str| p.rsplit('/').next().unwrap_or(p).split('.').next().unwrap_or("").to_owned();
        let same = self.paths.keys().find(|p| name(p) == name(path));
        let near = same.map(|p| format!("did you mean `{}`?", seen_from(own, p)));
        near.or_else(|| {
            let folder = join(own, path)?;
            let (folder, wrong) = folder.rsplit_once('/')?;
            let names = self.paths.keys().filter_map(|p| p.rsplit_once('/')).filter(|(f, _)| *f == folder);
            did_you_mean(wrong, names.map(|(_, name)| name))
        })
    }

    fn report_place(&mut self, report: ReportId, fragment: Option<&str>, to: &Placed<String>) -> Option<Destination> {
        let Some(fragment) = fragment else {
            return Some(Destination::Report(report, None));
        };
        match self.catalogue.finding(report, fragment) {
            Some(found) => Some(Destination::Report(report, Some(self.id_of(found.is)))),
            None if self.catalogue.withdrawn(report, fragment).is_some() => {
                self.problems.push(Why::Withdrawn.wrong(fragment, to.span));
                None
            }
            None => {
                self.problems.push(
                    Diagnostic::at(Code::T0603, to.span, format!("that file has no finding `{fragment}`"))
                        .hint(self.catalogue.near_finding(fragment, report)),
                );
                None
            }
        }
    }

    fn id_of(&self, finding: FindingId) -> String {
        finding_in(self.documents, finding).id.as_ref().map(|i| i.value.clone()).unwrap_or_default()
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
        let gone = || found.zip(finding).and_then(|(r, f)| self.catalogue.withdrawn(r, f)).map(|_| Why::Withdrawn);
        if destination.is_some() {
            return destination;
        }
        if let Some(why) = self.documents.apart.report(&full).or_else(gone) {
            self.problems.push(why.wrong(&id.value, id.span));
        } else if !self.documents.is_unread_report(&full) {
            let problem = Diagnostic::at(Code::T0604, id.span, format!("`[[{}]]` names nothing", id.value));
            self.problems.push(match (found, finding) {
                (Some(report), Some(finding)) => problem.hint(self.catalogue.near_finding(finding, report)),
                _ if authority.is_empty() => problem
                    .hint("outside an authority's own files an id is written in full: [[nottingham-city/2011-08-cra]]"),
                _ => problem
                    .hint_if(self.catalogue.near_report(report, authority))
                    .hint("double brackets take a report's or a finding's id: [[2011-08-cra]] or [[2011-08-cra#case-records]]"),
            });
        }
        None
    }

    /// A place on the same page: a finding's id.
    fn place_on_page(&mut self, body: &Body, fragment: &Placed<String>, own: Option<ReportId>) -> Option<Destination> {
        let found = own.and_then(|report| self.catalogue.finding(report, &fragment.value));
        if let (Some(report), Some(found)) = (own, found) {
            return Some(Destination::Report(report, Some(self.id_of(found.is))));
        }
        if own.is_some_and(|report| self.catalogue.withdrawn(report, &fragment.value).is_some()) {
            self.problems.push(Why::Withdrawn.wrong(&fragment.value, fragment.span));
            return None;
        }
        if !fragment.value.is_empty() && !body.sections.iter().any(|s| s.anchor == fragment.value) {
            let problem = Diagnostic::at(
                Code::T0603,
                fragment.span,
                format!("nothing in this file has the id `{}`", fragment.value),
            );
            self.problems.push(problem.hint(match own {
                Some(report) => self.catalogue.near_finding(&fragment.value, report),
                None => "in this kind of file only headings can be linked to".to_owned(),
            }));
        }
        None
    }
}

/// What is said of a file that is to be published and is not there.
pub(super) fn no_file(documents: &Documents, named: &str, place: Span) -> Diagnostic {
    let near = did_you_mean(named, documents.files.iter().map(String::as_str));
    Diagnostic::at(Code::T0603, place, format!("there is no file `{named}`"))
        .hint_if(near)
        .hint("put it into the folder files/ beside site.toml; capitals count")
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

/// The relative link from one file to another.
fn seen_from(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len().saturating_sub(shared + 1);
    // The file's own name stays, also where both paths are the same.
    let below: Vec<&str> = to.iter().skip(shared.min(to.len().saturating_sub(1))).copied().collect();
    "../".repeat(up) + &below.join("/")
}
