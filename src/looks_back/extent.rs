//! How much of an earlier inspection's set a sentence speaks of.
//!
//! Only the words that count the areas or recommendations themselves say it: `almost all areas`,
//! `some of the recommendations`, `have been mainly addressed`.

use super::Extent;
use super::meaning::Meaning;
use super::tables::{Hit, table};
use super::words::is_helping;
use crate::phrases::Token;

/// How many words may stand between the quantity and what it counts.
// `A small number of the other key areas`: so many of the words that may part them seldom stand together.
const BETWEEN: usize = 5;

/// The extent that goes with the areas or the area found at `matter`.
pub(super) fn extent(tokens: &[Token], matter: Hit) -> Option<Extent> {
    if matter.meaning == Meaning::Area || matter.meaning == Meaning::FaultThen {
        let before = matter.start.checked_sub(1).and_then(|at| tokens.get(at)).map(|t| t.word.as_str());
        return Some(if before.is_some_and(|b| table().class_has("each", b)) { Extent::All } else { Extent::One });
    }
    if !matches!(matter.meaning, Meaning::Areas | Meaning::Faults) {
        return None;
    }
    if is_one_of_them(tokens, matter) {
        return Some(Extent::One);
    }
    if matter.meaning == Meaning::Faults && is_restricted(tokens, matter) {
        // `The concerns regarding the harbour hostel` are about one thing.
        return Some(Extent::One);
    }
    let (counted, by_article) = counted(tokens, matter);
    // From the surest sign to the weakest; an article alone means all only where nothing else counts them.
    of_them(tokens, matter)
        .or(counted)
        .or_else(|| by_adverb(tokens, matter))
        .or(by_article.filter(|_| matter.meaning == Meaning::Areas && !is_restricted(tokens, matter)))
        // A plural that nothing counts, or of which only a kind is meant, is some of them.
        .or_else(|| (matter.meaning == Meaning::Areas && !is_named_as(tokens, matter)).then_some(Extent::Some))
}

/// Whether the areas are those that were named: `these areas`, `both recommendations`, `some of the actions`.
pub(super) fn is_definite(tokens: &[Token], matter: Hit) -> bool {
    let from = matter.start.saturating_sub(BETWEEN);
    let before = tokens.get(from..=matter.start).unwrap_or_default();
    let is = |class, token: &Token| table().class_has(class, &token.word);
    let determined = before.iter().rev().take_while(|t| !t.is_mark).any(|t| is("definite", t) || is("whole", t));
    determined || matches!(extent(tokens, matter), Some(Extent::All | Extent::Most))
}

/// `Named as areas for improvement`: what was named is meant, and how much of it is not said.
fn is_named_as(tokens: &[Token], matter: Hit) -> bool {
    let before = matter.start.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|t| table().class_has("as", &t.word))
}

/// `One of the key recommendations`.
fn is_one_of_them(tokens: &[Token], matter: Hit) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |t| t.word.as_str());
    let from = matter.start.saturating_sub(BETWEEN);
    (from..matter.start).any(|at| {
        table().class_has("one", word(at))
            && word(at + 1) == "of"
            && tokens.get(at + 1..matter.start).is_some_and(|between| between.iter().all(passes))
    })
}

/// `The areas that relate to the harbour team`: only a kind of them is meant.
fn is_restricted(tokens: &[Token], matter: Hit) -> bool {
    let behind = tokens.get(matter.end..).unwrap_or_default();
    let before = tokens.get(matter.start.saturating_sub(2)..=matter.start).unwrap_or_default();
    table().has(Meaning::Restricting, before) || table().has(Meaning::Restricting, behind)
}

/// `Of the areas set in 2016, most are now met`: the quantity stands behind, where the verb is.
fn of_them(tokens: &[Token], matter: Hit) -> Option<Extent> {
    let opens = tokens.first().is_some_and(|t| t.word == "of") && matter.start <= BETWEEN;
    let comma = tokens.iter().skip(matter.end).position(|t| t.word == ",").map(|at| at + matter.end)?;
    let after = tokens.get(comma + 1..).unwrap_or_default();
    let hits = table().find(&[Meaning::All, Meaning::Most, Meaning::Some], after);
    hits.first().filter(|h| opens && h.start == 0).and_then(|h| extent_of(h.meaning))
}

/// The quantity that stands before the noun; and, when it is only an article, that it means them
/// all.
fn counted(tokens: &[Token], matter: Hit) -> (Option<Extent>, Option<Extent>) {
    let before = tokens.get(..=matter.start).unwrap_or_default();
    let near = |hit: &Hit| {
        let between = tokens.get(hit.end.min(matter.start)..matter.start).unwrap_or_default();
        between.len() <= BETWEEN && between.iter().all(passes)
    };
    let mut found = (None, None);
    for hit in table().find(&[Meaning::All, Meaning::Most, Meaning::Some], before).into_iter().filter(near) {
        let slot = if is_article(tokens, hit) { &mut found.1 } else { &mut found.0 };
        *slot = slot.or(extent_of(hit.meaning));
    }
    found
}

/// The phrase that counts them, where one does.
pub(super) fn extent_hit(tokens: &[Token], matter: Hit) -> Option<Hit> {
    let before = tokens.get(..=matter.start)?;
    let said = extent(tokens, matter)?;
    let hits = table().find(&[Meaning::All, Meaning::Most, Meaning::Some], before);
    hits.into_iter().rev().find(|hit| extent_of(hit.meaning) == Some(said))
}

/// `the areas`, but not `the two areas`.
fn is_article(tokens: &[Token], hit: Hit) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |t| t.word.as_str());
    hit.meaning == Meaning::All
        && table().class_has("definite", word(hit.start))
        && !table().class_has("number", word(hit.start + 1))
}

/// Words that may part a quantity from its noun.
fn passes(token: &Token) -> bool {
    !token.is_mark && table().class_has("between-count", &token.word)
}

/// `have been mainly addressed`, `have all been met`.
fn by_adverb(tokens: &[Token], matter: Hit) -> Option<Extent> {
    let is = |class, token: &Token| table().class_has(class, &token.word);
    tokens.iter().enumerate().skip(matter.start.saturating_sub(BETWEEN)).find_map(|(i, token)| {
        let after_verb = i > 0 && tokens.get(i - 1).is_some_and(|t| is_helping(&t.word));
        let said = match token {
            token if is("all-adverb", token) => Extent::All,
            token if is("most-adverb", token) => Extent::Most,
            _ => return None,
        };
        after_verb.then_some(said)
    })
}

fn extent_of(meaning: Meaning) -> Option<Extent> {
    match meaning {
        Meaning::All => Some(Extent::All),
        Meaning::Most => Some(Extent::Most),
        Meaning::Some => Some(Extent::Some),
        _ => None,
    }
}
