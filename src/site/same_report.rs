//! What the report that asks for something found on the same subject: shown where no later report has spoken of it yet,
//! and chosen by the program.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::{Anchor, PageContext, shorten};
use super::pages::theme::findings_search;
use super::place::PlaceView;
use super::weighed::Weighed;
use crate::model::{FindingId, Recommendation};
use crate::source::words::Kind;
use crate::terms::Terms;

/// How many are shown.
const SHOWN: usize = 3;

/// So much a theme in common counts beside words in common, of which all would be one.
const THEME: f64 = 0.1;

/// What is less like is left out.
// Read on the 33 recommendations of the shipped site that no later report speaks of: of those above, nearly all say how
// the very thing stood; below, most share a theme and no subject.
const LIKE: f64 = 0.28;

/// What is shown of the same report.
#[derive(Debug, Serialize)]
pub(crate) struct SameReportView {
    found: Vec<FoundView>,
    /// The searches for all that it found, one a theme.
    all: Vec<Anchor>,
}

/// A finding of the same report.
#[derive(Debug, Serialize)]
pub(crate) struct FoundView {
    /// Its words, cut where they are long, leading to them.
    finding: Anchor,
    /// What it is, where it is more than a finding.
    kind: Option<&'static str>,
    place: Option<PlaceView>,
    summary: bool,
}

impl SameReportView {
    /// Whether the words that it shows are the editor's own.
    pub(super) fn is_summary(&self) -> bool {
        self.found.iter().all(|found| found.summary)
    }
}

/// Findings of the same report that ask for nothing and are of one subject with what it asks for, the likest first; where
/// the words of none are like, those of all its themes.
pub(super) fn of(context: &PageContext<'_>, recommendation: &Recommendation) -> Option<SameReportView> {
    if recommendation.history.later.iter().any(|later| !later.statements.is_empty()) {
        return None;
    }
    let found: Vec<FoundView> =
        nearest(context, recommendation).into_iter().take(SHOWN).map(|id| found_view(context, id)).collect();
    let finding = context.knowledge.finding(recommendation.finding);
    let report = context.knowledge.report(recommendation.finding.report);
    let (framework, year) = (&report.framework.value, context.knowledge.date(recommendation.finding.report).year());
    let search = |theme: &str| Anchor {
        href: format!(
            "{}&authority={}&framework={framework}&year={year}",
            findings_search(context, theme),
            report.authority
        ),
        ..context.theme(theme)
    };
    let all = finding.themes.iter().map(|theme| search(&theme.value)).collect();
    (!found.is_empty()).then_some(SameReportView { found, all })
}

fn nearest(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<FindingId> {
    let knowledge = context.knowledge;
    let own = knowledge.finding(recommendation.finding);
    let themes: BTreeSet<&str> = own.themes.iter().map(|t| t.value.as_str()).collect();
    let shared = |id: FindingId| -> usize {
        let others: BTreeSet<&str> = knowledge.finding(id).themes.iter().map(|t| t.value.as_str()).collect();
        themes.intersection(&others).count()
    };
    let asks_nothing = |kind: Kind| matches!(kind, Kind::Strength | Kind::MeetsRequirements | Kind::Finding);
    let mut terms = Terms::default();
    let asked = Weighed::new(&mut terms, &own.text);
    let mut found: Vec<(f64, usize, FindingId)> = knowledge
        .findings_of(recommendation.finding.report)
        .filter(|id| asks_nothing(knowledge.finding(*id).kind))
        .map(|id| (shared(id), id))
        .filter(|(shared, _)| *shared > 0)
        .map(|(shared, id)| {
            let other = Weighed::new(&mut terms, &knowledge.finding(id).text);
            // A long finding may say all that was asked for among much else.
            let like = (asked.like(&other) + asked.held_by(&other)) / 2.0;
            (like + THEME * shared as f64, shared, id)
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    let is_like = |(like, ..): &&(f64, usize, FindingId)| *like >= LIKE;
    let of_all = |(_, shared, _): &&(f64, usize, FindingId)| *shared == themes.len();
    let like: Vec<FindingId> = found.iter().filter(is_like).map(|f| f.2).collect();
    if like.is_empty() { found.iter().filter(of_all).map(|f| f.2).collect() } else { like }
}

fn found_view(context: &PageContext<'_>, id: FindingId) -> FoundView {
    // As long as what is quoted of others (compare.rs).
    const LONGEST: usize = 320;
    let finding = context.knowledge.finding(id);
    FoundView {
        finding: Anchor { href: context.finding_href(id), text: shorten(&finding.text, LONGEST) },
        kind: Some(finding.kind).filter(|kind| *kind != Kind::Finding).map(Kind::shown),
        place: context.place(id),
        summary: context.is_summary(id.report),
    }
}
