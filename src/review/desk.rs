//! The editor's desk: the site as it was last read, what is open in it, and decisions made on it.
//!
//! Start at [`ReviewDesk::decide`]. A decision becomes a change of one file's text; it is made, and taken back,
//! only when the site would be read without new errors then, and only over what was read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::decision::{Decision, entry};
use super::disk::{Change, Disk};
use super::edit::spliced;
use super::refused;
use super::steps::{self, Around, ReportView, Step};
use super::trial::new_problems;
use crate::diagnostics::{self, Code, Diagnostic, Severity, Sources};
use crate::model::{Knowledge, ReportId};
use crate::source::schema::ReviewKey;
use crate::source::{Files, content_path};
use crate::suggest::{Confidence, Suggester};
use crate::workspace::{self, LeaveOut};

/// The file that keeps what was declined.
pub(crate) const DECISIONS: &str = "review.toml";

/// The desk of one site.
pub(crate) struct ReviewDesk {
    root: PathBuf,
    disk: Disk,
    /// Only these reports, by id; all where none is named.
    only: Vec<String>,
    state: Mutex<State>,
    /// Whether files changed since they were read.
    changed: AtomicBool,
}

/// What is known now.
struct State {
    site: Arc<SiteAsRead>,
    /// How often the site was read; an older page asks again.
    version: u64,
    views: BTreeMap<String, Arc<ReportView>>,
    /// Fields that were left as not stated since the start.
    left: BTreeSet<(String, String)>,
    done: Vec<Done>,
}

/// The site as read.
struct SiteAsRead {
    knowledge: Knowledge,
    problems: Vec<Diagnostic>,
}

/// What was decided since the start.
struct Done {
    report: String,
    words: String,
    what: Effect,
}

enum Effect {
    Changed(Change),
    Left(String, String),
}

/// Every report with what is open in it.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    version: u64,
    title: String,
    /// Errors in the content: nothing can be decided while there are any.
    errors: Vec<String>,
    reports: Vec<ReportOnDesk>,
    undo: Option<String>,
}

/// A report with how much is open in it.
#[derive(Debug, Serialize)]
struct ReportOnDesk {
    id: String,
    title: String,
    authority: String,
    date: String,
    reviewed: bool,
    /// Certain, likely and possible links that were not put off.
    links: [usize; 3],
    questions: usize,
    /// What a fresh import leaves open.
    to_confirm: usize,
}

/// A report's steps, with how far the editor is.
#[derive(Debug, Serialize)]
pub(crate) struct Opened {
    version: u64,
    /// Decisions on this report since the start.
    decided: usize,
    undo: Option<String>,
    errors: Vec<String>,
    report: Arc<ReportView>,
}

/// What came of a decision.
#[derive(Debug, Serialize)]
pub(crate) struct Decided {
    /// What was done, in words.
    did: String,
    /// The file that was changed.
    file: Option<String>,
    /// The report that it was about.
    report: String,
    /// Warnings that the site has since.
    warnings: Vec<String>,
}

impl ReviewDesk {
    /// Opens the site in `root`, for some of its reports or, where none is named, all.
    pub(crate) fn new(
        root: &Path,
        knowledge: Knowledge,
        problems: Vec<Diagnostic>,
        only: Vec<String>,
    ) -> std::io::Result<Self> {
        Ok(Self {
            root: root.to_owned(),
            disk: Disk::new(root)?,
            only,
            changed: AtomicBool::new(false),
            state: Mutex::new(State {
                site: Arc::new(SiteAsRead { knowledge, problems }),
                version: 1,
                views: BTreeMap::new(),
                left: BTreeSet::new(),
                done: Vec::new(),
            }),
        })
    }

    /// Files changed: they are read again when somebody asks.
    pub(crate) fn note_change(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }

    /// All reports.
    pub(crate) fn overview(&self) -> Result<Overview, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let shown: Vec<ReportId> = site.knowledge.report_ids().filter(|r| self.is_shown(&site.knowledge, *r)).collect();
        let views = state.views_of(&site, &shown);
        let mut reports: Vec<ReportOnDesk> = views.iter().map(|view| on_desk(view)).collect();
        // Fresh imports first, then the latest; reports with nothing open last.
        reports.sort_by_key(|line| (line.reviewed, line.links == [0; 3] && line.questions == 0));
        Ok(Overview {
            version: state.version,
            title: site.knowledge.documents.settings.title.clone(),
            errors: site.errors(),
            undo: state.last_done(),
            reports,
        })
    }

    /// One report's steps.
    pub(crate) fn report(&self, id: &str) -> Result<Opened, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let report = site.report(id)?;
        let view = state.views_of(&site, &[report]).pop().ok_or_else(|| no_report(id))?;
        Ok(Opened {
            version: state.version,
            decided: state.done.iter().filter(|d| d.report == id).count(),
            undo: state.last_done(),
            errors: site.errors(),
            report: view,
        })
    }

    /// A report's text.
    pub(crate) fn around(&self, id: &str) -> Result<Around, Diagnostic> {
        let site = self.fresh()?.site.clone();
        let report = site.report(id)?;
        Ok(steps::around(&site.knowledge, report))
    }

    /// Writes a decision down.
    pub(crate) fn decide(&self, decision: &Decision) -> Result<Decided, Diagnostic> {
        // The lock is held to the end, so that no two decisions are made on one reading of the files.
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let report = site.report(decision.report())?;
        let id = site.knowledge.report(report).id();
        if !site.errors().is_empty() {
            let hint = "mend them first; `throughline check` lists them";
            return Err(refused(Code::T1101, "the content has errors", hint));
        }
        let words = decision.in_words();
        let (what, warnings) = match decision {
            Decision::LeaveField { field, .. } => {
                // The file says already that the field is not stated: only this desk need not ask again.
                state.left.insert((id.clone(), field.clone()));
                state.views.remove(&id);
                (Effect::Left(id.clone(), field.clone()), Vec::new())
            }
            _ => {
                let change = self.change(&site, report, decision)?;
                let warnings = self.make(&mut state, &change)?;
                (Effect::Changed(change), warnings)
            }
        };
        let file = match &what {
            Effect::Changed(change) => Some(change.name.clone()),
            Effect::Left(..) => None,
        };
        state.done.push(Done { report: id.clone(), words: words.clone(), what });
        Ok(Decided { did: words, file, report: id, warnings })
    }

    /// Takes the last decision back.
    pub(crate) fn undo(&self) -> Result<Decided, Diagnostic> {
        let mut state = self.fresh()?;
        let nothing = || refused(Code::T1106, "there is nothing to undo", "decide something first");
        // Only the last: an earlier one may have made the text that a later one was written into.
        let last = state.done.pop().ok_or_else(nothing)?;
        let file = match self.take_back(&mut state, &last.what) {
            Ok(file) => file,
            Err(problem) => {
                // It stands as it stood, so it can still be taken back once that is mended.
                state.done.push(last);
                return Err(problem);
            }
        };
        state.views.remove(&last.report);
        // Warnings that come back are those of before the decision: the editor has had them.
        Ok(Decided { did: format!("undone: {}", last.words), file, report: last.report, warnings: Vec::new() })
    }

    /// Takes back what a decision did; the file that was changed.
    fn take_back(&self, state: &mut State, what: &Effect) -> Result<Option<String>, Diagnostic> {
        match what {
            Effect::Changed(change) => {
                // Other files may have come to rely on the decision since, by hand: an undo can break what it once made
                // right, so it is tried as well. Unlike a decision it may be what mends an error that stands there.
                let undoing = self.disk.undoing(change)?;
                self.make(state, &undoing)?;
                Ok(Some(undoing.name))
            }
            Effect::Left(id, field) => {
                state.left.remove(&(id.clone(), field.clone()));
                Ok(None)
            }
        }
    }

    /// Makes a change that brings no new error; the warnings that it brings.
    fn make(&self, state: &mut State, change: &Change) -> Result<Vec<String>, Diagnostic> {
        // Tried on the whole site in memory first: an error may show in another file than the changed one.
        let (knowledge, problems) = state.site.with(change);
        let sources = &knowledge.documents.sources;
        let warnings = new_problems((&state.site.problems, state.site.sources()), (&problems, sources))?;
        self.disk.make(change)?;
        state.replace_site(SiteAsRead { knowledge, problems });
        Ok(warnings)
    }

    /// The change that a decision makes.
    fn change(&self, site: &SiteAsRead, report: ReportId, decision: &Decision) -> Result<Change, Diagnostic> {
        let kept = match decision {
            Decision::Decline { passage, on, .. } => Some((ReviewKey::Declined, passage, on.as_deref())),
            Decision::Later { passage, on, .. } => Some((ReviewKey::Later, passage, Some(on.as_str()))),
            _ => None,
        };
        if let Some((list, by, on)) = kept {
            let before = self.disk.text_of(DECISIONS)?;
            let after = appended(before.as_deref().unwrap_or_default(), &entry(list, by, on));
            return Ok(Change { name: DECISIONS.to_owned(), before, after: Some(after) });
        }
        let (name, before) = site.text(report).ok_or_else(|| no_report(decision.report()))?;
        let splices = decision.splices(&site.knowledge, report, before)?;
        let after = spliced(before, &splices).ok_or_else(|| {
            let message = format!("`{name}` cannot be changed at these places without losing words");
            refused(Code::T1109, message, "edit the file")
        })?;
        Ok(Change { name: name.to_owned(), before: Some(before.to_owned()), after: Some(after) })
    }

    /// The state, read again where files changed.
    fn fresh(&self) -> Result<MutexGuard<'_, State>, Diagnostic> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken back before the files are read: a change that comes meanwhile asks for another reading.
        if self.changed.swap(false, Ordering::Relaxed) {
            let read = workspace::read_site(&self.root, LeaveOut::Unreviewed);
            // What could not be read is asked for again, or the next answer would be of the old files.
            let (knowledge, problems) = read.inspect_err(|_| self.note_change())?;
            // Its own writing changes files as well.
            if !state.site.is_same(&knowledge) {
                state.replace_site(SiteAsRead { knowledge, problems });
            }
        }
        Ok(state)
    }

    fn is_shown(&self, knowledge: &Knowledge, report: ReportId) -> bool {
        self.only.is_empty() || self.only.contains(&knowledge.report(report).id())
    }
}

impl State {
    fn replace_site(&mut self, site: SiteAsRead) {
        self.site = Arc::new(site);
        self.version += 1;
        // Of all reports: a decision on one may settle what is suggested for another.
        self.views.clear();
    }

    /// The views of some reports, made where they are not there yet.
    fn views_of(&mut self, site: &SiteAsRead, reports: &[ReportId]) -> Vec<Arc<ReportView>> {
        let id = |report: &ReportId| site.knowledge.report(*report).id();
        // A report is compared with every earlier recommendation of its council, so views are kept until a file
        // changes.
        let missing: Vec<ReportId> = reports.iter().copied().filter(|r| !self.views.contains_key(&id(r))).collect();
        if !missing.is_empty() {
            for found in Suggester::new(&site.knowledge).of_reports(&missing) {
                let view = steps::view_of_report(&site.knowledge, &found, &self.left);
                self.views.insert(view.id.clone(), Arc::new(view));
            }
        }
        reports.iter().filter_map(|r| self.views.get(&id(r)).cloned()).collect()
    }

    fn last_done(&self) -> Option<String> {
        self.done.last().map(|d| d.words.clone())
    }
}

impl SiteAsRead {
    fn report(&self, id: &str) -> Result<ReportId, Diagnostic> {
        let found = self.knowledge.catalogue.report(id).map(|found| found.is);
        found.ok_or_else(|| self.left_out(id).unwrap_or_else(|| no_report(id)))
    }

    /// What is wrong with a draft that is left out for its errors: who works on it must see them where it stood.
    fn left_out(&self, id: &str) -> Option<Diagnostic> {
        let path = |p: &Diagnostic| Some(self.sources().file(p.span?.file)?.path.as_str());
        let own = |p: &&Diagnostic| p.lowered && path(p).and_then(content_path::report_at) == Some(id);
        let wrong: Vec<String> =
            self.problems.iter().filter(own).map(|p| diagnostics::draw(p, self.sources(), false)).collect();
        let message = || format!("`{id}` has errors and is left out\n\n{}", wrong.join("\n\n"));
        (!wrong.is_empty())
            .then(|| refused(Code::T1101, message(), "mend them in the file; the desk reads it again at once"))
    }

    /// Where a report's file lies, and what it says.
    fn text(&self, report: ReportId) -> Option<(&str, &str)> {
        let file = self.sources().file(self.knowledge.report(report).file)?;
        Some((file.path.as_str(), file.text.as_str()))
    }

    /// What the site would be after a change.
    fn with(&self, change: &Change) -> (Knowledge, Vec<Diagnostic>) {
        let texts = self.sources().iter().map(|(_, f)| (f.path.as_str(), f.text.as_str()));
        let kept = texts.filter(|(path, _)| *path != change.name);
        let texts = kept.chain(change.after.as_deref().map(|after| (change.name.as_str(), after)));
        workspace::join(Files::from_texts(texts), LeaveOut::Unreviewed)
    }

    fn errors(&self) -> Vec<String> {
        let errors = self.problems.iter().filter(|p| p.severity() == Severity::Error);
        errors.map(|p| diagnostics::draw(p, self.sources(), false)).collect()
    }

    fn sources(&self) -> &Sources {
        &self.knowledge.documents.sources
    }

    fn is_same(&self, other: &Knowledge) -> bool {
        let (a, b) = (self.sources(), &other.documents.sources);
        a.iter().map(|(_, f)| (&f.path, &f.text)).eq(b.iter().map(|(_, f)| (&f.path, &f.text)))
    }
}

fn no_report(id: &str) -> Diagnostic {
    refused(Code::T1102, format!("there is no report `{id}` any more"), "choose another")
}

fn on_desk(view: &ReportView) -> ReportOnDesk {
    let mut line = ReportOnDesk {
        id: view.id.clone(),
        title: view.title.clone(),
        authority: view.authority.clone(),
        date: view.date.clone(),
        reviewed: view.reviewed,
        links: [0; 3],
        questions: 0,
        to_confirm: 0,
    };
    let [certain, likely, possible] = &mut line.links;
    for step in &view.steps {
        match step {
            Step::Link(link) if !link.later_on => {
                *match link.confidence {
                    Confidence::Certain => &mut *certain,
                    Confidence::Likely => &mut *likely,
                    Confidence::Possible => &mut *possible,
                } += 1;
            }
            // What was put off stays in the list, but does not count as open.
            Step::Link(_) => {}
            Step::Question { .. } => line.questions += 1,
            Step::Field { .. } | Step::Findings { .. } | Step::Finish { .. } => line.to_confirm += 1,
        }
    }
    line
}

/// A text with an entry behind it, after an empty line.
fn appended(text: &str, entry: &str) -> String {
    // As the file has them, or it would have both kinds.
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(line_end);
        }
        out.push_str(line_end);
    }
    out.push_str(&entry.replace('\n', line_end));
    out
}

#[cfg(test)]
mod tests;
