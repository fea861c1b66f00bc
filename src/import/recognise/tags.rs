//! What a report ties its items to, in brackets at their ends: `(Outcome 4, national framework)`.
//!
//! Such a tag is no part of what is asked: two items that differ in it alone ask for the same.

use super::fact_words::{FactWord, begins};
use super::{Item, Section};
use crate::source::words::Kind;

/// Takes the tags out of the words of items; those of nested items stay, since they carry no attributes.
pub(super) fn take_tags(sections: &mut [Section]) {
    // A paragraph of narrative carries no attribute either.
    let items = sections.iter_mut().filter(|section| section.kind != Kind::Narrative).flat_map(|s| &mut s.items);
    for item in items {
        take_tag(item);
    }
}

fn take_tag(item: &mut Item) {
    let Some((words, tag)) = split(&item.text) else { return };
    (item.tag, item.text) = (Some(tag), words);
}

/// The words before the tag that a text ends in, and the tag.
fn split(text: &str) -> Option<(String, String)> {
    let inside = text.trim_end().trim_end_matches('.').trim_end().strip_suffix(')')?;
    let (words, tag) = inside.rsplit_once('(')?;
    let begins = begins(FactWord::Tag, tag);
    let words = words.trim_end();
    // The item's full stop may stand behind the bracket.
    let stop = if text.trim_end().ends_with('.') && !words.ends_with('.') { "." } else { "" };
    (begins && !words.is_empty()).then(|| (format!("{words}{stop}"), tag.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_tag_stands_at_the_end_in_brackets() {
        let tag = |words: &str, tag: &str| Some((words.to_owned(), tag.to_owned()));
        for (text, expected) in [
            ("Late boats. (Outcome 4, national framework)", tag("Late boats.", "Outcome 4, national framework")),
            ("Late boats (enabler 2, national framework).", tag("Late boats.", "enabler 2, national framework")),
            (
                "Late boats (outcomes 1 and 3, National Framework)",
                tag("Late boats", "outcomes 1 and 3, National Framework"),
            ),
            ("Late boats (outcome measures)", None),
            ("Late boats (see outcome 4)", None),
            ("(Outcome 4, national framework)", None),
            ("Boats (outcome 4) that are late", None),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
