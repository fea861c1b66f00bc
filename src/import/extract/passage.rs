//! What the readers of PDFs and of text files hand on: pieces of text that
//! belong together, with whatever the source shows of what they are.

use crate::diagnostics::Diagnostic;

/// All passages of a file.
pub(crate) struct Passages {
    /// In reading order.
    pub(crate) list: Vec<Passage>,
    /// How many pages the file has; 0 for text files.
    pub(crate) pages: u32,
    /// What of the file could not be read.
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Passages {
    /// Those of a file without pages, all of which was read.
    pub(crate) fn of_text(list: Vec<Passage>) -> Self {
        Self { list, pages: 0, warnings: Vec::new() }
    }
}

/// What the source itself says about a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// A heading; 1 is the highest, 0 says no level.
    Heading(u8),
    /// An item of a list, so deep.
    Item(u8),
    /// No part of the text, at the head of the page.
    Header,
    /// No part of the text, at the foot of the page.
    Footer,
    Note,
    Contents,
}

/// One paragraph, heading, list item or table row before it is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Passage {
    /// As they stand in the source; a space at the end of a line is kept.
    pub(crate) lines: Vec<String>,
    /// Of a table row: the lines of each cell.
    pub(crate) cells: Vec<Vec<String>>,
    /// Of a table row: where each cell begins, in points or as the number of its column; by their order where none
    /// is known.
    pub(crate) places: Vec<u32>,
    pub(crate) page: Option<u32>,
    /// Of most of its letters; 0 in files without sizes.
    pub(crate) size: f32,
    /// All its letters are heavy.
    pub(crate) bold: bool,
    pub(crate) hint: Hint,
    /// Left edge of its text.
    pub(crate) x: f32,
    /// A bullet is drawn beside it.
    pub(crate) dot: bool,
    /// Footnote marks that were taken out of the text.
    pub(crate) raised: Vec<String>,
    /// The raised mark that it begins with, as footnotes do.
    pub(crate) lead: Option<String>,
    /// Height of its first line on the page: 0 at the foot, 1 at the head.
    pub(crate) height: f32,
    /// The source says where it begins and ends: it goes on nowhere else.
    pub(crate) is_whole: bool,
    /// Its last line reaches the right margin, so that the text may go on.
    pub(crate) full: bool,
}

impl Passage {
    /// All words, without joining what the line ends part.
    pub(crate) fn flat(&self) -> String {
        let lines = self.lines.iter().chain(self.cells.iter().flatten());
        let mut flat = String::new();
        for word in lines.flat_map(|line| line.split_whitespace()) {
            if !flat.is_empty() {
                flat.push(' ');
            }
            flat.push_str(word);
        }
        flat
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.lines.iter().chain(self.cells.iter().flatten()).all(|line| line.trim().is_empty())
    }
}
