//! Which kinds of reports stand here and which do not, by the framework files: a question that only another kind could
//! answer finds nothing here, and has to be told so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::address::Page;
use super::context::{Anchor, PageContext};
use super::meanings;
use super::pages::glossary::years_in_words;
use super::sentences::joined;
use crate::model::ReportId;
use crate::source::Nature;
use crate::source::framework::Framework;

/// The kinds of reports of a site or of an authority.
#[derive(Debug, Serialize)]
pub(crate) struct KindsView {
    /// Whether they are those of one authority.
    own: bool,
    held: Vec<KindView>,
    /// Kinds whose reports are known only from others.
    known_only: Vec<KindView>,
    /// What no report held here looks at.
    missing: Vec<MissingView>,
}

/// Reports of one kind.
#[derive(Debug, Serialize)]
struct KindView {
    kind: Anchor,
    reports: usize,
    /// The years that they are of.
    years: String,
}

/// What some kinds of inspections look at of which no report is held.
#[derive(Debug, Serialize)]
struct MissingView {
    /// Such as `special educational needs and disabilities`.
    family: String,
    /// The kinds, each with the years in which they are or were done.
    kinds: Vec<(Anchor, Option<String>)>,
}

/// The kinds of all reports, or of those of one authority.
pub(super) fn kinds(context: &PageContext<'_>, authority: Option<&str>) -> KindsView {
    let knowledge = context.knowledge;
    let mut of_kind: BTreeMap<&str, (Vec<ReportId>, Vec<ReportId>)> = BTreeMap::new();
    let all: Vec<ReportId> = match authority {
        Some(id) => knowledge.reports_of(id).to_vec(),
        None => knowledge.report_ids().collect(),
    };
    for id in all {
        let report = knowledge.report(id);
        let (held, known_only) = of_kind.entry(report.framework.value.as_str()).or_default();
        if report.held { held.push(id) } else { known_only.push(id) }
    }
    let frameworks = &knowledge.documents.frameworks;
    let mut in_order: Vec<&Framework> = frameworks.values().collect();
    // The oldest kind first, as reports stand on an authority's page read backwards.
    in_order.sort_by_key(|f| (f.nature() == Nature::Update, f.years.map(|(from, _)| from), f.short_name.as_str()));
    let reports = |f: &Framework, is_held: bool| -> Option<KindView> {
        let (held, known_only) = of_kind.get(f.id.as_str())?;
        let some = if is_held { held } else { known_only };
        let years: BTreeSet<i16> = some.iter().map(|id| knowledge.date(*id).year()).collect();
        (!some.is_empty()).then(|| KindView { kind: kind(context, f), reports: some.len(), years: span(&years) })
    };
    let inspections = || in_order.iter().copied().filter(|f| f.nature() == Nature::Inspection);
    let covered: BTreeSet<&str> = inspections()
        .filter(|f| of_kind.get(f.id.as_str()).is_some_and(|(held, _)| !held.is_empty()))
        .flat_map(|f| std::iter::once(f.family.as_str()).chain(f.covers.iter().map(String::as_str)))
        .collect();
    let mut missing: BTreeMap<&str, Vec<&Framework>> = BTreeMap::new();
    for framework in inspections().filter(|f| !covered.contains(f.family.as_str())) {
        missing.entry(&framework.family).or_default().push(framework);
    }
    KindsView {
        own: authority.is_some(),
        held: in_order.iter().filter_map(|f| reports(f, true)).collect(),
        known_only: in_order.iter().filter_map(|f| reports(f, false)).collect(),
        missing: missing
            .into_iter()
            .map(|(family, own)| MissingView {
                family: meanings::family(family),
                kinds: own.into_iter().map(|f| (kind(context, f), years_in_words(f))).collect(),
            })
            .collect(),
    }
}

/// A kind by its short name, leading to what the glossary says of it.
fn kind(context: &PageContext<'_>, framework: &Framework) -> Anchor {
    Anchor { href: format!("{}#f_{}", context.href(&Page::Glossary), framework.id), text: framework.short_name.clone() }
}

/// A few years one by one, of more the first and the last.
fn span(years: &BTreeSet<i16>) -> String {
    const FEW: usize = 3;
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if years.len() > FEW => format!("{first} to {last}"),
        _ => joined(&years.iter().map(i16::to_string).collect::<Vec<_>>()),
    }
}
