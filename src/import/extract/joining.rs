//! Joins the lines of a passage into one text, and decides which hyphens at
//! the ends of lines are real.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

/// The words of a document as they stand inside its lines.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(FxHashSet<String>);

impl Vocabulary {
    /// Takes in a line. Its last word is left out if a hyphen ends it.
    pub(crate) fn add(&mut self, line: &str) {
        for word in line.split_whitespace() {
            let word = bare(word);
            // Most words of a report have stood in it before.
            if !word.is_empty() && !word.ends_with('-') && !self.0.contains(&*word) {
                self.0.insert(word.into_owned());
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&*bare(word))
    }
}

/// A word in lower case without the punctuation round it.
fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let lower = word.replace(['\u{2010}', '\u{2011}'], "-").to_lowercase();
    Cow::Owned(lower)
}

/// The lines as one text with single spaces.
pub(crate) fn join<'a>(lines: impl IntoIterator<Item = &'a str>, vocabulary: &Vocabulary) -> String {
    let mut text = String::new();
    let mut open = false;
    for line in lines {
        let words = line.split_whitespace();
        let mut first = true;
        for word in words {
            if first && open {
                join_word(&mut text, word, vocabulary);
            } else {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                text.push_str(word);
            }
            first = false;
        }
        if !first {
            open = !line.ends_with(char::is_whitespace);
        }
    }
    if text.contains('\u{ad}') {
        text = text.replace('\u{ad}', "");
    }
    text
}

/// Adds the first word of a line behind the last word of the line before.
fn join_word(text: &mut String, word: &str, vocabulary: &Vocabulary) {
    let last = text.rsplit(' ').next().unwrap_or_default().to_owned();
    if last.ends_with('\u{ad}') {
        text.pop();
    } else if let Some(stem) = last.strip_suffix('-').filter(|stem| stem.ends_with(char::is_alphanumeric)) {
        let hyphenated = format!("{last}{word}");
        let joined = format!("{stem}{word}");
        if hangs(word) && !vocabulary.has(&hyphenated) {
            text.push(' ');
        }
        let letters = word.starts_with(char::is_lowercase);
        // Only what the document itself writes as one word loses its hyphen: a guess would make new words.
        if letters && !text.ends_with(' ') && !vocabulary.has(&hyphenated) && vocabulary.has(&joined) {
            text.pop();
        }
    } else if !is_open_dash(&last, word) && !last.ends_with('/') {
        text.push(' ');
    }
    text.push_str(word);
}

/// Words that tie two others: the word before waits for its second half, as in `short- and long-term`.
const TIES: [&str; 4] = ["and", "or", "to", "nor"];

/// Whether the hyphen in front of a word hangs, so that a space belongs behind it.
fn hangs(word: &str) -> bool {
    TIES.contains(&word)
}

/// A dash between two years or two words without spaces.
fn is_open_dash(last: &str, word: &str) -> bool {
    let before = last.strip_suffix('–').and_then(|stem| stem.chars().last());
    before.is_some_and(char::is_alphanumeric) && word.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, join};

    fn vocabulary(text: &str) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(text);
        vocabulary
    }

    #[test]
    fn hyphens_at_line_ends() {
        let known = vocabulary("multi-agency work and safeguarding, (well-being)");
        let cases = [
            (["a multi-", "agency plan"], "a multi-agency plan"),
            (["safe-", "guarding is"], "safeguarding is"),
            (["better well-", "being."], "better well-being."),
            (["an unknown-", "word"], "an unknown-word"),
            (["short- ", "and long-term"], "short- and long-term"),
            (["16-", "and 17-year-olds"], "16- and 17-year-olds"),
            (["single-", "or multi-agency"], "single- or multi-agency"),
            (["hand-", "to-hand"], "hand-to-hand"),
            (["co\u{ad}", "operate"], "cooperate"),
            (["2014–", "2015"], "2014–2015"),
            (["a pause –", "and on"], "a pause – and on"),
            (["and/", "or"], "and/or"),
            (["two", "lines"], "two lines"),
        ];
        for (lines, text) in cases {
            assert_eq!(join(lines, &known), text);
        }
    }
}
