//! The field of looking back: its tables, embedded.

use std::sync::LazyLock;

use super::meaning::Meaning;
use crate::phrases::{self, Source, Table, source};

/// Which inspection is meant, and what of it; what the words say became of it, and of how much; how
/// practice stands today; what the text around says.
const SOURCES: &[Source] = &[
    source!("looks_back/tables/earlier.txt"),
    source!("looks_back/tables/verdicts.txt"),
    source!("looks_back/tables/practice.txt"),
    source!("looks_back/tables/around.txt"),
];

static TABLE: LazyLock<Table<Meaning>> = LazyLock::new(|| Table::read(SOURCES));

/// A phrase of looking back that was found.
pub(super) type Hit = phrases::Hit<Meaning>;

/// All the tables, read once.
pub(super) fn table() -> &'static Table<Meaning> {
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn every_line_of_our_tables_is_understood() {
        assert_eq!(table().faults(), Vec::<String>::new().as_slice());
    }
}
