//! Files in, drafts out: what becomes of each file.
//!
//! Start at [`import`]. Files are read and recognised in parallel; whether a
//! report is new, whose it is and what it is called is then decided one by one
//! (`placing.rs`), in order of path, so that the same files give the same drafts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::councils::Councils;
use super::extract;
use super::placing::DraftPlacer;
use super::recognise::{Recognised, SourceFile, framework, recognise_among};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Documents, Framework, hidden};

/// What became of one file.
#[derive(Debug)]
pub struct Fate {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// What was recognised, unless it was refused before.
    pub recognised: Option<Recognised>,
    /// What of it could not be read.
    pub warnings: Vec<Diagnostic>,
}

/// What became of a file.
#[derive(Debug)]
pub enum ImportOutcome {
    /// A draft was written, or would be: its path in the site.
    Imported {
        /// The draft.
        draft: String,
        /// Whether it took over the page of an inspection that was only known of.
        took_over: bool,
        /// An authority that was made for it.
        new_authority: Option<String>,
    },
    /// It is here already: as which report.
    Skipped(String),
    /// It cannot be imported: why, and what to do.
    Refused(Diagnostic),
}

/// The files to import: those named, and every `.pdf`, `.txt` and `.md` below folders, in order, but for
/// hidden ones.
///
/// # Errors
///
/// When a path does not exist or cannot be read, or a folder holds no report.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let nothing =
        |message: String| Diagnostic::nowhere(Code::T0901, message).hint("name files or folders that hold reports");
    let mut files = Vec::new();
    for path in paths {
        // A file that was named is taken whatever its ending: what it is, its bytes say.
        if path.is_file() {
            files.push(path.clone());
            continue;
        }
        if !path.exists() {
            return Err(nothing(format!("there is no `{}`", path.display())));
        }
        let before = files.len();
        for entry in hidden::walk(path, false) {
            let entry = entry.map_err(|e| nothing(format!("`{}` cannot be read: {e}", path.display())))?;
            let kind = entry.path().extension().and_then(|e| e.to_str()).map(str::to_lowercase);
            if entry.file_type().is_file() && matches!(kind.as_deref(), Some("pdf" | "txt" | "md")) {
                files.push(entry.into_path());
            }
        }
        if files.len() == before {
            return Err(nothing(format!("`{}` holds no .pdf, .txt or .md file", path.display())));
        }
    }
    // A file may be named and lie in a folder that is named as well.
    let mut seen = BTreeSet::new();
    files.retain(|f| seen.insert(f.clone()));
    Ok(files)
}

/// Imports files into the site in `root`; with `dry`, writes nothing. `done` is called once a file
/// has been read.
pub fn import(root: &Path, documents: &Documents, files: &[PathBuf], dry: bool, done: impl Fn() + Sync) -> Vec<Fate> {
    let councils = Councils::new(documents);
    let reports: Vec<Result<ReadReport<'_>, ImportOutcome>> = files
        .par_iter()
        .map(|path| {
            let report = recognise_file(path, &documents.frameworks, &councils);
            done();
            report
        })
        .collect();
    // One by one and in order: which of two reports of a month gets `-2` must not hang on threads.
    let mut placer = DraftPlacer::new(root, documents, dry);
    files
        .iter()
        .zip(reports)
        .map(|(path, report)| match report {
            Ok(ReadReport { mut recognised, framework, warnings }) => {
                let outcome = placer.place(&mut recognised, framework);
                Fate { path: path.clone(), outcome, recognised: Some(recognised), warnings }
            }
            Err(outcome) => Fate { path: path.clone(), outcome, recognised: None, warnings: Vec::new() },
        })
        .collect()
}

pub(super) fn refused(code: Code, message: impl Into<String>, hint: impl Into<String>) -> ImportOutcome {
    ImportOutcome::Refused(Diagnostic::nowhere(code, message).hint(hint))
}

/// A file that was read: what it says, the framework that it was written under, and what of it could
/// not be read.
struct ReadReport<'f> {
    recognised: Recognised,
    framework: &'f Framework,
    warnings: Vec<Diagnostic>,
}

fn recognise_file<'f>(
    path: &Path,
    frameworks: &'f BTreeMap<String, Framework>,
    councils: &Councils,
) -> Result<ReadReport<'f>, ImportOutcome> {
    // A name that is no UTF-8 serves all the same: it only says where the draft came from.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes =
        fs::read(path).map_err(|e| refused(Code::T0902, format!("it cannot be read: {e}"), "mend its permissions"))?;
    let extracted = extract::extract(&bytes, &name).map_err(ImportOutcome::Refused)?;
    let digest = Sha256::digest(&bytes);
    let sha256: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    let framework = framework(&extracted, frameworks).ok_or_else(|| {
        refused(
            Code::T0911,
            "it does not look like an inspection report or a council's paper about one",
            "no framework's cues stand on its first page; a framework file of the site's own can name others",
        )
    })?;
    let recognised = recognise_among(&extracted, framework, SourceFile { name, sha256 }, councils);
    Ok(ReadReport { recognised, framework, warnings: extracted.warnings })
}
