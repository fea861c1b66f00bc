//! What the words of one sentence say became of what an earlier inspection found.
//!
//! Start at [`weigh`]. The table's phrases are credit (done, or moving), fault, or both at once; a
//! negation turns credit into fault, or into both where it leaves something standing (`not fully`,
//! `not all`). Credit alone that is done is met; progress, or credit beside fault, is partly met;
//! fault alone is missed.

use std::ops::Range;

use super::meaning::Meaning;
use super::tables::{Hit, table};
use super::words;
use crate::phrases::Token;
use crate::source::words::{Direction, Verdict};

/// How many words before a phrase a negation reaches over, further as `none of` the subject; and
/// how many after it a word like `fully`.
// `Has not yet been able to show that it is better`: beyond so many words stands another statement.
const REACH: usize = 6;
// Between `none of` and its verb stand the whole set and the name of the inspection that asked for it.
const REACH_OF_SUBJECT: usize = 16;
// `Have not been met in full`.
const REACH_AFTER: usize = 3;

/// What was found in a sentence.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    done: Vec<Range<usize>>,
    moving: Vec<Range<usize>>,
    partial: Vec<Range<usize>>,
    fault: Vec<Range<usize>>,
    exception: Vec<Range<usize>>,
    /// The phrases that were weighed.
    pub(super) hits: Vec<Hit>,
    /// Which way things went.
    pub(super) direction: Option<Direction>,
}

impl Weighed {
    /// Whether any word carries a verdict.
    pub(super) fn says_something(&self) -> bool {
        self.verdict().is_some()
    }

    /// Only a few are left over: the rest is most of them.
    pub(super) fn leaves_a_few(&self) -> bool {
        !self.exception.is_empty() && self.fault.is_empty()
    }

    /// The verdict that the words add up to.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let credit = !self.done.is_empty() || !self.moving.is_empty();
        let fault = !self.fault.is_empty();
        // `All but one` is praise for the rest; the one left over makes the extent *most*.
        if self.leaves_a_few() && credit {
            Some(Verdict::Met)
        } else if !self.partial.is_empty() || (credit && fault) {
            Some(Verdict::PartlyMet)
        } else if fault {
            Some(Verdict::Missed)
        } else if !self.done.is_empty() {
            Some(Verdict::Met)
        } else {
            credit.then_some(Verdict::PartlyMet)
        }
    }

    /// Only progress or improvement is said, neither done nor faulted.
    pub(super) fn only_moves(&self) -> bool {
        !self.moving.is_empty() && self.done.is_empty() && self.partial.is_empty() && self.fault.is_empty()
    }

    /// The words that carried the verdict, in the order of the sentence.
    pub(super) fn cue(&self, sentence: &str, tokens: &[Token]) -> String {
        let mut ranges: Vec<Range<usize>> =
            [&self.partial, &self.fault, &self.done, &self.exception].into_iter().flatten().cloned().collect();
        if ranges.is_empty() || (self.partial.is_empty() && self.done.is_empty()) {
            ranges.extend(self.moving.iter().cloned());
        }
        ranges.sort_by_key(|r| (r.start, r.end));
        let words: Vec<&str> = ranges.iter().filter_map(|r| text_of_tokens(sentence, tokens, r)).collect();
        words.join(" … ")
    }
}

/// The text of a run of tokens.
pub(super) fn text_of_tokens<'a>(sentence: &'a str, tokens: &[Token], range: &Range<usize>) -> Option<&'a str> {
    let first = tokens.get(range.start)?;
    let last = tokens.get(range.end.checked_sub(1)?)?;
    sentence.get(first.at.start..last.at.end)
}

/// Weighs the words of a sentence; `silent` are those that speak of the time of the earlier
/// inspection. Where it is not about what was asked (`of_areas`), a thing carried out or
/// left standing is no verdict.
pub(super) fn weigh(tokens: &[Token], silent: &[Range<usize>], of_areas: bool) -> Weighed {
    use Meaning::{CarriedOut, Done, Exception, Fault, LeftStanding, Moving, Neutral, Partial};
    let hits = table().find(&[Done, CarriedOut, Moving, Partial, Fault, LeftStanding, Exception, Neutral], tokens);
    let neutral: Vec<Hit> = hits.iter().copied().filter(|h| h.meaning == Neutral).collect();
    let negations: Vec<Hit> = table()
        .find(&[Meaning::Not], tokens)
        .into_iter()
        .filter(|n| !neutral.iter().any(|h| h.start <= n.start && n.end <= h.end))
        .collect();
    let left_over = left_over(&hits, tokens);
    let mut weighed = Weighed::default();
    let faulted = |hit: &Hit| hit.meaning == Moving && is_faulted(*hit, &hits, tokens);
    for hit in hits.iter().filter(|h| !silent.iter().any(|s| s.contains(&h.start))) {
        let dropped = match hit.meaning {
            CarriedOut | LeftStanding if !of_areas => true,
            Moving if faulted(hit) => true,
            Fault | LeftStanding => left_over.as_ref().is_some_and(|clause| clause.contains(&hit.start)),
            _ => false,
        };
        if !dropped {
            weighed.add(*hit, &negations, tokens);
        }
    }
    weighed
}

/// The clause that names the few left over; its fault is theirs.
fn left_over(hits: &[Hit], tokens: &[Token]) -> Option<Range<usize>> {
    let start = hits.iter().find(|h| h.meaning == Meaning::Exception)?.start;
    let length = tokens.iter().skip(start).take_while(|t| !t.is_mark).count();
    Some(start..start + length)
}

/// Whether progress is what a fault is found with: `progress in the two teams has been too slow`, `slow
/// improvement`. The word beside it then carries the verdict.
fn is_faulted(moving: Hit, hits: &[Hit], tokens: &[Token]) -> bool {
    let one_statement = |from: usize, to: usize| {
        let between = tokens.get(from..to).unwrap_or_default();
        // `Since the last inspection` may stand between them; it only names the time.
        !between.iter().any(|t| t.is_mark || words::is_contrast(&t.word)) && !joins_anew(between)
    };
    hits.iter().filter(|h| h.meaning == Meaning::Fault).any(|fault| {
        let behind = fault.start >= moving.end
            && fault.start - moving.end <= REACH_OF_SUBJECT
            && one_statement(moving.end, fault.start)
            && tokens.get(moving.end..fault.start).is_some_and(|b| b.iter().any(|t| words::is_helping(&t.word)));
        behind || fault.end == moving.start
    })
}

impl Weighed {
    fn add(&mut self, hit: Hit, negations: &[Hit], tokens: &[Token]) {
        let range = hit.start..hit.end;
        let negation = negations.iter().rev().find(|n| n.end <= hit.start && reaches(**n, hit, tokens));
        match (hit.meaning, negation) {
            (Meaning::Done | Meaning::CarriedOut | Meaning::Moving, Some(not)) => {
                let whole = not.start..hit.end;
                // `No progress in all teams`: behind progress such a word only says where.
                let further = if hit.meaning == Meaning::Moving { 0 } else { REACH_AFTER };
                if leaves_something(whole.start, hit.end, further, tokens) {
                    self.partial.push(whole);
                } else {
                    self.fault.push(whole);
                }
            }
            (Meaning::Done | Meaning::CarriedOut, None) => self.done.push(range),
            (Meaning::Moving, None) => self.moving.push(range),
            // Half praise turned round is still half.
            (Meaning::Partial, _) => self.partial.push(range),
            (Meaning::Fault | Meaning::LeftStanding, None) => self.fault.push(range),
            (Meaning::Exception, _) => self.exception.push(range),
            // A fault that is denied is no credit yet: `no delay` does not say that anything was put right.
            _ => return,
        }
        self.hits.extend(negation.copied());
        self.hits.push(hit);
        self.turn(hit, negation.is_some(), tokens);
    }

    /// Notes which way it went; worse outweighs better.
    fn turn(&mut self, hit: Hit, negated: bool, tokens: &[Token]) {
        let words = tokens.get(hit.start..hit.end).unwrap_or_default();
        if table().has(Meaning::Worse, words) {
            self.direction = Some(Direction::Worse);
        // What is denied to be better, or is a fault, may be as it was.
        } else if !negated
            && !matches!(hit.meaning, Meaning::Fault | Meaning::LeftStanding)
            && self.direction.is_none()
            && table().has(Meaning::Better, words)
        {
            self.direction = Some(Direction::Better);
        }
    }
}

/// Whether a negation reaches a phrase: near, in the same clause, and not past a new predicate.
fn reaches(not: Hit, hit: Hit, tokens: &[Token]) -> bool {
    let is_subject = tokens.get(not.start).is_some_and(|t| table().class_has("denies-subject", &t.word));
    let reach = match hit.meaning {
        // `No delay`, `not poor`: only side by side. Farther off there is fault all the same.
        Meaning::Fault | Meaning::LeftStanding => 1,
        _ if is_subject => REACH_OF_SUBJECT,
        _ => REACH,
    };
    let between = tokens.get(not.end..hit.start).unwrap_or_default();
    between.len() <= reach && !between.iter().any(|t| t.is_mark) && !starts_anew(between)
}

/// A contrast, or `and` before a new subject or verb.
fn starts_anew(between: &[Token]) -> bool {
    between.iter().any(|t| words::ends_negation(&t.word)) || joins_anew(between)
}

/// `And` before a new subject or verb.
fn joins_anew(between: &[Token]) -> bool {
    between
        .iter()
        .enumerate()
        .any(|(i, t)| t.word == "and" && between.get(i + 1).is_some_and(|n| words::begins_statement(&n.word)))
}

/// `Not fully`, `not all`, `not ... consistently`: something is left standing.
fn leaves_something(start: usize, end: usize, further: usize, tokens: &[Token]) -> bool {
    let after = tokens.iter().skip(end).take(further).take_while(|t| !t.is_mark).count();
    let words = tokens.get(start..end + after).unwrap_or_default();
    table().has(Meaning::Fully, words)
}

#[cfg(test)]
mod tests {
    use super::weigh;
    use crate::phrases::tokens;
    use crate::source::words::Verdict::{self, Met, Missed, PartlyMet};

    fn verdict(sentence: &str) -> Option<Verdict> {
        weigh(&tokens(sentence), &[], true).verdict()
    }

    #[test]
    fn credit_alone_is_met() {
        for sentence in ["All of them have been addressed.", "This is now a real strength.", "The two had been met."] {
            assert_eq!(verdict(sentence), Some(Met), "{sentence}");
        }
    }

    #[test]
    fn progress_or_both_at_once_is_partly_met() {
        for sentence in [
            "Good progress was made.",
            "They are delivered or on track.",
            "Not all have been resolved.",
            "The list has not been fully implemented.",
            "The work has not led to consistent improvements.",
            "Much has improved, but visits remain too few.",
        ] {
            assert_eq!(verdict(sentence), Some(PartlyMet), "{sentence}");
        }
    }

    #[test]
    fn fault_alone_is_missed() {
        for sentence in [
            "Both remain.",
            "None of them was addressed.",
            "Practice has declined.",
            "The council has not made sufficient progress.",
            "The pace of change is too slow.",
            "This continues to be a concern.",
            "Progress in the two teams that wait longest has been inconsistent and too slow.",
            "The council has not made sufficient progress in all areas.",
            "There was insufficient improvement and the pace of change was slow.",
        ] {
            assert_eq!(verdict(sentence), Some(Missed), "{sentence}");
        }
    }

    #[test]
    fn grades_and_plans_say_nothing() {
        for sentence in ["It was judged to require improvement to be good.", "There is an improvement plan."] {
            assert_eq!(verdict(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn a_few_left_over_leave_the_rest_met() {
        let weighed = weigh(&tokens("Substantial progress was made, with only a few actions outstanding."), &[], true);
        assert_eq!((weighed.verdict(), weighed.leaves_a_few()), (Some(Met), true));
    }
}
