//! What a thread is called: the title that its editor gave it, else one made from the words that its recommendations
//! share, else the words of the first.
//!
//! Start at [`PageContext::thread_title`]. A title is of all that asked: the newest words alone would stand beside the
//! oldest date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{PageContext, shorten};
use super::meanings::sentence;
use crate::model::{Knowledge, Thread, ThreadId};
use crate::terms::{Term, Terms, folded, is_joining, printed_words};

/// The longest title that is made; one that an editor gave stands as it is. One line of a list on a wide page.
const LONGEST: usize = 64;

/// Words that recommendations have to share before a title is made of them.
// One word alone (`Plans`) mostly names too much.
const FEWEST: usize = 2;

/// Phrases of a made title: more of them are a list of words that nobody reads.
const PHRASES: usize = 3;

/// Titles of the threads that have more than one recommendation, by thread.
pub(super) type Titles = BTreeMap<ThreadId, String>;

/// The titles of all threads with several recommendations.
pub(super) fn titles(knowledge: &Knowledge) -> Titles {
    // One for all, since it remembers the words that it has met.
    let terms = Terms::default();
    let several = knowledge.threads.iter().filter(|t| t.members.len() > 1);
    several.filter_map(|thread| Some((thread.id, made(&terms, &words_of(knowledge, thread))?))).collect()
}

/// The words of a thread's recommendations, the oldest first.
fn words_of<'k>(knowledge: &'k Knowledge, thread: &'k Thread) -> Vec<&'k str> {
    knowledge.members(thread).map(|m| knowledge.finding(m.finding).text.as_str()).collect()
}

impl PageContext<'_> {
    /// What a thread is called, in a line or two.
    pub(super) fn thread_title(&self, thread: &Thread) -> String {
        let made = || self.index.title_of(thread.id).map(str::to_owned);
        let words = || self.short_words(self.knowledge.finding_of(thread.first));
        self.knowledge.given_title(thread).map(str::to_owned).or_else(made).unwrap_or_else(words)
    }

    /// The same where there is little room.
    pub(super) fn thread_title_in_brief(&self, thread: &Thread) -> String {
        // One narrow column of the grid holds it.
        const LONGEST: usize = 90;
        shorten(&self.thread_title(thread), LONGEST)
    }
}

/// A title from the words that some texts share, the oldest text first; nothing where they share too few.
fn made(terms: &Terms, texts: &[&str]) -> Option<String> {
    let all: Vec<Vec<Term>> = texts.iter().map(|text| terms.of(text)).collect();
    // What all say, else what most of them say.
    let enough = [texts.len(), texts.len() / 2 + 1];
    enough.into_iter().find_map(|enough| {
        let shared = shared(&all, enough);
        // In the order of the newest, unless the first says it in fewer phrases.
        let own = |at: usize| title(texts.get(at)?, all.get(at)?, &shared);
        let (newest, first) = (own(texts.len().checked_sub(1)?), own(0));
        newest.into_iter().chain(first).min_by_key(|title| title.phrases).map(|title| title.words)
    })
}

/// The stems that so many of some texts have.
fn shared(texts: &[Vec<Term>], enough: usize) -> BTreeSet<Arc<str>> {
    let mut counts: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for text in texts {
        let own: BTreeSet<&Arc<str>> = text.iter().map(|term| &term.stem).collect();
        own.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
    }
    counts.into_iter().filter(|(_, count)| *count >= enough).map(|(stem, _)| Arc::clone(stem)).collect()
}

struct Title {
    words: String,
    phrases: usize,
}

/// A title of the words of one text that are shared, in its order.
fn title(text: &str, words: &[Term], shared: &BTreeSet<Arc<str>>) -> Option<Title> {
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let (mut out, mut phrases) = (String::new(), 0);
    for phrase in phrases_of(text, words, shared) {
        // Words that stand in any report make no phrase of their own, and nothing is said twice.
        let tells = phrase.iter().any(|term| !term.weak && !said.contains(&*term.stem));
        let Some(printed) = printed(text, &phrase).filter(|_| tells) else { continue };
        let length = out.chars().count() + printed.chars().count() + 2;
        if phrases == PHRASES || (phrases > 0 && length > LONGEST) {
            break;
        }
        out.push_str(if out.is_empty() { "" } else { ", " });
        out.push_str(printed);
        said.extend(phrase.iter().map(|term| &*term.stem));
        phrases += 1;
    }
    (said.len() >= FEWEST).then(|| Title { words: shorten(&sentence(&out), LONGEST), phrases })
}

/// Stretches of shared words, with nothing between them but words that join.
fn phrases_of<'t>(text: &str, words: &'t [Term], shared: &BTreeSet<Arc<str>>) -> Vec<Vec<&'t Term>> {
    let mut phrases: Vec<Vec<&Term>> = Vec::new();
    for term in words.iter().filter(|term| shared.contains(&term.stem)) {
        let goes_on = |last: &&Term| is_joined(text.get(last.at.end..term.at.start).unwrap_or_default());
        match phrases.last_mut().filter(|phrase| phrase.last().is_some_and(goes_on)) {
            Some(phrase) => phrase.push(term),
            None => phrases.push(vec![term]),
        }
    }
    phrases
}

/// Whether what lies between two words keeps them in one phrase.
fn is_joined(between: &str) -> bool {
    let plain = between.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '\'' | '’'));
    plain && printed_words(between).all(|(word, _)| is_joining(&folded(word)))
}

/// A phrase as its text prints it, without a possessive at its end.
fn printed<'t>(text: &'t str, phrase: &[&Term]) -> Option<&'t str> {
    let printed = text.get(phrase.first()?.at.start..phrase.last()?.at.end)?;
    Some(printed.strip_suffix("'s").or_else(|| printed.strip_suffix("’s")).unwrap_or(printed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<String> {
        made(&Terms::default(), texts)
    }

    #[test]
    fn shared_words_stand_in_the_order_of_the_newest() {
        let texts = ["Sign off every lantern log within a day.", "Lantern logs have no sign of who checked them."];
        assert_eq!(of(&texts).as_deref(), Some("Lantern logs, sign"));
        let texts = ["Supervise wardens.", "The supervision of wardens is thin."];
        assert_eq!(of(&texts).as_deref(), Some("Supervision of wardens"), "in as many phrases as the first");
    }

    #[test]
    fn words_that_join_stay_and_others_part_phrases() {
        let texts = ["Reviews of ferry timetables.", "Timetables, and reviews of the ferry."];
        assert_eq!(of(&texts).as_deref(), Some("Reviews of ferry timetables"), "the first says it in one phrase");
        let texts = ["Harbour plans should name a pilot.", "Harbour plans never name the pilot."];
        assert_eq!(of(&texts).as_deref(), Some("Harbour plans, name the pilot"));
    }

    #[test]
    fn what_most_say_is_enough_where_all_say_too_little() {
        let texts =
            ["Buoys are dark.", "The lighting of buoys at night.", "Lighting at night, on all buoys.", "Lamps."];
        assert_eq!(of(&texts[..3]).as_deref(), Some("Lighting at night, buoys"));
        assert_eq!(of(&texts), None, "two of four are not most");
    }

    #[test]
    fn too_few_shared_words_make_no_title() {
        assert_eq!(of(&["Mend the nets.", "Nets are torn."]), None, "one word");
        assert_eq!(of(&["Improve the quality of work.", "The quality of work has to improve."]), None, "in any report");
        assert_eq!(of(&["Mend the nets.", "Paint the boats."]), None);
        assert_eq!(of(&["", ""]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn titles_are_short_and_end_with_a_word() {
        let long =
            "Harbour masters, lock keepers, toll clerks, rope makers, sail menders and bell ringers keep diaries.";
        let title = of(&[long, long]).unwrap();
        assert_eq!(title, "Harbour masters, lock keepers, toll clerks");
        let texts = ["The warden’s diaries.", "Diaries, and who reads the warden’s."];
        assert_eq!(of(&texts).as_deref(), Some("Warden’s diaries"));
        assert_eq!(of(&["Ringers’ bells, the tower’s", "The tower’s bells"]).as_deref(), Some("Tower’s bells"));
        assert_eq!(of(&["Bells of every tower’s", "Towers have bells"]).as_deref(), Some("Towers, bells"));
    }
}
