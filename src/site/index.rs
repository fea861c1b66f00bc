//! What many pages ask for again and again, found once: threads by theme and
//! by authority, statements by the report that they name.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil;

use super::compare;
use super::context::PageContext;
use super::legend::AllReaders;
use super::likeness::Likeness;
use super::thread_title::{Titles, titles};
use super::whole::Whole;
use crate::model::changes::{ReportChanges, changes};
use crate::model::{
    Claim, Correction, FollowUp, Knowledge, On, Outcome, Reader, Recommendation, RecommendationId, ReportId, ThreadId,
};

/// A thread, in the order in which it is worth showing beside another of its theme: first what went
/// from missed to met, then what is met, then the rest; what a report states before what is read into it, the newer
/// before the older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Example {
    // Sorted by its fields in this order, and `false` goes before `true`.
    was_never_missed: bool,
    is_not_met: bool,
    reader: Option<Reader>,
    asked: Reverse<civil::Date>,
    pub(super) newest: RecommendationId,
    /// The thread.
    pub(super) thread: ThreadId,
}

/// Things found once for all pages.
#[derive(Debug, Default)]
pub(super) struct Index<'k> {
    newest_by_theme: BTreeMap<String, Vec<Example>>,
    threads_by_theme: BTreeMap<String, Vec<ThreadId>>,
    threads_by_authority: BTreeMap<String, Vec<ThreadId>>,
    said_of: BTreeMap<ReportId, Vec<&'k FollowUp>>,
    changes: BTreeMap<ReportId, ReportChanges>,
    in_order: Vec<RecommendationId>,
    by_outcome: BTreeMap<Outcome, Vec<RecommendationId>>,
    claims_by_report: BTreeMap<ReportId, Vec<(RecommendationId, &'k Claim)>>,
    likeness: Likeness,
    readers: AllReaders,
    whole: Whole,
    titles: Titles,
    /// By the recommendations that they are about, the newest first.
    corrections: BTreeMap<RecommendationId, Vec<&'k Correction>>,
    /// By number of the recommendation: the threads that are shown beside it, looked for when they are first asked for.
    beside: Vec<OnceLock<Box<[ThreadId]>>>,
}

impl<'k> Index<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let changes = changes(knowledge);
        let (readers, titles) = (AllReaders::new(knowledge), titles(knowledge));
        let mut index = Self { changes, readers, titles, ..Self::default() };
        // In one walk, since pages ask for each theme and each authority again and again.
        for thread in &knowledge.threads {
            let id = thread.id;
            let authority = knowledge.authority_of(thread.last);
            index.threads_by_authority.entry(authority.to_owned()).or_default().push(id);
            for member in knowledge.members(thread) {
                for theme in &knowledge.finding(member.finding).themes {
                    // An example is shown by its newest recommendation, so that one must be about the theme.
                    if member.id == thread.last {
                        let example = Example {
                            was_never_missed: thread.missed_before.is_none(),
                            is_not_met: thread.outcome() != Outcome::Met,
                            reader: thread.because.reader(),
                            asked: Reverse(knowledge.date(member.finding.report).last_day()),
                            newest: member.id,
                            thread: id,
                        };
                        index.newest_by_theme.entry(theme.value.clone()).or_default().push(example);
                    }
                    let threads = index.threads_by_theme.entry(theme.value.clone()).or_default();
                    // The members of a thread come one after another, so only the last entry can be the same.
                    if threads.last() != Some(&id) {
                        threads.push(id);
                    }
                }
            }
        }
        for threads in index.threads_by_theme.values_mut() {
            // A theme is several pages, each of which would have to sort all of its threads again.
            threads.sort_by_cached_key(|id| {
                let thread = knowledge.thread(*id);
                let authority = knowledge.authority_of(thread.last);
                let name = knowledge.documents.authorities.get(authority).map_or(authority, |a| &a.name);
                (thread.outcome(), name.to_owned(), thread.since.last_day(), *id)
            });
        }
        let of_authority = |id: &String| knowledge.reports_of(id).iter().copied();
        let reports = knowledge.documents.authorities.keys().flat_map(of_authority);
        for recommendation in reports.flat_map(|r| knowledge.recommendations_of(r)) {
            index.in_order.push(recommendation.id);
            index.by_outcome.entry(recommendation.outcome()).or_default().push(recommendation.id);
            for claim in &recommendation.claims {
                index.claims_by_report.entry(claim.by.report).or_default().push((recommendation.id, claim));
            }
        }
        for examples in index.newest_by_theme.values_mut() {
            examples.sort();
        }
        index.likeness = Likeness::new(knowledge, &index.newest_by_theme);
        index.beside.resize_with(knowledge.recommendations.len(), OnceLock::new);
        for follow_up in &knowledge.follow_ups {
            if let On::Report(report) | On::Group { report, .. } = follow_up.on {
                index.said_of.entry(report).or_default().push(follow_up);
            }
        }
        for correction in &knowledge.corrections {
            for id in knowledge.corrected(correction) {
                index.corrections.entry(id).or_default().push(correction);
            }
        }
        for list in index.corrections.values_mut() {
            list.sort_by(|a, b| b.date.list_order(a.date));
        }
        index
    }

    /// What was corrected about a recommendation without a new report, the newest first.
    pub(super) fn corrections_of(&self, id: RecommendationId) -> &[&'k Correction] {
        self.corrections.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Which recommendations ask for much the same.
    pub(super) fn likeness(&self) -> &Likeness {
        &self.likeness
    }

    /// Threads of other authorities that are shown beside a recommendation.
    pub(super) fn beside(&self, context: &PageContext<'_>, recommendation: &Recommendation) -> &[ThreadId] {
        // Asked for twice for each page: for its fingerprint and to show them.
        let find = || compare::examples(context, recommendation).into_iter().map(|example| example.thread).collect();
        self.beside.get(recommendation.id.0 as usize).map_or(&[], |found| found.get_or_init(find))
    }

    /// Who says so, on pages about one authority and about all.
    pub(super) fn readers(&self) -> &AllReaders {
        &self.readers
    }

    /// The title that was made for a thread of several recommendations, where they share enough words.
    pub(super) fn title_of(&self, thread: ThreadId) -> Option<&str> {
        self.titles.get(&thread).map(String::as_str)
    }

    /// What all pages of a long list share.
    pub(super) fn whole(&self) -> &Whole {
        &self.whole
    }

    /// All themes that recommendations have.
    pub(super) fn themes(&self) -> impl Iterator<Item = &str> {
        self.threads_by_theme.keys().map(String::as_str)
    }

    /// All recommendations by authority, then by date.
    pub(super) fn in_order(&self) -> &[RecommendationId] {
        &self.in_order
    }

    /// Those with one outcome, in the same order.
    pub(super) fn of_outcome(&self, outcome: Outcome) -> &[RecommendationId] {
        self.by_outcome.get(&outcome).map_or(&[], Vec::as_slice)
    }

    /// The claims that a report makes, each with the recommendation that it is about.
    pub(super) fn claims_in(&self, report: ReportId) -> &[(RecommendationId, &'k Claim)] {
        self.claims_by_report.get(&report).map_or(&[], Vec::as_slice)
    }

    /// Threads with a recommendation of that theme, by outcome, the worst first, then by authority's name, then by
    /// beginning.
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

    /// Follow-ups that name a report as a whole or a group of it.
    pub(super) fn said_of(&self, report: ReportId) -> &[&'k FollowUp] {
        self.said_of.get(&report).map_or(&[], Vec::as_slice)
    }
}
