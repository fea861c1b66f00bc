//! What differs between a draft and its new reading, in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::successors::{Statement, Successors};
use crate::import::reissued::{Difference, differences, excerpt};
use crate::source::Report;
use crate::source::words::Kind;

/// What differs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Changes {
    /// Facts, headings and findings, each in a line.
    pub lines: Vec<String>,
    /// Paragraphs, items and headings whose words differ.
    pub words: Vec<Difference>,
}

impl Changes {
    /// What differs between the old draft and the new one, each with its text and its statements.
    pub(super) fn between(
        (old, old_text, old_statements): (&Report, &str, &[Statement]),
        (new, new_text, new_statements): (&Report, &str, &[Statement]),
        successors: &Successors,
        renamed: &[(String, String)],
    ) -> Self {
        let mut lines = facts(old, new);
        lines.extend(headings(old, new));
        lines.extend(findings(old_statements, new_statements, successors));
        let was: BTreeMap<&str, &str> =
            old.renamed.iter().map(|(from, to)| (from.value.as_str(), to.value.as_str())).collect();
        let newly = renamed.iter().filter(|(from, to)| was.get(from.as_str()) != Some(&to.as_str()));
        lines.extend(newly.map(|(from, to)| format!("renamed: #{from} is #{to} now, and leads there")));
        let words = differences(old_text, new_text);
        if lines.is_empty() && words.is_empty() {
            lines.push("what stands round the words: marks of Markdown, or the order of paragraphs".to_owned());
        }
        Self { lines, words }
    }

    /// The draft gets its mark and nothing else.
    pub(super) fn mark_alone() -> Self {
        let line = "it reads as it stands, so nobody has touched it: it gets the mark that says so";
        Self { lines: vec![line.to_owned()], words: Vec::new() }
    }

    pub(super) fn with_decisions(mut self, count: usize) -> Self {
        if count > 0 {
            let names = if count == 1 { "1 name".to_owned() } else { format!("{count} names") };
            self.lines.push(format!("review.toml: {names} of what was decided on change with it"));
        }
        self
    }
}

/// `field: new, was old`.
fn fact(field: &str, old: Option<String>, new: Option<String>) -> Option<String> {
    if old == new {
        return None;
    }
    let said = |value: Option<String>| value.unwrap_or_else(|| "not stated".to_owned());
    Some(format!("{field}: {}, was {}", said(new), said(old)))
}

fn facts(old: &Report, new: &Report) -> Vec<String> {
    let list = |list: &[String]| Some(list.join(", ")).filter(|text| !text.is_empty());
    let scope = |r: &Report| list(&r.suggested_scope.iter().map(|theme| theme.value.clone()).collect::<Vec<_>>());
    let both = |of: &dyn Fn(&Report) -> Option<String>, field: &str| fact(field, of(old), of(new));
    let mut lines: Vec<String> = [
        both(&|r| Some(r.id()), "report"),
        both(&|r| Some(r.authority.clone()), "council"),
        both(&|r| Some(r.title.clone()), "title"),
        both(&|r| Some(r.framework.value.clone()), "framework"),
        both(&|r| r.inspected.as_ref().map(|p| p.value.in_words()), "inspected"),
        both(&|r| r.published.as_ref().map(|p| p.value.in_words()), "published"),
        both(&|r| list(&r.inspectors), "inspectors"),
        both(&|r| r.scope_text.clone(), "scope"),
        both(&scope, "suggested scope"),
        both(&|r| r.legal_basis.clone(), "legal basis"),
        both(&|r| r.origin.licence.clone(), "licence"),
        both(&|r| list(&r.not_stated), "not stated"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let grades = |report: &Report| -> BTreeMap<String, String> {
        report.judgements.iter().map(|j| (j.name.value.clone(), j.grade.value.clone())).collect()
    };
    let (was, is) = (grades(old), grades(new));
    let names: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let graded = |name: &&String| fact(&format!("judgement “{name}”"), was.get(*name).cloned(), is.get(*name).cloned());
    lines.extend(names.iter().filter_map(graded));
    lines
}

/// Headings that came, went, or say another kind of what is below them.
fn headings(old: &Report, new: &Report) -> Vec<String> {
    let kinds = |report: &Report| -> BTreeMap<String, Vec<Kind>> {
        let mut kinds: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
        for section in &report.body.sections {
            kinds.entry(section.heading.clone()).or_default().push(section.kind);
        }
        kinds
    };
    let (was, is) = (kinds(old), kinds(new));
    let words = |kinds: &[Kind]| kinds.iter().map(|k| k.word()).collect::<Vec<_>>().join(", ");
    let gone = was.iter().filter(|(heading, _)| !is.contains_key(*heading));
    let mut lines: Vec<String> = gone.map(|(heading, _)| format!("heading gone: {}", excerpt(heading))).collect();
    for (heading, kinds) in &is {
        match was.get(heading) {
            None => lines.push(format!("heading added: {} ({})", excerpt(heading), words(kinds))),
            Some(before) if before != kinds => {
                lines.push(format!("heading {}: {}, was {}", excerpt(heading), words(kinds), words(before)));
            }
            Some(_) => {}
        }
    }
    lines
}

/// Findings that came, went, or are of another kind; and how many have other attributes.
fn findings(old: &[Statement], new: &[Statement], successors: &Successors) -> Vec<String> {
    let is_finding = |s: &Statement| s.id.is_some();
    let named = |s: &Statement| format!("#{} ({})", s.id.as_deref().unwrap_or_default(), s.kind.shown());
    let mut lines = Vec::new();
    let mut stood_for: Vec<bool> = vec![false; new.len()];
    let mut attributes: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, before) in old.iter().enumerate() {
        let now = successors.of(number).and_then(|to| Some((to, new.get(to)?)));
        if let Some(place) = now.and_then(|(to, _)| stood_for.get_mut(to)).filter(|_| is_finding(before)) {
            *place = true;
        }
        if !is_finding(before) {
            continue;
        }
        match now {
            None => lines.push(format!("finding gone: {} {}", named(before), excerpt(&before.text))),
            Some((_, now)) if !is_finding(now) => {
                lines.push(format!("finding gone: {}, its words are running text now", named(before)));
            }
            Some((_, now)) => {
                if now.kind != before.kind {
                    lines.push(format!("kind: {}, was {}", named(now), before.kind.shown()));
                }
                let keys: std::collections::BTreeSet<&&str> =
                    before.attributes.keys().chain(now.attributes.keys()).collect();
                for key in keys.into_iter().filter(|key| before.attributes.get(*key) != now.attributes.get(*key)) {
                    *attributes.entry(key).or_default() += 1;
                }
            }
        }
    }
    let added = new.iter().zip(&stood_for).filter(|(s, stood_for)| is_finding(s) && !**stood_for);
    lines.extend(added.map(|(s, _)| format!("finding added: {} {}", named(s), excerpt(&s.text))));
    let other = |(key, count): (&str, usize)| {
        let findings = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        format!("`{key}`: otherwise on {findings}")
    };
    lines.extend(attributes.into_iter().map(other));
    lines
}
