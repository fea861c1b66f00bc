//! Places of reports as the desk shows them: their words, with those marked that stand on both sides.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::model::{Knowledge, RecommendationId, ReportId};
use crate::site::address::Page;
use crate::source::origin::page_of;
use crate::suggest::passage::Passage;
use crate::terms::Terms;

/// Words in order, each stretch with whether it is marked.
pub(crate) type Segments = Vec<(String, bool)>;

/// A place in a report, with some of its words marked.
#[derive(Debug, Serialize)]
pub(crate) struct Excerpt {
    pub(crate) report: String,
    /// Its short name and date.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) at: String,
    /// The page of the PDF that it stands on, where its place names one.
    pub(crate) page: Option<u32>,
    pub(crate) heading: String,
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    /// Its page on the site.
    pub(crate) address: String,
    /// The words in order, each stretch with whether it is marked.
    pub(crate) segments: Segments,
}

/// A report by its short name and date.
pub(super) fn report_name(knowledge: &Knowledge, id: ReportId) -> String {
    let name = knowledge.framework(id).map_or(knowledge.report(id).title.as_str(), |f| f.short_name.as_str());
    format!("{name}, {}", knowledge.date(id).in_words())
}

pub(super) fn excerpt_of(knowledge: &Knowledge, number: RecommendationId, segments: Segments) -> Excerpt {
    let id = knowledge.finding_of(number);
    let finding = knowledge.finding(id);
    let report = knowledge.report(id.report);
    let heading = report.body.blocks.iter().find(|p| p.finding == Some(id.number as usize));
    let heading = heading.and_then(|p| p.section).and_then(|n| report.body.sections.get(n));
    Excerpt {
        report: report.id(),
        name: report_name(knowledge, id.report),
        title: report.title.clone(),
        date: knowledge.date(id.report).in_words(),
        at: finding.at.clone().unwrap_or_default(),
        page: finding.at.as_deref().and_then(page_of),
        heading: heading.map_or(String::new(), |s| s.heading.clone()),
        kind: finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned()),
        id: finding.id.as_ref().map(|i| i.value.clone()),
        address: Page::Recommendation(number).path(knowledge),
        segments,
    }
}

pub(super) fn excerpt(knowledge: &Knowledge, passage: &Passage<'_>, segments: Segments) -> Excerpt {
    let report = knowledge.report(passage.report);
    let id = passage.finding.and_then(|f| knowledge.finding(f).id.as_ref()).map(|i| i.value.clone());
    let page = Page::Report(passage.report).path(knowledge);
    let at = passage.at(knowledge);
    Excerpt {
        report: report.id(),
        name: report_name(knowledge, passage.report),
        title: report.title.clone(),
        date: knowledge.date(passage.report).in_words(),
        page: page_of(&at),
        at,
        heading: passage.heading.to_owned(),
        kind: passage.kind.shown().to_owned(),
        address: id.as_ref().map_or_else(|| page.clone(), |id| format!("{page}#{id}")),
        id,
        segments,
    }
}

/// Stems that stand on both sides.
pub(super) fn shared_stems(terms: &Terms, later: &str, earlier: &[&str]) -> BTreeSet<Arc<str>> {
    let stems = |text: &str| -> BTreeSet<Arc<str>> { terms.of(text).into_iter().map(|t| t.stem).collect() };
    let asked: BTreeSet<Arc<str>> = earlier.iter().flat_map(|text| stems(text)).collect();
    stems(later).intersection(&asked).cloned().collect()
}

/// A text in stretches; the words with one of the stems are marked.
pub(super) fn segments(terms: &Terms, text: &str, marked: &BTreeSet<Arc<str>>) -> Segments {
    let mut segments = Vec::new();
    let mut at = 0;
    for term in terms.of(text).into_iter().filter(|t| marked.contains(&t.stem)) {
        // Terms come in the order of the text; one that did not would stay unmarked, and no word would be lost.
        let (Some(before), Some(word)) = (text.get(at..term.at.start), text.get(term.at.clone())) else { continue };
        segments.extend([(before.to_owned(), false), (word.to_owned(), true)]);
        at = term.at.end;
    }
    segments.extend(text.get(at..).map(|after| (after.to_owned(), false)));
    segments.retain(|(words, _)| !words.is_empty());
    segments
}
