//! Look-backs tied to what they speak of: a group of an earlier report's recommendations, or a report.
//! Those about a single recommendation are tied to it by likeness, elsewhere.

use super::corpus::Read;
use super::earlier::{Meant, meant};
use crate::looks_back::{self, Extent, LookBack, Matter, looks_back};
use crate::model::{Knowledge, On, ReportId};
use crate::source::words::{Kind, LinkKey, Quantity, Verdict};

/// A look-back, with the passage that it stands in and the reports that it means.
#[derive(Clone, Debug)]
pub(super) struct Tied {
    /// The passage, by its place among those of its report.
    pub(super) passage: usize,
    pub(super) said: LookBack,
    pub(super) meant: Meant,
}

impl Tied {
    /// Whether it is about one recommendation, or it is not said of how many.
    pub(super) fn is_single(&self) -> bool {
        self.said.matter == Matter::Areas && matches!(self.said.extent, Some(Extent::One) | None)
    }

    /// Whether it is about all, most or some of what an earlier report asked for.
    pub(super) fn is_group(&self) -> bool {
        self.said.matter == Matter::Areas && !self.is_single()
    }

    /// The link of a group statement on one of the reports that are meant.
    pub(super) fn group_on(&self, knowledge: &Knowledge, report: ReportId) -> (Option<LinkKey>, On) {
        let kind = kind_meant(knowledge, report, &self.said.clause);
        let clause = self.said.clause.to_lowercase();
        let none = ["none of", "neither"].iter().any(|word| clause.contains(word));
        let quantity = match self.said.extent {
            Some(Extent::Most) => Quantity::Most,
            Some(Extent::Some) => Quantity::Some,
            _ if none && self.said.verdict == Some(Verdict::Missed) => Quantity::None,
            _ => Quantity::All,
        };
        let key = match self.said.verdict {
            Some(Verdict::Missed) if quantity == Quantity::None => Some(LinkKey::Met),
            // Areas that were set and stay as they were set.
            Some(Verdict::Missed) if quantity == Quantity::All && clause.contains("remain") => Some(LinkKey::Remains),
            verdict => verdict.map(key_of),
        };
        (key, On::Group { quantity, kind, report })
    }
}

/// The key that says a verdict.
pub(super) fn key_of(verdict: Verdict) -> LinkKey {
    match verdict {
        Verdict::Met => LinkKey::Met,
        Verdict::PartlyMet => LinkKey::PartlyMet,
        Verdict::Missed => LinkKey::Missed,
    }
}

/// Every look-back of a report.
pub(super) fn all(knowledge: &Knowledge, report: ReportId, reads: &[Read<'_>], earlier: &[ReportId]) -> Vec<Tied> {
    let passages: Vec<looks_back::Passage<'_>> = reads
        .iter()
        .map(|read| looks_back::Passage { text: &read.passage.text, page: None, heading: read.passage.heading })
        .collect();
    looks_back(&passages)
        .into_iter()
        .map(|said| Tied { passage: said.passage, meant: meant(knowledge, report, earlier, &said.about), said })
        .collect()
}

/// The kind that a sentence speaks of, where the earlier report asks in two and it names one.
fn kind_meant(knowledge: &Knowledge, report: ReportId, sentence: &str) -> Option<Kind> {
    let asks = |kind: Kind| knowledge.report(report).body.findings.iter().any(|f| f.kind == kind);
    if !(asks(Kind::Recommendation) && asks(Kind::PriorityAction)) {
        return None;
    }
    let sentence = sentence.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let urgent = names(&["priority action", "priority and immediate action"]);
    let other = names(&["for improvement", "for development", "recommendation", "to improve"]);
    match (urgent, other) {
        (true, false) => Some(Kind::PriorityAction),
        (false, true) => Some(Kind::Recommendation),
        _ => None,
    }
}
