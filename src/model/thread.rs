//! Threads: recommendations joined by *raised again*.
//!
//! A thread stands where its newest recommendation stands; one alone is a
//! thread of one. Counts of what is open count threads.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::{Mark, Outcome};
use super::{FindingId, Knowledge, On, ReportId, joins};
use crate::source::date::PartialDate;
use crate::source::words::Verdict;

/// A thread, by its number in [`Knowledge::threads`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

/// Recommendations joined by *raised again*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its recommendations, by date and id.
    pub members: Vec<FindingId>,
    /// Where it stands.
    pub outcome: Outcome,
    /// The recommendation that decides that.
    pub decided_by: FindingId,
    /// The report that raised an older one again and on which there is no verdict yet.
    pub awaiting_after: Option<ReportId>,
    /// The date of its first recommendation.
    pub since: PartialDate,
    /// In how many reports it was asked for.
    pub raised: usize,
    /// Whether its outcome rests on somebody's reading.
    pub by_reading: bool,
    /// Whether anything of it was once missed and it is met now.
    pub missed_to_met: bool,
    /// For each recommendation, the later ones that raise it again.
    pub carried_on: BTreeMap<FindingId, Vec<FindingId>>,
}

impl Thread {
    /// Whether it is still open: neither met nor superseded.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcome.is_open()
    }

    /// Its first recommendation.
    #[must_use]
    pub fn first(&self) -> FindingId {
        self.members[0]
    }

    /// Its last recommendation.
    #[must_use]
    pub fn last(&self) -> FindingId {
        self.members[self.members.len() - 1]
    }
}

/// All threads in order of their first recommendation, and the thread of each recommendation.
pub(super) fn all(knowledge: &Knowledge) -> (Vec<Thread>, BTreeMap<FindingId, ThreadId>) {
    let edges = edges(knowledge);
    let mut threads: Vec<Thread> =
        groups(knowledge, &edges).into_iter().map(|members| thread_of_group(knowledge, members, &edges)).collect();
    threads.sort_by_key(Thread::first);
    let mut thread_of = BTreeMap::new();
    for (number, thread) in (0..).zip(&threads) {
        thread_of.extend(thread.members.iter().map(|m| (*m, ThreadId(number))));
    }
    (threads, thread_of)
}

/// Newer and older recommendation of every joining link in a reviewed report.
fn edges(knowledge: &Knowledge) -> BTreeSet<(FindingId, FindingId)> {
    knowledge
        .said
        .iter()
        .filter(|s| knowledge.report(s.by.report).reviewed && joins(knowledge.finding(s.by), s))
        .filter_map(|s| match s.on {
            On::One(target) => Some((s.by, target)),
            _ => None,
        })
        .filter(|(newer, older)| knowledge.standings.contains_key(newer) && knowledge.standings.contains_key(older))
        .collect()
}

/// A thread from its members and the links among them: looking through all links for each thread
/// would take the square of the content.
fn thread_of_group(knowledge: &Knowledge, members: Vec<FindingId>, edges: &BTreeSet<(FindingId, FindingId)>) -> Thread {
    let first = FindingId { report: ReportId(0), number: 0 };
    let own = members
        .iter()
        .flat_map(|m| edges.range((*m, first)..).take_while(move |(newer, _)| newer == m))
        .copied()
        .collect();
    thread(knowledge, members, &own)
}

fn groups(knowledge: &Knowledge, edges: &BTreeSet<(FindingId, FindingId)>) -> Vec<Vec<FindingId>> {
    let mut next: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
    for (a, b) in edges {
        next.entry(*a).or_default().push(*b);
        next.entry(*b).or_default().push(*a);
    }
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for start in knowledge.recommendations() {
        let mut members = Vec::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                members.push(at);
                open.extend(next.get(&at).into_iter().flatten());
            }
        }
        if !members.is_empty() {
            groups.push(in_order(knowledge, members, edges));
        }
    }
    groups
}

/// By date and id, but never before what it raises again: of two reports of one date, or where one
/// date contains the other, the raising says which came first.
fn in_order(
    knowledge: &Knowledge,
    mut open: Vec<FindingId>,
    edges: &BTreeSet<(FindingId, FindingId)>,
) -> Vec<FindingId> {
    open.sort_by(|a, b| knowledge.date(a.report).list_order(knowledge.date(b.report)).then_with(|| a.cmp(b)));
    let mut ordered = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let waits = |m: &FindingId| open.iter().any(|older| edges.contains(&(*m, *older)));
        // In a circle, which is an error of its own, the first by date goes first.
        let next = open.iter().position(|m| !waits(m)).unwrap_or(0);
        ordered.push(open.remove(next));
    }
    ordered
}

fn thread(knowledge: &Knowledge, members: Vec<FindingId>, edges: &BTreeSet<(FindingId, FindingId)>) -> Thread {
    let date = |m: &FindingId| knowledge.date(m.report);
    let is_newer = |o: &FindingId, m: &FindingId| date(o).is_later_than(date(m)) || edges.contains(&(*o, *m));
    let newest = members.iter().filter(|m| !members.iter().any(|o| is_newer(o, m)));
    let reading = |m: &FindingId| knowledge.standings[m].by_reading();
    let worst = newest
        .map(|m| (effective(knowledge, *m, edges), *m))
        .min_by_key(|((outcome, awaiting), m)| (*outcome, awaiting.is_some(), reading(m), *m));
    let ((outcome, awaiting_after), decided_by) = worst.unwrap_or(((Outcome::Awaiting, None), members[0]));
    let met = met_before_raising(knowledge, &members, edges);
    let slipped = outcome == Outcome::Missed && met.is_some();
    let own_reading = awaiting_after.is_none() && knowledge.standings[&decided_by].by_reading();
    Thread {
        since: date(&members[0]),
        raised: raised(knowledge, &members),
        by_reading: own_reading || (slipped && met == Some(true)),
        missed_to_met: outcome == Outcome::Met && ever_missed(knowledge, &members),
        outcome: if slipped { Outcome::SlippedBack } else { outcome },
        awaiting_after,
        decided_by,
        carried_on: carried_on(&members, edges),
        members,
    }
}

/// Where a thread would stand by this recommendation: if it raised an older one again and has no
/// verdict yet, missed, until a report speaks of it.
fn effective(
    knowledge: &Knowledge,
    member: FindingId,
    edges: &BTreeSet<(FindingId, FindingId)>,
) -> (Outcome, Option<ReportId>) {
    let outcome = knowledge.standings[&member].outcome;
    let raises_older = edges.iter().any(|(newer, _)| *newer == member);
    if raises_older && !outcome.has_verdict() && outcome != Outcome::Superseded {
        (Outcome::Missed, Some(member.report))
    } else {
        (outcome, None)
    }
}

/// Whether anything of it was met before a later raising, and whether that met was a reading.
fn met_before_raising(
    knowledge: &Knowledge,
    members: &[FindingId],
    edges: &BTreeSet<(FindingId, FindingId)>,
) -> Option<bool> {
    let remains = members.iter().flat_map(|m| knowledge.standings[m].raised_again_in.iter().copied());
    let raisings: Vec<PartialDate> = edges
        .iter()
        .filter(|(newer, _)| members.contains(newer))
        .map(|(newer, _)| newer.report)
        .chain(remains)
        .map(|report| knowledge.date(report))
        .collect();
    members
        .iter()
        .flat_map(|m| &knowledge.standings[m].verdicts)
        .filter(|v| v.verdict == Verdict::Met && raisings.iter().any(|r| r.is_later_than(v.date)))
        .max_by_key(|v| v.date.last_day())
        .map(|v| v.basis.is_reading())
}

/// In how many reports it was asked for: its own recommendations', and those that say it remains.
fn raised(knowledge: &Knowledge, members: &[FindingId]) -> usize {
    let mut reports: BTreeSet<ReportId> =
        members.iter().filter(|m| knowledge.report(m.report).reviewed).map(|m| m.report).collect();
    for member in members {
        reports.extend(&knowledge.standings[member].raised_again_in);
    }
    reports.len().max(1)
}

fn ever_missed(knowledge: &Knowledge, members: &[FindingId]) -> bool {
    members.iter().flat_map(|m| &knowledge.standings[m].verdicts).any(|v| v.verdict == Verdict::Missed)
}

fn carried_on(members: &[FindingId], edges: &BTreeSet<(FindingId, FindingId)>) -> BTreeMap<FindingId, Vec<FindingId>> {
    let mut map: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
    for (newer, older) in edges.iter().filter(|(newer, _)| members.contains(newer)) {
        map.entry(*older).or_default().push(*newer);
    }
    map
}

/// Marks of a recommendation with what only its thread knows: in how many reports it was raised,
/// and, where it was carried on, that reports have since spoken of it under its newer words.
#[must_use]
pub fn marks_with_thread(knowledge: &Knowledge, id: FindingId) -> Vec<Mark> {
    let thread = knowledge.thread(knowledge.thread_of[&id]);
    let carried_on = thread.carried_on.contains_key(&id);
    let keeps = |mark: &&Mark| match mark {
        Mark::Raised(_) => false,
        Mark::LastHeardOf(_) => !carried_on,
        _ => true,
    };
    let mut marks: Vec<Mark> = knowledge.standings[&id].marks.iter().filter(keeps).cloned().collect();
    if thread.raised > 1 {
        marks.insert(0, Mark::Raised(thread.raised));
    }
    marks
}

/// Whether a report that says nothing of a recommendation speaks of another one of its thread.
#[must_use]
pub fn speaks_of_thread(knowledge: &Knowledge, id: FindingId, report: ReportId) -> bool {
    let thread = knowledge.thread(knowledge.thread_of[&id]);
    thread.members.iter().filter(|m| **m != id).any(|m| {
        knowledge.histories[m].later.iter().any(|l| l.report == report && l.reviewed && !l.statements.is_empty())
    })
}
