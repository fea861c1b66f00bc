//! A decision as changes of texts: of the report's own file, and of `review.toml`. Pure: texts in, texts out.
//!
//! Start at [`Texts::after`].

use super::decision::{About, Confirmed, Decision};
use super::edit::{self, NewLink, Splice, spliced};
use super::{front, refused, steps};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Knowledge, ReportId};
use crate::source::schema::{DecisionKey, FinishedKey, Keys as _, NotStatedKey, ReportKey, ReviewKey, SampledKey};
use crate::source::words::{Basis, Direction, LinkKey};
use crate::source::{ids, toml_text};
use crate::suggest::passage::{Passage, passages};

/// The two texts that a decision may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Texts {
    /// The report's file.
    pub(super) report: String,
    /// `review.toml`; empty where there is none.
    pub(super) review: String,
}

/// The order in which an import writes the front matter, so that a file looks the same whoever filled it in.
const ORDER: [ReportKey; 8] = [
    ReportKey::Title,
    ReportKey::Framework,
    ReportKey::Inspected,
    ReportKey::Published,
    ReportKey::Inspectors,
    ReportKey::Wording,
    ReportKey::Reviewed,
    ReportKey::Scope,
];

impl Texts {
    /// The texts after a decision; `undecided` are the fingerprints of what is suggested and open.
    pub(super) fn after(
        &self,
        decision: &Decision,
        (knowledge, report): (&Knowledge, ReportId),
        undecided: &[String],
    ) -> Result<Self, Diagnostic> {
        let id = knowledge.report(report).id();
        let mut after = self.clone();
        match decision {
            Decision::Link { settles, .. } => {
                after.report = self.linked(decision, knowledge, report)?;
                after.keep(settles.iter().map(|about| about_entry(ReviewKey::Settled, about)));
            }
            Decision::Decline { items, together, .. } => {
                let list = if *together { ReviewKey::Settled } else { ReviewKey::Declined };
                after.keep(items.iter().map(|about| about_entry(list, about)));
            }
            Decision::Later { items, .. } => after.keep(items.iter().map(|a| about_entry(ReviewKey::Later, a))),
            Decision::Findings { items, .. } => {
                after.report = self.spliced(&confirmed(knowledge, report, &self.report, items)?)?;
            }
            Decision::Field { field, value, .. } => {
                let key = ReportKey::parse(field).ok_or_else(|| no_field(field))?;
                after.set(key, &field_value(key, value.trim())?)?;
            }
            Decision::Facts { scope, not_stated, .. } => {
                if let Some(scope) = scope {
                    after.set(ReportKey::Scope, &toml_text::list(scope))?;
                    after.splice(front::without(&after.report, ReportKey::SuggestedScope))?;
                }
                let (scope, others): (Vec<&String>, Vec<&String>) =
                    not_stated.iter().partition(|field| *field == ReportKey::Scope.name());
                if !scope.is_empty() {
                    after.splice(front::add_not_stated(&after.report, ReportKey::Scope.name()))?;
                    after.splice(front::without(&after.report, ReportKey::SuggestedScope))?;
                }
                after.keep(others.into_iter().map(|field| not_stated_entry(&id, field)));
            }
            Decision::Finish { .. } => {
                after.splice(front::set_reviewed(&after.report))?;
                after.keep([finished_entry(&id, undecided)].into_iter());
            }
        }
        Ok(after)
    }

    fn linked(&self, decision: &Decision, knowledge: &Knowledge, report: ReportId) -> Result<String, Diagnostic> {
        let Decision::Link { passage, target, key, basis, part, direction, via, again, .. } = decision else {
            return Ok(self.report.clone());
        };
        let passage = named(knowledge, report, passage)?;
        // A form sends what was left empty as an empty text.
        let word = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
        let link = NewLink {
            key: LinkKey::parse(key).ok_or_else(|| not_a_word(key))?,
            target: one_line(target),
            basis: word(basis).map(|b| Basis::parse(&b).ok_or_else(|| not_a_word(&b))).transpose()?,
            part: word(part).map(|p| one_line(&p)),
            direction: word(direction).map(|d| Direction::parse(&d).ok_or_else(|| not_a_word(&d))).transpose()?,
            via: word(via).map(|v| one_line(&v)),
        };
        let mut splices = self.link(knowledge, &passage, &link)?;
        for again in again {
            let asks = named(knowledge, report, &again.passage)?;
            let link = NewLink {
                key: LinkKey::Again,
                target: one_line(&again.target),
                basis: None,
                part: None,
                direction: None,
                via: None,
            };
            splices.extend(self.link(knowledge, &asks, &link)?);
        }
        self.spliced(&splices)
    }

    fn link(&self, knowledge: &Knowledge, passage: &Passage<'_>, link: &NewLink) -> Result<Vec<Splice>, Diagnostic> {
        let id = steps::fresh_id(knowledge, passage);
        let at = passage.at(knowledge);
        edit::add_link(&self.report, passage.place, link, &id, Some(&at))
            .map_err(|message| refused(Code::T1109, message, "edit the file"))
    }

    fn set(&mut self, key: ReportKey, value: &str) -> Result<(), Diagnostic> {
        let after: Vec<ReportKey> = ORDER.into_iter().take_while(|before| *before != key).collect();
        self.splice(front::set(&self.report, key, value, &after))
    }

    fn splice(&mut self, splices: Option<Vec<Splice>>) -> Result<(), Diagnostic> {
        self.report = self.spliced(&splices.ok_or_else(no_front_matter)?)?;
        Ok(())
    }

    fn spliced(&self, splices: &[Splice]) -> Result<String, Diagnostic> {
        spliced(&self.report, splices).ok_or_else(|| {
            refused(Code::T1109, "the file cannot be changed at these places without losing words", "edit the file")
        })
    }

    /// Puts entries behind `review.toml`.
    fn keep(&mut self, entries: impl Iterator<Item = String>) {
        for entry in entries {
            self.review = appended(&self.review, &entry);
        }
    }
}

/// A text with an entry behind it, after an empty line.
pub(super) fn appended(text: &str, entry: &str) -> String {
    // As the file has them, or it would have both kinds.
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(line_end);
        }
        out.push_str(line_end);
    }
    out.push_str(&entry.replace('\n', line_end));
    out
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
    let on = on.map(|on| line(DecisionKey::On.name(), on)).unwrap_or_default();
    format!("[[{}]]\n{}{on}", list.name(), line(DecisionKey::By.name(), by))
}

fn about_entry(list: ReviewKey, about: &About) -> String {
    entry(list, &about.passage, about.on.as_deref())
}

fn not_stated_entry(report: &str, field: &str) -> String {
    let (report, field) = (line(NotStatedKey::Report.name(), report), line(NotStatedKey::Field.name(), field));
    format!("[[{}]]\n{report}{field}", ReviewKey::NotStated.name())
}

fn finished_entry(report: &str, seen: &[String]) -> String {
    let report = line(FinishedKey::Report.name(), report);
    let seen = match seen.is_empty() {
        true => String::new(),
        false => format!("{} = {}\n", FinishedKey::Seen.name(), toml_text::list(seen)),
    };
    format!("[[{}]]\n{report}{seen}", ReviewKey::Finished.name())
}

pub(super) fn sampled_entry(by: &str, on: &str, kind: &str) -> String {
    let (by, on) = (line(SampledKey::By.name(), by), line(SampledKey::On.name(), on));
    format!("[[{}]]\n{by}{on}{}", ReviewKey::Sampled.name(), line(SampledKey::Kind.name(), kind))
}

/// `review.toml` without what was accepted as a kind.
pub(super) fn without_sampled(text: &str, kind: &str) -> String {
    let (head, own) = (format!("[[{}]]", ReviewKey::Sampled.name()), line(SampledKey::Kind.name(), kind));
    let mut entries: Vec<String> = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("[[") {
            entries.push(String::new());
        }
        if let Some(entry) = entries.last_mut() {
            entry.push_str(line);
        }
    }
    let is_own =
        |entry: &String| entry.trim_start().starts_with(&head) && entry.lines().any(|line| line.trim() == own.trim());
    entries.retain(|entry| !is_own(entry));
    let kept: String = entries.concat();
    if kept.trim().is_empty() { String::new() } else { format!("{}\n", kept.trim_end()) }
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml_text::quoted(value))
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
