//! Which passages are headings, and of what level.

use super::assemble::NamedPassage;
use super::marks;
use super::passage::{Hint, Passage};

/// A heading has no more characters than this.
const LONGEST: usize = 250;

/// The look of a heading: larger first, then heavier, then by what the source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct HeadingStyle {
    smaller: i32,
    is_light: bool,
    said: u8,
}

/// The styles of headings in a document, the largest first.
pub(crate) struct Headings {
    body: f32,
    styles: Vec<HeadingStyle>,
}

impl Headings {
    pub(crate) fn in_passages(named: &[NamedPassage]) -> Self {
        let mut headings = Self { body: body_size(named), styles: Vec::new() };
        let free = named.iter().filter(|n| n.why.is_none() && n.passage.cells.is_empty()).map(|n| &n.passage);
        let mut styles: Vec<HeadingStyle> =
            free.filter(|passage| headings.is_heading(passage, &passage.flat())).map(style).collect();
        styles.sort_unstable();
        styles.dedup();
        headings.styles = styles;
        headings
    }

    /// The level of a passage, if it is a heading.
    pub(crate) fn level(&self, passage: &Passage, text: &str) -> Option<u8> {
        let style = style(passage);
        let rank = self.styles.iter().position(|s| *s == style).unwrap_or(self.styles.len());
        // Markdown has six levels.
        self.is_heading(passage, text).then(|| u8::try_from(rank + 1).unwrap_or(u8::MAX).min(6))
    }

    fn is_heading(&self, passage: &Passage, text: &str) -> bool {
        if !text.chars().any(char::is_alphabetic) || marks::bullet(text).is_some() {
            return false;
        }
        if let Hint::Heading(_) = passage.hint {
            return true;
        }
        // Without sizes (text files) only what the source says makes a heading.
        if text.chars().count() > LONGEST || passage.size == 0.0 || passage.lead.is_some() {
            return false;
        }
        let larger = passage.size > self.body * 1.12;
        let ends_open = !text.ends_with(['.', ';', ',']);
        larger && !matches!(passage.hint, Hint::Item(_)) || passage.bold && ends_open
    }
}

fn style(passage: &Passage) -> HeadingStyle {
    let said = match passage.hint {
        Hint::Heading(level) => level,
        _ => 0,
    };
    // Sizes that differ by less than half a point are one.
    HeadingStyle {
        smaller: -((passage.size * 2.0).round() as i32),
        is_light: !passage.bold,
        said: if passage.size > 0.0 { 0 } else { said },
    }
}

/// Authors give running text the style of a heading now and then; its look tells.
pub(crate) fn demote(named: &mut [NamedPassage]) {
    let body = body_size(named);
    for passage in named.iter_mut().map(|n| &mut n.passage).filter(|p| matches!(p.hint, Hint::Heading(_))) {
        let text = passage.flat();
        let length = text.chars().count();
        let looks_plain = passage.size > 0.0 && !passage.bold && passage.size < body * 1.05;
        // The shorter a passage, the surer the signs of running text have to be.
        let is_prose = length > LONGEST || length > 80 && text.contains(". ") || length > 110 && text.ends_with('.');
        if looks_plain && is_prose {
            passage.hint = Hint::None;
        }
    }
}

/// The size of most letters.
pub(crate) fn body_size(named: &[NamedPassage]) -> f32 {
    let mut sizes: Vec<(i32, usize)> = Vec::new();
    for passage in named.iter().filter(|n| n.why.is_none()).map(|n| &n.passage) {
        let size = (passage.size * 10.0).round() as i32;
        // By letters and not by passages: headings are many and short.
        let letters = passage.flat().len();
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += letters,
            None => sizes.push((size, letters)),
        }
    }
    sizes.iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| *size as f32 / 10.0)
}
