//! From glyphs to lines: characters that follow one another on one baseline.

use super::cells::{self, Break};
use super::glyphs::{Drawn, Glyph};
use super::spacing::{self, Gap};

/// Characters on one baseline, in the order in which the file draws them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PrintedLine {
    pub(crate) page: u32,
    pub(crate) leaf: u32,
    pub(crate) x: f32,
    pub(crate) end: f32,
    pub(crate) y: f32,
    /// Of most of its letters.
    pub(crate) size: f32,
    /// How far letters of that size outnumber the others.
    pub(crate) votes: i32,
    /// A space at its end is kept, since it tells whether the next line goes on with the same word.
    pub(crate) text: String,
    /// Footnote marks raised above the line, which are not in the text.
    pub(crate) raised: Vec<String>,
    /// The raised mark in front of it.
    pub(crate) lead: Option<String>,
    /// Letters that are not white space, and how many of them are heavy.
    pub(crate) letters: u32,
    pub(crate) heavy: u32,
    /// A bullet is drawn in front of it.
    pub(crate) dot: bool,
    /// It stands on the baseline of the line before, after a wide gap.
    pub(crate) after_gap: bool,
    /// Where it may be two cells that were written as one line.
    pub(crate) breaks: Vec<Break>,
    /// It was cut off the line before: it is a cell of its own.
    pub(crate) is_cell: bool,
    pub(crate) sideways: bool,
    /// How tall the page is.
    pub(crate) page_height: f32,
}

impl PrintedLine {
    pub(crate) fn is_blank(&self) -> bool {
        self.letters == 0
    }

    pub(crate) fn is_bold(&self) -> bool {
        self.heavy * 10 >= self.letters * 9 && self.letters > 0
    }

    /// Adds another line of the same baseline behind this one.
    pub(crate) fn append(&mut self, other: &Self) {
        let parted = self.text.ends_with(' ') || other.text.starts_with(' ');
        if !parted && other.x - self.end > 0.15 * self.size.max(other.size) {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        self.raised.extend(other.raised.iter().cloned());
        self.end = self.end.max(other.end);
        self.x = self.x.min(other.x);
        if other.letters > self.letters {
            self.size = other.size;
        }
        self.letters += other.letters;
        self.heavy += other.heavy;
        self.dot |= other.dot;
    }
}

// Spaces in justified lines are stretched, so that a gap of one size says nothing yet.
/// A gap of this many sizes parts two cells, or a number from its paragraph.
const GAP: f32 = 1.6;

/// The lines of a page.
pub(crate) fn lines(drawn: &Drawn, page: u32) -> Vec<PrintedLine> {
    let mut builder = LineBuilder { page, page_height: drawn.height, ..LineBuilder::default() };
    for glyph in &drawn.glyphs {
        builder.add(glyph);
    }
    builder.close();
    let mut lines = spacing::drawn_once(builder.lines);
    lines.retain(|line| !(line.is_blank() && line.raised.is_empty()));
    // Printers write outside the page that is cut out. A line that only runs over the edge is read whole.
    let is_seen = |line: &PrintedLine| drawn.visible.is_none_or(|page| page.shows(line.x, line.end, line.y));
    lines.retain(|line| line.sideways || is_seen(line));
    let mut lines = cells::cut(lines);
    // Each dot is compared with each line, which takes too long where there are thousands of both.
    // Thousands of dots are a picture.
    let is_picture = drawn.dots.len() * lines.len() > 2_000_000;
    let dots = if is_picture { &[] } else { drawn.dots.as_slice() };
    for dot in dots {
        let beside = lines.iter_mut().filter(|line| {
            let gap = line.x - dot.end;
            // A bullet stands close in front of its line, between its baseline and the height of its letters.
            (-1.0..line.size * 3.0).contains(&gap)
                && dot.y > line.y - line.size * 0.2
                && dot.y < line.y + line.size * 0.7
        });
        if let Some(line) = beside.min_by(|a, b| a.x.total_cmp(&b.x)) {
            line.dot = true;
            line.x = dot.x;
        }
    }
    lines
}

#[derive(Default)]
struct LineBuilder {
    page: u32,
    page_height: f32,
    lines: Vec<PrintedLine>,
    open: Option<PrintedLine>,
    last: Option<Glyph>,
    /// The spaces of the open line that only a gap between letters tells of.
    gaps: Vec<Gap>,
    /// The letters of the open line and their places.
    drawn: Vec<(char, f32)>,
    /// The last letter was one that stands there already.
    in_shadow: bool,
}

// A printed line has some hundred letters.
/// So many letters of a line are compared with what is drawn over them.
const DRAWN: usize = 500;

/// How a glyph stands to the open line.
enum Fit {
    Here,
    /// A small digit above the line.
    Raised,
    /// The open line is a raised mark in front of the glyph's line.
    AfterMark,
    AfterGap,
    Elsewhere,
}

impl LineBuilder {
    fn add(&mut self, glyph: &Glyph) {
        self.in_shadow = self.is_shadow(glyph);
        if self.in_shadow {
            return;
        }
        match self.open.as_ref().map_or(Fit::Elsewhere, |line| fit(line, glyph, self.last.as_ref())) {
            Fit::Here => self.put(glyph),
            Fit::Raised => self.raise(glyph),
            Fit::AfterMark => {
                let mark = self.open.take().map(|line| line.text.trim().to_owned());
                self.start(glyph, false);
                if let Some(line) = &mut self.open {
                    line.lead = mark;
                }
            }
            Fit::AfterGap => {
                self.close();
                self.start(glyph, true);
            }
            Fit::Elsewhere => {
                self.close();
                self.start(glyph, false);
            }
        }
        self.last = Some(*glyph);
    }

    /// Heavy letters are sometimes made by drawing the same letter, or the same words, twice.
    fn is_shadow(&self, glyph: &Glyph) -> bool {
        let near = |from: f32, to: f32| (from - to).abs() < 0.1 * glyph.size;
        if glyph.ch == ' ' {
            // A space between two letters that are drawn again.
            return self.in_shadow && self.open.as_ref().is_some_and(|line| glyph.x < line.end);
        }
        let again = |last: &Glyph| last.ch == glyph.ch && near(last.x, glyph.x) && near(last.y, glyph.y);
        self.last.as_ref().is_some_and(again)
            || self.open.as_ref().is_some_and(|line| {
                glyph.x < line.end - 0.3 * glyph.size
                    && near(line.y, glyph.y)
                    && self.drawn.iter().any(|(ch, x)| *ch == glyph.ch && near(*x, glyph.x))
            })
    }

    fn start(&mut self, glyph: &Glyph, after_gap: bool) {
        self.gaps.clear();
        self.drawn.clear();
        self.open = Some(PrintedLine {
            page: self.page,
            page_height: self.page_height,
            leaf: glyph.leaf,
            x: glyph.x,
            end: glyph.x,
            y: glyph.y,
            size: glyph.size,
            sideways: glyph.sideways,
            after_gap,
            ..PrintedLine::default()
        });
        self.put(glyph);
    }

    fn put(&mut self, glyph: &Glyph) {
        let Some(line) = &mut self.open else { return };
        if glyph.ch == ' ' {
            // A space in front of a line is no part of it, and two are one.
            if !line.text.is_empty() && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            return;
        }
        if line.letters == 0 {
            line.x = glyph.x;
        } else if glyph.x - line.end > cells::GAP * glyph.size && line.breaks.len() < cells::BREAKS {
            let spaced = usize::from(!line.text.ends_with(' '));
            line.breaks.push(Break { at: line.text.len() + spaced, end: line.end, x: glyph.x });
            if spaced > 0 {
                line.text.push(' ');
            }
        } else if glyph.x - line.end > 0.17 * glyph.size && !line.text.ends_with(' ') {
            self.gaps.push(Gap { at: line.text.len(), width: (glyph.x - line.end) / glyph.size });
            line.text.push(' ');
        }
        if self.drawn.len() < DRAWN {
            self.drawn.push((glyph.ch, glyph.x));
        }
        line.text.push(glyph.ch);
        line.letters += 1;
        line.heavy += u32::from(glyph.bold);
        line.end = line.end.max(glyph.end);
        // The size of most letters, found without keeping them all: equal sizes vote for it, others against it.
        line.votes += if (glyph.size - line.size).abs() < 0.05 * line.size { 1 } else { -1 };
        if line.votes < 0 || line.letters == 1 {
            line.size = glyph.size;
            line.y = glyph.y;
            line.votes = 1;
        }
    }

    fn raise(&mut self, glyph: &Glyph) {
        let goes_on = self.last.is_some_and(|last| last.size < glyph.size * 1.1 && last.ch.is_ascii_digit());
        let Some(line) = &mut self.open else { return };
        line.end = line.end.max(glyph.end);
        match line.raised.last_mut().filter(|_| goes_on) {
            Some(mark) => mark.push(glyph.ch),
            None => line.raised.push(glyph.ch.to_string()),
        }
    }

    fn close(&mut self) {
        if let Some(mut line) = self.open.take() {
            let length = line.text.len();
            line.text = spacing::tightened(line.text, &self.gaps);
            if line.text.len() < length {
                // Its places are no longer those of its text.
                line.breaks.clear();
            }
            self.lines.push(line);
        }
    }
}

fn fit(line: &PrintedLine, glyph: &Glyph, last: Option<&Glyph>) -> Fit {
    if line.leaf != glyph.leaf || line.sideways != glyph.sideways {
        return Fit::Elsewhere;
    }
    let rise = glyph.y - line.y;
    let large = line.size.max(glyph.size);
    let reach = last.map_or(line.end, |last| line.end.max(last.end));
    let gap = glyph.x - reach;
    // Letters may overlap a little; a jump back or up is another line.
    if gap < -0.7 * large || rise.abs() > 0.65 * large {
        return Fit::Elsewhere;
    }
    // Footnote marks are raised and small: one of the two alone may be a fraction or small capitals.
    let is_mark = |ch: char| ch.is_ascii_digit() || matches!(ch, '*' | '†' | '‡');
    if glyph.ch != ' '
        && rise > 0.12 * line.size
        && glyph.size < 0.85 * line.size
        && line.letters > 0
        && is_mark(glyph.ch)
    {
        return if gap < GAP * large { Fit::Raised } else { Fit::AfterGap };
    }
    // In front of a footnote the mark comes first, and its line turns out to be larger only with the next letter.
    let small_before =
        line.letters > 0 && line.letters <= 3 && line.size < 0.85 * glyph.size && rise < -0.12 * glyph.size;
    if glyph.ch != ' ' && small_before && line.text.trim().chars().all(is_mark) {
        return Fit::AfterMark;
    }
    if rise.abs() > 0.5 * large.min(line.size.min(glyph.size) * 1.6) {
        return Fit::Elsewhere;
    }
    if gap > GAP * large && line.letters > 0 && glyph.ch != ' ' { Fit::AfterGap } else { Fit::Here }
}
