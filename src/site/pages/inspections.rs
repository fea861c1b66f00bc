//! The list of all inspections and updates.

use serde::Serialize;

use crate::model::ReportId;
use crate::site::address::Page;
use crate::site::context::{Anchor, PageContext};
use crate::site::sheets::SheetView;
use crate::source::{Nature, Report};

#[derive(Debug, Serialize)]
pub(crate) struct ReportsView {
    authorities: Vec<AuthorityReports>,
    held: usize,
    known_only: usize,
    updates: usize,
    sheet: SheetView,
}

#[derive(Debug, Serialize)]
struct AuthorityReports {
    authority: Anchor,
    reports: Vec<ReportRow>,
}

#[derive(Debug, Serialize)]
struct ReportRow {
    link: Anchor,
    title: String,
    speaker: String,
    published: Option<String>,
    update: bool,
    held: bool,
    reviewed: bool,
    asks: usize,
}

/// All inspections and updates, by authority and date.
pub(crate) fn all(context: &PageContext<'_>, number: usize) -> ReportsView {
    let knowledge = context.knowledge;
    let row = |id: &ReportId| {
        let report = knowledge.report(*id);
        ReportRow {
            link: context.report(*id),
            title: report.title.clone(),
            speaker: context.speaker(*id),
            published: report.published.as_ref().map(|p| p.value.in_words()),
            update: report.nature == Nature::Update,
            held: report.held,
            reviewed: report.reviewed,
            asks: knowledge.asked_in(*id).count(),
        }
    };
    let authorities = || knowledge.documents.authorities.keys();
    let in_order = || authorities().flat_map(|id| knowledge.reports_of(id).iter().copied()).collect();
    let reports = context.index.whole().reports.get_or_init(in_order);
    let (shown, sheet) = context.sheet_of(reports, &Page::Inspections, number);
    let mut authorities: Vec<AuthorityReports> = Vec::new();
    // Those of one authority come one after another; one that a page's end cuts goes on under its name on the next.
    for of_one in shown.chunk_by(|a, b| knowledge.report(*a).authority == knowledge.report(*b).authority) {
        let Some(first) = of_one.first() else { continue };
        authorities.push(AuthorityReports {
            authority: context.authority(&knowledge.report(*first).authority),
            reports: of_one.iter().map(row).collect(),
        });
    }
    let reports = &knowledge.documents.reports;
    let count = |fits: fn(&Report) -> bool| reports.iter().filter(|r| fits(r)).count();
    ReportsView {
        authorities,
        held: count(|r| r.held && r.nature == Nature::Inspection),
        known_only: count(|r| !r.held && r.nature == Nature::Inspection),
        updates: count(|r| r.nature == Nature::Update),
        sheet,
    }
}
