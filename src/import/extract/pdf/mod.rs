//! PDFs: opens the file, draws its pages one by one, and puts their lines
//! together into passages.
//!
//! Start at [`passages`]. Nothing here names what a passage is: that is the
//! work of the rooms above, which text files share.

mod bomb;
mod budget;
mod cmap;
mod encodings;
mod fonts;
mod glyphs;
mod layout;
mod lexer;
mod lines;
mod margins;
mod operators;
mod page;
mod stacks;
mod tagged;
mod tags;
mod widths;

use lopdf::{Document, LoadOptions};

use super::error::ExtractError;
use super::passage::Passage;
use budget::{Budget, Spent};
use fonts::Fonts;
use glyphs::{ARTIFACT, UNTAGGED};
use lines::Line;
use operators::Painter;
use tags::Tags;

/// Pages that are read at most.
const PAGES: usize = 5000;

/// The passages of a PDF in reading order, and the number of its pages.
pub(crate) fn passages(bytes: &[u8]) -> Result<(Vec<Passage>, u32), ExtractError> {
    let document = open(bytes)?;
    let tags = Tags::read(&document);
    let mut fonts = Fonts::new(&document);
    let mut budget = Budget::new();
    let mut lines = Vec::new();
    let mut pages = 0;
    for id in document.page_iter().take(PAGES) {
        pages += 1;
        let drawn = Painter::page(&document, id, &mut fonts, tags.page(id), &mut budget).map_err(refused)?;
        lines.extend(lines::lines(&drawn, pages));
    }
    whole(&document, pages)?;
    check(&lines, pages)?;
    Ok((arrange(lines, &tags), pages))
}

fn open(bytes: &[u8]) -> Result<Document, ExtractError> {
    if !bomb::is_harmless(bytes) {
        return Err(ExtractError::bomb());
    }
    let options = LoadOptions { max_decompressed_size: Some(budget::STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            ExtractError::password()
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => ExtractError::bomb(),
        other => ExtractError::damaged(&other.to_string()),
    })?;
    // lopdf tries the empty password itself; what is still encrypted needs a real one.
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(ExtractError::password());
    }
    Ok(document)
}

fn refused(spent: Spent) -> ExtractError {
    match spent {
        Spent::Bytes => ExtractError::bomb(),
        Spent::Operators | Spent::Glyphs => ExtractError::too_much(),
    }
}

/// A file that lost pages is refused, since an import must not lose words in silence.
fn whole(document: &Document, pages: u32) -> Result<(), ExtractError> {
    for (number, id) in (1..=pages).zip(document.page_iter()) {
        let found = document.get_dictionary(id).is_ok();
        let streams = document.get_page_contents(id);
        if !found || streams.iter().any(|stream| !document.has_object(*stream)) {
            return Err(ExtractError::damaged(&format!("page {number} cannot be read")));
        }
    }
    let root = document.catalog().and_then(|c| c.get_deref(b"Pages", document)).and_then(lopdf::Object::as_dict);
    let count = root.and_then(|root| root.get(b"Count")).and_then(lopdf::Object::as_i64).unwrap_or(0);
    // The count alone may be wrong; in a file that had to be repaired it tells what is gone.
    if document.xref_recovery.is_some() && count > i64::from(pages) && pages > 0 {
        return Err(ExtractError::damaged(&format!("{pages} of {count} pages are left")));
    }
    Ok(())
}

/// A file whose pages say nothing is a scan, or lost its text.
fn check(lines: &[Line], pages: u32) -> Result<(), ExtractError> {
    if pages == 0 {
        return Err(ExtractError::damaged("no pages"));
    }
    let letters = lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphanumeric()).count();
    let unknown = lines.iter().flat_map(|line| line.text.chars()).filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if letters == 0 || unknown > letters {
        return Err(ExtractError::no_text());
    }
    Ok(())
}

/// The structure of the file is followed where it covers the text, else the layout is.
fn arrange(lines: Vec<Line>, tags: &Tags) -> Vec<Passage> {
    let letters = |wanted: fn(&Line) -> bool| lines.iter().filter(|l| wanted(l)).map(|l| l.letters).sum::<u32>();
    let tagged = letters(|line| line.leaf != UNTAGGED && line.leaf != ARTIFACT);
    let untagged = letters(|line| line.leaf == UNTAGGED);
    if tagged > untagged * 4 { tagged::passages(lines, tags) } else { layout::passages(lines) }
}
