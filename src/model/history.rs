//! What later reports say of one recommendation, as plain values: all that the rules of outcomes
//! need to know.

use std::collections::BTreeMap;

use super::coverage::{Coverage, Subject, ended_families};
use super::follow_up::{FollowUp, On, Reader};
use super::{FindingId, Linked, RecommendationId, ReportId, counts, joins, sets};
use crate::source::date::PartialDate;
use crate::source::words::{Basis, LinkKey, Nature, Quantity, Verdict};

/// One thing that a finding says of a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The finding that says it.
    pub by: FindingId,
    /// What.
    pub asserts: Assertion,
    /// Who says that it is about this recommendation.
    pub reader: Reader,
    /// The inspection whose conclusion it repeats.
    pub via: Option<ReportId>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assertion {
    /// How it stands.
    Verdict {
        /// How.
        verdict: Verdict,
        /// How sure the words are.
        basis: Basis,
        /// Only this part of it.
        part: Option<String>,
    },
    /// It is asked for again, or remains.
    RaisedAgain,
    /// Most, some or so many of its report's, not said which.
    General {
        /// How many.
        quantity: Quantity,
        /// What is said of them.
        key: LinkKey,
        /// Of how many that are listed here.
        of: usize,
    },
    /// Another recommendation replaces it.
    Replaced,
    /// The council claims it: met, done or under way.
    Claim(LinkKey),
    /// The council plans it.
    Plan,
}

/// A report that is later than a recommendation, or speaks of it.
#[derive(Clone, Debug)]
pub struct Later {
    /// The report.
    pub report: ReportId,
    /// Its date.
    pub date: PartialDate,
    /// Whether its date is later than the recommendation's.
    pub is_later: bool,
    /// Whether somebody has read it: the silence of an unread report means nothing.
    pub reviewed: bool,
    /// What its silence would mean.
    pub coverage: Coverage,
    /// What it says, in the order in which it says so.
    pub statements: Vec<Statement>,
}

impl Later {
    /// A full inspection of the family, read, that says nothing of it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.reviewed && self.coverage == Coverage::Full && self.statements.is_empty()
    }

    /// An inspection that nobody has read and that could speak of it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        !self.reviewed && self.coverage.could_cover()
    }

    /// What people say in it: all but what only the program has read.
    pub fn by_people(&self) -> impl Iterator<Item = &Statement> + Clone {
        self.statements.iter().filter(|s| s.reader != Reader::Program)
    }
}

/// All that is known of one recommendation.
#[derive(Clone, Debug)]
pub struct History {
    /// The date of its report.
    pub raised: PartialDate,
    /// Whether nobody inspects its family any more.
    pub family_ended: bool,
    /// The later reports in order of date and id.
    pub later: Vec<Later>,
}

impl History {
    /// What one report says of it, if it is later or says anything.
    #[must_use]
    pub fn of_report(&self, report: ReportId) -> Option<&Later> {
        self.later.iter().find(|l| l.report == report)
    }
}

/// The histories of all recommendations, in their order.
pub(super) fn all(linked: &Linked) -> Vec<History> {
    let mut statements = statements(linked);
    let ended = ended_families(linked);
    // Once an authority: the reports that may speak of its recommendations are the same for all of them.
    let mut in_view: BTreeMap<&str, Vec<ReportId>> = BTreeMap::new();
    for authority in linked.documents.reports.iter().map(|r| r.authority.as_str()) {
        in_view.entry(authority).or_insert_with(|| reports_in_view(linked, authority));
    }
    linked
        .catalogue
        .recommendations()
        .map(|id| {
            let finding = linked.finding_of(id);
            let subject = Subject::of_finding(linked, finding);
            let mut said = statements.remove(&id).unwrap_or_default();
            let authority = linked.report(finding.report).authority.as_str();
            let reports = in_view.get(authority).into_iter().flatten().filter(|r| **r != finding.report);
            History {
                raised: linked.date(finding.report),
                family_ended: ended.contains(subject.family.as_str()),
                later: reports
                    .filter_map(|r| later(linked, *r, finding, &subject, said.remove(r).unwrap_or_default()))
                    .collect(),
            }
        })
        .collect()
}

/// The reports of an authority and of those that took over from it, by date and id.
fn reports_in_view(linked: &Linked, authority: &str) -> Vec<ReportId> {
    let mut reports: Vec<ReportId> =
        linked.catalogue.heirs(authority).iter().flat_map(|a| linked.reports_of(a).iter().copied()).collect();
    reports.sort_by(|a, b| linked.list_order(*a, *b));
    reports
}

fn later(
    linked: &Linked,
    id: ReportId,
    raised: FindingId,
    subject: &Subject,
    statements: Vec<Statement>,
) -> Option<Later> {
    let report = linked.report(id);
    let date = linked.date(id);
    let is_later = date.is_later_than(linked.date(raised.report));
    // One of the same date is kept where it speaks: a verdict counts wherever it stands.
    (is_later || !statements.is_empty()).then(|| Later {
        report: id,
        date,
        is_later,
        reviewed: report.reviewed,
        coverage: subject.coverage(report, linked.framework(id)),
        statements,
    })
}

type Statements = BTreeMap<RecommendationId, BTreeMap<ReportId, Vec<Statement>>>;

/// Every statement about every recommendation, group statements dealt out to each.
fn statements(linked: &Linked) -> Statements {
    let mut all = Statements::new();
    for follow_up in linked.follow_ups.iter().filter(|f| counts(linked, f)) {
        let targets = linked.targets(follow_up.on);
        let asserted = assertions(linked, follow_up, targets.len());
        for target in targets {
            let of_report = all.entry(target).or_default().entry(follow_up.by.report).or_default();
            let FollowUp { by, reader, via, .. } = *follow_up;
            of_report.extend(asserted.iter().map(|a| Statement { by, asserts: a.clone(), reader, via }));
        }
    }
    all
}

/// What one link says: a verdict on a recommendation raises it again as well.
fn assertions(linked: &Linked, follow_up: &FollowUp, targets: usize) -> Vec<Assertion> {
    let nature = linked.report(follow_up.by.report).nature;
    if let On::Group { quantity, .. } = follow_up.on
        && !sets(quantity)
    {
        return vec![Assertion::General { quantity, key: follow_up.key, of: targets }];
    }
    match follow_up.key {
        LinkKey::Met | LinkKey::Done | LinkKey::UnderWay if nature == Nature::Update => {
            vec![Assertion::Claim(follow_up.key)]
        }
        LinkKey::Plans => vec![Assertion::Plan],
        LinkKey::Again | LinkKey::Remains => vec![Assertion::RaisedAgain],
        LinkKey::Supersedes => vec![Assertion::Replaced],
        _ => {
            let Some(verdict) = follow_up.verdict(nature) else { return Vec::new() };
            let mut all = vec![Assertion::Verdict { verdict, basis: follow_up.basis, part: follow_up.part.clone() }];
            // A group is judged, not asked for again one by one.
            if matches!(follow_up.on, On::One(_)) && joins(linked.finding(follow_up.by), follow_up) {
                all.push(Assertion::RaisedAgain);
            }
            all
        }
    }
}
