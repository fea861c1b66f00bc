//! A recommendation: the words, where and when; where it stands and who says
//! so; the evidence in order; its thread; the same theme elsewhere; how to cite
//! it.

use serde::Serialize;

use crate::model::thread::speaks_of_thread;
use crate::model::{Coverage, FindingId, Later, Said, Saying, Thread};
use crate::site::address::Page;
use crate::site::cite::{self, CiteView};
use crate::site::compare::{self, ComparisonRow};
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::pages::lists::meaning;
use crate::site::rows::{ClaimRow, RecommendationRow};
use crate::site::who::{WhoView, basis_words};
use crate::source::Nature;
use crate::source::words::Basis;

#[derive(Debug, Serialize)]
pub(crate) struct RecommendationView {
    title: String,
    /// Whether the title does not hold all the words.
    cut: bool,
    words: String,
    label: String,
    priority: bool,
    authority: Anchor,
    report: Anchor,
    report_title: String,
    finding_href: String,
    speaker: String,
    when: String,
    at: Option<String>,
    by: Option<String>,
    to: Option<String>,
    themes: Vec<Anchor>,
    summary: bool,
    held: bool,
    reviewed: bool,
    outcome: OutcomeView,
    /// The outcome in one plain sentence.
    meaning: &'static str,
    who: Option<WhoView>,
    deciding: Option<DecidingView>,
    marks: Vec<String>,
    carried_on: Vec<Anchor>,
    raises: Vec<Anchor>,
    replaces: Vec<Anchor>,
    claims: Vec<ClaimRow>,
    evidence: Vec<EvidenceView>,
    thread: Option<ThreadView>,
    elsewhere: Vec<ComparisonRow>,
    cite: CiteView,
}

/// The words that decide, and where they stand.
#[derive(Debug, Serialize)]
struct DecidingView {
    words: String,
    finding: Anchor,
    at: Option<String>,
    summary: bool,
}

/// What one report says, or that it says nothing.
#[derive(Debug, Serialize)]
struct EvidenceView {
    report: Anchor,
    speaker: String,
    update: bool,
    reviewed: bool,
    decides: bool,
    /// The report's verdict, when it has one.
    verdict: Option<&'static str>,
    shown: String,
    /// What its silence means, when it says nothing.
    silence: Option<&'static str>,
    statements: Vec<StatementView>,
}

#[derive(Debug, Serialize)]
struct StatementView {
    says: String,
    basis: Option<&'static str>,
    /// Whether the basis is somebody's reading.
    reading: bool,
    via: Option<Anchor>,
    words: String,
    finding_href: String,
    at: Option<String>,
    summary: bool,
}

#[derive(Debug, Serialize)]
struct ThreadView {
    outcome: OutcomeView,
    who: Option<WhoView>,
    raised: usize,
    since: String,
    members: Vec<MemberView>,
}

#[derive(Debug, Serialize)]
struct MemberView {
    row: RecommendationRow,
    this: bool,
}

pub(crate) fn view(desk: &Desk<'_>, id: FindingId) -> RecommendationView {
    let knowledge = desk.knowledge;
    let (finding, report) = (knowledge.finding(id), knowledge.report(id.report));
    let standing = &knowledge.standings[&id];
    let thread = knowledge.thread(knowledge.thread_of[&id]);
    RecommendationView {
        title: desk.short_words(id),
        cut: desk.short_words(id) != finding.text,
        words: desk.words(id),
        label: desk.label(id),
        priority: finding.kind == crate::source::words::Kind::PriorityAction,
        authority: desk.authority(&report.authority),
        report: desk.report(id.report),
        report_title: report.title.clone(),
        finding_href: desk.finding_href(id),
        speaker: desk.speaker(id.report),
        when: desk.when(id.report),
        at: finding.at.clone(),
        by: finding.by.clone(),
        to: finding.to.clone(),
        themes: finding.themes.iter().map(|t| desk.theme(&t.value)).collect(),
        summary: desk.is_summary(id.report),
        held: report.held,
        reviewed: report.reviewed,
        outcome: desk.outcome_of(id),
        meaning: meaning(standing.outcome),
        who: desk.who(id),
        deciding: deciding(desk, id),
        marks: desk.marks_of(id),
        carried_on: desk.carried_on(id),
        raises: linked(desk, id, |said| crate::model::joins(finding, said)),
        replaces: linked(desk, id, |said| said.key == crate::source::words::LinkKey::Supersedes),
        claims: desk.claims_of(id),
        evidence: evidence(desk, id),
        thread: (thread.members.len() > 1).then(|| thread_view(desk, thread, id)),
        elsewhere: compare::elsewhere(desk, id),
        cite: cite::recommendation(desk, id),
    }
}

/// The finding behind the deciding verdict; else the first of those that decide without one.
fn deciding(desk: &Desk<'_>, id: FindingId) -> Option<DecidingView> {
    let standing = &desk.knowledge.standings[&id];
    let by = match standing.deciding_verdict() {
        Some(verdict) => *verdict.by.first()?,
        None => *standing.decided_by.first()?,
    };
    Some(DecidingView {
        words: desk.words(by),
        finding: Anchor { href: desk.finding_href(by), text: desk.report_name(by.report) },
        at: desk.knowledge.finding(by).at.clone(),
        summary: desk.is_summary(by.report),
    })
}

/// Earlier recommendations that this one names under some keys.
fn linked(desk: &Desk<'_>, id: FindingId, fits: impl Fn(&Said) -> bool) -> Vec<Anchor> {
    desk.knowledge
        .said_by(id.report)
        .iter()
        .filter(|s| s.by == id && fits(s))
        .filter_map(|s| match s.on {
            crate::model::On::One(target) => {
                Some(Anchor { href: desk.href(&Page::Recommendation(target)), text: desk.report_name(target.report) })
            }
            _ => None,
        })
        .collect()
}

/// Every later report in order: what it says, or what its silence means.
fn evidence(desk: &Desk<'_>, id: FindingId) -> Vec<EvidenceView> {
    let history = &desk.knowledge.histories[&id];
    history.later.iter().filter_map(|later| one_report(desk, id, later)).collect()
}

fn one_report(desk: &Desk<'_>, id: FindingId, later: &Later) -> Option<EvidenceView> {
    let knowledge = desk.knowledge;
    let standing = &knowledge.standings[&id];
    let verdict = standing.verdicts.iter().find(|v| v.report == later.report);
    let decides = standing.deciding_verdict().is_some_and(|v| v.report == later.report);
    let silence = later.statements.is_empty().then(|| silence(later)).flatten().map(|words| {
        let of_thread = speaks_of_thread(knowledge, id, later.report);
        if of_thread { "speaks of this in another recommendation of its thread" } else { words }
    });
    if later.statements.is_empty() && silence.is_none() {
        return None;
    }
    let shown = match verdict {
        Some(v) if v.raised_again => format!("{}, raised again", v.verdict.shown()),
        Some(v) => v.verdict.shown().to_owned(),
        None => String::new(),
    };
    Some(EvidenceView {
        report: desk.report(later.report),
        speaker: desk.speaker(later.report),
        update: knowledge.report(later.report).nature == Nature::Update,
        reviewed: later.reviewed,
        decides,
        verdict: verdict.map(|v| v.verdict.word()),
        shown,
        silence,
        statements: statements(desk, later),
    })
}

/// A verdict that also raises it again is shown once.
fn statements(desk: &Desk<'_>, later: &Later) -> Vec<StatementView> {
    let with_verdict =
        |by: FindingId| later.statements.iter().any(|s| s.by == by && matches!(s.saying, Saying::Verdict { .. }));
    later
        .statements
        .iter()
        .filter(|s| s.saying != Saying::RaisedAgain || !with_verdict(s.by))
        .map(|statement| {
            let (says, basis) = desk.statement_words(statement);
            StatementView {
                says,
                basis: basis.map(basis_words),
                reading: basis.is_some_and(Basis::is_reading),
                via: statement.via.map(|r| desk.report(r)),
                words: desk.words(statement.by),
                finding_href: desk.finding_href(statement.by),
                at: desk.knowledge.finding(statement.by).at.clone(),
                summary: desk.is_summary(statement.by.report),
            }
        })
        .collect()
}

fn silence(later: &Later) -> Option<&'static str> {
    if !later.reviewed && later.coverage != Coverage::NotHeld {
        return Some("has not been read for this yet");
    }
    match later.coverage {
        Coverage::Full => Some("a full inspection, and silent on this"),
        Coverage::InScope => Some("looked at this subject, and is silent on this"),
        Coverage::OutOfScope => Some("did not look at this"),
        Coverage::Update => Some("the council’s paper does not mention this"),
        Coverage::NotHeld => None,
    }
}

fn thread_view(desk: &Desk<'_>, thread: &Thread, this: FindingId) -> ThreadView {
    ThreadView {
        outcome: desk.thread_outcome(thread),
        who: desk.thread_who(thread),
        raised: thread.raised,
        since: thread.since.in_words(),
        members: thread
            .members
            .iter()
            .map(|m| MemberView { row: desk.recommendation_row(*m), this: *m == this })
            .collect(),
    }
}
