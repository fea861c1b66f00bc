//! Words that count for little, or for nothing: the one home of every such list.
//!
//! There are several lists because there are several questions. Where a word counts for nothing in any text, it
//! is a stop word; where it counts for less in reports about children, it is weak; where only a question has
//! it, it asks; where it would make a poor id, it stands in no id; and no paragraph ends with an open word. A word
//! may answer several of them, so the lists overlap and are not made one from another.

/// Words that say nothing of what a text is about. The index of the search carries them to the browser.
#[rustfmt::skip]
pub(crate) const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "also", "an", "and", "any", "are", "arent", "as",
    "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot",
    "cant", "could", "couldnt", "did", "didnt", "do", "does", "doesnt", "doing", "dont", "down", "during", "each",
    "few", "for", "from", "further", "had", "hadnt", "has", "hasnt", "have", "havent", "having", "he", "her",
    "here", "hers", "hes", "him", "his", "how", "hows", "i", "if", "im", "in", "into", "is", "isnt", "it", "its",
    "ive", "just", "lets", "me", "more", "most", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "only",
    "or", "other", "our", "out", "over", "own", "quite", "same", "she", "shes", "should", "shouldnt", "so", "some",
    "such", "than", "that", "thats", "the", "their", "theirs", "them", "then", "there", "theres", "these", "they",
    "theyre", "theyve", "this", "those", "through", "to", "too", "under", "until", "up", "very", "was", "wasnt",
    "we", "were", "werent", "weve", "what", "whats", "when", "where", "wheres", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "wont", "would", "wouldnt", "you", "your", "youre", "youve",
];

/// Words that stand in reports about anything: they say less of what a finding is about than how rare
/// they are would suggest.
#[rustfmt::skip]
pub(crate) const WEAK_WORDS: &[&str] = &[
    "11", "12", "16", "17", "18", "21", "25", "able", "adequate", "adequately", "age", "aged", "already", "also",
    "always", "anything", "approach", "appropriate", "appropriately", "area", "areas", "arrangement",
    "arrangements", "ask", "asked", "available", "begin", "beginning", "begun", "benefit", "benefits", "best",
    "better", "bring", "brought", "call", "called", "came", "change", "changed", "changes", "child", "children",
    "city", "clear", "clearly", "come", "comes", "comprehensive", "consistent", "consistently", "contain",
    "contains", "continue", "continued", "continues", "council", "counties", "county", "day", "deal", "develop",
    "developed", "development", "difference", "different", "earlier", "effect", "effective", "effectively", "end",
    "enough", "ensure", "ensures", "ensuring", "every", "experience", "experiences", "families", "family", "find",
    "first", "follow", "followed", "found", "full", "fully", "gave", "get", "gets", "give", "given", "gives", "go",
    "goes", "going", "good", "great", "half", "hand", "held", "help", "helped", "helps", "hold", "identified",
    "identifies", "identify", "impact", "improve", "improved", "improvement", "improves", "improving", "increase",
    "increased", "individual", "information", "inspection", "inspector", "inspectors", "keep", "keeps", "kept",
    "knew", "know", "known", "lack", "lacks", "large", "largely", "later", "least", "less", "let", "lets", "level",
    "levels", "line", "lines", "local", "look", "looked", "looks", "made", "main", "mainly", "make", "makes",
    "making", "manager", "managers", "many", "mean", "means", "minor", "month", "months", "much", "name", "need",
    "needed", "needs", "new", "number", "one", "opportunities", "opportunity", "part", "parts", "people", "person",
    "place", "poor", "positive", "positively", "practice", "process", "processes", "progress", "prompt", "promptly",
    "provide", "provided", "provides", "providing", "provision", "put", "puts", "quality", "range", "rather",
    "receive", "received", "receives", "relevant", "remain", "remains", "report", "require", "required", "requires",
    "right", "said", "say", "says", "see", "seen", "service", "services", "set", "sets", "side", "significant",
    "significantly", "small", "social", "something", "staff", "start", "started", "still", "strong", "sufficient",
    "sufficiently", "support", "supported", "supports", "sure", "take", "taken", "takes", "tell", "tells", "thing",
    "things", "three", "time", "timely", "times", "told", "took", "tool", "tools", "two", "use", "used", "uses",
    "using", "visit", "way", "ways", "weak", "week", "well", "went", "whole", "without", "work", "worker",
    "workers", "working", "year", "years", "yet", "young",
];

/// Words that ask rather than tell: they stand in any question, whatever it is about, and in few
/// reports, so how rare they are would make too much of them in a search.
#[rustfmt::skip]
pub(crate) const ASKING_WORDS: &[&str] = &[
    "actually", "anybody", "anyone", "around", "aware", "away", "back", "bit", "chance", "cope", "coped", "copes",
    "coping", "couple", "course", "days", "dealing", "dealt", "done", "easily", "else", "especially", "even",
    "ever", "everybody", "everyone", "everything", "exactly", "fact", "forget", "forgets", "forgot", "forgotten",
    "getting", "gone", "got", "happen", "happened", "happening", "happens", "hard", "hardly", "herself", "himself",
    "instead", "itself", "likely", "long", "lot", "lots", "manage", "managed", "matter", "matters", "maybe", "mind",
    "minded", "moment", "must", "near", "nearly", "never", "nobody", "none", "nothing", "often", "okay", "ones",
    "others", "ought", "particular", "past", "perhaps", "plenty", "point", "possible", "problem", "problems",
    "proper", "properly", "question", "questions", "quick", "quickly", "quite", "real", "really", "reason",
    "reasons", "result", "seem", "seems", "several", "show", "shown", "shows", "simple", "since", "somebody",
    "someone", "sometimes", "somewhere", "soon", "sooner", "sort", "stand", "straight", "stuff", "supposed", "tend",
    "think", "thinks", "thought", "till", "today", "tried", "tries", "try", "trying", "turn", "turned", "turning",
    "turns", "usual", "want", "wanted", "wants", "whatever", "whether", "wish", "within", "wonder", "worked",
    "works", "worth", "wrong",
];

/// Words that say little in the id of a finding. Fewer than the stop words, since an id of four words has room for
/// `again` or `before`, and some that any recommendation has (`ensure`, `quality`). The list is frozen: another one
/// would give the same report other ids when it is imported anew.
#[rustfmt::skip]
const NOT_IN_IDS: &[&str] = &[
    "a", "about", "across", "after", "all", "also", "an", "and", "any", "are", "area", "areas", "as", "at", "be",
    "been", "being", "both", "but", "by", "can", "do", "does", "effective", "ensure", "ensuring", "for", "from",
    "further", "has", "have", "how", "improve", "in", "including", "increase", "into", "is", "it", "its", "make",
    "many", "more", "most", "not", "of", "on", "or", "other", "particularly", "practice", "quality", "range",
    "receive", "so", "some", "such", "sufficient", "sure", "take", "than", "that", "the", "their", "them", "there",
    "these", "they", "this", "those", "timely", "to", "too", "up", "use", "used", "very", "was", "well", "were",
    "when", "where", "which", "who", "will", "with", "within", "work",
];

/// Words that no paragraph ends with: what follows at the head of the next page belongs to it.
#[rustfmt::skip]
const OPEN_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "its", "of", "on", "or", "that",
    "the", "their", "to", "was", "were", "which", "with",
];

/// Stop words that may stand inside a title, between two words that tell something: `quality of assessments`. Others
/// would make half a sentence of it.
#[rustfmt::skip]
const JOINING_WORDS: &[&str] = &[
    "a", "about", "after", "an", "and", "at", "before", "between", "by", "for", "from", "in", "into", "of", "on", "or",
    "own", "the", "their", "through", "to", "under", "with",
];

/// Whether a folded word may join two others in a title.
pub(crate) fn is_joining(word: &str) -> bool {
    listed(JOINING_WORDS, word)
}

/// Whether a folded word is a stop word.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    listed(STOP_WORDS, word)
}

/// Whether a folded word stands in reports about anything.
#[must_use]
pub fn is_weak(word: &str) -> bool {
    listed(WEAK_WORDS, word)
}

/// Whether a folded word is left out of the ids of findings.
pub(crate) fn is_not_in_ids(word: &str) -> bool {
    listed(NOT_IN_IDS, word)
}

/// Whether a paragraph that stops at this word, in lower case, is not at its end.
pub(crate) fn is_open(word: &str) -> bool {
    listed(OPEN_WORDS, word)
}

/// The lists are in order, which a test holds them to.
fn listed(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_hold_no_word_twice() {
        for list in [STOP_WORDS, WEAK_WORDS, ASKING_WORDS, NOT_IN_IDS, OPEN_WORDS, JOINING_WORDS] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }

    #[test]
    fn each_list_answers_its_own_question() {
        assert!(is_stop_word("the") && !is_stop_word("plan"));
        assert!(is_weak("make") && !is_weak("neglect"));
        assert!(is_not_in_ids("ensure") && !is_not_in_ids("before"));
        assert!(is_open("their") && !is_open("again"));
        assert!(is_joining("of") && !is_joining("not"));
        assert!(JOINING_WORDS.iter().all(|word| is_stop_word(word)), "others are words of a title themselves");
    }
}
