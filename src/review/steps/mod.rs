//! What an editor is asked about one report, step by step, as the page in the browser shows it.
//!
//! Start at [`view_of_report`]. A step is a decision: the facts of a fresh import, its ids and themes, each earlier
//! recommendation that the report may speak of ([`groups`]), and what is left, which one decision turns down. Every step
//! names what it is about by ids that stay, so that a decision on it means the same after the files were read again.

pub(crate) mod around;
pub(crate) mod excerpt;
pub(crate) mod facts;
pub(crate) mod groups;
mod seen;
pub(crate) mod targets;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Knowledge, ReportId};
use crate::site::address::Page;
use crate::suggest::passage::Passage;
use crate::suggest::{Confidence, ReportSuggestions};
use crate::terms::finding_ids;
use excerpt::Excerpt;
use facts::{Facts, FindingRow};
use groups::Group;
use seen::Seen;
use targets::{Choices, Target};

/// So many earlier recommendations and open sentences of a report are asked one by one, decided ones included; what is
/// less sure is a list that one decision turns down.
// A report is to take ten decisions: its facts, its ids and themes, these, the list, and that it has been read. Of 27 real
// reports with five earlier ones, half have more than six recommendations with a likely link; editors declined two of
// three such links, and the strongest come first.
const ONE_BY_ONE: usize = 6;

/// One report with all that is open in it.
#[derive(Debug, Serialize)]
pub(crate) struct ReportView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) authority: String,
    /// The short name of its framework.
    pub(crate) kind: String,
    /// Its file, below the site's folder.
    pub(crate) file: String,
    /// Its page on the site.
    pub(crate) address: String,
    pub(crate) reviewed: bool,
    /// Whether it was read to the end here: what is open now is new since.
    pub(crate) finished: bool,
    pub(crate) steps: Vec<Step>,
    /// Possible links that are not among the steps: most often they are wrong.
    pub(crate) possible: usize,
    /// Fingerprints of what is suggested and undecided.
    #[serde(skip)]
    pub(crate) undecided: Vec<String>,
    /// What the front matter says; of a report that nobody has read yet.
    pub(crate) facts: Option<Facts>,
    /// Id and title of every theme.
    pub(crate) themes: Vec<(String, String)>,
    /// What a link may lead to: every earlier recommendation and report.
    pub(crate) targets: Vec<Target>,
}

/// One thing to decide.
#[derive(Debug, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(crate) enum Step {
    /// What the report does not state, or where it was not found; what a narrow visit looked at.
    Facts { key: &'static str },
    /// Suggested themes and ids.
    Findings { key: &'static str, items: Vec<FindingRow> },
    /// What the report may say of one earlier recommendation.
    Group(Box<Group>),
    /// A sentence that looks back and is tied to nothing.
    Question(Box<Question>),
    /// What is less sure: turned down together, or looked at one by one.
    Rest { key: &'static str, groups: Vec<Group>, questions: Vec<Question> },
    /// The end of a fresh import.
    Finish { key: &'static str },
}

/// A sentence that looks back and is tied to nothing.
#[derive(Debug, Serialize)]
pub(crate) struct Question {
    pub(crate) key: String,
    pub(crate) passage: String,
    pub(crate) sentence: String,
    pub(crate) reason: String,
    pub(crate) later: Excerpt,
    pub(crate) choices: Choices,
}

/// What a view is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Walk {
    /// What is likely.
    Likely,
    /// What is possible as well.
    Possible,
}

/// The steps of a report: first what a fresh import leaves open, then earlier recommendations, the surest first.
pub(crate) fn view_of_report(knowledge: &Knowledge, found: &ReportSuggestions<'_>, walk: Walk) -> ReportView {
    let report = knowledge.report(found.report);
    let seen = Seen::of(knowledge, found.report);
    let facts = (!report.reviewed).then(|| facts::facts(knowledge, found.report));
    let mut steps = Vec::new();
    if !report.reviewed {
        steps.extend(facts.as_ref().filter(|f| f.is_open()).map(|_| Step::Facts { key: "facts" }));
        // Ids before links, since a link is written by the ids that were confirmed.
        steps
            .extend(facts::findings(knowledge, &found.passages).map(|items| Step::Findings { key: "findings", items }));
    }
    let (groups, possible) = groups::all(knowledge, found, walk, &seen);
    let questions = groups::questions(knowledge, found, &seen);
    let undecided = seen::undecided(knowledge, found);
    steps.extend(with_the_rest(groups, questions, groups::decided(knowledge, found.report)));
    if !report.reviewed {
        steps.push(Step::Finish { key: "finish" });
    }
    ReportView {
        id: report.id(),
        title: report.title.clone(),
        date: knowledge.date(found.report).in_words(),
        authority: authority(knowledge, found.report),
        kind: knowledge.framework(found.report).map_or_else(String::new, |f| f.short_name.clone()),
        file: knowledge.documents.sources.file(report.file).map_or(String::new(), |f| f.path.clone()),
        address: Page::Report(found.report).path(knowledge),
        reviewed: report.reviewed,
        finished: seen.is_finished(),
        steps,
        possible,
        undecided,
        facts,
        themes: knowledge.documents.themes.values().map(|t| (t.id.clone(), t.title.clone())).collect(),
        targets: targets::targets(knowledge, found.report),
    }
}

/// Groups and questions as steps: the surest one by one, the others together; what was put off comes last.
fn with_the_rest(groups: Vec<Group>, questions: Vec<Question>, decided: usize) -> Vec<Step> {
    // What was decided counts, or the list would grow shorter with each decision and nobody would reach its end.
    let room = ONE_BY_ONE.saturating_sub(decided);
    let (put_off, groups): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(|group| group.later_on);
    let (mut single, mut others) = (Vec::new(), Vec::new());
    // A list of one would be no shorter than the one.
    let all_fit = groups.len() + questions.len() <= room + 1;
    for group in groups {
        if all_fit || single.len() < room { single.push(Step::Group(Box::new(group))) } else { others.push(group) }
    }
    let mut open = Vec::new();
    for question in questions {
        if all_fit || single.len() < room {
            single.push(Step::Question(Box::new(question)))
        } else {
            open.push(question)
        }
    }
    if !others.is_empty() || !open.is_empty() {
        single.push(Step::Rest { key: "rest", groups: others, questions: open });
    }
    single.extend(put_off.into_iter().map(|group| Step::Group(Box::new(group))));
    single
}

impl Step {
    /// Whether it waits for a decision: what was put off does not.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self, Self::Group(group) if group.later_on)
    }
}

/// The name of a report's authority.
pub(crate) fn authority(knowledge: &Knowledge, report: ReportId) -> String {
    let id = &knowledge.report(report).authority;
    knowledge.documents.authorities.get(id).map_or(id, |a| &a.name).clone()
}

/// A new id for a passage that has none, from its words.
pub(crate) fn fresh_id(knowledge: &Knowledge, passage: &Passage<'_>) -> String {
    let of_report = knowledge.findings_of(passage.report).filter_map(|f| knowledge.finding(f).id.as_ref());
    let mut taken: BTreeSet<String> = of_report.map(|id| id.value.clone()).collect();
    finding_ids::fresh(&passage.text, &mut taken)
}

/// Whether a link of this confidence is walked through.
fn is_walked(confidence: Confidence, walk: Walk) -> bool {
    walk == Walk::Possible || confidence != Confidence::Possible
}
