//! Recommendations with where each stands, and all findings.

use super::column::{
    TableOf, date, date_if_any, list, number, original, page, text, text_if_any, word, word_if_any, wording,
};
use super::{Content, ONS, URN, code};
use crate::model::{FindingId, Outcome, Reader, Recommendation, ReportId};
use crate::site::Page;
use crate::site::address::finding_path;
use crate::source::words::Kind;

/// Who says so, as the pages tell it.
const READER: &str = "who says that it stands so. inspector: the report itself says what it is about; editor: read by the \
                      editor from the inspectorate’s words; program: read by the program, checked by nobody";

/// What a finding is; the last kind, running text, is none.
const KINDS: &[&str] = match Kind::WORDS {
    [kinds @ .., _] => kinds,
    [] => &[],
};

pub(super) static RECOMMENDATIONS: TableOf<Recommendation> = TableOf {
    name: "recommendations",
    about: "What inspectors asked for, and where each stands.",
    key: Some("id"),
    refers: &[("inspection", "inspections"), ("authority", "authorities"), ("thread", "recommendations")],
    each: |content, part, row| {
        part.report_ids().flat_map(|report| content.knowledge.recommendations_of(report)).for_each(row);
    },
    columns: &[
        text("id", "permanent id: AUTHORITY/REPORT#FINDING", |content, r| content.knowledge.finding_name(r.finding)),
        text("inspection", "id of the inspection that asks for it", |content, r| content.report(r.finding.report).id()),
        text("authority", "id of the authority", |content, r| content.report(r.finding.report).authority.clone()),
        text_if_any("ofsted_urn", "Ofsted’s number of the authority", |content, r| {
            code(content.authority(r.finding.report)?, URN)
        }),
        text_if_any("ons_code", "the authority’s ONS code", |content, r| {
            code(content.authority(r.finding.report)?, ONS)
        }),
        date_if_any("date", "last day of the visit, else of the report", |content, r| {
            content.report(r.finding.report).date()
        }),
        word("kind", &[Kind::Recommendation.word(), Kind::PriorityAction.word()], "what it is", |content, r| {
            content.finding(r.finding).kind.word()
        }),
        text("label", "what the report calls it", |content, r| {
            let finding = content.finding(r.finding);
            finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned())
        }),
        text("words", "its words", |content, r| content.finding(r.finding).text.clone()),
        wording(|content, r| content.report(r.finding.report).wording.word()),
        text_if_any("at", "its place in the report", |content, r| content.finding(r.finding).at.clone()),
        original(|content, r| content.original(r.finding)),
        text_if_any("by", "deadline as printed", |content, r| content.finding(r.finding).by.clone()),
        text_if_any("to", "who is asked, where it is not the authority", |content, r| {
            content.finding(r.finding).to.clone()
        }),
        text_if_any("tag", "what the report ties it to, beside its own framework", |content, r| {
            content.finding(r.finding).tag.clone()
        }),
        list("themes", "ids of its themes", |content, r| themes(content, r.finding)),
        word("outcome", Outcome::WORDS, "where it stands itself", |_, r| r.outcome().word()),
        word_if_any("reader", Reader::WORDS, READER, |_, r| r.reader().map(Reader::word)),
        text_if_any("decided_by", "id of the finding that decides, or of the one that replaces it", |content, r| {
            // A cell has room for one id; the recommendation's page names all that decide.
            r.because.deciding().first().map(|by| content.knowledge.finding_name(*by))
        }),
        date_if_any("decided_on", "date of the report that decides", |content, r| {
            content.report(deciding_report(r)?).date()
        }),
        number("raised", "in how many reports its thread was asked for", |content, r| content.thread(r).raised()),
        text("thread", "id of the first recommendation of its thread", |content, r| {
            content.knowledge.finding_name(content.knowledge.finding_of(content.thread(r).first))
        }),
        word("thread_outcome", Outcome::WORDS, "where the thread stands", |content, r| {
            content.thread(r).outcome().word()
        }),
        word_if_any(
            "thread_reader",
            Reader::WORDS,
            "who says that the thread stands so, as in reader",
            |content, r| content.thread(r).because.reader().map(Reader::word),
        ),
        date("thread_since", "since when", |content, r| content.thread(r).since),
        page(|content, r| Page::Recommendation(r.id).path(content.knowledge)),
    ],
};

pub(super) static FINDINGS: TableOf<FindingId> = TableOf {
    name: "findings",
    about: "Every statement of a report that stands here, recommendations among them.",
    key: None,
    refers: &[("report", "inspections"), ("authority", "authorities")],
    each: |content, part, row| {
        part.report_ids().flat_map(|report| content.knowledge.findings_of(report)).for_each(|id| row(&id));
    },
    columns: &[
        text_if_any("id", "permanent id, if it has one", |content, f| {
            content.finding(*f).id.as_ref().map(|_| content.knowledge.finding_name(*f))
        }),
        text("report", "id of its report", |content, f| content.report(f.report).id()),
        text("authority", "id of the authority", |content, f| content.report(f.report).authority.clone()),
        date_if_any("date", "date of the report", |content, f| content.report(f.report).date()),
        word("kind", KINDS, "what it is", |content, f| content.finding(*f).kind.word()),
        text("words", "its words", |content, f| content.finding(*f).text.clone()),
        wording(|content, f| content.report(f.report).wording.word()),
        text_if_any("at", "its place in the report", |content, f| content.finding(*f).at.clone()),
        original(|content, f| content.original(*f)),
        text_if_any("tag", "what the report ties it to, beside its own framework", |content, f| {
            content.finding(*f).tag.clone()
        }),
        list("themes", "ids of its themes", |content, f| themes(content, *f)),
        page(|content, f| finding_path(content.knowledge, *f)),
    ],
};

fn themes(content: &Content<'_>, id: FindingId) -> Vec<String> {
    content.finding(id).themes.iter().map(|t| t.value.clone()).collect()
}

/// The report whose words decide; none where silence does.
fn deciding_report(recommendation: &Recommendation) -> Option<ReportId> {
    let because = &recommendation.because;
    because.decided_in().filter(|_| !because.deciding().is_empty())
}
