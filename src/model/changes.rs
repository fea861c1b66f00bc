//! What each report changed: where threads stood before it, and where with it.
//!
//! Nothing here is a second rule of outcomes: each is the conclusion of the histories as they were known up to then, and
//! of the joins that were made by then. Two threads that a later report joins are two until then.

use std::collections::{BTreeMap, BTreeSet};

use super::conclusion::Conclusion;
use super::thread::because_of;
use super::{
    ByReader, History, Knowledge, Later, Outcome, Reader, Recommendation, RecommendationId, ReportId, ReportVerdict,
    Silence, Thread, ThreadId,
};
use crate::source::date::newest_by;
use crate::source::words::Verdict;

/// What a report says of one thread, and what that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The thread.
    pub thread: ThreadId,
    /// The newest of its recommendations that was asked for before the report.
    pub on: RecommendationId,
    /// Where it stood before the report.
    pub before: Outcome,
    /// Where it stands with it.
    pub after: Outcome,
    /// Who said so before the report, and who says so with it; nobody where nothing was said.
    pub readers: [Option<Reader>; 2],
    /// The report's verdict, if it gives one.
    pub verdict: Option<Verdict>,
    /// Who says that the report's verdict is about it.
    pub reader: Option<Reader>,
    /// Whether the report asks for it again.
    pub raised_again: bool,
    /// Whether it changed only because the report says nothing of it.
    pub by_silence: bool,
}

/// What one report brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportChanges {
    /// Threads of which it says something, or whose outcome it changed, in order of the first of each.
    pub changes: Vec<Change>,
    /// Open threads that it covers and says nothing of, each by its newest recommendation.
    pub silent_on: Vec<RecommendationId>,
    /// Whether it says anything of earlier reports: a verdict, a claim, or only in general.
    pub speaks: bool,
}

/// Of how many threads a report speaks, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its verdict is that they are met.
    pub met: usize,
    /// That they are partly met.
    pub partly_met: usize,
    /// That they are missed.
    pub missed: usize,
    /// It asks for them again; most of these are counted as missed too.
    pub raised_again: usize,
    /// They are open, it covers them, and it says nothing of them.
    pub silent_on: usize,
    /// Who says that its verdicts are about them.
    pub by: ByReader,
}

impl ReportChanges {
    /// Counts of what it says.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let with = |verdict| self.changes.iter().filter(|c| c.verdict == Some(verdict)).count();
        Counts {
            met: with(Verdict::Met),
            partly_met: with(Verdict::PartlyMet),
            missed: with(Verdict::Missed),
            raised_again: self.changes.iter().filter(|c| c.raised_again).count(),
            silent_on: self.silent_on.len(),
            by: self.changes.iter().map(|c| c.reader).collect(),
        }
    }
}

/// What each held report brought that has been read, or in which an editor accepted something already.
#[must_use]
pub fn changes(knowledge: &Knowledge) -> BTreeMap<ReportId, ReportChanges> {
    let held = |r: &ReportId| knowledge.report(*r).held;
    let mut all: BTreeMap<ReportId, ReportChanges> =
        knowledge.report_ids().filter(held).map(|r| (r, ReportChanges::default())).collect();
    for thread in &knowledge.threads {
        Walk::new(knowledge, thread).enter(&mut all);
    }
    for (report, brought) in &mut all {
        brought.speaks = knowledge.answers(*report) > 0;
    }
    all.retain(|report, brought| knowledge.report(*report).reviewed || !brought.changes.is_empty());
    all
}

/// Where something stands, and who says so.
type Standing = (Outcome, Option<Reader>);

/// A recommendation as it was known up to a report.
struct Member<'k> {
    of: &'k Recommendation,
    history: History,
    conclusion: Conclusion,
}

impl<'k> Member<'k> {
    fn new(of: &'k Recommendation) -> Self {
        // Without the family's end: what a report brought was brought when it came, not when inspections ended.
        let history = History { later: Vec::new(), family_ended: false, ..of.history.clone() };
        Self { of, conclusion: Conclusion::of_history(&history), history }
    }

    /// What a report means for it, if that is the next; with it, the report is known.
    fn know(&mut self, report: ReportId) -> Option<&'k Later> {
        let later = self.of.history.later.get(self.history.later.len()).filter(|l| l.report == report)?;
        self.history.later.push(later.clone());
        self.conclusion = Conclusion::of_history(&self.history);
        Some(later)
    }
}

/// Members of a thread that are joined by now, and where they stand.
struct Strand {
    /// By their places in the thread, in order.
    members: BTreeSet<usize>,
    /// Nothing before the report that asks first.
    stands: Option<Standing>,
}

/// One thread, report by report.
struct Walk<'k> {
    knowledge: &'k Knowledge,
    thread: &'k Thread,
    members: Vec<Member<'k>>,
    strands: Vec<Strand>,
}

impl<'k> Walk<'k> {
    fn new(knowledge: &'k Knowledge, thread: &'k Thread) -> Self {
        let members = knowledge.members(thread).map(Member::new).collect();
        Self { knowledge, thread, members, strands: Vec::new() }
    }

    fn enter(mut self, all: &mut BTreeMap<ReportId, ReportChanges>) {
        for report in self.reports() {
            // What a report of an equal date speaks of was asked for by then.
            let spoken_of = self.places(|m| m.history.of_report(report).is_some_and(|l| !l.statements.is_empty()));
            spoken_of.into_iter().for_each(|at| self.ask(at));
            let before: Vec<Option<Standing>> =
                self.strands.iter().map(|s| s.stands.or_else(|| self.standing(&s.members))).collect();
            self.strands.iter_mut().zip(before).for_each(|(strand, before)| strand.stands = before);
            let asked: BTreeSet<usize> = self.strands.iter().flat_map(|s| &s.members).copied().collect();
            let later: Vec<Option<&Later>> = self.members.iter_mut().map(|m| m.know(report)).collect();
            let asks = self.places(|m| m.finding.report == report);
            asks.iter().for_each(|at| self.ask(*at));
            for n in 0..self.strands.len() {
                let Some(strand) = self.strands.get(n) else { continue };
                let after = self.standing(&strand.members);
                let old: Vec<usize> = strand.members.intersection(&asked).copied().collect();
                let look = Look { walk: &self, report, later: &later, old: &old };
                if let Some((before, after)) = strand.stands.zip(after)
                    && let Some(brought) = all.get_mut(&report)
                {
                    let raised = asks.iter().any(|at| strand.members.contains(at));
                    brought.changes.extend(look.change(before, after, raised));
                    brought.silent_on.extend(look.silent_on(before, raised));
                }
                if let Some(strand) = self.strands.get_mut(n) {
                    strand.stands = after;
                }
            }
        }
    }

    /// The reports that ask for any of it, or that may speak of it, in order.
    fn reports(&self) -> Vec<ReportId> {
        let own = self.members.iter().map(|m| m.of.finding.report);
        let later = self.members.iter().flat_map(|m| m.of.history.later.iter().map(|l| l.report));
        let mut reports: Vec<ReportId> = own.chain(later).collect::<BTreeSet<_>>().into_iter().collect();
        reports.sort_by(|a, b| self.knowledge.list_order(*a, *b));
        reports
    }

    /// The places of the members that fit.
    fn places(&self, fits: impl Fn(&Recommendation) -> bool) -> Vec<usize> {
        self.members.iter().enumerate().filter(|(_, m)| fits(m.of)).map(|(at, _)| at).collect()
    }

    /// One more is asked for by now, and joined to those that it is joined to.
    fn ask(&mut self, at: usize) {
        if self.strands.iter().any(|s| s.members.contains(&at)) {
            return;
        }
        let id = self.members.get(at).map(|m| m.of.id);
        let others = self.thread.joins.iter().filter_map(|j| match id {
            id if id == Some(j.newer) => Some(j.older),
            id if id == Some(j.older) => Some(j.newer),
            _ => None,
        });
        let others: BTreeSet<RecommendationId> = others.collect();
        let joined =
            |s: &Strand| s.members.iter().filter_map(|n| self.members.get(*n)).any(|m| others.contains(&m.of.id));
        let (joined, apart): (Vec<Strand>, Vec<Strand>) =
            std::mem::take(&mut self.strands).into_iter().partition(joined);
        self.strands = apart;
        // Of several that are joined only now, the worst is where they stood.
        let stands = joined.iter().filter_map(|s| s.stands).min();
        let members = joined.into_iter().flat_map(|s| s.members).chain([at]).collect();
        self.strands.push(Strand { members, stands });
    }

    fn standing(&self, some: &BTreeSet<usize>) -> Option<Standing> {
        let members = some.iter().filter_map(|n| self.members.get(*n)).map(|m| (m.of.id, &m.conclusion)).collect();
        let because = because_of(self.knowledge, &self.thread.joins, members)?;
        Some((because.outcome(), because.reader()))
    }
}

/// One report looked at for one strand.
struct Look<'a, 'k> {
    walk: &'a Walk<'k>,
    report: ReportId,
    /// What it means for each member.
    later: &'a [Option<&'k Later>],
    /// Those that were asked for before it.
    old: &'a [usize],
}

impl Look<'_, '_> {
    fn change(&self, before: Standing, after: Standing, asks: bool) -> Option<Change> {
        let knowledge = self.walk.knowledge;
        let read = knowledge.report(self.report).reviewed;
        let counts = read || self.laters().any(|(_, l)| l.by_people().next().is_some());
        let verdicts: Vec<(&Member<'_>, &ReportVerdict)> = self
            .old()
            .filter_map(|m| Some((m, m.conclusion.verdicts.iter().find(|v| v.report == self.report)?)))
            .collect();
        // As in a cell of the grid: that on the newest of them counts, of several the worst.
        let newest = newest_by(&verdicts, |(m, _)| knowledge.date(m.of.finding.report));
        let verdict = newest.into_iter().map(|(_, v)| v).max_by_key(|v| v.verdict);
        let raised_again = asks || verdicts.iter().any(|(_, v)| v.raised_again);
        (counts && (verdict.is_some() || raised_again || before.0 != after.0)).then_some(Change {
            thread: self.walk.thread.id,
            on: self.old().last()?.of.id,
            before: before.0,
            after: after.0,
            readers: [before.1, after.1],
            verdict: verdict.map(|v| v.verdict),
            reader: verdict.map(|v| v.reader),
            raised_again,
            by_silence: !asks && self.laters().all(|(_, l)| l.statements.is_empty()),
        })
    }

    /// What is open, where the report looked at it, was read, and says nothing of it.
    fn silent_on(&self, before: Standing, asks: bool) -> Option<RecommendationId> {
        let laters: Vec<(&Member<'_>, &Later)> = self.laters().collect();
        if asks || !before.0.is_open() || laters.iter().any(|(_, l)| !l.statements.is_empty()) {
            return None;
        }
        let knowledge = self.walk.knowledge;
        let is_silent = |(m, later): &(&Member<'_>, &Later)| {
            matches!(knowledge.silence(m.of, later), Some(Silence::Full | Silence::InScope))
        };
        // As in the grid, the newest by then speaks.
        let newest = newest_by(&laters, |(m, _)| knowledge.date(m.of.finding.report));
        newest.iter().any(is_silent).then(|| self.old().last().map(|m| m.of.id))?
    }

    fn old(&self) -> impl Iterator<Item = &Member<'_>> {
        self.old.iter().filter_map(|at| self.walk.members.get(*at))
    }

    /// What the report means for those that were asked for before it.
    fn laters(&self) -> impl Iterator<Item = (&Member<'_>, &Later)> {
        self.old.iter().filter_map(|at| Some((self.walk.members.get(*at)?, (*self.later.get(*at)?)?)))
    }
}
