//! The rules: where a recommendation stands, from what later reports say.
//!
//! [`standing`] is the whole of it, a pure function of a [`History`]. First one
//! report's statements become one verdict ([`one_report`]), then the verdicts
//! in order of date become an outcome, and marks are set beside it.

use super::history::{Coverage, History, Later, Saying, Statement};
use super::{FindingId, ReportId, sets};
use crate::source::date::PartialDate;
use crate::source::words::{Basis, LinkKey, Verdict, words};

words! {
    /// Where a recommendation stands; each has exactly one. In the order in which pages list them: worst first.
    Outcome {
        /// The newest verdict is missed, and an older one was met.
        SlippedBack "slipped-back" "slipped back",
        /// The newest verdict is missed.
        Missed "missed" "missed",
        /// The newest verdict is partly met.
        PartlyMet "partly-met" "partly met",
        /// The newest verdict is met.
        Met "met" "met",
        /// No verdict, and a later full inspection of its family is silent.
        NotReportedOn "not-reported-on" "not reported on",
        /// No verdict, and a later report speaks of most or some of its report's.
        General "general" "reported only in general",
        /// No verdict, and a later report has not been read for this.
        Unread "unread" "later report not yet read",
        /// No verdict yet.
        Awaiting "awaiting" "awaiting a report",
        /// No verdict, and its family's inspections have ended.
        Ended "ended" "inspections ended",
        /// Another recommendation replaces it.
        Superseded "superseded" "superseded",
    }
}

impl Outcome {
    /// Whether it rests on a verdict.
    #[must_use]
    pub fn has_verdict(self) -> bool {
        matches!(self, Self::SlippedBack | Self::Missed | Self::PartlyMet | Self::Met)
    }

    /// Whether what was asked for is still open: neither met nor superseded.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Met | Self::Superseded)
    }

    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::PartlyMet => Self::PartlyMet,
            Verdict::Missed => Self::Missed,
        }
    }
}

/// What one report comes to for one recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportVerdict {
    /// The report.
    pub report: ReportId,
    /// Its date.
    pub date: PartialDate,
    /// How it stands.
    pub verdict: Verdict,
    /// The rung that decided.
    pub basis: Basis,
    /// Whether the report raises it again.
    pub raised_again: bool,
    /// The parts that the verdict is about, when it is about parts only.
    pub parts: Vec<String>,
    /// The findings that decided.
    pub by: Vec<FindingId>,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimStatus {
    /// The first verdict after it is at least what was claimed.
    Confirmed,
    /// It was less than claimed.
    ThenPartlyMet,
    /// It was missed.
    ThenMissed,
    /// There is no verdict after it yet.
    NotYetConfirmed,
}

impl ClaimStatus {
    /// The words on pages.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::ThenPartlyMet => "then found partly met",
            Self::ThenMissed => "then found missed",
            Self::NotYetConfirmed => "not yet confirmed",
        }
    }
}

/// A claim, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who claims.
    pub by: FindingId,
    /// When.
    pub date: PartialDate,
    /// What: met, done or under way.
    pub key: LinkKey,
    /// What became of it.
    pub status: ClaimStatus,
    /// The report with the first verdict after it.
    pub answered_in: Option<ReportId>,
}

/// Something said beside an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Asked for in so many reports.
    Raised(usize),
    /// Somebody had to read the words that way.
    EditorsReading,
    /// Now partly met, met before.
    FellBack,
    /// Met, then missed, now met.
    MetAgain,
    /// A full inspection has been silent since that report.
    LastHeardOf(ReportId),
    /// A report after the newest verdict has not been read.
    LaterReportNotRead(ReportId),
    /// The deciding verdict is about a part only.
    InPart,
}

/// Where a recommendation stands, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The outcome.
    pub outcome: Outcome,
    /// What is said beside it.
    pub marks: Vec<Mark>,
    /// One verdict a report, in order of date.
    pub verdicts: Vec<ReportVerdict>,
    /// The verdict that decides, by its place among the verdicts.
    pub deciding: Option<usize>,
    /// The findings that decide an outcome which is no verdict: what replaces it, or speaks in general.
    pub decided_by: Vec<FindingId>,
    /// Claims in order of date.
    pub claims: Vec<Claim>,
    /// Reports that raise it again.
    pub raised_again_in: Vec<ReportId>,
}

impl Standing {
    /// The verdict that decides.
    #[must_use]
    pub fn deciding_verdict(&self) -> Option<&ReportVerdict> {
        self.deciding.and_then(|n| self.verdicts.get(n))
    }

    /// Whether the outcome rests on somebody's reading.
    #[must_use]
    pub fn by_reading(&self) -> bool {
        self.marks.contains(&Mark::EditorsReading)
    }
}

/// Where a recommendation stands.
#[must_use]
pub fn standing(history: &History) -> Standing {
    let counted: Vec<&Later> = history.later.iter().filter(|l| l.reviewed).collect();
    let verdicts: Vec<ReportVerdict> = counted.iter().filter_map(|l| one_report(l)).collect();
    let deciding = newest(&verdicts);
    let replaced = replaced(&counted, &verdicts);
    let (outcome, decided_by) = match (replaced, deciding) {
        (Some(by), _) => (Outcome::Superseded, by),
        (None, Some(n)) => (verdict_outcome(&verdicts, n), Vec::new()),
        (None, None) => without_verdict(history, &counted),
    };
    let raised_again_in: Vec<ReportId> = counted
        .iter()
        .filter(|l| l.statements.iter().any(|s| s.saying == Saying::RaisedAgain))
        .map(|l| l.report)
        .collect();
    let mut standing = Standing {
        outcome,
        marks: Vec::new(),
        claims: claims(&counted, &verdicts),
        deciding: deciding.filter(|_| outcome != Outcome::Superseded),
        verdicts,
        decided_by,
        raised_again_in,
    };
    standing.marks = marks(history, &counted, &standing);
    standing
}

/// A statement's verdict with its rung, its part and who says so.
struct Rung<'a> {
    basis: Basis,
    verdict: Verdict,
    part: Option<&'a str>,
    by: FindingId,
}

/// The statements with a verdict on the first rung that has one.
fn first_rung(statements: &[Statement]) -> Vec<Rung<'_>> {
    let mut rungs: Vec<Rung<'_>> = statements
        .iter()
        .filter_map(|s| match &s.saying {
            Saying::Verdict { verdict, basis, part } => {
                Some(Rung { basis: *basis, verdict: *verdict, part: part.as_deref(), by: s.by })
            }
            _ => None,
        })
        .collect();
    let first = rungs.iter().map(|r| r.basis).min();
    rungs.retain(|r| Some(r.basis) == first);
    rungs
}

/// What the statements of one rung come to: parts that differ make partly met, otherwise the worse
/// counts. Of several verdicts on one part, the worse is that part's.
fn settle(rungs: &[Rung<'_>]) -> Option<Verdict> {
    let worst = rungs.iter().map(|r| r.verdict).max()?;
    if rungs.iter().any(|r| r.part.is_none()) {
        return Some(worst);
    }
    let of_part = |part| rungs.iter().filter(|r| r.part == part).map(|r| r.verdict).max();
    let differ = rungs.iter().any(|r| of_part(r.part) != Some(worst));
    Some(if differ { Verdict::PartlyMet } else { worst })
}

/// Whether two statements of one rung cannot both be true: different verdicts on the same thing,
/// or on the whole and a part of it. A whole that is partly met agrees with any part.
fn contradict(a: &Rung<'_>, b: &Rung<'_>) -> bool {
    let whole_is_partly = |r: &Rung<'_>| r.part.is_none() && r.verdict == Verdict::PartlyMet;
    let about_the_same = a.part == b.part;
    let whole_and_part = a.part.is_none() != b.part.is_none();
    a.verdict != b.verdict && (about_the_same || (whole_and_part && !whole_is_partly(a) && !whole_is_partly(b)))
}

/// The findings of one report that contradict each other about one recommendation.
pub(super) fn conflict(statements: &[Statement]) -> Option<Vec<FindingId>> {
    let rungs = first_rung(statements);
    let by: Vec<FindingId> = rungs.iter().filter(|a| rungs.iter().any(|b| contradict(a, b))).map(|r| r.by).collect();
    (!by.is_empty()).then_some(by)
}

/// One report counts once: the first rung decides, parts that differ make partly met, otherwise
/// the worse counts; *raised again* alone is missed, and beside a met makes partly met.
fn one_report(later: &Later) -> Option<ReportVerdict> {
    let rungs = first_rung(&later.statements);
    let raised: Vec<FindingId> =
        later.statements.iter().filter(|s| s.saying == Saying::RaisedAgain).map(|s| s.by).collect();
    let on_rung = settle(&rungs);
    let verdict = match on_rung {
        None if raised.is_empty() => return None,
        None => Verdict::Missed,
        Some(Verdict::Met) if !raised.is_empty() => Verdict::PartlyMet,
        Some(verdict) => verdict,
    };
    let mut by: Vec<FindingId> = rungs.iter().map(|r| r.by).collect();
    if by.is_empty() || (on_rung == Some(Verdict::Met) && !raised.is_empty()) {
        by.extend(&raised);
    }
    by.sort();
    by.dedup();
    let parts_only = !rungs.is_empty() && rungs.iter().all(|r| r.part.is_some());
    Some(ReportVerdict {
        report: later.report,
        date: later.date,
        verdict,
        basis: rungs.first().map_or(Basis::RaisedAgain, |r| r.basis),
        raised_again: !raised.is_empty(),
        parts: if parts_only { rungs.iter().filter_map(|r| r.part.map(str::to_owned)).collect() } else { Vec::new() },
        by,
    })
}

/// The newest verdict: none is later; of several, the worst, and the last in the list.
fn newest(verdicts: &[ReportVerdict]) -> Option<usize> {
    (0..verdicts.len())
        .filter(|n| !verdicts.iter().any(|other| other.date.is_later_than(verdicts[*n].date)))
        .max_by_key(|n| (verdicts[*n].verdict, *n))
}

/// Who replaces it, when no verdict is newer than that.
fn replaced(counted: &[&Later], verdicts: &[ReportVerdict]) -> Option<Vec<FindingId>> {
    let by: Vec<FindingId> = counted
        .iter()
        .filter(|l| !verdicts.iter().any(|v| v.date.is_later_than(l.date)))
        .flat_map(|l| l.statements.iter().filter(|s| s.saying == Saying::Replaced).map(|s| s.by))
        .collect();
    (!by.is_empty()).then_some(by)
}

fn verdict_outcome(verdicts: &[ReportVerdict], deciding: usize) -> Outcome {
    match verdicts[deciding].verdict {
        Verdict::Missed if met_before(verdicts, &verdicts[deciding]).is_some() => Outcome::SlippedBack,
        verdict => Outcome::of(verdict),
    }
}

/// The latest met that is older than a verdict.
fn met_before<'a>(verdicts: &'a [ReportVerdict], than: &ReportVerdict) -> Option<&'a ReportVerdict> {
    verdicts.iter().rev().find(|v| v.verdict == Verdict::Met && than.date.is_later_than(v.date))
}

fn without_verdict(history: &History, counted: &[&Later]) -> (Outcome, Vec<FindingId>) {
    if history.later.iter().any(|l| is_unread(l) && l.is_later) {
        return (Outcome::Unread, Vec::new());
    }
    let general: Vec<FindingId> = counted.iter().filter(|l| l.is_later).flat_map(|l| spoken_in_general(l)).collect();
    if !general.is_empty() {
        return (Outcome::General, general);
    }
    let outcome = if counted.iter().any(|l| l.is_later && is_silent(l)) {
        Outcome::NotReportedOn
    } else if history.family_ended {
        Outcome::Ended
    } else {
        Outcome::Awaiting
    };
    (outcome, Vec::new())
}

fn is_unread(later: &Later) -> bool {
    !later.reviewed && !matches!(later.coverage, Coverage::Update | Coverage::NotHeld)
}

/// Findings of an inspection that speak of most or some of its report's. A council's own paper
/// reports nothing: it claims.
fn spoken_in_general(later: &Later) -> Vec<FindingId> {
    if later.coverage == Coverage::Update {
        return Vec::new();
    }
    later
        .statements
        .iter()
        .filter(|s| matches!(s.saying, Saying::General(quantity, _) if !sets(quantity)))
        .map(|s| s.by)
        .collect()
}

/// A full inspection of the family that says nothing of it.
fn is_silent(later: &Later) -> bool {
    later.coverage == Coverage::Full && later.statements.is_empty()
}

fn claims(counted: &[&Later], verdicts: &[ReportVerdict]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for later in counted {
        for statement in &later.statements {
            let Saying::Claim(key) = statement.saying else { continue };
            let after = first_after(verdicts, later.date);
            let status = after.map_or(ClaimStatus::NotYetConfirmed, |v| claim_status(key, v.verdict));
            claims.push(Claim {
                by: statement.by,
                date: later.date,
                key,
                status,
                answered_in: after.map(|v| v.report),
            });
        }
    }
    claims
}

/// The first verdict after a date; of several of one date, the worst.
fn first_after(verdicts: &[ReportVerdict], date: PartialDate) -> Option<&ReportVerdict> {
    let after: Vec<&ReportVerdict> = verdicts.iter().filter(|v| v.date.is_later_than(date)).collect();
    after
        .iter()
        .copied()
        .filter(|v| !after.iter().any(|other| v.date.is_later_than(other.date)))
        .max_by_key(|v| v.verdict)
}

/// At least what was claimed confirms it: of what was said to be under way, partly met is enough.
fn claim_status(key: LinkKey, verdict: Verdict) -> ClaimStatus {
    match (key, verdict) {
        (_, Verdict::Met) | (LinkKey::UnderWay, Verdict::PartlyMet) => ClaimStatus::Confirmed,
        (_, Verdict::PartlyMet) => ClaimStatus::ThenPartlyMet,
        (_, Verdict::Missed) => ClaimStatus::ThenMissed,
    }
}

fn marks(history: &History, counted: &[&Later], standing: &Standing) -> Vec<Mark> {
    let mut marks = Vec::new();
    if !standing.raised_again_in.is_empty() {
        marks.push(Mark::Raised(standing.raised_again_in.len() + 1));
    }
    let Some(deciding) = standing.deciding_verdict() else {
        return marks;
    };
    let earlier_met = met_before(&standing.verdicts, deciding);
    let slipped = standing.outcome == Outcome::SlippedBack;
    if deciding.basis.is_reading() || (slipped && earlier_met.is_some_and(|m| m.basis.is_reading())) {
        marks.push(Mark::EditorsReading);
    }
    if deciding.verdict == Verdict::PartlyMet && earlier_met.is_some() {
        marks.push(Mark::FellBack);
    }
    if deciding.verdict == Verdict::Met && missed_between(&standing.verdicts, deciding) {
        marks.push(Mark::MetAgain);
    }
    if !deciding.parts.is_empty() {
        marks.push(Mark::InPart);
    }
    if counted.iter().any(|l| is_silent(l) && l.date.is_later_than(deciding.date)) {
        marks.push(Mark::LastHeardOf(deciding.report));
    }
    let unread = history.later.iter().rev().find(|l| is_unread(l) && l.date.is_later_than(deciding.date));
    marks.extend(unread.map(|l| Mark::LaterReportNotRead(l.report)));
    marks
}

/// Met, then missed, before a verdict.
fn missed_between(verdicts: &[ReportVerdict], now: &ReportVerdict) -> bool {
    verdicts
        .iter()
        .filter(|v| v.verdict == Verdict::Missed && now.date.is_later_than(v.date))
        .any(|missed| met_before(verdicts, missed).is_some())
}
