//! Many certain suggestions of a kind, accepted together once a sample of them was read. They stay the program's: they are
//! kept in `review.toml`, marked as such, and can be taken back together.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Knowledge;
use crate::review::changes::{appended, sampled_entry, without_sampled};
use crate::review::refused;
use crate::review::steps::excerpt::Segments;
use crate::review::steps::groups::{Candidate, Group};
use crate::review::steps::{ReportView, Step};
use crate::suggest::Confidence;

/// So many are read before the others of their kind may be accepted.
const SAMPLE: usize = 10;

/// A kind of suggestions with how many there are.
#[derive(Debug, Serialize)]
pub(crate) struct SampleKind {
    /// What they say, and how sure the words are or which way things went.
    kind: String,
    /// Certain ones that nobody decided on.
    open: usize,
    /// Those accepted after a sample.
    accepted: usize,
}

/// A sample of a kind.
#[derive(Debug, Serialize)]
pub(crate) struct Sample {
    pub(super) version: u64,
    kind: String,
    open: usize,
    accepted: usize,
    items: Vec<SampleItem>,
}

/// One of a sample.
#[derive(Debug, Serialize)]
struct SampleItem {
    report: String,
    title: String,
    /// The step that it belongs to.
    step: String,
    by: String,
    on: String,
    about: String,
    asked: Option<Segments>,
    said: Segments,
    says_in_words: &'static str,
    at: String,
}

/// What is done with a kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "sample", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum OnSample {
    /// All are accepted; the passages of the sample were read.
    Accept { kind: String, read: Vec<String> },
    /// All that were accepted are taken back.
    TakeBack { kind: String },
}

impl OnSample {
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Accept { kind, .. } => format!("accepted after a sample: {kind}"),
            Self::TakeBack { kind } => format!("taken back: {kind}"),
        }
    }
}

/// A certain suggestion that nobody decided on.
struct Open<'v> {
    view: &'v ReportView,
    group: &'v Group,
    candidate: &'v Candidate,
}

impl Open<'_> {
    fn kind(&self) -> String {
        let says = self.candidate.says.unwrap_or_default();
        let how = self.candidate.basis.or(self.candidate.direction);
        how.map_or_else(|| says.to_owned(), |how| format!("{says}, {how}"))
    }

    /// The order of a sample: as good as by chance, and the same for everybody.
    fn digest(&self) -> [u8; 32] {
        *blake3::hash(format!("{}\n{}", self.candidate.passage, self.group.on).as_bytes()).as_bytes()
    }
}

fn open(views: &[Arc<ReportView>]) -> Vec<Open<'_>> {
    let mut all = Vec::new();
    for view in views {
        let groups = view.steps.iter().flat_map(|step| match step {
            Step::Group(group) => vec![group.as_ref()],
            Step::Rest { groups, .. } => groups.iter().collect(),
            Step::Facts { .. } | Step::Findings { .. } | Step::Question(_) | Step::Finish { .. } => Vec::new(),
        });
        for group in groups.filter(|group| !group.later_on) {
            let certain = group.candidates.iter().filter(|c| c.confidence == Confidence::Certain && c.says.is_some());
            all.extend(certain.map(|candidate| Open { view, group, candidate }));
        }
    }
    all
}

/// The kinds of which some are certain, or were accepted after a sample.
pub(super) fn kinds(knowledge: &Knowledge, views: &[Arc<ReportView>]) -> Vec<SampleKind> {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for one in open(views) {
        kinds.entry(one.kind()).or_default().0 += 1;
    }
    for sampled in &knowledge.documents.decisions.sampled {
        kinds.entry(sampled.kind.clone()).or_default().1 += 1;
    }
    kinds.into_iter().map(|(kind, (open, accepted))| SampleKind { kind, open, accepted }).collect()
}

/// A sample of a kind.
pub(super) fn sample(knowledge: &Knowledge, views: &[Arc<ReportView>], kind: &str, version: u64) -> Sample {
    let mut all = open(views);
    all.retain(|one| one.kind() == kind);
    all.sort_by_key(Open::digest);
    let item = |one: &Open<'_>| SampleItem {
        report: one.view.id.clone(),
        title: format!("{}: {}, {}", one.view.authority, one.view.kind, one.view.date),
        step: one.group.key.clone(),
        by: one.candidate.passage.clone(),
        on: one.group.on.clone(),
        about: one.group.about.clone(),
        asked: one.group.asked.first().filter(|_| one.group.is_one).map(|asked| asked.segments.clone()),
        said: one.candidate.said.clone(),
        says_in_words: one.candidate.says_in_words,
        at: one.candidate.later.at.clone(),
    };
    let accepted = knowledge.documents.decisions.sampled.iter().filter(|s| s.kind == kind).count();
    let items = all.iter().take(SAMPLE).map(item).collect();
    Sample { version, kind: kind.to_owned(), open: all.len(), accepted, items }
}

/// The text of `review.toml` after it.
pub(super) fn after(
    review: &str,
    what: &OnSample,
    knowledge: &Knowledge,
    views: &[Arc<ReportView>],
) -> Result<String, Diagnostic> {
    let (kind, read) = match what {
        OnSample::TakeBack { kind } => return Ok(without_sampled(review, kind)),
        OnSample::Accept { kind, read } => (kind, read),
    };
    let wanted = sample(knowledge, views, kind, 0);
    if wanted.items.is_empty() || !wanted.items.iter().all(|item| read.contains(&item.by)) {
        let hint = "the sample has changed: read those that are new";
        return Err(refused(Code::T1102, "not all of the sample was read", hint));
    }
    let all = open(views);
    let own = all.iter().filter(|one| one.kind() == *kind);
    Ok(own.fold(review.to_owned(), |text, one| {
        appended(&text, &sampled_entry(&one.candidate.passage, &one.group.on, kind))
    }))
}
