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
        // Half the size of `usize`: every value of every file carries one of these.
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
        let (before, _) = split_near(&self.text, byte);
        // The line that the byte stands in has begun already, and is the last one of what stands before it.
        let begun = before.rsplit('\n').next().unwrap_or(before);
        Position { line: lines_before(before) + 1, column: begun.chars().count() + 1 }
    }

    /// The whole line that a byte stands in, without its end.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> &str {
        let line = stretch(&self.text, line_around(&self.text, byte));
        // Files from Windows end their lines with two signs, of which the first would be drawn.
        line.strip_suffix('\r').unwrap_or(line)
    }
}

/// How many lines end in a text. A file with many mistakes is asked once for each.
pub(super) fn lines_before(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// The bytes of the line that a byte stands in, without its end.
pub(crate) fn line_around(text: &str, byte: usize) -> Range<usize> {
    let (before, after) = split_near(text, byte);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = after.find('\n').map_or(text.len(), |length| before.len() + length);
    start..end
}

/// The text before a byte and from it on. Any number will do: one inside a character counts as the
/// character's first byte, one past the end as the end.
pub(crate) fn split_near(text: &str, byte: usize) -> (&str, &str) {
    // No character of UTF-8 has more than four bytes, so this looks back over three at most.
    let whole = (0..=byte.min(text.len())).rev().find_map(|at| text.split_at_checked(at));
    whole.unwrap_or(("", text))
}

/// The text of a range of bytes. Ranges come from parsers, whose word for it is taken but not relied upon:
/// one that cuts a character, or runs past the end, is shortened to what is there.
pub(crate) fn stretch(text: &str, range: Range<usize>) -> &str {
    let (before_end, _) = split_near(text, range.end);
    split_near(before_end, range.start).1
}

/// A fingerprint of a file: two that differ in path or in one byte have different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// That of a file with this path below the site's folder and these bytes.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        // A path holds no such byte, so where it ends is never in doubt.
        hasher.update(path.as_bytes()).update(b"\0").update(bytes);
        Self(hasher.finalize().into())
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// All files that were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// One a file, in the same order.
    digests: Vec<Digest>,
}

impl Sources {
    /// The given files; a file's number is its place in the list.
    #[must_use]
    pub fn new(files: Vec<SourceFile>) -> Self {
        let digests = files.iter().map(|file| Digest::of(&file.path, file.text.as_bytes())).collect();
        Self { files, digests }
    }

    /// The given files with the fingerprints of their bytes, which a text that was not UTF-8 does not hold any more.
    #[must_use]
    pub(crate) fn with_digests(files: Vec<(SourceFile, Digest)>) -> Self {
        let (files, digests) = files.into_iter().unzip();
        Self { files, digests }
    }

    /// The fingerprint of a file's path and bytes, if the number is one of these.
    #[must_use]
    pub fn digest_of(&self, id: FileId) -> Option<Digest> {
        self.digests.get(id.0 as usize).copied()
    }

    /// The fingerprint of all files together: it changes with a file added, changed, renamed or removed.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for digest in &self.digests {
            hasher.update(digest.as_bytes());
        }
        Digest(hasher.finalize().into())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_range_is_cut_to_whole_characters() {
        let text = "a “b” c";
        assert_eq!(stretch(text, 2..6), "“b");
        assert_eq!(stretch(text, 3..7), "“b", "the first and the last byte lie inside a quote");
        assert_eq!(stretch(text, 0..99), text);
        let (from, to) = (4, 1);
        assert_eq!(stretch(text, from..to), "", "a range that ends before it begins holds nothing");
        assert_eq!(split_near(text, 3), ("a ", "“b” c"));
    }

    #[test]
    fn a_fingerprint_tells_path_and_bytes_apart() {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let sources = Sources::new(vec![file("a.md", "one"), file("a.mdo", "ne"), file("b.md", "one")]);
        let digest = |n| sources.digest_of(FileId(n)).unwrap();
        assert_eq!(digest(0), Digest::of("a.md", b"one"));
        assert!(digest(0) != digest(1) && digest(0) != digest(2) && digest(1) != digest(2));
        assert_eq!(sources.digest_of(FileId(3)), None);
        let fewer = Sources::new(vec![file("a.md", "one"), file("a.mdo", "ne")]);
        assert_ne!(sources.digest(), fewer.digest());
    }

    #[test]
    fn a_place_is_counted_in_characters_of_its_line() {
        let file = SourceFile { path: String::new(), text: "one\n“two”\r\nthree".to_owned() };
        assert_eq!(file.position(7), Position { line: 2, column: 2 });
        assert_eq!(file.line_at(7), "“two”");
        assert_eq!(file.position(file.text.len()), Position { line: 3, column: 6 });
        assert_eq!((file.line_at(0), file.line_at(999)), ("one", "three"));
    }
}
