//! The same theme in other authorities: what asks for the likest thing, with the words that say what became of it.

use serde::Serialize;

use super::context::{Anchor, OutcomeView, PageContext, shorten};
use super::index::Example;
use super::who::WhoView;
use crate::model::{Because, Recommendation, ThreadId};

/// How many threads are shown beside a recommendation.
// The nearest, to learn from; the pages of the themes list all. Each takes a kilobyte of every recommendation's page.
const SHOWN: usize = 3;

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

impl ComparisonRow {
    /// Whether the words that it shows, if any, are the editor's own.
    pub(super) fn is_summary(&self) -> bool {
        self.summary || self.words.is_none()
    }
}

/// What others have on the themes of a recommendation, the likest first.
pub(super) fn elsewhere(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<ComparisonRow> {
    context.index.beside(context, recommendation).iter().map(|thread| comparison_row(context, *thread)).collect()
}

/// Those that are shown: by the likeness of what they ask for, then what is most worth showing of the themes.
pub(super) fn examples(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<Example> {
    let knowledge = context.knowledge;
    let mut shown = context.index.likeness().nearest(knowledge, recommendation, SHOWN);
    if shown.len() < SHOWN {
        let authority = &knowledge.report(recommendation.finding.report).authority;
        let is_elsewhere = |e: &Example| context.authority_of(knowledge.thread(e.thread)) != authority;
        let themes = &knowledge.finding(recommendation.finding).themes;
        // Each theme has its own in order already, so only the first few of each can be among the first few of all.
        let of_theme = |theme: &str| -> Vec<Example> {
            let others = context.index.examples_of(theme).iter().filter(|e| is_elsewhere(e) && !shown.contains(e));
            others.take(SHOWN).copied().collect()
        };
        let mut others: Vec<Example> = themes.iter().flat_map(|theme| of_theme(&theme.value)).collect();
        others.sort();
        others.dedup();
        let room = SHOWN - shown.len();
        shown.extend(others.into_iter().take(room));
    }
    shown
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
        link: context.thread_link(thread),
        authority: context.authority(context.authority_of(thread)),
        outcome: OutcomeView::new(&thread.because),
        who: context.who(&thread.because),
        missed_before: thread.missed_before.as_ref().map(|v| context.who_judged(v)),
        words: decides.map(|f| shorten(&knowledge.finding(f).text, LONGEST)),
        summary: decides.is_some_and(|f| context.is_summary(f.report)),
    }
}
