//! The words of some records, counted: each word is folded and stemmed when it is first met, and is a number afterwards.
//!
//! A [`Reader`] is for one run of records in one thread; runs meet in [`index`](super::index).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::related::Groups;
use crate::terms::{Terms, folded, is_stop_word, printed_words};

/// How much a word counts, in twentieths, so that sums are whole numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight(u16);

// The weights were found by trying, on the questions of `tests/search/` that are there for it; those that are held out
// were not looked at.
pub(super) const TITLE: Weight = Weight(40);
pub(super) const ID: Weight = Weight(30);
pub(super) const BODY: Weight = Weight(20);
pub(super) const AROUND: Weight = Weight(16);
pub(super) const RELATED: Weight = Weight(5);
pub(super) const SAID: Weight = Weight(2);
/// What makes a count of 1.
pub(super) const ONE: f64 = 20.0;

/// What a stop word has in the place of its term.
const NO_TERM: u32 = u32::MAX;

/// Some words and how often each stands there: of texts that stand around many records, counted once.
#[derive(Debug, Default)]
pub(super) struct Counted(Vec<(u32, u16)>);

/// A word as printed.
struct Word {
    term: u32,
    /// Its number among the words of phrases of one meaning.
    form: Option<u32>,
    /// What follows the stem, where the word begins with it, else the whole word.
    ending: Result<String, String>,
    /// Whether somebody may wait for it while typing.
    is_awaited: bool,
}

/// A term of a run: the records that have it, as [`Run::postings`] reads them.
#[derive(Debug, Default)]
pub(super) struct OfTerm {
    pub(super) term: String,
    pub(super) endings: Vec<String>,
    /// Words of it that do not begin with the stem: `family` of `famili`, but not `families`.
    pub(super) others: Vec<String>,
    pub(super) postings: Vec<u8>,
    last: u32,
}

/// What a run of records has.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) terms: Vec<OfTerm>,
    /// By number of the group of words of one meaning.
    pub(super) means: Vec<OfTerm>,
    /// The length of each record, in twentieths of a word.
    pub(super) lengths: Vec<u32>,
}

/// Counts the words of records, one after the other.
pub(super) struct Reader<'a> {
    groups: &'a Groups,
    stemmer: Terms,
    // Both are only ever asked for one word, so that their order shows nowhere.
    met: HashMap<String, u32, BuildHasherDefault<Mix>>,
    stems: HashMap<String, u32, BuildHasherDefault<Mix>>,
    words: Vec<Word>,
    terms: Vec<OfTerm>,
    means: Vec<OfTerm>,
    /// How much each term counts in the record that is being read, and which do.
    counts: Vec<u16>,
    counted: Vec<u32>,
    /// The groups that the record belongs to.
    groups_of: Vec<u32>,
    forms: Vec<Option<u32>>,
    length: u32,
    lengths: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(groups: &'a Groups) -> Self {
        Self {
            groups,
            stemmer: Terms::default(),
            met: HashMap::default(),
            stems: HashMap::default(),
            words: Vec::new(),
            terms: Vec::new(),
            means: std::iter::repeat_with(OfTerm::default).take(groups.phrases().len()).collect(),
            counts: Vec::new(),
            counted: Vec::new(),
            groups_of: Vec::new(),
            forms: Vec::new(),
            length: 0,
            lengths: Vec::new(),
        }
    }

    /// Adds a text to the record.
    pub(super) fn text(&mut self, text: &str, weight: Weight) {
        for (printed, _) in printed_words(text) {
            let (term, _) = self.meet(printed, weight);
            self.count(term, 1, weight);
        }
    }

    /// Adds a text to the record, and the groups of words of one meaning that its phrases stand for.
    pub(super) fn text_and_meaning(&mut self, text: &str, weight: Weight) {
        self.forms.clear();
        for (printed, _) in printed_words(text) {
            let (term, form) = self.meet(printed, weight);
            self.forms.push(form);
            self.count(term, 1, weight);
        }
        self.groups.find(&self.forms, &mut self.groups_of);
    }

    /// Adds the groups that a text's phrases stand for, and none of its words.
    pub(super) fn meaning(&mut self, text: &str) {
        let groups = self.groups;
        self.forms.clear();
        self.forms.extend(printed_words(text).map(|(printed, _)| groups.form(&folded(printed))));
        groups.find(&self.forms, &mut self.groups_of);
    }

    /// Counts a text once for many records, which must give it the same weight.
    pub(super) fn counted(&mut self, text: &str, weight: Weight) -> Counted {
        let mut terms: Vec<u32> = printed_words(text).map(|(printed, _)| self.meet(printed, weight).0).collect();
        terms.sort_unstable();
        let mut counts: Vec<(u32, u16)> = Vec::new();
        for term in terms {
            match counts.last_mut().filter(|(last, _)| *last == term) {
                Some((_, times)) => *times = times.saturating_add(1),
                None => counts.push((term, 1)),
            }
        }
        Counted(counts)
    }

    /// Adds a text that was counted before.
    pub(super) fn again(&mut self, text: &Counted, weight: Weight) {
        for (term, times) in &text.0 {
            self.count(*term, *times, weight);
        }
    }

    /// Ends the record; the next one begins.
    pub(super) fn end(&mut self) {
        let record = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        for term in self.counted.drain(..) {
            let place = term as usize;
            if let (Some(of), Some(count)) = (self.terms.get_mut(place), self.counts.get_mut(place)) {
                of.enter(record, std::mem::take(count));
            }
        }
        self.groups_of.sort_unstable();
        self.groups_of.dedup();
        for group in self.groups_of.drain(..) {
            // How much a group says does not depend on how often.
            if let Some(of) = self.means.get_mut(group as usize) {
                of.enter(record, 1);
            }
        }
        self.lengths.push(std::mem::take(&mut self.length));
    }

    pub(super) fn finish(mut self) -> Run {
        for word in self.words {
            let Some(of) = self.terms.get_mut(word.term as usize).filter(|_| word.is_awaited) else { continue };
            match word.ending {
                Ok(ending) => of.endings.push(ending),
                Err(whole) => of.others.push(whole),
            }
        }
        Run { terms: self.terms, means: self.means, lengths: self.lengths }
    }

    fn count(&mut self, term: u32, times: u16, weight: Weight) {
        let Some(count) = self.counts.get_mut(term as usize) else { return };
        if *count == 0 {
            self.counted.push(term);
        }
        let more = times.saturating_mul(weight.0);
        // Past some thousand times, more of a word says nothing more.
        *count = count.saturating_add(more);
        // What stands around a record stands around all of its report, and makes none of them longer.
        self.length = self.length.saturating_add(if weight >= BODY { more.into() } else { 0 });
    }

    /// The term and the form of a word.
    fn meet(&mut self, printed: &str, weight: Weight) -> (u32, Option<u32>) {
        let known = self.met.get(printed).copied();
        let number = known.unwrap_or_else(|| self.learn(printed));
        let Some(word) = self.words.get_mut(number as usize) else { return (NO_TERM, None) };
        // What is related helps to find, but nobody waits for its words while typing.
        word.is_awaited |= weight >= AROUND;
        (word.term, word.form)
    }

    fn learn(&mut self, printed: &str) -> u32 {
        let folded = folded(printed);
        let form = self.groups.form(&folded);
        let mut word = Word { term: NO_TERM, form, ending: Ok(String::new()), is_awaited: false };
        if !is_stop_word(&folded) {
            let stem = self.stemmer.stem(&folded);
            word.ending = folded.strip_prefix(&stem).map(str::to_owned).ok_or_else(|| folded.clone());
            word.term = match self.stems.get(&stem) {
                Some(term) => *term,
                None => {
                    let term = u32::try_from(self.terms.len()).unwrap_or(NO_TERM);
                    self.terms.push(OfTerm { term: stem.clone(), ..OfTerm::default() });
                    self.counts.push(0);
                    self.stems.insert(stem, term);
                    term
                }
            };
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word);
        self.met.insert(printed.to_owned(), number);
        number
    }
}

impl OfTerm {
    fn enter(&mut self, record: u32, count: u16) {
        // Counted from the one before, most numbers are one byte: memory holds the postings of the whole site.
        short(&mut self.postings, record - self.last);
        short(&mut self.postings, count.into());
        self.last = record;
    }
}

/// The records of a run with how much a term counts in each.
pub(super) fn postings(mut bytes: &[u8]) -> impl Iterator<Item = (u32, u16)> + '_ {
    let mut record = 0;
    std::iter::from_fn(move || {
        record += long(&mut bytes)?;
        Some((record, u16::try_from(long(&mut bytes)?).unwrap_or(u16::MAX)))
    })
}

/// Adds a number, seven bits a byte, the low ones first; the eighth says that more follow.
fn short(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        bytes.push((value % 128) as u8 + 128);
        value /= 128;
    }
    bytes.push(value as u8);
}

/// Reads such a number back.
fn long(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte % 128) << shift;
        if *byte < 128 {
            return Some(value);
        }
        shift += 7;
    }
}

/// A quick hash for words: what is read are reports, and nobody gains by making their words collide.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let value = part.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        // The map takes the upper bits and the lower ones.
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_records_are_counted_by_weight() {
        let groups = Groups::new();
        let mut reader = Reader::new(&groups);
        let around = reader.counted("Wexmere council, Wexmere", AROUND);
        for text in ["The plans are late", "A plan for case records, planned"] {
            reader.text_and_meaning(text, BODY);
            reader.again(&around, AROUND);
            reader.end();
        }
        let run = reader.finish();
        let of = |term: &str| {
            let one = run.terms.iter().find(|one| one.term == term).unwrap();
            (postings(&one.postings).collect::<Vec<_>>(), one.endings.join(","))
        };
        assert_eq!(of("plan"), (vec![(0, 20), (1, 40)], "s,,ned".to_owned()));
        assert_eq!(of("wexmer"), (vec![(0, 32), (1, 32)], "e".to_owned()));
        // Stop words and what stands around make no record longer.
        assert_eq!(run.lengths, [40, 80]);
        let meant: Vec<Vec<(u32, u16)>> = run.means.iter().map(|m| postings(&m.postings).collect()).collect();
        assert!(meant.contains(&vec![(1, 1)]), "case records");
    }

    #[test]
    fn numbers_are_read_back() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
        numbers.iter().for_each(|n| short(&mut bytes, *n));
        let mut rest = bytes.as_slice();
        assert_eq!(std::iter::from_fn(|| long(&mut rest)).collect::<Vec<_>>(), numbers);
    }
}
