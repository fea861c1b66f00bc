//! The home page: what this is, figures, newest reports, themes most often
//! missed.

use serde::Serialize;

use crate::model::{Outcome, ReportId, Thread, ThreadId};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::context::{Anchor, PageContext, months_between};
use crate::site::kinds::{KindsView, kinds};
use crate::site::rows::{ThreadRow, UnreadCount};
use crate::site::standing::{StandingView, standing_until};
use crate::site::whole::OpenThreads;
use crate::source::Nature;

#[derive(Debug, Serialize)]
pub(crate) struct HomeView {
    description: Option<String>,
    figures: Figures,
    unread: UnreadCount,
    bars: BarsView,
    standing: StandingView,
    authorities: Vec<AuthorityCard>,
    newest: Vec<ReportCard>,
    themes: Vec<ThemeCard>,
    longest_open: Vec<ThreadRow>,
    slipped_back: Vec<ThreadRow>,
    kinds: KindsView,
}

#[derive(Debug, Serialize)]
struct Figures {
    authorities: usize,
    held: usize,
    known_only: usize,
    updates: usize,
    recommendations: usize,
    threads: usize,
}

#[derive(Debug, Serialize)]
struct AuthorityCard {
    link: Anchor,
    reports: usize,
    /// Threads whose newest verdict names a fault, the oldest of them, and those that were found met.
    unresolved: usize,
    since: Option<String>,
    met: usize,
    /// Recommendations of reports that nobody has read.
    unread: usize,
}

#[derive(Debug, Serialize)]
struct ReportCard {
    link: Anchor,
    title: String,
    authority: Anchor,
    asks: usize,
    answers: usize,
}

#[derive(Debug, Serialize)]
struct ThemeCard {
    link: Anchor,
    missed: usize,
    threads: usize,
}

pub(crate) fn view(context: &PageContext<'_>) -> HomeView {
    let knowledge = context.knowledge;
    HomeView {
        description: knowledge.documents.settings.description.clone(),
        figures: figures(context),
        unread: context.unread(&context.threads(|_| true)),
        bars: bars_of_some(context.thread_counts(&context.threads(|_| true)), &context.readers().signs),
        standing: standing_until(context, None, &context.threads(|_| true), &context.readers().speaker),
        authorities: authorities(context),
        kinds: kinds(context, None),
        newest: newest(context),
        themes: themes(context),
        // A few of each, so that all of it is seen at once; the lists behind them are whole.
        longest_open: context.longest_open().threads.iter().take(5).map(|t| context.thread_row(*t)).collect(),
        slipped_back: context
            .threads(|t| t.outcome() == Outcome::SlippedBack)
            .into_iter()
            .take(5)
            .map(|t| context.thread_row(t))
            .collect(),
    }
}

fn figures(context: &PageContext<'_>) -> Figures {
    let knowledge = context.knowledge;
    let reports = &knowledge.documents.reports;
    let inspections = || reports.iter().filter(|r| r.nature == Nature::Inspection);
    Figures {
        authorities: knowledge.documents.authorities.len(),
        held: inspections().filter(|r| r.held).count(),
        known_only: inspections().filter(|r| !r.held).count(),
        updates: reports.len() - inspections().count(),
        recommendations: context.read_recommendations().count(),
        threads: context.threads(|t| t.is_read).len(),
    }
}

fn authorities(context: &PageContext<'_>) -> Vec<AuthorityCard> {
    let knowledge = context.knowledge;
    knowledge
        .documents
        .authorities
        .keys()
        .map(|id| {
            let threads = context.index.threads_of_authority(id);
            let unresolved: Vec<ThreadId> = context.unresolved_threads(id);
            AuthorityCard {
                link: context.authority(id),
                reports: knowledge.reports_of(id).iter().filter(|r| knowledge.report(**r).held).count(),
                unresolved: unresolved.len(),
                met: context.met_threads(threads),
                unread: context.unread(threads).recommendations,
                since: unresolved.first().map(|t| knowledge.thread(*t).since.in_words()),
            }
        })
        .collect()
}

fn newest(context: &PageContext<'_>) -> Vec<ReportCard> {
    let knowledge = context.knowledge;
    // Of a report that is known only from others there is nothing new to read here.
    let mut reports: Vec<ReportId> = knowledge.report_ids().filter(|r| knowledge.report(*r).held).collect();
    reports.sort_by(|a, b| knowledge.date(*b).list_order(knowledge.date(*a)).then_with(|| a.cmp(b)));
    reports
        .into_iter()
        .take(6)
        .map(|id| ReportCard {
            link: context.report(id),
            title: knowledge.report(id).title.clone(),
            authority: context.authority(&knowledge.report(id).authority),
            asks: knowledge.asked_in(id).count(),
            answers: knowledge.answers(id),
        })
        .collect()
}

/// The themes most often missed; slipped back counts as missed.
fn themes(context: &PageContext<'_>) -> Vec<ThemeCard> {
    let knowledge = context.knowledge;
    let mut lines: Vec<(usize, usize, &str)> = knowledge
        .documents
        .themes
        .keys()
        .map(|id| {
            let threads: Vec<&ThreadId> =
                context.index.threads_of(id).iter().filter(|t| knowledge.thread(**t).is_read).collect();
            let missed = threads
                .iter()
                .filter(|t| matches!(knowledge.thread(***t).outcome(), Outcome::Missed | Outcome::SlippedBack))
                .count();
            (missed, threads.len(), id.as_str())
        })
        .filter(|(missed, ..)| *missed > 0)
        .collect();
    lines.sort_by_key(|(missed, threads, id)| (std::cmp::Reverse(*missed), std::cmp::Reverse(*threads), *id));
    lines
        .into_iter()
        .take(8)
        .map(|(missed, threads, id)| ThemeCard { link: context.theme(id), missed, threads })
        .collect()
}

impl PageContext<'_> {
    /// The open threads of an authority: those of reports that somebody has read first, each part by age.
    pub(in crate::site) fn open_threads(&self, authority: &str) -> Vec<ThreadId> {
        let knowledge = self.knowledge;
        let own = self.index.threads_of_authority(authority).iter().copied();
        let mut open: Vec<_> = own.filter(|t| knowledge.thread(*t).is_open()).collect();
        // What somebody has read goes first: a draft may hold what is no recommendation at all.
        open.sort_by(|a, b| {
            let (x, y) = (knowledge.thread(*a), knowledge.thread(*b));
            y.is_read.cmp(&x.is_read).then_with(|| x.since.list_order(y.since)).then_with(|| a.cmp(b))
        });
        open
    }

    /// Those of them that rest on reports which somebody has read.
    pub(in crate::site) fn read_open_threads(&self, authority: &str) -> Vec<ThreadId> {
        self.open_threads(authority).into_iter().filter(|t| self.knowledge.thread(*t).is_read).collect()
    }

    /// All open threads, those open longest first: up to the newest held report of their authority,
    /// which is how long a row says that each has been open.
    pub(in crate::site) fn longest_open(&self) -> &OpenThreads {
        self.index.whole().longest_open.get_or_init(|| {
            let threads = self.find_longest_open();
            OpenThreads { open: self.read_threads(&threads), unread: self.unread(&threads), threads }
        })
    }

    fn find_longest_open(&self) -> Vec<ThreadId> {
        let mut open = self.threads(Thread::is_open);
        open.sort_by_cached_key(|t| {
            let thread = self.knowledge.thread(*t);
            // An authority of which no report is held has no end to count to, so nothing has been open for any time.
            let until = self.newest_date(self.authority_of(thread)).unwrap_or(thread.since);
            let months = months_between(thread.since, until);
            (std::cmp::Reverse(months), thread.since.last_day(), thread.since.first_day(), *t)
        });
        open
    }

    /// The page that lists what has been open longest.
    pub(in crate::site) fn longest_open_page(&self) -> Anchor {
        Anchor { href: self.href(&Page::LongestOpen), text: "Longest not known to be met".to_owned() }
    }
}
