//! The files to import, and what a folder holds that `import` does not read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::hidden;

/// Endings of the files that are read.
const READ: &[&str] = &["pdf", "docx", "html", "htm", "txt", "md"];

/// Endings of files that may hold a report in a form that is not read, and what to do.
const NOT_READ: &[(&[&str], &str)] = &[
    (&["doc", "docm", "dot", "odt", "rtf", "pages", "wpd"], "open it in a word processor and save it as .docx or PDF"),
    (
        &["png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp", "heic"],
        "it is a picture: make a PDF with a layer of text of it, for example with `ocrmypdf --image-dpi 300`",
    ),
    (&["xls", "xlsx", "ods", "ppt", "pptx", "odp"], "open it and save it as PDF"),
    (&["zip", "7z", "rar", "tar", "gz"], "unpack it, and import what it holds"),
    (&["eml", "msg"], "save the report that is attached to it, and import that"),
];

/// What was found at the paths that were named.
#[derive(Debug, Default)]
pub struct FoundFiles {
    /// The files to import.
    pub files: Vec<PathBuf>,
    /// Files in folders that are not read, with why and what to do.
    pub unread: Vec<(PathBuf, Diagnostic)>,
}

/// The files to import: those named, and every one below folders whose kind is read, in order, but for hidden ones.
///
/// # Errors
///
/// When a path does not exist or cannot be read, or a folder holds nothing that is read.
pub fn find_all(paths: &[PathBuf]) -> Result<FoundFiles, Diagnostic> {
    let nothing =
        |message: String| Diagnostic::nowhere(Code::T0901, message).hint("name files or folders that hold reports");
    let mut found = FoundFiles::default();
    for path in paths {
        // A file that was named is taken whatever its ending: what it is, its bytes say.
        if path.is_file() {
            found.files.push(path.clone());
            continue;
        }
        if !path.exists() {
            return Err(nothing(format!("there is no `{}`", path.display())));
        }
        let before = found.files.len();
        let unread_before = found.unread.len();
        for entry in hidden::walk(path, false) {
            let entry = entry.map_err(|e| nothing(format!("`{}` cannot be read: {e}", path.display())))?;
            if !entry.file_type().is_file() {
                continue;
            }
            if READ.contains(&ending(entry.path()).as_str()) {
                found.files.push(entry.into_path());
            } else if let Some(why) = unread(entry.path()) {
                found.unread.push((entry.into_path(), why));
            }
        }
        if found.files.len() == before {
            let none = nothing(format!("`{}` holds no {} file", path.display(), endings()));
            let hints = found.unread.iter().skip(unread_before).take(MOST_NAMED);
            return Err(hints
                .fold(none, |none, (path, why)| none.hint(format!("`{}`: {}", path.display(), why.hints.join("; ")))));
        }
    }
    // A file may be named and lie in a folder that is named as well.
    let mut seen = BTreeSet::new();
    found.files.retain(|file| seen.insert(file.clone()));
    found.unread.retain(|(file, _)| seen.insert(file.clone()));
    Ok(found)
}

/// So many files that are not read stand in one message; who has more has understood.
const MOST_NAMED: usize = 5;

fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).unwrap_or_default()
}

/// `.pdf, .txt or .md`
fn endings() -> String {
    let dotted: Vec<String> = READ.iter().map(|ending| format!(".{ending}")).collect();
    match dotted.split_last() {
        Some((last, front)) => format!("{} or {last}", front.join(", ")),
        None => String::new(),
    }
}

/// Why a file is not read, where it may hold a report.
fn unread(path: &Path) -> Option<Diagnostic> {
    let ending = ending(path);
    let (_, hint) = NOT_READ.iter().find(|(endings, _)| endings.contains(&ending.as_str()))?;
    Some(Diagnostic::nowhere(Code::T0920, format!("a `.{ending}` file is not read")).hint(*hint))
}
