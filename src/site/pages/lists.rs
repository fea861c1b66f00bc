//! Lists across authorities: recommendations, outcomes, what has been open
//! longest, what was claimed and then missed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Claim, ClaimStatus, Outcome, Recommendation, RecommendationId};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars, longest};
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::meanings::{self, MeaningView, ReaderMeaning};
use crate::site::pages::glossary::{self, OutcomeMeaning};
use crate::site::pages::{authority, theme};
use crate::site::readers::shares;
use crate::site::rows::{ClaimRow, RecommendationRow, ThreadRow, UnreadCount};
use crate::site::sheets::{self, SheetView};
use crate::site::standing::{StandingView, standing_until};
use crate::site::whole::{OpenThreads, OutcomeFigures};

#[derive(Debug, Serialize)]
pub(crate) struct RecommendationsView {
    rows: Vec<RecommendationRow>,
    sheet: SheetView,
}

/// A page of some recommendations.
pub(crate) fn recommendations(
    context: &PageContext<'_>,
    list: &Page,
    number: usize,
    all: &[RecommendationId],
) -> RecommendationsView {
    let (shown, sheet) = context.sheet_of(all, list, number);
    let row = |id: RecommendationId| context.recommendation_row(context.knowledge.recommendation(id));
    RecommendationsView { rows: shown.into_iter().map(row).collect(), sheet }
}

/// All recommendations by authority, then by date.
fn in_order<'k>(context: &PageContext<'k>) -> impl Iterator<Item = &'k Recommendation> + use<'k> {
    let knowledge = context.knowledge;
    let index = context.index;
    index.in_order().iter().map(|id| knowledge.recommendation(*id))
}

#[derive(Debug, Serialize)]
pub(crate) struct OutcomesView {
    recommendations: BarsView,
    threads: BarsView,
    /// Both figures side by side.
    both: Vec<BothRow>,
    standing: StandingView,
    lists: Vec<Anchor>,
}

/// How many threads and recommendations stand at one outcome, and where the two differ.
#[derive(Debug, Serialize)]
struct BothRow {
    outcome: OutcomeView,
    href: String,
    threads: usize,
    recommendations: usize,
    differ: Option<String>,
}

fn both_row(context: &PageContext<'_>, outcome: Outcome) -> BothRow {
    let figures = figures_of(context, outcome);
    BothRow {
        outcome: OutcomeView::of_outcome(outcome),
        href: context.href(&Page::Outcome(outcome)),
        threads: figures.threads,
        recommendations: figures.recommendations,
        differ: differ(figures).map(|words| words.replace("Where the two differ: ", "")),
    }
}

pub(crate) fn outcomes(context: &PageContext<'_>) -> OutcomesView {
    let recommendations = context.outcome_counts(|_| true);
    let threads = context.thread_counts(&context.threads(|_| true));
    // Both on one scale, so that a thread is as long as a recommendation.
    let longest = longest(&recommendations).max(longest(&threads));
    OutcomesView {
        recommendations: bars(recommendations, longest, &context.readers().signs),
        threads: bars(threads, longest, &context.readers().signs),
        both: Outcome::ALL.iter().map(|outcome| both_row(context, *outcome)).collect(),
        standing: standing_until(context, None, &context.threads(|_| true), &context.readers().speaker),
        lists: vec![
            context.longest_open_page(),
            Anchor {
                href: context.href(&Page::ClaimedThenMissed),
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
    /// Of reports that somebody has read; those of others stand in the list, and are marked there.
    count: usize,
    /// How many of them each reader says, in words.
    shares: Option<String>,
    threads: usize,
    /// Where the two figures differ, in words.
    differ: Option<String>,
}

pub(crate) fn outcome(context: &PageContext<'_>, outcome: Outcome, number: usize) -> OutcomeListView {
    let figures = figures_of(context, outcome);
    let OutcomeFigures { recommendations: count, by, threads, .. } = figures;
    OutcomeListView {
        outcome: OutcomeView::of_outcome(outcome),
        meaning: meaning(outcome),
        list: recommendations(context, &Page::Outcome(outcome), number, context.index.of_outcome(outcome)),
        count,
        shares: shares(by, &context.readers().speaker),
        threads,
        differ: differ(figures),
    }
}

fn figures_of(context: &PageContext<'_>, outcome: Outcome) -> OutcomeFigures {
    context.index.whole().outcomes.get_or_init(|| figures(context)).get(&outcome).copied().unwrap_or_default()
}

/// How much stands at each outcome.
fn figures(context: &PageContext<'_>) -> BTreeMap<Outcome, OutcomeFigures> {
    let mut figures: BTreeMap<Outcome, OutcomeFigures> = BTreeMap::new();
    for recommendation in context.read_recommendations() {
        let of_outcome = figures.entry(recommendation.outcome()).or_default();
        of_outcome.recommendations += 1;
        of_outcome.by.add(recommendation.reader());
        let thread = context.knowledge.thread(recommendation.thread);
        of_outcome.of_unread += usize::from(!thread.is_read);
        of_outcome.elsewhere += usize::from(thread.is_read && thread.outcome() != recommendation.outcome());
    }
    for thread in context.knowledge.threads.iter().filter(|t| t.is_read) {
        let of_outcome = figures.entry(thread.outcome()).or_default();
        of_outcome.threads += 1;
        let itself = context.knowledge.members(thread).any(|m| m.outcome() == thread.outcome());
        of_outcome.by_thread += usize::from(!itself);
    }
    figures
}

/// Where the figures of recommendations and of threads differ, in a sentence; nothing where each is a thread of its own.
fn differ(figures: OutcomeFigures) -> Option<String> {
    let OutcomeFigures { recommendations, threads, elsewhere, of_unread, by_thread, .. } = figures;
    let here = recommendations.saturating_sub(elsewhere + of_unread);
    let of_threads = threads.saturating_sub(by_thread);
    let some = |n: usize, one: &str, many: &str| (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }));
    let parts: Vec<String> = [
        some(
            elsewhere,
            "of the recommendations was asked for in other reports too, and its thread stands elsewhere",
            "of the recommendations were asked for in other reports too, and their threads stand elsewhere",
        ),
        some(
            of_unread,
            "is of a thread with a report that nobody has read",
            "are of threads with reports that nobody has read",
        ),
        (here != of_threads)
            .then(|| some(here, "of them is", "of them are"))
            .flatten()
            .zip(some(of_threads, "thread that stands here", "threads that stand here"))
            .map(|(own, of)| format!("{own} of {of}")),
        some(
            by_thread,
            "thread stands here because it was asked for again, though none of its recommendations does by itself",
            "threads stand here because they were asked for again, though none of their recommendations does by itself",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Where the two differ: {}.", parts.join("; ")))
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
            "No report gives a verdict, and a later full inspection does not mention it. That is not counted as met: faults have been found again after reports that did not mention them."
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
    /// Of reports that somebody has read.
    open: usize,
    unread: UnreadCount,
    threads: Vec<ThreadRow>,
    sheet: SheetView,
}

pub(crate) fn longest_open(context: &PageContext<'_>, number: usize) -> ThreadsView {
    let OpenThreads { threads: all, open, unread } = context.longest_open();
    let (open, unread) = (*open, *unread);
    let (threads, sheet) = context.sheet_of(all, &Page::LongestOpen, number);
    ThreadsView { open, unread, threads: threads.into_iter().map(|t| context.thread_row(t)).collect(), sheet }
}

#[derive(Debug, Serialize)]
pub(crate) struct ClaimsView {
    claims: Vec<ClaimRow>,
    sheet: SheetView,
}

/// Claims after which the first verdict was less than claimed.
pub(crate) fn claimed_then_missed(context: &PageContext<'_>, number: usize) -> ClaimsView {
    let (some, sheet) = context.sheet_of(lesser_claims(context), &Page::ClaimedThenMissed, number);
    let row = |(on, number): (RecommendationId, usize)| {
        let on = context.knowledge.recommendation(on);
        Some(context.claim_row(on, on.claims.get(number)?))
    };
    ClaimsView { claims: some.into_iter().filter_map(row).collect(), sheet }
}

/// Every such claim, with the recommendation that it is about.
fn lesser_claims<'a>(context: &'a PageContext<'_>) -> &'a [(RecommendationId, usize)] {
    let lesser = |(_, claim): &(usize, &Claim)| claim.status.is_some_and(ClaimStatus::contradicts);
    let of_one = |on: &Recommendation| -> Vec<(RecommendationId, usize)> {
        on.claims.iter().enumerate().filter(lesser).map(|(number, _)| (on.id, number)).collect()
    };
    let find = || in_order(context).flat_map(of_one).collect();
    context.index.whole().lesser_claims.get_or_init(find)
}

/// How many pages a list takes; one for what is no long list.
pub(crate) fn sheet_count(context: &PageContext<'_>, list: &Page) -> usize {
    match list {
        Page::Authority(id) => authority::sheet_count(context.knowledge, id),
        Page::Theme(id) => theme::sheet_count(context, id),
        _ => row_count(context, list).map_or(1, |rows| sheets::sheet_count(rows, sheets::ROWS)),
    }
}

/// How many rows a list has, over all its pages; nothing for a page that is no list of one kind of rows.
fn row_count(context: &PageContext<'_>, list: &Page) -> Option<usize> {
    let knowledge = context.knowledge;
    // Each must count just what the page itself lists: fewer, and the last rows would have no page.
    Some(match list {
        Page::Recommendations => context.index.in_order().len(),
        Page::Outcome(outcome) => context.index.of_outcome(*outcome).len(),
        Page::LongestOpen => knowledge.threads.iter().filter(|t| t.is_open()).count(),
        Page::ClaimedThenMissed => lesser_claims(context).len(),
        Page::Authorities => knowledge.documents.authorities.len(),
        Page::Inspections => knowledge.documents.authorities.keys().map(|id| knowledge.reports_of(id).len()).sum(),
        Page::Themes => knowledge.documents.shown_themes().count(),
        Page::Changes => context.index.changes().len(),
        _ => return None,
    })
}

#[derive(Debug, Serialize)]
pub(crate) struct MethodView {
    outcomes: Vec<OutcomeMeaning>,
    verdicts: Vec<MeaningView>,
    bases: Vec<MeaningView>,
    readers: Vec<ReaderMeaning>,
}

pub(crate) fn method(context: &PageContext<'_>) -> MethodView {
    MethodView {
        outcomes: glossary::outcomes(context),
        verdicts: meanings::verdicts(),
        bases: meanings::bases(),
        readers: meanings::readers(context),
    }
}
