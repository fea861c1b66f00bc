//! The terms under which a report may be used, in its own imprint.

use std::sync::LazyLock;

use crate::import::extract::Extracted;
use crate::phrases::{Meaning, Source, Table, Token, meanings, source, tokens};

meanings! {
    /// The terms, by the name that a report's `source.licence` gets.
    enum Terms {
        /// The Open Government Licence.
        OpenGovernment "Open Government Licence",
        /// Crown copyright with leave to copy.
        CrownNonCommercial "Crown copyright, for non-commercial use",
        /// Crown copyright and no more.
        Crown "Crown copyright",
    }
}

const SOURCES: &[Source] = &[source!("import/recognise/tables/licences.txt")];

static TABLE: LazyLock<Table<Terms>> = LazyLock::new(|| Table::read(SOURCES));

/// What is written where a report states no terms: that it was looked for is something to know.
const NONE: &str = "none stated";

/// The terms that a report states: what says more counts before what says less.
pub(super) fn licence(extracted: &Extracted) -> String {
    // In one run: an imprint's sentence may be cut into blocks by its line ends.
    let words: Vec<Token> = extracted.blocks.iter().flat_map(|block| tokens(&block.text)).collect();
    let stated = TABLE.find(Terms::ALL, &words);
    let first = Terms::ALL.iter().find(|terms| stated.iter().any(|hit| hit.meaning == **terms));
    first.map_or(NONE, |terms| terms.word()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, licence};
    use crate::import::extract::extract;

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(TABLE.faults(), Vec::<String>::new().as_slice());
    }

    #[test]
    fn the_terms_are_the_reports_own() {
        let of = |text: &str| licence(&extract(text.as_bytes(), "a.txt").unwrap());
        for (imprint, expected) in [
            (
                "You may reuse this information under the terms of the Open Government\nLicence.\n\n© Crown copyright 2031",
                "Open Government Licence",
            ),
            (
                "You may copy all or parts of this document\n\nfor non-commercial educational purposes.\n\n© Crown copyright 2031",
                "Crown copyright, for non-commercial use",
            ),
            ("© Crown copyright 2031", "Crown copyright"),
            ("The end.", "none stated"),
        ] {
            assert_eq!(of(&format!("A report about lamps.\n\nThey are lit.\n\n{imprint}\n")), expected, "{imprint}");
        }
    }
}
