//! The marks in front of a paragraph: bullets of every kind, and numbers.

/// The words behind a bullet, with the level that the bullet hints at.
pub(crate) fn bullet(text: &str) -> Option<(u8, &str)> {
    let text = text.trim_start();
    let mut chars = text.chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    if is_bullet(mark) {
        return Some((0, rest.trim_start_matches(is_bullet).trim_start()));
    }
    // Letters and dashes are bullets only where they stand alone.
    let alone = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    match mark {
        '-' | '–' | '—' | '−' | '*' | '+' if alone => Some((0, rest.trim_start())),
        'o' if alone => Some((1, rest.trim_start())),
        _ => None,
    }
}

pub(crate) fn is_bullet(mark: char) -> bool {
    matches!(
        mark,
        '•' | '‣'
            | '◦'
            | '∙'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▪'
            | '▫'
            | '◼'
            | '◾'
            | '◻'
            | '◽'
            | '◆'
            | '◇'
            | '⁃'
            | '⚫'
            | '⬛'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '❖'
            | '✓'
            | '✔'
            | '·'
            | '\u{e000}'..='\u{f8ff}' | '\u{fffd}'
            // No words begin with an accent alone: it is a sign of a symbol font that was taken for a letter.
            | '\u{2d8}' | '\u{300}'..='\u{36f}'
    )
}

/// The number in front of a paragraph, without its dot, and the words behind it: `12. Words`,
/// `1.1 Words`, `(3) Words`.
pub(crate) fn number(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (mark, rest) = text.split_at(end);
    let number = mark.trim_end_matches('.');
    let parts: Vec<&str> = number.split('.').collect();
    let sound = parts.len() <= 4 && parts.iter().all(|part| (1..=3).contains(&part.len()));
    let printed_as_one = mark.ends_with('.') || parts.len() > 1;
    let parted = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    // "1.5 million" is no paragraph, "1.5. Words" and "1.5 Words" are.
    let begins = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase() || mark.ends_with('.'));
    (sound && printed_as_one && parted && begins).then(|| (number, rest.trim_start()))
}

/// Whether a number at the head of a line stands inside the sentence that the line before leaves open: a
/// paragraph's number does not follow half a sentence, unless it is the next one.
pub(crate) fn is_inside(first: &str, last: &str, number: &str) -> bool {
    let is_open = last.trim_end().ends_with(|c: char| c.is_lowercase() || c == ',');
    let own = self::number(first).or_else(|| bare_number(first)).map(|(own, _)| own);
    let value = |text: &str| text.parse::<u32>().ok();
    let is_next = own.and_then(value).zip(value(number)).is_some_and(|(own, next)| next == own + 1);
    is_open && !is_next && !number.contains('.')
}

/// A number without a dot, which says little by itself: `12 Words`.
pub(crate) fn bare_number(text: &str) -> Option<(&str, &str)> {
    let (number, words) = text.trim_start().split_once(' ')?;
    let sound = (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    (sound && words.starts_with(char::is_uppercase)).then_some((number, words))
}

#[cfg(test)]
mod tests {
    use super::{bullet, number};

    #[test]
    fn bullets() {
        for text in ["• Words", "\u{f0b7} Words", "▪Words", "- Words", "– Words", "\u{f0a7}\tWords", " \u{306} Words"]
        {
            assert_eq!(bullet(text), Some((0, "Words")), "{text}");
        }
        assert_eq!(bullet("o Words"), Some((1, "Words")));
        for text in ["Words", "of Words", "-5 Words", "–Words", ""] {
            assert_eq!(bullet(text), None, "{text}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(number("12. Words"), Some(("12", "Words")));
        assert_eq!(number("1.1 Words"), Some(("1.1", "Words")));
        assert_eq!(number("2.1. words"), Some(("2.1", "words")));
        for text in ["12 Words", "1.5 million", "2014. ", "1.5%", "Words", "...", "1..2 A"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
