//! The words behind the cells of an authority's grid, in a file of their own beside the page.
//!
//! The page reads it when a reader first opens a cell, and finds a cell by its place: so the file's address on
//! the page changes with what it holds, and a page never reads the file of another build.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::grid::{Cell, CellState, Grid, grid};
use crate::model::{FindingId, Later, ReportId, Saying, Statement, Thread};
use crate::site::desk::Desk;
use crate::site::who::basis_words;
use crate::source::words::Basis;

/// What an evidence file holds: `templates/assets/grid.js` shows it.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView {
    /// The report of each column.
    reports: Vec<ReportWords>,
    findings: Vec<FindingWords>,
    /// For each row, by column, what is said there. A cell without words is not here.
    rows: Vec<BTreeMap<usize, Vec<CellSays>>>,
}

#[derive(Debug, Serialize)]
struct ReportWords {
    name: String,
    by: String,
    /// Whether the words are the editor's own.
    summary: bool,
}

#[derive(Debug, Serialize)]
struct FindingWords {
    href: String,
    words: String,
    /// Where it stands in the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// What one finding says of a thread.
#[derive(Debug, PartialEq, Serialize)]
struct CellSays {
    /// Its number in `findings`.
    finding: usize,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    /// Whether the basis is somebody's reading.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reading: bool,
    /// Where the thread was raised more than once: the report that asked for what this is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
    /// The inspection whose conclusion it repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
}

/// The evidence file of an authority.
pub(crate) fn view(desk: &Desk<'_>, authority: &str) -> EvidenceView {
    of_grid(desk, &grid(desk.knowledge, authority))
}

/// Its address from the authority's page.
pub(super) fn address(desk: &Desk<'_>, authority: &str, grid: &Grid) -> String {
    let held = serde_json::to_vec(&of_grid(desk, grid)).unwrap_or_default();
    format!("{authority}.grid.js?{}", &blake3::hash(&held).to_hex()[..10])
}

fn of_grid(desk: &Desk<'_>, grid: &Grid) -> EvidenceView {
    let mut numbers: BTreeMap<FindingId, usize> = BTreeMap::new();
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    for finding in cells.flat_map(|cell| &cell.evidence) {
        let next = numbers.len();
        numbers.entry(*finding).or_insert(next);
    }
    let mut findings: Vec<(&usize, FindingWords)> = numbers.iter().map(|(f, n)| (n, finding(desk, *f))).collect();
    findings.sort_by_key(|(n, _)| **n);
    let row = |row: &crate::model::grid::Row| {
        let thread = desk.knowledge.thread(row.thread);
        let with_words = grid.columns.iter().zip(&row.cells).enumerate().filter(|(_, (_, c))| !c.evidence.is_empty());
        with_words.map(|(n, (report, cell))| (n, cell_says(desk, &numbers, thread, *report, cell))).collect()
    };
    EvidenceView {
        reports: grid.columns.iter().map(|r| report(desk, *r)).collect(),
        rows: grid.rows.iter().map(row).collect(),
        findings: findings.into_iter().map(|(_, f)| f).collect(),
    }
}

fn report(desk: &Desk<'_>, id: ReportId) -> ReportWords {
    ReportWords { name: desk.report_name(id), by: desk.speaker(id), summary: desk.is_summary(id) }
}

fn finding(desk: &Desk<'_>, id: FindingId) -> FindingWords {
    FindingWords { href: desk.finding_href(id), words: desk.words(id), at: desk.knowledge.finding(id).at.clone() }
}

/// What a report's findings say of each recommendation of a thread, the newest one first.
fn cell_says(
    desk: &Desk<'_>,
    numbers: &BTreeMap<FindingId, usize>,
    thread: &Thread,
    report: ReportId,
    cell: &Cell,
) -> Vec<CellSays> {
    let mut all: Vec<CellSays> = Vec::new();
    for by in &cell.evidence {
        let number = numbers.get(by).copied().unwrap_or_default();
        let before = all.len();
        for member in thread.members.iter().rev() {
            let asked = (thread.members.len() > 1).then(|| desk.report_name(member.report));
            let later = desk.knowledge.histories[member].later.iter().find(|l| l.report == report);
            for says in later.into_iter().flat_map(|l| statements(desk, l, *by)) {
                let says = CellSays { finding: number, asked: asked.clone(), ..says };
                if !all.contains(&says) {
                    all.push(says);
                }
            }
        }
        if all.len() == before {
            all.push(CellSays { finding: number, ..asks(desk, *by, cell.state) });
        }
    }
    all
}

/// What a finding says of a recommendation; that it also raises it again is said with the verdict.
fn statements(desk: &Desk<'_>, later: &Later, by: FindingId) -> Vec<CellSays> {
    let own: Vec<&Statement> = later.statements.iter().filter(|s| s.by == by).collect();
    let raises = own.iter().any(|s| s.saying == Saying::RaisedAgain);
    let judges = own.iter().any(|s| matches!(s.saying, Saying::Verdict { .. }));
    own.into_iter()
        .filter(|s| !judges || s.saying != Saying::RaisedAgain)
        .map(|statement| {
            let (says, basis) = desk.statement_words(statement);
            let verdict = match statement.saying {
                Saying::Verdict { verdict, .. } => Some(verdict.word()),
                _ => None,
            };
            let again = if raises && verdict.is_some() { ", raised again" } else { "" };
            CellSays {
                finding: 0,
                says: format!("{says}{again}"),
                verdict,
                basis: basis.map(basis_words),
                reading: basis.is_some_and(Basis::is_reading),
                asked: None,
                via: statement.via.map(|r| desk.report_name(r)),
            }
        })
        .collect()
}

/// A recommendation that says nothing of an earlier one: what it is called, and whether it counts yet.
fn asks(desk: &Desk<'_>, id: FindingId, state: CellState) -> CellSays {
    let label = desk.label(id);
    let says = match state {
        CellState::Unread => format!("{label}, in a report that nobody has reviewed yet"),
        _ => format!("raised: {label}"),
    };
    CellSays { finding: 0, says, verdict: None, basis: None, reading: false, asked: None, via: None }
}
