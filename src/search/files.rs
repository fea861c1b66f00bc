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
//! wa, wb …   the words that begin with a letter, each with how common it is ([`spelling`])
//! d0, d1 …   JSON: for each record its title, its place, its address, its words, the style and the text of the sign of who
//!            says where it stands, where its thread stands if that is elsewhere, and where its original can be read
//! ```
//!
//! Of more records than [`LARGE`] a browser could not read whole columns and lists: [`large`](super::large) says what
//! differs then.

use crate::site::plain;
use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::encode::{letter, number};
use super::fixed::fixed;
use super::index::{Index, level};
use super::large;
use super::overview::names;
use super::pieces::{Pieces, beginning, encoded, shards};
use super::record::{Of, Record, Shared, Sort, sources};
use super::spelling;
use super::words::Run;
use crate::diagnostics::{Diagnostic, unwritten};
use crate::model::{Knowledge, Outcome, ReportId};
use crate::site::symbol;
use crate::source::Nature;
use crate::terms::{ASKING_WORDS, STOP_WORDS, WEAK_WORDS, is_stop_word, words};

/// About so many bytes make a chunk: a result shows one record of many, and each request costs some time by itself.
const CHUNK: usize = 4 * 1024;
/// Of more records an index is a large one. Up to here the first search loads less than 300 kB (tests/browser/).
pub(super) const LARGE: usize = 20_000;
/// About so many records are read at once by one thread; as many make a range of a large index.
const RUN: usize = 4096;
/// So many steps of how much a term says are told apart.
const LEVELS: f64 = 16.0;

/// Parts of words that are written in two ways, one pair a line.
const SPELLINGS: &str = include_str!("spellings.txt");

/// What all pieces are made from.
pub(super) struct Site<'k> {
    pub(super) shared: Shared<'k>,
    pub(super) sorts: Vec<Sort>,
    pub(super) frameworks: Vec<&'k str>,
    pub(super) themes: Vec<&'k str>,
    /// Runs of sources with their first records; the overview pages are the first.
    pub(super) runs: Vec<(usize, Vec<Of<'k>>)>,
    pub(super) count: usize,
}

/// What one run of sources gave.
struct Made {
    /// The records as JSON, without their brackets.
    entries: Vec<String>,
    facets: String,
    sorts: Vec<Sort>,
    run: Run,
}

/// What is kept of all runs while they are read.
#[derive(Default)]
pub(super) struct Read {
    pub(super) index: Index,
    /// By run.
    pub(super) facets: Vec<String>,
    pub(super) sorts: Vec<Sort>,
    chunks: Vec<usize>,
}

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
    made(knowledge, LARGE, put)
}

pub(super) fn made<E: From<Diagnostic> + Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    knowledge: &Knowledge,
    large: usize,
    put: &P,
) -> Result<(), E> {
    let site = Site::new(knowledge);
    let pieces = Pieces::new(put);
    let is_large = site.count > large;
    let read = read(&site, is_large, &pieces)?;
    if is_large {
        return large::files(&site, &read, &pieces);
    }
    pieces.text("facets", &read.facets.concat())?;
    let lines: Vec<String> = (read.index.terms.par_iter())
        .map(|posting| {
            let mut line = beginning(posting);
            encoded(&mut line, read.index.says(posting).map(|(record, says)| (record, level(says, LEVELS))));
            line.push('\n');
            line
        })
        .collect();
    let shards = shards(read.index.terms.iter().map(|p| p.term.as_str()).zip(lines));
    put_shards(&pieces, "t", &shards)?;
    let mut head = head(&site);
    head.insert("letters".to_owned(), spelling::put(&read.index, &pieces)?.into());
    head.insert("reports".to_owned(), json!(site.report_runs(0..site.runs.len())?));
    head.insert("shards".to_owned(), shards.iter().map(|(first, _)| first.as_str()).collect());
    head.insert("chunks".to_owned(), json!(read.chunks));
    head.insert("names".to_owned(), knowledge.documents.authorities.values().map(names).collect());
    end(head, &pieces)
}

pub(super) fn put_shards<E: Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    pieces: &Pieces<'_, P>,
    name: &str,
    shards: &[(String, String)],
) -> Result<(), E> {
    shards.par_iter().enumerate().try_for_each(|(n, (_, text))| pieces.text(&format!("{name}{n}"), text))
}

/// Hands over the head, after everything that it says the version of.
pub(super) fn end<E, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    mut head: Map<String, Json>,
    pieces: &Pieces<'_, P>,
) -> Result<(), E> {
    // What is said of words stands behind what is said of records.
    for key in ["stop", "weak", "grades", "spellings", "meanings", "names"] {
        let value = head.shift_remove(key);
        head.extend(value.map(|value| (key.to_owned(), value)));
    }
    head.insert("version".to_owned(), pieces.version().into());
    pieces.script("index", &Json::Object(head).to_string())
}

/// Reads all runs, some at a time, and hands the records over in chunks.
fn read<E: From<Diagnostic> + Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    site: &Site<'_>,
    is_large: bool,
    pieces: &Pieces<'_, P>,
) -> Result<Read, E> {
    let mut read = Read::default();
    let mut open = String::new();
    let mut in_open = 0;
    let mut number = 0;
    // Two for each thread: memory holds the texts of some runs and not of all.
    for some in site.runs.chunks(2 * rayon::current_num_threads()) {
        let made: Vec<Made> =
            some.par_iter().map(|(_, of)| site.read(of, is_large)).collect::<Result<_, Diagnostic>>()?;
        let mut full: Vec<String> = Vec::new();
        for one in made {
            for entry in one.entries {
                let is_full = if is_large { in_open == large::IN_CHUNK } else { open.len() + entry.len() + 1 >= CHUNK };
                if is_full && in_open > 0 {
                    full.push(std::mem::take(&mut open));
                    in_open = 0;
                }
                if in_open == 0 {
                    read.chunks.push(number);
                }
                open.push_str(if in_open == 0 { "" } else { "," });
                open.push_str(&entry);
                in_open += 1;
                number += 1;
            }
            read.facets.push(one.facets);
            read.sorts.extend(one.sorts);
            read.index.add(one.run);
        }
        let first = read.chunks.len() - full.len() - usize::from(in_open > 0);
        let put = |(n, text): (usize, &String)| pieces.script(&format!("d{}", first + n), &format!("[{text}]"));
        full.par_iter().enumerate().try_for_each(put)?;
    }
    if in_open > 0 {
        pieces.script(&format!("d{}", read.chunks.len() - 1), &format!("[{open}]"))?;
    }
    read.index.close();
    Ok(read)
}

/// A value of a facet: its word in addresses and the one on the page.
#[derive(Serialize)]
struct FacetValue<'a>(&'a str, &'a str);

/// A run of records of one report: its first record, authority, framework and day as one number, `20220722`.
#[derive(Serialize)]
pub(super) struct ReportRun(usize, usize, usize, i32);

impl<'k> Site<'k> {
    fn new(knowledge: &'k Knowledge) -> Self {
        let (mut sorts, mut frameworks) = (Vec::new(), Vec::new());
        let mut runs: Vec<(usize, Vec<Of<'k>>)> = Vec::new();
        let mut count = 0;
        let mut before: Option<&str> = None;
        for of in sources(knowledge) {
            // A run ends between authorities, so that one is all in one range.
            let authority = if let Of::Report(id) = of { Some(knowledge.report(id).authority.as_str()) } else { None };
            let ends = |first: &usize| before.is_none() || count - first >= RUN;
            if authority != before && runs.last().is_none_or(|(first, _)| ends(first)) || runs.is_empty() {
                runs.push((count, Vec::new()));
            }
            before = authority;
            count += of.count(knowledge);
            if let Some((_, run)) = runs.last_mut() {
                run.push(of);
            }
            match of {
                Of::Authority(_) => sorts.push(Sort::Authority),
                Of::Theme(_) => sorts.push(Sort::Theme),
                Of::Page(_) | Of::OwnPage(_) => sorts.push(Sort::Page),
                Of::Report(id) => {
                    let report = knowledge.report(id);
                    let is_update = report.nature == Nature::Update;
                    sorts.push(if is_update { Sort::Update } else { Sort::Inspection });
                    sorts.extend(report.body.findings.iter().map(|f| Sort::Finding(f.kind)));
                    frameworks.push(report.framework.value.as_str());
                    // Each is one of a few, and the list is one of many.
                    frameworks.sort_unstable();
                    frameworks.dedup();
                }
            }
            sorts.sort_unstable();
            sorts.dedup();
        }
        let themes = knowledge.documents.shown_themes().map(|t| t.id.as_str()).collect();
        Self { shared: Shared::new(knowledge), sorts, frameworks, themes, runs, count }
    }

    fn read(&self, of: &[Of<'k>], is_large: bool) -> Result<Made, Diagnostic> {
        let (records, run) = self.shared.read(of);
        let mut facets = String::with_capacity(records.len() * 5);
        let mut entries = Vec::with_capacity(records.len());
        for record in &records {
            let (sort, outcome) = (self.sort(record)?, outcome(record));
            letter(&mut facets, sort);
            letter(&mut facets, outcome);
            // A theme without a file is an error of the content, and no facet.
            for theme in record.themes.iter().filter_map(|t| self.themes.binary_search(&t.as_str()).ok()) {
                number(&mut facets, theme);
            }
            facets.push('.');
            let Record { title, place, href, excerpt, sign, apart, .. } = record;
            // A nought where nobody says where it stands: most records are no recommendations.
            let sign = sign.as_ref().map_or(json!(0), |sign| json!((sign.style, &sign.text)));
            let apart = apart.as_ref().map_or(json!(0), |a| json!((&a.words, number_of_outcome(a.outcome), a.style)));
            let mut entry = vec![json!(title), json!(place), json!(href), json!(excerpt), sign, apart];
            if is_large {
                entry.extend([json!(sort), json!(outcome)]);
            }
            // Last, so that nothing stands for one that is not known.
            entry.extend(record.original.as_ref().map(|address| json!(address)));
            entries.push(serde_json::to_string(&entry).map_err(|error| unwritten("search/d0.js", &error))?);
        }
        Ok(Made { entries, facets, sorts: records.iter().map(|r| r.sort).collect(), run })
    }

    fn sort(&self, record: &Record) -> Result<usize, Diagnostic> {
        self.sorts.binary_search(&record.sort).map_err(|_| unlisted(record.sort.word()))
    }

    /// The reports of some runs.
    pub(super) fn report_runs(&self, of: std::ops::Range<usize>) -> Result<Vec<ReportRun>, Diagnostic> {
        let knowledge = self.shared.knowledge;
        let authorities: Vec<&str> = knowledge.documents.authorities.keys().map(String::as_str).collect();
        let mut listed = Vec::new();
        for (first, sources) in self.runs.get(of).unwrap_or_default() {
            let mut first = *first;
            for source in sources {
                if let Of::Report(id) = source {
                    let report = knowledge.report(*id);
                    let authority = number_of(&authorities, &report.authority)?;
                    let framework = number_of(&self.frameworks, &report.framework.value)?;
                    listed.push(ReportRun(first, authority, framework, day(knowledge, *id)));
                }
                first += source.count(knowledge);
            }
        }
        Ok(listed)
    }
}

/// Nought is none: only recommendations have an outcome.
fn outcome(record: &Record) -> usize {
    record.outcome.map_or(0, |outcome| number_of_outcome(outcome) + 1)
}

/// Its place in the head's list.
fn number_of_outcome(outcome: Outcome) -> usize {
    Outcome::ALL.iter().position(|one| *one == outcome).unwrap_or_default()
}

pub(super) fn head(site: &Site<'_>) -> Map<String, Json> {
    let knowledge = site.shared.knowledge;
    let documents = &knowledge.documents;
    let authorities: Vec<FacetValue<'_>> = documents.authorities.values().map(|a| FacetValue(&a.id, &a.name)).collect();
    let themes: Vec<FacetValue<'_>> = documents.shown_themes().map(|t| FacetValue(&t.id, &t.title)).collect();
    let short_name = |id: &&str| documents.frameworks.get(*id).map_or("", |f| f.short_name.as_str());
    let frameworks: Vec<(&str, &str)> = site.frameworks.iter().map(|id| (*id, short_name(id))).collect();
    let fields: [(&str, Json); 9] = [
        ("count", site.count.into()),
        ("sorts", site.sorts.iter().map(|s| json!((s.word(), s.shown(), (s.counts() * 100.0).round()))).collect()),
        ("outcomes", Outcome::ALL.iter().map(|o| json!((o.word(), plain::outcome(*o), symbol(*o)))).collect()),
        ("authorities", json!(authorities)),
        ("themes", json!(themes)),
        ("pages", fixed().map(|page| page.title).collect()),
        ("frameworks", json!(frameworks)),
        ("stop", STOP_WORDS.join(" ").into()),
        ("weak", WEAK_WORDS.iter().chain(ASKING_WORDS).copied().collect::<Vec<_>>().join(" ").into()),
    ];
    let meanings = ("meanings", json!(site.shared.groups.phrases()));
    let spellings = ("spellings", SPELLINGS.lines().filter(|line| !line.starts_with('#')).collect());
    let grades = ("grades", grades(knowledge).join(" ").into());
    fields.into_iter().chain([grades, spellings, meanings]).map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The words of the grades that its reports give, by which a report may be asked for.
fn grades(knowledge: &Knowledge) -> Vec<String> {
    let judgements = knowledge.report_ids().flat_map(|id| &knowledge.report(id).judgements);
    let grades: BTreeSet<&str> = judgements.map(|j| j.grade.value.as_str()).collect();
    let mut found: Vec<String> = grades.into_iter().flat_map(words).map(|(word, _)| word).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|word| !is_stop_word(word));
    found
}

/// Which of the listed words it is, which are in order: the number by which the browser knows it.
fn number_of(listed: &[&str], word: &str) -> Result<usize, Diagnostic> {
    listed.binary_search(&word).map_err(|_| unlisted(word))
}

fn unlisted(word: &str) -> Diagnostic {
    unwritten("search/index.js", &format_args!("it does not list `{word}`"))
}

pub(super) fn day(knowledge: &Knowledge, report: ReportId) -> i32 {
    let day = knowledge.date(report).last_day();
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}
