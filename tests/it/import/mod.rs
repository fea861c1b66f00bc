//! Reports into drafts: annotated and other real reports, where they stand
//! beside the repository, small invented ones in the shapes of real ones, and
//! the command with everything that can be in its way.

mod again;
mod annotated;
mod command;
mod corpus;
mod councils;
mod dates;
mod items;
mod shapes;
mod told;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use tempfile::TempDir;
use throughline::import::councils::Councils;
use throughline::import::intake::{Fate, ImportOutcome, find_files, import};
use throughline::source::{Documents, Files};

use crate::site::{shared, shipped};

/// The councils of the program's register.
static COUNCILS: LazyLock<Councils> = LazyLock::new(Councils::shipped);

/// All real reports, imported once: the founding documents into one site, the PDFs into another,
/// since a few reports are among both; the second set of PDFs into a third.
pub(crate) struct Real {
    pub(crate) founding: Imported,
    pub(crate) pdfs: Imported,
    second: Imported,
}

pub(crate) struct Imported {
    pub(crate) site: TempDir,
    fates: Vec<Fate>,
}

impl Imported {
    fn new(files: &[PathBuf]) -> Self {
        let site = tempfile::tempdir().unwrap();
        let surroundings = surroundings();
        let texts = surroundings.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let (documents, problems) = Documents::read(Files::from_texts(texts));
        assert!(problems.is_empty(), "{problems:?}");
        let fates = import(site.path(), &documents, files, false, || {});
        Self { site, fates }
    }

    fn draft(&self, fate: &Fate) -> String {
        fs::read_to_string(self.site.path().join(draft_of(fate))).unwrap()
    }
}

fn draft_of(fate: &Fate) -> &str {
    match &fate.outcome {
        ImportOutcome::Imported { draft, .. } => draft,
        other => panic!("{}: {other:?}", fate.path.display()),
    }
}

/// The files of an import that became drafts, each with the id of its report.
pub(crate) fn imported(site: &Imported) -> impl Iterator<Item = (String, String)> {
    site.fates.iter().filter_map(|fate| {
        let ImportOutcome::Imported { draft, .. } = &fate.outcome else { return None };
        let id = draft.trim_start_matches("content/inspections/").trim_start_matches("content/updates/");
        Some((fate.path.to_str()?.to_owned(), id.trim_end_matches(".md").to_owned()))
    })
}

/// The settings of the shipped site.
fn surroundings() -> BTreeMap<String, String> {
    let texts = shipped().into_iter().filter(|(name, _)| name == "site.toml");
    texts.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

#[track_caller]
pub(crate) fn real() -> Option<&'static Real> {
    static REAL: OnceLock<Real> = OnceLock::new();
    let documents = shared()?.join("documents");
    Some(REAL.get_or_init(|| {
        let pdfs = find_files(&[documents.join("pdf")]).unwrap();
        let all = find_files(&[documents]).unwrap();
        let founding: Vec<PathBuf> = all.into_iter().filter(|f| !pdfs.contains(f)).collect();
        let second = find_files(&[shared().unwrap().join("documents-2")]).unwrap();
        // What is no report lies beside them.
        let second: Vec<PathBuf> = second.into_iter().filter(|f| f.extension().is_some_and(|e| e == "pdf")).collect();
        Real { founding: Imported::new(&founding), pdfs: Imported::new(&pdfs), second: Imported::new(&second) }
    }))
}

/// The file's name.
fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}
