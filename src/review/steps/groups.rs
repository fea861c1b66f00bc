//! What a report may say of each earlier recommendation, in one group: what was asked, every passage that may speak of it,
//! what other reports were found to say, and where it stands. One decision settles the whole group.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::excerpt::{Excerpt, Segments, excerpt, excerpt_of, report_name, segments, shared_stems};
use super::seen::Seen;
use super::targets::{Choices, about, choices};
use super::{Question, Walk, is_walked};
use crate::model::{Assertion, Because, Knowledge, Later, On, Recommendation, RecommendationId, ReportId};
use crate::site::plain;
use crate::source::words::LinkKey;
use crate::suggest::{self, Confidence, ReportSuggestions, Suggestion, words};
use crate::terms::Terms;

/// Where something stands that only an unread report may speak of.
const NOT_DECIDED: &str = "nothing decided yet";

/// What a report may say of one earlier recommendation, or of an earlier report as a whole.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    /// The name of what it is about, which stays.
    pub(crate) key: String,
    /// The same: under this name it is declined.
    pub(crate) on: String,
    pub(crate) about: String,
    #[serde(serialize_with = "word_of")]
    pub(crate) confidence: Confidence,
    /// Whether it was put off before.
    pub(crate) later_on: bool,
    /// What was asked: one, or all of a report.
    pub(crate) asked: Vec<Excerpt>,
    pub(crate) is_one: bool,
    /// Where the one stands.
    pub(crate) stands: Option<Stands>,
    /// What was decided of it in other reports, the latest first.
    pub(crate) before: Vec<Before>,
    /// The passages that may speak of it, the likeliest first.
    pub(crate) candidates: Vec<Candidate>,
    #[serde(skip)]
    score: f64,
}

/// Where a recommendation stands, and by what.
#[derive(Debug, Serialize)]
pub(crate) struct Stands {
    pub(crate) outcome: &'static str,
    /// The report that decides it, by name and date.
    pub(crate) by: Option<String>,
}

/// What one other report was found to say.
#[derive(Debug, Serialize)]
pub(crate) struct Before {
    pub(crate) says: String,
    pub(crate) report: String,
}

/// A passage that may speak of it, and what a link from there would say.
#[derive(Debug, Serialize)]
pub(crate) struct Candidate {
    pub(crate) passage: String,
    /// As it is written in the file.
    pub(crate) target: String,
    #[serde(serialize_with = "word_of")]
    pub(crate) confidence: Confidence,
    /// What the words say: a key, or nothing.
    pub(crate) says: Option<&'static str>,
    pub(crate) says_in_words: &'static str,
    pub(crate) basis: Option<&'static str>,
    pub(crate) direction: Option<&'static str>,
    pub(crate) via: Option<String>,
    pub(crate) reasons: Vec<String>,
    /// The sentences that say it.
    pub(crate) said: Segments,
    /// The whole passage.
    pub(crate) later: Excerpt,
    pub(crate) choices: Choices,
}

fn word_of<S: Serializer>(confidence: &Confidence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(confidence.word())
}

/// The groups of a report, the surest first, and how many possible links are in none of them.
pub(super) fn all(
    knowledge: &Knowledge,
    found: &ReportSuggestions<'_>,
    walk: Walk,
    seen: &Seen<'_>,
) -> (Vec<Group>, usize) {
    let terms = Terms::default();
    let mut by_on: BTreeMap<String, Vec<&Suggestion>> = BTreeMap::new();
    for link in &found.links {
        by_on.entry(words::name_of(knowledge, link.on)).or_default().push(link);
    }
    let mut possible = 0;
    let mut groups = Vec::new();
    for (on, mut links) in by_on {
        // What was seen and left when the report was finished does not come back by itself.
        links.retain(|link| !seen.has(&found.passage(link.passage).names(knowledge), &on));
        if links.iter().any(|link| is_walked(link.confidence, walk)) {
            groups.push(group(knowledge, found, &terms, on, links));
        } else {
            possible += links.len();
        }
    }
    // What is equally sure, in the order of the report.
    groups.sort_by(|a, b| {
        (a.later_on, a.confidence)
            .cmp(&(b.later_on, b.confidence))
            .then(b.score.total_cmp(&a.score))
            .then(a.key.cmp(&b.key))
    });
    (groups, possible)
}

fn group(
    knowledge: &Knowledge,
    found: &ReportSuggestions<'_>,
    terms: &Terms,
    on: String,
    mut links: Vec<&Suggestion>,
) -> Group {
    links.sort_by(|a, b| {
        a.confidence.cmp(&b.confidence).then(b.score.total_cmp(&a.score)).then(a.passage.cmp(&b.passage))
    });
    // A list without links is not made into a group; of an empty one there would be nothing to say.
    let best = links.first().copied();
    let one = best.and_then(|link| match link.on {
        On::One(id) => Some(knowledge.recommendation(id)),
        On::Group { .. } | On::Report(_) => None,
    });
    let walked: Vec<&&Suggestion> = links.iter().filter(|link| is_walked(link.confidence, Walk::Likely)).collect();
    let later_on =
        if walked.is_empty() { links.iter().all(|link| link.put_off) } else { walked.iter().all(|link| link.put_off) };
    let asked = best.map(|link| earlier_texts(knowledge, link.on)).unwrap_or_default();
    let said: Vec<&str> = links.iter().map(|link| found.passage(link.passage).text.as_str()).collect();
    let marked = |text: &str| segments(terms, text, &shared_stems(terms, text, &said));
    Group {
        key: on.clone(),
        on,
        about: best.map(|link| about(knowledge, link.on)).unwrap_or_default(),
        confidence: best.map_or(Confidence::Possible, |link| link.confidence),
        later_on,
        asked: asked.iter().map(|(id, text)| excerpt_of(knowledge, *id, marked(text))).collect(),
        is_one: one.is_some(),
        stands: one.map(|one| stands(knowledge, one, found.report)),
        before: one.map(|one| before(knowledge, one, found.report)).unwrap_or_default(),
        candidates: links.iter().map(|link| candidate(knowledge, found, link, &asked, terms)).collect(),
        score: best.map_or(0.0, |link| link.score),
    }
}

/// The recommendations that a link is about, with their words.
fn earlier_texts(knowledge: &Knowledge, on: On) -> Vec<(RecommendationId, &str)> {
    let text = |id| (id, knowledge.finding(knowledge.finding_of(id)).text.as_str());
    knowledge.targets(on).into_iter().map(text).collect()
}

fn candidate(
    knowledge: &Knowledge,
    found: &ReportSuggestions<'_>,
    link: &Suggestion,
    asked: &[(RecommendationId, &str)],
    terms: &Terms,
) -> Candidate {
    let passage = found.passage(link.passage);
    let shared = shared_stems(terms, &passage.text, &asked.iter().map(|(_, text)| *text).collect::<Vec<_>>());
    let look_back = link.reasons.look_back.as_ref().map(|look_back| look_back.sentence.as_str());
    let said = look_back.or_else(|| link.evidence.as_ref().map(|evidence| evidence.near.as_str()));
    let said = said.filter(|said| !said.trim().is_empty()).unwrap_or(&passage.text);
    Candidate {
        passage: passage.lasting_name(knowledge),
        target: words::target(knowledge, found.report, link.on),
        confidence: link.confidence,
        says: link.key.map(LinkKey::word),
        says_in_words: link.says(),
        basis: link.basis.map(|b| b.word()),
        direction: link.direction.map(|d| d.word()),
        via: link.via.map(|r| words::target(knowledge, found.report, On::Report(r))),
        reasons: link.reasons.lines(knowledge),
        said: segments(terms, said, &shared),
        later: excerpt(knowledge, passage, segments(terms, &passage.text, &shared)),
        choices: choices(knowledge, passage, Some(link.on)),
    }
}

fn stands(knowledge: &Knowledge, one: &Recommendation, own: ReportId) -> Stands {
    let by = match &one.because {
        // It is this very report that is waited for.
        Because::Unread(report) if *report == own => return Stands { outcome: NOT_DECIDED, by: None },
        Because::Silent(report) | Because::Unread(report) => Some(*report),
        because => because.decided_in(),
    };
    Stands { outcome: plain::outcome(one.outcome()), by: by.map(|report| report_name(knowledge, report)) }
}

fn before(knowledge: &Knowledge, one: &Recommendation, own: ReportId) -> Vec<Before> {
    let said = |later: &&Later| later.report != own && !later.statements.is_empty();
    let others = one.history.later.iter().rev().filter(said);
    others
        .map(|later| {
            let says: BTreeSet<&str> = later.statements.iter().map(|s| says(&s.asserts)).collect();
            Before {
                says: says.into_iter().collect::<Vec<_>>().join(", "),
                report: report_name(knowledge, later.report),
            }
        })
        .collect()
}

fn says(asserts: &Assertion) -> &'static str {
    match asserts {
        Assertion::Verdict { verdict, .. } => verdict.shown(),
        Assertion::RaisedAgain => LinkKey::Again.shown(),
        Assertion::General { key, .. } | Assertion::Claim(key) => key.shown(),
        Assertion::Replaced => LinkKey::Supersedes.shown(),
        Assertion::Plan => LinkKey::Plans.shown(),
    }
}

/// Of how many earlier recommendations a draft's passages were decided on, one by one; what is asked of a report that was
/// read is short, and needs no limit.
pub(super) fn decided(knowledge: &Knowledge, report: ReportId) -> usize {
    if knowledge.report(report).reviewed {
        return 0;
    }
    let links = knowledge.said_by(report).iter().map(|said| words::name_of(knowledge, said.on));
    // What was settled with others, or turned down together, was no decision of its own.
    let decisions = &knowledge.documents.decisions;
    let own = decisions.declined.iter().chain(&decisions.later).filter_map(|decision| {
        let (of, by) = knowledge.present_name(&decision.by.value).filter(|(of, _)| *of == report)?;
        let on = decision.on.as_ref().and_then(|on| knowledge.present_name(&on.value));
        // A sentence that is about nothing here was one question.
        Some(on.map_or((of, by), |(_, on)| (of, on)).1)
    });
    links.chain(own).collect::<BTreeSet<String>>().len()
}

/// Sentences that look back and are tied to nothing.
pub(super) fn questions(knowledge: &Knowledge, found: &ReportSuggestions<'_>, seen: &Seen<'_>) -> Vec<Question> {
    let terms = Terms::default();
    let step = |question: &suggest::Question| {
        let passage = found.passage(question.passage);
        let (text, sentence) = (&passage.text, &question.look_back.sentence);
        let segments = match text.split_once(sentence) {
            Some((before, after)) => {
                let parts = [(before, false), (sentence.as_str(), true), (after, false)];
                parts.into_iter().filter(|(t, _)| !t.is_empty()).map(|(t, m)| (t.to_owned(), m)).collect()
            }
            // A sentence that does not stand there letter for letter is not marked, but the words are shown.
            None => segments(&terms, text, &BTreeSet::new()),
        };
        Question {
            key: format!("{} ? {}", passage.lasting_name(knowledge), question.look_back.sentence),
            passage: passage.lasting_name(knowledge),
            sentence: question.look_back.sentence.clone(),
            reason: question.reason(),
            later: excerpt(knowledge, passage, segments),
            choices: choices(knowledge, passage, None),
        }
    };
    let open = found.questions.iter().filter(|q| !seen.has(&found.passage(q.passage).names(knowledge), ""));
    let mut steps: Vec<Question> = Vec::new();
    for question in open.map(step) {
        match steps.last_mut().filter(|last| last.passage == question.passage) {
            // One decision is about all that a passage leaves open.
            Some(last) => last.sentence = format!("{} {}", last.sentence, question.sentence),
            None => steps.push(question),
        }
    }
    steps
}
