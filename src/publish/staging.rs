//! The temporary folder where files wait until all of them are ready.
//!
//! Start at [`Staging`]. It lies on the same file system as the output folder, so that a rename
//! moves things there, and goes away when dropped. This file must never touch a published file.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, File};
use std::io::{self, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use blake3::{Hash, Hasher};
use tempfile::{Builder, TempDir};

use super::address;

/// So many bytes of a file that is copied are in memory at once.
const PIECE: usize = 64 * 1024;

const PREFIX: &str = ".throughline-staging-";

/// A temporary folder with two parts: the new tree, and an attic for what the new tree replaces.
#[derive(Debug)]
pub(crate) struct Staging {
    folder: TempDir,
    tree: PathBuf,
    attic: PathBuf,
    /// Folders made in the tree: asking the disk again for every file would cost too much.
    made: Mutex<BTreeSet<String>>,
}

impl Staging {
    /// Makes the folder in `parent`.
    pub(crate) fn new(parent: &Path) -> io::Result<Self> {
        // The cause comes wrapped with the temporary name, which would mean nothing to a reader.
        let folder = Builder::new().prefix(PREFIX).tempdir_in(parent).map_err(|cause| io::Error::from(cause.kind()))?;
        let (tree, attic) = (folder.path().join("tree"), folder.path().join("attic"));
        // The tree becomes a published folder: it must not have a temporary folder's permissions.
        fs::create_dir(&tree)?;
        fs::create_dir(&attic)?;
        Ok(Self { folder, tree, attic, made: Mutex::default() })
    }

    /// Writes a file of the new tree. `path` has been checked.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = address::parent(path) {
            self.make(folder)?;
        }
        fs::write(self.tree.join(path), bytes)
    }

    /// Copies a file into the new tree, piece by piece, and says how long it is and the fingerprint of what was copied.
    pub(crate) fn copy(&self, path: &str, mut from: impl Read) -> io::Result<(u64, Hash)> {
        if let Some(folder) = address::parent(path) {
            self.make(folder)?;
        }
        let mut to = BufWriter::new(File::create(self.tree.join(path))?);
        let (mut print, mut length, mut piece) = (Hasher::new(), 0, vec![0; PIECE]);
        loop {
            let read = match from.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            print.update(bytes);
            to.write_all(bytes)?;
            length += bytes.len() as u64;
        }
        to.flush()?;
        Ok((length, print.finalize()))
    }

    fn make(&self, folder: &str) -> io::Result<()> {
        // Held until the folder is there, so that no thread writes into one that another is still making.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !folder.is_empty() && !made.contains(folder) {
            fs::create_dir_all(self.tree.join(folder))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Writes a file that stands beside the tree, and says where.
    pub(crate) fn write_beside(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let file = self.folder.path().join(name);
        fs::write(&file, text)?;
        Ok(file)
    }

    /// The new tree, laid out like the output folder.
    pub(crate) fn tree(&self) -> &Path {
        &self.tree
    }

    /// An empty folder for what is replaced.
    pub(crate) fn attic(&self) -> &Path {
        &self.attic
    }
}

/// Removes what crashed runs left in `place`, which must be ours and locked.
pub(crate) fn sweep(place: &Path) -> io::Result<()> {
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        if is_one(&entry)? {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether `entry` is a staging folder, to go by its name.
pub(crate) fn is_one(entry: &DirEntry) -> io::Result<bool> {
    Ok(entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes()) && entry.file_type()?.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    #[test]
    fn files_are_written_with_their_folders() {
        let parent = tempdir().unwrap();
        let staging = Staging::new(parent.path()).unwrap();
        for path in ["a/b/c", "a/b/d", "a/e", "f"] {
            staging.write(path, path.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(staging.tree().join(path)).unwrap(), path);
        }
    }

    #[test]
    fn dropping_it_leaves_nothing() {
        let parent = tempdir().unwrap();
        let staging = Staging::new(parent.path()).unwrap();
        staging.write("a/b", b"1").unwrap();
        drop(staging);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_staging_folders_are_swept() {
        let place = tempdir().unwrap();
        let stale = place.path().join(".throughline-staging-x");
        fs::create_dir_all(stale.join("tree/a")).unwrap();
        fs::create_dir(place.path().join("other")).unwrap();
        fs::write(place.path().join(".throughline-staging-file"), "").unwrap();
        sweep(place.path()).unwrap();
        assert!(!stale.exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_with_such_a_name_is_neither_swept_nor_followed() {
        let (place, other) = (tempdir().unwrap(), tempdir().unwrap());
        fs::write(other.path().join("precious"), "").unwrap();
        std::os::unix::fs::symlink(other.path(), place.path().join(".throughline-staging-x")).unwrap();
        sweep(place.path()).unwrap();
        assert!(place.path().join(".throughline-staging-x/precious").exists());
    }

    #[test]
    fn a_failure_does_not_name_the_temporary_folder() {
        let error = Staging::new(Path::new("/no-such-folder")).unwrap_err().to_string();
        assert!(!error.contains("staging"), "{error}");
    }
}
