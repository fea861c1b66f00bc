//! Lists across authorities: recommendations, outcomes, what has been open
//! longest, what was claimed and then missed.

use serde::Serialize;

use crate::model::{Claim, ClaimStatus, FindingId, Outcome};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars, longest};
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::rows::{ClaimRow, RecommendationRow, ThreadRow};
use crate::site::sheets::SheetView;

#[derive(Debug, Serialize)]
pub(crate) struct RecommendationsView {
    rows: Vec<RecommendationRow>,
    sheet: SheetView,
}

/// A page of the recommendations that fit.
pub(crate) fn recommendations(
    desk: &Desk<'_>,
    list: &Page,
    number: usize,
    fits: impl Fn(FindingId) -> bool,
) -> RecommendationsView {
    let all: Vec<FindingId> = in_order(desk).filter(|f| fits(*f)).collect();
    let (shown, sheet) = desk.sheet_of(all, list, number);
    RecommendationsView { rows: shown.into_iter().map(|f| desk.recommendation_row(f)).collect(), sheet }
}

/// All recommendations by authority, then by date.
fn in_order<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = FindingId> + use<'d> {
    let knowledge = desk.knowledge;
    let of_authority = |id: &String| knowledge.catalogue.reports_of(id).iter().copied();
    let reports = knowledge.documents.authorities.keys().flat_map(of_authority);
    reports.flat_map(|r| knowledge.findings_of(r)).filter(|f| knowledge.standings.contains_key(f))
}

#[derive(Debug, Serialize)]
pub(crate) struct OutcomesView {
    recommendations: BarsView,
    threads: BarsView,
    count: usize,
    thread_count: usize,
    open_threads: usize,
    lists: Vec<Anchor>,
}

pub(crate) fn outcomes(desk: &Desk<'_>) -> OutcomesView {
    let knowledge = desk.knowledge;
    let recommendations = desk.outcome_counts(|_| true);
    let threads = desk.thread_counts(&desk.threads(|_| true));
    // Both on one scale, so that a thread is as long as a recommendation.
    let longest = longest(&recommendations).max(longest(&threads));
    OutcomesView {
        recommendations: bars(recommendations, longest),
        threads: bars(threads, longest),
        count: knowledge.standings.len(),
        thread_count: knowledge.threads.len(),
        open_threads: knowledge.threads.iter().filter(|t| t.is_open()).count(),
        lists: vec![
            desk.longest_open_page(),
            Anchor {
                href: desk.href(&Page::ClaimedThenMissed),
                text: "Claimed, then found missed or partly met".to_owned(),
            },
        ],
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct OutcomeListView {
    outcome: OutcomeView,
    meaning: &'static str,
    list: RecommendationsView,
    by_reading: usize,
    threads: usize,
}

pub(crate) fn outcome(desk: &Desk<'_>, outcome: Outcome, number: usize) -> OutcomeListView {
    let standings = &desk.knowledge.standings;
    OutcomeListView {
        outcome: OutcomeView::new(outcome, false),
        meaning: meaning(outcome),
        list: recommendations(desk, &Page::Outcome(outcome), number, |f| standings[&f].outcome == outcome),
        by_reading: standings.values().filter(|s| s.outcome == outcome && s.by_reading()).count(),
        threads: desk.knowledge.threads.iter().filter(|t| t.outcome == outcome).count(),
    }
}

/// An outcome in one plain sentence.
pub(crate) fn meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::SlippedBack => "The newest verdict is that it is missed, and an older one was that it is met.",
        Outcome::Missed => {
            "The newest verdict names the fault without credit: it goes on, is worse, or is asked for again."
        }
        Outcome::PartlyMet => {
            "The newest verdict gives credit and names fault together, or says that things are improving."
        }
        Outcome::Met => "The newest verdict names no fault any more.",
        Outcome::NotReportedOn => {
            "No report gives a verdict, and a later full inspection is silent. Silence is not counted as met: the fault has been found again after many a silence."
        }
        Outcome::General => {
            "No report gives a verdict on this one; a later report says something of most or some of them and not of which."
        }
        Outcome::Unread => "A later report is here that nobody has read for this yet.",
        Outcome::Awaiting => "No later report that could speak of it is here yet.",
        Outcome::Ended => "No report gave a verdict, and nobody inspects this any more.",
        Outcome::Superseded => "Another recommendation has taken its place, and no verdict is newer than that.",
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct ThreadsView {
    threads: Vec<ThreadRow>,
    sheet: SheetView,
}

pub(crate) fn longest_open(desk: &Desk<'_>, number: usize) -> ThreadsView {
    let (threads, sheet) = desk.sheet_of(desk.longest_open(), &Page::LongestOpen, number);
    ThreadsView { threads: threads.into_iter().map(|t| desk.thread_row(t)).collect(), sheet }
}

#[derive(Debug, Serialize)]
pub(crate) struct ClaimsView {
    claims: Vec<ClaimRow>,
    sheet: SheetView,
}

/// Claims after which the first verdict was less than claimed.
pub(crate) fn claimed_then_missed(desk: &Desk<'_>, number: usize) -> ClaimsView {
    let (some, sheet) = desk.sheet_of(lesser_claims(desk).collect(), &Page::ClaimedThenMissed, number);
    ClaimsView { claims: some.into_iter().map(|(id, claim)| desk.claim_row(id, claim)).collect(), sheet }
}

/// Every such claim, with the recommendation that it is about.
fn lesser_claims<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = (FindingId, &'d Claim)> {
    let lesser = |c: &&Claim| matches!(c.status, ClaimStatus::ThenMissed | ClaimStatus::ThenPartlyMet);
    in_order(desk).flat_map(move |id| desk.knowledge.standings[&id].claims.iter().filter(lesser).map(move |c| (id, c)))
}

/// How many rows a list has, over all its pages; nothing for a page that is no long list.
pub(crate) fn rows(desk: &Desk<'_>, list: &Page) -> Option<usize> {
    let knowledge = desk.knowledge;
    Some(match list {
        Page::Recommendations => knowledge.standings.len(),
        Page::Outcome(outcome) => knowledge.standings.values().filter(|s| s.outcome == *outcome).count(),
        Page::LongestOpen => knowledge.threads.iter().filter(|t| t.is_open()).count(),
        Page::ClaimedThenMissed => lesser_claims(desk).count(),
        Page::Theme(id) => desk.index.threads_of(id).len(),
        Page::Themes => knowledge.documents.themes.len(),
        Page::Changes => desk.index.changes().len(),
        _ => return None,
    })
}

#[derive(Debug, Serialize)]
pub(crate) struct MethodView {
    outcomes: Vec<MethodOutcome>,
}

#[derive(Debug, Serialize)]
struct MethodOutcome {
    outcome: OutcomeView,
    meaning: &'static str,
    href: String,
}

pub(crate) fn method(desk: &Desk<'_>) -> MethodView {
    MethodView {
        outcomes: Outcome::ALL
            .iter()
            .map(|o| MethodOutcome {
                outcome: OutcomeView::new(*o, false),
                meaning: meaning(*o),
                href: desk.href(&Page::Outcome(*o)),
            })
            .collect(),
    }
}
