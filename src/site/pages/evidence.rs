//! The words behind the cells of an authority's grid, in a file of their own beside the page.
//!
//! The page reads it when a reader first opens a cell, and finds a cell by its place: so the file's address on
//! the page changes with what it holds, and a page never reads the file of another build.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::grid::{Cell, CellState, Grid, Row};
use crate::model::{Assertion, FindingId, Later, ReportId, Statement, Thread};
use crate::site::address::Page;
use crate::site::context::PageContext;
use crate::site::pages::authority::sheet_grid;
use crate::site::who::basis_words;
use crate::source::Nature;
use crate::source::origin::Original;

/// What an evidence file holds: `templates/assets/grid.js` shows it.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView {
    /// The report of each column.
    reports: Vec<ReportWords>,
    findings: Vec<FindingWords>,
    /// For each row, by column, what is said there. A cell without words is not here.
    rows: Vec<BTreeMap<usize, Vec<CellStatement>>>,
}

#[derive(Debug, Serialize)]
struct ReportWords {
    name: String,
    by: String,
    /// Whether the words are the editor's own.
    summary: bool,
    /// The address of the original.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    /// Whether that is only a page which lists it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    listed: bool,
}

#[derive(Debug, Serialize)]
struct FindingWords {
    href: String,
    words: String,
    /// Where it stands in the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// What stands behind `#` in the original's address to lead there.
    #[serde(skip_serializing_if = "Option::is_none")]
    fragment: Option<String>,
}

/// What one finding says of a thread.
#[derive(Debug, PartialEq, Serialize)]
struct CellStatement {
    /// Its number in `findings`.
    finding: usize,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    /// The style of who says that it is about this, and the same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<(&'static str, String)>,
    /// Where the thread was raised more than once: the report that asked for what this is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
    /// The inspection whose conclusion it repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
}

/// The evidence file of one page of an authority's grid.
pub(crate) fn view(context: &PageContext<'_>, authority: &str, number: usize) -> EvidenceView {
    of_grid(context, &sheet_grid(context.knowledge, authority, number))
}

/// How many hexadecimal digits of a file's digest its address carries.
// Two versions of one file share ten of them once in 10^12 times.
const VERSION: usize = 10;

/// Its address from the page of the grid, beside which it lies.
pub(super) fn address(context: &PageContext<'_>, page: &Page, grid: &Grid) -> String {
    // What cannot be written as JSON stops the build where the file itself is made, in `render/`.
    let held = serde_json::to_vec(&of_grid(context, grid)).unwrap_or_default();
    let version: String = blake3::hash(&held).to_hex().chars().take(VERSION).collect();
    let path = page.path(context.knowledge).replace(".html", ".grid.js");
    format!("{}?{version}", path.rsplit('/').next().unwrap_or_default())
}

fn of_grid(context: &PageContext<'_>, grid: &Grid) -> EvidenceView {
    // Numbered in the order of the cells and written once: one finding often stands behind many cells.
    let mut numbers: BTreeMap<FindingId, usize> = BTreeMap::new();
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    for finding in cells.flat_map(|cell| &cell.evidence) {
        let next = numbers.len();
        numbers.entry(*finding).or_insert(next);
    }
    let mut findings: Vec<(&usize, FindingWords)> = numbers.iter().map(|(f, n)| (n, finding(context, *f))).collect();
    findings.sort_by_key(|(n, _)| **n);
    let row = |row: &Row| {
        let thread = context.knowledge.thread(row.thread);
        let with_words = grid.columns.iter().zip(&row.cells).enumerate().filter(|(_, (_, c))| !c.evidence.is_empty());
        with_words.map(|(n, (report, cell))| (n, cell_statements(context, &numbers, thread, *report, cell))).collect()
    };
    EvidenceView {
        reports: grid.columns.iter().map(|r| report(context, *r)).collect(),
        rows: grid.rows.iter().map(row).collect(),
        findings: findings.into_iter().map(|(_, f)| f).collect(),
    }
}

fn report(context: &PageContext<'_>, id: ReportId) -> ReportWords {
    let original = context.knowledge.documents.original(context.knowledge.report(id), None);
    ReportWords {
        name: context.report_name(id),
        by: context.speaker(id),
        summary: context.is_summary(id),
        listed: matches!(original, Some(Original::Listed(_))),
        original: original.map(|original| original.seen_from(&context.root)),
    }
}

fn finding(context: &PageContext<'_>, id: FindingId) -> FindingWords {
    let at = context.knowledge.finding(id).at.clone();
    let origin = &context.knowledge.report(id.report).origin;
    FindingWords {
        href: context.finding_href(id),
        words: context.words(id),
        fragment: origin.original(at.as_deref()).and_then(|original| {
            // An address that has one of its own is the report's, and is not written again.
            let own = origin.url.as_deref().is_some_and(|url| url.contains('#'));
            original.address().split_once('#').filter(|_| !own).map(|(_, fragment)| fragment.to_owned())
        }),
        at,
    }
}

/// What a report's findings say of each recommendation of a thread, the newest one first.
fn cell_statements(
    context: &PageContext<'_>,
    numbers: &BTreeMap<FindingId, usize>,
    thread: &Thread,
    report: ReportId,
    cell: &Cell,
) -> Vec<CellStatement> {
    let mut all: Vec<CellStatement> = Vec::new();
    for by in &cell.evidence {
        let number = numbers.get(by).copied().unwrap_or_default();
        let before = all.len();
        // The newest first: its words are those that the row of the grid shows.
        for member in context.knowledge.members(thread).rev() {
            let asked = (thread.members.len() > 1).then(|| context.report_name(member.finding.report));
            let later = member.history.of_report(report);
            for says in later.into_iter().flat_map(|l| statements(context, l, *by)) {
                let says = CellStatement { finding: number, asked: asked.clone(), ..says };
                // Two members from one report look alike here: what is said of both is said once.
                if !all.contains(&says) {
                    all.push(says);
                }
            }
        }
        // It says nothing of an earlier one, so it is in the cell because it asks for something itself.
        if all.len() == before {
            all.push(CellStatement { finding: number, ..asks(context, *by, cell.state) });
        }
    }
    all
}

/// What a finding says of a recommendation; that it also raises it again is said with the verdict.
fn statements(context: &PageContext<'_>, later: &Later, by: FindingId) -> Vec<CellStatement> {
    let own: Vec<&Statement> = later.statements.iter().filter(|s| s.by == by).collect();
    let raises = own.iter().any(|s| s.asserts == Assertion::RaisedAgain);
    let speaks = context.knowledge.report(by.report).nature == Nature::Inspection;
    let judges = own.iter().any(|s| matches!(s.asserts, Assertion::Verdict { .. }));
    own.into_iter()
        .filter(|s| !judges || s.asserts != Assertion::RaisedAgain)
        .map(|statement| {
            let (says, basis) = context.statement_words(statement);
            let verdict = match statement.asserts {
                Assertion::Verdict { verdict, .. } => Some(verdict.word()),
                _ => None,
            };
            let again = if raises && verdict.is_some() { ", asked again" } else { "" };
            CellStatement {
                // The caller knows its number.
                finding: 0,
                says: format!("{says}{again}"),
                verdict,
                basis: basis.and_then(|basis| basis_words(basis, statement.reader)),
                who: speaks.then(|| said(context, statement)),
                asked: None,
                via: statement.via.map(|r| context.report_name(r)),
            }
        })
        .collect()
}

/// Who says that a statement is about what it is about. The panel lies over the page and its legend, so in full words.
fn said(context: &PageContext<'_>, statement: &Statement) -> (&'static str, String) {
    let sign = context.sign(statement.reader, statement.by.report);
    (sign.style, sign.words)
}

/// A recommendation that says nothing of an earlier one: what it is called, and whether it counts yet.
fn asks(context: &PageContext<'_>, id: FindingId, state: CellState) -> CellStatement {
    let label = context.label(id);
    let says = match state {
        CellState::Raised { unread: true, .. } => format!("{label}, in a report that nobody has reviewed yet"),
        _ => format!("asked for: {label}"),
    };
    CellStatement { finding: 0, says, verdict: None, basis: None, who: None, asked: None, via: None }
}
