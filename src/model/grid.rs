//! The thread grid of an authority: a row a thread, a column a report in order
//! of date, and in each cell what that report means for that thread.

use std::collections::{BTreeMap, BTreeSet};

use super::history::{Assertion, Later};
use super::outcome::{Because, Outcome};
use super::{FindingId, Knowledge, Reader, Recommendation, ReportId, ReportVerdict, Silence, Thread, ThreadId};
use crate::source::date::newest_by;
use crate::source::words::{Basis, Kind, LinkKey, Verdict};

/// What a report means for a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// Before the thread begins, or after its end.
    Empty,
    /// How it stands.
    Verdict {
        /// How.
        verdict: Verdict,
        /// How sure the words are.
        basis: Basis,
        /// The least sure reader of what decides there.
        reader: Reader,
        /// Where it is raised again: at what level.
        raised_again: Option<Kind>,
    },
    /// It is asked for here first.
    Raised {
        /// At what level.
        kind: Kind,
        /// Whether nobody has read the report that asks.
        unread: bool,
    },
    /// Replaced by another recommendation.
    Superseded,
    /// The council claims it.
    Claimed(LinkKey),
    /// The council plans it.
    Planned,
    /// Most, some or so many of its report's are spoken of.
    NotSaidWhich,
    /// A later report that has not been read for this.
    Unread,
    /// The visit did not look at it.
    OutOfScope,
    /// Nobody has said whether the visit looked at it.
    ScopeNotStated,
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

    /// A cell of what some findings say, if any do.
    fn said_by(state: CellState, evidence: Vec<FindingId>) -> Option<Self> {
        (!evidence.is_empty()).then_some(Self { state, evidence })
    }
}

/// A row of the grid.
#[derive(Clone, Debug)]
pub struct Row {
    /// The thread.
    pub thread: ThreadId,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// The column in which a thread that is met or superseded ends.
    pub end: Option<usize>,
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
    grid_of(knowledge, authority, threads(knowledge, authority))
}

/// The threads of an authority's grid, in its order.
#[must_use]
pub fn threads(knowledge: &Knowledge, authority: &str) -> Vec<ThreadId> {
    threads_of(knowledge, &knowledge.predecessors(authority))
}

/// The same of some threads only: a row each, in the order given.
#[must_use]
pub fn grid_of(knowledge: &Knowledge, authority: &str, threads: Vec<ThreadId>) -> Grid {
    let authorities = knowledge.predecessors(authority);
    let speakers: BTreeSet<String> = authorities.iter().cloned().chain(knowledge.catalogue.heirs(authority)).collect();
    let started: BTreeSet<ReportId> =
        threads.iter().flat_map(|t| knowledge.members(knowledge.thread(*t))).map(|m| m.finding.report).collect();
    let mut columns: Vec<ReportId> = speakers
        .iter()
        .flat_map(|a| knowledge.reports_of(a).iter().copied())
        // A known-only report has a column only where a row would begin in none.
        .filter(|r| knowledge.report(*r).held || started.contains(r))
        .collect();
    columns.sort_by(|a, b| knowledge.list_order(*a, *b));
    let rows = threads.into_iter().map(|thread| row(knowledge, thread, &columns)).collect();
    Grid { columns, rows }
}

/// The threads of some authorities: open ones first, each part by beginning and id.
fn threads_of(knowledge: &Knowledge, authorities: &BTreeSet<String>) -> Vec<ThreadId> {
    let mut threads: Vec<ThreadId> = authorities
        .iter()
        .flat_map(|a| knowledge.reports_of(a))
        .flat_map(|r| knowledge.recommendations_of(*r))
        .map(|recommendation| recommendation.thread)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    threads.sort_by(|a, b| {
        let (x, y) = (knowledge.thread(*a), knowledge.thread(*b));
        // What is open is what readers come for.
        y.is_open().cmp(&x.is_open()).then_with(|| x.since.list_order(y.since)).then_with(|| a.cmp(b))
    });
    threads
}

fn row(knowledge: &Knowledge, id: ThreadId, columns: &[ReportId]) -> Row {
    let thread = knowledge.thread(id);
    let place: BTreeMap<ReportId, usize> = columns.iter().enumerate().map(|(n, r)| (*r, n)).collect();
    let members: Vec<&Recommendation> = knowledge.members(thread).collect();
    let starts = members.iter().filter_map(|m| place.get(&m.finding.report)).min().copied();
    let mut cells: Vec<Cell> = columns
        .iter()
        .enumerate()
        .map(|(at, report)| {
            let look = Look { knowledge, members: &members, report: *report };
            look.cell(starts.is_none_or(|starts| at >= starts))
        })
        .collect();
    let end = end(&cells, thread, &place);
    if let Some(end) = end {
        cells.iter_mut().skip(end + 1).for_each(|cell| *cell = Cell::EMPTY);
    }
    Row { thread: id, cells, end }
}

/// Where a thread that is met or superseded ends: at its last verdict, or where it was replaced.
fn end(cells: &[Cell], thread: &Thread, place: &BTreeMap<ReportId, usize>) -> Option<usize> {
    match &thread.because {
        Because::Replaced { by, .. } => by.iter().filter_map(|f| place.get(&f.report).copied()).max(),
        because if because.outcome() == Outcome::Met => {
            cells.iter().rposition(|c| matches!(c.state, CellState::Verdict { .. }))
        }
        _ => None,
    }
}

/// One report looked at for one thread.
struct Look<'a> {
    knowledge: &'a Knowledge,
    /// The members of the thread, the oldest first.
    members: &'a [&'a Recommendation],
    report: ReportId,
}

impl Look<'_> {
    /// The first that fits, in the order of the design. What a report says has its cell wherever the
    /// column stands: a visit of November 2021 may speak of what was raised some time in 2021, whose
    /// column stands at the end of that year.
    fn cell(&self, has_begun: bool) -> Cell {
        let own: Vec<&Recommendation> =
            self.members.iter().copied().filter(|m| m.finding.report == self.report).collect();
        self.verdict(&own)
            .or_else(|| self.raised(&own))
            .or_else(|| self.said())
            .unwrap_or_else(|| if has_begun { self.silence() } else { Cell::EMPTY })
    }

    /// What the report says of members: that on the newest of them counts, of several the worst.
    fn verdict(&self, own: &[&Recommendation]) -> Option<Cell> {
        let verdicts: Vec<(&Recommendation, &ReportVerdict)> =
            self.members.iter().filter_map(|m| Some((*m, m.verdict_of(self.report)?))).collect();
        let newest = newest_by(&verdicts, |(m, _)| self.knowledge.date(m.finding.report));
        let (_, speaks) = newest.into_iter().max_by_key(|(_, v)| v.verdict)?;
        let level = |members: &mut dyn Iterator<Item = &Recommendation>| {
            members.map(|m| self.knowledge.finding(m.finding).kind).max()
        };
        let kept = level(&mut verdicts.iter().filter(|(_, v)| v.raised_again).map(|(m, _)| *m));
        // The level at which it is asked for now, where this report asks for it itself.
        let raised_again = kept.map(|kept| level(&mut own.iter().copied()).unwrap_or(kept));
        let evidence: BTreeSet<FindingId> = verdicts.iter().flat_map(|(_, v)| v.by.iter().copied()).collect();
        let state =
            CellState::Verdict { verdict: speaks.verdict, basis: speaks.basis, reader: speaks.reader, raised_again };
        Some(Cell { state, evidence: evidence.into_iter().collect() })
    }

    fn raised(&self, own: &[&Recommendation]) -> Option<Cell> {
        let kind = own.iter().map(|m| self.knowledge.finding(m.finding).kind).max()?;
        let report = self.knowledge.report(self.report);
        let unread = report.held && !report.reviewed;
        Cell::said_by(CellState::Raised { kind, unread }, own.iter().map(|m| m.finding).collect())
    }

    /// The report among those that are later than a member or speak of it, the newest member first.
    fn laters(&self) -> impl Iterator<Item = &Later> {
        self.members.iter().rev().filter_map(|m| m.history.of_report(self.report))
    }

    /// What the report says that is no verdict, by people.
    fn said(&self) -> Option<Cell> {
        let statements = || self.laters().flat_map(Later::by_people);
        let find = |fits: fn(&Assertion) -> bool| -> Vec<FindingId> {
            let found: BTreeSet<FindingId> = statements().filter(|s| fits(&s.asserts)).map(|s| s.by).collect();
            found.into_iter().collect()
        };
        let claim = statements().find_map(|s| match s.asserts {
            Assertion::Claim(key) => Some(key),
            _ => None,
        });
        // In the order of the design: what ends a thread first, then claims, then what is not said which.
        Cell::said_by(CellState::Superseded, find(|a| *a == Assertion::Replaced))
            .or_else(|| Cell::said_by(CellState::Claimed(claim?), find(|a| matches!(a, Assertion::Claim(_)))))
            .or_else(|| Cell::said_by(CellState::Planned, find(|a| *a == Assertion::Plan)))
            .or_else(|| Cell::said_by(CellState::NotSaidWhich, find(|a| matches!(a, Assertion::General { .. }))))
    }

    /// What it means that the report says nothing: the newest member raised by then speaks, of
    /// several the one to which its silence tells most.
    fn silence(&self) -> Cell {
        let later: Vec<(&Recommendation, &Later)> = self
            .members
            .iter()
            .filter_map(|m| Some((*m, m.history.of_report(self.report)?)))
            .filter(|(_, l)| l.is_later)
            .collect();
        let newest = newest_by(&later, |(m, _)| self.knowledge.date(m.finding.report));
        let silences = newest.into_iter().filter_map(|(_, l)| Silence::of_report(l));
        let state = match silences.map(state_of).min_by_key(|(order, _)| *order) {
            Some((_, state)) => state,
            None if later.is_empty() => CellState::Empty,
            None => CellState::NotHeld,
        };
        Cell { state, evidence: Vec::new() }
    }
}

/// The cell of a silence, and how much it tells: less is more.
fn state_of(silence: Silence) -> (u8, CellState) {
    match silence {
        Silence::NotRead => (0, CellState::Unread),
        Silence::Full | Silence::InScope | Silence::Paper | Silence::SpeaksOfThread => (1, CellState::Silent),
        Silence::ScopeNotStated => (2, CellState::ScopeNotStated),
        Silence::OutOfScope => (3, CellState::OutOfScope),
    }
}
