//! What was corrected here without a new report, as pages show it: when, what, and where it stands now.

use serde::Serialize;

use super::context::{Anchor, OutcomeView, PageContext};
use crate::model::{Correction, ReportId};

/// One correction.
#[derive(Debug, Serialize)]
pub(crate) struct CorrectionView {
    date: String,
    note: String,
    authority: Anchor,
    report: Anchor,
    /// The recommendations that it is about.
    about: Vec<AboutView>,
}

/// A recommendation that a correction is about, and where it stands.
#[derive(Debug, Serialize)]
struct AboutView {
    on: Anchor,
    now: OutcomeView,
}

pub(super) fn view(context: &PageContext<'_>, correction: &Correction) -> CorrectionView {
    let knowledge = context.knowledge;
    let about = knowledge.corrected(correction).into_iter().map(|id| AboutView {
        on: context.recommendation(id),
        now: OutcomeView::new(&knowledge.recommendation(id).because),
    });
    CorrectionView {
        date: correction.date.in_words(),
        note: correction.note.clone(),
        authority: context.authority(&knowledge.report(correction.report).authority),
        report: context.report(correction.report),
        about: about.collect(),
    }
}

/// Those of a report, the newest first.
pub(super) fn of_report(context: &PageContext<'_>, id: ReportId) -> Vec<CorrectionView> {
    newest_first(context.knowledge.corrections_of(id)).into_iter().map(|correction| view(context, correction)).collect()
}

/// Corrections, the newest first.
pub(super) fn newest_first(corrections: &[Correction]) -> Vec<&Correction> {
    let mut all: Vec<&Correction> = corrections.iter().collect();
    // Stable: those of one day stay in the order of their reports and files.
    all.sort_by(|a, b| b.date.list_order(a.date));
    all
}
