//! The rules: where a recommendation stands by itself, from what later reports say.
//!
//! [`Conclusion::of_history`] is the whole of it, a pure function of a [`History`]. Each report's
//! statements become one verdict ([`report_verdict`](super::report_verdict)), the verdicts in order
//! of date become a reason ([`Because`]), and marks are set beside it. What only its thread knows is
//! added in [`recommendation`](super::recommendation).

use super::claim::{Claim, claims};
use super::history::{Assertion, History, Later, Statement};
use super::outcome::{Because, Mark, Newest};
use super::report_verdict::{ReportVerdict, once_each};
use super::{Coverage, FindingId, Reader, ReportId};
use crate::source::date::newest_by;
use crate::source::words::Verdict;

/// Where a recommendation stands by itself, and why.
#[derive(Clone, Debug)]
pub(super) struct Conclusion {
    pub(super) because: Because,
    pub(super) marks: Vec<Mark>,
    /// One verdict a report, in order of date.
    pub(super) verdicts: Vec<ReportVerdict>,
    pub(super) claims: Vec<Claim>,
    /// The reports that raise it again, as people read them.
    pub(super) raised_again: Vec<Raising>,
    /// Whether people's statements settle it, so that the program's are marks only.
    pub(super) settled: bool,
}

/// A report that asks for it again, or says that it remains.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raising {
    pub(super) report: ReportId,
    pub(super) by: FindingId,
    pub(super) reader: Reader,
}

impl Conclusion {
    /// People first: only what they leave open is decided by what the program read.
    pub(super) fn of_history(history: &History) -> Self {
        let later = &history.later;
        let people: Vec<ReportVerdict> =
            later.iter().filter_map(|l| ReportVerdict::of_statements(l, l.by_people())).collect();
        let program: Vec<ReportVerdict> =
            later.iter().filter_map(|l| ReportVerdict::of_statements(l, by_program(l))).collect();
        let settled = !people.is_empty() || later.iter().any(|l| replacing(l).next().is_some());
        let (verdicts, marks_only) = if settled { (people, program) } else { (program, Vec::new()) };
        let because = because(history, &verdicts);
        let marks = marks(history, &because, &verdicts, &marks_only);
        let raised_again = later.iter().filter_map(raising).collect();
        // A verdict that only the program read answers no claim that counts.
        let claims = claims(later, &verdicts);
        Self { because, marks, verdicts, claims, raised_again, settled }
    }
}

/// The program's verdicts: in inspections only, and none from its *most* or *some*.
fn by_program(later: &Later) -> impl Iterator<Item = &Statement> + Clone {
    let paper = later.coverage == Coverage::Update;
    later.statements.iter().filter(move |s| s.reader == Reader::Program && !paper)
}

fn raising(later: &Later) -> Option<Raising> {
    let statement = later.by_people().find(|s| s.asserts == Assertion::RaisedAgain)?;
    Some(Raising { report: later.report, by: statement.by, reader: statement.reader })
}

/// Statements by people that replace it.
fn replacing(later: &Later) -> impl Iterator<Item = &Statement> {
    later.by_people().filter(|s| s.asserts == Assertion::Replaced)
}

/// The first reason that there is, in the order of the design's table.
fn because(history: &History, verdicts: &[ReportVerdict]) -> Because {
    // First, since what was replaced is not expected to be met any more.
    if let Some(replaced) = replaced(history, verdicts) {
        return replaced;
    }
    if let Some(newest) = newest(verdicts) {
        return Because::Verdict(newest);
    }
    let newest_later =
        |fits: fn(&Later) -> bool| history.later.iter().rev().find(|l| l.is_later && fits(l)).map(|l| l.report);
    // Before silence: as long as a report is unread, nobody knows that all are silent.
    if let Some(report) = newest_later(Later::is_unread) {
        return Because::Unread(report);
    }
    let general = once_each(history.later.iter().filter(|l| l.is_later).flat_map(spoken_in_general));
    if !general.is_empty() {
        return Because::InGeneral { by: general };
    }
    match newest_later(Later::is_silent) {
        Some(report) => Because::Silent(report),
        None if history.family_ended => Because::Ended,
        None => Because::NothingYet,
    }
}

/// What replaces it, when no verdict is newer than that.
fn replaced(history: &History, verdicts: &[ReportVerdict]) -> Option<Because> {
    // A verdict after the replacement shows that inspectors still look at the old request.
    let current = |l: &&Later| !verdicts.iter().any(|v| v.date.is_later_than(l.date));
    let statements: Vec<&Statement> = history.later.iter().filter(current).flat_map(replacing).collect();
    let reader = statements.iter().map(|s| s.reader).max()?;
    Some(Because::Replaced { by: once_each(statements.iter().map(|s| s.by)), reader })
}

/// The newest verdict: none is later. Of several, the worst is shown first, and of those the last in
/// the list.
fn newest(verdicts: &[ReportVerdict]) -> Option<Newest> {
    let all: Vec<&ReportVerdict> = verdicts.iter().collect();
    let mut newest = newest_by(&all, |v| v.date);
    newest.reverse();
    // Stable, so that of equal ones the last in the list stays first.
    newest.sort_by_key(|v| std::cmp::Reverse(v.verdict));
    let (first, others) = newest.split_first()?;
    let older_met =
        |v: &&ReportVerdict| v.verdict == Verdict::Met && newest.iter().any(|n| n.date.is_later_than(v.date));
    Some(Newest {
        first: (*first).clone(),
        others: others.iter().map(|v| (*v).clone()).collect(),
        // In order of date, so the last that fits is the newest.
        met_before: verdicts.iter().rev().find(older_met).cloned(),
    })
}

/// Findings of an inspection that speak of most, some or so many of its report's. A council's own
/// paper reports nothing: it claims.
fn spoken_in_general(later: &Later) -> impl Iterator<Item = FindingId> {
    let paper = later.coverage == Coverage::Update;
    let general = |s: &&Statement| matches!(s.asserts, Assertion::General { .. });
    later.by_people().filter(move |_| !paper).filter(general).map(|s| s.by)
}

fn marks(history: &History, because: &Because, verdicts: &[ReportVerdict], program: &[ReportVerdict]) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Because::Verdict(newest) = because {
        marks.extend(marks_of_verdict(history, newest, verdicts, program));
    }
    marks.extend(program.iter().map(|v| Mark::ReadByProgram(v.report, v.verdict)));
    marks
}

fn marks_of_verdict(
    history: &History,
    newest: &Newest,
    verdicts: &[ReportVerdict],
    program: &[ReportVerdict],
) -> Vec<Mark> {
    let mut marks = Vec::new();
    if newest.verdict() == Verdict::PartlyMet && newest.met_before.is_some() {
        marks.push(Mark::FellBack);
    }
    if newest.verdict() == Verdict::Met && met_again(newest, verdicts) {
        marks.push(Mark::MetAgain);
    }
    // One of several that speaks of the whole is enough for the whole.
    if newest.reports().all(|v| !v.parts.is_empty()) {
        marks.push(Mark::OnPartOnly);
    }
    let is_later = |l: &&Later| newest.reports().all(|v| l.date.is_later_than(v.date));
    if history.later.iter().any(|l| l.is_silent() && is_later(&l)) {
        marks.push(Mark::LastHeardOf(newest.first.report));
    }
    // Where the program has read it, its mark says so already.
    let unread = |l: &&Later| l.is_unread() && !program.iter().any(|v| v.report == l.report);
    let unread = history.later.iter().rev().filter(is_later).find(unread);
    marks.extend(unread.map(|l| Mark::LaterReportNotRead(l.report)));
    marks
}

/// Met, then missed, before a verdict of *met*.
fn met_again(newest: &Newest, verdicts: &[ReportVerdict]) -> bool {
    let met_before = |missed: &ReportVerdict| {
        verdicts.iter().any(|v| v.verdict == Verdict::Met && missed.date.is_later_than(v.date))
    };
    verdicts
        .iter()
        .filter(|v| v.verdict == Verdict::Missed && newest.reports().any(|n| n.date.is_later_than(v.date)))
        .any(met_before)
}
