//! What the downloads hold: their tables, the columns of each, what a column means, and how its cells are
//! read.
//!
//! Each column stands once: the CSV files, the JSON, its schema and the page of the downloads are all made
//! from [`TABLES`]. A new column is one more line in its table, and one in `tests.rs`, which knows what each
//! column must hold.

mod authorities;
mod column;
mod findings;
mod follow_ups;
mod parts;
mod reports;
#[cfg(test)]
mod tests;

pub(crate) use column::{Cell, Meaning, Table, Type};
pub(crate) use parts::{DOCUMENT, Part, Parts};

use crate::model::{FindingId, Knowledge, Recommendation, ReportId, Thread};
use crate::source::{Authority, Report, body::Finding};

/// All tables, in the order in which documents list them.
pub(crate) static TABLES: &[&dyn Table] = &[
    &authorities::AUTHORITIES,
    &authorities::THEMES,
    &reports::INSPECTIONS,
    &reports::JUDGEMENTS,
    &findings::RECOMMENDATIONS,
    &follow_ups::FOLLOW_UPS,
    &findings::FINDINGS,
];

/// What cells are read from.
pub(crate) struct Content<'k> {
    pub(crate) knowledge: &'k Knowledge,
    /// What stands before the path of a page: the base of full addresses, or nothing.
    pub(crate) base: &'k str,
}

/// The names of the schemes in which an authority has codes contain these.
// Sites word the schemes as they like: `Ofsted URN`, `URN (Ofsted)`.
const URN: &str = "URN";
const ONS: &str = "ONS";

impl<'k> Content<'k> {
    fn report(&self, id: ReportId) -> &'k Report {
        self.knowledge.report(id)
    }

    fn finding(&self, id: FindingId) -> &'k Finding {
        self.knowledge.finding(id)
    }

    fn authority(&self, of: ReportId) -> Option<&'k Authority> {
        self.knowledge.documents.authorities.get(&self.report(of).authority)
    }

    /// Where a finding's original can be read.
    fn original(&self, id: FindingId) -> Option<String> {
        let original = self.knowledge.documents.original(self.report(id.report), self.finding(id).at.as_deref())?;
        Some(original.seen_from(self.base))
    }

    fn thread(&self, of: &Recommendation) -> &'k Thread {
        self.knowledge.thread(of.thread)
    }
}

/// The code of an authority by a scheme whose name contains a word, the one in use.
fn code(authority: &Authority, scheme: &str) -> Option<String> {
    // A code that was given up is of no use to whoever joins tables by it.
    let in_use = authority.codes.iter().find(|c| c.to.is_none() && c.scheme.contains(scheme));
    in_use.map(|code| code.value.clone())
}
