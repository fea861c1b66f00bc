//! Files in, drafts out: what becomes of each file.
//!
//! Start at [`import`]. Files are read and recognised in parallel; whether a
//! report is new, whose it is and what it is called is then decided one by one
//! (`placing.rs`), in order of path, so that the same files give the same drafts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::councils::Councils;
use super::extract;
use super::hints::date_hints;
use super::mark::hexadecimal;
use super::placing::DraftPlacer;
use super::recognise::{AuthorityName, Field, Recognised, SourceFile, framework, may_be_paper, recognise};
use super::reissued::Difference;
use super::unread::find_all;
use crate::diagnostics::{Code, Diagnostic};
use crate::looks_back::Reader;
use crate::source::schema::{Keys, ReportKey};
use crate::source::{Documents, Framework};

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
    /// It is here already, in other words.
    Reissued {
        /// As which report.
        id: String,
        /// The paragraphs that differ.
        differences: Vec<Difference>,
    },
    /// It cannot be imported: why, and what to do.
    Refused(Diagnostic),
}

/// The files to import: those named, and those below folders whose kind is read.
///
/// # Errors
///
/// When a path does not exist or cannot be read, or a folder holds no report.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    find_all(paths).map(|found| found.files)
}

/// What an import is told beside the files.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Write nothing.
    pub dry: bool,
    /// The council that the reports are about, by its id.
    pub authority: Option<String>,
    /// The framework that they were written under, by its id.
    pub framework: Option<String>,
    /// The day of publication, of reports that do not state one.
    pub published: Option<Date>,
}

/// So many files are read at once, and their drafts written before the next are read: what is written stays,
/// whatever happens to a later file, and the memory that reports need does not grow with their number.
pub(crate) const AT_ONCE: usize = 32;

/// Imports files into the site in `root`; with `dry`, writes nothing. `done` is called once a file
/// has been read.
pub fn import(root: &Path, documents: &Documents, files: &[PathBuf], dry: bool, done: impl Fn() + Sync) -> Vec<Fate> {
    let mut fates = Vec::new();
    import_each(root, documents, files, &Told { dry, ..Told::default() }, done, |fate| fates.push(fate));
    fates
}

/// Imports files into the site in `root` as it is told. `done` is called once a file has been read, `each` with
/// what became of it, in the order of the files.
pub fn import_each(
    root: &Path,
    documents: &Documents,
    files: &[PathBuf],
    told: &Told,
    done: impl Fn() + Sync,
    mut each: impl FnMut(Fate),
) {
    let councils = Councils::new(documents);
    // The site's own frameworks too: a sentence may name one of them.
    let reader = Reader::new(&documents.frameworks);
    let mut placer = DraftPlacer::new(root, documents, told.dry);
    for files in files.chunks(AT_ONCE) {
        let reports: Vec<Result<ReadReport<'_>, ImportOutcome>> = files
            .par_iter()
            .map(|path| {
                let report = recognise_file(path, &documents.frameworks, (&councils, &reader), told);
                done();
                report
            })
            .collect();
        // One by one and in order: which of two reports of a month gets `-2` must not hang on threads.
        for (path, report) in files.iter().zip(reports) {
            each(match report {
                Ok(ReadReport { mut recognised, framework, warnings }) => {
                    let outcome = placer.place(&mut recognised, framework);
                    Fate { path: path.clone(), outcome, recognised: Some(recognised), warnings }
                }
                Err(outcome) => Fate { path: path.clone(), outcome, recognised: None, warnings: Vec::new() },
            });
        }
    }
}

pub(super) fn refused(code: Code, message: impl Into<String>, hint: impl Into<String>) -> ImportOutcome {
    ImportOutcome::Refused(Diagnostic::nowhere(code, message).hint(hint))
}

/// A file that was read: what it says, the framework that it was written under, and what of it could
/// not be read.
pub(crate) struct ReadReport<'f> {
    pub(crate) recognised: Recognised,
    pub(crate) framework: &'f Framework,
    warnings: Vec<Diagnostic>,
}

/// Reads one file as it is told; what refuses it is returned as the error.
pub(crate) fn recognise_file<'f>(
    path: &Path,
    frameworks: &'f BTreeMap<String, Framework>,
    (councils, reader): (&Councils, &Reader),
    told: &Told,
) -> Result<ReadReport<'f>, ImportOutcome> {
    // A name that is no UTF-8 serves all the same: it only says where the draft came from.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unread = |e: std::io::Error| refused(Code::T0902, format!("it cannot be read: {e}"), "mend its permissions");
    // Its size is looked at first: a file may be larger than the memory.
    extract::check_size(fs::metadata(path).map_err(unread)?.len()).map_err(ImportOutcome::Refused)?;
    let bytes = fs::read(path).map_err(unread)?;
    let extracted = extract::extract(&bytes, &name).map_err(ImportOutcome::Refused)?;
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    let named = told.framework.as_ref().and_then(|id| frameworks.get(id));
    let by_its_words = framework(&extracted, frameworks);
    if named.is_none() && may_be_paper(&extracted, by_its_words) {
        return Err(refused(
            Code::T0927,
            "it may be a council's own paper: it has the table of an action plan, and no title that says so",
            "say so with `--framework update`, or name the framework of an inspection's report with `--framework ID`",
        ));
    }
    let framework = named.or(by_its_words).ok_or_else(|| {
        refused(
            Code::T0911,
            "it does not look like an inspection report or a council's paper about one",
            "no framework's cues stand on its first page: name its framework with `--framework ID`, or its cues in a framework file of the site's own",
        )
    })?;
    let mut recognised = recognise(&extracted, framework, SourceFile { name: name.clone(), sha256 }, councils, reader);
    if named.is_some() {
        recognised.by_hand.push(ReportKey::Framework.name());
    }
    if let Some(council) = told.authority.as_ref().and_then(|id| councils.by_id(id)) {
        recognised.authority = AuthorityName::known(council);
        recognised.say_by_hand(Field::Authority);
    }
    // What the report states is not written over: a date is given for those that state none.
    if let (None, Some(day)) = (recognised.published, told.published) {
        recognised.published = Some(day);
        recognised.say_by_hand(Field::Published);
    }
    if recognised.published.is_none() {
        recognised.date_hints = date_hints(&name, &bytes);
    }
    Ok(ReadReport { recognised, framework, warnings: extracted.warnings })
}
