//! What the page sends back, read and turned into a change of one file's text.

use serde::Deserialize;

use super::edit::{self, NewLink, Splice};
use super::{front, refused, steps};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Knowledge, ReportId};
use crate::source::schema::{DecisionKey, Keys as _, ReportKey, ReviewKey};
use crate::source::words::{Basis, Direction, LinkKey};
use crate::source::{ids, toml_text};
use crate::suggest::passage::{Passage, passages};

/// One decision of the editor.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Decision {
    /// This is a link.
    Link {
        report: String,
        passage: String,
        target: String,
        key: String,
        basis: Option<String>,
        part: Option<String>,
        direction: Option<String>,
        via: Option<String>,
    },
    /// It is not about this; without `on`, the sentence is about nothing here.
    Decline { report: String, passage: String, on: Option<String> },
    /// Not now.
    Later { report: String, passage: String, on: String },
    /// What a field says.
    Field { report: String, field: String, value: String },
    /// The report does not state it.
    LeaveField { report: String, field: String },
    /// These ids and themes.
    Findings { report: String, items: Vec<Confirmed> },
    /// The report has been read.
    Finish { report: String },
}

/// A finding's id and themes as confirmed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmed {
    passage: String,
    id: String,
    themes: Vec<String>,
}

impl Decision {
    /// The report that it is about.
    pub(crate) fn report(&self) -> &str {
        match self {
            Self::Link { report, .. }
            | Self::Decline { report, .. }
            | Self::Later { report, .. }
            | Self::Field { report, .. }
            | Self::LeaveField { report, .. }
            | Self::Findings { report, .. }
            | Self::Finish { report } => report,
        }
    }

    /// What was done, in words.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Link { target, key, .. } => {
                // What is no key is named as it was sent; it is refused when the change is made.
                let shown: &str = LinkKey::parse(key).map_or(key, |k| k.shown());
                format!("{shown}: {target}")
            }
            Self::Decline { on: Some(on), .. } => format!("not about {on}"),
            Self::Decline { on: None, .. } => "question closed".to_owned(),
            Self::Later { on, .. } => format!("put off: {on}"),
            Self::Field { field, .. } => format!("{field} set"),
            Self::LeaveField { field, .. } => format!("{field} left as not stated"),
            Self::Findings { .. } => "ids and themes confirmed".to_owned(),
            Self::Finish { .. } => "marked as reviewed".to_owned(),
        }
    }

    /// The changes of the report's own file; nothing where the decision is kept elsewhere.
    pub(crate) fn splices(
        &self,
        knowledge: &Knowledge,
        report: ReportId,
        text: &str,
    ) -> Result<Vec<Splice>, Diagnostic> {
        match self {
            Self::Link { passage, target, key, basis, part, direction, via, .. } => {
                let passage = named(knowledge, report, passage)?;
                // A form sends what was left empty as an empty text.
                let word = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
                let link = NewLink {
                    key: LinkKey::parse(key).ok_or_else(|| not_a_word(key))?,
                    target: one_line(target),
                    basis: word(basis).map(|b| Basis::parse(&b).ok_or_else(|| not_a_word(&b))).transpose()?,
                    part: word(part).map(|p| one_line(&p)),
                    direction: word(direction)
                        .map(|d| Direction::parse(&d).ok_or_else(|| not_a_word(&d)))
                        .transpose()?,
                    via: word(via).map(|v| one_line(&v)),
                };
                let id = steps::fresh_id(knowledge, &passage);
                let at = passage.at(knowledge);
                edit::add_link(text, passage.place, &link, &id, Some(&at))
                    .map_err(|message| refused(Code::T1109, message, "edit the file"))
            }
            Self::Findings { items, .. } => confirmed(knowledge, report, text, items),
            Self::Field { field, value, .. } => {
                // The order in which an import writes them, so that a file looks the same whoever filled it in.
                let order = [
                    ReportKey::Title,
                    ReportKey::Framework,
                    ReportKey::Inspected,
                    ReportKey::Published,
                    ReportKey::Inspectors,
                ];
                let key = ReportKey::parse(field).ok_or_else(|| no_field(field))?;
                let after: Vec<ReportKey> = order.into_iter().take_while(|before| *before != key).collect();
                front::set(text, key, &field_value(key, value.trim())?, &after).ok_or_else(no_front_matter)
            }
            Self::Finish { .. } => front::set_reviewed(text).ok_or_else(no_front_matter),
            Self::Decline { .. } | Self::Later { .. } | Self::LeaveField { .. } => Ok(Vec::new()),
        }
    }
}

/// The passage of that name.
fn named<'k>(knowledge: &'k Knowledge, report: ReportId, name: &str) -> Result<Passage<'k>, Diagnostic> {
    passages(knowledge, report).into_iter().find(|p| p.lasting_name(knowledge) == name).ok_or_else(|| {
        let hint = "the report has been read again: look at it and decide again";
        refused(Code::T1102, "this paragraph is not there any more: the file was changed", hint)
    })
}

fn confirmed(
    knowledge: &Knowledge,
    report: ReportId,
    text: &str,
    items: &[Confirmed],
) -> Result<Vec<Splice>, Diagnostic> {
    let all = passages(knowledge, report);
    let mut splices = Vec::new();
    let gone =
        || refused(Code::T1102, "a finding is not there any more: the file was changed", "look at the list again");
    for item in items {
        let passage = all.iter().find(|p| p.lasting_name(knowledge) == item.passage).ok_or_else(gone)?;
        if !ids::is_allowed(&item.id) {
            return Err(refused(Code::T1107, format!("`{}` may not be an id", item.id), ids::RULE));
        }
        let own = passage.finding.and_then(|f| knowledge.finding(f).id.as_ref()).map(|id| id.value.as_str());
        // An id that stays leaves no trace in the file.
        if own != Some(item.id.as_str()) {
            splices.push(edit::set_id(text, passage.place, &item.id).ok_or_else(gone)?);
        }
        splices.extend(edit::set_themes(text, passage.place, &item.themes).ok_or_else(gone)?);
    }
    Ok(splices)
}

/// A field's value as TOML, from what was typed. Dates are checked when the file is read back.
fn field_value(field: ReportKey, typed: &str) -> Result<String, Diagnostic> {
    let date = |text: &str| {
        // TOML has a type for a whole date; one that is known in part is written as a text.
        let whole = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if whole { text.to_owned() } else { toml_text::quoted(text) }
    };
    if typed.is_empty() {
        let hint = "leave it as not stated where the report does not say it";
        return Err(refused(Code::T1107, "nothing was typed", hint));
    }
    match field {
        ReportKey::Title => Ok(toml_text::quoted(typed)),
        ReportKey::Published => Ok(date(typed)),
        ReportKey::Inspected => Ok(match typed.split_once(" to ") {
            Some((from, to)) => format!("{{ from = {}, to = {} }}", date(from.trim()), date(to.trim())),
            None => date(typed),
        }),
        ReportKey::Inspectors => {
            // Semicolons, since a name may hold a comma.
            let names: Vec<String> = typed.split(';').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
            Ok(toml_text::list(&names))
        }
        _ => Err(no_field(field.name())),
    }
}

fn no_field(field: &str) -> Diagnostic {
    refused(Code::T1107, format!("`{field}` cannot be set here"), "set it in the file")
}

/// An entry of `review.toml`, in one of its lists.
pub(crate) fn entry(list: ReviewKey, by: &str, on: Option<&str>) -> String {
    let line = |key: DecisionKey, id: &str| format!("{} = {}\n", key.name(), toml_text::quoted(id));
    let on = on.map(|on| line(DecisionKey::On, on)).unwrap_or_default();
    format!("[[{}]]\n{}{on}", list.name(), line(DecisionKey::By, by))
}

fn no_front_matter() -> Diagnostic {
    refused(Code::T1102, "the front matter of the report cannot be read", "mend it in the file")
}

fn one_line(text: &str) -> String {
    // A line break would end the item that the attribute stands behind.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn not_a_word(word: &str) -> Diagnostic {
    refused(Code::T1105, format!("`{word}` is no word of the format"), "reload the page")
}
