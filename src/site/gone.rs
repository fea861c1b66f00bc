//! The pages that stay where something was withdrawn: they say what stood there, why it went and since when, and none
//! of its words.
//!
//! Start at [`all`]. An address that somebody cites leads to such a page for good.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{self, Page};
use super::context::{Anchor, PageContext};
use crate::model::{Knowledge, ReportId};
use crate::source::showing::{Showing, Withdrawal};
use crate::source::{Nature, Report};

/// A page that stays where something was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gone {
    /// Its address from the site's root.
    pub(crate) path: String,
    /// What stood there, in words.
    pub(crate) what: &'static str,
    /// What that was called.
    pub(crate) title: String,
    /// Its id.
    pub(crate) id: String,
    /// Why it was withdrawn.
    pub(crate) why: String,
    /// Since when, in words, where that is stated.
    pub(crate) on: Option<String>,
    /// What it belonged to, where that is on the site.
    pub(crate) of: Option<Page>,
}

#[derive(Debug, Serialize)]
pub(crate) struct GoneView {
    what: &'static str,
    title: String,
    id: String,
    why: String,
    on: Option<String>,
    of: Option<Anchor>,
}

pub(super) fn view(context: &PageContext<'_>, gone: &Gone) -> GoneView {
    let of =
        gone.of.as_ref().map(|page| Anchor { href: context.href(page), text: super::frame::heading(context, page).0 });
    let Gone { what, title, id, why, on, .. } = gone.clone();
    GoneView { what, title, id, why, on, of }
}

/// All of them, in no order.
pub(super) fn all(knowledge: &Knowledge) -> Vec<Gone> {
    let apart = &knowledge.documents.apart;
    let mut pages = Vec::new();
    for report in &apart.reports {
        if let Showing::Withdrawn(withdrawal) = &report.showing {
            of_report(knowledge, report, withdrawal, &mut pages);
        }
    }
    for (id, theme) in &apart.themes {
        let Showing::Withdrawn(withdrawal) = &theme.showing else { continue };
        for id in std::iter::once(id).chain(theme.aliases.iter().map(|a| &a.value)) {
            pages.push(gone(format!("themes/{id}.html"), "theme", &theme.title, id, withdrawal, Some(Page::Themes)));
        }
    }
    for (id, authority) in &apart.authorities {
        let Showing::Withdrawn(withdrawal) = &authority.showing else { continue };
        for id in std::iter::once(id).chain(authority.aliases.iter().map(|a| &a.value)) {
            for path in [format!("authorities/{id}.html"), format!("authorities/{id}/scrutiny.html")] {
                pages.push(gone(path, "authority", &authority.name, id, withdrawal, Some(Page::Authorities)));
            }
        }
    }
    findings(knowledge, &mut pages);
    pages
}

fn gone(path: String, what: &'static str, title: &str, id: &str, withdrawal: &Withdrawal, of: Option<Page>) -> Gone {
    Gone {
        path,
        what,
        title: title.to_owned(),
        id: id.to_owned(),
        why: withdrawal.why.clone(),
        on: withdrawal.on.map(|day| day.in_words()),
        of,
    }
}

/// Of a report, and of every recommendation that had a page: as far as its file names their ids still.
fn of_report(knowledge: &Knowledge, report: &Report, withdrawal: &Withdrawal, pages: &mut Vec<Gone>) {
    let documents = &knowledge.documents;
    let here = documents.authorities.get(&report.authority);
    let authority = here.or_else(|| documents.apart.authorities.get(&report.authority));
    let aliases = authority.into_iter().flat_map(|a| a.aliases.iter().map(|alias| alias.value.as_str()));
    let councils: Vec<&str> = std::iter::once(report.authority.as_str()).chain(aliases).collect();
    let names = report.aliases.iter().map(|alias| alias.value.rsplit('/').next().unwrap_or(&alias.value));
    let names: Vec<&str> = std::iter::once(report.name.as_str()).chain(names).collect();
    let of = here.map(|_| Page::Authority(report.authority.clone()));
    let reasons: BTreeMap<&str, &str> =
        report.withdrawn_findings.iter().map(|(id, why)| (id.value.as_str(), why.value.as_str())).collect();
    let asked = report.body.findings.iter().filter(|f| f.kind.asks()).filter_map(|f| f.id.as_ref());
    let old = report.renamed.iter().map(|(old, _)| old);
    let findings: Vec<&str> = asked.chain(old).map(|id| id.value.as_str()).chain(reasons.keys().copied()).collect();
    let folder = address::folder_of(report.nature);
    for id in councils.iter().flat_map(|council| names.iter().map(move |name| format!("{council}/{name}"))) {
        pages.push(gone(
            format!("{folder}/{id}.html"),
            what(report.nature),
            &report.title,
            &id,
            withdrawal,
            of.clone(),
        ));
        for finding in &findings {
            let own = reasons.get(finding).map(|why| Withdrawal { why: (*why).to_owned(), on: withdrawal.on });
            let path = format!("recommendations/{id}/{finding}.html");
            let name = format!("{id}#{finding}");
            let withdrawal = own.as_ref().unwrap_or(withdrawal);
            pages.push(gone(path, "finding", &report.title, &name, withdrawal, of.clone()));
        }
    }
}

fn what(nature: Nature) -> &'static str {
    match nature {
        Nature::Inspection => "report",
        Nature::Update => "paper",
    }
}

/// Of single findings of reports that are on the site.
fn findings(knowledge: &Knowledge, pages: &mut Vec<Gone>) {
    let mut old: BTreeMap<ReportId, Vec<String>> = BTreeMap::new();
    for (id, report) in knowledge.catalogue.old_reports() {
        old.entry(report).or_default().push(id.to_owned());
    }
    for id in knowledge.report_ids() {
        let report = knowledge.report(id);
        let reasons: BTreeMap<&str, &str> =
            report.withdrawn_findings.iter().map(|(id, why)| (id.value.as_str(), why.value.as_str())).collect();
        for (finding, last) in knowledge.catalogue.withdrawn_of(id) {
            let Some(why) = reasons.get(last) else { continue };
            let withdrawal = Withdrawal { why: (*why).to_owned(), on: None };
            for full in std::iter::once(report.id()).chain(old.get(&id).into_iter().flatten().cloned()) {
                let path = format!("recommendations/{full}/{finding}.html");
                let name = format!("{full}#{finding}");
                pages.push(gone(path, "finding", &report.title, &name, &withdrawal, Some(Page::Report(id))));
            }
        }
    }
}
