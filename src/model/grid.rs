//! The thread grid of an authority: a row a thread, a column a report in order
//! of date, and in each cell what that report means for that thread.

use std::collections::{BTreeMap, BTreeSet};

use super::history::{Coverage, Later, Saying};
use super::outcome::{Outcome, ReportVerdict};
use super::{FindingId, Knowledge, ReportId, Thread, ThreadId, heirs};
use crate::source::words::{Basis, Kind, LinkKey, Verdict};

/// What a report means for a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// Before the thread begins, or after its end.
    Empty,
    /// A later report that has not been read for this.
    Unread,
    /// It is asked for here first.
    Raised(Kind),
    /// How it stands.
    Verdict {
        /// How.
        verdict: Verdict,
        /// How sure the words are.
        basis: Basis,
        /// Where it is raised again: at what level.
        raised_again: Option<Kind>,
    },
    /// Replaced by another recommendation.
    Superseded,
    /// The council claims it.
    Claimed(LinkKey),
    /// The council plans it.
    Planned,
    /// Most or some of its report's are spoken of.
    NotSaidWhich,
    /// The visit did not look at it.
    OutOfScope,
    /// The report could have spoken of it and does not.
    Silent,
    /// The report is only known from others, so its silence says nothing.
    NotHeld,
}

/// A cell of the grid.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What the report means for the thread.
    pub state: CellState,
    /// The findings that say so.
    pub evidence: Vec<FindingId>,
}

impl Cell {
    const EMPTY: Self = Self { state: CellState::Empty, evidence: Vec::new() };
}

/// A row of the grid.
#[derive(Clone, Debug)]
pub struct Row {
    /// The thread.
    pub thread: ThreadId,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// The thread grid of an authority.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Reports in order of date.
    pub columns: Vec<ReportId>,
    /// Threads: the open ones first, each part in order of its beginning.
    pub rows: Vec<Row>,
}

/// The grid of an authority, with the threads of those that it took over from, and the reports of
/// those that took over from it.
#[must_use]
pub fn grid(knowledge: &Knowledge, authority: &str) -> Grid {
    let threads = threads_of(knowledge, &knowledge.predecessors(authority));
    grid_of(knowledge, authority, threads)
}

/// The same of some threads only: a row each, in the order given.
#[must_use]
pub fn grid_of(knowledge: &Knowledge, authority: &str, threads: Vec<ThreadId>) -> Grid {
    let authorities = knowledge.predecessors(authority);
    let speakers: BTreeSet<String> =
        authorities.iter().cloned().chain(heirs(&knowledge.documents, authority)).collect();
    let started: BTreeSet<ReportId> =
        threads.iter().flat_map(|t| knowledge.thread(*t).members.iter().map(|m| m.report)).collect();
    let mut columns: Vec<ReportId> = speakers
        .iter()
        .flat_map(|a| knowledge.catalogue.reports_of(a).iter().copied())
        .filter(|r| knowledge.report(*r).held || started.contains(r))
        .collect();
    columns.sort_by(|a, b| {
        knowledge
            .date(*a)
            .list_order(knowledge.date(*b))
            .then_with(|| knowledge.report(*a).name.cmp(&knowledge.report(*b).name))
            .then_with(|| a.cmp(b))
    });
    let place: BTreeMap<ReportId, usize> = columns.iter().enumerate().map(|(n, r)| (*r, n)).collect();
    let rows = threads.into_iter().map(|thread| row(knowledge, thread, &columns, &place)).collect();
    Grid { columns, rows }
}

/// The threads of some authorities: open ones first, each part by beginning and id.
fn threads_of(knowledge: &Knowledge, authorities: &BTreeSet<String>) -> Vec<ThreadId> {
    let mut threads: Vec<ThreadId> = authorities
        .iter()
        .flat_map(|a| knowledge.catalogue.reports_of(a))
        .flat_map(|r| knowledge.findings_of(*r))
        .filter_map(|f| knowledge.thread_of.get(&f).copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    threads.sort_by(|a, b| {
        let (x, y) = (knowledge.thread(*a), knowledge.thread(*b));
        y.is_open().cmp(&x.is_open()).then_with(|| x.since.list_order(y.since)).then_with(|| a.cmp(b))
    });
    threads
}

fn row(knowledge: &Knowledge, id: ThreadId, columns: &[ReportId], place: &BTreeMap<ReportId, usize>) -> Row {
    let thread = knowledge.thread(id);
    let mut cells: Vec<Cell> =
        columns.iter().map(|report| Look { knowledge, thread, report: *report, place }.cell()).collect();
    if let Some(end) = end(knowledge, &cells, thread, place) {
        // A report that nobody has read may yet open it again.
        for cell in cells[end + 1..].iter_mut().filter(|c| c.state != CellState::Unread) {
            *cell = Cell::EMPTY;
        }
    }
    Row { thread: id, cells }
}

/// Where a thread that is met or superseded ends: at its last verdict, or where it was replaced.
fn end(knowledge: &Knowledge, cells: &[Cell], thread: &Thread, place: &BTreeMap<ReportId, usize>) -> Option<usize> {
    match thread.outcome {
        Outcome::Met => cells.iter().rposition(|c| matches!(c.state, CellState::Verdict { .. })),
        Outcome::Superseded => {
            let by = &knowledge.standings[&thread.decided_by].decided_by;
            by.iter().filter_map(|f| place.get(&f.report).copied()).max()
        }
        _ => None,
    }
}

/// One report looked at for one thread.
struct Look<'a> {
    knowledge: &'a Knowledge,
    thread: &'a Thread,
    report: ReportId,
    place: &'a BTreeMap<ReportId, usize>,
}

impl Look<'_> {
    fn cell(&self) -> Cell {
        let own: Vec<FindingId> = self.thread.members.iter().copied().filter(|m| m.report == self.report).collect();
        let starts = self.thread.members[0].report;
        if own.is_empty() && self.place.get(&self.report) < self.place.get(&starts) {
            return Cell::EMPTY;
        }
        let report = self.knowledge.report(self.report);
        if !report.reviewed && report.held {
            let counts = !own.is_empty() || self.laters().any(|l| l.is_later);
            return if counts { Cell { state: CellState::Unread, evidence: own } } else { Cell::EMPTY };
        }
        let raised = own.iter().map(|m| self.knowledge.finding(*m).kind).max();
        if !report.reviewed && raised.is_none() {
            return Cell { state: self.silence(), evidence: Vec::new() };
        }
        if let Some(cell) = self.verdict(&own) {
            return cell;
        }
        match raised {
            Some(kind) => Cell { state: CellState::Raised(kind), evidence: own },
            None => self.without_verdict(),
        }
    }

    /// What the report says of earlier members: that on the newest of them counts.
    fn verdict(&self, own: &[FindingId]) -> Option<Cell> {
        let verdicts: Vec<(FindingId, &ReportVerdict)> = self
            .thread
            .members
            .iter()
            .filter_map(|m| {
                let standing = &self.knowledge.standings[m];
                standing.verdicts.iter().find(|v| v.report == self.report).map(|v| (*m, v))
            })
            .collect();
        let newest = verdicts.iter().max_by_key(|(m, v)| (self.place.get(&m.report).copied(), v.verdict))?;
        let raised: Vec<FindingId> = verdicts.iter().filter(|(_, v)| v.raised_again).map(|(m, _)| *m).collect();
        let level = |members: &[FindingId]| members.iter().map(|m| self.knowledge.finding(*m).kind).max();
        let raised_again = level(&raised).map(|kept| level(own).unwrap_or(kept));
        let mut evidence: Vec<FindingId> = verdicts.iter().flat_map(|(_, v)| v.by.iter().copied()).collect();
        evidence.sort();
        evidence.dedup();
        Some(Cell {
            state: CellState::Verdict { verdict: newest.1.verdict, basis: newest.1.basis, raised_again },
            evidence,
        })
    }

    /// The report among those that are later than a member.
    fn laters(&self) -> impl Iterator<Item = &Later> {
        self.thread
            .members
            .iter()
            .rev()
            .filter_map(|m| self.knowledge.histories[m].later.iter().find(|l| l.report == self.report))
    }

    fn without_verdict(&self) -> Cell {
        let statements: Vec<_> = self.laters().flat_map(|l| &l.statements).collect();
        let find = |fits: &dyn Fn(&Saying) -> bool| -> Vec<FindingId> {
            let found: BTreeSet<FindingId> = statements.iter().filter(|s| fits(&s.saying)).map(|s| s.by).collect();
            found.into_iter().collect()
        };
        let replaced = find(&|s| *s == Saying::Replaced);
        if !replaced.is_empty() {
            return Cell { state: CellState::Superseded, evidence: replaced };
        }
        let claim = statements.iter().find_map(|s| match s.saying {
            Saying::Claim(key) => Some(key),
            _ => None,
        });
        if let Some(key) = claim {
            return Cell { state: CellState::Claimed(key), evidence: find(&|s| matches!(s, Saying::Claim(_))) };
        }
        let planned = find(&|s| *s == Saying::Plan);
        if !planned.is_empty() {
            return Cell { state: CellState::Planned, evidence: planned };
        }
        let general = find(&|s| matches!(s, Saying::General(..)));
        if !general.is_empty() {
            return Cell { state: CellState::NotSaidWhich, evidence: general };
        }
        Cell { state: self.silence(), evidence: Vec::new() }
    }

    fn silence(&self) -> CellState {
        let coverage: Vec<Coverage> = self.laters().filter(|l| l.is_later).map(|l| l.coverage).collect();
        if coverage.contains(&Coverage::NotHeld) {
            CellState::NotHeld
        } else if coverage.is_empty() {
            CellState::Empty
        } else if coverage.iter().all(|c| *c == Coverage::OutOfScope) {
            CellState::OutOfScope
        } else {
            CellState::Silent
        }
    }
}
