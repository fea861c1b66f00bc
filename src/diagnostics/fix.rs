//! What mends a mistake that has one right answer.

use super::sources::{Span, split_near, stretch};

/// Words that should stand in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The place.
    pub span: Span,
    /// What should stand there; nothing where what stands there should go.
    pub words: String,
}

/// A file's text with its fixes made. A fix that reaches into an earlier one is left for the next run.
#[must_use]
pub fn mended<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> String {
    let mut fixes: Vec<_> = fixes.into_iter().map(|fix| (place(text, fix), fix.words.as_str())).collect();
    fixes.sort();
    fixes.dedup();
    let mut out = String::new();
    let mut done = 0;
    for (place, words) in fixes {
        if place.0 < done {
            continue;
        }
        out.push_str(stretch(text, done..place.0));
        out.push_str(words);
        done = place.1;
    }
    out + stretch(text, done..text.len())
}

/// The bytes that a fix takes the place of.
fn place(text: &str, fix: &Fix) -> (usize, usize) {
    let range = fix.span.range();
    if !fix.words.is_empty() {
        return (range.start, range.end);
    }
    // One of a list goes with the comma before it.
    let before = split_near(text, range.start).0.trim_end();
    let before = before.strip_suffix(',').unwrap_or(before);
    (before.trim_end().len(), range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;

    fn fix(text: &str, word: &str, words: &str) -> Fix {
        let at = text.rfind(word).unwrap();
        Fix { span: Span::new(FileId(0), at..at + word.len()), words: words.to_owned() }
    }

    #[test]
    fn words_take_the_place_of_others_and_what_goes_takes_its_comma_along() {
        let text = "{met=\"a#old, b, b\"}";
        let fixes = [fix(text, "b", ""), fix(text, "old", "new")];
        assert_eq!(mended(text, &fixes), "{met=\"a#new, b\"}");
        assert_eq!(mended(text, []), text);
    }

    #[test]
    fn one_of_two_fixes_of_one_place_is_made() {
        let text = "x{#a}";
        let twice = [fix(text, "{#a}", "{#b}"), fix(text, "#a", "#c"), fix(text, "{#a}", "{#b}")];
        assert_eq!(mended(text, &twice), "x{#b}");
        let gap = Fix { span: Span::new(FileId(0), 1..1), words: " ".to_owned() };
        assert_eq!(mended(text, [&gap, &gap.clone()]), "x {#a}");
    }
}
