//! The terms under which a report may be used, in its own imprint.

use std::sync::LazyLock;

use super::opening::folded;
use crate::import::extract::{Block, Extracted};
use crate::import::phrases::Phrases;

static TABLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::parse(include_str!("tables/licences.txt")));

/// What is written where a report states no terms: that it was looked for is something to know.
const NONE: &str = "none stated";

/// In blocks. An imprint's sentence may be cut by line ends into so many.
const WINDOW: usize = 3;

/// The terms that a report states.
pub(super) fn licence(extracted: &Extracted) -> String {
    let texts: Vec<String> = extracted.blocks.iter().map(|block: &Block| folded(&block.text)).collect();
    let mut windows: Vec<String> = texts.windows(WINDOW).map(|window| window.join(" ")).collect();
    if windows.is_empty() {
        windows.push(texts.join(" "));
    }
    let states =
        |name: &&'static str| TABLE.list(name).iter().any(|phrase| windows.iter().any(|text| text.contains(phrase)));
    TABLE.names().iter().copied().find(states).unwrap_or(NONE).to_owned()
}

#[cfg(test)]
mod tests {
    use super::licence;
    use crate::import::extract::extract;

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
