//! What changed: by report, how many threads that were asked for earlier were met, missed, raised again, and on how many
//! it is silent; on a report's own page, which.

use serde::Serialize;

use crate::model::changes::{Change, Counts, ReportChanges};
use crate::model::{Outcome, RecommendationId, ReportId};
use crate::site::address::Page;
use crate::site::context::{Anchor, OutcomeView, PageContext, shorten};
use crate::site::corrected::{self, CorrectionView};
use crate::site::fold::{PartView, ROOM, fold};
use crate::site::readers::shares;
use crate::site::sentences;
use crate::site::sheets::SheetView;

#[derive(Debug, Serialize)]
pub(crate) struct ChangesView {
    /// What the newest reports changed, in sentences; on the first page.
    newest: Vec<ChangedView>,
    /// What was corrected without a new report, the newest first; on the first page.
    corrections: Vec<CorrectionView>,
    /// How many older ones there are.
    more_corrections: usize,
    reports: Vec<ChangesRow>,
    sheet: SheetView,
    feed: String,
}

/// What one report changed, in a sentence that leads to all of it.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedView {
    report: Anchor,
    authority: Anchor,
    sentence: String,
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

/// Of how many threads a report speaks, and how.
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
        let Counts { met, partly_met, missed, raised_again, silent_on, by: _ } = counts;
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
    // A few, so that the table is seen below them.
    const NEWEST: usize = 5;
    let newest = reports.iter().filter(|_| number == 1).filter_map(|id| changed(context, *id));
    // Older ones stand on the pages of their reports.
    const CORRECTIONS: usize = 20;
    let corrections = if number == 1 { corrected::newest_first(&knowledge.corrections) } else { Vec::new() };
    ChangesView {
        newest: newest.take(NEWEST).collect(),
        more_corrections: corrections.len().saturating_sub(CORRECTIONS),
        corrections: corrections.into_iter().take(CORRECTIONS).map(|c| corrected::view(context, c)).collect(),
        reports: shown.into_iter().map(|id| changes_row(context, id)).collect(),
        sheet,
        feed: format!("{}changes.xml", context.root),
    }
}

/// What a report changed; nothing for one that neither speaks of anything earlier nor could.
pub(crate) fn changed(context: &PageContext<'_>, id: ReportId) -> Option<ChangedView> {
    let report = context.report(id);
    Some(ChangedView {
        sentence: sentences::found(context.index.changes().get(&id)?.counts())?,
        report: Anchor { href: format!("{}#p_changed", report.href), ..report },
        authority: context.authority(&context.knowledge.report(id).authority),
    })
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
    /// Who says so of its verdicts.
    shares: Option<String>,
    sentence: String,
    /// Threads whose outcome its words changed.
    changed: Vec<ChangeRow>,
    /// How they fold.
    changed_fold: Vec<PartView>,
    /// Of which it says what stood before.
    as_before: Vec<ChangeRow>,
    /// Open ones that it covers and says nothing of.
    silent_on: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChangeRow {
    on: Anchor,
    asked_in: Anchor,
    before: OutcomeView,
    after: OutcomeView,
    /// Whether the report asks for it again.
    again: bool,
}

/// What a report brought; nothing for one that does not count, or that neither speaks of anything earlier nor
/// could.
pub(crate) fn brought(context: &PageContext<'_>, id: ReportId) -> Option<BroughtView> {
    let brought = context.index.changes().get(&id)?;
    let counts = brought.counts();
    // A change by silence is listed with the silences already.
    let spoken_of = brought.changes.iter().filter(|c| !c.by_silence);
    let (changed, same): (Vec<&Change>, Vec<&Change>) = spoken_of.partition(|c| c.before != c.after);
    let rows = |some: Vec<&Change>| -> Vec<ChangeRow> { some.into_iter().map(|c| change_row(context, c)).collect() };
    let mut changed = rows(changed);
    sentences::found(counts).map(|sentence| BroughtView {
        sentence,
        shares: shares(counts.by, &context.speaker(id)),
        counts: counts.into(),
        changed_fold: fold(&mut changed, ROOM, |row| row.after.outcome()),
        changed,
        as_before: rows(same),
        silent_on: brought.silent_on.iter().map(|on| titled(context, *on)).collect(),
    })
}

/// Some of what stands elsewhere by the words of a report: the worst first, and some of what is met now.
pub(crate) fn changed_threads(context: &PageContext<'_>, id: ReportId, most: usize) -> Vec<ChangeRow> {
    let Some(brought) = context.index.changes().get(&id) else { return Vec::new() };
    let mut changes: Vec<&Change> = brought.changes.iter().filter(|c| c.before != c.after && !c.by_silence).collect();
    changes.sort_by_key(|c| (c.after, c.on));
    let (met, worse): (Vec<&Change>, Vec<&Change>) = changes.into_iter().partition(|c| c.after == Outcome::Met);
    // Neither takes the other's place where there is enough of both.
    let worse_count = worse.len().min(most - met.len().min(most / 2));
    let row = |change: &Change| {
        let row = change_row(context, change);
        // A few lines of a narrow column.
        const LONGEST: usize = 70;
        ChangeRow { on: Anchor { text: shorten(&row.on.text, LONGEST), ..row.on }, ..row }
    };
    worse.into_iter().take(worse_count).chain(met).take(most).map(row).collect()
}

/// A thread by its title, leading to one of its recommendations.
fn titled(context: &PageContext<'_>, on: RecommendationId) -> Anchor {
    let thread = context.knowledge.thread(context.knowledge.recommendation(on).thread);
    Anchor { text: context.thread_title(thread), ..context.recommendation(on) }
}

fn change_row(context: &PageContext<'_>, change: &Change) -> ChangeRow {
    let [before, after] = change.readers;
    ChangeRow {
        on: titled(context, change.on),
        asked_in: context.report(context.knowledge.finding_of(change.on).report),
        before: OutcomeView::said_by(change.before, before),
        after: OutcomeView::said_by(change.after, after),
        again: change.raised_again,
    }
}
