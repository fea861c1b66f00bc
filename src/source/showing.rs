//! Whether something that has front matter is on the site: shown, a draft, or withdrawn.

use super::date::PartialDate;
use super::schema::Keys;
use super::toml_table::Table;
use crate::diagnostics::{Code, Diagnostic};

/// Whether it is on the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// It is.
    #[default]
    Shown,
    /// It stands in the folder, and is in nothing.
    Draft,
    /// It was taken off: a page that says so stays.
    Withdrawn(Withdrawal),
}

/// Why something was taken off the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why, for readers.
    pub why: String,
    /// Since when, where that is stated.
    pub on: Option<PartialDate>,
}

/// The keys that say so in one kind of file.
pub(super) struct ShowingKeys<K> {
    pub(super) draft: K,
    pub(super) withdrawn: K,
    pub(super) withdrawn_on: K,
}

impl Showing {
    /// What front matter says of it.
    pub(super) fn read<K: Keys>(table: &Table<'_, K>, keys: ShowingKeys<K>) -> Self {
        let (draft, on) = (table.flag(keys.draft), table.date(keys.withdrawn_on).map(|day| day.value));
        if let (Some(place), false) = (table.place(keys.withdrawn_on), table.has(keys.withdrawn)) {
            table.push(
                Diagnostic::at(Code::T0203, place, "missing key `withdrawn`")
                    .hint("a day alone takes nothing off: add `withdrawn` (text), why it was taken off the site"),
            );
        }
        // Who writes the key, even wrongly, means to take it off; what is wrong with it is an error of its own.
        let why = table.has(keys.withdrawn).then(|| table.text(keys.withdrawn).map(|why| why.value));
        match (why, draft) {
            // An address that was published is more than a draft's, so this is said first.
            (Some(why), _) => Self::Withdrawn(Withdrawal { why: why.unwrap_or_default(), on }),
            (None, Some(true)) => Self::Draft,
            // Something else than true or false can only have been meant to keep it back.
            (None, None) if table.has(keys.draft) => Self::Draft,
            (None, _) => Self::Shown,
        }
    }

    /// Whether it is on the site.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        *self == Self::Shown
    }
}
