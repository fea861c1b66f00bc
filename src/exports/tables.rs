//! The tables of the downloads: what each is about, what each column holds, and the rows.

use crate::model::{FindingId, Knowledge, On, ReportId};
use crate::site::Page;
use crate::site::address::finding_path;
use crate::source::Nature;
use crate::source::date::PartialDate;
use crate::source::words::{LinkKey, Quantity};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    /// A year, a month or a day: `2011`, `2011-08` or `2011-08-17`.
    Date,
    Number,
    Bool,
    /// Several texts; in CSV with semicolons between them.
    List,
}

/// A column, with what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) holds: Type,
    /// Whether every row has it.
    pub(crate) always: bool,
    pub(crate) means: &'static str,
}

/// A value; nothing where it is not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Nothing,
    Text(String),
    Number(usize),
    Bool(bool),
    List(Vec<String>),
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) columns: &'static [Column],
    pub(crate) rows: Vec<Vec<Value>>,
}

const fn always(name: &'static str, holds: Type, means: &'static str) -> Column {
    Column { name, holds, always: true, means }
}

const fn maybe(name: &'static str, holds: Type, means: &'static str) -> Column {
    Column { name, holds, always: false, means }
}

use Type::{Bool, Date, List, Number, Text};

const PAGE: Column =
    always("page", Text, "the address of its page; from the site’s root where the site has no base_url");

const AUTHORITIES: &[Column] = &[
    always("id", Text, "permanent id"),
    always("name", Text, "name on pages"),
    always("other_names", List, "other names in reports"),
    maybe("region", Text, "region"),
    maybe("ofsted_urn", Text, "Ofsted’s unique reference number, as far as it is known"),
    maybe("ons_code", Text, "the code of the Office for National Statistics that is in use, as far as it is known"),
    always("succeeds", List, "ids of the authorities that it took over from"),
    PAGE,
];

const THEMES: &[Column] = &[
    always("id", Text, "permanent id"),
    always("title", Text, "name on pages"),
    always("group", Bool, "whether it is a group of children; otherwise a subject"),
    always("terms", List, "words that recognise it"),
    PAGE,
];

const INSPECTIONS: &[Column] = &[
    always("id", Text, "permanent id: AUTHORITY/REPORT"),
    always("authority", Text, "id of the authority"),
    maybe("ofsted_urn", Text, "Ofsted’s number of the authority"),
    maybe("ons_code", Text, "the authority’s ONS code"),
    always("nature", Text, "`inspection`, or `update` for a council’s own paper"),
    always("framework", Text, "id of the framework"),
    always("framework_name", Text, "name of the framework"),
    always("title", Text, "title as printed"),
    maybe("inspected_from", Date, "first day of the visit"),
    maybe("inspected_to", Date, "last day of the visit"),
    maybe("published", Date, "date of the report"),
    always("inspectors", List, "names, the lead first"),
    always("held", Bool, "whether its text is here; `false` where it is only known from others"),
    always("reviewed", Bool, "whether an editor has read it; nothing in it counts before"),
    always("wording", Text, "`summary` for the editor’s own words, `verbatim` for the report’s"),
    maybe("legal_basis", Text, "the law it was done under"),
    maybe("scope", List, "ids of the themes that a narrow visit looked at"),
    always("not_stated", List, "fields that the report does not state"),
    maybe("source_title", Text, "what the source is"),
    maybe("source_url", Text, "where it can be read"),
    maybe("source_licence", Text, "under what terms"),
    maybe("source_file", Text, "name of the file that it was taken from"),
    maybe("source_sha256", Text, "fingerprint of that file"),
    always("recommendations", Number, "how many recommendations it lists here"),
    PAGE,
];

const JUDGEMENTS: &[Column] = &[
    always("inspection", Text, "id of the inspection"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "last day of the visit, else of the report"),
    always("framework", Text, "id of the framework; grades of different frameworks are not one scale"),
    always("name", Text, "the judgement’s name as printed"),
    always("grade", Text, "its grade as printed"),
    PAGE,
];

const RECOMMENDATIONS: &[Column] = &[
    always("id", Text, "permanent id: AUTHORITY/REPORT#FINDING"),
    always("inspection", Text, "id of the inspection that asks for it"),
    always("authority", Text, "id of the authority"),
    maybe("ofsted_urn", Text, "Ofsted’s number of the authority"),
    maybe("ons_code", Text, "the authority’s ONS code"),
    maybe("date", Date, "last day of the visit, else of the report"),
    always("kind", Text, "`recommendation` or `priority-action`"),
    always("label", Text, "what the report calls it"),
    always("words", Text, "its words"),
    always("wording", Text, "whose words they are: `summary` or `verbatim`"),
    maybe("at", Text, "its place in the report"),
    maybe("by", Text, "deadline as printed"),
    maybe("to", Text, "who is asked, where it is not the authority"),
    always("themes", List, "ids of its themes"),
    always("outcome", Text, "where it stands itself"),
    always("by_editors_reading", Bool, "whether somebody had to read the deciding words that way"),
    maybe("decided_by", Text, "id of the finding that decides, or of the one that replaces it"),
    maybe("decided_on", Date, "date of the report that decides"),
    always("raised", Number, "in how many reports its thread was asked for"),
    always("thread", Text, "id of the first recommendation of its thread"),
    always("thread_outcome", Text, "where the thread stands"),
    always("thread_since", Date, "since when"),
    PAGE,
];

const FOLLOW_UPS: &[Column] = &[
    always("finding", Text, "id of the finding that says it"),
    always("report", Text, "id of its report"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "date of the report"),
    always(
        "says",
        Text,
        "`met`, `partly-met`, `missed`, `again`, `remains`, `supersedes`, `mentions`, `done`, `under-way` or `plans`",
    ),
    always("target", Text, "`one` recommendation, a `group` of a report’s, or a `report` as a whole"),
    maybe("quantity", Text, "of a group: `all`, `none`, `most` or `some`"),
    always("on", Text, "id of the recommendation, or of the report"),
    maybe("basis", Text, "how sure the words are: `stated`, `answered`, `group` or `editor`; only beside a verdict"),
    maybe("part", Text, "the part that it is about"),
    maybe("via", Text, "id of the inspection whose conclusion it repeats"),
    always("words", Text, "the finding’s words"),
    always("wording", Text, "whose words they are: `summary` or `verbatim`"),
    maybe("at", Text, "the finding’s place in the report"),
    PAGE,
];

const FINDINGS: &[Column] = &[
    maybe("id", Text, "permanent id, if it has one"),
    always("report", Text, "id of its report"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "date of the report"),
    always("kind", Text, "what it is"),
    always("words", Text, "its words"),
    always("wording", Text, "whose words they are: `summary` or `verbatim`"),
    maybe("at", Text, "its place in the report"),
    always("themes", List, "ids of its themes"),
    PAGE,
];

/// All tables.
pub(crate) fn all(knowledge: &Knowledge) -> Vec<Table> {
    let of = Rows { knowledge, base: super::base(knowledge) };
    let table = |name, about, columns, rows| Table { name, about, columns, rows };
    vec![
        table("authorities", "Councils whose inspections are followed.", AUTHORITIES, of.authorities()),
        table("themes", "Subjects and groups of children.", THEMES, of.themes()),
        table(
            "inspections",
            "Reports and letters of inspectorates, and councils’ own papers.",
            INSPECTIONS,
            of.inspections(),
        ),
        table("judgements", "Graded strands of inspections.", JUDGEMENTS, of.judgements()),
        table(
            "recommendations",
            "What inspectors asked for, and where each stands.",
            RECOMMENDATIONS,
            knowledge.recommendations().map(|id| of.recommendation(id)).collect(),
        ),
        table(
            "follow-ups",
            "What a later report says of an earlier recommendation or report.",
            FOLLOW_UPS,
            knowledge.said.iter().map(|said| of.follow_up(said)).collect(),
        ),
        table(
            "findings",
            "Every statement of a report that stands here, recommendations among them.",
            FINDINGS,
            of.findings(),
        ),
    ]
}

struct Rows<'k> {
    knowledge: &'k Knowledge,
    base: &'k str,
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn optional(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Nothing, |t| Value::Text(t.into()))
}

fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Nothing, |d| Value::Text(d.to_string()))
}

impl Rows<'_> {
    fn page(&self, page: &Page) -> Value {
        self.address(&page.path(self.knowledge))
    }

    fn address(&self, path: &str) -> Value {
        text(format!("{}{path}", self.base))
    }

    /// The code of an authority by a scheme whose name has a word, the one in use.
    fn code(&self, authority: &str, scheme: &str) -> Value {
        let authority = self.knowledge.documents.authorities.get(authority);
        let codes = authority.map_or(&[][..], |a| &a.codes);
        optional(codes.iter().find(|c| c.to.is_none() && c.scheme.contains(scheme)).map(|c| c.value.clone()))
    }

    fn authorities(&self) -> Vec<Vec<Value>> {
        let row = |(id, authority): (&String, &crate::source::Authority)| {
            vec![
                text(id),
                text(&authority.name),
                Value::List(authority.other_names.clone()),
                optional(authority.region.clone()),
                self.code(id, "URN"),
                self.code(id, "ONS"),
                Value::List(authority.succeeds.iter().map(|s| s.value.clone()).collect()),
                self.page(&Page::Authority(id.clone())),
            ]
        };
        self.knowledge.documents.authorities.iter().map(row).collect()
    }

    fn themes(&self) -> Vec<Vec<Value>> {
        let row = |(id, theme): (&String, &crate::source::Theme)| {
            vec![
                text(id),
                text(&theme.title),
                Value::Bool(theme.group),
                Value::List(theme.terms.clone()),
                self.page(&Page::Theme(id.clone())),
            ]
        };
        self.knowledge.documents.themes.iter().map(row).collect()
    }

    fn inspections(&self) -> Vec<Vec<Value>> {
        let knowledge = self.knowledge;
        let row = |id: ReportId| {
            let report = knowledge.report(id);
            let framework = &report.framework.value;
            let days = report.inspected.as_ref().map(|d| d.value);
            vec![
                text(report.id()),
                text(&report.authority),
                self.code(&report.authority, "URN"),
                self.code(&report.authority, "ONS"),
                text(match report.nature {
                    Nature::Inspection => "inspection",
                    Nature::Update => "update",
                }),
                text(framework),
                text(knowledge.framework(id).map_or(framework.as_str(), |f| f.name.as_str())),
                text(&report.title),
                date(days.and_then(|d| d.from)),
                date(days.map(|d| d.to)),
                date(report.published.as_ref().map(|p| p.value)),
                Value::List(report.inspectors.clone()),
                Value::Bool(report.held),
                Value::Bool(report.reviewed),
                text(report.wording.word()),
                optional(report.legal_basis.clone()),
                match &report.scope {
                    Some(scope) => Value::List(scope.iter().map(|t| t.value.clone()).collect()),
                    None => Value::Nothing,
                },
                Value::List(report.not_stated.clone()),
                optional(report.origin.title.clone()),
                optional(report.origin.url.clone()),
                optional(report.origin.licence.clone()),
                optional(report.origin.file.clone()),
                optional(report.origin.sha256.clone()),
                Value::Number(knowledge.findings_of(id).filter(|f| knowledge.standings.contains_key(f)).count()),
                self.page(&Page::Report(id)),
            ]
        };
        knowledge.report_ids().map(row).collect()
    }

    fn judgements(&self) -> Vec<Vec<Value>> {
        let knowledge = self.knowledge;
        let of_report = |id: ReportId| {
            let report = knowledge.report(id);
            report.judgements.iter().map(move |judgement| {
                vec![
                    text(report.id()),
                    text(&report.authority),
                    date(report.date()),
                    text(&report.framework.value),
                    text(&judgement.name.value),
                    text(&judgement.grade.value),
                    self.page(&Page::Report(id)),
                ]
            })
        };
        knowledge.report_ids().flat_map(of_report).collect()
    }

    fn recommendation(&self, id: FindingId) -> Vec<Value> {
        let knowledge = self.knowledge;
        let (finding, report) = (knowledge.finding(id), knowledge.report(id.report));
        let standing = &knowledge.standings[&id];
        let thread = knowledge.thread(knowledge.thread_of[&id]);
        let decides = standing.deciding_verdict().and_then(|v| v.by.first()).or(standing.decided_by.first());
        let decided_in = standing.deciding_verdict().map(|v| v.report).or(decides.map(|f| f.report));
        vec![
            text(knowledge.finding_name(id)),
            text(report.id()),
            text(&report.authority),
            self.code(&report.authority, "URN"),
            self.code(&report.authority, "ONS"),
            date(report.date()),
            text(finding.kind.word()),
            text(finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned())),
            text(&finding.text),
            text(report.wording.word()),
            optional(finding.at.clone()),
            optional(finding.by.clone()),
            optional(finding.to.clone()),
            Value::List(finding.themes.iter().map(|t| t.value.clone()).collect()),
            text(standing.outcome.word()),
            Value::Bool(standing.by_reading()),
            optional(decides.map(|f| knowledge.finding_name(*f))),
            date(decided_in.and_then(|r| knowledge.report(r).date())),
            Value::Number(thread.raised),
            text(knowledge.finding_name(thread.first())),
            text(thread.outcome.word()),
            text(thread.since.to_string()),
            self.page(&Page::Recommendation(id)),
        ]
    }

    fn follow_up(&self, said: &crate::model::Said) -> Vec<Value> {
        let knowledge = self.knowledge;
        let (finding, report) = (knowledge.finding(said.by), knowledge.report(said.by.report));
        let (target, quantity, on) = match said.on {
            On::One(id) => ("one", None, knowledge.finding_name(id)),
            On::Group { quantity, report, .. } => ("group", Some(quantity), knowledge.report(report).id()),
            On::Report(report) => ("report", None, knowledge.report(report).id()),
        };
        let has_basis = said.key.verdict().is_some() && report.nature == Nature::Inspection;
        vec![
            text(knowledge.finding_name(said.by)),
            text(report.id()),
            text(&report.authority),
            date(report.date()),
            text(LinkKey::word(said.key)),
            text(target),
            optional(quantity.map(Quantity::word)),
            text(on),
            optional(has_basis.then(|| said.basis.word())),
            optional(said.part.clone()),
            optional(said.via.map(|r| knowledge.report(r).id())),
            text(&finding.text),
            text(report.wording.word()),
            optional(finding.at.clone()),
            self.address(&finding_path(knowledge, said.by)),
        ]
    }

    fn findings(&self) -> Vec<Vec<Value>> {
        let knowledge = self.knowledge;
        let row = |id: FindingId| {
            let (finding, report) = (knowledge.finding(id), knowledge.report(id.report));
            vec![
                optional(finding.id.as_ref().map(|_| knowledge.finding_name(id))),
                text(report.id()),
                text(&report.authority),
                date(report.date()),
                text(finding.kind.word()),
                text(&finding.text),
                text(report.wording.word()),
                optional(finding.at.clone()),
                Value::List(finding.themes.iter().map(|t| t.value.clone()).collect()),
                self.address(&finding_path(knowledge, id)),
            ]
        };
        knowledge.report_ids().flat_map(|r| knowledge.findings_of(r)).map(row).collect()
    }
}
