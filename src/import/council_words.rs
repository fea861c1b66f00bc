//! The words that tell councils from other names; they stand in `recognise/tables/councils.txt`.

use std::sync::LazyLock;

use super::words::Words;
use crate::phrases::{Lists, Place, meanings, source};

meanings! {
    /// What the lists of `councils.txt` are of.
    pub(super) enum CouncilWord {
        /// Says behind a name what kind of body it is.
        Behind "behind",
        /// Says it before the name.
        Before "before",
        /// Says it in one word, inside or at the end.
        Kind "kinds",
        /// A line with it is a title.
        Title "titles",
        /// The inspected body is named behind it.
        Of "of",
        /// A place is named behind it.
        Within "within",
        /// A sentence with it says what was inspected.
        Sentence "sentences",
        /// May follow a name in small letters.
        Follows "follows",
        /// A person or another body is named behind it.
        Person "persons",
        /// A sentence leads to the name with it.
        Leads "leads",
        /// A small word inside names.
        Joins "joins",
        /// Begins another name before one.
        Part "parts",
        /// No council's name holds it.
        Never "never",
        /// Makes another body's name of one.
        Other "others",
        /// Makes an address of a name.
        Street "streets",
    }
}

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::read::<CouncilWord>(source!("import/recognise/tables/councils.txt")));

/// The phrases of a list, in their order.
pub(super) fn phrases(word: CouncilWord) -> impl Iterator<Item = &'static str> {
    LISTS.of(word).iter().map(|listed| listed.text)
}

/// Whether a list has a word.
pub(super) fn is(word: CouncilWord, text: &str) -> bool {
    LISTS.holds(word, text)
}

/// The line on which a list has a word.
pub(super) fn line_of(word: CouncilWord, text: &str) -> Option<&'static Place> {
    LISTS.line_of(word, text)
}

/// Where the longest phrase of a list ends that stands at a word.
pub(super) fn longest(words: &Words<'_>, at: usize, word: CouncilWord) -> Option<usize> {
    longest_and_line(words, at, word).map(|(end, _)| end)
}

/// The same, with the phrase's line.
pub(super) fn longest_and_line(words: &Words<'_>, at: usize, word: CouncilWord) -> Option<(usize, &'static Place)> {
    let standing = LISTS.of(word).iter().filter_map(|listed| Some((words.stands(at, listed.text)?, &listed.place)));
    standing.max_by_key(|(end, _)| *end)
}

/// Behind all phrases of a list that stand one after the other at a word.
pub(super) fn behind_any(words: &Words<'_>, at: usize, word: CouncilWord) -> Option<usize> {
    let mut behind = None;
    while let Some(next) = longest(words, behind.unwrap_or(at), word) {
        behind = Some(next);
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::LISTS;

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(LISTS.faults(), Vec::<String>::new().as_slice());
    }
}
