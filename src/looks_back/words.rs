//! What rules ask of single words; the lists stand in `phrases/tables/words.txt`.

use crate::phrases::words;

/// Whether a verb belongs to a predicate: `have been`.
pub(super) fn is_helping(word: &str) -> bool {
    words().class_has("helping", word)
}

/// Whether a line with this verb is a sentence and no heading.
pub(super) fn makes_sentence(word: &str) -> bool {
    words().class_has("makes-sentence", word)
}

/// Whether a word is a verb of the past, by its ending, or tells what an inspection said.
pub(super) fn is_past(word: &str) -> bool {
    words().class_has("telling", word) || (word.len() > 4 && word.ends_with("ed"))
}

/// Whether `and` in front of it joins a new statement, and not another part of this one.
pub(super) fn begins_statement(word: &str) -> bool {
    words().class_has("statement", word)
}

/// Whether a sentence says something else after this word.
pub(super) fn is_contrast(word: &str) -> bool {
    words().class_has("contrast", word)
}

/// Whether a negation reaches no further than this word.
pub(super) fn ends_negation(word: &str) -> bool {
    words().class_has("ends-negation", word)
}

/// Whether praise and fault on its two sides are weighed apart.
pub(super) fn parts_praise_from_fault(word: &str) -> bool {
    words().class_has("parts-praise-from-fault", word)
}

/// Whether a verb tells what an inspection said.
pub(super) fn is_telling(word: &str) -> bool {
    words().class_has("telling", word)
}

/// Whether a sentence may fall in two at a word or mark.
pub(super) fn is_joint(word: &str) -> bool {
    words().class_has("joint", word)
}
