//! Words that ask rather than tell: they stand in any question, whatever it is about, and in few reports, so how
//! rare they are would make too much of them.

/// In order.
#[rustfmt::skip]
pub(super) const ASKING: &[&str] = &[
    "actually", "anybody", "anyone", "around", "aware", "away", "back", "bit", "chance", "cope",
    "coped", "copes", "coping", "couple", "course", "days", "dealing", "dealt", "done", "easily", "else",
    "especially", "even", "ever", "everybody", "everyone", "everything", "exactly", "fact",
    "forget", "forgets", "forgot", "forgotten", "getting", "gone", "got", "happen", "happened",
    "happening", "happens", "hard", "hardly", "herself", "himself", "instead", "itself", "likely", "long", "lot",
    "lots", "manage", "managed", "matter", "matters", "maybe", "mind", "minded", "moment", "must", "near", "nearly",
    "never", "nobody", "none", "nothing", "often", "okay", "ones", "others", "ought", "particular", "past", "perhaps",
    "plenty", "point", "possible", "problem", "problems", "proper", "properly", "question", "questions", "quick",
    "quickly", "quite", "real", "really", "reason", "reasons", "result", "seem", "seems", "several", "show", "shown",
    "shows", "simple", "since", "somebody", "someone", "sometimes", "somewhere", "soon", "sooner", "sort", "stand",
    "straight", "stuff", "supposed", "tend", "think", "thinks", "thought", "till", "today",
    "tried", "tries", "try", "trying", "turn", "turned", "turning", "turns", "usual", "want", "wanted",
    "wants", "whatever", "whether", "wish", "within", "wonder", "worked", "works", "worth", "wrong",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(ASKING.is_sorted());
    }
}
