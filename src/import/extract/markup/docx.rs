//! Word documents: the container and its parts.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::flow::Flow;
use super::numbering::Numbering;
use super::styles::Styles;
use super::word::{self, Part};
use crate::diagnostics::Diagnostic;
use crate::import::extract::messages;
use crate::import::extract::passage::Passage;

/// What one part may unpack to. The text of a report of 50 pages has some 2 MB with all its marks.
const PART: u64 = 48 << 20;
/// Running headers and footers that are read at most; a document has one for each kind of page of each section.
const RUNNING: usize = 24;

/// Whether an archive is a Word document.
pub(crate) fn is_docx(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(DOCUMENT).is_some())
}

const DOCUMENT: &str = "word/document.xml";

/// The passages of a Word document in order; headers and footers once each, notes at the end.
pub(crate) fn passages(bytes: &[u8]) -> Result<Vec<Passage>, Diagnostic> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| messages::damaged_document(&e.to_string()))?;
    let document = part(&mut archive, DOCUMENT)?.ok_or_else(|| messages::damaged_document("it holds no text"))?;
    let styles = Styles::read(&part(&mut archive, "word/styles.xml")?.unwrap_or_default());
    let mut numbering = Numbering::read(&part(&mut archive, "word/numbering.xml")?.unwrap_or_default());
    let mut running: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    running.retain(|name| name.starts_with("word/header") || name.starts_with("word/footer"));
    running.sort();
    let mut flow = Flow::default();
    for name in running.iter().take(RUNNING) {
        let kind = if name.starts_with("word/header") { Part::Header } else { Part::Footer };
        let text = part(&mut archive, name)?.unwrap_or_default();
        word::read(&text, kind, &styles, &mut numbering, &mut flow)?;
    }
    // The same header stands in a part of its own for each section.
    let mut seen = HashSet::new();
    flow.passages.retain(|passage| seen.insert(passage.lines.clone()));
    word::read(&document, Part::Text, &styles, &mut numbering, &mut flow)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        let text = part(&mut archive, name)?.unwrap_or_default();
        word::read(&text, Part::Notes, &styles, &mut numbering, &mut flow)?;
    }
    Ok(flow.end())
}

/// The text of one part, if the archive has it.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Diagnostic> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(messages::locked_document()),
        Err(error) => return Err(messages::damaged_document(&error.to_string())),
    };
    let mut bytes = Vec::new();
    // What is read tells how large it is; what the archive says may be untrue.
    file.take(PART + 1).read_to_end(&mut bytes).map_err(|e| messages::damaged_document(&e.to_string()))?;
    if bytes.len() as u64 > PART {
        return Err(messages::document_bomb());
    }
    String::from_utf8(bytes).map(Some).map_err(|_| messages::damaged_document("its text is no UTF-8"))
}
