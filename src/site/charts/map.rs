//! A theme's map: a row an authority, a column a year, and in each cell what the
//! reports of that year did for the authority's threads of the theme.
//!
//! The columns are all years from the first to the last, those without a report
//! among them, so that the map too is an axis of time.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::grid::{Grid, grid_of};
use crate::model::{FindingId, ReportId, ThreadId};
use crate::site::address::Page;
use crate::site::context::{Anchor, PageContext};
use crate::site::pages::grid::state_words;
use crate::source::Nature;

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

/// What a report did: its place in a cell, its sign and its words.
type Doing = (usize, &'static str, &'static str);

/// What is listed, in this order; what is left out says nothing of the threads.
const LISTED: &[&str] =
    &["raised", "missed", "partly-met", "met", "superseded", "claimed", "general", "unread", "silent"];

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
        let mut done = done(&grid, column);
        // Nobody expects a council's own paper to speak of everything.
        done.retain(|(place, ..), _| !paper || LISTED[*place] != "silent");
        if !done.is_empty() {
            let deeds = done.into_iter().map(|(doing, found)| deed(context, *report, doing, &found)).collect();
            years.entry(year).or_default().push(Doer { report: context.report_name(*report), deeds });
        }
    }
    years
}

/// What one report did, and the findings that say so: one for each thread, where there is any.
fn done(grid: &Grid, column: usize) -> BTreeMap<Doing, Vec<Option<FindingId>>> {
    let mut done: BTreeMap<Doing, Vec<Option<FindingId>>> = BTreeMap::new();
    for cell in grid.rows.iter().map(|row| &row.cells[column]) {
        let (state, symbol, words) = state_words(cell.state);
        if let Some(place) = LISTED.iter().position(|listed| *listed == state) {
            done.entry((place, symbol, words)).or_default().push(cell.evidence.first().copied());
        }
    }
    done
}

fn deed(context: &PageContext<'_>, report: ReportId, doing: Doing, found: &[Option<FindingId>]) -> Deed {
    let (place, symbol, words) = doing;
    // Of several, the first in the report: the others stand on the same page.
    let first = found.iter().flatten().min();
    let href = first.map_or_else(|| context.href(&Page::Report(report)), |one| context.finding_href(*one));
    Deed { state: LISTED[place], symbol, words, count: found.len(), href }
}
