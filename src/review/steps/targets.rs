//! What a link of a report may lead to, and what it may say.

use serde::Serialize;

use super::excerpt::report_name;
use crate::model::{Knowledge, On, ReportId};
use crate::source::Nature;
use crate::source::words::{Kind, LinkKey, Quantity};
use crate::suggest::passage::Passage;
use crate::suggest::words;

/// What may be decided.
#[derive(Debug, Serialize)]
pub(crate) struct Choices {
    /// Link keys with their words.
    pub(crate) keys: Vec<(&'static str, &'static str)>,
    /// Whether it has to be said how sure the words are, and whether a part can be named.
    pub(crate) takes_basis: bool,
}

/// Something that a link may lead to.
#[derive(Debug, Serialize)]
pub(crate) struct Target {
    pub(crate) target: String,
    pub(crate) words: String,
}

/// What a link of this kind may say; of a question it is not known yet what it is about.
pub(super) fn choices(knowledge: &Knowledge, passage: &Passage<'_>, on: Option<On>) -> Choices {
    use LinkKey::{Again, Done, Mentions, Met, Missed, PartlyMet, Plans, Remains, UnderWay};
    let update = knowledge.report(passage.report).nature == Nature::Update;
    let mut keys: Vec<LinkKey> = match on {
        Some(On::Report(_)) => vec![Mentions],
        _ if update && passage.kind == Kind::Plan => vec![Plans],
        // A council's paper makes claims, never verdicts.
        _ if update => vec![Done, UnderWay],
        _ => vec![Met, PartlyMet, Missed, Remains],
    };
    if passage.kind.asks() && matches!(on, Some(On::One(_)) | None) {
        keys.insert(0, Again);
    }
    if on.is_none() {
        keys.push(Mentions);
    }
    let takes_basis = !update && matches!(on, Some(On::One(_)) | None);
    Choices { keys: keys.into_iter().map(|k| (k.word(), k.shown())).collect(), takes_basis }
}

/// What a link is about, in words.
pub(super) fn about(knowledge: &Knowledge, on: On) -> String {
    let of = |report: ReportId| report_name(knowledge, report);
    match on {
        On::One(id) => of(knowledge.report_of(id)),
        On::Report(report) => format!("{} as a whole", of(report)),
        On::Group { quantity, kind, report } => {
            let kind = kind.map_or("of what was asked for", |k| match k {
                Kind::PriorityAction => "of the priority actions",
                _ => "of the recommendations",
            });
            format!("{quantity} {kind} in {}", of(report))
        }
    }
}

/// Every earlier recommendation and report that a link of this report may name, the latest first.
pub(super) fn targets(knowledge: &Knowledge, report: ReportId) -> Vec<Target> {
    let mut targets = Vec::new();
    for earlier in crate::suggest::earlier_reports(knowledge, report).into_iter().rev() {
        let id = |on| words::target(knowledge, report, on);
        for recommendation in knowledge.asked_in(earlier) {
            let words = knowledge.finding(knowledge.finding_of(recommendation)).text.clone();
            targets.push(Target { target: id(On::One(recommendation)), words });
        }
        let quantities = [Quantity::All, Quantity::Most];
        for quantity in quantities {
            let on = On::Group { quantity, kind: None, report: earlier };
            targets.push(Target { target: id(on), words: about(knowledge, on) });
        }
        targets.push(Target { target: id(On::Report(earlier)), words: about(knowledge, On::Report(earlier)) });
    }
    targets
}
