//! What stands in the output folder where a file wants to go.
//!
//! Start at [`Standing::at`]. Nothing that we did not write is ever written over, and no symbolic
//! link is followed out of the folder. This file must never change anything on disk.

use std::collections::BTreeMap;
use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use blake3::{Hash, Hasher};

use super::address;
use super::error::{Foreign, PublishError};
use super::manifest::Manifest;

/// What stands at a path that a file is to have.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InPlace {
    /// The very bytes.
    Same,
    /// A file of ours with other bytes.
    Older,
    /// Nothing. `top` is the uppermost part of the path that does not exist: the file itself or a
    /// folder above it; empty when the output folder itself does not exist.
    Nothing { top: String },
}

/// What became of a file that the last run published.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// It is there as we wrote it.
    Ours,
    /// Somebody changed it, or put something else in its place.
    Changed,
    /// It is no longer there.
    Gone,
}

/// The output folder as the last run left it, and what others did there since.
#[derive(Debug)]
pub(crate) struct Standing {
    root: PathBuf,
    shown: PathBuf,
    manifest: Manifest,
    /// Folders looked at already: standing, or the uppermost folder that does not.
    folders: Mutex<BTreeMap<String, Option<String>>>,
}

impl Standing {
    /// `root` is where the folder truly is, `shown` what messages call it; `fresh` says that there
    /// is none yet.
    pub(crate) fn new(root: &Path, shown: &Path, fresh: bool, manifest: Manifest) -> Self {
        let top = fresh.then(String::new);
        let folders = Mutex::new(BTreeMap::from([(String::new(), top)]));
        Self { root: root.to_owned(), shown: shown.to_owned(), manifest, folders }
    }

    /// Files that the last run published.
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Compares `bytes` with what stands at `path`. Fails if that is not ours, or if a part of the
    /// path is not a folder.
    pub(crate) fn at(&self, path: &str, bytes: &[u8]) -> Result<InPlace, PublishError> {
        self.look_at(path, bytes.len() as u64, || Ok(self.bytes_at(path)? == bytes))
    }

    /// The same of a file of this length whose bytes have this fingerprint.
    pub(crate) fn at_print(&self, path: &str, len: u64, print: Hash) -> Result<InPlace, PublishError> {
        self.look_at(path, len, || Ok(self.print_at(path)? == print))
    }

    fn look_at(
        &self,
        path: &str,
        len: u64,
        is_same: impl FnOnce() -> Result<bool, PublishError>,
    ) -> Result<InPlace, PublishError> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = address::parent(path).unwrap_or_default();
        if let Some(top) = self.missing(folder, &mut folders)? {
            return Ok(InPlace::Nothing { top });
        }
        // Given back before a file is read, or every thread would wait for the disk of one.
        drop(folders);
        match self.stat(path)? {
            None => Ok(InPlace::Nothing { top: path.to_owned() }),
            Some(meta) if meta.is_file() => self.compare(path, meta.len() == len, is_same),
            Some(meta) => Err(self.foreign(path, kind(meta.file_type()))),
        }
    }

    /// Whether `path` is a file of ours with bytes of this fingerprint. What else may stand there is left to
    /// [`at`](Self::at).
    pub(crate) fn holds(&self, path: &str, print: Hash) -> Result<bool, PublishError> {
        if !self.manifest.says(path, print) {
            return Ok(false);
        }
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there = self.missing(address::parent(path).unwrap_or_default(), &mut folders)?.is_none();
        drop(folders);
        let is_file = is_there && self.stat(path)?.is_some_and(|meta| meta.is_file());
        // Its bytes are read, not its time: copies, restores and clocks that were set change times as they like.
        Ok(is_file && self.print_at(path)? == print)
    }

    /// The uppermost folder on the way to `folder` that does not exist, if one does not.
    fn missing(
        &self,
        folder: &str,
        known: &mut BTreeMap<String, Option<String>>,
    ) -> Result<Option<String>, PublishError> {
        if let Some(top) = known.get(folder) {
            return Ok(top.clone());
        }
        let above = address::parent(folder).unwrap_or_default();
        let top = match self.missing(above, known)? {
            Some(top) => Some(top),
            None => self.look(folder)?,
        };
        known.insert(folder.to_owned(), top.clone());
        Ok(top)
    }

    fn look(&self, folder: &str) -> Result<Option<String>, PublishError> {
        match self.stat(folder)?.map(|meta| meta.file_type()) {
            None => Ok(Some(folder.to_owned())),
            Some(found) if found.is_dir() => Ok(None),
            Some(found) if found.is_file() => Err(self.foreign(folder, Foreign::FileForFolder)),
            Some(found) => Err(self.foreign(folder, kind(found))),
        }
    }

    /// What became of `path`, which the manifest lists.
    pub(crate) fn left(&self, path: &str) -> Result<Left, PublishError> {
        // From the top: what stands in the place of an upper folder decides before anything below it is asked for.
        let folders: Vec<&str> = address::folders_above(path).collect();
        for folder in folders.into_iter().rev() {
            match self.stat(folder)?.map(|meta| meta.file_type()) {
                Some(found) if found.is_dir() => {}
                // What lies behind a link is not ours to remove.
                Some(found) if found.is_symlink() => return Ok(Left::Changed),
                _ => return Ok(Left::Gone),
            }
        }
        match self.stat(path)? {
            None => Ok(Left::Gone),
            Some(meta) if meta.is_file() && self.manifest.matches(path, self.print_at(path)?) => Ok(Left::Ours),
            Some(_) => Ok(Left::Changed),
        }
    }

    fn compare(
        &self,
        path: &str,
        as_long: bool,
        is_same: impl FnOnce() -> Result<bool, PublishError>,
    ) -> Result<InPlace, PublishError> {
        if self.is_respelt(path) {
            // The old spelling is removed before the new one is placed: nothing will stand there.
            return Ok(InPlace::Nothing { top: path.to_owned() });
        }
        // The length is known already and tells most changed files apart without reading them.
        if as_long && is_same()? {
            Ok(InPlace::Same)
        } else if self.manifest.has(path) {
            Ok(InPlace::Older)
        } else {
            Err(self.foreign(path, Foreign::File))
        }
    }

    /// Whether the file at `path` is one that we published in another spelling, on a disk that
    /// ignores case.
    fn is_respelt(&self, path: &str) -> bool {
        self.manifest.respelling(path).is_some_and(|old| is_same_file(&self.root.join(old), &self.root.join(path)))
    }

    fn bytes_at(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        fs::read(self.root.join(path)).map_err(|cause| PublishError::io("read", &self.shown.join(path), cause))
    }

    /// The fingerprint of a file, which is read piece by piece: it may be large.
    fn print_at(&self, path: &str) -> Result<Hash, PublishError> {
        let mut print = Hasher::new();
        let read = File::open(self.root.join(path)).and_then(|file| print.update_reader(file).map(|_| ()));
        read.map_err(|cause| PublishError::io("read", &self.shown.join(path), cause))?;
        Ok(print.finalize())
    }

    fn stat(&self, path: &str) -> Result<Option<Metadata>, PublishError> {
        match fs::symlink_metadata(self.root.join(path)) {
            Ok(meta) => Ok(Some(meta)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(PublishError::io("read", &self.shown.join(path), cause)),
        }
    }

    fn foreign(&self, path: &str, what: Foreign) -> PublishError {
        PublishError::foreign(self.shown.join(path), what)
    }
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path| fs::symlink_metadata(path).map(|meta| (meta.dev(), meta.ino())).ok();
    number(one).is_some_and(|one| number(other) == Some(one))
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    let place = |path| fs::canonicalize(path).ok();
    place(one).is_some_and(|one| place(other) == Some(one))
}

fn kind(found: FileType) -> Foreign {
    if found.is_dir() {
        Foreign::Folder
    } else if found.is_symlink() {
        Foreign::Link
    } else {
        Foreign::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    /// A folder with one file of ours, one of ours that was edited, and one of somebody else.
    fn folder() -> (TempDir, Standing) {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/ours"), "1").unwrap();
        fs::write(folder.path().join("a/edited"), "edited").unwrap();
        fs::write(folder.path().join("theirs"), "mine").unwrap();
        let mut manifest = Manifest::default();
        ["a/ours", "a/edited", "b/gone"].iter().for_each(|path| manifest.add(path, blake3::hash(b"1")));
        let standing = Standing::new(folder.path(), Path::new("public"), false, manifest);
        (folder, standing)
    }

    fn nothing(top: &str) -> InPlace {
        InPlace::Nothing { top: top.to_owned() }
    }

    fn said(result: Result<InPlace, PublishError>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn our_files_are_compared_by_their_bytes() {
        let (_folder, standing) = folder();
        assert_eq!(standing.at("a/ours", b"1").unwrap(), InPlace::Same);
        assert_eq!(standing.at("a/ours", b"2").unwrap(), InPlace::Older);
        assert_eq!(standing.at("a/ours", b"longer").unwrap(), InPlace::Older);
        assert_eq!(standing.at("a/edited", b"1").unwrap(), InPlace::Older);
    }

    #[test]
    fn the_uppermost_missing_part_is_named() {
        let (_folder, standing) = folder();
        assert_eq!(standing.at("new", b"").unwrap(), nothing("new"));
        assert_eq!(standing.at("a/new", b"").unwrap(), nothing("a/new"));
        assert_eq!(standing.at("a/x/y/z", b"").unwrap(), nothing("a/x"));
        assert_eq!(standing.at("b/x/y", b"").unwrap(), nothing("b"));
        assert_eq!(standing.at("b/x/y2", b"").unwrap(), nothing("b"), "from memory");
        let missing = Standing::new(Path::new("/no-such-folder"), Path::new("public"), true, Manifest::default());
        assert_eq!(missing.at("a/b", b"").unwrap(), nothing(""));
    }

    #[test]
    fn a_file_of_somebody_else_is_kept_unless_it_is_the_same() {
        let (_folder, standing) = folder();
        assert_eq!(standing.at("theirs", b"mine").unwrap(), InPlace::Same);
        let said = said(standing.at("theirs", b"ours"));
        assert_eq!(said, "cannot write `public/theirs`: a file that throughline did not write is in the way");
    }

    #[test]
    fn a_file_in_another_spelling_is_not_ours_where_case_counts() {
        let (folder, standing) = folder();
        if folder.path().join("A").exists() {
            return; // This disk ignores case: there is no such second file.
        }
        fs::write(folder.path().join("a/OURS"), "x").unwrap();
        assert!(said(standing.at("a/OURS", b"1")).contains("did not write"));
    }

    /// A second link stands in for a disk that ignores case: two names, one file.
    #[test]
    fn our_file_in_another_spelling_is_replaced_where_case_does_not_count() {
        let (folder, standing) = folder();
        let _ = fs::hard_link(folder.path().join("a/ours"), folder.path().join("a/OURS"));
        assert_eq!(standing.at("a/OURS", b"1").unwrap(), nothing("a/OURS"));
    }

    #[test]
    fn what_is_no_file_or_no_folder_is_in_the_way() {
        let (_folder, standing) = folder();
        assert_eq!(said(standing.at("a", b"")), "cannot write `public/a`: a folder is in the way");
        let needed = "cannot write `public/theirs`: a file stands where a folder is needed";
        assert_eq!(said(standing.at("theirs/x/y", b"")), needed);
        assert_eq!(said(standing.at("theirs/x", b"")), needed, "again: a refusal is not forgotten");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let (folder, standing) = folder();
        symlink("a", folder.path().join("link")).unwrap();
        symlink("nowhere", folder.path().join("dead")).unwrap();
        for path in ["link", "link/ours", "link/x/y", "dead", "dead/x"] {
            let name = path.split('/').next().unwrap();
            let expected = format!("cannot write `public/{name}`: a symbolic link is in the way");
            assert_eq!(said(standing.at(path, b"1")), expected, "{path}");
        }
    }

    #[test]
    fn what_became_of_a_published_file() {
        let (folder, standing) = folder();
        let left = |path| standing.left(path).unwrap();
        assert_eq!([left("a/ours"), left("a/edited"), left("b/gone")], [Left::Ours, Left::Changed, Left::Gone]);
        fs::remove_file(folder.path().join("a/ours")).unwrap();
        fs::create_dir(folder.path().join("a/ours")).unwrap();
        assert_eq!(left("a/ours"), Left::Changed, "a folder in its place");
        fs::write(folder.path().join("b"), "").unwrap();
        assert_eq!(left("b/gone"), Left::Gone, "a file in place of its folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_published_file_behind_a_link_is_not_ours_to_remove() {
        let (folder, standing) = folder();
        fs::rename(folder.path().join("a"), folder.path().join("moved")).unwrap();
        std::os::unix::fs::symlink("moved", folder.path().join("a")).unwrap();
        assert_eq!(standing.left("a/ours").unwrap(), Left::Changed);
    }
}
