//! Changes to a folder that can be taken back.
//!
//! Start at [`Journal`]. What is replaced or removed goes to an attic on the same file system, and
//! [`undo`](Journal::undo) brings it back. This file must never delete what stood there, and never
//! write over something that it has not put in the attic.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The changes made so far.
#[derive(Debug)]
pub(crate) struct Journal<'a> {
    attic: &'a Path,
    stored: usize,
    back: Vec<Back>,
}

/// One step back.
#[derive(Debug)]
enum Back {
    Rename { from: PathBuf, to: PathBuf },
    MakeFolder(PathBuf),
    RemoveFolder(PathBuf),
}

impl<'a> Journal<'a> {
    /// `attic` is an empty folder that nobody else uses.
    pub(crate) fn new(attic: &'a Path) -> Self {
        Self { attic, stored: 0, back: Vec::new() }
    }

    /// Moves a file or a whole folder to a place where nothing stands. Fails if something does.
    pub(crate) fn place(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        // A rename would silently replace a file that stands there.
        if fs::symlink_metadata(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(from, to)?;
        self.back.push(Back::Rename { from: to.to_owned(), to: from.to_owned() });
        Ok(())
    }

    /// Moves a file over another. Readers see the one or the other, never none.
    pub(crate) fn replace(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        require_file(to)?;
        let stored = self.room();
        // A second link keeps the old file in place till the very rename; not every disk has links.
        if fs::hard_link(to, &stored).is_err() {
            fs::rename(to, &stored)?;
        }
        // Noted before the last step, which may fail when the old file has left its place already.
        self.back.push(Back::Rename { from: stored, to: to.to_owned() });
        fs::rename(from, to)
    }

    /// Takes a file away.
    pub(crate) fn remove(&mut self, file: &Path) -> io::Result<()> {
        require_file(file)?;
        let stored = self.room();
        fs::rename(file, &stored)?;
        self.back.push(Back::Rename { from: stored, to: file.to_owned() });
        Ok(())
    }

    /// Makes a folder where nothing stands.
    pub(crate) fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)?;
        self.back.push(Back::RemoveFolder(folder.to_owned()));
        Ok(())
    }

    /// Removes a folder if it is empty.
    pub(crate) fn remove_empty(&mut self, folder: &Path) -> io::Result<()> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound};
        match fs::remove_dir(folder) {
            Ok(()) => self.back.push(Back::MakeFolder(folder.to_owned())),
            // Some systems say of a folder with something in it that it exists.
            Err(cause) if matches!(cause.kind(), AlreadyExists | DirectoryNotEmpty | NotFound) => {}
            Err(cause) => return Err(cause),
        }
        Ok(())
    }

    /// Takes all changes back, last first, and says whether that worked. One that cannot be taken
    /// back does not stop the others.
    pub(crate) fn undo(self) -> bool {
        // Last first, since a later step may rest on an earlier one: a file lies in a folder made for it.
        let steps = self.back.into_iter().rev();
        let failures = steps.map(Back::take).filter(io::Result::is_err).count();
        failures == 0
    }

    fn room(&mut self) -> PathBuf {
        // By number, since files of different folders may have one name.
        self.stored += 1;
        self.attic.join(self.stored.to_string())
    }
}

impl Back {
    fn take(self) -> io::Result<()> {
        match self {
            Self::Rename { from, to } => fs::rename(from, to),
            Self::MakeFolder(folder) => fs::create_dir(folder),
            Self::RemoveFolder(folder) => fs::remove_dir(folder),
        }
    }
}

/// What somebody put in the place of a file of ours must not end in the attic.
fn require_file(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_file() { Ok(()) } else { Err(io::ErrorKind::AlreadyExists.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    /// A folder with `old`, `folder/file` and an empty folder; beside it `new` and an attic.
    fn ground() -> (TempDir, PathBuf, PathBuf) {
        let top = tempdir().unwrap();
        let (folder, attic) = (top.path().join("ground"), top.path().join("attic"));
        for made in [&attic, &folder.join("folder"), &folder.join("empty")] {
            fs::create_dir_all(made).unwrap();
        }
        for name in ["../new", "old", "folder/file"] {
            fs::write(folder.join(name), name).unwrap();
        }
        (top, folder, attic)
    }

    /// Every path below `folder`, with the text of files.
    fn list(folder: &Path) -> Vec<String> {
        let mut lines = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            lines.push(format!("{}: {:?}", path.display(), fs::read_to_string(&path).ok()));
            if path.is_dir() {
                lines.extend(list(&path));
            }
        }
        lines.sort();
        lines
    }

    #[test]
    fn all_changes_are_taken_back() {
        let (_top, folder, attic) = ground();
        let before = list(&folder);
        let mut journal = Journal::new(&attic);
        journal.replace(&folder.join("../new"), &folder.join("old")).unwrap();
        journal.remove(&folder.join("folder/file")).unwrap();
        journal.remove_empty(&folder.join("folder")).unwrap();
        journal.place(&folder.join("empty"), &folder.join("folder")).unwrap();
        journal.make_folder(&folder.join("made")).unwrap();
        journal.place(&folder.join("old"), &folder.join("made/old")).unwrap();
        assert_eq!(fs::read_to_string(folder.join("made/old")).unwrap(), "../new");
        assert!(journal.undo());
        assert_eq!(list(&folder), before);
    }

    #[test]
    fn a_replacement_that_fails_half_way_is_taken_back() {
        let (_top, folder, attic) = ground();
        let before = list(&folder);
        let mut journal = Journal::new(&attic);
        assert!(journal.replace(&folder.join("missing"), &folder.join("old")).is_err());
        assert!(journal.undo());
        assert_eq!(list(&folder), before);
    }

    #[test]
    fn nothing_is_placed_over_something() {
        let (_top, folder, attic) = ground();
        let before = list(&folder);
        let mut journal = Journal::new(&attic);
        for target in ["old", "empty", "folder"] {
            let error = journal.place(&folder.join("../new"), &folder.join(target)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists, "{target}");
        }
        for target in ["empty", "folder"] {
            assert!(journal.replace(&folder.join("../new"), &folder.join(target)).is_err(), "{target}");
            assert!(journal.remove(&folder.join(target)).is_err(), "{target}");
        }
        assert_eq!(list(&folder), before);
    }

    #[test]
    fn a_folder_with_something_in_it_stays() {
        let (_top, folder, attic) = ground();
        let mut journal = Journal::new(&attic);
        journal.remove_empty(&folder.join("folder")).unwrap();
        journal.remove_empty(&folder.join("missing")).unwrap();
        assert!(folder.join("folder/file").exists());
    }

    #[test]
    fn a_step_that_cannot_be_taken_back_is_told_and_the_others_are() {
        let (_top, folder, attic) = ground();
        let mut journal = Journal::new(&attic);
        journal.remove(&folder.join("old")).unwrap();
        journal.make_folder(&folder.join("made")).unwrap();
        fs::write(folder.join("made/theirs"), "").unwrap();
        assert!(!journal.undo());
        assert!(folder.join("old").exists());
        assert!(folder.join("made/theirs").exists());
    }
}
