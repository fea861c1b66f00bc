//! The files that were read, and places in them.
//!
//! Every phase points at the editor's text by [`Span`]: a file and a range of
//! bytes. Only the drawing turns that into lines and columns. Nothing here
//! opens a file.

use std::ops::Range;

/// A file's number in [`Sources`], in order of path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The first byte of the first file: a stand-in where no place is known.
    pub(crate) const START: Self = Self { file: FileId(0), start: 0, end: 0 };

    /// The bytes of `range` in `file`. Files are far below four gigabytes; a longer one is cut.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let byte = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: byte(range.start), end: byte(range.end) }
    }

    /// The range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the site's folder, with forward slashes.
    pub path: String,
    /// The text; empty when the file was not UTF-8.
    pub text: String,
}

impl SourceFile {
    /// The line and column of a byte.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let before = self.before(byte);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// The whole line that a byte stands in, without its end.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> &str {
        let start = self.before(byte).rfind('\n').map_or(0, |i| i + 1);
        let line = self.text[start..].split('\n').next().unwrap_or("");
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// The text before a byte; a byte inside a character counts as the character's first.
    fn before(&self, byte: usize) -> &str {
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[..end]
    }
}

/// All files that were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// The given files; a file's number is its place in the list.
    #[must_use]
    pub fn new(files: Vec<SourceFile>) -> Self {
        Self { files }
    }

    /// A file, if the number is one of these.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(self.files.iter())
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
