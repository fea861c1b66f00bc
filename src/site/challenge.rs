//! Readings can be disputed: the links that begin a message, and the public log of what came of such messages.

use serde::Serialize;

use super::address::Page;
use super::context::{PageContext, shorten};
use crate::model::{FindingId, RecommendationId};

/// The log as a page.
#[derive(Debug, Serialize)]
pub(crate) struct ChallengesView {
    text: String,
    /// Where a reading is disputed.
    write: Option<String>,
}

/// How many letters of a passage a message quotes: enough to know it again. Every link holds them.
const QUOTED: usize = 90;

pub(super) fn view(context: &PageContext<'_>) -> ChallengesView {
    let documents = &context.knowledge.documents;
    ChallengesView {
        text: documents.challenges.as_ref().map(|page| context.prose(page.file, &page.body)).unwrap_or_default(),
        write: documents.settings.challenge.as_ref().map(|reach| reach.address()),
    }
}

/// Begins a message about an error on a page.
pub(super) fn error_on(context: &PageContext<'_>, page: &Page) -> Option<String> {
    let settings = &context.knowledge.documents.settings;
    let reach = settings.challenge.as_ref()?;
    // Served wherever nothing stands: its own address says nothing.
    if *page == Page::NotFound {
        return Some(reach.address());
    }
    Some(reach.message("Error", &format!("{}\n\n", address(context, page))))
}

/// Begins a message that disputes what some findings are taken to say of a recommendation.
pub(super) fn of_reading(
    context: &PageContext<'_>,
    on: RecommendationId,
    anchor: &str,
    by: &[FindingId],
) -> Option<String> {
    let knowledge = context.knowledge;
    let reach = knowledge.documents.settings.challenge.as_ref()?;
    let quoted =
        |id: FindingId| format!("{}: {}\n", knowledge.finding_name(id), shorten(&knowledge.finding(id).text, QUOTED));
    let said: String = by.iter().map(|id| quoted(*id)).collect();
    let asked = quoted(knowledge.finding_of(on));
    let page = address(context, &Page::Recommendation(on));
    Some(reach.message("Disputed reading", &format!("{asked}{said}{page}#{anchor}\n\n")))
}

fn address(context: &PageContext<'_>, page: &Page) -> String {
    let base = context.knowledge.documents.settings.base_url.as_deref().unwrap_or_default();
    format!("{base}{}", page.path(context.knowledge))
}
