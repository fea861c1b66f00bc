//! Lists of plain words that more than one rule asks for, each for its own purpose.
//!
//! Phrases with a meaning stand in `tables/`; here stand the verbs and the words of contrast by which
//! rules find where something begins or ends. Lists differ by a word or two where their purposes do.

/// Verbs that begin what is said of the words before them.
const AUXILIARIES: &[&str] = &["has", "have", "had", "is", "are", "was", "were"];

/// Words after which a sentence says something else.
const CONTRAST: &[&str] = &["but", "however", "although", "though", "while", "whilst", "because", "despite"];

/// Verbs that tell what an inspection said.
const TELLING: &[&str] = &[
    "found",
    "identified",
    "judged",
    "highlighted",
    "noted",
    "reported",
    "raised",
    "described",
    "recommended",
    "criticised",
    "concluded",
    "asked",
];

/// Words and marks at which a sentence may fall in two: those between two whole statements. What follows
/// `because` or `despite` is none.
const JOINTS: &[&str] = &["and", "but", "while", "whilst", "although", "though", ",", ";"];

/// Whether a verb begins a predicate, and is no part of one: `have`, but not `been`.
fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(&word)
}

/// Whether a verb belongs to a predicate: `have been`.
pub(super) fn is_helping(word: &str) -> bool {
    is_auxiliary(word) || word == "been"
}

/// Whether the name of something ends before this verb: `the two areas remain`.
pub(super) fn begins_predicate(word: &str) -> bool {
    is_auxiliary(word) || matches!(word, "remain" | "remains")
}

/// Whether a line with this verb is a sentence and no heading.
pub(super) fn makes_sentence(word: &str) -> bool {
    is_helping(word) || matches!(word, "remain" | "remains" | "continue" | "continues")
}

/// Whether `and` in front of it joins a new statement, and not another part of this one.
pub(super) fn begins_statement(word: &str) -> bool {
    is_auxiliary(word) || matches!(word, "now" | "the" | "they" | "this" | "it" | "some")
}

/// Whether a negation reaches no further than this word. `Since` ends its reach (`not met since the visit`), but
/// parts no clause of praise or fault: there it only names a time.
pub(super) fn ends_negation(word: &str) -> bool {
    CONTRAST.contains(&word) || word == "since"
}

/// Whether praise and fault on its two sides are weighed apart.
pub(super) fn parts_praise_from_fault(word: &str) -> bool {
    CONTRAST.contains(&word) || matches!(word, "yet" | "nonetheless")
}

/// Whether a verb tells what an inspection said.
pub(super) fn is_telling(word: &str) -> bool {
    TELLING.contains(&word)
}

/// Whether a sentence may fall in two at a word or mark.
pub(super) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word)
}
