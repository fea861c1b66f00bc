//! The index as files: a head, facets in columns, terms in shards, records in chunks.
//!
//! Each is a script with one call, `throughline(name, text)`. What stands in the texts:
//!
//! ```text
//! index      JSON: how many records; words of the facets; the reports with their first record; the first
//!            letters of each shard and the first record of each chunk; stop words, weak words, names of councils,
//!            and the phrases of each group of words of one meaning
//! facets     a letter for each record's sort and one for its outcome, then its themes as numbers and a `.`
//! t0, t1 …   a line a term: its stem, or `~` and two letters for a group of words of one meaning, the endings of its
//!            words or `-`, and for each record the distance from the one before as a number, and a letter for how
//!            much it says there
//! d0, d1 …   JSON: for each record its title, its place, its address, and its words
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::encode::{letter, number};
use super::index::{MEANING, Posting, index};
use super::overview::names;
use super::record::{Record, Records, Sort, records};
use crate::diagnostics::{Diagnostic, unwritten};
use crate::model::{Knowledge, Outcome, ReportId};
use crate::site::symbol;
use crate::terms::{ASKING_WORDS, STOP_WORDS, WEAK_WORDS};

/// About so many bytes make a shard; terms with the same first letters stay together.
const SHARD: usize = 6 * 1024;
/// Groups of words have shards of their own, smaller ones: a question needs some of many groups, far from each other.
const MEANINGS: usize = SHARD / 4;
/// Stands for no endings, where an empty one is the stem itself.
const NO_ENDINGS: &str = "-";
/// So many first letters, so that one shard holds every word that begins with what has been typed.
const TOGETHER: usize = 3;
/// About so many bytes make a chunk: a result shows one record of many, and each request costs some time by itself.
const CHUNK: usize = 4 * 1024;

/// Makes the files of the index and hands each over by address.
///
/// # Errors
///
/// When a record belongs to something that the index does not list: it would be found as another's; else the first
/// failure of `put`.
pub fn files<E: From<Diagnostic> + Send>(
    knowledge: &Knowledge,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    made(knowledge)?.iter().try_for_each(|(name, bytes)| put(name, bytes))
}

fn made(knowledge: &Knowledge) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let records = records(knowledge);
    let all: Vec<&Record> = (records.authorities.iter().chain(&records.themes))
        .chain(records.reports.iter().flat_map(|r| &r.records))
        .collect();
    let sorts = sorts(&all);
    let mut files = Vec::new();
    let shards = shards(&index(&all));
    let chunks = chunks(&all);
    files.push(script("facets", &quoted(&facets(knowledge, &all, &sorts)?)));
    files.extend(shards.iter().enumerate().map(|(n, (_, text))| script(&format!("t{n}"), &quoted(text))));
    files.extend(chunks.iter().enumerate().map(|(n, (_, text))| script(&format!("d{n}"), text)));
    let pieces = Pieces { shards: &shards, chunks: &chunks, version: version(&files) };
    let head = head(knowledge, &records, all.len(), &sorts, &pieces)?;
    files.push(script("index", &head.to_string()));
    Ok(files)
}

/// What the head says of the pieces that a browser reads as it needs them.
struct Pieces<'a> {
    shards: &'a [(String, String)],
    chunks: &'a [(usize, String)],
    version: String,
}

/// What tells the pieces of this index from those of another: a browser that kept some of an older one asks anew.
fn version(files: &[(String, Vec<u8>)]) -> String {
    let mut version = blake3::Hasher::new();
    for (_, bytes) in files {
        version.update(bytes);
    }
    // Forty bits: it has to differ from the few indexes that one browser may have kept, not from all that there are.
    version.finalize().to_hex().chars().take(10).collect()
}

fn script(name: &str, value: &str) -> (String, Vec<u8>) {
    (format!("search/{name}.js"), format!("throughline(\"{name}\",{value})\n").into_bytes())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The sorts that there are, in order.
fn sorts(all: &[&Record]) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = all.iter().map(|r| r.sort).collect();
    sorts.sort();
    sorts.dedup();
    sorts
}

/// A value of a facet: its word in addresses and the one on the page.
#[derive(Serialize)]
struct FacetValue<'a>(&'a str, &'a str);

/// A run of records of one report: its first record, authority, framework and day as one number, `20220722`.
#[derive(Serialize)]
struct ReportRun(usize, usize, usize, i32);

fn head(
    knowledge: &Knowledge,
    records: &Records,
    count: usize,
    sorts: &[Sort],
    pieces: &Pieces<'_>,
) -> Result<serde_json::Value, Diagnostic> {
    let documents = &knowledge.documents;
    let authorities: Vec<FacetValue<'_>> = documents.authorities.values().map(|a| FacetValue(&a.id, &a.name)).collect();
    let themes: Vec<FacetValue<'_>> = documents.shown_themes().map(|t| FacetValue(&t.id, &t.title)).collect();
    let mut used: Vec<&str> =
        records.reports.iter().map(|r| knowledge.report(r.report).framework.value.as_str()).collect();
    used.sort_unstable();
    used.dedup();
    let short_name = |id: &&str| documents.frameworks.get(*id).map_or("", |f| f.short_name.as_str());
    let frameworks: Vec<(&str, &str)> = used.iter().map(|id| (*id, short_name(id))).collect();
    let mut first = records.authorities.len() + records.themes.len();
    let mut runs = Vec::new();
    for of_report in &records.reports {
        let report = knowledge.report(of_report.report);
        let authority = number_of(authorities.iter().map(|a| a.0), &report.authority)?;
        let framework = number_of(used.iter().copied(), &report.framework.value)?;
        runs.push(ReportRun(first, authority, framework, day(knowledge, of_report.report)));
        first += of_report.records.len();
    }
    Ok(json!({
        "count": count,
        "sorts": sorts.iter().map(|s| (s.word(), s.shown(), (s.counts() * 100.0).round())).collect::<Vec<_>>(),
        "outcomes": Outcome::ALL.iter().map(|o| (o.word(), o.shown(), symbol(*o))).collect::<Vec<_>>(),
        "authorities": authorities,
        "themes": themes,
        "frameworks": frameworks,
        "reports": runs,
        "shards": pieces.shards.iter().map(|(first, _)| first).collect::<Vec<_>>(),
        "chunks": pieces.chunks.iter().map(|(first, _)| first).collect::<Vec<_>>(),
        "stop": STOP_WORDS.join(" "),
        "weak": WEAK_WORDS.iter().chain(ASKING_WORDS).copied().collect::<Vec<_>>().join(" "),
        "meanings": records.groups.phrases(),
        "names": documents.authorities.values().map(names).collect::<Vec<_>>(),
        "version": pieces.version,
    }))
}

/// Which of the listed words it is: the number by which the browser knows it.
fn number_of<'a>(mut listed: impl Iterator<Item = &'a str>, word: &str) -> Result<usize, Diagnostic> {
    listed
        .position(|one| one == word)
        .ok_or_else(|| unwritten("search/index.js", &format_args!("it does not list `{word}`")))
}

fn day(knowledge: &Knowledge, report: ReportId) -> i32 {
    let day = knowledge.date(report).last_day();
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}

fn facets(knowledge: &Knowledge, all: &[&Record], sorts: &[Sort]) -> Result<String, Diagnostic> {
    let themes: Vec<&String> = knowledge.documents.shown_themes().map(|t| &t.id).collect();
    let mut text = String::with_capacity(all.len() * 5);
    for record in all {
        letter(&mut text, number_of(sorts.iter().map(|s| s.word()), record.sort.word())?);
        let outcome = record.outcome.and_then(|o| Outcome::ALL.iter().position(|one| *one == o));
        // Nought is none: only recommendations have an outcome.
        letter(&mut text, outcome.map_or(0, |n| n + 1));
        // A theme without a file is an error of the content, and no facet.
        for theme in record.themes.iter().filter_map(|t| themes.binary_search(&t).ok()) {
            number(&mut text, theme);
        }
        text.push('.');
    }
    Ok(text)
}

/// Shards, each with the first letters of its first term.
fn shards(index: &BTreeMap<Arc<str>, Posting>) -> Vec<(String, String)> {
    let mut shards: Vec<(String, String)> = Vec::new();
    let mut before = "";
    for (term, posting) in index {
        let start: &str = term.get(..TOGETHER).unwrap_or(term);
        let size = if term.starts_with(MEANING) { MEANINGS } else { SHARD };
        let full = shards.last().is_none_or(|(_, text)| text.len() >= size);
        // Never between two words that begin alike: whoever types one would need both shards.
        if full && start != before {
            shards.push((start.to_owned(), String::new()));
        }
        before = start;
        if let Some((_, text)) = shards.last_mut() {
            line(text, term, posting);
        }
    }
    shards
}

fn line(text: &mut String, term: &str, posting: &Posting) {
    text.push_str(term);
    text.push(' ');
    // An empty list is one of words that do not begin with the stem.
    text.push_str(if posting.endings.is_empty() { NO_ENDINGS } else { "" });
    text.push_str(&posting.endings.iter().map(String::as_str).collect::<Vec<_>>().join(","));
    text.push(' ');
    let mut last = 0;
    for (record, level) in &posting.in_records {
        number(text, record - last);
        letter(text, *level);
        last = *record;
    }
    text.push('\n');
}

/// Chunks, each with the number of its first record.
fn chunks(all: &[&Record]) -> Vec<(usize, String)> {
    let mut chunks: Vec<(usize, String)> = Vec::new();
    for (number, record) in all.iter().enumerate() {
        let entry = json!([record.title, record.place, record.href, record.excerpt]).to_string();
        match chunks.last_mut().filter(|(_, text)| text.len() + entry.len() < CHUNK) {
            Some((_, text)) => {
                text.push(',');
                text.push_str(&entry);
            }
            None => chunks.push((number, format!("[{entry}"))),
        }
    }
    chunks.iter_mut().for_each(|(_, text)| text.push(']'));
    chunks
}
