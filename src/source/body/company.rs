//! Attributes that say nothing by themselves: which others they need beside them, or on what they may stand.

use super::finding::{parse_basis, takes_basis, takes_part};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::attributes::Attribute;
use crate::source::schema::{FindingKey, Keys};
use crate::source::words::{Basis, Kind, LinkKey};

/// `basis`, `via` and `part` need a verdict beside them, `judgement` and `direction` a mention.
pub(super) fn check(list: &[Attribute], out: &mut Vec<Diagnostic>) {
    // A link counts even where its target cannot be read.
    let links: Vec<LinkKey> = list.iter().filter_map(|a| LinkKey::parse(&a.key.value)).collect();
    for attribute in list {
        let Some(wanted) = FindingKey::parse(&attribute.key.value)
            .and_then(|key| missing_company(key, &attribute.value.value, &links))
        else {
            continue;
        };
        out.push(
            Diagnostic::at(Code::T0407, attribute.key.span, format!("`{}` stands alone", attribute.key.value))
                .hint(format!("it belongs beside {wanted}; add the link or remove it")),
        );
    }
}

/// The title of a thread on what asks for nothing, and so begins none.
pub(super) fn title_astray(list: &[Attribute], kind: Kind) -> Option<Diagnostic> {
    let key = list.iter().map(|a| &a.key).find(|key| key.value == FindingKey::Thread.name())?;
    let problem = || {
        Diagnostic::at(Code::T0415, key.span, format!("`{}` stands on what asks for nothing", key.value))
            .hint("a thread is named on the recommendation that begins it; remove it here")
    };
    (!kind.asks()).then(problem)
}

/// The links of which an attribute needs one beside it, where there is none.
fn missing_company(key: FindingKey, value: &str, links: &[LinkKey]) -> Option<&'static str> {
    let has_verdict = links.iter().copied().any(takes_part);
    let has_mention = links.contains(&LinkKey::Mentions);
    // A basis that is no word of the format is reported as such.
    let basis = parse_basis(value).unwrap_or(Basis::Stated);
    let has_basis = links.iter().any(|link| takes_basis(*link, basis));
    match key {
        FindingKey::Basis if !has_basis && basis == Basis::Answered => Some("`met`, `partly-met` or `missed`"),
        FindingKey::Basis if !has_basis => Some("`met`, `partly-met`, `missed`, `again` or `remains`"),
        FindingKey::Part if !has_verdict => Some("`met`, `partly-met` or `missed`"),
        FindingKey::Via if !has_verdict && !has_mention => Some("`met`, `partly-met`, `missed` or `mentions`"),
        FindingKey::Judgement | FindingKey::Direction if !has_mention => Some("`mentions`"),
        _ => None,
    }
}
