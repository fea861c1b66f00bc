//! The threads of a timeline as lines: from the report that first asked to the
//! one that closed the matter, or, still open, to the newest report held.
//!
//! What stands on a line is what the grid's cells say, so that the two never
//! disagree. Silence leaves no mark.

use serde::Serialize;

use super::Tenths;
use crate::model::ReportId;
use crate::model::grid::{Cell, CellState, Grid, Row};
use crate::site::context::{Anchor, OutcomeView, PageContext, shorten};
use crate::site::pages::grid::{reader_of, state_words};
use crate::site::readers::SignView;

/// Threads first raised in one report.
#[derive(Debug, Serialize)]
pub(crate) struct Bundle {
    report: String,
    y: Tenths,
    lines: Vec<ThreadLine>,
}

/// A thread.
#[derive(Debug, Serialize)]
struct ThreadLine {
    link: Anchor,
    /// Its first words, as many as there is room for.
    label: String,
    since: String,
    outcome: OutcomeView,
    sign: Option<String>,
    /// Who says that it stands so.
    says: Option<String>,
    open: bool,
    y: Tenths,
    from: Tenths,
    to: Tenths,
    marks: Vec<LineMark>,
}

/// What a report says of a thread.
#[derive(Debug, Serialize)]
struct LineMark {
    x: Tenths,
    state: &'static str,
    words: &'static str,
    /// Who says so of a verdict.
    sign: Option<SignView>,
    /// Whether a verdict also raises it again.
    again: bool,
    report: String,
}

/// The states of cells that are drawn.
// Not silence, nor what lies out of scope: marks for what nobody said would look like answers.
const DRAWN: &[&str] = &["raised", "met", "partly-met", "missed", "superseded", "claimed", "general", "unread"];
// The frame round a verdict that also raises a thread again is 18 units high, so that two of them just touch.
const ROW: Tenths = Tenths::units(18);
const GAP: Tenths = Tenths::units(8);

/// Where things lie from left to right.
pub(super) struct Across<F> {
    /// The place of a report.
    pub(super) at: F,
    /// The place of the newest held report, to which what is open runs.
    pub(super) until: Tenths,
}

/// The threads of a grid below `top`, by the report that first raised them, and where they end.
pub(super) fn bundles(
    context: &PageContext<'_>,
    grid: &Grid,
    across: &Across<impl Fn(ReportId) -> Tenths>,
    top: Tenths,
) -> (Vec<Bundle>, Tenths) {
    let mut y = top;
    let mut bundles = Vec::new();
    for report in &grid.columns {
        let first = |row: &&Row| first_report(context, row) == *report;
        let rows: Vec<&Row> = grid.rows.iter().filter(first).collect();
        if rows.is_empty() {
            continue;
        }
        let mut lines: Vec<ThreadLine> = rows.into_iter().map(|row| thread_line(context, grid, row, across)).collect();
        // What is closed comes first, by its end; what is open stands together below it.
        // The sort keeps the grid's order among those that end together.
        lines.sort_by_key(|line| (line.open, line.to));
        let head = y;
        for line in &mut lines {
            y = y.plus(ROW);
            line.y = y;
        }
        y = y.plus(ROW).plus(GAP);
        bundles.push(Bundle { report: context.report_name(*report), y: head, lines });
    }
    (bundles, y)
}

/// The report that first asked for a row's thread.
fn first_report(context: &PageContext<'_>, row: &Row) -> ReportId {
    context.knowledge.finding_of(context.knowledge.thread(row.thread).first).report
}

fn thread_line(
    context: &PageContext<'_>,
    grid: &Grid,
    row: &Row,
    across: &Across<impl Fn(ReportId) -> Tenths>,
) -> ThreadLine {
    // As many letters of the 12-pixel type as the column of names is wide.
    const LONGEST: usize = 52;
    let thread = context.knowledge.thread(row.thread);
    let link = context.thread_link_in_brief(thread);
    let marks: Vec<LineMark> = grid
        .columns
        .iter()
        .zip(&row.cells)
        .filter_map(|(r, cell)| line_mark(context, *r, cell, (across.at)(*r)))
        .collect();
    let from = (across.at)(first_report(context, row));
    ThreadLine {
        label: shorten(&link.text, LONGEST),
        link,
        since: thread.since.in_words(),
        outcome: OutcomeView::new(&thread.because),
        sign: context.sign_of(&thread.because).map(|sign| sign.text),
        says: context.who(&thread.because).map(|who| who.finding.href),
        open: thread.is_open(),
        y: Tenths(0),
        from,
        // A month is drawn in its middle, which can lie left of a day that sorts before it: no line runs backwards.
        to: end(grid, row).map_or(across.until, |r| (across.at)(r)).max(from),
        marks,
    }
}

/// The report that closed a thread.
fn end(grid: &Grid, row: &Row) -> Option<ReportId> {
    grid.columns.get(row.end?).copied()
}

fn line_mark(context: &PageContext<'_>, report: ReportId, cell: &Cell, x: Tenths) -> Option<LineMark> {
    let (state, _, words) = state_words(cell.state);
    let again = matches!(cell.state, CellState::Verdict { raised_again: Some(_), .. });
    let sign = reader_of(cell.state).map(|reader| context.sign(reader, report));
    DRAWN.contains(&state).then(|| LineMark { x, state, words, sign, again, report: context.report_name(report) })
}
