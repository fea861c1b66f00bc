//! Which phrase of which file read a sentence so.

use std::fmt;

use super::names::Named;
use super::tables::{Hit, table};
use super::verdict::text_of_tokens;
use crate::phrases::{Meaning, Token};

/// One phrase that a sentence was read by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The words of the sentence.
    pub words: String,
    /// What the phrase means, as its file says.
    pub means: String,
    /// Its file and line: `looks_back/tables/verdicts.txt:112`.
    pub place: String,
}

impl Fired {
    pub(super) fn new(sentence: &str, tokens: &[Token], hit: Hit) -> Self {
        Self {
            words: text_of_tokens(sentence, tokens, &(hit.start..hit.end)).unwrap_or_default().to_owned(),
            means: hit.meaning.word().to_owned(),
            place: table().place(hit.phrase).map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The words that name a framework.
    pub(super) fn framework(sentence: &str, tokens: &[Token], named: Named) -> Self {
        let (start, end) = named.at;
        Self {
            words: text_of_tokens(sentence, tokens, &(start..end)).unwrap_or_default().to_owned(),
            means: format!("framework {}", named.ids.join(" or ")),
            place: named.place,
        }
    }
}

impl fmt::Display for Fired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”: {} ({})", self.words, self.means, self.place)
    }
}
