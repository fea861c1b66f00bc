//! The home page: what this is, figures, newest reports, themes most often
//! missed.

use serde::Serialize;

use crate::model::{Knowledge, Outcome, ReportId};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::desk::{Anchor, Desk};
use crate::site::rows::ThreadRow;
use crate::source::Nature;

#[derive(Debug, Serialize)]
pub(crate) struct HomeView {
    description: Option<String>,
    figures: Figures,
    bars: BarsView,
    authorities: Vec<AuthorityLine>,
    newest: Vec<NewReport>,
    themes: Vec<ThemeLine>,
    longest_open: Vec<ThreadRow>,
    slipped_back: Vec<ThreadRow>,
}

#[derive(Debug, Serialize)]
struct Figures {
    authorities: usize,
    held: usize,
    known_only: usize,
    updates: usize,
    recommendations: usize,
    threads: usize,
    open_threads: usize,
}

#[derive(Debug, Serialize)]
struct AuthorityLine {
    link: Anchor,
    reports: usize,
    open: usize,
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct NewReport {
    link: Anchor,
    title: String,
    authority: Anchor,
    asks: usize,
    answers: usize,
}

#[derive(Debug, Serialize)]
struct ThemeLine {
    link: Anchor,
    missed: usize,
    threads: usize,
}

pub(crate) fn view(desk: &Desk<'_>) -> HomeView {
    let knowledge = desk.knowledge;
    HomeView {
        description: knowledge.documents.settings.description.clone(),
        figures: figures(knowledge),
        bars: bars_of_some(desk.thread_counts(&desk.threads(|_| true))),
        authorities: authorities(desk),
        newest: newest(desk),
        themes: themes(desk),
        longest_open: desk.longest_open().into_iter().take(5).map(|t| desk.thread_row(t)).collect(),
        slipped_back: desk
            .threads(|t| t.outcome == Outcome::SlippedBack)
            .into_iter()
            .take(5)
            .map(|t| desk.thread_row(t))
            .collect(),
    }
}

fn figures(knowledge: &Knowledge) -> Figures {
    let reports = &knowledge.documents.reports;
    let inspections = || reports.iter().filter(|r| r.nature == Nature::Inspection);
    Figures {
        authorities: knowledge.documents.authorities.len(),
        held: inspections().filter(|r| r.held).count(),
        known_only: inspections().filter(|r| !r.held).count(),
        updates: reports.len() - inspections().count(),
        recommendations: knowledge.standings.len(),
        threads: knowledge.threads.len(),
        open_threads: knowledge.threads.iter().filter(|t| t.is_open()).count(),
    }
}

fn authorities(desk: &Desk<'_>) -> Vec<AuthorityLine> {
    let knowledge = desk.knowledge;
    knowledge
        .documents
        .authorities
        .keys()
        .map(|id| {
            let open: Vec<_> = desk.open_threads(id);
            AuthorityLine {
                link: desk.authority(id),
                reports: knowledge.catalogue.reports_of(id).iter().filter(|r| knowledge.report(**r).held).count(),
                open: open.len(),
                since: open.first().map(|t| knowledge.thread(*t).since.in_words()),
            }
        })
        .collect()
}

fn newest(desk: &Desk<'_>) -> Vec<NewReport> {
    let knowledge = desk.knowledge;
    let mut reports: Vec<ReportId> = knowledge.report_ids().filter(|r| knowledge.report(*r).held).collect();
    reports.sort_by(|a, b| knowledge.date(*b).list_order(knowledge.date(*a)).then_with(|| a.cmp(b)));
    reports
        .into_iter()
        .take(6)
        .map(|id| NewReport {
            link: desk.report(id),
            title: knowledge.report(id).title.clone(),
            authority: desk.authority(&knowledge.report(id).authority),
            asks: knowledge.findings_of(id).filter(|f| knowledge.standings.contains_key(f)).count(),
            answers: knowledge.said_by(id).len(),
        })
        .collect()
}

/// The themes most often missed; slipped back counts as missed.
fn themes(desk: &Desk<'_>) -> Vec<ThemeLine> {
    let knowledge = desk.knowledge;
    let mut lines: Vec<(usize, usize, &str)> = knowledge
        .documents
        .themes
        .keys()
        .map(|id| {
            let threads = desk.index.threads_of(id);
            let missed = threads
                .iter()
                .filter(|t| matches!(knowledge.thread(**t).outcome, Outcome::Missed | Outcome::SlippedBack))
                .count();
            (missed, threads.len(), id.as_str())
        })
        .filter(|(missed, ..)| *missed > 0)
        .collect();
    lines.sort_by_key(|(missed, threads, id)| (std::cmp::Reverse(*missed), std::cmp::Reverse(*threads), *id));
    lines.into_iter().take(8).map(|(missed, threads, id)| ThemeLine { link: desk.theme(id), missed, threads }).collect()
}

impl Desk<'_> {
    /// The open threads of an authority, the oldest first.
    pub(in crate::site) fn open_threads(&self, authority: &str) -> Vec<crate::model::ThreadId> {
        let knowledge = self.knowledge;
        let own = self.index.threads_of_authority(authority).iter().copied();
        let mut open: Vec<_> = own.filter(|t| knowledge.thread(*t).is_open()).collect();
        open.sort_by(|a, b| knowledge.thread(*a).since.list_order(knowledge.thread(*b).since).then_with(|| a.cmp(b)));
        open
    }

    /// All open threads, the oldest first.
    pub(in crate::site) fn longest_open(&self) -> Vec<crate::model::ThreadId> {
        let mut open = self.threads(crate::model::Thread::is_open);
        let since = |t: &crate::model::ThreadId| self.knowledge.thread(*t).since;
        open.sort_by(|a, b| since(a).list_order(since(b)).then_with(|| a.cmp(b)));
        open
    }

    /// The page that lists what has been open longest.
    pub(in crate::site) fn longest_open_page(&self) -> Anchor {
        Anchor { href: self.href(&Page::LongestOpen), text: "Open longest".to_owned() }
    }
}
