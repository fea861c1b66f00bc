//! A long text of a report folds by its chapters, so that a phone shows first what it has.
//!
//! [`Chapters::of`] says where chapters begin; `report.rs` writes them among the pieces of the text.

use std::collections::BTreeMap;

use crate::source::body::{Body, Piece};

/// How long a text is that folds, in bytes of HTML.
// Three to four screens of a phone.
const LONG: usize = 5_000;

/// What stands below a finding (its place, themes, outcome) takes as much room as so many bytes of words.
const BELOW: usize = 250;

/// How long words before the first heading are that fold as well.
const LONG_BEFORE: usize = 1_500;

/// What stands in a chapter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chapter {
    /// How many findings that ask for something.
    pub(super) asks: usize,
    /// How many findings in all.
    pub(super) findings: usize,
    /// Whether there is anything below its heading.
    pub(super) has_words: bool,
    bytes: usize,
}

/// The chapters of a text.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    /// What stands before the first heading, where that is long.
    pub(super) before: Option<Chapter>,
    /// By the number of the section whose heading begins it.
    of_sections: BTreeMap<usize, Chapter>,
}

impl Chapters {
    /// The chapters of a body; none where it is short.
    pub(super) fn of(body: &Body) -> Self {
        if body.pieces.iter().map(bytes).sum::<usize>() < LONG {
            return Self::default();
        }
        let level = level(body);
        let begins = |n: usize| body.sections.get(n).is_some_and(|s| s.level <= level);
        let mut chapters = Self::default();
        let mut before = Chapter::default();
        let mut now: Option<usize> = None;
        let mut in_heading = false;
        for piece in &body.pieces {
            match piece {
                Piece::Heading(n) if begins(*n) => {
                    now = Some(*n);
                    in_heading = true;
                    chapters.of_sections.insert(*n, Chapter::default());
                }
                Piece::HeadingEnd(_) => in_heading = false,
                _ if in_heading => {}
                piece => {
                    let chapter = match now {
                        Some(n) => chapters.of_sections.entry(n).or_default(),
                        None => &mut before,
                    };
                    chapter.add(body, piece);
                }
            }
        }
        let is_long = before.bytes >= LONG_BEFORE;
        chapters.before = is_long.then_some(before);
        chapters
    }

    /// The chapter that begins with the heading of a section.
    pub(super) fn at(&self, section: usize) -> Option<Chapter> {
        self.of_sections.get(&section).copied()
    }
}

impl Chapter {
    fn add(&mut self, body: &Body, piece: &Piece) {
        match piece {
            Piece::Open(n) => {
                self.findings += 1;
                self.asks += usize::from(body.findings.get(*n).is_some_and(|f| f.kind.asks()));
                self.has_words = true;
            }
            Piece::Html(html) => self.has_words |= !html.trim().is_empty(),
            _ => {}
        }
        self.bytes += bytes(piece);
    }
}

/// How much room a piece takes.
fn bytes(piece: &Piece) -> usize {
    match piece {
        Piece::Html(html) => html.len(),
        Piece::Open(_) => BELOW,
        _ => 0,
    }
}

/// The level of heading that begins a chapter: the highest of which there are several.
fn level(body: &Body) -> u8 {
    // A report whose headings all stand below one, its title, has its chapters one level further down.
    const HIGHEST: u8 = 2;
    if body.sections.iter().filter(|s| s.level == HIGHEST).count() > 1 { HIGHEST } else { HIGHEST + 1 }
}
