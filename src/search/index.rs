//! Terms with the records that they stand in, and how much each says of it, as BM25 weighs it: with titles
//! and ids above the rest, and what only stands around a record below it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::encode::letter;
use super::record::{Record, Texts};
use crate::terms::Terms;

// The weights below were found by trying, on the questions of `tests/search/` that are there for it; those that are
// held out were not looked at.
const TITLE: f64 = 2.0;
const ID: f64 = 1.5;
const BODY: f64 = 1.0;
const AROUND: f64 = 0.8;
const RELATED: f64 = 0.25;
const SAID: f64 = 0.1;

/// How soon more of the same word says no more.
const K1: f64 = 0.9;
/// How much a long text is held against it.
const B: f64 = 0.5;

/// What a group of words of one meaning says of a record, over `MEANS` and the record's room: more of a short one.
const SURELY: f64 = 2.0;
const MEANS: f64 = 0.35;
/// Begins the term of a group.
pub(super) const MEANING: char = '~';

/// A term that stands in some records.
#[derive(Debug, Default)]
pub(super) struct Posting {
    /// Records by number, each with how much the term says there, 1 to [`LEVELS`].
    pub(super) in_records: Vec<(usize, usize)>,
    /// Endings of words that begin with the whole stem; none of a word that is the stem.
    pub(super) endings: BTreeSet<String>,
}

/// A record's terms: what each counts, and the words that it came from.
struct Counted {
    terms: Vec<(Arc<str>, f64)>,
    endings: Vec<(Arc<str>, String)>,
    length: f64,
}

/// So many steps are told apart; more make the index larger and the order no better.
const LEVELS: f64 = 16.0;
/// The most that the formula gives, for the last step.
const MOST: f64 = K1 + 1.0;

pub(super) fn index(records: &[&Record]) -> BTreeMap<Arc<str>, Posting> {
    let counted: Vec<Counted> =
        records.par_iter().map_init(Terms::default, |terms, record| count(terms, &record.texts)).collect();
    let average = counted.iter().map(|c| c.length).sum::<f64>() / (counted.len().max(1) as f64);
    let mut index: BTreeMap<Arc<str>, Posting> = BTreeMap::new();
    for (number, (Counted { terms, endings, length }, record)) in counted.into_iter().zip(records).enumerate() {
        // A site without words has no average to divide by.
        let room = K1 * (1.0 - B + B * length / average.max(1.0));
        for (term, counts) in terms {
            enter(&mut index, term, number, counts * (K1 + 1.0) / (counts + room));
        }
        for group in &record.texts.means {
            enter(&mut index, meaning(*group), number, SURELY / (MEANS + room));
        }
        for (term, ending) in endings {
            index.entry(term).or_default().endings.insert(ending);
        }
    }
    index
}

fn enter(index: &mut BTreeMap<Arc<str>, Posting>, term: Arc<str>, record: usize, says: f64) {
    // At least the lowest: a term that stands in a record has to lead to it.
    let level = (says / MOST * LEVELS).round().clamp(1.0, LEVELS) as usize;
    index.entry(term).or_default().in_records.push((record, level));
}

/// The term of a group of words of one meaning: as long as what decides on a term's shard.
fn meaning(group: usize) -> Arc<str> {
    let mut term = String::from(MEANING);
    letter(&mut term, group / 64);
    letter(&mut term, group % 64);
    term.into()
}

fn count(terms: &Terms, texts: &Texts) -> Counted {
    let mut counts: BTreeMap<Arc<str>, f64> = BTreeMap::new();
    let mut endings: BTreeSet<(Arc<str>, String)> = BTreeSet::new();
    let mut length = 0.0;
    let id = texts.id.replace('-', " ");
    let weighted = [
        (&texts.title, TITLE),
        (&id, ID),
        (&texts.body, BODY),
        (&texts.around, AROUND),
        (&texts.related, RELATED),
        (&texts.said, SAID),
    ];
    for (text, weight) in weighted {
        for word in terms.words(text).into_iter().filter(|w| !w.is_stop) {
            // What stands around a record stands around all of its report, and makes none of them longer.
            length += if weight >= BODY { weight } else { 0.0 };
            // What is related helps to find, but nobody waits for its words while typing.
            if weight >= AROUND
                && let Some(ending) = word.folded.strip_prefix(&*word.stem)
            {
                endings.insert((word.stem.clone(), ending.to_owned()));
            }
            *counts.entry(word.stem).or_default() += weight;
        }
    }
    Counted { terms: counts.into_iter().collect(), endings: endings.into_iter().collect(), length }
}
