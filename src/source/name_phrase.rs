//! Phrases of a framework's reports in which the council's name stands.
//!
//! The words before the name are what such a phrase is found by. Without them it would be found
//! everywhere, so it cannot be made.

use super::schema::Keys;
use super::toml_table::{Placed, Table};
use crate::diagnostics::{Code, Diagnostic};

/// Where the council's name stands in a phrase.
const PLACEHOLDER: &str = "{}";

/// `focused visit to {} children's services`: words, the council's name, and perhaps more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePhrase {
    before: String,
    after: String,
}

impl NamePhrase {
    /// Reads a phrase as it stands in a framework file: it holds `{}` once, with words before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (before, after) = text.split_once(PLACEHOLDER)?;
        // Marks alone would be found at nearly every line, as nothing would be found at every character.
        let has_words = before.contains(char::is_alphanumeric);
        (has_words && !after.contains(PLACEHOLDER))
            .then(|| Self { before: before.trim().to_owned(), after: after.trim().to_owned() })
    }

    /// The words before the name: at least one.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The words behind the name; empty where the name ends the line.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.after
    }
}

/// The phrases below a key, without those that cannot be searched for: these are reported.
pub(super) fn name_phrases<K: Keys>(table: &Table<'_, K>, key: K) -> Vec<NamePhrase> {
    let parsed = |text: Placed<String>| {
        let phrase = NamePhrase::parse(&text.value);
        if phrase.is_none() {
            table.push(
                Diagnostic::at(Code::T0209, text.span, format!("`{}` cannot be searched for", text.value)).hint(
                    "write `{}` once, where the council's name stands, with words before it: \"focused visit to {}\"",
                ),
            );
        }
        phrase
    };
    table.texts(key).into_iter().filter_map(parsed).collect()
}

#[cfg(test)]
mod tests {
    use super::NamePhrase;

    #[test]
    fn a_phrase_has_words_before_its_one_placeholder() {
        let phrase = NamePhrase::parse("focused visit to {} children's services").unwrap();
        assert_eq!((phrase.before(), phrase.after()), ("focused visit to", "children's services"));
        assert_eq!(NamePhrase::parse("inspection of {}").unwrap().after(), "");
        for text in ["{}'s inspection of services", " {} council", "- {}", "’{}", "{}", "", "no name", "of {} and {}"]
        {
            assert_eq!(NamePhrase::parse(text), None, "{text}");
        }
    }
}
