//! The pages that others are listed on: those of councils and of themes.

use std::collections::BTreeSet;

use super::record::{Record, SHOWN, Sort, Texts, words_beside_findings};
use super::related::Related;
use crate::model::{Knowledge, ReportId, Thread};
use crate::site::Page;
use crate::source::shorten::shorten;
use crate::source::{Authority, Theme};

/// What stands on every page of a council and of a theme, in the words of those who look for it.
const AUTHORITY_PAGE: &str = "inspections reports visits judgements verdicts grades marks ratings results track record list history years changed \
     open still overview";
const THEME_PAGE: &str = "theme subject topic councils authorities inspections inspectors reports say";

pub(super) fn authority(knowledge: &Knowledge, authority: &Authority) -> Record {
    let id = authority.id.as_str();
    let body = authority.file.map(|file| words_beside_findings(knowledge, file, &authority.body)).unwrap_or_default();
    // A thread counts where it was asked for last: what a successor carries on is open there.
    let own = |t: &Thread| knowledge.report(knowledge.finding_of(t.last).report).authority == id;
    let open = knowledge.threads.iter().filter(|t| t.is_read && t.is_open() && own(t));
    Record {
        sort: Sort::Authority,
        href: Page::Authority(id.to_owned()).path(knowledge),
        title: authority.name.clone(),
        place: match open.count() {
            0 => "nothing is open".to_owned(),
            1 => "1 thread is open".to_owned(),
            n => format!("{n} threads are open"),
        },
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        themes: Vec::new(),
        texts: Texts {
            title: names(authority),
            id: id.to_owned(),
            body,
            around: format!("council authority local {}", authority.region.clone().unwrap_or_default()),
            related: format!("{AUTHORITY_PAGE} {}", inspected_by(knowledge, id)),
            means: BTreeSet::new(),
            said: String::new(),
        },
    }
}

pub(super) fn theme(knowledge: &Knowledge, related: &Related<'_>, theme: &Theme) -> Record {
    let id = theme.id.as_str();
    let body = words_beside_findings(knowledge, theme.file, &theme.body);
    let terms = theme.terms.join(" ");
    Record {
        sort: Sort::Theme,
        href: Page::Theme(id.to_owned()).path(knowledge),
        title: theme.title.clone(),
        place: if theme.group { "group of children".to_owned() } else { "subject".to_owned() },
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        themes: vec![id.to_owned()],
        texts: Texts {
            title: theme.title.clone(),
            id: id.to_owned(),
            related: String::new(),
            means: related.to(&format!("{} {terms} {body}", theme.title)),
            body: format!("{body} {terms}"),
            around: THEME_PAGE.to_owned(),
            said: names_under(knowledge, id),
        },
    }
}

/// The councils that a theme's page lists something of.
fn names_under(knowledge: &Knowledge, theme: &str) -> String {
    let has = |report: &ReportId| {
        knowledge.findings_of(*report).any(|f| knowledge.finding(f).themes.iter().any(|t| t.value == theme))
    };
    let listed =
        knowledge.documents.authorities.iter().filter(|(id, _)| knowledge.catalogue.reports_of(id).iter().any(has));
    listed.map(|(_, authority)| names(authority)).collect::<Vec<_>>().join(" ")
}

/// A council's names.
pub(super) fn names(authority: &Authority) -> String {
    format!("{} {}", authority.name, authority.other_names.join(" "))
}

/// Who inspected a council, and under which frameworks.
fn inspected_by(knowledge: &Knowledge, authority: &str) -> String {
    let reports = knowledge.catalogue.reports_of(authority).iter();
    let mut by: Vec<&str> = (reports.filter_map(|r| knowledge.framework(*r)))
        .flat_map(|f| [f.short_name.as_str(), f.inspectorate.as_deref().unwrap_or_default()])
        .collect();
    by.sort_unstable();
    by.dedup();
    by.join(" ")
}
