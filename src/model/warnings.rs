//! What only the whole history of a recommendation shows to be doubtful: reports that say different
//! things of it, so that a rule had to choose, and visits of which nobody can say whether they looked
//! at it.

use super::conclusion::Conclusion;
use super::history::{History, Later};
use super::outcome::Because;
use super::report_verdict::contradiction;
use super::{FindingId, Knowledge, Linked, Recommendation, RecommendationId, Silence};
use crate::diagnostics::{Code, Diagnostic, Span};

/// What is to be warned of, in order of recommendation and report.
pub(super) fn all(linked: &Linked, histories: &[History], conclusions: &[Conclusion]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for ((id, history), conclusion) in linked.catalogue.recommendations().zip(histories).zip(conclusions) {
        problems.extend(history.later.iter().filter_map(|later| within_report(linked, id, later)));
        problems.extend(on_one_date(linked, id, conclusion));
    }
    problems
}

/// One report says different things of the whole, or of one part.
fn within_report(linked: &Linked, id: RecommendationId, later: &Later) -> Option<Diagnostic> {
    // Of what only the program read, an editor can correct nothing in the content.
    let by = contradiction(later.by_people());
    let name = linked.finding_name(linked.finding_of(id));
    let problem = at_links(linked, id, &by, Code::T0511, format!("this report says different things of `{name}`"))?;
    Some(problem.hint("the worse counts; say `part=\"...\"` where they are about parts"))
}

/// Reports of one date, neither of which is later, say different things.
fn on_one_date(linked: &Linked, id: RecommendationId, conclusion: &Conclusion) -> Option<Diagnostic> {
    let Because::Verdict(newest) = &conclusion.because else { return None };
    if newest.others.iter().all(|v| v.verdict == newest.first.verdict) {
        return None;
    }
    let by: Vec<FindingId> = newest.reports().filter_map(|v| v.by.first()).copied().collect();
    let name = linked.finding_name(linked.finding_of(id));
    let message = format!("reports of one date say different things of `{name}`");
    let problem = at_links(linked, id, &by, Code::T0517, message)?;
    Some(problem.hint("none is later than the other, so together they count as partly met"))
}

/// Titles of threads on recommendations that do not begin theirs; of threads as people joined them, since in the
/// content nobody sees what the program joined.
pub(super) fn misplaced_titles(linked: &Linked, threads: &[Vec<RecommendationId>]) -> Vec<Diagnostic> {
    let finding = |member: &RecommendationId| linked.finding_of(*member);
    let mut problems = Vec::new();
    for (first, later) in threads.iter().filter_map(|members| members.split_first()) {
        let first = linked.finding_name(finding(first));
        let titles = later.iter().filter_map(|m| linked.finding(finding(m)).thread.as_ref());
        problems.extend(titles.map(|title| {
            Diagnostic::at(Code::T0415, title.span, format!("this thread begins with `{first}`"))
                .hint("move its title there")
        }));
    }
    problems
}

/// A narrow visit said what it looked at, and an open recommendation does not say what it is about.
pub(super) fn without_theme(knowledge: &Knowledge, recommendation: &Recommendation) -> Option<Diagnostic> {
    // What was carried on, met or replaced has no cell any more that could say something wrong.
    let matters = recommendation.ties.carried_on_by.is_empty() && knowledge.thread(recommendation.thread).is_open();
    let says_scope = |l: &&Later| knowledge.report(l.report).scope.is_some();
    let unclear = |l: &&Later| knowledge.silence(recommendation, l) == Some(Silence::ScopeNotStated);
    let visit = recommendation.history.later.iter().filter(|_| matters).filter(says_scope).find(unclear)?;
    let own = knowledge.finding(recommendation.finding).id.as_ref()?;
    let message = format!(
        "`{}` has no theme, so nobody can say whether `{}` looked at it",
        own.value,
        knowledge.report(visit.report).id()
    );
    Some(Diagnostic::at(Code::T0319, own.span, message).hint("add theme=... to its attributes"))
}

/// A problem at the links by which some findings speak of a recommendation.
fn at_links(
    linked: &Linked,
    id: RecommendationId,
    by: &[FindingId],
    code: Code,
    message: String,
) -> Option<Diagnostic> {
    let link_of = |by: &FindingId| {
        let own = linked.said_by(by.report).iter().filter(|f| f.by == *by);
        own.filter(|f| linked.targets(f.on).contains(&id)).find_map(|f| f.span)
    };
    let spans: Vec<Span> = by.iter().filter_map(link_of).collect();
    let (first, rest) = spans.split_first()?;
    let problem = Diagnostic::at(code, *first, message);
    Some(rest.iter().fold(problem, |problem, other| problem.other(*other, "and here")))
}
