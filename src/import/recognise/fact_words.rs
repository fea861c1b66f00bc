//! The field of facts: how reports label and word their dates, the people who inspected, and what a
//! narrow visit looked at. The words stand in `tables/`; here is how they are asked for.

use std::ops::Range;
use std::sync::LazyLock;

use super::Why;
use crate::import::extract::Block;
use crate::phrases::{Source, Table, kept_tokens, meanings, source};

meanings! {
    /// What words say of a report's facts.
    pub(super) enum FactWord {
        /// The days of the visit stand behind it.
        Visit "visit",
        /// The same, where it opens a paragraph.
        VisitOpening "visit-opening",
        /// The days of an earlier visit stand behind it.
        EarlierVisit "earlier-visit",
        /// The date of publication stands behind it.
        Published "published",
        /// The date of a newer issue stands behind it.
        IssuedAgain "issued-again",
        /// The same, said of the report, so that it may stand anywhere.
        ReportIssuedAgain "report-issued-again",
        /// The names of those who inspected stand behind it, in a sentence.
        Inspectors "inspectors",
        /// A label behind which inspectors stand.
        InspectorLabel "inspector-label",
        /// A label behind which others stand.
        OtherLabel "other-label",
        /// The heading of the list of those who inspected.
        Team "team",
        /// A title, beside a name.
        Title "title",
        /// A title in capital letters, beside a name.
        Initials "initials",
        /// Words with which a letter begins.
        Salutation "salutation",
        /// Words with which a letter closes.
        Closing "closing",
        /// What the visit looked at stands behind it.
        Scope "scope",
        /// The same, from its first `the` on.
        ScopeFromThe "scope-from-the",
        /// The law stands behind it.
        Law "law",
        /// The same, from its last word on.
        LawFromLastWord "law-from-last-word",
        /// A heading with it may be a report's title.
        ReportTitle "report-title",
        /// Ties an item to another framework, in brackets at its end.
        Tag "tag",
    }
}

const SOURCES: &[Source] = &[
    source!("import/recognise/tables/dates.txt"),
    source!("import/recognise/tables/people.txt"),
    source!("import/recognise/tables/facts.txt"),
];

static TABLE: LazyLock<Table<FactWord>> = LazyLock::new(|| Table::read(SOURCES));

/// A phrase in a text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) meaning: FactWord,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// How many words and marks of the text stand before it.
    pub(super) tokens_before: usize,
    /// Its place among the phrases, the surest first.
    pub(super) rank: usize,
}

/// The phrases of a text with these meanings, from left to right.
pub(super) fn find(meanings: &[FactWord], text: &str) -> Vec<Found> {
    let tokens = kept_tokens(text);
    let bytes = |start: usize, end: usize| {
        let ends = tokens.get(start..end).and_then(|t| t.first().zip(t.last()));
        ends.map_or(0..0, |(first, last)| first.at.start..last.at.end)
    };
    let found = TABLE.find(meanings, &tokens).into_iter();
    found
        .map(|hit| Found {
            meaning: hit.meaning,
            range: bytes(hit.start, hit.end),
            tokens_before: hit.start,
            rank: hit.phrase,
        })
        .collect()
}

/// Whether a text has such a phrase.
pub(super) fn says(meaning: FactWord, text: &str) -> bool {
    TABLE.has(meaning, &kept_tokens(text))
}

/// Whether a text begins with such a phrase.
pub(super) fn begins(meaning: FactWord, text: &str) -> bool {
    find(&[meaning], text).first().is_some_and(|found| found.tokens_before == 0)
}

/// Whether a class of the tables has a word, which is in lower case.
pub(super) fn class_has(class: &str, word: &str) -> bool {
    TABLE.class_has(class, word)
}

impl Why {
    /// A fact that a phrase of the tables gave.
    pub(super) fn fact(block: &Block, fact: &str, found: &Found) -> Self {
        let place = TABLE.place(found.rank).map(ToString::to_string).unwrap_or_default();
        let words = block.text.get(found.range.clone()).unwrap_or_default();
        Self::new(block, format!("{fact}, by “{words}” ({place})"))
    }
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn every_line_of_our_tables_is_understood() {
        assert_eq!(TABLE.faults(), Vec::<String>::new().as_slice());
    }
}
