//! What all pages of a long list share, found when the first of them asks for it: each would have to walk through
//! everything to find it again, and their number grows with the site as well.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::rows::UnreadCount;
use crate::model::{ByReader, FindingId, Outcome, RecommendationId, ReportId, ThreadId};

/// What the pages of each list share.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) longest_open: OnceLock<OpenThreads>,
    /// Claims after which the first verdict was less than claimed: the recommendation, and which of its claims.
    pub(super) lesser_claims: OnceLock<Vec<(RecommendationId, usize)>>,
    /// Reports that brought a change, the newest first.
    pub(super) changes: OnceLock<Vec<ReportId>>,
    /// All reports, by authority and date.
    pub(super) reports: OnceLock<Vec<ReportId>>,
    pub(super) outcomes: OnceLock<BTreeMap<Outcome, OutcomeFigures>>,
    /// By theme: its authorities by name, each with its threads.
    pub(super) authorities: OnceLock<BTreeMap<String, Vec<AuthorityThreads>>>,
    /// By theme: findings of it that ask for nothing, the newest first.
    pub(super) findings: OnceLock<BTreeMap<String, Vec<FindingId>>>,
}

/// An authority's id, and threads of it.
pub(super) type AuthorityThreads = (String, Vec<ThreadId>);

/// Open threads, those open longest first.
#[derive(Debug)]
pub(super) struct OpenThreads {
    pub(super) threads: Vec<ThreadId>,
    /// Of reports that somebody has read.
    pub(super) open: usize,
    pub(super) unread: UnreadCount,
}

/// What stands at one outcome, of reports that somebody has read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OutcomeFigures {
    pub(super) recommendations: usize,
    /// Of these, how many each reader says.
    pub(super) by: ByReader,
    pub(super) threads: usize,
    /// Recommendations whose threads stand elsewhere.
    pub(super) elsewhere: usize,
    /// Recommendations whose threads have reports that nobody has read.
    pub(super) of_unread: usize,
    /// Threads that stand here though none of their recommendations does by itself.
    pub(super) by_thread: usize,
}
