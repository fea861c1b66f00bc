//! An authority: what is still open and since when, judgements by framework, reports in order; and the list of
//! all authorities. The thread grid on it is in [`grid`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::answers::{self, AnswersView};
use super::grid::{self, GridView};
use crate::model::grid::{self as model_grid, Cell, CellState, Grid, grid_of};
use crate::model::{Knowledge, ReportId, ThreadId};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::charts::timeline::{TimelineView, timeline};
use crate::site::context::{Anchor, PageContext};
use crate::site::fold::{PartView, ROOM_OF_MAIN, fold};
use crate::site::kinds::{KindsView, kinds};
use crate::site::pages::questions::{self, QuestionsView};
use crate::site::pages::scrutiny;
use crate::site::rows::{ThreadRow, UnreadCount};
use crate::site::sheets::{self, SheetView};
use crate::source::authority::AuthorityCode;
use crate::source::{Authority, Nature};

#[derive(Debug, Serialize)]
pub(crate) struct AuthorityView {
    name: String,
    /// Its scrutiny sheet, by its address on paper.
    scrutiny: Anchor,
    other_names: Vec<String>,
    region: Option<String>,
    codes: Vec<CodesView>,
    succeeds: Vec<Anchor>,
    introduction: String,
    bars: BarsView,
    /// How often its reports looked back, by who says so.
    looked_back: Option<String>,
    /// The first screen of its first page.
    answers: Box<AnswersView>,
    open: Vec<ThreadRow>,
    open_fold: Vec<PartView>,
    questions: Option<QuestionsView>,
    /// The date of the newest held report, to which durations are counted.
    until: Option<String>,
    timeline: Option<TimelineView>,
    grid: GridView,
    judgements: Vec<JudgementTable>,
    reports: Vec<OwnReportRow>,
    /// Whether this is the first page, where the figures and what is said of the authority itself stand.
    first: bool,
    /// Which threads are on this page.
    sheet: SheetView,
    /// On the first page.
    kinds: Option<KindsView>,
}

/// How many cells of the grid a page holds at most, and how many threads.
// A cell is about a hundred bytes, and a thread with its line of the timeline and its row of what is open two thousand:
// together well below two hundred kilobytes, measured on authorities with 13 and with 28 reports.
const CELLS: usize = 550;
const THREADS: usize = 40;

/// How many threads stand on a page of an authority.
fn threads_each(knowledge: &Knowledge, id: &str) -> usize {
    // A page has at least some rows, however many reports there are: one row alone could not be compared.
    const LEAST: usize = 10;
    let columns = grid_of(knowledge, id, Vec::new()).columns.len();
    (CELLS / columns.max(1)).clamp(LEAST, THREADS)
}

/// How many pages an authority takes.
pub(crate) fn sheet_count(knowledge: &Knowledge, id: &str) -> usize {
    let threads = sheets::sheet_count(model_grid::threads(knowledge, id).len(), threads_each(knowledge, id));
    threads.max(sheets::sheet_count(knowledge.reports_of(id).len(), sheets::ROWS))
}

/// The part of an authority's grid that stands on one of its pages.
pub(super) fn sheet_grid(knowledge: &Knowledge, id: &str, number: usize) -> Grid {
    let all = model_grid::threads(knowledge, id);
    let each = threads_each(knowledge, id);
    let whole = all.len() <= each;
    let mut grid = grid_of(knowledge, id, sheets::rows_of(all, each, number));
    if !whole {
        leave_out_empty_columns(&mut grid);
    }
    grid
}

/// Of a part of a grid, reports before its oldest thread and after the end of its last say nothing there.
fn leave_out_empty_columns(grid: &mut Grid) {
    let says = |cell: &Cell| !matches!(cell.state, CellState::Empty);
    let kept: Vec<bool> = (0..grid.columns.len())
        .map(|column| grid.rows.iter().any(|row| row.cells.get(column).is_some_and(says)))
        .collect();
    let is_kept = |column: usize| kept.get(column).copied().unwrap_or(true);
    let mut places = kept.iter();
    grid.columns.retain(|_| places.next().is_none_or(|k| *k));
    for row in &mut grid.rows {
        let mut places = kept.iter();
        row.cells.retain(|_| places.next().is_none_or(|k| *k));
        // Where a thread ends is told by the column's place.
        row.end = row.end.map(|end| (0..end).filter(|column| is_kept(*column)).count());
    }
}

/// The codes of one scheme.
#[derive(Debug, Serialize)]
struct CodesView {
    scheme: String,
    values: Vec<CodeView>,
}

#[derive(Debug, Serialize)]
struct CodeView {
    value: String,
    years: Option<String>,
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
struct OwnReportRow {
    link: Anchor,
    title: String,
    published: Option<String>,
    held: bool,
    reviewed: bool,
    update: bool,
    asks: usize,
    answers: usize,
}

pub(crate) fn view(context: &PageContext<'_>, id: &str, number: usize) -> Option<AuthorityView> {
    let knowledge = context.knowledge;
    let authority = knowledge.documents.authorities.get(id)?;
    let threads = context.index.threads_of_authority(id);
    let page = Page::Authority(id.to_owned());
    // One grid for the table and the timeline, so that the two cannot disagree.
    let grid = sheet_grid(knowledge, id, number);
    let grid_threads = model_grid::threads(knowledge, id);
    let pages = sheet_count(knowledge, id);
    let first = number == 1;
    let all_open = context.open_threads(id);
    let open = if pages == 1 { all_open.clone() } else { open_in(&grid, &all_open) };
    let (_, sheet) = context.sheet_among(&grid_threads, threads_each(knowledge, id), &page, (number, pages));
    let reports = knowledge.reports_of(id).iter().rev();
    let mut rows: Vec<ThreadRow> = open.iter().map(|t| context.thread_row(*t)).collect();
    Some(AuthorityView {
        name: authority.name.clone(),
        scrutiny: scrutiny::link(context, id),
        other_names: authority.other_names.clone(),
        region: authority.region.clone(),
        codes: codes(&authority.codes),
        succeeds: authority.succeeds.iter().map(|s| context.authority(&s.value)).collect(),
        introduction: authority.file.map(|file| context.prose(file, &authority.body)).unwrap_or_default(),
        bars: bars_of_some(context.thread_counts_of(id, threads), &context.readers_of(id).signs),
        looked_back: context.looked_back(id),
        answers: Box::new(answers::view(context, id)),
        kinds: first.then(|| kinds(context, Some(id))),
        questions: questions::view(context, &open),
        open_fold: fold(&mut rows, ROOM_OF_MAIN, |row| row.outcome.outcome()),
        open: rows,
        until: knowledge.newest_held(id).map(|r| knowledge.date(r).in_words()),
        timeline: timeline(context, id, &grid),
        grid: grid::view(context, &sheets::sheet(&page, number), &grid),
        judgements: if first { judgements(context, id) } else { Vec::new() },
        reports: sheets::rows_of(reports, sheets::ROWS, number)
            .into_iter()
            .map(|r| own_report_row(context, *r))
            .collect(),
        first,
        sheet,
    })
}

/// The open ones among the threads of a part of a grid, in the order of all.
fn open_in(grid: &Grid, all_open: &[ThreadId]) -> Vec<ThreadId> {
    let shown: BTreeSet<ThreadId> = grid.rows.iter().map(|row| row.thread).collect();
    all_open.iter().copied().filter(|thread| shown.contains(thread)).collect()
}

/// Codes by scheme, in the order in which the schemes stand in the file.
fn codes(all: &[AuthorityCode]) -> Vec<CodesView> {
    let mut views: Vec<CodesView> = Vec::new();
    for one in all {
        match views.iter_mut().find(|v| v.scheme == one.scheme) {
            Some(view) => view.values.push(code(one)),
            None => views.push(CodesView { scheme: one.scheme.clone(), values: vec![code(one)] }),
        }
    }
    views
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
    CodeView { value: code.value.clone(), years }
}

/// One table a framework: scales of different frameworks are never put into one row.
fn judgements(context: &PageContext<'_>, authority: &str) -> Vec<JudgementTable> {
    let knowledge = context.knowledge;
    let mut by_framework: BTreeMap<&str, Vec<ReportId>> = BTreeMap::new();
    // By the first report of each, since a map would sort frameworks by the letters of their ids.
    let mut order: Vec<&str> = Vec::new();
    for id in knowledge.reports_of(authority) {
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
            Some(judgement_table(context, reports))
        })
        .collect()
}

fn judgement_table(context: &PageContext<'_>, reports: &[ReportId]) -> JudgementTable {
    let knowledge = context.knowledge;
    // As printed: nobody has said that two strands with different names are the same.
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
            knowledge.framework(*r).map_or_else(|| context.short_name(*r), |f| f.name.clone())
        }),
        columns: reports.iter().map(|r| Anchor { text: context.when(*r), ..context.report(*r) }).collect(),
        rows: names
            .into_iter()
            .map(|name| JudgementRow {
                name: name.to_owned(),
                grades: reports.iter().map(|r| grade(*r, name)).collect(),
            })
            .collect(),
    }
}

fn own_report_row(context: &PageContext<'_>, id: ReportId) -> OwnReportRow {
    let knowledge = context.knowledge;
    let report = knowledge.report(id);
    OwnReportRow {
        link: context.report(id),
        title: report.title.clone(),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        held: report.held,
        reviewed: report.reviewed,
        update: report.nature == Nature::Update,
        asks: knowledge.asked_in(id).count(),
        answers: knowledge.answers(id),
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct AuthoritiesView {
    authorities: Vec<AuthorityRow>,
    sheet: SheetView,
}

#[derive(Debug, Serialize)]
struct AuthorityRow {
    link: Anchor,
    region: Option<String>,
    held: usize,
    newest: Option<Anchor>,
    threads: usize,
    unread: UnreadCount,
    /// Threads whose newest verdict names a fault.
    unresolved: usize,
    met: usize,
    since: Option<String>,
}

pub(crate) fn all(context: &PageContext<'_>, number: usize) -> AuthoritiesView {
    let knowledge = context.knowledge;
    let row = |(id, authority): (&String, &Authority)| {
        let reports = knowledge.reports_of(id);
        let unresolved = context.unresolved_threads(id);
        let threads = context.index.threads_of_authority(id);
        AuthorityRow {
            link: context.authority(id),
            region: authority.region.clone(),
            held: reports.iter().filter(|r| knowledge.report(**r).held).count(),
            newest: knowledge.newest_held(id).map(|r| context.report(r)),
            threads: context.read_threads(threads),
            unread: context.unread(threads),
            unresolved: unresolved.len(),
            met: context.met_threads(threads),
            since: unresolved.first().map(|t| knowledge.thread(*t).since.in_words()),
        }
    };
    let all: Vec<(&String, &Authority)> = knowledge.documents.authorities.iter().collect();
    let (shown, sheet) = context.sheet_of(&all, &Page::Authorities, number);
    AuthoritiesView { authorities: shown.into_iter().map(row).collect(), sheet }
}
