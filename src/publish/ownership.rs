//! Whose an output folder is, and whether somebody is at work in it.
//!
//! Start at [`survey`]. A folder is ours when it does not exist, is empty, or holds a manifest that
//! we understand. This file must never change anything on disk.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::error::{PublishError, Refusal};
use super::manifest::{self, Manifest};
use super::staging;

/// The manifest of the folder at `place`, or none if no folder is there yet. Fails if it is not
/// ours.
pub(crate) fn survey(place: &Path, out: &Path) -> Result<Option<Manifest>, PublishError> {
    match fs::metadata(place) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(PublishError::io("read", out, cause)),
        Ok(meta) if !meta.is_dir() => Err(PublishError::refused(out, Refusal::NotFolder)),
        Ok(_) => read_manifest(place, out).map(Some),
    }
}

fn read_manifest(place: &Path, out: &Path) -> Result<Manifest, PublishError> {
    let file = place.join(manifest::NAME);
    // Not through a link: a list that lies elsewhere says nothing of this folder.
    if fs::symlink_metadata(&file).is_ok_and(|meta| meta.is_file()) {
        let bytes = fs::read(&file).map_err(|cause| PublishError::io("read", &out.join(manifest::NAME), cause))?;
        // Bytes that are no text make a line that is not understood, or a name that no file has: neither leads to a
        // removal.
        return Manifest::parse(&String::from_utf8_lossy(&bytes))
            .map_err(|line| PublishError::refused(out, Refusal::BadManifest { line }));
    }
    if is_empty(place).map_err(|cause| PublishError::io("read", out, cause))? {
        return Ok(Manifest::default());
    }
    Err(PublishError::refused(out, Refusal::NotOurs))
}

/// What a crashed first run left behind does not count.
fn is_empty(place: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(place)? {
        if !staging::is_one(&entry?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Keeps other runs out of a folder for as long as it lives; ends with the program, however that
/// ends.
#[derive(Debug)]
pub(crate) struct Lock(Option<File>);

impl Lock {
    /// Fails if another run holds the folder. Where there is no folder, or folders cannot be
    /// locked, it locks nothing.
    pub(crate) fn take(place: &Path, out: &Path) -> Result<Self, PublishError> {
        // Looked at first, because opening a pipe would wait for somebody to write to it.
        let folder = if place.is_dir() { File::open(place).ok() } else { None };
        match folder.as_ref().map(File::try_lock) {
            Some(Ok(())) => Ok(Self(folder)),
            Some(Err(TryLockError::WouldBlock)) => Err(PublishError::refused(out, Refusal::Busy)),
            Some(Err(TryLockError::Error(_))) | None => Ok(Self(None)),
        }
    }
}

impl Drop for Lock {
    /// Closing the file would not do if a program being started holds a copy of it for a moment.
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            let _ = folder.unlock();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    fn refusal(place: &Path) -> String {
        let error = survey(place, Path::new("public")).unwrap_err().to_string();
        error.strip_prefix("cannot publish to `public`: ").unwrap().to_owned()
    }

    #[test]
    fn a_missing_or_empty_folder_is_ours() {
        let folder = tempdir().unwrap();
        assert_eq!(survey(&folder.path().join("x"), Path::new("x")).unwrap(), None);
        assert_eq!(survey(folder.path(), Path::new("x")).unwrap(), Some(Manifest::default()));
        fs::create_dir(folder.path().join(".throughline-staging-old")).unwrap();
        assert_eq!(survey(folder.path(), Path::new("x")).unwrap(), Some(Manifest::default()), "after a crash");
    }

    #[test]
    fn a_folder_with_a_manifest_is_ours_whatever_else_is_in_it() {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let mut manifest = Manifest::default();
        manifest.add("a", blake3::hash(b"1"));
        fs::write(folder.path().join(manifest::NAME), manifest.to_text()).unwrap();
        assert_eq!(survey(folder.path(), Path::new("x")).unwrap(), Some(manifest));
    }

    #[test]
    fn a_folder_with_anything_else_in_it_is_not() {
        for name in ["a.html", ".git", ".throughline-staging-file"] {
            let folder = tempdir().unwrap();
            fs::write(folder.path().join(name), "").unwrap();
            assert_eq!(refusal(folder.path()), "it is not empty and was not written by throughline", "{name}");
        }
    }

    #[test]
    fn a_damaged_manifest_is_told_apart() {
        let folder = tempdir().unwrap();
        let file = folder.path().join(manifest::NAME);
        fs::write(&file, b"\xff\xfe").unwrap();
        assert_eq!(refusal(folder.path()), "line 1 of its `.throughline-manifest` cannot be understood");
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert_eq!(refusal(folder.path()), "it is not empty and was not written by throughline");
    }

    #[cfg(unix)]
    #[test]
    fn a_manifest_behind_a_link_does_not_count() {
        let (folder, other) = (tempdir().unwrap(), tempdir().unwrap());
        let true_one = other.path().join("manifest");
        fs::write(&true_one, Manifest::default().to_text()).unwrap();
        std::os::unix::fs::symlink(&true_one, folder.path().join(manifest::NAME)).unwrap();
        assert_eq!(refusal(folder.path()), "it is not empty and was not written by throughline");
    }

    #[test]
    fn a_file_is_no_folder() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(refusal(&file), "it is not a folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_is_locked_by_one_run_at_a_time() {
        let folder = tempdir().unwrap();
        let lock = Lock::take(folder.path(), Path::new("public")).unwrap();
        let error = Lock::take(folder.path(), Path::new("public")).unwrap_err();
        assert_eq!(error.to_string(), "cannot publish to `public`: another run of throughline is writing to it");
        drop(lock);
        Lock::take(folder.path(), Path::new("public")).unwrap();
    }
}
