//! What a file really is, by its first bytes, and whether its name says so.

use super::markup::docx;
use super::messages;
use crate::diagnostics::Diagnostic;

/// What the file is read as.
pub(crate) enum FileKind<'a> {
    Pdf,
    Text(&'a str),
    /// A Word document.
    Word,
    /// A web page.
    Web,
}

// Viewers look just as far.
/// A PDF may carry other bytes in front, but not many.
const PDF_WITHIN: usize = 1024;

pub(crate) fn file_kind<'a>(bytes: &'a [u8], name: &str) -> Result<FileKind<'a>, Diagnostic> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(messages::empty());
    }
    let ending =
        name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, e)| e.to_ascii_lowercase());
    let head = bytes.get(..bytes.len().min(PDF_WITHIN)).unwrap_or_default();
    let is_pdf = head.windows(5).any(|w| w == b"%PDF-");
    // A Word document cannot be taken for anything else, so that its name may say what it likes.
    if head.starts_with(b"PK") && docx::is_docx(bytes) {
        return Ok(FileKind::Word);
    }
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => match foreign(head) {
            Some(found) if found != WEB_PAGE && found != "XML" => Err(messages::wrong_kind(name, found)),
            _ if is_pdf => Err(messages::wrong_kind(name, "a PDF")),
            _ => Ok(FileKind::Web),
        },
        Some("pdf") if is_pdf => Ok(FileKind::Pdf),
        Some("pdf") => Err(foreign(head).map_or_else(|| messages::not_a_pdf(name), |k| messages::wrong_kind(name, k))),
        Some("txt" | "md" | "markdown" | "text") => text(bytes, name, head),
        // A download without a name's ending is common; anything else without one is not guessed at.
        _ if head.starts_with(b"%PDF-") => Ok(FileKind::Pdf),
        _ => Err(foreign(head).map_or_else(|| messages::unknown_kind(name), |k| messages::wrong_kind(name, k))),
    }
}

fn text<'a>(bytes: &'a [u8], name: &str, head: &[u8]) -> Result<FileKind<'a>, Diagnostic> {
    if head.starts_with(b"%PDF-") {
        return Err(messages::wrong_kind(name, "a PDF"));
    }
    if let Some(found) = foreign(head) {
        return Err(messages::wrong_kind(name, found));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| messages::not_utf8(error.valid_up_to()))?;
    if text.contains('\0') {
        return Err(messages::wrong_kind(name, "bytes that are no text"));
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(messages::empty());
    }
    Ok(FileKind::Text(text))
}

/// What a download gives where a report was not to be had.
const WEB_PAGE: &str = "a web page";

/// Files that are often saved under the wrong name.
fn foreign(head: &[u8]) -> Option<&'static str> {
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let lower: Vec<u8> = start.iter().take(15).map(u8::to_ascii_lowercase).collect();
    match start {
        [b'P', b'K', 3, 4, ..] if has(start, b"opendocument.text") => Some("an OpenDocument text"),
        [b'P', b'K', 3, 4, ..] if has(start, b"opendocument") => Some("an OpenDocument file"),
        [b'P', b'K', 3, 4, ..] => Some("an archive that is no Word document"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("an old Word document"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("a Rich Text document"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some("a picture"),
        _ if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") => Some(WEB_PAGE),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some("a picture"),
        _ if lower.starts_with(b"<?xml") => Some("XML"),
        _ => None,
    }
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
