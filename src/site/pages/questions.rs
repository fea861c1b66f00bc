//! Questions that a committee may ask, made of facts alone: what was raised three times and is open, what was
//! claimed as done with no report since, what was met once and slipped back.

use serde::Serialize;

use crate::model::{ClaimStatus, Outcome, ReportId, ThreadId};
use crate::site::address::Page;
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::rows::ClaimRow;
use crate::site::who::WhoView;
use crate::source::words::LinkKey;

/// Raised so often, it is worth a question.
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

/// The questions about an authority; nothing where the facts raise none.
pub(crate) fn view(desk: &Desk<'_>, authority: &str) -> Option<QuestionsView> {
    let open = desk.open_threads(authority);
    let thread = |id: &ThreadId| desk.knowledge.thread(*id);
    let rows = |fits: &dyn Fn(&ThreadId) -> bool| open.iter().filter(|t| fits(t)).map(|t| row(desk, *t)).collect();
    let view = QuestionsView {
        raised_often: rows(&|t| thread(t).raised >= OFTEN),
        slipped_back: rows(&|t| thread(t).outcome == Outcome::SlippedBack),
        claimed: open.iter().flat_map(|t| unanswered(desk, *t)).collect(),
    };
    let none = view.raised_often.is_empty() && view.slipped_back.is_empty() && view.claimed.is_empty();
    (!none).then_some(view)
}

fn row(desk: &Desk<'_>, id: ThreadId) -> QuestionRow {
    let thread = desk.knowledge.thread(id);
    QuestionRow {
        link: desk.recommendation(thread.last()),
        asked_in: asked_in(desk, id),
        outcome: desk.thread_outcome(thread),
        who: desk.thread_who(thread),
    }
}

/// Every report that asks for it, the oldest first: with a recommendation of its own, or by saying that an older
/// one remains.
fn asked_in(desk: &Desk<'_>, id: ThreadId) -> Vec<Anchor> {
    let knowledge = desk.knowledge;
    let members = &knowledge.thread(id).members;
    let own = members.iter().map(|m| m.report);
    let again = members.iter().flat_map(|m| knowledge.standings[m].raised_again_in.iter().copied());
    let mut reports: Vec<ReportId> = own.chain(again).collect();
    reports.sort_by(|a, b| knowledge.date(*a).list_order(knowledge.date(*b)).then_with(|| a.cmp(b)));
    reports.dedup();
    let page = |report: &ReportId| match members.iter().find(|m| m.report == *report) {
        Some(member) => desk.href(&Page::Recommendation(*member)),
        None => desk.report(*report).href,
    };
    reports.iter().map(|r| Anchor { href: page(r), text: desk.report_name(*r) }).collect()
}

/// Claims on a thread of which no later report has spoken.
fn unanswered(desk: &Desk<'_>, id: ThreadId) -> Vec<ClaimRow> {
    let members = &desk.knowledge.thread(id).members;
    let claims = members.iter().flat_map(|m| desk.knowledge.standings[m].claims.iter().map(move |c| (*m, c)));
    claims
        .filter(|(_, c)| c.status == ClaimStatus::NotYetConfirmed && matches!(c.key, LinkKey::Met | LinkKey::Done))
        .map(|(m, c)| desk.claim_row(m, c))
        .collect()
}
