//! Copyright, licence and the publisher's address, which close most reports
//! and open some.

use super::FurnitureKind;
use super::assemble::NamedPassage;

/// Openings of the usual imprints of public bodies.
const OPENINGS: [&str; 12] = [
    "© crown copyright",
    "crown copyright",
    "you may copy all or parts",
    "you may use and re-use",
    "you may reuse this information",
    "this document may be reproduced",
    "this publication is available at",
    "further copies of this",
    "to view this licence",
    "interested in our work",
    "if you would like a copy of this",
    "the office for standards in education",
];

// Of the inspectorate that nearly all reports come from, the lines of its address go on where they began.
const CONTACTS: [&str; 9] =
    ["t:", "textphone:", "e:", "w:", "website:", "email:", "store street", "manchester", "telephone:"];

/// An imprint that closes the document stands on its last pages and has no more passages.
const PAGES: u32 = 2;
const PASSAGES: usize = 60;

pub(crate) fn name_imprint(named: &mut [NamedPassage]) {
    let texts: Vec<String> = named.iter().map(|n| n.passage.flat().to_lowercase()).collect();
    let last_page = named.iter().filter_map(|n| n.passage.page).max().unwrap_or(0);
    let closing = named.len().saturating_sub(PASSAGES);
    let mut open = false;
    let mut closes = false;
    for (index, (NamedPassage { passage, why }, text)) in named.iter_mut().zip(&texts).enumerate() {
        if why.is_some() {
            continue;
        }
        let opens = OPENINGS.iter().any(|opening| text.starts_with(opening));
        let goes_on = open && (CONTACTS.iter().any(|c| text.starts_with(c)) || text.contains("crown copyright"));
        open = passage.cells.is_empty() && (opens || goes_on);
        let is_last = index >= closing && passage.page.is_some_and(|page| page + PAGES > last_page && page > 1);
        closes |= opens && is_last;
        if open || closes {
            *why = Some(FurnitureKind::Imprint);
        }
    }
}
