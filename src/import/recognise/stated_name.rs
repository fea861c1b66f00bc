//! The name of a council that no list knows, where a report states it: behind `inspection of`, before `local
//! authority`. Never a subject, a person or an office; what no such name holds is in `tables/councils.txt`.

use std::ops::Range;

use crate::import::council_words::{CouncilWord, behind_any, is, longest};
use crate::import::names;
use crate::import::words::Words;

/// In words. The longest name of England's councils, with what is said of its kind, has six.
const LONGEST: usize = 8;

/// A stated name.
#[derive(Debug)]
pub(super) struct StatedName {
    /// Its words, with those that say what kind of body it is.
    pub(super) at: Range<usize>,
    /// Whether such words stand there.
    pub(super) says_kind: bool,
}

/// The name that begins at a word, if one does.
pub(super) fn stated_name(words: &Words<'_>, at: usize) -> Option<StatedName> {
    let begin = behind_any(words, at, CouncilWord::Before).unwrap_or(at);
    let mut end = begin;
    let mut kind = None;
    while end < words.list.len() && end - begin < LONGEST {
        kind = (end > begin).then(|| behind_any(words, end, CouncilWord::Behind)).flatten();
        if kind.is_some() || !goes_on(words, begin, end) {
            break;
        }
        end += 1;
        let last = words.list.get(end - 1)?;
        if last.ends || last.parted || words.word(end - 1).ends_with("'s") {
            break;
        }
    }
    let last = words.list.get(end.checked_sub(1)?)?;
    let parted = last.ends || last.parted || words.word(end - 1).ends_with("'s");
    // `Marrowby, City of`
    let turned = last
        .parted
        .then(|| longest(words, end, CouncilWord::Before))
        .flatten()
        .filter(|to| to.checked_sub(1).and_then(|last| words.list.get(last)).is_some_and(|last| !last.parted));
    let kind = kind.or(turned);
    let follows = end == words.list.len() || parted || kind.is_some() || may_follow(words, end);
    let says_no_name = (begin..end).any(|n| is_no_name(words, n));
    let is_name = end > begin && follows && !says_no_name && !names::compared(&words.as_printed(begin..end)).is_empty();
    is_name.then(|| StatedName { at: at..kind.unwrap_or(end), says_kind: kind.is_some() || begin > at + 1 })
}

/// Whether a word belongs to the name that began before it.
fn goes_on(words: &Words<'_>, begin: usize, n: usize) -> bool {
    let Some(word) = words.list.get(n) else { return false };
    let capital = |n: usize| words.list.get(n).is_some_and(|word| word.capital && !starts_with_digit(words, n));
    // Two small words may stand side by side: `on the`.
    let joins = is(CouncilWord::Joins, words.word(n))
        && (capital(n + 1) || is(CouncilWord::Joins, words.word(n + 1)) && capital(n + 2));
    !word.printed.is_empty() && (capital(n) || n > begin && joins)
}

fn starts_with_digit(words: &Words<'_>, n: usize) -> bool {
    words.word(n).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what stands behind the name lets it be one: a date, or the sentence going on.
fn may_follow(words: &Words<'_>, n: usize) -> bool {
    starts_with_digit(words, n) || is(CouncilWord::Follows, words.word(n))
}

/// Whether no council's name holds this word.
pub(super) fn is_no_name(words: &Words<'_>, n: usize) -> bool {
    is(CouncilWord::Never, words.word(n))
        || is(CouncilWord::Never, words.bare(n))
        || is(CouncilWord::Person, words.word(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, behind: &str) -> Option<String> {
        let words = Words::new(text);
        let at = (0..words.list.len()).find_map(|n| words.stands(n, behind))?;
        stated_name(&words, at).map(|name| names::display(&words.as_printed(name.at)))
    }

    #[test]
    fn what_stands_where_a_name_stands_is_one() {
        for (text, behind, expected) in [
            ("Inspection of Wexmere local authority children's services", "inspection of", "Wexmere"),
            ("Inspection of Wexmere, City of local authority", "inspection of", "Wexmere"),
            ("Inspection of the London Borough of East Marrow and Fenn", "inspection of", "East Marrow and Fenn"),
            ("Focused visit to Wexmere City Council Children's Services", "visit to", "Wexmere City"),
            ("response to unlit lanterns in Wexmere", "lanterns in", "Wexmere"),
            ("Visit to Marrow-on-the-Fenn’s services", "visit to", "Marrow-on-the-Fenn"),
            ("the visit to St. Osyth on 3 March", "visit to", "St. Osyth"),
        ] {
            assert_eq!(name(text, behind).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_subject_a_person_or_an_office_is_none() {
        for (text, behind) in [
            ("Inspection of Services for Children in Need", "inspection of"),
            ("Inspection of Services for Children in Need", "children in"),
            ("inspection of the multi-agency response", "inspection of"),
            ("Inspection of Local Authority Children's Services", "inspection of"),
            ("Joint Targeted Area Inspection of Serious Violence", "inspection of"),
            ("visit to Elmwood house", "visit to"),
            ("visit to Mr Fenwick", "visit to"),
            ("inspection in March 2031", "inspection in"),
        ] {
            assert_eq!(name(text, behind), None, "{text}");
        }
    }
}
