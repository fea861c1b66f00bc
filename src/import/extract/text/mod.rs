//! Text and Markdown files: lines into passages.
//!
//! Such files are copies of printed reports, made by many tools, so nothing is
//! taken for granted: marks of Markdown and leftovers of HTML are read where
//! they stand, and a page that was cut leaves its traces (a form feed, a line
//! that begins with one space, a rule of spaces above the footnotes).

mod inline;
mod lines;
mod tables;

use self::lines::{LineKind, SourceLine};
use super::passage::{Hint, Passage};

/// How wide one column of indentation counts, in the points that passages are measured in.
const COLUMN: f32 = 4.0;
/// A line that its author ended stops so many characters short at least.
const SLACK: usize = 12;

/// The passages of a text, in order.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let lines = lines::source_lines(text);
    let width = lines::width(&lines);
    let mut builder = PassageBuilder { width, passages: Vec::new(), open: Vec::new(), in_note: false, in_block: false };
    for line in lines {
        builder.add(line);
    }
    builder.close(LineKind::Blank);
    tables::pair(&mut builder.passages);
    builder.passages
}

struct PassageBuilder {
    /// Where full lines end, in characters.
    width: usize,
    passages: Vec<Passage>,
    open: Vec<SourceLine>,
    /// Below the rule that stands above footnotes, up to the end of the page.
    in_note: bool,
    /// The passage before stood right above the open one, as the lines of an address do.
    in_block: bool,
}

impl PassageBuilder {
    fn add(&mut self, line: SourceLine) {
        match line.kind {
            LineKind::Blank => self.close(LineKind::Blank),
            LineKind::NoteRule => {
                self.close(LineKind::Blank);
                self.in_note = true;
            }
            LineKind::Heading(_) | LineKind::Row => {
                self.close(line.kind);
                self.open.push(line);
                self.close(LineKind::Blank);
            }
            LineKind::Marked => {
                self.close(line.kind);
                if line.after_cut {
                    self.in_note = false;
                }
                self.open.push(line);
            }
            LineKind::Words => {
                if line.after_cut {
                    self.close(LineKind::Blank);
                    self.in_note = false;
                } else if self.open.last().is_some_and(|last| self.is_broken(last, &line)) {
                    self.close(line.kind);
                }
                self.open.push(line);
            }
        }
    }

    /// A line that ends early although the next word would have fitted was ended by its author.
    fn is_broken(&self, last: &SourceLine, next: &SourceLine) -> bool {
        let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let fits = last.text.trim_end().chars().count() + word < self.width.saturating_sub(SLACK);
        let begins = next.text.starts_with(|c: char| !c.is_lowercase());
        // Where lines are not wrapped, each ends where its author ended it, an item's too.
        let is_whole = self.width == usize::MAX && last.text.trim_end().ends_with(['.', '!', '?']);
        fits && begins && (last.kind != LineKind::Marked || is_whole)
    }

    /// Ends the open passage; `below` is what stands right below it.
    fn close(&mut self, below: LineKind) {
        let lines = std::mem::take(&mut self.open);
        let Some(first) = lines.first() else { return };
        let alone = !std::mem::replace(&mut self.in_block, below == LineKind::Words) && below != LineKind::Words;
        let hint = if self.in_note { Hint::Note } else { hint(&lines, alone) };
        let mut passage = Passage { hint, x: first.indent as f32 * COLUMN, page: first.page, ..Passage::default() };
        if hint == Hint::Note {
            passage.lead = note_mark(&first.text);
        }
        if first.kind == LineKind::Row {
            passage.cells = first.text.split('\t').map(|cell| vec![cell.trim().to_owned()]).collect();
        } else {
            passage.lines = lines.into_iter().map(|line| line.text).collect();
            if let (Some(lead), Some(first)) = (&passage.lead, passage.lines.first_mut()) {
                *first = first.trim_start().trim_start_matches(lead.as_str()).trim_start().to_owned();
            }
        }
        self.passages.push(passage);
    }
}

fn note_mark(text: &str) -> Option<String> {
    let mark: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    (!mark.is_empty() && mark.len() < 3).then_some(mark)
}

/// What the lines say of themselves.
fn hint(lines: &[SourceLine], alone: bool) -> Hint {
    let Some(first) = lines.first() else { return Hint::None };
    if let LineKind::Heading(level) = first.kind {
        return Hint::Heading(level);
    }
    let text = lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
    // A number alone between paragraphs is what is left of a page's foot.
    if first.kind == LineKind::Words && text.chars().all(|c| c.is_ascii_digit()) && text.len() <= 3 {
        return Hint::Footer;
    }
    let is_bold = first.is_bold && lines.len() == 1;
    let looks = alone && first.kind == LineKind::Words && lines.len() <= 3 && is_title(&text);
    if looks { Hint::Heading(if is_bold { 6 } else { 7 }) } else { Hint::None }
}

/// A short line that begins like a sentence and does not end like one.
fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let begins = text.starts_with(|c: char| c.is_uppercase());
    let ends = !text.ends_with(['.', ';', ',', '!', '\u{201d}', '"']) && (!text.ends_with(':') || words <= 4);
    let is_greeting =
        ["Dear ", "Yours ", "Your sincerely", "Copy", "Tel", "Direct T"].iter().any(|s| text.starts_with(s));
    // More digits than a year has make it a date, a telephone number or a row of figures.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    begins && ends && !is_greeting && words <= 25 && digits <= 4 && !text.contains(['@', '©']) && !is_label(text)
}

/// `Lead inspector: Ann Other` is no heading.
fn is_label(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(before, _)| before.split_whitespace().count() <= 4)
}
