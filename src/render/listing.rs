//! The page that lists every file that is no page: known only when all others have been made.

use std::collections::BTreeSet;
use std::fs::File;
use std::sync::{Mutex, PoisonError};

use blake3::Hash;

use super::keep::{Keep, Uncopied};
use super::{Engine, Unmade};
use crate::diagnostics::Diagnostic;
use crate::site::{FilesView, Page, Site, View};

/// Keeps what it is given, and notes its path.
pub(super) struct Noted<'k, K> {
    keep: &'k K,
    paths: Mutex<BTreeSet<String>>,
}

impl<'k, K> Noted<'k, K> {
    pub(super) fn new(keep: &'k K) -> Self {
        Self { keep, paths: Mutex::default() }
    }

    pub(super) fn paths(self) -> BTreeSet<String> {
        self.paths.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &str) {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }
}

impl<K: Keep> Keep for Noted<'_, K> {
    type Error = K::Error;

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), K::Error> {
        self.note(path);
        self.keep.put(path, bytes)
    }

    fn copy(&self, path: &str, from: File, print: Hash) -> Result<(), Uncopied<K::Error>> {
        self.note(path);
        self.keep.copy(path, from, print)
    }

    fn put_made(&self, path: &str, inputs: Hash, bytes: &[u8]) -> Result<(), K::Error> {
        self.note(path);
        self.keep.put_made(path, inputs, bytes)
    }

    fn again(&self, path: &str, inputs: Hash) -> Result<bool, K::Error> {
        let again = self.keep.again(path, inputs)?;
        if again {
            self.note(path);
        }
        Ok(again)
    }

    // All together is asked before anything is noted.
}

impl Engine {
    /// The page of these files, those of them that are no pages.
    ///
    /// # Errors
    ///
    /// When its template does not work.
    pub(crate) fn listing_bytes<'a>(
        &self,
        site: &Site<'_>,
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let (template, frame, _) = site.view(&Page::Files);
        // Pages have links that lead to them.
        let view = View::Files(FilesView::of(paths.filter(|path| !path.ends_with(".html"))));
        self.fill(template, &frame, &view, site.abbreviations())
    }

    /// Makes that page and keeps it.
    pub(super) fn listing<K: Keep>(
        &self,
        site: &Site<'_>,
        paths: &BTreeSet<String>,
        keep: &K,
    ) -> Result<(), Unmade<K::Error>> {
        let bytes = self.listing_bytes(site, paths.iter().map(String::as_str))?;
        keep.put(&site.path(&Page::Files), &bytes).map_err(Unmade::Kept)
    }
}
