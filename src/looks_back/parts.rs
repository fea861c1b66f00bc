//! A sentence that says two things of two sets: `Both priority actions are met and progress was
//! made on the areas for development.`

use super::meaning::Meaning;
use super::read_sentence::{ReadSentence, Sentence};
use super::words::is_joint;

/// The two halves of a sentence, when each speaks of what was asked and they state different
/// verdicts.
pub(super) fn halves<'a>(reading: &ReadSentence<'a>) -> Option<[ReadSentence<'a>; 2]> {
    let joints = reading.tokens.iter().filter(|t| is_joint(&t.word));
    joints
        .filter_map(|joint| Some([reading.text.get(..joint.at.start)?, reading.text.get(joint.at.end..)?]))
        .map(|[first, second]| [first, second].map(|half| ReadSentence::new(Sentence::new(half, reading.names))))
        // Two sets with one verdict are said well enough by the sentence as a whole.
        .find(|[first, second]| {
            let verdicts = [first, second].map(|half| half.weighed.verdict().filter(|_| speaks_of_a_set(half)));
            matches!(verdicts, [Some(of_first), Some(of_second)] if of_first != of_second)
        })
}

fn speaks_of_a_set(half: &ReadSentence<'_>) -> bool {
    half.areas.is_some_and(|areas| areas.meaning == Meaning::Areas)
}
