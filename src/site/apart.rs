//! Where a recommendation's thread stands, beside where it stands itself: said in the same words wherever only one of the
//! two would be shown. Lists of recommendations count each for itself; other pages count threads.

use serde::Serialize;

use super::asked::again;
use super::context::{OutcomeView, PageContext};
use super::sentences::joined;
use crate::model::{Because, Knowledge, Recommendation};

/// Where the thread stands, where that is elsewhere.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApartView {
    /// How it is the same request: `asked again in 2022`.
    words: String,
    outcome: OutcomeView,
}

impl PageContext<'_> {
    pub(super) fn apart(&self, recommendation: &Recommendation) -> Option<ApartView> {
        let (words, because) = thread_apart(self.knowledge, recommendation)?;
        Some(ApartView { words, outcome: OutcomeView::new(because) })
    }
}

/// How it is asked for elsewhere too, and why its thread stands where it stands; nothing where both stand alike.
pub(crate) fn thread_apart<'k>(
    knowledge: &'k Knowledge,
    recommendation: &Recommendation,
) -> Option<(String, &'k Because)> {
    let thread = knowledge.thread(recommendation.thread);
    if thread.outcome() == recommendation.outcome() {
        return None;
    }
    let own = recommendation.finding.report;
    let later = again(knowledge, thread).into_iter().filter(|(report, _)| knowledge.list_order(own, *report).is_lt());
    let years: Vec<String> = later.map(|(_, when)| when).collect();
    let words = if !years.is_empty() {
        format!("asked again in {}", joined(&years))
    } else if recommendation.ties.carried_on_by.is_empty() {
        format!("asked for since {}", thread.since.year())
    } else {
        // In a report that nobody has read.
        "asked again".to_owned()
    };
    Some((words, &thread.because))
}
