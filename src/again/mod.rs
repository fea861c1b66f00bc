//! Drafts read again: what this program reads better in drafts that nobody has touched.
//!
//! Start at [`again`]. A draft that is as it was written ([`crate::import::mark`]) is read once more from the file
//! that it was taken from ([`find`], [`read`]). What it says is matched statement by statement with what it said
//! ([`successors`]), so that ids stay; what differs is put into words ([`changes`]), decisions of `review.toml` follow
//! the statements that they are about ([`decided`]), and what would break something else is not offered ([`make`]).
//! Nothing is written unless it is told, and never into what an editor has touched.

mod changes;
mod decided;
mod find;
mod make;
mod read;
mod successors;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::import::councils::Councils;
use crate::import::intake::{AT_ONCE, Told};
use crate::looks_back;
use crate::source::Documents;
use crate::terms::ThemeFinder;

pub use changes::Changes;
use decided::Decided;
use read::{Read, Reader};

/// What is asked beside the files.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What an import is told.
    pub told: Told,
    /// Write what is offered.
    pub write: bool,
    /// Take drafts without a mark as well, where they hold nothing that an import does not write.
    pub unmarked: bool,
    /// Only drafts of these files: the others are not named.
    pub only_found: bool,
}

/// What became of one draft.
#[derive(Debug)]
pub struct Fate {
    /// The report's id as it is called now.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a draft.
#[derive(Debug)]
pub enum Outcome {
    /// It reads as before.
    Same,
    /// It reads otherwise.
    Offered(Box<Offer>),
    /// It is left as it is: why, and what to do.
    LeftAlone(Diagnostic),
}

/// What is offered of one draft.
#[derive(Debug)]
pub struct Offer {
    /// The draft's path in the site, where it is to stand.
    pub path: String,
    /// What differs.
    pub changes: Changes,
    /// Addresses and decisions that have no successor.
    pub lost: Vec<Diagnostic>,
    /// Why it is not written, where something speaks against it.
    pub held_back: Option<Diagnostic>,
    /// Whether it has been written.
    pub written: bool,
    /// What is written where.
    edit: make::Edit,
}

/// Reads drafts again from `files`. `done` is called once a draft has been read. The fates come in order of path; beside
/// them the files that no draft was taken from.
#[must_use]
pub fn again(
    root: &Path,
    documents: &Documents,
    files: &[PathBuf],
    asked: &Asked,
    done: impl Fn() + Sync,
) -> (Vec<Fate>, Vec<PathBuf>) {
    let found = find::find(documents, files, asked);
    let reader = Reader {
        documents,
        councils: &Councils::new(documents),
        look_backs: &looks_back::Reader::new(&documents.frameworks),
        themes: &ThemeFinder::new(&documents.themes),
        told: &asked.told,
    };
    let decided = Decided::of(documents);
    let mut fates = found.left_alone;
    let mut offers: Vec<(String, Offer)> = Vec::new();
    let mut ids = read::TakenIds::of(documents);
    for drafts in found.drafts.chunks(AT_ONCE) {
        let reports: Vec<Result<Read<'_>, Diagnostic>> = drafts
            .par_iter()
            .map(|draft| {
                let report = reader.read(draft);
                done();
                report
            })
            .collect();
        // One by one and in order: ids of reports must not hang on threads.
        for (draft, report) in drafts.iter().zip(reports) {
            let id = draft.report.id();
            match report.and_then(|report| reader.offer(draft, report, &mut ids, &decided)) {
                Ok(Some(offer)) => offers.push((id, offer)),
                Ok(None) => fates.push(Fate { id, outcome: Outcome::Same }),
                Err(why) => fates.push(Fate { id, outcome: Outcome::LeftAlone(why) }),
            }
        }
    }
    fates.extend(make::make(root, documents, offers, asked.write));
    fates.sort_by(|a, b| a.id.cmp(&b.id));
    (fates, found.unused)
}
