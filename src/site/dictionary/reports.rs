//! Inspections and updates, a row each, and the judgements of inspections.

use super::column::{TableOf, date_if_any, flag, list, list_if_any, number, page, text, text_if_any, word, wording};
use super::{ONS, URN, code};
use crate::model::ReportId;
use crate::site::Page;
use crate::source::Nature;
use crate::source::origin::Original;
use crate::source::published::seen_from;
use crate::source::report::Judgement;

pub(super) static INSPECTIONS: TableOf<ReportId> = TableOf {
    name: "inspections",
    about: "Reports and letters of inspectorates, and councils’ own papers.",
    key: Some("id"),
    refers: &[("authority", "authorities")],
    each: |_, part, row| part.report_ids().for_each(|id| row(&id)),
    columns: &[
        text("id", "permanent id: AUTHORITY/REPORT", |content, r| content.report(*r).id()),
        text("authority", "id of the authority", |content, r| content.report(*r).authority.clone()),
        text_if_any("ofsted_urn", "Ofsted’s number of the authority", |content, r| code(content.authority(*r)?, URN)),
        text_if_any("ons_code", "the authority’s ONS code", |content, r| code(content.authority(*r)?, ONS)),
        word("nature", Nature::WORDS, "an inspectorate’s, or a council’s own paper", |content, r| {
            content.report(*r).nature.word()
        }),
        text("framework", "id of the framework", |content, r| content.report(*r).framework.value.clone()),
        text("framework_name", "name of the framework", |content, r| {
            let framework = content.knowledge.framework(*r);
            framework.map_or_else(|| content.report(*r).framework.value.clone(), |f| f.name.clone())
        }),
        text("title", "title as printed", |content, r| content.report(*r).title.clone()),
        date_if_any("inspected_from", "first day of the visit", |content, r| {
            content.report(*r).inspected.as_ref()?.value.from
        }),
        date_if_any("inspected_to", "last day of the visit", |content, r| {
            Some(content.report(*r).inspected.as_ref()?.value.to)
        }),
        date_if_any("published", "date of the report", |content, r| Some(content.report(*r).published.as_ref()?.value)),
        list("inspectors", "names, the lead first", |content, r| content.report(*r).inspectors.clone()),
        flag("held", "whether its text is here; otherwise it is only known from others", |content, r| {
            content.report(*r).held
        }),
        flag("reviewed", "whether an editor has read it; its silence counts for nothing before", |content, r| {
            content.report(*r).reviewed
        }),
        wording(|content, r| content.report(*r).wording.word()),
        text_if_any("legal_basis", "the law it was done under", |content, r| content.report(*r).legal_basis.clone()),
        list_if_any("scope", "ids of the themes that a narrow visit looked at", |content, r| {
            // An empty list and no list say different things: it looked at none of them, and nobody knows.
            Some(content.report(*r).scope.as_ref()?.iter().map(|t| t.value.clone()).collect())
        }),
        list("not_stated", "fields that the report does not state", |content, r| content.report(*r).not_stated.clone()),
        text_if_any("source_title", "what the source is", |content, r| content.report(*r).origin.title.clone()),
        text_if_any("source_url", "where it can be read", |content, r| {
            content.report(*r).origin.url.as_deref().map(|url| seen_from(content.base, url))
        }),
        text_if_any("source_list", "where its own address is not known: a page that lists it", |content, r| {
            match content.knowledge.documents.original(content.report(*r), None)? {
                Original::Listed(address) => Some(address),
                Original::Document(_) => None,
            }
        }),
        text_if_any("source_licence", "under what terms", |content, r| content.report(*r).origin.licence.clone()),
        text_if_any("source_file", "name of the file that it was taken from", |content, r| {
            content.report(*r).origin.file.clone()
        }),
        text_if_any("source_sha256", "fingerprint of that file", |content, r| content.report(*r).origin.sha256.clone()),
        number("recommendations", "how many recommendations it lists here", |content, r| {
            let knowledge = content.knowledge;
            knowledge.asked_in(*r).count()
        }),
        page(|content, r| Page::Report(*r).path(content.knowledge)),
    ],
};

/// A judgement with its report.
pub(super) struct Judged {
    report: ReportId,
    judgement: Judgement,
}

pub(super) static JUDGEMENTS: TableOf<Judged> = TableOf {
    name: "judgements",
    about: "Graded strands of inspections.",
    key: None,
    refers: &[("inspection", "inspections"), ("authority", "authorities")],
    each: |content, part, row| {
        for report in part.report_ids() {
            for judgement in &content.report(report).judgements {
                row(&Judged { report, judgement: judgement.clone() });
            }
        }
    },
    columns: &[
        text("inspection", "id of the inspection", |content, j| content.report(j.report).id()),
        text("authority", "id of the authority", |content, j| content.report(j.report).authority.clone()),
        date_if_any("date", "last day of the visit, else of the report", |content, j| content.report(j.report).date()),
        text("framework", "id of the framework; grades of different frameworks are not one scale", |content, j| {
            content.report(j.report).framework.value.clone()
        }),
        text("name", "the judgement’s name as printed", |_, j| j.judgement.name.value.clone()),
        text("grade", "its grade as printed", |_, j| j.judgement.grade.value.clone()),
        page(|content, j| Page::Report(j.report).path(content.knowledge)),
    ],
};
