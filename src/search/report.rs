//! Reports with their recommendations and findings.

use std::collections::BTreeMap;

use super::overview::names;
use super::record::{OfReport, Record, SHOWN, Sort, Texts, words_beside_findings};
use super::related::Related;
use crate::model::{FindingId, Knowledge, Recommendation, ReportId};
use crate::site::Page;
use crate::site::address::finding_path;
use crate::source::Nature;
use crate::source::shorten::shorten;

/// A report, and its findings after it.
pub(super) fn of_report(
    knowledge: &Knowledge,
    related: &Related<'_>,
    said: &BTreeMap<FindingId, Vec<FindingId>>,
    id: ReportId,
) -> OfReport {
    let around = around(knowledge, id);
    let mut records = vec![report(knowledge, related, id, &around)];
    for finding in knowledge.findings_of(id) {
        records.push(one_finding(knowledge, related, said, finding, &around));
    }
    OfReport { report: id, records }
}

/// The words that say which report it is.
fn around(knowledge: &Knowledge, id: ReportId) -> String {
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

fn report(knowledge: &Knowledge, related: &Related<'_>, id: ReportId, around: &str) -> Record {
    let report = knowledge.report(id);
    let body = words_beside_findings(knowledge, report.file, &report.body);
    let framework = knowledge.framework(id).map_or("", |f| f.name.as_str());
    let opening = opening(knowledge, id);
    let mut facts: Vec<String> = report.inspectors.clone();
    facts.extend(report.judgements.iter().map(|j| format!("{} {}", j.name.value, j.grade.value)));
    facts.extend(report.scope_text.clone());
    let scope: Vec<String> = report.scope.iter().flatten().map(|t| t.value.clone()).collect();
    let titles = theme_titles(knowledge, &scope);
    let update = report.nature == Nature::Update;
    Record {
        sort: if update { Sort::Update } else { Sort::Inspection },
        href: Page::Report(id).path(knowledge),
        title: report.title.clone(),
        place: format!("{}, {}", authority_name(knowledge, id), short_name(knowledge, id)),
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        themes: scope,
        texts: Texts {
            title: report.title.clone(),
            // Reports are asked for by council and date, so these count as much as the id.
            id: format!("{} {around}", report.name),
            around: format!(
                "{framework} {titles} {}",
                if update {
                    // What people call such a document, whatever its title is.
                    "council's own paper progress after the inspection what the council says tells claims put right fixed since"
                } else {
                    "report inspection inspectors visit letter grade judgement rating result"
                }
            ),
            // Not the whole text: a long report has a phrase of nearly every group somewhere.
            means: related.to(&format!("{} {} {opening}", report.title, facts.join(" "))),
            related: body,
            said: String::new(),
            body: facts.join(" "),
        },
    }
}

/// What a report says before its first heading: what it looked at.
fn opening(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let source = knowledge.documents.sources.file(report.file).map_or("", |f| f.text.as_str());
    let first = report.body.blocks.iter().take_while(|p| p.section.is_none() && p.finding.is_none());
    first.map(|p| p.plain(source)).collect::<Vec<_>>().join(" ")
}

fn theme_titles(knowledge: &Knowledge, themes: &[String]) -> String {
    let titles = themes.iter().filter_map(|t| knowledge.documents.themes.get(t)).map(|t| t.title.as_str());
    titles.collect::<Vec<_>>().join(" ")
}

fn one_finding(
    knowledge: &Knowledge,
    related: &Related<'_>,
    said: &BTreeMap<FindingId, Vec<FindingId>>,
    id: FindingId,
    around: &str,
) -> Record {
    let finding = knowledge.finding(id);
    let recommendation = knowledge.concluded(id);
    let themes: Vec<String> = finding.themes.iter().map(|t| t.value.clone()).collect();
    let of_themes = themes.iter().filter_map(|t| knowledge.documents.themes.get(t));
    let theme_terms: Vec<&str> = of_themes.flat_map(|t| t.terms.iter().map(String::as_str)).collect();
    let said_by = said.get(&id).into_iter().flatten();
    let said: Vec<&str> = said_by.map(|by| knowledge.finding(*by).text.as_str()).collect();
    let mut place = format!("{}, {}", authority_name(knowledge, id.report), short_name(knowledge, id.report));
    if let Some(at) = &finding.at {
        place.push_str(&format!(", {at}"));
    }
    Record {
        sort: Sort::Finding(finding.kind),
        href: match recommendation {
            Some(recommendation) => Page::Recommendation(recommendation.id).path(knowledge),
            None => finding_path(knowledge, id),
        },
        title: String::new(),
        place,
        excerpt: shorten(&finding.text, SHOWN),
        outcome: recommendation.map(Recommendation::outcome),
        texts: Texts {
            title: String::new(),
            id: finding.id.as_ref().map(|i| i.value.clone()).unwrap_or_default(),
            body: finding.text.clone(),
            around: format!("{around} {}", theme_titles(knowledge, &themes)),
            // A finding is found by words of its theme too, below those that say them themselves.
            related: theme_terms.join(" "),
            means: related.to(&finding.text),
            said: said.join(" "),
        },
        themes,
    }
}
