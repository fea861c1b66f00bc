//! The opening of a report: what stands on its first pages, in the forms in
//! which it is searched.

use super::fact_words::{FactWord, says};
use crate::import::extract::{Block, BlockKind, Extracted};

/// The first stretch of a report.
#[derive(Debug)]
pub(super) struct Opening<'a> {
    /// Its blocks, furniture left out.
    pub(super) blocks: Vec<&'a Block>,
    /// All blocks of the first pages, furniture too: addresses and imprints name people and dates.
    pub(super) all: Vec<&'a Block>,
    /// The words in lower case with straight apostrophes and single spaces.
    pub(super) lower: String,
}

/// How much of a report without pages counts as its opening, in words: about as many as stand on two
/// pages of print.
const WORDS: usize = 900;

impl<'a> Opening<'a> {
    pub(super) fn new(extracted: &'a Extracted) -> Self {
        let mut words = 0;
        let all: Vec<&Block> = extracted
            .blocks
            .iter()
            .take_while(|block| {
                words += block.text.split_whitespace().count();
                // A cover states who was inspected and when, and the letter on the page behind it repeats that;
                // further on, the dates and names of other inspections are printed.
                block.page.map_or(words <= WORDS, |page| page <= 2)
            })
            .collect();
        let blocks: Vec<&Block> =
            all.iter().copied().filter(|b| !matches!(b.kind, BlockKind::Furniture { .. })).collect();
        // Later pages mention other kinds of inspection, so cues count on the first one only.
        let first_page: Vec<String> =
            all.iter().filter(|b| b.page.is_none_or(|p| p <= 1)).map(|b| folded(&b.text)).collect();
        Self { blocks, all, lower: first_page.join(" ") }
    }
}

/// Lower case, straight apostrophes, plain dashes, single spaces.
pub(super) fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            '’' | '‘' => folded.push('\''),
            '–' | '—' | '‑' => folded.push('-'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end_matches(' ').len());
    folded
}

/// With straight apostrophes, as names are compared.
pub(super) fn straight(text: &str) -> String {
    text.replace(['’', '‘'], "'")
}

/// Whether a letter greets here.
pub(super) fn says_dear(text: &str) -> bool {
    says(FactWord::Salutation, text)
}
