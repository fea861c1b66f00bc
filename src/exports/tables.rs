//! The rows of the downloads; what their columns mean stands in [`dictionary`](crate::site::dictionary).

use crate::model::{FindingId, FollowUp, Knowledge, On, Recommendation, ReportId};
use crate::site::Page;
use crate::site::address::finding_path;
use crate::site::dictionary::{TABLES, TableOf};
use crate::source::Nature;
use crate::source::date::PartialDate;
use crate::source::words::{LinkKey, Quantity};

/// A value; nothing where it is not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Nothing,
    Text(String),
    Number(usize),
    Bool(bool),
    List(Vec<String>),
}

/// A table with its rows, each with a value a column.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) of: TableOf,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// All tables.
pub(crate) fn all(knowledge: &Knowledge) -> Vec<Table> {
    let rows = Rows { knowledge, base: super::base(knowledge) };
    TABLES.iter().map(|of| Table { of: *of, rows: rows.of(of.name) }).collect()
}

struct Rows<'k> {
    knowledge: &'k Knowledge,
    base: &'k str,
}

impl Rows<'_> {
    /// The rows of a table.
    fn of(&self, name: &str) -> Vec<Vec<Value>> {
        match name {
            "authorities" => self.authorities(),
            "themes" => self.themes(),
            "inspections" => self.inspections(),
            "judgements" => self.judgements(),
            "recommendations" => self.knowledge.recommendations.iter().map(|r| self.recommendation(r)).collect(),
            "follow-ups" => self.knowledge.follow_ups.iter().map(|f| self.follow_up(f)).collect(),
            _ => self.findings(),
        }
    }
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
                Value::Number(knowledge.asked_in(id).count()),
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

    fn recommendation(&self, recommendation: &Recommendation) -> Vec<Value> {
        let knowledge = self.knowledge;
        let id = recommendation.finding;
        let (finding, report) = (knowledge.finding(id), knowledge.report(id.report));
        let because = &recommendation.because;
        let thread = knowledge.thread(recommendation.thread);
        let decides = because.deciding();
        let decided_in = decides.first().and(because.decided_in());
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
            text(recommendation.outcome().word()),
            Value::Bool(recommendation.by_reading()),
            optional(decides.first().map(|f| knowledge.finding_name(*f))),
            date(decided_in.and_then(|r| knowledge.report(r).date())),
            Value::Number(thread.raised()),
            text(knowledge.finding_name(knowledge.finding_of(thread.first))),
            text(thread.outcome().word()),
            text(thread.since.to_string()),
            self.page(&Page::Recommendation(recommendation.id)),
        ]
    }

    fn follow_up(&self, said: &FollowUp) -> Vec<Value> {
        let knowledge = self.knowledge;
        let (finding, report) = (knowledge.finding(said.by), knowledge.report(said.by.report));
        let (target, quantity, on) = match said.on {
            On::One(id) => ("one", None, knowledge.finding_name(knowledge.finding_of(id))),
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
