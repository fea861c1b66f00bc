//! What the first screen of an authority answers: where it all stands, how it was judged last, what was asked for most
//! often, and what the newest report changed.

use serde::Serialize;

use super::changes::{self, ChangeRow, ChangedView};
use super::scrutiny::often_first;
use crate::model::{Knowledge, ReportId};
use crate::site::asked::AskedWhenView;
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::standing::{StandingView, standing};
use crate::site::who::WhoView;
use crate::source::words::Nature;

/// How many of what was asked for most often are shown.
const OFTEN: usize = 5;

/// How many of what the newest report changed.
const CHANGED: usize = 4;

#[derive(Debug, Serialize)]
pub(crate) struct AnswersView {
    standing: StandingView,
    /// The newest report that gives grades, and those.
    judged: Option<JudgedView>,
    often: Vec<OftenRow>,
    /// What the newest report changed.
    changed: Option<ChangedView>,
    /// What stands elsewhere since: the first of it.
    since: Vec<ChangeRow>,
    /// The newest report, where it changed nothing.
    unchanged: Option<Anchor>,
}

#[derive(Debug, Serialize)]
struct JudgedView {
    report: Anchor,
    grades: Vec<(String, String)>,
}

/// A thread that was asked for more than once.
#[derive(Debug, Serialize)]
struct OftenRow {
    link: Anchor,
    outcome: OutcomeView,
    who: Option<WhoView>,
    asked_when: AskedWhenView,
}

pub(super) fn view(context: &PageContext<'_>, id: &str) -> AnswersView {
    let knowledge = context.knowledge;
    let threads = context.index.threads_of_authority(id);
    let newest = newest_read(knowledge, id);
    let changed = newest.and_then(|report| changes::changed(context, report));
    let often = often_first(knowledge, threads, |t| knowledge.thread(t).raised() > 1);
    AnswersView {
        standing: standing(context, id, threads),
        judged: judged(context, id),
        often: often
            .into_iter()
            .take(OFTEN)
            .map(|id| {
                let thread = knowledge.thread(id);
                OftenRow {
                    link: context.thread_link(thread),
                    outcome: OutcomeView::new(&thread.because),
                    who: context.who(&thread.because),
                    asked_when: context.asked_when(thread, None),
                }
            })
            .collect(),
        since: newest.map(|report| changes::changed_threads(context, report, CHANGED)).unwrap_or_default(),
        unchanged: newest.filter(|_| changed.is_none()).map(|report| context.report(report)),
        changed,
    }
}

/// The newest inspection whose report is held and has been read.
fn newest_read(knowledge: &Knowledge, id: &str) -> Option<ReportId> {
    let counts = |id: &&ReportId| {
        let report = knowledge.report(**id);
        report.held && report.reviewed && report.nature == Nature::Inspection
    };
    knowledge.reports_of(id).iter().rev().find(counts).copied()
}

/// The grades of the newest report that gives any.
fn judged(context: &PageContext<'_>, id: &str) -> Option<JudgedView> {
    let knowledge = context.knowledge;
    let newest = knowledge.reports_of(id).iter().rev().find(|r| !knowledge.report(**r).judgements.is_empty())?;
    let grades = &knowledge.report(*newest).judgements;
    Some(JudgedView {
        report: context.report(*newest),
        grades: grades.iter().map(|j| (j.name.value.clone(), j.grade.value.clone())).collect(),
    })
}
