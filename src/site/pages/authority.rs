//! An authority: what is still open and since when, judgements by framework, reports in order; and the list of
//! all authorities. The thread grid on it is in [`grid`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::grid::{self, GridView};
use crate::model::ReportId;
use crate::model::grid::grid as thread_grid;
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::charts::timeline::{TimelineView, timeline};
use crate::site::context::{Anchor, PageContext};
use crate::site::pages::questions::{self, QuestionsView};
use crate::site::rows::{ThreadRow, UnreadCount};
use crate::source::authority::AuthorityCode;
use crate::source::{Authority, Nature};

#[derive(Debug, Serialize)]
pub(crate) struct AuthorityView {
    name: String,
    other_names: Vec<String>,
    region: Option<String>,
    codes: Vec<CodesView>,
    succeeds: Vec<Anchor>,
    introduction: String,
    bars: BarsView,
    threads: usize,
    open_threads: usize,
    unread: UnreadCount,
    open: Vec<ThreadRow>,
    questions: Option<QuestionsView>,
    /// The date of the newest held report, to which durations are counted.
    until: Option<String>,
    timeline: Option<TimelineView>,
    grid: GridView,
    judgements: Vec<JudgementTable>,
    reports: Vec<OwnReportRow>,
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

pub(crate) fn view(context: &PageContext<'_>, id: &str) -> Option<AuthorityView> {
    let knowledge = context.knowledge;
    let authority = knowledge.documents.authorities.get(id)?;
    let threads = context.index.threads_of_authority(id);
    // One grid for the table and the timeline, so that the two cannot disagree.
    let grid = thread_grid(knowledge, id);
    Some(AuthorityView {
        name: authority.name.clone(),
        other_names: authority.other_names.clone(),
        region: authority.region.clone(),
        codes: codes(&authority.codes),
        succeeds: authority.succeeds.iter().map(|s| context.authority(&s.value)).collect(),
        introduction: authority.file.map(|file| context.prose(file, &authority.body)).unwrap_or_default(),
        bars: bars_of_some(context.thread_counts(threads)),
        threads: context.read_threads(threads),
        open_threads: context.read_open_threads(id).len(),
        unread: context.unread(threads),
        open: context.open_threads(id).into_iter().map(|t| context.thread_row(t)).collect(),
        questions: questions::view(context, id),
        until: knowledge.newest_held(id).map(|r| knowledge.date(r).in_words()),
        timeline: timeline(context, id, &grid),
        grid: grid::view(context, id, &grid),
        judgements: judgements(context, id),
        reports: knowledge.reports_of(id).iter().rev().map(|r| own_report_row(context, *r)).collect(),
    })
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
}

#[derive(Debug, Serialize)]
struct AuthorityRow {
    link: Anchor,
    region: Option<String>,
    held: usize,
    newest: Option<Anchor>,
    threads: usize,
    unread: UnreadCount,
    open: usize,
    since: Option<String>,
}

pub(crate) fn all(context: &PageContext<'_>) -> AuthoritiesView {
    let knowledge = context.knowledge;
    let row = |(id, authority): (&String, &Authority)| {
        let reports = knowledge.reports_of(id);
        let open = context.read_open_threads(id);
        let threads = context.index.threads_of_authority(id);
        AuthorityRow {
            link: context.authority(id),
            region: authority.region.clone(),
            held: reports.iter().filter(|r| knowledge.report(**r).held).count(),
            newest: knowledge.newest_held(id).map(|r| context.report(r)),
            threads: context.read_threads(threads),
            unread: context.unread(threads),
            open: open.len(),
            since: open.first().map(|t| knowledge.thread(*t).since.in_words()),
        }
    };
    AuthoritiesView { authorities: knowledge.documents.authorities.iter().map(row).collect() }
}
