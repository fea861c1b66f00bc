//! Terms with the records that they stand in, and how much each says of it, as BM25 weighs it: with titles
//! and ids above the rest, and what only stands around a record below it.

use std::collections::{BTreeSet, HashMap};

use super::encode::letter;
use super::words::{ONE, OfTerm, Run, postings};

/// How soon more of the same word says no more.
const K1: f64 = 0.9;
/// How much a long text is held against it.
const B: f64 = 0.5;

/// What a group of words of one meaning says of a record, over `MEANS` and the record's room: more of a short one.
const SURELY: f64 = 2.0;
const MEANS: f64 = 0.35;
/// Begins the term of a group.
pub(super) const MEANING: char = '~';

/// The most that the formula gives, for the last step.
const MOST: f64 = K1 + 1.0;

/// A term that stands in some records.
#[derive(Debug, Default)]
pub(super) struct Posting {
    pub(super) term: String,
    /// Endings of words that begin with the whole stem; none of a word that is the stem.
    pub(super) endings: BTreeSet<String>,
    /// Words of it that do not begin with the stem.
    others: BTreeSet<String>,
    /// In how many records it stands.
    pub(super) count: usize,
    /// Of each run that has it, the run's number, and the records as they were counted.
    runs: Vec<(usize, Vec<u8>)>,
}

/// The terms of runs of records, one run after the other.
#[derive(Debug, Default)]
pub(super) struct Index {
    // Only ever asked for one term, so that its order shows nowhere.
    places: HashMap<String, usize>,
    /// In order of the terms once all runs are there.
    pub(super) terms: Vec<Posting>,
    means: Vec<Posting>,
    lengths: Vec<u32>,
    /// The first record of each run.
    firsts: Vec<usize>,
    /// What a record's length asks of a word that stands in it.
    rooms: Vec<f64>,
}

impl Index {
    /// Adds a run of records.
    pub(super) fn add(&mut self, run: Run) {
        let number = self.firsts.len();
        self.firsts.push(self.lengths.len());
        self.lengths.extend(run.lengths);
        for of in run.terms {
            let next = self.terms.len();
            let place = *self.places.entry(of.term.clone()).or_insert(next);
            if place == next {
                self.terms.push(Posting { term: of.term.clone(), ..Posting::default() });
            }
            if let Some(posting) = self.terms.get_mut(place) {
                posting.add(number, of);
            }
        }
        for (group, of) in run.means.into_iter().enumerate() {
            if self.means.len() <= group {
                self.means.push(Posting { term: meaning(group), ..Posting::default() });
            }
            if let Some(posting) = self.means.get_mut(group) {
                posting.add(number, of);
            }
        }
    }

    /// All runs are there: puts the terms in order and knows how long a record is on the average.
    pub(super) fn close(&mut self) {
        self.places = HashMap::new();
        self.terms.append(&mut self.means);
        self.terms.retain(|posting| posting.count > 0 || !posting.endings.is_empty());
        self.terms.sort_unstable_by(|a, b| a.term.cmp(&b.term));
        let lengths = || self.lengths.iter().map(|length| f64::from(*length) / ONE);
        let average = lengths().sum::<f64>() / (self.lengths.len().max(1) as f64);
        // A site without words has no average to divide by.
        self.rooms = lengths().map(|length| K1 * (1.0 - B + B * length / average.max(1.0))).collect();
    }

    /// How much a term says of each of its records.
    pub(super) fn says<'a>(&'a self, posting: &'a Posting) -> impl Iterator<Item = (usize, f64)> + 'a {
        posting.runs.iter().flat_map(|(run, bytes)| self.says_in(posting, *run, bytes))
    }

    /// The same in one run only.
    pub(super) fn says_in_run<'a>(&'a self, posting: &'a Posting, run: usize) -> Vec<(usize, f64)> {
        let place = posting.runs.binary_search_by_key(&run, |(number, _)| *number).ok();
        let bytes = place.and_then(|place| posting.runs.get(place));
        bytes.map_or_else(Vec::new, |(_, bytes)| self.says_in(posting, run, bytes).collect())
    }

    fn says_in<'a>(
        &'a self,
        posting: &'a Posting,
        run: usize,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let first = self.firsts.get(run).copied().unwrap_or_default();
        let is_group = posting.term.starts_with(MEANING);
        postings(bytes).map(move |(record, count)| {
            let record = first + record as usize;
            let room = self.rooms.get(record).copied().unwrap_or(K1);
            let counts = f64::from(count) / ONE;
            let says = if is_group { SURELY / (MEANS + room) } else { counts * (K1 + 1.0) / (counts + room) };
            (record, says)
        })
    }
}

impl Posting {
    /// The words of which it is the stem, as far as they are known.
    pub(super) fn words(&self) -> impl Iterator<Item = String> + '_ {
        let whole = self.endings.iter().map(|ending| format!("{}{ending}", self.term));
        whole.chain(self.others.iter().cloned())
    }

    fn add(&mut self, run: usize, of: OfTerm) {
        self.endings.extend(of.endings);
        self.others.extend(of.others);
        let count = postings(&of.postings).count();
        self.count += count;
        if count > 0 {
            self.runs.push((run, of.postings));
        }
    }
}

/// The step of so many that is told of what a term says: more steps make the index larger and the order no better.
pub(super) fn level(says: f64, levels: f64) -> usize {
    // At least the lowest: a term that stands in a record has to lead to it.
    (says / MOST * levels).round().clamp(1.0, levels) as usize
}

/// The term of a group of words of one meaning: as long as what decides on a term's shard.
fn meaning(group: usize) -> String {
    let mut term = String::from(MEANING);
    letter(&mut term, group / 64);
    letter(&mut term, group % 64);
    term
}
