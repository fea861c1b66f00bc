//! What of a file nobody can read, page by page, so that nothing is lost in silence.

use super::glyphs::{ARTIFACT, Drawn};
use super::lines::PrintedLine;
use crate::diagnostics::Diagnostic;
use crate::import::extract::messages;

// Of 4,013 pages of 289 reports, five have no letters, and every other has 46 or more.
/// A page with fewer letters of its own says nothing.
const LETTERS: u32 = 40;
// Pictures cover a sixth of a page at most in the same reports. Scans cover all of it, but for margins that were cut.
/// The part of a page that a picture of text covers at least.
const PICTURE: f32 = 0.4;
// A page of the same reports has 121 shapes at most; a page of letters that were made shapes has over a thousand.
/// So many shapes on a page without letters are letters that were drawn.
const SHAPES: usize = 1000;
// Names and quotations in other scripts come in whole paragraphs; wrong letters come one by one.
/// Letters of another script are doubted where they are fewer than one in so many.
const FOREIGN: usize = 20;

/// What pages draw and nobody can read.
#[derive(Default)]
pub(crate) struct Lost {
    /// Pages with drawings that the file does not hold whole.
    drawings: Vec<u32>,
    /// Pages with letters of unknown meaning, and how many letters these are.
    unknown: Counted,
    /// The same of letters of a script that is not the report's.
    foreign: Counted,
    /// Pages that are pictures or letters drawn as shapes.
    pictures: Vec<u32>,
    letters: usize,
    /// Letters that stand as `�`.
    replaced: usize,
}

#[derive(Default)]
struct Counted {
    pages: Vec<u32>,
    count: usize,
}

impl Counted {
    fn note(&mut self, count: usize, page: u32) {
        if count > 0 {
            self.pages.push(page);
            self.count += count;
        }
    }
}

impl Lost {
    /// Notes what a page draws, and whether its streams are whole.
    pub(crate) fn note(&mut self, drawn: &Drawn, lines: &[PrintedLine], is_whole: bool, page: u32) {
        if drawn.unread > 0 || !is_whole {
            self.drawings.push(page);
        }
        self.unknown.note(drawn.unknown, page);
        let mut foreign = 0;
        for ch in lines.iter().flat_map(|line| line.text.chars()) {
            self.letters += usize::from(ch.is_alphanumeric());
            self.replaced += usize::from(ch == char::REPLACEMENT_CHARACTER);
            foreign += usize::from(is_foreign(ch));
        }
        self.foreign.note(foreign, page);
        let own: u32 = lines.iter().filter(|line| line.leaf != ARTIFACT).map(|line| line.letters).sum();
        let is_drawn = own == 0 && drawn.shapes > SHAPES;
        if own < LETTERS && drawn.pictured > PICTURE || is_drawn {
            self.pictures.push(page);
        }
    }

    /// A file whose pages say nothing is a scan, or lost its text.
    pub(crate) fn check(&self, pages: u32) -> Result<(), Diagnostic> {
        if pages == 0 {
            return Err(messages::damaged("no pages"));
        }
        // Fonts that hide what their letters are leave as little to read as a picture does.
        if self.letters == 0 && self.unknown.count == 0 {
            return Err(messages::no_text());
        }
        if self.letters == 0 || self.replaced > self.letters || self.unknown.count > self.letters {
            return Err(messages::no_meaning());
        }
        Ok(())
    }

    pub(crate) fn warnings(&self) -> Vec<Diagnostic> {
        let named = |pages: &[u32], message: fn(&[u32]) -> Diagnostic| (!pages.is_empty()).then(|| message(pages));
        let Counted { pages, count } = &self.unknown;
        let unknown = (*count > 0).then(|| messages::unknown_letters(*count, pages));
        let Counted { pages, count } = &self.foreign;
        let is_doubtful = *count > 0 && count * FOREIGN < self.letters;
        let foreign = is_doubtful.then(|| messages::foreign_letters(*count, pages));
        let drawings = named(&self.drawings, messages::unread_drawings);
        let pictures = named(&self.pictures, messages::pictures);
        drawings.into_iter().chain(pictures).chain(unknown).chain(foreign).collect()
    }
}

/// A letter of a script that reports in English do not use. Greek is used in sums, and signs of measures are
/// letters to Unicode.
fn is_foreign(ch: char) -> bool {
    if ch < '\u{400}' {
        return false;
    }
    let signs = matches!(ch, '\u{1d00}'..='\u{2e7f}' | '\u{e000}'..='\u{f8ff}' | '\u{1d400}'..='\u{1d7ff}');
    let latin = matches!(ch, '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}');
    ch.is_alphabetic() && !signs && !latin
}

/// Whether the end of a file is missing: objects go on behind the last note of where they are.
pub(crate) fn is_cut(bytes: &[u8]) -> bool {
    match rfind(bytes, b"startxref") {
        Some(at) => rfind(bytes.get(at..).unwrap_or_default(), b" obj").is_some(),
        // Such a file may be written by hand; one whose last object is not ended is cut.
        None => rfind(bytes, b" obj") > rfind(bytes, b"endobj"),
    }
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, what)
}

#[cfg(test)]
mod tests {
    use super::{is_cut, is_foreign};

    #[test]
    fn the_end_of_a_file_is_missed() {
        assert!(!is_cut(b"1 0 obj\n1\nendobj\nxref\nstartxref\n9\n%%EOF\n"));
        assert!(!is_cut(b"1 0 obj\n1\nendobj\ntrailer"));
        assert!(is_cut(b"1 0 obj\n1\nendobj\n2 0 obj\n<< /A"));
        // A file that is made for the web has such a note at its head too.
        assert!(is_cut(b"xref\nstartxref\n0\n%%EOF\n1 0 obj\n1\nendobj\n2 0 obj\n1"));
    }

    #[test]
    fn letters_of_other_scripts() {
        assert!("昀椀ا".chars().all(is_foreign));
        assert!(!"aéŵñ–’ﬁ½μ✓\u{f0b7}7".chars().any(is_foreign));
    }
}
