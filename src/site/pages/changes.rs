//! What changed: by report, how many earlier recommendations were met, missed, raised again, and on how many it is
//! silent; on a report's own page, which.

use serde::Serialize;

use crate::model::ReportId;
use crate::model::changes::{Change, Counts};
use crate::site::address::Page;
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::sheets::SheetView;

#[derive(Debug, Serialize)]
pub(crate) struct ChangesView {
    reports: Vec<ReportLine>,
    sheet: SheetView,
    feed: String,
}

#[derive(Debug, Serialize)]
struct ReportLine {
    report: Anchor,
    authority: Anchor,
    published: Option<String>,
    date: String,
    asks: usize,
    counts: CountsView,
}

/// How many earlier recommendations a report speaks of, and how.
#[derive(Debug, Serialize)]
struct CountsView {
    met: usize,
    partly_met: usize,
    missed: usize,
    raised_again: usize,
    silent_on: usize,
}

impl From<Counts> for CountsView {
    fn from(counts: Counts) -> Self {
        let Counts { met, partly_met, missed, raised_again, silent_on } = counts;
        Self { met, partly_met, missed, raised_again, silent_on }
    }
}

/// All reports that count, the newest first.
pub(crate) fn view(desk: &Desk<'_>, number: usize) -> ChangesView {
    let knowledge = desk.knowledge;
    let mut reports: Vec<ReportId> = desk.index.changes().keys().copied().collect();
    reports.sort_by(|a, b| knowledge.date(*b).list_order(knowledge.date(*a)).then_with(|| a.cmp(b)));
    let (shown, sheet) = desk.sheet_of(reports, &Page::Changes, number);
    ChangesView {
        reports: shown.into_iter().map(|id| line(desk, id)).collect(),
        sheet,
        feed: format!("{}changes.xml", desk.root),
    }
}

fn line(desk: &Desk<'_>, id: ReportId) -> ReportLine {
    let knowledge = desk.knowledge;
    let report = knowledge.report(id);
    ReportLine {
        report: desk.report(id),
        authority: desk.authority(&report.authority),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        date: knowledge.date(id).to_string(),
        asks: knowledge.findings_of(id).filter(|f| knowledge.standings.contains_key(f)).count(),
        counts: desk.index.changes()[&id].counts().into(),
    }
}

/// What one report brought.
#[derive(Debug, Serialize)]
pub(crate) struct BroughtView {
    counts: CountsView,
    /// Recommendations whose outcome its words changed.
    changed: Vec<ChangeRow>,
    /// Open ones that it covers and says nothing of.
    silent_on: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
struct ChangeRow {
    on: Anchor,
    asked_in: Anchor,
    before: OutcomeView,
    after: OutcomeView,
}

/// What a report brought; nothing for one that does not count, or that neither speaks of anything earlier nor
/// could.
pub(crate) fn brought(desk: &Desk<'_>, id: ReportId) -> Option<BroughtView> {
    let brought = desk.index.changes().get(&id)?;
    let counts = brought.counts();
    let by_words = |c: &&Change| c.before != c.after && !brought.silent_on.contains(&c.on);
    (counts != Counts::default()).then(|| BroughtView {
        counts: counts.into(),
        changed: brought.changes.iter().filter(by_words).map(|c| row(desk, c)).collect(),
        silent_on: brought.silent_on.iter().map(|f| desk.recommendation(*f)).collect(),
    })
}

fn row(desk: &Desk<'_>, change: &Change) -> ChangeRow {
    ChangeRow {
        on: desk.recommendation(change.on),
        asked_in: desk.report(change.on.report),
        before: OutcomeView::new(change.before, false),
        after: OutcomeView::new(change.after, false),
    }
}
