//! The editor's desk: the site as it was last read, what is open in it, and decisions made on it.
//!
//! Start at [`ReviewDesk::decide`]. A decision becomes changes of texts; they are made, and taken back,
//! only when the site would be read without new errors then, and only over what was read.

mod sample;
mod site;
mod worklist;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::changes::Texts;
use super::decision::Decision;
use super::disk::{Change, Disk};
use super::refused;
use super::source_file::{self, SourceView};
use super::steps::around::{self, Around};
use super::steps::{self, ReportView, Walk};
use super::trial::new_problems;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Knowledge, ReportId};
use crate::suggest::Suggester;
use crate::workspace::{self, LeaveOut};
pub(crate) use sample::{OnSample, Sample, SampleKind};
use site::SiteAsRead;
pub(crate) use worklist::Worklist;

/// The file that keeps what was decided and the content does not say.
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
    views: BTreeMap<(String, Walk), Arc<ReportView>>,
    done: Vec<Done>,
}

/// What was decided since the start.
struct Done {
    report: String,
    words: String,
    /// A field that is typed letter by letter.
    typed_in: Option<String>,
    made: Vec<Change>,
}

/// A report's steps, with how far the editor is.
#[derive(Debug, Serialize)]
pub(crate) struct Opened {
    version: u64,
    /// Decisions on this report since the start.
    decided: usize,
    undo: Option<String>,
    /// What is wrong elsewhere than in reports.
    errors: Vec<String>,
    report: Arc<ReportView>,
    source: SourceView,
}

/// What came of a decision.
#[derive(Debug, Serialize)]
pub(crate) struct Decided {
    /// What was done, in words.
    did: String,
    /// The files that were changed.
    files: Vec<String>,
    /// The report that it was about.
    report: String,
    /// Warnings that the site has since.
    warnings: Vec<String>,
    /// How often the site was read.
    version: u64,
    /// What can be taken back now.
    undo: Option<String>,
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
                done: Vec::new(),
            }),
        })
    }

    /// Files changed: they are read again when somebody asks.
    pub(crate) fn note_change(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }

    /// All reports.
    pub(crate) fn worklist(&self) -> Result<Worklist, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let views = self.all_views(&mut state, &site);
        let broken = site.broken().into_iter().filter(|(id, _)| self.is_shown(id));
        Ok(Worklist::new(&site, &views, broken, state.version, state.last_done()))
    }

    fn is_shown(&self, id: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == id)
    }

    /// The views of all reports that nothing is wrong with.
    fn all_views(&self, state: &mut State, site: &SiteAsRead) -> Vec<Arc<ReportView>> {
        let broken = site.broken();
        let sound = |r: &ReportId| {
            let id = site.knowledge.report(*r).id();
            self.is_shown(&id) && !broken.contains_key(id.as_str())
        };
        let shown: Vec<ReportId> = site.knowledge.report_ids().filter(sound).collect();
        state.views_of(site, &shown, Walk::Likely)
    }

    /// The kinds of suggestions that can be accepted together.
    pub(crate) fn sample_kinds(&self) -> Result<Vec<SampleKind>, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let views = self.all_views(&mut state, &site);
        Ok(sample::kinds(&site.knowledge, &views))
    }

    /// A sample of a kind.
    pub(crate) fn sample(&self, kind: &str) -> Result<Sample, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let views = self.all_views(&mut state, &site);
        Ok(sample::sample(&site.knowledge, &views, kind, state.version))
    }

    /// Accepts all of a kind after its sample was read, or takes them back.
    pub(crate) fn on_sample(&self, what: &OnSample) -> Result<Decided, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let views = self.all_views(&mut state, &site);
        let before = self.disk.text_of(DECISIONS)?;
        let after = sample::after(before.as_deref().unwrap_or_default(), what, &site.knowledge, &views)?;
        let change = Change { name: DECISIONS.to_owned(), before, after: Some(after) };
        self.carry(
            &mut state,
            Done { report: String::new(), words: what.in_words(), typed_in: None, made: vec![change] },
        )
    }

    /// One report's steps.
    pub(crate) fn report(&self, id: &str, walk: Walk) -> Result<Opened, Diagnostic> {
        let mut state = self.fresh()?;
        let site = state.site.clone();
        let report = site.report(id)?;
        let view = state.views_of(&site, &[report], walk).pop().ok_or_else(|| site::no_report(id))?;
        Ok(Opened {
            version: state.version,
            decided: state.done.iter().filter(|d| d.report == id).count(),
            undo: state.last_done(),
            errors: site.errors_elsewhere(),
            report: view,
            source: self.disk.source_of(&site.knowledge.report(report).origin).view(),
        })
    }

    /// The file that a report was taken from, as bytes.
    pub(crate) fn source(&self, id: &str) -> Result<Vec<u8>, Diagnostic> {
        let site = self.fresh()?.site.clone();
        // Also of a report with errors: who mends it needs its source.
        let report = site.knowledge.catalogue.report(id).map(|found| found.is).ok_or_else(|| site::no_report(id))?;
        self.disk.source_of(&site.knowledge.report(report).origin).bytes()
    }

    /// The page of its source on which some words of a report stand.
    pub(crate) fn page(&self, id: &str, words: &str) -> Result<Option<u32>, Diagnostic> {
        Ok(source_file::page_of_words(&self.source(id)?, words))
    }

    /// A report's text.
    pub(crate) fn around(&self, id: &str) -> Result<Around, Diagnostic> {
        let site = self.fresh()?.site.clone();
        let report = site.report(id)?;
        Ok(around::around(&site.knowledge, report))
    }

    /// Writes a decision down.
    pub(crate) fn decide(&self, decision: &Decision) -> Result<Decided, Diagnostic> {
        // The lock is held to the end, so that no two decisions are made on one reading of the files.
        let mut state = self.fresh()?;
        let site = state.site.clone();
        // A report with errors is refused here: what stands in its file may not be what was read.
        let report = site.report(decision.report())?;
        let id = site.knowledge.report(report).id();
        let made = self.changes(&mut state, &site, report, decision)?;
        self.carry(&mut state, Done { report: id, words: decision.in_words(), typed_in: decision.typed_in(), made })
    }

    /// Makes what was decided, and notes it.
    fn carry(&self, state: &mut State, done: Done) -> Result<Decided, Diagnostic> {
        let review = done.made.iter().any(|change| change.name == DECISIONS);
        if review && state.site.has_errors_in(DECISIONS) {
            let message = format!("`{DECISIONS}` has errors, and what is decided could not be read from it");
            return Err(refused(Code::T1101, message, "mend it first; `throughline check` says what is wrong"));
        }
        let (did, report) = (done.words.clone(), done.report.clone());
        let files = done.made.iter().map(|change| change.name.clone()).collect();
        // What was typed in before may have said all: there is nothing to write, and nothing to take back.
        let mut warnings = Vec::new();
        if !done.made.is_empty() {
            warnings = self.make(state, &done.made)?;
            state.note(done);
        }
        Ok(Decided { did, files, report, warnings, version: state.version, undo: state.last_done() })
    }

    /// Takes the last decision back.
    pub(crate) fn undo(&self) -> Result<Decided, Diagnostic> {
        let mut state = self.fresh()?;
        let nothing = || refused(Code::T1106, "there is nothing to undo", "decide something first");
        // Only the last: an earlier one may have made the text that a later one was written into.
        let last = state.done.pop().ok_or_else(nothing)?;
        let files = match self.take_back(&mut state, &last.made) {
            Ok(files) => files,
            Err(problem) => {
                // It stands as it stood, so it can still be taken back once that is mended.
                state.done.push(last);
                return Err(problem);
            }
        };
        // Warnings that come back are those of before the decision: the editor has had them.
        let (did, undo) = (format!("undone: {}", last.words), state.last_done());
        Ok(Decided { did, files, report: last.report, warnings: Vec::new(), version: state.version, undo })
    }

    /// Takes back what a decision did; the files that were changed.
    fn take_back(&self, state: &mut State, made: &[Change]) -> Result<Vec<String>, Diagnostic> {
        // Other files may have come to rely on the decision since, by hand: an undo can break what it once made
        // right, so it is tried as well. Unlike a decision it may be what mends an error that stands there.
        let undoing: Vec<Change> =
            made.iter().rev().map(|change| self.disk.undoing(change)).collect::<Result<_, _>>()?;
        self.make(state, &undoing)?;
        Ok(undoing.into_iter().map(|change| change.name).collect())
    }

    /// Makes changes that bring no new error; the warnings that they bring.
    fn make(&self, state: &mut State, changes: &[Change]) -> Result<Vec<String>, Diagnostic> {
        // Tried on the whole site in memory first: an error may show in another file than the changed one.
        let (knowledge, problems) = state.site.with(changes);
        let sources = &knowledge.documents.sources;
        let warnings = new_problems((&state.site.problems, state.site.sources()), (&problems, sources))?;
        self.disk.make_all(changes)?;
        state.replace_site(SiteAsRead { knowledge, problems });
        Ok(warnings)
    }

    /// The changes that a decision makes, of the report's file first: a link is never lost for what it settles.
    fn changes(
        &self,
        state: &mut State,
        site: &SiteAsRead,
        report: ReportId,
        decision: &Decision,
    ) -> Result<Vec<Change>, Diagnostic> {
        let (name, text) = site.text(report).ok_or_else(|| site::no_report(decision.report()))?;
        let kept = self.disk.text_of(DECISIONS)?;
        let before = Texts { report: text.to_owned(), review: kept.clone().unwrap_or_default() };
        let undecided = match decision {
            // What was read to the end is told from what comes later by what was open then.
            Decision::Finish { .. } => {
                state.views_of(site, &[report], Walk::Likely).pop().map(|v| v.undecided.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let after = before.after(decision, (&site.knowledge, report), &undecided)?;
        let own = Change { name: name.to_owned(), before: Some(before.report), after: Some(after.report) };
        let review = Change { name: DECISIONS.to_owned(), before: kept, after: Some(after.review) };
        let is_one = |c: &Change| c.before.as_deref().unwrap_or_default() != c.after.as_deref().unwrap_or_default();
        Ok([own, review].into_iter().filter(is_one).collect())
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
}

impl State {
    fn replace_site(&mut self, site: SiteAsRead) {
        // Of all reports of the councils that changed: a decision on one may settle what is suggested for another.
        let changed = self.site.authorities_changed(&site);
        match changed {
            Some(changed) => {
                self.views.retain(|(id, _), _| !changed.contains(id.split('/').next().unwrap_or_default()))
            }
            None => self.views.clear(),
        }
        self.site = Arc::new(site);
        self.version += 1;
    }

    /// The views of some reports, made where they are not there yet.
    fn views_of(&mut self, site: &SiteAsRead, reports: &[ReportId], walk: Walk) -> Vec<Arc<ReportView>> {
        let key = |report: &ReportId| (site.knowledge.report(*report).id(), walk);
        // A report is compared with every earlier recommendation of its council, so views are kept until a file
        // changes.
        let missing: Vec<ReportId> = reports.iter().copied().filter(|r| !self.views.contains_key(&key(r))).collect();
        if !missing.is_empty() {
            let make = |found| steps::view_of_report(&site.knowledge, &found, walk);
            for view in Suggester::new(&site.knowledge).each_of(&missing, make) {
                self.views.insert((view.id.clone(), walk), Arc::new(view));
            }
        }
        reports.iter().filter_map(|r| self.views.get(&key(r)).cloned()).collect()
    }

    /// Notes what was decided; what is typed letter by letter is one decision.
    fn note(&mut self, done: Done) {
        if let (Some(last), true) = (self.done.last_mut(), done.typed_in.is_some())
            && last.typed_in == done.typed_in
            && last.report == done.report
            && let ([earlier], [now]) = (last.made.as_mut_slice(), done.made.as_slice())
            && earlier.name == now.name
            && earlier.after == now.before
        {
            earlier.after.clone_from(&now.after);
            return;
        }
        self.done.push(done);
    }

    fn last_done(&self) -> Option<String> {
        self.done.last().map(|d| d.words.clone())
    }
}

#[cfg(test)]
mod tests;
