//! What a fresh import leaves open in its front matter, what a narrow visit looked at, and the ids and themes of its findings.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::import::recognise::Field;
use crate::model::{Knowledge, ReportId};
use crate::source::schema::{Keys as _, ReportKey};
use crate::source::{Nature, Placed, Report};
use crate::suggest::passage::Passage;

/// Themes of its findings that are offered as what a visit looked at.
// More is a list to read; every other theme can be chosen beside them.
const OFFERED_THEMES: usize = 6;

/// What the front matter says.
#[derive(Debug, Serialize)]
pub(crate) struct Facts {
    pub(crate) fields: Vec<FieldRow>,
    /// What a narrow visit looked at; nothing of a report that covers everything.
    pub(crate) scope: Option<Scope>,
}

/// A field of the front matter.
#[derive(Debug, Serialize)]
pub(crate) struct FieldRow {
    pub(crate) field: String,
    pub(crate) label: &'static str,
    /// How to write it.
    pub(crate) form: &'static str,
    /// As it is written; empty where nothing is stated.
    pub(crate) value: String,
    /// Whether nobody has looked for it yet.
    pub(crate) open: bool,
    /// Nothing can be typed in here: it takes more than one value.
    pub(crate) only_in_file: bool,
}

/// What a narrow visit looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Scope {
    pub(crate) open: bool,
    /// What the report says of it.
    pub(crate) text: Option<String>,
    pub(crate) chosen: Vec<String>,
    /// What its words suggest.
    pub(crate) suggested: Vec<String>,
    /// What its findings are about, the commonest first.
    pub(crate) of_findings: Vec<String>,
}

/// A finding whose id and themes are to be confirmed.
#[derive(Debug, Serialize)]
pub(crate) struct FindingRow {
    pub(crate) passage: String,
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// Whether it asks for something: its address is the one that others will cite.
    pub(crate) asks: bool,
    pub(crate) at: String,
    pub(crate) words: String,
    pub(crate) themes: Vec<String>,
    pub(crate) suggested: Vec<String>,
}

impl Facts {
    /// Whether anything of it waits for somebody to look.
    pub(crate) fn is_open(&self) -> bool {
        self.fields.iter().any(|field| field.open) || self.scope.as_ref().is_some_and(|scope| scope.open)
    }
}

/// What the front matter of a report says, and what of it is open.
pub(crate) fn facts(knowledge: &Knowledge, id: ReportId) -> Facts {
    let report = knowledge.report(id);
    let is_it = |name: &str| knowledge.catalogue.report(name).is_some_and(|found| found.is == id);
    let looked = &knowledge.documents.decisions.not_stated;
    let looked_for = |field: &str| looked.iter().any(|n| n.field == field && is_it(&n.report.value));
    let is_open = |field: &str| report.not_stated.iter().any(|f| f == field) && !looked_for(field);
    let row = |key: ReportKey, label, form, value: Option<String>| FieldRow {
        field: key.name().to_owned(),
        label,
        form,
        value: value.unwrap_or_default(),
        open: is_open(key.name()),
        only_in_file: false,
    };
    let days = report.inspected.as_ref().map(|days| days.value.written());
    let published = report.published.as_ref().map(|date| date.value.to_string());
    let mut fields = vec![
        row(ReportKey::Title, "the title", "as printed", Some(report.title.clone())),
        row(ReportKey::Inspected, "the days of the visit", "2020-02-04 to 2020-02-06", days),
        row(ReportKey::Published, "the date of the report", "2020-02-27, 2020-02 or 2020", published),
        row(ReportKey::Inspectors, "the inspectors", "A. Lead; B. Second", Some(report.inspectors.join("; "))),
    ];
    // What takes more than one value, or is no key: `not_stated` names fields as an editor would.
    let known: Vec<String> = fields.iter().map(|row| row.field.clone()).collect();
    let others = report.not_stated.iter().filter(|f| !known.contains(f) && *f != ReportKey::Scope.name());
    fields.extend(others.map(|field| FieldRow {
        field: field.clone(),
        label: if field == Field::Judgements.key() { "the judgements" } else { "this field" },
        form: "",
        value: String::new(),
        open: is_open(field),
        only_in_file: true,
    }));
    let is_narrow = report.nature == Nature::Inspection && knowledge.framework(id).is_some_and(|f| !f.full);
    Facts { fields, scope: is_narrow.then(|| scope(report)) }
}

fn scope(report: &Report) -> Scope {
    let values = |list: &[Placed<String>]| list.iter().map(|t| t.value.clone()).collect::<Vec<_>>();
    let chosen = report.scope.as_deref().map(values).unwrap_or_default();
    let suggested = values(&report.suggested_scope);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in report.body.findings.iter().flat_map(|f| f.themes.iter().chain(&f.suggested_themes)) {
        *counts.entry(theme.value.as_str()).or_default() += 1;
    }
    let mut of_findings: Vec<(&str, usize)> =
        counts.into_iter().filter(|(theme, _)| !suggested.iter().chain(&chosen).any(|t| t == theme)).collect();
    of_findings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let of_findings = of_findings.into_iter().take(OFFERED_THEMES).map(|(theme, _)| theme.to_owned()).collect();
    let open = report.scope.is_none() && !report.not_stated.iter().any(|f| f == ReportKey::Scope.name());
    Scope { open, text: report.scope_text.clone(), chosen, suggested, of_findings }
}

/// The findings whose ids and themes are to be confirmed; nothing where nothing is only suggested.
pub(crate) fn findings(knowledge: &Knowledge, passages: &[Passage<'_>]) -> Option<Vec<FindingRow>> {
    let row = |passage: &Passage<'_>| {
        let finding = knowledge.finding(passage.finding?);
        let values = |list: &[Placed<String>]| list.iter().map(|t| t.value.clone()).collect();
        Some(FindingRow {
            passage: passage.lasting_name(knowledge),
            id: finding.id.as_ref()?.value.clone(),
            kind: finding.kind.shown(),
            asks: finding.kind.asks(),
            at: passage.at(knowledge),
            words: passage.text.clone(),
            themes: values(&finding.themes),
            suggested: values(&finding.suggested_themes),
        })
    };
    let items: Vec<FindingRow> = passages.iter().filter_map(row).collect();
    // What was confirmed has no suggestion left, so this is asked once.
    items.iter().any(|item| !item.suggested.is_empty()).then_some(items)
}
