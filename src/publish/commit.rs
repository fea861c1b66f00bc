//! The one moment when the output folder changes.
//!
//! Start at [`Commit::run`]. Every change goes through the journal; one that fails takes back all
//! that went before. This file must never change anything otherwise, and never decide what is ours.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::address;
use super::error::PublishError;
use super::journal::Journal;
use super::manifest::{self, Manifest};
use super::staging::Staging;

/// How a staged file or folder comes into the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Nothing stands there.
    New,
    /// It replaces a file of ours.
    Over,
}

/// Everything that is to change. Paths are relative to the output folder, and lists are sorted.
#[derive(Debug)]
pub(crate) struct Commit<'a> {
    /// Where the output folder truly is, and what messages call it.
    pub(crate) root: &'a Path,
    pub(crate) shown: &'a Path,
    /// Whether it was missing when the run began.
    pub(crate) fresh: bool,
    pub(crate) staging: &'a Staging,
    pub(crate) old: &'a Manifest,
    pub(crate) new: &'a Manifest,
    pub(crate) moves: &'a BTreeMap<String, Move>,
    pub(crate) removals: &'a [String],
}

impl Commit<'_> {
    /// Makes the changes. If it fails, the folder is as it was.
    pub(crate) fn run(&self) -> Result<(), PublishError> {
        let mut journal = Journal::new(self.staging.attic());
        let result = if self.fresh { self.appear(&mut journal) } else { self.exchange(&mut journal) };
        result.map_err(|error| if journal.undo() { error } else { error.half_undone() })
    }

    /// A folder that did not exist appears whole, by one rename.
    fn appear(&self, journal: &mut Journal<'_>) -> Result<(), PublishError> {
        self.staging
            // Into the tree, so that the folder and the list of what is ours in it appear in one moment.
            .write(manifest::NAME, self.new.to_text().as_bytes())
            .map_err(self.fail("write", manifest::NAME))?;
        let mut above: Vec<_> = self.root.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        above.reverse();
        above
            .into_iter()
            .try_for_each(|folder| journal.make_folder(folder))
            .and_then(|()| journal.place(self.staging.tree(), self.root))
            .map_err(self.fail("create", ""))
    }

    /// Removals come before arrivals: on a disk that ignores case, an old spelling may stand in
    /// the place of a new one.
    fn exchange(&self, journal: &mut Journal<'_>) -> Result<(), PublishError> {
        let same_files = self.moves.is_empty() && self.removals.is_empty();
        // Not even the manifest is written again: tools that upload by time would send it for nothing.
        if same_files && self.old == self.new {
            return Ok(());
        }
        // From here on a crash may leave old and new files side by side; the next run must know both as ours.
        if !same_files {
            self.list(journal, "either", &self.old.either(self.new))?;
        }
        for path in self.removals {
            journal.remove(&self.root.join(path)).map_err(self.fail("remove", path))?;
        }
        for (path, how) in self.moves {
            self.bring(journal, path, *how).map_err(self.fail("write", path))?;
        }
        // The deepest first: a folder is empty only when those in it are gone.
        for folder in self.emptied().into_iter().rev() {
            journal.remove_empty(&self.root.join(folder)).map_err(self.fail("remove", folder))?;
        }
        // Last: until everything is in its place, the longer list must stand.
        self.list(journal, "new", self.new)
    }

    fn bring(&self, journal: &mut Journal<'_>, path: &str, how: Move) -> io::Result<()> {
        let (from, to) = (self.staging.tree().join(path), self.root.join(path));
        match how {
            Move::New => journal.place(&from, &to),
            Move::Over => journal.replace(&from, &to),
        }
    }

    /// Folders that held a removed file, at any depth; in order, so those above come first.
    fn emptied(&self) -> BTreeSet<&str> {
        self.removals.iter().flat_map(|path| address::folders_above(path)).collect()
    }

    /// Puts a manifest in place.
    fn list(&self, journal: &mut Journal<'_>, name: &str, listed: &Manifest) -> Result<(), PublishError> {
        let to = self.root.join(manifest::NAME);
        self.staging
            .write_beside(name, &listed.to_text())
            .and_then(|from| if to.is_file() { journal.replace(&from, &to) } else { journal.place(&from, &to) })
            .map_err(self.fail("write", manifest::NAME))
    }

    fn fail(&self, doing: &'static str, path: &str) -> impl FnOnce(io::Error) -> PublishError {
        let path = if path.is_empty() { self.shown.to_owned() } else { self.shown.join(path) };
        move |cause| PublishError::io(doing, &path, cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::tempdir;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let mut manifest = Manifest::default();
        files.iter().for_each(|(path, text)| manifest.add(path, blake3::hash(text.as_bytes())));
        manifest
    }

    /// Stops half-way, with and without taking things back: the latter is what a crash leaves.
    #[test]
    fn while_files_are_exchanged_the_manifest_lists_old_and_new() {
        let folder = tempdir().unwrap();
        let root = folder.path();
        let (old, new) = (manifest(&[("a", "1"), ("z", "1")]), manifest(&[("a", "2"), ("b", "2")]));
        fs::write(root.join("a"), "1").unwrap();
        fs::write(root.join("z"), "1").unwrap();
        fs::write(root.join(manifest::NAME), old.to_text()).unwrap();
        let listed = || fs::read_to_string(root.join(manifest::NAME)).unwrap();
        let staging = Staging::new(root).unwrap();
        staging.write("a", b"2").unwrap();
        // `b` was never staged, so it cannot be moved.
        let moves = BTreeMap::from([("a".to_owned(), Move::Over), ("b".to_owned(), Move::New)]);
        let removals = ["z".to_owned()];
        let (shown, fresh) = (Path::new("public"), false);
        let (old, new, moves) = (&old, &new, &moves);
        let commit = Commit { root, shown, fresh, staging: &staging, old, new, moves, removals: &removals };

        let mut journal = Journal::new(staging.attic());
        let error = commit.exchange(&mut journal).unwrap_err().to_string();
        assert!(error.starts_with("cannot write `public/b`: "), "{error}");
        assert_eq!(listed(), old.either(new).to_text());
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "2");
        assert!(!root.join("z").exists());

        assert!(journal.undo());
        assert_eq!(listed(), old.to_text());
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "1");
        assert!(root.join("z").exists());
    }
}
