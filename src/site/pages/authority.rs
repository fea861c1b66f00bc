//! An authority: what is still open and since when, the thread grid,
//! judgements by framework, reports in order; and the list of all authorities.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::grid::{Cell, CellState, Grid, grid};
use crate::model::{ReportId, ThreadId};
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::charts::timeline::{TimelineView, timeline};
use crate::site::desk::{Anchor, Desk, OutcomeView, level};
use crate::site::rows::{ThreadRow, claimed};
use crate::site::who::{WhoView, basis_words};
use crate::source::Nature;
use crate::source::authority::AuthorityCode;
use crate::source::words::Basis;

#[derive(Debug, Serialize)]
pub(crate) struct AuthorityView {
    name: String,
    other_names: Vec<String>,
    region: Option<String>,
    codes: Vec<CodeView>,
    succeeds: Vec<Anchor>,
    introduction: String,
    bars: BarsView,
    threads: usize,
    open: Vec<ThreadRow>,
    /// The date of the newest held report, to which durations are counted.
    until: Option<String>,
    timeline: Option<TimelineView>,
    grid: GridView,
    judgements: Vec<JudgementTable>,
    reports: Vec<ReportLine>,
}

#[derive(Debug, Serialize)]
struct CodeView {
    scheme: String,
    value: String,
    years: Option<String>,
}

#[derive(Debug, Serialize)]
struct GridView {
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    href: String,
    framework: String,
    when: String,
    held: bool,
    reviewed: bool,
    update: bool,
}

#[derive(Debug, Serialize)]
struct RowView {
    link: Anchor,
    priority: bool,
    outcome: OutcomeView,
    who: Option<WhoView>,
    since: String,
    cells: Vec<CellView>,
}

/// A cell: its state for the style, a sign and words, what is said beside them, and the finding that says so.
#[derive(Debug, Serialize)]
struct CellView {
    state: &'static str,
    symbol: &'static str,
    words: &'static str,
    note: Option<String>,
    href: Option<String>,
}

#[derive(Debug, Serialize)]
struct JudgementTable {
    framework: String,
    columns: Vec<Anchor>,
    rows: Vec<JudgementRow>,
}

#[derive(Debug, Serialize)]
struct JudgementRow {
    name: String,
    grades: Vec<Option<String>>,
}

#[derive(Debug, Serialize)]
struct ReportLine {
    link: Anchor,
    title: String,
    published: Option<String>,
    held: bool,
    reviewed: bool,
    update: bool,
    asks: usize,
    answers: usize,
}

pub(crate) fn view(desk: &Desk<'_>, id: &str) -> Option<AuthorityView> {
    let knowledge = desk.knowledge;
    let authority = knowledge.documents.authorities.get(id)?;
    let threads = desk.index.threads_of_authority(id);
    let grid = grid(knowledge, id);
    Some(AuthorityView {
        name: authority.name.clone(),
        other_names: authority.other_names.clone(),
        region: authority.region.clone(),
        codes: authority.codes.iter().map(code).collect(),
        succeeds: authority.succeeds.iter().map(|s| desk.authority(&s.value)).collect(),
        introduction: desk.prose(authority.file, &authority.body),
        bars: bars_of_some(desk.thread_counts(threads)),
        threads: threads.len(),
        open: desk.open_threads(id).into_iter().map(|t| desk.thread_row(t)).collect(),
        until: knowledge.newest_held(id).map(|r| knowledge.date(r).in_words()),
        timeline: timeline(desk, id, &grid),
        grid: grid_view(desk, &grid),
        judgements: judgements(desk, id),
        reports: knowledge.catalogue.reports_of(id).iter().rev().map(|r| report_line(desk, *r)).collect(),
    })
}

fn code(code: &AuthorityCode) -> CodeView {
    let years = match (code.from, code.to) {
        (None, None) => None,
        (from, to) => Some(format!(
            "{} to {}",
            from.map_or("its beginning".to_owned(), |d| d.in_words()),
            to.map_or("now".to_owned(), |d| d.in_words())
        )),
    };
    CodeView { scheme: code.scheme.clone(), value: code.value.clone(), years }
}

fn grid_view(desk: &Desk<'_>, grid: &Grid) -> GridView {
    GridView {
        columns: grid.columns.iter().map(|r| column(desk, *r)).collect(),
        rows: grid.rows.iter().map(|row| row_view(desk, row.thread, &row.cells)).collect(),
    }
}

fn column(desk: &Desk<'_>, id: ReportId) -> ColumnView {
    let report = desk.knowledge.report(id);
    ColumnView {
        href: desk.report(id).href,
        framework: desk.short_name(id),
        when: desk.when(id),
        held: report.held,
        reviewed: report.reviewed,
        update: report.nature == Nature::Update,
    }
}

fn row_view(desk: &Desk<'_>, id: ThreadId, cells: &[Cell]) -> RowView {
    let thread = desk.knowledge.thread(id);
    RowView {
        link: desk.recommendation_in_brief(thread.last()),
        priority: thread.members.iter().any(|m| level(desk.knowledge.finding(*m).kind) == "priority action"),
        outcome: desk.thread_outcome(thread),
        who: desk.thread_who(thread),
        since: thread.since.in_words(),
        cells: cells.iter().map(|cell| cell_view(desk, cell)).collect(),
    }
}

fn cell_view(desk: &Desk<'_>, cell: &Cell) -> CellView {
    let (state, symbol, words) = state_words(cell.state);
    CellView {
        state,
        symbol,
        words,
        note: state_note(cell.state),
        href: cell.evidence.first().map(|f| desk.finding_href(*f)),
    }
}

/// The class, the sign and the words of a cell.
pub(in crate::site) fn state_words(state: CellState) -> (&'static str, &'static str, &'static str) {
    use crate::source::words::Verdict;
    match state {
        CellState::Empty => ("empty", "", ""),
        CellState::Unread => ("unread", "?", "not yet read"),
        CellState::Raised(_) => ("raised", "●", "raised"),
        CellState::Verdict { verdict: Verdict::Met, .. } => ("met", "✓", "met"),
        CellState::Verdict { verdict: Verdict::PartlyMet, .. } => ("partly-met", "◐", "partly met"),
        CellState::Verdict { verdict: Verdict::Missed, .. } => ("missed", "✗", "missed"),
        CellState::Superseded => ("superseded", "⇒", "superseded"),
        CellState::Claimed(key) => ("claimed", "“", claimed(key)),
        CellState::Planned => ("claimed", "“", "planned"),
        CellState::NotSaidWhich => ("general", "≈", "not said which"),
        CellState::OutOfScope => ("out-of-scope", "·", "out of scope"),
        CellState::Silent => ("silent", "∅", "silent"),
        CellState::NotHeld => ("not-held", "–", "report not held"),
    }
}

/// What is said beside it: the basis, that it is raised again, and the level of asking.
fn state_note(state: CellState) -> Option<String> {
    match state {
        CellState::Raised(kind) => Some(level(kind).to_owned()),
        CellState::Verdict { basis, raised_again, .. } => {
            let basis = (raised_again.is_none() || basis != Basis::RaisedAgain).then(|| basis_words(basis).to_owned());
            let again = raised_again.map(|kind| format!("raised again, {}", level(kind)));
            Some(basis.into_iter().chain(again).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    }
}

/// One table a framework: scales of different frameworks are never put into one row.
fn judgements(desk: &Desk<'_>, authority: &str) -> Vec<JudgementTable> {
    let knowledge = desk.knowledge;
    let mut by_framework: BTreeMap<&str, Vec<ReportId>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for id in knowledge.catalogue.reports_of(authority) {
        let report = knowledge.report(*id);
        if !report.judgements.is_empty() {
            let framework = report.framework.value.as_str();
            if !order.contains(&framework) {
                order.push(framework);
            }
            by_framework.entry(framework).or_default().push(*id);
        }
    }
    order
        .into_iter()
        .filter_map(|framework| {
            let reports = by_framework.get(framework)?;
            Some(judgement_table(desk, reports))
        })
        .collect()
}

fn judgement_table(desk: &Desk<'_>, reports: &[ReportId]) -> JudgementTable {
    let knowledge = desk.knowledge;
    let mut names: Vec<&str> = Vec::new();
    for report in reports {
        for judgement in &knowledge.report(*report).judgements {
            if !names.contains(&judgement.name.value.as_str()) {
                names.push(&judgement.name.value);
            }
        }
    }
    let grade = |report: ReportId, name: &str| {
        let judgements = &knowledge.report(report).judgements;
        judgements.iter().find(|j| j.name.value == name).map(|j| j.grade.value.clone())
    };
    JudgementTable {
        framework: reports.first().map_or_else(String::new, |r| {
            knowledge.framework(*r).map_or_else(|| desk.short_name(*r), |f| f.name.clone())
        }),
        columns: reports.iter().map(|r| Anchor { text: desk.when(*r), ..desk.report(*r) }).collect(),
        rows: names
            .into_iter()
            .map(|name| JudgementRow {
                name: name.to_owned(),
                grades: reports.iter().map(|r| grade(*r, name)).collect(),
            })
            .collect(),
    }
}

fn report_line(desk: &Desk<'_>, id: ReportId) -> ReportLine {
    let knowledge = desk.knowledge;
    let report = knowledge.report(id);
    ReportLine {
        link: desk.report(id),
        title: report.title.clone(),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        held: report.held,
        reviewed: report.reviewed,
        update: report.nature == Nature::Update,
        asks: knowledge.findings_of(id).filter(|f| knowledge.standings.contains_key(f)).count(),
        answers: knowledge.said_by(id).len(),
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct AuthoritiesView {
    authorities: Vec<AuthorityLine>,
}

#[derive(Debug, Serialize)]
struct AuthorityLine {
    link: Anchor,
    region: Option<String>,
    held: usize,
    newest: Option<Anchor>,
    threads: usize,
    open: usize,
    since: Option<String>,
}

pub(crate) fn all(desk: &Desk<'_>) -> AuthoritiesView {
    let knowledge = desk.knowledge;
    let line = |(id, authority): (&String, &crate::source::Authority)| {
        let reports = knowledge.catalogue.reports_of(id);
        let open = desk.open_threads(id);
        AuthorityLine {
            link: desk.authority(id),
            region: authority.region.clone(),
            held: reports.iter().filter(|r| knowledge.report(**r).held).count(),
            newest: knowledge.newest_held(id).map(|r| desk.report(r)),
            threads: desk.index.threads_of_authority(id).len(),
            open: open.len(),
            since: open.first().map(|t| knowledge.thread(*t).since.in_words()),
        }
    };
    AuthoritiesView { authorities: knowledge.documents.authorities.iter().map(line).collect() }
}
