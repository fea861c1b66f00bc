//! A theme's map: a row an authority, a column a year, and in each cell what the
//! reports of that year did for the authority's threads of the theme.
//!
//! The columns are all years from the first to the last, those without a report
//! among them, so that the map too is an axis of time.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::grid::{CellState, Grid, grid_of};
use crate::model::{FindingId, ReportId, ThreadId};
use crate::site::address::Page;
use crate::site::context::{Anchor, PageContext};
use crate::site::pages::grid::state_words;
use crate::source::Nature;
use crate::source::words::Verdict;

#[derive(Debug, Serialize)]
pub(crate) struct MapView {
    years: Vec<i16>,
    rows: Vec<MapRow>,
}

#[derive(Debug, Serialize)]
struct MapRow {
    authority: Anchor,
    threads: usize,
    cells: Vec<Vec<Doer>>,
}

/// What one report did.
#[derive(Debug, Serialize)]
struct Doer {
    report: String,
    deeds: Vec<Deed>,
}

/// What it did for some threads.
#[derive(Debug, Serialize)]
struct Deed {
    state: &'static str,
    symbol: &'static str,
    words: &'static str,
    count: usize,
    /// The first finding that says so; where none does, the report.
    href: String,
}

/// What a report did: its place in a cell, its class, its sign and its words.
type Doing = (u8, &'static str, &'static str, &'static str);

/// The place of what is listed; what has none says nothing of the threads.
fn place(state: CellState, paper: bool) -> Option<u8> {
    Some(match state {
        CellState::Raised { unread: false, .. } => 0,
        CellState::Verdict { verdict: Verdict::Missed, .. } => 1,
        CellState::Verdict { verdict: Verdict::PartlyMet, .. } => 2,
        CellState::Verdict { verdict: Verdict::Met, .. } => 3,
        CellState::Superseded => 4,
        CellState::Claimed(_) | CellState::Planned => 5,
        CellState::NotSaidWhich => 6,
        CellState::Raised { unread: true, .. } | CellState::Unread => 7,
        // Nobody expects a council's own paper to speak of everything.
        CellState::Silent if !paper => 8,
        CellState::Silent
        | CellState::Empty
        | CellState::OutOfScope
        | CellState::ScopeNotStated
        | CellState::NotHeld => return None,
    })
}

/// The map of some threads; nothing where there is none.
pub(crate) fn map(context: &PageContext<'_>, threads: &[ThreadId]) -> Option<MapView> {
    let mut by_authority: BTreeMap<&str, Vec<ThreadId>> = BTreeMap::new();
    for id in threads {
        by_authority.entry(context.authority_of(context.knowledge.thread(*id))).or_default().push(*id);
    }
    let deeds: Vec<_> =
        by_authority.into_iter().map(|(id, threads)| (id, threads.len(), deeds(context, id, threads))).collect();
    let all_years = || deeds.iter().flat_map(|(.., deeds)| deeds.keys().copied());
    let years: Vec<i16> = (all_years().min()?..=all_years().max()?).collect();
    let mut rows: Vec<MapRow> = deeds
        .into_iter()
        .map(|(id, threads, mut deeds)| MapRow {
            authority: context.authority(id),
            threads,
            cells: years.iter().map(|year| deeds.remove(year).unwrap_or_default()).collect(),
        })
        .collect();
    rows.sort_by(|a, b| a.authority.text.cmp(&b.authority.text));
    Some(MapView { years, rows })
}

/// What the reports of each year did for an authority's threads.
fn deeds(context: &PageContext<'_>, authority: &str, threads: Vec<ThreadId>) -> BTreeMap<i16, Vec<Doer>> {
    let grid = grid_of(context.knowledge, authority, threads);
    let mut years: BTreeMap<i16, Vec<Doer>> = BTreeMap::new();
    for (column, report) in grid.columns.iter().enumerate() {
        let year = context.knowledge.date(*report).year();
        let paper = context.knowledge.report(*report).nature == Nature::Update;
        let done = done(&grid, column, paper);
        if !done.is_empty() {
            let deeds = done.into_iter().map(|(doing, found)| deed(context, *report, doing, &found)).collect();
            years.entry(year).or_default().push(Doer { report: context.report_name(*report), deeds });
        }
    }
    years
}

/// What one report did, and the findings that say so: one for each thread, where there is any.
fn done(grid: &Grid, column: usize, paper: bool) -> BTreeMap<Doing, Vec<Option<FindingId>>> {
    let mut done: BTreeMap<Doing, Vec<Option<FindingId>>> = BTreeMap::new();
    for cell in grid.rows.iter().filter_map(|row| row.cells.get(column)) {
        if let Some(place) = place(cell.state, paper) {
            let (state, symbol, words) = state_words(cell.state);
            done.entry((place, state, symbol, words)).or_default().push(cell.evidence.first().copied());
        }
    }
    done
}

fn deed(context: &PageContext<'_>, report: ReportId, doing: Doing, found: &[Option<FindingId>]) -> Deed {
    let (_, state, symbol, words) = doing;
    // Of several, the first in the report: the others stand on the same page.
    let first = found.iter().flatten().min();
    let href = first.map_or_else(|| context.href(&Page::Report(report)), |one| context.finding_href(*one));
    Deed { state, symbol, words, count: found.len(), href }
}
