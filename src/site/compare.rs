//! The same thing in other authorities: what asks for the likest thing, with the words that say what became of it.

use serde::Serialize;

use super::context::{Anchor, OutcomeView, PageContext, shorten};
use super::index::Example;
use super::who::WhoView;
use crate::model::{Because, Outcome, Recommendation, ThreadId};

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

/// What is like a recommendation elsewhere.
#[derive(Debug, Serialize)]
pub(crate) struct ElsewhereView {
    rows: Vec<ComparisonRow>,
    /// Whether any of it was met.
    met: bool,
    /// Its themes, where all stands that others were asked on them.
    themes: Vec<Anchor>,
}

impl ElsewhereView {
    /// Whether the words that it shows are the editor's own.
    pub(super) fn is_summary(&self) -> bool {
        self.rows.iter().all(ComparisonRow::is_summary)
    }
}

/// What asks for the likest thing in other authorities, the likest first; nothing for what is of no theme, since only
/// recommendations of one theme are compared.
pub(super) fn elsewhere(context: &PageContext<'_>, recommendation: &Recommendation) -> Option<ElsewhereView> {
    let shown = context.index.beside(context, recommendation);
    let is_met = |thread: &ThreadId| context.knowledge.thread(*thread).outcome() == Outcome::Met;
    let themes = &context.knowledge.finding(recommendation.finding).themes;
    (!themes.is_empty() && context.knowledge.documents.authorities.len() > 1).then(|| ElsewhereView {
        rows: shown.iter().map(|thread| comparison_row(context, *thread)).collect(),
        met: shown.iter().any(is_met),
        themes: themes.iter().map(|theme| context.theme(&theme.value)).collect(),
    })
}

/// Those that are shown: by the likeness of what they ask for.
pub(super) fn examples(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<Example> {
    context.index.likeness().nearest(context.knowledge, recommendation, SHOWN)
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
