//! The tables of the cue phrases, embedded.

use std::sync::LazyLock;

use super::phrase::PhraseTable;

/// Which inspection is meant, and what of it.
const EARLIER: &str = include_str!("tables/earlier.txt");
/// What the words say became of it, and of how much.
const VERDICTS: &str = include_str!("tables/verdicts.txt");
/// How practice stands today.
const PRACTICE: &str = include_str!("tables/practice.txt");
/// What the text around says.
const AROUND: &str = include_str!("tables/around.txt");

static TABLE: LazyLock<PhraseTable> = LazyLock::new(|| PhraseTable::parse(&[EARLIER, VERDICTS, PRACTICE, AROUND]));

/// All the tables, read once.
pub(super) fn table() -> &'static PhraseTable {
    &TABLE
}
