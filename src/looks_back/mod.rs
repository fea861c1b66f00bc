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
mod model;
mod names;
mod neighbours;
mod parts;
pub mod practice;
mod read_sentence;
mod sentence;
mod signs;
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
pub use signs::Signs;
use tables::table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::source::words::{Direction, Verdict};
use crate::source::{Framework, framework};

/// How many sentences later `these areas` still means those of an inspection named before.
// Further on, a paragraph has come back to what this report itself asks for.
const MEMORY: usize = 3;

/// So many sentences may go on from one look-back.
// Of 109 noted ones that name nothing themselves, 104 stood among the first three behind it, and none behind the fourth.
const GOES_ON_FOR: usize = 4;

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
/// inspections go by the names of the frameworks that come with the program. Sentences that only go on from the one
/// before are left out.
#[must_use]
pub fn looks_back(passages: &[Passage<'_>]) -> Vec<LookBack> {
    SHIPPED.looks_back(passages).into_iter().filter(|look_back| !look_back.goes_on).collect()
}

impl Reader {
    /// Knows the names of some frameworks.
    #[must_use]
    pub fn new(frameworks: &BTreeMap<String, Framework>) -> Self {
        Self { names: Names::new(frameworks) }
    }

    /// Finds every sentence that speaks of an earlier inspection's findings, in the order of the text, with those that
    /// name none and only go on from the one before.
    #[must_use]
    pub fn looks_back(&self, passages: &[Passage<'_>]) -> Vec<LookBack> {
        let in_passage = |(index, passage)| self.in_passage(index, passage, &mut Vec::new());
        passages.iter().enumerate().flat_map(in_passage).collect()
    }

    /// What the models of look-backs are trained on: each sentence that looks back or may go on from one that does.
    #[must_use]
    pub fn signs(&self, passages: &[Passage<'_>]) -> Vec<Signs> {
        let mut signs = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            self.in_passage(index, passage, &mut signs);
        }
        signs
    }

    /// The same of every sentence by itself, whether it looks back or not: its own words, and what phrases read in them.
    #[must_use]
    pub fn signs_of_sentences(&self, passage: &Passage<'_>) -> Vec<(String, Vec<String>)> {
        let signs_of = |said: Sentence<'_>| (said.text.to_owned(), signs::of_sentence(&ReadSentence::new(said)));
        self.sentences(passage).map(signs_of).collect()
    }

    fn sentences<'a>(&'a self, passage: &Passage<'a>) -> impl Iterator<Item = Sentence<'a>> {
        let text = passage.text;
        let texts = sentence::sentences(text).into_iter().filter_map(move |range| text.get(range));
        texts.map(|text| Sentence::new(text, &self.names))
    }

    /// What looks back in one passage; `signs` takes what was weighed for it.
    fn in_passage(&self, index: usize, passage: &Passage<'_>, signs: &mut Vec<Signs>) -> Vec<LookBack> {
        let sentences: Vec<Sentence<'_>> = self.sentences(passage).collect();
        let heading = Sentence::new(passage.heading, &self.names);
        // The heading is asked as well: under *Since the last inspection* no sentence has to name it.
        // Most passages name nothing earlier; reading them whole would be for nothing.
        if !sentences.iter().any(Sentence::may_look_back) && !heading.may_look_back() {
            return Vec::new();
        }
        let readings: Vec<ReadSentence<'_>> = sentences.into_iter().map(ReadSentence::new).collect();
        let mut found: Vec<LookBack> = Vec::new();
        let mut named = LastNamed { last: None, by_heading: ReadSentence::new(heading).about() };
        // The look-back that what follows may go on from: its sentence, its place among those found, and the last
        // sentence that went on from it.
        let mut lead: Option<(usize, usize, usize)> = None;
        for (at, reading) in readings.iter().enumerate() {
            let place = SentencePlace { index, passage, readings: &readings, at };
            if let Some((matter, about)) = kept(reading, at, &named) {
                named.note(at, &about, reading);
                // Only what was asked can come apart: two judgements in one sentence are one comparison.
                match parts::halves(reading).filter(|_| matter == Matter::Areas) {
                    Some(halves) => {
                        found.extend(halves.iter().map(|half| place.weighed(half, matter, about.clone(), signs)));
                    }
                    None => found.push(place.weighed(reading, matter, about, signs)),
                }
                lead = Some((at, found.len() - 1, at));
            } else if let Some(list) = listed(reading, at, &readings, &found, index) {
                found.push(list);
                lead = Some((at, found.len() - 1, at));
            } else if let Some(about) = reading.about().filter(|_| !reading.not_ours) {
                named.note(at, &about, reading);
            } else if let Some((lead_at, number, last)) = lead
                && at - lead_at <= GOES_ON_FOR
                && let (Some(before), Some(said)) = (found.get(number), readings.get(lead_at))
                && let Some(on) = place.going_on(before, said, at - lead_at, signs)
                // What only touches it from afar, with another subject between, goes on from nothing.
                && at == last + 1
            {
                lead = Some((lead_at, number, at));
                found.push(on);
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
    /// What a sentence, or one half of it, says: by its phrases, or where the model is sure of another verdict, by that.
    fn weighed(&self, said: &ReadSentence<'_>, matter: Matter, about: About, signs: &mut Vec<Signs>) -> LookBack {
        let mut read = self.look_back(said, matter, about);
        let own = Signs::of_look_back(&read, said, self.readings, self.at);
        if let Some(verdict) = model::sure_verdict(&own.signs) {
            say(&mut read, verdict, said.text);
        }
        signs.push(own);
        read
    }

    /// What a sentence says that goes on from a look-back so many sentences before it, if it does.
    fn going_on(
        &self,
        before: &LookBack,
        said_before: &ReadSentence<'_>,
        behind: usize,
        signs: &mut Vec<Signs>,
    ) -> Option<LookBack> {
        let said = self.readings.get(self.at).filter(|said| !said.not_ours && is_sentence(said))?;
        let mut read = self.look_back(said, before.matter, before.about.clone());
        read.goes_on = true;
        let own = Signs::of_going_on(&read, before, [said_before, said], self.readings, self.at, behind);
        let goes_on = model::goes_on(&own.signs);
        let verdict = model::verdict(&own.signs);
        signs.push(own);
        // What was said of one thing goes on about that one.
        read.extent = read.extent.or(before.extent.filter(|extent| *extent == Extent::One));
        read.also.clone_from(&before.also);
        say(&mut read, verdict, said.text);
        goes_on.then_some(read)
    }

    /// What a sentence, or one half of it, says by its phrases.
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
            goes_on: false,
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

/// Gives a look-back another verdict than its phrases add up to: all of its words carry that.
fn say(read: &mut LookBack, verdict: Option<Verdict>, words: &str) {
    let verdict = verdict.map(|verdict| soften(verdict, read.extent));
    if verdict == read.verdict {
        return;
    }
    read.verdict = verdict;
    read.verdict_source = verdict.map(|_| VerdictSource::Words);
    read.cue = verdict.map(|_| words.to_owned()).unwrap_or_default();
    if verdict != Some(Verdict::Missed) && read.direction.is_none() {
        read.direction = verdict.filter(|v| *v == Verdict::Met).map(|_| Direction::Better);
    }
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
