//! What is known of a sentence, by name: what the two models of look-backs weigh, and are trained on.
//!
//! A sign is a word, two words side by side, what the phrases of the tables read, or what the sentences beside it say.

use super::look_back::{Extent, LookBack, Matter, VerdictSource};
use super::meaning::Meaning;
use super::practice::practice_of_tokens;
use super::read_sentence::ReadSentence;
use crate::phrases::Meaning as _;
use crate::phrases::Token;
use crate::source::words::Verdict;

/// What phrases may have read.
const READ: &[Meaning] = &[
    Meaning::Done,
    Meaning::CarriedOut,
    Meaning::Moving,
    Meaning::Partial,
    Meaning::Fault,
    Meaning::LeftStanding,
    Meaning::Exception,
    Meaning::Not,
    Meaning::Now,
    Meaning::Pointing,
    Meaning::Better,
    Meaning::Worse,
    Meaning::KeptUp,
    Meaning::Found,
    Meaning::Judged,
    Meaning::Area,
    Meaning::Areas,
    Meaning::Faults,
    Meaning::FaultThen,
];

/// So many words open a sentence.
const OPENING: usize = 3;

/// Shorter words are shared by any two sentences.
const LONG: usize = 6;

/// What is known of one sentence.
#[derive(Clone, Debug)]
pub struct Signs {
    /// The sentence as its phrases were read.
    pub read: LookBack,
    /// How many sentences behind the look-back that it may go on from; 0 where it looks back itself.
    pub behind: usize,
    /// The names of what is known.
    pub signs: Vec<String>,
}

impl Signs {
    /// Of a sentence that looks back.
    pub(super) fn of_look_back(
        read: &LookBack,
        said: &ReadSentence<'_>,
        readings: &[ReadSentence<'_>],
        at: usize,
    ) -> Self {
        let mut signs = Vec::new();
        own(said, &mut signs);
        as_read(read, "read", &mut signs);
        beside(readings, at, &mut signs);
        Self { read: read.clone(), behind: 0, signs }
    }

    /// Of a sentence that may go on from a look-back before it.
    pub(super) fn of_going_on(
        read: &LookBack,
        lead: &LookBack,
        [said_before, said]: [&ReadSentence<'_>; 2],
        readings: &[ReadSentence<'_>],
        at: usize,
        behind: usize,
    ) -> Self {
        let mut signs = Vec::new();
        own(said, &mut signs);
        as_read(read, "read", &mut signs);
        as_read(lead, "lead", &mut signs);
        beside(readings, at, &mut signs);
        going_on(said, said_before, behind, &mut signs);
        Self { read: read.clone(), behind, signs }
    }
}

/// Of a sentence by itself.
pub(super) fn of_sentence(said: &ReadSentence<'_>) -> Vec<String> {
    let mut signs = Vec::new();
    own(said, &mut signs);
    signs
}

/// What its own words are and read.
fn own(reading: &ReadSentence<'_>, signs: &mut Vec<String>) {
    let words = plain_words(&reading.tokens);
    signs.extend(words.iter().map(|word| format!("w {word}")));
    signs.extend(words.iter().zip(words.iter().skip(1)).map(|(a, b)| format!("w {a} {b}")));
    signs.extend(words.iter().take(OPENING).enumerate().map(|(at, word)| format!("opens {at} {word}")));
    signs.extend(READ.iter().filter(|m| reading.has(**m)).map(|m| format!("phrase {}", m.word())));
    signs.push(format!("weighed {}", word(reading.weighed.verdict())));
    signs.push(format!("practice {}", word(practice_of_tokens(&reading.tokens).verdict())));
    signs.push(format!("long {}", (words.len() / 8).min(6)));
    let flags = [
        ("tells of then", reading.tells_of_then),
        ("names one", reading.earlier.is_some()),
        ("names several", !reading.also_about().is_empty()),
        ("points back", reading.points_back.is_some()),
        ("only moves", reading.weighed.only_moves()),
        ("is since", reading.is_since()),
        ("repeats", reading.repeats),
        ("set before", reading.set_before),
        ("not ours", reading.not_ours),
    ];
    signs.extend(flags.into_iter().filter(|(_, yes)| *yes).map(|(name, _)| name.to_owned()));
}

/// What the phrases made of it, as a look-back.
fn as_read(read: &LookBack, prefix: &str, signs: &mut Vec<String>) {
    let matter = match read.matter {
        Matter::Areas => "areas",
        Matter::Judgement => "judgement",
        Matter::Services => "services",
    };
    let by = match read.verdict_source {
        Some(VerdictSource::Sentence) => "sentence",
        Some(VerdictSource::Neighbour) => "neighbour",
        Some(VerdictSource::Words) => "words",
        Some(VerdictSource::Heading) => "heading",
        None => "nothing",
    };
    signs.push(format!("{prefix} matter {matter}"));
    signs.push(format!("{prefix} verdict {} by {by}", word(read.verdict)));
    signs.push(format!("{prefix} verdict {} of {matter}", word(read.verdict)));
    signs.push(format!("{prefix} extent {}", read.extent.map_or("none", Extent::word)));
}

/// What the sentences beside it say.
fn beside(readings: &[ReadSentence<'_>], at: usize, signs: &mut Vec<String>) {
    let before = at.checked_sub(1).and_then(|at| readings.get(at));
    for (name, beside) in [("before", before), ("after", readings.get(at + 1))] {
        let Some(beside) = beside else {
            signs.push(format!("{name} nothing"));
            continue;
        };
        signs.push(format!("{name} weighed {}", word(beside.weighed.verdict())));
        signs.push(format!("{name} practice {}", word(practice_of_tokens(&beside.tokens).verdict())));
        if beside.opens_with(Meaning::Pointing) {
            signs.push(format!("{name} points {}", word(beside.weighed.verdict())));
        }
        signs.extend(plain_words(&beside.tokens).first().map(|word| format!("{name} opens {word}")));
    }
    let left = readings.len() - at.min(readings.len());
    signs.push(format!("place {} left {}", at.min(3), left.min(3)));
}

/// How it hangs on the look-back before it; `gap` sentences lie between.
fn going_on(reading: &ReadSentence<'_>, before: &ReadSentence<'_>, gap: usize, signs: &mut Vec<String>) {
    let long = |reading: &ReadSentence<'_>| -> Vec<String> {
        plain_words(&reading.tokens).into_iter().filter(|w| w.len() >= LONG).map(str::to_owned).collect()
    };
    let theirs = long(before);
    let shared = long(reading).into_iter().filter(|word| theirs.contains(word)).count();
    signs.push(format!("gap {gap}"));
    signs.push(format!("shared {}", shared.min(4)));
    let (own, other) = (reading.weighed.verdict(), before.weighed.verdict());
    signs.push(format!("weighed {} after {}", word(own), word(other)));
    if before.tells_of_then {
        signs.push(format!("after then weighed {}", word(own)));
    }
}

fn word(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::word)
}

/// Its words without marks and numbers.
fn plain_words(tokens: &[Token]) -> Vec<&str> {
    let is_word = |token: &&Token| !token.is_mark && token.word.starts_with(char::is_alphabetic);
    tokens.iter().filter(is_word).map(|token| token.word.as_str()).collect()
}
