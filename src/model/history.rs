//! What later reports say of one recommendation, as plain values: all that the
//! rules of outcomes need to know.

use std::collections::{BTreeMap, BTreeSet};

use super::{FindingId, Knowledge, On, ReportId, heirs, in_group, is_inspection, joins, sets};
use crate::source::date::PartialDate;
use crate::source::words::{Basis, LinkKey, Nature, Quantity, Verdict};
use crate::source::{Framework, Report};

/// One thing that a finding says of a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Who says it.
    pub by: FindingId,
    /// What.
    pub saying: Saying,
    /// The inspection whose conclusion it repeats.
    pub via: Option<ReportId>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
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
    /// Most or some of its report's, not said which.
    General(Quantity, LinkKey),
    /// Another recommendation replaces it.
    Replaced,
    /// The council claims it: met, done or under way.
    Claim(LinkKey),
    /// The council plans it.
    Plan,
}

/// What a later report's silence would mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// A full inspection of the recommendation's family.
    Full,
    /// A narrow visit that looked at its subject.
    InScope,
    /// A visit that did not.
    OutOfScope,
    /// A council's own paper.
    Update,
    /// Known only from others: nobody here has read whether it is silent.
    NotHeld,
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
    /// Whether it counts.
    pub reviewed: bool,
    /// What its silence would mean.
    pub coverage: Coverage,
    /// What it says, in the order in which it says so.
    pub statements: Vec<Statement>,
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

/// The histories of all recommendations that have an id.
pub(super) fn all(knowledge: &Knowledge) -> BTreeMap<FindingId, History> {
    let said = statements(knowledge);
    let nothing = BTreeMap::new();
    let ended = ended_families(knowledge);
    let mut listed: BTreeMap<&str, Vec<ReportId>> = BTreeMap::new();
    for authority in knowledge.documents.reports.iter().map(|r| r.authority.as_str()) {
        listed.entry(authority).or_insert_with(|| reports_in_view(knowledge, authority));
    }
    let mut histories = BTreeMap::new();
    for report in knowledge.report_ids() {
        let authority = knowledge.report(report).authority.as_str();
        for id in knowledge.findings_of(report) {
            let finding = knowledge.finding(id);
            if !finding.kind.asks() || finding.id.is_none() {
                continue;
            }
            let of_it = said.get(&id).unwrap_or(&nothing);
            let subject = Subject::of(knowledge, id);
            let history = History {
                raised: knowledge.date(report),
                family_ended: ended.contains(subject.family.as_str()),
                later: listed[authority]
                    .iter()
                    .filter(|r| **r != report)
                    .filter_map(|r| later(knowledge, *r, report, &subject, of_it.get(r)))
                    .collect(),
            };
            histories.insert(id, history);
        }
    }
    histories
}

/// The reports of an authority and of those that took over from it, by date and id.
fn reports_in_view(knowledge: &Knowledge, authority: &str) -> Vec<ReportId> {
    let mut reports: Vec<ReportId> = heirs(&knowledge.documents, authority)
        .iter()
        .flat_map(|a| knowledge.catalogue.reports_of(a).iter().copied())
        .collect();
    reports.sort_by(|a, b| {
        knowledge
            .date(*a)
            .list_order(knowledge.date(*b))
            .then_with(|| knowledge.report(*a).name.cmp(&knowledge.report(*b).name))
            .then_with(|| a.cmp(b))
    });
    reports
}

fn later(
    knowledge: &Knowledge,
    id: ReportId,
    raised_in: ReportId,
    subject: &Subject,
    statements: Option<&Vec<Statement>>,
) -> Option<Later> {
    let report = knowledge.report(id);
    let date = knowledge.date(id);
    let is_later = date.is_later_than(knowledge.date(raised_in));
    let statements = statements.cloned().unwrap_or_default();
    (is_later || !statements.is_empty()).then(|| Later {
        report: id,
        date,
        is_later,
        reviewed: report.reviewed,
        coverage: coverage(report, knowledge.framework(id), subject),
        statements,
    })
}

/// What a recommendation is about, for the question whether a visit looked at it.
struct Subject {
    family: String,
    groups: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

impl Subject {
    fn of(knowledge: &Knowledge, id: FindingId) -> Self {
        let finding = knowledge.finding(id);
        let own = knowledge.framework(id.report).map_or_else(String::new, |f| f.family.clone());
        let is_group = |theme: &str| knowledge.documents.themes.get(theme).is_some_and(|t| t.group);
        let (groups, subjects) =
            finding.themes.iter().map(|t| t.value.clone()).partition(|theme: &String| is_group(theme));
        Self { family: finding.family.clone().unwrap_or(own), groups, subjects }
    }
}

fn coverage(report: &Report, framework: Option<&Framework>, subject: &Subject) -> Coverage {
    if !is_inspection(report) {
        return Coverage::Update;
    }
    if !report.held {
        return Coverage::NotHeld;
    }
    if framework.is_some_and(|f| f.covers(&subject.family)) {
        return Coverage::Full;
    }
    let wanted = if subject.groups.is_empty() { &subject.subjects } else { &subject.groups };
    let full = framework.is_some_and(|f| f.full);
    if !full && report.scope.iter().flatten().any(|theme| wanted.contains(&theme.value)) {
        Coverage::InScope
    } else {
        Coverage::OutOfScope
    }
}

/// Families under whose frameworks, all of them, nobody inspects any more.
fn ended_families(knowledge: &Knowledge) -> BTreeSet<&str> {
    let frameworks = || knowledge.documents.frameworks.values().filter(|f| f.nature() == Nature::Inspection);
    let families: BTreeSet<&str> =
        frameworks().flat_map(|f| std::iter::once(&f.family).chain(&f.covers)).map(String::as_str).collect();
    families
        .into_iter()
        .filter(|family| {
            frameworks()
                .filter(|f| f.family == *family || f.covers.iter().any(|c| c == family))
                .all(|f| f.ended.is_some())
        })
        .collect()
}

type Statements = BTreeMap<FindingId, BTreeMap<ReportId, Vec<Statement>>>;

/// Every statement about every recommendation, group statements dealt out to each.
fn statements(knowledge: &Knowledge) -> Statements {
    let mut all = Statements::new();
    for said in &knowledge.said {
        let targets: Vec<FindingId> = match said.on {
            On::One(id) => vec![id],
            On::Group { report, kind, .. } => {
                knowledge.findings_of(report).filter(|f| in_group(knowledge.finding(*f), kind)).collect()
            }
            On::Report(_) => continue,
        };
        for saying in sayings(knowledge, said) {
            for target in &targets {
                let statement = Statement { by: said.by, saying: saying.clone(), via: said.via };
                all.entry(*target).or_default().entry(said.by.report).or_default().push(statement);
            }
        }
    }
    all
}

/// What one link says: a verdict on a recommendation raises it again as well.
fn sayings(knowledge: &Knowledge, said: &super::Said) -> Vec<Saying> {
    let finding = knowledge.finding(said.by);
    let update = !is_inspection(knowledge.report(said.by.report));
    if let On::Group { quantity, .. } = said.on
        && !sets(quantity)
    {
        return vec![Saying::General(quantity, said.key)];
    }
    let none = matches!(said.on, On::Group { quantity: Quantity::None, .. });
    match said.key {
        LinkKey::Met | LinkKey::Done | LinkKey::UnderWay if update => vec![Saying::Claim(said.key)],
        LinkKey::Plans => vec![Saying::Plan],
        LinkKey::Again | LinkKey::Remains => vec![Saying::RaisedAgain],
        LinkKey::Supersedes => vec![Saying::Replaced],
        key => {
            let Some(verdict) = key.verdict() else { return Vec::new() };
            let verdict = if none { Verdict::Missed } else { verdict };
            let part = said.part.clone();
            let single = matches!(said.on, On::One(_));
            let mut sayings = vec![Saying::Verdict { verdict, basis: said.basis, part }];
            if single && joins(finding, said) {
                sayings.push(Saying::RaisedAgain);
            }
            sayings
        }
    }
}
