//! What was open in a report when somebody finished it: only what is new since is shown again.

use std::collections::BTreeSet;

use super::{Walk, is_walked};
use crate::model::{Knowledge, ReportId};
use crate::suggest::{ReportSuggestions, words};

/// What was seen of one report; nothing where it was not finished here.
#[derive(Debug)]
pub(super) struct Seen<'k>(Option<BTreeSet<&'k str>>);

impl<'k> Seen<'k> {
    pub(super) fn of(knowledge: &'k Knowledge, report: ReportId) -> Self {
        // A report that is a draft again has been opened again by hand: everything is asked anew.
        if !knowledge.report(report).reviewed {
            return Self(None);
        }
        let is_it = |name: &str| knowledge.catalogue.report(name).is_some_and(|found| found.is == report);
        let own = knowledge.documents.decisions.finished.iter().filter(|f| is_it(&f.report.value));
        let mut seen: Option<BTreeSet<&str>> = None;
        for finished in own {
            seen.get_or_insert_default().extend(finished.seen.iter().map(String::as_str));
        }
        Self(seen)
    }

    pub(super) fn is_finished(&self) -> bool {
        self.0.is_some()
    }

    /// Whether a passage, by any of its names, was seen with what it is about.
    pub(super) fn has(&self, names: &[String], on: &str) -> bool {
        let seen = |name: &String| self.0.as_ref().is_some_and(|seen| seen.contains(fingerprint(name, on).as_str()));
        names.iter().any(seen)
    }
}

/// Fingerprints of what is suggested and undecided: what [`Seen`] is made of when the report is finished.
pub(super) fn undecided(knowledge: &Knowledge, found: &ReportSuggestions<'_>) -> Vec<String> {
    let links = found.links.iter().filter(|link| is_walked(link.confidence, Walk::Likely));
    let links = links.map(|link| (link.passage, words::name_of(knowledge, link.on)));
    let questions = found.questions.iter().map(|question| (question.passage, String::new()));
    let all: BTreeSet<String> = links
        .chain(questions)
        .map(|(passage, on)| fingerprint(&found.passage(passage).lasting_name(knowledge), &on))
        .collect();
    all.into_iter().collect()
}

/// Ten hexadecimal digits, enough to tell the suggestions of one report apart.
fn fingerprint(by: &str, on: &str) -> String {
    blake3::hash(format!("{by}\n{on}").as_bytes()).to_hex().chars().take(10).collect()
}
