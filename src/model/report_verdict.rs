//! One report counts once: what all its statements about one recommendation come to.
//!
//! Start at [`ReportVerdict::of_statements`]. The rules are those of the design, section 4.

use std::collections::BTreeMap;

use super::history::{Assertion, Later, Statement};
use super::{FindingId, Reader, ReportId};
use crate::source::date::PartialDate;
use crate::source::words::{Basis, Verdict};

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
    /// The least sure reader among the statements that decided.
    pub reader: Reader,
    /// Whether the report raises it again.
    pub raised_again: bool,
    /// The parts that the verdict is about, when nothing is said of the whole.
    pub parts: Vec<String>,
    /// The findings whose statements made it so, the telling ones first.
    pub by: Vec<FindingId>,
}

/// A statement's verdict, with what it is about and who says so.
#[derive(Clone, Copy)]
struct VerdictStatement<'a> {
    verdict: Verdict,
    part: Option<&'a str>,
    basis: Basis,
    reader: Reader,
    by: FindingId,
}

/// What the statements of one rung come to, with those that made it so.
struct Settled<'a> {
    verdict: Verdict,
    made_by: Vec<VerdictStatement<'a>>,
    parts_only: bool,
}

impl ReportVerdict {
    /// What some statements of a report come to: the first rung with a verdict decides, and
    /// *raised again* counts as missed alone and makes partly met of a met.
    pub(super) fn of_statements<'a>(
        later: &Later,
        statements: impl Iterator<Item = &'a Statement> + Clone,
    ) -> Option<Self> {
        let rung = first_rung(statements.clone());
        let raised: Vec<&Statement> = statements.filter(|s| s.asserts == Assertion::RaisedAgain).collect();
        let settled = settle(&rung);
        // Beside partly met or missed, asking again adds nothing to why it stands so.
        let raising_tells = settled.as_ref().is_none_or(|s| s.verdict == Verdict::Met);
        let verdict = match &settled {
            None if raised.is_empty() => return None,
            None => Verdict::Missed,
            Some(s) if s.verdict == Verdict::Met && !raised.is_empty() => Verdict::PartlyMet,
            Some(s) => s.verdict,
        };
        let made_by = settled.as_ref().map_or(&[][..], |s| &s.made_by);
        let mut by: Vec<(FindingId, Reader)> = made_by.iter().map(|s| (s.by, s.reader)).collect();
        by.extend(raised.iter().filter(|_| raising_tells).map(|s| (s.by, s.reader)));
        let parts_only = settled.as_ref().is_some_and(|s| s.parts_only);
        Some(Self {
            report: later.report,
            date: later.date,
            verdict,
            basis: rung.first().map_or(Basis::RaisedAgain, |r| r.basis),
            // The least sure is the greatest; there is always one, since something settled or raised it.
            reader: by.iter().map(|(_, reader)| *reader).max().unwrap_or(Reader::Editor),
            raised_again: !raised.is_empty(),
            parts: made_by.iter().filter(|_| parts_only).filter_map(|s| s.part.map(str::to_owned)).collect(),
            by: once_each(by.into_iter().map(|(by, _)| by)),
        })
    }
}

/// In the order given, without what came before.
pub(super) fn once_each(findings: impl Iterator<Item = FindingId>) -> Vec<FindingId> {
    let mut once = Vec::new();
    for finding in findings {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    once
}

/// The statements with a verdict on the first rung that has one.
fn first_rung<'a>(statements: impl Iterator<Item = &'a Statement>) -> Vec<VerdictStatement<'a>> {
    let mut said: Vec<VerdictStatement<'_>> = statements
        .filter_map(|s| match &s.asserts {
            Assertion::Verdict { verdict, basis, part } => Some(VerdictStatement {
                verdict: *verdict,
                part: part.as_deref(),
                basis: *basis,
                reader: s.reader,
                by: s.by,
            }),
            _ => None,
        })
        .collect();
    // The rungs are declared surest first, so the surest is the least.
    let first = said.iter().map(|r| r.basis).min();
    said.retain(|r| Some(r.basis) == first);
    said
}

/// Verdicts on the whole settle first; a part that says otherwise makes it partly met.
fn settle<'a>(rung: &[VerdictStatement<'a>]) -> Option<Settled<'a>> {
    let whole: Vec<VerdictStatement<'a>> = rung.iter().copied().filter(|s| s.part.is_none()).collect();
    // Verdicts are declared best first, so the worst is the greatest.
    let Some(worst) = whole.iter().map(|s| s.verdict).max() else { return settle_parts(rung) };
    let settled = |verdict, made_by| Some(Settled { verdict, made_by, parts_only: false });
    if whole.iter().any(|s| s.verdict != worst) {
        // Where the whole is in dispute, a part can settle nothing: the worse counts alone.
        return settled(worst, whole.into_iter().filter(|s| s.verdict == worst).collect());
    }
    // Parts that agree with the whole made nothing so, and are not quoted.
    let otherwise: Vec<VerdictStatement<'a>> =
        verdicts_on_parts(rung).into_iter().filter(|s| s.verdict != worst).collect();
    let verdict = if otherwise.is_empty() { worst } else { Verdict::PartlyMet };
    settled(verdict, whole.into_iter().chain(otherwise).collect())
}

/// Where nothing is said of the whole: parts that differ are partly met together, and so is *met*
/// on parts alone, since nobody said that the rest is.
fn settle_parts<'a>(rung: &[VerdictStatement<'a>]) -> Option<Settled<'a>> {
    let made_by = verdicts_on_parts(rung);
    let worst = made_by.iter().map(|s| s.verdict).max()?;
    let all_missed = made_by.iter().all(|s| s.verdict == Verdict::Missed);
    let verdict = if all_missed { worst } else { Verdict::PartlyMet };
    Some(Settled { verdict, made_by, parts_only: true })
}

/// The statements that count for each part: of several verdicts on one, the worse.
fn verdicts_on_parts<'a>(rung: &[VerdictStatement<'a>]) -> Vec<VerdictStatement<'a>> {
    let mut worst: BTreeMap<&str, Verdict> = BTreeMap::new();
    for (part, verdict) in rung.iter().filter_map(|s| Some((s.part?, s.verdict))) {
        let known = worst.entry(part).or_insert(verdict);
        *known = (*known).max(verdict);
    }
    rung.iter().copied().filter(|s| s.part.is_some_and(|part| worst.get(part) == Some(&s.verdict))).collect()
}

/// The findings of one report that contradict each other about one recommendation: different
/// verdicts on the whole of it, or on the same part, on the rung that decides. A part that says
/// otherwise than the whole contradicts nothing.
pub(super) fn contradiction<'a>(statements: impl Iterator<Item = &'a Statement>) -> Vec<FindingId> {
    let rung = first_rung(statements);
    let whole_in_dispute = rung.iter().any(|a| rung.iter().any(|b| a.part.is_none() && disagree(a, b)));
    let matters = |s: &&VerdictStatement<'_>| s.part.is_none() || !whole_in_dispute;
    once_each(rung.iter().filter(matters).filter(|a| rung.iter().any(|b| disagree(a, b))).map(|s| s.by))
}

fn disagree(a: &VerdictStatement<'_>, b: &VerdictStatement<'_>) -> bool {
    a.part == b.part && a.verdict != b.verdict
}
