//! The words of a text as the tables compare them.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// One word or one mark.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// In lower case, with straight apostrophes.
    pub(crate) word: String,
    /// Where it stands in the sentence, in bytes.
    pub(crate) at: Range<usize>,
    /// Whether it is a mark that parts clauses.
    pub(crate) is_mark: bool,
    /// Where it stands in a name that was looked for before: classes may take it by that.
    pub(crate) in_name: Option<InName>,
}

/// The place of a word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InName {
    /// Not the last one.
    Before,
    /// The last one, by which the name is a noun.
    Last,
}

/// The words and the marks of a sentence. Quotes are passed over: they part nothing.
pub(crate) fn tokens(sentence: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in sentence.char_indices() {
        if in_word(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push_word(sentence, from..at, &mut found);
        }
        // A slash or a percent sign parts words and no clauses, so it is left out.
        if matches!(c, ',' | ';' | ':' | '–' | '—' | '(' | ')' | '?' | '!' | '.') {
            found.push(Token { word: c.to_string(), at: at..at + c.len_utf8(), is_mark: true, in_name: None });
        }
    }
    if let Some(from) = start {
        push_word(sentence, from..sentence.len(), &mut found);
    }
    found
}

/// So many texts are kept in words: those of a few pages, which is as far as rules look around.
const KEPT: usize = 256;

thread_local! {
    static KEPT_TOKENS: RefCell<FxHashMap<String, Rc<[Token]>>> = RefCell::default();
}

/// The same of a text that rule after rule asks about, such as a paragraph of a report.
pub(crate) fn kept_tokens(text: &str) -> Rc<[Token]> {
    KEPT_TOKENS.with_borrow_mut(|kept| {
        if let Some(tokens) = kept.get(text) {
            return Rc::clone(tokens);
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        let tokens: Rc<[Token]> = tokens(text).into();
        kept.insert(text.to_owned(), Rc::clone(&tokens));
        tokens
    })
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | '-' | '‑')
}

/// Adds a word without the quotes around it; a lone hyphen is a dash.
fn push_word(sentence: &str, range: Range<usize>, found: &mut Vec<Token>) {
    let Some(raw) = sentence.get(range.clone()) else { return };
    let word = if raw.is_ascii() {
        raw.trim_matches('\'').to_ascii_lowercase()
    } else {
        // Reports mix straight and curly apostrophes; the tables have straight ones.
        raw.to_lowercase().replace(['’', '‘'], "'").replace('‑', "-").trim_matches('\'').to_owned()
    };
    let is_mark = word.chars().all(|c| c == '-');
    if !word.is_empty() {
        let word = if is_mark { "–".to_owned() } else { word };
        found.push(Token { word, at: range, is_mark, in_name: None });
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_are_folded_and_marks_kept() {
        let words: Vec<String> =
            tokens("The ‘last’ visit – Ofsted’s – went well, 2019.").into_iter().map(|t| t.word).collect();
        assert_eq!(words, ["the", "last", "visit", "–", "ofsted's", "–", "went", "well", ",", "2019", "."]);
    }
}
