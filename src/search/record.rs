//! What can be found: authorities, themes, the site's own pages, reports, recommendations and findings.

use std::collections::{BTreeMap, BTreeSet};

use super::fixed::{Fixed, fixed, page};
use super::overview::{authority, own_page, theme};
use super::related::Groups;
use super::report::{Around, of_report};
use super::words::{Reader, Run};
use crate::model::{FindingId, Knowledge, On, Outcome, ReportId};
use crate::site::SignView;
use crate::source::body::Body;
use crate::source::words::{Kind, Nature};
use crate::source::{Authority, OwnPage, Theme};

/// What kind of thing a record is: a facet, and part of how high it is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Authority,
    Theme,
    /// One of the site's own pages.
    Page,
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
            Self::Page => "page",
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
            Self::Page => "about this site",
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
            Self::Page | Self::Update => 1.0,
            Self::Finding(kind) if kind.asks() => 1.0,
            Self::Finding(_) => 0.4,
        }
    }
}

/// Something that can be found, as a result shows it; its words went to a [`Reader`].
#[derive(Debug)]
pub(super) struct Record {
    pub(super) sort: Sort,
    /// Its address from the site's root.
    pub(super) href: String,
    pub(super) title: String,
    /// Where it belongs: council, report, place.
    pub(super) place: String,
    /// The address of that place in the original; nothing where only a list is known.
    pub(super) original: Option<String>,
    /// Its words, as far as a result shows them.
    pub(super) excerpt: String,
    pub(super) outcome: Option<Outcome>,
    /// Who says that it stands so.
    pub(super) sign: Option<SignView>,
    /// Where its thread stands, where that is elsewhere.
    pub(super) apart: Option<Apart>,
    pub(super) themes: Vec<String>,
}

/// Where the thread of a recommendation stands: how it is the same request, and by which the style draws who says so.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) words: String,
    pub(super) outcome: Outcome,
    pub(super) style: &'static str,
}

/// What records are made from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of<'k> {
    Authority(&'k Authority),
    Theme(&'k Theme),
    Page(Fixed),
    OwnPage(&'k OwnPage),
    /// A report, and its findings after it.
    Report(ReportId),
}

impl Of<'_> {
    /// How many records it makes.
    pub(super) fn count(self, knowledge: &Knowledge) -> usize {
        match self {
            Self::Authority(_) | Self::Theme(_) | Self::Page(_) | Self::OwnPage(_) => 1,
            Self::Report(id) => 1 + knowledge.report(id).body.findings.len(),
        }
    }
}

/// Everything that records are made from: authorities, themes and the site's own pages, then the reports of each authority.
pub(super) fn sources(knowledge: &Knowledge) -> Vec<Of<'_>> {
    let authorities = &knowledge.documents.authorities;
    let reports = authorities.keys().flat_map(|id| knowledge.catalogue.reports_of(id));
    (authorities.values().map(Of::Authority))
        .chain(knowledge.documents.shown_themes().map(Of::Theme))
        .chain(fixed().map(Of::Page))
        .chain(knowledge.documents.pages.values().map(Of::OwnPage))
        .chain(reports.map(|id| Of::Report(*id)))
        .collect()
}

/// What several records need, put together once.
pub(super) struct Shared<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) groups: Groups,
    /// The findings that say something of a recommendation.
    pub(super) said: BTreeMap<FindingId, Vec<FindingId>>,
    /// The inspections whose recommendations a council's paper speaks of.
    pub(super) answered: BTreeMap<ReportId, BTreeSet<ReportId>>,
    /// Of each authority, how many threads are unresolved, and how many somebody has read.
    pub(super) unresolved: BTreeMap<&'k str, (usize, usize)>,
    /// The authorities that a theme's page lists something of.
    pub(super) under: BTreeMap<&'k str, BTreeSet<&'k str>>,
}

impl<'k> Shared<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let mut said: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
        let mut answered: BTreeMap<ReportId, BTreeSet<ReportId>> = BTreeMap::new();
        for one in &knowledge.follow_ups {
            if let (On::One(on), Nature::Update) = (one.on, knowledge.report(one.by.report).nature) {
                answered.entry(one.by.report).or_default().insert(knowledge.finding_of(on).report);
            }
            // A statement about a whole group has no words about one of them.
            if let On::One(on) = one.on {
                said.entry(knowledge.finding_of(on)).or_default().push(one.by);
            }
        }
        // A thread counts where it was asked for last: what a successor carries on stands there.
        let own = |last| knowledge.authority_of(last);
        let mut unresolved: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for thread in knowledge.threads.iter().filter(|t| t.is_read) {
            let (some, all) = unresolved.entry(own(thread.last)).or_default();
            *some += usize::from(thread.outcome().is_unresolved());
            *all += 1;
        }
        let mut under: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for id in knowledge.report_ids() {
            let report = knowledge.report(id);
            let mut themes: Vec<&str> =
                report.body.findings.iter().flat_map(|f| &f.themes).map(|t| t.value.as_str()).collect();
            themes.sort_unstable();
            themes.dedup();
            for theme in themes {
                under.entry(theme).or_default().insert(&report.authority);
            }
        }
        Self { knowledge, groups: Groups::new(), said, answered, unresolved, under }
    }

    /// Makes the records of some sources, in order.
    pub(super) fn read(&self, sources: &[Of<'k>]) -> (Vec<Record>, Run) {
        let mut reader = Reader::new(&self.groups);
        let knowledge = self.knowledge;
        let mut around = Around::default();
        let mut records = Vec::new();
        for of in sources {
            match of {
                Of::Authority(one) => records.push(authority(self, &mut reader, one)),
                Of::Theme(one) => records.push(theme(self, &mut reader, one)),
                Of::Page(one) => records.push(page(&mut reader, *one)),
                Of::OwnPage(one) => records.push(own_page(knowledge, &mut reader, one)),
                Of::Report(id) => of_report(self, &mut reader, &mut around, *id, &mut records),
            }
        }
        (records, reader.finish())
    }
}

/// How many letters of a record's words a result shows.
pub(super) const SHOWN: usize = 260;

/// The plain words of a body, without those of findings.
pub(super) fn words_beside_findings(knowledge: &Knowledge, file: crate::diagnostics::FileId, body: &Body) -> String {
    let source = knowledge.documents.sources.file(file).map_or("", |f| f.text.as_str());
    // Findings are records of their own, and their report would be found beside each of them.
    let plain = body.blocks.iter().filter(|p| p.finding.is_none()).map(|p| p.plain(source));
    plain.collect::<Vec<_>>().join(" ")
}
