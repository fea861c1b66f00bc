//! The site as it was read: its reports, their files, and what is wrong with which of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{self, Code, Diagnostic, Severity, Sources};
use crate::model::{Knowledge, ReportId};
use crate::review::disk::Change;
use crate::review::refused;
use crate::source::{Files, content_path};
use crate::workspace::{self, LeaveOut};

/// The site as read.
pub(super) struct SiteAsRead {
    pub(super) knowledge: Knowledge,
    pub(super) problems: Vec<Diagnostic>,
}

impl SiteAsRead {
    /// A report that nothing is wrong with.
    pub(super) fn report(&self, id: &str) -> Result<ReportId, Diagnostic> {
        let found = self.knowledge.catalogue.report(id).map(|found| found.is);
        // It may be asked for by an old id, and its file lies under the present one.
        let present = found.map_or_else(|| id.to_owned(), |report| self.knowledge.report(report).id());
        if let Some(wrong) = self.broken().get(present.as_str()) {
            let message = format!("`{present}` has errors\n\n{}", wrong.join("\n\n"));
            return Err(refused(Code::T1101, message, "mend them in the file; the desk reads it again at once"));
        }
        found.ok_or_else(|| no_report(id))
    }

    /// What is wrong with each report that has errors, drawn: with those that are left out for them, whoever works on
    /// one must see it where it stood.
    pub(super) fn broken(&self) -> BTreeMap<&str, Vec<String>> {
        let mut broken: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for problem in self.problems.iter().filter(|p| p.code.severity() == Severity::Error) {
            if let Some(id) = self.path(problem).and_then(content_path::report_at) {
                broken.entry(id).or_default().push(self.drawn(problem));
            }
        }
        broken
    }

    /// What is wrong elsewhere: settings, themes, frameworks, decisions.
    pub(super) fn errors_elsewhere(&self) -> Vec<String> {
        let errors = self.problems.iter().filter(|p| p.severity() == Severity::Error);
        let elsewhere = errors.filter(|p| self.path(p).and_then(content_path::report_at).is_none());
        elsewhere.map(|p| self.drawn(p)).collect()
    }

    /// Whether a file has errors.
    pub(super) fn has_errors_in(&self, name: &str) -> bool {
        self.problems.iter().any(|p| p.severity() == Severity::Error && self.path(p) == Some(name))
    }

    fn path(&self, problem: &Diagnostic) -> Option<&str> {
        Some(self.sources().file(problem.span?.file)?.path.as_str())
    }

    fn drawn(&self, problem: &Diagnostic) -> String {
        diagnostics::draw(problem, self.sources(), false)
    }

    /// Where a report's file lies, and what it says.
    pub(super) fn text(&self, report: ReportId) -> Option<(&str, &str)> {
        let file = self.sources().file(self.knowledge.report(report).file)?;
        Some((file.path.as_str(), file.text.as_str()))
    }

    /// What the site would be after some changes.
    pub(super) fn with(&self, changes: &[Change]) -> (Knowledge, Vec<Diagnostic>) {
        let texts = self.sources().iter().map(|(_, f)| (f.path.as_str(), f.text.as_str()));
        let kept = texts.filter(|(path, _)| changes.iter().all(|change| *path != change.name));
        let made = changes.iter().filter_map(|c| c.after.as_deref().map(|after| (c.name.as_str(), after)));
        workspace::join(Files::from_texts(kept.chain(made)), LeaveOut::Unreviewed)
    }

    pub(super) fn sources(&self) -> &Sources {
        &self.knowledge.documents.sources
    }

    pub(super) fn is_same(&self, other: &Knowledge) -> bool {
        let (a, b) = (self.sources(), &other.documents.sources);
        a.iter().map(|(_, f)| (&f.path, &f.text)).eq(b.iter().map(|(_, f)| (&f.path, &f.text)))
    }

    /// The authorities whose suggestions may differ in another reading, with those that took over from them; nothing where
    /// that may be all.
    pub(super) fn authorities_changed(&self, other: &Self) -> Option<BTreeSet<String>> {
        let texts = |site: &Self| -> BTreeMap<String, String> {
            site.sources().iter().map(|(_, f)| (f.path.clone(), f.text.clone())).collect()
        };
        let (before, after) = (texts(self), texts(other));
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut changed = BTreeSet::new();
        for path in paths.into_iter().filter(|path| before.get(*path) != after.get(*path)) {
            if path == super::DECISIONS {
                // Each decision is about a report: those that are only in one of the two say whose.
                let names = |site: &Self| -> BTreeSet<String> {
                    let decisions = &site.knowledge.documents.decisions;
                    let by = decisions
                        .of_passages()
                        .map(|d| format!("{} {:?}", d.by.value, d.on.as_ref().map(|on| &on.value)));
                    by.chain(decisions.whole_reports().map(|r| r.value.clone())).collect()
                };
                let (a, b) = (names(self), names(other));
                let authority = |name: &String| name.split('/').next().unwrap_or_default().to_owned();
                changed.extend(a.symmetric_difference(&b).map(authority));
                // A list may change in another way, such as by an entry that stands twice.
                if a == b {
                    return None;
                }
            } else {
                changed.insert(content_path::report_at(path)?.split('/').next()?.to_owned());
            }
        }
        let heirs: Vec<String> = other
            .knowledge
            .documents
            .authorities
            .keys()
            .filter(|id| other.knowledge.predecessors(id).iter().any(|p| changed.contains(p)))
            .cloned()
            .collect();
        changed.extend(heirs);
        Some(changed)
    }
}

pub(super) fn no_report(id: &str) -> Diagnostic {
    refused(Code::T1102, format!("there is no report `{id}` any more"), "choose another")
}
