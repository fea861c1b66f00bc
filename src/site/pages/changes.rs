//! What changed: by report, how many earlier recommendations were met, missed, raised again, and on how many it is
//! silent; on a report's own page, which.

use serde::Serialize;

use crate::model::ReportId;
use crate::model::changes::{Change, Counts, ReportChanges};
use crate::site::address::Page;
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::fold::{PartView, ROOM, fold};
use crate::site::sheets::SheetView;

#[derive(Debug, Serialize)]
pub(crate) struct ChangesView {
    reports: Vec<ChangesRow>,
    sheet: SheetView,
    feed: String,
}

#[derive(Debug, Serialize)]
struct ChangesRow {
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
pub(crate) fn view(context: &PageContext<'_>, number: usize) -> ChangesView {
    let knowledge = context.knowledge;
    let reports = context.index.whole().changes.get_or_init(|| {
        let mut reports: Vec<ReportId> = context.index.changes().keys().copied().collect();
        reports.sort_by(|a, b| knowledge.date(*b).list_order(knowledge.date(*a)).then_with(|| a.cmp(b)));
        reports
    });
    let (shown, sheet) = context.sheet_of(reports, &Page::Changes, number);
    ChangesView {
        reports: shown.into_iter().map(|id| changes_row(context, id)).collect(),
        sheet,
        feed: format!("{}changes.xml", context.root),
    }
}

fn changes_row(context: &PageContext<'_>, id: ReportId) -> ChangesRow {
    let knowledge = context.knowledge;
    let report = knowledge.report(id);
    ChangesRow {
        report: context.report(id),
        authority: context.authority(&report.authority),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        date: knowledge.date(id).to_string(),
        asks: knowledge.asked_in(id).count(),
        counts: context.index.changes().get(&id).map(ReportChanges::counts).unwrap_or_default().into(),
    }
}

/// What one report brought.
#[derive(Debug, Serialize)]
pub(crate) struct BroughtView {
    counts: CountsView,
    /// Recommendations whose outcome its words changed.
    changed: Vec<ChangeRow>,
    /// How they fold.
    changed_fold: Vec<PartView>,
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
pub(crate) fn brought(context: &PageContext<'_>, id: ReportId) -> Option<BroughtView> {
    let brought = context.index.changes().get(&id)?;
    let counts = brought.counts();
    // A change by silence is listed with the silences already.
    let by_words = |c: &&Change| c.before != c.after && !c.by_silence;
    let mut changed: Vec<ChangeRow> = brought.changes.iter().filter(by_words).map(|c| change_row(context, c)).collect();
    (counts != Counts::default()).then(|| BroughtView {
        counts: counts.into(),
        changed_fold: fold(&mut changed, ROOM, |row| row.after.outcome()),
        changed,
        silent_on: brought.silent_on.iter().map(|f| context.recommendation(*f)).collect(),
    })
}

fn change_row(context: &PageContext<'_>, change: &Change) -> ChangeRow {
    ChangeRow {
        on: context.recommendation(change.on),
        asked_in: context.report(context.knowledge.finding_of(change.on).report),
        before: OutcomeView::of_outcome(change.before),
        after: OutcomeView::of_outcome(change.after),
    }
}
