//! Where what is made is kept, and what need not be made again.

use std::fs::File;
use std::io::{self, Read as _};

use blake3::{Hash, Hasher};
use serde::Serialize;

use crate::publish::{Output, PublishError};

/// Why a file could not be copied.
#[derive(Debug)]
pub enum Uncopied<E> {
    /// It could not be read.
    Unread(io::Error),
    /// It could not be kept.
    Kept(E),
}

/// Where what is made is kept; many threads hand things over at once.
pub trait Keep: Sync {
    /// Why something could not be kept.
    type Error: Send;

    /// Keeps a file.
    ///
    /// # Errors
    ///
    /// When it cannot be kept.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Keeps a copy of a file, which may be large, and whose bytes have this fingerprint.
    ///
    /// # Errors
    ///
    /// When it cannot be kept, or be read.
    fn copy(&self, path: &str, from: File, _print: Hash) -> Result<(), Uncopied<Self::Error>> {
        let mut bytes = Vec::new();
        let mut from = from;
        from.read_to_end(&mut bytes).map_err(Uncopied::Unread)?;
        self.put(path, &bytes).map_err(Uncopied::Kept)
    }

    /// Keeps a file that was made of inputs with this fingerprint.
    ///
    /// # Errors
    ///
    /// When it cannot be kept.
    fn put_made(&self, path: &str, _inputs: Hash, bytes: &[u8]) -> Result<(), Self::Error> {
        self.put(path, bytes)
    }

    /// Whether the file that would be made of these inputs is there already, and is kept.
    ///
    /// # Errors
    ///
    /// When it cannot be looked at.
    fn again(&self, _path: &str, _inputs: Hash) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// The same of several files that are made together: all of them, or none.
    ///
    /// # Errors
    ///
    /// When they cannot be looked at.
    fn again_together(&self, _paths: &[&str], _inputs: Hash) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// The same of all files together. Asked before any is made.
    ///
    /// # Errors
    ///
    /// When they cannot be looked at.
    fn all_again(&self, _inputs: Hash) -> Result<bool, Self::Error> {
        Ok(false)
    }
}

/// Whatever takes a path and bytes, and remembers nothing.
impl<E: Send, F: Fn(&str, &[u8]) -> Result<(), E> + Sync> Keep for F {
    type Error = E;

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), E> {
        self(path, bytes)
    }
}

impl Keep for Output {
    type Error = PublishError;

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        Self::put(self, path, bytes)
    }

    fn copy(&self, path: &str, from: File, print: Hash) -> Result<(), Uncopied<PublishError>> {
        Self::copy(self, path, from, print).map_err(Uncopied::Kept)
    }

    fn put_made(&self, path: &str, inputs: Hash, bytes: &[u8]) -> Result<(), PublishError> {
        Self::put_made(self, path, inputs, bytes)
    }

    fn again(&self, path: &str, inputs: Hash) -> Result<bool, PublishError> {
        Self::again(self, path, inputs)
    }

    fn again_together(&self, paths: &[&str], inputs: Hash) -> Result<bool, PublishError> {
        Self::again_together(self, paths, inputs)
    }

    fn all_again(&self, inputs: Hash) -> Result<bool, PublishError> {
        Self::all_again(self, inputs)
    }
}

/// The fingerprint of what a file is made from: of the program with its templates, and of what is given to it.
pub(super) fn inputs(made_by: Hash, given: &[Hash]) -> Hash {
    let mut print = Hasher::new();
    print.update(made_by.as_bytes());
    for one in given {
        print.update(one.as_bytes());
    }
    print.finalize()
}

/// The fingerprint of values as a template would see them.
///
/// # Errors
///
/// When a value cannot be written down.
pub(super) fn print_of(template: &str, frame: &impl Serialize, page: &impl Serialize) -> serde_json::Result<Hash> {
    let mut print = Hasher::new();
    // One after another in one text: what ends one value cannot begin the next.
    serde_json::to_writer(&mut print, &(template, frame, page))?;
    Ok(print.finalize())
}
