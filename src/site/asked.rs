//! When and where the same was asked for, first and again: counted here for all pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::Page;
use super::context::{Anchor, PageContext};
use super::sentences::joined;
use crate::model::{Knowledge, RecommendationId, ReportId, Thread};

/// When the recommendations of a thread were asked for.
#[derive(Debug, Serialize)]
pub(crate) struct AskedWhenView {
    /// The date of its first recommendation, leading there.
    first: AskedOnce,
    /// The reports that asked for it again, by their years, in order.
    again: Vec<AskedOnce>,
    /// In how many reports it was asked for.
    times: usize,
}

/// One report that asked.
#[derive(Debug, Serialize)]
struct AskedOnce {
    link: Anchor,
    /// The report's name.
    report: String,
    /// Whether it is the recommendation that the page is about.
    this: bool,
}

impl PageContext<'_> {
    /// When a thread was asked for, seen from one of its recommendations or from elsewhere.
    pub(super) fn asked_when(&self, thread: &Thread, this: Option<RecommendationId>) -> AskedWhenView {
        let first = self.knowledge.finding_of(thread.first).report;
        let once = |report: ReportId, text: String| {
            let link = Anchor { text, ..self.asks_in(thread, report) };
            let this = this.is_some_and(|this| self.knowledge.finding_of(this).report == report);
            AskedOnce { link, report: self.report_name(report), this }
        };
        AskedWhenView {
            first: once(first, thread.since.in_words()),
            again: again(self.knowledge, thread).into_iter().map(|(report, when)| once(report, when)).collect(),
            times: thread.raised(),
        }
    }

    /// In which years it was asked for again: `2017 and 2022`.
    pub(super) fn asked_again(&self, thread: &Thread) -> Option<String> {
        let years: Vec<String> = again(self.knowledge, thread).into_iter().map(|(_, when)| when).collect();
        (!years.is_empty()).then(|| joined(&years))
    }

    /// The newest recommendation of a thread, by the thread's title.
    pub(super) fn thread_link(&self, thread: &Thread) -> Anchor {
        Anchor { href: self.href(&Page::Recommendation(thread.last)), text: self.thread_title(thread) }
    }

    /// The same where there is little room.
    pub(super) fn thread_link_in_brief(&self, thread: &Thread) -> Anchor {
        Anchor { href: self.href(&Page::Recommendation(thread.last)), text: self.thread_title_in_brief(thread) }
    }

    /// The first recommendation of a thread, where its title leads to another.
    pub(super) fn first_href(&self, thread: &Thread) -> Option<String> {
        (thread.first != thread.last).then(|| self.href(&Page::Recommendation(thread.first)))
    }

    /// What a report asks of a thread: a recommendation of its own; else the report, which says that an older one
    /// remains.
    pub(super) fn asks_in(&self, thread: &Thread, report: ReportId) -> Anchor {
        let own = self.knowledge.members(thread).find(|m| m.finding.report == report);
        own.map_or_else(|| self.report(report), |member| self.by_report(member.id))
    }
}

/// The reports that asked for it again, each with its year.
pub(super) fn again(knowledge: &Knowledge, thread: &Thread) -> Vec<(ReportId, String)> {
    let first = knowledge.finding_of(thread.first).report;
    let date = |report: ReportId| knowledge.date(report);
    let again = || thread.asked_in.iter().copied().filter(|report| *report != first);
    let mut of_year: BTreeMap<i16, usize> = BTreeMap::new();
    again().for_each(|report| *of_year.entry(date(report).year()).or_default() += 1);
    // A year says enough, unless it says the same twice.
    let when = |report: ReportId| match of_year.get(&date(report).year()) {
        Some(2..) => date(report).in_brief(),
        _ => date(report).year().to_string(),
    };
    again().map(|report| (report, when(report))).collect()
}
