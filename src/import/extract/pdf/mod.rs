//! PDFs: opens the file, draws its pages one by one, and puts their lines
//! together into passages.
//!
//! Start at [`passages`]. Nothing here names what a passage is: that is the
//! work of the rooms above, which text files share.

mod bomb;
mod budget;
mod cells;
mod cmap;
mod encodings;
mod fonts;
mod glyphs;
mod layout;
mod lexer;
mod lines;
mod lone_marks;
mod margins;
mod operators;
mod order;
mod page;
mod readable;
mod showing;
mod spacing;
mod stacks;
mod tagged;
mod tags;
mod unpacking;
mod widths;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, LoadOptions};

use super::messages;
use super::passage::{Passage, Passages};
use super::signs::Signs;
use crate::diagnostics::Diagnostic;
use bomb::Look;
use budget::{Budget, Spent};
use fonts::Fonts;
use glyphs::{ARTIFACT, UNTAGGED};
use lines::PrintedLine;
use operators::Painter;
use readable::Lost;
use tags::Tags;
use unpacking::Packed;

// The longest reports have a few hundred.
/// Pages that are read at most.
const PAGES: u32 = 5000;

/// The passages of a PDF in reading order, and the number of its pages.
pub(crate) fn passages(bytes: &[u8]) -> Result<Passages, Diagnostic> {
    let document = open(bytes)?;
    let tags = Tags::read(&document);
    let mut fonts = Fonts::new(&document);
    let mut budget = Budget::new();
    let mut lost = Lost::default();
    let mut lines = Vec::new();
    let mut pages = 0;
    for id in document.page_iter() {
        pages += 1;
        if pages > PAGES {
            return Err(messages::too_much());
        }
        let content = page::content(&document, id, budget.stream()).map_err(|packed| unreadable(packed, pages))?;
        let drawn = Painter::draw_page(&document, id, &content.bytes, &mut fonts, tags.page(id), &mut budget)
            .map_err(refused)?;
        let of_page = lines::lines(&drawn, pages);
        lost.note(&drawn, &of_page, content.is_whole, pages);
        lines.extend(of_page);
    }
    whole(&document, pages)?;
    lost.check(pages)?;
    let lines = with_marks(lines);
    Ok(Passages { list: arrange(lines, &tags), pages, warnings: lost.warnings() })
}

fn unreadable(packed: Packed, page: u32) -> Diagnostic {
    match packed {
        Packed::TooLarge => messages::bomb(),
        Packed::Unreadable => messages::damaged(&format!("page {page} cannot be unpacked")),
    }
}

fn open(bytes: &[u8]) -> Result<Document, Diagnostic> {
    match bomb::look(bytes) {
        Look::Bomb => return Err(messages::bomb()),
        Look::Damaged => return Err(messages::damaged("packed objects cannot be unpacked")),
        Look::Harmless if readable::is_cut(bytes) => return Err(messages::cut()),
        Look::Harmless => {}
    }
    let options = LoadOptions { max_decompressed_size: Some(bomb::STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            messages::password()
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => messages::bomb(),
        other => messages::damaged(&other.to_string()),
    })?;
    // lopdf tries the empty password itself; what is still encrypted needs a real one.
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(messages::password());
    }
    Ok(document)
}

fn refused(spent: Spent) -> Diagnostic {
    match spent {
        Spent::Bytes => messages::bomb(),
        Spent::Operators | Spent::Glyphs => messages::too_much(),
    }
}

/// A file that lost pages is refused, since an import must not lose words in silence.
fn whole(document: &Document, pages: u32) -> Result<(), Diagnostic> {
    for (number, id) in (1..=pages).zip(document.page_iter()) {
        let found = document.get_dictionary(id).is_ok();
        let streams = document.get_page_contents(id);
        if !found || streams.iter().any(|stream| !document.has_object(*stream)) {
            return Err(messages::damaged(&format!("page {number} cannot be read")));
        }
    }
    let root = document.catalog().and_then(|c| c.get_deref(b"Pages", document)).and_then(lopdf::Object::as_dict);
    let count = root.and_then(|root| root.get(b"Count")).and_then(lopdf::Object::as_i64).unwrap_or(0);
    // The count alone may be wrong; in a file that had to be repaired it tells what is gone.
    if document.xref_recovery.is_some() && count > i64::from(pages) && pages > 0 {
        return Err(messages::damaged(&format!("{pages} of {count} pages are left")));
    }
    Ok(())
}

// A paragraph goes on overleaf, at times behind a page of pictures.
/// The words of one paragraph stand so many pages apart at most.
const APART: u32 = 2;

/// Takes lines out of blocks that are torn: what stands between two lines of another block belongs there, and
/// what is left is put together by its place.
fn mend(lines: &mut [PrintedLine]) {
    let wrong = torn(lines);
    if wrong.is_empty() {
        return;
    }
    let around: Vec<Option<u32>> = lines
        .windows(3)
        .map(|three| match three {
            [a, b, c] if a.leaf == c.leaf && a.page == c.page && b.page == a.page => Some(a.leaf),
            _ => None,
        })
        .collect();
    for (line, around) in lines.iter_mut().skip(1).zip(around).filter(|(line, _)| wrong.contains(&line.leaf)) {
        line.leaf = around.unwrap_or(line.leaf);
    }
    let wrong = torn(lines);
    for line in lines.iter_mut().filter(|line| wrong.contains(&line.leaf)) {
        line.leaf = UNTAGGED;
    }
}

/// Blocks of the structure whose words stand on pages far apart: they are named wrong, and say nothing.
fn torn(lines: &[PrintedLine]) -> BTreeSet<u32> {
    let mut last: BTreeMap<u32, u32> = BTreeMap::new();
    let mut torn = BTreeSet::new();
    for line in lines.iter().filter(|line| line.leaf < ARTIFACT) {
        if last.insert(line.leaf, line.page).is_some_and(|page| line.page > page + APART) {
            torn.insert(line.leaf);
        }
    }
    torn
}

/// The lines with the bullets of this document, and every mark with its words.
fn with_marks(mut lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    let signs = Signs::learn(lines.iter().filter(|line| !line.sideways).map(|line| (line.text.as_str(), line.x)));
    for line in &mut lines {
        if let Some(words) = signs.behind(&line.text, line.x) {
            line.text = format!("• {words}");
        }
    }
    let mut all = Vec::with_capacity(lines.len());
    let mut page: Vec<PrintedLine> = Vec::new();
    for line in lines {
        if page.last().is_some_and(|last| last.page != line.page) {
            all.extend(lone_marks::attach(std::mem::take(&mut page)));
        }
        page.push(line);
    }
    all.extend(lone_marks::attach(page));
    all
}

/// The structure of the file is followed where it covers the text, else the layout is.
fn arrange(mut lines: Vec<PrintedLine>, tags: &Tags) -> Vec<Passage> {
    mend(&mut lines);
    // Some programs tag only a part, such as links or form fields; then the tags' order says little of the rest.
    let letters = |wanted: fn(&PrintedLine) -> bool| lines.iter().filter(|l| wanted(l)).map(|l| l.letters).sum::<u32>();
    let tagged = letters(|line| line.leaf != UNTAGGED && line.leaf != ARTIFACT);
    let untagged = letters(|line| line.leaf == UNTAGGED);
    if tagged > untagged * 4 { tagged::passages(lines, tags) } else { layout::passages(lines) }
}
