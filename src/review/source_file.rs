//! The file that a report was taken from, shown beside its text: looked for in the site's own folder alone.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::disk::Disk;
use super::refused;
use crate::diagnostics::{Code, Diagnostic};
use crate::import::extract;
use crate::source::report::Origin;

/// The folder in which a site keeps the reports that its drafts were taken from.
pub(crate) const SOURCES: &str = "sources";

/// So deep folders are looked into: councils, and perhaps years.
const DEPTH: usize = 4;

/// So many letters are taken for the beginning of a passage that the PDF's text has in pieces; fewer stand in many places.
const BEGINNING: usize = 30;

/// What is shown is a PDF, by its first bytes: nothing else may be sent as one.
const MAGIC: &[u8] = b"%PDF-";

/// What became of the search for a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The very file.
    Same(PathBuf),
    /// A file of its name with other bytes: the report as it was issued again, or another one.
    Named(PathBuf),
    /// There is none.
    None(String),
}

/// What the page is told.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SourceView {
    found: bool,
    /// What is to be known of it, or how to bring it.
    why: String,
}

impl Disk {
    /// The file that a report was taken from.
    pub(super) fn source_of(&self, origin: &Origin) -> Found {
        let bring = |file: &str| {
            format!("The source is not here: put {file} into the folder {SOURCES} of the site, or import with --keep.")
        };
        let Some(name) = &origin.file else {
            return Found::None(bring("its PDF, named by `file` of [source],"));
        };
        if !name.to_lowercase().ends_with(".pdf") {
            return Found::None(format!("The source is no PDF that could be shown here: {name}."));
        }
        let Ok(folder) = self.inside(SOURCES) else { return Found::None(bring(name)) };
        let mut all = Vec::new();
        pdfs(&folder, DEPTH, &mut all);
        all.sort();
        // By its name first: only where that fails every file has to be read.
        let (named, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
            all.iter().partition(|path| path.file_name().is_some_and(|own| own.eq_ignore_ascii_case(name.as_str())));
        let is_it = |path: &&&PathBuf| origin.sha256.as_deref().is_some_and(|sha| sha256(path).as_deref() == Some(sha));
        let same = named.iter().find(is_it).or_else(|| others.iter().find(is_it));
        match (same, named.first()) {
            (Some(path), _) => Found::Same((*path).clone()),
            (None, Some(path)) => Found::Named((*path).clone()),
            (None, None) => Found::None(bring(name)),
        }
    }
}

impl Found {
    pub(super) fn view(&self) -> SourceView {
        match self {
            Self::Same(_) => SourceView { found: true, why: String::new() },
            Self::Named(_) => SourceView {
                found: true,
                why: "It has this name, but is not the file that the draft was made of.".to_owned(),
            },
            Self::None(why) => SourceView { found: false, why: why.clone() },
        }
    }

    /// What it holds.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        let path = match self {
            Self::Same(path) | Self::Named(path) => path,
            Self::None(why) => return Err(refused(Code::T1104, why.clone(), "then reload the page")),
        };
        let cannot = |error: std::io::Error| {
            let message = format!("`{}` cannot be read: {}", path.display(), error.kind());
            refused(Code::T1104, message, "mend its permissions, then reload the page")
        };
        let bytes = fs::read(path).map_err(cannot)?;
        if bytes.starts_with(MAGIC) {
            return Ok(bytes);
        }
        Err(refused(Code::T1104, format!("`{}` is no PDF", path.display()), "put the report itself in its place"))
    }
}

/// The page of a PDF on which some words begin; nothing where they are not found in it.
pub(super) fn page_of_words(bytes: &[u8], words: &str) -> Option<u32> {
    let wanted = letters(words);
    // A PDF's text is cut into blocks as the draft was, so that its words stand in one block, or begin in one.
    let blocks = extract::extract(bytes, "source.pdf").ok()?.blocks;
    let begins = |text: &str| {
        let there = letters(text);
        there.contains(&wanted) || (there.len() >= BEGINNING && wanted.starts_with(&there))
    };
    blocks.iter().filter(|block| !wanted.is_empty() && begins(&block.text)).find_map(|block| block.page)
}

/// The letters and digits of a text, so that neither its spaces nor its quotes matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The PDFs in a folder and those below it; links are not followed, since they may lead out of the site.
fn pdfs(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, kind) = (entry.path(), entry.file_type());
        let is_pdf = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
        match kind {
            Ok(kind) if kind.is_dir() && depth > 0 => pdfs(&path, depth - 1, into),
            Ok(kind) if kind.is_file() && is_pdf => into.push(path),
            _ => {}
        }
    }
}

fn sha256(path: &Path) -> Option<String> {
    let mut file = fs::File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part).ok()? {
            0 => break,
            read => hash.update(part.get(..read)?),
        }
    }
    Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(name: &str, bytes: &[u8]) -> Origin {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Origin { file: Some(name.to_owned()), sha256: Some(sha256), ..Origin::default() }
    }

    #[test]
    fn the_very_file_is_found_whatever_it_is_called_and_a_namesake_is_said_to_be_one() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::new(folder.path()).unwrap();
        let letter = origin("letter.pdf", b"%PDF-1.7 letter");
        assert!(matches!(disk.source_of(&letter), Found::None(why) if why.contains("letter.pdf")));
        let below = folder.path().join("sources/marrowby");
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join("LETTER.pdf"), "%PDF-1.7 issued again").unwrap();
        assert!(matches!(disk.source_of(&letter), Found::Named(_)));
        fs::write(below.join("renamed.pdf"), "%PDF-1.7 letter").unwrap();
        let found = disk.source_of(&letter);
        assert_eq!(found.bytes().unwrap(), b"%PDF-1.7 letter");
        assert!(matches!(found, Found::Same(_)));
    }

    #[test]
    fn only_a_pdf_in_the_folder_of_the_site_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        let disk = Disk::new(folder.path()).unwrap();
        let secret = outside.path().join("secret.pdf");
        fs::write(&secret, "%PDF-1.7 secret").unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&secret, folder.path().join("sources/secret.pdf")).unwrap();
            std::os::unix::fs::symlink(outside.path(), folder.path().join("sources/away")).unwrap();
        }
        for name in ["secret.pdf", "../secret.pdf", "/etc/hostname.pdf"] {
            assert!(matches!(disk.source_of(&origin(name, b"%PDF-1.7 secret")), Found::None(_)), "{name}");
        }
        fs::write(folder.path().join("sources/page.pdf"), "<script>").unwrap();
        assert!(disk.source_of(&origin("page.pdf", b"")).bytes().is_err(), "it is no PDF");
        assert!(matches!(disk.source_of(&Origin::default()), Found::None(_)));
    }
}
