//! Questions that a committee may ask, made of facts alone: what was raised three times and is open, what was
//! claimed as done with no report since, what was met once and slipped back.

use serde::Serialize;

use crate::model::{Claim, ClaimStatus, Outcome, Recommendation, Thread, ThreadId};
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::rows::ClaimRow;
use crate::site::who::WhoView;
use crate::source::words::LinkKey;

/// How often a thread was raised that is worth a question.
// A choice, not a rule of outcomes: another number would only change which questions are put.
const OFTEN: usize = 3;

#[derive(Debug, Serialize)]
pub(crate) struct QuestionsView {
    raised_often: Vec<QuestionRow>,
    slipped_back: Vec<QuestionRow>,
    claimed: Vec<ClaimRow>,
}

/// A thread, with what is known of it.
#[derive(Debug, Serialize)]
struct QuestionRow {
    link: Anchor,
    /// Where it was asked for, the oldest first.
    asked_in: Vec<Anchor>,
    outcome: OutcomeView,
    who: Option<WhoView>,
}

/// The questions about some open threads of an authority; nothing where the facts raise none.
pub(crate) fn view(context: &PageContext<'_>, open: &[ThreadId]) -> Option<QuestionsView> {
    let thread = |id: &ThreadId| context.knowledge.thread(*id);
    let rows =
        |fits: &dyn Fn(&ThreadId) -> bool| open.iter().filter(|t| fits(t)).map(|t| question_row(context, *t)).collect();
    let view = QuestionsView {
        raised_often: rows(&|t| is_raised_often(thread(t))),
        slipped_back: rows(&|t| thread(t).outcome() == Outcome::SlippedBack),
        claimed: open.iter().flat_map(|t| unanswered(context, *t)).collect(),
    };
    let none = view.raised_often.is_empty() && view.slipped_back.is_empty() && view.claimed.is_empty();
    (!none).then_some(view)
}

/// Whether it was asked for so often that it is worth a question.
pub(super) fn is_raised_often(thread: &Thread) -> bool {
    thread.raised() >= OFTEN
}

fn question_row(context: &PageContext<'_>, id: ThreadId) -> QuestionRow {
    let thread = context.knowledge.thread(id);
    QuestionRow {
        link: context.thread_link(thread),
        asked_in: thread.asked_in.iter().map(|report| context.asks_in(thread, *report)).collect(),
        outcome: OutcomeView::new(&thread.because),
        who: context.who(&thread.because),
    }
}

/// Claims on a thread of which no later report has spoken.
fn unanswered(context: &PageContext<'_>, id: ThreadId) -> Vec<ClaimRow> {
    let claims = unanswered_claims(context, context.knowledge.thread(id));
    claims.into_iter().map(|(m, c)| context.claim_row(m, c)).collect()
}

/// The same, each with the recommendation that it is about.
pub(super) fn unanswered_claims<'k>(
    context: &PageContext<'k>,
    thread: &'k Thread,
) -> Vec<(&'k Recommendation, &'k Claim)> {
    let members = context.knowledge.members(thread);
    members
        .flat_map(|m| m.claims.iter().map(move |c| (m, c)))
        .filter(|(_, c)| {
            // What is planned or under way is not said to be done, so there is nothing to confirm yet.
            c.status == Some(ClaimStatus::NotYetConfirmed) && matches!(c.key, LinkKey::Met | LinkKey::Done)
        })
        .collect()
}
