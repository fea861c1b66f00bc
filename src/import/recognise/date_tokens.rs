//! Running text cut into what can be part of a date, and what cannot.

use std::ops::Range;

use super::fact_words::class_has;
use crate::source::date::{month_name, month_of};

/// What a token can be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `16`, `16th`, `2011`.
    Number(i32),
    /// The month, 1 to 12.
    Month(i8),
    /// `to`, `until` or a dash: from one day to another.
    To,
    /// `and`, `&`.
    And,
    /// Between the days of a list.
    Comma,
    /// Between the numbers of `1/06/2015`, and of `29/30 September`.
    Slash,
    /// Weekdays, `the`, `of`: between the parts of a date.
    Filler,
    /// What no date holds.
    Other,
}

/// A token and the bytes that it takes in the text.
pub(super) struct PlacedToken {
    pub(super) token: Token,
    pub(super) range: Range<usize>,
}

/// The tokens of a text in order. Full stops, colons, brackets and apostrophes are passed over.
pub(super) fn tokens(text: &str) -> Vec<PlacedToken> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let token = text.get(from..at).map_or(Token::Other, word);
            tokens.push(PlacedToken { token, range: from..at });
        }
        if let Some(token) = mark(c) {
            tokens.push(PlacedToken { token, range: at..at + c.len_utf8() });
        }
    }
    tokens
}

fn mark(c: char) -> Option<Token> {
    match c {
        '-' | '–' | '—' | '−' => Some(Token::To),
        '&' => Some(Token::And),
        ',' | ';' => Some(Token::Comma),
        '/' => Some(Token::Slash),
        '.' | ':' | '(' | ')' | '\'' | '’' => None,
        c if c.is_whitespace() => None,
        _ => Some(Token::Other),
    }
}

fn word(word: &str) -> Token {
    let lower = word.to_lowercase();
    let digits = lower.trim_end_matches(char::is_alphabetic);
    if let Ok(number) = digits.parse::<i32>() {
        let ending = lower.strip_prefix(digits);
        return if matches!(ending, Some("" | "st" | "nd" | "rd" | "th")) {
            Token::Number(number)
        } else {
            Token::Other
        };
    }
    match lower.as_str() {
        word if class_has("until", word) => Token::To,
        word if class_has("and", word) => Token::And,
        word if class_has("in-date", word) => Token::Filler,
        name => month_of(name).or_else(|| short_month(name)).map_or(Token::Other, Token::Month),
    }
}

/// `Mar` and the like, as tables of dates have them.
fn short_month(name: &str) -> Option<i8> {
    let name = Some(name).filter(|name| class_has("short-month", name))?;
    (1..=12).find(|month| month_name(*month).to_lowercase().starts_with(name))
}
