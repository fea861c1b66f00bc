//! Cuts a paragraph into sentences.
//!
//! Start at [`sentences`]. A full stop ends a sentence when white space and something that can
//! open the next one follow it, unless it belongs to an abbreviation, an initial or a number. A
//! mark of a list in the middle of the text ends one as well: some sources run items together.

use std::ops::Range;

use crate::phrases::words;

/// Where the sentences of a text are, without the white space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        if is_bullet(mark) {
            push(text, start..at, &mut found);
            start = end;
        } else if at >= start
            && matches!(mark, '.' | '?' | '!')
            && let Some(close) = closes(text, at, mark)
        {
            push(text, start..close, &mut found);
            start = close;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

/// Keeps a stretch that holds at least one letter.
fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(range.clone()) else { return };
    if part.chars().any(char::is_alphabetic) {
        let start = range.start + (part.len() - part.trim_start().len());
        found.push(start..start + part.trim().len());
    }
}

/// Marks of list items, with the private-use glyphs that stand for them.
fn is_bullet(mark: char) -> bool {
    matches!(mark, '•' | '▪' | '■' | '◼' | '●' | '◦' | '○' | '▸' | '►' | '\u{e000}'..='\u{f8ff}')
}

/// Where a sentence that this mark ends is over, or nothing when the mark ends none.
fn closes(text: &str, at: usize, mark: char) -> Option<usize> {
    let after = text.get(at + 1..)?;
    let tail = tail_length(after);
    let rest = after.get(tail..)?;
    let next = rest.trim_start();
    let opens = next.is_empty() || (rest.len() > next.len() && next.starts_with(can_open));
    if !opens || (mark == '.' && stop_of_a_word(text.get(..at)?, next)) {
        return None;
    }
    Some(at + 1 + tail)
}

/// Closing quotes, brackets and the digits of a footnote that belong to the sentence before them.
fn tail_length(after: &str) -> usize {
    let closing = |c: char| matches!(c, ')' | ']' | '"' | '\'' | '”' | '’' | '.' | '?' | '!');
    let quotes = after.len() - after.trim_start_matches(closing).len();
    let rest = after.get(quotes..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // Footnotes of one report rarely reach a hundred, and years have four digits.
    let is_note = (1..=2).contains(&digits) && rest.get(digits..).is_some_and(|r| r.starts_with(char::is_whitespace));
    if is_note { quotes + digits } else { quotes }
}

fn can_open(c: char) -> bool {
    c.is_uppercase()
        || c.is_ascii_digit()
        || is_bullet(c)
        || matches!(c, '(' | '[' | '"' | '\'' | '“' | '‘' | '–' | '-')
}

/// Whether the full stop after `before` belongs to its last word.
fn stop_of_a_word(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let folded = word.to_lowercase();
    if words().class_has("abbreviation", &folded) {
        return true;
    }
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit());
    if number_follows && words().class_has("before-number", &folded) {
        return true;
    }
    is_initial(word, next) || is_number_of_item(before, word)
}

/// A capital on its own, unless a word follows that no name begins with: `J. Smith`, `Child B. The`.
fn is_initial(word: &str, next: &str) -> bool {
    let mut letters = word.rsplit('.').next().unwrap_or_default().chars();
    // `I` alone is a word.
    let single = letters.next().is_some_and(|c| c.is_uppercase() && c != 'I') && letters.next().is_none();
    let follows = next.split_whitespace().next().unwrap_or_default();
    single && !words().class_has("opens-sentence", &follows.to_lowercase())
}

/// A number that opens the paragraph: `12. The council`.
fn is_number_of_item(before: &str, word: &str) -> bool {
    before.trim_start() == word && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn ends_at_marks_that_something_follows() {
        assert_eq!(
            cut("Plans are late. Are they read? Rarely! So it goes."),
            ["Plans are late.", "Are they read?", "Rarely!", "So it goes."]
        );
    }

    #[test]
    fn goes_on_after_abbreviations_initials_and_numbers() {
        for whole in [
            "Some services, e.g. Family Help, wait 4.5 weeks.",
            "See No. 3 and para. 4 of the plan by J. R. Hartley.",
            "7. The board meets at St. Mary's with Mrs. Brown.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn keeps_quotes_and_footnotes_with_their_sentence() {
        assert_eq!(
            cut("They said ‘it works.’ It does.2 Still, (this is new.) Next."),
            ["They said ‘it works.’", "It does.2", "Still, (this is new.)", "Next."]
        );
    }

    #[test]
    fn cuts_at_marks_of_lists() {
        assert_eq!(cut("▪ One thing is good ▪ Another is not."), ["One thing is good", "Another is not."]);
    }

    #[test]
    fn finds_nothing_in_nothing() {
        assert!(cut(" . 12 \n").is_empty());
    }
}
