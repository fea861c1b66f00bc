//! What the words of a paragraph or heading say of its place among sections and items.
//!
//! These are words that reports of every framework share; the headings of each stand in its file.

use super::Section;
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;

/// A table's head repeats the heading above it.
pub(super) fn is_repeated_heading(section: Option<&Section>, text: &str) -> bool {
    section.is_some_and(|s| s.heading.trim().eq_ignore_ascii_case(text.trim()))
}

/// The head of a table of recommendations repeats the section's heading.
pub(super) fn is_table_head(framework: &Framework, to: &str, text: &str) -> bool {
    let lower = to.to_lowercase();
    lower.starts_with("responsible bod") || framework.explain(text).is_some()
}

/// Whether what follows is an item of a list: a bullet, or a numbered paragraph that begins with a
/// verb, as recommendations do.
pub(super) fn asks_for(next: Option<&Block>) -> bool {
    const VERBS: &[&str] = &[
        "address",
        "clarify",
        "complete",
        "continue",
        "develop",
        "embed",
        "engage",
        "ensure",
        "establish",
        "expand",
        "implement",
        "improve",
        "increase",
        "make",
        "monitor",
        "provide",
        "raise",
        "reduce",
        "review",
        "secure",
        "strengthen",
        "take",
        "work",
    ];
    next.is_some_and(|b| match b.kind {
        BlockKind::Item { .. } => true,
        BlockKind::Numbered { .. } => {
            let first = b.text.split_whitespace().next().unwrap_or("").to_lowercase();
            VERBS.contains(&first.trim_matches(','))
        }
        _ => false,
    })
}

/// Whether a paragraph leads to the list below it: `... should take the following action.`
pub(super) fn introduces(text: &str, next: Option<&Block>) -> bool {
    let list = next.is_some_and(|b| matches!(b.kind, BlockKind::Item { .. }) || is_deadline(&b.text));
    list && text.to_lowercase().contains("following")
}

/// `Within three months:`, `Immediately:`.
pub(super) fn is_deadline(text: &str) -> bool {
    let lower = text.trim().trim_end_matches(':').to_lowercase();
    // A recommendation may begin with `Within ...` too, but it goes on.
    let short = lower.split_whitespace().count() <= 6;
    short
        && (lower == "immediately"
            || ["within ", "by the end of ", "with immediate effect"].iter().any(|p| lower.starts_with(p)))
}

/// Whether a paragraph says that there is nothing to list.
pub(super) fn says_none(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "there are no ",
        "there were no ",
        "no areas for ",
        "did not identify any",
        "did not find any",
        "not find any",
        "none identified",
        "not identify any",
    ]
    .iter()
    .any(|p| lower.contains(p))
}

/// Whether a paragraph only says that earlier areas stay.
pub(super) fn looks_back_only(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("remain")
        && (lower.contains("previous") || lower.contains("last "))
        // A longer paragraph says more than that and is an item of its own.
        && lower.split_whitespace().count() < 40
}
