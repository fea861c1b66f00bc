//! The index of a site with so many records that a browser could not read whole columns and lists. What differs from
//! [`files`](super::files):
//!
//! ```text
//! index      no reports and no chunks, but in `large`: how many records a chunk has, the years, the first record of each
//!            authority's reports and the first authority of each range, each as the distance from the one before, and
//!            from how many records on a list is cut
//! t0, t1 …   of a term in more than a few records, only those of which it says most, and then in how many it stands and
//!            the number of its piece
//! p0, p1 …   more of these records, as many as one search may load for a word
//! r0, r1 …   JSON of a range of authorities: its facets, its reports, and the first letters of its shards
//! r0t0 …     shards of a range: the terms that stand in more records than a piece has, with all of the range
//! d0, d1 …   before the address of its original its sort and its outcome
//! ```
//!
//! A search of all councils is answered from the records that its words say most of; one of some councils from all of
//! theirs. How much a term says of a record counts what sort of record it is, which a browser does not know of all.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::encode::number;
use super::files::{Read, Site, day, end, head, put_shards};
use super::index::{Index, Posting, level};
use super::pieces::{Pieces, beginning, encoded, shards};
use super::record::{Of, Sort};
use super::spelling;
use crate::diagnostics::Diagnostic;

/// So many records make a chunk: where they are many, their first records cannot be listed.
pub(super) const IN_CHUNK: usize = 10;
/// So many records of a term stand in its line, for words that may be meant by what was begun.
const IN_LINE: usize = 128;
/// So many stand in its piece: a question of many words loads some twenty of these, which are about 6 kB each.
const IN_PIECE: usize = 2500;
/// Steps of how much a term says: more than of a small index, since each counts the sort of the record too.
const LEVELS: f64 = 48.0;
/// The most that a record's sort makes of it.
const SORT: f64 = 1.2;

pub(super) fn files<E: From<Diagnostic> + Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    site: &Site<'_>,
    read: &Read,
    pieces: &Pieces<'_, P>,
) -> Result<(), E> {
    let index = &read.index;
    let says = |posting: &Posting| -> Vec<(usize, f64)> { index.says(posting).map(|one| sorted(read, one)).collect() };
    // Numbered before they are made, which is in any order.
    let mut next = 0;
    let numbered: Vec<(&Posting, usize)> = (index.terms.iter())
        .map(|posting| {
            next += usize::from(posting.count > IN_LINE);
            (posting, next)
        })
        .collect();
    let line = |(posting, number): &(&Posting, usize)| -> Result<String, E> {
        let mut line = beginning(posting);
        let mut says = says(posting);
        if posting.count > IN_LINE {
            let mut piece = String::new();
            best(&mut says, IN_PIECE);
            in_order(&mut piece, says.clone());
            pieces.text(&format!("p{}", number - 1), &piece)?;
            best(&mut says, IN_LINE);
        }
        in_order(&mut line, says);
        if posting.count > IN_LINE {
            line.push_str(&format!(" {} {}", posting.count, number - 1));
        }
        line.push('\n');
        Ok(line)
    };
    let lines: Vec<String> = numbered.par_iter().map(line).collect::<Result<_, E>>()?;
    let shards = shards(index.terms.iter().map(|p| p.term.as_str()).zip(lines));
    put_shards(pieces, "t", &shards)?;
    let cut: Vec<&Posting> = index.terms.iter().filter(|posting| posting.count > IN_PIECE).collect();
    // The first run has the overview pages, which are no range.
    (1..site.runs.len()).into_par_iter().try_for_each(|run| range(site, read, &cut, run, pieces))?;
    let mut head = head(site);
    head.insert("letters".to_owned(), spelling::put(index, pieces)?.into());
    head.insert("shards".to_owned(), shards.iter().map(|(first, _)| first.as_str()).collect());
    let authorities = site.shared.knowledge.documents.authorities.values();
    head.insert("names".to_owned(), authorities.map(|a| a.other_names.join(" ")).collect());
    head.insert("large".to_owned(), places(site));
    end(head, pieces)
}

/// How much a term says of a record, with what the record's sort makes of it.
fn sorted(read: &Read, (record, says): (usize, f64)) -> (usize, f64) {
    let counts = read.sorts.get(record).map_or(1.0, |sort: &Sort| sort.counts());
    (record, says * counts / SORT)
}

/// Leaves so many of which it says most.
fn best(says: &mut Vec<(usize, f64)>, most: usize) {
    if says.len() > most {
        // Of those that it says as much of, any of any council: by number they would be those of the first councils.
        let any = |record: usize| (record as u32).wrapping_mul(0x9e37_79b1);
        says.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then_with(|| any(a.0).cmp(&any(b.0))));
        says.truncate(most);
    }
}

fn in_order(line: &mut String, mut says: Vec<(usize, f64)>) {
    says.sort_unstable_by_key(|(record, _)| *record);
    encoded(line, says.into_iter().map(|(record, says)| (record, level(says, LEVELS))));
}

/// The pieces of a range.
fn range<E: From<Diagnostic> + Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    site: &Site<'_>,
    read: &Read,
    cut: &[&Posting],
    run: usize,
    pieces: &Pieces<'_, P>,
) -> Result<(), E> {
    let index: &Index = &read.index;
    let line = |posting: &&Posting| {
        let says: Vec<(usize, f64)> =
            index.says_in_run(posting, run).into_iter().map(|one| sorted(read, one)).collect();
        if says.is_empty() {
            return String::new();
        }
        // Endings are those of the whole site's line.
        let mut line = format!("{} - ", posting.term);
        in_order(&mut line, says);
        line.push('\n');
        line
    };
    let lines = cut.iter().map(|posting| (posting.term.as_str(), line(posting)));
    let shards = shards(lines.filter(|(_, line)| !line.is_empty()));
    let name = format!("r{}", run - 1);
    put_shards(pieces, &format!("{name}t"), &shards)?;
    let piece = json!({
        "facets": read.facets.get(run),
        "reports": site.report_runs(run..run + 1)?,
        "shards": shards.iter().map(|(first, _)| first.as_str()).collect::<Vec<_>>(),
        "end": site.runs.get(run + 1).map_or(site.count, |(first, _)| *first),
    });
    pieces.script(&name, &piece.to_string())
}

/// What the head says of where records are.
fn places(site: &Site<'_>) -> Json {
    let knowledge = site.shared.knowledge;
    let numbers: BTreeMap<&str, usize> =
        knowledge.documents.authorities.keys().enumerate().map(|(n, id)| (id.as_str(), n)).collect();
    let authority = |of: &Of<'_>| match of {
        Of::Report(id) => numbers.get(knowledge.report(*id).authority.as_str()).copied(),
        Of::Authority(_) | Of::Theme(_) | Of::Page(_) | Of::OwnPage(_) => None,
    };
    let mut firsts = vec![None; numbers.len()];
    let mut years = Vec::new();
    let mut ranges = Vec::new();
    for (first, sources) in site.runs.iter().skip(1) {
        let mut first = *first;
        ranges.extend(sources.first().and_then(authority));
        for of in sources {
            if let Some(place) = authority(of).and_then(|n| firsts.get_mut(n)) {
                place.get_or_insert(first);
            }
            if let Of::Report(id) = of {
                years.push(day(knowledge, *id) / 10_000);
            }
            first += of.count(knowledge);
        }
    }
    years.sort_unstable_by_key(|year| Reverse(*year));
    years.dedup();
    // One without reports has none before the next one's.
    let mut next = site.count;
    for first in firsts.iter_mut().rev() {
        next = *first.get_or_insert(next);
    }
    json!({
        "chunk": IN_CHUNK,
        "cut": IN_PIECE,
        "years": years,
        "authorities": steps(firsts.into_iter().flatten()),
        "ranges": steps(ranges.into_iter()),
    })
}

/// Numbers that never fall, each as its distance from the one before.
fn steps(numbers: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    let mut last = 0;
    for one in numbers {
        number(&mut text, one - last);
        last = one;
    }
    text
}
