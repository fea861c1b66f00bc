//! Reports that are left out because of their errors, so that one report does not stop a whole site.
//!
//! Start at [`join`]. A report that nobody has reviewed must never do that: its errors become
//! warnings. One that was reviewed stops a build, since the site would otherwise lose what somebody
//! has read and relies on; `suggest` and `list` only print, so they may go on without it.
//! Nothing here decides what an error is. Drafts that are not to be published at all are `drafts.rs`'s.

use std::collections::BTreeMap;

use super::drafts;
use crate::diagnostics::{self, Code, Diagnostic, FileId, Severity, Span};
use crate::model::{Knowledge, Linked};
use crate::source::{Documents, Files, content_path};

/// Which reports are left out where they have errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveOut {
    /// Those that nobody has reviewed.
    Unreviewed,
    /// The reviewed ones as well.
    All,
}

/// A report that may be left out, or is.
#[derive(Clone, Debug)]
struct Candidate {
    id: String,
    reviewed: bool,
    /// Where it is said that it is left out.
    top: Span,
}

type Candidates = BTreeMap<FileId, Candidate>;

/// Reads and joins the files of a site without the reports that are to be left out; whatever is
/// wrong comes back beside it, in order.
#[must_use]
pub fn join(files: Files, leave_out: LeaveOut) -> (Knowledge, Vec<Diagnostic>) {
    let (documents, mut problems) = Documents::read(files);
    let mut documents = drafts::check(documents, &mut problems);
    let mut left = unreadable_drafts(&documents);
    // All are joined first, so that a report's errors come all at once, also those that show only when
    // it is joined with others. Leaving out one report may clear or move the errors of another, so they
    // are joined again; each round leaves out at least one, so the rounds end.
    loop {
        let (linked, found) = Linked::build(documents);
        let mut new = at_fault(&candidates(&linked.documents, leave_out), problems.iter().chain(&found));
        if new.is_empty() {
            problems.extend(found);
            // What is concluded of the links may be doubtful, but is never an error.
            let (knowledge, doubts) = Knowledge::conclude(linked, Vec::new());
            problems.extend(doubts);
            told(&left, &mut problems);
            diagnostics::sort(&mut problems);
            return (knowledge, problems);
        }
        // The next round finds the others again, but no longer these. That nobody has reviewed it is
        // said together with that it is left out.
        problems.extend(found.into_iter().filter(|p| p.code != Code::T0317 && owner(&new, p).is_some()));
        documents = linked.documents;
        documents.leave_out(&new.keys().copied().collect());
        left.append(&mut new);
    }
}

/// Whether a message is about a report that was left out, or says that one was.
#[must_use]
pub fn concerns_left_out(problem: &Diagnostic) -> bool {
    problem.lowered || problem.code == Code::T1001
}

fn candidates(documents: &Documents, leave_out: LeaveOut) -> Candidates {
    let may = documents.reports.iter().filter(|r| leave_out == LeaveOut::All || !r.reviewed);
    may.map(|r| (r.file, Candidate { id: r.id(), reviewed: r.reviewed, top: r.top })).collect()
}

/// Drafts whose files could not be read as documents: they are left out already, and only their
/// errors are to be lowered.
fn unreadable_drafts(documents: &Documents) -> Candidates {
    let files = documents.sources.iter().filter(|(_, file)| documents.is_unreadable_draft(file));
    let candidate = |path: &str| {
        let id = content_path::report_at(path).unwrap_or(path).to_owned();
        move |top| Candidate { id, reviewed: false, top }
    };
    files.map(|(id, file)| (id, candidate(&file.path)(Span::new(id, 0..0)))).collect()
}

/// The candidates that an error belongs to.
fn at_fault<'a>(candidates: &Candidates, problems: impl Iterator<Item = &'a Diagnostic>) -> Candidates {
    let files = problems.filter(|p| p.severity() == Severity::Error).filter_map(|p| owner(candidates, p));
    files.filter_map(|file| Some((file, candidates.get(&file)?.clone()))).collect()
}

/// The report that a message belongs to. Where two reports get in each other's way, as with one id,
/// it is the one that nobody has reviewed, whichever of the two the message marks first.
fn owner(reports: &Candidates, problem: &Diagnostic) -> Option<FileId> {
    let file = problem.span?.file;
    let mut places = std::iter::once(file).chain(problem.others.iter().map(|(span, _)| span.file));
    let draft = places.find(|file| reports.get(file).is_some_and(|r| !r.reviewed));
    draft.or_else(|| reports.contains_key(&file).then_some(file))
}

/// Lowers the errors of drafts, and says of each report that it is left out.
fn told(left: &Candidates, problems: &mut Vec<Diagnostic>) {
    let mut errors: BTreeMap<FileId, usize> = BTreeMap::new();
    for problem in problems.iter_mut().filter(|p| p.severity() == Severity::Error) {
        let Some(file) = owner(left, problem) else { continue };
        *errors.entry(file).or_default() += 1;
        problem.lowered = left.get(&file).is_some_and(|report| !report.reviewed);
    }
    for (file, report) in left {
        let count = errors.get(file).copied().unwrap_or_default();
        let errors = if count == 1 { "an error".to_owned() } else { format!("{count} errors") };
        let hint = if report.reviewed {
            "only here: a build stops until they are mended"
        } else {
            "nobody has reviewed it, so everything else goes on without it; mend the file, and it is there again"
        };
        let message = format!("`{}` has {errors} and is left out", report.id);
        problems.push(Diagnostic::at(Code::T1001, report.top, message).hint(hint));
    }
}
