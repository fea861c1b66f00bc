//! A sentence that says two things of two sets: `Both priority actions are met and progress was
//! made on the areas for development.`

use super::meaning::Meaning;
use super::reading::{Reading, Sentence};

/// Words and marks at which a sentence may fall in two.
const JOINTS: &[&str] = &["and", "but", "while", "whilst", "although", "though", ",", ";"];

/// The two halves of a sentence, when each speaks of what was asked and they state different
/// verdicts.
pub(super) fn halves<'a>(reading: &Reading<'a>) -> Option<[Reading<'a>; 2]> {
    let joints = reading.tokens.iter().filter(|t| JOINTS.contains(&t.word.as_str()));
    joints
        .filter_map(|joint| Some([reading.text.get(..joint.at.start)?, reading.text.get(joint.at.end..)?]))
        .map(|[first, second]| [first, second].map(|half| Reading::of(Sentence::new(half))))
        .find(|[first, second]| {
            let verdicts = [first, second].map(|half| half.weighed.verdict().filter(|_| speaks_of_a_set(half)));
            verdicts[0].is_some() && verdicts[1].is_some() && verdicts[0] != verdicts[1]
        })
}

fn speaks_of_a_set(half: &Reading<'_>) -> bool {
    half.areas.is_some_and(|areas| areas.meaning == Meaning::Areas)
}
