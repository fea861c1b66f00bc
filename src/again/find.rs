//! Which drafts are read again, and the file that each was taken from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{Asked, Fate, Outcome};
use crate::diagnostics::{Code, Diagnostic};
use crate::import::mark;
use crate::source::words::Wording;
use crate::source::{Documents, Report};

/// A draft that may be read again.
#[derive(Debug)]
pub(super) struct Draft<'d> {
    pub(super) report: &'d Report,
    /// Its number among the site's reports.
    pub(super) number: usize,
    /// Its file in the site.
    pub(super) path: &'d str,
    /// Its text.
    pub(super) text: &'d str,
    /// Whether it carries a mark that fits.
    pub(super) state: State,
    /// The file that it was taken from.
    pub(super) file: &'d Path,
}

/// What is known of whether somebody has touched a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is as it was written.
    Untouched,
    /// It carries no mark, so nobody can say.
    Unmarked,
    /// The same, but whoever asks says so, and nothing speaks against it.
    SaidToBeUntouched,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found<'d> {
    pub(super) drafts: Vec<Draft<'d>>,
    pub(super) left_alone: Vec<Fate>,
    /// Files that no draft was taken from.
    pub(super) unused: Vec<PathBuf>,
}

/// Every report of the site that was taken from a file and that nobody has reviewed.
pub(super) fn find<'d>(documents: &'d Documents, files: &'d [PathBuf], asked: &Asked) -> Found<'d> {
    let by_fingerprint = by_fingerprint(files);
    let mut found = Found::default();
    let mut used: BTreeSet<&Path> = BTreeSet::new();
    for (number, report) in documents.reports.iter().enumerate().filter(|(_, report)| report.held) {
        let Some(fingerprint) = &report.origin.sha256 else { continue };
        let file = by_fingerprint.get(fingerprint.as_str()).copied();
        used.extend(file);
        let Some(source) = documents.sources.file(report.file).filter(|_| file.is_some() || !asked.only_found) else {
            continue;
        };
        // What has been reviewed is an editor's; named only where its file was, or a whole site would be listed.
        if report.reviewed && !asked.only_found {
            continue;
        }
        let state = state(report, &source.text, asked.unmarked);
        match (state, file) {
            (Ok(state), Some(file)) => {
                found.drafts.push(Draft { report, number, path: &source.path, text: &source.text, state, file })
            }
            (Ok(_), None) => found.left_alone.push(left_alone(report, not_found(report))),
            (Err(why), _) => found.left_alone.push(left_alone(report, why)),
        }
    }
    found.unused = files.iter().filter(|file| !used.contains(file.as_path())).cloned().collect();
    found
}

fn left_alone(report: &Report, why: Diagnostic) -> Fate {
    Fate { id: report.id(), outcome: Outcome::LeftAlone(why) }
}

/// What is known of a draft; why it is an editor's where it is.
fn state(report: &Report, text: &str, unmarked: bool) -> Result<State, Diagnostic> {
    let touched = |message: &str| {
        Diagnostic::nowhere(Code::T0922, message).hint("what an editor has written stays; correct it by hand")
    };
    if report.reviewed {
        return Err(touched("it has been reviewed"));
    }
    match &report.origin.draft_sha256 {
        Some(mark) if mark::is_untouched(text, mark) => Ok(State::Untouched),
        Some(_) => Err(touched("somebody has worked on it since it was imported")),
        None if holds_more(report) => Err(touched("it holds what no import writes")),
        None if unmarked => Ok(State::SaidToBeUntouched),
        None => Ok(State::Unmarked),
    }
}

/// Whether a draft without a mark holds anything that an editor decided. Corrected words cannot be told.
fn holds_more(report: &Report) -> bool {
    let decided = report.body.findings.iter().any(|f| !f.links.is_empty() || !f.themes.is_empty());
    let origin = report.origin.url.is_some() || report.origin.title.is_some();
    let ids = !report.aliases.is_empty() || !report.renamed.is_empty() || !report.taken_over.is_empty();
    decided || origin || ids || report.scope.is_some() || report.wording != Wording::Verbatim
}

fn not_found(report: &Report) -> Diagnostic {
    let name = report.origin.file.as_deref().unwrap_or("the file that it was taken from");
    Diagnostic::nowhere(Code::T0925, format!("`{name}` is not among the files: none has its fingerprint"))
        .hint("name the file or its folder, or put it into `sources/` of the site; a file that was issued again is another one")
}

/// The files by their fingerprints. One that cannot be read has none, and what was taken from it is not found.
fn by_fingerprint(files: &[PathBuf]) -> BTreeMap<String, &Path> {
    let prints: Vec<Option<String>> = files.par_iter().map(|file| fingerprint(file)).collect();
    let pairs = prints.into_iter().zip(files);
    // Of two copies of one file, the first in order of path is as good as the other.
    pairs.rev().filter_map(|(print, file)| Some((print?, file.as_path()))).collect()
}

fn fingerprint(file: &Path) -> Option<String> {
    let mut digest = Sha256::new();
    // Piece by piece: it may be larger than the memory.
    std::io::copy(&mut File::open(file).ok()?, &mut digest).ok()?;
    Some(mark::hexadecimal(&digest.finalize()))
}
