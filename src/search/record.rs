//! What can be found: authorities, themes, reports, recommendations and findings.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::overview::{authority, theme};
use super::related::{Groups, Related};
use super::report::of_report;
use crate::model::{FindingId, Knowledge, On, Outcome, ReportId};
use crate::source::body::Body;
use crate::source::words::{Kind, Nature};

/// What kind of thing a record is: a facet, and part of how high it is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Authority,
    Theme,
    Inspection,
    Update,
    Finding(Kind),
}

impl Sort {
    /// The word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Theme => "theme",
            Self::Inspection => Nature::Inspection.word(),
            Self::Update => Nature::Update.word(),
            Self::Finding(kind) => kind.word(),
        }
    }

    /// The word on the page.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Theme => "theme",
            Self::Inspection => "inspection",
            Self::Update => "council’s paper",
            Self::Finding(kind) => kind.shown(),
        }
    }

    /// How much more its likeness counts than another's: what was asked for is what readers look for.
    pub(super) fn counts(self) -> f64 {
        match self {
            Self::Authority | Self::Theme => 1.2,
            Self::Inspection => 0.8,
            Self::Update => 1.0,
            Self::Finding(kind) if kind.asks() => 1.0,
            Self::Finding(_) => 0.4,
        }
    }
}

/// Something that can be found.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) sort: Sort,
    /// Its address from the site's root.
    pub(super) href: String,
    pub(super) title: String,
    /// Where it belongs: council, report, place.
    pub(super) place: String,
    /// Its words, as far as a result shows them.
    pub(super) excerpt: String,
    pub(super) outcome: Option<Outcome>,
    pub(super) themes: Vec<String>,
    pub(super) texts: Texts,
}

/// A record's words, by how much they count.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) title: String,
    pub(super) id: String,
    pub(super) body: String,
    /// Council, report, framework, year.
    pub(super) around: String,
    /// Words beside it.
    pub(super) related: String,
    /// What it means: groups of words of one meaning.
    pub(super) means: BTreeSet<usize>,
    /// What others say of it.
    pub(super) said: String,
}

/// Records of one report, which follow each other.
#[derive(Debug)]
pub(super) struct OfReport {
    pub(super) report: ReportId,
    pub(super) records: Vec<Record>,
}

/// All records: authorities and themes, then report by report.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) authorities: Vec<Record>,
    pub(super) themes: Vec<Record>,
    pub(super) reports: Vec<OfReport>,
    /// The groups of words of one meaning.
    pub(super) groups: Groups,
}

/// How many letters of a record's words a result shows.
pub(super) const SHOWN: usize = 260;

pub(super) fn records(knowledge: &Knowledge) -> Records {
    let groups = Groups::new();
    let related = Related::of(&groups);
    let said = said_of(knowledge);
    let authorities = &knowledge.documents.authorities;
    let reports: Vec<ReportId> =
        authorities.keys().flat_map(|id| knowledge.catalogue.reports_of(id)).copied().collect();
    let themes = knowledge.documents.shown_themes().map(|one| theme(knowledge, &related, one)).collect();
    let reports = (reports.par_iter())
        .map_init(|| Related::of(&groups), |related, id| of_report(knowledge, related, &said, *id))
        .collect();
    Records {
        authorities: authorities.values().map(|one| authority(knowledge, one)).collect(),
        themes,
        reports,
        groups,
    }
}

/// The findings that say something of a recommendation.
fn said_of(knowledge: &Knowledge) -> BTreeMap<FindingId, Vec<FindingId>> {
    let mut said: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
    for one in &knowledge.follow_ups {
        // A statement about a whole group has no words about one of them.
        if let On::One(on) = one.on {
            said.entry(knowledge.finding_of(on)).or_default().push(one.by);
        }
    }
    said
}

/// The plain words of a body, without those of findings.
pub(super) fn words_beside_findings(knowledge: &Knowledge, file: crate::diagnostics::FileId, body: &Body) -> String {
    let source = knowledge.documents.sources.file(file).map_or("", |f| f.text.as_str());
    // Findings are records of their own, and their report would be found beside each of them.
    let plain = body.blocks.iter().filter(|p| p.finding.is_none()).map(|p| p.plain(source));
    plain.collect::<Vec<_>>().join(" ")
}
