//! Finds the sentences of a report that speak of what an earlier inspection found.
//!
//! Start at [`looks_back`]. A sentence is kept when it names an earlier inspection of the same
//! services, or points at one named just before, and speaks of what that one found, asked or
//! judged, or of how things stand since. The verdict is what its words state; where it only says
//! that this was an area for improvement last time, the sentences beside it are asked,
//! and then the heading above.
//!
//! What words mean stands in the text tables of `tables/`, for an editor to review. There is no
//! rule for a report or an authority. Nothing here knows which recommendations exist: tying a
//! look-back to them is the suggestions' work.

mod about;
mod extent;
mod fired;
mod look_back;
mod meaning;
mod names;
mod neighbours;
mod parts;
pub mod practice;
mod read_sentence;
mod sentence;
mod tables;
mod verdict;
mod words;

pub use about::About;
pub use fired::Fired;
pub use look_back::{Extent, LookBack, Matter, Passage, SaidOfSet, VerdictSource};
use meaning::Meaning;
use names::Names;
use read_sentence::{ReadSentence, Sentence};
pub use sentence::sentences;
use tables::table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::source::words::{Direction, Verdict};
use crate::source::{Framework, framework};

/// How many sentences later `these areas` still means those of an inspection named before.
// Further on, a paragraph has come back to what this report itself asks for.
const MEMORY: usize = 3;

/// How many words a line without a verb may have to be taken for a heading.
// The verbs that are looked for are few, so a longer line is a sentence whose verb is not among them.
const LONGEST_HEADING: usize = 12;

/// Finds look-backs, knowing by which names a site's frameworks go.
#[derive(Debug)]
pub struct Reader {
    names: Names,
}

/// Knows the frameworks that come with the program.
static SHIPPED: LazyLock<Reader> = LazyLock::new(|| Reader::new(&framework::shipped()));

/// Finds every sentence that speaks of an earlier inspection's findings, in the order of the text;
/// inspections go by the names of the frameworks that come with the program.
#[must_use]
pub fn looks_back(passages: &[Passage<'_>]) -> Vec<LookBack> {
    SHIPPED.looks_back(passages)
}

impl Reader {
    /// Knows the names of some frameworks.
    #[must_use]
    pub fn new(frameworks: &BTreeMap<String, Framework>) -> Self {
        Self { names: Names::new(frameworks) }
    }

    /// Finds every sentence that speaks of an earlier inspection's findings, in the order of the text.
    #[must_use]
    pub fn looks_back(&self, passages: &[Passage<'_>]) -> Vec<LookBack> {
        passages.iter().enumerate().flat_map(|(index, passage)| self.in_passage(index, passage)).collect()
    }

    fn in_passage(&self, index: usize, passage: &Passage<'_>) -> Vec<LookBack> {
        let sentences: Vec<Sentence<'_>> = sentence::sentences(passage.text)
            .into_iter()
            .filter_map(|range| passage.text.get(range))
            .map(|text| Sentence::new(text, &self.names))
            .collect();
        let heading = Sentence::new(passage.heading, &self.names);
        // The heading is asked as well: under *Since the last inspection* no sentence has to name it.
        // Most passages name nothing earlier; reading them whole would be for nothing.
        if !sentences.iter().any(Sentence::may_look_back) && !heading.may_look_back() {
            return Vec::new();
        }
        let readings: Vec<ReadSentence<'_>> = sentences.into_iter().map(ReadSentence::new).collect();
        let mut found = Vec::new();
        let mut named = LastNamed { last: None, by_heading: ReadSentence::new(heading).about() };
        for (at, reading) in readings.iter().enumerate() {
            if let Some((matter, about)) = kept(reading, at, &named) {
                named.note(at, &about, reading);
                let place = SentencePlace { index, passage, readings: &readings, at };
                // Only what was asked can come apart: two judgements in one sentence are one comparison.
                match parts::halves(reading).filter(|_| matter == Matter::Areas) {
                    Some(halves) => {
                        found.extend(halves.iter().map(|half| place.look_back(half, matter, about.clone())));
                    }
                    None => found.push(place.look_back(reading, matter, about)),
                }
            } else if let Some(list) = listed(reading, at, &readings, &found, index) {
                found.push(list);
            } else if let Some(about) = reading.about().filter(|_| !reading.not_ours) {
                named.note(at, &about, reading);
            }
        }
        found
    }
}

/// The earlier inspection that was named last, and where.
struct LastNamed {
    last: Option<(usize, About)>,
    /// The whole section is about it.
    by_heading: Option<About>,
}

impl LastNamed {
    fn note(&mut self, at: usize, about: &About, reading: &ReadSentence<'_>) {
        // A sentence that only points at it keeps it in mind, and does not change which one is meant.
        if reading.earlier.is_some() || self.last.is_none() {
            // What follows speaks of the one that was named last.
            let named = reading.also_about().pop().unwrap_or_else(|| about.clone());
            self.last = Some((at, named));
        } else if let Some((last, _)) = &mut self.last {
            *last = at;
        }
    }

    /// What was named at most so many sentences before.
    fn within(&self, at: usize, memory: usize) -> Option<About> {
        // What was named nearby is meant before what the section is about.
        let near = self.last.as_ref().filter(|(last, _)| at - last <= memory).map(|(_, about)| about.clone());
        near.or_else(|| self.by_heading.clone())
    }
}

/// Whether a sentence looks back; with what it speaks of and which inspection it means.
fn kept(reading: &ReadSentence<'_>, at: usize, named: &LastNamed) -> Option<(Matter, About)> {
    // A school or home that was inspected, or a serious case review, is another body's business.
    if reading.not_ours || !is_sentence(reading) {
        return None;
    }
    let says = reading.weighed.says_something();
    let asked = reading.areas.is_some_and(|h| matches!(h.meaning, Meaning::Areas | Meaning::Area));
    let matter = reading.matter()?;
    // From the surest sign to the weakest: named here, pointed at, asked for in known words, said to be set before.
    let about = if let Some(about) = reading.about() {
        about
    } else if reading.points_back.is_some() {
        named.within(at, MEMORY)?
    } else if asked && says && refers_to_set(reading) {
        named.within(at, MEMORY).or_else(|| reading.set_before.then(About::default))?
    } else if reading.set_before && says {
        About::default()
    } else if matter == Matter::Judgement && !reading.has(Meaning::Now) {
        named.last.as_ref().filter(|(last, _)| at == last + 1).map(|(_, about)| about.clone())?
    } else {
        return None;
    };
    Some((matter, about))
}

/// A sentence that lists what the look-back before it speaks of, or what came of it: `These areas include ...`. It
/// says the same of them, if it says nothing else.
fn listed(
    reading: &ReadSentence<'_>,
    at: usize,
    readings: &[ReadSentence<'_>],
    found: &[LookBack],
    passage: usize,
) -> Option<LookBack> {
    let before = at.checked_sub(1).and_then(|at| readings.get(at))?;
    let last = found.last().filter(|last| last.passage == passage && last.text == before.text)?;
    let lists = table().find(&[Meaning::Lists], &reading.tokens).first().is_some_and(|hit| hit.start == 0);
    // What a list says of itself counts before what was said of all of it.
    let said = reading.weighed.verdict().and(reading.verdict(Matter::Services));
    let own = said.or(last.verdict);
    let source = if said.is_some() { VerdictSource::Sentence } else { VerdictSource::Neighbour };
    (lists && !reading.not_ours).then(|| LookBack {
        text: reading.text.to_owned(),
        clause: reading.text.to_owned(),
        verdict: own,
        verdict_source: own.map(|_| source),
        direction: direction(reading, own),
        fired: reading.fired(),
        ..last.clone()
    })
}

/// `These areas`, `all recommendations`, `most of the actions`: the areas are known, not new. `Some areas
/// need to improve` is this report's own.
fn refers_to_set(reading: &ReadSentence<'_>) -> bool {
    reading.set_before || reading.areas.is_some_and(|areas| extent::is_definite(&reading.tokens, areas))
}

/// A heading or a line of a table is none.
fn is_sentence(reading: &ReadSentence<'_>) -> bool {
    let text = reading.text.trim_end_matches(['”', '’', ')', '"']);
    // A full stop behind a number may belong to a heading such as `Progress since 2016.`; one with a verb is a
    // sentence: `Practice improved after 2016.`
    let has_verb = reading.tokens.iter().any(|t| words::is_past(&t.word));
    let ends_in_number = text.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()) && !has_verb;
    let ends = text.ends_with(['?', '!', ';', ':']) || (text.ends_with('.') && !ends_in_number);
    ends || reading.tokens.len() > LONGEST_HEADING
        || reading.has(Meaning::Dated)
        || reading.tokens.iter().any(|t| words::makes_sentence(&t.word))
}

/// Where a sentence stands.
struct SentencePlace<'a> {
    index: usize,
    passage: &'a Passage<'a>,
    readings: &'a [ReadSentence<'a>],
    at: usize,
}

impl SentencePlace<'_> {
    /// What a sentence, or one half of it, says.
    fn look_back(&self, said: &ReadSentence<'_>, matter: Matter, about: About) -> LookBack {
        let extent = said.extent();
        let stated = self.verdict_of(said, matter);
        LookBack {
            passage: self.index,
            text: self.readings.get(self.at).map_or(said.text, |whole| whole.text).to_owned(),
            clause: said.text.to_owned(),
            page: self.passage.page,
            verdict: stated.as_ref().map(|t| soften(t.verdict, extent)),
            verdict_source: stated.as_ref().map(|t| t.by),
            extent,
            set: said.of_set(),
            plural: said.areas.is_some_and(|a| a.meaning == Meaning::Areas),
            repeats: said.repeats,
            matter,
            direction: direction(said, stated.as_ref().map(|t| t.verdict)),
            also: self.readings.get(self.at).map(|whole| also(whole, matter)).unwrap_or_default(),
            about,
            cue: stated.map(|t| t.cue).unwrap_or_default(),
            only_since: matter == Matter::Services && said.tells_nothing_of_it(),
            only_moves: said.weighed.only_moves(),
            fired: said.fired(),
        }
    }

    fn verdict_of(&self, said: &ReadSentence<'_>, matter: Matter) -> Option<StatedVerdict> {
        if let Some(verdict) = said.verdict(matter) {
            let cue = said.weighed.cue(said.text, &said.tokens);
            return Some(StatedVerdict { verdict, by: VerdictSource::Sentence, cue });
        }
        // The sentences beside it speak of services anyway: only on areas, or on what was found then, are they an answer.
        let may_be_answered = matter == Matter::Areas || (said.tells_of_then && said.has(Meaning::Found));
        may_be_answered.then(|| neighbours::verdict_beside(self.readings, self.at, self.passage.heading)).flatten()
    }
}

/// Which way it went: as the words say, else as the verdict does. What is only kept up went neither way.
fn direction(said: &ReadSentence<'_>, verdict: Option<Verdict>) -> Option<Direction> {
    match (said.weighed.direction, verdict) {
        (Some(Direction::Worse), _) => Some(Direction::Worse),
        (direction, Some(Verdict::Met)) if said.has(Meaning::KeptUp) => direction,
        (_, Some(Verdict::Met)) => Some(Direction::Better),
        (_, Some(Verdict::Missed)) => None,
        (direction, _) => direction,
    }
}

/// The others that are meant: what was asked was asked by those named in one breath; services are looked back on
/// from each.
fn also(whole: &ReadSentence<'_>, matter: Matter) -> Vec<About> {
    if matter == Matter::Areas { whole.joined_about() } else { whole.also_about() }
}

/// A verdict with where it stands.
struct StatedVerdict {
    verdict: Verdict,
    by: VerdictSource,
    cue: String,
}

/// `Some recommendations have been met` leaves the others open.
fn soften(verdict: Verdict, extent: Option<Extent>) -> Verdict {
    if verdict == Verdict::Met && extent == Some(Extent::Some) { Verdict::PartlyMet } else { verdict }
}

#[cfg(test)]
mod tests;
