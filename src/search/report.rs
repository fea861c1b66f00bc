//! Reports with their recommendations and findings.

use std::collections::BTreeMap;

use super::overview::names;
use super::record::{Apart, Record, SHOWN, Shared, Sort, words_beside_findings};
use super::words::{AROUND, BODY, Counted, ID, RELATED, Reader, SAID, TITLE};
use crate::model::{FindingId, Knowledge, Recommendation, ReportId};
use crate::site::address::finding_path;
use crate::site::{Page, sign_of, style, thread_apart};
use crate::source::Nature;
use crate::source::origin::Original;
use crate::source::shorten::shorten;
use crate::source::words::Kind;

/// Words that stand around many records of a run, counted once.
#[derive(Default)]
pub(super) struct Around<'k> {
    /// By theme: its title, and the terms that recognise it.
    themes: BTreeMap<&'k str, (Counted, Counted)>,
}

/// What findings of one report share.
struct OfReport {
    around: Counted,
    place: String,
}

/// A report, and its findings after it.
pub(super) fn of_report<'k>(
    shared: &Shared<'k>,
    reader: &mut Reader<'_>,
    around: &mut Around<'k>,
    id: ReportId,
    records: &mut Vec<Record>,
) {
    let knowledge = shared.knowledge;
    let place = format!("{}, {}", authority_name(knowledge, id), short_name(knowledge, id));
    let words = words_around(knowledge, id);
    records.push(report(shared, reader, id, &words, &place));
    let of_report = OfReport { around: reader.counted(&words, AROUND), place };
    records.extend(knowledge.findings_of(id).map(|finding| one_finding(shared, reader, around, finding, &of_report)));
}

/// The words that say which report it is.
fn words_around(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let authority = knowledge.documents.authorities.get(&report.authority);
    let name = authority.map_or_else(|| report.authority.clone(), names);
    let framework = knowledge.framework(id);
    let short = framework.map_or("", |f| f.short_name.as_str());
    let inspectorate = framework.and_then(|f| f.inspectorate.as_deref()).unwrap_or_default();
    format!("{name} {short} {inspectorate} {}", knowledge.date(id).in_words())
}

/// Its short name with its date: `ILACS, July 2022`.
fn short_name(knowledge: &Knowledge, id: ReportId) -> String {
    let framework = knowledge.framework(id);
    let short = framework.map_or_else(|| knowledge.report(id).framework.value.clone(), |f| f.short_name.clone());
    format!("{short}, {}", knowledge.date(id).in_words())
}

fn authority_name(knowledge: &Knowledge, id: ReportId) -> String {
    let authority = &knowledge.report(id).authority;
    knowledge.documents.authorities.get(authority).map_or_else(|| authority.clone(), |a| a.name.clone())
}

fn report(shared: &Shared<'_>, reader: &mut Reader<'_>, id: ReportId, around: &str, place: &str) -> Record {
    let knowledge = shared.knowledge;
    let report = knowledge.report(id);
    let body = words_beside_findings(knowledge, report.file, &report.body);
    let mut facts: Vec<String> = report.inspectors.clone();
    facts.extend(report.judgements.iter().map(|j| format!("{} {}", j.name.value, j.grade.value)));
    facts.extend(report.scope_text.clone());
    let facts = facts.join(" ");
    let scope: Vec<String> = report.scope.iter().flatten().map(|t| t.value.clone()).collect();
    let is_update = report.nature == Nature::Update;
    reader.text(&report.title, TITLE);
    // Reports are asked for by council and date, so these count as much as the id.
    reader.text(&report.name, ID);
    reader.text(around, ID);
    reader.text(&facts, BODY);
    // A report goes by its overall grade: `the inadequate one`.
    let overall = report.judgements.iter().filter(|j| j.name.value.starts_with(OVERALL));
    overall.for_each(|j| reader.text(&j.grade.value, ID));
    reader.text(knowledge.framework(id).map_or("", |f| f.name.as_str()), AROUND);
    for theme in scope.iter().filter_map(|t| knowledge.documents.themes.get(t)) {
        reader.text(&theme.title, AROUND);
    }
    // A council's paper is asked for by the inspection that it answers.
    let answered = shared.answered.get(&id).into_iter().flatten();
    answered.for_each(|earlier| reader.text(&knowledge.date(*earlier).in_words(), ID));
    reader.text(if is_update { UPDATE_PAGE } else { INSPECTION_PAGE }, AROUND);
    reader.text(&body, RELATED);
    // Not the whole text: a long report has a phrase of nearly every group somewhere.
    reader.meaning(&format!("{} {facts} {}", report.title, opening(knowledge, id)));
    reader.end();
    Record {
        sort: if is_update { Sort::Update } else { Sort::Inspection },
        href: Page::Report(id).path(knowledge),
        title: report.title.clone(),
        place: place.to_owned(),
        original: original(knowledge, id, None),
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        sign: None,
        apart: None,
        themes: scope,
    }
}

fn original(knowledge: &Knowledge, id: ReportId, at: Option<&str>) -> Option<String> {
    // One that lies with the site is seen from its root, where the page of the search stands.
    match knowledge.documents.original(knowledge.report(id), at)? {
        Original::Document(address) => Some(address),
        Original::Listed(_) => None,
    }
}

/// Begins the name of the judgement that a report goes by.
const OVERALL: &str = "Overall";

/// What people call such a document, whatever its title is.
const UPDATE_PAGE: &str = "council's own paper progress after the inspection what the council says tells claims put right fixed since \
     answer answers answered reply response responded reaction";
const INSPECTION_PAGE: &str = "report inspection inspectors visit letter grade judgement rating result";

/// What a report says before its first heading: what it looked at.
fn opening(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let source = knowledge.documents.sources.file(report.file).map_or("", |f| f.text.as_str());
    let first = report.body.blocks.iter().take_while(|p| p.section.is_none() && p.finding.is_none());
    first.map(|p| p.plain(source)).collect::<Vec<_>>().join(" ")
}

fn one_finding<'k>(
    shared: &Shared<'k>,
    reader: &mut Reader<'_>,
    around: &mut Around<'k>,
    id: FindingId,
    of_report: &OfReport,
) -> Record {
    let knowledge = shared.knowledge;
    let finding = knowledge.finding(id);
    let recommendation = knowledge.concluded(id);
    if let Some(own) = &finding.id {
        reader.text(&own.value, ID);
    }
    reader.text_and_meaning(&finding.text, BODY);
    if finding.kind == Kind::PriorityAction {
        // The heading above it says so, and no word of its own.
        reader.text_and_meaning(finding.kind.shown(), AROUND);
    }
    reader.again(&of_report.around, AROUND);
    for theme in finding.themes.iter().filter_map(|t| knowledge.documents.themes.get(&t.value)) {
        let (title, terms) = around
            .themes
            .entry(&theme.id)
            .or_insert_with(|| (reader.counted(&theme.title, AROUND), reader.counted(&theme.terms.join(" "), RELATED)));
        reader.again(title, AROUND);
        // A finding is found by words of its theme too, below those that say them themselves.
        reader.again(terms, RELATED);
    }
    for by in shared.said.get(&id).into_iter().flatten() {
        reader.text(&knowledge.finding(*by).text, SAID);
    }
    reader.end();
    let mut place = of_report.place.clone();
    if let Some(at) = &finding.at {
        place.push_str(", ");
        place.push_str(at);
    }
    Record {
        sort: Sort::Finding(finding.kind),
        href: match recommendation {
            Some(recommendation) => Page::Recommendation(recommendation.id).path(knowledge),
            None => finding_path(knowledge, id),
        },
        title: String::new(),
        place,
        original: original(knowledge, id.report, finding.at.as_deref()),
        excerpt: shorten(&finding.text, SHOWN),
        outcome: recommendation.map(Recommendation::outcome),
        sign: recommendation.and_then(|r| sign_of(knowledge, &r.because)),
        apart: recommendation.and_then(|r| thread_apart(knowledge, r)).map(|(words, because)| Apart {
            words,
            outcome: because.outcome(),
            style: because.reader().map_or("", style),
        }),
        themes: finding.themes.iter().map(|t| t.value.clone()).collect(),
    }
}
