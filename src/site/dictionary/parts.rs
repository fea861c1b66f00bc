//! Where the downloads of a large site are cut: between councils, by how long their rows will be about.
//!
//! Start at [`Parts::of`]. The cut is known before anything is written, so that the page of the downloads names the same
//! files as are made. Parts are runs of reports in the order of all tables: joined, they are the whole table again.

use std::ops::Range;

use super::{Content, TABLES};
use crate::model::{FindingId, ReportId};

/// About so many bytes at most make a file: more is slow to open in a spreadsheet, and hosts refuse larger ones.
const MOST: usize = 20_000_000;

/// How many tables there are.
const COUNT: usize = 7;

/// What a row of each table holds beside what is counted below, in bytes of CSV, and what it has in JSON beside that; the
/// means of an invented site of 1,500 inspections, rounded. Files come out a tenth larger or smaller where rows are
/// unlike those.
const BESIDE: [(usize, usize); COUNT] =
    [(120, 100), (120, 50), (386, 367), (72, 81), (263, 293), (125, 169), (89, 110)];

/// Some of the reports, whose rows make a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) reports: Range<u32>,
    /// The first has what belongs to no report: authorities and themes.
    pub(crate) is_first: bool,
}

impl Part {
    /// The reports, in order.
    pub(crate) fn report_ids(&self) -> impl Iterator<Item = ReportId> + use<> {
        self.reports.clone().map(ReportId)
    }
}

/// The parts of the document, and of each table the runs of parts that make a file.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) document: Vec<Part>,
    tables: Vec<Vec<Range<usize>>>,
}

/// What one council's reports weigh, in bytes: as JSON, and as CSV by table.
#[derive(Clone, Default)]
struct Weight {
    /// Tells where to cut, whatever stands before or after.
    key: u64,
    json: usize,
    csv: [usize; COUNT],
}

impl Parts {
    pub(crate) fn of(content: &Content<'_>) -> Self {
        Self::cut_at(content, MOST)
    }

    pub(crate) fn cut_at(content: &Content<'_>, most: usize) -> Self {
        let units = units(content);
        let weights: Vec<Weight> = units.iter().map(|reports| weight(content, reports)).collect();
        let runs = cut(&weights, |w| w.json, most);
        let document: Vec<Part> = (runs.iter().enumerate())
            .map(|(n, run)| {
                let of = units.get(run.clone()).unwrap_or_default();
                let reports = of.first().map_or(0, |r| r.start)..of.last().map_or(0, |r| r.end);
                Part { reports, is_first: n == 0 }
            })
            .collect();
        // A table's files end where parts end, so that a part is read once and written to both.
        let of_parts: Vec<Weight> = runs.iter().map(|run| sum(weights.get(run.clone()).unwrap_or_default())).collect();
        let tables = (0..TABLES.len()).map(|t| cut(&of_parts, |w| w.csv.get(t).copied().unwrap_or_default(), most));
        Self { tables: tables.collect(), document }
    }

    /// The files of a table, by its number in [`TABLES`]: the name of each without its folder, and its parts.
    pub(crate) fn files(&self, table: usize) -> Vec<(String, Range<usize>)> {
        let name = TABLES.get(table).map_or("", |t| t.name());
        let runs = self.tables.get(table).map(Vec::as_slice).unwrap_or_default();
        named(name, "csv", runs.len()).zip(runs.iter().cloned()).collect()
    }

    /// The files of the document, one a part, without their folder.
    pub(crate) fn document_files(&self) -> impl Iterator<Item = String> {
        named(DOCUMENT, "json", self.document.len())
    }
}

/// The name of the document that holds all tables, without its ending.
pub(crate) const DOCUMENT: &str = "throughline";

/// `findings.csv`, or `findings-1.csv` and so on where there are several.
fn named(name: &str, ending: &str, count: usize) -> impl Iterator<Item = String> {
    let number = move |n: usize| if count > 1 { format!("-{n}") } else { String::new() };
    (1..=count).map(move |n| format!("{name}{}.{ending}", number(n)))
}

/// Runs of reports of one council, as they follow each other.
fn units(content: &Content<'_>) -> Vec<Range<u32>> {
    let mut units: Vec<Range<u32>> = Vec::new();
    let mut before: Option<ReportId> = None;
    for id in content.knowledge.report_ids() {
        let goes_on = before.is_some_and(|b| content.report(b).authority == content.report(id).authority);
        match units.last_mut().filter(|_| goes_on) {
            Some(unit) => unit.end = id.0 + 1,
            None => units.push(id.0..id.0 + 1),
        }
        before = Some(id);
    }
    // A site without reports has a document and tables too.
    if units.is_empty() {
        units.push(0..0);
    }
    units
}

fn weight(content: &Content<'_>, reports: &Range<u32>) -> Weight {
    let knowledge = content.knowledge;
    let mut weight = Weight::default();
    for id in reports.clone().map(ReportId) {
        let report = content.report(id);
        if weight.key == 0 {
            let hash = blake3::hash(report.authority.as_bytes());
            weight.key = hash.as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
        }
        // A row has its id or that of its report twice, the council's, and its page's address.
        let names = 3 * (report.authority.len() + 1 + report.name.len()) + report.authority.len() + content.base.len();
        let words = |f: FindingId| {
            let finding = content.finding(f);
            finding.text.len() + finding.id.as_ref().map_or(0, |id| 2 * id.value.len())
        };
        // Of each table its rows, and what is counted of them.
        let rows: [(usize, usize); COUNT] = [
            (0, 0),
            (0, 0),
            (1, report.title.len()),
            (report.judgements.len(), 0),
            tally(knowledge.asked_in(id).map(|r| words(knowledge.finding_of(r)))),
            tally(knowledge.said_by(id).iter().map(|said| words(said.by))),
            tally(knowledge.findings_of(id).map(words)),
        ];
        for ((csv, (count, counted)), (beside, in_json)) in weight.csv.iter_mut().zip(rows).zip(BESIDE) {
            let more = count * (names + beside) + counted;
            *csv += more;
            weight.json += more + count * in_json;
        }
    }
    weight
}

/// How many there are, and their sum.
fn tally(all: impl Iterator<Item = usize>) -> (usize, usize) {
    all.fold((0, 0), |(count, sum), one| (count + 1, sum + one))
}

fn sum(weights: &[Weight]) -> Weight {
    let mut all = Weight { key: weights.first().map_or(0, |w| w.key), ..Weight::default() };
    for one in weights {
        all.json += one.json;
        all.csv.iter_mut().zip(one.csv).for_each(|(sum, more)| *sum += more);
    }
    all
}

/// Runs that together weigh no more than `most` each, if no one alone does. A run ends where the next key is least among
/// the places that leave it at least half full: what is added at one place moves the ends near it and no others.
fn cut(weights: &[Weight], of: impl Fn(&Weight) -> usize, most: usize) -> Vec<Range<usize>> {
    let mut left: usize = weights.iter().map(&of).sum();
    let mut runs = Vec::new();
    let mut start = 0;
    while left > most {
        let rest = weights.get(start..).unwrap_or_default();
        let mut full = 0;
        let mut end: Option<(u64, usize, usize)> = None;
        for (n, pair) in rest.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            full += of(one);
            if full > most && end.is_some() {
                break;
            }
            if full >= most / 2 && end.is_none_or(|(key, ..)| next.key < key) {
                end = Some((next.key, start + n + 1, full));
            }
            if full > most {
                break;
            }
        }
        let Some((_, next, taken)) = end else { break };
        runs.push(start..next);
        left -= taken;
        start = next;
    }
    runs.push(start..weights.len());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(of: impl IntoIterator<Item = usize>) -> Vec<Weight> {
        let key = |n: usize| u64::try_from(n * 7919 % 1009).unwrap();
        of.into_iter().enumerate().map(|(n, json)| Weight { key: key(n), json, ..Weight::default() }).collect()
    }

    #[test]
    fn runs_hold_everything_once_and_no_more_than_they_may() {
        let all = weights((0..200).map(|n| 1 + n % 9));
        let runs = cut(&all, |w| w.json, 50);
        assert!(runs.len() > 10);
        let listed: Vec<usize> = runs.iter().cloned().flatten().collect();
        assert_eq!(listed, (0..200).collect::<Vec<_>>());
        for run in &runs {
            assert!(sum(&all[run.clone()]).json <= 50, "{run:?}");
        }
        assert_eq!(cut(&all, |w| w.json, 1000).first(), Some(&(0..200)));
        // One that is too large alone is a run of its own, since councils are not cut.
        assert_eq!(cut(&weights([10, 90, 10]), |w| w.json, 50), [0..2, 2..3]);
        assert_eq!(cut(&[], |w| w.json, 50).first(), Some(&(0..0)));
    }

    #[test]
    fn what_grows_at_one_place_moves_few_ends() {
        let before = cut(&weights((0..200).map(|n| 1 + n % 9)), |w| w.json, 50);
        let after = cut(&weights((0..200).map(|n| 1 + n % 9 + usize::from(n == 20) * 6)), |w| w.json, 50);
        let same = after.iter().filter(|run| before.contains(run)).count();
        assert!(same + 5 >= before.len(), "{before:?} {after:?}");
    }

    #[test]
    fn tables_end_where_parts_of_the_document_end() {
        let parts = Parts { document: Vec::new(), tables: vec![vec![0..2, 2..3], vec![0..3]] };
        let names = |table| parts.files(table).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(0), ["authorities-1.csv", "authorities-2.csv"]);
        assert_eq!(names(1), ["themes.csv"]);
    }
}
