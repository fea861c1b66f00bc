//! Which paths a file may be published under, and which paths of one run exclude each other.
//!
//! Start at [`check`] for one path, at [`Claims`] for all of them together. A site must mean the
//! same on every disk, so paths that only some disks tell apart are refused. This file must never
//! touch the disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use blake3::Hash;

use super::error::PublishError;
use super::manifest::Manifest;

/// What the names of our own files in the output folder begin with.
const RESERVED: &str = ".throughline-";

/// Fails unless `path` is relative, with forward slashes, and cannot lead out of the folder.
pub(crate) fn check(path: &str) -> Result<(), PublishError> {
    match flaw(path) {
        Some(why) => Err(PublishError::address(path, why)),
        None => Ok(()),
    }
}

fn flaw(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    // It parts folders on Windows and is a letter elsewhere, so one path would mean two places.
    if path.contains('\\') {
        return Some("it holds a backslash");
    }
    // The manifest has a line per path, so a line break in one would be read back as two.
    if path.contains(char::is_control) {
        return Some("it holds a control character");
    }
    if path.starts_with(RESERVED) {
        return Some("names that begin with `.throughline-` are kept for throughline");
    }
    path.split('/').find_map(|part| match part {
        "" => Some("a part of it is empty"),
        "." | ".." => Some("it holds `.` or `..`"),
        _ => None,
    })
}

/// The spelling that all spellings of `path` share on a disk that ignores case.
pub(crate) fn fold(path: &str) -> String {
    // Ids hold plain letters, which every disk folds alike.
    path.to_lowercase()
}

/// The folder that `path` lies in; the output folder itself is the empty path, which lies in none.
pub(crate) fn parent(path: &str) -> Option<&str> {
    match path.rsplit_once('/') {
        Some((folder, _)) => Some(folder),
        None => (!path.is_empty()).then_some(""),
    }
}

/// The folders that `path` lies in, the nearest first, without the output folder itself.
pub(crate) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder)).take_while(|folder| !folder.is_empty())
}

/// The paths put so far, by many threads.
#[derive(Debug, Default)]
pub(crate) struct Claims(Mutex<Taken>);

/// Keys are folded, values as put.
#[derive(Debug, Default)]
struct Taken {
    files: BTreeMap<String, (String, Hash)>,
    folders: BTreeMap<String, String>,
}

impl Claims {
    /// Fails if `path` was claimed before, or something that no disk can hold beside it.
    pub(crate) fn add(&self, path: &str, print: Hash) -> Result<(), PublishError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(path, print)
    }

    /// All that was claimed.
    pub(crate) fn manifest(&self) -> Manifest {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut manifest = Manifest::default();
        taken.files.values().for_each(|(path, print)| manifest.add(path, *print));
        manifest
    }
}

impl Taken {
    fn add(&mut self, path: &str, print: Hash) -> Result<(), PublishError> {
        let folded = fold(path);
        match self.files.get(&folded) {
            Some((other, _)) if other == path => return Err(PublishError::twice(path)),
            Some((other, _)) => return Err(PublishError::respelt(path, other)),
            None => {}
        }
        if self.folders.contains_key(&folded) {
            return Err(PublishError::file_and_folder(path));
        }
        self.add_folders(path)?;
        self.files.insert(folded, (path.to_owned(), print));
        Ok(())
    }

    /// Stops at the first folder that is known: those above it are known too.
    fn add_folders(&mut self, path: &str) -> Result<(), PublishError> {
        for folder in folders_above(path) {
            let folded = fold(folder);
            match self.folders.get(&folded) {
                Some(other) if other == folder => return Ok(()),
                Some(other) => return Err(PublishError::respelt(folder, other)),
                None if self.files.contains_key(&folded) => {
                    return Err(PublishError::file_and_folder(folder));
                }
                None => self.folders.insert(folded, folder.to_owned()),
            };
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(paths: &[&str]) -> Result<(), String> {
        let claims = Claims::default();
        let print = blake3::hash(b"");
        paths.iter().try_for_each(|path| claims.add(path, print)).map_err(|error| error.to_string())
    }

    #[test]
    fn ordinary_paths_are_fine() {
        for path in ["index.html", "a/b c/d.html", "é/ü.html", ".nojekyll", "...", "a..b", "x/.throughline-manifest"]
        {
            assert!(check(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused_with_the_reason() {
        let cases = [
            ("/a", "it is absolute"),
            ("a\\b", "it holds a backslash"),
            ("..", "it holds `.` or `..`"),
            ("a/../b", "it holds `.` or `..`"),
            ("./a", "it holds `.` or `..`"),
            ("", "a part of it is empty"),
            ("a//b", "a part of it is empty"),
            ("a/", "a part of it is empty"),
            ("a\nb", "it holds a control character"),
            ("a\0b", "it holds a control character"),
            (".throughline-manifest", "names that begin with `.throughline-` are kept for throughline"),
            (".throughline-staging-x/a", "names that begin with `.throughline-` are kept for throughline"),
        ];
        for (path, why) in cases {
            let error = check(path).unwrap_err();
            assert_eq!(error.to_string(), format!("cannot publish a file as `{path}`: {why}"));
            assert_eq!(error.hint().unwrap(), "this is a defect of throughline; please report it");
        }
    }

    #[test]
    fn a_path_is_claimed_once() {
        assert_eq!(claim(&["a/b", "a/c", "d"]), Ok(()));
        assert_eq!(claim(&["a/b", "a/b"]).unwrap_err(), "two files are to be published as `a/b`");
    }

    #[test]
    fn paths_that_differ_only_in_case_exclude_each_other() {
        let clash = |one, other| format!("cannot publish both `{one}` and `{other}`: they differ only in case");
        assert_eq!(claim(&["a/b", "a/B"]).unwrap_err(), clash("a/B", "a/b"));
        assert_eq!(claim(&["É", "é"]).unwrap_err(), clash("É", "é"));
        assert_eq!(claim(&["a/b", "A/c"]).unwrap_err(), clash("A", "a"), "folders too");
        assert_eq!(claim(&["x/a/b", "x/A/c"]).unwrap_err(), clash("x/A", "x/a"));
    }

    #[test]
    fn a_path_is_a_file_or_a_folder() {
        for paths in [["a", "a/b"], ["a/b", "a"], ["a/b/c", "a"], ["a", "a/b/c"]] {
            assert_eq!(claim(&paths).unwrap_err(), "`a` is to be both a file and a folder", "{paths:?}");
        }
        assert_eq!(claim(&["A", "a/b"]).unwrap_err(), "`a` is to be both a file and a folder");
    }

    #[test]
    fn parents_end_at_the_output_folder() {
        assert_eq!([parent("a/b/c"), parent("a"), parent("")], [Some("a/b"), Some(""), None]);
        assert_eq!(folders_above("a/b/c").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders_above("a").count(), 0);
    }
}
