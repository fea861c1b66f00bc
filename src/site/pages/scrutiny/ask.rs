//! The questions of a scrutiny sheet: each is put by facts alone, so that who asks it can show why.
//!
//! [`candidates`] puts questions of several kinds in turns, so that five of them are not five times the same.

use crate::model::{ClaimStatus, Outcome, ReportId, Thread, ThreadId};
use crate::site::context::PageContext;
use crate::site::pages::questions::{is_raised_often, unanswered_claims};
use crate::source::words::LinkKey;

/// A question about a thread.
pub(super) struct Question {
    /// What is known.
    pub(super) facts: String,
    /// What is asked about it.
    pub(super) asks: &'static str,
    pub(super) thread: ThreadId,
}

/// A way to ask: the question about a thread, where the facts put it.
type Way = fn(&PageContext<'_>, &Thread) -> Asked;

/// What is known, and what is asked about it.
type Asked = Option<(String, &'static str)>;

/// Those of which most is known first. The last two are about what no report has spoken of.
const WAYS: [Way; 6] = [raised_often, slipped_back, not_confirmed, found_otherwise, silent, awaiting];

/// Questions about some threads of an authority, one a thread, the most telling first.
pub(super) fn candidates(context: &PageContext<'_>, threads: &[ThreadId], most: usize) -> Vec<Question> {
    let mut left = threads.to_vec();
    let mut questions = Vec::new();
    // Each turn asks once in each way; a turn in which nothing can be asked is the last.
    loop {
        let before = questions.len();
        for way in WAYS {
            let ask = |id: &ThreadId| Some((*id, way(context, context.knowledge.thread(*id))?));
            if let Some((thread, (facts, asks))) = left.iter().find_map(ask) {
                left.retain(|other| *other != thread);
                questions.push(Question { facts, asks, thread });
            }
            if questions.len() == most {
                return questions;
            }
        }
        if questions.len() == before {
            return questions;
        }
    }
}

fn raised_often(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let last = *thread.asked_in.last().filter(|_| is_raised_often(thread) && thread.outcome().is_unresolved())?;
    let facts = format!("Asked for in {} reports, the last time in {}", thread.raised(), brief_name(context, last));
    Some((facts, "what has been done since?"))
}

fn slipped_back(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let because = &thread.because;
    let met = because.met_before().filter(|_| because.outcome() == Outcome::SlippedBack)?;
    let (met, missed) = (brief_name(context, met.report), brief_name(context, because.decided_in()?));
    Some((format!("Found met in {met}, and wanting again in {missed}"), "what changed in between?"))
}

fn not_confirmed(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let (_, claim) = *unanswered_claims(context, thread).last()?;
    let what = if claim.key == LinkKey::Met { "met" } else { "done" };
    let date = claim.date.in_words();
    let facts = format!("Said by the council to be {what} ({date}), and no report has confirmed it since");
    Some((facts, "how is it known?"))
}

fn found_otherwise(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let claims = context.knowledge.members(thread).flat_map(|m| &m.claims);
    let claim = claims.rev().find(|c| thread.outcome().is_unresolved() && contradicted(c.status))?;
    let what = match claim.key {
        LinkKey::Met => "met",
        LinkKey::Done => "done",
        _ => "under way",
    };
    let found = brief_name(context, claim.answer.as_ref()?.report);
    let date = claim.date.in_words();
    let facts = format!("Said by the council to be {what} ({date}), and found otherwise in {found}");
    Some((facts, "how is progress checked now?"))
}

fn silent(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let report = thread.because.decided_in().filter(|_| is(thread, Outcome::NotReportedOn))?;
    let facts =
        format!("Asked for in {}; {} does not mention it", asked_last(context, thread), brief_name(context, report));
    Some((facts, "how does it stand?"))
}

fn awaiting(context: &PageContext<'_>, thread: &Thread) -> Asked {
    let facts = || format!("Asked for in {}, and no report has spoken of it since", asked_last(context, thread));
    is(thread, Outcome::Awaiting).then(|| (facts(), "what has been done?"))
}

fn is(thread: &Thread, outcome: Outcome) -> bool {
    thread.outcome() == outcome
}

/// Whether the first verdict after a claim says less than it.
pub(super) fn contradicted(status: Option<ClaimStatus>) -> bool {
    status.is_some_and(ClaimStatus::contradicts)
}

fn asked_last(context: &PageContext<'_>, thread: &Thread) -> String {
    let own = || -> ReportId { context.knowledge.finding_of(thread.last).report };
    brief_name(context, thread.asked_in.last().copied().unwrap_or_else(own))
}

/// A report by its short name and the month: `ILACS, Jul 2022`.
pub(super) fn brief_name(context: &PageContext<'_>, report: ReportId) -> String {
    format!("{}, {}", context.short_name(report), context.knowledge.date(report).in_brief())
}
