//! Lists across authorities: recommendations, outcomes, what has been open
//! longest, what was claimed and then missed.

use serde::Serialize;

use crate::model::{ClaimStatus, FindingId, Outcome};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars, longest};
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::rows::{ClaimRow, RecommendationRow, ThreadRow};

#[derive(Debug, Serialize)]
pub(crate) struct RecommendationsView {
    count: usize,
    authorities: Vec<AuthorityRecommendations>,
}

#[derive(Debug, Serialize)]
struct AuthorityRecommendations {
    authority: Anchor,
    rows: Vec<RecommendationRow>,
}

pub(crate) fn recommendations(desk: &Desk<'_>, fits: impl Fn(FindingId) -> bool) -> RecommendationsView {
    let knowledge = desk.knowledge;
    let mut count = 0;
    let mut authorities = Vec::new();
    for id in knowledge.documents.authorities.keys() {
        let rows: Vec<RecommendationRow> = knowledge
            .catalogue
            .reports_of(id)
            .iter()
            .flat_map(|r| knowledge.findings_of(*r))
            .filter(|f| knowledge.standings.contains_key(f) && fits(*f))
            .map(|f| desk.recommendation_row(f))
            .collect();
        count += rows.len();
        if !rows.is_empty() {
            authorities.push(AuthorityRecommendations { authority: desk.authority(id), rows });
        }
    }
    RecommendationsView { count, authorities }
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

pub(crate) fn outcome(desk: &Desk<'_>, outcome: Outcome) -> OutcomeListView {
    let standings = &desk.knowledge.standings;
    OutcomeListView {
        outcome: OutcomeView::new(outcome, false),
        meaning: meaning(outcome),
        list: recommendations(desk, |f| standings[&f].outcome == outcome),
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
}

pub(crate) fn longest_open(desk: &Desk<'_>) -> ThreadsView {
    ThreadsView { threads: desk.longest_open().into_iter().map(|t| desk.thread_row(t)).collect() }
}

#[derive(Debug, Serialize)]
pub(crate) struct ClaimsView {
    authorities: Vec<AuthorityClaims>,
    count: usize,
}

#[derive(Debug, Serialize)]
struct AuthorityClaims {
    authority: Anchor,
    claims: Vec<ClaimRow>,
}

/// Claims after which the first verdict was less than claimed.
pub(crate) fn claimed_then_missed(desk: &Desk<'_>) -> ClaimsView {
    let knowledge = desk.knowledge;
    let mut authorities = Vec::new();
    let mut count = 0;
    for id in knowledge.documents.authorities.keys() {
        let mut claims = Vec::new();
        for report in knowledge.catalogue.reports_of(id) {
            for finding in knowledge.findings_of(*report) {
                let Some(standing) = knowledge.standings.get(&finding) else { continue };
                let rows = desk.claims_of(finding).into_iter().zip(&standing.claims);
                claims.extend(
                    rows.filter(|(_, c)| matches!(c.status, ClaimStatus::ThenMissed | ClaimStatus::ThenPartlyMet))
                        .map(|(row, _)| row),
                );
            }
        }
        count += claims.len();
        if !claims.is_empty() {
            authorities.push(AuthorityClaims { authority: desk.authority(id), claims });
        }
    }
    ClaimsView { authorities, count }
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
