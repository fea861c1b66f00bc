//! Old ids of themes and of authorities that others succeed: what is named by one is read as its present id.
//!
//! Old ids of reports and findings are looked up where links are (`model/catalogue.rs`); a theme is named in many places
//! and looked up in more, so its old id ends here.

use std::collections::{BTreeMap, BTreeSet};

use super::toml_table::Placed;
use super::{Documents, Theme};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::{Authority, ids};

impl Documents {
    /// The themes' old ids, each with the present one; those that may be none are left out.
    pub(crate) fn old_themes(&self) -> impl Iterator<Item = (&str, &Theme)> {
        self.themes.values().flat_map(|theme| self.old_ids_of_theme(theme).map(move |old| (old, theme)))
    }

    /// A theme's old ids.
    pub(crate) fn old_ids_of_theme<'d>(&'d self, theme: &'d Theme) -> impl Iterator<Item = &'d str> {
        old_ids_of(&theme.aliases, |id| self.themes.contains_key(id))
    }

    /// The authorities' old ids, each with the present one; those that may be none are left out.
    pub(crate) fn old_authorities(&self) -> impl Iterator<Item = (&str, &Authority)> {
        let all = self.authorities.values();
        all.flat_map(|authority| self.old_ids_of_authority(authority).map(move |old| (old, authority)))
    }

    /// An authority's old ids.
    pub(crate) fn old_ids_of_authority<'d>(&'d self, authority: &'d Authority) -> impl Iterator<Item = &'d str> {
        old_ids_of(&authority.aliases, |id| self.authorities.contains_key(id))
    }

    /// Reads old ids as present ones, with a hint for who wrote them.
    pub(super) fn lead_on(&mut self, problems: &mut Vec<Diagnostic>) {
        self.check_old_ids(problems);
        // A theme of the program's that a site has under another name is that theme.
        let taken: Vec<String> = self.themes.values().flat_map(|t| &t.aliases).map(|a| a.value.clone()).collect();
        self.themes.retain(|id, theme| !theme.is_shipped || !taken.contains(id));
        let themes: BTreeMap<String, String> =
            self.old_themes().map(|(old, theme)| (old.to_owned(), theme.id.clone())).collect();
        let authorities: BTreeMap<String, String> =
            self.old_authorities().map(|(old, authority)| (old.to_owned(), authority.id.clone())).collect();
        let mut told = BTreeSet::new();
        let mut lead = |id: &mut Placed<String>, now: &BTreeMap<String, String>| {
            let Some(now) = now.get(&id.value) else { return };
            // What stands in a heading stands in the findings below it too, from one place.
            if told.insert(id.span) {
                problems.push(old_id(&id.value, now, id.span));
            }
            id.value.clone_from(now);
        };
        if !themes.is_empty() {
            for report in &mut self.reports {
                report.scope.iter_mut().flatten().chain(&mut report.suggested_scope).for_each(|t| lead(t, &themes));
                report.body.sections.iter_mut().flat_map(|s| &mut s.themes).for_each(|t| lead(t, &themes));
                for finding in &mut report.body.findings {
                    finding.themes.iter_mut().chain(&mut finding.suggested_themes).for_each(|t| lead(t, &themes));
                }
            }
        }
        if !authorities.is_empty() {
            self.authorities.values_mut().flat_map(|a| &mut a.succeeds).for_each(|id| lead(id, &authorities));
        }
    }

    fn check_old_ids(&self, problems: &mut Vec<Diagnostic>) {
        let own = self.themes.values().filter(|t| !t.is_shipped).map(|t| t.id.as_str()).collect();
        check(self.themes.values().flat_map(|t| &t.aliases), &own, problems);
        let own = self.authorities.keys().map(String::as_str).collect();
        check(self.authorities.values().flat_map(|a| &a.aliases), &own, problems);
    }
}

fn old_ids_of(aliases: &[Placed<String>], taken: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    aliases.iter().map(|alias| alias.value.as_str()).filter(move |old| ids::is_allowed(old) && !taken(old))
}

fn old_id(old: &str, now: &str, span: Span) -> Diagnostic {
    Diagnostic::at(Code::T0513, span, format!("`{old}` is an old id")).hint(format!("it is `{now}` now"))
}

/// An old id is an id that nothing of its kind has any more.
fn check<'a>(aliases: impl Iterator<Item = &'a Placed<String>>, own: &BTreeSet<&str>, problems: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for alias in aliases {
        if !ids::is_allowed(&alias.value) {
            problems.push(
                Diagnostic::at(Code::T0408, alias.span, format!("`{}` may not be an id", alias.value))
                    .hint_if(ids::nearest_allowed(&alias.value).map(|near| format!("`{near}` may")))
                    .hint(ids::RULE),
            );
        } else if own.contains(alias.value.as_str()) || !seen.insert(alias.value.as_str()) {
            problems.push(
                Diagnostic::at(Code::T0315, alias.span, format!("`{}` is taken", alias.value))
                    .hint("an alias is an id that nothing has any more"),
            );
        }
    }
}
