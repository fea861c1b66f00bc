//! Threads: recommendations joined by *raised again*.
//!
//! A thread stands where its newest recommendation stands; one alone is a thread of one. Counts of
//! what is open count threads.

use std::collections::{BTreeMap, BTreeSet};

use super::conclusion::{Conclusion, Raising};
use super::follow_up::{FollowUp, On};
use super::outcome::{Because, Newest, Outcome};
use super::report_verdict::ReportVerdict;
use super::{Linked, Reader, RecommendationId, ReportId, counts, joins};
use crate::source::date::PartialDate;
use crate::source::words::{Kind, Verdict};

/// A thread, by its number in [`Knowledge::threads`](super::Knowledge::threads).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

/// Recommendations joined by *raised again*, where they stand together, and why.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its number.
    pub id: ThreadId,
    /// Its recommendations, by date and id.
    pub members: Vec<RecommendationId>,
    /// The first of them.
    pub first: RecommendationId,
    /// The last of them.
    pub last: RecommendationId,
    /// The recommendation by which it stands where it stands.
    pub decided_by: RecommendationId,
    /// Why it stands there.
    pub because: Because,
    /// The level of its newest recommendation; of several, the highest.
    pub level: Kind,
    /// The date of its first recommendation.
    pub since: PartialDate,
    /// The reports that asked for it as people read them, in order of date: with a recommendation of
    /// their own, or by saying that an older one remains.
    pub asked_in: Vec<ReportId>,
    /// In how many further reports the program alone reads that it is asked for again.
    pub raised_by_program: usize,
    /// The newest *missed* on any of it, where it is met now.
    pub missed_before: Option<ReportVerdict>,
    /// Whether people have read the reports of all its members, and neither a join nor what decides
    /// is the program's.
    pub is_read: bool,
    /// What joins its members.
    pub(super) joins: Vec<Join>,
}

impl Thread {
    /// Where it stands.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.because.outcome()
    }

    /// Whether it is still open: neither met nor superseded.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcome().is_open()
    }

    /// In how many reports it was asked for, as people read them.
    #[must_use]
    pub fn raised(&self) -> usize {
        self.asked_in.len().max(1)
    }

    /// The report that raised an older one again and on which there is no verdict yet.
    #[must_use]
    pub fn awaiting_after(&self) -> Option<ReportId> {
        match &self.because {
            Because::RaisedAgain { by, .. } => Some(by.report),
            _ => None,
        }
    }
}

/// A newer recommendation that raises an older one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Join {
    pub(super) newer: RecommendationId,
    pub(super) older: RecommendationId,
    pub(super) reader: Reader,
}

/// Every join that counts. The program's counts only where people have not settled the older
/// recommendation; each is judged alone.
pub(super) fn joins_of(linked: &Linked, conclusions: &[Conclusion]) -> BTreeSet<Join> {
    let settled = |id: RecommendationId| conclusions.get(id.0 as usize).is_some_and(|c| c.settled);
    let join = |follow_up: &FollowUp| {
        let On::One(older) = follow_up.on else { return None };
        let newer = linked.recommendation_of(follow_up.by)?;
        Some(Join { newer, older, reader: follow_up.reader })
    };
    linked
        .follow_ups
        .iter()
        .filter(|f| counts(linked, f) && joins(linked.finding(f.by), f))
        .filter_map(join)
        .filter(|join| join.reader != Reader::Program || !settled(join.older))
        .collect()
}

/// All threads in order of their first recommendation.
pub(super) fn all(linked: &Linked, conclusions: &[Conclusion], joins: &BTreeSet<Join>) -> Vec<Thread> {
    let mut threads: Vec<Thread> = groups(linked, joins)
        .into_iter()
        .map(|group| {
            let own = group.members.iter().filter_map(|m| Some((*m, conclusions.get(m.0 as usize)?))).collect();
            Members::new(linked, group.joins, own).thread(group.first)
        })
        .collect();
    // Numbered by their first member, so that a thread's number does not hang on how the walk found it.
    threads.sort_by_key(|t| t.first);
    for (number, thread) in (0..).zip(&mut threads) {
        thread.id = ThreadId(number);
    }
    threads
}

/// Why some members of a thread stand where they stand together, as their own conclusions have it at a time.
pub(super) fn because_of(
    linked: &Linked,
    joins: &[Join],
    some: Vec<(RecommendationId, &Conclusion)>,
) -> Option<Because> {
    let (first, _) = *some.first()?;
    let is_known = |id: RecommendationId| some.iter().any(|(m, _)| *m == id);
    let joins = joins.iter().filter(|j| is_known(j.newer) && is_known(j.older)).copied().collect();
    let members = Members::new(linked, joins, some);
    Some(members.because(&members.newest(), first).0)
}

/// The members of each thread that people joined, in order: what only the program joined is apart.
pub(super) fn by_people(linked: &Linked, joins: &BTreeSet<Join>) -> Vec<Vec<RecommendationId>> {
    let joins: BTreeSet<Join> = joins.iter().filter(|j| j.reader != Reader::Program).copied().collect();
    groups(linked, &joins).into_iter().map(|group| group.members).collect()
}

/// The recommendations of one thread, with the joins among them.
struct Group {
    first: RecommendationId,
    members: Vec<RecommendationId>,
    joins: Vec<Join>,
}

fn groups(linked: &Linked, joins: &BTreeSet<Join>) -> Vec<Group> {
    let mut next: BTreeMap<RecommendationId, Vec<&Join>> = BTreeMap::new();
    for join in joins {
        next.entry(join.newer).or_default().push(join);
        next.entry(join.older).or_default().push(join);
    }
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for start in linked.catalogue.recommendations() {
        let (mut members, mut own) = (Vec::new(), BTreeSet::new());
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                members.push(at);
                for join in next.get(&at).into_iter().flatten() {
                    own.insert(**join);
                    open.extend([join.newer, join.older]);
                }
            }
        }
        if !members.is_empty() {
            let joins: Vec<Join> = own.into_iter().collect();
            let members = in_order(linked, members, &joins);
            groups.push(Group { first: members.first().copied().unwrap_or(start), members, joins });
        }
    }
    groups
}

/// By date and id, but never before what it raises again: of two reports of one date, or where one
/// date contains the other, the raising says which came first.
fn in_order(linked: &Linked, mut open: Vec<RecommendationId>, joins: &[Join]) -> Vec<RecommendationId> {
    let date = |m: &RecommendationId| linked.date(linked.finding_of(*m).report);
    open.sort_by(|a, b| date(a).list_order(date(b)).then_with(|| a.cmp(b)));
    let mut ordered = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let waits = |m: &RecommendationId| joins.iter().any(|j| j.newer == *m && open.contains(&j.older));
        // In a circle, which is an error of its own, the first by date goes first.
        let next = open.iter().position(|m| !waits(m)).unwrap_or(0);
        ordered.push(open.remove(next));
    }
    ordered
}

/// The members of one thread, for the questions that make its conclusion.
struct Members<'a> {
    linked: &'a Linked,
    joins: Vec<Join>,
    list: Vec<RecommendationId>,
    /// Of each in the list.
    conclusions: Vec<&'a Conclusion>,
}

impl<'a> Members<'a> {
    fn new(linked: &'a Linked, joins: Vec<Join>, own: Vec<(RecommendationId, &'a Conclusion)>) -> Self {
        let (list, conclusions) = own.into_iter().unzip();
        Self { linked, joins, list, conclusions }
    }

    fn thread(self, first: RecommendationId) -> Thread {
        let newest = self.newest();
        let (because, decided_by) = self.because(&newest, first);
        let asked_in = self.asked_in();
        let by_people = |j: &&Join| j.reader != Reader::Program;
        let program_in: BTreeSet<ReportId> =
            self.joins.iter().filter(|j| !by_people(j)).map(|j| self.report(j.newer)).collect();
        let all_reviewed = self.list.iter().all(|m| self.linked.report(self.report(*m)).reviewed);
        let program_decides = because.reader() == Some(Reader::Program);
        Thread {
            id: ThreadId(0),
            level: newest.iter().map(|m| self.kind(*m)).max().unwrap_or(Kind::Recommendation),
            since: self.date(first),
            raised_by_program: program_in.iter().filter(|r| !asked_in.contains(r)).count(),
            missed_before: self.missed_before(&because),
            is_read: all_reviewed && !program_decides && self.joins.iter().all(|j| by_people(&j)),
            last: self.list.last().copied().unwrap_or(first),
            members: self.list,
            joins: self.joins,
            first,
            decided_by,
            because,
            asked_in,
        }
    }

    fn report(&self, member: RecommendationId) -> ReportId {
        self.linked.finding_of(member).report
    }

    fn date(&self, member: RecommendationId) -> PartialDate {
        self.linked.date(self.report(member))
    }

    fn kind(&self, member: RecommendationId) -> Kind {
        self.linked.finding(self.linked.finding_of(member)).kind
    }

    fn conclusions(&self) -> impl Iterator<Item = (RecommendationId, &Conclusion)> {
        self.list.iter().copied().zip(self.conclusions.iter().copied())
    }

    /// Those that no other one is later than or raises again.
    fn newest(&self) -> Vec<RecommendationId> {
        let raises = |o: RecommendationId, m| self.joins.iter().any(|j| j.newer == o && j.older == m);
        let is_newer = |o, m| self.date(o).is_later_than(self.date(m)) || raises(o, m);
        self.list.iter().copied().filter(|m| !self.list.iter().any(|o| is_newer(*o, *m))).collect()
    }

    /// The worst reason of the newest members, with the member that has it: one that raised an older
    /// one again and has no verdict yet is missed, until a report speaks of it.
    fn because(&self, newest: &[RecommendationId], first: RecommendationId) -> (Because, RecommendationId) {
        let worst = self
            .conclusions()
            .filter(|(m, _)| newest.contains(m))
            .map(|(m, conclusion)| (self.effective(m, conclusion), m))
            // The outcomes are declared worst first. Of equal ones, a verdict is shown before a wait, what the report
            // says before what was read into it, and then the first in the content.
            .min_by_key(|(because, m)| {
                (because.outcome(), matches!(because, Because::RaisedAgain { .. }), because.reader(), *m)
            });
        let (mut because, decided_by) = worst.unwrap_or((Because::NothingYet, first));
        if because.outcome() == Outcome::Missed
            && let Some((met, raising)) = self.met_before_raising()
        {
            because = self.slipped_back(because, met, raising);
        }
        (because, decided_by)
    }

    fn effective(&self, member: RecommendationId, conclusion: &Conclusion) -> Because {
        let outcome = conclusion.because.outcome();
        let reader = self.joins.iter().filter(|j| j.newer == member).map(|j| j.reader).min();
        match reader {
            // Who asks again says that it is not done; a verdict since then, or a replacement, says more.
            Some(reader) if !outcome.has_verdict() && outcome != Outcome::Superseded => {
                Because::RaisedAgain { by: self.linked.finding_of(member), reader, met_before: None }
            }
            _ => conclusion.because.clone(),
        }
    }

    /// A missed one that was met before it was raised again. What is missed is the newest member; where
    /// that was found so before the met, it is the raising that shows that it slipped back.
    fn slipped_back(&self, missed: Because, met: ReportVerdict, raising: Raising) -> Because {
        let found_later = missed.decided_in().is_some_and(|report| self.linked.date(report).is_later_than(met.date));
        match missed {
            Because::Verdict(newest) if found_later => Because::Verdict(Newest { met_before: Some(met), ..newest }),
            Because::RaisedAgain { by, reader, .. } if found_later => {
                Because::RaisedAgain { by, reader, met_before: Some(met) }
            }
            _ => Because::RaisedAgain { by: raising.by, reader: raising.reader, met_before: Some(met) },
        }
    }

    /// The newest *met* on any member before a later raising, and the newest such raising.
    fn met_before_raising(&self) -> Option<(ReportVerdict, Raising)> {
        let joined = self.joins.iter().map(|join| {
            let by = self.linked.finding_of(join.newer);
            Raising { report: by.report, by, reader: join.reader }
        });
        let remains = self.conclusions().flat_map(|(_, c)| c.raised_again.iter().copied());
        let raisings: Vec<Raising> = joined.chain(remains).collect();
        let after = |met: &ReportVerdict| {
            let later = raisings.iter().filter(|r| self.linked.date(r.report).is_later_than(met.date));
            later.max_by_key(|r| self.linked.date(r.report).last_day()).copied()
        };
        self.conclusions()
            .flat_map(|(_, c)| &c.verdicts)
            .filter(|v| v.verdict == Verdict::Met)
            .filter_map(|met| Some((met, after(met)?)))
            .max_by_key(|(met, _)| met.date.last_day())
            .map(|(met, raising)| (met.clone(), raising))
    }

    fn asked_in(&self) -> Vec<ReportId> {
        // What a draft asks has not been read as asking for the same.
        let own = self.list.iter().map(|m| self.report(*m)).filter(|r| self.linked.report(*r).reviewed);
        let again = self.conclusions().flat_map(|(_, c)| c.raised_again.iter().map(|r| r.report));
        let mut reports: Vec<ReportId> = own.chain(again).collect::<BTreeSet<_>>().into_iter().collect();
        reports.sort_by(|a, b| self.linked.date(*a).list_order(self.linked.date(*b)).then_with(|| a.cmp(b)));
        reports
    }

    fn missed_before(&self, because: &Because) -> Option<ReportVerdict> {
        let missed = self.conclusions().flat_map(|(_, c)| &c.verdicts).filter(|v| v.verdict == Verdict::Missed);
        missed.filter(|_| because.outcome() == Outcome::Met).max_by_key(|v| v.date.last_day()).cloned()
    }
}
