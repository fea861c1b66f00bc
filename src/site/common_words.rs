//! Marks the words that two texts have in common, so that a reader who has both beside each other sees what ties them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::terms::{Term, Terms};

/// The words of a text that tell something, by their stems.
pub(super) type Stems = BTreeSet<Arc<str>>;

/// The stems of the words of a text that is HTML.
pub(super) fn stems(terms: &Terms, html: &str) -> Stems {
    parts(html).filter(|part| !part.is_markup).flat_map(|part| telling(terms, part.text)).map(|t| t.stem).collect()
}

/// The HTML of a text with the words marked that are among some stems.
pub(super) fn marked(terms: &Terms, html: &str, common: &Stems) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    for part in parts(html) {
        if part.is_markup {
            out.push_str(part.text);
            continue;
        }
        let mut done = 0;
        let mut open = false;
        for term in telling(terms, part.text).into_iter().filter(|t| common.contains(&t.stem)) {
            let between = part.text.get(done..term.at.start).unwrap_or_default();
            // Neighbours are one mark: that is less to read over, for eyes and for those who listen.
            if open && between.trim().is_empty() {
                out.push_str(between);
            } else {
                out.push_str(if open { "</mark>" } else { "" });
                out.push_str(between);
                out.push_str("<mark>");
            }
            out.push_str(part.text.get(term.at.clone()).unwrap_or_default());
            (done, open) = (term.at.end, true);
        }
        out.push_str(if open { "</mark>" } else { "" });
        out.push_str(part.text.get(done..).unwrap_or_default());
    }
    out
}

/// Words that stand in reports about anything tie no two of them together.
fn telling(terms: &Terms, text: &str) -> Vec<Term> {
    terms.of(text).into_iter().filter(|t| !t.weak).collect()
}

/// A stretch of HTML: plain words, or a tag or an entity.
struct Part<'a> {
    text: &'a str,
    is_markup: bool,
}

/// The stretches of a well-formed piece of HTML, in order.
fn parts(html: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '<' => rest.find('>').map(|at| at + 1),
            '&' => rest.find(';').map(|at| at + 1),
            _ => rest.find(['<', '&']),
        };
        let (text, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(Part { text, is_markup: matches!(first, '<' | '&') })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(one: &str, other: &str) -> String {
        let terms = Terms::default();
        let common: Stems = stems(&terms, one).intersection(&stems(&terms, other)).cloned().collect();
        marked(&terms, one, &common)
    }

    #[test]
    fn forms_of_one_word_are_marked_and_neighbours_together() {
        let marked = both("<p>Write pathway plans for <em>older</em> sisters.</p>", "A pathway plan is late.");
        assert_eq!(marked, "<p>Write <mark>pathway plans</mark> for <em>older</em> sisters.</p>");
    }

    #[test]
    fn what_is_no_word_of_the_text_is_left_alone() {
        // `strong` and `amp` are markup here, and words there.
        let marked = both("<strong>Fish</strong> &amp; chips", "A strong amp, and chips");
        assert_eq!(marked, "<strong>Fish</strong> &amp; <mark>chips</mark>");
    }

    #[test]
    fn words_without_meaning_of_their_own_are_not_marked() {
        assert_eq!(both("the children of the town", "the ships of the line"), "the children of the town");
        assert_eq!(both("", "x"), "");
    }
}
