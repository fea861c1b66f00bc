//! The same theme in other authorities: first those who went from missed to met, with the words that say so.

use serde::Serialize;

use super::context::{Anchor, OutcomeView, PageContext, shorten};
use super::index::Example;
use super::who::WhoView;
use crate::model::{Because, Recommendation, ThreadId};

/// How many threads are shown beside a recommendation.
// A few to learn from; the pages of the themes list all.
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
pub(super) fn elsewhere(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<ComparisonRow> {
    let knowledge = context.knowledge;
    let authority = &knowledge.report(recommendation.finding.report).authority;
    let is_elsewhere = |e: &&Example| context.authority_of(knowledge.thread(e.thread)) != authority;
    let themes = &knowledge.finding(recommendation.finding).themes;
    // Each theme has its own in order already, so only the first few of each can be among the first few of all.
    let mut others: Vec<Example> = themes
        .iter()
        .flat_map(|theme| context.index.examples_of(&theme.value).iter().filter(is_elsewhere).take(SHOWN))
        .copied()
        .collect();
    others.sort();
    others.dedup();
    others.into_iter().take(SHOWN).map(|other| comparison_row(context, other.thread)).collect()
}

/// A thread as it is set beside others.
pub(super) fn comparison_row(context: &PageContext<'_>, id: ThreadId) -> ComparisonRow {
    // Longer than in lists: how others met it is what the row is for.
    const LONGEST: usize = 320;
    let knowledge = context.knowledge;
    let thread = knowledge.thread(id);
    let decides = match &thread.because {
        Because::Verdict(newest) => newest.first.by.first().copied(),
        _ => None,
    };
    ComparisonRow {
        link: context.recommendation(thread.last),
        authority: context.authority(context.authority_of(thread)),
        outcome: OutcomeView::new(&thread.because),
        who: context.who(&thread.because),
        missed_before: thread.missed_before.as_ref().map(|v| context.who_judged(v)),
        words: decides.map(|f| shorten(&knowledge.finding(f).text, LONGEST)),
        summary: decides.is_some_and(|f| context.is_summary(f.report)),
    }
}
