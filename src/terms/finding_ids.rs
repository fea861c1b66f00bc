//! Short readable ids for findings, from their words. The same words give the
//! same id, whatever else stands in the report, unless two would be the same.

use std::collections::BTreeSet;

use super::stop_words::is_not_in_ids;
use crate::source::ids;

/// How many words an id takes.
// Enough to tell items apart, and short enough to be typed.
const WORDS: usize = 4;

/// An id for a finding that none of `taken` has; it is entered there.
pub(crate) fn fresh(text: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = stem(text);
    let id = std::iter::once(stem.clone())
        .chain((2..).map(|n| format!("{stem}-{n}")))
        .find(|id| !taken.contains(id))
        // The numbers never end, so one of them is free.
        .unwrap_or(stem);
    taken.insert(id.clone());
    id
}

fn stem(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase().replace('\'', "");
    // A longer run of letters is an address, or words that ran together.
    let words = || plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty() && w.len() <= 20);
    let mut chosen: Vec<&str> = Vec::new();
    for word in words().filter(|w| !is_not_in_ids(w)) {
        if !chosen.contains(&word) {
            chosen.push(word);
        }
        if chosen.len() == WORDS {
            break;
        }
    }
    if chosen.is_empty() {
        chosen = words().take(WORDS).collect();
    }
    let id = chosen.join("-");
    if ids::is_allowed(&id) { id } else { "finding".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_say_what_it_is_about_and_are_unique() {
        let mut taken = BTreeSet::new();
        let text = "The quality of children’s plans, and of the plans for care leavers.";
        assert_eq!(fresh(text, &mut taken), "childrens-plans-care-leavers");
        assert_eq!(fresh(text, &mut taken), "childrens-plans-care-leavers-2");
        assert_eq!(fresh("It is so.", &mut taken), "it-is-so");
        assert_eq!(fresh("…", &mut taken), "finding");
    }
}
