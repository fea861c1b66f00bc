//! The verdict beside a bare back-reference: `This was an area for improvement last time.`
//!
//! Start at [`verdict_beside`]. The sentence after may say it (`The lack of progress is a concern`), the
//! heading may (under *areas for improvement* it is asked for again), or the sentences before,
//! which say how practice stands now.

use super::meaning::Meaning;
use super::practice::practice_of_tokens;
use super::read_sentence::ReadSentence;
use super::tables::table;
use super::{StatedVerdict, VerdictSource};
use crate::phrases::tokens;
use crate::source::words::Verdict;

/// How many sentences before it are asked, the nearest first.
// Farther back an item has often turned to another subject.
const BEFORE: usize = 3;

/// The verdict that the text around a bare back-reference states.
pub(super) fn verdict_beside(readings: &[ReadSentence<'_>], at: usize, heading: &str) -> Option<StatedVerdict> {
    let reading = readings.get(at)?;
    // What points at it in so many words is surer than a heading, and a heading surer than praise or fault nearby.
    if let Some(stated) = readings.get(at + 1).and_then(answer) {
        return Some(stated);
    }
    if !is_bare(reading) {
        return None;
    }
    if let Some(stated) = by_heading(heading) {
        return Some(stated);
    }
    let before = || (1..=BEFORE).filter_map(|n| at.checked_sub(n)).find_map(|i| practice(readings.get(i)?));
    let after = || readings.get(at + 1).and_then(practice);
    // `This was an area for improvement` stands behind what it is about, a sentence without *this* in front of it.
    if hangs_on_what_was_said(reading) { before() } else { after().or_else(before) }
}

/// `It was an area for improvement`, `was named as one of the areas for development`.
fn is_bare(reading: &ReadSentence<'_>) -> bool {
    let Some(areas) = reading.areas else { return false };
    let before = areas.start.checked_sub(1).and_then(|i| reading.tokens.get(i));
    areas.meaning == Meaning::Area || (areas.meaning == Meaning::Areas && before.is_some_and(|t| t.word == "as"))
}

/// Whether it points at what stands before it: `This was ...`, `... raised this as ...`.
fn hangs_on_what_was_said(reading: &ReadSentence<'_>) -> bool {
    reading.opens_with(Meaning::Pointing) || reading.tokens.iter().any(|t| t.word == "this")
}

/// The sentence after, if it speaks of the same and states a verdict.
fn answer(next: &ReadSentence<'_>) -> Option<StatedVerdict> {
    // A sentence that names an inspection itself speaks of that one.
    if next.earlier.is_some() || !next.has(Meaning::Pointing) {
        return None;
    }
    let verdict = next.weighed.verdict()?;
    Some(StatedVerdict { verdict, by: VerdictSource::Neighbour, cue: next.weighed.cue(next.text, &next.tokens) })
}

/// A list of what to improve asks for it again; a list of strengths praises it.
fn by_heading(heading: &str) -> Option<StatedVerdict> {
    let words = tokens(heading);
    let verdict = if table().has(Meaning::Asks, &words) {
        Verdict::Missed
    } else if table().has(Meaning::Praises, &words) {
        Verdict::Met
    } else {
        return None;
    };
    Some(StatedVerdict { verdict, by: VerdictSource::Heading, cue: heading.to_owned() })
}

/// How a sentence says that practice stands.
fn practice(reading: &ReadSentence<'_>) -> Option<StatedVerdict> {
    let verdict = practice_of_tokens(&reading.tokens).verdict()?;
    Some(StatedVerdict { verdict, by: VerdictSource::Neighbour, cue: reading.text.to_owned() })
}
