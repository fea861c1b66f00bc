//! What many pages ask for again and again, found once: threads by theme and
//! by authority, statements by the report that they name.

use std::collections::BTreeMap;

use crate::model::{FindingId, Knowledge, On, ReportId, ThreadId};

/// Things found once for all pages.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_theme: BTreeMap<String, Vec<(FindingId, ThreadId)>>,
    threads_by_theme: BTreeMap<String, Vec<ThreadId>>,
    threads_by_authority: BTreeMap<String, Vec<ThreadId>>,
    said_of: BTreeMap<ReportId, Vec<usize>>,
}

impl Index {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut index = Self::default();
        for (number, thread) in (0..).zip(&knowledge.threads) {
            let id = ThreadId(number);
            let authority = &knowledge.report(thread.last().report).authority;
            index.threads_by_authority.entry(authority.clone()).or_default().push(id);
            for member in &thread.members {
                for theme in &knowledge.finding(*member).themes {
                    index.by_theme.entry(theme.value.clone()).or_default().push((*member, id));
                    let threads = index.threads_by_theme.entry(theme.value.clone()).or_default();
                    if threads.last() != Some(&id) {
                        threads.push(id);
                    }
                }
            }
        }
        for (number, said) in knowledge.said.iter().enumerate() {
            if let On::Report(report) | On::Group { report, .. } = said.on {
                index.said_of.entry(report).or_default().push(number);
            }
        }
        index
    }

    /// Recommendations of a theme, each with its thread.
    pub(super) fn recommendations_of(&self, theme: &str) -> &[(FindingId, ThreadId)] {
        self.by_theme.get(theme).map_or(&[], Vec::as_slice)
    }

    /// Threads with a recommendation of that theme.
    pub(super) fn threads_of(&self, theme: &str) -> &[ThreadId] {
        self.threads_by_theme.get(theme).map_or(&[], Vec::as_slice)
    }

    /// Threads whose newest recommendation is that authority's.
    pub(super) fn threads_of_authority(&self, authority: &str) -> &[ThreadId] {
        self.threads_by_authority.get(authority).map_or(&[], Vec::as_slice)
    }

    /// Statements that name a report as a whole or a group of it, by their number.
    pub(super) fn said_of(&self, report: ReportId) -> &[usize] {
        self.said_of.get(&report).map_or(&[], Vec::as_slice)
    }
}
