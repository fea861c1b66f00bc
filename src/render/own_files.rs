//! The files of `files/`: sent as they are. They may be large, so none is ever in memory as a whole on its way to the output folder.

use std::fs::File;
use std::path::PathBuf;

use blake3::{Hash, Hasher};
use rayon::prelude::*;

use super::{Engine, Keep, Uncopied, Unmade};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::Site;

/// A file that is sent as it is.
pub(super) struct OwnFile {
    /// Its path from the root of the site, there and here.
    pub(super) path: String,
    /// Where it lies.
    pub(super) from: PathBuf,
    /// The fingerprint of its bytes.
    pub(super) print: Hash,
}

impl Engine {
    /// The files with the fingerprints of what they hold now, in order of path; what is wrong with those that cannot be read.
    pub(super) fn own_files(&self, site: &Site<'_>) -> Result<Vec<OwnFile>, Vec<Diagnostic>> {
        let paths: Vec<&String> = site.knowledge().documents.files.iter().collect();
        let read: Vec<Result<OwnFile, Diagnostic>> = paths.into_par_iter().map(|path| self.own_file(path)).collect();
        let (good, bad): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
        let problems: Vec<Diagnostic> = bad.into_iter().filter_map(Result::err).collect();
        if problems.is_empty() { Ok(good.into_iter().filter_map(Result::ok).collect()) } else { Err(problems) }
    }

    /// What a file holds, for a server on this machine.
    pub(crate) fn own_file_bytes(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        std::fs::read(self.root.join(path)).map_err(|error| unreadable(path, &error))
    }

    fn own_file(&self, path: &str) -> Result<OwnFile, Diagnostic> {
        let from = self.root.join(path);
        let mut print = Hasher::new();
        let read = File::open(&from).and_then(|file| print.update_reader(file).map(|_| ()));
        read.map_err(|error| unreadable(path, &error))?;
        Ok(OwnFile { path: path.to_owned(), from, print: print.finalize() })
    }
}

/// What is said of a file that cannot be read.
pub(super) fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T0102, format!("`{path}` cannot be read: {}", error.kind()))
        .hint("mend its permissions, or remove it")
}

/// Sends a file as it is.
pub(super) fn send<K: Keep>(file: &OwnFile, keep: &K) -> Result<(), Unmade<K::Error>> {
    let unread = |error: std::io::Error| Unmade::from(unreadable(&file.path, &error));
    let opened = File::open(&file.from).map_err(unread)?;
    keep.copy(&file.path, opened, file.print).map_err(|why| match why {
        Uncopied::Unread(error) => unread(error),
        Uncopied::Kept(error) => Unmade::Kept(error),
    })
}
