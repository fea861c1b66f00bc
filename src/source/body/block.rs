//! Paragraphs and items, whether they are findings or not: what a later report
//! says may stand in a paragraph that nobody has marked yet.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::inline::Run;
use crate::diagnostics::{split_near, stretch};

/// A paragraph or an item, with what is needed to read it and to write attributes behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its words in the file, without attributes.
    pub words: Range<usize>,
    /// The braces behind them, when there are any.
    pub braces: Option<Range<usize>>,
    /// The paragraph or item with whatever is nested in it.
    pub whole: Range<usize>,
    /// Whether it is a list item; otherwise a paragraph.
    pub is_item: bool,
    /// In how many items it stands; an item of a plain list in none.
    pub depth: usize,
    /// Its section, by number.
    pub section: Option<usize>,
    /// The finding that it is, by number.
    pub finding: Option<usize>,
    /// The number that is printed before it.
    pub number: Option<String>,
}

/// How a paragraph or item stands among the others.
pub(super) struct Stance {
    pub(super) is_item: bool,
    pub(super) depth: usize,
    pub(super) section: Option<usize>,
    pub(super) finding: Option<usize>,
}

impl Block {
    /// `range` is the block's, `run` its first words.
    pub(super) fn new(text: &str, run: &Run, range: Range<usize>, stance: Stance) -> Self {
        let Stance { is_item, depth, section, finding } = stance;
        let words = run.bytes.start..run.cut.as_ref().map_or(run.bytes.end, |cut| cut.start);
        let braces = run.cut.as_ref().map(|cut| {
            let braces = stretch(text, cut.clone()).trim_start();
            cut.end - braces.len()..cut.end
        });
        // Markdown takes the number of a numbered list away from the item's words.
        let numbered = if is_item { range.start } else { words.start };
        let number = number(split_near(text, numbered).1);
        let whole = range.start..range.start + stretch(text, range.clone()).trim_end().len();
        Self { words, braces, whole, is_item, depth, section, finding, number }
    }

    /// Its plain words; `text` is the file's.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        let words = plain(text.get(self.words.clone()).unwrap_or_default());
        match self.number.as_ref().filter(|_| !self.is_item).and_then(|n| words.strip_prefix(n.as_str())) {
            Some(rest) => rest.trim_start_matches('.').trim_start().to_owned(),
            None => words,
        }
    }
}

/// The printed number that words begin with: `17`, `2.3`; followed by a full stop, perhaps escaped.
fn number(text: &str) -> Option<String> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at(length);
    let stops = digits.ends_with('.') || rest.starts_with("\\.") || rest.starts_with(')');
    let digits = digits.trim_end_matches('.');
    (stops && digits.starts_with(|c: char| c.is_ascii_digit())).then(|| digits.to_owned())
}

/// Markdown's words without its marks.
pub(crate) fn plain(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{number, plain};

    #[test]
    fn numbers_are_those_printed_before_a_full_stop() {
        assert_eq!(number("17. Words").as_deref(), Some("17"));
        assert_eq!(number("17\\. Words").as_deref(), Some("17"));
        assert_eq!(number("2.3. Words").as_deref(), Some("2.3"));
        assert_eq!(number("17 children").as_deref(), None);
        assert_eq!(number("- Words").as_deref(), None);
    }

    #[test]
    fn marks_are_no_words() {
        assert_eq!(
            plain("Some *strong*\nwords and [a link](x.md), \\[sic\\]."),
            "Some strong words and a link, [sic]."
        );
    }
}
