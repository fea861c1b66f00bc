//! Themes: every thread of a theme by outcome and authority, and who went from
//! missed to met.

use serde::Serialize;

use crate::model::{Outcome, ThreadId};
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::charts::map::{MapView, map};
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::rows::ThreadRow;

#[derive(Debug, Serialize)]
pub(crate) struct ThemeView {
    title: String,
    group: bool,
    description: String,
    bars: BarsView,
    map: Option<MapView>,
    threads: usize,
    by_outcome: Vec<OutcomeThreads>,
    missed_to_met: Vec<ThreadRow>,
}

#[derive(Debug, Serialize)]
struct OutcomeThreads {
    outcome: OutcomeView,
    threads: Vec<ThreadRow>,
}

pub(crate) fn view(desk: &Desk<'_>, id: &str) -> Option<ThemeView> {
    let knowledge = desk.knowledge;
    let theme = knowledge.documents.themes.get(id)?;
    let threads = desk.index.threads_of(id);
    let rows = |fits: &dyn Fn(&crate::model::Thread) -> bool| -> Vec<ThreadRow> {
        sorted(desk, threads).into_iter().filter(|t| fits(knowledge.thread(*t))).map(|t| desk.thread_row(t)).collect()
    };
    let by_outcome = Outcome::ALL
        .iter()
        .map(|outcome| OutcomeThreads {
            outcome: OutcomeView::new(*outcome, false),
            threads: rows(&|t| t.outcome == *outcome),
        })
        .filter(|o| !o.threads.is_empty())
        .collect();
    Some(ThemeView {
        title: theme.title.clone(),
        group: theme.group,
        description: desk.prose(theme.file, &theme.body),
        bars: bars_of_some(desk.thread_counts(threads)),
        map: map(desk, threads),
        threads: threads.len(),
        by_outcome,
        missed_to_met: rows(&|t| t.missed_to_met),
    })
}

/// By authority's name, then by beginning.
fn sorted(desk: &Desk<'_>, threads: &[ThreadId]) -> Vec<ThreadId> {
    let knowledge = desk.knowledge;
    let mut sorted = threads.to_vec();
    sorted.sort_by_cached_key(|id| {
        let thread = knowledge.thread(*id);
        let authority = &knowledge.report(thread.last().report).authority;
        (desk.authority(authority).text, thread.since.last_day(), *id)
    });
    sorted
}

#[derive(Debug, Serialize)]
pub(crate) struct ThemesView {
    subjects: Vec<ThemeLine>,
    groups: Vec<ThemeLine>,
}

#[derive(Debug, Serialize)]
struct ThemeLine {
    link: Anchor,
    threads: usize,
    open: usize,
    missed: usize,
    missed_to_met: usize,
}

pub(crate) fn all(desk: &Desk<'_>) -> ThemesView {
    let knowledge = desk.knowledge;
    let lines = |group: bool| {
        let mut lines: Vec<ThemeLine> = knowledge
            .documents
            .themes
            .values()
            .filter(|t| t.group == group)
            .map(|t| {
                let threads: Vec<_> = desk.index.threads_of(&t.id).iter().map(|id| knowledge.thread(*id)).collect();
                let missed = |o: Outcome| matches!(o, Outcome::Missed | Outcome::SlippedBack);
                ThemeLine {
                    link: desk.theme(&t.id),
                    threads: threads.len(),
                    open: threads.iter().filter(|t| t.is_open()).count(),
                    missed: threads.iter().filter(|t| missed(t.outcome)).count(),
                    missed_to_met: threads.iter().filter(|t| t.missed_to_met).count(),
                }
            })
            .collect();
        lines.sort_by(|a, b| a.link.text.cmp(&b.link.text));
        lines
    };
    ThemesView { subjects: lines(false), groups: lines(true) }
}
