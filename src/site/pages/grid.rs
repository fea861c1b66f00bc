//! The thread grid on an authority's page: its columns, its rows with what filters go by, and its cells in few
//! words. What stands behind a cell is in [`evidence`](super::evidence).

use serde::Serialize;

use super::evidence;
use crate::model::grid::{Cell, CellState, Grid, Row};
use crate::model::{Outcome, Reader, ReportId, Thread};
use crate::site::address::Page;
use crate::site::context::{Anchor, OutcomeView, PageContext, symbol};
use crate::site::plain;
use crate::site::readers::style;
use crate::site::rows::claimed;
use crate::site::who::{WhoView, basis_words};
use crate::source::Nature;
use crate::source::words::{Basis, Kind, Verdict};

#[derive(Debug, Serialize)]
pub(crate) struct GridView {
    columns: Vec<GridColumn>,
    rows: Vec<GridRow>,
    /// The themes and outcomes of its threads, to filter by.
    themes: Vec<FilterChoice>,
    outcomes: Vec<FilterChoice>,
    /// The address of the evidence file, which changes with what it holds.
    evidence: String,
}

#[derive(Debug, Serialize)]
struct FilterChoice {
    word: String,
    shown: String,
}

#[derive(Debug, Serialize)]
struct GridColumn {
    href: String,
    framework: String,
    when: String,
    held: bool,
    reviewed: bool,
    update: bool,
}

#[derive(Debug, Serialize)]
struct GridRow {
    link: Anchor,
    priority: bool,
    outcome: OutcomeView,
    open: bool,
    /// Its themes: numbers in the grid's list, from 1, with spaces between.
    themes: String,
    who: Option<WhoView>,
    /// Of several ends that decide, the least sure reader.
    sign: Option<String>,
    since: String,
    cells: Vec<GridCell>,
}

/// A cell: its state for the style, a sign and words, what is said beside them, and the finding that says so.
#[derive(Debug, Serialize)]
struct GridCell {
    state: &'static str,
    symbol: &'static str,
    words: &'static str,
    /// By which the style draws who says so.
    style: Option<&'static str>,
    /// Whether it is asked for again here.
    again: bool,
    notes: Vec<String>,
    href: Option<String>,
}

pub(super) fn view(context: &PageContext<'_>, page: &Page, grid: &Grid) -> GridView {
    let themes = themes(context, grid);
    GridView {
        columns: grid.columns.iter().map(|r| column(context, *r)).collect(),
        rows: grid.rows.iter().map(|row| grid_row(context, &themes, row, &grid.columns)).collect(),
        outcomes: outcomes(context, grid),
        evidence: evidence::address(context, page, grid),
        themes,
    }
}

/// The themes of all threads, by title.
fn themes(context: &PageContext<'_>, grid: &Grid) -> Vec<FilterChoice> {
    let mut words: Vec<&str> =
        grid.rows.iter().flat_map(|row| themes_of(context, context.knowledge.thread(row.thread))).collect();
    words.sort_unstable();
    words.dedup();
    let mut themes: Vec<FilterChoice> =
        words.into_iter().map(|word| FilterChoice { word: word.to_owned(), shown: context.theme(word).text }).collect();
    themes.sort_by(|a, b| a.shown.cmp(&b.shown).then_with(|| a.word.cmp(&b.word)));
    themes
}

fn themes_of<'k>(context: &PageContext<'k>, thread: &'k Thread) -> impl Iterator<Item = &'k str> {
    let knowledge = context.knowledge;
    knowledge.members(thread).flat_map(|m| knowledge.finding(m.finding).themes.iter().map(|t| t.value.as_str()))
}

/// The outcomes that there are, in their order.
fn outcomes(context: &PageContext<'_>, grid: &Grid) -> Vec<FilterChoice> {
    let is_there = |o: &&Outcome| grid.rows.iter().any(|row| context.knowledge.thread(row.thread).outcome() == **o);
    let choice = |o: &Outcome| FilterChoice { word: o.word().to_owned(), shown: plain::outcome(*o).to_owned() };
    Outcome::ALL.iter().filter(is_there).map(choice).collect()
}

fn column(context: &PageContext<'_>, id: ReportId) -> GridColumn {
    let report = context.knowledge.report(id);
    GridColumn {
        href: context.report(id).href,
        framework: context.short_name(id),
        when: context.knowledge.date(id).in_brief(),
        held: report.held,
        reviewed: report.reviewed,
        update: report.nature == Nature::Update,
    }
}

fn grid_row(context: &PageContext<'_>, themes: &[FilterChoice], row: &Row, columns: &[ReportId]) -> GridRow {
    let thread = context.knowledge.thread(row.thread);
    let cells = &row.cells;
    let own: Vec<&str> = themes_of(context, thread).collect();
    // Numbers weigh less than ids in every row; from 1, since the choices on the page begin with `All themes`.
    let numbers = (1..).zip(themes).filter(|(_, t)| own.contains(&t.word.as_str()));
    GridRow {
        link: context.thread_link_in_brief(thread),
        priority: thread.level == Kind::PriorityAction,
        outcome: OutcomeView::new(&thread.because),
        open: thread.is_open(),
        themes: numbers.map(|(n, _): (usize, _)| n.to_string()).collect::<Vec<_>>().join(" "),
        who: context.who(&thread.because),
        sign: context.sign_of(&thread.because).map(|sign| sign.text),
        since: thread.since.in_brief(),
        cells: columns.iter().zip(cells).map(|(report, cell)| grid_cell(context, *report, cell)).collect(),
    }
}

fn grid_cell(context: &PageContext<'_>, report: ReportId, cell: &Cell) -> GridCell {
    let (state, symbol, words) = state_words(cell.state);
    GridCell {
        state,
        symbol,
        words,
        style: reader_of(cell.state).map(style),
        again: matches!(cell.state, CellState::Verdict { raised_again: Some(_), .. }),
        notes: notes(context, report, cell.state),
        href: cell.evidence.first().map(|f| context.finding_href(*f)),
    }
}

/// The class, the sign and the words of a cell.
pub(in crate::site) fn state_words(state: CellState) -> (&'static str, &'static str, &'static str) {
    match state {
        CellState::Empty => ("empty", "", ""),
        CellState::Unread => ("unread", symbol(Outcome::Unread), "not yet read"),
        CellState::Raised { unread: false, .. } => ("raised", "●", plain::ASKED),
        CellState::Raised { unread: true, .. } => ("unread", "●", "asked for, not yet read"),
        CellState::Verdict { verdict: Verdict::Met, .. } => ("met", symbol(Outcome::Met), "met"),
        CellState::Verdict { verdict: Verdict::PartlyMet, .. } => {
            ("partly-met", symbol(Outcome::PartlyMet), "partly met")
        }
        CellState::Verdict { verdict: Verdict::Missed, .. } => ("missed", symbol(Outcome::Missed), "missed"),
        CellState::Superseded => ("superseded", symbol(Outcome::Superseded), plain::REPLACED),
        // A quotation mark: these are the words of the council.
        CellState::Claimed(key) => ("claimed", "“", claimed(key)),
        CellState::Planned => ("claimed", "“", "planned"),
        CellState::NotSaidWhich => ("general", symbol(Outcome::General), plain::OF_SOME),
        CellState::OutOfScope => ("out-of-scope", "·", plain::NOT_LOOKED_AT),
        CellState::ScopeNotStated => ("scope-not-stated", "¿", plain::NOT_KNOWN_IF),
        CellState::Silent => ("silent", symbol(Outcome::NotReportedOn), plain::NOT_MENTIONED),
        CellState::NotHeld => ("not-held", "–", "report not held"),
    }
}

/// Who says what a cell says of a verdict.
pub(in crate::site) fn reader_of(state: CellState) -> Option<Reader> {
    match state {
        CellState::Verdict { reader, .. } => Some(reader),
        _ => None,
    }
}

/// What is said beside it, in few words: who says so and how sure the words are, that it is raised again, and at what
/// level if that is not the usual one, a recommendation.
fn notes(context: &PageContext<'_>, report: ReportId, state: CellState) -> Vec<String> {
    match state {
        CellState::Raised { kind: Kind::PriorityAction, .. } => vec!["priority action".to_owned()],
        CellState::Verdict { basis, reader, raised_again, .. } => {
            let sign = context.sign(reader, report).text;
            let says = match basis_words(basis, reader) {
                // The note that it is raised again stands beside it anyway.
                Some(_) if basis == Basis::RaisedAgain && raised_again.is_some() => sign,
                Some(basis) => format!("{sign}, {basis}"),
                None => sign,
            };
            let again = raised_again.map(|kind| match kind {
                Kind::PriorityAction => plain::ASKED_AGAIN_AT_ONCE.to_owned(),
                _ => plain::ASKED_AGAIN.to_owned(),
            });
            std::iter::once(says).chain(again).collect()
        }
        _ => Vec::new(),
    }
}
