//! What many pages ask for again and again, found once: threads by theme and
//! by authority, statements by the report that they name.

use std::collections::BTreeMap;

use crate::model::changes::{ReportChanges, changes};
use crate::model::{FindingId, Knowledge, On, Outcome, ReportId, ThreadId};

/// The newest recommendation of a thread, in the order in which it is worth showing beside another
/// of its theme: first what went from missed to met, then what is met, then the rest.
pub(super) type Example = (bool, bool, FindingId);

/// Things found once for all pages.
#[derive(Debug, Default)]
pub(super) struct Index {
    newest_by_theme: BTreeMap<String, Vec<Example>>,
    threads_by_theme: BTreeMap<String, Vec<ThreadId>>,
    threads_by_authority: BTreeMap<String, Vec<ThreadId>>,
    said_of: BTreeMap<ReportId, Vec<usize>>,
    changes: BTreeMap<ReportId, ReportChanges>,
}

impl Index {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut index = Self { changes: changes(knowledge), ..Self::default() };
        for (number, thread) in (0..).zip(&knowledge.threads) {
            let id = ThreadId(number);
            let authority = &knowledge.report(thread.last().report).authority;
            index.threads_by_authority.entry(authority.clone()).or_default().push(id);
            for member in &thread.members {
                for theme in &knowledge.finding(*member).themes {
                    if *member == thread.last() {
                        let example = (!thread.missed_to_met, thread.outcome != Outcome::Met, *member);
                        index.newest_by_theme.entry(theme.value.clone()).or_default().push(example);
                    }
                    let threads = index.threads_by_theme.entry(theme.value.clone()).or_default();
                    if threads.last() != Some(&id) {
                        threads.push(id);
                    }
                }
            }
        }
        for examples in index.newest_by_theme.values_mut() {
            examples.sort();
        }
        for (number, said) in knowledge.said.iter().enumerate() {
            if let On::Report(report) | On::Group { report, .. } = said.on {
                index.said_of.entry(report).or_default().push(number);
            }
        }
        index
    }

    /// The newest recommendations of a theme's threads, those worth showing first.
    pub(super) fn examples_of(&self, theme: &str) -> &[Example] {
        self.newest_by_theme.get(theme).map_or(&[], Vec::as_slice)
    }

    /// Threads with a recommendation of that theme.
    pub(super) fn threads_of(&self, theme: &str) -> &[ThreadId] {
        self.threads_by_theme.get(theme).map_or(&[], Vec::as_slice)
    }

    /// Threads whose newest recommendation is that authority's.
    pub(super) fn threads_of_authority(&self, authority: &str) -> &[ThreadId] {
        self.threads_by_authority.get(authority).map_or(&[], Vec::as_slice)
    }

    /// What each held and reviewed report brought.
    pub(super) fn changes(&self) -> &BTreeMap<ReportId, ReportChanges> {
        &self.changes
    }

    /// Statements that name a report as a whole or a group of it, by their number.
    pub(super) fn said_of(&self, report: ReportId) -> &[usize] {
        self.said_of.get(&report).map_or(&[], Vec::as_slice)
    }
}
