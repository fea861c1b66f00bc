//! `files/`: what a site publishes as it is, such as copies of letters.
//!
//! Start at [`paths`]. Only names are looked at here: what the files hold is nobody's business but their readers'. A file is published
//! under its own path, so its name must mean the same on every disk, host and browser.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::content_path::FILES;
use super::{hidden, ids};
use crate::diagnostics::{Code, Diagnostic};

/// The files of the folder, in order of path. Links are not followed: they may lead anywhere on the machine.
pub(super) fn paths(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let folder = root.join(FILES);
    if !folder.is_dir() {
        return Vec::new();
    }
    let mut paths = Vec::new();
    let shown = |path: &Path| super::files::relative(root, path);
    for entry in hidden::walk(&folder, false) {
        match entry {
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => problems.push(
                Diagnostic::nowhere(Code::T0107, format!("`{}` is a link and is not published", shown(entry.path())))
                    .hint("put a copy of the file in its place"),
            ),
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| FILES.to_owned(), shown);
                let cause = error.io_error().map_or_else(|| "unknown cause".to_owned(), |io| io.kind().to_string());
                problems.push(
                    Diagnostic::nowhere(Code::T0102, format!("`{path}` cannot be read: {cause}"))
                        .hint("mend or remove it"),
                );
            }
        }
    }
    paths
}

/// Why a file may not be published under its name.
pub(super) fn flaw(path: &str) -> Option<String> {
    path.split('/').find_map(flaw_of_part).map(|why| why.to_owned())
}

fn flaw_of_part(part: &str) -> Option<&'static str> {
    // A stem such as `con` is a device on Windows whatever ending it has.
    let stem = part.split('.').next().unwrap_or(part).to_lowercase();
    if part.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        Some("it holds a character that cannot be printed")
    } else if part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        Some("it holds one of \\ : * ? \" < > |, which Windows does not allow in names")
    } else if part.contains(['#', '%']) {
        Some("it holds # or %, which mean something else in addresses")
    } else if part.starts_with(' ') || part.ends_with([' ', '.']) {
        Some("a part of it begins with a space, or ends in one or in a full stop")
    } else if ids::is_device(&stem) {
        Some("Windows keeps it for a device")
    } else {
        None
    }
}

/// Files whose names differ only in capitals, which many disks and hosts do not tell apart: the second of each such pair.
pub(super) fn respelt<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut second = Vec::new();
    for path in paths {
        match first.get(&path.to_lowercase()) {
            Some(other) => second.push((path, *other)),
            None => drop(first.insert(path.to_lowercase(), path)),
        }
    }
    second
}

/// Whether an address names a file of the folder and not a place on the web.
#[must_use]
pub fn is_own(address: &str) -> bool {
    address.strip_prefix(FILES).is_some_and(|rest| rest.starts_with('/'))
}

/// An address as a page at the end of `way` from the site's root writes it: one of the folder is seen from there, any other stays.
#[must_use]
pub fn seen_from(way: &str, address: &str) -> String {
    if is_own(address) { format!("{way}{address}") } else { address.to_owned() }
}

/// A path as part of an address.
#[must_use]
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b',' | b'+' | b'=' | b'@' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The path that a part of an address stands for; the part itself where that is no text.
#[must_use]
pub(crate) fn decoded(address: &str) -> String {
    let mut out = Vec::with_capacity(address.len());
    let mut left = address.as_bytes();
    while let [first, rest @ ..] = left {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        let escaped = match rest {
            [high, low, after @ ..] if *first == b'%' => digit(high)
                .zip(digit(low))
                .and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
                .map(|byte| (byte, after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, rest));
        out.push(byte);
        left = after;
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_everywhere_are_published() {
        for path in
            ["files/letter.pdf", "files/2014/The plan (final), v2.docx", "files/Übersicht.pdf", "files/a+b=c.csv"]
        {
            assert_eq!(flaw(path), None, "{path}");
        }
        for path in [
            "files/a\nb",
            "files/a\u{fffd}",
            "files/a:b",
            "files/what?.pdf",
            "files/50%.pdf",
            "files/#1.pdf",
            "files/x ",
            "files/ x",
            "files/a./b",
            "files/con.txt",
            "files/NUL",
            "files/a\\b",
            "files/\"a\"",
        ] {
            assert!(flaw(path).is_some(), "{path}");
        }
        assert_eq!(respelt(["a/B", "a/b", "c"].into_iter()), [("a/b", "a/B")]);
    }

    #[test]
    fn addresses_of_files_are_written_and_read_back() {
        for path in ["files/letter.pdf", "files/The plan (final), v2.docx", "files/Übersicht.pdf", "files/a'b&c.csv"] {
            let written = encoded(path);
            assert!(!written.contains([' ', '(', '\'', '&']), "{written}");
            assert_eq!(decoded(&written), path);
        }
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(seen_from("../", "files/a.pdf#page=2"), "../files/a.pdf#page=2");
        assert_eq!(seen_from("../", "https://example.org/files/a.pdf"), "https://example.org/files/a.pdf");
        assert!(!is_own("filesystem/a"));
    }
}
