//! Words that say nothing of what a text is about.

/// In order, for a binary search; the script in the browser holds the same list.
pub(crate) const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "also", "an", "and", "any", "are", "arent", "as", "at",
    "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "cant",
    "could", "couldnt", "did", "didnt", "do", "does", "doesnt", "doing", "dont", "down", "during", "each", "few",
    "for", "from", "further", "had", "hadnt", "has", "hasnt", "have", "havent", "having", "he", "her", "here", "hers",
    "hes", "him", "his", "how", "hows", "i", "if", "im", "in", "into", "is", "isnt", "it", "its", "ive", "just",
    "lets", "me", "more", "most", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "only", "or", "other",
    "our", "out", "over", "own", "quite", "same", "she", "shes", "should", "shouldnt", "so", "some", "such", "than",
    "that", "thats", "the", "their", "theirs", "them", "then", "there", "theres", "these", "they", "theyre", "theyve",
    "this", "those", "through", "to", "too", "under", "until", "up", "very", "was", "wasnt", "we", "were", "werent",
    "weve", "what", "whats", "when", "where", "wheres", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "wont", "would", "wouldnt", "you", "your", "youre", "youve",
];

/// Whether a folded word is one of them.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the") && !is_stop_word("plan"));
    }
}
