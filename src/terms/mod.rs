//! Words as they are compared: lower case, without accents, reduced to their stem.
//!
//! Start at [`terms`]. The suggestions and the search both use these, and the search in the browser
//! does the same in script: `tests/terms/` holds both to one list. Stems are those of Snowball's
//! English stemmer.

pub(crate) mod finding_ids;
mod stop_words;
mod themes;
pub(crate) mod weights;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

pub(crate) use stop_words::{ASKING_WORDS, STOP_WORDS, WEAK_WORDS, is_joining, is_open};
pub use stop_words::{is_stop_word, is_weak};
pub use themes::ThemeFinder;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its stem.
    pub stem: Arc<str>,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
    /// Whether the word stands in reports about anything.
    pub weak: bool,
}

/// Makes terms of texts. It remembers the words that it has met, each as it was printed: reports say
/// the same ones over and over.
pub struct Terms {
    stemmer: Stemmer,
    // Only ever asked for one word, so that its order shows nowhere.
    met: RefCell<FxHashMap<String, MetWord>>,
}

/// A word that was met.
#[derive(Clone, Debug)]
struct MetWord {
    stem: Arc<str>,
    is_stop: bool,
    weak: bool,
}

impl std::fmt::Debug for Terms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Terms")
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), met: RefCell::default() }
    }
}

impl Terms {
    /// The words of a text, without stop words.
    #[must_use]
    pub fn of(&self, text: &str) -> Vec<Term> {
        let mut met = self.met.borrow_mut();
        let term = |(printed, at): (&str, Range<usize>)| {
            self.meet(&mut met, printed, |word| {
                (!word.is_stop).then(|| Term { stem: Arc::clone(&word.stem), at, weak: word.weak })
            })
        };
        printed_words(text).filter_map(term).collect()
    }

    /// What is taken of a word, which is folded and reduced where it is met first.
    fn meet<T>(&self, met: &mut FxHashMap<String, MetWord>, printed: &str, take: impl FnOnce(&MetWord) -> T) -> T {
        if let Some(word) = met.get(printed) {
            return take(word);
        }
        let folded = folded(printed);
        let stem = self.stem(&folded).into();
        let (is_stop, weak) = (is_stop_word(&folded), is_weak(&folded));
        let word = MetWord { stem, is_stop, weak };
        let taken = take(&word);
        met.insert(printed.to_owned(), word);
        taken
    }

    /// The stem of one folded word.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }
}

/// The words of a text, folded, with their places: runs of letters and digits, with the apostrophes
/// inside them left out.
pub fn words(text: &str) -> impl Iterator<Item = (String, Range<usize>)> + '_ {
    printed_words(text).map(|(printed, at)| (folded(printed), at))
}

/// The words of a text as printed, with their places.
pub(crate) fn printed_words(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> + '_ {
    // Nearly every letter is one byte, which is read without decoding.
    let char_at = move |at: usize| match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    };
    let mut place = 0;
    std::iter::from_fn(move || {
        while let Some(c) = char_at(place).filter(|c| !c.is_alphanumeric()) {
            place += c.len_utf8();
        }
        let start = place;
        let mut end = start;
        while let Some(c) = char_at(place).filter(|c| c.is_alphanumeric() || is_apostrophe(*c)) {
            place += c.len_utf8();
            // An apostrophe is a part of the word only where a letter follows: at the end it is a quote.
            if c.is_alphanumeric() {
                end = place;
            }
        }
        (end > start).then_some((text.get(start..end)?, start..end))
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

/// Lower case, without accents and apostrophes, and without a possessive.
pub(crate) fn folded(word: &str) -> String {
    // Nearly every word is plain, and taking accents off costs an allocation more.
    let plain = if word.is_ascii() { word.to_lowercase() } else { deunicode::deunicode(word).to_lowercase() };
    // The possessive goes first: without its apostrophe it could not be told from a plural.
    let bare = plain.strip_suffix("'s").unwrap_or(&plain);
    bare.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_keep_their_places() {
        let text = "The Children’s plans – child-focused, of 2014 – aren't RÉSUMÉS.";
        let found: Vec<(String, &str)> = words(text).map(|(word, at)| (word, &text[at])).collect();
        let expected = [
            ("the", "The"),
            ("children", "Children’s"),
            ("plans", "plans"),
            ("child", "child"),
            ("focused", "focused"),
            ("of", "of"),
            ("2014", "2014"),
            ("arent", "aren't"),
            ("resumes", "RÉSUMÉS"),
        ];
        assert_eq!(found, expected.map(|(word, text)| (word.to_owned(), text)));
    }

    #[test]
    fn stop_words_are_left_out_and_forms_of_one_word_meet() {
        let terms = Terms::default();
        let stems = |text| terms.of(text).into_iter().map(|t| t.stem).collect::<Vec<_>>();
        assert_eq!(stems("the quality of planning"), stems("Qualities: plans"));
        assert!(stems("of the and").is_empty());
    }
}
