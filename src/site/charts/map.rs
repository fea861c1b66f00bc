//! A theme's map: a row an authority, a column a year, and in each cell what the
//! reports of that year said of the authority's threads of the theme.
//!
//! The columns are all years from the first to the last, those without a report
//! among them, so that the map too is an axis of time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::grid::{CellState, Grid, grid_of};
use crate::model::{FindingId, Outcome, ReportId, Thread, ThreadId};
use crate::site::address::Page;
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::pages::grid::state_words;
use crate::site::sheets;
use crate::site::whole::AuthorityThreads;
use crate::source::Nature;
use crate::source::words::Verdict;

#[derive(Debug, Serialize)]
pub(crate) struct MapView {
    /// Which of how many authorities this page shows.
    first: usize,
    last: usize,
    authorities: usize,
    years: Vec<i16>,
    rows: Vec<MapRow>,
    /// The outcomes at which threads of these authorities stand, worst first.
    outcomes: Vec<OutcomeView>,
    /// How many threads of each authority stand where.
    totals: Vec<TotalRow>,
}

/// An authority's threads of the theme by outcome; those of reports that nobody has read are counted apart.
#[derive(Debug, Serialize)]
struct TotalRow {
    authority: Anchor,
    threads: usize,
    unread: usize,
    /// As many as the outcomes that are shown.
    counts: Vec<TotalCell>,
}

#[derive(Debug, Serialize)]
struct MapRow {
    authority: Anchor,
    threads: usize,
    /// For each year, its reports in order of date.
    cells: Vec<Vec<ReportInCell>>,
}

/// How many threads stand at one outcome, and their own rows in its list.
#[derive(Debug, Serialize)]
struct TotalCell {
    shown: &'static str,
    count: usize,
    href: String,
}

/// A report of the cell's authority and year, with how many threads it left in which state.
#[derive(Debug, Serialize)]
struct ReportInCell {
    name: String,
    counts: Vec<StateCount>,
}

/// The threads that one report left in the same state.
#[derive(Debug, Serialize)]
struct StateCount {
    state: &'static str,
    symbol: &'static str,
    words: &'static str,
    count: usize,
    /// The first finding that says so; where none does, the report.
    href: String,
}

/// A state that the map shows, sorted by its place within a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ShownState {
    place: u8,
    state: &'static str,
    symbol: &'static str,
    words: &'static str,
}

impl ShownState {
    /// A state as the map shows it; nothing for one that says nothing of the thread.
    fn new(state: CellState, is_update: bool) -> Option<Self> {
        let place = place(state, is_update)?;
        let (state, symbol, words) = state_words(state);
        Some(Self { place, state, symbol, words })
    }
}

/// Where a state stands among the others of its cell; nothing for one that the map leaves out.
fn place(state: CellState, is_update: bool) -> Option<u8> {
    // What is asked, then verdicts from the worst to the best, then what settles nothing.
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
        CellState::Silent if !is_update => 8,
        CellState::Silent
        | CellState::Empty
        | CellState::OutOfScope
        | CellState::ScopeNotStated
        | CellState::NotHeld => return None,
    })
}

/// How many authorities a page of the map shows.
// Four thousand bytes each where thirteen years are full, beside a hundred rows of the list.
const AUTHORITIES: usize = 15;

/// How many pages the map of a theme takes.
pub(crate) fn map_sheets(context: &PageContext<'_>, theme: &str) -> usize {
    sheets::sheet_count(by_authority(context, theme).len(), AUTHORITIES)
}

/// The threads of a theme by authority, by the names that readers see: ids need not sort as names do.
fn by_authority<'a>(context: &'a PageContext<'_>, theme: &str) -> &'a [AuthorityThreads] {
    let find = |theme: &str| {
        let mut by_authority: BTreeMap<&str, Vec<ThreadId>> = BTreeMap::new();
        for id in context.index.threads_of(theme) {
            by_authority.entry(context.authority_of(context.knowledge.thread(*id))).or_default().push(*id);
        }
        let authorities = &context.knowledge.documents.authorities;
        let mut all: Vec<AuthorityThreads> = by_authority.into_iter().map(|(id, own)| (id.to_owned(), own)).collect();
        all.sort_by_cached_key(|(id, _)| authorities.get(id).map_or(id.clone(), |a| a.name.clone()));
        all
    };
    let find_all = || context.index.themes().map(|theme| (theme.to_owned(), find(theme))).collect();
    context.index.whole().authorities.get_or_init(find_all).get(theme).map_or(&[], Vec::as_slice)
}

/// A page of the map of a theme; nothing where there is none.
pub(crate) fn map(context: &PageContext<'_>, theme: &str, number: usize) -> Option<MapView> {
    let all = by_authority(context, theme);
    let authorities = all.len();
    let first = number.saturating_sub(1) * AUTHORITIES + 1;
    let shown = sheets::rows_of(all, AUTHORITIES, number);
    let read = |threads: &[ThreadId]| -> Vec<Outcome> {
        threads.iter().map(|t| context.knowledge.thread(*t)).filter(|t| t.is_read).map(Thread::outcome).collect()
    };
    let outcomes: BTreeSet<Outcome> = shown.iter().flat_map(|(_, threads)| read(threads)).collect();
    let total = |(id, threads): &AuthorityThreads| {
        let own = read(threads);
        let unread = threads.len() - own.len();
        let count = |outcome: &Outcome| {
            let list = context.href(&Page::Outcome(*outcome));
            let choice = if unread > 0 { "&unread=no" } else { "" };
            let href = format!("{list}?theme={theme}&authority={id}&once=yes{choice}");
            let count = own.iter().filter(|o| *o == outcome).count();
            TotalCell { shown: OutcomeView::of_outcome(*outcome).shown, count, href }
        };
        let counts = outcomes.iter().map(count).collect();
        TotalRow { authority: context.authority(id), threads: own.len(), unread, counts }
    };
    let totals = shown.iter().copied().map(total).collect();
    let shown_outcomes = outcomes.iter().map(|outcome| OutcomeView::of_outcome(*outcome)).collect();
    let found: Vec<_> = shown
        .into_iter()
        .map(|(id, threads)| (id, threads.len(), reports_by_year(context, id, threads.clone())))
        .collect();
    let all_years = || found.iter().flat_map(|(.., by_year)| by_year.keys().copied());
    let years: Vec<i16> = (all_years().min()?..=all_years().max()?).collect();
    let rows: Vec<MapRow> = found
        .into_iter()
        .map(|(id, threads, mut by_year)| MapRow {
            authority: context.authority(id),
            threads,
            cells: years.iter().map(|year| by_year.remove(year).unwrap_or_default()).collect(),
        })
        .collect();
    Some(MapView { first, last: first + rows.len() - 1, authorities, years, rows, outcomes: shown_outcomes, totals })
}

/// The reports that say something of an authority's threads, by their year.
fn reports_by_year(
    context: &PageContext<'_>,
    authority: &str,
    threads: Vec<ThreadId>,
) -> BTreeMap<i16, Vec<ReportInCell>> {
    let grid = grid_of(context.knowledge, authority, threads);
    let mut years: BTreeMap<i16, Vec<ReportInCell>> = BTreeMap::new();
    for (column, report) in grid.columns.iter().enumerate() {
        let year = context.knowledge.date(*report).year();
        let is_update = context.knowledge.report(*report).nature == Nature::Update;
        let states = threads_by_state(&grid, column, is_update);
        if !states.is_empty() {
            let counts = states.into_iter().map(|(state, by)| state_count(context, *report, state, &by)).collect();
            years.entry(year).or_default().push(ReportInCell { name: context.report_name(*report), counts });
        }
    }
    years
}

/// For each state in a column of the grid, an entry a thread: the first finding that says so, where there is one.
fn threads_by_state(grid: &Grid, column: usize, is_update: bool) -> BTreeMap<ShownState, Vec<Option<FindingId>>> {
    let mut states: BTreeMap<ShownState, Vec<Option<FindingId>>> = BTreeMap::new();
    for cell in grid.rows.iter().filter_map(|row| row.cells.get(column)) {
        if let Some(state) = ShownState::new(cell.state, is_update) {
            states.entry(state).or_default().push(cell.evidence.first().copied());
        }
    }
    states
}

fn state_count(
    context: &PageContext<'_>,
    report: ReportId,
    shown: ShownState,
    threads: &[Option<FindingId>],
) -> StateCount {
    let ShownState { state, symbol, words, .. } = shown;
    // Of several, the first in the report: the others stand on the same page.
    let first = threads.iter().flatten().min();
    let href = first.map_or_else(|| context.href(&Page::Report(report)), |one| context.finding_href(*one));
    StateCount { state, symbol, words, count: threads.len(), href }
}
