//! Bytes into the output folder: only what changed, all or nothing.
//!
//! Start at [`Output`]: `open` decides whether the folder is ours, `put` stages a file if it
//! differs from what stands there, `finish` makes every change at once. Who knows what a file would be
//! made of asks `again` before making it. The rooms:
//!
//! - `guard`: which folders may never be the output folder
//! - `ownership`: whether the folder is ours, and whether another run is at work in it
//! - `manifest`: the list of what we published, kept in the folder
//! - `made`: what the files were made of, kept there too
//! - `address`: which paths a file may have
//! - `standing`: what stands where a file wants to go
//! - `staging`: where files wait
//! - `journal`, `commit`: the change itself, and how it is taken back
//! - `error`: every message
//!
//! This module must never write over, move or delete anything that throughline did not write, and
//! never follow a link out of the output folder. It does not know what the bytes mean.
//!
//! Nothing is forced onto the disk: the folder can be built again, so a power cut costs a build.

mod address;
mod commit;
mod error;
mod guard;
mod journal;
mod made;
mod manifest;
mod ownership;
mod staging;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use address::Claims;
use blake3::Hash;
use commit::{Commit, Move};
pub use error::PublishError;
pub use guard::Guard;
use made::Made;
use manifest::Manifest;
use ownership::Lock;
use staging::Staging;
use standing::{InPlace, Left, Standing};

/// An output folder that is being published to. Many threads may [`put`](Output::put) at once.
///
/// Dropped without [`finish`](Output::finish), it leaves the folder as it was.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    shown: PathBuf,
    fresh: bool,
    standing: Standing,
    /// What earlier runs made of which inputs.
    before: Made,
    /// The same of this run.
    now: Mutex<Made>,
    staging: Staging,
    claims: Claims,
    moves: Mutex<BTreeMap<String, Move>>,
    written: AtomicUsize,
    failed: AtomicBool,
    // Last, so that the staging folder is gone before others may enter.
    _lock: Lock,
}

/// What publishing changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were there already, byte for byte; they were not touched.
    pub unchanged: usize,
    /// Files of an earlier run that this one no longer has.
    pub removed: usize,
    /// Files that would have been removed, had nobody changed them since; in order. From now on
    /// they count as somebody else's.
    pub kept: Vec<String>,
}

impl Output {
    /// Prepares to publish to `out`, which need not exist.
    ///
    /// Fails, before anything is touched, if `out` is the root of the file system, the home folder,
    /// a guarded folder or one above or inside it, or not a folder; if it is neither empty nor
    /// written by an earlier run; if another run is writing to it; or if it cannot be written to.
    pub fn open(out: &Path, guards: &[Guard<'_>]) -> Result<Self, PublishError> {
        let root = guard::resolve(out)?;
        guard::refuse(out, &root, env::home_dir().as_deref(), guards)?;
        // Before the manifest is read, so that no other run changes it after that.
        let lock = Lock::take(&root, out)?;
        let manifest = ownership::survey(&root, out)?;
        let fresh = manifest.is_none();
        // Only under the lock, and only in a folder of ours: a run at work has its files there.
        if !fresh {
            staging::sweep(&root).map_err(|cause| PublishError::io("clear", out, cause))?;
        }
        // A rename moves only within one file system, so files wait as near to the folder as they can.
        let near = root.ancestors().find(|folder| folder.exists()).unwrap_or(&root);
        let staging = Staging::new(near).map_err(|cause| PublishError::io("write to", out, cause))?;
        Ok(Self {
            standing: Standing::new(&root, out, fresh, manifest.unwrap_or_default()),
            // Whatever hinders reading it, the run goes on without.
            before: fs::read_to_string(root.join(made::NAME)).map(|text| Made::parse(&text)).unwrap_or_default(),
            now: Mutex::default(),
            shown: out.to_owned(),
            root,
            fresh,
            staging,
            claims: Claims::default(),
            moves: Mutex::default(),
            written: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            _lock: lock,
        })
    }

    /// Has `bytes` published as `path`, which is relative and has forward slashes, at the finish.
    ///
    /// Fails, and changes nothing, if `path` could lead out of the folder, was put before (in
    /// whatever case), or is both a file and a folder; if something that throughline did not write
    /// is in the way; or if the disk refuses. After a failure the run cannot finish.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.stage(path, bytes).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    /// The same, and notes that the bytes were made of `inputs`: the next run that would make them
    /// of the same asks [`again`](Self::again).
    pub fn put_made(&self, path: &str, inputs: Hash, bytes: &[u8]) -> Result<(), PublishError> {
        self.put(path, bytes)?;
        self.made().add(path, inputs, blake3::hash(bytes));
        Ok(())
    }

    /// Has the file at `path` published again as it stands, if what is made of `inputs` stands there;
    /// says whether it does. If not, the file has to be put.
    pub fn again(&self, path: &str, inputs: Hash) -> Result<bool, PublishError> {
        self.again_together(&[path], inputs)
    }

    /// The same of several files that are made together of `inputs`: all of them, or none.
    pub fn again_together(&self, paths: &[&str], inputs: Hash) -> Result<bool, PublishError> {
        let stands = self.stands_together(paths, inputs);
        stands.inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    fn stands_together(&self, paths: &[&str], inputs: Hash) -> Result<bool, PublishError> {
        let mut prints = Vec::new();
        for path in paths {
            match self.before.bytes_of(path, inputs) {
                Some(print) if self.standing.holds(path, print)? => prints.push((*path, print)),
                _ => return Ok(false),
            }
        }
        for (path, print) in prints {
            self.claims.add(path, print)?;
            self.made().add(path, inputs, print);
        }
        Ok(true)
    }

    /// Has everything published again as it stands, if that is the whole site that is made of
    /// `inputs`; says whether it is. If not, nothing has been put yet.
    pub fn all_again(&self, inputs: Hash) -> Result<bool, PublishError> {
        let listed = self.standing.manifest();
        if self.before.whole != Some((inputs, listed.print())) {
            self.made().whole = Some((inputs, inputs));
            return Ok(false);
        }
        let paths: Vec<(&str, Hash)> = listed.iter().collect();
        let holds = paths.par_iter().map(|(path, print)| self.standing.holds(path, *print));
        // One that somebody changed or took away: then what stands there is looked at file by file.
        if !holds.try_reduce(|| true, |a, b| Ok(a && b))? {
            self.made().whole = Some((inputs, inputs));
            return Ok(false);
        }
        for (path, print) in paths {
            self.claims.add(path, print)?;
        }
        *self.made() = self.before.clone();
        Ok(true)
    }

    /// Has a file published that is made of `from`, which last had bytes with this fingerprint. It may be large, so it is never in
    /// memory as a whole, and not copied where it stands there already.
    ///
    /// Fails as [`put`](Self::put) does.
    pub fn copy(&self, path: &str, from: impl Read, print: Hash) -> Result<(), PublishError> {
        self.stage_copy(path, from, print).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    fn stage_copy(&self, path: &str, from: impl Read, print: Hash) -> Result<(), PublishError> {
        address::check(path)?;
        if self.standing.holds(path, print)? {
            return self.claims.add(path, print);
        }
        let copied = self.staging.copy(path, from);
        let (length, print) = copied.map_err(|cause| PublishError::io("write", &self.shown.join(path), cause))?;
        // What was copied, which may be newer than what was asked for.
        self.claims.add(path, print)?;
        let in_place = self.standing.at_print(path, length, print)?;
        self.note_move(path, in_place);
        Ok(())
    }

    /// Notes what has to be moved for a file to come to its place.
    fn note_move(&self, path: &str, in_place: InPlace) {
        let (top, how) = match in_place {
            InPlace::Same => return,
            InPlace::Older => (path.to_owned(), Move::Over),
            InPlace::Nothing { top } => (top, Move::New),
        };
        self.moves.lock().unwrap_or_else(PoisonError::into_inner).insert(top, how);
        self.written.fetch_add(1, Ordering::Relaxed);
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        address::check(path)?;
        // Claimed before it is compared, so that a file put twice is found out even where nothing changes.
        self.claims.add(path, blake3::hash(bytes))?;
        let in_place = self.standing.at(path, bytes)?;
        if in_place == InPlace::Same {
            return Ok(());
        }
        let written = self.staging.write(path, bytes);
        written.map_err(|cause| PublishError::io("write", &self.shown.join(path), cause))?;
        self.note_move(path, in_place);
        Ok(())
    }

    /// Whether a file of an earlier run whose path begins so is to be written over.
    #[must_use]
    pub fn is_changing(&self, beginning: &str) -> bool {
        let moves = self.moves.lock().unwrap_or_else(PoisonError::into_inner);
        moves.iter().any(|(path, how)| path.starts_with(beginning) && matches!(how, Move::Over))
    }

    /// Makes every change at once, and removes what earlier runs published and this one did not.
    ///
    /// Fails if a `put` failed, or if the disk refuses; the folder is then as it was.
    pub fn finish(self) -> Result<Summary, PublishError> {
        // Where a page is missing, the earlier one would be removed as if it were gone from the content.
        if self.failed.load(Ordering::Relaxed) {
            return Err(PublishError::incomplete(&self.shown));
        }
        let new = self.claims.manifest();
        let (removals, kept) = self.leftovers(&new)?;
        self.commit(&new, &removals)?;
        self.note(&new);
        let written = self.written.load(Ordering::Relaxed);
        Ok(Summary { written, unchanged: new.len() - written, removed: removals.len(), kept })
    }

    /// Keeps what this run made of which inputs.
    fn note(&self, new: &Manifest) {
        let mut made = self.made().clone();
        made.whole = made.whole.map(|(inputs, _)| (inputs, new.print()));
        if made == self.before {
            return;
        }
        // Without it the next run takes longer, and no more: the site is whole already.
        let beside = self.staging.write_beside("made", &made.to_text());
        let _ = beside.and_then(|from| fs::rename(from, self.root.join(made::NAME)));
    }

    /// Files of the last run that are not in `new`: those to remove, and those somebody changed.
    fn leftovers(&self, new: &Manifest) -> Result<(Vec<String>, Vec<String>), PublishError> {
        // Found before anything changes, so that a folder that cannot be read stops the run while all is as it was.
        let (mut removals, mut kept) = (Vec::new(), Vec::new());
        for path in self.standing.manifest().paths().filter(|path| !new.has(path)) {
            match self.standing.left(path)? {
                Left::Ours => removals.push(path.to_owned()),
                Left::Changed => kept.push(path.to_owned()),
                Left::Gone => {}
            }
        }
        Ok((removals, kept))
    }

    fn commit(&self, new: &Manifest, removals: &[String]) -> Result<(), PublishError> {
        let moves = self.moves.lock().unwrap_or_else(PoisonError::into_inner);
        let commit = Commit {
            root: &self.root,
            shown: &self.shown,
            fresh: self.fresh,
            staging: &self.staging,
            old: self.standing.manifest(),
            new,
            moves: &moves,
            removals,
        };
        commit.run()
    }
}
