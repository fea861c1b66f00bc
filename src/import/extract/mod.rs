//! Text out of a raw report: blocks in reading order, each with its page.
//!
//! Start at [`extract`]. The way of a file: `kind` looks at what it really is;
//! `pdf`, `text` or `markup` turns it into passages, which are pieces of text that
//! belong together; `assemble` names each passage (heading, item, numbered
//! paragraph, table row, furniture) and joins its lines. Nothing is dropped:
//! every word of the source stands in exactly one block. What a block means
//! for a report is not decided here.

mod assemble;
mod contents;
mod furniture;
mod headings;
mod imprint;
mod joining;
mod kind;
mod lists;
mod marks;
mod markup;
mod messages;
mod passage;
mod pdf;
mod signs;
mod text;

use crate::diagnostics::Diagnostic;
use kind::{FileKind, file_kind};
use passage::Passages;

/// Text of a document in reading order. Every word of the source stands in exactly one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// The blocks, furniture in its place among the others.
    pub blocks: Vec<Block>,
    /// Pages of a PDF; 0 for other files, which have none.
    pub pages: u32,
    /// Words of the source: of all blocks, with the numbers of paragraphs and without bullets.
    pub words: usize,
    /// What could not be read, though most could: the editor has to look there.
    pub warnings: Vec<Diagnostic>,
}

/// A piece of text that belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, with single spaces; without a bullet and without the number of a numbered paragraph.
    pub text: String,
    /// The page where it begins, from 1; nothing for files without pages.
    pub page: Option<u32>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// 1 is the largest in the document.
        level: u8,
    },
    /// A paragraph without mark or number.
    Paragraph,
    /// A paragraph with a printed number.
    Numbered {
        /// As printed, without the dot behind it: `12`, `1.1`.
        number: String,
    },
    /// An item of a list.
    Item {
        /// Lists that it is nested in; 0 is the outermost.
        depth: u8,
    },
    /// A row of a table; the text is that of its cells, joined with single spaces.
    Row {
        /// The texts of its cells, wrapped lines joined. Empty cells are left out.
        cells: Vec<String>,
        /// Where each of them begins: on a page, points from its left edge; elsewhere, the number of its column. A
        /// cell that is left out leaves a gap.
        places: Vec<u32>,
    },
    /// Something that is no part of the running text.
    Furniture {
        /// What it is for.
        why: FurnitureKind,
    },
}

/// What a piece of furniture is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FurnitureKind {
    /// A line that stands at the head of pages.
    RunningHeader,
    /// A line that stands at the foot of pages.
    RunningFooter,
    /// The number of a page.
    PageNumber,
    /// The sender's address at the head of a letter.
    Letterhead,
    /// A line of the page of contents.
    Contents,
    /// A footnote, with the mark that leads to it.
    Footnote {
        /// The mark: `1`, `*`; empty where none is printed.
        mark: String,
    },
    /// Marks that lead to footnotes, taken out of the block before.
    FootnoteMark,
    /// Copyright, licence and address of the publisher.
    Imprint,
}

// The largest of 289 real reports has 0.8 MB; a scan of one page in colour may have 4.
/// A file that is read has so many bytes at most.
const FILE: u64 = 200 << 20;

/// Whether a file of that many bytes is read at all.
///
/// # Errors
///
/// Where no report is as large.
pub fn check_size(bytes: u64) -> Result<(), Diagnostic> {
    if bytes > FILE { Err(messages::too_large()) } else { Ok(()) }
}

/// The text of a file. The name serves only to tell what the file should be, and for messages.
///
/// # Errors
///
/// Where there is no text to be had: the file is empty, locked, damaged, a scan, no UTF-8, or
/// something else than its name says. A Word document is read whatever its name.
pub fn extract(bytes: &[u8], name: &str) -> Result<Extracted, Diagnostic> {
    let Passages { list, pages, warnings } = match file_kind(bytes, name)? {
        FileKind::Pdf => pdf::passages(bytes)?,
        FileKind::Text(text) => Passages::of_text(text::passages(text)),
        FileKind::Word => Passages::of_text(markup::docx::passages(bytes)?),
        FileKind::Web => Passages::of_text(markup::html::passages(&markup::html::decoded(bytes))),
    };
    let blocks = assemble::blocks(list, pages);
    if blocks.is_empty() {
        return Err(messages::empty());
    }
    let words = blocks.iter().map(Block::words).sum();
    Ok(Extracted { blocks, pages, words, warnings })
}

impl Block {
    /// How many words of the source it holds.
    #[must_use]
    pub fn words(&self) -> usize {
        let number = usize::from(matches!(self.kind, BlockKind::Numbered { .. }));
        self.text.split_whitespace().count() + number
    }
}
