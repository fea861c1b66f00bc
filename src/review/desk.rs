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
const DECISIONS: &str = "review.toml";

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
mod tests {
    use std::fs;

    use super::*;

    const DRAFT: &str = "+++\ntitle = \"Visit\"\nframework = \"focused-visit\"\ninspected = 2020-02-05\n\
        wording = \"summary\"\nreviewed = false\nscope = []\nnot_stated = [\"published\"]\n+++\n\n## Findings\n\n- Lamps are lit.\n";

    /// A site with one draft, on the desk.
    fn desk() -> (tempfile::TempDir, PathBuf, ReviewDesk) {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("content/inspections/marrowby/2020-02-focused-visit.md");
        let files = [
            (folder.path().join("site.toml"), "title = \"T\"\n"),
            (folder.path().join("content/authorities/marrowby.md"), "+++\nname = \"Marrowby\"\n+++\n"),
            (draft.clone(), DRAFT),
        ];
        for (path, text) in files {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (knowledge, problems) = workspace::read_site(folder.path(), LeaveOut::Unreviewed).unwrap();
        let desk = ReviewDesk::new(folder.path(), knowledge, problems, Vec::new()).unwrap();
        (folder, draft, desk)
    }

    fn published(value: &str) -> Decision {
        let (report, field) = ("marrowby/2020-02-focused-visit".to_owned(), "published".to_owned());
        Decision::Field { report, field, value: value.to_owned() }
    }

    #[test]
    fn a_decision_that_would_bring_an_error_into_a_draft_is_refused() {
        let (_folder, draft, desk) = desk();
        let refused = desk.decide(&published("2020-01-30")).unwrap_err();
        assert_eq!(refused.code, Code::T0306, "the draft would be left out, and be gone from the desk");
        assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
        desk.decide(&published("2020-02-27")).unwrap();
        assert!(fs::read_to_string(&draft).unwrap().contains("published = 2020-02-27\n"));
        desk.undo().unwrap();
        assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
        assert_eq!(desk.undo().unwrap_err().code, Code::T1106);
    }

    #[test]
    fn an_error_that_another_draft_has_already_is_refused_as_well() {
        let (folder, draft, desk) = desk();
        let other = folder.path().join("content/inspections/marrowby/2020-02-focused-visit-2.md");
        fs::write(&other, DRAFT.replace("not_stated = [\"published\"]", "published = 2020-01-30")).unwrap();
        desk.note_change();
        assert!(desk.overview().unwrap().errors.is_empty(), "the other draft is left out, with the same words");
        assert_eq!(desk.decide(&published("2020-01-30")).unwrap_err().code, Code::T0306);
        assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
    }

    #[test]
    fn an_undo_that_would_bring_an_error_is_refused_until_that_is_mended() {
        let (folder, draft, desk) = desk();
        let asked = DRAFT.replace("## Findings", "## Asked {kind=recommendation}").replace("lit.", "lit. {#lamps}");
        fs::write(&draft, &asked).unwrap();
        desk.note_change();
        let report = "marrowby/2020-02-focused-visit";
        let item = serde_json::json!({ "passage": format!("{report}#lamps"), "id": "light", "themes": [] });
        let decision = serde_json::json!({ "decision": "findings", "report": report, "items": [item] });
        desk.decide(&serde_json::from_value(decision).unwrap()).unwrap();
        let decided = fs::read_to_string(&draft).unwrap();
        assert_eq!(decided, asked.replace("#lamps", "#light"));
        // Written by hand since: a later report that names the finding by its new id.
        let later = folder.path().join("content/inspections/marrowby/2021-02-focused-visit.md");
        let says = DRAFT.replace("2020-02-05", "2021-02-05").replace("reviewed = false\n", "");
        fs::write(&later, says.replace("lit.", "lit. {#lit met=2020-02-focused-visit#light}")).unwrap();
        desk.note_change();
        assert!(desk.overview().unwrap().errors.is_empty());
        assert_eq!(desk.undo().unwrap_err().code, Code::T0502, "that link would lead nowhere");
        assert_eq!(fs::read_to_string(&draft).unwrap(), decided);
        fs::remove_file(&later).unwrap();
        desk.note_change();
        desk.undo().unwrap();
        assert_eq!(fs::read_to_string(&draft).unwrap(), asked);
    }

    #[test]
    fn a_draft_that_gets_an_error_says_so_where_it_stood() {
        let (folder, draft, desk) = desk();
        let before = fs::read_to_string(&draft).unwrap();
        let id = desk.overview().unwrap().reports.first().unwrap().id.clone();
        fs::write(&draft, before.replace("wording = ", "wording = \"loud\" # ")).unwrap();
        desk.note_change();
        let refused = desk.report(&id).err().unwrap();
        assert_eq!(refused.code, Code::T1101);
        assert!(refused.message.contains("is left out") && refused.message.contains("loud"), "{}", refused.message);
        fs::write(&draft, before).unwrap();
        desk.note_change();
        assert!(desk.report(&id).is_ok());
        drop(folder);
    }

    #[test]
    fn a_site_that_cannot_be_read_is_asked_for_again() {
        let (folder, _, desk) = desk();
        let settings = folder.path().join("site.toml");
        fs::remove_file(&settings).unwrap();
        desk.note_change();
        for _ in 0..2 {
            assert_eq!(desk.overview().unwrap_err().code, Code::T1201);
        }
        fs::write(&settings, "title = \"T\"\n").unwrap();
        assert!(desk.overview().is_ok());
    }

    #[test]
    fn a_draft_that_is_left_out_does_not_stop_the_others() {
        let (folder, _, desk) = desk();
        let other = folder.path().join("content/inspections/marrowby/2021-02-focused-visit.md");
        fs::write(&other, DRAFT.replace("focused-visit", "no-such-framework")).unwrap();
        desk.note_change();
        let overview = desk.overview().unwrap();
        assert_eq!((overview.errors.len(), overview.reports.len()), (0, 1));
        desk.decide(&published("2020-02-27")).unwrap();
    }
}
