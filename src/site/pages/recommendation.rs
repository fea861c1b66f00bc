//! A recommendation: the words, where and when; where it stands and who says
//! so; the evidence in order; its thread; the same thing elsewhere; how to cite
//! it.

use serde::Serialize;

use crate::model::{
    Assertion, Because, FindingId, Later, Mark, Recommendation, RecommendationId, ReportId, Silence, Thread,
};
use crate::site::asked::AskedWhenView;
use crate::site::challenge;
use crate::site::cite::{self, CiteView};
use crate::site::common_words::{self, Stems};
use crate::site::compare::{self, ElsewhereView};
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::corrected::{self, CorrectionView};
use crate::site::pages::lists::meaning;
use crate::site::place::PlaceView;
use crate::site::plain;
use crate::site::readers::{SignView, style};
use crate::site::rows::{ClaimRow, RecommendationRow, asks_again_and_waits};
use crate::site::same_report::{self, SameReportView};
use crate::site::who::{WhoView, basis_words};
use crate::source::Nature;
use crate::source::words::Kind;
use crate::terms::Terms;

#[derive(Debug, Serialize)]
pub(crate) struct RecommendationView {
    // In one table with the rest, so that the template finds all of them under `page`.
    #[serde(flatten)]
    asked: AskedView,
    /// Where its thread stands.
    stands: StandsView,
    /// Where it stands itself, where that is not the same.
    own: Option<StandsView>,
    deciding: Vec<DecidingView>,
    /// Whether it asks again for what was missed, and no report has spoken of it since.
    waits: bool,
    /// When it was asked for, first and again; nothing for what was asked for once.
    asked_when: Option<AskedWhenView>,
    marks: Vec<String>,
    carried_on: Vec<Anchor>,
    raises: Vec<Anchor>,
    replaces: Vec<Anchor>,
    claims: Vec<ClaimRow>,
    evidence: Vec<ReportEvidence>,
    thread: Option<ThreadView>,
    /// What is like it in other authorities.
    elsewhere: Option<ElsewhereView>,
    /// What its own report found on the subject, where no later one has spoken of it.
    same_report: Option<SameReportView>,
    /// Whether all words of reports that stand here are the editor's own: said once then, else beside each.
    all_summary: bool,
    /// What was corrected about it without a new report, the newest first.
    corrections: Vec<CorrectionView>,
    cite: CiteView,
}

/// What was asked: the words, where and when.
#[derive(Debug, Serialize)]
struct AskedView {
    title: String,
    /// All the words, with those marked that a later report has as well.
    words: String,
    label: String,
    priority: bool,
    authority: Anchor,
    report: Anchor,
    report_title: String,
    finding_href: String,
    speaker: String,
    when: String,
    place: Option<PlaceView>,
    by: Option<String>,
    to: Option<String>,
    tag: Option<String>,
    themes: Vec<Anchor>,
    summary: bool,
    held: bool,
    reviewed: bool,
}

/// Where it stands, and who says so.
#[derive(Debug, Serialize)]
struct StandsView {
    outcome: OutcomeView,
    /// The outcome in one plain sentence.
    meaning: &'static str,
    who: Option<WhoView>,
}

/// The words that decide, and where they stand.
#[derive(Debug, Serialize)]
struct DecidingView {
    words: String,
    finding: Anchor,
    place: Option<PlaceView>,
    summary: bool,
}

/// What one report says, or that it says nothing.
#[derive(Debug, Serialize)]
struct ReportEvidence {
    /// Its own address on the page.
    anchor: String,
    /// Begins a message that disputes it.
    dispute: Option<String>,
    report: Anchor,
    speaker: String,
    update: bool,
    reviewed: bool,
    decides: bool,
    /// The report's verdict, when it has one, and by which the style draws who says so.
    verdict: Option<&'static str>,
    style: &'static str,
    shown: String,
    /// What its silence means, when it says nothing.
    silence: Option<&'static str>,
    statements: Vec<StatementView>,
}

#[derive(Debug, Serialize)]
struct StatementView {
    says: String,
    /// Who says that it is about this; nothing beside what a council claims.
    sign: Option<SignView>,
    basis: Option<&'static str>,
    via: Option<Anchor>,
    words: String,
    finding_href: String,
    place: Option<PlaceView>,
    summary: bool,
}

#[derive(Debug, Serialize)]
struct ThreadView {
    title: String,
    members: Vec<MemberView>,
}

#[derive(Debug, Serialize)]
struct MemberView {
    row: RecommendationRow,
    /// Whether it asks again for what was missed, and no report has spoken of it since.
    waits: bool,
    this: bool,
}

pub(crate) fn view(context: &PageContext<'_>, number: RecommendationId) -> RecommendationView {
    let knowledge = context.knowledge;
    let recommendation = knowledge.recommendation(number);
    let thread = knowledge.thread(recommendation.thread);
    let by_reports = |ids: &[RecommendationId]| ids.iter().map(|id| context.by_report(*id)).collect();
    let mut asked = asked(context, recommendation.finding);
    let mut evidence = evidence(context, recommendation);
    mark_common(&mut asked, &mut evidence);
    let elsewhere = compare::elsewhere(context, recommendation);
    let same_report = same_report::of(context, recommendation);
    let mut said = evidence.iter().flat_map(|e| &e.statements);
    RecommendationView {
        all_summary: asked.summary
            && said.all(|s| s.summary)
            && elsewhere.as_ref().is_none_or(ElsewhereView::is_summary)
            && same_report.as_ref().is_none_or(SameReportView::is_summary),
        asked,
        stands: stands(context, &thread.because),
        own: stands_apart(recommendation, thread).then(|| stands(context, &recommendation.because)),
        waits: asks_again_and_waits(recommendation, thread),
        // Its own words stand on the page already.
        deciding: (thread.because.deciding().into_iter())
            .filter(|by| *by != recommendation.finding)
            .map(|by| deciding(context, by))
            .collect(),
        asked_when: (thread.raised() > 1 || thread.members.len() > 1)
            .then(|| context.asked_when(thread, Some(recommendation.id))),
        marks: context.marks_beside(recommendation, |mark| !matches!(mark, Mark::Raised(_))),
        carried_on: context.carried_on(recommendation),
        raises: by_reports(&recommendation.ties.raises),
        replaces: by_reports(&recommendation.ties.replaces),
        claims: context.claims_of(recommendation),
        evidence,
        // A thread of one says nothing that the page does not say already.
        thread: (thread.members.len() > 1).then(|| thread_view(context, thread, number)),
        elsewhere,
        corrections: context.index.corrections_of(number).iter().map(|c| corrected::view(context, c)).collect(),
        same_report,
        cite: cite::recommendation(context, number),
    }
}

fn stands(context: &PageContext<'_>, because: &Because) -> StandsView {
    StandsView { outcome: OutcomeView::new(because), meaning: meaning(because.outcome()), who: context.who(because) }
}

/// Whether a recommendation stands elsewhere than its thread, or by another report. One that asks again and waits says
/// no more than its thread, which is missed for that.
fn stands_apart(recommendation: &Recommendation, thread: &Thread) -> bool {
    let (own, all) = (&recommendation.because, &thread.because);
    !asks_again_and_waits(recommendation, thread)
        && (own.outcome() != all.outcome() || own.decided_in() != all.decided_in())
}

fn asked(context: &PageContext<'_>, id: FindingId) -> AskedView {
    let (finding, report) = (context.knowledge.finding(id), context.knowledge.report(id.report));
    AskedView {
        title: context.short_words(id),
        words: context.words(id),
        label: context.label(id),
        priority: finding.kind == Kind::PriorityAction,
        authority: context.authority(&report.authority),
        report: context.report(id.report),
        report_title: report.title.clone(),
        finding_href: context.finding_href(id),
        speaker: context.speaker(id.report),
        when: context.when(id.report),
        place: context.place(id),
        by: finding.by.clone(),
        to: finding.to.clone(),
        tag: finding.tag.clone(),
        themes: finding.themes.iter().map(|t| context.theme(&t.value)).collect(),
        summary: context.is_summary(id.report),
        held: report.held,
        reviewed: report.reviewed,
    }
}

/// One of the findings whose words decide.
fn deciding(context: &PageContext<'_>, by: FindingId) -> DecidingView {
    DecidingView {
        words: context.words(by),
        finding: Anchor { href: context.finding_href(by), text: context.report_name(by.report) },
        place: context.place(by),
        summary: context.is_summary(by.report),
    }
}

/// Every later report in order: what it says, or what its silence means.
fn evidence(context: &PageContext<'_>, recommendation: &Recommendation) -> Vec<ReportEvidence> {
    recommendation.history.later.iter().filter_map(|later| report_evidence(context, recommendation, later)).collect()
}

fn report_evidence(
    context: &PageContext<'_>,
    recommendation: &Recommendation,
    later: &Later,
) -> Option<ReportEvidence> {
    let knowledge = context.knowledge;
    let verdict = recommendation.verdict_of(later.report);
    let silence = knowledge.silence(recommendation, later).map(silence_in_words);
    // A report known only from others may well have spoken of it: nobody here has read that.
    if later.statements.is_empty() && silence.is_none() {
        return None;
    }
    let shown = match verdict {
        Some(v) if v.raised_again => format!("{}, {}", v.verdict.shown(), plain::ASKED_AGAIN),
        Some(v) => v.verdict.shown().to_owned(),
        None => String::new(),
    };
    let anchor = anchor(context, recommendation, later.report);
    let mut by: Vec<FindingId> = later.statements.iter().map(|s| s.by).collect();
    by.dedup();
    Some(ReportEvidence {
        dispute: challenge::of_reading(context, recommendation.id, &anchor, &by).filter(|_| !by.is_empty()),
        anchor,
        report: context.report(later.report),
        speaker: context.speaker(later.report),
        update: knowledge.report(later.report).nature == Nature::Update,
        reviewed: later.reviewed,
        decides: recommendation.is_decided_by(later.report),
        verdict: verdict.map(|v| v.verdict.word()),
        style: verdict.map_or("", |v| style(v.reader)),
        shown,
        silence,
        statements: statements(context, later),
    })
}

/// Where what a report says stands on the page. Such addresses are sent to others: they hold the report's id.
fn anchor(context: &PageContext<'_>, recommendation: &Recommendation, later: ReportId) -> String {
    let (own, later) = (context.knowledge.report(recommendation.finding.report), context.knowledge.report(later));
    // A successor may have a report of the same name.
    if own.authority == later.authority {
        format!("p_{}", later.name)
    } else {
        format!("p_{}_{}", later.authority, later.name)
    }
}

/// Marks in what was asked and in what was said later the words that they have in common.
fn mark_common(asked: &mut AskedView, evidence: &mut [ReportEvidence]) {
    let terms = Terms::default();
    let asked_for = common_words::stems(&terms, &asked.words);
    let mut said: Stems = Stems::new();
    for statement in evidence.iter_mut().flat_map(|e| &mut e.statements) {
        said.extend(common_words::stems(&terms, &statement.words));
        statement.words = common_words::marked(&terms, &statement.words, &asked_for);
    }
    asked.words = common_words::marked(&terms, &asked.words, &said);
}

/// A verdict that also raises it again is shown once.
fn statements(context: &PageContext<'_>, later: &Later) -> Vec<StatementView> {
    let speaks = context.knowledge.report(later.report).nature == Nature::Inspection;
    let with_verdict =
        |by: FindingId| later.statements.iter().any(|s| s.by == by && matches!(s.asserts, Assertion::Verdict { .. }));
    later
        .statements
        .iter()
        .filter(|s| s.asserts != Assertion::RaisedAgain || !with_verdict(s.by))
        .map(|statement| {
            let (says, basis) = context.statement_words(statement);
            StatementView {
                says,
                sign: speaks.then(|| context.sign(statement.reader, statement.by.report)),
                basis: basis.and_then(|basis| basis_words(basis, statement.reader)),
                via: statement.via.map(|r| context.report(r)),
                words: context.words(statement.by),
                finding_href: context.finding_href(statement.by),
                place: context.place(statement.by),
                summary: context.is_summary(statement.by.report),
            }
        })
        .collect()
}

fn silence_in_words(silence: Silence) -> &'static str {
    match silence {
        Silence::NotRead => "has not been read for this yet",
        Silence::Full => "a full inspection that does not mention this",
        Silence::InScope => "looked at this subject and does not mention this",
        Silence::OutOfScope => "did not look at this",
        Silence::ScopeNotStated => "says nothing of this; what it looked at is not stated",
        Silence::Paper => "the council’s paper does not mention this",
        Silence::SpeaksOfThread => "says nothing of this one, and speaks of another recommendation of its thread",
    }
}

fn thread_view(context: &PageContext<'_>, thread: &Thread, this: RecommendationId) -> ThreadView {
    ThreadView {
        title: context.thread_title(thread),
        members: context
            .knowledge
            .members(thread)
            .map(|m| MemberView {
                row: context.recommendation_row(m),
                waits: asks_again_and_waits(m, thread),
                this: m.id == this,
            })
            .collect(),
    }
}
