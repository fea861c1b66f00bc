//! Authorities and themes, a row each.

use super::column::{TableOf, flag, list, page, text, text_if_any};
use super::{ONS, URN, code};
use crate::site::Page;
use crate::source::{Authority, Theme};

pub(super) static AUTHORITIES: TableOf<Authority> = TableOf {
    name: "authorities",
    about: "Councils whose inspections are followed.",
    key: Some("id"),
    refers: &[],
    each: |content, part, row| {
        content.knowledge.documents.authorities.values().filter(|_| part.is_first).for_each(row);
    },
    columns: &[
        text("id", "permanent id", |_, a| a.id.clone()),
        text("name", "name on pages", |_, a| a.name.clone()),
        list("other_names", "other names in reports", |_, a| a.other_names.clone()),
        text_if_any("region", "region", |_, a| a.region.clone()),
        text_if_any("ofsted_urn", "Ofsted’s unique reference number, as far as it is known", |_, a| code(a, URN)),
        text_if_any(
            "ons_code",
            "the code of the Office for National Statistics that is in use, as far as it is known",
            |_, a| code(a, ONS),
        ),
        list("succeeds", "ids of the authorities that it took over from", |_, a| {
            a.succeeds.iter().map(|s| s.value.clone()).collect()
        }),
        page(|content, a| Page::Authority(a.id.clone()).path(content.knowledge)),
    ],
};

pub(super) static THEMES: TableOf<Theme> = TableOf {
    name: "themes",
    about: "Subjects and groups of children.",
    key: Some("id"),
    refers: &[],
    each: |content, part, row| content.knowledge.documents.shown_themes().filter(|_| part.is_first).for_each(row),
    columns: &[
        text("id", "permanent id", |_, t| t.id.clone()),
        text("title", "name on pages", |_, t| t.title.clone()),
        flag("group", "whether it is a group of children; otherwise a subject", |_, t| t.group),
        list("terms", "words that recognise it", |_, t| t.terms.clone()),
        page(|content, t| Page::Theme(t.id.clone()).path(content.knowledge)),
    ],
};
