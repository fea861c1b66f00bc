//! Every report with how much is open in it, by authority.

use std::sync::Arc;

use serde::Serialize;

use super::site::SiteAsRead;
use crate::review::steps::{ReportView, Step, authority};

/// Every report with what is open in it.
#[derive(Debug, Serialize)]
pub(crate) struct Worklist {
    version: u64,
    title: String,
    /// What is wrong elsewhere than in reports.
    pub(super) errors: Vec<String>,
    pub(super) reports: Vec<ReportLine>,
    undo: Option<String>,
}

/// A report with how much is open in it.
#[derive(Debug, Serialize)]
pub(super) struct ReportLine {
    pub(super) id: String,
    title: String,
    authority: String,
    /// The short name of its framework.
    kind: String,
    date: String,
    pub(super) state: State,
    /// Decisions that are open.
    pub(super) open: usize,
    /// Suggestions that one of them turns down together.
    rest: usize,
    /// What is wrong with its file, drawn.
    pub(super) broken: Vec<String>,
}

/// How far a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// Its file has errors.
    Broken,
    /// Nobody has read it to the end.
    Open,
    /// Read to the end here, and something is new since.
    New,
    /// Read, but not to the end at this desk: suggestions stand that nobody decided on.
    Undecided,
    /// Read, and nothing is open.
    Finished,
}

impl Worklist {
    pub(super) fn new<'b>(
        site: &SiteAsRead,
        views: &[Arc<ReportView>],
        broken: impl Iterator<Item = (&'b str, Vec<String>)>,
        version: u64,
        undo: Option<String>,
    ) -> Self {
        let knowledge = &site.knowledge;
        let mut reports: Vec<ReportLine> = views.iter().map(|view| line(view)).collect();
        reports.extend(broken.map(|(id, broken)| {
            let report = knowledge.catalogue.report(id).map(|found| found.is);
            let folder = id.split('/').next().unwrap_or(id);
            let name = || knowledge.documents.authorities.get(folder).map_or(folder, |a| &a.name).to_owned();
            ReportLine {
                id: id.to_owned(),
                title: report.map_or_else(|| id.to_owned(), |r| knowledge.report(r).title.clone()),
                authority: report.map_or_else(name, |r| authority(knowledge, r)),
                kind: report.and_then(|r| knowledge.framework(r)).map_or_else(String::new, |f| f.short_name.clone()),
                date: report.map_or_else(String::new, |r| knowledge.date(r).in_words()),
                state: State::Broken,
                open: 0,
                rest: 0,
                broken,
            }
        }));
        // By authority; of one, the earliest first: what it asked for is what the later ones speak of.
        reports.sort_by(|a, b| (&a.authority, &a.id).cmp(&(&b.authority, &b.id)));
        Self {
            version,
            title: knowledge.documents.settings.title.clone(),
            errors: site.errors_elsewhere(),
            reports,
            undo,
        }
    }
}

fn line(view: &ReportView) -> ReportLine {
    let open = view.steps.iter().filter(|step| step.is_open()).count();
    let rest = view.steps.iter().map(|step| match step {
        Step::Rest { groups, questions, .. } => groups.len() + questions.len(),
        _ => 0,
    });
    let state = match (view.reviewed, view.finished, open) {
        (false, _, _) => State::Open,
        (true, _, 0) => State::Finished,
        (true, true, _) => State::New,
        (true, false, _) => State::Undecided,
    };
    ReportLine {
        id: view.id.clone(),
        title: view.title.clone(),
        authority: view.authority.clone(),
        kind: view.kind.clone(),
        date: view.date.clone(),
        state,
        open,
        rest: rest.sum(),
        broken: Vec::new(),
    }
}
