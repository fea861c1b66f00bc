//! What became different for readers since an older output, in words: reports that are new, outcomes before and after,
//! threads that were joined or parted, and what is gone.
//!
//! Start at [`Site::since`]. An output is compared by ids; what was renamed since is followed.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{PageContext, shorten};
use super::{Site, plain, sentences};
use crate::model::{FindingId, KeptName, Knowledge, Outcome, Recommendation, ReportId, ThreadId};
use crate::since::Before;
use crate::source::Why;

/// So many characters of a recommendation's words: a line of a terminal has about a hundred, and names stand beside them.
const WORDS: usize = 56;

/// One thing that became different: of which kind, and what.
#[derive(Debug, PartialEq, Eq)]
pub struct Since {
    /// A word or two: `new report`.
    pub kind: &'static str,
    /// The rest of the line.
    pub words: String,
}

impl Site<'_> {
    /// What became different for readers since an older output, what matters most first.
    #[must_use]
    pub fn since(&self, before: &Before) -> Vec<Since> {
        let context = PageContext::new(self.knowledge(), &self.index, "");
        let told = Told { context: &context, knowledge: self.knowledge(), before };
        let mut lines = told.new_reports();
        lines.extend(told.outcomes());
        lines.extend(told.threads());
        lines.extend(told.renamed());
        lines.extend(told.gone());
        lines
    }
}

struct Told<'a> {
    context: &'a PageContext<'a>,
    knowledge: &'a Knowledge,
    before: &'a Before,
}

impl Told<'_> {
    /// A finding that was known by an id, whatever its id is now.
    fn finding(&self, id: &str) -> Option<FindingId> {
        match self.knowledge.catalogue.kept(id)? {
            KeptName::Finding(finding) => Some(finding),
            _ => None,
        }
    }

    /// What was asked, by whom and when: `Wexmere, “Plans are late.” (2018)`.
    fn name(&self, recommendation: &Recommendation) -> String {
        let report = recommendation.finding.report;
        let finding = self.knowledge.finding(recommendation.finding);
        let words = finding.thread.as_ref().map_or(finding.text.as_str(), |title| title.value.as_str());
        format!("{}, “{}” ({})", self.council(report), shorten(words, WORDS), self.knowledge.date(report).year())
    }

    fn council(&self, report: ReportId) -> String {
        self.context.authority(&self.knowledge.report(report).authority).text
    }

    fn new_reports(&self) -> Vec<Since> {
        let known: BTreeSet<ReportId> =
            self.before.reports.keys().filter_map(|id| Some(self.knowledge.catalogue.report(id)?.is)).collect();
        let line = |id: ReportId| {
            let report = self.knowledge.report(id);
            let said = if !report.reviewed {
                "Nobody has read it yet.".to_owned()
            } else if !report.held {
                "It is known only from others.".to_owned()
            } else {
                let brought = self.context.index.changes().get(&id);
                brought.and_then(|brought| sentences::found(brought.counts())).unwrap_or_default()
            };
            let words = format!("{}: {}. {said}", self.council(id), self.context.report_name(id));
            Since { kind: "new report", words: words.trim_end().to_owned() }
        };
        self.knowledge.report_ids().filter(|id| !known.contains(id)).map(line).collect()
    }

    /// Where recommendations stand otherwise than before, the worst first.
    fn outcomes(&self) -> Vec<Since> {
        let mut changed: Vec<(Outcome, &Recommendation, String)> = Vec::new();
        for (id, stood) in &self.before.recommendations {
            let Some(now) = self.finding(id).and_then(|finding| self.knowledge.concluded(finding)) else { continue };
            if now.outcome().word() != stood.outcome {
                // A word that this version does not know is printed as it stands.
                let before = Outcome::parse(&stood.outcome).map(|before| plain::outcome(before).to_owned());
                changed.push((now.outcome(), now, before.unwrap_or_else(|| stood.outcome.clone())));
            }
        }
        changed.sort_by_key(|(after, now, _)| (*after, now.id));
        // An old id and the present one may both stand there, where somebody had led on already.
        changed.dedup_by_key(|(_, now, _)| now.id);
        let line = |(after, now, before): (Outcome, &Recommendation, String)| Since {
            kind: "outcome",
            words: format!("{}: {before} -> {}", self.name(now), plain::outcome(after)),
        };
        changed.into_iter().map(line).collect()
    }

    /// Threads that are joined or parted, and those that a new recommendation carries on.
    fn threads(&self) -> Vec<Since> {
        let mut was: BTreeMap<FindingId, &str> = BTreeMap::new();
        let mut parts: BTreeMap<&str, BTreeSet<ThreadId>> = BTreeMap::new();
        for (id, stood) in &self.before.recommendations {
            let Some(now) = self.finding(id).and_then(|finding| self.knowledge.concluded(finding)) else { continue };
            was.insert(now.finding, &stood.thread);
            parts.entry(&stood.thread).or_default().insert(now.thread);
        }
        let mut lines = Vec::new();
        for thread in self.knowledge.threads.iter().filter(|thread| thread.members.len() > 1) {
            let members: Vec<&Recommendation> = self.knowledge.members(thread).collect();
            let (old, new): (Vec<&Recommendation>, Vec<&Recommendation>) =
                members.into_iter().partition(|m| was.contains_key(&m.finding));
            let mut seen = BTreeSet::new();
            let firsts: Vec<String> = old
                .iter()
                .filter(|m| was.get(&m.finding).is_some_and(|id| seen.insert(*id)))
                .map(|m| self.name(m))
                .collect();
            if firsts.len() > 1 {
                lines.push(Since {
                    kind: "joined",
                    words: format!("{} are one thread now", sentences::joined(&firsts)),
                });
            }
            if let (Some(first), Some(last)) = (old.first(), new.last()) {
                let again = self.context.report_name(last.finding.report);
                lines.push(Since { kind: "asked again", words: format!("{}: again in {again}", self.name(first)) });
            }
        }
        for (id, threads) in parts.into_iter().filter(|(_, threads)| threads.len() > 1) {
            let first = self.finding(id).and_then(|finding| self.knowledge.concluded(finding));
            let name = first.map_or_else(|| id.to_owned(), |first| self.name(first));
            lines.push(Since { kind: "parted", words: format!("{name}: its thread is {} now", threads.len()) });
        }
        lines
    }

    /// What has another address now, to which the old one leads on.
    fn renamed(&self) -> Vec<Since> {
        let mut lines = Vec::new();
        let mut line = |what: &str, old: &str, now: &str| {
            lines.push(Since { kind: "renamed", words: format!("{what}{old} -> {now}") });
        };
        let documents = &self.knowledge.documents;
        for (old, authority) in documents.old_authorities() {
            if self.before.authorities.contains_key(old) {
                line("authority ", old, &authority.id);
            }
        }
        // What moved with its authority or its report is not told again.
        let moved_on = |old: &str, now: &str| old.split('/').next() != now.split('/').next();
        for id in self.before.reports.keys() {
            let Some(found) = self.knowledge.catalogue.report(id).filter(|found| found.old) else { continue };
            let now = self.knowledge.report(found.is).id();
            if !moved_on(id, &now) || id.rsplit('/').next() != now.rsplit('/').next() {
                line("report ", id, &now);
            }
        }
        for id in self.before.recommendations.keys() {
            let Some(finding) = self.finding(id) else { continue };
            let now = self.knowledge.finding_name(finding);
            if id.split('#').nth(1) != now.split('#').nth(1) {
                line("", id, &now);
            }
        }
        for (old, theme) in documents.old_themes() {
            if self.before.themes.contains_key(old) {
                line("theme ", old, &theme.id);
            }
        }
        lines
    }

    /// What was there and is not any more; what leads on from an old address is not gone.
    fn gone(&self) -> Vec<Since> {
        let apart = &self.knowledge.documents.apart;
        let mut lines = Vec::new();
        let mut line = |what: &str, id: &str, name: &str, why: Option<Why>, below: usize| {
            let kind = if why == Some(Why::Withdrawn) { "withdrawn" } else { "gone" };
            let draft = if why == Some(Why::Draft) { " (a draft now)" } else { "" };
            let below = if below == 0 { String::new() } else { format!(", with what it asked for: {below}") };
            lines.push(Since { kind, words: format!("{what} {id}, “{}”{draft}{below}", shorten(name, WORDS)) });
        };
        let documents = &self.knowledge.documents;
        let old_authorities: BTreeSet<&str> = documents.old_authorities().map(|(old, _)| old).collect();
        for (id, name) in &self.before.authorities {
            if !documents.authorities.contains_key(id) && !old_authorities.contains(id.as_str()) {
                line("authority", id, name, apart.authority(id), 0);
            }
        }
        let catalogue = &self.knowledge.catalogue;
        let mut below: BTreeMap<&str, usize> = BTreeMap::new();
        let mut findings = Vec::new();
        for (id, stood) in &self.before.recommendations {
            let Some((report, own)) = id.split_once('#') else { continue };
            match catalogue.report(report) {
                None => *below.entry(report).or_default() += 1,
                Some(found) => {
                    let is_there = self.finding(id).is_some_and(|f| self.knowledge.concluded(f).is_some());
                    let why = catalogue.withdrawn(found.is, own).map(|_| Why::Withdrawn);
                    if !is_there {
                        findings.push((id, &stood.words, why));
                    }
                }
            }
        }
        for (id, title) in self.before.reports.iter().filter(|(id, _)| catalogue.report(id).is_none()) {
            line("report", id, title, apart.report(id), below.get(id.as_str()).copied().unwrap_or_default());
        }
        for (id, words, why) in findings {
            line("recommendation", id, words, why, 0);
        }
        let shown: BTreeSet<&str> = documents.shown_themes().map(|theme| theme.id.as_str()).collect();
        let old: BTreeSet<&str> = documents.old_themes().map(|(old, _)| old).collect();
        for (id, title) in &self.before.themes {
            if !shown.contains(id.as_str()) && !old.contains(id.as_str()) {
                line("theme", id, title, apart.theme(id), 0);
            }
        }
        lines
    }
}
