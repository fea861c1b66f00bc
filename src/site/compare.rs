//! The same theme in other authorities: first those who went from missed to met, with the words that say so.

use serde::Serialize;

use super::desk::{Anchor, Desk, OutcomeView, shorten};
use super::index::Example;
use super::who::WhoView;
use crate::model::{FindingId, ThreadId};
use crate::source::words::Verdict;

/// So many are shown beside one.
const SHOWN: usize = 6;

/// A thread of another authority.
#[derive(Debug, Serialize)]
pub(crate) struct ComparisonRow {
    link: Anchor,
    authority: Anchor,
    outcome: OutcomeView,
    who: Option<WhoView>,
    /// The newest report that said it was missed, where it went from missed to met.
    missed_before: Option<WhoView>,
    /// The deciding words, cut where they are long.
    words: Option<String>,
    /// Whether these are the editor's own words.
    summary: bool,
}

/// What others have on the themes of a recommendation.
pub(super) fn elsewhere(desk: &Desk<'_>, id: FindingId) -> Vec<ComparisonRow> {
    let knowledge = desk.knowledge;
    let authority = &knowledge.report(id.report).authority;
    let is_elsewhere = |e: &&Example| knowledge.report(e.2.report).authority != *authority;
    let themes = &knowledge.finding(id).themes;
    let mut others: Vec<Example> = themes
        .iter()
        .flat_map(|theme| desk.index.examples_of(&theme.value).iter().filter(is_elsewhere).take(SHOWN))
        .copied()
        .collect();
    others.sort();
    others.dedup();
    others.into_iter().take(SHOWN).map(|(_, _, other)| row(desk, knowledge.thread_of[&other])).collect()
}

/// A thread as it is set beside others.
pub(super) fn row(desk: &Desk<'_>, id: ThreadId) -> ComparisonRow {
    const LONGEST: usize = 320;
    let knowledge = desk.knowledge;
    let thread = knowledge.thread(id);
    let decides = deciding(desk, thread.decided_by).filter(|_| thread.awaiting_after.is_none());
    ComparisonRow {
        link: desk.recommendation(thread.last()),
        authority: desk.authority(&knowledge.report(thread.last().report).authority),
        outcome: desk.thread_outcome(thread),
        who: desk.thread_who(thread),
        missed_before: thread.missed_to_met.then(|| missed_before(desk, id)).flatten(),
        words: decides.map(|f| shorten(&knowledge.finding(f).text, LONGEST)),
        summary: decides.is_some_and(|f| desk.is_summary(f.report)),
    }
}

/// The finding with the deciding verdict.
fn deciding(desk: &Desk<'_>, id: FindingId) -> Option<FindingId> {
    desk.knowledge.standings[&id].deciding_verdict()?.by.first().copied()
}

fn missed_before(desk: &Desk<'_>, id: ThreadId) -> Option<WhoView> {
    let members = &desk.knowledge.thread(id).members;
    members
        .iter()
        .flat_map(|m| &desk.knowledge.standings[m].verdicts)
        .filter(|v| v.verdict == Verdict::Missed)
        .max_by_key(|v| v.date.last_day())
        .map(|v| desk.who_judged(v))
}
