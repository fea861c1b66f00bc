//! The pages that others are listed on: those of councils and of themes.

use super::fixed::OF_A_SITE;
use super::record::{Record, SHOWN, Shared, Sort, words_beside_findings};
use super::words::{AROUND, BODY, ID, RELATED, Reader, SAID, TITLE};
use crate::model::Knowledge;
use crate::site::Page;
use crate::source::shorten::shorten;
use crate::source::{Authority, OwnPage, Theme};

/// What stands on every page of a council and of a theme, in the words of those who look for it.
const AUTHORITY_PAGE: &str = "inspections reports visits judgements verdicts grades marks ratings results track record list history years changed \
     open still overview";
const THEME_PAGE: &str = "theme subject topic councils authorities inspections inspectors reports say";

pub(super) fn authority(shared: &Shared<'_>, reader: &mut Reader<'_>, authority: &Authority) -> Record {
    let knowledge = shared.knowledge;
    let id = authority.id.as_str();
    let body = authority.file.map(|file| words_beside_findings(knowledge, file, &authority.body)).unwrap_or_default();
    reader.text(&names(authority), TITLE);
    reader.text(id, ID);
    reader.text(&body, BODY);
    reader.text("council authority local", AROUND);
    reader.text(authority.region.as_deref().unwrap_or_default(), AROUND);
    reader.text(AUTHORITY_PAGE, RELATED);
    reader.text(&inspected_by(knowledge, id), RELATED);
    reader.end();
    Record {
        sort: Sort::Authority,
        href: Page::Authority(id.to_owned()).path(knowledge),
        title: authority.name.clone(),
        place: match shared.unresolved.get(id) {
            None => "no recommendation that somebody has read".to_owned(),
            Some((some, all)) => format!("{some} of {all} unresolved"),
        },
        excerpt: shorten(&body, SHOWN),
        original: None,
        outcome: None,
        sign: None,
        apart: None,
        themes: Vec::new(),
    }
}

pub(super) fn theme(shared: &Shared<'_>, reader: &mut Reader<'_>, theme: &Theme) -> Record {
    let knowledge = shared.knowledge;
    let id = theme.id.as_str();
    let body = words_beside_findings(knowledge, theme.file, &theme.body);
    let terms = theme.terms.join(" ");
    reader.text(&theme.title, TITLE);
    reader.text(id, ID);
    reader.text(&body, BODY);
    reader.text(&terms, BODY);
    reader.text(THEME_PAGE, AROUND);
    // The councils that its page lists something of.
    let authorities = &knowledge.documents.authorities;
    let under = shared.under.get(id).into_iter().flatten().filter_map(|one| authorities.get(*one));
    under.for_each(|one| reader.text(&names(one), SAID));
    reader.meaning(&format!("{} {terms} {body}", theme.title));
    reader.end();
    Record {
        sort: Sort::Theme,
        href: Page::Theme(id.to_owned()).path(knowledge),
        title: theme.title.clone(),
        place: if theme.group { "group of children".to_owned() } else { "subject".to_owned() },
        original: None,
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        sign: None,
        apart: None,
        themes: vec![id.to_owned()],
    }
}

/// A page of the site's own: what stands there is all that is known of it.
pub(super) fn own_page(knowledge: &Knowledge, reader: &mut Reader<'_>, page: &OwnPage) -> Record {
    let body = words_beside_findings(knowledge, page.file, &page.body);
    reader.text(&page.title, TITLE);
    reader.text(&body, BODY);
    reader.text(OF_A_SITE, AROUND);
    reader.end();
    Record {
        sort: Sort::Page,
        href: Page::Own(page.id.clone()).path(knowledge),
        title: page.title.clone(),
        place: String::new(),
        original: None,
        excerpt: shorten(&body, SHOWN),
        outcome: None,
        sign: None,
        apart: None,
        themes: Vec::new(),
    }
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
